"""Each alert has its section in docs/runbooks.md: meaning, impact, where to look by real commands, how to mend it."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.observe.rules import NAMES

from firebell.cli import COMMANDS, STANDS_IN

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "runbooks.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"(?ms)^## (\w+)\n(.*?)(?=^## |\Z)", PAGE))
PARTS = ("**Meaning.**", "**Impact.**", "**Look.**", "**Mend.**")

LINES = sorted(
    {
        line.strip()
        for text in SECTIONS.values()
        for line in text.splitlines()
        if line.startswith("    firebell ")
    }
    | set(re.findall(r"`(firebell [a-z][^`]*)`", PAGE))
)


def test_each_alert_has_its_section_and_no_other_stands_there() -> None:
    assert list(SECTIONS) == NAMES


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_its_four_parts_in_order(name: str) -> None:
    places = [SECTIONS[name].find(part) for part in PARTS]
    assert places == sorted(places)
    assert places[0] >= 0
    assert re.search(r"(?m)^    (firebell|kubectl|redis-cli) ", SECTIONS[name])


@pytest.fixture(scope="module")
def program() -> Any:
    """The whole command, as typer builds it."""
    whole = typer.Typer()
    for command in COMMANDS:
        importlib.import_module(f"firebell.cli.{STANDS_IN.get(command, command)}").add(whole)
    return typer.main.get_command(whole)


@pytest.mark.parametrize("line", LINES)
def test_a_command_exists_with_its_options(line: str, program: Any) -> None:
    found = program
    _, *words = re.sub(r'"[^"]*"|…', "X", line).split()
    while words and hasattr(found, "commands"):
        found = found.commands[words.pop(0)]
    known = {name for option in found.params for name in option.opts}
    assert [word for word in words if word.startswith("--") and word not in known] == []


@pytest.mark.parametrize("setting", sorted(set(re.findall(r"`FIREBELL_(\w+)`", PAGE))))
def test_a_setting_exists(setting: str) -> None:
    from firebell.settings import Settings  # noqa: PLC0415 -- read beside what it is for

    assert setting.lower() in Settings.model_fields


def test_an_event_of_the_log_that_is_looked_for_exists() -> None:
    told = set(re.findall(r"`([a-z]+\.[a-z_]+)`", (ROOT / "docs" / "logs.md").read_text("utf-8")))
    looked_for = set(
        re.findall(
            r"\b((?:article|articles|reader|fold|config|delivery|feed|request|role)\.(?!md)[a-z_]+)", PAGE
        )
    )
    assert looked_for - told == set()
