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
    """ISO 3166-1 (IQ), ISO 3166-2 of the upper level (IQ-BA), or x-… for an area."""
    name: str
    """Its name in English."""
    path: tuple[str, ...] = ()
    """The codes around it, the widest first."""
    areas: tuple[str, ...] = ()
    """The areas that hold it: x-darfur."""
    lat: float | None = None
    """Degrees north; null where nothing finer than a first-level division is known."""
    lon: float | None = None
    """Degrees east; likewise."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One incident of the story, as it stands."""

    id: str
    """Names the incident for as long as it is known."""
    occurred_at: datetime
    """The date that the articles state, at most noon UTC of that day; else the publication."""
    precision: str
    """How sure the date is: day, week, month, year, or published (nobody stated one)."""
    first_seen_at: datetime
    """When the first article about it came."""
    place: str | None
    """The town or site, as the gazetteer names it."""
    region: str
    """The code of the country or division where it was."""
    signals: tuple[str, ...]
    """What it was, the leading one first."""
    casualties: dict[str, Count]
    """Kind (killed, injured, missing, abducted, detained, displaced) → number of people."""
    by_class: dict[str, dict[str, Count]]
    """Class of victims (civilian, child, military …) → kind → number of people."""
    actors: tuple[Actor, ...]
    """Who took part."""
    claimed_by: str | None
    """Who says they did it."""
    articles: int
    """How many articles tell it."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What this turn changes; `wrong_versions` are the turns that a correction takes back."""

    what: str
    """What changed: severity, certainty, killed, killed.child …"""
    before: str = msgspec.field(name="from")
    """What it was."""
    after: str = msgspec.field(name="to")
    """What it is now."""
    because: str
    """The article or the person that changed it."""
    wrong_versions: tuple[int, ...] = ()
    """The versions whose figure is taken back."""


class RetaliatesFor(msgspec.Struct, frozen=True, kw_only=True):
    """The earlier act that this one answers: stated by an article, in its words."""

    incident_id: str | None
    """The earlier incident, where it is known."""
    basis: Literal["stated", "inferred"]
    """stated: an article says so; inferred: the ledger of attacks does."""
    by: str | None
    """Who answered."""
    against: str | None
    """Whom it was aimed at."""
    act: str | None
    """What was answered."""
    words: str
    """The words that say so."""


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles tell beside it, and what does not count."""

    of: Literal["background", "statement"]
    """background: an earlier event; statement: something that was said."""
    mode: str
    """asserted, planned, hypothetical, denied …"""
    signals: tuple[str, ...]
    """What it was about."""
    by: str | None
    """Who said it."""
    place: str | None
    """Where."""
    country: str | None
    """ISO 3166-1."""
    date: str | None
    """YYYY-MM-DD."""
    casualties: dict[str, Count]
    """Kind → number of people; not counted in the alert."""
    words: str
    """The words that say it."""


class RuleRef(msgspec.Struct, frozen=True, kw_only=True):
    """The rule that rang, where it is written, what it saw and what it asks for."""

    name: str
    """incident.killed, signals.riot, or the name of a total."""
    file: str
    """The file of the configuration."""
    line: int
    """The line in it."""
    observed: int | str | None
    """What the rule saw."""
    threshold: int | str | None
    """What it asks for."""
    window: str | None
    """The time that a total adds up: 7d."""
    why: str
    """The reason that the analysts gave."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One independent publisher."""

    name: str
    """Its name."""
    country: str | None
    """ISO 3166-1."""
    tier: int | None
    """Its rank: 1 is an agency of record; null where no list knows it."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words that say it, and where they stand."""

    of: str
    """What they say: killed, place, date, a signal …"""
    words: str
    """An exact slice of the article."""
    article_id: str
    """The article."""
    url: str
    """Its address."""
    source: str
    """Its publisher."""
    published_at: datetime
    """When it was published."""
    field: str
    """title or text."""
    start: int
    """The first code point of the words."""
    end: int
    """The one behind the last."""


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of the story at this turn."""

    alert_id: str
    """Names the story; the same over all its turns."""
    version: int
    """The turn of the story, from 1 on."""
    message_type: MessageType
    """As in CAP: Alert is new, Update goes on, Cancel takes back."""
    references: tuple[str, ...]
    """The ids of the earlier turns, the oldest first."""
    superseded_by: str | None = None
    """The story that has taken over."""
    status: Status
    """Actual, or Exercise or Test, which never mix with what is actual."""
    expires_at: datetime
    """When the story ends in silence unless something new is told."""
    config_hash: str
    """The configuration that decided."""
    kind: str
    """The lead signal when it first rang, or regional_total, surge, relief; never changes."""
    also: tuple[str, ...]
    """Everything else that holds: retaliatory_attack, spread, reciprocal_attacks, totals crossed."""
    severity: str
    """Extreme, Severe, Moderate or Minor; Unknown for relief."""
    urgency: Urgency
    """Immediate; Expected for a threat; Past when it is over."""
    certainty: str
    """Observed, Likely, Possible, Unlikely or Unknown."""
    headline: str
    """One line for people."""
    summary: str
    """What it says, and what it does not count."""
    region: Region
    """Where it rings."""
    incidents: tuple[Told, ...]
    """One for the story of an incident; for totals the largest 20."""
    change: Change | None
    """What this turn changes; null for the first."""
    retaliates_for: RetaliatesFor | None
    """The earlier act that it answers."""
    context: tuple[Aside, ...]
    """What is told beside it and not counted."""
    rule: RuleRef
    """The rule that rang."""
    reasons: tuple[Step, ...]
    """The steps on the way to its severity."""
    publishers: tuple[Voice, ...]
    """The independent publishers, each once."""
    evidence: tuple[Quote, ...]
    """The words that say it."""
    left_out: dict[str, int] = {}
    """List → how many of its rows were left out to keep the alert short."""
    links: tuple[str, ...] = ()
    """The addresses of the articles."""


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """The envelope; `severitynumber` follows OpenTelemetry: 21 Extreme, 17 Severe, 13 Moderate, 9 Minor or none."""

    specversion: str = "1.0"
    """The version of CloudEvents."""
    id: str
    """Names this turn and is never given twice; deduplicate by it."""
    source: str = "/firebell"
    """Who sends."""
    type: Type
    """What kind of turn it is."""
    subject: str
    """region/ and the code."""
    time: datetime
    """The decision's clock."""
    datacontenttype: str = "application/json"
    """The form of `data`."""
    dataschema: str = "urn:firebell:schema:alert:1"
    """The schema of the whole; its last number is the major version."""
    severitytext: str
    """The severity again, for those who look at the envelope alone."""
    severitynumber: int
    """21 Extreme, 17 Severe, 13 Moderate, 9 Minor or none, as in OpenTelemetry."""
    traceparent: str | msgspec.UnsetType = msgspec.UNSET
    """The trace of the article that made this turn, where its producer gave one (W3C Trace Context)."""
    data: Data
    """The whole state of the story."""


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
