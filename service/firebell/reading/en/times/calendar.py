"""Words and numbers of the calendar → days: the arithmetic below the time expressions of a text."""

from datetime import date, timedelta
from itertools import chain

from firebell.reading.en.numbers.number_words import DOZEN, ONES, TENS

DAY, WEEK, MONTH, YEAR = 1, 7, 30, 365
DECADE, CENTURY = 10 * YEAR, 100 * YEAR

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A number of four digits between these may be a year."""

LONGEST_BACK = 36500
"""Days that a text may reach back before its date is of no use to anybody: a century."""


def _numbered(listed: tuple[str, ...], first: int) -> dict[str, int]:
    """Each word of each row → the row's number."""
    return dict(
        chain.from_iterable(((w, n) for w in row.split()) for n, row in enumerate(listed, start=first))
    )


WEEKDAYS = _numbered(
    ("monday mon", "tuesday tue tues", "wednesday", "thursday thu thurs", "friday fri", "saturday", "sunday"),
    0,
)
MONTHS = _numbered(
    (
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sep sept",
        "october oct",
        "november nov",
        "december dec",
    ),
    1,
)
NUMBERS = ONES | TENS | {"a": 1, "an": 1, "couple": 2, "several": 3, "few": 3, "recent": 3, "dozen": DOZEN}
UNITS = {
    unit + plural: days
    for unit, days in {
        "minute": 0,
        "hour": 0,
        "day": DAY,
        "night": DAY,
        "week": WEEK,
        "month": MONTH,
        "year": YEAR,
        "decade": DECADE,
    }.items()
    for plural in ("", "s")
} | {"century": CENTURY, "centuries": CENTURY}


def precision_of(days: int) -> str:
    """How exactly a unit of so many days dates: day, week, month or year."""
    if days <= DAY:
        return "day"
    if days <= WEEK:
        return "week"
    return "month" if days <= MONTH else "year"


def back(day: date | None, days: int) -> date | None:
    """So many days earlier, None where no day is known."""
    return day and day - timedelta(days=min(days, LONGEST_BACK))


def safe(year: int, month: int, day: int) -> date:
    """That day, or the month's last one where the month is shorter."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def month_of(year: int, month: int) -> tuple[date, date]:
    """A month's first and last day."""
    begin = date(year, month, 1)
    return begin, safe(year, month, 31)


def year_of(year: int) -> tuple[date, date]:
    """A year's first and last day."""
    return date(year, 1, 1), date(year, 12, 31)


def last_unit(published: date, days: int) -> tuple[date, date]:
    """Last week, last month, last year by the calendar: in a Monday's story "last week" may be three days ago."""
    if days == WEEK:
        monday = published - timedelta(days=published.weekday())
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if days == MONTH:
        before = published.replace(day=1) - timedelta(days=1)
        return before.replace(day=1), before
    if days == YEAR:
        return year_of(published.year - 1)
    return published - timedelta(days=min(2 * days, LONGEST_BACK)), published - timedelta(days=days)


def this_unit(published: date, days: int) -> tuple[date, date]:
    """The running week, month or year: from its first day to today."""
    if days == WEEK:
        return published - timedelta(days=published.weekday()), published
    if days == MONTH:
        return published.replace(day=1), published
    return published.replace(month=1, day=1), published


def latest(weekday: int, published: date) -> date:
    """The latest such weekday up to that day."""
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def is_year(word: str) -> bool:
    """Whether a word may be a year."""
    return (
        len(word) == len("2000")
        and word.isascii()
        and word.isdigit()
        and FIRST_YEAR <= int(word) <= LAST_YEAR
    )


def day_number(word: str) -> int | None:
    """The day of a month that a word may be."""
    if word.isascii() and word.isdigit() and len(word) <= len("31") and 1 <= int(word) <= 31:  # noqa: PLR2004 -- the longest month
        return int(word)
    return None
