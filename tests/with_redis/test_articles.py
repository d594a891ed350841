"""Entries in, readings out, on a real server."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from faststream.redis import RedisBroker
from tests.with_redis.helpers import add, fetch, journaled, pending, publish, rows, take, until
from tests.with_redis.standins import read

from firebell.embedded import Embedded
from firebell.redis.articles import FAILURES_IN_A_ROW, Reader, ensure_group, make_broker, subscribe
from firebell.redis.client import Redis, call
from firebell.redis.keys import GROUP, Keys

ATTACK = {"id": "a1", "text": "gunmen attack a post"}


@pytest.fixture
def reader(client: Redis, keys: Keys) -> Reader:
    return Reader(client, keys, read, consumer="one")


@asynccontextmanager
async def consuming(server: Embedded, reader: Reader) -> AsyncIterator[RedisBroker]:
    broker = make_broker(server.url)
    subscribe(broker, reader)
    await ensure_group(reader.client, reader.keys)
    await broker.start()
    try:
        yield broker
    finally:
        await broker.stop()


async def test_what_was_published_before_the_first_start_is_read(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    for number in range(250):
        await publish(client, keys, {"id": f"a{number}", "text": "gunmen attack a post"})
    async with consuming(server, reader):

        async def all_there() -> bool:
            return len(await journaled(client, keys)) == 250

        await until(all_there)
    assert await pending(client, keys) == 0


async def test_a_faststream_producer_is_understood(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    async with consuming(server, reader) as broker:
        await broker.publish(json.dumps(ATTACK), stream=keys.articles)

        async def there() -> bool:
            return [entry.article_id for entry in await journaled(client, keys)] == ["a1"]

        await until(there)


FORMS = [
    pytest.param(["data", json.dumps(ATTACK)], id="a field data, as the contract says"),
    pytest.param(["__data__", json.dumps(ATTACK)], id="a bare body in FastStream's field"),
    pytest.param(["id", "a1", "text", "gunmen attack a post"], id="flat fields, as redis-cli writes them"),
    pytest.param(["id", "a1", "text", "gunmen attack a post", "data", "x"], id="flat fields, one named data"),
]


@pytest.mark.parametrize("fields", FORMS)
async def test_each_form_of_an_entry_is_read(
    fields: list[str], client: Redis, keys: Keys, reader: Reader
) -> None:
    await add(client, keys, *fields)
    assert await take(reader) == ["relevant"]
    assert (await journaled(client, keys))[0].article_id == "a1"


BAD = [
    pytest.param(["data", "{not json"], "not_json", id="not JSON"),
    pytest.param(["data", "[1, 2]"], "not_an_object", id="JSON, but no object"),
    pytest.param(["data", "[" * 100_000], "not_json", id="nested deeper than any parser's stack"),
    pytest.param(["data", '{"text": 1.5}'], "wrong_type", id="text is a number"),
    pytest.param(["data", '{"text": {"a": 1}}'], "wrong_type", id="text is an object"),
    pytest.param(["data", '{"id": "a", "title": " "}'], "no_text", id="nothing to read"),
    pytest.param(["data", json.dumps({"text": "attack " * 300_000})], "too_large", id="2 MB"),
    pytest.param(
        ["data", '{"text": "attack", "published_at": "30000-01-01T00:00:00Z"}'],
        "bad_date",
        id="the year 30000",
    ),
    pytest.param(
        ["data", '{"text": "attack", "published_at": 1661990400}'], "bad_date", id="a date as a number"
    ),
    pytest.param(["data", '{"text": "attack", "status": "Real"}'], "bad_status", id="a status nobody knows"),
    pytest.param(["text", b"\xff\xfe attack"], "not_utf8", id="flat bytes that are no UTF-8"),
    pytest.param(["data", b"\xff\xfe"], "not_json", id="bytes that are no UTF-8"),
    pytest.param(["__data__", b"\x89BIN\x0d\x0a\x1a\x0a\x00"], "not_json", id="a broken envelope"),
    pytest.param(["data", '{"text": "boom"}'], "reader_failed", id="an article that kills the parser"),
    pytest.param(["foo", "bar"], "no_text", id="fields that nobody knows"),
]


@pytest.mark.parametrize(("fields", "reason"), BAD)
async def test_a_bad_article_is_set_aside_and_the_others_go_on(
    fields: list[str | bytes], reason: str, client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, {"id": "before", "text": "an attack"})
    entry = await add(client, keys, *fields)
    await publish(client, keys, {"id": "after", "text": "an attack"})
    assert await take(reader) == ["relevant", f"dead_{reason}", "relevant"]
    assert [told.article_id for told in await journaled(client, keys)] == ["before", "after"]
    (letter,) = await rows(client, keys.dead)
    name, value = str(fields[0]), fields[1]
    assert letter[b"reason"].decode() == reason
    assert letter[b"entry"].decode() == entry
    assert letter[b"in:" + name.encode()] == (value if isinstance(value, bytes) else value.encode())
    assert await pending(client, keys) == 0


HARMLESS = [
    pytest.param("attack \x00\x07\x1b[31m", id="control characters"),
    pytest.param("هجوم attack على \u202eقرية", id="right-to-left text with an override"),
    pytest.param("attack 💥👨‍👩‍👧 \U0010ffff", id="emoji and the last code point"),
    pytest.param("attack \ud800", id="half a surrogate pair"),
]


@pytest.mark.parametrize("text", HARMLESS)
async def test_strange_text_is_read_without_harm(
    text: str, client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, {"id": "a1", "text": text})
    outcomes = await take(reader)
    assert outcomes in (["relevant"], ["dead_not_json"])
    assert len(await journaled(client, keys)) + len(await rows(client, keys.dead)) == 1


async def test_a_flat_entry_with_ten_thousand_fields_does_not_break_the_script(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await add(client, keys, *[word for number in range(10_000) for word in (f"f{number}", "x")])
    assert await take(reader) == ["dead_no_text"]
    assert (await rows(client, keys.dead))[0][b"dropped_fields"] == b"9800"


async def test_another_language_is_acknowledged_and_counted(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, {"text": "bonjour attack"})
    assert await take(reader) == ["unsupported_language"]
    assert await call(client, "HGETALL", keys.counts) == {b"unsupported_language": b"1"}
    assert await pending(client, keys) == 0
    assert await journaled(client, keys) == []


async def test_the_same_article_twice_is_journaled_once(client: Redis, keys: Keys, reader: Reader) -> None:
    await publish(client, keys, ATTACK)
    await publish(client, keys, ATTACK)
    assert await take(reader) == ["relevant", "duplicate"]
    assert len(await journaled(client, keys)) == 1


async def test_the_same_id_with_another_text_is_a_revision(client: Redis, keys: Keys, reader: Reader) -> None:
    await publish(client, keys, ATTACK)
    assert await take(reader) == ["relevant"]
    await publish(client, keys, ATTACK | {"text": "gunmen attack two posts"})
    assert await take(reader) == ["revised"]
    assert len(await journaled(client, keys)) == 2


async def test_a_revision_that_tells_nothing_any_more_is_journaled(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, ATTACK)
    await publish(client, keys, {"id": "a1", "text": "the mayor opened a fair"})
    await publish(client, keys, {"id": "a2", "text": "the mayor opened a fair"})
    assert await take(reader) == ["relevant", "withdrawn", "not_relevant"]
    assert [entry.reading.relevant for entry in await journaled(client, keys)] == [True, False]


async def test_an_older_telling_that_comes_late_is_dropped(client: Redis, keys: Keys, reader: Reader) -> None:
    await publish(client, keys, ATTACK)
    await publish(client, keys, ATTACK | {"text": "gunmen attack two posts"})
    await ensure_group(client, keys)
    first, second = await fetch(reader)
    assert await reader.take([second]) == ["relevant"]
    assert await reader.take([first]) == ["stale_revision"]


async def test_the_status_is_part_of_the_key(client: Redis, keys: Keys, reader: Reader) -> None:
    await publish(client, keys, ATTACK)
    await publish(client, keys, ATTACK | {"status": "Exercise"})
    assert await take(reader) == ["relevant", "relevant"]


async def test_an_effect_takes_place_once_whoever_commits_it(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, ATTACK)
    await ensure_group(client, keys)
    entries = await fetch(reader)
    other = Reader(client, keys, read, consumer="two")
    assert await other.take(entries) == ["relevant"]
    assert await reader.take(entries) == ["fenced"]
    assert len(await journaled(client, keys)) == 1


async def test_a_reader_that_fails_on_everything_stops(client: Redis, keys: Keys, reader: Reader) -> None:
    for number in range(FAILURES_IN_A_ROW + 5):
        await publish(client, keys, {"id": f"a{number}", "text": "boom"})
    with pytest.raises(Exception, match="in a row"):
        await take(reader)
    assert reader.stopped
    assert await rows(client, keys.dead) == []
    assert await pending(client, keys) == FAILURES_IN_A_ROW + 5


async def test_a_reader_that_fails_on_everything_sets_nothing_aside_however_slowly_it_comes(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    for number in range(FAILURES_IN_A_ROW - 1):
        await publish(client, keys, {"id": f"a{number}", "text": "boom"})
        assert await take(reader) == []
    await publish(client, keys, {"id": "last", "text": "boom"})
    with pytest.raises(Exception, match="25 articles in a row"):
        await take(reader)
    assert await rows(client, keys.dead) == []
    assert await pending(client, keys) == FAILURES_IN_A_ROW


async def test_what_a_reader_failed_on_is_set_aside_as_soon_as_it_reads_another(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, {"id": "a1", "text": "boom"})
    assert await take(reader) == []
    await publish(client, keys, {"id": "a2", "text": "a fair"})
    assert await take(reader) == ["dead_reader_failed", "not_relevant"]
    assert await pending(client, keys) == 0


async def test_an_entry_is_set_aside_once_though_its_group_is_deleted_and_all_is_read_again(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await add(client, keys, "data", "no json")
    assert await take(reader) == ["dead_not_json"]
    await call(client, "XGROUP", "DESTROY", keys.articles, GROUP)
    assert await take(reader) == ["duplicate"]
    assert len(await rows(client, keys.dead)) == 1


async def test_a_withdrawal_that_overtakes_its_article_holds(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, {"id": "a1", "text": "an attack"})
    await ensure_group(client, keys)
    first = await fetch(reader)
    await publish(client, keys, {"id": "a1", "text": "a fair"})
    other = Reader(client, keys, read, consumer="two")
    assert await take(other) == ["not_relevant"]
    assert await reader.take(first) == ["stale_revision"]
    assert await journaled(client, keys) == []


async def test_a_revision_is_not_stale_for_an_id_of_a_stream_that_was_deleted(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    """The clock had run ahead, the stream was deleted, the clock was set right: the new stream begins below."""
    for entry, text in (("900-0", "an attack"), ("500-0", "another attack")):
        await call(client, "XADD", keys.articles, entry, "data", json.dumps({"id": "a1", "text": text}))
        await take(reader)
        await call(client, "DEL", keys.articles)
    assert [told.arrived for told in await journaled(client, keys)] == ["900-0", "500-0"]


async def test_what_told_nothing_first_and_then_does_is_journaled(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, {"id": "other", "text": "an attack"})
    await ensure_group(client, keys)
    held = await fetch(reader)
    other = Reader(client, keys, read, consumer="two")
    for text in ("a fair", "an attack", "a fair"):
        await publish(client, keys, {"id": "a1", "text": text})
    assert await take(other) == ["not_relevant", "relevant", "withdrawn"]
    assert await reader.take(held) == ["relevant"]


async def test_a_journal_of_the_wrong_type_leaves_everything_pending(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    await call(client, "SET", keys.journal, "not a stream")
    await publish(client, keys, ATTACK)
    with pytest.raises(Exception, match="WRONGKIND"):
        await take(reader)
    assert await pending(client, keys) == 1
