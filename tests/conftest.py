"""Fixtures that more than one folder of tests uses."""

from collections.abc import AsyncIterator, Iterator

import pytest

from firebell.embedded import Embedded, running
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import Keys


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    with running(tmp_path_factory.mktemp("redis")) as embedded:
        yield embedded


@pytest.fixture
def keys() -> Keys:
    return Keys("firebell")


@pytest.fixture
async def client(server: Embedded) -> AsyncIterator[Redis]:
    redis = connect(server.url)
    await call(redis, "FLUSHALL")
    yield redis
    await redis.aclose()
