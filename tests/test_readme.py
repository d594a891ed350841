"""What README shows is what happens: its article, its alert, its lines of Python, its commands."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders import Fold, a_reading, an_event

from firebell.alert.alert import Alert
from firebell.archive import Archive
from firebell.article import parse
from firebell.cli import COMMANDS
from firebell.embedded import Embedded
from firebell.parts import load
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
PATIENCE = 15.0


def block(language: str, holding: str) -> str:
    found: str = next(text for kind, text in BLOCKS if kind == language and holding in text)
    return found


def article() -> str:
    """The JSON between the quotation marks of the echo, in one line."""
    return block("sh", "firebell explain -").partition("'")[2].partition("'")[0].replace("\n", "")


def test_the_article_is_explained_as_shown() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "firebell", "explain", "-"],
        input=article(),
        capture_output=True,
        text=True,
        check=True,
    )
    told = [line.strip() for line in done.stdout.splitlines()]
    shown = [line.strip() for line in block("", "Incident 1").splitlines()]
    assert [line for line in shown if line not in told and line != "…"] == []


def test_the_alert_is_the_one_that_is_shown() -> None:
    told = Archive(load()).tell(parse(article()))
    assert told.trace is not None
    alert = json.loads(told.trace.alerts[0])
    shown = json.loads(block("json", "specversion").replace("\n", ""))
    assert set(shown) <= set(Alert.__struct_fields__)
    for name in ("type", "subject", "time", "severitytext", "severitynumber"):
        assert shown[name] == alert[name]
    for name in ("kind", "certainty", "headline", "version"):
        assert shown["data"][name] == alert["data"][name]
    for name, value in shown["data"]["rule"].items():
        assert alert["data"]["rule"][name] == value
    for name, value in shown["data"]["context"][0].items():
        assert alert["data"]["context"][0][name] == value
    assert shown["data"]["incidents"][0]["casualties"] == alert["data"]["incidents"][0]["casualties"]
    quote = shown["data"]["evidence"][0]
    assert any(
        all(told[name] == value for name, value in quote.items()) for told in alert["data"]["evidence"]
    )


async def test_the_lines_of_python_print_headlines(server: Embedded, client: Redis, keys: Keys) -> None:
    code = block("python", "subscribe")
    assert len([line for line in code.splitlines() if line.strip()]) <= 5
    telling = Fold()
    telling(a_reading(an_event("bombing", killed=12)))
    await call(client, "SET", keys.resume("desk"), "0-0")
    await call(client, "XADD", keys.alerts, "*", "data", telling.alerts[0])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-u",
        "-c",
        code.replace("redis://127.0.0.1:6379/0", server.url),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        told = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert told.decode().strip() == "Severe in Basra: Bombing in Basra, Iraq: 12 killed"
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"`(firebell )?{command}\b", README) or f"`{command} " in README


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [name for name in named if not (ROOT / name).exists()] == []
