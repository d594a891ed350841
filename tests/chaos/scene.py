"""Everything that runs: a Redis, three workers, a deliverer, a server, each behind a road of its own to Redis."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from redis.asyncio import Redis
from tests.chaos.listening import Events
from tests.chaos.proxy import Proxy
from tests.deliver.receiver import Receiver, receiving

from firebell.embedded import Embedded, free_port
from firebell.redis.client import call
from firebell.redis.keys import Keys
from firebell.shipped import shipped_config

WORKERS = ("worker-0", "worker-1", "worker-2")
DELIVERER, SERVER = "deliverer", "server"
SETTINGS = {
    "FIREBELL_LEASE_SECONDS": "1",
    "FIREBELL_CLAIM_AFTER": "1",
    "FIREBELL_TICK_SECONDS": "5",
    "FIREBELL_BATCH": "10",
    "FIREBELL_LOG_FORMAT": "json",
    "FIREBELL_ALLOW_ADDRESSES": "127.0.0.0/8",
}
"""A second where a day's work takes a minute, so that a round of minutes sees as many leases and claims end."""

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
"""Debian's libfaketime: Redis, which owns every clock that matters, then takes its time from a file.

Valkey as it is embedded does; a server with jemalloc, as Debian's redis-server, does not start with it.
"""

START_SECONDS = 120.0
NEW = 0.3
"""Before a process that ended is started again."""


class Ended(NamedTuple):
    """A process that ended and was not killed."""

    name: str
    code: int
    last: str
    excused: bool
    """It met a configuration with a mistake, and says so: a worker does not start on one."""


class Member:
    """One process, started again whenever it ends."""

    def __init__(self, name: str, words: tuple[str, ...], surroundings: dict[str, str], log: Path) -> None:
        self.name = name
        self.proxy = Proxy(int(surroundings.pop("PORT_OF_REDIS")))
        self.kills = 0
        self.ended: list[Ended] = []
        self.code: int | None = None
        self.process: asyncio.subprocess.Process | None = None
        self._health = int(surroundings["FIREBELL_HEALTH_PORT"])
        self._words = words
        self._surroundings = surroundings
        self._log = log
        self._killed: set[int] = set()
        self._ending = False
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self.proxy.start()
        self._keeping = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        while not self._ending:
            with self._log.open("ab") as log:
                self.process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-m",
                    "firebell",
                    *self._words,
                    env=self._surroundings | {"FIREBELL_REDIS_URL": self.proxy.url},
                    stdout=log,
                    stderr=log,
                )
            pid, self.code = self.process.pid, await self.process.wait()
            if pid not in self._killed and not self._ending:
                last = self._last_line()
                excused = self.code == 2 and "thresholds.yaml" in last
                self.ended.append(Ended(self.name, self.code, last, excused))
            if not self._ending:
                await asyncio.sleep(NEW)

    def _last_line(self) -> str:
        lines = self._log.read_text("utf-8", "replace").splitlines()
        return lines[-1] if lines else ""

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def unready(self) -> str:
        """What /readyz says, "" where all is well."""
        try:
            async with asyncio.timeout(5):
                reader, writer = await asyncio.open_connection("127.0.0.1", self._health)
                writer.write(b"GET /readyz HTTP/1.0\r\nHost: here\r\n\r\n")
                head, _, body = (await reader.read()).partition(b"\r\n\r\n")
                writer.close()
        except (OSError, TimeoutError) as error:
            return f"it tells no health: {error}"
        return "" if b" 200 " in head.split(b"\r\n", 1)[0] else body.decode().strip()

    def kill(self) -> None:
        """SIGKILL, as a node that vanishes."""
        if self.process is not None and self.alive:
            self.kills += 1
            self._killed.add(self.process.pid)
            self.process.kill()

    @asynccontextmanager
    async def asleep(self) -> AsyncIterator[None]:
        """SIGSTOP, and SIGCONT at the end, unless it was killed meanwhile."""
        process = self.process
        if process is None or process.returncode is not None:
            yield
            return
        process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)

    async def end(self, seconds: float = 40.0) -> None:
        """SIGTERM; `code` is how it ended."""
        self._ending = True
        if self.process is not None and self.alive:
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), seconds)
            except TimeoutError:
                self.process.kill()
        if self._keeping is not None:
            await self._keeping
        await self.proxy.stop()

    def abandon(self) -> None:
        """Whatever happened: nothing of it is left behind."""
        self._ending = True
        if self.process is not None and self.alive:
            self.process.kill()


class Scene:
    """What the faults happen to."""

    def __init__(self, directory: Path, redis: Embedded, receiver: Receiver, *, on_path: bool) -> None:
        self.on_path = on_path
        self.redis = redis
        self.receiver = receiver
        self.keys = Keys("firebell")
        self.client = a_client(redis.url)
        self.config = directory / "config"
        self.clock = directory / "clock"
        self.gate = asyncio.Lock()
        """Held by who publishes, and by a fault that has to know what was published."""
        self.members: dict[str, Member] = {}
        port = free_port()
        self.events = Events(port)
        self._write_config()
        for name in (*WORKERS, DELIVERER, SERVER):
            words = {DELIVERER: ("deliver",), SERVER: ("serve",)}.get(name, ("worker",))
            around = {key: word for key, word in os.environ.items() if not key.startswith("FIREBELL_")}
            around |= SETTINGS | {
                "FIREBELL_CONFIG": str(self.config),
                "FIREBELL_HTTP_PORT": str(port),
                "FIREBELL_HEALTH_PORT": str(free_port()),
                "PORT_OF_REDIS": str(redis.port),
            }
            self.members[name] = Member(name, words, around, directory / f"{name}.log")

    def _write_config(self) -> None:
        self.config.mkdir()
        shutil.copy(shipped_config() / "thresholds.yaml", self.config)
        (self.config / "channels.yaml").write_text(f"desk: {{to: webhook, url: '{self.receiver.url}'}}\n")

    @property
    def workers(self) -> list[Member]:
        return [self.members[name] for name in WORKERS]

    async def folder(self) -> Member | None:
        """The worker that holds the fold's lease at this moment."""
        token = await call(self.client, "GET", self.keys.lease)
        pid = token.decode().split("-")[-2] if token else ""
        for member in self.workers:
            if member.process is not None and str(member.process.pid) == pid:
                return member
        return None

    async def start(self) -> None:
        """Start everybody, and wait until all are there: a fault is to meet work, not its beginning."""
        for member in self.members.values():
            await member.start()
        deadline = monotonic() + START_SECONDS
        while any([await member.unready() for member in self.members.values()]):
            if monotonic() > deadline:
                raise TimeoutError(f"not everybody was ready within {START_SECONDS:.0f} s")
            await asyncio.sleep(0.2)

    async def end(self) -> None:
        await asyncio.gather(*(member.end() for member in self.members.values()))

    async def there(self, seconds: float = 30.0) -> None:
        """Wait until Redis answers."""
        deadline = monotonic() + seconds
        while True:
            with contextlib.suppress(Exception):
                await self.client.ping()
                return
            if monotonic() > deadline:
                raise TimeoutError("Redis did not come back")
            await asyncio.sleep(0.05)


def a_client(url: str) -> Redis:
    """A client that tries nothing twice by itself, so that what it was told is what happened."""
    return Redis.from_url(url, protocol=2, retry=None, socket_timeout=8.0, socket_connect_timeout=2.0)


def steps_clocks(*, on_path: bool) -> bool:
    """Whether the server's clock can be moved here."""
    return FAKETIME.exists() and not on_path


@contextmanager
def faked(clock: Path) -> Iterator[None]:
    """For what is started within: its time comes from this file, where there is one."""
    if not clock.exists():
        yield
        return
    words = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    os.environ.update(words)
    try:
        yield
    finally:
        for word in words:
            os.environ.pop(word, None)


@asynccontextmanager
async def a_scene(directory: Path, *, on_path: bool = False) -> AsyncIterator[Scene]:
    """Everything, for the length of a block; nothing of it is left behind."""
    redis = Embedded(directory / "redis", on_path=on_path)
    if steps_clocks(on_path=on_path):
        (directory / "clock").write_text("+0\n")
    with faked(directory / "clock"):
        redis.start()
    try:
        async with receiving() as receiver:
            scene = Scene(directory, redis, receiver, on_path=on_path)
            listening = asyncio.create_task(scene.events.listen())
            try:
                await scene.start()
                yield scene
            finally:
                listening.cancel()
                for member in scene.members.values():
                    member.abandon()
                await scene.end()
                await scene.client.aclose()
    finally:
        redis.stop()
