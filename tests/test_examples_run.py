"""The examples run as they stand, against a real Redis, a real worker and a real server on this machine."""

import contextlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from threading import Timer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from standardwebhooks import Webhook
from tests.builders import Fold, a_reading, an_event
from tests.cli.test_commands import firebell
from tests.with_redis.helpers import until

from firebell.embedded import Embedded, free_port
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PATIENCE = 60
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 -- the one of Standard Webhooks' own examples


def an_alert() -> bytes:
    fold = Fold()
    fold(a_reading(an_event("bombing", killed=12)))
    raw: bytes = fold.alerts[0]
    return raw


@contextlib.contextmanager
def started(*words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A process of the example's, ended with the block."""
    process = subprocess.Popen(  # noqa: S603 -- our own words
        words, stdout=subprocess.PIPE, text=True, env=os.environ | environment
    )
    patience = Timer(PATIENCE, process.kill)
    patience.start()
    try:
        yield process
    finally:
        patience.cancel()
        process.terminate()
        process.wait(PATIENCE)
        if process.stdout is not None:
            process.stdout.close()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


async def test_subscribe_prints_what_is_grave(server: Embedded, client: Redis, keys: Keys) -> None:
    await call(client, "SET", keys.resume("example"), "0-0")
    await call(client, "XADD", keys.alerts, "*", "data", an_alert())
    script = str(EXAMPLES / "subscribe.py")
    with started(sys.executable, script, FIREBELL_REDIS_URL=server.url) as process:
        assert line_of(process) == "Severe raised: Bombing in Basra, Iraq: 12 killed"


def test_subscribe_has_five_lines_beside_its_docstring() -> None:
    lines = (EXAMPLES / "subscribe.py").read_text("utf-8").splitlines()[1:]
    assert len([line for line in lines if line.strip()]) <= 5


@pytest.fixture
def with_redis_cli(tmp_path: Path) -> str:
    """PATH with a redis-cli: the one that is there, valkey's, or one of our own that does what the example needs."""
    there = shutil.which("redis-cli")
    if there is None:
        own = f'#!/bin/sh\nexec "{sys.executable}" -P "{ROOT / "tests" / "redis_cli.py"}" "$@"\n'
        other = shutil.which("valkey-cli")
        script = tmp_path / "redis-cli"
        script.write_text(f'#!/bin/sh\nexec "{other}" "$@"\n' if other else own, "utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return f"{tmp_path}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.usefixtures("client")
def test_redis_cli_tells_an_article_and_hears_its_alert(
    server: Embedded, with_redis_cli: str, tmp_path: Path
) -> None:
    surroundings = {"FIREBELL_REDIS_URL": server.url, "PATH": with_redis_cli}
    with started(sys.executable, "-P", "-m", "firebell", "worker", **surroundings):
        done = subprocess.run(  # noqa: S603 -- our own script
            ["/bin/sh", str(EXAMPLES / "redis_cli.sh")],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env=os.environ | surroundings,
            cwd=tmp_path,
            check=True,
        )
    alert = json.loads(done.stdout.splitlines()[-1])
    assert alert["data"]["headline"].startswith("Bombing in Goma")
    assert alert["data"]["status"] == "Exercise"


async def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=1) as answer:  # noqa: S310, ASYNC210 -- loopback, and nothing else runs
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
async def test_curl_hears_events(server: Embedded, client: Redis, keys: Keys) -> None:
    await call(client, "XADD", keys.alerts, "*", "data", an_alert())
    port = str(free_port())
    surroundings = {"FIREBELL_REDIS_URL": server.url, "FIREBELL_HTTP_PORT": port}
    at = f"http://127.0.0.1:{port}"
    with started(sys.executable, "-P", "-m", "firebell", "serve", **surroundings):
        await until(lambda: answers(f"{at}/readyz"), seconds=PATIENCE)
        script = str(EXAMPLES / "events_curl.sh")
        with started("/bin/sh", script, FIREBELL_HTTP=at) as process:
            assert process.stdout is not None
            assert any(line == "event: firebell.alert.raised\n" for line in process.stdout)


@pytest.fixture
def receiver() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    script = str(EXAMPLES / "webhook_receiver.py")
    with started(sys.executable, script, "0", WEBHOOK_SECRET=SECRET) as process:
        at = re.search(r"http://127\.0\.0\.1:\d+/", line_of(process))
        assert at
        yield at[0], process


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    request = Request(url, body, {"content-type": "application/cloudevents+json", **headers})  # noqa: S310 -- loopback
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 -- loopback
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def signed(body: bytes, *, secret: str = SECRET) -> dict[str, str]:
    name = json.loads(body)["id"]
    now = datetime.now(UTC)  # noqa: TID251 -- a signature is good for five minutes
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(name, now, body.decode()),
    }


def test_the_receiver_takes_what_is_signed_and_tells_it_once(
    receiver: tuple[str, subprocess.Popen[str]],
) -> None:
    url, process = receiver
    body = an_alert()
    assert [post(url, body, signed(body)) for _ in range(2)] == [204, 204]
    other = json.dumps(
        {"id": "other", "severitytext": "Minor", "data": {"headline": "Protest in Lima"}}
    ).encode()
    assert post(url, other, signed(other)) == 204
    assert line_of(process) == "Severe: Bombing in Basra, Iraq: 12 killed"
    assert line_of(process) == "Minor: Protest in Lima"


def test_the_receiver_refuses_what_is_not_signed(receiver: tuple[str, subprocess.Popen[str]]) -> None:
    url, _ = receiver
    body = an_alert()
    good = signed(body)
    wrong = {
        "by another secret": signed(body, secret="whsec_b3RoZXJvdGhlcm90aGVyb3RoZXI="),  # noqa: S106 -- made up
        "for another body": signed(an_alert().replace(b"12 killed", b"13 killed")),
        "too old": {**good, "webhook-timestamp": "1600000000"},
        "no signature": {},
        "no base64": {**good, "webhook-signature": "v1,§"},
        "nothing like one": {**good, "webhook-signature": "x"},
    }
    assert {name: post(url, body, headers) for name, headers in wrong.items()} == dict.fromkeys(wrong, 400)


def test_the_channel_to_slack_holds(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "slack_by_apprise" / "channels.yaml", tmp_path)
    checked = firebell("check", str(tmp_path))
    assert (checked.code, checked.err) == (0, "")


def test_every_example_is_told_of() -> None:
    told = (EXAMPLES / "README.md").read_text("utf-8")
    names = [path.name for path in EXAMPLES.iterdir() if path.name != "README.md"]
    assert [name for name in names if f"`{name}" not in told] == []
