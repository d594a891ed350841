"""A feed's bytes (RSS, Atom, RDF) → its articles, oldest first; no network, no clock."""

import calendar
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from firebell.article import EARLIEST, LATEST, Article, digest_of
from firebell.collect.errors import CollectError, MissingExtraError
from firebell.collect.links import clean
from firebell.collect.text import text_of, title_of

MOST_ENTRIES = 1000
LONGEST_TITLE = 1000
LONGEST_TEXT = 100_000
SLOW_CLOCK = timedelta(hours=1)
"""A date so far in the future is a slip (local time called GMT); the article is dated by its arrival instead."""

FEWEST_DATES = 5
"""A rhythm is known from so many dates on."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_TAIL = ("The post ", " appeared first on ")
"""How WordPress ends each text."""


class Feed(NamedTuple):
    """What a feed holds; `gap` is the usual time between two of its articles, None where too few are dated."""

    title: str
    articles: tuple[Article, ...]
    gap: timedelta | None = None


class About(NamedTuple):
    """What is known of a feed besides its bytes."""

    url: str
    """Where it lies: what its links start from."""
    now: datetime
    kind: str = ""
    """Its content type."""
    source: str = ""
    """Whose it is."""
    republishes: bool = False
    """Whether its entries name their own publishers."""


def read(raw: bytes, about: About) -> Feed:
    """The articles of a feed.

    Raises:
        CollectError: it is no feed (`not_a_feed`), or it declares entities (`entities`).
        MissingExtraError: feedparser is not installed.
    """
    try:
        import feedparser  # noqa: PLC0415 -- an extra
    except ImportError:
        raise MissingExtraError("feedparser") from None
    if _declares_entities(raw):
        raise CollectError(
            "entities", "it declares entities of its own, which no feed needs and a bomb is made of"
        )
    found = feedparser.parse(
        io.BytesIO(raw),  # bytes as such might be taken for an address, and fetched
        response_headers={"content-type": _kind(raw, about.kind), "content-location": about.url},
        sanitize_html=False,  # only its text is taken
        resolve_relative_uris=False,
    )
    if not found.get("version") and not found.entries:
        why = found.get("bozo_exception")
        raise CollectError("not_a_feed", f"no RSS or Atom{f': {why}' if why else ''}"[:300])
    entries = found.entries[:MOST_ENTRIES]
    # By what it says: some feeds list an entry twice.
    told = {(a.id, a.title, a.text): a for a in _articles(entries, found.feed, about) if a is not None}
    articles = list(told.values())
    return Feed(
        title_of(_text(found.feed, "title"))[:LONGEST_TITLE], tuple(_ordered(articles)), _gap(articles)
    )


def _declares_entities(raw: bytes) -> bool:
    """Whether there is a declaration, in UTF-16 and UTF-32 too."""
    return bool(_ENTITY.search(raw.replace(b"\0", b"") if b"\0" in raw[:64] else raw))


def _kind(raw: bytes, kind: str) -> str:
    """The content type, with UTF-8 where the bytes are UTF-8 whatever anybody says: no other text looks like it."""
    if raw.isascii():
        return kind or "application/xml"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return kind or "application/xml"
    return "application/xml; charset=utf-8"


def _articles(entries: Sequence[Any], feed: Mapping[str, Any], about: About) -> Iterator[Article | None]:
    links = [_link(entry, about.url) for entry in entries]
    pairs = {(link, _text(entry, "title")) for link, entry in zip(links, entries, strict=True)}
    often = Counter(link for link, _ in pairs)
    language = _text(feed, "language")
    for entry, link in zip(entries, links, strict=True):
        yield _article(entry, link, about, language=language, alone=often[link] == 1)


def _article(entry: Any, link: str, about: About, *, language: str, alone: bool) -> Article | None:
    """One entry; None where nothing stands in it."""
    title = title_of(_text(entry, "title"))[:LONGEST_TITLE]
    text = body(entry)[:LONGEST_TEXT]
    if not title and not text:
        return None
    if text == title:
        text = ""
    return Article(
        id=_name(entry, link, title, about.url, alone=alone),
        title=title,
        text=text,
        url=link,
        source=(_publisher(entry) if about.republishes else "") or about.source,
        published_at=_moment(entry, about.now),
        language=language if _LANGUAGE.fullmatch(language) else "",
    )


def _link(entry: Any, base: str) -> str:
    """The page: as the publisher has it, not as a counter of clicks does; a guid may be the only address."""
    for name in ("feedburner_origlink", "link", "id"):
        if written := _text(entry, name):
            if name == "id" and not written.startswith(("http://", "https://")):
                continue
            if link := clean(written, base):
                return link
    return ""


def _name(entry: Any, link: str, title: str, feed: str, *, alone: bool) -> str:
    """The article's id: its address; where several share one, or there is none, what the feed calls it."""
    if link and alone:
        return link
    return digest_of(feed, _text(entry, "id") or title)


def body(entry: Any) -> str:
    """The longest of what an entry says, as text."""
    parts = [_text(part, "value") for part in dict.get(entry, "content", ()) if isinstance(part, dict)]
    texts = [text_of(part) for part in (*parts, _text(entry, "summary"))]
    return _without_tail(max(texts, key=len))


def _without_tail(text: str) -> str:
    head, _, last = text.rpartition("\n")
    begins, holds = _TAIL
    return head if last.startswith(begins) and holds in last else text


def _publisher(entry: Any) -> str:
    """Whom an entry names as its source or author."""
    source = dict.get(entry, "source")
    named = _text(source, "title") if isinstance(source, dict) else ""
    return title_of(named or _text(entry, "author"))[:200]


def _moment(entry: Any, now: datetime) -> datetime | None:
    """When it was published; None where nobody says, or it is not yet."""
    for name in ("published_parsed", "updated_parsed"):
        parsed = dict.get(entry, name)
        if parsed is None:
            continue
        try:
            moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        except (ValueError, OverflowError, OSError):
            continue
        if EARLIEST <= moment <= min(LATEST, now + SLOW_CLOCK):
            return moment
    return None


def _ordered(articles: Sequence[Article]) -> list[Article]:
    """Oldest first: by their dates where all have one, else as feeds are written, the newest on top."""
    dated = [
        (article.published_at, index)
        for index, article in enumerate(reversed(articles))
        if article.published_at
    ]
    backwards = list(reversed(articles))
    return [backwards[index] for _, index in sorted(dated)] if len(dated) == len(articles) else backwards


def _gap(articles: Sequence[Article]) -> timedelta | None:
    dates = sorted(article.published_at for article in articles if article.published_at)
    if len(dates) < FEWEST_DATES:
        return None
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(dates)]
    return timedelta(seconds=median(gaps))


def _text(part: Mapping[str, Any], name: str) -> str:
    """A value as text; `dict.get`, since feedparser's own would give one name's value for another."""
    value = dict.get(part, name) if isinstance(part, dict) else None
    return value.strip() if isinstance(value, str) else ""
