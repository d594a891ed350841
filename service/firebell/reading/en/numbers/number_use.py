"""A number and the words at its sides → what it counts: people may be, ages, dates and measures are not."""

from typing import Literal, NamedTuple

from firebell.reading.en.numbers.number_words import (
    AGE_BEFORE,
    CURRENCIES,
    MONTHS,
    NAMES_BEFORE,
    ONES,
    PREFIXES,
    RATE_AFTER,
    TENS,
    UNITS_AFTER,
)
from firebell.reading.reading import Count
from firebell.reading.text import Document

Use = Literal["count", "ordinal", "rate", "age", "date", "measure", "name"]

FIRST_YEAR, LAST_YEAR = 1900, 2099
YEAR_DIGITS = 4
AGE_DIGITS = 2
LAST_DAY = 31
SHORT_YEARS = 99
"""Behind a month: a day, or a year cut to two digits."""

SIDE = 2
"""A mark and what stands on its other side."""


LONGEST_AGES = 12
JOINS_AGES = frozenset({",", "and", "or", "to", "-", "between"})
BEHIND_AGES = JOINS_AGES | frozenset(
    {".", ")", ";", "was", "were", "are", "is", "who", "died", "have", "had", "has"}
)
"""What goes on behind an age that closes a list; a noun there is counted: "a man aged 45 and 12 others"."""


class Figure(NamedTuple):
    """The bare number at tokens `first` to `last` (excluded), without its hedge."""

    first: int
    value: Count
    last: int
    exact: bool
    digits: bool = False


def use_of(doc: Document, figure: Figure, last: int, stop: int) -> Use:
    """What the number counts (CODEBOOK §3, last line); `last` is the token behind it and its hedge."""
    before = doc.low[figure.first - 1] if figure.first else ""
    after = doc.low[last] if last < stop else ""
    behind = doc.low[last + 1] if last + 1 < stop else ""
    if _is_age(doc, figure.first, last, stop):
        return "age"
    if figure.digits and _is_name(doc, figure.first, last, stop):
        return "name"
    if figure.digits and _is_date(doc, figure, after):
        return "date"
    if before in CURRENCIES or after in UNITS_AFTER or (after == "-" and behind in UNITS_AFTER):
        return "measure"
    if figure.digits and (_is_fraction(figure) or _is_clock(doc, figure.first, last, stop)):
        return "measure"
    return "rate" if f"{after} {behind}" in RATE_AFTER or after in RATE_AFTER else "count"


def _is_fraction(figure: Figure) -> bool:
    """3.5 of anything is no people."""
    return not figure.exact and figure.value.low == figure.value.high


def _is_clock(doc: Document, first: int, last: int, stop: int) -> bool:
    """As in "10:30", "1/3": digits on both sides of a mark, nothing between."""
    if last + 1 < stop and doc.low[last] in {"/", ":"} and doc.glued(last) and doc.glued(last + 1):
        return doc.raw[last + 1][0].isdecimal()
    if first < SIDE or doc.low[first - 1] not in {"/", ":"}:
        return False
    return doc.glued(first) and doc.glued(first - 1) and doc.raw[first - SIDE][0].isdecimal()


def _is_age(doc: Document, first: int, last: int, stop: int) -> bool:
    """As in "A 24-year-old", "aged 30", "John Smith, 24, was"."""
    if first and (doc.low[first - 1] in AGE_BEFORE or _is_further_age(doc, first, last, stop)):
        return True
    behind = [word for word in doc.low[last : min(stop, last + 5)] if word != "-"][:SIDE]
    if len(behind) == SIDE and behind[0] in {"year", "years", "month", "months"} and behind[1] == "old":
        return True
    if first < SIDE or doc.low[first - 1] not in {",", "("} or last >= stop:
        return False
    if doc.low[last] not in {",", ")", "."} or not doc.raw[first - SIDE][0].isupper():
        return False
    return doc.raw[first].isdecimal() and len(doc.raw[first]) <= AGE_DIGITS


def _is_further_age(doc: Document, first: int, last: int, stop: int) -> bool:
    """As in "aged 12 and 15 were", "ages 9, 11 and 14": in a list of ages, with no noun of its own behind it."""
    at = first - 1
    if doc.low[at] not in JOINS_AGES or (last < stop and doc.low[last] not in BEHIND_AGES):
        return False
    while at > max(0, first - LONGEST_AGES) and (doc.low[at] in JOINS_AGES or _is_small(doc.low[at])):
        at -= 1
    return doc.low[at] in AGE_BEFORE and at < first - 1


def _is_small(word: str) -> bool:
    return word in ONES or word in TENS or (word.isdecimal() and len(word) <= AGE_DIGITS)


def _is_name(doc: Document, first: int, last: int, stop: int) -> bool:
    """As in "Route 9", "M-16", "MH17", "a 205mm gun": a number inside a name."""
    before = doc.low[first - 1] if first else ""
    if before in NAMES_BEFORE or (doc.glued(first) and before[-1].isalpha()):
        return True
    if before == "-" and first >= SIDE and doc.glued(first) and doc.glued(first - 1):
        return doc.raw[first - SIDE][-1].isalpha() and doc.low[first - SIDE] not in PREFIXES
    return last < stop and doc.glued(last) and doc.raw[last][0].isalpha()


def _is_date(doc: Document, figure: Figure, after: str) -> bool:
    """As in "5 October", "May 3", "in 2014": a day of a month or a year."""
    number, first = figure.value.best, figure.first
    if first and doc.low[first - 1] in MONTHS and doc.raw[first - 1][0].isupper():
        return number <= SHORT_YEARS or FIRST_YEAR <= number <= LAST_YEAR
    if after in MONTHS and number <= LAST_DAY:
        return doc.raw[figure.last][0].isupper()
    plain = len(doc.raw[first]) == YEAR_DIGITS and doc.raw[first].isdecimal()
    return plain and FIRST_YEAR <= number <= LAST_YEAR and not after.endswith(("s", "people"))
