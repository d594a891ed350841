"""Requests made from our own OpenAPI, right ones and wrong ones, to a real `firebell serve` on a real Redis."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
import schemathesis
from hypothesis import strategies as st
from redis import Redis
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.fuzz.rounds import fuzz

from firebell import parts
from firebell.archive import Archive
from firebell.cli.words import articles
from firebell.embedded import Embedded
from firebell.serve.tokens import SCOPES, make
from firebell.shipped import shipped_config

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CASES = 8
SECONDS = 20
"""For one answer."""


class Served(NamedTuple):
    """A running server, and a token that may do all."""

    at: str
    token: str
    known: dict[str, list[str]]
    """Names that it knows: ids of stories, turns and articles, ids in the stream."""


@pytest.fixture(scope="module")
def served(server: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    redis = Redis.from_url(server.url, decode_responses=True)
    redis.flushall()
    archive = Archive(parts.load(None))
    told = [
        archive.tell(line.article)
        for line in articles(str(shipped_config() / "demo" / "day.jsonl"))
        if line.article
    ]
    rung = [raw for one in told if one.trace for raw in one.trace.alerts]
    entries = [str(redis.xadd("firebell:alerts", {"data": raw})) for raw in rung]
    alerts = [json.loads(raw) for raw in rung]
    known = {
        "alert_id": [one["data"]["alert_id"] for one in alerts],
        "id": [one["id"] for one in alerts] + [one.reading.article_id for one in told],
        "cursor": entries,
        "since": entries,
        "region": [one["data"]["region"]["code"] for one in alerts],
        "code": [one["data"]["region"]["code"] for one in alerts],
    }
    folder = tmp_path_factory.mktemp("serve")
    token, line = make("fuzz", list(SCOPES))
    (folder / "tokens").write_text(line + "\n", "utf-8")
    says = folder / "log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FIREBELL_")}
    environment |= {
        "FIREBELL_REDIS_URL": server.url,
        "FIREBELL_HTTP_PORT": "0",
        "FIREBELL_HTTP_TOKENS": str(folder / "tokens"),
        "FIREBELL_HTTP_RATE": "1000000",
        "FIREBELL_LOG_FORMAT": "json",
    }
    with (
        says.open("wb") as log,
        subprocess.Popen([sys.executable, "-m", "firebell", "serve"], stderr=log, env=environment) as process,
    ):
        try:
            at = _address(says)
            yield Served(at, token, known)
            assert process.poll() is None, says.read_text("utf-8")[-2000:]
        finally:
            process.terminate()
            process.wait(20)
            redis.close()


def _address(says: Path) -> str:
    """Where it listens, once it is ready."""
    for _ in range(600):
        for line in says.read_text("utf-8").splitlines():
            told = json.loads(line)
            if told["event"] == "http.serving" and httpx.get(f"{told['at']}/readyz").is_success:
                return str(told["at"])
        time.sleep(0.1)
    pytest.fail(f"it did not become ready: {says.read_text('utf-8')}")


@pytest.fixture(scope="module")
def operations(served: Served) -> dict[str, Any]:
    schema = schemathesis.openapi.from_url(f"{served.at}/openapi.json")
    found = (result.ok() for result in schema.get_all_operations() if isinstance(result, Ok))
    return {operation.label: operation for operation in found}


PATHS = (
    "GET /v1/alerts",
    "GET /v1/alerts/stream",
    "GET /v1/alerts/{alert_id}",
    "GET /v1/alerts/{alert_id}/around",
    "GET /v1/alerts/{alert_id}/chain",
    "GET /v1/incidents",
    "GET /v1/explain",
    "GET /v1/status",
    "GET /v1/silences",
    "GET /v1/regions",
    "GET /feed.atom",
    "GET /alerts.geojson",
    "GET /cap/{id}.xml",
    "POST /v1/articles",
    "POST /v1/articles/{id}/retract",
    "POST /v1/alerts/{alert_id}/retract",
    "POST /v1/alerts/{alert_id}/confirm",
    "POST /v1/regions/{code}/silence",
)

WITHOUT_WORDS = ("GET /v1/status", "GET /v1/regions")
"""Nothing can be asked wrongly of these."""


def test_every_route_is_asked(operations: dict[str, Any]) -> None:
    assert set(operations) == set(PATHS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize("name", PATHS)
def test_an_answer_is_what_the_description_says_and_never_a_fault(
    served: Served, operations: dict[str, Any], name: str, mode: GenerationMode
) -> None:
    if mode is GenerationMode.NEGATIVE and name in WITHOUT_WORDS:
        return

    def check(case: Any, knows: int | None) -> None:
        if knows is not None:  # half of the time a name that is there
            for place in (case.path_parameters, case.query):
                for key in place or {}:
                    if key in served.known:
                        place[key] = served.known[key][knows % len(served.known[key])]
        if name.endswith("/stream"):  # else the answer has no end
            case.query = {**(case.query or {}), "poll": "1"}
        try:
            answer = case.call(headers={"Authorization": f"Bearer {served.token}"}, timeout=SECONDS)
        except UnicodeError:
            return  # what cannot be sent
        # An event of the stream is told by its text, of which the description gives no more than that.
        checks = CHECKS[:-1] if name.endswith("/stream") else CHECKS
        case.validate_response(answer, checks=checks)

    strategy = operations[name].as_strategy(generation_mode=mode)
    assert fuzz(CASES, check, case=strategy, knows=st.none() | st.integers(0, 999))
