"""The journal becomes state and alerts by one writer, whoever is killed, stopped or too late."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import msgspec
import pytest
from redis import Redis as SyncRedis
from tests.with_redis.helpers import journaled, publish, rows, rung, take, until
from tests.with_redis.standins import CONFIG, engine, read

from firebell import journal
from firebell.embedded import Embedded
from firebell.journal import ConfigEntry, ReadingEntry, SkipEntry, Tick
from firebell.pipeline import Outcome, State
from firebell.redis.articles import Reader, ensure_group
from firebell.redis.client import Redis, call
from firebell.redis.folder import Folder
from firebell.redis.journal import NotSkippedError, Numbered, append_config, append_tick, skip
from firebell.redis.keys import Keys
from firebell.redis.lease import LeaseLostError
from firebell.redis.scripts import TRIM
from firebell.redis.state import CursorMovedError, EntriesLostError, Store


@pytest.fixture
def reader(client: Redis, keys: Keys) -> Reader:
    return Reader(client, keys, read, consumer="one")


def a_folder(
    client: Redis, keys: Keys, name: str = "one", version: str = "1", tick_ms: int = 60_000
) -> Folder:
    return Folder(Store(client, keys, name, lease_ms=1000), engine(version), CONFIG, tick_ms=tick_ms)


@asynccontextmanager
async def folding(*folders: Folder) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    tasks = [asyncio.create_task(folder.run(stopping)) for folder in folders]
    try:
        yield
    finally:
        stopping.set()
        await asyncio.gather(*tasks)


async def attacks(reader: Reader, *names: str, title: str = "") -> None:
    for name in names:
        await publish(reader.client, reader.keys, {"id": name, "title": title, "text": "an attack"})
    await take(reader)


async def test_what_is_journaled_rings_once_and_in_order(client: Redis, keys: Keys, reader: Reader) -> None:
    await attacks(reader, "a1", "a2", "a3")
    async with folding(a_folder(client, keys)):

        async def three() -> bool:
            return await rung(client, keys) == ["a1", "a2", "a3"]

        await until(three)
    assert len(await rows(client, keys.channel("desk"))) == 3
    assert await call(client, "SMEMBERS", keys.channels) == {keys.channel("desk").encode()}
    assert await call(client, "LRANGE", keys.why("a1"), 0, -1) == [b'{"verdict":"ring"}']
    assert await call(client, "HGET", keys.state, "ReadingEntry") == b"3"
    assert await call(client, "EXISTS", keys.lease) == 0


async def test_a_pubsub_channel_is_heard(client: Redis, keys: Keys, reader: Reader) -> None:
    listener = client.pubsub()
    await listener.subscribe(keys.channel("radio"))
    await attacks(reader, "a1")
    async with folding(a_folder(client, keys)):

        async def heard() -> object:
            message = await listener.get_message(ignore_subscribe_messages=True)
            return message and json.loads(message["data"])["data"]["of"] == "a1"

        await until(heard)
    await listener.aclose()  # type: ignore[no-untyped-call] # redis-py leaves it untyped


async def test_of_two_folders_one_folds_and_the_other_takes_over(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    first, second = a_folder(client, keys, "one"), a_folder(client, keys, "two")
    async with folding(second):
        async with folding(first):
            await attacks(reader, "a1")
            await until(lambda: _is(len_of=rung(client, keys), number=1))
            assert [first.holds, second.holds].count(True) == 1
        await attacks(reader, "a2")
        await until(lambda: _is(len_of=rung(client, keys), number=2))
        assert second.holds
    assert await rung(client, keys) == ["a1", "a2"]


async def _is(*, len_of: object, number: int) -> bool:
    return len(await len_of) == number  # type: ignore[misc]


async def test_a_folder_that_wakes_after_its_lease_writes_nothing(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await attacks(reader, "a1")
    asleep, awake = Store(client, keys, "asleep", lease_ms=50), Store(client, keys, "awake")
    assert await asleep.acquire()
    assert not await awake.acquire()
    await asyncio.sleep(0.1)
    assert await awake.acquire()
    outcome = Outcome(cursor="1-1", fields={"x": b"1"}, alerts=[b"{}"])
    with pytest.raises(LeaseLostError):
        await asleep.commit("0-0", outcome)
    with pytest.raises(LeaseLostError):
        await append_config(client, keys, msgspec.structs.replace(CONFIG, hash="c2"), holder="asleep")
    assert not await asleep.renew()
    await asleep.release()
    assert await awake.renew()
    assert await rows(client, keys.alerts) == []


async def a_journal(client: Redis, keys: Keys, *entries: str) -> None:
    for entry in entries:
        await call(client, "XADD", keys.journal, entry, "data", journal.encode(CONFIG))


async def test_a_commit_from_an_old_cursor_writes_nothing(client: Redis, keys: Keys) -> None:
    await a_journal(client, keys, "1-1", "1-2")
    store = Store(client, keys, "one")
    await store.acquire()
    await store.commit("0-0", Outcome(cursor="1-1", fields={"x": b"1"}))
    with pytest.raises(CursorMovedError):
        await store.commit("0-0", Outcome(cursor="1-2", fields={"x": b"2"}))
    assert await call(client, "HGET", keys.state, "x") == b"1"


async def test_what_redis_lost_while_it_was_folded_is_not_committed(client: Redis, keys: Keys) -> None:
    await a_journal(client, keys, "1-1")
    store = Store(client, keys, "one")
    await store.acquire()
    with pytest.raises(EntriesLostError, match="no longer has 1-2"):
        await store.commit("0-0", Outcome(cursor="1-2", fields={"x": b"1"}, alerts=[b"{}"]))
    assert await call(client, "EXISTS", keys.state, keys.alerts, keys.fold) == 0


async def test_a_folder_under_which_the_journal_loses_its_end_goes_on_with_what_is_there(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    told = engine()
    lost: list[Any] = []

    def fold(state: State, entries: Sequence[Numbered], rulebook: Any) -> Outcome:
        """Redis crashes while it folds the second article."""
        name, entry = entries[-1]
        if isinstance(entry, ReadingEntry) and entry.article_id == "a2" and not lost:
            with SyncRedis.from_url(server.url) as direct:
                lost.append(direct.xdel(keys.journal, name))
        return told.fold(state, entries, rulebook)

    folder = Folder(Store(client, keys, "one", lease_ms=1000), told._replace(fold=fold), CONFIG)
    async with folding(folder):
        for name in ("a1", "a2", "a3"):
            await attacks(reader, name)
            await until(partial(_is_over, client, keys, name, lost))
    assert lost == [1]
    assert await rung(client, keys) == ["a1", "a3"]


async def _is_over(client: Redis, keys: Keys, name: str, lost: list[Any]) -> bool:
    """The article has rung, or was lost."""
    return bool(lost) if name == "a2" else name in await rung(client, keys)


async def test_a_channel_of_the_wrong_type_leaves_nothing_half_written(client: Redis, keys: Keys) -> None:
    await call(client, "SET", keys.channel("desk"), "not a stream")
    store = Store(client, keys, "one")
    await store.acquire()
    outcome = Outcome(cursor="1-1", fields={"x": b"1"}, alerts=[b"{}"], channels=[("desk", "stream", 0)])
    with pytest.raises(Exception, match="WRONGKIND"):
        await store.commit("0-0", outcome)
    assert await call(client, "EXISTS", keys.state, keys.alerts, keys.fold) == 0


async def test_deleted_fields_leave_the_state(client: Redis, keys: Keys) -> None:
    await a_journal(client, keys, "1-1", "1-2")
    store = Store(client, keys, "one")
    await store.acquire()
    await store.commit("0-0", Outcome(cursor="1-1", fields={"x": b"1", "y": b"2"}))
    await store.commit("1-1", Outcome(cursor="1-2", fields={"x": None}))
    assert await call(client, "HGETALL", keys.state) == {b"y": b"2"}


async def test_an_entry_that_cannot_be_folded_stops_the_fold_until_it_is_skipped(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await attacks(reader, "a1")
    await attacks(reader, "a2", title="poison")
    await attacks(reader, "a3")
    folder = a_folder(client, keys)

    async def stopped() -> bool:
        return "stopped at journal entry" in folder.trouble

    async def both() -> bool:
        return await rung(client, keys) == ["a1", "a3"]

    async with folding(folder):
        await until(stopped)
        assert await rung(client, keys) == ["a1"]
        record = await folder.store.stopped()
        assert record is not None
        with pytest.raises(NotSkippedError):
            await skip(client, keys, "1-1", "it was another one")
        await skip(client, keys, record.entry, "an article of ours that no version reads")
        await until(both)
        assert folder.trouble == ""
    last = journal.decode((await rows(client, keys.journal))[-1][b"data"])
    assert isinstance(last, SkipEntry)


async def test_another_version_tries_again_what_stopped_the_fold(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await attacks(reader, "a1", title="poison")
    old, new = a_folder(client, keys, "old", "1"), a_folder(client, keys, "new", "2")

    async def failed() -> bool:
        record = await old.store.stopped()
        return record is not None and set(record.versions) == {"1", "2"}

    async with folding(old, new):
        await until(failed)
        await asyncio.sleep(0.7)
        assert [old.holds, new.holds] == [False, False]


async def test_bytes_that_are_no_entry_stop_the_fold(client: Redis, keys: Keys) -> None:
    await call(client, "XADD", keys.journal, "*", "data", "{}")
    folder = a_folder(client, keys)

    async def stopped() -> bool:
        return "stopped at journal entry" in folder.trouble

    async with folding(folder):
        await until(stopped)


async def test_a_deleted_journal_stops_the_fold_loudly(client: Redis, keys: Keys, reader: Reader) -> None:
    await attacks(reader, "a1")
    folder = a_folder(client, keys)
    async with folding(folder):
        await until(lambda: _is(len_of=rung(client, keys), number=1))
    await call(client, "DEL", keys.journal)

    async def loud() -> bool:
        return "was deleted or replaced" in folder.trouble

    async with folding(folder):
        await until(loud)


async def test_a_state_of_another_format_is_neither_read_nor_overwritten(client: Redis, keys: Keys) -> None:
    await call(client, "HSET", keys.fold, "cursor", "0-0", "format", "99")
    folder = a_folder(client, keys)

    async def refused() -> bool:
        return "format 99" in folder.trouble

    async with folding(folder):
        await until(refused)
    assert await call(client, "HGETALL", keys.fold) == {b"cursor": b"0-0", b"format": b"99"}


async def test_a_configuration_is_journaled_once_and_before_the_first_reading(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    assert await append_config(client, keys, CONFIG)
    assert not await append_config(client, keys, msgspec.structs.replace(CONFIG, hash="of another reader"))
    await attacks(reader, "a1")
    folder = a_folder(client, keys)
    async with folding(folder):
        await until(lambda: _is(len_of=rung(client, keys), number=1))
        folder.take_up(msgspec.structs.replace(CONFIG, hash="c2"), engine())

        async def taken_up() -> bool:
            return bool(await call(client, "HGET", keys.state, "ConfigEntry") == b"2")

        await until(taken_up)
    kinds = [journal.decode(fields[b"data"]) for fields in await rows(client, keys.journal)]
    assert [entry.hash for entry in kinds if isinstance(entry, ConfigEntry)] == ["c1", "c2"]
    assert isinstance(kinds[0], ConfigEntry)


async def ticks(client: Redis, keys: Keys) -> list[int]:
    entries = [journal.decode(fields[b"data"]) for fields in await rows(client, keys.journal)]
    return [int(entry.at.timestamp() * 1000) for entry in entries if isinstance(entry, Tick)]


async def test_ticks_follow_the_clock_of_the_server(client: Redis, keys: Keys) -> None:
    async with folding(a_folder(client, keys, tick_ms=100)):

        async def three() -> bool:
            return len(await ticks(client, keys)) >= 3

        await until(three)
    told = await ticks(client, keys)
    assert told == sorted(set(told))


async def test_a_tick_never_overtakes_an_article_that_waits(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await ensure_group(client, keys)
    arrived = journal.milliseconds(await publish(client, keys, {"id": "a1", "text": "an attack"}))
    await asyncio.sleep(0.05)
    store = Store(client, keys, "one")
    await store.acquire()
    assert await append_tick(client, keys, holder="one", every_ms=10)
    assert not await append_tick(client, keys, holder="one", every_ms=10)
    assert await ticks(client, keys) == [arrived]
    await take(reader)
    assert await append_tick(client, keys, holder="one", every_ms=10)
    assert (await ticks(client, keys))[1] > arrived


async def test_retention_never_takes_what_is_unread_pending_or_unfolded(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    for number in range(300):
        await call(client, "XADD", keys.articles, f"{1000 + number}-0", "data", '{"text": "an attack"}')
    names = [keys.articles, keys.journal, keys.fold]
    await ensure_group(client, keys)
    await TRIM(client, names, [1000, 1000])
    assert await call(client, "XLEN", keys.articles) == 300
    await take(reader)
    await TRIM(client, names, [1000, 1000])
    assert await call(client, "XLEN", keys.articles) < 200
    assert len(await journaled(client, keys)) == 1
