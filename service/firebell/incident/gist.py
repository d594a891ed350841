"""Incident → Gist: what matching, sums and the ledger ask of many incidents at once, without unpacking one of them."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from firebell.article import Status
from firebell.incident.incident import Incident, Precision, Where
from firebell.incident.statements import is_statement
from firebell.reading.reading import Actor

INCIDENTS = "incidents."
"""A measure that counts incidents of one signal: `incidents.abduction`."""


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
