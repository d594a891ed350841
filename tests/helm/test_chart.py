"""The chart as a whole: of this version, linted, its values held to the settings and to the schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from tests.helm.charts import (
    CHART,
    EXAMPLES,
    REDIS,
    Manifest,
    Values,
    helm,
    merged,
    rendered,
    schema,
    shipped,
    template,
)

from firebell import __version__
from firebell.config.files import NAMES
from firebell.settings import Settings

BY_THE_CHART = {"prefix", "config", "data", "health_host", "health_port", "http_host", "http_port"}
"""Settings that the chart sets by values of its own, beside those of Redis."""


def test_the_chart_is_of_this_version() -> None:
    chart = YAML(typ="safe", pure=True).load((CHART / "Chart.yaml").read_text("utf-8"))
    assert chart["apiVersion"] == "v2"
    assert chart["appVersion"] == __version__


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_chart_lints_with_every_example(path: Path) -> None:
    done = helm("lint", "--strict", str(CHART), "--values", str(path))
    assert done.returncode == 0, done.stdout


def test_an_older_kubernetes_is_refused() -> None:
    done = template(REDIS, words=("--kube-version", "1.28"))
    assert "incompatible with Kubernetes" in done.stderr


def test_the_schema_knows_every_setting_and_its_bounds() -> None:
    wanted = Settings.model_json_schema()["properties"]
    known = schema()["properties"]["settings"]["properties"]
    by_values = {name for name in wanted if name in BY_THE_CHART or name.startswith("redis_")}
    assert set(known) == {name.upper() for name in wanted if name not in by_values}
    for name, rule in known.items():
        field = wanted[name.lower()]
        bounds = ("minimum", "maximum", "enum")
        assert [rule.get(bound) for bound in bounds] == [field.get(bound) for bound in bounds], name


def test_the_schema_knows_every_configuration_file() -> None:
    files = schema()["properties"]["config"]["properties"]["files"]["properties"]
    assert set(files) == {f"{name}.yaml" for name in NAMES}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def keys_of(node: Manifest) -> Manifest:
    """The keys that the schema lets stand here; none where any may."""
    while "$ref" in node:
        target: Any = schema()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node.get("properties", {}) if node.get("additionalProperties") is False else {}


def closed(node: Manifest) -> Iterator[tuple[str, ...]]:
    """The path of every map whose keys the schema lists."""
    if keys_of(node):
        yield ()
    for key, under in keys_of(node).items():
        yield from ((key, *rest) for rest in closed(under))


def test_a_key_that_nobody_knows_is_refused_wherever_the_schema_lists_the_keys() -> None:
    validator = Draft202012Validator(schema())
    assert validator.is_valid(merged(shipped(), REDIS))
    maps = list(closed(schema()))
    assert len(maps) > 40
    for path in maps:
        wrong: Any = {"nobody": {"knows": "this"}}
        for key in reversed(path):
            wrong = {key: wrong}
        assert not validator.is_valid(wrong), path


def test_every_shipped_value_is_known_to_the_schema_by_its_name() -> None:
    def unknown(values: Values, node: Manifest) -> Iterator[str]:
        known = keys_of(node)
        for key, value in values.items() if known else ():
            if key not in known:
                yield key
            elif isinstance(value, dict):
                yield from (f"{key}.{name}" for name in unknown(value, known[key]))

    assert list(unknown(shipped(), schema())) == []


def test_a_chart_that_has_this_one_below_it_may_set_global_and_enabled() -> None:
    assert rendered(REDIS, {"global": {"imageRegistry": "x", "any": {"thing": 1}}, "enabled": True})


def test_objects_of_ones_own_hold_templates() -> None:
    as_map = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{ .Release.Name }}-one"}}
    as_text = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-two\n"
    names = {
        (one["kind"], one["metadata"]["name"]) for one in rendered(REDIS, {"extraObjects": [as_map, as_text]})
    }
    assert {("ConfigMap", "there-one"), ("Secret", "there-two")} <= names


def test_the_notes_name_the_next_commands() -> None:
    done = helm("install", "there", str(CHART), "--dry-run=client", "--set", "valkey.enabled=true")
    _, _, notes = done.stdout.partition("NOTES:")
    for command in (
        "helm test there",
        "firebell status",
        "firebell subscribe --since 24h",
        "port-forward service/there-firebell-serve 8600:80",
    ):
        assert command in notes
