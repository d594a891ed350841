"""Incident + one more claim → Incident, bounded however many articles tell of it; what is long over settles."""

from typing import Any

import msgspec

from firebell.incident.account import Accounts
from firebell.incident.derive import (
    PRECISIONS,
    dated_of,
    in_their_parts,
    of,
    signals_of,
    where_of,
)
from firebell.incident.incident import Claim, Incident, Where
from firebell.incident.statements import is_statement

MOST_CLAIMS = 24
"""Claims of one incident that are kept whatever they say: an alert shows a dozen quotes, matching needs a few
tellings, and an incident is judged and written as a whole at each claim."""

MOST_KEPT = 2 * MOST_CLAIMS
"""Claims that are kept in all, those without words included: thousands of publishers may each give another figure."""

TRIED = 4
"""Of the oldest claims without words so many are tried for one that nothing hangs on, before the oldest goes."""

MOST_PUBLISHERS = 20
"""A further publisher beyond these makes nothing surer."""

ACCOUNTS = 250
"""Incidents whose accounts are kept: about as many as are told of again and again in an hour."""

_accounts = Accounts(ACCOUNTS)

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


def joined(incident: Incident, claim: Claim) -> Incident:
    """The incident with one more claim, bounded however many articles tell of it.

    Beyond MOST_CLAIMS a claim that changes nothing is counted and not kept; another drops its words, keeps what
    tolls, places and publishers are made of, and takes the place of such a one by the same publisher. Beyond
    MOST_KEPT it takes the place of the oldest such one on which nothing hangs.
    """
    if len(incident.claims) < MOST_CLAIMS:
        return _with(incident, incident.claims, claim)
    if not _repeats(claim, incident):
        earlier = tuple(
            known for known in incident.claims if known.publisher != claim.publisher or _is_wordy(known)
        )
        after = _with(incident, earlier, _without_words(claim))
        if _differs(incident, after):
            return msgspec.structs.replace(_bounded(after), told_at=max(incident.told_at, claim.at))
    told_at = max(incident.told_at, claim.at)
    return msgspec.structs.replace(incident, more=incident.more + 1, told_at=told_at)


def _bounded(incident: Incident) -> Incident:
    """The incident with at most MOST_KEPT claims; the first of all stays, since it may stand for what has settled."""
    if len(incident.claims) <= MOST_KEPT:
        return incident
    spare = [at for at, claim in enumerate(incident.claims) if at and not _is_wordy(claim)][:TRIED]
    without = [_without(incident, at) for at in spare]
    return next((one for one in without if not _differs(incident, one)), without[0])


def _without(incident: Incident, at: int) -> Incident:
    """The incident as its other claims tell it; this one is counted and no longer kept."""
    claims = (*incident.claims[:at], *incident.claims[at + 1 :])
    return of(incident.id, incident.status, claims, more=incident.more + 1)


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


def _with(incident: Incident, known: tuple[Claim, ...], claim: Claim) -> Incident:
    """The incident of these claims of it and one more."""
    if len(known) == len(incident.claims) and _follows(claim, incident):
        return _with_newest(incident, claim)
    more = incident.more + len(incident.claims) - len(known)
    return of(incident.id, incident.status, (*known, claim), more=more)


def _follows(claim: Claim, incident: Incident) -> bool:
    """Whether a claim is newer than all that are known of what happened at a place."""
    if incident.settled or is_statement(incident.claims[0].signals):
        return False
    last = incident.claims[-1]
    return (claim.at, claim.article, claim.index) > (last.at, last.article, last.index)


def _with_newest(incident: Incident, claim: Claim) -> Incident:
    """As `of` with a claim that is the newest: only what that one may change is looked at again."""
    claims = (*incident.claims, claim)
    account = _accounts.and_then(incident.id, incident.claims, claims)
    dated = incident if _dates_alike(claim, incident) else dated_of(claims)
    return msgspec.structs.replace(
        incident,
        claims=claims,
        signals=incident.signals if _tells_known(claim, incident) else signals_of(claims),
        where=incident.where if _is_around(claim.where, incident.where) else where_of(claims),
        occurred_at=dated.occurred_at,
        precision=dated.precision,
        told_at=claim.at,
        counts=account.counts,
        by_class=account.by_class,
        victims=tuple(dict.fromkeys((*incident.victims, *claim.victims))),
        actors=in_their_parts((*incident.actors, *claim.actors)),
        publishers=account.publishers,
        retaliation=incident.retaliation or claim.retaliation,
        answers=incident.answers or claim.answers,
        claimed_by=incident.claimed_by or claim.claimed_by or None,
        struck=incident.struck or claim.struck or None,
        history=incident.history and claim.history,
    )


def _tells_known(claim: Claim, incident: Incident) -> bool:
    """Whether its signals are known and its lead is the one of most."""
    return claim.signals[:1] in {(), incident.signals[:1]} and set(claim.signals) <= set(incident.signals)


def _is_around(one: Where, known: Where) -> bool:
    """Whether it names nothing but what most name."""
    if one.country == "ZZ":
        return True
    return (
        one.country == known.country
        and one.subdivision in {None, known.subdivision}
        and one.geonames_id in {None, known.geonames_id}
    )


def _dates_alike(claim: Claim, incident: Incident) -> bool:
    """Whether it says the day that most say, or says it less finely."""
    if claim.precision == incident.precision != "published":
        return claim.occurred_at.date() == incident.occurred_at.date()
    return PRECISIONS.index(claim.precision) >= PRECISIONS.index(incident.precision)
