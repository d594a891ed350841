"""Alert: one turn of a story as subscribers get it, a CloudEvent in structured JSON (the form of CONTRACT.md)."""

from datetime import datetime
from typing import Literal

import msgspec

from firebell.article import Status
from firebell.reading.reading import Actor, Count
from firebell.rules.verdict import Step

MAX_BYTES = 16 * 1024
"""An alert is at most so long (CONTRACT.md); quotes and articles are left out first, and say so."""

CUT = (("evidence", 2), ("links", 1), ("incidents", 1), ("context", 0), ("publishers", 1), ("references", 0))
"""The lists that may be cut for that, in this order, and how much of each stays."""

Type = Literal[
    "firebell.alert.raised",
    "firebell.alert.updated",
    "firebell.alert.corrected",
    "firebell.alert.cancelled",
    "firebell.alert.cleared",
]
MessageType = Literal["Alert", "Update", "Cancel"]
Urgency = Literal["Immediate", "Expected", "Past"]


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """Where it rings: `path` are the codes around it, the widest first."""

    code: str
    name: str
    path: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One incident of the story, as it stands."""

    id: str
    occurred_at: datetime
    precision: str
    first_seen_at: datetime
    place: str | None
    region: str
    signals: tuple[str, ...]
    casualties: dict[str, Count]
    by_class: dict[str, dict[str, Count]]
    actors: tuple[Actor, ...]
    claimed_by: str | None
    articles: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What this turn changes; `wrong_versions` are the turns that a correction takes back."""

    what: str
    before: str = msgspec.field(name="from")
    after: str = msgspec.field(name="to")
    because: str
    wrong_versions: tuple[int, ...] = ()


class RetaliatesFor(msgspec.Struct, frozen=True, kw_only=True):
    """The earlier act that this one answers: stated by an article, in its words."""

    incident_id: str | None
    basis: Literal["stated", "inferred"]
    by: str | None
    against: str | None
    act: str | None
    words: str


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles tell beside it, and what does not count."""

    of: Literal["background", "statement"]
    mode: str
    signals: tuple[str, ...]
    by: str | None
    place: str | None
    country: str | None
    date: str | None
    casualties: dict[str, Count]
    words: str


class RuleRef(msgspec.Struct, frozen=True, kw_only=True):
    """The rule that rang, where it is written, what it saw and what it asks for."""

    name: str
    file: str
    line: int
    observed: int | str | None
    threshold: int | str | None
    window: str | None
    why: str


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One independent publisher."""

    name: str
    country: str | None
    tier: int | None


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words that say it, and where they stand."""

    of: str
    words: str
    article_id: str
    url: str
    source: str
    published_at: datetime
    field: str
    start: int
    end: int


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of the story at this turn."""

    alert_id: str
    version: int
    message_type: MessageType
    references: tuple[str, ...]
    superseded_by: str | None = None
    status: Status
    expires_at: datetime
    config_hash: str
    kind: str
    also: tuple[str, ...]
    severity: str
    urgency: Urgency
    certainty: str
    headline: str
    summary: str
    region: Region
    incidents: tuple[Told, ...]
    change: Change | None
    retaliates_for: RetaliatesFor | None
    context: tuple[Aside, ...]
    rule: RuleRef
    reasons: tuple[Step, ...]
    publishers: tuple[Voice, ...]
    evidence: tuple[Quote, ...]
    left_out: dict[str, int] = {}
    links: tuple[str, ...] = ()


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """The envelope; `severitynumber` follows OpenTelemetry: 21 Extreme, 17 Severe, 13 Moderate, 9 Minor or none."""

    specversion: str = "1.0"
    id: str
    source: str = "/firebell"
    type: Type
    subject: str
    time: datetime
    datacontenttype: str = "application/json"
    dataschema: str = "urn:firebell:schema:alert:1"
    severitytext: str
    severitynumber: int
    data: Data


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Alert)


def encode(alert: Alert) -> bytes:
    """The alert as JSON of at most MAX_BYTES; what is left out for that is counted in `left_out`."""
    raw = _encoder.encode(alert)
    while len(raw) > MAX_BYTES:
        shorter = _shorter(alert.data)
        if shorter is None:
            return raw
        alert = msgspec.structs.replace(alert, data=shorter)
        raw = _encoder.encode(alert)
    return raw


def decode(raw: bytes | str) -> Alert:
    """The alert in JSON; raises `msgspec.DecodeError` or `msgspec.ValidationError`."""
    return _decoder.decode(raw)


def _shorter(data: Data) -> Data | None:
    """The same with half of one of its lists."""
    for name, least in CUT:
        rows = getattr(data, name)
        if len(rows) > least:
            kept = rows[: max(least, len(rows) // 2)]
            left = data.left_out | {name: data.left_out.get(name, 0) + len(rows) - len(kept)}
            return msgspec.structs.replace(data, left_out=left, **{name: kept})
    return None
