"""Fixtures that more than one folder of tests uses."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from firebell.embedded import Embedded
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import Keys

WHOLE = Path(__file__).parent / "image"
"""Its tests share what they build."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of a file run in one process, where several share them: they share what is dear to start."""
    for item in items:
        among = WHOLE if WHOLE in item.path.parents else item.path
        item.add_marker(pytest.mark.xdist_group(str(among)))


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
