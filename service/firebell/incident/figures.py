"""Claim + incident → how far their figures speak for one event: "4 dead" is not "40 dead" (CODEBOOK §5)."""

from datetime import timedelta

from firebell.incident.derive import both_sides, tells_one_side
from firebell.incident.incident import Claim, Incident
from firebell.incident.toll import agrees
from firebell.reading.reading import Count

COMPARED = ("killed", "injured", "abducted")
MOST = 2.5
"""Figures alone make no incident and forbid none: a second kind of agreement is always wanted."""

HALF_A_DAY = timedelta(hours=12)
"""Within this a toll is still being counted, and the next outlet's figure is another moment's (CODEBOOK §3)."""

MANY = 10
"""From here on two figures that nearly agree are seldom of two events on one day in one country."""

NONE_HURT = 0.3
"""What it is worth that two tell of nobody: that is seldom told at all."""

NEAR = 1.3
RISES = ((1.5, 0.3), (2.0, 0.0))
"""How many times higher a figure told within half a day may be, and what it is worth: first reports run behind."""

LATE_RISES = ((3.0, -0.3), (5.0, -1.2))
"""The same for one told later: seldom more than three times, and not forty for four."""


def counts_agree(claim: Claim, incident: Incident) -> float:
    """Points for and against, by the best fit with any claim; equal tolls tie the more the rarer the number."""
    points = sum(_best(claim, incident, kind) for kind in COMPARED)
    return max(-MOST, min(points, MOST))


def most_for_counts(claim: Claim) -> float:
    """The points that the claim's figures can bring at most, whatever they are compared with."""
    return min(sum(_rare(count.best) for kind in COMPARED if (count := claim.counts.get(kind))), MOST)


def _best(claim: Claim, incident: Incident, kind: str) -> float:
    mine, standing = claim.counts.get(kind), incident.counts.get(kind)
    if mine is None or standing is None:
        return 0.0
    points, most = _figures(mine, standing), _rare(mine.best)
    if points >= most:
        return points
    looked_at: set[tuple[object, ...]] = set()
    for other in incident.claims:
        if kind not in other.counts or (told := _as_told(other, claim, kind)) in looked_at:
            continue
        looked_at.add(told)
        points = max(points, _told(claim, incident, other, kind))
        if points >= most:
            break
    return points


def _as_told(other: Claim, claim: Claim, kind: str) -> tuple[object, ...]:
    """What a comparison looks at in another claim: of claims that are alike in it one is enough."""
    soon = abs(claim.at - other.at) <= HALF_A_DAY
    alone = id(other) if claim.by_class and other.by_class else 0
    return other.counts[kind], claim.at > other.at, claim.at == other.at, soon, alone


def _told(claim: Claim, incident: Incident, other: Claim, kind: str) -> float:
    """As `_figures`; a higher figure told later of the same day is how tolls rise, and hardly speaks against."""
    mine, known = claim.counts[kind], other.counts[kind]
    points = _figures(mine, known)
    if claim.by_class and other.by_class:
        points = max(points, _of_one_side(claim, other, kind))
    same_day = claim.occurred_at.date() == incident.occurred_at.date()
    apart = claim.precision == incident.precision == "day" and not same_day
    low, high = sorted((mine.best, known.best))
    if apart or low in {0, high} or claim.at == other.at:
        return points
    soon = abs(claim.at - other.at) <= HALF_A_DAY
    if (soon or same_day) and low >= MANY and high <= NEAR * low:
        return max(points, 0.5)
    if (mine.best > known.best) != (claim.at > other.at):
        return points
    steps = (*RISES, *LATE_RISES) if soon else LATE_RISES
    return max(points, next((worth for times, worth in steps if high <= times * low), points))


def _of_one_side(claim: Claim, other: Claim, kind: str) -> float:
    """As `_figures` where they agree on one side's dead: "18 soldiers" of 23."""
    for part, whole in ((claim, other), (other, claim)):
        less = part.counts[kind].best < whole.counts[kind].best
        if less and tells_one_side(part, kind, both_sides((whole,), kind)):
            return _figures(part.counts[kind], part.counts[kind])
    return -MOST


def _figures(one: Count, other: Count) -> float:
    if one.best == 0 or other.best == 0:
        return NONE_HURT if one == other else 0.0
    if agrees(one, other):
        return _rare(min(one.best, other.best))
    less, more = (one, other) if one.best <= other.best else (other, one)
    if less.high is None:
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
