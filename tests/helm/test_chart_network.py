"""Who may speak to whom: policies, the Service, the Ingress."""

from typing import Any

import pytest
from tests.helm.charts import (
    EVERY_ROLE,
    REDIS,
    ROLES,
    Manifest,
    Objects,
    Values,
    environment,
    of_kind,
    rendered,
    the,
)

POLICED: Values = {"networkPolicy": {"enabled": True}}
BUNDLED: Values = {"valkey": {"enabled": True}}


def rules(objects: Objects, role: str, way: str) -> list[Manifest]:
    found: list[Manifest] = the(objects, "NetworkPolicy", role)["spec"].get(way, [])
    return found


def ports(rule: Manifest) -> set[Any]:
    return {row["port"] for row in rule["ports"]}


def test_policies_are_asked_for() -> None:
    assert of_kind(rendered(REDIS, EVERY_ROLE), "NetworkPolicy") == []


@pytest.mark.parametrize("role", ROLES)
def test_a_pod_is_spoken_to_for_its_metrics_and_serve_for_what_it_serves(role: str) -> None:
    objects = rendered(REDIS, EVERY_ROLE, POLICED)
    let_in = [ports(rule) for rule in rules(objects, role, "ingress")]
    assert let_in == [{"health"}, {"http"}] if role == "serve" else [{"health"}]
    assert the(objects, "NetworkPolicy", role)["spec"]["policyTypes"] == ["Ingress", "Egress"]


@pytest.mark.parametrize("role", [*ROLES, "test"])
def test_a_pod_asks_for_names_and_redis_and_two_roles_go_outside(role: str) -> None:
    objects = rendered(REDIS, EVERY_ROLE, POLICED)
    names, redis, *outside = rules(objects, role, "egress")
    assert ports(names) == {53, 5353}
    assert {row["protocol"] for row in names["ports"]} == {"UDP", "TCP"}
    assert ports(redis) == {6379}
    assert [ports(rule) for rule in outside] == ([{80, 443}] if role in ("deliver", "collect") else [])


def test_outside_is_what_is_public() -> None:
    (*_, outside) = rules(rendered(REDIS, POLICED), "deliver", "egress")
    v4, v6 = (row["ipBlock"] for row in outside["to"])
    assert v4["cidr"] == "0.0.0.0/0"
    assert {"10.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16"} <= set(v4["except"])
    assert v6 == {"cidr": "::/0", "except": ["fc00::/7", "fe80::/10"]}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("redis://redis", {6379}, id="no port is Redis's own"),
        pytest.param("rediss://redis:6380/0", {6380}, id="a port of the URL"),
        pytest.param("redis-cluster://a:7000,b:7001", {7000, 7001}, id="every node's"),
        pytest.param(
            "redis-sentinel://a:26379,b:26380/0?sentinelMasterId=m",
            {26379, 26380, 6379},
            id="the Sentinels' and that of whom they watch",
        ),
        pytest.param("redis-sentinel://a/0?sentinelMasterId=m", {26379, 6379}, id="Sentinels without a port"),
    ],
)
def test_the_way_to_redis_is_open_at_the_ports_of_its_url(url: str, expected: set[int]) -> None:
    objects = rendered({"redis": {"url": url}, "prefix": "{firebell}"}, POLICED)
    assert ports(rules(objects, "worker", "egress")[1]) == expected


def test_ports_and_peers_of_redis_may_be_told() -> None:
    peers = [{"ipBlock": {"cidr": "10.1.0.0/16"}}]
    told: Values = {"networkPolicy": {"redisTo": peers, "redisPorts": [6400]}}
    objects = rendered({"redis": {"existingSecret": {"name": "url"}}}, POLICED, told)
    redis = rules(objects, "worker", "egress")[1]
    assert (redis["to"], ports(redis)) == (peers, {6400})


def test_the_bundled_valkey_is_spoken_to_by_the_release_and_whom_one_names() -> None:
    keda = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "keda"}}}
    objects = rendered(BUNDLED, POLICED, {"networkPolicy": {"valkeyFrom": [keda]}})
    (let_in,) = rules(objects, "valkey", "ingress")
    release = {"app.kubernetes.io/name": "firebell", "app.kubernetes.io/instance": "there"}
    assert let_in["from"] == [{"podSelector": {"matchLabels": release}}, keda]
    assert rules(objects, "valkey", "egress") == []
    redis = rules(objects, "worker", "egress")[1]
    selected = redis["to"][0]["podSelector"]["matchLabels"]
    assert selected == the(objects, "StatefulSet")["spec"]["selector"]["matchLabels"]


def test_further_rules_stand_beside_ours() -> None:
    inward = {"from": [{"podSelector": {"matchLabels": {"app": "mesh"}}}]}
    outward = {"to": [{"ipBlock": {"cidr": "10.9.0.0/16"}}], "ports": [{"port": 3128, "protocol": "TCP"}]}
    told: Values = {"networkPolicy": {"extraIngress": [inward], "extraEgress": [outward]}}
    objects = rendered(REDIS, EVERY_ROLE, POLICED, told)
    for role in ROLES:
        assert inward in rules(objects, role, "ingress")
        assert outward in rules(objects, role, "egress")


# — the way in —

DOOR: Values = {"serve": {"ingress": {"enabled": True, "hosts": ["bell.example.org", "alarm.example.org"]}}}
TLS: Values = {"serve": {"ingress": {"tls": [{"secretName": "cert", "hosts": ["bell.example.org"]}]}}}


def test_the_service_leads_to_the_http_port_of_serve() -> None:
    objects = rendered(REDIS, {"serve": {"service": {"port": 8080, "annotations": {"a": "b"}}}})
    service = the(objects, "Service")
    assert (
        service["spec"]["selector"] == the(objects, "Deployment", "serve")["spec"]["selector"]["matchLabels"]
    )
    (port,) = service["spec"]["ports"]
    assert (port["port"], port["targetPort"]) == (8080, "http")
    assert service["metadata"]["annotations"] == {"a": "b"}


def test_the_ingress_leads_to_the_service() -> None:
    objects = rendered(REDIS, DOOR, TLS, {"serve": {"ingress": {"className": "nginx"}}})
    spec = the(objects, "Ingress")["spec"]
    assert spec["ingressClassName"] == "nginx"
    assert [rule["host"] for rule in spec["rules"]] == ["bell.example.org", "alarm.example.org"]
    for rule in spec["rules"]:
        (path,) = rule["http"]["paths"]
        service = the(objects, "Service")
        assert path["backend"]["service"]["name"] == service["metadata"]["name"]
        assert path["backend"]["service"]["port"] == {"name": service["spec"]["ports"][0]["name"]}
    assert spec["tls"] == [{"secretName": "cert", "hosts": ["bell.example.org"]}]


def test_an_event_stream_outlives_an_nginxs_patience() -> None:
    notes = the(rendered(REDIS, DOOR), "Ingress")["metadata"]["annotations"]
    assert int(notes["nginx.ingress.kubernetes.io/proxy-read-timeout"]) > 15
    assert notes["nginx.ingress.kubernetes.io/proxy-body-size"] == "8m"


@pytest.mark.parametrize(
    ("values", "link"),
    [
        pytest.param([DOOR, TLS], "https://bell.example.org", id="TLS"),
        pytest.param([DOOR], "http://bell.example.org", id="none"),
        pytest.param([DOOR, {"settings": {"HTTP_LINK": "https://x.org"}}], "https://x.org", id="told"),
        pytest.param([], None, id="nobody knows"),
    ],
)
def test_readers_are_told_the_address_of_the_ingress(values: list[Values], link: str | None) -> None:
    assert environment(rendered(REDIS, *values), "serve").get("FIREBELL_HTTP_LINK") == link


def test_a_proxy_is_believed_only_if_it_is_named() -> None:
    assert "FORWARDED_ALLOW_IPS" not in environment(rendered(REDIS), "serve")
    told = environment(rendered(REDIS, {"serve": {"trustedProxies": "10.0.0.0/8"}}), "serve")
    assert told["FORWARDED_ALLOW_IPS"] == "10.0.0.0/8"


def test_a_cluster_of_ipv6_alone_is_listened_to() -> None:
    objects = rendered(REDIS, {"pods": {"listen": "::"}})
    assert environment(objects, "worker")["FIREBELL_HEALTH_HOST"] == "::"
    assert environment(objects, "serve")["FIREBELL_HTTP_HOST"] == "::"
