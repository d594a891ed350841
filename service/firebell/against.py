"""An archive under two configurations → what the second adds, drops and re-grades, by region and severity."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

import msgspec

from firebell.archive import Archive, Told
from firebell.article import Article
from firebell.parts import Parts
from firebell.rules.verdict import SPOKEN, Decision

REGIONAL = frozenset({"regional_total", "surge"})
RAISED = "firebell.alert.raised"
What = Literal["added", "dropped", "regraded"]


class Rung(NamedTuple):
    """An alert as it was raised, and why it rang; `incident` is None for a region's."""

    alert_id: str
    incident: str | None
    at: datetime
    region: str
    severity: str
    headline: str
    why: str


class Difference(NamedTuple):
    """One alert that rings otherwise: `before` and `after` are severities, None where it does not ring."""

    what: What
    rung: Rung
    before: str | None
    after: str | None
    why: str


class Side(NamedTuple):
    """What one configuration rings: alerts by id, turns in all, and why each incident that is silent is so."""

    rung: dict[str, Rung]
    turns: int
    silent: dict[str, str]


class Comparison(NamedTuple):
    """Both sides, what differs in the order of time, and how long the archive is."""

    before: Side
    after: Side
    differences: tuple[Difference, ...]
    days: float

    def by_region(self) -> Iterator[tuple[str, str, int, int]]:
        """Country, severity, alerts before and after, where the two differ."""
        one, other = (Counter((r.region, r.severity) for r in side.rung.values()) for side in self[:2])
        for region, severity in sorted(one.keys() | other.keys()):
            if one[region, severity] != other[region, severity]:
                yield region, severity, one[region, severity], other[region, severity]


def compare(articles: Iterable[Article], before: Parts, after: Parts) -> Comparison:
    """Fold every article under both; it is read once where the vocabulary and the names are the same."""
    archives = Archive(before), Archive(after)
    same = before.reader.reading_hash == after.reader.reading_hash
    sides = Side({}, 0, {}), Side({}, 0, {})
    turns = [0, 0]
    first = last = None
    for article in articles:
        told = archives[0].tell(article)
        turns[0] += _take(sides[0], told)
        turns[1] += _take(sides[1], archives[1].tell(article, told.reading if same else None))
        if article.published_at is not None:
            first = min(first or article.published_at, article.published_at)
            last = max(last or article.published_at, article.published_at)
    length = (last - first) / timedelta(days=1) if first and last else 0.0
    one, other = (side._replace(turns=count) for side, count in zip(sides, turns, strict=True))
    return Comparison(one, other, tuple(_differences(one, other)), max(length, 1.0))


def _take(side: Side, told: Told) -> int:
    """Note what one article rings; the number of turns."""
    if told.trace is None:
        return 0
    for decision in told.trace.decisions:
        if decision.rule == "incident" and decision.incident_id and decision.verdict not in SPOKEN:
            side.silent[decision.incident_id] = f"{decision.verdict.value}: {decision.reason}"
    why = {d.alert_id: d.reason for d in told.trace.decisions if _rings(d)}
    for raw in told.trace.alerts:
        alert = msgspec.json.decode(raw)
        if alert["type"] == RAISED:
            data = alert["data"]
            side.rung[data["alert_id"]] = Rung(
                data["alert_id"],
                data["incidents"][0]["id"] if data["kind"] not in REGIONAL else None,
                datetime.fromisoformat(alert["time"]),
                (data["region"]["path"] or [data["region"]["code"]])[0],
                data["severity"],
                data["headline"],
                why.get(data["alert_id"], ""),
            )
            for incident in data["incidents"]:
                side.silent.pop(incident["id"], None)
    return len(told.trace.alerts)


def _rings(decision: Decision) -> bool:
    return decision.alert_id is not None and decision.verdict in SPOKEN


def _differences(before: Side, after: Side) -> list[Difference]:
    found: list[Difference] = []
    for name, rung in after.rung.items():
        other = before.rung.get(name)
        if other is None:
            found.append(Difference("added", rung, None, rung.severity, rung.why))
        elif other.severity != rung.severity:
            found.append(Difference("regraded", rung, other.severity, rung.severity, rung.why))
    for name, rung in before.rung.items():
        if name not in after.rung:
            why = after.silent.get(rung.incident or "", "nothing of it is left")
            found.append(Difference("dropped", rung, rung.severity, None, why))
    return sorted(found, key=lambda difference: (difference.rung.at, difference.rung.alert_id))
