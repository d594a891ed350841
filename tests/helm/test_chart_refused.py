"""Values that cannot be, or that do not go together, are refused in a sentence."""

import pytest
from tests.helm.charts import REDIS, Values, refused

CLUSTER: Values = {"redis": {"url": "redis-cluster://a:6379,b:6379"}}
IN_A_SECRET: Values = {"redis": {"existingSecret": {"name": "mine"}}}
SCALED: Values = {"worker": {"keda": {"enabled": True}}}
TLS: Values = {"redis": {"url": "rediss://r:6380/0", "tls": {"existingSecret": "ca"}}}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        pytest.param([{}], "where is Redis?", id="a worker without a Redis has no work"),
        pytest.param([REDIS, IN_A_SECRET], "one of them", id="two places of Redis"),
        pytest.param(
            [REDIS, {"valkey": {"enabled": True}}], "one of them", id="Redis and the bundled Valkey"
        ),
        pytest.param(
            [{"redis": {"url": "redis://me:pw@redis"}}], "into a Secret", id="a password in plain sight"
        ),
        pytest.param(
            [{"redis": {"url": "redis://redis?password=x"}}], "into a Secret", id="a password in the query"
        ),
        pytest.param([{"redis": {"url": "http://redis"}}], "/redis/url", id="no address of a Redis"),
        pytest.param([CLUSTER], 'write prefix: "{firebell}"', id="keys of a cluster in many slots"),
        pytest.param([CLUSTER, {"prefix": "{}fire"}], "stand in one slot", id="an empty hash tag is none"),
        pytest.param(
            [{"redis": {"url": "redis-sentinel://s:26379/0"}}],
            "sentinelMasterId=NAME",
            id="Sentinels of nobody",
        ),
        pytest.param(
            [TLS, {"redis": {"url": "redis://r:6379"}}],
            "speaks no TLS",
            id="a certificate for a plain connection",
        ),
        pytest.param(
            [TLS, {"redis": {"tls": {"certKey": "tls.crt"}}}],
            "needs its key",
            id="a client's certificate alone",
        ),
        pytest.param(
            [{"valkey": {"enabled": True}, "redis": {"auth": {"existingSecret": "x"}}}],
            "valkey.auth.existingSecret",
            id="a password for the wrong server",
        ),
        pytest.param(
            [REDIS, {"redis": {"auth": {"existingSecret": "x", "sentinelPasswordKey": "y"}}}],
            "names no Sentinel",
            id="a password of Sentinels that are not there",
        ),
        pytest.param([REDIS, {"worker": {"replica": 3}}], "replica", id="a key that nobody reads"),
        pytest.param([REDIS, {"worker": {"replicas": -1}}], "/worker/replicas", id="fewer than no workers"),
        pytest.param([REDIS, {"settings": {"BATCH": 5000}}], "BATCH", id="a setting out of its bounds"),
        pytest.param(
            [REDIS, {"settings": {"HEALTH_PORT": 1}}], "HEALTH_PORT", id="a setting that the chart sets"
        ),
        pytest.param(
            [REDIS, {"config": {"files": {"rules.yaml": "x"}}}], "rules", id="a file that nobody reads"
        ),
        pytest.param(
            [REDIS, {"config": {"files": {"thresholds.yaml": {"watch": ["NO"]}}}}],
            "thresholds.yaml",
            id="a file that is no text: helm would read NO as false",
        ),
        pytest.param(
            [REDIS, {"config": {"existingConfigMap": "mine", "confd": {"a-thresholds.yaml": "x"}}}],
            "one of them",
            id="two configurations",
        ),
        pytest.param(
            [REDIS, SCALED, {"worker": {"autoscaling": {"enabled": True}}}],
            "enable one of them",
            id="two scalers of one Deployment",
        ),
        pytest.param([IN_A_SECRET, SCALED], "worker.keda.url", id="a URL that KEDA cannot read"),
        pytest.param(
            [{"redis": {"url": "unix:///run/r"}}, SCALED], "unix://", id="a socket that KEDA cannot reach"
        ),
        pytest.param(
            [REDIS, SCALED, {"worker": {"keda": {"minReplicaCount": 0}}}],
            "minReplicaCount",
            id="nobody left who folds",
        ),
        pytest.param(
            [REDIS, SCALED, {"worker": {"keda": {"minReplicaCount": 20}}}],
            "greater than",
            id="least above most",
        ),
        pytest.param(
            [REDIS, {"worker": {"autoscaling": {"enabled": True}, "resources": {"requests": None}}}],
            "resources.requests.cpu",
            id="per cent of nothing",
        ),
        pytest.param(
            [REDIS, {"worker": {"autoscaling": {"enabled": True, "minReplicas": 11}}}],
            "greater than",
            id="least above most, without KEDA",
        ),
        pytest.param(
            [REDIS, {"pods": {"terminationGracePeriodSeconds": 10}}],
            "terminationGracePeriodSeconds",
            id="killed before it is done",
        ),
        pytest.param([REDIS, {"pods": {"healthPort": 8600}}], "healthPort", id="the port of serve"),
        pytest.param([REDIS, {"image": {"digest": "sha256:abc"}}], "/image/digest", id="half a digest"),
        pytest.param(
            [REDIS, {"commonLabels": {"app.kubernetes.io/name": "x"}}],
            "commonLabels",
            id="a label that selects",
        ),
        pytest.param(
            [REDIS, {"settings": {"HTTP_READ": "token"}}], "nobody could read", id="tokens of nobody"
        ),
        pytest.param(
            [REDIS, {"settings": {"HTTP_TOKENS": "/x"}, "serve": {"tokens": {"existingSecret": "x"}}}],
            "one of them",
            id="two files of tokens",
        ),
        pytest.param(
            [REDIS, {"serve": {"ingress": {"enabled": True}}}], "serve.ingress.hosts", id="a door nowhere"
        ),
        pytest.param(
            [REDIS, {"serve": {"enabled": False, "ingress": {"enabled": True, "hosts": ["x.org"]}}}],
            "not enabled",
            id="a door to nobody",
        ),
        pytest.param(
            [REDIS, {"metrics": {"podMonitor": {"interval": "often"}}}],
            "interval",
            id="an interval that is none",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(values: list[Values], says: str) -> None:
    assert says in refused(*values)
