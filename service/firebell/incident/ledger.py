"""What is known of who attacked whom → Links: which earlier act an incident answers, and whether the fight spreads.

CODEBOOK §6. The ledger is kept by pair of sides, across borders; it is derived from incidents and from the background
that articles tell, and knows nothing that these do not say.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

import msgspec

from firebell.article import Status, digest_of
from firebell.incident.claims import NOON
from firebell.incident.incident import Incident, Where
from firebell.incident.nearness import km
from firebell.incident.sides import Pair, attacks, key_of
from firebell.journal import ReadingEntry
from firebell.reading.reading import Actor, Event

ATTACKS = {
    "riot": "crowd",
    "armed_clash": "small arms",
    "attack_on_civilians": "small arms",
    "massacre": "small arms",
    "assassination": "small arms",
    "abduction": "small arms",
    "territory_change": "small arms",
    "bombing": "explosives",
    "suicide_bombing": "explosives",
    "shelling": "heavy weapons",
    "air_strike": "air",
    "chemical_weapon": "chemical",
}
"""Signals that are an act against somebody, and their class of weapon (ours, by ACLED's event types)."""

GRAVER = tuple(dict.fromkeys(ATTACKS.values()))
"""Classes of weapons from the lightest to the gravest: a fight spreads by a graver one."""

REMEMBERED = timedelta(days=30)
"""A division, a group or a weapon is new to a fight that has not seen it for so long (ours)."""

SPREADS_WITHIN = timedelta(days=7)
FEWEST_DIVISIONS = 3
"""A fight that already goes on in more divisions than these does not spread: it is a war (ours)."""

STATED_WITHIN = timedelta(days=14)
"""So far back the act is looked for that an article says was answered; the words need no window."""

OWN_STORY = timedelta(days=1)
"""Background without a date that the article's beginning tells is taken to be its story of the day before (ours)."""

BEGINNING = 600
"""Characters from the start of a text in which background is the news' own story."""


class Past(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A fight that an article tells as background: it informs the ledger, under its own date, and nothing else."""

    id: str
    status: Status = "Actual"
    signals: tuple[str, ...]
    where: Where
    occurred_at: datetime
    actors: tuple[Actor, ...]
    first_seen_at: datetime


class Retaliation(NamedTuple):
    """How far back and how far away an answer is looked for; `inferred` False: only where the text says so."""

    window: timedelta = timedelta(hours=72)
    within_km: float = 150.0
    inferred: bool = True


class Link(NamedTuple):
    """The earlier act: its incident where it is one, whose act it was, and where."""

    incident_id: str | None
    by: str
    against: str
    occurred_at: datetime
    where: Where


class Links(NamedTuple):
    """What the ledger says of an incident; `spread` says what is new, in words for people."""

    answers: Link | None = None
    stated: bool = False
    reciprocal: bool = False
    spread: str | None = None


class Fought(Protocol):
    """An incident, its gist, or a fight told as background."""

    @property
    def id(self) -> str: ...  # noqa: D102 -- as in Incident
    @property
    def signals(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def where(self) -> Where: ...  # noqa: D102
    @property
    def occurred_at(self) -> datetime: ...  # noqa: D102
    @property
    def first_seen_at(self) -> datetime: ...  # noqa: D102
    @property
    def actors(self) -> tuple[Actor, ...]: ...  # noqa: D102


class Ledger(Protocol):
    """The fights that are known, as the fold's state keeps them."""

    def fights(self, status: Status, pair: Pair, first: datetime, last: datetime) -> Iterator[Fought]:
        """Those between two sides of these days, the newest day first."""
        ...


@lru_cache(maxsize=4096)
def is_fight(signals: tuple[str, ...]) -> bool:
    """Whether somebody acts against somebody."""
    return not ATTACKS.keys().isdisjoint(signals)


def links(
    incident: Incident, ledger: Ledger, retaliation: Retaliation, side_of: Callable[[str], str]
) -> Links:
    """What the earlier acts of its sides make of an incident."""
    answered = _stated(incident, ledger, side_of)
    stated = incident.retaliation or "retaliatory_attack" in incident.signals
    mine = attacks(incident.actors, side_of) if is_fight(incident.signals) else frozenset()
    if not mine:
        return Links(answered, stated=stated)
    seeking = _Seeking(incident.status, ledger, retaliation, side_of)
    inferred = None if not retaliation.inferred else seeking.answered(incident, mine)
    answers = answered or (inferred[0] if inferred else None)
    return Links(
        answers=answers,
        stated=stated,
        reciprocal=inferred is not None and seeking.answered(*inferred[1:]) is not None,
        spread=seeking.spread(incident, mine),
    )


def past_of(entry: ReadingEntry, current: Incident | None) -> list[Past]:
    """The fights that an article tells as background and that the ledger can use: dated, or its news' own story."""
    return [
        past
        for event in entry.reading.incidents
        if event.when == "background" and event.mode == "asserted" and is_fight(event.signals)
        if (past := _past(entry, event, current)) is not None
    ]


def _past(entry: ReadingEntry, event: Event, current: Incident | None) -> Past | None:
    actors = tuple(actor for actor in event.actors if actor.id)
    at = _dated(event, entry, current)
    if at is None or not attacks(actors, str) or entry.published_at - at > REMEMBERED:
        return None
    where = Where(
        country=event.country, subdivision=event.subdivision, place=event.place, lat=event.lat, lon=event.lon
    )
    pairs = sorted({key_of(pair) for pair in attacks(actors, str)})
    named = [name for pair in pairs for name in pair]
    return Past(
        id=digest_of("past", entry.status, at.date().isoformat(), where.code, *named),
        status=entry.status,
        signals=event.signals,
        where=where,
        occurred_at=at,
        actors=actors,
        first_seen_at=entry.published_at,
    )


def _dated(event: Event, entry: ReadingEntry, current: Incident | None) -> datetime | None:
    if event.date is not None and event.precision in {"day", "week"}:
        return min(datetime.combine(datetime.fromisoformat(event.date).date(), NOON), entry.published_at)
    if event.date is not None or current is None:
        return None
    told_first = any(
        quote.field == "title" or quote.start < BEGINNING for quote in event.evidence if quote.of != "place"
    )
    return current.occurred_at - OWN_STORY if told_first else None


def _stated(incident: Incident, ledger: Ledger, side_of: Callable[[str], str]) -> Link | None:
    """The act that an article says is answered, where the ledger holds one of these two sides."""
    said = incident.answers
    if said is None or said.by is None or said.against is None:
        return None
    by, against = side_of(said.by), side_of(said.against)
    first = incident.occurred_at - STATED_WITHIN
    for fought in ledger.fights(incident.status, key_of((by, against)), first, incident.occurred_at):
        if _before(fought, incident) and (against, by) in attacks(fought.actors, side_of):
            return _link(fought, (against, by))
    return None


class _Seeking:
    """The ledger as one incident asks it."""

    def __init__(
        self, status: Status, ledger: Ledger, retaliation: Retaliation, side_of: Callable[[str], str]
    ) -> None:
        self.status = status
        self.ledger = ledger
        self.retaliation = retaliation
        self.side_of = side_of

    def answered(self, act: Fought, pairs: frozenset[Pair]) -> tuple[Link, Fought, frozenset[Pair]] | None:
        """The latest act the other way round, near enough; what goes both ways answers nothing."""
        first = act.occurred_at - self.retaliation.window
        for by, against in sorted(pairs):
            if (against, by) in pairs:
                continue
            for fought in self.ledger.fights(self.status, key_of((by, against)), first, act.occurred_at):
                theirs = attacks(fought.actors, self.side_of)
                turned = (against, by) in theirs and (by, against) not in theirs
                if (
                    turned
                    and first <= fought.occurred_at
                    and _before(fought, act)
                    and self._near(fought, act)
                ):
                    return _link(fought, (against, by)), fought, frozenset({(against, by)})
        return None

    def _near(self, one: Fought, other: Fought) -> bool:
        """In one division or near by, or in two countries at any distance (CODEBOOK §6)."""
        here, there = one.where, other.where
        if "ZZ" in {here.country, there.country}:
            return False
        if here.country != there.country:
            return True
        if here.subdivision is not None and here.subdivision == there.subdivision:
            return True
        if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
            return here.subdivision is None or there.subdivision is None
        return km(here.lat, here.lon, there.lat, there.lon) <= self.retaliation.within_km

    def spread(self, incident: Incident, pairs: frozenset[Pair]) -> str | None:
        """What is new in a fight of the last days: a division, a group that joins a side, a class of weapon."""
        for pair in sorted({key_of(pair) for pair in pairs}):
            new = self._new(incident, pair)
            if new is not None:
                return new
        return None

    def _new(self, incident: Incident, pair: Pair) -> str | None:
        lately: set[str] = set()
        divisions: set[str] = set()
        groups: set[str] = set()
        weapons: set[str] = set()
        oldest = incident.occurred_at - REMEMBERED
        for fought in self.ledger.fights(self.status, pair, oldest, incident.occurred_at):
            if not _before(fought, incident):
                continue
            divisions.add(fought.where.code)
            groups.update(actor.id for actor in fought.actors if actor.id)
            weapons.update(_weapons(fought))
            if incident.occurred_at - fought.occurred_at <= SPREADS_WITHIN:
                lately.add(fought.where.code)
            if len(lately) > FEWEST_DIVISIONS:
                return None
        if not lately:
            return None
        own = incident.where.subdivision
        if own is not None and own not in divisions and not divisions & {incident.where.country, "ZZ"}:
            return f"new in {own}; in the days before it was {', '.join(sorted(lately))}"
        joined = sorted(
            a.id for a in incident.actors if a.id and a.id not in groups and self.side_of(a.id) in pair
        )
        if joined:
            return f"{joined[0]} joins the fight"
        heaviest = max(map(GRAVER.index, weapons), default=0)
        graver = [GRAVER[rank] for rank in map(GRAVER.index, _weapons(incident)) if rank > heaviest]
        return f"new in this fight: {graver[0]}" if graver else None


def _weapons(fought: Fought) -> set[str]:
    return {ATTACKS[signal] for signal in fought.signals if signal in ATTACKS}


def _before(fought: Fought, act: Fought) -> bool:
    """Whether it was the earlier of the two: by its day, on one day by who told of it first."""
    if fought.id == act.id or fought.occurred_at > act.occurred_at:
        return False
    return fought.occurred_at < act.occurred_at or fought.first_seen_at < act.first_seen_at


def _link(fought: Fought, pair: Pair) -> Link:
    known = None if isinstance(fought, Past) else fought.id
    return Link(known, pair[0], pair[1], fought.occurred_at, fought.where)
