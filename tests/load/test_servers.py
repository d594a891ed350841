"""The oldest Redis that is supported does what the embedded Valkey does: the tests of every script, on it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.tools import tool

from firebell.embedded import binary
from firebell.redis.client import Redis, call

CORE = (
    "tests/with_redis/test_articles.py",
    "tests/with_redis/test_claiming.py",
    "tests/with_redis/test_fold.py",
    "tests/deliver/test_delivery_parts.py",
    "tests/load/test_trimming.py",
    "tests/load/test_servers.py::test_the_tests_run_on_the_server_that_was_asked_for",
)
"""Readers, claims, the fold, deliveries, trims: each of the scripts runs in one of them."""


async def test_the_tests_run_on_the_server_that_was_asked_for(client: Redis) -> None:
    wanted = os.environ.get("FIREBELL_TEST_SERVER") or str(binary())
    runs: str = (await call(client, "INFO", "server"))["executable"]
    assert runs == wanted


def test_the_core_runs_on_the_oldest_redis(tmp_path: Path) -> None:
    # redis-tools has the server by another name, without the service that redis-server would start.
    program = tmp_path / "redis-server"
    program.symlink_to(tool("redis-check-rdb"))
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CORE]
    done = subprocess.run(  # noqa: S603 -- our own tests
        words,
        env=os.environ | {"FIREBELL_TEST_SERVER": str(program)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert " passed" in done.stdout
    assert "failed" not in done.stdout.splitlines()[-1]
