"""Incident → Gist: what matching, sums and the ledger ask of many incidents at once, without unpacking one of them.

A Tally is what the gists of one country and day come to, so that a window's sum needs to look at its edges alone.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from operator import attrgetter
from typing import NamedTuple

import msgspec

from firebell.article import Status
from firebell.incident.incident import Incident, Precision, Where
from firebell.incident.statements import is_statement
from firebell.reading.reading import Actor

INCIDENTS = "incidents."
"""A measure that counts incidents of one signal: `incidents.abduction`."""

EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Gist(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An incident in brief; `figures`: measure (`killed`, `killed.child`, `incidents.riot`) → what it brings, if not 0.

    `said`: whether it is words alone. `counts`: whether sums count it, which is no history and no words. `day` is
    the ordinal of the day that it occurred.
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
    day: int
    first_seen_at: datetime
    told_at: datetime

    def figure(self, measure: str) -> int:
        """What it brings to a sum of this measure."""
        return self.figures.get(measure, 0)


Asked = tuple[str | None, str]
"""A division, None for the whole country, and a measure."""


class Part(NamedTuple):
    """What some incidents bring to a sum: all together, the largest of them, and how many they are."""

    total: int
    largest: int
    incidents: int


class Tally:
    """A day's incidents in brief, by their ids, and what those that sums count come to by division and measure."""

    __slots__ = ("counted", "first", "gists", "last", "parts")

    def __init__(self, gists: tuple[Gist, ...]) -> None:
        self.gists = gists
        self.counted = [gist for gist in gists if gist.counts]
        moments = [gist.occurred_at for gist in self.counted]
        self.first, self.last = min(moments, default=LATEST), max(moments, default=EARLIEST)
        self.parts: dict[Asked, Part] = {}

    def relisted(self, name: str, gist: Gist | None) -> "Tally | None":
        """The same day with this incident as it is now, without it where that is None; None where it is empty."""
        at = bisect_left(self.gists, name, key=_id)
        rest = at + (self.gists[at : at + 1] != () and self.gists[at].id == name)
        gists = (*self.gists[:at], *(() if gist is None else (gist,)), *self.gists[rest:])
        return Tally(gists) if gists else None

    def part(self, asked: Asked) -> Part:
        """Of one division, or of the country, by one measure; counted once it is asked for."""
        division, measure = asked
        inside = self.counted
        if division is not None:
            inside = [gist for gist in inside if division == gist.where.subdivision]
        part = self.parts[asked] = part_of(inside, measure)
        return part

    def figures(self) -> dict[str, dict[str, int]]:
        """Region's code → measure → its sum, for the country and each division; `incidents` counts all of them."""
        found: dict[str, dict[str, int]] = {}
        for gist in self.counted:
            counted = {**gist.figures, "incidents": 1}
            for code in {gist.where.country, gist.where.code}:
                sums = found.setdefault(code, {})
                for measure, figure in counted.items():
                    sums[measure] = sums.get(measure, 0) + figure
        return found


def part_of(gists: Iterable[Gist], measure: str) -> Part:
    """What these bring by one measure."""
    figures = [figure for gist in gists if (figure := gist.figures.get(measure))]
    return Part(sum(figures), max(figures, default=0), len(figures))


NOTHING = Part(0, 0, 0)
NO_TALLY = Tally(())

_id = attrgetter("id")


def gist_of(incident: Incident) -> Gist:
    """The incident in brief."""
    figures = {kind: count.best for kind, count in incident.counts.items() if count.best}
    for name, counts in incident.by_class.items():
        figures |= {f"{kind}.{name}": count.best for kind, count in counts.items() if count.best}
    figures |= {INCIDENTS + signal: 1 for signal in incident.signals}
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
        day=incident.occurred_at.toordinal(),
        first_seen_at=incident.first_seen_at,
        told_at=incident.told_at,
    )
