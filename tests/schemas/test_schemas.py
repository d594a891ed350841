"""The schemas in docs/ are those of the code, every field has a sentence, and what really goes out fits them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from scripts.schemas import DOCS, day, documents, examples_of

from firebell.redis.keys import Keys
from firebell.schemas.asyncapi import asyncapi
from firebell.serve.app import Options, application
from firebell.shipped import shipped_config

OFFICIAL = Path(__file__).with_name("asyncapi-3.0.0.json")
ALERT = json.loads((DOCS / "schemas" / "alert.json").read_text("utf-8"))
ARTICLE = json.loads((DOCS / "schemas" / "article.json").read_text("utf-8"))
ASYNC = json.loads((DOCS / "asyncapi.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def alerts() -> list[dict[str, Any]]:
    return day()


def without_examples(part: Any) -> Any:
    """Examples are of the day that the file was written; what is read better since does not change the form."""
    if isinstance(part, dict):
        return {name: without_examples(value) for name, value in part.items() if name != "examples"}
    return [without_examples(value) for value in part] if isinstance(part, list) else part


def test_what_stands_in_docs_is_what_the_code_says(alerts: list[dict[str, Any]]) -> None:
    for path, made in documents(examples_of(alerts)).items():
        written = json.loads((DOCS / path).read_text("utf-8"))
        assert without_examples(written) == without_examples(json.loads(msgspec.json.encode(made))), (
            "run `python -m scripts.schemas`"
        )


def objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield part
        for value in part.values():
            yield from objects(value)


@pytest.mark.parametrize("schema", [ALERT, ARTICLE], ids=["alert", "article"])
def test_a_schema_is_one_and_every_field_has_a_sentence(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    found = list(objects({name: part for name, part in schema.items() if name != "examples"}))
    assert found
    silent = [
        name for part in found for name, field in part["properties"].items() if not field["description"]
    ]
    assert silent == []


def test_every_alert_of_the_day_fits(alerts: list[dict[str, Any]]) -> None:
    judge = Draft202012Validator(ALERT)
    assert len(alerts) > 20
    assert [error.message for alert in alerts for error in judge.iter_errors(alert)] == []


def test_every_article_of_the_day_fits() -> None:
    judge = Draft202012Validator(ARTICLE)
    lines = (shipped_config() / "demo" / "day.jsonl").read_text("utf-8").splitlines()
    assert [error.message for line in lines for error in judge.iter_errors(json.loads(line))] == []


@pytest.mark.parametrize("schema", [ALERT, ARTICLE], ids=["alert", "article"])
def test_its_own_examples_fit(schema: dict[str, Any]) -> None:
    judge = Draft202012Validator(schema)
    assert schema["examples"]
    assert [error.message for example in schema["examples"] for error in judge.iter_errors(example)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("type", "firebell.alert.whispered", id="a type that is none"),
        pytest.param("specversion", "0.3", id="another version of CloudEvents"),
        pytest.param("severitynumber", "17", id="a number as text"),
        pytest.param("data", {}, id="nothing told"),
        pytest.param("id", None, id="no id"),
    ],
)
def test_what_is_no_alert_does_not_fit(name: str, value: object) -> None:
    alert = {**ALERT["examples"][0], name: value}
    assert list(Draft202012Validator(ALERT).iter_errors(alert))


@pytest.mark.parametrize("article", [{}, {"title": 1}, {"title": "a", "status": "Draft"}], ids=str)
def test_what_is_no_article_does_not_fit(article: dict[str, Any]) -> None:
    assert list(Draft202012Validator(ARTICLE).iter_errors(article))


def test_the_schema_of_an_alert_has_the_address_that_alerts_name() -> None:
    assert {ALERT["$id"]} == {alert["dataschema"] for alert in ALERT["examples"]}


class TestAsyncApi:
    def test_it_fits_the_official_schema(self) -> None:
        judge = Draft7Validator(json.loads(OFFICIAL.read_text("utf-8")))
        assert [f"{list(error.path)}: {error.message[:200]}" for error in judge.iter_errors(ASYNC)] == []

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            pytest.param(["operations", "ring", "action"], "publish", id="an action of version 2"),
            pytest.param(["channels", "alerts", "address"], 1, id="an address that is none"),
            pytest.param(["servers", "redis", "protocol"], None, id="a server without a protocol"),
        ],
    )
    def test_the_official_schema_is_strict(self, path: list[str], value: object) -> None:
        document = json.loads(json.dumps(ASYNC))
        at = document
        for name in path[:-1]:
            at = at[name]
        at[path[-1]] = value
        assert list(Draft7Validator(json.loads(OFFICIAL.read_text("utf-8"))).iter_errors(document))

    def test_every_pointer_leads_somewhere(self) -> None:
        for pointer in json.dumps(ASYNC).split('"$ref": "#/')[1:]:
            at: Any = ASYNC
            for name in pointer.partition('"')[0].split("/"):
                at = at[name]
            assert at

    def test_its_keys_are_those_of_redis(self) -> None:
        keys = Keys()
        told = {name: channel["address"] for name, channel in ASYNC["channels"].items()}
        assert told["articles"] == keys.articles
        assert told["deadArticles"] == keys.dead
        assert told["alerts"] == keys.alerts
        assert told["channelStream"] == told["channelPubSub"] == keys.channel("{name}")

    def test_its_pages_are_served_and_take_what_it_says(self) -> None:
        paths = application(Options("redis://127.0.0.1:1")).openapi()["paths"]
        over_http = {
            channel["address"]
            for channel in ASYNC["channels"].values()
            if channel["servers"] == [{"$ref": "#/servers/http"}]
        }
        assert over_http <= paths.keys()
        query = ASYNC["operations"]["stream"]["bindings"]["http"]["query"]["properties"]
        taken = {part["name"] for part in paths["/v1/alerts/stream"]["get"]["parameters"]}
        assert query.keys() <= taken

    def test_its_examples_fit_its_own_schemas(self) -> None:
        messages = ASYNC["components"]["messages"]
        shown = {name: message for name, message in messages.items() if "examples" in message}
        assert {"article", "alert"} <= shown.keys()
        for message in shown.values():
            judge = Draft7Validator({**message["payload"], "components": ASYNC["components"]})
            assert [
                error.message
                for example in message["examples"]
                for error in judge.iter_errors(example["payload"])
            ] == []

    def test_every_operation_has_a_channel_of_its_own(self) -> None:
        pointed = [operation["channel"]["$ref"] for operation in ASYNC["operations"].values()]
        assert sorted(pointed) == sorted(f"#/channels/{name}" for name in ASYNC["channels"])

    def test_it_is_made_without_examples_too(self) -> None:
        made = json.loads(msgspec.json.encode(asyncapi()))
        assert without_examples(made) == without_examples(ASYNC)
