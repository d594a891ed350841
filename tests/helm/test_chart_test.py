"""`helm test`: its pod's own script against a real worker and a real Redis."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.helm.charts import REDIS, Manifest, Values, of_kind, rendered, the

from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys


def the_pod(*values: Values) -> Manifest:
    return the(rendered(REDIS, *values), "Pod")


class Said(NamedTuple):
    """How the script ended."""

    code: int
    text: str


class Script:
    """The script of the pod; only the place of its file is this test's."""

    def __init__(self, place: Path, url: str) -> None:
        shim = place / "firebell"
        shim.write_text(f'#!/bin/sh\nexec {sys.executable} -m firebell "$@"\n')
        shim.chmod(0o755)
        self._place = place
        self.around = {**os.environ, "PATH": f"{place}:{os.environ['PATH']}", "FIREBELL_REDIS_URL": url}

    def run(self, **values: Any) -> Said:
        (inside,) = the_pod({"helmTest": values} if values else {})["spec"]["containers"]
        given = {
            row["name"]: row["value"] for row in inside["env"] if not row["name"].startswith("FIREBELL_")
        }
        shell, how, script = inside["command"]
        script = script.replace("/tmp/", f"{self._place}/")  # noqa: S108 -- the pod's own
        done = subprocess.run(  # noqa: S603 -- the chart's own words
            [shell, how, script], env=self.around | given, capture_output=True, text=True, check=False
        )
        return Said(done.returncode, done.stdout + done.stderr)


@pytest.fixture
def script(server: Embedded, client: Redis, tmp_path: Path) -> Script:
    del client  # it has emptied the server
    return Script(tmp_path, server.url)


@pytest.fixture
def worker(script: Script) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "firebell", "worker"], env=script.around, stderr=subprocess.DEVNULL
    )
    yield
    process.terminate()
    process.wait()


@pytest.mark.usefixtures("worker")
async def test_it_rings_each_time_and_leaves_nothing_behind(
    script: Script, client: Redis, keys: Keys
) -> None:
    for _ in range(2):
        said = script.run()
        assert said.code == 0, said.text
        assert "the alert came" in said.text
    articles = [
        json.loads(fields[b"data"]) for _, fields in await call(client, "XRANGE", keys.articles, "-", "+")
    ]
    assert [article["status"] for article in articles] == ["Test"] * 4
    assert len({article["id"] for article in articles}) == 2

    async def told() -> list[tuple[str, str]]:
        rows = await call(client, "XRANGE", keys.alerts, "-", "+")
        events = [json.loads(fields[b"data"]) for _, fields in rows]
        return [(one["type"].rpartition(".")[2], one["data"]["status"]) for one in events]

    for _ in range(600):
        if len(await told()) == 4:
            break
        await asyncio.sleep(0.1)
    assert await told() == [("raised", "Test"), ("cancelled", "Test")] * 2


@pytest.mark.usefixtures("worker")
def test_words_of_ones_own_are_told_whatever_letters_they_have(script: Script) -> None:
    title = """Police: "five killed" in $HOME's clashes in Mosul, 100% sure \\ `date`"""
    said = script.run(title=title, text="Five gunmen were killed in clashes in Mosul, Iraq.\nPolice said so.")
    assert said.code == 0, said.text


def test_it_fails_where_nobody_works_and_says_how_firebell_stands(script: Script) -> None:
    said = script.run(seconds=10)
    assert said.code == 1
    assert "came within 10 s; how firebell stands:" in said.text
    assert "articles" in said.text


def test_a_pod_that_has_succeeded_goes_and_one_that_has_failed_stays_to_be_read() -> None:
    notes = the_pod({"commonAnnotations": {"a": "b"}})["metadata"]["annotations"]
    assert notes == {
        "helm.sh/hook": "test",
        "helm.sh/hook-delete-policy": "before-hook-creation,hook-succeeded",
        "a": "b",
    }


def test_it_gives_up_by_itself() -> None:
    spec = the_pod({"helmTest": {"seconds": 30}})["spec"]
    assert (spec["restartPolicy"], spec["activeDeadlineSeconds"]) == ("Never", 90)


def test_it_reaches_redis_as_the_roles_do() -> None:
    redis: Values = {
        "url": "rediss://r:6380",
        "auth": {"existingSecret": "login", "usernameKey": "u"},
        "tls": {"existingSecret": "certs"},
    }
    objects = rendered({"redis": redis, "pods": {"tolerations": [{"operator": "Exists"}]}})
    (inside,) = the(objects, "Pod")["spec"]["containers"]
    (worker,) = the(objects, "Deployment", "worker")["spec"]["template"]["spec"]["containers"]
    ours = [row for row in worker["env"] if "REDIS" in row["name"] or "PREFIX" in row["name"]]
    assert [row for row in inside["env"] if row["name"].startswith("FIREBELL_")] == ours
    assert {"/run/secrets/redis", "/run/secrets/redis-tls"} <= {
        row["mountPath"] for row in inside["volumeMounts"]
    }
    assert the(objects, "Pod")["spec"]["tolerations"] == [{"operator": "Exists"}]


def test_no_service_and_no_budget_takes_it_for_a_role() -> None:
    labels = the_pod()["metadata"]["labels"]
    for one in [*of_kind(rendered(REDIS), "Service"), *of_kind(rendered(REDIS), "PodDisruptionBudget")]:
        selector = one["spec"]["selector"]
        assert not selector.get("matchLabels", selector).items() <= labels.items()
