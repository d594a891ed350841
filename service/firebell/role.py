"""A process with a role: it waits for Redis, tells its health, does its work over and over, and ends in good order."""

import asyncio
import contextlib
import os
import signal
import socket
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from firebell import __version__
from firebell.ops import metrics
from firebell.ops.health import Health, HealthServer
from firebell.redis.client import (
    AGAIN_LATER,
    At,
    Redis,
    RedisUnfitError,
    RefusedError,
    at_of,
    call,
    check_server,
    connect,
    keys_at,
    sleep_or,
    trouble,
    wait_until_there,
)
from firebell.redis.keys import Keys
from firebell.redis.lease import LeaseLostError

log = structlog.get_logger()

WATCH_SECONDS = 1.0
"""Between two looks at Redis; what has failed is tried again no sooner."""


class Surroundings(Protocol):
    """What every role needs to know: its Redis, and where its health is told (no port: nowhere)."""

    @property
    def url(self) -> At:
        """Where Redis is."""

    @property
    def prefix(self) -> str:
        """What stands before every key."""

    @property
    def health_host(self) -> str:
        """The address of /livez, /readyz and /metrics."""

    @property
    def health_port(self) -> int | None:
        """The port of the same; 0: any free one."""


class Role(ABC):
    """One process; a role says what it does in `work`."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.health = Health()
        self.stopping = asyncio.Event()
        self.client: Redis = connect(surroundings.url, surroundings.prefix)
        self.port = 0
        self.name = f"{socket.gethostname()}-{os.getpid()}"
        self._around = surroundings
        self._keys = Keys(surroundings.prefix)
        self._redis = "Redis was not reached yet"
        self._was_away = False
        self._refused: dict[str, str] = {}

    async def run(self) -> None:
        """Work until `stopping` is set, then finish what is at hand.

        Raises:
            FirebellError: a server that is unfit, or a prefix that cannot be.
        """
        metrics.BUILD_INFO.labels(__version__).set(1)
        self.health.ready["redis"] = lambda: self._redis or "; ".join(self._refused.values())
        server = HealthServer(self.health, metrics.REGISTRY)
        if self._around.health_port is not None:
            self.port = await server.start(self._around.health_host, self._around.health_port)
        beating = asyncio.create_task(self.health.beat())
        try:
            await self._begin()
        finally:
            beating.cancel()
            await server.stop()
            await self.client.aclose()

    async def _begin(self) -> None:
        where, refused = self._around.url, ""
        while not self.stopping.is_set():
            await wait_until_there(self.client, where, self.stopping, self._tell)
            if self.stopping.is_set():
                return
            try:
                server, self._keys = await keys_at(self.client, where, self._around.prefix)
                await self.prepare()
            except AGAIN_LATER as error:
                self._tell(trouble(error))
                if refused != str(error):
                    refused = str(error)
                    log.warning("redis.awaited", url=str(at_of(where)), error=refused)
                await sleep_or(self.stopping, WATCH_SECONDS)
                continue
            log.info("redis.reached", server=server, url=str(at_of(where)))
            await self.work()
            return

    def _tell(self, why: str) -> None:
        self._redis = why

    async def prepare(self) -> None:  # noqa: B027 - most roles have nothing to do
        """Do what has to be done once before the work; it is done again where Redis goes away over it."""

    @abstractmethod
    async def work(self) -> None:
        """Do what the role is there for, until `stopping` is set; Redis is there and fit, the keys are known."""

    async def look(self) -> None:
        """Ask whether Redis is there; where it was away another server may answer, which has to be fit too."""
        await call(self.client, "PING")
        if self._was_away:
            await check_server(self.client)
        self.reached()

    def reached(self) -> None:
        """Redis has just answered."""
        self._was_away = False
        self._redis = ""

    async def every(self, seconds: float, do: Callable[[], Awaitable[None]]) -> None:
        """Do it now and then until the end; what goes wrong is told and tried again."""
        while not self.stopping.is_set():
            pause = max(seconds, WATCH_SECONDS)
            try:
                await do()
                pause = seconds
                self._refused.pop(do.__name__, None)
            except RefusedError as error:
                if self._refused.get(do.__name__) != trouble(error):
                    log.error("redis.refused", at=do.__name__, error=str(error))  # noqa: TRY400 - it is told in words
                self._refused[do.__name__] = trouble(error)
            except AGAIN_LATER as error:
                self._redis = trouble(error)
                self._was_away = True
                log.warning("redis.away", error=str(error))
            except LeaseLostError as error:
                log.warning("lease.lost", error=str(error))
            except RedisUnfitError as error:
                self._redis = str(error)
                log.critical("redis.unfit", error=str(error))
            except Exception:
                log.exception("role.stumbled", at=do.__name__)
            if pause:
                await sleep_or(self.stopping, pause)


async def until_signalled(role: Role) -> None:
    """Run a role that SIGTERM and SIGINT stop in good order."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, role.stopping.set)
    with contextlib.suppress(asyncio.CancelledError):
        await role.run()
