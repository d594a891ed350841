"""What a running role tells at /metrics, as Prometheus parses it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.observe.registered import SERIES
from tests.with_redis.helpers import add, until
from tests.with_redis.standins import core

from firebell import config
from firebell.embedded import Embedded, running
from firebell.ops import metrics
from firebell.redis.client import call, connect
from firebell.redis.keys import Keys
from firebell.redis.upkeep import memory
from firebell.reload import Watched
from firebell.worker import Options, Worker

Told = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def told(port: int) -> Told:
    async with httpx.AsyncClient(timeout=10) as http:
        text = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def one(found: Told, name: str, **labels: str) -> float | None:
    return found.get((name, frozenset(labels.items())))


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Embedded]:
    """A server of the test's own, which may come to harm."""
    with running(tmp_path / "redis") as embedded:
        yield embedded


@pytest.fixture
async def worker(own: Embedded, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Worker]:
    monkeypatch.setattr("firebell.worker.MEMORY_SECONDS", 0.05)
    working = Worker(Options(own.url, health_port=0), core())
    task = asyncio.create_task(working.run())
    yield working
    working.stopping.set()
    await task


async def test_a_worker_tells_every_declared_series_and_what_is_ready(worker: Worker) -> None:
    async def ready() -> bool:
        return bool(worker.port) and not worker.health.unready()

    await until(ready, seconds=30.0)
    found = await told(worker.port)
    names = {name for name, _ in found if not name.endswith("_created")}
    silent = {name for name in SERIES if SERIES[name] and name not in names}
    assert silent <= {  # their labels come with what is met
        "firebell_deliveries_total",
        "firebell_deliveries_waiting",
        "firebell_channel_disabled",
        "firebell_feed_up",
        "firebell_feed_silent",
        "firebell_feed_articles_total",
        "firebell_config_hash",
        "firebell_http_requests_total",
    }
    assert names <= set(SERIES)
    assert one(found, "firebell_alerts_total", severity="Severe", kind="surge") is not None
    assert one(found, "firebell_signals_total", signal="surge") is None
    assert {check: one(found, "firebell_ready", check=check) for check in ("redis", "reader", "fold")} == {
        "redis": 1.0,
        "reader": 1.0,
        "fold": 1.0,
    }


async def test_a_redis_that_goes_away_is_told_by_its_check(worker: Worker, own: Embedded) -> None:
    async def says(value: float) -> bool:
        return bool(worker.port) and one(await told(worker.port), "firebell_ready", check="redis") == value

    await until(lambda: says(1.0), seconds=30.0)
    own.stop()
    await until(lambda: says(0.0), seconds=60.0)


async def test_a_policy_that_is_changed_while_it_runs_is_told(worker: Worker, own: Embedded) -> None:
    client = connect(own.url)

    async def says(value: float) -> bool:
        found = await told(worker.port) if worker.port else {}
        return one(found, "firebell_redis_evicts") == value and bool(
            one(found, "firebell_redis_memory_bytes")
        )

    await until(lambda: says(0.0), seconds=30.0)
    await call(client, "CONFIG", "SET", "maxmemory", "100mb")
    await call(client, "CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    await until(lambda: says(1.0), seconds=30.0)
    assert one(await told(worker.port), "firebell_redis_memory_limit_bytes") == 100 * 1024 * 1024
    assert (await memory(client)).evicts
    await call(client, "CONFIG", "SET", "maxmemory-policy", "noeviction")
    await until(lambda: says(0.0), seconds=30.0)
    await client.aclose()


async def test_the_last_article_has_its_time(worker: Worker, own: Embedded) -> None:
    client = connect(own.url)

    async def says(value: float) -> bool:
        found = await told(worker.port) if worker.port else {}
        return one(found, "firebell_last_article_timestamp_seconds") == value

    await until(lambda: says(0.0), seconds=30.0)
    name = await add(client, Keys("firebell"), "text", "gunmen attack a post")
    await until(lambda: says(int(name.partition("-")[0]) / 1000), seconds=30.0)
    await client.aclose()


async def test_the_configuration_in_force_has_one_hash_in_every_role(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_text("watch: [IQ]\n", "utf-8")
    first = Watched(tmp_path, lambda: "parts of one role")
    assert hashes() == [config.config_entry(config.read_files(tmp_path)).hash]
    (tmp_path / "thresholds.yaml").write_text("watch: [IQ, SD]\n", "utf-8")
    assert [await first.changed(), await first.changed()] == [None, "parts of one role"]
    assert hashes() == [config.config_entry(config.read_files(tmp_path)).hash]
    assert metrics.CONFIG_TIMESTAMP._value.get() > 1_700_000_000


def hashes() -> list[str]:
    return [sample.labels["hash"] for family in metrics.CONFIG_HASH.collect() for sample in family.samples]


async def test_a_journal_that_is_gone_is_counted_once_as_lost(worker: Worker, own: Embedded) -> None:
    client, keys = connect(own.url), Keys("firebell")

    async def folded() -> bool:
        return bool(await call(client, "HGET", keys.fold, "cursor"))

    await until(folded, seconds=30.0)
    before = metrics.ENTRIES_LOST.labels("journal_trimmed")._value.get()
    await call(client, "DEL", keys.journal)
    await call(client, "DEL", keys.lease)

    async def told_lost() -> bool:
        return worker.folder is not None and "deleted or replaced" in worker.folder.trouble

    await until(told_lost, seconds=30.0)
    await asyncio.sleep(1.2)
    assert metrics.ENTRIES_LOST.labels("journal_trimmed")._value.get() == before + 1
    await client.aclose()
