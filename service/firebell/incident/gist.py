"""Incident → Gist: what matching, sums and the ledger ask of many incidents at once, without unpacking one of them.

A Tally is what the gists of one country and day come to, so that a window's sum needs to look at its edges alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from firebell.article import Status
from firebell.incident.incident import Incident, Precision, Where
from firebell.incident.statements import is_statement
from firebell.reading.reading import Actor

INCIDENTS = "incidents."
"""A measure that counts incidents of one signal: `incidents.abduction`."""


class Gist(NamedTuple):
    """An incident in brief; `figures`: measure (`killed`, `killed.child`) → its best figure, where it is not 0.

    `said`: whether it is words alone. `counts`: whether sums count it, which is no history and no words.
    """

    id: str
    status: Status
    where: Where
    occurred_at: datetime
    precision: Precision
    signals: tuple[str, ...]
    actors: tuple[Actor, ...]
    figures: Mapping[str, int]
    said: bool
    counts: bool
    first_seen_at: datetime
    told_at: datetime

    def figure(self, measure: str) -> int:
        """What it brings to a sum of this measure."""
        if measure.startswith(INCIDENTS):
            return int(measure.removeprefix(INCIDENTS) in self.signals)
        return self.figures.get(measure, 0)


class Part(NamedTuple):
    """What some incidents bring to a sum: all together, the largest of them, and how many they are."""

    total: int
    largest: int
    incidents: int


class Tally:
    """What a country's incidents of one day come to, by division (None: all) and measure, and when the day's were."""

    __slots__ = ("_gists", "_parts", "first", "last")

    def __init__(self, counted: Sequence[Gist]) -> None:
        self._gists = counted
        self._parts: dict[tuple[str | None, str], Part] = {}
        moments = [gist.occurred_at for gist in counted]
        self.first, self.last = min(moments), max(moments)

    def part(self, subdivision: str | None, measure: str) -> Part:
        """Of one division, or of the country; counted once it is asked for."""
        asked = (subdivision, measure)
        part = self._parts.get(asked)
        if part is None:
            inside = (g for g in self._gists if subdivision is None or subdivision == g.where.subdivision)
            figures = [figure for gist in inside if (figure := gist.figure(measure))]
            part = self._parts[asked] = Part(sum(figures), max(figures, default=0), len(figures))
        return part

    def figures(self) -> dict[str, dict[str, int]]:
        """Region's code → measure → its sum, for the country and each division; `incidents` counts all of them."""
        found: dict[str, dict[str, int]] = {}
        for gist in self._gists:
            counted = {**gist.figures, "incidents": 1, **{INCIDENTS + signal: 1 for signal in gist.signals}}
            for code in {gist.where.country, gist.where.code}:
                sums = found.setdefault(code, {})
                for measure, figure in counted.items():
                    sums[measure] = sums.get(measure, 0) + figure
        return found


def gist_of(incident: Incident) -> Gist:
    """The incident in brief."""
    figures = {kind: count.best for kind, count in incident.counts.items() if count.best}
    for name, counts in incident.by_class.items():
        figures |= {f"{kind}.{name}": count.best for kind, count in counts.items() if count.best}
    said = is_statement(incident.signals)
    return Gist(
        id=incident.id,
        status=incident.status,
        where=incident.where,
        occurred_at=incident.occurred_at,
        precision=incident.precision,
        signals=incident.signals,
        actors=incident.actors,
        figures=figures,
        said=said,
        counts=not incident.history and not said,
        first_seen_at=incident.first_seen_at,
        told_at=incident.told_at,
    )


def tally_of(gists: Iterable[Gist]) -> Tally | None:
    """What these come to; None where sums count none of them."""
    counted = [gist for gist in gists if gist.counts]
    return Tally(counted) if counted else None
