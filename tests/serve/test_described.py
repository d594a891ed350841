"""The API describes itself: by the standard, with examples that hold, and without asking anybody else."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from tests.serve.conftest import Served
from tests.test_readme import article

from firebell.alert.alert import decode
from firebell.archive import Archive
from firebell.article import parse
from firebell.parts import load
from firebell.serve.described import EXAMPLE
from firebell.shipped import shipped_document


@pytest.fixture
async def told(served: Served) -> dict[str, Any]:
    return dict((await served.http.get("/openapi.json")).json())


async def test_it_is_valid(told: dict[str, Any]) -> None:
    validate(told)
    assert told["openapi"].startswith("3.1")
    assert {"Alert", "Article", "Problem", "Incident"} <= set(told["components"]["schemas"])


async def test_every_example_is_what_its_schema_says(told: dict[str, Any]) -> None:
    seen = 0
    for path, operations in told["paths"].items():
        for operation in operations.values():
            contents = [operation.get("requestBody", {}).get("content", {})]
            contents += [answer.get("content", {}) for answer in operation["responses"].values()]
            for kind, content in ((k, c) for one in contents for k, c in one.items()):
                if "example" in content:
                    schema = content["schema"] | {"components": told["components"]}
                    wrong = [
                        error.message
                        for error in Draft202012Validator(schema).iter_errors(content["example"])
                    ]
                    assert wrong == [], (path, kind)
                    seen += 1
    assert seen > 40


async def test_what_the_server_answers_is_what_it_says(served: Served, told: dict[str, Any]) -> None:
    for path in ("/v1/alerts", "/v1/incidents", "/v1/status"):
        answer = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        schema = answer["schema"] | {"components": told["components"]}
        body = (await served.http.get(path, params={"limit": 200})).json()
        assert [error.message for error in Draft202012Validator(schema).iter_errors(body)] == [], path


async def test_every_route_tells_its_problems_and_who_may_ask(told: dict[str, Any]) -> None:
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            assert {"400", "401", "403", "429", "503"} <= set(operation["responses"]), path
            assert ({} in operation["security"]) == (method == "get"), path
            assert operation["summary"]


def test_the_example_is_the_alert_that_readmes_article_rings() -> None:
    trace = Archive(load()).tell(parse(article())).trace
    assert trace is not None
    rung, shown = decode(trace.alerts[0]), EXAMPLE
    assert shown["data"]["headline"] == rung.data.headline
    assert shown["type"] == rung.type
    assert shown["data"]["incidents"][0]["casualties"]["killed"]["best"] == 5


async def test_its_page_asks_nobody_else_and_runs_nothing(served: Served) -> None:
    page = await served.http.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert not re.search(r"<script|<link|<img|<style|style=|\bon\w+=|src=", page.text)
    assert re.findall(r'href="([^"]*)"', page.text) == ["openapi.json"]
    for path in ("/v1/alerts/stream", "/v1/explain", "/v1/articles", "/cap/{id}.xml"):
        assert path in page.text


async def test_the_streams_are_described_where_the_file_is_there(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firebell.shipped._DOCS", (tmp_path, tmp_path))
    assert (await served.http.get("/asyncapi")).status_code == 404
    (tmp_path / "asyncapi.json").write_text('{"asyncapi": "3.0.0"}', "utf-8")
    assert (await served.http.get("/asyncapi")).json() == {"asyncapi": "3.0.0"}


def test_the_wheel_and_the_image_bring_what_is_told() -> None:
    root = Path(__file__).parents[2]
    wheel = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    told = "docs/asyncapi.json"
    assert wheel["force-include"][told] == "firebell/_docs/asyncapi.json"
    assert f"!{told}" in (root / ".dockerignore").read_text().splitlines()
    assert f"COPY {told} docs/" in (root / "Dockerfile").read_text().splitlines()
    assert shipped_document("asyncapi.json").is_file()
