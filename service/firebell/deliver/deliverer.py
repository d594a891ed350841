"""Builds a post for each outside channel, shares them with other deliverers, owns the clock."""

import asyncio
import contextlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from math import ceil
from time import monotonic, time
from typing import NamedTuple

import structlog

from firebell.deliver.post import Pace, Post
from firebell.deliver.roads import road
from firebell.deliver.schedule import Schedule
from firebell.deliver.secret import Found, find
from firebell.deliver.webhook import Around
from firebell.errors import FirebellError
from firebell.ops import metrics
from firebell.outward.guard import Network
from firebell.redis.client import (
    AGAIN_LATER,
    At,
    sleep_or,
)
from firebell.redis.deliveries import Box, come, leave, rung, unheard
from firebell.reload import Watched
from firebell.role import WATCH_SECONDS, Role
from firebell.rules.channel import Channel

log = structlog.get_logger()

Channels = Mapping[str, Channel]
"""The outside channels of the configuration, by name."""

BELL_MS = 500
"""A channel that was taken up while the bell waits is heard after so long at most."""

REST_SECONDS = 0.05
"""While every post has something to do, nobody needs the bell."""

STARVED_SECONDS = 5.0
"""A channel that nobody serves for so long is taken by whoever sees it, fair share or not."""


class Options(NamedTuple):
    """What a deliverer needs to know of its surroundings."""

    url: At
    prefix: str = "firebell"
    health_host: str = "127.0.0.1"
    health_port: int | None = None
    allowed: tuple[Network, ...] = ()
    lease_seconds: float = 10.0
    reload_seconds: float = 2.0
    secrets_seconds: float = 10.0
    late_seconds: float = 600.0
    """News that is folded later than this is no reason to say that nothing happened."""
    try_seconds: float = 20.0
    schedule: Schedule = Schedule()
    look_seconds: float = 1.0


class Served(NamedTuple):
    """A channel that is served, with what its road was built of."""

    channel: Channel
    found: Found
    post: Post
    task: asyncio.Task[None]
    stopping: asyncio.Event


class Deliverer(Role):
    """One process that delivers."""

    def __init__(
        self, options: Options, channels: Channels, watched: Watched[Channels] | None = None
    ) -> None:
        super().__init__(options)
        self.options = options
        self.channels = channels
        self.served: dict[str, Served] = {}
        self.wrong: dict[str, str] = {}
        self._watched = watched
        self._token = f"{self.name}-{os.urandom(8).hex()}"
        self._share = 1
        self._wanted: dict[str, float] = {}

    async def work(self) -> None:
        """Serve the channels, and ring at their posts."""
        self.reached()
        self.health.ready["channels"] = lambda: "; ".join(
            [*self.wrong.values(), *(post.refused for _, _, post, *_ in self.served.values() if post.refused)]
        )
        log.info("deliverer.started", channels=sorted(self.channels))
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.every(self.options.secrets_seconds, self._serve))
                tasks.create_task(self.every(WATCH_SECONDS, self._watch))
                tasks.create_task(self.every(self.options.reload_seconds, self._reload))
                tasks.create_task(self.every(0.0, self._listen))
        finally:
            await self._end()
        log.info("deliverer.stopped")

    async def _end(self) -> None:
        for name in list(self.served):
            self.served[name].stopping.set()
            self.served[name].post.ring()
        await asyncio.gather(*(served.task for served in self.served.values()))
        with contextlib.suppress(*AGAIN_LATER):
            await leave(self.client, self._keys, self._token)

    async def _serve(self) -> None:
        """A post for each channel, with its address and secrets as they are now."""
        for name in [name for name in self.served if name not in self.channels]:
            served = self.served.pop(name)
            served.stopping.set()
            await served.task
            log.info("channel.gone", channel=name)
        self.wrong = {name: why for name, why in self.wrong.items() if name in self.channels}
        for name, channel in self.channels.items():
            try:
                self._serve_one(channel)
            except FirebellError as error:
                self._refuse(name, f"channel {name}: {error}")
            except Exception as error:
                log.exception("channel.stumbled", channel=name)
                self._refuse(name, f"channel {name}: {type(error).__name__}")
            else:
                self.wrong.pop(name, None)

    def _serve_one(self, channel: Channel) -> None:
        """Serve a channel, anew where its lines or secrets have changed; the last good ones hold meanwhile."""
        outside, known = channel.outside, self.served.get(channel.name)
        if outside is None:
            return
        found = find(channel, outside)
        if known is not None and (known.channel.to, known.channel.outside, known.found) == (
            channel.to,
            outside,
            found,
        ):
            return
        options = self.options
        around = Around(lambda: datetime.now(UTC), options.allowed, options.try_seconds)
        way = road(channel, outside, found, around)
        if known is None:
            metrics.know_channel(channel.name)
            known = self._start(channel, found)
        known.post.use(outside, found.url, way)
        self.served[channel.name] = known._replace(channel=channel, found=found)

    def _start(self, channel: Channel, found: Found) -> Served:
        options = self.options
        box = Box(
            self.client, self._keys, channel.name, self._token, lease_ms=int(options.lease_seconds * 1000)
        )
        pace = Pace(lambda: int(time() * 1000), options.schedule, options.look_seconds)
        late = int(options.late_seconds * 1000)
        post = Post(box, pace, lambda: unheard(self.client, self._keys, late), self._may_take)
        stopping = asyncio.Event()
        return Served(channel, found, post, asyncio.create_task(post.run(stopping)), stopping)

    def _refuse(self, name: str, why: str) -> None:
        if self.wrong.get(name) != why:
            log.error("channel.unusable", channel=name, reason=why)
        self.wrong[name] = why

    async def _watch(self) -> None:
        """Say that we are here, see who else is, and leave them their share."""
        await self.look()
        here = await come(self.client, self._keys, self._token)
        self._share = ceil(len(self.served) / here)
        held = [served.post for served in self.served.values() if served.post.holds]
        for post in held[self._share :]:
            post.gives_way = True
            post.ring()

    def _may_take(self, post: Post) -> bool:
        """Whether to ask for a channel's lease: up to our share, and beyond it what others leave alone for long."""
        held = sum(served.post.holds for served in self.served.values())
        if held < self._share:
            self._wanted.pop(post.box.name, None)
            return True
        since = self._wanted.setdefault(post.box.name, monotonic())
        if monotonic() - since < STARVED_SECONDS:
            return False
        del self._wanted[post.box.name]
        return True

    async def _listen(self) -> None:
        """Ring at the posts whose streams have something new."""
        quiet = {s.post for s in self.served.values() if s.post.holds and not s.post.more}
        if not quiet:
            await sleep_or(self.stopping, REST_SECONDS)
            return
        after = {self._keys.channel(post.box.name): post for post in quiet}
        cursors = {stream: post.desk.condition.cursor for stream, post in after.items()}
        for stream in await rung(self.client, cursors, BELL_MS):
            after[stream].ring(more=True)

    async def _reload(self) -> None:
        channels = await self._watched.changed() if self._watched is not None else None
        if channels is not None:
            self.channels = channels
            await self._serve()
            log.info("config.taken_up", channels=sorted(channels))
