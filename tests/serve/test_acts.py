"""A person's turn over HTTP, why it rang, what happened, how it stands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.mounts import Mount
from tests.serve.conftest import Served, Serving, ring

from firebell.alert.alert import Alert
from firebell.journal import ConfirmEntry, Entry, RetractEntry, SilenceEntry, decode
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

HERE = {"why": "a film was being made"}


async def journaled(served: Served) -> list[Entry]:
    return [
        decode(fields[b"data"])
        for _, fields in await call(served.client, "XRANGE", served.keys.journal, "-", "+")
    ]


async def known(served: Served, alert_id: str) -> str:
    await call(served.client, "HSET", served.keys.state, f"s:{alert_id}", b"")
    return alert_id


async def test_what_a_person_does_goes_into_the_journal_with_his_name(served: Served) -> None:
    may = served.may("act")
    alert = await known(served, "abc")
    url = "https://news.example/a/b?c=1"
    for path, body in (
        (f"/v1/alerts/{alert}/retract", HERE),
        (f"/v1/alerts/{alert}/confirm", {"why": " seen by our own "}),
        (f"/v1/articles/{url.replace('?', '%3F')}/retract", HERE),
        ("/v1/regions/IQ-BA/silence", {"for": "2h", "why": "a drill"}),
    ):
        answer = await served.http.post(path, json=body, headers=may)
        assert answer.status_code == 202, answer.text
        assert set(answer.json()) == {"entry", "says"}
    assert await journaled(served) == [
        RetractEntry(target=alert, why="a film was being made (act)"),
        ConfirmEntry(alert=alert, why="seen by our own (act)"),
        RetractEntry(target=url, why="a film was being made (act)"),
        SilenceEntry(region="IQ-BA", seconds=7200, why="a drill (act)"),
    ]


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("/v1/alerts/abc/retract", {}, 400, "why"),
        ("/v1/alerts/abc/retract", {"why": "   "}, 400, "why is empty"),
        ("/v1/alerts/abc/retract", {"why": "x" * 501}, 400, "500"),
        ("/v1/alerts/abc/retract", {"why": "x", "by": "somebody else"}, 400, "by"),
        ("/v1/alerts/none/confirm", HERE, 404, "no alert has the alert_id"),
        ("/v1/alerts/none/retract", HERE, 404, "no alert has the alert_id"),
        ("/v1/regions/IRAQ/silence", {"for": "2h", "why": "x"}, 400, "write IQ"),
        ("/v1/regions/IQ/silence", {"for": "soon", "why": "x"}, 400, "30m, 2h or 3d"),
        ("/v1/regions/IQ/silence", {"for": "٢h", "why": "x"}, 400, "30m, 2h or 3d"),
        ("/v1/regions/IQ/silence", {"why": "x"}, 400, "for"),
        ("/v1/regions/IQ/silence", [], 400, ""),
    ],
)
async def test_what_cannot_be_done_is_told_and_not_journaled(
    served: Served, path: str, body: Any, status: int, says: str
) -> None:
    await known(served, "abc")
    answer = await served.http.post(path, json=body, headers=served.may("act"))
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]
    assert await journaled(served) == []


async def test_a_region_that_the_configuration_gets_is_known_without_a_restart(
    serving: Serving, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    mounted = Mount(tmp_path / "config")
    mounted.swap({"thresholds.yaml": "watch: [IQ]"})
    async with serving(config=mounted.directory) as running:
        for files, status in (({}, 400), ({"conf.d.own-regions.yaml": "x-own: {members: [IQ-BA]}"}, 202)):
            mounted.swap(files)
            mounted.tidy()
            answer = await running.http.post(
                "/v1/regions/x-own/silence", json={"for": "2h", "why": "a drill"}, headers=running.may("act")
            )
            assert answer.status_code == status, answer.text


async def test_only_whoever_may_act_acts(served: Served) -> None:
    await known(served, "abc")
    for path in ("alerts/abc/retract", "alerts/abc/confirm", "articles/x/retract", "regions/IQ/silence"):
        for headers, status in (({}, 401), (served.may("read"), 403), (served.may("publish"), 403)):
            answer = await served.http.post(f"/v1/{path}", json={**HERE, "for": "2h"}, headers=headers)
            assert answer.status_code == status, path
        token = served.tokens["act"]
        in_address = await served.http.post(f"/v1/{path}?access_token={token}", json=HERE)
        assert in_address.status_code == 401
    assert await journaled(served) == []


async def test_an_alert_is_explained_in_json_and_in_sentences(
    serving: Serving, client: Redis, keys: Keys, decoded: list[Alert]
) -> None:
    decision = {"rule": "incident", "region": "IQ-BA", "verdict": "ring", "reason": "killed <b>12</b>"}
    name = decoded[0].data.alert_id
    await call(client, "RPUSH", keys.why(name), json.dumps(decision))
    async with serving() as running:
        told = (await running.http.get("/v1/explain", params={"id": name})).json()
        assert told["decisions"] == [decision]
        assert told["sentences"] == ["rule incident at IQ-BA: → rings: killed <b>12</b>"]
        assert (await running.http.get("/v1/explain", params={"id": "none"})).status_code == 404
        assert (await running.http.get("/v1/explain")).status_code == 400


async def test_each_incident_is_told_once_as_it_was_told_last(served: Served, decoded: list[Alert]) -> None:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = (await served.http.get("/v1/incidents", params={"limit": 7, "cursor": cursor})).json()
        found += page["incidents"]
        cursor = page["next"] or ""
        if not cursor:
            break
    names = [one["id"] for one in found]
    assert len(names) == len(set(names))
    assert set(names) == {told.id for alert in decoded for told in alert.data.incidents}
    own = {alert.data.alert_id: alert for alert in decoded if len(alert.data.incidents) == 1}
    for one in found:
        alert = own.get(one["story"]["alert_id"])
        if alert is not None:
            assert one["articles"] == alert.data.incidents[0].articles


async def test_incidents_are_asked_for_by_the_filters_of_subscribe(served: Served) -> None:
    everything = (await served.http.get("/v1/incidents", params={"limit": 200})).json()["incidents"]
    region = everything[0]["region"]
    asked: list[tuple[dict[str, str], Callable[[Any], bool]]] = [
        ({"region": region}, lambda one: region in (one["region"], one["story"]["region"])),
        ({"signal": everything[0]["signals"][0]}, lambda one: everything[0]["signals"][0] in one["signals"]),
        ({"state": "closed"}, lambda one: not one["story"]["open"]),
        ({"min_severity": "Severe"}, lambda one: one["story"]["severity"] in ("Severe", "Extreme")),
    ]
    for params, holds in asked:
        told = (await served.http.get("/v1/incidents", params={"limit": 200, **params})).json()["incidents"]
        assert told
        assert len(told) < len(everything)
        assert all(holds(one) for one in told), params
    assert (await served.http.get("/v1/incidents", params={"cursor": "x"})).status_code == 400


async def test_the_status_tells_how_it_stands_and_no_host_or_error(served: Served) -> None:
    await call(served.client, "SET", served.keys.lease, "host-7-token")
    await call(served.client, "HSET", served.keys.stopped, "entry", "5-0", "error", "secret text")
    await call(served.client, "HSET", served.keys.fold, "config", "c0ffee")
    answer = await served.http.get("/v1/status")
    told = answer.json()
    assert (told["folding"], told["fold_stopped_at"], told["config_hash"]) == (True, "5-0", "c0ffee")
    assert told["alerts"] == await call(served.client, "XLEN", served.keys.alerts)
    assert told["last_alert"]["headline"]
    assert "host-7" not in answer.text
    assert "secret" not in answer.text


async def test_the_status_tells_of_channels_that_were_delivered_to(served: Served) -> None:
    stream = served.keys.channel("desk")  # as the fold's commit lists it
    await call(served.client, "SADD", served.keys.channels, stream, served.keys.channel("archive"))
    await call(served.client, "XADD", stream, "*", "data", "{}")
    await call(
        served.client, "HSET", served.keys.deliver("desk"), "cursor", "0-0", "disabled", "410 of its host"
    )
    told = (await served.http.get("/v1/status")).json()["channels"]
    assert told == {"desk": {"disabled": True, "waiting": True, "deliverer": False}}


async def test_a_new_turn_is_told_of_its_incident_at_once(
    serving: Serving, client: Redis, keys: Keys, day: list[bytes], decoded: list[Alert]
) -> None:
    at = next(i for i, alert in enumerate(decoded) if alert.data.incidents)
    async with serving() as running:
        assert (await running.http.get("/v1/incidents")).json()["incidents"] == []
        await ring(client, keys, day[at])
        for _ in range(100):
            told = (await running.http.get("/v1/incidents")).json()["incidents"]
            if told:
                break
        assert [one["id"] for one in told] == [one.id for one in decoded[at].data.incidents]
