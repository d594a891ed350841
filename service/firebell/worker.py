"""Builds the parts, runs them in one loop, owns the clock: articles → journal → state and alerts.

Two sandwiches, pure in the middle. FastStream reads articles in batches, `reading.read` says what each tells,
one script journals and acknowledges. Whoever holds the lease folds the journal, one script commits.
"""

import asyncio
import math
import os
from typing import Any, Literal, NamedTuple

import structlog
from faststream import FastStream

from firebell.journal import ConfigEntry, milliseconds
from firebell.ops import metrics
from firebell.redis.articles import (
    BATCH,
    Read,
    Reader,
    Sign,
    ensure_group,
    make_broker,
    subscribe,
    try_reading,
)
from firebell.redis.claiming import sweep
from firebell.redis.client import (
    AGAIN_LATER,
    At,
    sleep_or,
)
from firebell.redis.folder import Engine, Folder
from firebell.redis.journal import append_config
from firebell.redis.state import Store
from firebell.redis.streams import last_id
from firebell.redis.upkeep import Depth, Retention, depth, memory, reap, trim
from firebell.reload import Watched
from firebell.role import WATCH_SECONDS, Role

log = structlog.get_logger()

Half = Literal["read", "fold", "both"]
"""What a worker does of its two works."""

UPKEEP_SECONDS = 600.0
MEMORY_SECONDS = 15.0
"""Between two looks at the memory of Redis, which somebody may have set up otherwise since the start."""

STOP_SECONDS = 10.0
"""A batch at hand takes less; Kubernetes kills after 30 s."""


class Core(NamedTuple):
    """The pure parts: how an article is read, how an entry is folded, the configuration in force."""

    read: Read
    sign: Sign
    reading_hash: str
    engine: Engine
    config: ConfigEntry


class Options(NamedTuple):
    """What a worker needs to know of its surroundings."""

    url: At
    prefix: str = "firebell"
    role: Half = "both"
    health_host: str = "127.0.0.1"
    health_port: int | None = None
    batch: int = BATCH
    lease_seconds: float = 5.0
    claim_after_seconds: float = 60.0
    tick_seconds: float = 60.0
    retention: Retention = Retention()
    why_days: int = 30
    reload_seconds: float = 2.0


class Worker(Role):
    """One process that reads, folds, or both."""

    def __init__(self, options: Options, core: Core, watched: Watched[Core] | None = None) -> None:
        super().__init__(options)
        self.options = options
        self.core = core
        self.watched = watched
        self.reader: Reader | None = None
        self.folder: Folder | None = None
        self._subscriber: Any = None
        self._evicts = False

    async def prepare(self) -> None:
        """Let no reading stand before the first configuration; and find out whether articles may be read."""
        await append_config(self.client, self._keys, self.core.config)
        if self.options.role != "fold":
            await ensure_group(self.client, self._keys)
            await try_reading(self.client, self._keys, self.name)

    async def work(self) -> None:
        """Read, fold, watch and tidy up, as the role says."""
        self.reached()
        role = self.options.role
        log.info("worker.started", role=role)
        async with asyncio.TaskGroup() as tasks:
            if role != "fold":
                tasks.create_task(self._read())
            if role != "read":
                tasks.create_task(self._fold())
            tasks.create_task(self.every(WATCH_SECONDS, self._watch))
            tasks.create_task(self.every(MEMORY_SECONDS, self._look_at_memory))
            tasks.create_task(self.every(UPKEEP_SECONDS, self._upkeep))
            tasks.create_task(self.every(self.options.reload_seconds, self._reload))
        log.info("worker.stopped", role=role)

    async def _read(self) -> None:
        options, core = self.options, self.core
        reader = Reader(
            self.client,
            self._keys,
            core.read,
            consumer=self.name,
            sign=core.sign,
            reading_hash=core.reading_hash,
            seen_days=2 * options.retention.articles,
            renew_seconds=options.claim_after_seconds / 4,
        )
        self.reader = reader
        self.health.ready["reader"] = lambda: (
            reader.stopped or reader.refused or ("" if self._reads() else "takes no articles")
        )
        broker = make_broker(options.url, options.prefix)
        app = FastStream(broker, logger=None)
        self._subscriber = subscribe(broker, reader, options.batch)
        await self._start(app)
        try:
            await self.every(options.claim_after_seconds / 4, self._claim)
        finally:
            await _stop(app)

    async def _start(self, app: FastStream) -> None:
        """Start FastStream, however often Redis goes away meanwhile."""
        while not self.stopping.is_set():
            try:
                await app.start()
            except (*AGAIN_LATER, TimeoutError) as error:
                log.warning("reader.not_started", error=str(error))
                await _stop(app)
                await sleep_or(self.stopping, WATCH_SECONDS)
            else:
                return

    async def _claim(self) -> None:
        if self.reader is not None and not self.reader.stopped:
            await sweep(self.reader, int(self.options.claim_after_seconds * 1000))

    async def _fold(self) -> None:
        options = self.options
        metrics.know_kinds()
        store = Store(
            self.client,
            self._keys,
            f"{self.name}-{os.urandom(8).hex()}",
            lease_ms=int(options.lease_seconds * 1000),
            why_days=options.why_days,
        )
        folder = Folder(store, self.core.engine, self.core.config, tick_ms=int(options.tick_seconds * 1000))
        self.folder = folder
        self.health.ready["fold"] = lambda: folder.trouble
        await folder.run(self.stopping)

    async def _watch(self) -> None:
        await self.look()
        waiting = await depth(self.client, self._keys)
        _show(waiting)
        metrics.LAST_ARTICLE.set(milliseconds(await last_id(self.client, self._keys.articles)) / 1000)
        if self._subscriber is not None and not (waiting.group and self._reads()):
            await self._revive()

    async def _look_at_memory(self) -> None:
        stands = await memory(self.client)
        if stands.evicts and not self._evicts:
            log.critical("redis.evicts", hint="CONFIG SET maxmemory-policy noeviction")
        self._evicts = stands.evicts
        metrics.REDIS_EVICTS.set(stands.evicts)
        metrics.REDIS_MEMORY.set(stands.used)
        metrics.REDIS_MEMORY_LIMIT.set(stands.limit)

    async def _revive(self) -> None:
        """Somebody deleted the stream or the group: FastStream's subscriber has ended itself, for good."""
        if self.reader is None or self.reader.stopped or self.stopping.is_set():
            return
        if await ensure_group(self.client, self._keys):
            metrics.GROUP_RECREATED.inc()
            log.error("group.recreated", stream=self._keys.articles)
        if not self._reads():
            await self._subscriber.start()

    def _reads(self) -> bool:
        """Whether FastStream's subscriber lives: its broker's ping stays green when it does not."""
        subscriber = self._subscriber
        return subscriber is not None and subscriber.running and any(not t.done() for t in subscriber.tasks)

    async def _reload(self) -> None:
        """Take up a changed configuration: words and names from the next article, thresholds from the next entry."""
        core = await self.watched.changed() if self.watched is not None else None
        if core is None:
            return
        self.core = core
        if self.reader is not None:
            self.reader.take_up(core.read, core.reading_hash)
        if self.folder is not None:
            self.folder.take_up(core.config, core.engine)
        log.info("config.taken_up", config_hash=core.config.hash, reading_hash=core.reading_hash)

    async def _upkeep(self) -> None:
        if self.folder is None:
            return
        # Without the lease too: a server that is full gives nobody a lease, and it is trims that make room. What they
        # let go of is decided in their scripts, so that two at once do no harm.
        gone = await trim(self.client, self._keys, self.options.retention)
        reaped = await reap(self.client, self._keys)
        if any(gone.values()) or reaped:
            log.info("streams.trimmed", readers=reaped, **gone)


async def _stop(app: FastStream) -> None:
    """Stop FastStream, which waits for its connections; what they have not acknowledged is claimed by others."""
    try:
        await asyncio.wait_for(app.stop(), STOP_SECONDS)
    except TimeoutError:
        log.warning("reader.stop_abandoned", seconds=STOP_SECONDS)


def _show(waiting: Depth) -> None:
    metrics.STREAM_LAG.set(math.nan if waiting.lag is None else waiting.lag)
    metrics.STREAM_PENDING.set(waiting.pending)
    metrics.STREAM_OLDEST_PENDING.set(waiting.oldest_pending)
    metrics.JOURNAL_LAG_ENTRIES.set(waiting.unfolded)
    metrics.JOURNAL_LAG_SECONDS.set(waiting.oldest_unfolded)
