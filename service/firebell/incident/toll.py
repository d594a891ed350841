"""Claims about one incident → its toll: low, best and high, a pure function of the set of claims (CODEBOOK §3)."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import NamedTuple

from firebell.reading.reading import Count

AT_ONCE = timedelta(hours=1)
"""Sources that differ within an hour tell one moment differently; later and higher is a rise (CODEBOOK §3)."""

SECOND = 2
"""A figure that is lower and new is believed from a second publisher on; one that stood before and was overtaken is
handed on by many for hours, and is believed where more say it than hold the present one."""


class Figure(NamedTuple):
    """What one publisher says of one kind at one moment; `adds`: on top of what was told before ("four more")."""

    at: datetime
    article: str
    publisher: str
    told: Count
    adds: bool = False


class _Standing(NamedTuple):
    """The figure that stands, since when, and who holds it; `disputed` where its range is two sources' quarrel."""

    told: Count
    at: datetime
    holders: frozenset[str]
    disputed: bool = False


def toll(figures: Iterable[Figure]) -> Count | None:
    """What the figures come to, whatever order they came in; None where nobody gave one.

    Sources: ACLED (lowest of sources that differ, all kept; a later and higher figure replaces), CODEBOOK §3.
    """
    standing: _Standing | None = None
    doubters: dict[int, set[str]] = {}
    overtaken: set[int] = set()
    for figure in sorted(figures, key=lambda f: (f.at, f.article)):
        if standing is None:
            standing = _Standing(figure.told, figure.at, frozenset({figure.publisher}))
            continue
        if figure.told == standing.told and figure.publisher in standing.holders and not figure.adds:
            continue
        before = standing
        standing = _take(standing, figure, doubters, overtaken)
        if standing.told.best != before.told.best:
            doubters.clear()
            overtaken.add(before.told.best)
    return standing.told if standing else None


def agrees(one: Count, other: Count) -> bool:
    """Whether both can be one figure: equal, or an exact number within the other's rounding or bound."""
    if one.best == other.best:
        return True
    return _rounds(one, other.best) or _rounds(other, one.best)


def _rounds(vague: Count, exact: int) -> bool:
    """194 lies within "almost 200"; an open bound ("at least 4") covers no other number by itself."""
    return vague.high is not None and vague.low < vague.high and vague.low <= exact <= vague.high


def _take(
    standing: _Standing, figure: Figure, doubters: dict[int, set[str]], overtaken: AbstractSet[int]
) -> _Standing:
    count, known = figure.told, standing.told
    if figure.adds:
        return _Standing(known + count, figure.at, frozenset({figure.publisher}))
    if _is_claim(count):  # a belligerent's figure, feared dead: they raise `high` alone
        return standing._replace(told=Count(known.low, known.best, _highest(known, count)))
    if _is_claim(known):
        high = _highest(known, count)
        return _Standing(Count(count.low, count.best, high), figure.at, frozenset({figure.publisher}))
    if standing.disputed and known.best == count.best:
        return standing._replace(holders=standing.holders | {figure.publisher})
    if not standing.disputed and agrees(known, count):
        return _Standing(_sharper(known, count), standing.at, standing.holders | {figure.publisher})
    alone = standing.holders <= {figure.publisher}
    if figure.at - standing.at <= AT_ONCE and not alone:
        return _differ(standing, figure, doubters)
    if count.best > known.best or alone:  # a rise, or the same voice corrects itself
        return _Standing(count, figure.at, frozenset({figure.publisher}))
    enough = max(SECOND, len(standing.holders) + 1) if count.best in overtaken else SECOND
    return _doubt(standing, figure, doubters, enough)


def _differ(standing: _Standing, figure: Figure, doubters: dict[int, set[str]]) -> _Standing:
    """Within an hour: the lowest stands until another publisher says the same as the other."""
    known, count = standing.told, figure.told
    voices = doubters.setdefault(count.best, set())
    voices.add(figure.publisher)
    wide = Count(min(known.low, count.low), min(known.best, count.best), _highest(known, count))
    if len(voices) > len(standing.holders):
        return _Standing(
            Count(wide.low, count.best, wide.high), standing.at, frozenset(voices), disputed=True
        )
    if count.best < known.best and len(standing.holders) == 1:
        return _Standing(wide, standing.at, frozenset({figure.publisher}), disputed=True)
    return standing._replace(told=Count(wide.low, known.best, wide.high), disputed=True)


def _doubt(standing: _Standing, figure: Figure, doubters: dict[int, set[str]], enough: int) -> _Standing:
    """Later and lower from another publisher: an old figure handed on, until enough say it too."""
    voices = doubters.setdefault(figure.told.best, set())
    voices.add(figure.publisher)
    if len(voices) < enough:
        low = min(standing.told.low, figure.told.low)
        return standing._replace(told=Count(low, *_top(standing.told)), disputed=True)
    return _Standing(figure.told, figure.at, frozenset(voices))


def _top(count: Count) -> tuple[int, int | None]:
    return count.best, count.high


def _is_claim(count: Count) -> bool:
    return count.best == 0 and count.high != 0


def _sharper(one: Count, other: Count) -> Count:
    """The exact figure rather than the rounded one; of two equal bests the closed one."""
    if one.best == other.best:
        low = max(one.low, other.low)
        high = min((h for h in (one.high, other.high) if h is not None), default=None)
        return Count(low, one.best, high)
    return other if _rounds(one, other.best) else one


def _highest(one: Count, other: Count) -> int | None:
    if one.high is None or other.high is None:
        return None
    return max(one.high, other.high)
