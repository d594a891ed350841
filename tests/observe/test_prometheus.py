"""A real Prometheus over a real worker: alerts ring by what the worker tells, and the dashboard shows it."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from scripts.dashboard import dashboard
from tests.observe.rules import NAMESPACE, RELEASE, groups
from tests.tools import tool
from tests.with_redis.helpers import add, until

from firebell.embedded import Embedded, free_port, running
from firebell.redis.client import connect
from firebell.redis.keys import Keys

POD = f"{RELEASE}-firebell-worker-7f9c6d5b8-x2k41"
PATIENCE = 90.0


class Prometheus:
    """What one knows by asking it."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def ask(self, query: str) -> list[dict[str, Any]]:
        answer = await self._http.get("/api/v1/query", params={"query": query})
        assert answer.is_success, answer.text
        found: list[dict[str, Any]] = answer.json()["data"]["result"]
        return found

    async def firing(self) -> set[str]:
        return {row["metric"]["alertname"] for row in await self.ask('ALERTS{alertstate="firing"}')}


@pytest.fixture
def own(tmp_path: Path) -> Any:
    with running(tmp_path / "redis") as embedded:
        yield embedded


class Process(NamedTuple):
    """A worker as it is run, and where its health is told."""

    process: asyncio.subprocess.Process
    port: int


@pytest.fixture
async def worker(own: Embedded) -> AsyncIterator[Process]:
    """A process of its own: what other tests have counted in this one is not told."""
    port = free_port()
    settings = {"FIREBELL_REDIS_URL": own.url, "FIREBELL_HEALTH_PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "firebell",
        "worker",
        env=os.environ | settings,
        stderr=asyncio.subprocess.DEVNULL,
    )
    yield Process(process, port)
    if process.returncode is None:
        process.terminate()
    await process.wait()


@pytest.fixture
async def prometheus(worker: Process, tmp_path: Path) -> AsyncIterator[Prometheus]:
    """It scrapes the worker over and over, and waits for no alert's time."""
    rules = [
        {key: value for key, value in rule.items() if key != "for"} for rule in groups("worker")[0]["rules"]
    ]
    (tmp_path / "rules.yaml").write_text(json.dumps({"groups": [{"name": "all", "rules": rules}]}), "utf-8")
    labels = {"namespace": NAMESPACE, "pod": POD}
    scrape = {
        "job_name": "firebell",
        "static_configs": [{"targets": [f"127.0.0.1:{worker.port}"], "labels": labels}],
    }
    config = {
        "global": {"scrape_interval": "500ms", "scrape_timeout": "500ms", "evaluation_interval": "500ms"},
        "rule_files": ["rules.yaml"],
        "scrape_configs": [scrape],
    }
    (tmp_path / "prometheus.yaml").write_text(json.dumps(config), "utf-8")
    address = f"127.0.0.1:{free_port()}"
    with (tmp_path / "prometheus.log").open("w") as log:
        process = await asyncio.create_subprocess_exec(
            tool("prometheus"),
            f"--config.file={tmp_path / 'prometheus.yaml'}",
            f"--storage.tsdb.path={tmp_path / 'tsdb'}",
            f"--web.listen-address={address}",
            stderr=log,
        )
    try:
        async with httpx.AsyncClient(base_url=f"http://{address}", timeout=10) as http:

            async def ready() -> bool:
                try:
                    return (await http.get("/-/ready")).is_success
                except httpx.TransportError:
                    return False

            await until(ready, seconds=PATIENCE)
            yield Prometheus(http)
    finally:
        process.terminate()
        await process.wait()


async def test_alerts_ring_by_what_a_worker_tells_and_an_absence_of_redis_by_one_alone(
    prometheus: Prometheus, own: Embedded
) -> None:
    client, keys = connect(own.url), Keys("firebell")

    async def rings(*names: str) -> bool:
        return await prometheus.firing() == set(names)

    await until(lambda: rings("FirebellNoArticles"), seconds=PATIENCE)
    await add(client, keys, "title", "Fair opens in Basra", "text", "The fair opened on Thursday.")
    await until(rings, seconds=PATIENCE)
    await add(client, keys, "data", "{no json")
    await until(lambda: rings("FirebellDeadLetters"), seconds=PATIENCE)
    (row,) = await prometheus.ask("ALERTS")
    assert row["metric"] == {
        "__name__": "ALERTS",
        "alertname": "FirebellDeadLetters",
        "alertstate": "firing",
        "firebell": f"{RELEASE}-firebell",
        "namespace": NAMESPACE,
        "reason": "not_json",
        "severity": "warning",
    }
    await client.aclose()
    own.stop()
    await until(lambda: rings("FirebellDeadLetters", "FirebellRedisAway"), seconds=PATIENCE)


async def test_the_first_alert_of_its_kind_is_seen_on_the_dashboard(
    prometheus: Prometheus, own: Embedded
) -> None:
    client, keys = connect(own.url), Keys("firebell")
    (query,) = (
        target["expr"]
        for panel in dashboard()["panels"]
        if panel["title"] == "Alerts by severity"
        for target in panel["targets"]
    )
    query = query.replace("$namespace", NAMESPACE).replace("$release", f"{RELEASE}-firebell")

    async def seen() -> list[float]:
        return [float(row["value"][1]) for row in await prometheus.ask(query)]

    async def none_yet() -> bool:
        return set(await seen()) == {0.0}

    async def one() -> bool:
        return sum(await seen()) >= 1.0

    await until(none_yet, seconds=PATIENCE)
    await add(client, keys, "text", "A roadside bomb killed 12 soldiers near Mosul, Iraq, on Thursday.")
    await until(one, seconds=PATIENCE)
    await client.aclose()


async def test_a_pod_that_says_nothing_is_missed(prometheus: Prometheus, worker: Process) -> None:
    async def settled() -> bool:
        return "FirebellWorkerAbsent" not in await prometheus.firing()

    async def missed() -> bool:
        return "FirebellWorkerAbsent" in await prometheus.firing()

    await until(settled, seconds=PATIENCE)
    worker.process.terminate()
    await until(missed, seconds=PATIENCE)
