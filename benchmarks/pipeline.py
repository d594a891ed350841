"""A backlog of articles → read, folded and told by real workers: how fast, beside consumers that do nothing with it.

The null consumers take the same stream, parse the JSON and acknowledge: one on redis-py alone, one on FastStream; what
Redis itself can do stands above them (`ceiling.py`). All of it runs one after the other, on one private Redis
(append-only file, everysec): the ratios hold on other machines.
    .venv/bin/python -m benchmarks.pipeline [ARTICLES]
"""

import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from random import Random

import msgspec
from benchmarks import ceiling
from benchmarks.backlog import AT_ONCE, KEYS, WARM, drained, fill, folded, halted, memory, spent, warm
from benchmarks.mixed import article
from benchmarks.news import SEED
from benchmarks.processes import processor, resident, role
from benchmarks.table import Fact, Measured, Row, text
from faststream.redis import RedisBroker, StreamSub

from firebell.alert.alert import decode
from firebell.embedded import running
from firebell.redis.client import Redis, call, connect
from firebell.redis.publishing import add

ARTICLES, WORDS = 20_000, 300
VIOLENT_SHARE = 10
"""Of the articles, where all of them are on violence: each takes so much longer."""

PACE, PACED_SECONDS = 500, 20
"""Articles a second while latency is measured, one by one, and for how long."""

PART = "articles over Redis, one in ten on violence"
GROUP = "null"


def measure(articles: int = ARTICLES) -> Measured:
    """Each consumer on a stream of its own."""
    with tempfile.TemporaryDirectory() as directory, running(Path(directory)) as server:
        found = ceiling.measure(server.port, WORDS)
        found.add(asyncio.run(_measure(server.url, articles)))
    return found


async def _measure(url: str, articles: int) -> Measured:
    client = connect(url)
    found = Measured()
    for what, consume in (
        ("redis-py, parse and acknowledge", lambda: _plain(client)),
        ("FastStream batch, the same", lambda: _faststream(url)),
    ):
        wall, core = await _null(client, articles, consume)
        found.rows.append(Row(PART, what, wall, core, limit=not found.rows, peer=True))
    one = await workers(client, url, articles)
    two = await workers(client, url, articles, many=2)
    found.add(one)
    found.facts.append(Fact("articles a second of a core, mixed", one.rows[0].core or 0, "", "4,000 or more"))
    found.add(two)
    found.facts.append(Fact("two workers drain", _wall(two) / _wall(one), "times one", "1.8 or more"))
    found.add(await workers(client, url, articles, kind="peaceful"))
    found.add(await workers(client, url, articles // VIOLENT_SHARE, kind="conflict"))
    found.facts += await _latency(client, url)
    await client.aclose()
    return found


def _wall(measured: Measured) -> float:
    return measured.rows[0].wall or 0.0


async def _null(client: Redis, articles: int, consume: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Articles a second by the clock, and of this process's own time, which asks whether it is over too."""
    await call(client, "FLUSHALL")
    await fill(client, articles, WORDS)
    await call(client, "XGROUP", "CREATE", KEYS.articles, GROUP, "0")
    began, used = time.perf_counter(), time.process_time()
    task = asyncio.ensure_future(consume())
    await drained(client, GROUP)
    took, used = time.perf_counter() - began, time.process_time() - used
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return articles / took, articles / used


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


async def workers(client: Redis, url: str, articles: int, *, many: int = 1, kind: str = "mixed") -> Measured:
    """How fast, from the moment that the workers may take them to the last that is folded; and what it holds."""
    await call(client, "FLUSHALL")
    environment = {"FIREBELL_REDIS_URL": url, "FIREBELL_LOG_LEVEL": "WARNING"}
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(role("worker", environment=environment)) for _ in range(many)]
        await warm(client, WORDS, many)
        before, rested = await memory(client), await spent(client)
        with halted(processes):
            await fill(client, articles, WORDS, begin=WARM, kind=kind)
            filled = await memory(client)
        began, used = time.perf_counter(), sum(processor(each.pid) for each in processes)
        await folded(client)
        took = time.perf_counter() - began
        used = sum(processor(each.pid) for each in processes) - used
        largest = max(resident(each.pid) for each in processes) / 1024
    what = f"{'a worker' if many == 1 else f'{many} workers'}, read and folded"
    what += "" if kind == "mixed" else f", {kind} alone"
    found = Measured([Row(PART, what, articles / took, articles / used)])
    found.facts.append(Fact(f"{what}: holds", largest, "MB"))
    if kind == "mixed" and many == 1:
        kept, server = await memory(client), 1e6 * (await spent(client) - rested)
        found.facts.append(Fact("an article, from its entry to the fold, of Redis", server / articles, "µs"))
        found.facts.append(Fact("an article that waits, in Redis", (filled - before) / articles, "bytes"))
        found.facts.append(Fact("an article, read and folded, in Redis", (kept - before) / articles, "bytes"))
    return found


async def _latency(client: Redis, url: str) -> list[Fact]:
    """Publication → alert on the stream, by the clock of Redis, at an even pace."""
    await call(client, "FLUSHALL")
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    names: dict[str, str] = {}
    with role("worker", environment={"FIREBELL_REDIS_URL": url, "FIREBELL_LOG_LEVEL": "WARNING"}):
        await warm(client, WORDS, 1)
        began, many = time.perf_counter(), PACE * PACED_SECONDS
        for number in range(many):
            await asyncio.sleep(max(0.0, began + number / PACE - time.perf_counter()))
            one = article(rng, WARM + number, WORDS)
            (names[one.id],) = await add(client, KEYS, [one])
        await folded(client)
    took = sorted(_waits(await call(client, "XRANGE", KEYS.alerts, "-", "+"), names))
    what = f"article to alert at {PACE} a second"
    return [
        Fact(f"{what}, p50 of {len(took):,} alerts", _at(took, 0.5), "ms", "less than 5"),
        Fact(f"{what}, p99", _at(took, 0.99), "ms", "less than 20"),
    ]


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
    print(text(measure(*map(int, sys.argv[1:2]))))
