"""Stories by filter and page, all their turns, and events as they come, over a real connection."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from tests.serve.conftest import Served, Serving, ring, until

from firebell.alert.alert import Alert
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys


def stories(alerts: list[Alert]) -> dict[str, Alert]:
    """Each story's latest turn, in the order of these."""
    latest: dict[str, Alert] = {}
    for alert in alerts:
        latest.pop(alert.data.alert_id, None)
        latest[alert.data.alert_id] = alert
    return latest


async def listed(served: Served, **params: str | int) -> list[dict[str, Any]]:
    return list((await served.http.get("/v1/alerts", params=params)).json()["alerts"])


async def test_every_story_is_listed_once_as_its_latest_turn_tells_it(
    served: Served, decoded: list[Alert]
) -> None:
    told = await listed(served, limit=200)
    assert [one["id"] for one in told] == [one.id for one in reversed(stories(decoded).values())]


async def test_pages_join_without_a_hole_or_a_repetition(served: Served, decoded: list[Alert]) -> None:
    found: list[str] = []
    cursor = ""
    while True:
        page = (await served.http.get("/v1/alerts", params={"limit": 7, "cursor": cursor})).json()
        found += [one["data"]["alert_id"] for one in page["alerts"]]
        cursor = page["next"] or ""
        if not cursor:
            break
    assert found == list(reversed(stories(decoded)))


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_a_state_asks_for_what_is_over_or_not(served: Served, decoded: list[Alert], state: str) -> None:
    over = {"firebell.alert.cancelled", "firebell.alert.cleared"}
    told = await listed(served, state=state, limit=200)
    assert told
    assert all((one["type"] in over) == (state == "closed") for one in told)
    assert len(told) < len(stories(decoded))


async def test_filters_are_those_of_subscribe(served: Served, decoded: list[Alert]) -> None:
    severe = await listed(served, min_severity="Severe", limit=200)
    assert {one["data"]["severity"] for one in severe} == {"Severe", "Extreme"}
    code = next(iter(stories(decoded).values())).data.region.code[:2]
    there = await listed(served, region=code, limit=200)
    assert there
    assert all(code in {one["data"]["region"]["code"], *one["data"]["region"]["path"]} for one in there)
    assert await listed(served, region="XX") == []


async def test_all_turns_of_a_story_are_told_in_their_order(served: Served, decoded: list[Alert]) -> None:
    name = max(decoded, key=lambda alert: alert.data.version).data.alert_id
    told = (await served.http.get(f"/v1/alerts/{name}")).json()
    assert [one["data"]["version"] for one in told["turns"]] == list(range(1, len(told["turns"]) + 1))


async def test_a_client_that_has_it_gets_no_body_again(served: Served) -> None:
    first = await served.http.get("/v1/alerts")
    again = await served.http.get("/v1/alerts", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"cursor": "yesterday"}, "not one of ours"),
        ({"cursor": "9" * 40 + "-x"}, "not one of ours"),
        ({"state": "maybe"}, "state"),
        ({"min_severity": "Grave"}, "min_severity"),
        ({"limit": "0"}, "limit"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
async def test_what_cannot_be_asked_is_told_in_a_sentence(
    served: Served, asked: dict[str, str], says: str
) -> None:
    answer = await served.http.get("/v1/alerts", params=asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


async def test_an_unknown_story_is_not_found(served: Served) -> None:
    answer = await served.http.get("/v1/alerts/no-such")
    assert (answer.status_code, answer.json()["title"]) == (404, "Not Found")


# — events —


async def events(http: httpx.AsyncClient, most: int, **options: Any) -> list[dict[str, str]]:
    """The first events of a stream."""
    found: list[dict[str, str]] = []
    async for one in heard(http, **options):
        found.append(one)
        if len(found) == most:
            break
    return found


async def heard(http: httpx.AsyncClient, **options: Any) -> AsyncIterator[dict[str, str]]:
    async with http.stream("GET", "/v1/alerts/stream", **options) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["x-accel-buffering"] == "no"
        one: dict[str, str] = {}
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            if line and name:
                one[name] = value
            elif "data" in one:
                yield one
                one = {}
            else:
                one = {}


async def test_a_poll_gives_what_there_is_and_ends(served: Served, decoded: list[Alert]) -> None:
    text = (await served.http.get("/v1/alerts/stream", params={"poll": 1})).text
    told = [json.loads(line[6:])["id"] for line in text.splitlines() if line.startswith("data: ")]
    assert told == [alert.id for alert in decoded]


async def test_a_turn_is_heard_by_whoever_asks_for_it(
    serving: Serving, client: Redis, keys: Keys, day: list[bytes], decoded: list[Alert]
) -> None:
    severe = [a.id for a in decoded if a.data.severity in ("Severe", "Extreme")]
    async with serving() as running:
        all_of_it = asyncio.create_task(events(running.http, len(day)))
        some = asyncio.create_task(events(running.http, len(severe), params={"min_severity": "Severe"}))
        await asyncio.sleep(0.3)  # until both listen; what rings before is not theirs
        await ring(client, keys, *day)
        told = await asyncio.wait_for(all_of_it, 10)
        assert [json.loads(one["data"])["id"] for one in told] == [alert.id for alert in decoded]
        assert [json.loads(one["data"])["id"] for one in await asyncio.wait_for(some, 10)] == severe


async def test_last_event_id_goes_on_without_hole_or_repetition(
    served: Served, decoded: list[Alert], day: list[bytes]
) -> None:
    first = await events(served.http, 5, params={"since": "0-0"})
    rest = asyncio.create_task(
        events(served.http, len(decoded) - 4, headers={"Last-Event-ID": first[-1]["id"]})
    )
    await asyncio.sleep(0.2)
    [last] = await ring(served.client, served.keys, day[0])
    told = [*first, *await asyncio.wait_for(rest, 10)]
    assert [json.loads(one["data"])["id"] for one in told] == [*(a.id for a in decoded), decoded[0].id]
    assert told[-1]["id"] == last


async def test_what_was_trimmed_is_a_gap_and_never_a_silent_hole(served: Served) -> None:
    first = (await events(served.http, 1, params={"since": "0-0"}))[0]["id"]
    await call(served.client, "XTRIM", served.keys.alerts, "MAXLEN", 3)
    told = await events(served.http, 4, headers={"Last-Event-ID": first})
    assert [one["event"] for one in told[:1]] == ["gap"]
    assert json.loads(told[0]["data"])["since"] == first
    assert len(told) == 4


async def test_a_stream_that_was_never_trimmed_has_no_gap_before_its_first_alert(served: Served) -> None:
    told = await events(served.http, 1, params={"since": "1-0"})
    assert told[0]["event"] != "gap"


async def test_a_channel_has_a_stream_of_its_own(served: Served, day: list[bytes]) -> None:
    key = served.keys.channel("desk")
    await call(served.client, "XADD", key, "*", "data", day[3])
    told = await events(served.http, 1, params={"channel": "desk", "since": "0-0"})
    assert told[0]["data"].encode() == day[3]


async def test_a_listener_that_fell_behind_reads_on_from_the_stream(
    serving: Serving, client: Redis, keys: Keys, day: list[bytes]
) -> None:
    """More turns at once than wait for one listener: none is left out, none comes twice."""
    async with serving() as running:
        many = [day[i % len(day)] for i in range(700)]
        listening = asyncio.create_task(events(running.http, 700))
        await asyncio.sleep(0.2)
        names = await ring(client, keys, *many)
        assert [one["id"] for one in await asyncio.wait_for(listening, 20)] == names


async def test_a_client_that_goes_leaves_no_listener_behind(served: Served) -> None:
    for params in ({}, {"since": "0-0"}, {"channel": "desk"}):
        async with served.http.stream("GET", "/v1/alerts/stream", params=params) as answer:
            await anext(answer.aiter_lines())
            assert served.following.broadcasts.listeners == 1
        await until(lambda: served.following.broadcasts.listeners == 0)
    assert len(served.following.broadcasts._channels) == 0


async def test_many_that_come_back_at_once_are_all_caught_up(served: Served, decoded: list[Alert]) -> None:
    """More than connections to Redis: whoever finds none free waits for one."""
    limits = httpx.Limits(max_connections=300)
    async with httpx.AsyncClient(base_url=served.http.base_url, limits=limits, timeout=30) as http:
        each = [events(http, len(decoded), params={"since": "0-0"}) for _ in range(150)]
        for told in await asyncio.gather(*each):
            assert [json.loads(one["data"])["id"] for one in told] == [alert.id for alert in decoded]
    await until(lambda: served.following.broadcasts.listeners == 0)


async def test_an_id_that_the_stream_has_not_reached_is_a_gap(served: Served, day: list[bytes]) -> None:
    """A Last-Event-ID of another server, or of a stream that was replaced: what follows is told all the same."""
    listening = asyncio.create_task(
        events(served.http, 2, headers={"Last-Event-ID": "99999999999999-0"}, timeout=10)
    )
    await until(lambda: served.following.broadcasts.listeners == 1)
    await asyncio.sleep(0.2)
    [name] = await ring(served.client, served.keys, day[0])
    gap, heard_ = await asyncio.wait_for(listening, 10)
    assert (gap["event"], heard_["id"]) == ("gap", name)


async def test_what_redis_gives_out_below_what_was_heard_is_heard_behind_a_gap(
    served: Served, day: list[bytes]
) -> None:
    """A power cut took the stream's end, and the clock went back."""
    listening = asyncio.create_task(events(served.http, 4, timeout=10))
    await until(lambda: served.following.broadcasts.listeners == 1)
    [name] = await ring(served.client, served.keys, day[0])
    await until(lambda: served.following.alerts.last == name)
    await call(served.client, "DEL", served.keys.alerts)
    await call(served.client, "XADD", served.keys.alerts, "5-0", "data", day[0])
    await asyncio.sleep(2.5)
    for entry, raw in zip(("6-0", "7-0"), day[1:3], strict=True):
        await call(served.client, "XADD", served.keys.alerts, entry, "data", raw)
    first, gap, *more = await asyncio.wait_for(listening, 10)
    assert first["id"] == name
    assert (gap["event"], json.loads(gap["data"])["since"]) == ("gap", name)
    assert [one["id"] for one in more] == ["6-0", "7-0"]


async def test_a_moment_after_the_last_alert_is_no_gap(served: Served, day: list[bytes]) -> None:
    listening = asyncio.create_task(events(served.http, 1, params={"since": "0s"}))
    await until(lambda: served.following.broadcasts.listeners == 1)
    await asyncio.sleep(0.2)
    [name] = await ring(served.client, served.keys, day[0])
    assert (await asyncio.wait_for(listening, 10))[0]["id"] == name


@pytest.mark.parametrize("name", ["yesterday", "1-x", "-1", "9" * 40, "24h; DROP", "1-0\u0661"])
async def test_an_id_that_is_none_is_told_in_a_sentence(served: Served, name: str) -> None:
    answer = await served.http.get("/v1/alerts/stream", params={"since": name})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "stream's id" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["a b", "x" * 65, "a\r\nSet-Cookie: x", "*"])
async def test_a_channel_has_a_name_that_can_be_one(served: Served, name: str) -> None:
    answer = await served.http.get("/v1/alerts/stream", params={"channel": name})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


async def test_the_head_of_a_stream_is_told_and_ends(served: Served) -> None:
    for path in ("/v1/alerts/stream", "/v1/alerts", "/feed.atom", "/livez"):
        answer = await served.http.head(path)
        assert (answer.status_code, answer.content) == (200, b""), path
    assert served.following.broadcasts.listeners == 0


async def test_silence_is_filled_with_signs_of_life(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firebell.serve.broadcast.HEARTBEAT_SECONDS", 0.5)
    async with served.http.stream("GET", "/v1/alerts/stream") as answer:
        lines = answer.aiter_lines()
        assert [await anext(lines) for _ in range(6)] == ["retry: 3000", "", ": alive", "", ": alive", ""]


async def test_a_client_that_reads_nothing_is_let_go_and_delays_nobody(
    serving: Serving, client: Redis, keys: Keys, day: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firebell.serve.broadcast.SEND_SECONDS", 1.0)
    async with serving() as running:
        host, port = running.http.base_url.host, running.http.base_url.port
        _, writer = await asyncio.open_connection(host, port, limit=1024)
        writer.write(b"GET /v1/alerts/stream HTTP/1.1\r\nHost: x\r\n\r\n")
        await until(lambda: running.following.broadcasts.listeners == 1)
        many = [day[i % len(day)] for i in range(4000)]
        listening = asyncio.create_task(events(running.http, len(many)))
        await until(lambda: running.following.broadcasts.listeners == 2)
        names = await ring(client, keys, *many)
        assert [one["id"] for one in await asyncio.wait_for(listening, 60)] == names
        await until(lambda: running.following.broadcasts.listeners == 0)
        writer.close()
        metrics = (await running.http.get("/metrics")).text
        assert "firebell_listeners 0.0\n" in metrics
        assert "firebell_listeners_let_go_total 1.0\n" in metrics


async def test_what_the_stream_has_forgotten_leaves_the_indexes(served: Served, decoded: list[Alert]) -> None:
    await call(served.client, "XTRIM", served.keys.alerts, "MAXLEN", 3)
    await served.following.forget()
    kept = stories(decoded[-3:])
    assert [one["data"]["alert_id"] for one in await listed(served)] == list(reversed(kept))
    assert (await served.http.get(f"/cap/{decoded[0].id}.xml")).status_code == 404
    assert sum(len(story.turns) for story in served.following.stories._stories.values()) == 3
    await call(served.client, "DEL", served.keys.alerts)
    await served.following.forget()
    assert len(served.following.stories) == len(served.following.happened) == 0
    assert not served.following.stories._by_turn


async def test_an_entry_that_nobody_can_read_stops_nothing(served: Served, day: list[bytes]) -> None:
    await ring(served.client, served.keys, b"no alert", b"\xff", day[0])
    [told] = await events(served.http, 1, params={"since": "1s"})
    assert told["data"].encode() == day[0]
    assert (await served.http.get("/livez")).is_success


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
async def test_tags_are_compared_as_the_standard_says(served: Served, form: str) -> None:
    tag = (await served.http.get("/v1/alerts")).headers["etag"]
    again = await served.http.get("/v1/alerts", headers={"If-None-Match": form.format(tag)})
    assert again.status_code == 304
    other = await served.http.get("/v1/alerts", headers={"If-None-Match": f'"x{tag[1:]}'})
    assert other.status_code == 200
