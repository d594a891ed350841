"""A changed configuration is taken up without a restart; what is wrong is not, and the last good one holds."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.with_redis.helpers import publish, rows, until

from firebell import journal
from firebell.cli.worker import core
from firebell.embedded import Embedded
from firebell.ops import metrics
from firebell.redis.client import Redis
from firebell.redis.keys import Keys
from firebell.reload import Watched
from firebell.settings import Settings
from firebell.shipped import shipped_config
from firebell.worker import Options, Worker

RAISED = {
    "text": "Two soldiers were killed in a clash with gunmen at Mosul in Iraq on Tuesday, the army said.",
    "source": "Reuters",
    "published_at": "2026-03-03T12:00:00Z",
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    own = tmp_path / "config"
    own.mkdir()
    for name in ("thresholds", "channels"):
        shutil.copy(shipped_config() / f"{name}.yaml", own)
    return own


@pytest.fixture
async def worker(server: Embedded, client: Redis, directory: Path) -> AsyncIterator[Worker]:
    del client  # it has emptied the server
    known = Settings(config=directory)
    watched = Watched(directory, lambda: core(known))
    working = Worker(Options(server.url, reload_seconds=0.05), core(known), watched)
    task = asyncio.create_task(working.run())
    yield working
    working.stopping.set()
    await task


async def configs(client: Redis, keys: Keys) -> list[str]:
    entries = [journal.decode(fields[b"data"]) for fields in await rows(client, keys.journal)]
    return [entry.hash for entry in entries if isinstance(entry, journal.ConfigEntry)]


async def test_what_changes_is_in_force_from_the_next_article_on(
    worker: Worker, client: Redis, keys: Keys, directory: Path
) -> None:
    async def taken_up(count: int) -> bool:
        return len(await configs(client, keys)) == count

    await until(lambda: taken_up(1), seconds=30.0)
    thresholds = directory / "thresholds.yaml"
    before = thresholds.read_text("utf-8")

    thresholds.write_text("defaults: {ring_at: Extremely}\n", "utf-8")
    await until(lambda: _is(metrics.CONFIG_SUCCESSFUL._value.get() == 0), seconds=30.0)
    assert worker.watched is not None
    assert "thresholds.yaml:1:12" in worker.watched.wrong

    thresholds.write_text(before.replace("ring_at: Moderate ", "ring_at: Minor "), "utf-8")
    await until(lambda: taken_up(2), seconds=30.0)
    assert worker.watched.wrong == ""
    assert (await configs(client, keys))[-1] == worker.core.config.hash

    (directory / "signals.yaml").write_text(
        (shipped_config() / "signals.yaml").read_text("utf-8") + "\n# another vocabulary\n", "utf-8"
    )
    await until(lambda: taken_up(3), seconds=30.0)
    name = await publish(client, keys, RAISED)

    async def read() -> bool:
        entries = [journal.decode(fields[b"data"]) for fields in await rows(client, keys.journal)]
        return any(isinstance(e, journal.ReadingEntry) and e.arrived == name for e in entries)

    await until(read, seconds=30.0)
    entries = [journal.decode(fields[b"data"]) for fields in await rows(client, keys.journal)]
    told = [entry for entry in entries if isinstance(entry, journal.ReadingEntry)]
    assert told[-1].reading_hash == worker.core.reading_hash


async def _is(condition: bool) -> bool:  # noqa: FBT001 -- a condition to wait for
    return condition
