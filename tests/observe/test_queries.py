"""Alerts and dashboard ask for nothing but metrics that exist, by labels that they have, of one firebell."""

import json
import re
import subprocess
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from scripts.dashboard import FILE, ROLES, dashboard, text
from tests.observe.queries import asked, mistakes
from tests.observe.registered import DECLARED
from tests.observe.rules import NAMES, alerts
from tests.tools import tool

PANELS: list[dict[str, Any]] = dashboard()["panels"]
FIGURES = [panel for panel in PANELS if panel["type"] != "row"]
QUERIES = {
    f"{panel['title']} {target['refId']}": target["expr"] for panel in FIGURES for target in panel["targets"]
}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        pytest.param("firebell_nonsense_total", "no such series", id="a metric that is none"),
        pytest.param(
            'firebell_folds{namespace="a",pod="b"}', "no such series", id="a counter without its suffix"
        ),
        pytest.param(
            'firebell_folds_total{namespace="a",pod="b",x="c"}', "no label x", id="a label it has not"
        ),
        pytest.param(
            'sum by (reason) (firebell_folds_total{namespace="a",pod="b"})', "group by", id="nor groups"
        ),
        pytest.param('firebell_folds_total{namespace="a"}', "every firebell", id="anybody's pods"),
    ],
)
def test_a_mistake_in_a_query_is_found(query: str, says: str) -> None:
    assert says in " ".join(mistakes(query))


@pytest.mark.parametrize("name", NAMES)
def test_an_alert_asks_for_what_exists(name: str) -> None:
    expr = alerts()[name]["expr"]
    assert asked(expr)
    assert mistakes(expr) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_alerts_words_use_labels_that_it_has(name: str) -> None:
    rule = alerts()[name]
    used = set(re.findall(r"\$labels\.(\w+)", json.dumps(rule["annotations"])))
    kept = {
        word for words in re.findall(r"by \(([^)]*)\)", rule["expr"]) for word in re.findall(r"\w+", words)
    }
    assert used <= kept


@pytest.mark.parametrize("name", QUERIES)
def test_a_panel_asks_for_what_exists(name: str) -> None:
    assert mistakes(QUERIES[name]) == []


def test_prometheus_takes_every_query_of_the_dashboard(tmp_path: Path) -> None:
    rules = [
        {"record": f"panel:{number}", "expr": expr.replace("$__rate_interval", "5m").replace("$", "")}
        for number, expr in enumerate(QUERIES.values())
    ]
    (tmp_path / "rules.yaml").write_text(
        json.dumps({"groups": [{"name": "panels", "rules": rules}]}), "utf-8"
    )
    words = [tool("promtool"), "check", "rules", str(tmp_path / "rules.yaml")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_metric_is_shown_somewhere() -> None:
    shown = {name for query in QUERIES.values() for name, _ in asked(query)}
    missing = [name for name in DECLARED if not shown & {name, f"{name}_total", f"{name}_bucket"}]
    assert missing == []


def test_the_dashboard_is_what_its_script_writes() -> None:
    assert FILE.read_text("utf-8") == text(), "run `python -m scripts.dashboard`"


def test_panels_have_a_number_of_their_own_a_sentence_and_the_chosen_source() -> None:
    numbers = [panel["id"] for panel in PANELS]
    assert len(numbers) == len(set(numbers))
    assert [panel["title"] for panel in FIGURES if not panel["description"].endswith(".")] == []
    sources = {panel["datasource"]["uid"] for panel in FIGURES}
    assert sources | {target["datasource"]["uid"] for p in FIGURES for target in p["targets"]} == {
        "${datasource}"
    }
    for panel in FIGURES:
        marks = [target["refId"] for target in panel["targets"]]
        assert len(marks) == len(set(marks))


def test_no_panel_lies_on_another() -> None:
    def apart(one: dict[str, int], other: dict[str, int]) -> bool:
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        return beside or one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]

    places = [panel["gridPos"] for panel in PANELS]
    assert all(place["x"] + place["w"] <= 24 for place in places)
    assert all(apart(one, other) for one, other in combinations(places, 2))


@pytest.mark.parametrize(
    ("pod", "release"),
    [
        pytest.param("there-firebell-worker-7f9c6d5b8-x2k41", "there-firebell", id="a worker"),
        pytest.param("eu-worker-serve-7f9c6d5b8-x2k41", "eu-worker", id="a release named like a role"),
        pytest.param("there-firebell-valkey-0", None, id="what is no role of ours"),
    ],
)
def test_the_release_is_read_from_the_names_of_its_pods(pod: str, release: str | None) -> None:
    source, namespace, which = dashboard()["templating"]["list"]
    assert (source["type"], namespace["name"], which["name"]) == ("datasource", "namespace", "release")
    found = re.match(which["regex"].strip("/"), pod)
    assert (found[1] if found else None) == release
    assert set(ROLES) == {"worker", "deliver", "collect", "serve"}
