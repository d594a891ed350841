"""Tolls of one incident and one kind → what they come to (CODEBOOK §3, §8)."""

from collections.abc import Sequence
from itertools import pairwise

from firebell.reading.en.casualties.toll import Toll
from firebell.reading.reading import Count

NOBODY = Count(0, 0, 0)
REBELS = frozenset({"militant"})
FORCES = frozenset({"military", "police"})

MOST = 0.75
"""Parts that come to so much of a figure told before are its parts, and no more dead."""

PAIR = Count(2, 2, 2)
FEW = 5
"""So many dead in one place, and "nine others" there, are of a greater toll told before."""

PLURAL = Count(3, 3, 9)
"""A plural without number tells of those already counted."""


SIDE_OF = {"military": "forces", "police": "forces", "militant": "militants"}
"""The two sides of a clash; civilians and officials may be counted among others."""


def total(tolls: Sequence[Toll]) -> Toll | None:
    """What the tolls of one incident and one kind, in text order, come to; None where nothing is stated."""
    told = [toll for toll in tolls if toll.part_of is None]
    firm = [toll for toll in told if toll.count.best > 0]
    seen = [toll for toll in tolls if toll.part_of is not None and toll.count.best and told]
    if not firm and seen and any(toll.claimed_by for toll in told):
        return _with_claims(
            max(seen, key=lambda toll: toll.count.best), told
        )  # villagers among those claimed
    if not firm:
        return _with_claims(_nobody(told), told) if told else _largest(tolls)
    groups = _groups(firm)
    result = _sum(groups[0])
    for before, group in pairwise(groups):
        result = _merged(result, group, _sum(before).count.best)
    return _with_claims(_with_parts(result, tolls), told)


def _nobody(told: Sequence[Toll]) -> Toll:
    return next((toll for toll in told if toll.mode == "denied"), told[0])


def _largest(tolls: Sequence[Toll]) -> Toll | None:
    """Only parts are left of a total told elsewhere."""
    return max(tolls, key=lambda toll: toll.count.best, default=None)


def _groups(firm: Sequence[Toll]) -> list[list[Toll]]:
    """The tolls of each sentence: told beside each other, they add up."""
    out: list[list[Toll]] = []
    for toll in firm:
        if out and toll.sentence == out[-1][-1].sentence and (toll.differs or not toll.rises):
            out[-1].append(toll)
        else:
            out.append([toll])
    return out


def _sum(group: Sequence[Toll]) -> Toll:
    exact = [toll for toll in group if toll.count != PLURAL or toll.adds]
    kept = exact or list(group)
    result = kept[0]
    for place, toll in enumerate(kept[1:], start=1):
        if any(_again(toll, other) for other in kept[:place]):
            continue
        if result.rises and toll.count.best < result.count.best:
            continue  # "the toll rose to 12 after three more bodies were found"
        if toll.differs:
            result = _disputed(result, toll)
            continue
        result = _added(result, toll)
    return result


def _disputed(one: Toll, other: Toll) -> Toll:
    """Sources differ: the lowest figure, and the highest as far as it may be (CODEBOOK §3)."""
    lower = min(one, other, key=lambda toll: toll.count.best)
    open_ended = one.count.high is None or other.count.high is None
    high = None if open_ended else max(one.count.high or 0, other.count.high or 0)
    return lower._replace(count=Count(min(one.count.low, other.count.low), lower.count.best, high))


def _again(toll: Toll, other: Toll) -> bool:
    if rounds(toll.count, other.count.best) or rounds(other.count, toll.count.best):
        return toll.count != PLURAL and not _are_others(toll, other)
    same = toll.count.best == other.count.best and toll.victims == other.victims
    return same and toll.count.best > 1 and not toll.adds


def _are_others(one: Toll, other: Toll) -> bool:
    """As in "up to four rebels and one soldier": classes that have nobody in common."""
    told = set(one.victims), set(other.victims)
    return "unknown" not in told[0] | told[1] and told[0].isdisjoint(told[1])


def _are_other_side(known: Toll, later: Toll) -> bool:
    """Whether only the others' dead are told now: both sides' dead in one clash are the sum (CODEBOOK §3)."""
    sides = {SIDE_OF.get(cls) for cls in known.victims}
    others = {SIDE_OF.get(cls) for cls in later.victims}
    return None not in sides | others and sides.isdisjoint(others)


def _added(one: Toll, other: Toll) -> Toll:
    return one._replace(
        count=one.count + other.count,
        victims=tuple(dict.fromkeys((*one.victims, *other.victims))),
        by_class=tuple(_summed(one, other).items()),
        last=max(one.last, other.last) if one.first <= other.first else one.last,
    )


def _split(toll: Toll) -> dict[str, Count]:
    if toll.by_class:
        return dict(toll.by_class)
    return {toll.victims[0]: toll.count} if len(toll.victims) == 1 else {}


def _summed(one: Toll, other: Toll) -> dict[str, Count]:
    out = _split(one)
    for cls, count in _split(other).items():
        out[cls] = out.get(cls, NOBODY) + count
    return out


def _merged(known: Toll, group: Sequence[Toll], last: int) -> Toll:
    """A later statement: the same, a breakdown, an addition, a rise, or another source's figure.

    `last` is the figure of the statement before: what adds to a lower one told again is in the known figure.
    """
    later = _sum(group)
    if group[0].differs and later.count.best != known.count.best:
        return _disputed(known, later)
    if later.rises:
        return _replaced(known, later)
    if group[0].adds and not _are_retold(known, later):
        return _with_more(known, later, last)
    if _are_of_both_sides(known, later):
        return _added(known, later)
    if later.count.best == known.count.best:
        return _same(known, later)
    if rounds(known.count, later.count.best):
        return _replaced(known, later)
    if rounds(later.count, known.count.best):
        return known
    if later.count == PLURAL:
        return known
    return _another(known, later)


def _same(known: Toll, later: Toll) -> Toll:
    """The same figure again; as many fighters dead beside whom they killed are others."""
    dead = later.victims == ("militant",) and _are_others(known, later)
    return _added(known, later) if dead else _finer(known, later)


def _another(known: Toll, later: Toll) -> Toll:
    """A figure of its own: the other side's, a lower or a higher one."""
    if _are_other_side(known, later):
        return _added(known, later)
    if known.count == PLURAL and later.count == PAIR and _may_be_same(known, later):
        return _replaced(known, later)  # "Soldiers beheaded": there were two of them
    if later.count.best < known.count.best:
        return _added(known, later) if _are_others(known, later) else known
    return _higher(known, later)


def _are_of_both_sides(one: Toll, other: Toll) -> bool:
    """Two soldiers, and then seven rebels: both sides' dead (CODEBOOK §3)."""
    sides = {frozenset(one.victims), frozenset(other.victims)}
    return REBELS in sides and any(side <= FORCES for side in sides) and not (one.by_class or other.by_class)


def _with_more(known: Toll, later: Toll, last: int) -> Toll:
    """What is added, unless it and the figure before are parts of the one that is known."""
    whole = known.count.best == last + later.count.best
    return known if whole or _breaks_down(known.count.best, last, later.count.best) else _added(known, later)


def _breaks_down(known: int, last: int, later: int) -> bool:
    """As in "18 died", "14 were killed at the airport", "three more at a shop": nearly all of what was told."""
    return last < known and last + later <= known and (last >= FEW or MOST * known <= last + later)


def _are_retold(known: Toll, later: Toll) -> bool:
    """Whether "26 others", told twice or behind "several", are the same people: others than those who died."""
    if known.count == PLURAL and later.count.best > PLURAL.best:
        return True
    if not known.adds:
        return False
    open_ended = known.count.high is None and later.count.best > known.count.best
    return open_ended or later.count.best == known.count.best


def _may_be_same(one: Toll, other: Toll) -> bool:
    return "unknown" in {*one.victims, *other.victims} or not set(one.victims).isdisjoint(other.victims)


def _higher(known: Toll, later: Toll) -> Toll:
    """A higher figure told later: one victim told first is part of it; of two totals the lowest holds."""
    if known.count.best == 1 or known.count.high is None or known.count.low < known.count.high:
        return _replaced(known, later)
    high = (
        None
        if later.count.high is None or known.count.high is None
        else max(known.count.high, later.count.high)
    )
    return known._replace(count=Count(known.count.low, known.count.best, high))


def _replaced(known: Toll, later: Toll) -> Toll:
    victims = tuple(dict.fromkeys((*known.victims, *later.victims)))
    return later._replace(victims=tuple(v for v in victims if v != "unknown") or ("unknown",))


def _finer(known: Toll, later: Toll) -> Toll:
    """The same figure again: keep the narrower bounds and the class that is told."""
    named = known.victims == ("unknown",) and bool(later.victims)
    split = len(later.victims) > 1 and not known.by_class and len(known.victims) == 1
    return known._replace(victims=later.victims, by_class=later.by_class) if named or split else known


def rounds(vague: Count, exact: int) -> bool:
    """Whether the exact figure lies within the other's rounding ("almost 200" and 194)."""
    return vague.high is not None and vague.low < vague.high and vague.low <= exact <= vague.high


def _with_parts(result: Toll, tolls: Sequence[Toll]) -> Toll:
    """The classes of parts are victims too; they are split off where the total's own class is open."""
    parts = [toll for toll in tolls if toll.part_of is not None and toll.count.best]
    if not parts:
        return result
    victims = tuple(dict.fromkeys(v for toll in (result, *parts) for v in toll.victims))
    split = dict(result.by_class)
    for part in parts:
        for cls, count in _split(part).items():
            if cls not in result.victims and cls not in split:
                split[cls] = count
    if split and not result.by_class and len(result.victims) == 1:
        split.setdefault(result.victims[0], result.count)
    return result._replace(victims=victims, by_class=tuple(split.items()))


def _with_claims(result: Toll, told: Sequence[Toll]) -> Toll:
    """A claim or a fear (0/0/N) raises only what may be."""
    high = result.count.high
    for toll in told:
        if toll.count.best or toll.mode == "denied" or toll is result:
            continue
        high = None if toll.count.high is None or high is None else max(high, toll.count.high)
    return result._replace(count=Count(result.count.low, result.count.best, high))
