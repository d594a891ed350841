"""Claim + incident → how far their figures speak for one event: "4 dead" is not "40 dead" (CODEBOOK §5)."""

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from firebell.incident.account import SIDES
from firebell.incident.incident import Claim, Incident
from firebell.incident.toll import agrees, is_vague
from firebell.reading.reading import Count

COMPARED = ("killed", "injured", "abducted")
MOST = 2.5
"""Figures alone make no incident and forbid none: a second kind of agreement is always wanted."""

HALF_A_DAY = timedelta(hours=12)
"""Within this a toll is still being counted, and the next outlet's figure is another moment's (CODEBOOK §3)."""

MANY = 10
"""From here on two figures that nearly agree are seldom of two events on one day in one country."""

ONE, A_BOUND = Count(1, 1, 1), Count(1, 1, None)
NONE_HURT = 0.3
"""What it is worth that two tell of nobody: that is seldom told at all."""

NEAR = 1.3
MOST_BY_TIME = 0.5
"""The most that it can be worth that a figure was told later."""

RISES = ((1.5, 0.3), (2.0, 0.0))
"""How many times higher a figure told within half a day may be, and what it is worth: first reports run behind."""

LATE_RISES = ((3.0, -0.3), (5.0, -1.2))
"""The same for one told later: seldom more than three times, and not forty for four."""


def counts_agree(claim: Claim, incident: Incident) -> float:
    """Points for and against, by the best fit with any claim; equal tolls tie the more the rarer the number."""
    points = 0.0
    for kind in COMPARED:
        mine, standing = _told(claim, kind), _told(incident, kind)
        if mine is not None and standing is not None:
            points += _best(claim, incident, kind, _by_then(mine, claim, incident), standing)
    return max(-MOST, min(points, MOST))


def _told(tale: Claim | Incident, kind: str) -> Count | None:
    """Its figure; a bomber whose death alone is told is a bound, as "deadly" is."""
    count = tale.counts.get(kind)
    return A_BOUND if count == ONE and "suicide_bombing" in tale.signals else count


def _by_then(mine: Count, claim: Claim, incident: Incident) -> Count:
    """The claim's figure: "at least six" bounds a toll that is being counted, and half a day later is one."""
    if mine.high is not None or is_vague(mine) or claim.at - incident.first_seen_at <= HALF_A_DAY:
        return mine
    return Count(mine.best, mine.best, mine.best)


def most_for_counts(claim: Claim) -> float:
    """The points that the claim's figures can bring at most, whatever they are compared with."""
    return min(sum(_rare(count.best) for kind in COMPARED if (count := claim.counts.get(kind))), MOST)


def _best(claim: Claim, incident: Incident, kind: str, mine: Count, standing: Count) -> float:
    """The best fit with what stands, with any claim's figure, and with what these may have risen to meanwhile."""
    points, most = _figures(mine, standing), _rare(mine.best)
    if points >= most:
        return points
    told = [(known, other) for other in incident.claims if (known := _told(other, kind)) is not None]
    points = max([points, *[_figures(mine, known) for known in {known for known, _ in told}]])
    if points < most and claim.by_class:
        points = max(points, _of_one_side(claim, kind, told))
    if points < MOST_BY_TIME:
        points = max(points, _by_time(claim, incident, mine, told))
    return points


def _of_one_side(claim: Claim, kind: str, told: Iterable[tuple[Count, Claim]]) -> float:
    """As `_figures` where they agree on one side's dead, and one of them tells of both: "18 soldiers" of 23."""
    mine = claim.counts[kind]
    sides = [
        (side, count)
        for side, counts in claim.by_class.items()
        if side in SIDES and (count := counts.get(kind)) is not None
    ]
    points = -MOST
    for known, other in told:
        if known.best == mine.best or not other.by_class:
            continue
        less = mine if mine.best < known.best else known
        for side, count in sides:
            if count == less and other.by_class.get(side, {}).get(kind) == less:
                points = max(points, _rare(less.best))
    return points


def _by_time(claim: Claim, incident: Incident, mine: Count, told: Iterable[tuple[Count, Claim]]) -> float:
    """A higher figure told later of the same day is how tolls rise, and hardly speaks against."""
    same_day = claim.occurred_at.date() == incident.occurred_at.date()
    if not same_day and claim.precision == incident.precision == "day":
        return -MOST
    moments = {
        (known.best, claim.at > other.at, abs(claim.at - other.at) <= HALF_A_DAY)
        for known, other in told
        if known.best != mine.best and claim.at != other.at
    }
    return max([_risen(mine.best, *moment, same_day) for moment in moments], default=-MOST)


@lru_cache(maxsize=4096)
def _risen(mine: int, known: int, later: bool, soon: bool, same_day: bool) -> float:  # noqa: FBT001 -- a cache's key
    """What two figures are worth, told within half a day or of one day: `later` is mine."""
    low, high = sorted((mine, known))
    if low == 0:
        return -MOST
    if (soon or same_day) and low >= MANY and high <= NEAR * low:
        return MOST_BY_TIME
    if (mine > known) != later:
        return -MOST
    steps = (*RISES, *LATE_RISES) if soon else LATE_RISES
    return next((worth for times, worth in steps if high <= times * low), -MOST)


@lru_cache(maxsize=4096)
def _figures(one: Count, other: Count) -> float:
    if one.best == 0 or other.best == 0:
        return NONE_HURT if one == other else 0.0
    if agrees(one, other):
        return NONE_HURT if is_vague(one) or is_vague(other) else _rare(min(one.best, other.best))
    less, more = (one, other) if one.best <= other.best else (other, one)
    if less.high is None or is_vague(less):
        return -0.3  # "at least one" at first, seventy later: the bound was honest
    ratio = more.best / less.best
    if ratio > 3:  # noqa: PLR2004 - a toll seldom more than trebles between two tellings
        return -MOST
    return -0.3 if more.best - less.best <= 2 or ratio <= NEAR else -0.9  # noqa: PLR2004 - a late death or two


def _rare(figure: int) -> float:
    """What it is worth that two tell the same figure: one or two dead are common tolls."""
    if figure == 0:
        return NONE_HURT
    return 1.0 if figure <= 2 else 1.4 if figure < MANY else 2.0  # noqa: PLR2004 - see above
