"""Document → Times: the time expressions of a text, resolved against the day it was published."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from firebell.reading.text import Document, words

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday", "sunday"),
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
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
        start=1,
    )
    for name in names.split()
}
SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),  # noqa: SIM905 -- numbered by place
    )
} | {"a": 1, "an": 1, "several": 3, "few": 3, "couple": 2, "dozen": 12, "twenty": 20, "thirty": 30, "recent": 3}
UNIT_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3650, "century": 36500}
UNITS = {unit + plural: days for unit, days in UNIT_DAYS.items() for plural in ("", "s")}
UNITS |= {"centuries": 36500}
PRECISION = ((1, "day"), (7, "week"), (31, "month"))
"""An expression's unit in days, at most → how exactly it dates."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
PARTS_OF_DAY = words("morning afternoon evening night noon midday dawn dusk midnight")
MODIFIERS = words("early late mid earlier later")
SPEECH = words(
    "said says saying told tells telling announced announces reported reports reporting statement confirmed confirms "
    "tweeted wrote added stated interview briefing warned published claimed declared revealed disclosed speech "
    "conference vowed denied ruled issued condemned urged spokesman spokesperson spokeswoman posted "
    "acknowledged testified informed according release bulletin",
)
"""Behind one of these a day dates the speaking, not the event ("officials said on Thursday")."""

SPEECH_REACH = 4
"""A day this many words behind a verb of speech belongs to it."""

FUTURE = words("will would next upcoming until by due scheduled expected plans planned set shall going from")


class Time(NamedTuple):
    """Tokens `first` to `last` (excluded) that date something: between `start` and `end`, both included.

    `kind`: `at` (an event's time), `since` (a span that runs until now), `habit` (again and again, of old),
    `speech` (when somebody spoke), `future`. `start` is None where only the kind is known.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    precision: str
    kind: str


def find(doc: Document, published: date | None) -> list[Time]:
    """Every time expression in order; without a publishing day only full dates are resolved."""
    return list(_walk(doc, published))


def _walk(doc: Document, published: date | None) -> Iterator[Time]:
    at = 0
    end = len(doc)
    while at < end:
        time = _at(doc, at, published)
        if time is None:
            at += 1
            continue
        yield _with_frame(doc, time, published)
        at = max(time.last, at + 1)


def _at(doc: Document, at: int, published: date | None) -> Time | None:
    word = doc.low[at]
    if word in WEEKDAYS:
        return _weekday(doc, at, published)
    if word in MONTHS:
        return _month(doc, at, published)
    if word[0].isdigit():
        return _number(doc, at, published)
    reader = _READERS.get(word)
    if reader:
        return reader(doc, at, published)
    if word in SMALL:
        return _ago(doc, at, published, SMALL[word])
    return None


def _day(at: int, last: int, day: date | None) -> Time:
    return Time(at, last, day, day, "day", "at")


def _back(published: date | None, days: int) -> date | None:
    return published and published - timedelta(days=min(days, 36500))


def _low(doc: Document, at: int) -> str:
    return doc.low[at] if 0 <= at < len(doc) else ""


def _weekday(doc: Document, at: int, published: date | None) -> Time | None:
    """The latest such day up to the day of publication; "last Monday" is never today."""
    if not doc.raw[at][0].isupper() or (len(doc.low[at]) < 5 and _low(doc, at + 1) not in ".,"):  # noqa: PLR2004 -- "sun", "wed" are words
        return None
    last = at + 1
    if _low(doc, last) == "'s":
        last += 1
    if _low(doc, last) in PARTS_OF_DAY:
        last += 1
    before = _low(doc, at - 1)
    first = at - 1 if before in {"last", "next", "this", "past", "previous"} | MODIFIERS else at
    if published is None:
        return Time(first, last, None, None, "day", "at")
    days = (published.weekday() - WEEKDAYS[doc.low[at]]) % 7
    if before == "next":
        return Time(first, last, None, None, "day", "future")
    if before in {"last", "previous"} and days == 0:
        days = 7
    if days == 6:  # noqa: PLR2004 -- tomorrow by the publisher's clock: a story from further east
        return Time(first, last, _back(published, 6), published, "day", "at")
    return _day(first, last, _back(published, days))


def _month(doc: Document, at: int, published: date | None) -> Time | None:
    """March 5, March 5 2022, 5 March (2022), March 2022, last March, in March."""
    month = MONTHS[doc.low[at]]
    if not doc.raw[at][0].isupper():
        return None
    last = at + 1
    if _low(doc, last) == "." and len(doc.low[at]) <= 4:  # noqa: PLR2004 -- an abbreviation
        last += 1
    first, day = at, None
    back = at - 2 if _low(doc, at - 1) == "of" else at - 1
    ordinal = _ordinal(doc, back)
    if ordinal:
        day, first = ordinal
    else:
        day, last = _day_number(doc, last)
    year, last = _year_behind(doc, last)
    if doc.low[at] in {"may", "march", "mar"} and day is None and year is None and _low(doc, at - 1) not in _BEFORE_MONTH:
        return None
    return _resolved(first, last, (year, month, day), published)


_BEFORE_MONTH = words("in since last this of by until early late mid - from during next through") | {"("}


def _ordinal(doc: Document, at: int) -> tuple[int, int] | None:
    """(day, its first token) where a day of the month stands at token `at` or ends there: 5, 5th."""
    word = _low(doc, at)
    if word in {"th", "st", "nd", "rd"} and doc.glued(at):
        at -= 1
        word = _low(doc, at)
    if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:  # noqa: PLR2004 -- a day
        return int(word), at
    return None


def _day_number(doc: Document, at: int) -> tuple[int | None, int]:
    word = _low(doc, at)
    if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:  # noqa: PLR2004 -- a day
        last = at + 1
        if _low(doc, last) in {"th", "st", "nd", "rd"} and doc.glued(last):
            last += 1
        return int(word), last
    return None, at


def _year_behind(doc: Document, at: int) -> tuple[int | None, int]:
    behind = at + 1 if _low(doc, at) in {",", "of", "'"} else at
    word = _low(doc, behind)
    if _is_year(word):
        return int(word), behind + 1
    return None, at


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR  # noqa: PLR2004 -- four digits


def _resolved(first: int, last: int, parts: tuple[int | None, int, int | None], published: date | None) -> Time:
    """A date without its year is the latest such date up to publication, a week of grace for what is to come."""
    year, month, day = parts
    if year is None and published is None:
        return Time(first, last, None, None, "day" if day else "month", "at")
    if year is None and published is not None:
        year = published.year
        begin = _safe(year, month, day or 1)
        if begin > published + timedelta(days=7):
            if day is not None and begin <= published + timedelta(days=120):
                return Time(first, last, begin, begin, "day", "unsure")
            year -= 1
    begin = _safe(year or FIRST_YEAR, month, day or 1)
    if day is not None:
        kind = "future" if published and begin > published + timedelta(days=1) else "at"
        return Time(first, last, begin, begin, "day", kind)
    end = _safe(begin.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return Time(first, last, begin, end, "month", "at")


def _safe(year: int, month: int, day: int) -> date:
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def _number(doc: Document, at: int, published: date | None) -> Time | None:
    """2014, 2022-03-05, the 1990s, 5 days ago; a number by itself is no date."""
    word = doc.low[at]
    if not (word.isascii() and word.isdigit()):
        return None
    if _is_year(word):
        return _year(doc, at)
    ordinal = _ordinal(doc, at)
    following = at + 1
    if _low(doc, following) in {"th", "st", "nd", "rd"} and doc.glued(following):
        following += 1
    if _low(doc, following) == "of":
        following += 1
    if ordinal and _low(doc, following) in MONTHS:
        return _month(doc, following, published)
    return _ago(doc, at, published, min(int(word[:6]), 999))


def _year(doc: Document, at: int) -> Time | None:
    year = int(doc.low[at])
    if _low(doc, at + 1) == "-" and _low(doc, at + 3) == "-" and doc.glued(at + 1):
        month, day = _low(doc, at + 2), _low(doc, at + 4)
        if month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:  # noqa: PLR2004 -- a date
            when = _safe(year, int(month), int(day))
            return Time(at, at + 5, when, when, "day", "at")
    before = _low(doc, at - 1)
    if _low(doc, at + 1) == "s" and doc.glued(at + 1):
        return Time(at, at + 2, date(year, 1, 1), date(min(year + 9, LAST_YEAR), 12, 31), "year", "at")
    if before in _BEFORE_YEAR or _low(doc, at - 2) in {"in", "early", "late", "mid"}:
        return Time(at, at + 1, date(year, 1, 1), date(year, 12, 31), "year", "at")
    if _low(doc, at + 1) in _AFTER_YEAR or before in {"the", "'s"}:
        return Time(at, at + 1, date(year, 1, 1), date(year, 12, 31), "year", "at")
    return None


_BEFORE_YEAR = words("in since of from during by until between and early late mid to after before around about") | {"(", "-"}
_AFTER_YEAR = words("war coup attack attacks bombing invasion massacre uprising conflict attentat revolution siege killing")


def _ago(doc: Document, at: int, published: date | None, number: int) -> Time | None:
    """Three days ago, a week earlier, two nights before; "three days of clashes" is none."""
    unit = at + 1
    if _low(doc, unit) in {"of", "few", "couple", "more", "-"}:
        unit += 1
        number = SMALL.get(_low(doc, at + 1), number) if _low(doc, at + 1) in SMALL else number
    if _low(doc, unit) == "of":
        unit += 1
    days = UNITS.get(_low(doc, unit))
    if days is None:
        return None
    behind = _low(doc, unit + 1)
    if behind in {"ago", "earlier", "before", "prior"}:
        span = days * number
        exact = "day" if days <= 1 else _precision(days)
        start = _back(published, span + (days // 2 if days > 1 else 0))
        end = _back(published, max(span - days // 2, 0) if days > 1 else span)
        return Time(at, unit + 2, start, end, exact, "at")
    if behind == "after" and days >= 1 and number * days <= 31:  # noqa: PLR2004 -- a month
        # "a day after X": X is that much earlier; what stands before it is the news.
        return Time(at, unit + 2, _back(published, days * number + 1), _back(published, days * number), _precision(days), "after")
    if behind == "later":
        return None
    return None


def _precision(days: int) -> str:
    for most, name in PRECISION:
        if days <= most:
            return name
    return "year"


def _today(doc: Document, at: int, published: date | None) -> Time | None:
    return _day(at, at + 1, published)


def _yesterday(doc: Document, at: int, published: date | None) -> Time | None:
    return _day(at, at + 1, _back(published, 1))


def _tomorrow(doc: Document, at: int, published: date | None) -> Time | None:
    return Time(at, at + 1, None, None, "day", "future")


def _last(doc: Document, at: int, published: date | None) -> Time | None:
    """Last week, last night, past two weeks, previous day, this month, earlier this week."""
    word = doc.low[at]
    unit = at + 1
    number = 1
    if _low(doc, unit) in SMALL or _low(doc, unit).isdigit():
        text = _low(doc, unit)
        number = SMALL.get(text) or min(int(text[:5]) if text.isascii() and text.isdigit() else 1, 999)
        unit += 1
    name = _low(doc, unit)
    if name in PARTS_OF_DAY and word in {"last", "this"}:
        return _day(at, unit + 1, _back(published, 1 if word == "last" else 0))
    if name == "weekend":
        if published is None:
            return Time(at, unit + 1, None, None, "week", "at")
        back = (published.weekday() - 5) % 7
        return Time(at, unit + 1, _back(published, back), _back(published, max(back - 1, 0)), "day", "at")
    if name in {"summer", "spring", "autumn", "winter", "fall"}:
        return Time(at, unit + 1, _back(published, 365), _back(published, 60), "month", "at")
    days = UNITS.get(name)
    if days is None:
        return None
    if word == "this":
        earlier = _low(doc, at - 1) in {"earlier", "late", "early"}
        if days == 1:
            return None
        if published is None:
            return Time(at, unit + 1, None, None, _precision(days), "at")
        start = {7: published - timedelta(days=published.weekday()), 30: published.replace(day=1)}.get(days, published.replace(month=1, day=1))
        if earlier:
            return Time(at - 1, unit + 1, start, max(start, _back(published, 3 if days < 30 else days // 4) or start), _precision(days), "at")  # noqa: PLR2004 -- a month
        return Time(at, unit + 1, start, published, _precision(days), "this")
    if name in {"days", "weeks", "months", "years", "decades"} or number > 1:
        return Time(at, unit + 1, _back(published, days * number), published, _precision(days), "since")
    if word == "past":
        return Time(at, unit + 1, _back(published, days), published, _precision(days), "since")
    if word == "previous" or (word == "last" and days == 1):
        return Time(at, unit + 1, _back(published, 2), _back(published, 2), "day", "at") if days == 1 else Time(at, unit + 1, _back(published, 2 * days), _back(published, days), _precision(days), "at")
    return _last_unit(at, unit + 1, days, published)


def _last_unit(at: int, last: int, days: int, published: date | None) -> Time:
    """Last week, month, year: the calendar's, since "last week" in a Monday's story may be three days ago."""
    if published is None:
        return Time(at, last, None, None, _precision(days), "at")
    if days == 7:  # noqa: PLR2004 -- a week
        monday = published - timedelta(days=published.weekday())
        return Time(at, last, monday - timedelta(days=7), monday - timedelta(days=1), "week", "at")
    if days == 30:  # noqa: PLR2004 -- a month
        begin = published.replace(day=1)
        return Time(at, last, (begin - timedelta(days=1)).replace(day=1), begin - timedelta(days=1), "month", "at")
    if days == 365:  # noqa: PLR2004 -- a year
        return Time(at, last, date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), "year", "at")
    return Time(at, last, _back(published, 2 * days), _back(published, days), "year", "at")


def _since(doc: Document, at: int, published: date | None) -> Time | None:
    """Since Monday, since 2013, since the war began, since then: a span that runs until now."""
    for ahead in range(at + 1, min(at + 6, len(doc))):
        if doc.low[ahead] in {",", ".", ";"}:
            break
        inner = _at(doc, ahead, published) if doc.low[ahead] != "since" else None
        if inner and inner.kind in {"at", "this", "unsure", "since"}:
            return Time(at, max(inner.last, ahead + 1), inner.start, published, inner.precision, "since")
    if _low(doc, at + 1) in {"the", "its", "a", "then", "fighting", "hostilities", "war", "last", "israel", "russia", "he", "they", "it", "taking", "seizing"}:
        return Time(at, at + 2, None, published, "month", "since")
    return None


def _so_far(doc: Document, at: int, published: date | None) -> Time | None:
    if _low(doc, at + 1) == "far" and _low(doc, at + 2) in {"this", "in"}:
        return Time(at, at + 3, None, published, "month", "since")
    return None


def _recent(doc: Document, at: int, published: date | None) -> Time | None:
    days = UNITS.get(_low(doc, at + 1))
    if days is None:
        return None
    return Time(at, at + 2, _back(published, days * 5), published, _precision(days), "since")


def _habit(doc: Document, at: int, published: date | None) -> Time | None:
    return Time(at, at + 1, None, None, "year", "habit")


def _for_years(doc: Document, at: int, published: date | None) -> Time | None:
    """For years, for decades, for the past two weeks; "for three days" is a length."""
    if _low(doc, at + 1) in {"years", "decades", "months", "generations", "centuries", "weeks"}:
        return Time(at, at + 2, None, None, "year", "habit")
    return None


def _historic(doc: Document, at: int, published: date | None) -> Time | None:
    return None


_READERS = {
    "today": _today,
    "tonight": _today,
    "yesterday": _yesterday,
    "overnight": _yesterday,
    "tomorrow": _tomorrow,
    "last": _last,
    "past": _last,
    "previous": _last,
    "this": _last,
    "weekend": _last,
    "since": _since,
    "so": _so_far,
    "recent": _recent,
    "regularly": _habit,
    "frequently": _habit,
    "routinely": _habit,
    "often": _habit,
    "repeatedly": _habit,
    "occasionally": _habit,
    "historically": _habit,
    "previously": _habit,
    "periodically": _habit,
    "sporadically": _habit,
    "for": _for_years,
}


def _with_frame(doc: Document, time: Time, published: date | None) -> Time:
    """The expression as its surroundings have it: when somebody spoke, or what is still to come."""
    sentence = doc.sentence_at(time.first)
    before = doc.low[max(sentence.first, time.first - SPEECH_REACH) : time.first]
    if time.kind == "at" and time.precision == "day":
        for word in reversed(before):
            if word in {",", ".", ";"}:
                break
            if word in SPEECH:
                return time._replace(kind="speech")
    if time.kind == "unsure":
        coming = set(doc.low[sentence.first : time.first]) & FUTURE
        if coming or published is None or time.start is None:
            return time._replace(kind="future")
        return time._replace(kind="future")
    if time.kind == "at" and time.precision == "day" and set(before[-3:]) & {"until", "will", "next", "scheduled", "due"}:
        return time._replace(kind="future")
    return time
