"""Gists → Tally: what the incidents of one country and day come to, so that a window's sum looks at its edges alone.

A day that changes by one incident keeps what that one does not change.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from firebell.incident.gist import Gist
from firebell.incident.incident import Where
from firebell.incident.nearness import NEAR_DEGREES

EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

Asked = tuple[str | None, str]
"""A division, None for the whole country, and a measure."""

Figures = dict[str, dict[str, int]]

_id, _moment = attrgetter("id"), attrgetter("occurred_at")


class Part(NamedTuple):
    """What some incidents bring to a sum: all together, the largest of them, and how many they are."""

    total: int
    largest: int
    incidents: int


NOTHING = Part(0, 0, 0)


class Places(NamedTuple):
    """Where a day's incidents were, by their position among its gists; what is only said has no place.

    `anywhere`: of no division, or of a town without a point. `towns`: latitude and position, from south to north.
    """

    divisions: dict[str, list[int]]
    anywhere: list[int]
    towns: list[tuple[float, int]]


class Tally:
    """A day's incidents in brief, by their ids, and what those that sums count come to by division and measure."""

    __slots__ = ("_figures", "_places", "counted", "day", "first", "gists", "last", "parts")

    def __init__(
        self, day: int, gists: tuple[Gist, ...], counted: list[Gist], parts: dict[Asked, Part]
    ) -> None:
        self.day = day
        self.gists = gists
        self.counted = counted  # in the order that they occurred
        self.first = counted[0].occurred_at if counted else LATEST
        self.last = counted[-1].occurred_at if counted else EARLIEST
        self.parts = parts
        self._places: Places | None = None
        self._figures: Figures | None = None

    def relisted(self, name: str, gist: Gist | None) -> "Tally | None":
        """The same day with this incident as it is now, without it where that is None; None where it is empty."""
        at = bisect_left(self.gists, name, key=_id)
        before = self.gists[at] if at < len(self.gists) and self.gists[at].id == name else None
        after = () if gist is None else (gist,)
        gists = (*self.gists[:at], *after, *self.gists[at + (before is not None) :])
        if not gists:
            return None
        parts = self.parts if _bring_alike(before, gist) else _carried(self.parts, before, gist)
        tally = Tally(self.day, gists, _recounted(self.counted, before, gist), parts)
        if _lie_alike(before, gist):
            tally._places = self._places
        if self._figures is not None:
            tally._figures = self._figures if parts is self.parts else _moved(self._figures, before, gist)
        return tally

    def brings_as(self, known: "Tally | None") -> bool:
        """Whether it is known to count what another state of this day did."""
        return known is not None and self.parts is known.parts

    def part(self, asked: Asked) -> Part:
        """What one division, or the country, brings by one measure; `parts` holds it from then on."""
        part = self.parts[asked] = part_of(self.counted, asked)
        return part

    def within(self, opens: datetime, closes: datetime) -> tuple[int, int]:
        """Which of `counted` occurred after `opens` and not after `closes`: the first, and the one behind the last."""
        counted = self.counted
        return bisect_right(counted, opens, key=_moment), bisect_right(counted, closes, key=_moment)

    def about(self, where: Where) -> list[Gist]:
        """Those that may have been in this place's division, or in a town near by, and perhaps some others."""
        places = self._places
        if places is None:
            places = self._places = _placed(self.gists)
        gists, own = self.gists, where.subdivision or ""
        found = [gists[at] for at in (*places.divisions.get(own, ()), *places.anywhere)]
        if places.towns and where.lat is not None:
            south = bisect_left(places.towns, (where.lat - NEAR_DEGREES, -1))
            north = bisect_right(places.towns, (where.lat + NEAR_DEGREES, len(gists)))
            near = (gists[at] for _, at in places.towns[south:north])
            found += [gist for gist in near if gist.where.subdivision != own]
        return found

    def figures(self) -> Figures:
        """Region's code → measure → its sum, for the country and each division; `incidents` counts all of them."""
        if self._figures is None:
            self._figures = {}
            for gist in self.counted:
                self._figures = _added(self._figures, gist, 1)
        return self._figures

    def rest(self) -> None:
        """Let go of what is asked only of days that are told of."""
        self._places = self._figures = None


def part_of(gists: Iterable[Gist], asked: Asked) -> Part:
    """What these bring by one measure, in one division or wherever they were."""
    division, measure = asked
    if division is not None:
        gists = [gist for gist in gists if division == gist.where.subdivision]
    figures = [figure for gist in gists if (figure := gist.figures.get(measure))]
    return Part(sum(figures), max(figures, default=0), len(figures)) if figures else NOTHING


@lru_cache(maxsize=1024)
def cut(tally: Tally, asked: Asked, begin: int, end: int) -> Part:
    """What a day brings that a window cuts: the edge of a window lies between the same two incidents for hours."""
    return part_of(tally.counted[begin:end], asked)


def tally_of(day: int, gist: Gist) -> Tally:
    """A day of one incident."""
    return Tally(day, (gist,), [gist] if gist.counts else [], {})


def _bring_alike(before: Gist | None, after: Gist | None) -> bool:
    """Whether sums count the same of both."""
    if before is None or after is None or before.counts != after.counts:
        return False
    return not after.counts or (
        before.figures == after.figures
        and before.occurred_at == after.occurred_at
        and before.where.subdivision == after.where.subdivision
    )


def _lie_alike(before: Gist | None, after: Gist | None) -> bool:
    """Whether both are found at the same places."""
    if before is None or after is None:
        return False
    return before.where == after.where and before.said == after.said


def _recounted(counted: list[Gist], before: Gist | None, after: Gist | None) -> list[Gist]:
    counted = counted.copy()
    if before is not None and before.counts:
        counted.remove(before)
    if after is not None and after.counts:
        insort(counted, after, key=_moment)
    return counted


def _moved(figures: Figures, before: Gist | None, after: Gist | None) -> Figures:
    """The figures after one incident has changed."""
    if before is not None and before.counts:
        figures = _added(figures, before, -1)
    return _added(figures, after, 1) if after is not None and after.counts else figures


def _added(figures: Figures, gist: Gist, times: int) -> Figures:
    """The figures with an incident's, or without them; what comes to nothing is left out."""
    figures = figures.copy()
    for code in {gist.where.country, gist.where.code}:
        sums = figures.get(code, {}).copy()
        sums["incidents"] = sums.get("incidents", 0) + times
        for measure, figure in gist.figures.items():
            sums[measure] = sums.get(measure, 0) + times * figure
        figures[code] = {measure: figure for measure, figure in sums.items() if figure}
        if not figures[code]:
            del figures[code]
    return figures


def _carried(parts: dict[Asked, Part], before: Gist | None, after: Gist | None) -> dict[Asked, Part]:
    """The parts after one incident has changed; those of which the largest has to be looked for are left out."""
    carried = parts.copy()
    changed = [gist for gist in (before, after) if gist is not None and gist.counts]
    measures = {measure for gist in changed for measure in gist.figures}
    for division in {None, *(gist.where.subdivision for gist in changed)}:
        for measure in measures:
            part = carried.get((division, measure))
            if part is None:
                continue
            was, now = _brings(before, division, measure), _brings(after, division, measure)
            if was == part.largest and now < was:
                del carried[division, measure]
            else:
                total, incidents = part.total - was + now, part.incidents - bool(was) + bool(now)
                carried[division, measure] = Part(total, max(part.largest, now), incidents)
    return carried


def _brings(gist: Gist | None, division: str | None, measure: str) -> int:
    """What it brings to a sum of this division and measure."""
    if gist is None or not gist.counts or division not in {None, gist.where.subdivision}:
        return 0
    return gist.figures.get(measure, 0)


def _placed(gists: Sequence[Gist]) -> Places:
    divisions: dict[str, list[int]] = {}
    anywhere: list[int] = []
    towns: list[tuple[float, int]] = []
    for at, gist in enumerate(gists):
        where = gist.where
        if gist.said:
            continue
        if where.subdivision is None or (where.geonames_id and (where.lat is None or where.lon is None)):
            anywhere.append(at)
            continue
        divisions.setdefault(where.subdivision, []).append(at)
        if where.geonames_id and where.lat is not None:
            towns.append((where.lat, at))
    towns.sort()
    return Places(divisions, anywhere, towns)
