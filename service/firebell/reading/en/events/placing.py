"""Unit → where it happened: its own clause, else what the sentence before says of the event that it goes on about."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from firebell.reading.en.events.unit import Unit
from firebell.reading.en.places import Location
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.times.when import Times
from firebell.reading.text import Document, Sentence


class Placing(NamedTuple):
    """How events are placed: `locate` tokens (within a clause, where that has a place), `is_own` in a sentence.

    `names` tells in which countries the places lie that tokens name.

    `is_at_war` tells of a place whether armed conflict is usual there, `is_at_peace` of a country whether it is rare.
    """

    locate: Callable[[int, int, tuple[int, int] | None], Location]
    names: Callable[[int, int], AbstractSet[str]]
    is_own: Callable[[Location, int], bool]
    is_at_war: Callable[[Location], bool]
    is_at_peace: Callable[[str], bool]


def place(  # noqa: PLR0913, PLR0917 -- a unit, and all that may say where it was
    doc: Document,
    unit: Unit,
    findings: Sequence[Finding],
    times: Times,
    placing: Placing,
    before: Sequence[Unit],
) -> None:
    """Say where it happened; `before` are the units of the sentence before, which may say it."""
    _by_clause(doc, unit, times, placing)
    if not unit.own and (unit.cumulative or unit.signals == {"coup"}):
        unit.location = _of_country(unit.location)  # a war's toll, who rules a country
    only_answers = not unit.tolls and all(findings[i].signal == "retaliatory_attack" for i in unit.findings)
    if only_answers and not (unit.own and _stands_before(unit)):
        # Retaliation stands beside another signal (CODEBOOK §1): what is near it is what it answers.
        unit.location, unit.own = None, False
    elif not unit.own:
        unit.location = _of_sentence_before(doc, unit, before) or unit.location


def _of_country(location: Location | None) -> Location | None:
    """The place without its division and town."""
    if location is None:
        return None
    return location._replace(subdivision=None, place=None, geonames_id=None, lat=None, lon=None, level=0)


def _by_clause(doc: Document, unit: Unit, times: Times, placing: Placing) -> None:
    """Where it happened: what an "after" or a turn parts from the news has its place behind that word."""
    first, last = unit.span()
    within = times.earlier(unit.items[0].token) if unit.subordinate else None
    sentence = doc.sentences[unit.sentence]
    parted = None
    if unit.turn is not None or unit.end is not None:
        within = parted = unit.turn or sentence.first, unit.end or sentence.last
    elif sentence.field == "title" and within is None:
        within = _between_commas(doc, sentence, first, last, placing)
    unit.location = placing.locate(first, last, within)
    unit.own = placing.is_own(unit.location, unit.sentence)
    if parted is not None and not parted[0] <= unit.location.first < parted[1]:
        unit.own = False  # what stands beyond the turn is the place of the other event


def _between_commas(
    doc: Document, sentence: Sentence, first: int, last: int, placing: Placing
) -> tuple[int, int] | None:
    """The clause of a headline that tells it, where this names a place: what stands behind a comma is another's."""
    low = doc.low
    begin = next(
        (at + 1 for at in range(first - 1, sentence.first - 1, -1) if low[at] in {",", ";"}), sentence.first
    )
    end = next((at for at in range(last, sentence.last) if low[at] in {",", ";"}), sentence.last)
    parted = (begin, end) != (sentence.first, sentence.last)
    return (begin, end) if parted and placing.names(begin, end) else None


def _stands_before(unit: Unit) -> bool:
    """Whether its place stands before what it says of the answer: "the refinery in Syzran was hit in retaliation"."""
    return unit.location is not None and unit.location.last <= unit.span()[0]


def _of_sentence_before(doc: Document, unit: Unit, before: Sequence[Unit]) -> Location | None:
    """Where the sentence before puts its event, which one without a place of its own goes on about."""
    if not before:
        return None
    here, there = doc.sentences[unit.sentence], doc.sentences[unit.sentence - 1]
    if here.field != there.field or here.paragraph != there.paragraph:
        return None
    return next((other.location for other in reversed(before) if other.own), None)
