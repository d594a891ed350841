"""Bytes or fields from outside → Article: a story as it arrived, validated."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import msgspec

from firebell.errors import FirebellError
from firebell.trace import parent

MAX_BYTES = 1024 * 1024
"""The longest article that is read (CONTRACT: at most 1 MiB)."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""Dates outside these are slips of a producer (a millisecond count taken for seconds reads as the year 30000)."""

LONGEST = 300
"""Characters of a reason."""

SHOWN = 60
"""Characters of a wrong value that are told back."""

Status = Literal["Actual", "Exercise", "Test"]
TRACE = "traceparent"
FIELDS = ("id", "title", "text", "url", "source", "published_at", "language", "status", "history", TRACE)


class BadArticleError(FirebellError):
    """The article cannot be read: `reason` is a word for metrics, `detail` a sentence for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Article(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A story as a publisher told it; `published_at` is aware and in UTC, or None where nobody said."""

    id: str = ""
    """Names the article; without it a digest of `url`, else of title and text, does."""
    title: str = ""
    """The headline; this or `text` is needed."""
    text: str = ""
    """The article, plain."""
    url: str = ""
    """Its address."""
    source: str = ""
    """The publisher's name or domain."""
    published_at: datetime | None = None
    """RFC 3339; without a zone, UTC."""
    language: str = ""
    """BCP 47; without it, it is recognised."""
    status: Status = "Actual"
    """Exercise and Test ring apart from what is Actual, and say so."""
    history: bool = False
    """Remembered, and never rings."""
    traceparent: str = ""
    """W3C Trace Context of whoever published it; goes on with the alerts that it rings."""
    extra: dict[str, Any] = {}
    """What else the producer knows; any unknown field is kept here."""


def parse(raw: bytes | str) -> Article:
    """The article in one JSON object.

    Raises:
        BadArticleError: not JSON, not an object, a field of the wrong type, too long, or nothing to read.
    """
    size = len(raw) if isinstance(raw, bytes) else len(raw.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise BadArticleError("too_large", f"{size} bytes; at most {MAX_BYTES} are read")
    try:
        data = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadArticleError("not_json", str(error)) from error
    if not isinstance(data, dict):
        raise BadArticleError("not_an_object", f"a JSON {type(data).__name__}; an article is an object")
    return from_mapping(data)


def from_mapping(data: Mapping[str, Any]) -> Article:
    """The article in a mapping of its fields; what is unknown is kept in `extra`.

    Raises:
        BadArticleError: a field of the wrong type, too long, or nothing to read.
    """
    known, extra = _sorted(data)
    if extra:
        _storable(extra)
    for name in ("id", "title", "text", "url", "source", "language"):
        if name in known:
            known[name] = _text(name, known[name])
    if TRACE in known:
        known[TRACE] = parent(known[TRACE])
    if "published_at" in known:
        known["published_at"] = _moment(known["published_at"])
    if "history" in known:
        known["history"] = _flag(known["history"])
    status = known.get("status", "Actual")
    if status not in get_args(Status):
        raise BadArticleError(
            "bad_status", f"status is {_short(status)}; one of {', '.join(get_args(Status))}"
        )
    article = Article(**known, extra=extra)
    if not article.title.strip() and not article.text.strip():
        raise BadArticleError("no_text", "neither title nor text holds a word")
    if len(article.title) + len(article.text) > MAX_BYTES:
        raise BadArticleError("too_large", f"{len(article.title) + len(article.text)} characters")
    return article


def traced(article: Article, trace: object) -> Article:
    """The article with the trace that its envelope tells, unless it tells one itself."""
    if not trace or article.traceparent or TRACE in article.extra:
        return article
    if known := parent(trace):
        return msgspec.structs.replace(article, traceparent=known)
    return msgspec.structs.replace(article, extra=article.extra | {TRACE: trace})


def key(article: Article) -> str:
    """What names the article: its `id`, else a digest of its `url`, else of title and text."""
    if article.id:
        return article.id
    if article.url:
        return digest_of(article.url)
    return digest_of(article.title, article.text)


def content_digest(article: Article) -> str:
    """What changes when the publisher changes the story: title, text, date and status."""
    moment = article.published_at.isoformat() if article.published_at else ""
    return digest_of(article.title, article.text, moment, article.status)


def digest_of(*parts: str) -> str:
    """32 hex digits that name these parts in this order."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=16).hexdigest()


def encode(article: Article) -> bytes:
    """The article as the JSON object that `parse` reads."""
    return msgspec.json.encode(article)


def _sorted(data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of an article that say something, and all others."""
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for name, value in data.items():
        if name == "extra" and isinstance(value, dict):
            extra.update(value)
        elif name not in FIELDS or (name == TRACE and value and not parent(value)):
            extra[name] = value  # what is no trace is no reason to refuse an article: one more unknown field
        elif value is not None:
            known[name] = value
    return known, extra


def _storable(extra: Mapping[str, Any]) -> None:
    """Refuse what a mapping may hold and JSON cannot: half a letter, an object of somebody's own."""
    try:
        msgspec.json.encode(extra)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        said = f"an unknown field holds what JSON cannot: {error}"
        raise BadArticleError("wrong_type", said[:LONGEST]) from error


def _text(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadArticleError("wrong_type", f"{name} is a {type(value).__name__}; a string is wanted")
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair names no character and cannot be stored; the sign for "unreadable" keeps offsets.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).casefold() in ("true", "1", "yes"):
        return True
    if str(value).casefold() in ("false", "0", "no", ""):
        return False
    raise BadArticleError("wrong_type", f"history is {_short(value)}; true or false is wanted")


def _short(value: object) -> str:
    """The beginning of a value that is told back."""
    written = repr(value) if not isinstance(value, str) else repr(value[:SHOWN])
    return written[:SHOWN]


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise BadArticleError(
            "bad_date", f"published_at is a {type(value).__name__}; RFC 3339 text is wanted"
        )
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise BadArticleError("bad_date", f"published_at is {_short(value)}; RFC 3339 is wanted") from error
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        moment = moment.astimezone(UTC)
    except OverflowError as error:
        raise BadArticleError("bad_date", f"published_at is {_short(value)}") from error
    if not EARLIEST <= moment <= LATEST:
        raise BadArticleError("bad_date", f"published_at is {_short(value)}, out of all reason")
    return moment
