"""What the tests of the collector do over and over: feeds as publishers write them, a collector in a hurry."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from firebell.article import Article, parse
from firebell.collect.apart import Found, Work, read
from firebell.collect.collector import Collector, Options
from firebell.collect.feed import About
from firebell.collect.poll import name_of
from firebell.collect.schedule import Schedule
from firebell.config import Feed
from firebell.outward.guard import is_allowed, networks
from firebell.redis.client import Redis, call
from firebell.redis.feeds import Standing, standing
from firebell.redis.keys import Keys

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
HERE = networks("127.0.0.0/8")
QUICK = Schedule(scale=0.0)
"""Every look is a poll."""


def an_item(
    link: str = "https://news.example/goma",
    title: str = "Bomb at market in Goma kills five",
    text: str = "A bomb hidden in a sack killed five people at a market in Goma on Thursday, medics said.",
    at: datetime | None = NOW,
    more: str = "",
) -> str:
    date = f"<pubDate>{format_datetime(at)}</pubDate>" if at else ""
    where = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{where}<description>{text}</description>{date}{more}</item>"


def rss(*items: str, head: str = "<?xml version='1.0' encoding='UTF-8'?>", more: str = "") -> bytes:
    channel = f"<channel><title>Example News</title>{more}{''.join(items)}</channel>"
    return f"{head}<rss version='2.0'>{channel}</rss>".encode()


def an_hour_apart(count: int, newest: datetime = NOW) -> list[str]:
    """Items as a feed lists them, the newest first."""
    return [
        an_item(
            f"https://news.example/{count - n}", f"Clash number {count - n}", at=newest - timedelta(hours=n)
        )
        for n in range(count)
    ]


def about(url: str = "https://news.example/feed", kind: str = "", source: str = "Example News") -> About:
    return About(url, NOW, kind, source)


def a_feed(
    url: str, publisher: str = "Example News", *, minutes: float = 15, republishes: bool = False
) -> Feed:
    return Feed(publisher, url, timedelta(minutes=minutes), republishes)


async def here(work: Work) -> Found:
    """Read in this process: a test waits for no other one to start."""
    return read(work)


@asynccontextmanager
async def collecting(
    url: str,
    feeds: Sequence[Feed],
    schedule: Schedule = QUICK,
    *,
    seconds: float = 5.0,
    lease: float = 10.0,
    pages: bool = False,
    apart: float = 0.0,
    open_to: str = "127.0.0.0/8",
) -> AsyncIterator[Collector]:
    """A collector for the length of a block, which ends in order."""
    allowed = networks(open_to)
    options = Options(
        url,
        lambda address: is_allowed(address, allowed),
        pages=pages,
        lease_seconds=lease,
        try_seconds=seconds,
        apart_seconds=apart,
        look_seconds=0.02,
        reload_seconds=0.05,
        schedule=schedule,
        read=here,
    )
    collector = Collector(options, feeds)
    task = asyncio.create_task(collector.run())
    try:
        yield collector
    finally:
        collector.stopping.set()
        await task


async def published(client: Redis, keys: Keys) -> list[Article]:
    return [parse(fields[b"data"]) for _, fields in await call(client, "XRANGE", keys.articles, "-", "+")]


async def stands(client: Redis, keys: Keys, feed: Feed) -> Standing:
    return await standing(client, keys, name_of(feed))
