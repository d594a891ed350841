"""The chart as helm renders it: what is refused, and what stands in the objects.

Needs helm, which `make test` brings along.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.tools import tool

from firebell import __version__
from firebell.config.files import NAMES
from firebell.settings import Settings

CHART = Path(__file__).parents[2] / "helm" / "firebell"
REDIS = "redis.url=redis://redis:6379/0"
BY_THE_CHART = {"redis_url", "prefix", "config", "data", "health_host", "health_port"}
"""Settings that the chart sets by values of its own."""

Manifest = dict[str, Any]


def helm(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([tool("helm"), *words], capture_output=True, text=True, check=False)  # noqa: S603 -- our own words


def rendered(*sets: str, values: Path | None = None) -> dict[str, Manifest]:
    """The objects by kind."""
    words = [word for each in sets for word in ("--set", each)]
    words += ["--values", str(values)] if values else []
    done = helm("template", "there", str(CHART), *words)
    assert done.returncode == 0, done.stderr
    return {one["kind"]: one for one in YAML(typ="safe", pure=True).load_all(done.stdout) if one}


def pod(objects: dict[str, Manifest]) -> Manifest:
    spec: Manifest = objects["Deployment"]["spec"]["template"]["spec"]
    return spec


def environment(objects: dict[str, Manifest]) -> dict[str, Any]:
    (container,) = pod(objects)["containers"]
    return {row["name"]: row.get("value", row.get("valueFrom")) for row in container["env"]}


def the_schema() -> Manifest:
    schema: Manifest = json.loads((CHART / "values.schema.json").read_text())
    return schema


def test_the_chart_is_of_this_version() -> None:
    chart = YAML(typ="safe", pure=True).load((CHART / "Chart.yaml").read_text())
    assert chart["appVersion"] == __version__


def test_the_schema_knows_every_setting_and_its_bounds() -> None:
    wanted = Settings.model_json_schema()["properties"]
    known = the_schema()["properties"]["settings"]["properties"]
    assert set(known) == {name.upper() for name in wanted if name not in BY_THE_CHART}
    for name, rule in known.items():
        field = wanted[name.lower()]
        bounds = ("minimum", "maximum", "enum")
        assert [rule.get(bound) for bound in bounds] == [field.get(bound) for bound in bounds], name


def test_the_schema_knows_every_configuration_file() -> None:
    files = the_schema()["properties"]["config"]["properties"]["files"]["properties"]
    assert set(files) == {f"{name}.yaml" for name in NAMES}


def test_the_chart_lints() -> None:
    done = helm("lint", "--strict", str(CHART), "--set", REDIS)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("sets", "says"),
    [
        pytest.param([], "where is Redis?", id="a worker without a Redis has no work"),
        pytest.param(["redis.url=redis://me:pw@redis"], "into a Secret", id="a password in plain sight"),
        pytest.param(["redis.url=http://redis"], "/redis/url", id="no address of a Redis"),
        pytest.param([REDIS, "worker.replica=3"], "replica", id="a key that nobody reads"),
        pytest.param([REDIS, "settings.BATCH=5000"], "BATCH", id="a setting out of its bounds"),
        pytest.param([REDIS, "settings.HEALTH_PORT=1"], "HEALTH_PORT", id="a setting that the chart sets"),
        pytest.param([REDIS, r"config.files.rules\.yaml=x"], "rules", id="a file that nobody reads"),
        pytest.param(
            [REDIS, "config.existingConfigMap=mine", r"config.confd.a-thresholds\.yaml=x"],
            "one of them",
            id="two configurations",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(sets: list[str], says: str) -> None:
    done = helm("template", "there", str(CHART), *[word for each in sets for word in ("--set", each)])
    assert done.returncode != 0
    assert says in done.stderr


def test_a_worker_may_do_nothing_but_its_work() -> None:
    spec = pod(rendered(REDIS))
    (container,) = spec["containers"]
    assert container["args"] == ["worker"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["runAsUser"] == 10001
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not spec["automountServiceAccountToken"]
    assert not spec["enableServiceLinks"]


def test_probes_ask_the_health_port() -> None:
    objects = rendered(REDIS, "worker.healthPort=9000")
    (container,) = pod(objects)["containers"]
    assert container["ports"] == [{"name": "health", "containerPort": 9000}]
    assert environment(objects)["FIREBELL_HEALTH_PORT"] == "9000"
    asked = {name: container[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")}
    live, ready = {"path": "/livez", "port": "health"}, {"path": "/readyz", "port": "health"}
    assert asked == {"startup": live, "liveness": live, "readiness": ready}


def test_settings_are_environment_variables() -> None:
    known = environment(rendered(REDIS, r"prefix=\{firebell\}", "settings.KEEP_ALERTS=3650"))
    assert known["FIREBELL_REDIS_URL"] == "redis://redis:6379/0"
    assert known["FIREBELL_PREFIX"] == "{firebell}"
    assert known["FIREBELL_KEEP_ALERTS"] == "3650"
    assert "FIREBELL_CONFIG" not in known
    assert {name.removeprefix("FIREBELL_").lower() for name in known} <= set(Settings.model_fields)


def test_a_secret_holds_the_address_with_its_password() -> None:
    known = environment(rendered(REDIS, "redis.existingSecret.name=mine"))
    assert known["FIREBELL_REDIS_URL"] == {"secretKeyRef": {"name": "mine", "key": "redis-url"}}


def test_configuration_comes_as_it_was_written(tmp_path: Path) -> None:
    text = "# NO, off and 007 stay words\nwatch: [NO, IQ]\nregions:\n  NO: {why: 'off'}\n"
    values = tmp_path / "values.yaml"
    wanted = {"files": {"thresholds.yaml": text}, "confd": {"sahel-thresholds.yaml": "  watch: [ML]"}}
    values.write_text(json.dumps({"config": wanted}))
    objects = rendered(REDIS, values=values)
    assert objects["ConfigMap"]["data"] == {
        "thresholds.yaml": text,
        "conf.d.sahel-thresholds.yaml": "  watch: [ML]",
    }
    (volume,) = [row for row in pod(objects)["volumes"] if row["name"] == "config"]
    assert [item["path"] for item in volume["configMap"]["items"]] == [
        "thresholds.yaml",
        "conf.d/sahel-thresholds.yaml",
    ]
    assert environment(objects)["FIREBELL_CONFIG"] == "/etc/firebell"


def test_another_configuration_starts_other_workers() -> None:
    sums = [
        rendered(REDIS, rf"config.files.channels\.yaml={text}")["Deployment"]["spec"]["template"]["metadata"]
        for text in ("a", "b", "b")
    ]
    first, second, third = (row["annotations"]["checksum/config"] for row in sums)
    assert first != second == third


def test_selectors_outlive_an_upgrade() -> None:
    objects = rendered(REDIS)
    selected = objects["Deployment"]["spec"]["selector"]["matchLabels"]
    assert selected == objects["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"]
    assert not any(__version__ in value for value in selected.values())
    labels = objects["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert selected.items() <= labels.items()


def test_a_digest_wins_over_a_tag() -> None:
    digest = f"sha256:{'a' * 64}"
    objects = rendered(REDIS, "image.registry=example.org", "image.tag=v1", f"image.digest={digest}")
    assert pod(objects)["containers"][0]["image"] == f"example.org/firebell@{digest}"
