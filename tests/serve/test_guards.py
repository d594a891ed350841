"""Who may do what, how often and how much; what comes in, and what is refused."""

import asyncio
import json
from pathlib import Path

import pytest
from tests.mounts import Mount
from tests.serve.conftest import Served, Serving

from firebell.redis.client import call
from firebell.serve.guards import Rate, Rates
from firebell.serve.tokens import Tokens, TokensError, holder_of, load, make

GOOD = {"title": "Gunmen kill 12 villagers in Plateau state", "source": "Reuters"}


async def test_reading_is_open_unless_it_is_closed(serving: Serving) -> None:
    async with serving(open_to_read=False) as closed:
        refused = await closed.http.get("/v1/alerts")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert (await closed.http.get("/v1/alerts", headers=closed.may("read"))).is_success
        token = closed.tokens["read"]
        polled = await closed.http.get(f"/v1/alerts/stream?poll=1&access_token={token}")
        assert polled.is_success
        for path in ("/feed.atom", "/alerts.geojson", "/cap/x.xml", "/v1/alerts/x"):
            assert (await closed.http.get(path)).status_code == 401, path


async def test_publishing_is_closed_to_everybody_without_the_scope(served: Served) -> None:
    for headers, status in (({}, 401), ({"Authorization": "Bearer fb_no"}, 401), (served.may("read"), 403)):
        assert (await served.http.post("/v1/articles", json=GOOD, headers=headers)).status_code == status
    assert await call(served.client, "XLEN", served.keys.articles) == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps([GOOD, {"title": ""}, GOOD | {"id": "2"}]), "application/json"),
        ("\n".join(map(json.dumps, [GOOD, {"title": ""}, GOOD | {"id": "2"}])), "application/x-ndjson"),
    ],
    ids=["array", "lines"],
)
async def test_a_batch_has_a_result_for_each(served: Served, body: str, kind: str) -> None:
    answer = await served.http.post(
        "/v1/articles", content=body, headers={"Content-Type": kind, **served.may("publish")}
    )
    told = answer.json()
    assert (answer.status_code, told["accepted"], told["refused"]) == (202, 2, 1)
    assert [one["status"] for one in told["results"]] == ["accepted", "refused", "accepted"]
    assert told["results"][1]["reason"] == "no_text"
    assert await call(served.client, "XLEN", served.keys.articles) == 2


async def test_history_and_test_are_said_of_every_article(served: Served) -> None:
    path = "/v1/articles?history=1&test=1"
    assert (await served.http.post(path, json=GOOD, headers=served.may("publish"))).is_success
    [[_, fields]] = await call(served.client, "XRANGE", served.keys.articles, "-", "+")
    told = json.loads(fields[b"data"])
    assert (told["history"], told["status"]) == (True, "Test")


async def test_a_trace_in_the_header_is_of_every_article_that_names_none(served: Served) -> None:
    own, header = (f"00-{digit * 32}-00f067aa0ba902b7-01" for digit in "ab")
    articles = [GOOD, {**GOOD, "traceparent": own}]
    headers = {"traceparent": header, **served.may("publish")}
    assert (await served.http.post("/v1/articles", json=articles, headers=headers)).status_code == 202
    rows = await call(served.client, "XRANGE", served.keys.articles, "-", "+")
    assert [json.loads(fields[b"data"])["traceparent"] for _, fields in rows] == [header, own]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 422),
        (b"[{", 400),
        (b"\xff\xfe", 422),
        (b"[" * 100_000, 400),
        (b'{"title": "' + b"x" * 1_100_000 + b'"}', 422),
        (b"[" + b",".join([b'{"title":"x"}'] * 1001) + b"]", 413),
    ],
    ids=["half-an-object", "half-an-array", "no-text", "deep", "over-a-mebibyte", "too-many"],
)
async def test_a_bad_body_is_refused_with_a_reason(served: Served, body: bytes, status: int) -> None:
    answer = await served.http.post("/v1/articles", content=body, headers=served.may("publish"))
    assert answer.status_code == status
    assert await call(served.client, "XLEN", served.keys.articles) == 0


async def test_a_body_beyond_the_limit_is_not_read(serving: Serving) -> None:
    async with serving(most_bytes=1000) as running:
        told = await running.http.post("/v1/articles", content=b"x" * 1001, headers=running.may("publish"))
        assert told.status_code == 413

        async def pieces() -> object:
            for _ in range(100):
                yield b"x" * 100

        streamed = await running.http.post("/v1/articles", content=pieces(), headers=running.may("publish"))
        assert streamed.status_code == 413


async def test_a_caller_that_asks_too_often_is_told_when_to_come_back(serving: Serving) -> None:
    async with serving(rate=Rate(0.1, 3)) as running:
        answers = [await running.http.get("/v1/alerts") for _ in range(4)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert (await running.http.get("/v1/alerts", headers=running.may("read"))).is_success


def test_rates_fill_up_again_with_time() -> None:
    now = [0.0]
    rates = Rates(Rate(2.0, 2), lambda: now[0])
    assert [rates.wait("a") for _ in range(3)] == [0.0, 0.0, 0.5]
    now[0] = 0.5
    assert (rates.wait("a"), rates.wait("b")) == (0.0, 0.0)


async def test_health_is_told_on_the_port_of_every_role_too(serving: Serving) -> None:
    async with serving(health_port=0) as running:
        beside = f"http://127.0.0.1:{running.health_port}"
        for path in ("/livez", "/readyz", "/metrics"):
            assert (await running.http.get(beside + path)).is_success, path
        assert (await running.http.get(beside + "/v1/alerts")).status_code == 404


async def test_every_answer_keeps_browsers_safe(served: Served) -> None:
    for path in ("/v1/alerts", "/livez", "/nothing-there"):
        headers = (await served.http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]


async def test_other_origins_read_only_where_a_setting_lets_them(serving: Serving) -> None:
    async with serving(origins=("https://desk.example",)) as running:
        for origin, allowed in (("https://desk.example", True), ("https://other.example", False)):
            answer = await running.http.get("/v1/alerts", headers={"Origin": origin})
            assert ("access-control-allow-origin" in answer.headers) == allowed


# — tokens —


def test_a_token_is_kept_as_its_digest_alone(tmp_path: Path) -> None:
    token, line = make("desk", ["publish", "read"])
    assert token not in line
    file = tmp_path / "tokens"
    file.write_text(f"# who may\n\n{line}\n", "utf-8")
    [holder] = load(file)
    assert (holder.name, sorted(holder.scopes)) == ("desk", ["publish", "read"])
    assert holder_of(token, [holder]) == holder
    assert holder_of(token + "x", [holder]) is None


@pytest.mark.parametrize(
    "line", ["desk", "desk admin " + "0" * 64, "desk read 0abc", "de sk read " + "0" * 64]
)
def test_a_line_that_is_no_token_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(TokensError, match=r"tokens:2: a line is NAME SCOPES SHA256"):
        load(file)


def looked(tokens: Tokens) -> list[str]:
    """The names of the holders after two looks: a change has lain still then."""
    tokens.look()
    tokens.look()
    return [holder.name for holder in tokens.holders]


def test_a_changed_file_is_taken_up_and_a_wrong_one_is_not(tmp_path: Path) -> None:
    mounted = Mount(tmp_path)
    lines = {name: make(name, ["read"])[1] for name in ("desk", "relief")}
    mounted.swap({"tokens": lines["desk"]})
    tokens = Tokens(tmp_path / "tokens")
    assert looked(tokens) == ["desk"]
    mounted.swap({"tokens": f"{lines['desk']}\n{lines['relief']}"})
    assert looked(tokens) == ["desk", "relief"]
    mounted.swap({"tokens": "relief may read"})
    assert looked(tokens) == ["desk", "relief"]
    mounted.swap({"tokens": lines["relief"]})
    assert looked(tokens) == ["relief"]
    mounted.swap({})
    mounted.tidy()
    assert looked(tokens) == ["relief"]
    mounted.swap({"tokens": ""})
    assert looked(tokens) == []


def test_a_change_is_not_taken_up_before_the_file_has_lain_still(tmp_path: Path) -> None:
    mounted = Mount(tmp_path)
    mounted.swap({"tokens": make("desk", ["read"])[1]})
    tokens = Tokens(tmp_path / "tokens")
    for _ in range(3):
        mounted.swap({"tokens": make("relief", ["read"])[1]})
        tokens.look()
        assert [holder.name for holder in tokens.holders] == ["desk"]


async def test_a_token_opens_and_opens_no_more_while_the_server_runs(
    serving: Serving, tmp_path: Path
) -> None:
    async def opens(running: Served, token: str) -> bool:
        answer = await running.http.get("/v1/alerts", headers={"Authorization": f"Bearer {token}"})
        return answer.is_success

    token, line = make("late", ["read"])
    async with serving(open_to_read=False) as running:
        assert not await opens(running, token)
        (tmp_path / "tokens").write_text(f"{line}\n", "utf-8")
        for _ in range(300):
            if await opens(running, token):
                break
            await asyncio.sleep(0.2)
        assert await opens(running, token)
        assert not await opens(running, running.tokens["read"])
        assert "following" not in (await running.http.get("/livez")).text


async def test_a_server_without_tokens_lives(serving: Serving) -> None:
    async with serving(tokens=None) as running:
        assert (await running.http.get("/livez")).text == "ok\n"
