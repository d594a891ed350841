"""A copy of a running server's files → another server → the worker goes on: nothing rings twice (docs/backup.md)."""

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.test_commands import firebell
from tests.tools import tool
from tests.with_redis.helpers import rows, until
from tests.with_redis.test_real_worker import folded

from firebell.article import Article, encode
from firebell.cli.worker import core
from firebell.embedded import Embedded, binary, free_port, running
from firebell.redis.client import AGAIN_LATER, Redis, call, connect
from firebell.redis.keys import Keys
from firebell.settings import Settings
from firebell.worker import Options, Worker

KEYS = Keys()
MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)


def told(number: int, title: str, source: str = "Reuters") -> Article:
    return Article(
        id=f"a{number}",
        title=title,
        text=title,
        source=source,
        published_at=MARCH.replace(hour=12 + number),
    )


BEFORE = (
    told(1, "A roadside bomb killed 12 soldiers near Kirkuk, officials said."),
    told(2, "Gunmen killed 9 villagers in an attack near Maiduguri, police said."),
    told(3, "The price of bread rose in Goma."),
)
AFTER = (
    told(4, "The roadside bomb near Kirkuk killed 31 soldiers, medics said.", source="AFP"),
    told(5, "An air strike on Idlib killed 5 people, a hospital said."),
)


@asynccontextmanager
async def working(url: str) -> AsyncIterator[Redis]:
    """A real worker on this server, for the length of a block."""
    client = connect(url)
    worker = Worker(Options(url, lease_seconds=1.0, claim_after_seconds=1.0), core(Settings()))
    task = asyncio.create_task(worker.run())
    try:
        yield client
    finally:
        worker.stopping.set()
        await task
        await client.aclose()


async def tell(client: Redis, *articles: Article) -> None:
    """Publish them, and wait until all that ever came is folded."""
    for article in articles:
        await call(client, "XADD", KEYS.articles, "*", "data", encode(article))
    came = (await call(client, "XINFO STREAM", KEYS.articles))["entries-added"]
    await until(lambda: folded(client, KEYS, came), seconds=60.0)


async def rung(client: Redis) -> list[str]:
    return [json.loads(fields[b"data"])["id"] for fields in await rows(client, KEYS.alerts)]


async def at_rest(client: Redis, *what: str) -> None:
    """Until nothing of this is under way on the server."""

    async def done() -> bool:
        info = await call(client, "INFO", "persistence")
        return not any(int(info[name]) for name in what)

    await until(done, seconds=20.0)


async def copied(client: Redis, data: Path, to: Path) -> None:
    """The append-only files of a running server, as docs/backup.md has it."""
    await call(client, "CONFIG", "SET", "auto-aof-rewrite-percentage", "0")
    await call(client, "BGREWRITEAOF")
    await at_rest(client, "aof_rewrite_in_progress", "aof_rewrite_scheduled")
    shutil.copytree(data / "appendonlydir", to / "appendonlydir")
    await call(client, "CONFIG", "SET", "auto-aof-rewrite-percentage", "100")


async def goes_on(url: str, before: list[str], after: list[str]) -> None:
    """On a restored server nothing rings by itself; what is sent again rings as it did, what is known does not."""
    async with working(url) as client:
        await tell(client)
        assert await rung(client) == before
        await tell(client, *BEFORE, *AFTER)
        assert await rung(client) == after
        # `a3` tells nothing violent: of such a text nothing is remembered, and it is read again.
        assert await call(client, "HGET", KEYS.counts, "duplicate") == b"2"


async def test_a_worker_goes_on_with_a_copy_of_a_running_servers_files(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.mkdir()
    with running(first) as server:
        async with working(server.url) as client:
            await tell(client, *BEFORE)
            before = await rung(client)
            await copied(client, first, second)
            await tell(client, *AFTER)
            after = await rung(client)
        server.kill()
    assert len(set(after)) == len(after) > len(before) > 1
    with running(second) as restored:
        await goes_on(restored.url, before, after)


async def test_what_was_read_by_nobody_when_it_was_copied_rings_on_the_other_server(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.mkdir()
    with running(first) as server:
        async with working(server.url) as client:
            await tell(client, *BEFORE)
            before = await rung(client)
        client = connect(server.url)
        for article in AFTER:
            await call(client, "XADD", KEYS.articles, "*", "data", encode(article))
        await copied(client, first, second)
        await client.aclose()
        async with working(server.url) as client:
            await tell(client)
            after = await rung(client)
    assert len(after) > len(before)
    with running(second) as restored:
        async with working(restored.url) as client:
            await tell(client)
            assert await rung(client) == after


async def test_a_worker_goes_on_with_a_snapshot(tmp_path: Path) -> None:
    """A server with append-only files looks at no snapshot where they are missing: it starts without them first."""
    first, second = tmp_path / "first", tmp_path / "second"
    second.mkdir()
    with running(first) as server:
        async with working(server.url) as client:
            await tell(client, *BEFORE)
            before = await rung(client)
            await call(client, "BGSAVE")
            await at_rest(client, "rdb_bgsave_in_progress")
            shutil.copy(first / "dump.rdb", second / "dump.rdb")
            await tell(client, *AFTER)
            after = await rung(client)
        server.kill()
    port = free_port()
    words = [str(binary()), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(second)]
    with subprocess.Popen([*words, "--appendonly", "no"], stdout=subprocess.DEVNULL) as process:  # noqa: ASYNC220, S603 -- our own words
        client = connect(f"redis://127.0.0.1:{port}")

        async def answers() -> bool:
            try:
                return bool(await call(client, "EXISTS", KEYS.fold))
            except AGAIN_LATER:
                return False

        await until(answers, seconds=20.0)
        await call(client, "CONFIG", "SET", "appendonly", "yes")
        await at_rest(client, "aof_rewrite_in_progress", "aof_rewrite_scheduled")
        await client.aclose()
        process.terminate()
    with running(second) as restored:
        await goes_on(restored.url, before, after)


@pytest.fixture
def empty(tmp_path: Path) -> Iterable[Embedded]:
    with running(tmp_path / "empty") as server:
        yield server


PAGE = (Path(__file__).parents[2] / "docs" / "backup.md").read_text()
FILTERS = re.findall(r"jq -c '([^']+)'", PAGE)


@pytest.mark.parametrize("words", FILTERS, ids=["as-they-are", "dated-by-their-arrival"])
async def test_exported_articles_ring_under_the_same_ids_on_an_empty_server(
    server: Embedded, client: Redis, empty: Embedded, words: str
) -> None:
    """The second road: what is still on the articles' stream, published anew by the command of the page."""
    jq = tool("jq")
    async with working(server.url):
        await tell(client, *BEFORE, *AFTER)
        rang = await rung(client)
    exported = await asyncio.to_thread(firebell, "export", "articles", url=server.url)
    lines = subprocess.run([jq, "-c", words], input=exported.out, capture_output=True, text=True, check=True)  # noqa: ASYNC221, S603 -- nothing else goes on
    published = await asyncio.to_thread(firebell, "publish", "-", given=lines.stdout, url=empty.url)
    assert published.code == 0
    async with working(empty.url) as other:
        await tell(other)
        assert await rung(other) == rang


def test_an_article_that_nobody_dated_is_given_the_moment_that_it_came_at() -> None:
    row = {"entry": "1661990400123-0", "fields": {"data": '{"text": "Gunmen killed four in Basra."}'}}
    words = [tool("jq"), "-c", FILTERS[1]]
    done = subprocess.run(words, input=json.dumps(row), capture_output=True, text=True, check=True)  # noqa: S603 -- our own page
    assert json.loads(done.stdout)["published_at"] == "2022-09-01T00:00:00Z"


async def test_an_exported_journal_tells_every_alert_again(server: Embedded, client: Redis) -> None:
    async with working(server.url):
        await tell(client, *BEFORE, *AFTER)
    exported = await asyncio.to_thread(firebell, "export", "journal", url=server.url)
    replayed = await asyncio.to_thread(firebell, "replay", "--journal", "--json", "-", given=exported.out)
    assert [alert["id"] for alert in replayed.lines] == await rung(client)
