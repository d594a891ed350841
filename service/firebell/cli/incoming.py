"""What `publish` is given → articles: JSON lines, a text, an HTML page, a feed, as a file or at an address."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from firebell.cli.words import STANDARD_INPUT, Line, articles, say
from firebell.errors import FirebellError

if TYPE_CHECKING:
    from firebell.collect.fetch import Answer

ADDRESS = ("https://", "http://")
HEAD = 4096

_FIRST = re.compile(
    rb"<(?:(?P<feed>rss|feed|rdf:RDF|channel)|(?P<page>!doctype\s+html|html|head|body))[\s>]", re.IGNORECASE
)


def incoming(name: str, source: str = "") -> Iterator[Line]:
    """The articles of one file or address, each with what is wrong with it."""
    if name.startswith(ADDRESS):
        yield from _fetched(name, source)
        return
    kind = kind_of(_head(name))
    if kind:
        yield from _read(kind, Path(name).read_bytes(), name, source)
    else:
        yield from articles(name)


def _head(name: str) -> bytes:
    if name == STANDARD_INPUT or not Path(name).is_file():
        return b""
    with Path(name).open("rb") as file:
        return file.read(HEAD)


def kind_of(head: bytes) -> str:
    """What the first bytes are of: `feed`, `page`, or "" for anything else.

    >>> kind_of(b"<?xml version='1.0'?><rss version='2.0'>"), kind_of(b"Two men were killed.")
    ('feed', '')
    """
    head = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not head.startswith(b"<"):
        return ""
    first = _FIRST.search(head)
    return "" if first is None else "page" if first["page"] else "feed"


def _fetched(url: str, source: str) -> Iterator[Line]:
    try:
        answer = asyncio.run(_fetch(url))
    except FirebellError as error:
        yield Line(1, b"", None, f"{url}: {error}")
        return
    kind = kind_of(answer.body[:HEAD]) or ("page" if "html" in answer.kind else "")
    if not kind:
        yield Line(1, b"", None, f"{url}: neither a page nor a feed ({answer.kind or 'of no kind'})")
        return
    yield from _read(kind, answer.body, answer.url, source, answer.kind)


async def _fetch(url: str) -> "Answer":
    from firebell import settings
    from firebell.cli.collect import options
    from firebell.collect.fetch import Around, Web

    web = Web(Around(options(settings.load()).may_reach, lambda: datetime.now(UTC)))
    try:
        return await web.get(url)
    finally:
        await web.aclose()


def _read(kind: str, raw: bytes, name: str, source: str, content: str = "") -> Iterator[Line]:
    from firebell.collect import feed, page
    from firebell.collect.errors import CollectError

    now = datetime.now(UTC)
    url = name if name.startswith(ADDRESS) else ""
    try:
        if kind == "feed":
            found = feed.read(raw, feed.About(url, now, content, source)).articles
        else:
            found = (page.read(raw, url, now, source),)
    except CollectError as error:
        yield Line(1, b"", None, f"{name}: {error}")
        return
    if not found:
        say(f"{name}: the feed is empty")
    for number, article in enumerate(found, start=1):
        yield Line(number, b"", article, "")
