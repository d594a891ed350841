"""`firebell dead`: what was set aside is seen, put back whole, or let go with a reason."""

import os
import subprocess
import sys

import pytest
from tests.cli.test_commands import firebell
from tests.with_redis.helpers import add, publish, rows, take
from tests.with_redis.standins import read

from firebell.embedded import Embedded
from firebell.redis.articles import Reader
from firebell.redis.client import Redis, call
from firebell.redis.dead import PAGE, again
from firebell.redis.keys import Keys

NO_TEXT = {"id": "n1", "source": "Reuters", "url": "https://example.org/n1"}


@pytest.fixture
def reader(client: Redis, keys: Keys) -> Reader:
    return Reader(client, keys, read, consumer="one")


async def ids(client: Redis, keys: Keys) -> list[str]:
    return [name.decode() for name, _ in await call(client, "XRANGE", keys.dead, "-", "+")]


async def test_the_newest_stands_first_with_reason_tries_age_and_source(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    await add(client, keys, "data", b"no json \xff")
    await publish(client, keys, NO_TEXT)
    await take(reader)
    old, new = await ids(client, keys)
    ran = firebell("dead", "list", url=server.url)
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.splitlines()
    assert first.startswith(f"{new}  no_text  1 try  ")
    assert "Reuters · n1" in first
    assert second.startswith(f"{old}  not_json  1 try  ")
    (row,) = firebell("dead", "list", "--reason", "no_text", "--json", url=server.url).lines
    assert (row["id"], row["source"], row["article_id"], row["tries"]) == (new, "Reuters", "n1", 1)
    ran = firebell("dead", "list", "--limit", "1", url=server.url)
    assert (len(ran.out.splitlines()), "the newest 1" in ran.err) == (1, True)


@pytest.mark.parametrize("by", ["its id", "the entry it was"])
async def test_what_is_shown_is_what_came_in_to_the_byte(
    by: str, server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    entry = await add(client, keys, "data", b"no json \xff\x00\n")
    await take(reader)
    (letter,) = await ids(client, keys)
    done = subprocess.run(  # noqa: S603, ASYNC221 -- our own program, and nothing else runs meanwhile
        [sys.executable, "-m", "firebell", "dead", "show", letter if by == "its id" else entry],
        env=os.environ | {"FIREBELL_REDIS_URL": server.url},
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"no json \xff\x00\n\n"
    assert b"not_json: " in done.stderr
    assert f"was entry {entry}".encode() in done.stderr


async def test_one_that_is_put_back_has_the_fields_it_had_and_is_read_again(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    await publish(client, keys, {"id": "a1", "text": "boom"})
    await publish(client, keys, {"id": "a2", "text": "a fair"})
    assert await take(reader) == ["dead_reader_failed", "not_relevant"]
    (letter,) = await ids(client, keys)
    ran = firebell("dead", "retry", letter, url=server.url)
    assert (ran.code, "1 put back" in ran.err) == (0, True)
    assert await rows(client, keys.dead) == []
    told = await rows(client, keys.articles)
    assert told[-1] == told[0]
    mended = Reader(
        client, keys, lambda article: read(article.__class__(id=article.id, text="an attack")), consumer="2"
    )
    assert await take(mended) == ["relevant"]


async def test_those_of_one_reason_or_all_are_put_back_in_their_old_order(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    await add(client, keys, "data", "no json 1", "more", "kept")
    await publish(client, keys, NO_TEXT)
    await add(client, keys, "data", "no json 2")
    await take(reader)
    assert "2 put back" in firebell("dead", "retry", "--reason", "not_json", url=server.url).err
    assert [letter[b"reason"] for letter in await rows(client, keys.dead)] == [b"no_text"]
    assert "1 put back" in firebell("dead", "retry", "--all", url=server.url).err
    told = await rows(client, keys.articles)
    assert [entry[b"data"][:9] for entry in told[3:]] == [b"no json 1", b"no json 2", b'{"id": "n']
    assert told[3] == told[0]


async def test_more_than_one_script_call_takes_are_put_back_too(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    for number in range(PAGE + 5):
        await add(client, keys, "data", f"no json {number}")
    await take(reader)
    told = await again(client, keys, await ids(client, keys))
    assert len(set(told)) == PAGE + 5
    assert await again(client, keys, ["1-1"]) == [""]


async def test_one_that_was_not_kept_whole_stays(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    await add(client, keys, *(f"f{number}" for number in range(1000)))
    await take(reader)
    (letter,) = await ids(client, keys)
    ran = firebell("dead", "retry", letter, url=server.url)
    assert (ran.code, "publish them again from their source" in ran.err) == (1, True)
    assert len(await rows(client, keys.dead)) == 1
    assert len(await rows(client, keys.articles)) == 1


async def test_what_a_person_drops_is_gone_and_the_reason_is_kept(
    server: Embedded, client: Redis, keys: Keys, reader: Reader
) -> None:
    entry = await add(client, keys, "data", "no json")
    await take(reader)
    (letter,) = await ids(client, keys)
    ran = firebell("dead", "drop", letter, "--why", "a probe of ours", url=server.url)
    assert (ran.code, f"{letter} is dropped" in ran.err) == (0, True)
    assert await rows(client, keys.dead) == []
    (row,) = firebell("dead", "list", "--dropped", "--json", url=server.url).lines
    assert (row["letter"], row["entry"], row["reason"], row["why"]) == (
        letter,
        entry,
        "not_json",
        "a probe of ours",
    )


WRONG = [
    pytest.param(("retry",), "give an ID, or --reason R, or --all", id="nothing said"),
    pytest.param(("retry", "1-1", "--all"), "give an ID, or --reason R, or --all", id="two things said"),
    pytest.param(("retry", "1-1"), "`firebell dead list` shows them", id="an id of nothing"),
    pytest.param(("show", "no-id"), "`firebell dead list` shows them", id="what is no id"),
    pytest.param(("drop", "1-1"), "Missing option '--why'", id="no reason"),
]


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(("words", "said"), WRONG)
def test_wrong_use_is_told(words: tuple[str, ...], said: str, server: Embedded) -> None:
    ran = firebell("dead", *words, url=server.url)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
