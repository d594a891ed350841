"""Reading: what one article says, each finding with the words that say it (the form of CONTRACT.md)."""

from typing import Literal

import msgspec

from firebell.reading.span import Field

Mode = Literal["asserted", "planned", "hypothetical", "denied", "historical", "drill", "fiction"]
When = Literal["current", "background"]
Kind = Literal["killed", "injured", "missing", "abducted", "detained", "displaced", "size"]
ActorRole = Literal["attacker", "target", "both", "unknown"]
PlaceRole = Literal["event", "mention", "dateline", "speaker"]
VictimClass = Literal[
    "civilian",
    "child",
    "military",
    "police",
    "militant",
    "protester",
    "journalist",
    "aid_worker",
    "medic",
    "official",
    "unknown",
]


class Count(msgspec.Struct, frozen=True, gc=False):
    """A number of people; `high` None is open ("at least")."""

    low: int
    """At least so many."""
    best: int
    """The figure to work with."""
    high: int | None
    """At most so many; null is open."""

    def __add__(self, other: "Count") -> "Count":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, self.best + other.best, high)


class Evidence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The words for one finding (`of`: a kind of casualty, a signal, `place`, `date`, an actor's role …)."""

    of: str
    field: Field
    start: int
    end: int
    words: str


class Actor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who takes part; `id` is None where no list knows the name."""

    id: str | None
    """Its id in actors.yaml; null where no list knows the name."""
    name: str
    """Its name."""
    role: ActorRole
    """What it did in the incident."""


class Answers(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who answered whom, for what (`act`), in the article's own words; ids where known, else names, else None."""

    by: str | None
    against: str | None
    act: str | None
    field: Field
    start: int
    end: int
    words: str


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One incident as one article tells it; what several articles tell is `firebell.incident.Incident`.

    `date` is ISO `YYYY-MM-DD`, or None where neither the text nor the publisher dates it; `precision` is `day`,
    `week`, `month`, `year` or `published` (the article's own date stands in). `unlisted`: GeoNames lacks the village,
    and its coordinates may be those of the division that holds it. `struck`: a `holy_site`, `hospital`, `airport`,
    `oil_plant` or `power_plant` that it was aimed at.
    """

    when: When
    mode: Mode
    signals: tuple[str, ...]
    country: str = "ZZ"
    subdivision: str | None = None
    place: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    areas: tuple[str, ...] = ()
    unlisted: bool = False
    date: str | None = None
    precision: str | None = None
    killed: Count | None = None
    injured: Count | None = None
    missing: Count | None = None
    abducted: Count | None = None
    detained: Count | None = None
    displaced: Count | None = None
    by_class: dict[str, dict[str, Count]] = {}
    victims: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    retaliation: Literal["stated"] | None = None
    answers: Answers | None = None
    claimed_by: str | None = None
    struck: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Signal(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A finding of the vocabulary; `incident` is its index in `Reading.incidents`, None for utterances.

    `actors` are those that an utterance is between, states under their ISO codes; `country` the one it is about.
    """

    signal: str
    mode: Mode
    when: When
    incident: int | None
    by: str | None
    country: str | None = None
    actors: tuple[Actor, ...] = ()
    field: Field
    start: int
    end: int
    words: str


class Casualty(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number of people hurt; `part_of` is the index in `casualties` of the total that it belongs to.

    `cumulative` marks a running total ("since October"), `adds` one that comes on top ("four more").
    """

    kind: Kind
    low: int
    best: int
    high: int | None
    when: When
    mode: Mode
    incident: int | None
    victims: tuple[str, ...]
    part_of: int | None
    claimed_by: str | None
    cumulative: bool = False
    adds: bool = False
    field: Field
    start: int
    end: int
    words: str


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A toponym and what it was resolved to; `lat` and `lon` are the middle of what is wide, None for seas."""

    name: str
    field: Field
    start: int
    end: int
    country: str
    subdivision: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    role: PlaceRole


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that one article says; the first incident is the one that it is news about."""

    article_id: str
    language: str
    relevant: bool
    incidents: tuple[Event, ...] = ()
    signals: tuple[Signal, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    places: tuple[Place, ...] = ()
