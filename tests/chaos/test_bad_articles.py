"""One article that kills, and one version that is bad: the first is set aside alone, the second touches nothing."""

import asyncio
import os
import sys
from pathlib import Path

from tests.chaos.dying import WORD
from tests.with_redis.helpers import pending, publish, rows, rung, until
from tests.with_redis.standins import core, read

from firebell.article import Article
from firebell.embedded import Embedded
from firebell.reading.reading import Reading
from firebell.redis.articles import FAILURES_IN_A_ROW
from firebell.redis.claiming import POISON_FROM
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.worker import Options, Worker

ROOT = Path(__file__).parents[2]


async def a_life(url: str) -> int:
    """A worker that lives until it dies by itself; how it died."""
    around = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "service")))}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chaos.dying", url, env=around, cwd=ROOT, stdout=-3, stderr=-3
    )
    try:
        return await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_an_article_that_kills_its_readers_is_set_aside_after_five_and_its_neighbours_are_read(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    names = ["a1", "a2", "a3"]
    for name, text in zip(names, ["an attack", f"a {WORD} attack", "an attack"], strict=True):
        await publish(client, keys, {"id": name, "text": text})
    deaths: list[int] = []

    async def living() -> None:
        while True:
            deaths.append(await a_life(server.url))

    task = asyncio.create_task(living())
    try:

        async def done() -> bool:
            letters = await rows(client, keys.dead)
            return bool(letters) and sorted(await rung(client, keys)) == ["a1", "a3"]

        await until(done, seconds=90)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    (letter,) = await rows(client, keys.dead)
    assert (letter[b"reason"], letter[b"tries"]) == (b"poison", b"%d" % POISON_FROM)
    assert WORD.encode() in letter[b"in:data"]
    assert deaths == [9] * POISON_FROM
    assert await pending(client, keys) == 0


def broken(article: Article) -> Reading:
    raise ValueError(f"this version reads nothing, {article.id} neither")


async def test_a_version_that_reads_nothing_is_not_ready_and_another_one_reads_it_all(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    count = 2 * FAILURES_IN_A_ROW
    for number in range(count):
        await publish(client, keys, {"id": f"a{number}", "text": "an attack"})
    quick = Options(server.url, batch=7, lease_seconds=1.0, claim_after_seconds=0.2)
    bad = [Worker(quick, core()._replace(read=broken)) for _ in range(2)]
    for number, worker in enumerate(bad):
        worker.name = f"bad-{number}"
    tasks = [asyncio.create_task(worker.run()) for worker in bad]

    async def stopped() -> bool:
        return all("in a row" in worker.health.unready().get("reader", "") for worker in bad)

    await until(stopped, seconds=20)
    assert [worker.health.alive() for worker in bad] == [{}] * 2
    for worker in bad:
        worker.stopping.set()
    await asyncio.gather(*tasks)
    assert await rows(client, keys.dead) == []
    assert await call(client, "XLEN", keys.articles) == count
    good = Worker(quick, core()._replace(read=read))
    task = asyncio.create_task(good.run())

    async def all_read() -> bool:
        return len(await rung(client, keys)) == count

    await until(all_read, seconds=20)
    good.stopping.set()
    await task
    assert await rows(client, keys.dead) == []
