"""Every object of every example, for every Kubernetes from 1.29 to 1.37: valid to the last field, and led somewhere."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cloudcoil.models.keda import v1alpha1 as keda
from cloudcoil.models.prometheus_operator import v1 as prometheus
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator
from kubernetes_validate.utils import all_versions, schema_contents
from referencing import Registry, Resource
from tests.helm.charts import (
    CHART,
    EVERY_ROLE,
    EXAMPLES,
    Manifest,
    Objects,
    Values,
    example,
    loads,
    merged,
    of_kind,
    pods,
    rendered,
    template,
    the,
)

from firebell import __version__

VERSIONS = tuple(f"1.{minor}" for minor in range(29, 38))

CUSTOM: dict[str, Any] = {
    "ScaledObject": keda.ScaledObject,
    "TriggerAuthentication": keda.TriggerAuthentication,
    "PodMonitor": prometheus.PodMonitor,
    "PrometheusRule": prometheus.PrometheusRule,
}
"""Kinds of operators, as these define them."""

WHOLE: Values = {
    "valkey": {"enabled": True},
    "collect": {"enabled": True, "secrets": {"files": ["feeds"]}},
    "deliver": {"secrets": {"files": ["desk"], "env": ["desk"]}},
    "serve": {
        "tokens": {"existingSecret": "who"},
        "ingress": {"enabled": True, "hosts": ["bell.example.org"]},
    },
    "worker": {"autoscaling": {"enabled": True}},
    "config": {"files": {"thresholds.yaml": "watch: [IQ]"}},
    "networkPolicy": {"enabled": True},
}
"""What no example has together."""

CASES: dict[str, Values] = {"whole": WHOLE} | {path.stem: example(path) for path in EXAMPLES}
LONG = "a-release-with-the-longest-name-that-helm-itself-takes"[:53]

every_case = pytest.mark.parametrize("case", CASES)


@cache
def core(kind: str, group: str, version: str) -> Validator:
    """What Kubernetes of this version knows of a kind; an unknown field is a fault."""
    known = schema_contents(f"{folder(version)}/{kind.lower()}-{group}.json", version)
    return Draft202012Validator(known, **definitions(version))


@cache
def definitions(version: str) -> dict[str, Registry[Any]]:
    """Where a validator looks up what a schema refers to."""
    shared = Resource.from_contents(schema_contents(f"{folder(version)}/_definitions.json", version))
    return {"registry": shared @ Registry()}


def folder(version: str) -> str:
    (full,) = {one for one in all_versions() if one.startswith(f"{version}.")}
    return f"kubernetes-json-schema/v{full}-local-strict"


@cache
def custom(kind: str) -> Validator:
    """The operator's own model; what it does not name is a fault here, though the model would pass over it."""
    return Draft202012Validator(strict(CUSTOM[kind].model_json_schema(by_alias=True)))


def strict(node: Any) -> Any:
    if isinstance(node, list):
        return [strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    closed = {"additionalProperties": False} if "properties" in node else {}
    return {**closed, **{key: strict(value) for key, value in node.items()}}


def validator(one: Manifest, version: str) -> Validator:
    if one["kind"] in CUSTOM:
        return custom(one["kind"])
    group, _, name = one["apiVersion"].rpartition("/")
    return core(one["kind"], f"{group.split('.')[0]}-{name}" if group else name, version)


def faults(one: Manifest, version: str) -> list[str]:
    name = f"{one['kind']}/{one['metadata']['name']}"
    found = validator(one, version).iter_errors(one)
    return [f"{name} {'.'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in found]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_object_is_valid_to_the_last_field(version: str) -> None:
    words = ("--kube-version", version)
    distinct = {
        json.dumps(one, sort_keys=True): one
        for values in CASES.values()
        for one in rendered(values, words=words)
    }
    assert len(distinct) > 50
    assert [fault for one in distinct.values() for fault in faults(one, version)] == []


@pytest.mark.parametrize("kind", ["Deployment", "NetworkPolicy", "ScaledObject", "TriggerAuthentication"])
def test_a_field_that_nobody_knows_would_be_found(kind: str) -> None:
    (one, *_) = of_kind(rendered(CASES["production"]), kind)
    assert faults(one, VERSIONS[-1]) == []
    assert faults({**one, "spec": {**one["spec"], "nobody": "knows"}}, VERSIONS[-1]) != []


def test_a_wrong_type_would_be_found() -> None:
    (one, *_) = of_kind(rendered(WHOLE), "Service")
    one["spec"]["ports"][0]["port"] = "http"
    assert faults(one, VERSIONS[0]) != []


# — what is named is there —


def words_of(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from words_of(each)


REFERENCES = {
    "secretKeyRef": "Secret",
    "secretRef": "Secret",
    "secret": "Secret",
    "configMapKeyRef": "ConfigMap",
    "configMapRef": "ConfigMap",
    "configMap": "ConfigMap",
}


def keyed(node: Any) -> Iterator[tuple[str, str, str]]:
    """Each ConfigMap and Secret that a pod wants, as (kind, name, key), the key empty where it takes all of them."""
    for field, value in node.items() if isinstance(node, dict) else ():
        if field in REFERENCES:
            yield REFERENCES[field], value.get("name") or value["secretName"], value.get("key", "")
        yield from keyed(value)
    for each in node if isinstance(node, list) else ():
        yield from keyed(each)


@every_case
def test_what_a_pod_wants_is_made_here_or_named_in_the_values(case: str) -> None:
    objects = rendered(CASES[case])
    made = {(one["kind"], one["metadata"]["name"]): one for one in objects}
    told = set(words_of(CASES[case])) | {"redis-url", "redis-password", "ca.crt", "tokens"}
    for name, one in pods(objects):
        spec = one["spec"]
        assert ("ServiceAccount", spec["serviceAccountName"]) in made, name
        assert list(keyed(spec)), name
        for kind, wanted, key in keyed(spec):
            if (kind, wanted) in made:
                assert not key or key in made[kind, wanted]["data"], (name, wanted, key)
            else:
                assert {wanted, key or wanted} <= told, (name, kind, wanted, key)


@every_case
def test_a_file_that_a_variable_names_lies_where_something_is_mounted(case: str) -> None:
    for name, one in pods(rendered(CASES[case])):
        for inside in one["spec"]["containers"]:
            mounted = [mount["mountPath"] for mount in inside["volumeMounts"]]
            assert len(mounted) == len(set(mounted)), name
            assert {mount["name"] for mount in inside["volumeMounts"]} <= {
                row["name"] for row in one["spec"]["volumes"]
            } | {"data"}, name
            for row in inside["env"]:
                value = str(row.get("value", "")).removeprefix("file:")
                if value.startswith(("/run/", "/etc/")):
                    assert any(Path(value).is_relative_to(path) for path in mounted), (name, row)


def selects(selector: Manifest, labels: Manifest) -> bool:
    return bool(selector["matchLabels"].items() <= labels.items())


def selectors(objects: Objects) -> Iterator[tuple[str, Manifest]]:
    """Each selector that must find pods of its own release, with its object's name."""
    for one in objects:
        name, spec = f"{one['kind']}/{one['metadata']['name']}", one.get("spec", {})
        if one["kind"] in ("Deployment", "StatefulSet", "PodDisruptionBudget", "PodMonitor"):
            yield name, spec["selector"]
        elif one["kind"] == "NetworkPolicy":
            yield name, spec["podSelector"]
        elif one["kind"] == "Service":
            yield name, {"matchLabels": spec["selector"]}


@every_case
def test_a_selector_finds_its_pods_and_outlives_an_upgrade(case: str) -> None:
    objects = rendered(CASES[case])
    labels = [one["metadata"]["labels"] for _, one in pods(objects)]
    for name, selector in selectors(objects):
        found = sum(selects(selector, each) for each in labels)
        assert found >= 1 if name.startswith("PodMonitor") else found == 1, name
        told = " ".join([*selector["matchLabels"], *selector["matchLabels"].values()])
        assert "version" not in told, name
        assert "chart" not in told, name
    for name, one in pods(objects):
        assert not {"helm.sh/chart", "app.kubernetes.io/version"} & set(
            one["metadata"]["labels"]
        ) or name.startswith("Pod/"), name


@every_case
def test_a_port_that_is_named_is_there(case: str) -> None:
    objects = rendered(CASES[case])
    open_at = [
        (
            one["metadata"]["labels"],
            {row["name"] for inside in one["spec"]["containers"] for row in inside.get("ports", [])},
        )
        for _, one in pods(objects)
    ]

    def found(selector: Manifest, port: Any) -> bool:
        return any(port in ports for labels, ports in open_at if selects(selector, labels))

    for one in objects:
        spec = one.get("spec", {})
        if one["kind"] == "Service":
            assert all(found({"matchLabels": spec["selector"]}, row["targetPort"]) for row in spec["ports"])
        if one["kind"] == "NetworkPolicy":
            named = [row["port"] for rule in spec.get("ingress", []) for row in rule["ports"]]
            assert all(found(spec["podSelector"], port) for port in named)
        if one["kind"] == "PodMonitor":
            assert all(found(spec["selector"], row["port"]) for row in spec["podMetricsEndpoints"])
    for name, pod in pods(objects):
        for inside in pod["spec"]["containers"]:
            asked = {
                inside[probe]["httpGet"]["port"]
                for probe in inside
                if probe.endswith("Probe") and "httpGet" in inside[probe]
            }
            assert asked <= {row["name"] for row in inside.get("ports", [])}, name


@every_case
def test_what_is_scaled_is_there(case: str) -> None:
    objects = rendered(CASES[case])
    made = {(one["kind"], one["metadata"]["name"]) for one in objects}
    for one in [*of_kind(objects, "ScaledObject"), *of_kind(objects, "HorizontalPodAutoscaler")]:
        assert ("Deployment", one["spec"]["scaleTargetRef"]["name"]) in made


# — upgrades —


@cache
def upgraded(case: str) -> Objects:
    """The objects of the same values by the chart's next version."""
    with tempfile.TemporaryDirectory() as place:
        chart = Path(shutil.copytree(CHART, Path(place) / "firebell"))
        text = (chart / "Chart.yaml").read_text("utf-8")
        next_one = re.sub(r"^version: .*$", "version: 9.0.0", text, flags=re.MULTILINE)
        (chart / "Chart.yaml").write_text(
            re.sub(r"^appVersion: \S+", 'appVersion: "9.1"', next_one, flags=re.MULTILINE)
        )
        done = template(CASES[case], chart=chart)
        assert done.returncode == 0, done.stderr
        return loads(done.stdout)


CHANGEABLE = {"StatefulSet": {"replicas", "template"}, "Deployment": {"replicas", "template", "strategy"}}
"""What Kubernetes lets an upgrade change of their specs, as far as the chart has it."""


@every_case
def test_an_upgrade_changes_nothing_that_cannot_be_changed(case: str) -> None:
    before = {(one["kind"], one["metadata"]["name"]): one for one in rendered(CASES[case])}
    after = {(one["kind"], one["metadata"]["name"]): one for one in upgraded(case)}
    assert before.keys() == after.keys()
    assert "firebell-9.0.0" in {
        one["metadata"].get("labels", {}).get("helm.sh/chart") for one in after.values()
    }
    for key, changeable in CHANGEABLE.items():
        for name in (name for name in before if name[0] == key):
            old, new = (
                {field: value for field, value in each[name]["spec"].items() if field not in changeable}
                for each in (before, after)
            )
            assert old == new, name


def test_a_pod_differs_by_its_image_alone_where_the_version_does() -> None:
    """A chart of another version alone restarts nothing; the test's pod is made anew each time anyway."""
    old, new = (
        {name: json.dumps(one) for name, one in pods(objects) if not name.startswith("Pod/")}
        for objects in (rendered(WHOLE), upgraded("whole"))
    )
    assert old != new
    assert {
        name: text.replace(f"firebell:{__version__}", "firebell:9.1") for name, text in old.items()
    } == new


# — names —


@every_case
def test_a_name_fits_however_long_the_releases_is(case: str) -> None:
    for one in rendered(CASES[case], release=LONG):
        most = 52 if one["kind"] == "StatefulSet" else 63
        assert len(one["metadata"]["name"]) <= most, one["metadata"]["name"]
        for text in one["metadata"]["labels"].values() if one["metadata"].get("labels") else ():
            assert len(text) <= 63, text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("north", "south", id="two names"),
        pytest.param("firebell", "firebell-two", id="the chart's name and another with it"),
        pytest.param(f"{LONG[:-1]}a", f"{LONG[:-1]}b", id="two long names that differ at their end"),
    ],
)
@pytest.mark.parametrize("case", ["whole", "production"])
def test_two_releases_in_one_namespace_do_not_meet(case: str, one: str, other: str) -> None:
    first, second = rendered(CASES[case], release=one), rendered(CASES[case], release=other)
    names = [{(each["kind"], each["metadata"]["name"]) for each in objects} for objects in (first, second)]
    assert names[0] & names[1] == set()
    for _, selector in selectors(first):
        assert not any(selects(selector, pod["metadata"]["labels"]) for _, pod in pods(second))


def test_names_of_ones_own_are_taken() -> None:
    whole = rendered(EVERY_ROLE, CASES["small"], {"fullnameOverride": "bell"})
    assert {one["metadata"]["name"].partition("-")[0] for one in whole} == {"bell"}
    part = rendered(CASES["small"], {"nameOverride": "alarm"})
    assert the(part, "Deployment", "worker")["metadata"]["name"] == "there-alarm-worker"
    own = rendered(CASES["small"], {"serviceAccount": {"create": False, "name": "mine"}})
    assert of_kind(own, "ServiceAccount") == []
    assert {one["spec"]["serviceAccountName"] for _, one in pods(own)} == {"mine"}


def test_every_object_has_the_recommended_labels_and_its_namespace() -> None:
    for one in rendered(merged(WHOLE), words=("--namespace", "news")):
        assert one["metadata"]["namespace"] == "news", one["kind"]
        for label in ("name", "instance", "component", "part-of", "version", "managed-by"):
            assert one["metadata"]["labels"][f"app.kubernetes.io/{label}"], one["kind"]
        assert one["metadata"]["labels"]["helm.sh/chart"].startswith("firebell-"), one["kind"]
