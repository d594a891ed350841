"""`firebell serve` and `tokens` as a person runs them."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.cli.test_commands import firebell
from tests.with_redis.helpers import until

from firebell.embedded import Embedded, free_port
from firebell.redis.client import Redis
from firebell.serve.listening import listen


async def test_a_server_serves_until_it_is_asked_to_end(
    server: Embedded, client: Redis, tmp_path: Path
) -> None:
    del client  # an empty Redis
    token = firebell("tokens", "make", "desk", "--scope", "publish")
    (tmp_path / "tokens").write_text(token.out, "utf-8")
    said = re.search(r"fb_\S+", token.err)
    assert said is not None
    assert said[0] not in token.out
    port = free_port()
    environment = os.environ | {
        "FIREBELL_REDIS_URL": server.url,
        "FIREBELL_HTTP_PORT": str(port),
        "FIREBELL_HTTP_TOKENS": str(tmp_path / "tokens"),
    }
    running = subprocess.Popen(  # noqa: ASYNC220 -- our own program
        [sys.executable, "-m", "firebell", "serve"], env=environment, stderr=subprocess.PIPE
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:

            async def ready() -> bool:
                try:
                    return (await http.get("/readyz")).is_success
                except httpx.TransportError:
                    return False

            await until(ready, seconds=20.0)
            may = {"Authorization": f"Bearer {said[0]}"}
            assert (await http.post("/v1/articles", json={"title": "x"}, headers=may)).status_code == 202
            async with http.stream("GET", "/v1/alerts/stream") as answer:
                lines = answer.aiter_lines()
                assert await anext(lines) == "retry: 3000"
                running.send_signal(signal.SIGTERM)
                assert [line async for line in lines] == [""]
    finally:
        running.terminate()
        _, words = running.communicate(timeout=10)
    assert running.returncode == 0
    assert b"Traceback" not in words


def test_an_address_that_is_taken_is_told_in_a_sentence(server: Embedded) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        ran = firebell("serve", url=server.url, FIREBELL_HTTP_PORT=port)
    assert ran.code == 2
    assert f"FIREBELL_HTTP_PORT={port}: Address already in use" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"FIREBELL_HTTP_HOST": "no.such.host.invalid"}, "FIREBELL_HTTP_HOST=no.such.host.invalid"),
        ({"FIREBELL_HTTP_TOKENS": "/nowhere/tokens"}, "/nowhere/tokens: cannot be read"),
        ({"FIREBELL_HTTP_READ": "maybe"}, "FIREBELL_HTTP_READ='maybe'"),
        ({"FIREBELL_REDIS_URL": "nonsense"}, "FIREBELL_REDIS_URL=nonsense"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_sentence(
    server: Embedded, more: dict[str, str], says: str
) -> None:
    url = more.get("FIREBELL_REDIS_URL", server.url)
    ran = firebell("serve", url=url, seconds=60, **{name: text for name, text in more.items() if text != url})
    assert (ran.code, says in ran.err, "Traceback" in ran.err) == (2, True, False), ran.err


@pytest.mark.parametrize(
    "words", [("desk", "--scope", "all"), ("de sk", "--scope", "read"), ("", "--scope", "read")]
)
def test_a_token_that_nobody_could_use_is_not_made(words: tuple[str, ...]) -> None:
    ran = firebell("tokens", "make", *words)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("role", ["worker", "serve", "deliver", "collect"])
def test_a_port_of_health_that_is_taken_is_told_in_a_sentence(server: Embedded, role: str) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        ran = firebell(role, url=server.url, FIREBELL_HEALTH_PORT=port, FIREBELL_HTTP_PORT="0")
    assert ran.code == 2
    assert f"FIREBELL_HEALTH_PORT={port}: Address already in use" in ran.err
    assert "Traceback" not in ran.err
