"""A whole worker with stand-ins for the language: articles in, alerts out, through the misfortunes of its server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.with_redis.helpers import publish, rung, until
from tests.with_redis.standins import core

from firebell.embedded import Embedded
from firebell.redis.client import Redis, RedisUnfitError, call, connect
from firebell.redis.keys import Keys
from firebell.worker import Options, Worker


def a_worker(url: str) -> Worker:
    return Worker(Options(url, health_port=0, lease_seconds=1.0, claim_after_seconds=1.0), core())


@asynccontextmanager
async def working(worker: Worker) -> AsyncIterator[Worker]:
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stopping.set()
        await task


async def fetched(worker: Worker, path: str) -> tuple[int, str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", worker.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    head, _, body = (await reader.read()).decode().partition("\r\n\r\n")
    writer.close()
    await writer.wait_closed()
    return int(head.split()[1]), body


def ringing(client: Redis, keys: Keys, *names: str) -> Callable[[], Awaitable[bool]]:
    async def heard() -> bool:
        return await rung(client, keys) == list(names)

    return heard


async def test_an_article_rings_and_the_worker_says_that_it_is_well(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with working(a_worker(server.url)) as worker:
        await publish(client, keys, {"id": "a1", "text": "an attack"})
        await until(ringing(client, keys, "a1"))
        assert await fetched(worker, "/livez") == (200, "ok\n")
        assert await fetched(worker, "/readyz") == (200, "ok\n")
        status, page = await fetched(worker, "/metrics")
        assert status == 200
        assert 'firebell_articles_total{outcome="relevant"}' in page
        assert "firebell_fold_holder 1.0" in page
        assert (await fetched(worker, "/nothing"))[0] == 404


async def test_a_deleted_stream_is_made_again(server: Embedded, client: Redis, keys: Keys) -> None:
    async with working(a_worker(server.url)):
        await publish(client, keys, {"id": "a1", "text": "an attack"})
        await until(ringing(client, keys, "a1"))
        await call(client, "DEL", keys.articles)
        await asyncio.sleep(0.3)
        await publish(client, keys, {"id": "a2", "text": "an attack"})
        await until(ringing(client, keys, "a1", "a2"), seconds=8.0)


async def test_a_deleted_group_is_made_again_and_nothing_is_told_twice(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with working(a_worker(server.url)):
        await publish(client, keys, {"id": "a1", "text": "an attack"})
        await until(ringing(client, keys, "a1"))
        await call(client, "XGROUP", "DESTROY", keys.articles, "firebell")
        await publish(client, keys, {"id": "a2", "text": "an attack"})
        await until(ringing(client, keys, "a1", "a2"), seconds=8.0)


async def test_a_server_that_evicts_is_refused(tmp_path: Path) -> None:
    server = Embedded(tmp_path)
    server.start()
    try:
        client = connect(server.url)
        await call(client, "CONFIG", "SET", "maxmemory", "100mb")
        await call(client, "CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
        await client.aclose()
        with pytest.raises(RedisUnfitError, match="noeviction"):
            await a_worker(server.url).run()
    finally:
        server.stop()


async def test_the_worker_waits_for_its_server_and_outlives_its_absence(tmp_path: Path, keys: Keys) -> None:
    server = Embedded(tmp_path)
    worker = a_worker(server.url)
    async with working(worker):
        await asyncio.sleep(0.2)
        assert (await fetched(worker, "/readyz"))[0] == 503
        assert (await fetched(worker, "/livez"))[0] == 200
        server.start()
        client = connect(server.url)
        try:
            await publish(client, keys, {"id": "a1", "text": "an attack"})
            await until(ringing(client, keys, "a1"), seconds=8.0)
            server.stop()
            await asyncio.sleep(0.5)
            server.start()
            await publish(client, keys, {"id": "a2", "text": "an attack"})
            await until(ringing(client, keys, "a1", "a2"), seconds=15.0)
        finally:
            await client.aclose()
    server.stop()
