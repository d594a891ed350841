"""What the chart gives Prometheus and Grafana: objects of the right form, which find our pods and say where."""

import pytest
from scripts.dashboard import text
from tests.helm.charts import EVERY_ROLE, REDIS, ROLES, Manifest, Values, container, of_kind, rendered, the
from tests.helm.test_chart_objects import VERSIONS, faults

ON: Values = {
    "metrics": {
        "podMonitor": {"enabled": True, "labels": {"release": "prometheus"}, "interval": "15s"},
        "rules": {"enabled": True, "runbooks": "https://docs.example.org/runbooks.md"},
        "dashboard": {"enabled": True, "annotations": {"grafana_folder": "News"}},
    }
}
KINDS = ("PodMonitor", "PrometheusRule")


@pytest.fixture(scope="module")
def objects() -> list[Manifest]:
    return rendered(REDIS, EVERY_ROLE, ON)


@pytest.mark.parametrize("kind", KINDS)
def test_an_object_has_the_form_that_its_operator_knows(objects: list[Manifest], kind: str) -> None:
    assert faults(the(objects, kind), VERSIONS[0]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_no_operator_knows_is_found(objects: list[Manifest], kind: str) -> None:
    manifest = the(objects, kind)
    wrong = {**manifest, "spec": {**manifest["spec"], "intervall": "1s"}}
    assert "intervall" in "".join(faults(wrong, VERSIONS[0]))


def test_the_pod_monitor_finds_the_pods_of_every_role_and_their_port(objects: list[Manifest]) -> None:
    monitor = the(objects, "PodMonitor")
    wanted = monitor["spec"]["selector"]
    (expression,) = wanted["matchExpressions"]
    (endpoint,) = monitor["spec"]["podMetricsEndpoints"]
    for role in ROLES:
        labels = the(objects, "Deployment", role)["spec"]["template"]["metadata"]["labels"]
        assert wanted["matchLabels"].items() <= labels.items()
        assert labels[expression["key"]] in expression["values"]
        assert endpoint["port"] in [port["name"] for port in container(objects, role)["ports"]]
    assert (endpoint["path"], endpoint["interval"], endpoint["scrapeTimeout"]) == ("/metrics", "15s", "10s")
    assert monitor["metadata"]["labels"]["release"] == "prometheus"


def test_the_pod_monitor_leaves_the_pod_of_a_test_alone(objects: list[Manifest]) -> None:
    (expression,) = the(objects, "PodMonitor")["spec"]["selector"]["matchExpressions"]
    for pod in of_kind(objects, "Pod"):
        assert pod["metadata"]["labels"][expression["key"]] not in expression["values"]


def test_the_dashboard_comes_whole_and_where_the_sidecar_looks(objects: list[Manifest]) -> None:
    (config,) = [
        one for one in of_kind(objects, "ConfigMap") if one["metadata"]["name"].endswith("-dashboard")
    ]
    assert config["data"] == {"firebell.json": text()}
    assert config["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert config["metadata"]["annotations"]["grafana_folder"] == "News"


def test_nothing_of_it_is_there_unless_it_is_asked_for() -> None:
    plain = rendered(REDIS, EVERY_ROLE)
    assert [one["kind"] for one in plain if one["kind"] in KINDS] == []
    assert not any(one["metadata"]["name"].endswith("-dashboard") for one in plain)
