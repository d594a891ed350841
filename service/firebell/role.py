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
    Redis,
    check_server,
    connect,
    is_cluster,
    sleep_or,
    wait_until_there,
    without_password,
)
from firebell.redis.keys import Keys, keys
from firebell.redis.lease import LeaseLostError

log = structlog.get_logger()

WATCH_SECONDS = 1.0
"""Between two looks at Redis; what has failed is tried again no sooner."""


class Surroundings(Protocol):
    """What every role needs to know: its Redis, and where its health is told (no port: nowhere)."""

    @property
    def url(self) -> str:
        """The address of Redis."""

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
        self.client: Redis = connect(surroundings.url)
        self.port = 0
        self.name = f"{socket.gethostname()}-{os.getpid()}"
        self._around = surroundings
        self._keys = Keys(surroundings.prefix)
        self._redis = "Redis was not reached yet"

    async def run(self) -> None:
        """Work until `stopping` is set, then finish what is at hand.

        Raises:
            FirebellError: a server that is unfit, or a prefix that cannot be.
        """
        metrics.BUILD_INFO.labels(__version__).set(1)
        self.health.ready["redis"] = lambda: self._redis
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
        await wait_until_there(self.client, self._around.url, self.stopping)
        if self.stopping.is_set():
            return
        server = await check_server(self.client)
        self._keys = keys(self._around.prefix, cluster=await is_cluster(self.client))
        log.info("redis.reached", server=server, url=without_password(self._around.url))
        await self.work()

    @abstractmethod
    async def work(self) -> None:
        """Do what the role is there for, until `stopping` is set; Redis is there and fit, the keys are known."""

    def reached(self) -> None:
        """Redis has just answered."""
        self._redis = ""

    async def every(self, seconds: float, do: Callable[[], Awaitable[None]]) -> None:
        """Do it now and then until the end; what goes wrong is told and tried again."""
        while not self.stopping.is_set():
            pause = max(seconds, WATCH_SECONDS)
            try:
                await do()
                pause = seconds
            except AGAIN_LATER as error:
                self._redis = f"Redis is away: {error}"
                log.warning("redis.away", error=str(error))
            except LeaseLostError as error:
                log.warning("lease.lost", error=str(error))
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
