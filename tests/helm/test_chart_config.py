"""Configuration and secrets as pods see them: mounted whole, so that a change needs no other pod."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.helm.charts import (
    EVERY_ROLE,
    REDIS,
    ROLES,
    Objects,
    Values,
    container,
    environment,
    mounts,
    of_kind,
    pods,
    rendered,
    the,
    volumes,
)

from firebell import config
from firebell.reading.en import places
from firebell.settings import Settings

WORDS = "# NO, off and 007 stay words\nwatch: [NO, IQ]\nregions:\n  NO: {why: 'off'}\n"
FILES: Values = {
    "config": {"files": {"thresholds.yaml": WORDS}, "confd": {"sahel-thresholds.yaml": "watch: [ML]"}}
}


def templates(objects: Objects) -> dict[str, str]:
    """The pods' templates: where one differs, Kubernetes starts other pods."""
    return {
        one["metadata"]["name"]: json.dumps(one["spec"]["template"], sort_keys=True)
        for one in of_kind(objects, "Deployment")
    }


def test_configuration_comes_as_it_was_written_and_firebell_reads_it(tmp_path: Path) -> None:
    objects = rendered(REDIS, EVERY_ROLE, FILES)
    data = the(objects, "ConfigMap")["data"]
    assert data == {"thresholds.yaml": WORDS, "conf.d.sahel-thresholds.yaml": "watch: [ML]"}
    for name, text in data.items():
        (tmp_path / name).write_text(text, "utf-8")
    rulebook = config.rulebook(config.read_files(tmp_path), config.known_regions(places.shipped()))
    assert rulebook.watches("ML", None)
    assert not rulebook.watches("IQ", None)


@pytest.mark.parametrize("role", ROLES)
def test_configuration_is_mounted_whole(role: str) -> None:
    """A subPath is never swapped; a list of items lacks the file that comes later."""
    objects = rendered(REDIS, EVERY_ROLE, FILES)
    assert volumes(objects, role)["config"] == {
        "name": "config",
        "configMap": {"name": "there-firebell-config"},
    }
    assert mounts(objects, role)["config"] == "/etc/firebell"
    assert environment(objects, role)["FIREBELL_CONFIG"] == "/etc/firebell"


def test_nothing_is_mounted_by_subpath() -> None:
    for name, one in pods(rendered({"valkey": {"enabled": True}}, EVERY_ROLE, FILES)):
        for inside in one["spec"]["containers"]:
            assert [mount for mount in inside["volumeMounts"] if "subPath" in mount] == [], name


def test_the_shipped_configuration_holds_without_one_of_ones_own() -> None:
    objects = rendered(REDIS, EVERY_ROLE)
    assert of_kind(objects, "ConfigMap") == []
    for role in ROLES:
        assert "FIREBELL_CONFIG" not in environment(objects, role)
        assert "config" not in volumes(objects, role)


def test_a_config_map_of_ones_own_is_taken_as_it_is() -> None:
    objects = rendered(REDIS, {"config": {"existingConfigMap": "mine"}})
    assert volumes(objects, "worker")["config"]["configMap"] == {"name": "mine"}
    assert of_kind(objects, "ConfigMap") == []


def test_another_threshold_and_another_file_restart_nothing() -> None:
    before = templates(rendered(REDIS, EVERY_ROLE, FILES))
    changed: Values = {"config": {"files": {"thresholds.yaml": "watch: [SD]", "channels.yaml": ""}}}
    assert templates(rendered(REDIS, EVERY_ROLE, FILES, changed)) == before


@pytest.mark.parametrize(
    ("values", "restarted"),
    [
        pytest.param({"settings": {"BATCH": 50}}, set(ROLES), id="a setting"),
        pytest.param({"prefix": "other"}, set(ROLES), id="the prefix"),
        pytest.param({"image": {"tag": "2"}}, set(ROLES), id="the image"),
        pytest.param({"settings": {"HTTP_RATE": 5}}, {"serve"}, id="a setting that serve alone reads"),
        pytest.param(
            {"deliver": {"extraEnv": [{"name": "A", "value": "b"}]}}, {"deliver"}, id="a role's variable"
        ),
        pytest.param({"worker": {"replicas": 5}}, set(), id="more workers"),
        pytest.param({"metrics": {"podMonitor": {"interval": "5s"}}}, set(), id="how often is scraped"),
    ],
)
def test_what_the_environment_holds_restarts_who_reads_it(values: Values, restarted: set[str]) -> None:
    before, after = templates(rendered(REDIS, EVERY_ROLE)), templates(rendered(REDIS, EVERY_ROLE, values))
    changed = {name.rpartition("-")[2] for name in before if before[name] != after[name]}
    assert changed == restarted


@pytest.mark.parametrize("role", ROLES)
def test_settings_are_environment_variables_that_firebell_knows(role: str) -> None:
    more: Values = {"settings": {"KEEP_ALERTS": 3650, "COLLECT_PAGES": True, "HTTP_RATE": 2.5}}
    tls: Values = {"existingSecret": "t", "certKey": "c", "keyKey": "k"}
    auth: Values = {"existingSecret": "s", "usernameKey": "u", "sentinelPasswordKey": "p"}
    url = "rediss-sentinel://r/0?sentinelMasterId=m"
    objects = rendered({"redis": {"url": url, "tls": tls, "auth": auth}}, EVERY_ROLE, FILES, more)
    known = environment(objects, role)
    assert known["FIREBELL_KEEP_ALERTS"] == "3650"
    assert known["FIREBELL_COLLECT_PAGES"] == "true"
    assert known.get("FIREBELL_HTTP_RATE") == ("2.5" if role == "serve" else None)
    names = [row["name"] for row in container(objects, role)["env"]]
    assert len(names) == len(set(names))
    ours = {name.removeprefix("FIREBELL_").lower() for name in names if name.startswith("FIREBELL_")}
    assert ours <= set(Settings.model_fields)


@pytest.mark.parametrize("role", ["deliver", "collect"])
def test_secrets_of_channels_and_feeds_are_files_and_variables(role: str) -> None:
    secrets: Values = {"files": ["desk", "relief"], "env": ["feeds"]}
    objects = rendered(REDIS, EVERY_ROLE, {role: {"secrets": secrets}})
    assert mounts(objects, role)["secrets"] == "/run/secrets/firebell"
    projected = volumes(objects, role)["secrets"]["projected"]
    assert projected["sources"] == [{"secret": {"name": "desk"}}, {"secret": {"name": "relief"}}]
    assert projected["defaultMode"] == 0o440
    assert container(objects, role)["envFrom"] == [{"secretRef": {"name": "feeds"}}]
    for other in set(ROLES) - {role}:
        assert "secrets" not in volumes(objects, other)
        assert "envFrom" not in container(objects, other)


def test_a_variable_of_a_secret_stands_beside_those_of_ones_own() -> None:
    own: list[Any] = [{"configMapRef": {"name": "own"}}]
    objects = rendered(REDIS, {"deliver": {"secrets": {"env": ["feeds"]}, "extraEnvFrom": own}})
    assert container(objects, "deliver")["envFrom"] == [*own, {"secretRef": {"name": "feeds"}}]


def test_tokens_of_serve_come_out_of_a_secret() -> None:
    objects = rendered(REDIS, {"serve": {"tokens": {"existingSecret": "who", "key": "may"}}})
    assert environment(objects, "serve")["FIREBELL_HTTP_TOKENS"] == "/run/secrets/tokens/may"
    assert mounts(objects, "serve")["tokens"] == "/run/secrets/tokens"
    assert volumes(objects, "serve")["tokens"]["secret"] == {"secretName": "who", "defaultMode": 0o440}
    assert "FIREBELL_HTTP_TOKENS" not in environment(objects, "worker")


def test_no_secret_has_a_value_that_everybody_knows() -> None:
    first, second = (
        the(rendered({"valkey": {"enabled": True}}, release=name), "Secret")["data"]["redis-password"]
        for name in ("one", "two")
    )
    assert len(first) > 40
    assert first != second
    assert of_kind(rendered(REDIS, EVERY_ROLE), "Secret") == []
