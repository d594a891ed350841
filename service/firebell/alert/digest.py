"""Alerts that a channel held back → one digest that counts them all; a channel without news → a sign of life."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from firebell.article import Status, digest_of
from firebell.rules.ruling import Severity

MOST_HEADLINES = 20
LONGEST_HEADLINE = 200
STATUSES: tuple[Status, ...] = ("Actual", "Exercise", "Test")
"""The gravest first: a digest of an exercise and of one real alert is real."""

NUMBERS = {"Extreme": 21, "Severe": 17, "Moderate": 13}
LEAST_NUMBER = 9
NO_SEVERITY = "Unknown"

Because = Literal["quiet", "limit"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One alert of a digest, by what a person needs of it."""

    id: str
    alert_id: str
    time: datetime
    severity: str
    kind: str
    status: Status
    headline: str


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many alerts were held back between two moments, why, and of which kinds."""

    count: int
    since: datetime
    until: datetime
    because: tuple[Because, ...]
    by_severity: dict[str, int]
    by_kind: dict[str, int]
    by_status: dict[str, int]


class Held(Counted, frozen=True, kw_only=True):
    """What was held back so far, bounded however much it is; `chain` is the digest of all ids in their order."""

    chain: str
    rows: tuple[Row, ...]
    release_ms: int
    """When it is told, by the wall clock."""


class DigestData(Counted, frozen=True, kw_only=True):
    """What a digest holds; `headlines` are the gravest and latest, a story once."""

    channel: str
    headlines: tuple[Row, ...]
    status: Status
    severity: str
    headline: str
    summary: str
    kind: str = "digest"


class HeartbeatData(msgspec.Struct, frozen=True, kw_only=True):
    """A sign of life: what comes in is read and folded, and nothing else was there to tell."""

    channel: str
    every_seconds: int
    last_delivery: datetime | None
    headline: str
    summary: str
    status: Status = "Actual"
    severity: str = NO_SEVERITY
    kind: str = "heartbeat"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The envelope of both, as an alert's."""

    specversion: str = "1.0"
    id: str
    source: str = "/firebell"
    type: Literal["firebell.digest", "firebell.heartbeat"]
    subject: str
    time: datetime
    datacontenttype: str = "application/json"
    dataschema: str
    severitytext: str
    severitynumber: int
    data: DigestData | HeartbeatData


def hold(held: Held | None, row: Row, because: Because, release_ms: int) -> Held:
    """What is held with one alert more."""
    if held is None:
        held = Held(
            chain="",
            count=0,
            since=row.time,
            until=row.time,
            because=(),
            by_severity={},
            by_kind={},
            by_status={},
            rows=(),
            release_ms=release_ms,
        )
    return Held(
        chain=digest_of(held.chain, row.id),
        count=held.count + 1,
        since=min(held.since, row.time),
        until=max(held.until, row.time),
        because=tuple(dict.fromkeys((*held.because, because))),
        by_severity=_more(held.by_severity, row.severity),
        by_kind=_more(held.by_kind, row.kind),
        by_status=_more(held.by_status, row.status),
        rows=_gravest((*(known for known in held.rows if known.alert_id != row.alert_id), row)),
        release_ms=max(held.release_ms, release_ms),
    )


def _more(counts: Mapping[str, int], name: str) -> dict[str, int]:
    return {**counts, name: counts.get(name, 0) + 1}


def _gravest(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    ordered = sorted(rows, key=lambda row: (-_weight(row.severity), -row.time.timestamp()))
    return tuple(ordered[:MOST_HEADLINES])


def _weight(severity: str) -> int:
    return Severity[severity] if severity in Severity.__members__ else 0


def digest(channel: str, held: Held, now: datetime) -> Event:
    """The digest of what is held; its id depends on what it holds alone."""
    severity = max(held.by_severity, key=_weight)
    status = next(one for one in STATUSES if one in held.by_status)
    counted = ", ".join(
        f"{held.by_severity[name]} {name if name != NO_SEVERITY else 'of relief'}"
        for name in sorted(held.by_severity, key=_weight, reverse=True)
    )
    return Event(
        id=digest_of("digest", channel, held.chain),
        type="firebell.digest",
        subject=f"channel/{channel}",
        time=now,
        dataschema="urn:firebell:schema:digest:1",
        severitytext=severity,
        severitynumber=NUMBERS.get(severity, LEAST_NUMBER),
        data=DigestData(
            channel=channel,
            count=held.count,
            since=held.since,
            until=held.until,
            because=held.because,
            by_severity=held.by_severity,
            by_kind=held.by_kind,
            by_status=held.by_status,
            headlines=held.rows,
            status=status,
            severity=severity,
            headline=f"{held.count} alert{'' if held.count == 1 else 's'} held back: {counted}",
            summary="\n".join(_lines(held)),
        ),
    )


def _lines(held: Held) -> list[str]:
    lines = [f"{row.time:%d %b %H:%M} {row.severity}: {row.headline[:LONGEST_HEADLINE]}" for row in held.rows]
    more = held.count - len(held.rows)
    return lines + ([f"and {more} turn{'' if more == 1 else 's'} more"] if more else [])


def heartbeat(channel: str, every: timedelta, last: datetime | None, now: datetime) -> Event:
    """A sign of life; `last` is when anything was delivered before."""
    since = f" since {last:%Y-%m-%d %H:%M} UTC" if last else ""
    return Event(
        id=digest_of("heartbeat", channel, now.isoformat()),
        type="firebell.heartbeat",
        subject=f"channel/{channel}",
        time=now,
        dataschema="urn:firebell:schema:heartbeat:1",
        severitytext=NO_SEVERITY,
        severitynumber=LEAST_NUMBER,
        data=HeartbeatData(
            channel=channel,
            every_seconds=int(every.total_seconds()),
            last_delivery=last,
            headline=f"firebell is alive; nothing rang for {channel}{since}",
            summary="Articles are read and folded; there was nothing to tell.",
        ),
    )


def encode(event: Event) -> bytes:
    """The event as JSON."""
    return msgspec.json.encode(event)
