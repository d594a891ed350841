"""What strangers send: bytes that are no request, bodies without end, names for headers, text that would be code."""

import asyncio
import json
from typing import Any

import httpx
import msgspec
import pytest
from tests.serve.conftest import Served, Serving, ring, until

from firebell.alert.alert import Alert, encode
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

SCRIPT = "<script>alert(1)</script>\"'&"


async def raw(served: Served, said: bytes, seconds: float = 5.0) -> bytes:
    """What the server answers to these very bytes."""
    host, port = served.http.base_url.host, served.http.base_url.port
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(said)
    try:
        async with asyncio.timeout(seconds):
            return await reader.read(65_536)
    finally:
        writer.close()


async def still_well(served: Served) -> bool:
    return (await served.http.get("/v1/alerts")).is_success


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        b"GET /v1/alerts HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /v1/alerts HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 65_600,
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    ],
    ids=["tls", "no-path", "two-hosts", "huge-header", "negative-length", "two-lengths", "no-chunk"],
)
async def test_what_is_no_request_is_refused(served: Served, said: bytes) -> None:
    answer = await raw(served, said)
    assert answer.startswith(b"HTTP/1.1 4")
    assert await still_well(served)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/alerts/" + "x" * 5000,
        "/v1/alerts/%00",
        "/v1/alerts/..%2f..%2fetc%2fpasswd",
        "/cap/" + "x" * 200 + ".xml",
        "/v1/alerts?cursor=" + "9" * 5000,
        "/v1/alerts?limit=1e9",
        "/v1/alerts?limit=201",
        "/v1/explain?id=" + "x" * 3000,
        "/v1/nothing",
        "/feed.atom?min_severity=Grave",
    ],
)
async def test_an_address_that_asks_too_much_is_a_problem(served: Served, path: str) -> None:
    answer = await served.http.get(path)
    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 20_000
    assert await still_well(served)


@pytest.mark.parametrize(
    "value",
    [
        "Bearer",
        "Basic Zm9vOmJhcg==",
        "Bearer fb_" + "x" * 4000,
        "Bearer \xe9\xff",
        "bearer fb_no fb_no",
    ],
)
async def test_a_wrong_token_is_refused_and_never_repeated(served: Served, value: str) -> None:
    answer = await served.http.post(
        "/v1/articles",
        json={"title": "x"},
        headers=[(b"Authorization", value.encode("latin-1"))],
    )
    assert answer.status_code == 401
    assert "xxxx" not in answer.text


async def test_a_wrong_token_is_refused_where_reading_is_open_too(served: Served) -> None:
    """Whoever sends one believes to be somebody: better told than read as nobody."""
    answer = await served.http.get("/v1/alerts", headers={"Authorization": "Bearer fb_old"})
    assert answer.status_code == 401


async def test_no_value_becomes_a_header(served: Served) -> None:
    for path in ("/v1/alerts/x%0d%0aSet-Cookie:%20a=b", "/v1/alerts?region=x%0d%0aSet-Cookie:%20a=b"):
        assert "set-cookie" not in (await served.http.get(path)).headers
    answer = await raw(served, b'GET /feed.atom HTTP/1.1\r\nHost: a"><script>\r\n\r\n')
    assert b"<script>" not in answer


async def test_the_name_that_a_client_calls_us_stands_in_links_only_where_it_is_one(served: Served) -> None:
    for host, shown in (("desk.example:80", True), ("a b", False), ('x"onload="y', False), ("é", False)):
        answer = await served.http.get("/feed.atom", headers=[(b"Host", host.encode())])
        assert answer.status_code in (200, 400)
        assert (f"http://{host}/feed.atom" in answer.text) == shown


async def test_text_that_would_be_code_stays_text(
    serving: Serving, client: Redis, keys: Keys, decoded: list[Alert]
) -> None:
    data = msgspec.structs.replace(decoded[0].data, headline=SCRIPT, summary=SCRIPT)
    await ring(client, keys, encode(msgspec.structs.replace(decoded[0], data=data)))
    async with serving() as running:
        for path in ("/v1/alerts", "/v1/incidents", "/alerts.geojson", "/v1/status"):
            answer = await running.http.get(path)
            assert answer.headers["content-type"].endswith("json")
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert SCRIPT in json.dumps(answer.json(), ensure_ascii=False).replace('\\"', '"')
        for path in (f"/v1/alerts/{SCRIPT}", f"/v1/explain?id={SCRIPT}", "/feed.atom"):
            answer = await running.http.get(path)
            assert "html" not in answer.headers["content-type"]
            assert "xml" not in answer.headers["content-type"] or "<script>" not in answer.text


async def test_a_line_break_in_an_alert_makes_no_event_of_its_own(
    serving: Serving, client: Redis, keys: Keys, decoded: list[Alert]
) -> None:
    wild = "one\n\nevent: firebell.alert.raised\ndata: {}\r\n\u2028two"
    data = msgspec.structs.replace(decoded[0].data, headline=wild)
    await ring(client, keys, encode(msgspec.structs.replace(decoded[0], data=data)))
    async with serving() as running:
        text = (await running.http.get("/v1/alerts/stream?poll=1")).text
        assert text.count("\ndata: ") == 1
        told = json.loads(text.partition("\ndata: ")[2].partition("\n")[0])
        assert told["data"]["headline"] == wild


async def test_a_body_that_does_not_come_is_not_waited_for(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firebell.serve.guards.BODY_SECONDS", 0.3)
    token = served.tokens["publish"].encode()
    answer = await raw(
        served,
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nAuthorization: Bearer "
        + token
        + b"\r\n\r\n{",
    )
    assert answer.startswith(b"HTTP/1.1 408")


async def test_a_batch_is_taken_whole_or_refused_one_by_one(served: Served) -> None:
    bodies: list[Any] = [
        {"title": "x"},
        [],
        5,
        None,
        "text",
        {"title": 1.5},
        {"title": "y", "published_at": "soon"},
    ]
    answer = await served.http.post("/v1/articles", json=bodies, headers=served.may("publish"))
    assert [one["status"] for one in answer.json()["results"]] == ["accepted", *["refused"] * 6]
    assert await call(served.client, "XLEN", served.keys.articles) == 1
    nothing = await served.http.post("/v1/articles", content=b"", headers=served.may("publish"))
    assert nothing.status_code == 422
    deep = b'{"title": "x", "extra": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    refused = await served.http.post("/v1/articles", content=deep, headers=served.may("publish"))
    assert refused.status_code == 422


async def test_too_many_listeners_are_sent_elsewhere(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firebell.serve.broadcast.MOST_LISTENERS", 1)
    async with served.http.stream("GET", "/v1/alerts/stream") as first:
        assert first.status_code == 200
        await until(lambda: served.following.broadcasts.listeners == 1)
        second = await served.http.get("/v1/alerts/stream")
        assert (second.status_code, second.headers["retry-after"]) == (503, "30")


async def test_nothing_is_told_before_all_that_is_kept_is_known(served: Served) -> None:
    """Else the first pages after a start would have holes that nobody sees."""
    served.following.read = False
    for path in ("/v1/alerts", "/v1/incidents", "/feed.atom", "/v1/alerts/stream"):
        answer = await served.http.get(path)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_the_server_lets_its_listeners_go_when_it_ends(serving: Serving) -> None:
    async with serving() as running:
        lines = asyncio.create_task(_all_lines(running.http.base_url))
        await until(lambda: running.following.broadcasts.listeners == 1)
        begun = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begun < 3
    assert (await lines)[0] == "retry: 3000"


async def _all_lines(at: httpx.URL) -> list[str]:
    async with httpx.AsyncClient(timeout=10) as http, http.stream("GET", f"{at}/v1/alerts/stream") as answer:
        return [line async for line in answer.aiter_lines()]
