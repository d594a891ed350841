"""What a dead reader left behind is taken over, and what killed it is set aside."""

import asyncio

import pytest
from msgspec.structs import replace
from tests.with_redis.helpers import fetch, journaled, pending, publish, rows
from tests.with_redis.standins import read

from firebell.redis.articles import FAILURES_IN_A_ROW, Reader, TooManyFailuresError, ensure_group
from firebell.redis.claiming import POISON_FROM, sweep
from firebell.redis.client import Redis, call
from firebell.redis.keys import GROUP, Keys


@pytest.fixture
def dead_reader(client: Redis, keys: Keys) -> Reader:
    return Reader(client, keys, read, consumer="dead")


@pytest.fixture
def reader(client: Redis, keys: Keys) -> Reader:
    return Reader(client, keys, read, consumer="alive")


async def left_pending(dead_reader: Reader, *texts: str) -> list[str]:
    await ensure_group(dead_reader.client, dead_reader.keys)
    for number, text in enumerate(texts):
        await publish(dead_reader.client, dead_reader.keys, {"id": f"a{number}", "text": text})
    return [entry.id for entry in await fetch(dead_reader)]


async def delivered(client: Redis, keys: Keys, entry: str, times: int) -> None:
    words = ("XCLAIM", keys.articles, GROUP, "dead", 0, entry, "RETRYCOUNT", times, "JUSTID")
    await call(client, *words, parse_justid=True)


async def test_what_a_dead_reader_held_is_read(
    client: Redis, keys: Keys, dead_reader: Reader, reader: Reader
) -> None:
    await left_pending(dead_reader, "an attack", "a fair", "an attack")
    assert await sweep(reader, 0) == 3
    assert [entry.article_id for entry in await journaled(client, keys)] == ["a0", "a2"]
    assert await pending(client, keys) == 0


async def test_what_is_still_young_is_left_alone(
    client: Redis, keys: Keys, dead_reader: Reader, reader: Reader
) -> None:
    await left_pending(dead_reader, "an attack")
    assert await sweep(reader, 60_000) == 0
    assert await pending(client, keys) == 1


async def test_an_article_that_took_five_readers_with_it_is_set_aside_alone(
    client: Redis, keys: Keys, dead_reader: Reader, reader: Reader
) -> None:
    first, poison, last = await left_pending(dead_reader, "an attack", "an attack", "an attack")
    await delivered(client, keys, poison, POISON_FROM)
    await delivered(client, keys, last, POISON_FROM - 1)
    assert await sweep(reader, 0) == 3
    (letter,) = await rows(client, keys.dead)
    assert (letter[b"entry"].decode(), letter[b"reason"], letter[b"tries"]) == (poison, b"poison", b"5")
    assert [entry.arrived for entry in await journaled(client, keys)] == [first, last]


async def test_a_slow_batch_keeps_what_it_has_not_reached_yet(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    slow = Reader(client, keys, read, consumer="slow", renew_seconds=0.0)
    await ensure_group(client, keys)
    for number in range(3):
        await publish(client, keys, {"id": f"a{number}", "text": "an attack"})
    entries = await fetch(slow)
    await asyncio.sleep(0.1)
    taking = asyncio.create_task(slow.take(entries))
    await asyncio.sleep(0)
    await asyncio.sleep(0.02)
    assert await sweep(reader, 80) == 0
    assert await taking == ["relevant"] * 3


async def test_a_deleted_pending_entry_is_cleared_and_counted_as_lost(
    client: Redis, keys: Keys, dead_reader: Reader, reader: Reader
) -> None:
    gone, _ = await left_pending(dead_reader, "an attack", "an attack")
    await call(client, "XDEL", keys.articles, gone)
    assert await sweep(reader, 0) == 1
    assert await pending(client, keys) == 0


async def test_what_the_server_refuses_is_never_taken_for_poison(
    client: Redis, keys: Keys, dead_reader: Reader, reader: Reader
) -> None:
    await left_pending(dead_reader, "an attack", "an attack")
    await call(client, "CONFIG", "SET", "maxmemory", 1)
    try:
        for _ in range(2 * POISON_FROM):
            with pytest.raises(Exception, match="maxmemory"):
                await sweep(reader, 0)
    finally:
        await call(client, "CONFIG", "SET", "maxmemory", 0)
    assert await sweep(reader, 0) == 2
    assert await rows(client, keys.dead) == []
    assert [entry.article_id for entry in await journaled(client, keys)] == ["a0", "a1"]


async def test_readers_that_fail_on_everything_never_make_poison_of_it_however_many_come(
    client: Redis, keys: Keys, dead_reader: Reader
) -> None:
    await left_pending(dead_reader, *["boom"] * (FAILURES_IN_A_ROW + 3))
    for number in range(2 * POISON_FROM):
        bad = Reader(client, keys, read, consumer=f"bad{number}")
        with pytest.raises(TooManyFailuresError):
            await sweep(bad, 0)
    assert await rows(client, keys.dead) == []
    good = Reader(client, keys, lambda article: read(replace(article, text="an attack")), consumer="good")
    assert await sweep(good, 0) == FAILURES_IN_A_ROW + 3
    assert len(await journaled(client, keys)) == FAILURES_IN_A_ROW + 3
