"""Two real workers, each killed ten times: nothing is lost, nothing is told twice, and replay tells the same."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.with_redis.generated import articles
from tests.with_redis.helpers import journaled, pending, rows

from firebell import parts
from firebell.article import encode
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

COUNT = 500
KILLS = 10
PATIENCE = 90.0
WORK = 8.0
"""So long a kill waits for work at most."""


class Crew:
    """Worker processes on one server, which are killed and started again."""

    def __init__(self, url: str, log: Path) -> None:
        self._environment = os.environ | {
            "FIREBELL_REDIS_URL": url,
            "FIREBELL_LEASE_SECONDS": "1",
            "FIREBELL_CLAIM_AFTER": "1",
            "FIREBELL_BATCH": "5",
            "FIREBELL_LOG_LEVEL": "WARNING",
        }
        self._log = log.open("ab")
        self.processes = [self._start(), self._start()]

    def _start(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "firebell", "worker"]
        return subprocess.Popen(words, env=self._environment, stdout=self._log, stderr=self._log)  # noqa: S603 -- our own program

    def kill(self, number: int) -> None:
        """SIGKILL, as a node that vanishes, and another one in its place."""
        self.processes[number].kill()
        self.processes[number].wait()
        self.processes[number] = self._start()

    def stop(self) -> list[int]:
        """SIGTERM; the exit codes."""
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        codes = [process.wait(20) for process in self.processes]
        self._log.close()
        return codes


@pytest.fixture
def crew(server: Embedded, client: Redis, tmp_path: Path) -> Iterator[Crew]:
    del client  # it has emptied the server
    crew = Crew(server.url, tmp_path / "workers.log")
    yield crew
    for process in crew.processes:
        if process.poll() is None:
            process.kill()
            process.wait()


def firebell(url: str, *words: str, given: bytes | None = None) -> bytes:
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "firebell", *words],
        env=os.environ | {"FIREBELL_REDIS_URL": url},
        input=given,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


async def test_two_workers_each_killed_ten_times_lose_and_double_nothing(
    server: Embedded, client: Redis, keys: Keys, crew: Crew
) -> None:
    told = articles(COUNT)
    reader = parts.load()
    relevant = [article.id for article in told if reader.read(article).relevant]
    assert len(relevant) > COUNT // 2

    cursors = await _publish_while_killing(client, keys, crew, [encode(article) for article in told])
    assert len(set(cursors)) > KILLS // 2, "the kills must fall into work, not into starts"
    await _until_done(client, keys)

    assert sorted(entry.article_id for entry in await journaled(client, keys)) == sorted(relevant)
    assert await call(client, "XLEN", keys.dead) == 0
    alerts = [fields[b"data"] for fields in await rows(client, keys.alerts)]
    ids = [json.loads(raw)["id"] for raw in alerts]
    assert len(ids) > 100
    assert len(set(ids)) == len(ids)
    journal = await asyncio.to_thread(firebell, server.url, "export", "journal")
    replayed = await asyncio.to_thread(
        firebell, server.url, "replay", "--journal", "--json", "-", given=journal
    )
    assert replayed.splitlines() == alerts
    assert crew.stop() == [0, 0]


async def _publish_while_killing(
    client: Redis, keys: Keys, crew: Crew, told: list[bytes]
) -> list[bytes | None]:
    """Publish in portions, and kill one worker or the other in between, ten times each; the cursors at the kills."""
    portion = len(told) // (2 * KILLS)
    cursors: list[bytes | None] = []
    for turn in range(2 * KILLS):
        for raw in told[turn * portion : (turn + 1) * portion]:
            await call(client, "XADD", keys.articles, "*", "data", raw)
        # How long a worker takes to its first article, the machine says: the kill waits for work, then a little more.
        cursors.append(await _moved(client, keys, cursors[-1] if cursors else None))
        await asyncio.sleep(0.1 * (turn % 5))
        await asyncio.to_thread(crew.kill, turn % 2)
    for raw in told[2 * KILLS * portion :]:
        await call(client, "XADD", keys.articles, "*", "data", raw)
    return cursors


async def _moved(client: Redis, keys: Keys, before: bytes | None) -> bytes | None:
    """The fold's cursor once it is another one, or after a while of no work."""
    for _ in range(int(WORK / 0.05)):
        cursor: bytes | None = await call(client, "HGET", keys.fold, "cursor")
        if cursor != before:
            return cursor
        await asyncio.sleep(0.05)
    return before


async def _until_done(client: Redis, keys: Keys) -> None:
    for _ in range(int(PATIENCE / 0.2)):
        await asyncio.sleep(0.2)
        groups = await call(client, "XINFO GROUPS", keys.articles)
        if not groups or groups[0]["lag"] != 0 or await pending(client, keys):
            continue
        cursor = await call(client, "HGET", keys.fold, "cursor")
        last = await call(client, "XREVRANGE", keys.journal, "+", "-", "COUNT", 1)
        if last and cursor == last[0][0]:
            return
    pytest.fail(f"the workers were not done within {PATIENCE} s")
