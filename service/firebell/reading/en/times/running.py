"""Document and times → whether what a token tells is a total that has been running for long (CODEBOOK §3, §8)."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from firebell.reading.cue import Cue
from firebell.reading.en.numbers.number_words import ORDINAL_ENDS, ORDINALS
from firebell.reading.en.times.calendar import NUMBERS, UNITS
from firebell.reading.en.times.dates import TOTAL_DAYS, Time
from firebell.reading.text import Document, words

RANKING = words("first second third fourth fifth worst most best only latest")
RANK_REACH = 8
"""A superlative stands at most so many words before the "since" that it reaches back to."""

BRINGING = Cue("bringing brings brought taking takes took raising raises raised pushing pushes pushed")
BRINGING_REACH = 10
"""Between "bringing" and the "since" of its total stand at most so many words."""

STATES = words("missing held detained captive jailed imprisoned besieged closed vacant")
"""What somebody is "since" a day, and what happened to him another."""

HELD_REACH = 10
"""Words between "had been holding" and its "since"."""

GOES_ON = words("where which whose")
"""Behind a comma these go on about what stands before it."""

LENGTH_REACH = 6
"""Words behind a deed among which the length of time stands over which it went on."""

TO = words("to until till through")
OPENED = 3
"""Words before its first end among which the "between" of a window stands: "between mid-April"."""

WINDOW_REACH = 6
"""Between the two ends of a window stand at most so many words: "through to the end of"."""

SAYS = words("said says told claimed announced reported")
SPANS = words("time period span")

LONGEST = 60
"""Work on a sentence may grow with its square, so only so many words around the deed are read."""

WAR_WORDS = Cue(
    "war conflict insurgency offensive invasion fighting violence campaign crackdown uprising unrest crisis"
)
WARS = words("war conflict insurgency invasion uprising")
WAGED = words("war conflict insurgency offensive")
COSTS = words("killed left claimed displaced seen cost")
LASTING = Cue("weeklong monthlong yearlong weekslong monthslong yearslong decadelong decadeslong")
LONG = Cue("long")
LONG_REACH = 4
LONG_UNITS = words("month months year years week weeks decade decades")


def is_running(
    doc: Document, token: int, clause_end: int, times: Iterable[Time], published: date | None
) -> bool:
    """A total that runs "since" a day more than 72 hours back, over weeks, or through a war (CODEBOOK §8)."""
    told = list(times)
    if any(_since_long(doc, time, published) for time in told) or _over_long(doc, token, clause_end):
        return True
    if any(_is_window(doc, one, other) for one, other in pairwise(told)):
        return True
    sentence = doc.sentence_at(token)
    first, last = max(sentence.first, token - LONGEST), min(sentence.last, token + LONGEST)
    last = next(iter(BRINGING.within(doc, token + 1, last)), last)
    if ";" in doc.low[first:last]:
        first = next((at + 1 for at in range(token, first, -1) if doc.low[at] == ";"), first)
        last = next((at for at in range(token, last) if doc.low[at] == ";"), last)
    wars = WAR_WORDS.within(doc, first, last)
    # "The war's toll", "in two years of war", "during the 15-month conflict", "the war has killed"
    return bool(wars) and ("toll" in doc.low[first:last] or any(_is_through(doc, at, first) for at in wars))


def _since_long(doc: Document, time: Time, published: date | None) -> bool:
    if time.kind != "since" or ranks(doc, time.first):
        return False
    return time.start is None or published is None or (published - time.start).days > TOTAL_DAYS


def _is_window(doc: Document, one: Time, other: Time) -> bool:
    """Such as "between mid-April and May 30", "from January 1 through to the end of April": long, if days between."""
    before, between = doc.low[max(0, one.first - OPENED) : one.first], doc.low[one.last : other.first]
    joined = ("between" in before and between[:1] == ["and"]) or (
        "from" in before and not TO.isdisjoint(between[:2])
    )
    if not joined or len(between) > WINDOW_REACH or one.start is None or other.end is None:
        return False
    return (other.end - one.start).days > TOTAL_DAYS


def _over_long(doc: Document, token: int, clause_end: int) -> bool:
    """Such as "700 people have been killed in three months", "in that time"."""
    for at in range(token + 1, min(clause_end - 2, token + LENGTH_REACH)):
        if doc.low[at] not in {"in", "over", "within", "during"}:
            continue
        if doc.low[at + 1] == "that" and doc.low[at + 2] in SPANS:
            return True
        hedged = doc.low[at + 2] == "than" and at + 4 < clause_end
        number, unit = doc.low[at + 3 : at + 5] if hedged else doc.low[at + 1 : at + 3]
        days = UNITS.get(unit, 0) * (NUMBERS.get(number) or _figure(number))
        if days > TOTAL_DAYS:
            return not ranks(doc, at)
    return False


def _figure(word: str) -> int:
    """A number of days, weeks or months in digits; 0 for anything else."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= len("999") else 0


def _is_through(doc: Document, at: int, first: int) -> bool:
    word, before, behind = doc.low[at], doc.low[max(first, at - 5) : at], doc.low[at + 1 : at + 6]
    if "of" in before[-2:] and not LONG_UNITS.isdisjoint(before):
        return True
    if word in WARS and not {"during", "throughout"}.isdisjoint(before):
        return True
    has = behind[: 2 + 2 * (behind[:1] == ["in"])]  # "the war in Norland has killed"
    return word in WAGED and not {"has", "have"}.isdisjoint(has) and not COSTS.isdisjoint(behind)


def is_long(doc: Document, token: int) -> bool:
    """Whether a word close before says that it went on for weeks: "a month-long siege", "the weeklong barrage"."""
    begin = max(doc.sentence_at(token).first, token - LONG_REACH)
    return LASTING.stands(doc, begin, token) or any(
        doc.low[at - 2] in LONG_UNITS and doc.glued(at) for at in LONG.within(doc, begin, token)
    )


def is_of_another(doc: Document, since: int, token: int) -> bool:
    """Whether the "since" dates a total told beside the token, or a state: "bringing the toll since May to 40".

    "Insurgents killed 27; the war has cost 4,000 lives since 2017": a semicolon parts them.
    """
    if ";" in doc.low[min(since, token) : max(since, token)]:
        return True
    if any(doc.low[at] in GOES_ON and doc.low[at - 1] == "," for at in range(token + 1, since)):
        return True  # "killed two in the south, where a truce has been in place since May"
    if any(doc.low[at] == "," and doc.low[at + 1] in SAYS for at in range(since + 1, token)):
        return True  # "the army, at war there since 2023, said it had killed 40"
    if doc.low[since - 1] in STATES:
        return token != since - 1
    had = next(
        (at for at in range(since - 1, max(token, since - HELD_REACH), -1) if doc.low[at] == "had"), None
    )
    if had is not None and token < had and doc.low[had + 1] in {"been", "held"}:
        return True  # "freed four soldiers it had been holding since October"
    first = max(doc.sentence_at(since).first, since - BRINGING_REACH)
    return any(doc.low[at] in BRINGING and at > token for at in range(first, since))


def ranks(doc: Document, since: int) -> bool:
    """Whether the "since" at a token says how rare the news is, or the how-manyeth it is.

    "The deadliest attack since 2014", "the 30th civilian killed since the truce" are no totals.
    """
    before = doc.low[max(doc.sentence_at(since).first, since - RANK_REACH) : since]
    return any(
        word in RANKING
        or word in ORDINALS
        or word in ORDINAL_ENDS
        or (word.endswith("est") and len(word) > len("best"))
        for word in before
    )
