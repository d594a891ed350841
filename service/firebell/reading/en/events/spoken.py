"""A reading's threats, talks, truces and claims of calm → the same, with those that they are between."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from firebell.reading.en.actors import direction
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.events.units import UTTERANCES
from firebell.reading.en.places.found import NOWHERE, Found
from firebell.reading.en.signals.signals import Finding
from firebell.reading.reading import Actor, Reading, Signal
from firebell.reading.text import Document, words

MOST_PARTIES = 6
VENUE = words("in at near from")
"""Before a state's name: where they meet."""

CALM = "calm_claimed"
"""It is calm somewhere, and any place says where."""

STATE_FORCES = frozenset({"military", "police"})


class Named(NamedTuple):
    """The actors and places of a text, in its order, and the unrest of countries."""

    mentions: Sequence[Mention]
    toponyms: Callable[[], Sequence[Found]]
    unrest: Mapping[str, int]


class _Between(NamedTuple):
    """Who an utterance is between, and the country that it is about."""

    actors: tuple[Actor, ...]
    country: str | None


def with_parties(reading: Reading, doc: Document, heard: Sequence[Finding], named: Named) -> Reading:
    """Each utterance that is asserted says whose it is, as far as its sentence does."""
    if not any(map(_is_spoken, reading.signals)):
        return reading
    mentions = direction.by_sentence(doc, [m for m in named.mentions if m.named and m.id])
    places: dict[int, list[Found]] = {}
    for place in named.toponyms():
        if place.listed:
            places.setdefault(doc.sentence_of[place.first], []).append(place)

    @cache
    def between(number: int, *, anywhere: bool) -> _Between:
        beside = [p for p in places.get(number, ()) if anywhere or _is_party(doc, p)]
        return _between(mentions.get(number, ()), beside, named.unrest)

    signals = [
        msgspec.structs.replace(
            signal, **between(doc.sentence_of[finding.anchor], anywhere=signal.signal == CALM)._asdict()
        )
        if _is_spoken(signal)
        else signal
        for signal, finding in zip(reading.signals, _told(doc, reading, heard), strict=True)
    ]
    return msgspec.structs.replace(reading, signals=tuple(signals))


def _told(doc: Document, reading: Reading, heard: Sequence[Finding]) -> list[Finding]:
    """The finding of each signal; a second name of one act is a finding without one."""
    left = iter(heard)
    return [
        next(one for one in left if one.signal == signal.signal and doc.start[one.first] == signal.start)
        for signal in reading.signals
    ]


def _is_spoken(signal: Signal) -> bool:
    return signal.signal in UTTERANCES and signal.incident is None and signal.mode == "asserted"


def _between(groups: Sequence[Mention], places: Sequence[Found], unrest: Mapping[str, int]) -> _Between:
    """The groups and states that one sentence names."""
    states = {place.country: place.label or place.name for place in places}
    armed = [m for m in groups if m.cls not in STATE_FORCES]
    for mention in groups:
        if mention.cls in STATE_FORCES and len(mention.countries) == 1:
            states.setdefault(mention.countries[0], mention.name)
    states.pop(NOWHERE, None)
    found = {m.id or m.name: m.name for m in armed} | states
    actors = [Actor(id=name, name=called, role="unknown") for name, called in found.items()]
    return _Between(tuple(actors[:MOST_PARTIES]), _home(armed) or _gravest(states, unrest))


def _is_party(doc: Document, place: Found) -> bool:
    """A state by its name or its people's, and not where they meet."""
    if place.level or place.role == "dateline":
        return False
    before = doc.low[place.first - 1] if place.first else ""
    return place.adjective or before not in VENUE


def _home(groups: Sequence[Mention]) -> str | None:
    """The one country in which all the groups are active."""
    homes = set.intersection(*(set(m.countries) for m in groups)) if groups else set()
    return homes.pop() if len(homes) == 1 else None


def _gravest(states: Iterable[str], unrest: Mapping[str, int]) -> str | None:
    """Of several states the one with most unrest, whatever order they are told in."""
    return min(states, key=lambda code: (-unrest.get(code, 0), code), default=None)
