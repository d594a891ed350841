"""Everything that changes the state, as values: one entry a reading, a tick, a configuration, a person's turn."""

from datetime import datetime

import msgspec

from firebell.article import Article, Status, content_digest, key
from firebell.reading.reading import Reading


class ReadingEntry(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="reading", omit_defaults=True
):
    """One relevant article, read. `arrived` is its entry id in the articles stream (`milliseconds-sequence`).

    `published_at` is the publisher's date, or the arrival where nobody dated it; `signature` is the near-copy
    signature of `firebell.incident.copies`; `reading_hash` names vocabulary, names and gazetteer that read it;
    `traceparent` is the producer's, for the alerts that the article rings.
    """

    article_id: str
    digest: str
    title: str = ""
    url: str = ""
    source: str = ""
    status: Status = "Actual"
    history: bool = False
    published_at: datetime
    arrived: str
    signature: str = ""
    reading: Reading
    reading_hash: str = ""
    traceparent: str = ""


class Tick(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="tick"):
    """The clock: real time, never later than the arrival of the oldest article still unread."""

    at: datetime


class ConfigEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="config"):
    """The configuration in force from here on: file name → content, and what reads it."""

    files: dict[str, str]
    hash: str
    version: str


class SkipEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="skip"):
    """A person stepped over an entry that stops the fold."""

    entry: str = msgspec.field(name="skips")
    why: str


class RetractEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="retract"):
    """A person takes back an article, whose claims no longer count, or an alert, which is cancelled."""

    target: str = msgspec.field(name="retracts")
    why: str


class SilenceEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="silence"):
    """A person silences a region for so many seconds of its clock; all is read and remembered meanwhile."""

    region: str
    seconds: int
    why: str


class ConfirmEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="confirm"):
    """A person has made sure that what an alert tells did happen: its certainty rises to Observed, and stays."""

    alert: str
    why: str


Entry = ReadingEntry | Tick | ConfigEntry | SkipEntry | RetractEntry | SilenceEntry | ConfirmEntry

_decoder: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Entry)
_encoder = msgspec.json.Encoder()


def encode(entry: Entry) -> bytes:
    """The entry as one JSON object with its `kind`."""
    return _encoder.encode(entry)


def decode(raw: bytes | str) -> Entry:
    """The entry in one JSON object; raises `msgspec.DecodeError` or `msgspec.ValidationError`."""
    return _decoder.decode(raw)


def entry_of(  # noqa: PLR0913 -- what the reader knows of an article beside its text
    article: Article,
    reading: Reading,
    *,
    arrived: str,
    published_at: datetime,
    signature: str = "",
    reading_hash: str = "",
) -> ReadingEntry:
    """The journal entry of an article that was read; `published_at` is the publisher's date or what stands in."""
    return ReadingEntry(
        article_id=key(article),
        digest=content_digest(article),
        title=article.title,
        url=article.url,
        source=article.source,
        status=article.status,
        history=article.history,
        published_at=published_at,
        arrived=arrived,
        signature=signature,
        reading=reading,
        reading_hash=reading_hash,
        traceparent=article.traceparent,
    )


def milliseconds(entry_id: str) -> int:
    """The time in a stream's entry id, in milliseconds since 1970.

    >>> milliseconds("1661990400000-3")
    1661990400000
    """
    return int(entry_id.partition("-")[0])
