"""Whoever subscribes hears every alert that he asks for, and is told where he may have missed one."""

import asyncio
import subprocess
import sys
import threading
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from tests.client.helpers import all_heard, an_alert, heard, killed_over, ring

from firebell.alert.asked import BadFilterError
from firebell.client import Alert, BadUseError, Gap, GapError, asubscribe, subscribe
from firebell.embedded import Embedded, running
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import Keys, PrefixError
from firebell.since import BadSinceError

BEGINNING = "0-0"


async def test_alerts_come_typed_and_in_order(server: Embedded, client: Redis, keys: Keys) -> None:
    await ring(client, keys.alerts, "a", "b")
    async with aclosing(asubscribe(server.url, since=BEGINNING)) as alerts:
        first = await anext(alerts)
        assert isinstance(first, Alert)
        assert first.data.headline == "Bombing in Basra, Iraq: 12 killed"
        assert await heard(alerts, 1) == ["b"]
        await ring(client, keys.alerts, "c")
        assert await heard(alerts, 1) == ["c"]


async def test_without_a_point_in_time_it_begins_now(server: Embedded, client: Redis, keys: Keys) -> None:
    await ring(client, keys.alerts, "before")
    alerts = asubscribe(server.url)
    async with aclosing(alerts):
        hearing = asyncio.create_task(heard(alerts, 1))
        await asyncio.sleep(0.2)
        await ring(client, keys.alerts, "after")
        assert await hearing == ["after"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        pytest.param({"region": "IQ"}, ["iraq", "minor"], id="a country holds its divisions"),
        pytest.param({"min_severity": "Severe"}, ["iraq", "mali"], id="what is below the floor stays away"),
        pytest.param(
            {"region": "ML", "signal": "bombing"}, ["mali"], id="every filter has to let it through"
        ),
        pytest.param({"signal": "air_strike"}, [], id="another signal"),
        pytest.param({"status": "Exercise"}, [], id="another status"),
    ],
)
async def test_filters(
    server: Embedded, client: Redis, keys: Keys, asked: dict[str, Any], names: list[str]
) -> None:
    for raw in (
        an_alert("iraq"),
        an_alert("minor", severity="Minor"),
        an_alert("mali", region="ML-5"),
    ):
        await call(client, "XADD", keys.alerts, "*", "data", raw)
    assert await all_heard(asubscribe(server.url, since="1h", **asked)) == names


async def test_a_channel_has_a_stream_of_its_own(server: Embedded, client: Redis, keys: Keys) -> None:
    await ring(client, keys.alerts, "everybody's")
    await ring(client, keys.channel("desk"), "the desk's")
    assert await all_heard(asubscribe(server.url, channel="desk", since="1h")) == ["the desk's"]


async def test_a_prefix_leads_to_another_firebell(server: Embedded, client: Redis) -> None:
    await ring(client, Keys("second").alerts, "of the second")
    assert await all_heard(asubscribe(server.url, prefix="second", since="1h")) == ["of the second"]


async def test_the_surroundings_tell_the_address(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIREBELL_REDIS_URL", server.url)
    await ring(client, keys.alerts, "a")
    assert await all_heard(asubscribe(since="1h")) == ["a"]


async def test_a_name_goes_on_behind_what_it_has_had(server: Embedded, client: Redis, keys: Keys) -> None:
    assert await all_heard(asubscribe(server.url, resume="desk")) == []
    await ring(client, keys.alerts, "a", "b", "c")
    async with aclosing(asubscribe(server.url, resume="desk")) as alerts:
        assert await heard(alerts, 2) == ["a", "b"]
    # b was being handled when it ended: nobody had asked for the next one.
    assert await all_heard(asubscribe(server.url, resume="desk")) == ["b", "c"]
    assert await all_heard(asubscribe(server.url, resume="desk")) == []


async def test_what_is_not_asked_for_is_behind_it_too(server: Embedded, client: Redis, keys: Keys) -> None:
    await all_heard(asubscribe(server.url, resume="desk"))
    await ring(client, keys.alerts, "a")
    assert await all_heard(asubscribe(server.url, resume="desk", region="ML")) == []
    assert await all_heard(asubscribe(server.url, resume="desk")) == []


async def test_the_command_and_the_client_share_a_name(server: Embedded, client: Redis, keys: Keys) -> None:
    await all_heard(asubscribe(server.url, resume="desk"))
    _, entry = await ring(client, keys.alerts, "a", "b")
    assert await all_heard(asubscribe(server.url, resume="desk")) == ["a", "b"]
    assert await call(client, "GET", keys.resume("desk")) == entry.encode()


def test_a_plain_loop_hears_the_same(server: Embedded) -> None:
    async def rings() -> None:
        redis = connect(server.url)
        await call(redis, "FLUSHALL")
        await ring(redis, "firebell:alerts", "a", "b", "c")
        await redis.aclose()

    asyncio.run(rings())
    names = []
    for alert in subscribe(server.url, since="1h"):
        names.append(alert.id)
        if alert.id == "c":
            break
    assert names == ["a", "b", "c"]


def test_a_plain_loop_runs_in_a_thread(server: Embedded) -> None:
    names: list[str] = []

    def listens() -> None:
        alerts = subscribe(server.url, since="1h")
        names.append(next(alerts).id)
        alerts.close()

    thread = threading.Thread(target=listens)
    thread.start()

    async def rings() -> None:
        redis = connect(server.url)
        await call(redis, "FLUSHALL")
        await ring(redis, "firebell:alerts", "a")
        await redis.aclose()

    asyncio.run(rings())
    thread.join(10)
    assert names == ["a"]


async def test_a_plain_loop_beside_an_event_loop_says_what_to_write() -> None:
    with pytest.raises(BadUseError, match="asubscribe"):
        subscribe("redis://127.0.0.1")


@pytest.mark.parametrize(
    ("options", "error"),
    [
        pytest.param({"min_severity": "Bad"}, BadFilterError, id="a severity that is none"),
        pytest.param({"since": "yesterday"}, BadSinceError, id="a time that is none"),
        pytest.param({"resume": "a", "group": "b"}, BadUseError, id="two keepers of the place"),
        pytest.param({"consumer": "a"}, BadUseError, id="a consumer of no group"),
        pytest.param({"prefix": " "}, PrefixError, id="keys without a name"),
        pytest.param({"regin": "IQ"}, TypeError, id="a misspelt filter"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_heard(options: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        subscribe("redis://127.0.0.1", **options)


async def test_an_address_that_is_none_is_told_without_its_password() -> None:
    with pytest.raises(BadUseError, match="redis://HOST") as told:
        await anext(asubscribe("http://me:secret@there"))
    assert "secret" not in str(told.value)


class TestTrimmed:
    """A hole is told once, never passed in silence."""

    async def test_a_name_is_told_once_and_goes_on(self, server: Embedded, client: Redis, keys: Keys) -> None:
        await all_heard(asubscribe(server.url, resume="desk"))
        *_, kept = await ring(client, keys.alerts, "a", "b", "c")
        await call(client, "XTRIM", keys.alerts, "MINID", kept)
        with pytest.raises(GapError, match="no longer kept") as told:
            await anext(asubscribe(server.url, resume="desk"))
        assert (told.value.gap.since, told.value.gap.first) == ("0-0", kept)
        assert await all_heard(asubscribe(server.url, resume="desk")) == ["c"]

    async def test_who_wants_to_hear_of_it_goes_on_by_himself(
        self, server: Embedded, client: Redis, keys: Keys
    ) -> None:
        first, _, kept = await ring(client, keys.alerts, "a", "b", "c")
        await call(client, "XTRIM", keys.alerts, "MINID", kept)
        gaps: list[Gap] = []
        assert await all_heard(asubscribe(server.url, since=first, on_gap=gaps.append)) == ["c"]
        assert [(gap.since, gap.first) for gap in gaps] == [(first, kept)]

    async def test_under_a_slow_listener(self, server: Embedded, client: Redis, keys: Keys) -> None:
        gaps: list[Gap] = []
        await ring(client, keys.alerts, "a")
        async with aclosing(asubscribe(server.url, since="1h", on_gap=gaps.append)) as alerts:
            assert await heard(alerts, 1) == ["a"]
            *_, kept = await ring(client, keys.alerts, "b", "c")
            await call(client, "XTRIM", keys.alerts, "MINID", kept)
            assert await heard(alerts, 1) == ["c"]
        assert [gap.first for gap in gaps] == [kept]

    async def test_everything(self, server: Embedded, client: Redis, keys: Keys) -> None:
        gaps: list[Gap] = []
        await ring(client, keys.alerts, "a")
        async with aclosing(asubscribe(server.url, since="1h", on_gap=gaps.append)) as alerts:
            assert await heard(alerts, 1) == ["a"]
            await ring(client, keys.alerts, "b")
            await call(client, "XTRIM", keys.alerts, "MAXLEN", 0)
            hearing = asyncio.create_task(heard(alerts, 1))
            await asyncio.sleep(0.2)
            await ring(client, keys.alerts, "c")
            assert await hearing == ["c"]
        assert [gap.why for gap in gaps] == ["older ones are no longer kept"]

    async def test_what_was_had_and_is_trimmed_is_no_hole(
        self, server: Embedded, client: Redis, keys: Keys
    ) -> None:
        await all_heard(asubscribe(server.url, resume="desk"))
        await ring(client, keys.alerts, "a", "b")
        assert await all_heard(asubscribe(server.url, resume="desk")) == ["a", "b"]
        await call(client, "XTRIM", keys.alerts, "MAXLEN", 0)
        assert await all_heard(asubscribe(server.url, resume="desk")) == []

    async def test_a_quiet_listener_is_not_alarmed(self, server: Embedded, client: Redis, keys: Keys) -> None:
        await ring(client, keys.alerts, "a")
        async with aclosing(asubscribe(server.url, since="1h")) as alerts:
            assert await heard(alerts, 1) == ["a"]
            hearing = asyncio.create_task(heard(alerts, 1))
            await asyncio.sleep(0.2)
            await call(client, "XTRIM", keys.alerts, "MAXLEN", 0)
            await ring(client, keys.alerts, "b")
            assert await hearing == ["b"]

    async def test_a_young_stream_has_lost_nothing(self, server: Embedded, client: Redis, keys: Keys) -> None:
        await ring(client, keys.alerts, "a")
        assert await all_heard(asubscribe(server.url, since="7d")) == ["a"]


@pytest.mark.parametrize("how", [{"resume": "desk"}, {"group": "desk"}], ids=["resume", "group"])
@pytest.mark.parametrize("fields", [("data", b'{"id": 1}'), ("title", "Bomb")], ids=["no alert", "no data"])
async def test_what_cannot_be_read_is_told_and_holds_nothing_up(
    server: Embedded, client: Redis, keys: Keys, fields: tuple[str, bytes], how: Any
) -> None:
    await all_heard(asubscribe(server.url, **how))
    bad = await call(client, "XADD", keys.alerts, "*", *fields)
    await ring(client, keys.alerts, "a")
    with pytest.raises(GapError, match="cannot be read") as told:
        await heard(asubscribe(server.url, **how), 1)
    assert told.value.gap.entries == (bad.decode(),)
    assert await all_heard(asubscribe(server.url, **how)) == ["a"]


async def test_a_name_whose_process_is_killed_hears_again_what_it_had_in_hand(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await all_heard(asubscribe(server.url, resume="desk"))
    await ring(client, keys.alerts, "a", "b", "c")
    assert await killed_over("b", server.url, "resume") == ["a", "b"]
    assert await all_heard(asubscribe(server.url, resume="desk")) == ["b", "c"]


@pytest.mark.parametrize(
    "options", [{}, {"resume": "desk"}, {"group": "desk"}], ids=["plain", "resume", "group"]
)
@pytest.mark.parametrize("end", [Embedded.stop, Embedded.kill], ids=["stopped", "killed"])
async def test_a_redis_that_goes_and_comes_loses_and_doubles_nothing(
    tmp_path: Path, options: dict[str, Any], end: Any
) -> None:
    with running(tmp_path) as server:
        client = connect(server.url)
        await call(client, "CONFIG SET", "appendfsync", "always")
        async with aclosing(asubscribe(server.url, since=BEGINNING, **options)) as alerts:
            await ring(client, "firebell:alerts", "a", "b")
            assert await heard(alerts, 1) == ["a"]
            end(server)
            hearing = asyncio.create_task(heard(alerts, 3))
            await asyncio.sleep(0.3)
            server.start()
            await ring(client, "firebell:alerts", "c", "d")
            assert await hearing == ["b", "c", "d"]
        await client.aclose()


async def test_a_redis_that_forgets_everything_is_told_of(tmp_path: Path) -> None:
    gaps: list[Gap] = []
    with running(tmp_path) as server:
        client = connect(server.url)
        await ring(client, "firebell:alerts", "a")
        async with aclosing(asubscribe(server.url, since="1h", on_gap=gaps.append)) as alerts:
            assert await heard(alerts, 1) == ["a"]
            await call(client, "FLUSHALL")
            hearing = asyncio.create_task(heard(alerts, 1))
            await asyncio.sleep(0.2)
            await ring(client, "firebell:alerts", "b")
            assert await hearing == ["b"]
        await client.aclose()
    assert [gap.why for gap in gaps] == ["the stream is gone"]


async def test_a_wrong_password_is_not_waited_out(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        client = connect(server.url)
        await call(client, "CONFIG SET", "requirepass", "right")
        with pytest.raises(Exception, match=r"(?i)invalid username-password|authentication"):
            await heard(asubscribe(server.url.replace("//", "//:wrong@")), 1)
        await client.aclose()


def test_it_brings_no_web_framework_with_it() -> None:
    code = "import sys, firebell.client; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert {"fastapi", "faststream", "starlette", "pydantic", "httpx"} & set(done.stdout.split()) == set()
