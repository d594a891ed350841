"""A folder that stops at any command whatever, sleeps past its lease and wakes, writes nothing: another has gone on.

It is a folder as every other, on a real Redis; between it and its client stands one that holds a command back, before
it is sent or when its reply is there, and every later command with it, as SIGSTOP does to a process.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from redis.exceptions import ResponseError
from tests.with_redis.helpers import publish, rows, rung, take, until
from tests.with_redis.standins import CONFIG, engine, read

from firebell.embedded import Embedded
from firebell.redis.articles import Reader
from firebell.redis.client import Redis, call, connect
from firebell.redis.folder import Folder
from firebell.redis.keys import Keys
from firebell.redis.state import Store

LEASE_MS = 500
BEGINNING = 20
"""Commands from a folder's start to its first commit and beyond; the last test sees that none is left out."""


class Stopping:
    """Hands everything on to a client, up to one command; then nothing until it is woken."""

    def __init__(self, client: Redis, at: int, when: str) -> None:
        self.asleep = asyncio.Event()
        self.sent: list[str] = []
        self._client = client
        self._at = at
        self._before = when == "before"
        self._awake = asyncio.Event()
        self._awake.set()

    def wake(self) -> None:
        self._awake.set()

    async def execute_command(self, *words: Any, **shape: Any) -> Any:
        await self._awake.wait()
        self.sent.append(str(words[0]))
        here = len(self.sent) == self._at
        if here and self._before:
            await self._sleep()
        try:
            reply = await self._client.execute_command(*words, **shape)  # type: ignore[no-untyped-call] # redis-py leaves it
        except ResponseError:  # a script that the server does not know yet: an answer like any other
            await self._answered(here=here)
            raise
        await self._answered(here=here)
        return reply

    async def _answered(self, *, here: bool) -> None:
        if here and not self._before:
            await self._sleep()
        await self._awake.wait()

    async def _sleep(self) -> None:
        self._awake.clear()
        self.asleep.set()
        await self._awake.wait()


@asynccontextmanager
async def folding(folder: Folder) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    task = asyncio.create_task(folder.run(stopping))
    try:
        yield
    finally:
        stopping.set()
        await task


def a_folder(client: Any, keys: Keys, name: str) -> Folder:
    return Folder(Store(client, keys, name, lease_ms=LEASE_MS), engine(), CONFIG)


async def everything(client: Redis, keys: Keys) -> dict[bytes, bytes]:
    """All that Redis holds of this firebell, but the lease."""
    names = [name for name in await call(client, "KEYS", f"{keys.prefix}:*") if name != keys.lease.encode()]
    return {name: await call(client, "DUMP", name) for name in names}


@pytest.mark.parametrize("when", ["before", "after"])
async def test_it_writes_nothing_wherever_it_stopped(when: str, server: Embedded, client: Redis) -> None:
    every = (_stopped(server, client, at, when) for at in range(1, BEGINNING + 1))
    for at, told in enumerate(await asyncio.gather(*every), start=1):
        assert told == "", f"stopped {when} its command {at}"


async def _stopped(server: Embedded, client: Redis, at: int, when: str) -> str:
    """What went wrong where the folder was stopped at this command, each in a firebell of its own."""
    keys = Keys(f"firebell-{at}")
    reader = Reader(client, keys, read, consumer="one")
    names = [f"a{number}" for number in range(3)]
    for name in names:
        await publish(client, keys, {"id": name, "text": "an attack"})
    await take(reader)
    own = connect(server.url)
    stopping = Stopping(own, at, when)
    asleep, awake = a_folder(stopping, keys, "asleep"), a_folder(client, keys, "awake")

    async def told() -> bool:
        cursor = await call(client, "HGET", keys.fold, "cursor")
        last = (await call(client, "XREVRANGE", keys.journal, "+", "-", "COUNT", 1))[0][0]
        return awake.holds and len(await rung(client, keys)) >= len(names) and bool(cursor == last)

    async with folding(asleep):
        await asyncio.wait_for(stopping.asleep.wait(), 20)
        async with folding(awake):
            await until(told, seconds=20)
            await publish(client, keys, {"id": "late", "text": "an attack"})
            names.append("late")
            await take(reader)
            await until(told, seconds=20)
            before = await everything(client, keys)
            stopping.wake()
            await asyncio.sleep(2 * LEASE_MS / 1000)
            after = await everything(client, keys)
    await own.aclose()
    if before != after:
        return f"it wrote: {[name for name in after if after[name] != before.get(name)]}"
    if await rung(client, keys) != names:
        return f"it rang for {await rung(client, keys)}"
    folded = await call(client, "HGET", keys.state, "ReadingEntry")
    return "" if folded == b"%d" % len(names) else f"it folded {folded!r}"


async def test_the_commands_that_it_is_stopped_at_reach_behind_its_first_commit(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    reader = Reader(client, keys, read, consumer="one")
    await publish(client, keys, {"id": "a1", "text": "an attack"})
    await take(reader)
    own = connect(server.url)
    stopping = Stopping(own, 10**6, "before")
    async with folding(a_folder(stopping, keys, "one")):

        async def rang() -> bool:
            return bool(await rows(client, keys.alerts))

        await until(rang)
        reached = len(stopping.sent)
    await own.aclose()
    assert reached <= BEGINNING
    assert stopping.sent.count("EVALSHA") >= 3
