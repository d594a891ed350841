"""What scales the workers: KEDA by what waits in the stream, or a HorizontalPodAutoscaler by their processors."""

from typing import Any

import pytest
from tests.helm.charts import REDIS, Manifest, Objects, Values, environment, of_kind, rendered, the

from firebell.redis.keys import GROUP, Keys

SCALED: Values = {"worker": {"keda": {"enabled": True}}}
BY_PROCESSORS: Values = {"worker": {"autoscaling": {"enabled": True}}}


def triggers(objects: Objects) -> list[Manifest]:
    found: list[Manifest] = the(objects, "ScaledObject")["spec"]["triggers"]
    return found


def where(*values: Values) -> Manifest:
    """What both triggers say of Redis."""
    counts = ("lagCount", "activationLagCount", "pendingEntriesCount")
    first, second = (
        {"type": one["type"], **{key: value for key, value in one["metadata"].items() if key not in counts}}
        for one in triggers(rendered(*values, SCALED))
    )
    assert first == second
    return first


def test_what_is_unread_and_what_is_unacknowledged_scale_the_workers() -> None:
    objects = rendered(REDIS, SCALED)
    lag, pending = (one["metadata"] for one in triggers(objects))
    assert (lag["lagCount"], lag["activationLagCount"]) == ("500", "0")  # 1 would need two articles
    assert pending["pendingEntriesCount"] == "500"
    assert "lagCount" not in pending
    assert all(isinstance(value, str) for value in (*lag.values(), *pending.values()))
    spec = the(objects, "ScaledObject")["spec"]
    assert spec["scaleTargetRef"]["name"] == the(objects, "Deployment", "worker")["metadata"]["name"]


def test_one_worker_stays_whatever_keda_knows() -> None:
    """It makes the stream and the group, without which KEDA's scaler fails; until then the fallback holds."""
    spec = the(rendered(REDIS, SCALED), "ScaledObject")["spec"]
    assert spec["minReplicaCount"] == 1
    assert "idleReplicaCount" not in spec
    assert spec["fallback"] == {"failureThreshold": 3, "replicas": 2}


def test_the_stream_and_the_group_are_those_of_the_readers() -> None:
    told = where(REDIS, {"prefix": "north"})
    assert told["stream"] == Keys("north").articles
    assert told["consumerGroup"] == GROUP


@pytest.mark.parametrize(
    ("url", "told"),
    [
        pytest.param(
            "redis://redis.data.svc:6380/3",
            {
                "type": "redis-streams",
                "address": "redis.data.svc:6380",
                "databaseIndex": "3",
                "enableTLS": "false",
            },
            id="one server",
        ),
        pytest.param(
            "rediss://redis",
            {
                "type": "redis-streams",
                "address": "redis.default.svc:6379",
                "databaseIndex": "0",
                "enableTLS": "true",
            },
            id="a name of this namespace, which KEDA's own does not know",
        ),
        pytest.param(
            "rediss-sentinel://a.data.svc:26379,b.data.svc/1?sentinelMasterId=mymaster",
            {
                "type": "redis-sentinel-streams",
                "addresses": "a.data.svc:26379,b.data.svc:26379",
                "sentinelMaster": "mymaster",
                "databaseIndex": "1",
                "enableTLS": "true",
            },
            id="Sentinels",
        ),
        pytest.param(
            "redis-cluster://a.data.svc,10.0.0.7:7000",
            {
                "type": "redis-cluster-streams",
                "addresses": "a.data.svc:6379,10.0.0.7:7000",
                "enableTLS": "false",
            },
            id="a cluster",
        ),
    ],
)
def test_keda_is_told_the_redis_of_the_url(url: str, told: Manifest) -> None:
    values: Values = {"redis": {"url": url}, "prefix": "{firebell}"}
    found = where(values)
    assert {key: value for key, value in found.items() if key not in ("stream", "consumerGroup")} == told


def test_keda_reads_passwords_and_certificates_where_they_are() -> None:
    redis: Values = {
        "url": "rediss-sentinel://a.data.svc/0?sentinelMasterId=m",
        "auth": {
            "existingSecret": "login",
            "usernameKey": "u",
            "passwordKey": "p",
            "sentinelPasswordKey": "s",
        },
        "tls": {"existingSecret": "certs", "certKey": "tls.crt", "keyKey": "tls.key"},
    }
    objects = rendered({"redis": redis}, SCALED)
    authentication = the(objects, "TriggerAuthentication")
    rows = {row["parameter"]: (row["name"], row["key"]) for row in authentication["spec"]["secretTargetRef"]}
    assert rows == {
        "username": ("login", "u"),
        "password": ("login", "p"),
        "sentinelPassword": ("login", "s"),
        "ca": ("certs", "ca.crt"),
        "cert": ("certs", "tls.crt"),
        "key": ("certs", "tls.key"),
    }
    for one in triggers(objects):
        assert one["authenticationRef"] == {"name": authentication["metadata"]["name"]}


def test_keda_is_told_of_the_bundled_valkey() -> None:
    objects = rendered({"valkey": {"enabled": True}}, SCALED)
    assert triggers(objects)[0]["metadata"]["address"] == "there-firebell-valkey.default.svc:6379"
    (row,) = the(objects, "TriggerAuthentication")["spec"]["secretTargetRef"]
    assert row == {"parameter": "password", "name": "there-firebell-valkey", "key": "redis-password"}


def test_a_redis_without_a_password_needs_no_authentication() -> None:
    objects = rendered(REDIS, SCALED)
    assert of_kind(objects, "TriggerAuthentication") == []
    assert "authenticationRef" not in triggers(objects)[0]


def test_an_authentication_of_ones_own_is_taken() -> None:
    secret: Values = {"redis": {"existingSecret": {"name": "url"}}}
    told: Values = {"worker": {"keda": {"url": "redis://r.data.svc", "authentication": "mine"}}}
    objects = rendered(secret, SCALED, told)
    assert of_kind(objects, "TriggerAuthentication") == []
    assert [one["authenticationRef"]["name"] for one in triggers(objects)] == ["mine", "mine"]
    assert environment(objects, "worker")["FIREBELL_REDIS_URL"]["secretKeyRef"]["name"] == "url"


@pytest.mark.parametrize("values", [SCALED, BY_PROCESSORS], ids=["KEDA", "HPA"])
def test_whoever_scales_says_how_many_there_are(values: Values) -> None:
    """A number in the Deployment would undo, at each upgrade, what the scaler did."""
    objects = rendered(REDIS, values)
    assert "replicas" not in the(objects, "Deployment", "worker")["spec"]
    assert the(objects, "Deployment", "serve")["spec"]["replicas"] == 2
    assert the(rendered(REDIS), "Deployment", "worker")["spec"]["replicas"] == 2


def test_processors_are_those_of_the_workers_container_alone() -> None:
    objects = rendered(REDIS, BY_PROCESSORS, {"worker": {"autoscaling": {"maxReplicas": 7}}})
    spec = the(objects, "HorizontalPodAutoscaler")["spec"]
    metric: dict[str, Any] = spec["metrics"][0]["containerResource"]
    assert (metric["container"], metric["target"]["averageUtilization"]) == ("worker", 80)
    assert (spec["minReplicas"], spec["maxReplicas"]) == (2, 7)
    assert spec["scaleTargetRef"]["name"] == "there-firebell-worker"


def test_nothing_scales_workers_that_are_not_there() -> None:
    objects = rendered(REDIS, SCALED, {"worker": {"enabled": False}})
    assert of_kind(objects, "ScaledObject") == []


def test_no_job_is_run_before_or_after() -> None:
    """A job before the install would wait for a Redis that comes with it; the first worker makes stream and group."""
    objects = rendered({"valkey": {"enabled": True}}, SCALED)
    assert of_kind(objects, "Job") == []
    hooks = [one["metadata"].get("annotations", {}).get("helm.sh/hook") for one in objects]
    assert {hook for hook in hooks if hook} == {"test"}
