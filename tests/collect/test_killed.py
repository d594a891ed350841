"""`firebell collect` as a process: killed, stopped or restarted, it publishes each entry once."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.collect.helpers import a_feed, an_hour_apart, an_item, collecting, published, rss, stands
from tests.collect.site import Site, a_site
from tests.with_redis.helpers import journaled, take, until
from tests.with_redis.standins import read

from firebell.collect.poll import name_of
from firebell.embedded import Embedded, free_port
from firebell.redis.articles import Reader
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

ENTRIES = 1000


def environment(url: str, directory: Path, **more: str) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("FIREBELL_")}
    return known | {
        "FIREBELL_REDIS_URL": url,
        "FIREBELL_CONFIG": str(directory),
        "FIREBELL_ALLOW_ADDRESSES": "127.0.0.0/8",
        **more,
    }


@asynccontextmanager
async def a_process(url: str, directory: Path, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`firebell collect`, which is killed at the end of the block if it is still there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "firebell",
        "collect",
        env=environment(url, directory, **more),
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def write(directory: Path, site: Site) -> None:
    (directory / "sources.yaml").write_text(f"publishers: {{Example News: {{feed: '{site.url()}'}}}}\n")


async def length(client: Redis, keys: Keys) -> int:
    return int(await call(client, "XLEN", keys.articles))


async def test_a_process_that_is_killed_while_it_publishes_loses_and_doubles_nothing(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    async with a_site() as site:
        write(tmp_path, site)
        site.put("/feed", rss(*an_hour_apart(ENTRIES)))
        for at in (1, 300, 700):
            async with a_process(server.url, tmp_path) as process:
                async with asyncio.timeout(30):
                    while await length(client, keys) < at:  # noqa: ASYNC110 -- ten scripts are through in 30 ms
                        await asyncio.sleep(0.001)
                process.send_signal(signal.SIGKILL)
                await process.wait()
            await call(client, "DEL", keys.collect_lease)  # a test waits for no ten seconds
        async with a_process(server.url, tmp_path) as process:

            async def done() -> bool:
                known = await stands(client, keys, a_feed(site.url()))
                return known.ok > 0 and await call(client, "EXISTS", keys.collect_lease) == 1

            await until(done, seconds=30)
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 20) == 0
        assert await call(client, "EXISTS", keys.collect_lease) == 0
        articles = await published(client, keys)
    assert [article.title for article in articles] == [f"Clash number {n}" for n in range(1, ENTRIES + 1)]


async def test_what_is_published_again_after_a_loss_is_told_once(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    """Redis may lose its last second; then the readers' own check by the article's id holds."""
    async with a_site() as site:
        site.put("/feed", rss(an_item(title="An attack in Goma", at=None)))
        feed = a_feed(site.url())
        for _ in range(2):
            async with collecting(server.url, [feed]):

                async def done() -> bool:
                    return (await stands(client, keys, feed)).ok > 0

                await until(done)
            await call(client, "DEL", keys.feed(name_of(feed)), keys.feed_seen(name_of(feed)))
    assert await length(client, keys) == 2
    await take(Reader(client, keys, read, consumer="one"))
    assert [entry.title for entry in await journaled(client, keys)] == ["An attack in Goma"]
    assert await call(client, "HGET", keys.counts, "duplicate") == b"1"


async def test_two_processes_one_polls_and_both_tell_how_they_are(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    ports = [free_port(), free_port()]
    async with a_site() as site:
        write(tmp_path, site)
        site.put("/feed", rss(an_item()))
        async with (
            a_process(server.url, tmp_path, FIREBELL_HEALTH_PORT=str(ports[0])) as one,
            a_process(server.url, tmp_path, FIREBELL_HEALTH_PORT=str(ports[1])) as other,
        ):

            async def both_ready() -> bool:
                return await published(client, keys) != [] and all([await page(port) for port in ports])

            await until(both_ready, seconds=30)
            figures = [await page(port, "/metrics") for port in ports]
            assert sorted("firebell_collect_holder 1.0" in text for text in figures) == [False, True]
            assert sorted('firebell_feed_up{publisher="Example News"} 1.0' in text for text in figures) == [
                False,
                True,
            ]
            for process in (one, other):
                process.terminate()
            assert [await asyncio.wait_for(process.wait(), 20) for process in (one, other)] == [0, 0]
        assert site.times() == 1


async def page(port: int, path: str = "/readyz") -> str:
    def ask() -> str:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    return await asyncio.to_thread(ask)


async def test_up_collects_where_there_is_a_feed(tmp_path: Path) -> None:
    async with a_site() as site:
        write(tmp_path, site)
        site.put("/feed", rss(an_item()))
        known = environment("", tmp_path)
        del known["FIREBELL_REDIS_URL"]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "firebell",
            "up",
            "--data",
            str(tmp_path / "data"),
            env=known,
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:

            async def polled() -> bool:
                return site.times() > 0

            await until(polled, seconds=60)
        finally:
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 30) == 0
