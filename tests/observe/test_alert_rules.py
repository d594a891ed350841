"""Each alert of the chart fires when it must and is silent when it must be, for this firebell and no other."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.helm.charts import REDIS, ROLES, rendered, the
from tests.observe.cases import CASES
from tests.observe.rules import (
    FILES,
    NAMES,
    NAMESPACE,
    RELEASE,
    RULES,
    RUNBOOKS,
    Case,
    alerts,
    groups,
    series,
    tried,
)
from tests.tools import tool

FIRING = [case for case in CASES if case.labels is not None]


def named(case: Case) -> str:
    return f"{case.alert}: {case.why}"


def test_promtool_takes_the_rules(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(json.dumps({"groups": groups()}), "utf-8")
    words = [tool("promtool"), "check", "rules", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(NAMES)} rules found" in done.stdout


@pytest.mark.parametrize("alert", NAMES)
def test_each_alert_is_tried_both_ways(alert: str) -> None:
    assert alert in alerts()
    assert {case.labels is None for case in CASES if case.alert == alert} == {True, False}


@pytest.mark.parametrize("role", ROLES)
def test_a_file_of_rules_serves_without_the_chart(tmp_path: Path, role: str) -> None:
    text = FILES[role]
    for word in (*map(str.upper, ROLES), "EVERY"):
        text = text.replace(f"{{{word}", f'{{job="firebell-{word.lower()}"')
    file = tmp_path / "rules.yaml"
    file.write_text(text, "utf-8")
    words = [tool("promtool"), "check", "rules", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("case", CASES, ids=named)
def test_an_alert_fires_when_it_must_and_is_silent_else(tmp_path: Path, case: Case) -> None:
    assert tried(tmp_path, case) == ""


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(
            f'namespace="{NAMESPACE}"', 'namespace="day"', id="the same release in another namespace"
        ),
        pytest.param(f'pod="{RELEASE}-', 'pod="other-', id="another release in the same namespace"),
        pytest.param(f'pod="{RELEASE}-', f'pod="{RELEASE}-eu-', id="a release whose name begins like ours"),
    ],
)
def test_another_firebells_trouble_is_not_ours(tmp_path: Path, ours: str, theirs: str) -> None:
    moved = [
        case._replace(
            series=tuple((name.replace(ours, theirs), values) for name, values in case.series), labels=None
        )
        for case in FIRING
        if not case.alert.endswith("Absent")
    ]
    assert all(theirs in name for case in moved for name, _ in case.series)
    assert tried(tmp_path, *moved) == ""


def test_another_firebells_health_does_not_hide_that_ours_is_gone(tmp_path: Path) -> None:
    cases = [
        Case(f"Firebell{role.title()}Absent", name, ((name, "1x30"),), 15, {"namespace": NAMESPACE})
        for role in ROLES
        for there, _ in [series("firebell_build_info", role, "1x30", version="1")]
        for name in (there.replace(RELEASE, "other"), there.replace(NAMESPACE, "day"))
    ]
    assert tried(tmp_path, *cases) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"labels": None}, id="silence where it fires"),
        pytest.param({"value": "6"}, id="another value in its words"),
        pytest.param({"labels": {"pod": "x"}}, id="another label"),
        pytest.param({"minute": 3}, id="before its time"),
    ],
)
def test_promtool_tells_a_case_that_is_wrong(tmp_path: Path, wrong: dict[str, Any]) -> None:
    (case, *_) = (case for case in CASES if case.alert == "FirebellConsumerStalled")
    assert "FAILED" in tried(tmp_path, case._replace(**wrong))


def test_every_alert_says_whose_it_is_how_grave_and_where_to_read_on() -> None:
    for name, rule in alerts().items():
        assert rule["labels"].keys() == {"severity", "namespace", "firebell"}, name
        assert rule["labels"]["severity"] in ("critical", "warning"), name
        assert (rule["labels"]["namespace"], rule["labels"]["firebell"]) == (NAMESPACE, f"{RELEASE}-firebell")
        assert rule["annotations"]["runbook_url"] == f"{RUNBOOKS}#{name.lower()}"
        assert all(rule["annotations"][part] for part in ("summary", "description")), name


def test_a_role_that_does_not_run_has_no_alerts() -> None:
    objects = rendered(REDIS, RULES, {"collect": {"enabled": False}, "serve": {"enabled": False}})
    found = the(objects, "PrometheusRule")["spec"]["groups"]
    assert [group["name"] for group in found] == ["firebell-worker", "firebell-deliver"]


def test_groups_of_ones_own_stand_beside_ours_and_no_page_means_no_link() -> None:
    own = {"name": "ours", "rules": [{"alert": "Dark", "expr": "vector(1)", "labels": {"team": "desk"}}]}
    values = {
        "metrics": {"rules": {"enabled": True, "additional": [own], "labels": {"release": "prometheus"}}}
    }
    rule = the(rendered(REDIS, values), "PrometheusRule")
    assert rule["spec"]["groups"][-1] == own
    assert rule["metadata"]["labels"]["release"] == "prometheus"
    assert "runbook_url" not in rule["spec"]["groups"][0]["rules"][0]["annotations"]
