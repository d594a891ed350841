"""A real server on a real Redis that holds a day of alerts."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import httpx
import pytest

from firebell import parts
from firebell.alert.alert import Alert, decode
from firebell.archive import Archive
from firebell.cli.words import articles
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.serve.app import Options, application
from firebell.serve.following import Following
from firebell.serve.listening import Server, address_of, listen
from firebell.serve.tokens import make
from firebell.shipped import shipped_config


@pytest.fixture(scope="session")
def day() -> list[bytes]:
    """The alerts of the bundled day, in order."""
    archive = Archive(parts.load(None))
    lines = articles(str(shipped_config() / "demo" / "day.jsonl"))
    told = [archive.tell(line.article) for line in lines if line.article]
    return [raw for one in told if one.trace for raw in one.trace.alerts]


@pytest.fixture(scope="session")
def decoded(day: list[bytes]) -> list[Alert]:
    return [decode(raw) for raw in day]


async def ring(client: Redis, keys: Keys, *alerts: bytes) -> list[str]:
    """Alerts into the stream, as the fold's commit writes them; their stream ids."""
    return [(await call(client, "XADD", keys.alerts, "*", "data", raw)).decode() for raw in alerts]


class Served(NamedTuple):
    """A running server."""

    http: httpx.AsyncClient
    client: Redis
    keys: Keys
    tokens: dict[str, str]
    """Scope → a token that has it and no other."""
    following: Following
    health_port: int
    """Where health is told besides; 0: nowhere."""

    def may(self, scope: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[scope]}"}


Serving = Callable[..., Any]


@pytest.fixture
def serving(server: Embedded, client: Redis, keys: Keys, tmp_path: Any) -> Serving:
    """Start a server with options of the test's own."""

    @asynccontextmanager
    async def start(**options: Any) -> AsyncIterator[Served]:
        made = {scope: make(scope, [scope]) for scope in ("read", "publish", "act")}
        file = tmp_path / "tokens"
        file.write_text("".join(f"{line}\n" for _, line in made.values()), "utf-8")
        app = application(Options(server.url, **{"tokens": file, **options}))
        sock = listen("127.0.0.1", 0)
        running = Server(app)
        task = asyncio.create_task(running.serve(sockets=[sock]))
        try:
            async with httpx.AsyncClient(base_url=address_of(sock), timeout=10) as http:
                await until_ready(http)
                tokens = {scope: token for scope, (token, _) in made.items()}
                yield Served(http, client, keys, tokens, app.state.following, app.state.health_port)
        finally:
            running.should_exit = True
            await task

    return start


@pytest.fixture
async def served(serving: Serving, client: Redis, keys: Keys, day: list[bytes]) -> AsyncIterator[Served]:
    """A server over the bundled day."""
    await ring(client, keys, *day)
    async with serving() as running:
        yield running


async def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"the condition did not come about within {seconds} s")


async def until_ready(http: httpx.AsyncClient) -> None:
    for _ in range(1000):
        if (await http.get("/readyz")).is_success:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the server did not become ready")


Ask = Callable[..., Awaitable[httpx.Response]]
