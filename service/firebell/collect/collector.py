"""Holds the lease when it can get it and polls what is due; the other collectors stand by. Owns the clock."""

import asyncio
import contextlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from time import time
from typing import NamedTuple

import structlog

from firebell.collect import address
from firebell.collect.apart import Apart, Read
from firebell.collect.fetch import SECONDS, Around, MayReach, Web
from firebell.collect.links import host_of
from firebell.collect.poll import Poller, name_of
from firebell.collect.robots import Robots
from firebell.collect.schedule import Schedule
from firebell.config import Feed
from firebell.ops import metrics
from firebell.redis.client import (
    AGAIN_LATER,
    At,
    sleep_or,
)
from firebell.redis.feeds import Shelf, Standing, standing
from firebell.redis.lease import LeaseLostError
from firebell.reload import Watched
from firebell.role import WATCH_SECONDS, Role

log = structlog.get_logger()

Feeds = Sequence[Feed]

AT_ONCE = 32
"""Polls under way, one a host: some that are slow must not keep the others."""

STAND_BY_SECONDS = 0.5


class Options(NamedTuple):
    """What a collector needs to know of its surroundings."""

    url: At
    may_reach: MayReach
    prefix: str = "firebell"
    health_host: str = "127.0.0.1"
    health_port: int | None = None
    pages: bool = False
    lease_seconds: float = 10.0
    reload_seconds: float = 2.0
    try_seconds: float = SECONDS
    apart_seconds: float = 1.0
    look_seconds: float = 0.5
    schedule: Schedule = Schedule()
    read: Read | None = None
    """How bytes are read; in processes apart without it."""


class Collector(Role):
    """One process that polls feeds, or stands by."""

    def __init__(self, options: Options, feeds: Feeds, watched: Watched[Feeds] | None = None) -> None:
        super().__init__(options)
        self.options = options
        self.feeds = feeds
        self.holds = False
        self._watched = watched
        self._known: dict[str, tuple[Feed, Standing]] = {}
        self._polls: dict[str, asyncio.Task[Standing]] = {}
        self._home = asyncio.Event()

    async def work(self) -> None:
        """Poll whenever the lease can be had."""
        self.reached()
        log.info("collector.started", feeds=len(self.feeds))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.every(STAND_BY_SECONDS, self._collect))
            tasks.create_task(self.every(WATCH_SECONDS, self._watch))
            tasks.create_task(self.every(self.options.reload_seconds, self._reload))
        log.info("collector.stopped")

    async def _watch(self) -> None:
        await self.look()

    async def _reload(self) -> None:
        feeds = await self._watched.changed() if self._watched is not None else None
        if feeds is not None:
            self.feeds = feeds
            log.info("config.taken_up", feeds=len(feeds))

    async def _collect(self) -> None:
        """Poll for as long as the lease is ours."""
        token = f"{self.name}-{os.urandom(8).hex()}"
        shelf = Shelf(self.client, self._keys, token, int(self.options.lease_seconds * 1000))
        if not await shelf.acquire():
            return
        web = Web(
            Around(
                self.options.may_reach,
                lambda: datetime.now(UTC),
                self.options.try_seconds,
                self.options.apart_seconds,
            )
        )
        apart, options = Apart(), self.options
        poller = Poller(shelf, web, Robots(web), options.read or apart, options.schedule, options.pages)
        renewing = asyncio.create_task(shelf.keep_renewing())
        log.info("collect.taken_up", token=token)
        self._show(holds=True)
        try:
            await self._hold(poller, renewing)
        finally:
            await self._let_go()
            self._show(holds=False)
            renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError, *AGAIN_LATER):
                await renewing
            with contextlib.suppress(*AGAIN_LATER):
                await shelf.release()
            await web.aclose()
            await apart.aclose()

    async def _hold(self, poller: Poller, renewing: "asyncio.Task[None]") -> None:
        taken: Feeds | None = None
        while not self.stopping.is_set():
            if renewing.done():
                raise LeaseLostError("the collector's lease could not be renewed in time")
            if taken is not self.feeds:
                taken = self.feeds
                await self._take_up(poller.shelf, taken)
            self._come_home()
            self._set_out(poller)
            self._home.clear()
            await sleep_or(self._home, self.options.look_seconds)

    async def _take_up(self, shelf: Shelf, feeds: Feeds) -> None:
        """How each feed stands; one that is to be polled more often than before is due sooner."""
        await self._let_go()
        now = _now()
        known = {}
        for feed in feeds:
            name = name_of(feed)
            stands = await standing(self.client, self._keys, name)
            soonest = self.options.schedule.after(name, feed.every.total_seconds(), now)
            due = stands.due if stands.failures else min(stands.due, soonest)
            known[name] = (
                feed,
                stands._replace(publisher=feed.publisher, address=address.shown(feed.address), due=due),
            )
        self._known = known
        if not known:
            log.warning(
                "collect.no_feeds", hint="give a publisher of sources.yaml its feed; it is taken up at once"
            )
        await shelf.list_feeds(list(known))
        metrics.FEED_UP.clear()
        metrics.FEED_SILENT.clear()
        for feed, stands in known.values():
            metrics.FEED_ARTICLES.labels(feed.publisher)
            _tell(stands, now)

    def _set_out(self, poller: Poller) -> None:
        """Begin with the polls that are due, the longest due first, where nobody asks the same host."""
        now = _now()
        busy = {_host(*self._known[name]) for name in self._polls}
        due = sorted((stands.due, name) for name, (_, stands) in self._known.items() if stands.due <= now)
        for _, name in due:
            feed, stands = self._known[name]
            host = _host(feed, stands)
            if host in busy or len(self._polls) >= AT_ONCE:
                continue
            busy.add(host)
            self._polls[name] = asyncio.create_task(poller.poll(feed, stands, now))
            self._polls[name].add_done_callback(lambda _: self._home.set())

    def _come_home(self) -> None:
        """Take up what polls came to.

        Raises:
            LeaseLostError: one found that the lease is another's; so is Redis's absence raised.
        """
        now = _now()
        for name in [name for name, task in self._polls.items() if task.done()]:
            stands = self._polls.pop(name).result()
            self._known[name] = self._known[name][0], stands
        for _, stands in self._known.values():
            _tell(stands, now)

    async def _let_go(self) -> None:
        """End the polls under way; nothing of them is lost, since each is asked for again."""
        polls, self._polls = list(self._polls.values()), {}
        for task in polls:
            task.cancel()
        await asyncio.gather(*polls, return_exceptions=True)

    def _show(self, *, holds: bool) -> None:
        self.holds = holds
        metrics.COLLECT_HOLDER.set(holds)
        if not holds:  # who stands by knows nothing of the feeds
            metrics.FEED_UP.clear()
            metrics.FEED_SILENT.clear()


def _host(feed: Feed, stands: Standing) -> str:
    """The host that a poll asks first; a secret address counts as a host of its own."""
    return host_of(stands.moved or feed.address) or feed.address


def _tell(stands: Standing, now: int) -> None:
    metrics.FEED_UP.labels(stands.publisher).set(stands.is_up())
    metrics.FEED_SILENT.labels(stands.publisher).set(bool(stands.silent_since(now)))


def _now() -> int:
    return int(time() * 1000)
