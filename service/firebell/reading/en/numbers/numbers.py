"""Document → Numbers: how many, by CODEBOOK §3, and what each number counts; ages and dates are no people."""

from typing import NamedTuple

from firebell.reading.en.numbers.number_use import Figure, Use, use_of
from firebell.reading.en.numbers.number_words import (
    BANDS,
    BOUND_AFTER,
    DOZEN,
    ESTIMATES,
    HEDGES,
    MONTHS,
    ONES,
    ORDINAL_ENDS,
    ORDINALS,
    SCALES,
    SEVERAL,
    STARTS,
    TENS,
)
from firebell.reading.reading import Count
from firebell.reading.text import Document

THOUSANDS_DIGITS = 3
BAND_REACH = 5
"""Between "a" and "patrol" stand at most three words."""

HUNDRED, THOUSAND = 100, 1000
HALF_A_DOZEN = Count(6, 6, 6)


class Number(NamedTuple):
    """Tokens `first` to `last` (excluded), hedge included; `exact` where the text gives a bare figure."""

    first: int
    last: int
    count: Count  # type: ignore[assignment]  # the form's word; nobody counts in the tuple
    use: Use
    exact: bool
    digits: bool


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
    if doc.low[at] not in STARTS and not doc.low[at][0].isdecimal():
        return None
    band = _band(doc, at, stop) if doc.low[at] in {"a", "an"} else None
    if band is not None:
        return band
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
    use = use_of(doc, core, last, stop)
    plain = core.exact and not ranged and hedge is None and count == core.value
    return Number(at, last, count, use, exact=plain, digits=core.digits)


def _band(doc: Document, at: int, stop: int) -> Number | None:
    """As in "a group of 12", "an army patrol of about nine": so many as stand behind the "of"."""
    for noun in range(at + 1, min(at + BAND_REACH, stop - 2)):
        if doc.low[noun] in BANDS and doc.low[noun + 1] == "of":
            number = at_token(doc, noun + 2, stop)
            return number._replace(first=at) if number and number.use == "count" else None
        if not doc.low[noun][0].isalpha():
            return None
    return None


def _hedge(doc: Document, at: int, stop: int) -> tuple[str | None, int]:
    """The kind of hedge that begins here and the token behind it; hedges may pile up ("at least some")."""
    found: str | None = None
    while at < stop:
        told = HEDGES.at(doc.low, at, stop)
        if told is None:
            break
        at, kind = told
        found = found or kind
    return found, at


def _hedged(hedge: str | None, count: Count, *, exact: bool) -> Count:
    """CODEBOOK §3: bounds open upwards, "up to" starts at one, "nearly" reaches a tenth below, "about" both ways."""
    number = count.best
    if hedge == "least":
        return Count(count.low, count.best, None)
    if hedge == "most":
        return Count(1, 1, number)
    if not exact or hedge in {None, "total"}:
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
    use = use_of(doc, high, high.last, stop)
    return Number(at, high.last, count, use, exact=False, digits=high.digits)


def _ranged(doc: Document, core: Figure, stop: int) -> tuple[Figure, bool]:
    """As in "A to B", "A-B", "A or B", "nine to 12": A/A/B (UCDP's low and high)."""
    at = core.last
    if not core.exact or at + 1 >= stop or doc.low[at] not in {"to", "-", "\u2013", "or"}:
        return core, False
    other = _core(doc, at + 1, stop)
    if other is None or not other.exact or other.value.best <= core.value.best:
        return core, False
    if core.digits and not other.digits:
        return core, False
    value = Count(core.value.low, core.value.low, other.value.best)
    return Figure(core.first, value, other.last, exact=False, digits=core.digits), True


def _bound_behind(doc: Document, at: int, stop: int, count: Count) -> tuple[int, Count]:
    """As in "30-plus", "30+", "30 or more": at least 30."""
    told = BOUND_AFTER.at(doc.low, at, stop) if at < stop else None
    return (told[0], Count(count.low, count.best, None)) if told else (at, count)


def _core(doc: Document, at: int, stop: int) -> Figure | None:
    """The bare number at this token: digits, number words, a dozen, dozens, several."""
    if at >= stop:
        return None
    return _digits(doc, at, stop) or _collective(doc, at, stop) or _spelled(doc, at, stop)


def _digits(doc: Document, at: int, stop: int) -> Figure | None:
    text = doc.low[at]
    if not text[0].isdecimal():
        return None
    value, decimal = figure(text)
    last = at + 1
    if last < stop and doc.low[last] == "000" and not doc.glued(last) and len(text) <= THOUSANDS_DIGITS:
        value, last = value * THOUSAND, last + 1
    while last < stop and doc.low[last] in SCALES:
        scale = SCALES[doc.low[last]]
        # "300 hundred" is a slip of the pen for 300.
        value, last, decimal = value if scale == HUNDRED <= value else value * scale, last + 1, False
    if last < stop and doc.low[last] == "dozen":
        value, last = value * DOZEN, last + 1
    if _goes_on_behind_space(doc, at, last, stop):
        value, last = value * THOUSAND + int(doc.low[last]), last + 1
    whole = int(value)
    return Figure(at, Count(whole, whole, whole), last, exact=not decimal, digits=True)


def _goes_on_behind_space(doc: Document, at: int, last: int, stop: int) -> bool:
    """As in "1 200 people"; in "May 5 200 people" the first figure is a day."""
    if last != at + 1 or last + 1 >= stop or len(doc.low[at]) > THOUSANDS_DIGITS or doc.glued(last):
        return False
    group = doc.low[last]
    plain = len(group) == THOUSANDS_DIGITS and group.isdecimal() and doc.low[at].isdecimal()
    return plain and doc.low[last + 1][0].isalpha() and doc.low[at - 1] not in MONTHS and doc.low[at] != "0"


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


def _collective(doc: Document, at: int, stop: int) -> Figure | None:
    """Dozens, several hundred, tens of thousands, a couple of, many (CODEBOOK §3, ACLED's estimates)."""
    told = ESTIMATES.at(doc.low, at, stop)
    if told is None or (at and doc.low[at] == "many" and doc.low[at - 1] == "as"):  # "twice as many"
        return None
    last, count = told
    if count == SEVERAL:
        return _scaled_vague(doc, at, last, stop)
    return Figure(at, count, last, exact=count.low == count.high)


def _scaled_vague(doc: Document, first: int, at: int, stop: int) -> Figure:
    """As in "Several hundred" is 300/300/900: by multiplication."""
    if at < stop:
        scale = DOZEN if doc.low[at] == "dozen" else SCALES.get(doc.low[at])
        if scale:
            low, high = SEVERAL.low * scale, 9 * scale
            return Figure(first, Count(low, low, high), at + 1, exact=False)
    return Figure(first, SEVERAL, at, exact=False)


def _spelled(doc: Document, at: int, stop: int) -> Figure | None:
    """Number words: "a hundred and five", "twenty-four", "half a dozen"."""
    if doc.low[at : min(stop, at + 3)] == ["half", "a", "dozen"]:
        return Figure(at, HALF_A_DOZEN, at + 3, exact=True)
    total, current, last = 0, 0, at
    if doc.low[at] in {"a", "an"}:
        if at + 1 >= stop or (doc.low[at + 1] not in SCALES and doc.low[at + 1] != "dozen"):
            return None
        current, last = 1, at + 1
    while last < stop:
        word = doc.low[last]
        grown = _grown(word, current)
        if grown is None and not (last > at and _goes_on(doc, last, stop, current)):
            break
        current = current if grown is None else grown
        if current >= THOUSAND and word in SCALES:
            total, current = total + current, 0
        last += 1
    value = total + current
    return Figure(at, Count(value, value, value), last, exact=True) if last > at and value else None


def _grown(word: str, current: int) -> int | None:
    """The number with one more of its words; None where the word is none of them."""
    if word in ONES and (not current % 10 and not 0 < current % HUNDRED < TENS["twenty"]):
        return current + ONES[word]
    if word in TENS and not current % HUNDRED:
        return current + TENS[word]
    if not current:
        return None
    return current * DOZEN if word == "dozen" else current * SCALES[word] if word in SCALES else None


def _goes_on(doc: Document, at: int, stop: int, current: int) -> bool:
    """Whether "and" or a hyphen joins two parts of one number: "hundred and five", "twenty-four"."""
    if at + 1 >= stop or doc.low[at] not in {"and", "-"}:
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
