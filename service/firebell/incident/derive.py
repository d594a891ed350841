"""Claims → Incident: everything in it is a function of its claims, whatever order they came in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from firebell.article import Status
from firebell.incident.copies import Sketches
from firebell.incident.incident import KINDS, Claim, Incident, Where
from firebell.incident.statements import is_statement
from firebell.incident.toll import Figure, toll
from firebell.reading.reading import Actor, Count

SIDES = frozenset({"military", "police", "militant", "civilian"})
"""Classes of victims that are one side's: an outlet may tell of that side's alone."""

PRECISIONS = ("day", "week", "month", "year", "published")
"""From the finest to what says nothing."""


def of(name: str, status: Status, claims: Iterable[Claim], *, more: int = 0) -> Incident:
    """The incident that these claims (at least one) tell, whatever order they came in."""
    told = tuple(sorted(claims, key=lambda c: (c.at, c.article, c.index)))
    first = told[0]
    dated = told[-1] if is_statement(first.signals) else dated_of(told)  # talks last as long as they are told
    classes = sorted({name for claim in told for name in claim.by_class})
    return Incident(
        id=name,
        status=status,
        claims=told,
        signals=signals_of(told),
        where=where_of(told),
        occurred_at=dated.occurred_at,
        precision=dated.precision,
        first_seen_at=first.at,
        told_at=told[-1].at,
        counts=counts_of(told),
        by_class={name: counts for name in classes if (counts := class_counts(told, name))},
        victims=tuple(dict.fromkeys(victim for claim in told for victim in claim.victims)),
        actors=in_their_parts(actor for claim in told for actor in claim.actors),
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


def signals_of(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The lead signal is the one that most articles lead with, of equals the first; the rest in order of telling."""
    leads = Counter(claim.signals[0] for claim in claims if claim.signals)
    if not leads:
        return ()
    lead = leads.most_common(1)[0][0]
    return tuple(dict.fromkeys((lead, *(signal for claim in claims for signal in claim.signals))))


def counts_of(claims: Sequence[Claim]) -> dict[str, Count]:
    """What the claims' figures come to, by kind."""
    told = {kind for claim in claims for kind in claim.counts}
    counts = {kind: count_of(claims, kind) for kind in KINDS if kind in told}
    return {kind: count for kind, count in counts.items() if count is not None}


def count_of(claims: Iterable[Claim], kind: str) -> Count | None:
    """What the claims' figures of one kind come to."""
    telling = [claim for claim in claims if kind in claim.counts]
    parted = any(claim.by_class for claim in telling) and len({c.counts[kind].best for c in telling}) > 1
    both = both_sides(telling, kind) if parted else {}
    figures = [
        Figure(c.at, c.article, c.publisher, c.counts[kind], kind in c.adds)
        for c in telling
        if not (both and c.by_class and tells_one_side(c, kind, both))
    ]
    return toll(figures)


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


def class_counts(claims: Sequence[Claim], name: str) -> dict[str, Count]:
    """The same for one class of victims."""
    counts = {}
    telling = [(claim, told) for claim in claims if (told := claim.by_class.get(name))]
    for kind in KINDS:
        figures = [Figure(c.at, c.article, c.publisher, told[kind]) for c, told in telling if kind in told]
        if figures and (count := toll(figures)) is not None:
            counts[kind] = count
    return counts


def where_of(claims: Sequence[Claim]) -> Where:
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


def dated_of(claims: Sequence[Claim]) -> Claim:
    """A stated day before a week, a week before the day of publication; of equals what most say, then the first."""
    finest = min((claim.precision for claim in claims), key=PRECISIONS.index)
    among = [claim for claim in claims if claim.precision == finest]
    if finest == "published":
        return among[0]
    day = Counter(claim.occurred_at.date() for claim in among).most_common(1)[0][0]
    return next(claim for claim in among if claim.occurred_at.date() == day)


def in_their_parts(told: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each actor once, in order of telling; one who is told to act and to suffer does both."""
    actors: dict[str, Actor] = {}
    for actor in told:
        name = actor.id or actor.name.casefold()
        known = actors.get(name)
        if known is None or known.role == "unknown":
            actors[name] = actor
        elif actor.role not in ("unknown", known.role):
            actors[name] = Actor(id=actor.id, name=known.name, role="both")
    return tuple(actors.values())
