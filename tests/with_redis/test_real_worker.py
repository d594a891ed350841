"""A real worker with the shipped configuration: what it rings is what the pure core says, byte for byte."""

import asyncio
import json
from pathlib import Path

import pytest
from tests.with_redis.helpers import publish, rows, until

from firebell import parts
from firebell.archive import Archive
from firebell.article import Article, encode, parse
from firebell.cli.worker import core
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.settings import Settings
from firebell.shipped import shipped_config
from firebell.worker import Options, Worker


@pytest.fixture(scope="module")
def day() -> list[Article]:
    lines = Path(shipped_config() / "demo" / "day.jsonl").read_text("utf-8").splitlines()
    return [parse(line) for line in lines]


async def folded(client: Redis, keys: Keys, count: int) -> bool:
    """Whether so many articles were acknowledged and everything in the journal is folded."""
    counts = await call(client, "HVALS", keys.counts)
    last = await call(client, "XREVRANGE", keys.journal, "+", "-", "COUNT", 1)
    cursor = await call(client, "HGET", keys.fold, "cursor")
    return sum(map(int, counts)) >= count and bool(last) and cursor == last[0][0]


async def test_the_bundled_day_rings_as_its_replay_says(
    server: Embedded, client: Redis, keys: Keys, day: list[Article]
) -> None:
    worker = Worker(Options(server.url, tick_seconds=3600.0), core(Settings()))
    task = asyncio.create_task(worker.run())
    try:
        for article in day:
            await call(client, "XADD", keys.articles, "*", "data", encode(article))
        await until(lambda: folded(client, keys, len(day)), seconds=30.0)
    finally:
        worker.stopping.set()
        await task
    rung = [fields[b"data"] for fields in await rows(client, keys.alerts)]
    archive = Archive(parts.load())
    told = [archive.tell(article) for article in day]
    assert rung == [raw for one in told if one.trace for raw in one.trace.alerts]
    assert len(rung) > 20
    assert await call(client, "XLEN", keys.dead) == 0
    assert await call(client, "XLEN", keys.channel("everything")) > 0


HOSTILE = [
    {"id": "marks", "text": "\x00\x1b[2J Gunmen killed four soldiers \u202ein Basra\u202c \ufeff"},
    {"id": "emoji", "text": "💥💥 Gunmen 👨‍👩‍👧 killed 4️⃣ four soldiers in Basra 🇮🇶"},
    {
        "id": "arabic",
        "text": "قتل أربعة جنود في هجوم مسلح على نقطة تفتيش في مدينة البصرة جنوبي العراق يوم الخميس",
    },
    {"id": "long", "text": "Gunmen killed four soldiers in Basra. " * 20_000},
    {"id": "one-word", "text": "a" * 500_000},
    {"id": "numbers", "text": "killed " + "1,000,000 " * 50_000},
    {"id": "open", "text": "(" * 100_000 + "killed" + "'" * 100_000},
    {"id": "year", "text": "A bomb killed four in Basra", "published_at": "30000-01-01T00:00:00Z"},
]


async def test_hostile_texts_pass_and_the_stream_goes_on(server: Embedded, client: Redis, keys: Keys) -> None:
    worker = Worker(Options(server.url), core(Settings()))
    task = asyncio.create_task(worker.run())
    try:
        for article in HOSTILE:
            await publish(client, keys, article)
        await publish(
            client, keys, {"id": "after", "text": "A roadside bomb killed 12 soldiers near Mosul, Iraq."}
        )
        await until(lambda: folded(client, keys, len(HOSTILE) + 1), seconds=60.0)
    finally:
        worker.stopping.set()
        await task
    dead = [fields[b"reason"] for fields in await rows(client, keys.dead)]
    assert dead == [b"bad_date"]
    counts = {name.decode(): int(n) for name, n in (await call(client, "HGETALL", keys.counts)).items()}
    assert counts["unsupported_language"] >= 1
    last = json.loads((await rows(client, keys.alerts))[-1][b"data"])
    assert last["data"]["region"]["path"] == ["IQ"]
