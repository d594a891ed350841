"""A page's bytes → the article on it; no network, no clock."""

import logging
import re
from datetime import UTC, datetime

from firebell.article import EARLIEST, Article
from firebell.collect.errors import CollectError, MissingExtraError
from firebell.collect.feed import LONGEST_TEXT, LONGEST_TITLE, SLOW_CLOCK
from firebell.collect.links import clean
from firebell.collect.text import text_of, title_of

MOST_BYTES = 4 * 1024 * 1024

_PUBLISHED = re.compile(
    r"""article:published_time["'][^<>]{0,200}?content=["']([^"']{10,40})["']|"datePublished"\s*:\s*"([^"]{10,40})\""""
)
"""Where pages tell the time of day too; what trafilatura finds is a day."""


def read(raw: bytes, url: str, now: datetime, source: str = "") -> Article:
    """The article on a page.

    Raises:
        CollectError: there is none (`no_text`).
        MissingExtraError: trafilatura is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415 -- an extra
        from trafilatura.utils import decode_file  # noqa: PLC0415 -- likewise
    except ImportError:
        raise MissingExtraError("trafilatura") from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells of each page without a text
    html = decode_file(raw[:MOST_BYTES])
    found = trafilatura.bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    text = text_of_found(getattr(found, "text", None))
    if not text:
        raise CollectError("no_text", "no article stands on the page")
    address = clean(url) if url else ""
    return Article(
        id=address,
        title=title_of(getattr(found, "title", None) or "")[:LONGEST_TITLE],
        text=text[:LONGEST_TEXT],
        url=address,
        source=source,
        published_at=_published(html, getattr(found, "date", None) or "", now),
    )


def text_of_found(found: object) -> str:
    """The text as lines."""
    return text_of(found) if isinstance(found, str) else ""


def _published(html: str, day: str, now: datetime) -> datetime | None:
    told = _PUBLISHED.search(html)
    for written in ((told[1] or told[2]) if told else "", day):
        try:
            moment = datetime.fromisoformat(written.strip())
        except ValueError:
            continue
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        if EARLIEST <= moment <= now + SLOW_CLOCK:
            return moment
    return None
