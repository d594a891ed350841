"""What the chart mounts, swapped as a kubelet swaps it, is taken up by real processes of each role."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.helm.charts import REDIS, Values, rendered, the
from tests.mounts import Mount

from firebell.embedded import Embedded

BEFORE: Values = {"config": {"files": {"thresholds.yaml": "watch: [IQ]\n"}}}
AFTER: Values = {
    "config": {
        "files": {"thresholds.yaml": "watch: [IQ, SD]\n"},
        "confd": {
            "more-channels.yaml": "desk: {to: webhook, url: https://desk.example/hook}\n",
            "more-sources.yaml": "publishers:\n  Wire: {domains: [wire.example], feed: http://127.0.0.1:9/feed}\n",
        },
    }
}
WRONG: Values = {"config": {"files": {"thresholds.yaml": "watch: [nowhere]\n"}}}


def data(values: Values) -> dict[str, str]:
    """What the chart's ConfigMap holds, by its keys."""
    held: dict[str, str] = the(rendered(REDIS, values), "ConfigMap")["data"]
    return held


class Process:
    """A role, with its log."""

    def __init__(self, role: str, url: str, config: Path, log: Path) -> None:
        own = {"FIREBELL_REDIS_URL": url, "FIREBELL_CONFIG": str(config), "FIREBELL_LOG_FORMAT": "json"}
        self._log = log
        with log.open("w") as file:
            words = [sys.executable, "-m", "firebell", role]
            self.running = subprocess.Popen(words, env=os.environ | own, stderr=file)  # noqa: S603 -- our own words

    def told(self, event: str) -> list[dict[str, Any]]:
        """The lines of the log with this event."""
        lines = [
            json.loads(line) for line in self._log.read_text("utf-8").splitlines() if line.startswith("{")
        ]
        return [line for line in lines if line["event"] == event]

    async def tells(self, event: str, times: int = 1) -> dict[str, Any]:
        """Wait for it; the last of its lines."""
        for _ in range(900):
            found = self.told(event)
            if len(found) >= times:
                return found[-1]
            assert self.running.poll() is None, self._log.read_text("utf-8")
            await asyncio.sleep(0.1)
        pytest.fail(f"{event} was not told {times} times: {self._log.read_text('utf-8')}")


@contextmanager
def a_process(role: str, url: str, mounted: Mount, log: Path) -> Iterator[Process]:
    process = Process(role, url, mounted.directory, log)
    try:
        yield process
    finally:
        process.running.terminate()
        process.running.wait()


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("role", "started", "before", "after"),
    [
        pytest.param("worker", "worker.started", {}, {}, id="worker"),
        pytest.param("deliver", "deliverer.started", {"channels": []}, {"channels": ["desk"]}, id="deliver"),
        pytest.param("collect", "collector.started", {"feeds": 0}, {"feeds": 1}, id="collect"),
    ],
)
async def test_a_role_takes_up_what_the_chart_changes_and_refuses_what_is_wrong(  # noqa: PLR0917 -- a row of the table
    role: str, started: str, before: dict[str, Any], after: dict[str, Any], server: Embedded, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    mounted = Mount(tmp_path / "config")
    mounted.swap(data(BEFORE))
    with a_process(role, server.url, mounted, tmp_path / "log") as process:
        assert before.items() <= (await process.tells(started)).items()
        mounted.swap(data(WRONG))
        assert "nowhere" in (await process.tells("config.refused"))["reason"]
        mounted.swap(data(AFTER))
        assert after.items() <= (await process.tells("config.taken_up")).items()
        mounted.swap(data(BEFORE))
        mounted.tidy()
        assert before.items() <= (await process.tells("config.taken_up", 2)).items()
    assert process.running.returncode == 0
