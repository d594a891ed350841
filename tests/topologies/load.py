"""Real processes of every role on one Redis, and articles published to them while its masters come and go."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from tests.deliver.receiver import Receiver, receiving
from tests.with_redis.generated import articles
from tests.with_redis.helpers import journaled, pending, rows

from firebell import parts
from firebell.article import encode
from firebell.client import asubscribe
from firebell.embedded import free_port
from firebell.redis.client import AGAIN_LATER, Redis, call, connect
from firebell.redis.keys import Keys
from firebell.redis.streams import last_id
from firebell.redis.upkeep import depth

PATIENCE = 120.0
MOMENT_MS = 500
"""So long a publisher waits for a replica to have an article, and then publishes it again."""


class Load:
    """Two workers, a deliverer and a server, a subscriber, and a publisher that believes only what a replica has."""

    def __init__(self, url: str, prefix: str, directory: Path) -> None:
        self.url, self.keys, self._directory = url, Keys(prefix), directory
        self.client: Redis = connect(url, prefix)
        self.port = free_port()
        self.receiver = Receiver()
        self.heard: list[str] = []
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith("FIREBELL_")
        } | {
            "FIREBELL_REDIS_URL": url,
            "FIREBELL_PREFIX": prefix,
            "FIREBELL_CONFIG": str(directory / "config"),
            "FIREBELL_ALLOW_ADDRESSES": "127.0.0.0/8",
            "FIREBELL_HTTP_PORT": str(self.port),
            "FIREBELL_LEASE_SECONDS": "1",
            "FIREBELL_CLAIM_AFTER": "1",
            "FIREBELL_BATCH": "5",
            "FIREBELL_LOG_LEVEL": "WARNING",
            "DESK_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        }

    @asynccontextmanager
    async def running(
        self, roles: Sequence[str] = ("worker", "worker", "deliver", "serve")
    ) -> AsyncIterator["Load"]:
        """All of it, once the server is ready; what the processes said lies in a file each."""
        async with receiving() as self.receiver:
            config = self._directory / "config"
            config.mkdir()
            (config / "channels.yaml").write_text(
                f"desk: {{to: webhook, url: '{self.receiver.url}', secret: env:DESK_SECRET}}\n"
            )
            processes = [self._start(role, number) for number, role in enumerate(roles)]
            listening = asyncio.create_task(self._listen())
            try:
                if "serve" in roles:
                    await _until(self._ready)
                yield self
                for process in processes:
                    process.terminate()
                codes = {
                    role: await asyncio.to_thread(process.wait, 30)
                    for role, process in zip(roles, processes, strict=True)
                }
                assert codes == dict.fromkeys(roles, 0)
            finally:
                listening.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await listening
                for process in processes:
                    process.kill()
                    process.wait()
                await self.client.aclose()

    def _start(self, role: str, number: int) -> "subprocess.Popen[bytes]":
        with (self._directory / f"{role}{number}.log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "firebell", role], env=self._environment, stdout=log, stderr=log
            )

    async def _ready(self) -> bool:
        async with httpx.AsyncClient() as http:
            with contextlib.suppress(httpx.TransportError):
                return (await http.get(f"http://127.0.0.1:{self.port}/readyz")).is_success
        return False

    async def _listen(self) -> None:
        async with aclosing(
            asubscribe(self.url, prefix=self.keys.prefix, since="0-0", on_gap=lambda _: None)
        ) as alerts:
            async for alert in alerts:
                self.heard.append(alert.id)

    async def publish(self, raw: bytes) -> None:
        """Publish until a replica has it: a master that dies takes with it what it alone had."""
        while True:
            pipe = self.client.pipeline(transaction=False)
            pipe.execute_command("XADD", self.keys.articles, "*", "data", raw)
            pipe.execute_command("WAIT", 1, MOMENT_MS)
            try:
                _, kept = await pipe.execute()
            except AGAIN_LATER:
                await asyncio.sleep(0.1)
                continue
            if kept:
                return

    async def publish_while(self, count: int, events: Sequence[Callable[[], Awaitable[object]]]) -> None:
        """So many articles, with each of the events on its way in between."""
        told = [encode(article) for article in articles(count)]
        portion = len(told) // (len(events) + 1)
        for number, raw in enumerate(told):
            if number and number % portion == 0 and number // portion <= len(events):
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(_as_coroutine(events[number // portion - 1]))
                    tasks.create_task(self.publish(raw))
            else:
                await self.publish(raw)

    async def check(self, count: int, *, roles: bool = True) -> None:
        """Everything was read once, rung once and told everywhere; a replay of the journal says the same."""
        read = parts.load().read
        relevant = sorted(article.id for article in articles(count) if read(article).relevant)
        await _until(self._done)
        assert sorted(entry.article_id for entry in await journaled(self.client, self.keys)) == relevant
        assert await call(self.client, "XLEN", self.keys.dead) == 0
        alerts = [fields[b"data"] for fields in await rows(self.client, self.keys.alerts)]
        ids = [json.loads(raw)["id"] for raw in alerts]
        assert len(ids) > len(relevant) // 4
        assert len(set(ids)) == len(ids)
        exported = await self.firebell("export", "journal")
        assert (
            await self.firebell("replay", "--journal", "--json", "-", given=exported)
        ).splitlines() == alerts
        await _until(lambda: _all_of(ids, self.heard))
        if roles:
            await _until(lambda: _all_of(ids, self.receiver.ids))
            await _until(self._ready)
        told = {fields[b"data"] for fields in await rows(self.client, self.keys.channel("desk"))}
        assert told == set(alerts)

    async def firebell(self, *words: str, given: bytes = b"") -> bytes:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "firebell", *words),
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        out, said = await process.communicate(given)
        assert process.returncode == 0, said.decode()
        return out

    async def _done(self) -> bool:
        with contextlib.suppress(*AGAIN_LATER):
            groups = await call(self.client, "XINFO GROUPS", self.keys.articles)
            newest = await last_id(self.client, self.keys.articles)
            # By the ids: the lag that Redis 7.0 tells after a failover may be wrong for good.
            if not groups or groups[0]["last-delivered-id"].decode() != newest:
                return False
            if (await depth(self.client, self.keys)).lag or await pending(self.client, self.keys):
                return False
            cursor = await call(self.client, "HGET", self.keys.fold, "cursor")
            last = await call(self.client, "XREVRANGE", self.keys.journal, "+", "-", "COUNT", 1)
            return bool(last and cursor == last[0][0])
        return False


async def _as_coroutine(event: Callable[[], Awaitable[object]]) -> None:
    await event()


async def _all_of(ids: list[str], heard: list[str]) -> bool:
    """More may have been heard: what a dying master told in its last moments, and no replica had yet."""
    return set(ids) <= set(heard)


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(int(PATIENCE / 0.1)):
        if await condition():
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"it did not come about within {PATIENCE:.0f} s")
