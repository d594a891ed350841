"""Every secret of an operation in which all goes wrong: nothing that is told or listed anywhere holds one of them."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from tests.deliver.helpers import an_alert

from firebell.deliver.chat import Chat
from firebell.deliver.message import message
from firebell.deliver.secret import Found
from firebell.embedded import free_port, running
from firebell.redis.client import call, connect
from firebell.redis.keys import Keys
from firebell.serve.tokens import holder_of, load, make

HIDDEN = "HIDDEN"
"""Stands in each secret."""

CHANNELS = """
desk: {to: webhook, url: "env:DESK_URL", secret: "env:DESK_SECRET"}
chat: {to: apprise, url: "env:CHAT_URL"}
wrong: {to: webhook, url: "env:WRONG_URL"}
unsigned: {to: webhook, url: "env:DESK_URL", secret: "env:WRONG_SECRET"}
nobody: {to: apprise, url: "env:NO_CHAT_URL"}
"""
SOURCES = """
publishers:
  One: {domains: [one.example], feed: "env:FEED_URL", every: 1m}
  Two: {domains: [two.example], feed: "env:OTHER_FEED_URL", every: 1m}
"""
ROLES = ("worker", "deliver", "collect", "serve")
COMMANDS = (
    ("status",),
    ("status", "--json"),
    ("config", "show", "--origin"),
    ("check",),
    ("deliveries", "list"),
    ("deliveries", "list", "--json"),
    ("channels", "test", "chat"),
    ("channels", "test", "nobody"),
    ("channels", "test", "wrong"),
)


class Run(NamedTuple):
    """What the roles said, how they are listed, what was asked of them."""

    logs: str
    listed: str
    answers: str
    commands: str


@pytest.fixture(scope="module", params=["console", "json"])
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("secrets")
    (folder / "channels.yaml").write_text(CHANNELS, "utf-8")
    (folder / "sources.yaml").write_text(SOURCES, "utf-8")
    token, line = make("HIDDEN-no-more", ["read"])
    (folder / "tokens").write_text(f"{line.replace('HIDDEN-no-more', 'desk')}\n", "utf-8")
    nobody, http = free_port(), free_port()
    ports = {role: free_port() for role in ROLES}
    with running(folder / "redis") as server:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("FIREBELL_")} | {
            "FIREBELL_REDIS_URL": server.url.replace("redis://", "redis://default:HIDDEN-redis@"),
            "FIREBELL_CONFIG": str(folder),
            "FIREBELL_ALLOW_ADDRESSES": "127.0.0.0/8",
            "FIREBELL_HTTP_TOKENS": str(folder / "tokens"),
            "FIREBELL_LOG_FORMAT": request.param,
            "FIREBELL_LOG_LEVEL": "DEBUG",
            "DESK_URL": f"http://me:HIDDEN-basic@127.0.0.1:{nobody}/hook/HIDDEN-path?token=HIDDEN-query",
            "DESK_SECRET": "whsec_" + "HIDDEN" * 8,
            "WRONG_SECRET": "whsec_HIDDEN",
            "WRONG_URL": "HIDDEN-is-no-address",
            "CHAT_URL": f"json://me:HIDDEN-chat@127.0.0.1:{nobody}/HIDDEN-path",
            "NO_CHAT_URL": "nochat://HIDDEN-chat",
            "OTHER_FEED_URL": f"http://me:HIDDEN-pass@127.0.0.1:{http}/HIDDEN-none?key=HIDDEN-key",
            "FEED_URL": f"http://127.0.0.1:{nobody}/HIDDEN-feed/rss?key=HIDDEN-key",
        }
        _prepare(server.url)
        with contextlib.ExitStack() as stack:
            logs = {role: stack.enter_context((folder / f"{role}.log").open("wb")) for role in ROLES}
            processes = {
                role: subprocess.Popen(  # noqa: S603 -- our own program
                    [sys.executable, "-m", "firebell", role],
                    stdout=logs[role],
                    stderr=logs[role],
                    env=environment
                    | {"FIREBELL_HEALTH_PORT": str(ports[role]), "FIREBELL_HTTP_PORT": str(http)},
                )
                for role in ROLES
            }
            try:
                answers = _asked(http, ports, token)
                listed = "\n".join(_command(process.pid) for process in processes.values())
            finally:
                for process in processes.values():
                    process.terminate()
                for process in processes.values():
                    process.wait(30)
        commands = "\n".join(
            _said(words, environment) for words in (COMMANDS if request.param == "console" else COMMANDS[:1])
        )
        told = "\n".join((folder / f"{role}.log").read_text("utf-8") for role in ROLES)
        yield Run(told, listed, answers, commands)


def _prepare(url: str) -> None:
    """An alert for each channel; from then on only who has the password is let in."""

    async def prepare() -> None:
        redis, keys = connect(url), Keys("firebell")
        for name in ("desk", "chat", "wrong", "unsigned", "nobody"):
            await call(redis, "XADD", keys.channel(name), "*", "data", an_alert(f"to-{name}"))
        await call(redis, "CONFIG", "SET", "requirepass", "HIDDEN-redis")
        await redis.aclose()

    import asyncio  # noqa: PLC0415 -- pytest's own loop is not for a fixture of a module

    asyncio.run(prepare())


def _asked(http: int, ports: dict[str, int], token: str) -> str:
    """Everything that can be asked, once all have had their time to fail."""
    ends = time.monotonic() + 60
    pages = [
        f"http://127.0.0.1:{port}/{page}"
        for port in ports.values()
        for page in ("livez", "readyz", "metrics")
    ]
    pages += [
        f"http://127.0.0.1:{http}/{page}" for page in ("v1/status", "v1/alerts", "openapi.json", "metrics")
    ]
    deliver = f"http://127.0.0.1:{ports['deliver']}/metrics"
    while time.monotonic() < ends:
        with contextlib.suppress(httpx.HTTPError):
            if 'firebell_delivery_failures_total{reason="chat"}' in httpx.get(deliver).text:
                break
        time.sleep(0.3)
    time.sleep(1)
    headers = {"Authorization": f"Bearer {token}"}
    return "\n".join(httpx.get(page, headers=headers).text for page in pages)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _said(words: tuple[str, ...], environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "firebell", *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    return f"$ {' '.join(words)}\n{done.stdout}{done.stderr}"


def test_all_of_it_went_wrong_as_it_should(ran: Run) -> None:
    """Else the other claims would hold of an operation in which nothing was at stake."""
    assert "delivery.failed" in ran.logs
    assert "feed.failed" in ran.logs
    assert "channel desk" in ran.commands
    assert "firebell_delivery_failures_total" in ran.answers
    assert "firebell worker" in ran.listed


@pytest.mark.parametrize("told", ["logs", "listed", "answers", "commands"])
def test_no_secret_is_told(ran: Run, told: str) -> None:
    lines = [line for line in getattr(ran, told).splitlines() if HIDDEN in line]
    assert lines == []


def test_every_digest_is_held_against_a_token_by_a_comparison_that_takes_the_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [make(f"desk-{n}", ["read"]) for n in range(5)]
    (tmp_path / "tokens").write_text("".join(f"{line}\n" for _, line in made), "utf-8")
    holders = load(tmp_path / "tokens")
    seen: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, two: bytes) -> bool:
        seen.append((one, two))
        return one == two

    monkeypatch.setattr("firebell.serve.tokens.hmac.compare_digest", compare)
    for token, _ in made:
        seen.clear()
        assert holder_of(token, holders) is not None
        assert [one for one, _ in seen] == [holder.digest for holder in holders]


async def test_what_a_chat_says_of_its_own_failure_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client of the web puts the address into its errors, and the address of a chat is its password."""
    chat = Chat(Found("json://me:HIDDEN@127.0.0.1:1/", ()), "", 5.0)

    def broken(**_: object) -> bool:
        raise RuntimeError("no connection to https://chat.example/botHIDDEN/send")

    monkeypatch.setattr(chat._apprise, "notify", broken)
    answer = await chat.send(message(an_alert("a1")))
    await chat.aclose()
    assert (answer.reason, answer.detail) == ("chat", "RuntimeError")
