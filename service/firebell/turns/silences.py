"""An article's incidents that stayed silent → a record each: what it was, why nothing rang, how near it came."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from firebell.article import Status
from firebell.incident.correlate import Change
from firebell.incident.incident import Incident, Precision
from firebell.journal import ReadingEntry
from firebell.reading.reading import Count
from firebell.rules.decide import Turn
from firebell.rules.severity import measured
from firebell.rules.verdict import Verdict
from firebell.turns.response import Response

LONGEST_TITLE, LONGEST_URL, LONGEST_SOURCE = 300, 1000, 120

HUSHED = frozenset({Verdict.MUTED, Verdict.SILENCED, Verdict.IGNORED, Verdict.RETRACTED})
"""Silent by what people wrote, however bad it is."""

RECORDED = HUSHED | {Verdict.BELOW_THRESHOLD, Verdict.OUTSIDE_SCOPE, Verdict.TOO_LATE}


class Nearest(msgspec.Struct, frozen=True, kw_only=True):
    """The figure that came nearest to ringing: what it is, what it would have to be, where that was written."""

    measure: str
    observed: int
    threshold: int
    severity: str
    file: str
    line: int


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that stayed silent, as it stood; `at` is its country's clock.

    `hushed`: only people's word kept it silent, its severity would have rung.
    """

    at: datetime
    status: Status
    verdict: Verdict
    reason: str
    hushed: bool
    severity: str | None
    ring_at: str
    nearest: Nearest | None
    incident_id: str
    country: str
    region: str
    name: str
    place: str | None
    areas: tuple[str, ...]
    signals: tuple[str, ...]
    casualties: dict[str, Count]
    occurred_at: datetime
    precision: Precision
    articles: int
    article_id: str
    title: str
    source: str
    url: str


def told(
    response: Response, entry: ReadingEntry, changes: Sequence[Change], turns: Sequence[Turn | None]
) -> list[bytes]:
    """A record for each incident that the article changes and that says nothing, in JSON."""
    return [
        msgspec.json.encode(_record(response, entry, change.incident, turn))
        for change, turn in zip(changes, turns, strict=True)
        if turn is not None and turn.verdict in RECORDED
    ]


def _record(response: Response, entry: ReadingEntry, incident: Incident, turn: Turn) -> Silence:
    where = incident.where
    would = turn.severity is not None and turn.severity >= turn.ruling.ring_at
    return Silence(
        at=response.work.now(incident.status, where.country),
        status=incident.status,
        verdict=turn.verdict,
        reason=turn.decision.reason,
        hushed=would and turn.verdict in HUSHED,
        severity=turn.severity.name if turn.severity is not None else None,
        ring_at=turn.ruling.ring_at.name,
        nearest=max(_near(incident, turn), key=_share, default=None),
        incident_id=incident.id,
        country=where.country,
        region=where.code,
        name=response.rulebook.name_of(where.code),
        place=where.place,
        areas=where.areas,
        signals=incident.signals,
        casualties=incident.counts,
        occurred_at=incident.occurred_at,
        precision=incident.precision,
        articles=len({claim.article for claim in incident.claims}) + incident.more,
        article_id=entry.article_id,
        title=entry.title[:LONGEST_TITLE],
        source=entry.source[:LONGEST_SOURCE],
        url=entry.url[:LONGEST_URL],
    )


def _near(incident: Incident, turn: Turn) -> Iterator[Nearest]:
    """Each figure that is stated, beside the lowest step of its measure that would ring there."""
    ruling = turn.ruling
    for measure, steps in ruling.incident.items():
        observed = measured(incident, measure, ruling.compare)
        ringing = [step for step in steps if step.severity >= ruling.ring_at]
        if observed is None or not ringing or observed >= (step := min(ringing)).at:
            continue
        file, line, _ = step.origin
        yield Nearest(
            measure=measure,
            observed=observed,
            threshold=step.at,
            severity=step.severity.name,
            file=file,
            line=line,
        )


def _share(near: Nearest) -> float:
    return near.observed / near.threshold
