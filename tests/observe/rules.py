"""The chart's alerts as promtool takes them, and what a test says of one: series in, an alert or silence out."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.helm.charts import CHART, EVERY_ROLE, REDIS, ROLES, Values, rendered, the
from tests.tools import tool

NAMESPACE, RELEASE = "night", "there"
RUNBOOKS = "https://docs.example.org/runbooks.md"
RULES: Values = {"metrics": {"rules": {"enabled": True, "runbooks": RUNBOOKS}}}

FILES = {role: (CHART / "files" / "rules" / f"{role}.yaml").read_text("utf-8") for role in ROLES}
"""Role → its rules as they are written."""

NAMES = [name for text in FILES.values() for name in re.findall(r"(?m)^ +- alert: (\w+)$", text)]
"""Every alert, in order; it needs no helm, so that tests are found where there is none."""

_VALUE = re.compile(r"\{\{ *\$value[^}]*\}\}")
_LABEL = re.compile(r"\{\{ *\$labels\.(\w+) *\}\}")


class Case(NamedTuple):
    """Series, minute by minute, and what stands at a minute: an alert with these labels and this value, or silence."""

    alert: str
    why: str
    series: tuple[tuple[str, str], ...]
    minute: int
    labels: dict[str, str] | None = None
    """None: silence."""
    value: str = ""
    """`$value` as the alert's words tell it."""


def series(name: str, role: str, values: str, number: int = 1, **labels: str) -> tuple[str, str]:
    """A series of a pod of this release, in promtool's notation."""
    return of(name, f"{RELEASE}-firebell-{role}-7f9c6d5b8-x2k4{number}", NAMESPACE, values, **labels)


def of(name: str, pod: str, namespace: str, values: str, **labels: str) -> tuple[str, str]:
    """A series of any pod."""
    told = {"namespace": namespace, "pod": pod, **labels}
    return f"{name}{{{','.join(f'{key}={json.dumps(value)}' for key, value in told.items())}}}", values


@cache
def groups(role: str = "") -> list[dict[str, Any]]:
    """The groups of rules that the chart renders, of one role or of all."""
    objects = rendered(REDIS, EVERY_ROLE, RULES, release=RELEASE, words=("--namespace", NAMESPACE))
    found: list[dict[str, Any]] = the(objects, "PrometheusRule")["spec"]["groups"]
    return [group for group in found if not role or group["name"] == f"firebell-{role}"]


def alerts() -> dict[str, dict[str, Any]]:
    """Name → rule."""
    return {rule["alert"]: rule for group in groups() for rule in group["rules"]}


def expected(case: Case) -> list[dict[str, Any]]:
    """The alert of a case as promtool wants it told: labels, and every word of its annotations."""
    if case.labels is None:
        return []
    rule, labels = alerts()[case.alert], case.labels

    def said(text: str) -> str:
        return _LABEL.sub(lambda found: labels[found[1]], _VALUE.sub(case.value, text))

    annotations = {name: said(text) for name, text in rule["annotations"].items()}
    return [{"exp_labels": {**labels, **rule["labels"]}, "exp_annotations": annotations}]


def tried(folder: Path, *cases: Case) -> str:
    """What promtool finds wrong with the cases, each by itself; nothing where all is as they say."""
    (folder / "rules.yaml").write_text(json.dumps({"groups": groups()}), "utf-8")
    tests = [
        {
            "name": f"{case.alert}: {case.why}",
            "interval": "1m",
            "input_series": [{"series": name, "values": values} for name, values in case.series],
            "alert_rule_test": [
                {"eval_time": f"{case.minute}m", "alertname": case.alert, "exp_alerts": expected(case)}
            ],
        }
        for case in cases
    ]
    (folder / "test.yaml").write_text(
        json.dumps({"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": tests}), "utf-8"
    )
    words = [tool("promtool"), "test", "rules", str(folder / "test.yaml")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    return "" if done.returncode == 0 else done.stdout + done.stderr
