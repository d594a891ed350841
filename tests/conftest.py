"""Fixtures that more than one folder of tests uses."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

from firebell.embedded import Embedded
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import Keys


class Together(LoadFileScheduling):  # type: ignore[misc] # xdist has no types
    """Tests of a file run in one process, those of the image too: what they share is dear to start."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return "image" if path.startswith("tests/image/") else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """A Redis of the tests' own: the embedded one, or the program that FIREBELL_TEST_SERVER names."""
    embedded = Embedded(tmp_path_factory.mktemp("redis"))
    if program := os.environ.get("FIREBELL_TEST_SERVER"):
        embedded._program = Path(program)
    embedded.start()
    yield embedded
    embedded.stop()


@pytest.fixture
def keys() -> Keys:
    return Keys("firebell")


@pytest.fixture
async def client(server: Embedded) -> AsyncIterator[Redis]:
    redis = connect(server.url)
    await call(redis, "FLUSHALL")
    yield redis
    await redis.aclose()
