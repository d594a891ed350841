"""docs/deploy.md: what it tells to type can be typed, and what it names is there."""

import re
import shlex
from functools import cache

import pytest
from tests.helm.charts import HELM, Manifest, helm, loads

DOCS = HELM.parent / "docs"
PAGE = (DOCS / "deploy.md").read_text("utf-8")
TYPED = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
(INSTALL,) = re.findall(r"^helm install .*$", TYPED, re.MULTILINE)
NAMED = sorted(set(re.findall(r"(?:deployment|service)/there-firebell\S*", PAGE)))
ALERTS = sorted(set(re.findall(r"`(Firebell\w+)`", PAGE)))


@cache
def installed() -> list[Manifest]:
    words = [
        str(HELM.parent / word) if word.startswith("helm/") else word for word in shlex.split(INSTALL)[2:]
    ]
    done = helm("template", *words)
    assert done.returncode == 0, done.stderr
    return loads(done.stdout)


@pytest.mark.parametrize("name", NAMED)
def test_what_kubectl_is_to_look_at_is_installed(name: str) -> None:
    kind, _, called = name.partition("/")
    assert (kind, called) in {(one["kind"].lower(), one["metadata"]["name"]) for one in installed()}


def test_the_image_that_is_built_is_the_one_that_is_run() -> None:
    (built,) = re.findall(r"docker build -t (\S+)", TYPED)
    (loaded,) = re.findall(r"kind load docker-image (\S+)", TYPED)
    images = {
        container["image"]
        for one in installed()
        if one["kind"] == "Deployment"
        for container in one["spec"]["template"]["spec"]["containers"]
    }
    assert images == {built} == {loaded}


def test_the_pods_that_are_waited_for_are_selected_by_a_label_that_they_have() -> None:
    (label, value), *_ = re.findall(r"--selector (\S+)=(\S+)", TYPED)
    deployments = [one for one in installed() if one["kind"] == "Deployment"]
    assert len(deployments) == 3
    assert {one["metadata"]["labels"].get(label) for one in deployments} == {value}


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_that_is_named_is_shipped(alert: str) -> None:
    shipped = "".join(
        path.read_text("utf-8") for path in (HELM / "firebell" / "files" / "rules").glob("*.yaml")
    )
    assert f"alert: {alert}\n" in shipped


def test_there_is_something_to_hold_the_page_to() -> None:
    assert len(NAMED) == 2
    assert len(ALERTS) > 2
