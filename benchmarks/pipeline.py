"""A backlog of articles → read, folded and told by real workers: how fast, beside consumers that do nothing with it.

The null consumers take the same stream, parse the JSON and acknowledge: one on redis-py alone, one on FastStream. All
of it runs one after the other, on one private Redis (append-only file, everysec): the ratios hold on other machines.
    .venv/bin/python -m benchmarks.pipeline [ARTICLES] [WORDS]
"""

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from random import Random

import msgspec
from benchmarks.backlog import AT_ONCE, KEYS, WARM, drained, fill, folded, halted, memory, warm
from benchmarks.mixed import RELEVANT, article
from benchmarks.news import SEED
from benchmarks.processes import processor, resident, role
from faststream.redis import RedisBroker, StreamSub

from firebell.alert.alert import decode
from firebell.embedded import running
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import GROUP as READERS
from firebell.redis.publishing import add

ARTICLES, WORDS = 20_000, 300
PACE, PACED_SECONDS = 500, 20
"""Articles a second while latency is measured, one by one, and for how long."""

GROUP = "null"


def main(articles: int, words: int) -> None:
    """Measure each consumer on a stream of its own, and say it."""
    with tempfile.TemporaryDirectory() as directory, running(Path(directory)) as server:
        asyncio.run(_measure(server.url, articles, words))


async def _measure(url: str, articles: int, words: int) -> None:
    client = connect(url)
    print(f"{articles:,} articles of {words} words, one in {RELEVANT} on violence")
    bare = await _null(client, articles, words, lambda: _plain(client))
    print(f"{'redis-py, parse and acknowledge':36} {bare:8,.0f} a second")
    fast = await _null(client, articles, words, lambda: _faststream(url))
    print(f"{'FastStream batch, the same':36} {fast:8,.0f} a second")
    one = await workers(client, url, articles, words, 1)
    two = await workers(client, url, articles, words, 2)
    print(
        f"two workers drain {two / one:.2f} times as fast as one; "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    await _latency(client, url, words)
    await client.aclose()


async def _null(client: Redis, articles: int, words: int, consume: Callable[[], Awaitable[None]]) -> float:
    await call(client, "FLUSHALL")
    await fill(client, articles, words)
    await call(client, "XGROUP", "CREATE", KEYS.articles, GROUP, "0")
    began = time.perf_counter()
    task = asyncio.ensure_future(consume())
    await drained(client, GROUP)
    took = time.perf_counter() - began
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return articles / took


async def _plain(client: Redis) -> None:
    words = ("XREADGROUP", "GROUP", GROUP, "one", "COUNT", AT_ONCE, "STREAMS", KEYS.articles, ">")
    while found := await call(client, *words):
        ((_, entries),) = found
        for _, fields in entries:
            msgspec.json.decode(fields[b"data"] if isinstance(fields, dict) else fields[1])
        await call(client, "XACK", KEYS.articles, GROUP, *(name for name, _ in entries))


async def _faststream(url: str) -> None:
    broker = RedisBroker(url, logger=None)  # type: ignore[arg-type] # None is silence

    @broker.subscriber(
        stream=StreamSub(KEYS.articles, group=GROUP, consumer="one", batch=True, max_records=AT_ONCE)
    )
    async def take(bodies: list[dict[str, str]]) -> None:
        assert bodies  # noqa: S101 -- a batch is never empty

    await broker.start()
    try:
        await asyncio.Event().wait()
    finally:
        await broker.stop()


async def workers(client: Redis, url: str, articles: int, words: int, many: int) -> float:
    """Articles a second, from the moment that the workers may take them to the last that is folded."""
    await call(client, "FLUSHALL")
    environment = {"FIREBELL_REDIS_URL": url, "FIREBELL_LOG_LEVEL": "WARNING"}
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(role("worker", environment=environment)) for _ in range(many)]
        await warm(client, words, many)
        before = await memory(client)
        with halted(processes):
            await fill(client, articles, words, begin=WARM)
            filled = await memory(client)
        began, used = time.perf_counter(), sum(processor(each.pid) for each in processes)
        await drained(client, READERS)
        read = time.perf_counter() - began
        await folded(client)
        took = time.perf_counter() - began
        used = sum(processor(each.pid) for each in processes) - used
        largest = max(resident(each.pid) for each in processes) / 1024
    what = f"{many} worker{'s' * (many > 1)}, read and folded"
    print(
        f"{what:36} {articles / took:8,.0f} a second; {articles / used:,.0f} a second of processor; ", end=""
    )
    print(f"read after {read:.1f} s, folded after {took:.1f} s; {largest:.0f} MB each at most")
    kept = (await memory(client) - filled) / articles
    print(f"  Redis: {(filled - before) / articles:,.0f} bytes an article, {kept:,.0f} more once folded")
    return articles / took


async def _latency(client: Redis, url: str, words: int) -> None:
    """Publication → alert on the stream, by the clock of Redis, at an even pace."""
    await call(client, "FLUSHALL")
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    names: dict[str, str] = {}
    with role("worker", environment={"FIREBELL_REDIS_URL": url, "FIREBELL_LOG_LEVEL": "WARNING"}):
        await warm(client, words, 1)
        began, many = time.perf_counter(), PACE * PACED_SECONDS
        for number in range(many):
            await asyncio.sleep(max(0.0, began + number / PACE - time.perf_counter()))
            one = article(rng, WARM + number, words)
            (names[one.id],) = await add(client, KEYS, [one])
        await folded(client)
    took = sorted(_waits(await call(client, "XRANGE", KEYS.alerts, "-", "+"), names))
    print(
        f"article → alert at {PACE} a second: p50 {_at(took, 0.5)} ms, p99 {_at(took, 0.99)} ms, of {len(took)} alerts"
    )


def _waits(alerts: Sequence[tuple[bytes, dict[bytes, bytes]]], names: dict[str, str]) -> list[int]:
    """Milliseconds from the newest article that an alert quotes to the alert."""
    found = []
    for entry, fields in alerts:
        told = [
            names[quote.article_id]
            for quote in decode(fields[b"data"]).data.evidence
            if quote.article_id in names
        ]
        if told:
            found.append(_moment(entry.decode()) - max(map(_moment, told)))
    return found


def _moment(entry: str) -> int:
    return int(entry.partition("-")[0])


def _at(values: Sequence[int], share: float) -> int:
    return values[min(int(len(values) * share), len(values) - 1)]


if __name__ == "__main__":
    main(*(int(word) for word in [*sys.argv[1:], *map(str, (ARTICLES, WORDS)[len(sys.argv) - 1 :])][:2]))
