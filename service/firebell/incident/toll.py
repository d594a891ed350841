"""Claims about one incident → its toll: low, best and high, a pure function of the set of claims (CODEBOOK §3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from firebell.reading.reading import Count

AT_ONCE = timedelta(hours=1)
"""Sources that differ within an hour tell one moment differently; later and higher is a rise (CODEBOOK §3)."""

SECOND = 2
"""A figure that is lower and new is believed from a second publisher on; one that stood before and was overtaken is
handed on by many for hours, and is believed where more say it than hold the present one."""


VAGUE = frozenset(
    {Count(1, 1, None), Count(3, 3, 9), Count(3, 3, None), Count(12, 12, None), Count(100, 100, None)}
)
"""What "deadly", a plural, "many", "dozens" and "hundreds" come to: none of them is a count of anybody's."""

ONE_OF_THEM = Count(1, 1, 1)
FEWEST_TO_BE_ONE_OF = 3
"""Who tells of one person of a toll from here on tells of one of them: a commander, a child."""


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


class Heard(NamedTuple):
    """What the figures heard so far come to; `doubters`: a figure that is not believed → who says it.

    `overtaken` stood before.
    """

    standing: _Standing
    doubters: Mapping[int, frozenset[str]] = {}
    overtaken: frozenset[int] = frozenset()

    @property
    def told(self) -> Count:
        """The toll."""
        return self.standing.told


def toll(figures: Iterable[Figure]) -> Count | None:
    """What the figures come to, whatever order they came in; None where nobody gave one.

    Sources: ACLED (lowest of sources that differ, all kept; a later and higher figure replaces), CODEBOOK §3.
    """
    so_far: Heard | None = None
    for figure in sorted(figures, key=lambda f: (f.at, f.article)):
        so_far = heard(so_far, figure)
    return so_far.told if so_far else None


def heard(before: Heard | None, figure: Figure) -> Heard:
    """What the figures come to with one that was told after them."""
    if before is None:
        return Heard(_Standing(figure.told, figure.at, frozenset({figure.publisher})))
    standing = before.standing
    if figure.told == standing.told and figure.publisher in standing.holders and not figure.adds:
        return before
    after = _take(before, figure)
    if after.told.best != standing.told.best:
        return Heard(after.standing, overtaken=before.overtaken | {standing.told.best})
    return after


def agrees(one: Count, other: Count) -> bool:
    """Whether both can be one figure: equal, or an exact number within the other's rounding or bound."""
    if one.best == other.best:
        return True
    return _rounds(one, other.best) or _rounds(other, one.best)


def _rounds(vague: Count, exact: int) -> bool:
    """194 lies within "almost 200"; an open bound ("at least 4") covers no other number by itself."""
    return vague.high is not None and vague.low < vague.high and vague.low <= exact <= vague.high


def is_vague(count: Count) -> bool:
    """Whether a figure is what a word without a number comes to: it speaks against no higher one."""
    return count in VAGUE


def _is_within(count: Count, known: Count) -> bool:
    """Whether a figure says nothing that one which is higher does not hold."""
    if count == ONE_OF_THEM:
        return known.best >= FEWEST_TO_BE_ONE_OF
    return is_vague(count) and count.best < known.best


def _take(before: Heard, figure: Figure) -> Heard:
    standing = before.standing
    count, known = figure.told, standing.told
    told = _told(standing, figure)
    if told is not None:
        return Heard(told, before.doubters, before.overtaken)
    if figure.at - standing.at <= AT_ONCE and not standing.holders <= {figure.publisher}:
        return _differ(before, figure)
    if count.best > known.best or standing.holders <= {
        figure.publisher
    }:  # a rise, or the same voice corrects itself
        after = _Standing(count, figure.at, frozenset({figure.publisher}))
        return Heard(after, before.doubters, before.overtaken)
    enough = max(SECOND, len(standing.holders) + 1) if count.best in before.overtaken else SECOND
    return _doubt(before, figure, enough)


def _told(standing: _Standing, figure: Figure) -> _Standing | None:
    """The figure that stands then, unless the two are at odds."""
    count, known = figure.told, standing.told
    if figure.adds:
        return _Standing(known + count, figure.at, frozenset({figure.publisher}))
    if _is_within(count, known):
        return standing
    if _is_claim(count):  # a belligerent's figure, feared dead: they raise `high` alone
        return _wider(
            standing, Count(known.low, known.best, _highest(known, count)), disputed=standing.disputed
        )
    if _is_claim(known):
        high = _highest(known, count)
        return _Standing(Count(count.low, count.best, high), figure.at, frozenset({figure.publisher}))
    if standing.disputed and known.best == count.best:
        return _Standing(known, standing.at, standing.holders | {figure.publisher}, disputed=True)
    if not standing.disputed and agrees(known, count):
        return _Standing(_sharper(known, count), standing.at, standing.holders | {figure.publisher})
    return None


def _differ(before: Heard, figure: Figure) -> Heard:
    """Within an hour: the lowest stands until another publisher says the same as the other."""
    standing, (voices, doubters) = before.standing, _doubted(before, figure)
    known, count = standing.told, figure.told
    wide = Count(min(known.low, count.low), min(known.best, count.best), _highest(known, count))
    if len(voices) > len(standing.holders):
        told = Count(wide.low, count.best, wide.high)
        after = _Standing(told, standing.at, voices, disputed=True)
    elif count.best < known.best and len(standing.holders) == 1:
        after = _Standing(wide, standing.at, frozenset({figure.publisher}), disputed=True)
    else:
        after = _wider(standing, Count(wide.low, known.best, wide.high), disputed=True)
    return Heard(after, doubters, before.overtaken)


def _doubt(before: Heard, figure: Figure, enough: int) -> Heard:
    """Later and lower from another publisher: an old figure handed on, until enough say it too."""
    standing, (voices, doubters) = before.standing, _doubted(before, figure)
    if len(voices) < enough:
        low = min(standing.told.low, figure.told.low)
        after = _wider(standing, Count(low, *_top(standing.told)), disputed=True)
    else:
        after = _Standing(figure.told, figure.at, voices)
    return Heard(after, doubters, before.overtaken)


def _wider(standing: _Standing, told: Count, *, disputed: bool) -> _Standing:
    """The same figure in another range."""
    return _Standing(told, standing.at, standing.holders, disputed)


def _doubted(before: Heard, figure: Figure) -> tuple[frozenset[str], Mapping[int, frozenset[str]]]:
    """Who says a figure that does not stand, and the same of all such figures."""
    best = figure.told.best
    voices = before.doubters.get(best, frozenset()) | {figure.publisher}
    return voices, {**before.doubters, best: voices}


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
