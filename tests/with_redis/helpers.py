"""What the tests of the streams do over and over."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest

from firebell import journal
from firebell.redis.articles import Raw, Reader, ensure_group
from firebell.redis.client import Redis, call
from firebell.redis.keys import GROUP, Keys


async def add(client: Redis, keys: Keys, *fields: str | bytes) -> str:
    name: bytes = await call(client, "XADD", keys.articles, "*", *fields)
    return name.decode()


async def publish(client: Redis, keys: Keys, article: object) -> str:
    return await add(client, keys, "data", json.dumps(article))


async def fetch(reader: Reader) -> list[Raw]:
    words = ("XREADGROUP", "GROUP", GROUP, reader.consumer, "STREAMS", reader.keys.articles, ">")
    reply = await call(reader.client, *words)
    return [Raw(name.decode(), fields) for name, fields in reply[0][1]] if reply else []


async def take(reader: Reader) -> list[str]:
    await ensure_group(reader.client, reader.keys)
    return await reader.take(await fetch(reader))


async def rows(client: Redis, key: str) -> list[dict[bytes, bytes]]:
    return [fields for _, fields in await call(client, "XRANGE", key, "-", "+")]


async def journaled(client: Redis, keys: Keys) -> list[journal.ReadingEntry]:
    entries = [journal.decode(fields[b"data"]) for fields in await rows(client, keys.journal)]
    return [entry for entry in entries if isinstance(entry, journal.ReadingEntry)]


async def rung(client: Redis, keys: Keys) -> list[str]:
    """The articles that rang, in order."""
    return [json.loads(fields[b"data"])["data"]["of"] for fields in await rows(client, keys.alerts)]


async def pending(client: Redis, keys: Keys) -> int:
    summary = await call(client, "XPENDING", keys.articles, GROUP)
    return int(summary["pending"])


async def until(condition: Callable[[], Awaitable[object]], seconds: float = 4.0) -> None:
    for _ in range(int(seconds / 0.02)):
        if await condition():
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"the condition did not come about within {seconds} s")
