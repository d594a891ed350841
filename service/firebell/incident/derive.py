"""Claims → Incident: everything in it is a function of its claims, whatever order they came in."""

from collections import Counter
from collections.abc import Iterable, Sequence

from firebell.article import Status
from firebell.incident.account import account_of
from firebell.incident.incident import Claim, Incident, Where
from firebell.incident.statements import is_statement
from firebell.reading.reading import Actor

PRECISIONS = ("day", "week", "month", "year", "published")
"""From the finest to what says nothing."""


STRIKES, BARE = frozenset({"air_strike", "shelling"}), frozenset({"attack_on_civilians", "massacre"})
"""An "attack" of which one outlet names no weapon is the strike that the others tell of (CODEBOOK §8)."""


def of(name: str, status: Status, claims: Iterable[Claim], *, more: int = 0) -> Incident:
    """The incident that these claims (at least one) tell, whatever order they came in."""
    told = tuple(sorted(claims, key=lambda c: (c.at, c.article, c.index)))
    first = told[0]
    dated = told[-1] if is_statement(first.signals) else dated_of(told)  # talks last as long as they are told
    account = account_of(told)
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
        counts=account.counts,
        by_class=account.by_class,
        victims=tuple(dict.fromkeys(victim for claim in told for victim in claim.victims)),
        actors=in_their_parts(actor for claim in told for actor in claim.actors),
        publishers=account.publishers,
        retaliation=any(claim.retaliation for claim in told),
        answers=next((claim.answers for claim in told if claim.answers), None),
        claimed_by=next((claim.claimed_by for claim in told if claim.claimed_by), None),
        struck=next((claim.struck for claim in told if claim.struck), None),
        history=all(claim.history for claim in told),
        more=more,
    )


def signals_of(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The lead signal is the one that most articles lead with, of equals the first; the rest in order of telling."""
    leads = Counter(claim.signals[0] for claim in claims if claim.signals)
    if not leads:
        return ()
    lead = leads.most_common(1)[0][0]
    told = (claim.signals for claim in claims)
    if lead in STRIKES:
        told = (
            tuple(s for s in signals if s not in BARE or not STRIKES.isdisjoint(signals)) for signals in told
        )
    return tuple(dict.fromkeys((lead, *(signal for signals in told for signal in signals))))


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
