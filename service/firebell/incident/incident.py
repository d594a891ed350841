"""Claim and Incident: what one article says of an event, and the event as several articles tell it."""

from datetime import datetime
from typing import Literal

import msgspec

from firebell.article import Status, digest_of
from firebell.reading.reading import Actor, Answers, Count, Evidence

KINDS = ("killed", "injured", "missing", "abducted", "detained", "displaced")
MAX_QUOTES = 8
"""Quotes a claim keeps: enough for each kind, the signals and the place, and bounded (DESIGN §2)."""

Precision = Literal["day", "week", "month", "year", "published"]


class Where(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, cache_hash=True):
    """A place as far as it is known: ISO 3166-1, ISO 3166-2, then GeoNames; `unlisted`: a village that it lacks."""

    country: str = "ZZ"
    subdivision: str | None = None
    place: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    areas: tuple[str, ...] = ()
    unlisted: bool = False

    @property
    def code(self) -> str:
        """The finest region that has a code."""
        return self.subdivision or self.country


class Context(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an article tells beside its incident and what never counts: `background`, or a `statement`."""

    of: Literal["background", "statement"]
    signals: tuple[str, ...]
    mode: str = "asserted"
    by: str | None = None
    place: str | None = None
    country: str | None = None
    date: str | None = None
    counts: dict[str, Count] = {}
    words: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What one article says of one incident; `partisan`: every figure is a belligerent's word.

    `follows`: it goes on about an earlier toll.
    """

    article: str
    index: int
    digest: str
    at: datetime
    publisher: str
    publisher_country: str | None = None
    tier: int | None = None
    source: str = ""
    url: str = ""
    title: str = ""
    signature: str = ""
    history: bool = False
    signals: tuple[str, ...] = ()
    where: Where = Where()
    occurred_at: datetime
    precision: Precision = "published"
    counts: dict[str, Count] = {}
    adds: tuple[str, ...] = ()
    follows: bool = False
    by_class: dict[str, dict[str, Count]] = {}
    victims: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    retaliation: bool = False
    answers: Answers | None = None
    claimed_by: str | None = None
    struck: str | None = None
    partisan: bool = False
    words: tuple[str, ...] = ()
    quotes: tuple[Evidence, ...] = ()
    context: tuple[Context, ...] = ()


class Incident(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One event; build it with `derive.of`, which derives all but `id` and `status` from the claims.

    `more` counts articles of which no claim is kept: beyond `joining.MOST_CLAIMS` those that added nothing, and all
    but the first once the incident is `settled`.
    """

    id: str
    status: Status = "Actual"
    claims: tuple[Claim, ...]
    signals: tuple[str, ...] = ()
    where: Where = Where()
    occurred_at: datetime
    precision: Precision = "published"
    first_seen_at: datetime
    told_at: datetime
    counts: dict[str, Count] = {}
    by_class: dict[str, dict[str, Count]] = {}
    victims: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    publishers: tuple[str, ...] = ()
    retaliation: bool = False
    answers: Answers | None = None
    claimed_by: str | None = None
    struck: str | None = None
    history: bool = False
    more: int = 0
    settled: bool = False

    def best(self, kind: str) -> int:
        """The best figure of a kind, 0 where none is stated."""
        count = self.counts.get(kind)
        return count.best if count else 0


def incident_id(article: str, index: int, status: Status) -> str:
    """The name of the incident that this article is the first to tell (DESIGN §4)."""
    return digest_of("incident", status, article, str(index))


def statement_id(article: str, signal: str, status: Status) -> str:
    """The name of what this article is the first to tell as said or agreed: an article tells one of each kind."""
    return digest_of("statement", status, article, signal)
