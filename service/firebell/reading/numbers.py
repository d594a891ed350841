"""Document → Numbers: how many, by CODEBOOK §3, and what each number counts; ages and dates are no people."""

from typing import Literal, NamedTuple

from firebell.reading.number_words import (
    ABOUT,
    AGE_BEFORE,
    BOUND_AFTER,
    COLLECTIVES,
    CURRENCIES,
    DOZEN,
    HEDGES,
    MONTHS,
    NAMES_BEFORE,
    ONES,
    ORDINAL_ENDS,
    ORDINALS,
    RATE_AFTER,
    SCALES,
    TENS,
    UNITS_AFTER,
    UNNAMED_MANY,
    VAGUE,
)
from firebell.reading.reading import Count
from firebell.reading.text import Document

Use = Literal["count", "ordinal", "rate", "age", "date", "measure", "name"]

LONGEST_HEDGE = 4
"""Words of the longest hedge ("a minimum of", "no fewer than")."""

FIRST_YEAR, LAST_YEAR = 1900, 2099
THOUSANDS_DIGITS = 3
HUNDRED, THOUSAND = 100, 1000
OPEN_MANY = Count(3, 3, None)
SEVERAL = Count(3, 3, 9)


class Number(NamedTuple):
    """Tokens `first` to `last` (excluded), hedge included; `exact` where the text gives a bare figure."""

    first: int
    last: int
    count: Count
    use: Use
    exact: bool
    digits: bool


class _Core(NamedTuple):
    value: Count
    last: int
    exact: bool
    digits: bool = False


def find(doc: Document) -> list[Number]:
    """Every number of the document in order; `use` tells what can count people.

    >>> [n.count.best for n in find(Document("", "Twenty-four died, half a dozen fled.")) if n.use == "count"]
    [24, 6]
    """
    out: list[Number] = []
    for sentence in doc.sentences:
        at = sentence.first
        while at < sentence.last:
            number = at_token(doc, at, sentence.last)
            if number is None:
                at += 1
                continue
            out.append(number)
            at = number.last
    return out


def at_token(doc: Document, at: int, stop: int) -> Number | None:
    """The number that begins at this token, its hedge included."""
    hedge, start = _hedge(doc, at, stop)
    ordinal = _ordinal(doc, at, stop)
    if ordinal:
        return Number(at, ordinal, Count(0, 0, 0), "ordinal", exact=True, digits=False)
    if hedge == "between":
        return _between(doc, at, start, stop)
    core = _core(doc, start, stop)
    if core is None:
        return None
    core, ranged = _ranged(doc, core, stop)
    count = core.value if ranged else _hedged(hedge, core.value, exact=core.exact)
    last, count = _bound_behind(doc, core.last, stop, count)
    use = _use(doc, start, core, last, stop)
    plain = core.exact and not ranged and hedge is None and count == core.value
    return Number(at, last, count, use, exact=plain, digits=core.digits)


def _hedge(doc: Document, at: int, stop: int) -> tuple[str | None, int]:
    """The kind of hedge that begins here and the token behind it; hedges may pile up ("at least some")."""
    found: str | None = None
    while at < stop:
        for length in range(min(LONGEST_HEDGE, stop - at), 0, -1):
            kind = HEDGES.get(" ".join(doc.low[at : at + length]))
            if kind:
                found = found or kind
                at += length
                break
        else:
            return found, at
    return found, at


def _hedged(hedge: str | None, count: Count, *, exact: bool) -> Count:
    """CODEBOOK §3: bounds open upwards, "up to" starts at one, "nearly" reaches a tenth below, "about" both ways."""
    number = count.best
    if hedge == "least":
        return Count(count.low, count.best, None)
    if hedge == "most":
        return Count(1, 1, number)
    if not exact or hedge is None:
        return count
    if hedge == "nearly":
        return Count(number * 9 // 10, number, number)
    return Count(number * 9 // 10, number, -(-number * 11 // 10))


def _between(doc: Document, at: int, start: int, stop: int) -> Number | None:
    low = _core(doc, start, stop)
    if low is None or low.last >= stop or doc.low[low.last] not in {"and", "to", "-"}:
        return None
    high = _core(doc, low.last + 1, stop)
    if high is None or high.value.best < low.value.best:
        return None
    count = Count(low.value.low, low.value.low, high.value.high)
    use = _use(doc, start, high, high.last, stop)
    return Number(at, high.last, count, use, exact=False, digits=high.digits)


def _ranged(doc: Document, core: _Core, stop: int) -> tuple[_Core, bool]:
    """ "A to B", "A-B", "A or B": A/A/B (UCDP's low and high)."""
    at = core.last
    if not core.exact or at + 1 >= stop or doc.low[at] not in {"to", "-", "\u2013", "or"}:
        return core, False
    other = _core(doc, at + 1, stop)
    if other is None or not other.exact or other.value.best <= core.value.best:
        return core, False
    if core.digits != other.digits:
        return core, False
    value = Count(core.value.low, core.value.low, other.value.best)
    return _Core(value, other.last, exact=False, digits=core.digits), True


def _bound_behind(doc: Document, at: int, stop: int, count: Count) -> tuple[int, Count]:
    """ "30-plus", "30+", "30 or more": at least 30."""
    for length in (2, 1):
        if at + length <= stop and " ".join(doc.low[at : at + length]) in BOUND_AFTER:
            return at + length, Count(count.low, count.best, None)
    return at, count


def _core(doc: Document, at: int, stop: int) -> _Core | None:
    """The bare number at this token: digits, number words, a dozen, dozens, several."""
    if at >= stop:
        return None
    return _digits(doc, at, stop) or _collective(doc, at, stop) or _spelled(doc, at, stop)


def _digits(doc: Document, at: int, stop: int) -> _Core | None:
    text = doc.low[at]
    if not text[0].isdecimal():
        return None
    value, decimal = figure(text)
    last = at + 1
    if last < stop and doc.low[last] == "000" and not doc.glued(last) and len(text) <= THOUSANDS_DIGITS:
        value, last = value * THOUSAND, last + 1
    while last < stop and doc.low[last] in SCALES:
        value, last, decimal = value * SCALES[doc.low[last]], last + 1, False
    if last < stop and doc.low[last] == "dozen":
        value, last = value * DOZEN, last + 1
    whole = int(value)
    return _Core(Count(whole, whole, whole), last, exact=not decimal, digits=True)


def figure(text: str) -> tuple[float, bool]:
    """The value of digits as written and whether it is a decimal fraction: "1,200" → 1200, "3.5" → 3.5.

    >>> figure("1,200"), figure("3.5")
    ((1200.0, False), (3.5, True))
    """
    parts = text.replace("\u00a0", ",").replace("\u202f", ",").replace(".", ",").split(",")
    digits = "".join(parts)
    if not digits.isascii() or len(digits) > 12:  # noqa: PLR2004 -- more than the people on earth
        return 0.0, True
    if len(parts) == 1 or all(len(part) == THOUSANDS_DIGITS for part in parts[1:]):
        return float(digits), False
    return float(f"{parts[0]}.{parts[1]}"), True


def _collective(doc: Document, at: int, stop: int) -> _Core | None:
    """Dozens, several hundred, tens of thousands, a couple of, many (CODEBOOK §3, ACLED's estimates)."""
    for length in (3, 2, 1):
        if at + length > stop:
            continue
        phrase = " ".join(doc.low[at : at + length])
        if phrase in COLLECTIVES:
            return _Core(COLLECTIVES[phrase], at + length, exact=phrase in {"a pair of", "both"})
        if phrase in UNNAMED_MANY:
            return _Core(OPEN_MANY, at + length, exact=False)
        if phrase in VAGUE:
            return _scaled_vague(doc, at + length, stop)
    return None


def _scaled_vague(doc: Document, at: int, stop: int) -> _Core:
    """ "Several hundred" is 300/300/900: by multiplication."""
    if at < stop:
        scale = DOZEN if doc.low[at] == "dozen" else SCALES.get(doc.low[at])
        if scale:
            low, high = SEVERAL.low * scale, 9 * scale
            return _Core(Count(low, low, high), at + 1, exact=False)
    return _Core(SEVERAL, at, exact=False)


def _spelled(doc: Document, at: int, stop: int) -> _Core | None:
    """Number words: "a hundred and five", "twenty-four", "half a dozen"."""
    if doc.low[at : at + 3] == ["half", "a", "dozen"] and at + 3 <= stop:
        return _Core(Count(6, 6, 6), at + 3, exact=True)
    total, current, last = 0, 0, at
    if doc.low[at] in {"a", "an"}:
        if at + 1 >= stop or (doc.low[at + 1] not in SCALES and doc.low[at + 1] != "dozen"):
            return None
        current, last = 1, at + 1
    while last < stop:
        word = doc.low[last]
        if word in ONES and not (current % 10 and current % HUNDRED < 20):  # noqa: PLR2004 -- "one two"
            current += ONES[word]
        elif word in TENS and not current % HUNDRED:
            current += TENS[word]
        elif word == "dozen" and current:
            current *= DOZEN
        elif word == "hundred" and current:
            current *= HUNDRED
        elif word in SCALES and current:
            total, current = total + current * SCALES[word], 0
        elif not (last > at and word in {"and", "-"} and _goes_on(doc, last, stop, current)):
            break
        last += 1
    value = total + current
    return _Core(Count(value, value, value), last, exact=True) if last > at and value else None


def _goes_on(doc: Document, at: int, stop: int, current: int) -> bool:
    """Whether "and" or a hyphen joins two parts of one number: "hundred and five", "twenty-four"."""
    if at + 1 >= stop:
        return False
    following = doc.low[at + 1]
    if doc.low[at] == "-":
        return current % HUNDRED in TENS.values() and ONES.get(following, 10) < 10  # noqa: PLR2004 -- twenty-nine
    small = following in ONES or following in TENS
    return small and doc.low[at - 1] in SCALES and current % HUNDRED == 0


def _ordinal(doc: Document, at: int, stop: int) -> int | None:
    """The token behind an ordinal ("fifth", "3rd", "twenty-first"); "first" and "second" too."""
    word = doc.low[at]
    if word in ORDINALS:
        return at + 1
    if word[0].isdecimal() and at + 1 < stop and doc.low[at + 1] in ORDINAL_ENDS and doc.glued(at + 1):
        return at + 2
    if word in TENS and at + 2 < stop and doc.low[at + 1] == "-" and doc.low[at + 2] in ORDINALS:
        return at + 3
    return None


def _use(doc: Document, start: int, core: _Core, last: int, stop: int) -> Use:
    """What the number counts, by the words at its sides (CODEBOOK §3, last line)."""
    before = doc.low[start - 1] if start else ""
    after = doc.low[last] if last < stop else ""
    behind = doc.low[last + 1] if last + 1 < stop else ""
    if _is_age(doc, start, last, stop):
        return "age"
    if core.digits and _is_name(doc, start, last, stop, before):
        return "name"
    if core.digits and _is_date(doc, start, core, before, after):
        return "date"
    if before in CURRENCIES or after in UNITS_AFTER or (after == "-" and behind in UNITS_AFTER):
        return "measure"
    if _is_clock(doc, start, last, stop, before, after):
        return "measure"
    if core.digits and not core.exact and core.value.low == core.value.high:
        return "measure"  # 3.5 of anything is no people
    if f"{after} {behind}" in RATE_AFTER or after in RATE_AFTER:
        return "rate"
    return "count"


def _is_clock(doc: Document, start: int, last: int, stop: int, before: str, after: str) -> bool:  # noqa: PLR0913, PLR0917 -- both sides of a number
    """ "10:30", "1/3": digits on both sides of a mark, nothing between."""
    if after in {"/", ":"} and last + 1 < stop and doc.glued(last) and doc.glued(last + 1):
        return doc.raw[last + 1][0].isdecimal()
    if before not in {"/", ":"} or start < 2 or not doc.glued(start) or not doc.glued(start - 1):  # noqa: PLR2004 -- digits and their mark
        return False
    return doc.raw[start - 2][0].isdecimal()


def _is_age(doc: Document, start: int, last: int, stop: int) -> bool:
    """ "A 24-year-old", "aged 30", "John Smith, 24, was"."""
    if start and doc.low[start - 1] in AGE_BEFORE:
        return True
    behind = [word for word in doc.low[last : min(stop, last + 5)] if word != "-"][:2]
    if behind[:1] and behind[0] in {"year", "years", "month", "months"} and behind[1:2] == ["old"]:
        return True
    if start < 2 or doc.low[start - 1] not in {",", "("} or last >= stop or doc.low[last] not in {",", ")", "."}:  # noqa: PLR2004 -- a name and its comma
        return False
    return doc.raw[start - 2][0].isupper() and doc.raw[start][0].isdecimal() and len(doc.raw[start]) <= 2  # noqa: PLR2004 -- an age has two digits


def _is_name(doc: Document, start: int, last: int, stop: int, before: str) -> bool:
    """ "Route 9", "M-16", "MH17", "the 205-mm gun": a number inside a name."""
    if before in NAMES_BEFORE:
        return True
    if doc.glued(start) and doc.raw[start - 1][-1].isalpha():
        return True
    if before == "-" and doc.glued(start) and start > 1 and doc.raw[start - 2][-1].isalpha():
        return doc.glued(start - 1) and doc.low[start - 2] not in ABOUT
    return last < stop and doc.glued(last) and doc.raw[last][0].isalpha()


def _is_date(doc: Document, start: int, core: _Core, before: str, after: str) -> bool:
    """ "5 October", "May 3", "in 2014": a day of a month or a year."""
    number = core.value.best
    if before in MONTHS and doc.raw[start - 1][0].isupper():
        return number <= 31 or FIRST_YEAR <= number <= LAST_YEAR  # noqa: PLR2004 -- days of a month
    if after in MONTHS and number <= 31:  # noqa: PLR2004 -- days of a month
        return doc.raw[core.last][0].isupper()
    plain = len(doc.raw[start]) == 4 and doc.raw[start].isdecimal()  # noqa: PLR2004 -- a year has four digits
    return plain and FIRST_YEAR <= number <= LAST_YEAR and not after.endswith(("s", "people"))
