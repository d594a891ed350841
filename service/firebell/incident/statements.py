"""What an article tells as said or agreed → incidents of its own kind: no place, no toll, in no sum (DESIGN §4).

A ceasefire, talks, a threat or a claim of calm is matched and told like an incident, by who it is between.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from firebell.journal import ReadingEntry
from firebell.reading.reading import Actor, Event, Evidence, Reading, Signal

UTTERANCES = frozenset({"threat", "calm_claimed", "ceasefire", "talks"})
"""Said or agreed, not happened at a place (CODEBOOK §8 "An incident")."""

FEWEST = {"talks": 2}
"""A belligerent and the other side or a mediator make talks; one party alone declares the rest (CODEBOOK §8)."""

NOWHERE = "ZZ"
STATE_CODE = 2
"""A state speaks under its code of two letters; a group's id is longer."""


class Parties(NamedTuple):
    """Who a statement is between: states by their codes, groups by their ids."""

    states: frozenset[str]
    groups: frozenset[str]


@lru_cache(maxsize=4096)
def is_statement(signals: tuple[str, ...]) -> bool:
    """Whether nothing but words is told."""
    told = set(signals)
    return bool(told) and told <= UTTERANCES


def with_statements(entry: ReadingEntry) -> ReadingEntry:
    """The entry with an event for each kind of statement that is its news, behind what happened at a place."""
    reading = entry.reading
    firsts: dict[str, Signal] = {}
    for signal in reading.signals:
        if _is_made(signal) and _is_news(signal, reading):
            firsts[signal.signal] = _between(firsts.get(signal.signal), signal)
    if "ceasefire" in firsts:
        firsts.pop("talks", None)  # what the talks came to
    if not firsts:
        return entry
    said = tuple(_event(signal) for signal in firsts.values())
    return msgspec.structs.replace(
        entry, reading=msgspec.structs.replace(reading, incidents=(*reading.incidents, *said))
    )


def parties(actors: Iterable[Actor]) -> Parties:
    """Who of them is a state, and who a group."""
    ids = frozenset(actor.id for actor in actors if actor.id)
    states = frozenset(name for name in ids if len(name) == STATE_CODE)
    return Parties(states, ids - states)


def shared(one: Parties, other: Parties) -> int:
    """How many parties two statements have in common; none where each names groups, and others."""
    if one.groups and other.groups and one.groups.isdisjoint(other.groups):
        return 0
    return len(one.states & other.states) + len(one.groups & other.groups)


def _is_made(signal: Signal) -> bool:
    """Whether somebody did threaten, agree, talk or claim it now, and the text says who; talks need two."""
    return (
        signal.signal in UTTERANCES
        and signal.incident is None
        and signal.mode == "asserted"
        and signal.when == "current"
        and len(signal.actors) >= FEWEST.get(signal.signal, 1)
        and signal.country not in {None, NOWHERE}
    )


def _between(first: Signal | None, again: Signal) -> Signal:
    """The first telling of a statement, between all whom the text names: a headline may say "Lebanon truce" alone."""
    if first is None:
        return again
    known = {actor.id or actor.name for actor in first.actors}
    further = tuple(actor for actor in again.actors if (actor.id or actor.name) not in known)
    return msgspec.structs.replace(first, actors=first.actors + further) if further else first


def _is_news(signal: Signal, reading: Reading) -> bool:
    """Whether nothing violent is news in the article, or is told only behind the statement."""
    happened = [e for e in reading.incidents if e.when == "current" and e.mode == "asserted"]
    told = [_order(quote.field, quote.start) for event in happened for quote in event.evidence]
    return not told or _order(signal.field, signal.start) < min(told)


def _order(field: str, start: int) -> tuple[bool, int]:
    return field != "title", start


def _event(signal: Signal) -> Event:
    words = Evidence(
        of=signal.signal, field=signal.field, start=signal.start, end=signal.end, words=signal.words
    )
    return Event(
        when="current",
        mode="asserted",
        signals=(signal.signal,),
        country=signal.country or NOWHERE,
        actors=signal.actors,
        evidence=(words,),
    )
