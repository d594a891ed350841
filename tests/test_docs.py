"""Every setting, metric, label, log event and import contract is told in docs/, and nothing that does not exist."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from tests.observe.registered import DECLARED

from firebell.ops.metrics import (
    CAUSES,
    COLLECT_REASONS,
    DELIVERY_REASONS,
    OUTCOMES,
    PAGES,
    REASONS,
    REGISTRY,
    RELOADS,
    RESULTS,
    SILENCES,
)
from firebell.redis.keys import Keys
from firebell.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
METRICS_PAGE = (ROOT / "docs" / "metrics.md").read_text()
LOGS = (ROOT / "docs" / "logs.md").read_text()
COLLECTING = (ROOT / "docs" / "collecting.md").read_text()
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()
SETTINGS = {f"{PREFIX}{name.upper()}": field for name, field in Settings.model_fields.items()}
METRICS = {metric.name: metric.documentation for metric in REGISTRY.collect()}
EVENT = re.compile(r"[a-z]+(\.[a-z_]+)+")
LEVELS = {name: name for name in ("debug", "info", "warning", "error", "critical")} | {"exception": "error"}
PATH = re.compile(r"`([a-z_/]+(?:/|\.py))`")


def rows(page: str, heading: str) -> Iterator[list[str]]:
    """The rows of the first table under a heading, without its head."""
    lines = page.partition(f"\n## {heading}\n")[2].splitlines()
    table = False
    for line in lines:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if table and not set(cells[0]) <= set("-"):
                yield cells
            table = True
        elif table:
            return


def in_code(page: str, heading: str) -> dict[str, list[str]]:
    return {row[0].strip("`"): row for row in rows(page, heading)}


def test_the_settings_table_has_every_setting_and_no_other() -> None:
    assert set(in_code(OPERATIONS, "Settings")) == set(SETTINGS)


@pytest.mark.parametrize("name", [name for name, field in SETTINGS.items() if field.default is not None])
def test_the_settings_table_tells_the_default(name: str) -> None:
    default = SETTINGS[name].default
    told = in_code(OPERATIONS, "Settings")[name][1].strip("`")
    shown = f"{default:g}" if isinstance(default, float) else str(default)
    assert told == (shown.lower() if isinstance(default, bool) else shown)


def test_the_settings_table_tells_each_choice() -> None:
    choices = {name: get_args(field.annotation) for name, field in SETTINGS.items()}
    told = in_code(OPERATIONS, "Settings")
    missing = [
        (name, choice)
        for name, known in choices.items()
        for choice in known
        if isinstance(choice, str) and f"`{choice}`" not in " ".join(told[name])
    ]
    assert missing == []


def metrics_told() -> dict[str, list[str]]:
    """Name → the cells of its row, over all tables of the page."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in METRICS_PAGE.splitlines()]
    return {row[0].strip("`"): row for row in cells if row[0].startswith("`firebell_")}


def test_the_metrics_page_has_every_metric_and_no_other() -> None:
    assert set(metrics_told()) == set(METRICS)


@pytest.mark.parametrize("name", METRICS)
def test_the_metrics_page_tells_the_sentence_of_the_code(name: str) -> None:
    told = metrics_told()[name][2].replace("`", "")
    assert told.startswith(METRICS[name].replace("`", "").rstrip("."))


@pytest.mark.parametrize("name", METRICS)
def test_the_metrics_page_tells_the_labels_of_the_code(name: str) -> None:
    assert re.findall(r"`(\w+)`", metrics_told()[name][1]) == list(DECLARED[name])


@pytest.mark.parametrize(
    "word", [*OUTCOMES, *REASONS, *RESULTS, *DELIVERY_REASONS, *SILENCES, *CAUSES, *RELOADS]
)
def test_what_a_label_says_is_told(word: str) -> None:
    assert f"`{word}`" in METRICS_PAGE


def logged() -> set[tuple[str, str]]:
    """The events of the log as the code has them, each with its level."""
    found = set()
    for path in (ROOT / "service" / "firebell").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in LEVELS
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and EVENT.fullmatch(str(first.value)):
                    found.add((str(first.value), LEVELS[node.func.attr]))
    return found


def test_the_page_of_the_log_has_every_event_with_its_levels_and_no_other() -> None:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in LOGS.splitlines()]
    rows_of = [row for row in cells if len(row) == 4 and EVENT.fullmatch(row[0].strip("`"))]
    told = {(row[0].strip("`"), level) for row in rows_of for level in row[1].split(", ")}
    assert told == logged()


@pytest.mark.parametrize("word", COLLECT_REASONS)
def test_why_a_feed_fails_is_told_and_what_to_do(word: str) -> None:
    told = [row for row in rows(COLLECTING, "When a feed breaks") if f"`{word}`" in row[0]]
    assert [len(row) for row in told] == [3]


@pytest.mark.parametrize("word", PAGES)
def test_what_becomes_of_a_page_is_told(word: str) -> None:
    assert f"`{word}`" in METRICS_PAGE


@pytest.mark.parametrize("page", ["/livez", "/readyz", "/metrics"])
def test_health_pages_are_told(page: str) -> None:
    assert f"`{page}`" in OPERATIONS


def test_every_import_contract_is_told_by_its_name() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]
    assert names
    assert [name for name in names if f"**{name}.**" not in ARCHITECTURE] == []


def test_every_part_of_the_package_has_its_place_and_no_place_is_empty() -> None:
    package = ROOT / "service" / "firebell"
    told = {name for row in rows(ARCHITECTURE, "Where each part lives") for name in PATH.findall(row[0])}
    assert [name for name in told if not (package / name).exists()] == []
    stages = {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").exists()}
    assert stages - told == set()


def test_every_key_of_redis_stands_on_its_page() -> None:
    page = (ROOT / "service" / "firebell" / "redis" / "keys.py").read_text()
    keys = Keys("x")
    plain = [name for name, value in vars(Keys).items() if isinstance(value, property)]
    told = [str(getattr(keys, name)).removeprefix("x:") for name in plain] + ["seen:", "why:", "channel:"]
    assert [key for key in told if f"| `{key}" not in page] == []
