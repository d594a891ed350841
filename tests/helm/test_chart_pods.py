"""The pods of every role: what they run, what they may, where they lie, how they end."""

import socket
from typing import Any

import pytest
from tests.helm.charts import (
    EVERY_ROLE,
    REDIS,
    ROLES,
    Objects,
    container,
    environment,
    of_kind,
    pod,
    pods,
    rendered,
    the,
)

from firebell.deliver.deliverer import Deliverer, Options
from firebell.serve.listening import DRAIN_SECONDS
from firebell.worker import STOP_SECONDS

BUNDLED = {"valkey": {"enabled": True}}


@pytest.fixture(scope="module")
def objects() -> Objects:
    return rendered(REDIS, EVERY_ROLE)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_a_deployment_of_its_own(objects: Objects, role: str) -> None:
    assert container(objects, role)["args"] == [role]
    assert the(objects, "Deployment", role)["metadata"]["name"] == f"there-firebell-{role}"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_is_not_wanted_leaves_nothing_behind(role: str) -> None:
    left = rendered(REDIS, EVERY_ROLE, {role: {"enabled": False}, "networkPolicy": {"enabled": True}})
    assert [one for one in left if one["metadata"]["labels"]["app.kubernetes.io/component"] == role] == []


def test_collect_is_asked_for() -> None:
    names = [one["metadata"]["name"] for one in of_kind(rendered(REDIS), "Deployment")]
    assert "there-firebell-collect" not in names


def test_every_pod_meets_the_restricted_standard() -> None:
    """As https://kubernetes.io/docs/concepts/security/pod-security-standards/ has it, and a root that is read-only."""
    found = list(pods(rendered(BUNDLED, EVERY_ROLE)))
    assert len(found) == 6  # the four roles, Valkey, the test
    for name, one in found:
        spec = one["spec"]
        assert spec["securityContext"]["runAsNonRoot"], name
        assert spec["securityContext"]["runAsUser"] > 0, name
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert not {"hostNetwork", "hostPID", "hostIPC", "hostUsers"} & set(spec), name
        kinds = {kind for volume in spec["volumes"] for kind in volume if kind != "name"}
        assert kinds <= {"configMap", "emptyDir", "projected", "secret", "persistentVolumeClaim"}, name
        for inside in spec["containers"]:
            assert inside["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }, name
            assert "/tmp" in [mount["mountPath"] for mount in inside["volumeMounts"]], name  # noqa: S108 -- where a read-only root lets one write


def test_no_pod_speaks_to_the_cluster() -> None:
    objects = rendered(BUNDLED, EVERY_ROLE)
    for name, one in pods(objects):
        assert one["spec"]["automountServiceAccountToken"] is False, name
        assert one["spec"]["enableServiceLinks"] is False, name
    assert the(objects, "ServiceAccount")["automountServiceAccountToken"] is False


def test_a_readers_name_begins_with_its_pods() -> None:
    """A pod's host has the pod's name, unless somebody names it otherwise."""
    for name, one in pods(rendered(BUNDLED, EVERY_ROLE)):
        assert not {"hostname", "hostNetwork", "setHostnameAsFQDN"} & set(one["spec"]), name
    assert Deliverer(Options("redis://127.0.0.1"), {}).name.startswith(f"{socket.gethostname()}-")


def test_every_container_of_ours_asks_for_resources() -> None:
    for name, one in pods(rendered(BUNDLED, EVERY_ROLE)):
        for inside in one["spec"]["containers"]:
            assert set(inside["resources"]["requests"]) == {"cpu", "memory"}, name
            assert set(inside["resources"]["limits"]) == {"memory"}, name  # a limit of cpu only slows


@pytest.mark.parametrize("role", ROLES)
def test_probes_ask_the_health_port(role: str) -> None:
    objects = rendered(REDIS, EVERY_ROLE, {"pods": {"healthPort": 9000}})
    inside = container(objects, role)
    assert {"name": "health", "containerPort": 9000, "protocol": "TCP"} in inside["ports"]
    assert environment(objects, role)["FIREBELL_HEALTH_PORT"] == "9000"
    asked = {name: inside[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")}
    live, ready = {"path": "/livez", "port": "health"}, {"path": "/readyz", "port": "health"}
    assert asked == {"startup": live, "liveness": live, "readiness": ready}


def test_serve_listens_on_a_port_of_its_own_besides(objects: Objects) -> None:
    named = {row["name"]: row["containerPort"] for row in container(objects, "serve")["ports"]}
    assert named == {"health": 8080, "http": 8600}
    assert [row["name"] for row in container(objects, "worker")["ports"]] == ["health"]


def test_the_port_of_health_has_one_name_on_every_pod(objects: Objects) -> None:
    for role in ROLES:
        assert container(objects, role)["ports"][0]["name"] == "health"


@pytest.mark.parametrize("role", ROLES)
def test_a_pod_has_longer_than_its_role_needs_to_end(objects: Objects, role: str) -> None:
    has = pod(objects, role)["terminationGracePeriodSeconds"]
    pause = 5 if role == "serve" else 0
    needs = {"worker": STOP_SECONDS, "deliver": 22, "collect": STOP_SECONDS, "serve": DRAIN_SECONDS}
    assert has > needs[role] + pause


def test_serve_ends_only_once_proxies_know_of_it(objects: Objects) -> None:
    ends = container(objects, "serve")["lifecycle"]["preStop"]["exec"]["command"]
    assert ends == ["sleep", "5"]
    assert "lifecycle" not in container(objects, "worker")


@pytest.mark.parametrize("role", ROLES)
def test_others_go_down_only_when_new_ones_are_up(objects: Objects, role: str) -> None:
    strategy = the(objects, "Deployment", role)["spec"]["strategy"]
    assert strategy == {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}


@pytest.mark.parametrize("role", ROLES)
def test_pods_of_a_role_are_spread_by_the_roles_own_labels(objects: Objects, role: str) -> None:
    spread = pod(objects, role)["topologySpreadConstraints"]
    assert [row["topologyKey"] for row in spread] == ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]
    selected = the(objects, "Deployment", role)["spec"]["selector"]["matchLabels"]
    assert all(row["labelSelector"] == {"matchLabels": selected} for row in spread)
    assert all(row["whenUnsatisfiable"] == "ScheduleAnyway" for row in spread)


def test_a_spread_keeps_the_selector_that_it_has() -> None:
    own = {"maxSkew": 2, "topologyKey": "rack", "whenUnsatisfiable": "DoNotSchedule", "labelSelector": {}}
    objects = rendered(
        REDIS,
        {
            "serve": {
                "topologySpreadConstraints": [own, {**own, "labelSelector": {"matchLabels": {"a": "b"}}}]
            }
        },
    )
    first, second = pod(objects, "serve")["topologySpreadConstraints"]
    assert "matchLabels" in first["labelSelector"]
    assert second["labelSelector"]["matchLabels"]["a"] == "b"
    assert len(pod(objects, "worker")["topologySpreadConstraints"]) == 2


WANTED: dict[str, Any] = {
    "nodeSelector": {"disk": "ssd"},
    "tolerations": [{"key": "news", "operator": "Exists"}],
    "affinity": {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": []}},
    "priorityClassName": "high",
    "initContainers": [{"name": "before", "image": "x"}],
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", WANTED)
def test_what_is_said_of_a_roles_pods_stands_in_them(role: str, key: str) -> None:
    objects = rendered(REDIS, EVERY_ROLE, {role: {key: WANTED[key]}})
    assert pod(objects, role)[key] == WANTED[key]
    assert all(key not in pod(objects, other) for other in ROLES if other != role)


def test_what_is_said_of_all_pods_stands_in_all_unless_a_role_says_otherwise() -> None:
    others = [{"key": "other", "operator": "Exists"}]
    objects = rendered(
        REDIS, EVERY_ROLE, {"pods": WANTED, "serve": {"tolerations": others, "priorityClassName": ""}}
    )
    for role in ("worker", "deliver", "collect"):
        assert {key: pod(objects, role)[key] for key in WANTED} == WANTED
    assert pod(objects, "serve")["tolerations"] == others
    assert "priorityClassName" not in pod(objects, "serve")
    assert pod(objects, "serve")["nodeSelector"] == WANTED["nodeSelector"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_takes_variables_volumes_and_containers_of_ones_own(role: str) -> None:
    extra = {
        "extraEnv": [{"name": "PROXY", "valueFrom": {"secretKeyRef": {"name": "proxy", "key": "url"}}}],
        "extraEnvFrom": [{"configMapRef": {"name": "more"}}],
        "extraVolumes": [{"name": "cache", "emptyDir": {}}],
        "extraVolumeMounts": [{"name": "cache", "mountPath": "/cache"}],
        "extraContainers": [{"name": "beside", "image": "x"}],
        "podAnnotations": {"a": "b"},
        "podLabels": {"c": "d"},
    }
    objects = rendered(REDIS, EVERY_ROLE, {role: extra})
    inside = container(objects, role)
    assert environment(objects, role)["PROXY"] == {"secretKeyRef": {"name": "proxy", "key": "url"}}
    assert inside["envFrom"] == extra["extraEnvFrom"]
    assert {"name": "cache", "emptyDir": {}} in pod(objects, role)["volumes"]
    assert {"name": "cache", "mountPath": "/cache"} in inside["volumeMounts"]
    assert [each["name"] for each in pod(objects, role)["containers"]] == [role, "beside"]
    metadata = the(objects, "Deployment", role)["spec"]["template"]["metadata"]
    assert metadata["annotations"] == {"a": "b"}
    assert metadata["labels"]["c"] == "d"


def test_openshift_gives_its_own_user() -> None:
    none: dict[str, Any] = {"runAsUser": None, "runAsGroup": None, "fsGroup": None}
    context = pod(rendered(REDIS, {"pods": {"podSecurityContext": none}}), "worker")["securityContext"]
    assert context == {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}}


def test_a_digest_wins_over_a_tag() -> None:
    digest = f"sha256:{'a' * 64}"
    objects = rendered(
        REDIS,
        {"image": {"registry": "example.org", "tag": "v1", "digest": digest, "pullSecrets": [{"name": "s"}]}},
    )
    for role in ("worker", "deliver", "serve"):
        assert container(objects, role)["image"] == f"example.org/firebell@{digest}"
        assert pod(objects, role)["imagePullSecrets"] == [{"name": "s"}]


@pytest.mark.parametrize("role", ROLES)
def test_a_drain_takes_one_pod_at_a_time_and_waits_for_no_sick_one(objects: Objects, role: str) -> None:
    budget = the(objects, "PodDisruptionBudget", role)["spec"]
    assert budget["maxUnavailable"] == 1
    assert budget["unhealthyPodEvictionPolicy"] == "AlwaysAllow"
    assert budget["selector"] == the(objects, "Deployment", role)["spec"]["selector"]


def test_labels_and_annotations_of_ones_own_stand_on_every_object() -> None:
    marks = {"commonLabels": {"team": "news"}, "commonAnnotations": {"owner": "desk"}}
    objects = rendered(BUNDLED, EVERY_ROLE, marks, {"networkPolicy": {"enabled": True}})
    for one in objects:
        assert one["metadata"]["labels"]["team"] == "news", one["kind"]
        assert one["metadata"]["annotations"]["owner"] == "desk", one["kind"]
    for name, one in pods(objects):
        assert one["metadata"]["labels"]["team"] == "news", name


def test_an_objects_own_mark_wins_over_the_common_one() -> None:
    common = {"commonLabels": {"team": "all"}, "commonAnnotations": {"owner": "all"}}
    own = {"worker": {"podLabels": {"team": "news"}}, "serviceAccount": {"annotations": {"owner": "desk"}}}
    objects = rendered(REDIS, common, own)
    labels = the(objects, "Deployment", "worker")["spec"]["template"]["metadata"]["labels"]
    assert labels["team"] == "news"
    assert the(objects, "ServiceAccount")["metadata"]["annotations"] == {"owner": "desk"}
