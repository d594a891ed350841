"""A group shares a stream: each alert to one of it, to another where that one dies, at least once whatever happens."""

import asyncio
from contextlib import aclosing

import pytest
from tests.client.helpers import all_heard, heard, killed_over, ring

from firebell.client import Gap, GapError, asubscribe
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

NAMES = [f"alert-{number}" for number in range(20)]


async def pending(client: Redis, keys: Keys) -> int:
    return int((await call(client, "XPENDING", keys.alerts, "desk"))["pending"])


async def test_each_alert_goes_to_one_of_them(server: Embedded, client: Redis, keys: Keys) -> None:
    await ring(client, keys.alerts, *NAMES)
    both = await asyncio.gather(
        *(all_heard(asubscribe(server.url, group="desk", since="1h")) for _ in range(2)),
    )
    assert sorted(both[0] + both[1]) == sorted(NAMES)
    assert await pending(client, keys) == 0


async def test_two_groups_hear_all_of_it_each(server: Embedded, client: Redis, keys: Keys) -> None:
    await ring(client, keys.alerts, "a", "b")
    for name in ("desk", "archive"):
        assert await all_heard(asubscribe(server.url, group=name, since="1h")) == ["a", "b"]


async def test_a_group_goes_on_where_it_was(server: Embedded, client: Redis, keys: Keys) -> None:
    assert await all_heard(asubscribe(server.url, group="desk")) == []
    await ring(client, keys.alerts, "a")
    assert await all_heard(asubscribe(server.url, group="desk")) == ["a"]
    await ring(client, keys.alerts, "b")
    assert await all_heard(asubscribe(server.url, group="desk", since="1h")) == ["b"]


async def test_a_listener_that_is_killed_leaves_its_alert_to_another(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await ring(client, keys.alerts, "a", "b", "c")
    assert await killed_over("b", server.url, "group") == ["a", "b"]
    assert await pending(client, keys) == 1
    left = await all_heard(asubscribe(server.url, group="desk", claim_after=0.5), quiet=3.0)
    assert sorted(left) == ["b", "c"]
    assert await pending(client, keys) == 0


async def test_what_a_living_one_holds_is_left_to_it(server: Embedded, client: Redis, keys: Keys) -> None:
    await ring(client, keys.alerts, "a", "b")
    async with aclosing(asubscribe(server.url, group="desk", since="1h")) as slow:
        assert await heard(slow, 1) == ["a"]
        assert await all_heard(asubscribe(server.url, group="desk")) == ["b"]


async def test_a_consumer_that_keeps_its_name_gets_at_once_what_it_held(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await ring(client, keys.alerts, "a", "b")
    async with aclosing(asubscribe(server.url, group="desk", consumer="one", since="1h")) as alerts:
        assert await heard(alerts, 1) == ["a"]
    assert await all_heard(asubscribe(server.url, group="desk", consumer="one")) == ["a", "b"]
    assert await pending(client, keys) == 0


async def test_a_hole_is_told_by_one_of_the_group_and_once(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await ring(client, keys.alerts, "a")
    assert await all_heard(asubscribe(server.url, group="desk", since="1h")) == ["a"]
    *_, kept = await ring(client, keys.alerts, "b", "c")
    await call(client, "XTRIM", keys.alerts, "MINID", kept)
    gaps: list[Gap] = []
    both = await asyncio.gather(
        *(all_heard(asubscribe(server.url, group="desk", on_gap=gaps.append)) for _ in range(2)),
    )
    assert both[0] + both[1] == ["c"]
    assert [gap.first for gap in gaps] == [kept]


async def test_what_was_held_and_is_deleted_is_told_with_its_entry(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    (entry,) = await ring(client, keys.alerts, "a")
    async with aclosing(asubscribe(server.url, group="desk", consumer="one", since="0-0")) as alerts:
        assert await heard(alerts, 1) == ["a"]
    await asyncio.sleep(0.01)
    await ring(client, keys.alerts, "b")
    await call(client, "XDEL", keys.alerts, entry)
    with pytest.raises(GapError, match="deleted before") as told:
        await heard(asubscribe(server.url, group="desk", consumer="one"), 1)
    assert told.value.gap.entries == (entry,)
    assert await all_heard(asubscribe(server.url, group="desk", consumer="one")) == ["b"]


async def test_what_a_dead_one_held_and_is_deleted_is_told_with_its_entry(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    (entry,) = await ring(client, keys.alerts, "a")
    async with aclosing(asubscribe(server.url, group="desk", consumer="one", since="0-0")) as alerts:
        assert await heard(alerts, 1) == ["a"]
    await asyncio.sleep(0.01)
    await ring(client, keys.alerts, "b")
    await call(client, "XDEL", keys.alerts, entry)
    await asyncio.sleep(0.1)
    gaps: list[Gap] = []
    other = asubscribe(server.url, group="desk", consumer="two", claim_after=0.05, on_gap=gaps.append)
    assert await all_heard(other) == ["b"]
    assert [gap.entries for gap in gaps] == [(entry,)]
    assert await pending(client, keys) == 0


@pytest.mark.parametrize("blocked", [True, False], ids=["while it waits", "while it has one in hand"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["DEL", "firebell:alerts"], id="the stream"),
        pytest.param(["XGROUP DESTROY", "firebell:alerts", "desk"], id="the group"),
    ],
)
async def test_what_is_deleted_under_it_is_told_and_made_anew(
    server: Embedded, client: Redis, keys: Keys, words: list[str], *, blocked: bool
) -> None:
    await ring(client, keys.alerts, "a")
    gaps: list[Gap] = []
    async with aclosing(asubscribe(server.url, group="desk", since="1h", on_gap=gaps.append)) as alerts:
        assert await heard(alerts, 1) == ["a"]
        hearing = asyncio.create_task(heard(alerts, 1)) if blocked else None
        await asyncio.sleep(0.2)
        await call(client, *words)
        await ring(client, keys.alerts, "b")
        assert await (hearing or heard(alerts, 1)) == ["b"]
    assert ["made anew" in gap.why for gap in gaps] == [True]
