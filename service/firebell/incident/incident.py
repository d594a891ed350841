"""Claims → Incident: one event as several articles tell it; everything in it is a function of its claims."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from firebell.article import Status, digest_of
from firebell.incident.copies import Sketches
from firebell.incident.statements import is_statement
from firebell.incident.toll import Figure, toll
from firebell.reading.reading import Actor, Answers, Count, Evidence

KINDS = ("killed", "injured", "missing", "abducted", "detained", "displaced")
MAX_QUOTES = 8
"""Quotes a claim keeps: enough for each kind, the signals and the place, and bounded (DESIGN §2)."""

SIDES = frozenset({"military", "police", "militant", "civilian"})
"""Classes of victims that are one side's: an outlet may tell of that side's alone."""

MOST_CLAIMS = 24
"""Claims of one incident that are kept whatever they say: an alert shows a dozen quotes, matching needs a few
tellings, and an incident is judged and written as a whole at each claim."""

MOST_PUBLISHERS = 20
"""A further publisher beyond these makes nothing surer."""

DERIVED = (
    "signals",
    "where",
    "occurred_at",
    "precision",
    "counts",
    "by_class",
    "victims",
    "actors",
    "retaliation",
    "claimed_by",
    "struck",
    "history",
)

Precision = Literal["day", "week", "month", "year", "published"]


class Where(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place as far as it is known: ISO 3166-1, ISO 3166-2, then GeoNames."""

    country: str = "ZZ"
    subdivision: str | None = None
    place: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    areas: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The finest region that has a code."""
        return self.subdivision or self.country


class Context(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one article says of one incident; `partisan`: every figure is a belligerent's word."""

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


class Incident(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event; build it with `of`, which derives all but `id` and `status` from the claims.

    `more` counts articles of which no claim is kept: beyond MOST_CLAIMS those that added nothing, and all but the
    first once the incident is `settled`.
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


def joined(incident: Incident, claim: Claim) -> Incident:
    """The incident with one more claim, bounded however many articles tell of it.

    Beyond MOST_CLAIMS a claim that changes nothing is counted and not kept; another drops its words, keeps what
    tolls, places and publishers are made of, and takes the place of such a one by the same publisher.
    """
    if len(incident.claims) < MOST_CLAIMS:
        return of(incident.id, incident.status, (*incident.claims, claim), more=incident.more)
    if not _repeats(claim, incident):
        earlier = (
            known for known in incident.claims if known.publisher != claim.publisher or _is_wordy(known)
        )
        claims = (*earlier, _without_words(claim))
        after = of(incident.id, incident.status, claims, more=incident.more)
        if _differs(incident, after):
            return msgspec.structs.replace(after, told_at=max(incident.told_at, claim.at))
    told_at = max(incident.told_at, claim.at)
    return msgspec.structs.replace(incident, more=incident.more + 1, told_at=told_at)


def settled(incident: Incident) -> Incident:
    """The incident when its news is long over: one claim that says what all of them came to, without their words.

    What is told late still joins it, and its toll goes on from there.
    """
    first = _without_words(incident.claims[0])
    same: dict[str, Any] = {name: getattr(incident, name) for name in DERIVED}
    claim = msgspec.structs.replace(first, at=incident.first_seen_at, adds=(), signature="", **same)
    more = incident.more + len(incident.claims) - 1
    return msgspec.structs.replace(incident, claims=(claim,), more=more, settled=True)


def _repeats(claim: Claim, incident: Incident) -> bool:
    """Whether a claim says what is known, told by somebody heard before: more of the same changes no majority."""
    return (
        (claim.publisher in incident.publishers or len(incident.publishers) >= MOST_PUBLISHERS)
        and claim.at >= incident.told_at
        and claim.signals[:1] == incident.signals[:1]
        and set(claim.signals) <= set(incident.signals)
        and claim.where == incident.where
        and claim.precision in {"published", incident.precision}
        and (claim.precision == "published" or claim.occurred_at.date() == incident.occurred_at.date())
        and not claim.adds
        and claim.counts.items() <= incident.counts.items()
        and claim.by_class.items() <= incident.by_class.items()
        and set(claim.victims) <= set(incident.victims)
        and set(claim.actors) <= set(incident.actors)
        and claim.retaliation <= incident.retaliation
        and (claim.claimed_by is None or incident.claimed_by is not None)
        and claim.history >= incident.history
    )


def _without_words(claim: Claim) -> Claim:
    return msgspec.structs.replace(claim, title="", url="", words=(), quotes=(), context=(), answers=None)


def _is_wordy(claim: Claim) -> bool:
    return bool(claim.title or claim.quotes)


def _differs(before: Incident, after: Incident) -> bool:
    """Whether anything is another that severity, certainty, sums or an alert's words hang on."""
    if any(getattr(before, name) != getattr(after, name) for name in DERIVED):
        return True
    return len(before.publishers) < MOST_PUBLISHERS and before.publishers != after.publishers


def of(name: str, status: Status, claims: Iterable[Claim], *, more: int = 0) -> Incident:
    """The incident that these claims (at least one) tell, whatever order they came in."""
    told = tuple(sorted(claims, key=lambda c: (c.at, c.article, c.index)))
    first = told[0]
    dated = told[-1] if is_statement(first.signals) else _dated(told)  # talks last as long as they are told
    classes = sorted({name for claim in told for name in claim.by_class})
    return Incident(
        id=name,
        status=status,
        claims=told,
        signals=_signals(told),
        where=_where(told),
        occurred_at=dated.occurred_at,
        precision=dated.precision,
        first_seen_at=first.at,
        told_at=told[-1].at,
        counts=_counts(told),
        by_class={name: counts for name in classes if (counts := _class_counts(told, name))},
        victims=tuple(dict.fromkeys(victim for claim in told for victim in claim.victims)),
        actors=_actors(told),
        publishers=independent(told),
        retaliation=any(claim.retaliation for claim in told),
        answers=next((claim.answers for claim in told if claim.answers), None),
        claimed_by=next((claim.claimed_by for claim in told if claim.claimed_by), None),
        struck=next((claim.struck for claim in told if claim.struck), None),
        history=all(claim.history for claim in told),
        more=more,
    )


def independent(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Publishers that speak for themselves: one a family, and near-identical texts are one (CODEBOOK §5)."""
    kept: dict[str, None] = {}
    texts = Sketches()
    for claim in claims:
        if claim.publisher not in kept and not texts.holds_copy_of(claim.signature):
            kept[claim.publisher] = None
            texts.add(claim.signature)
    return tuple(kept)


def _signals(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The lead signal is the one that most articles lead with, of equals the first; the rest in order of telling."""
    leads = Counter(claim.signals[0] for claim in claims if claim.signals)
    if not leads:
        return ()
    lead = leads.most_common(1)[0][0]
    return tuple(dict.fromkeys((lead, *(signal for claim in claims for signal in claim.signals))))


def _counts(claims: Sequence[Claim]) -> dict[str, Count]:
    counts = {}
    told = {kind for claim in claims for kind in claim.counts}
    for kind in KINDS:
        if kind not in told:
            continue
        telling = [claim for claim in claims if kind in claim.counts]
        both = both_sides(telling, kind) if len({claim.counts[kind].best for claim in telling}) > 1 else {}
        figures = [
            Figure(c.at, c.article, c.publisher, c.counts[kind], kind in c.adds)
            for c in telling
            if not (both and tells_one_side(c, kind, both))
        ]
        if (count := toll(figures)) is not None:
            counts[kind] = count
    return counts


def both_sides(claims: Iterable[Claim], kind: str) -> dict[tuple[str, Count], int]:
    """Each side's figure that a claim tells, and the highest total that one tells beside it."""
    highest: dict[tuple[str, Count], int] = {}
    for claim in claims:
        total = claim.counts.get(kind)
        if not total:
            continue
        for side, counts in claim.by_class.items():
            count = counts.get(kind)
            if count and side in SIDES:
                highest[side, count] = max(total.best, highest.get((side, count), 0))
    return highest


def tells_one_side(claim: Claim, kind: str, both: Mapping[tuple[str, Count], int]) -> bool:
    """Whether the claim's whole figure is that of one side, and another claim tells of both (CODEBOOK §3)."""
    mine = claim.counts[kind]
    return any(
        side in SIDES and counts.get(kind) == mine and both.get((side, mine), 0) > mine.best
        for side, counts in claim.by_class.items()
    )


def _class_counts(claims: Sequence[Claim], name: str) -> dict[str, Count]:
    counts = {}
    telling = [(claim, told) for claim in claims if (told := claim.by_class.get(name))]
    for kind in KINDS:
        figures = [Figure(c.at, c.article, c.publisher, told[kind]) for c, told in telling if kind in told]
        if (count := toll(figures)) is not None:
            counts[kind] = count
    return counts


def _where(claims: Sequence[Claim]) -> Where:
    """The country that most claims name, then the division, then the town; of equals the first told."""
    placed = [claim.where for claim in claims if claim.where.country != "ZZ"]
    if not placed:
        return claims[0].where
    country = Counter(where.country for where in placed).most_common(1)[0][0]
    placed = [where for where in placed if where.country == country]
    divided = [where for where in placed if where.subdivision]
    if divided:
        division = Counter(where.subdivision for where in divided).most_common(1)[0][0]
        placed = [where for where in divided if where.subdivision == division]
    towns = [where for where in placed if where.geonames_id]
    if towns:
        town = Counter(where.geonames_id for where in towns).most_common(1)[0][0]
        placed = [where for where in towns if where.geonames_id == town]
    return placed[0]


def _dated(claims: Sequence[Claim]) -> Claim:
    """A stated day before a week, a week before the day of publication; of equals what most say, then the first."""
    order = ("day", "week", "month", "year", "published")
    finest = min(order.index(claim.precision) for claim in claims)
    among = [claim for claim in claims if order.index(claim.precision) == finest]
    if order[finest] == "published":
        return among[0]
    day = Counter(claim.occurred_at.date() for claim in among).most_common(1)[0][0]
    return next(claim for claim in among if claim.occurred_at.date() == day)


def _actors(claims: Sequence[Claim]) -> tuple[Actor, ...]:
    actors: dict[str, Actor] = {}
    for claim in claims:
        for actor in claim.actors:
            name = actor.id or actor.name.casefold()
            known = actors.get(name)
            if known is None or known.role == "unknown":
                actors[name] = actor
            elif actor.role not in ("unknown", known.role):
                actors[name] = Actor(id=actor.id, name=known.name, role="both")
    return tuple(actors.values())
