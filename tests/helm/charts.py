"""The chart as helm renders it, and what tests ask of the objects. Needs helm, which `make test` brings along."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from tests.tools import tool

HELM = Path(__file__).parents[2] / "helm"
CHART = HELM / "firebell"
EXAMPLES = sorted((HELM / "examples").glob("*.yaml"))
ROLES = ("worker", "deliver", "collect", "serve")

Values = dict[str, Any]
Manifest = dict[str, Any]
Objects = list[Manifest]

REDIS: Values = {"redis": {"url": "redis://redis:6379/0"}}
EVERY_ROLE: Values = {"collect": {"enabled": True}}


def helm(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([tool("helm"), *words], capture_output=True, text=True, check=False)  # noqa: S603 -- our own words


def merged(*layers: Values) -> Values:
    """One above the other, map by map, as helm does it."""
    whole: Values = {}
    for layer in layers:
        for key, value in layer.items():
            both = isinstance(value, dict) and isinstance(whole.get(key), dict)
            whole[key] = merged(whole[key], value) if both else value
    return whole


def template(
    *layers: Values, release: str = "there", words: tuple[str, ...] = (), chart: Path = CHART
) -> subprocess.CompletedProcess[str]:
    """What `helm template` says to these values."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(merged(*layers), file)
        file.flush()
        return helm("template", release, str(chart), "--values", file.name, *words)


def rendered(*layers: Values, release: str = "there", words: tuple[str, ...] = ()) -> Objects:
    """The objects of these values."""
    return loads(_rendered(json.dumps(merged(*layers)), release, words))


@cache
def _rendered(values: str, release: str, words: tuple[str, ...]) -> str:
    done = template(json.loads(values), release=release, words=words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(*layers: Values) -> str:
    """Why helm refuses these values."""
    done = template(*layers)
    assert done.returncode != 0, "these values are taken"
    return done.stderr


def loads(text: str) -> Objects:
    return [one for one in YAML(typ="safe", pure=True).load_all(text) if one]


def example(path: Path) -> Values:
    values: Values = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return values


def shipped() -> Values:
    return example(CHART / "values.yaml")


def schema() -> Manifest:
    known: Manifest = json.loads((CHART / "values.schema.json").read_text("utf-8"))
    return known


def of_kind(objects: Objects, kind: str) -> Objects:
    return [one for one in objects if one["kind"] == kind]


def the(objects: Objects, kind: str, role: str = "") -> Manifest:
    """The only object of this kind, or the role's."""
    (one,) = [
        one
        for one in of_kind(objects, kind)
        if not role or one["metadata"]["labels"]["app.kubernetes.io/component"] == role
    ]
    return one


def pods(objects: Objects) -> Iterator[tuple[str, Manifest]]:
    """Each pod that comes of these objects, as (its object's kind and name, {metadata, spec})."""
    for one in objects:
        name = f"{one['kind']}/{one['metadata']['name']}"
        if one["kind"] in ("Deployment", "StatefulSet"):
            yield name, one["spec"]["template"]
        elif one["kind"] == "Pod":
            yield name, one


def pod(objects: Objects, role: str) -> Manifest:
    """The spec of a role's pods."""
    spec: Manifest = the(objects, "Deployment", role)["spec"]["template"]["spec"]
    return spec


def container(objects: Objects, role: str) -> Manifest:
    (one,) = [each for each in pod(objects, role)["containers"] if each["name"] == role]
    found: Manifest = one
    return found


def environment(objects: Objects, role: str) -> dict[str, Any]:
    """Each variable with its value, or where it comes from."""
    return {row["name"]: row.get("value", row.get("valueFrom")) for row in container(objects, role)["env"]}


def volumes(objects: Objects, role: str) -> dict[str, Manifest]:
    return {row["name"]: row for row in pod(objects, role)["volumes"]}


def mounts(objects: Objects, role: str) -> dict[str, str]:
    """Each volume with the place where the role's container has it."""
    return {row["name"]: row["mountPath"] for row in container(objects, role)["volumeMounts"]}
