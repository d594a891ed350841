"""What is old goes, and nothing that somebody still wants, whatever its age, stream by stream; a full server too."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from tests.with_redis.helpers import publish, rung, until
from tests.with_redis.standins import core

from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import DAY, GROUP, Keys
from firebell.redis.seeking import RefusedError
from firebell.redis.upkeep import Retention, trim
from firebell.worker import Options, Worker

AGES = (50, 40, 30, 20, 10, 0)
"""Days since the entries of a stream came, the oldest first; with a retention of 25 days the first three are old."""

RETENTION = Retention(articles=25, journal=25, alerts=25, dead=25)


@pytest.fixture
async def exact(client: Redis) -> AsyncIterator[Redis]:
    """A stream lets go of whole nodes only: here each entry is a node."""
    await call(client, "CONFIG", "SET", "stream-node-max-entries", "1")
    yield client
    await call(client, "CONFIG", "SET", "stream-node-max-entries", "100")


async def filled(client: Redis, key: str) -> list[str]:
    seconds, _ = await call(client, "TIME")
    names = [f"{(int(seconds) - age * DAY) * 1000}-0" for age in AGES]
    for name in names:
        await call(client, "XADD", key, name, "data", "{}")
    return names


async def left(client: Redis, key: str) -> list[int]:
    """The ages of what is left."""
    seconds, _ = await call(client, "TIME")
    moments = [
        int(name.partition(b"-")[0]) // 1000 for name, _ in await call(client, "XRANGE", key, "-", "+")
    ]
    return [round((int(seconds) - moment) / DAY) for moment in moments]


async def delivered(client: Redis, key: str, group: str, count: int, acknowledged: Sequence[int]) -> None:
    """A group that has taken so many, and acknowledged those at these places."""
    await call(client, "XGROUP", "CREATE", key, group, "0")
    words = ("XREADGROUP", "GROUP", group, "one", "COUNT", count, "STREAMS", key, ">")
    ((_, entries),) = await call(client, *words)
    for place in acknowledged:
        await call(client, "XACK", key, group, entries[place][0])


ARTICLES = {
    "nobody-has-a-group-yet": ([], [50, 40, 30, 20, 10, 0]),
    "all-done": ([(GROUP, 6, range(6))], [20, 10, 0]),
    "the-third-is-unread": ([(GROUP, 2, range(2))], [40, 30, 20, 10, 0]),
    "the-first-is-pending": ([(GROUP, 6, range(1, 6))], [50, 40, 30, 20, 10, 0]),
    "the-second-is-pending": ([(GROUP, 6, (0, 2, 3, 4, 5))], [40, 30, 20, 10, 0]),
    "another-group-is-behind": ([(GROUP, 6, range(6)), ("theirs", 2, range(2))], [40, 30, 20, 10, 0]),
    "another-group-has-one-pending": (
        [(GROUP, 6, range(6)), ("theirs", 6, (0, 1, 3, 4, 5))],
        [30, 20, 10, 0],
    ),
}


@pytest.mark.parametrize(("groups", "ages"), ARTICLES.values(), ids=ARTICLES)
async def test_an_article_that_is_unread_or_pending_is_never_trimmed(
    exact: Redis, keys: Keys, groups: list[tuple[str, int, Sequence[int]]], ages: list[int]
) -> None:
    await filled(exact, keys.articles)
    for group, count, acknowledged in groups:
        await delivered(exact, keys.articles, group, count, acknowledged)
    await trim(exact, keys, RETENTION)
    assert await left(exact, keys.articles) == ages


JOURNAL = {
    "nothing-is-folded": (None, [50, 40, 30, 20, 10, 0]),
    "the-first-is-folded": (0, [50, 40, 30, 20, 10, 0]),
    "the-second-is-folded": (1, [40, 30, 20, 10, 0]),
    "all-are-folded": (5, [20, 10, 0]),
}


@pytest.mark.parametrize(("folded", "ages"), JOURNAL.values(), ids=JOURNAL)
async def test_what_is_not_folded_is_never_trimmed(
    exact: Redis, keys: Keys, folded: int | None, ages: list[int]
) -> None:
    names = await filled(exact, keys.journal)
    if folded is not None:
        await call(exact, "HSET", keys.fold, "cursor", names[folded])
    await trim(exact, keys, RETENTION)
    assert await left(exact, keys.journal) == ages


TAKEN_UP = {
    "an-inside-channel-has-no-deliverer": None,
    "all-is-taken-up-and-delivered": 5,
    "what-is-too-old-to-be-delivered-goes": 0,
}


@pytest.mark.parametrize("place", TAKEN_UP.values(), ids=TAKEN_UP)
async def test_a_channel_keeps_what_its_retention_says(exact: Redis, keys: Keys, place: int | None) -> None:
    names = await filled(exact, keys.channel("desk"))
    await call(exact, "SADD", keys.channels, keys.channel("desk"))
    if place is not None:
        await call(exact, "HSET", keys.deliver("desk"), "cursor", names[place])
    await trim(exact, keys, RETENTION)
    assert await left(exact, keys.channel("desk")) == [20, 10, 0]


@pytest.mark.parametrize("what", ["alerts", "dead"])
async def test_alerts_and_what_was_set_aside_go_by_their_age(exact: Redis, keys: Keys, what: str) -> None:
    await filled(exact, getattr(keys, what))
    await trim(exact, keys, RETENTION)
    assert await left(exact, getattr(keys, what)) == [20, 10, 0]


async def test_a_retention_of_hours_takes_nothing_undelivered(exact: Redis, keys: Keys) -> None:
    """Ten days are left to a delivery, whatever FIREBELL_KEEP_ALERTS says."""
    seconds, _ = await call(exact, "TIME")
    names = [f"{(int(seconds) - age * DAY) * 1000}-0" for age in (11, 9, 5, 0)]
    for name in names:
        await call(exact, "XADD", keys.channel("desk"), name, "data", "{}")
    await call(exact, "SADD", keys.channels, keys.channel("desk"))
    await call(exact, "HSET", keys.deliver("desk"), "cursor", names[3])
    await call(exact, "ZADD", keys.deliver("desk", "due"), 1, names[1])
    await trim(exact, keys, Retention(alerts=1))
    assert await left(exact, keys.channel("desk")) == [9, 5, 0]


# — a server that is full —


@pytest.fixture
async def full(exact: Redis) -> AsyncIterator[Redis]:
    """It takes nothing more."""
    yield exact
    await call(exact, "CONFIG", "SET", "maxmemory", 0)


async def test_a_full_server_is_trimmed(full: Redis, keys: Keys) -> None:
    await filled(full, keys.articles)
    await delivered(full, keys.articles, GROUP, 6, range(6))
    await filled(full, keys.channel("desk"))
    await call(full, "SADD", keys.channels, keys.channel("desk"))
    await call(full, "CONFIG", "SET", "maxmemory", 1)
    with pytest.raises(RefusedError):
        await publish(full, keys, {"text": "one more"})
    gone = await trim(full, keys, RETENTION)
    assert (gone["articles"], gone[keys.channel("desk")]) == (3, 3)


async def test_a_worker_outlives_a_full_server_and_nothing_is_lost(
    server: Embedded, full: Redis, keys: Keys
) -> None:
    worker = Worker(Options(server.url, health_port=0, lease_seconds=1.0, claim_after_seconds=1.0), core())
    task = asyncio.create_task(worker.run())

    async def rang(*names: str) -> bool:
        return sorted(await rung(full, keys)) == list(names)  # what was pending is taken up later

    try:
        await publish(full, keys, {"id": "a1", "text": "an attack"})
        await until(lambda: rang("a1"))
        pipe = full.pipeline(transaction=True)
        pipe.execute_command("XADD", keys.articles, "*", "data", '{"id": "a2", "text": "an attack"}')
        pipe.execute_command("CONFIG", "SET", "maxmemory", "1")
        await pipe.execute()

        async def is_told() -> object:
            return worker.folder is not None and worker.folder.trouble

        await until(is_told, seconds=30.0)
        assert not task.done()
        await call(full, "CONFIG", "SET", "maxmemory", 0)
        await publish(full, keys, {"id": "a3", "text": "an attack"})
        await until(lambda: rang("a1", "a2", "a3"), seconds=30.0)
    finally:
        worker.stopping.set()
        await task
