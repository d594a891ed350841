"""Document → Times: the time expressions of a text, resolved against the day it was published."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import compress
from typing import NamedTuple

from firebell.reading.cue import among
from firebell.reading.en.times.calendar import (
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    MONTHS,
    NUMBERS,
    UNITS,
    WEEKDAYS,
    back,
    day_number,
    is_year,
    last_unit,
    latest,
    month_of,
    precision_of,
    safe,
    this_unit,
    year_of,
)
from firebell.reading.text import Document, words

PARTS_OF_DAY = words("morning afternoon evening night noon midday dawn dusk midnight")
SEASONS = words("summer spring autumn winter fall")
MODIFIERS = words("early late mid earlier later")
BEFORE_DAY = MODIFIERS | words("last next this past previous")
ORDINALS = words("th st nd rd")
BEFORE_MONTH = words("in since last this of by until early late mid - from during next through (")
BEFORE_YEAR = words(
    "in since of from during by until between and early late mid to after before around about ( -"
)
AFTER_YEAR = words(
    "war coup attack attacks bombing invasion massacre uprising conflict revolution siege killing"
)
STARTED = words("the its a then fighting hostilities war last israel russia he they it taking seizing")
SPEECH = words(
    "said says saying told tells telling announced announces reported reports reporting statement "
    "confirmed confirms tweeted wrote added stated interview briefing warned published claimed "
    "declared revealed disclosed speech conference vowed denied ruled issued condemned urged "
    "spokesman spokesperson spokeswoman posted acknowledged testified informed according release "
    "bulletin",
)
"""Behind one of these a day dates the speaking, not the event ("officials said on Thursday")."""

PUBLISHED, PAPERS = (
    words("released unveiled"),
    words("report reports figures data statistics survey study tally"),
)
"""The day behind "a report released" is the paper's; captives are released on a day of their own."""
RISEN = words("rose rises risen climbed climbs increased jumped revised")
"""Behind one of these a day dates a new count: "the toll of Tuesday's blast rose to 31 on Thursday"."""

REACTED = words(
    "accused accuses demanded demands denounced denounces deplored decried criticised criticized blamed buried "
    "mourned mourns visited attended appealed welcomed rejected dismissed hailed praised corrected revised"
)
"""What is done about an event on a later day."""

SPOKE = REACTED | words(
    "said says told confirmed confirms announced announces reported declared denied condemned condemns urged urges "
    "vowed warned acknowledged revealed disclosed called calls claimed identified arrested asked expressed"
)
"""Right behind a day these have it for theirs: "the ministry on Thursday confirmed"."""

HAPPENED = words(
    "attack attacks bombing bombings blast explosion raid raids ambush strike strikes airstrike airstrikes shooting "
    "clash clashes killing killings massacre violence fighting shot hit struck"
)
"""Right before a day they have it for theirs: the victims of the attack on Tuesday said."""

STOOD = words("stood stands")
"""With a figure behind it: the day is that of a count ("stood at 100 on Tuesday")."""

COUNTED_ANEW = SPEECH | RISEN | REACTED

SPEECH_REACH = 4
"""A day within so many words of a verb of speech belongs to it."""

COMING = words("until will next scheduled due")
COMING_REACH = 3
AHEAD_REACH = 7
"""Words before a time among which "ahead of" stands: "ahead of the country's general elections in July"."""

FURTHER_EAST = 6
"""Weekdays back that are really tomorrow: the publisher's clock is ahead of ours."""

ANNOUNCED_AHEAD = timedelta(3 * 365)
"""A month or a year up to so far ahead is that of an election; one further ahead is a slip of who dated the text."""

YEARLESS_AHEAD = timedelta(days=7)
NEXT_MONTHS = timedelta(days=120)
"""A day without its year up to so far ahead is announced; further ahead it was last year's."""

SINCE_REACH = 5
"""Words behind "since" among which its day stands."""

DATELINE_TOKENS = 16
BEHIND_DATELINE = frozenset("([-\u2013\u2014")
CENTURY_TURNS = 50
"""A year of two digits from here on lies in the century before ours."""

HABITS = (
    "regularly frequently routinely often repeatedly occasionally historically previously periodically "
    "sporadically"
)
"""What happens so, happens again and again."""

BEFORE_WHAT = words("the a an his her its their this that to he she it they voters")
"""Behind a "before": the event from which it is counted."""

MOST_UNITS = 999
RECENT_UNITS = 5


TOTAL_DAYS = 3
"""A total whose window is longer than 72 h is background even where it is the news (CODEBOOK §8)."""


FEASTS = words("easter palm bloody good black")
"""Easter Sunday, Bloody Sunday: a day that has a name is none of this week's."""


class Time(NamedTuple):
    """Tokens `first` to `last` (excluded) that date something: between `start` and `end`, both included.

    `kind`: `at` (an event's time), `after` ("a day after X": X is that much earlier), `since` (a span until now),
    `this` (this week), `habit` (again and again), `speech` (when somebody spoke), `future`. `start` is None where
    only the kind is known.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    precision: str
    kind: str


def find(doc: Document, published: date | None, first: int, last: int) -> list[Time]:
    """Every time expression that begins in these tokens, in order; without a publishing day only full dates."""
    scan = _Scan(doc, published)
    found: list[Time] = []
    free = 0
    digits = compress(range(first, last), map(str.isdigit, doc.low[first:last]))
    for at in sorted({*among(STARTS, doc, first, last), *digits}):
        time = scan.at(at) if at >= free else None
        if time is not None:
            found.append(scan.framed(time))
            free = max(time.last, at + 1)
    return found


DEEDS = words(
    "attack attacks bombing bombings blast blasts explosion explosions raid raids strike strikes shooting shootings "
    "clash clashes massacre ambush assault killing killings siege violence"
)
"""Right behind a day: it is theirs, whoever speaks."""

BEGUN = words(
    "began begun started ended effect force signed agreed reached brokered broke erupted ousted launched"
)
"""Before "in November": it was the last one."""


def _speaks(before: list[str]) -> bool:
    """Whether the words before a day tell of speaking, counting or reacting, with no mark between."""
    for word in reversed(before):
        if word in {",", ".", ";"}:
            return False
        if word in COUNTED_ANEW or (word in PUBLISHED and not PAPERS.isdisjoint(before)):
            return True
        if word in STOOD and "at" in before:
            return True
    return False


class _Scan:
    """The readers of each kind of expression; every one takes the token where it begins."""

    def __init__(self, doc: Document, published: date | None) -> None:
        self.doc = doc
        self.published = published

    def low(self, at: int) -> str:
        return self.doc.low[at] if 0 <= at < len(self.doc) else ""

    def at(self, at: int) -> Time | None:
        """The expression that begins at this token."""
        word = self.doc.low[at]
        if word in WEEKDAYS:
            return None if self.low(at - 1) in FEASTS else self._weekday(at)
        if word in MONTHS:
            return self._month(at)
        if word.isdigit():
            return self._number(at)
        reader = READERS.get(word)
        if reader:
            return reader(self, at)
        return self._ago(at, NUMBERS[word]) if word in NUMBERS else None

    def framed(self, time: Time) -> Time:
        """The expression as its surroundings have it: when somebody spoke, or what is still to come."""
        if time.kind == "at" and self._is_announced(time):
            return time._replace(kind="future")
        if time.kind != "at" or time.precision != "day":
            return time
        if self._heads(time):
            return time._replace(kind="speech")
        if self.low(time.last) in DEEDS or self.low(time.last - 1) == "'s":
            return time  # "said the Monday attack", "condemned Monday's bombing": the attack's day
        sentence = self.doc.sentence_at(time.first)
        before = self.doc.low[max(sentence.first, time.first - SPEECH_REACH) : time.first]
        if _speaks(before) or self._is_spoken_on(time):
            return time._replace(kind="speech")
        return time._replace(kind="future") if COMING.intersection(before[-COMING_REACH:]) else time

    def _heads(self, time: Time) -> bool:
        """Whether it is the day of a dateline, on which the report was written: "GAO, Mali, Nov 26 (Reuters) -"."""
        begin = self.doc.title_tokens
        if not begin < time.first < begin + DATELINE_TOKENS or self.low(time.last) not in BEHIND_DATELINE:
            return False
        raw = self.doc.raw[begin : time.first]
        return raw[-1] == "," and raw[0].isupper() and all(word[0].isupper() or word == "," for word in raw)

    def _is_spoken_on(self, time: Time) -> bool:
        """Whether somebody speaks or reacts right behind the day: "the minister on Thursday condemned"."""
        verb, behind = self.low(time.last), self.low(time.last + 1)
        if verb not in SPOKE or behind == "by" or (verb == "claimed" and behind != "responsibility"):
            return False
        before = self.low(time.first - 1)
        return not (before.endswith("ed") or before in HAPPENED)

    def _is_announced(self, time: Time) -> bool:
        """As in "ahead of the general elections in July", "ahead of the June 2 polls": what is still to come."""
        first = max(self.doc.sentence_at(time.first).first, time.first - AHEAD_REACH)
        before = self.doc.low[first : time.first]
        at = next((at for at, word in enumerate(before) if word == "ahead"), None)
        return at is not None and before[at + 1 : at + 2] == ["of"] and "," not in before[at:]

    def _days(self, first: int, last: int, days: int) -> Time:
        day = back(self.published, days)
        return Time(first, last, day, day, "day", "at")

    def _span(
        self, first: int, last: int, span: tuple[date, date] | None, precision: str, kind: str = "at"
    ) -> Time:
        start, end = span or (None, None)
        if start and self.published and timedelta(1) < start - self.published < ANNOUNCED_AHEAD:
            kind = "future"  # "ahead of elections in 2027"
        return Time(first, last, start, end, precision, kind)

    def _weekday(self, at: int) -> Time | None:
        """The latest such day up to the day of publication; "last Monday" is never today."""
        word = self.doc.low[at]
        last = at + 1
        if not self.doc.raw[at][0].isupper() or (
            not word.endswith("day") and self.low(last) not in {".", ","}
        ):
            return None
        last += self.low(last) == "'s"
        last += self.low(last) in PARTS_OF_DAY
        before = self.low(at - 1)
        first = at - 1 if before in BEFORE_DAY else at
        if before in {"a", "every", "each"}:  # some Thursday or other
            return None
        dated = self._day_and_date(last)
        if dated is not None:
            return dated._replace(first=first)
        if before == "next":
            return Time(first, last, None, None, "day", "future")
        if self.published is None:
            return Time(first, last, None, None, "day", "at")
        day = latest(WEEKDAYS[word], self.published)
        ago = (self.published - day).days
        if before in {"last", "previous"} and ago == 0:
            return self._days(first, last, 7)
        if ago == FURTHER_EAST and before not in {"last", "previous"}:
            return Time(first, last, day, self.published, "day", "at")
        return self._days(first, last, ago)

    def _day_and_date(self, behind: int) -> Time | None:
        """Sunday, November 27; Sunday 27 November: the date tells which Sunday."""
        ahead = behind + (self.low(behind) == ",")
        if self.low(ahead) in MONTHS and day_number(self.low(ahead + 1)):
            return self._month(ahead)
        if day_number(self.low(ahead)) and self.low(ahead + 1) in MONTHS:
            return self._month(ahead + 1)
        return None

    def _month(self, at: int) -> Time | None:
        """March 5, March 5 2022, 5 March (2022), the 5th of March, March 2022, last March, in March."""
        word = self.doc.low[at]
        last = at + 1 + (self.low(at + 1) == "." and len(word) <= len("sept"))
        first, day = self._day_before(at)
        if day is None:
            day, last = self._day_behind(last)
        year, last = self._short_year(last) if day and first < at else (None, last)
        if year is None:
            if not self.doc.raw[at][0].isupper():
                return None
            year, last = self._year_behind(last)
        if word in {"may", "march", "mar"} and day is year is None and self.low(at - 1) not in BEFORE_MONTH:
            return None
        return self._resolved(first, last, year, MONTHS[word], day)

    def _day_before(self, at: int) -> tuple[int, int | None]:
        place = at - 2 if self.low(at - 1) == "of" else at - 1
        if self.low(place) in ORDINALS:
            place -= 1
        day = day_number(self.low(place))
        return (place, day) if day else (at, None)

    def _day_behind(self, at: int) -> tuple[int | None, int]:
        day = day_number(self.low(at))
        if day is None:
            return None, at
        return day, at + 1 + (self.low(at + 1) in ORDINALS)

    def _year_behind(self, at: int) -> tuple[int | None, int]:
        behind = at + (self.low(at) in {",", "of", "'"})
        word = self.low(behind)
        return (int(word), behind + 1) if is_year(word) else (None, at)

    def _short_year(self, at: int) -> tuple[int | None, int]:
        """The year of a dateline's "12 Jan 90 (AFP) --": two digits, closed by a mark; else they count something."""
        word = self.low(at)
        short = len(word) == len("90") and word.isascii() and word.isdigit()
        if not short or self.low(at + 1) not in BEHIND_DATELINE:
            return None, at
        return int(word) + (1900 if int(word) >= CENTURY_TURNS else 2000), at + 1

    def _resolved(self, first: int, last: int, year: int | None, month: int, day: int | None) -> Time:
        """A date without its year is the latest one, unless it is announced for the next months."""
        published = self.published
        if year is None:
            if published is None:
                return Time(first, last, None, None, "day" if day else "month", "at")
            begin = safe(published.year, month, day or 1)
            if begin > published and self._is_begun(first):
                begin = safe(published.year - 1, month, day or 1)
            elif begin > published + YEARLESS_AHEAD:
                if day and begin <= published + NEXT_MONTHS:
                    return Time(first, last, begin, begin, "day", "future")
                begin = safe(published.year - 1, month, day or 1)
            year = begin.year
        if day is None:
            return self._span(first, last, month_of(year or FIRST_YEAR, month), "month")
        when = safe(year, month, day)
        coming = published is not None and when > published + timedelta(days=1)
        return Time(first, last, when, when, "day", "future" if coming else "at")

    def _is_begun(self, first: int) -> bool:
        """As in "that began in November", "which took effect on 27 November": it is no month to come."""
        if self.low(first - 1) not in {"in", "on"}:
            return self.low(first - 1) == "since"
        return self.low(first - 2) in BEGUN

    def _number(self, at: int) -> Time | None:
        """2014, 2022-03-05, the 1990s, 5 days ago; a number by itself is no date."""
        word = self.doc.low[at]
        if not (word.isascii() and word.isdigit()):
            return None
        if is_year(word):
            return self._iso(at) or self._year(at)
        if day_number(word):
            ahead = at + 1 + (self.low(at + 1) in ORDINALS)
            ahead += self.low(ahead) == "of"
            if self.low(ahead) in MONTHS:
                return self._month(ahead)
        return self._ago(at, min(int(word[:6]), MOST_UNITS))

    def _iso(self, at: int) -> Time | None:
        if self.low(at + 1) != "-" or self.low(at + 3) != "-" or not self.doc.glued(at + 1):
            return None
        month, day = day_number(self.low(at + 2)), day_number(self.low(at + 4))
        if not month or not day or month > len(set(MONTHS.values())):
            return None
        when = safe(int(self.low(at)), month, day)
        return Time(at, at + 5, when, when, "day", "at")

    def _year(self, at: int) -> Time | None:
        year = int(self.low(at))
        before, behind = self.low(at - 1), self.low(at + 1)
        if behind in {"hours", "hrs"}:
            return None  # a clock's: "from 2000 hours to 0500 hours"
        if behind == "s" and self.doc.glued(at + 1):
            return self._span(at, at + 2, (date(year, 1, 1), date(min(year + 9, LAST_YEAR), 12, 31)), "year")
        if before in BEFORE_YEAR or before in {"the", "'s"} or behind in AFTER_YEAR:
            return self._span(at, at + 1, self._part_of(at, year), "year")
        return None

    def _ago(self, at: int, number: int) -> Time | None:
        """Three days ago, a week earlier, a day after; "three days of clashes" dates nothing."""
        unit = at + 1
        while self.low(unit) in {"of", "few", "couple", "more", "-"}:
            number = NUMBERS.get(self.low(unit), number)
            unit += 1
        days = UNITS.get(self.low(unit))
        if days is None:
            return None
        span = days * number
        if self._counts_from_another(unit + 1):
            return None
        if self.low(unit + 1) in {"ago", "earlier", "before", "prior"}:
            slack = days // 2 if days > DAY else 0
            start, end = back(self.published, span + slack), back(self.published, max(span - slack, 0))
            return Time(at, unit + 2, start, end, precision_of(days), "at")
        if self.low(unit + 1) == "after" and days >= DAY:
            start, end = back(self.published, span + 1), back(self.published, span)
            return Time(at, unit + 2, start, end, precision_of(days), "after")
        return None

    def _counts_from_another(self, at: int) -> bool:
        """Whether it is counted from what stands behind: "a day before the council met", "two days before Easter"."""
        if self.low(at) not in {"before", "prior"} or at + 1 >= len(self.doc):
            return False
        return self.low(at + 1) in BEFORE_WHAT or self.doc.raw[at + 1][0].isupper()

    def _relative(self, at: int) -> Time | None:
        """Last week, last night, past two weeks, previous day, this month, earlier this week."""
        word, unit, number = self.low(at), at + 1, 1
        if self.low(unit) in NUMBERS or day_number(self.low(unit)):
            number = NUMBERS.get(self.low(unit)) or day_number(self.low(unit)) or 1
            unit += 1
            if self.low(unit) in {"to", "or"} and self.low(unit + 1) in NUMBERS:
                number, unit = NUMBERS[self.low(unit + 1)], unit + 2
        name, last = self.low(unit), unit + 1
        days = UNITS.get(name)
        if name in PARTS_OF_DAY and word in {"last", "this"}:
            return self._days(at, last, 1 if word == "last" else 0)
        if name == "weekend":
            return self._weekend(at, last)
        if name in SEASONS:
            return Time(at, last, back(self.published, 365), back(self.published, 60), "month", "at")
        if days is None or (word == "this" and days <= DAY):
            return None
        if word == "this":
            return self._this(at, last, days)
        if number > 1 or name.endswith("s") or word == "past":
            start, precision = back(self.published, days * number), precision_of(days)
            kind = "at" if start is None and days * number <= TOTAL_DAYS else "since"
            return Time(at, last, start, self.published, precision, kind)
        if days <= DAY:
            return self._days(at, last, 2)
        span = last_unit(self.published, days) if self.published else None
        return self._span(at, last, span, precision_of(days))

    def _this(self, at: int, last: int, days: int) -> Time:
        """Such as "Earlier this week" lies at least some days back; plain "this week" may be today."""
        if self.published is None:
            return Time(at, last, None, None, precision_of(days), "at")
        start, end = this_unit(self.published, days)
        if self.low(at - 1) not in {"earlier", "early"}:
            return Time(at, last, start, end, precision_of(days), "this")
        ended = back(self.published, 3 if days < MONTH else days // 4) or start
        return Time(at - 1, last, min(start, ended), max(min(start, ended), ended), precision_of(days), "at")

    def _weekend(self, at: int, last: int) -> Time:
        if self.published is None:
            return Time(at, last, None, None, "week", "at")
        saturday = latest(WEEKDAYS["saturday"], self.published)
        return Time(at, last, saturday, min(saturday + timedelta(days=1), self.published), "day", "at")

    def _since(self, at: int) -> Time | None:
        """Since Monday, since 2013, since the war began, since then: a span that runs until now."""
        for ahead in range(at + 1, min(at + 1 + SINCE_REACH, len(self.doc))):
            if self.low(ahead) in {",", ".", ";", "since"}:
                break
            inner = self.at(ahead)
            if inner and inner.kind not in {"habit", "speech"}:
                end = max(inner.last, ahead + 1)
                return Time(at, end, inner.start, self.published, inner.precision, "since")
        if self.low(at + 1) in STARTED:
            return Time(at, at + 2, None, self.published, "month", "since")
        return None

    def _so_far(self, at: int) -> Time | None:
        if self.low(at + 1) == "far" and self.low(at + 2) in {"this", "in"}:
            return Time(at, at + 3, None, self.published, "month", "since")
        return None

    def _recent(self, at: int) -> Time | None:
        days = UNITS.get(self.low(at + 1))
        if days is None:
            return None
        start = back(self.published, days * RECENT_UNITS)
        return Time(at, at + 2, start, self.published, precision_of(days), "since")

    def _part_of(self, at: int, year: int) -> tuple[date, date]:
        """The days of "early 2025", "mid-2025", "late 2025": a third of the year; else all of it."""
        before = self.low(at - 2) if self.low(at - 1) == "-" else self.low(at - 1)
        third = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(before)
        if third is None:
            return year_of(year)
        return month_of(year, third[0])[0], month_of(year, third[1])[1]

    def _for_years(self, at: int) -> Time | None:
        """For years, for decades; "for three days" is a length."""
        if self.low(at + 1) in {"years", "decades", "months", "generations", "centuries", "weeks"}:
            return Time(at, at + 2, None, None, "year", "habit")
        return None


def _readers() -> dict[str, Callable[[_Scan, int], Time | None]]:
    """Word → how the expression is read that begins with it."""
    # ruff: noqa: SLF001 -- the table of a class's own methods
    ways: tuple[tuple[str, Callable[[_Scan, int], Time | None]], ...] = (
        ("today tonight", lambda scan, at: scan._days(at, at + 1, 0)),
        ("yesterday overnight", lambda scan, at: scan._days(at, at + 1, 1)),
        ("tomorrow", lambda _, at: Time(at, at + 1, None, None, "day", "future")),
        ("last past previous this", _Scan._relative),
        ("weekend", lambda scan, at: scan._weekend(at, at + 1)),
        ("since", _Scan._since),
        ("so", _Scan._so_far),
        ("recent", _Scan._recent),
        (HABITS, lambda _, at: Time(at, at + 1, None, None, "year", "habit")),
        ("for", _Scan._for_years),
    )
    return {word: read for listed, read in ways for word in listed.split()}


READERS = _readers()
STARTS = frozenset(READERS).union(WEEKDAYS, MONTHS, NUMBERS)
"""Where no digit stands, an expression begins with one of these."""
