"""What the routes answer, as OpenAPI says it: schemas of alerts and articles, examples, problems."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from firebell.alert.alert import Alert
from firebell.article import Article
from firebell.rules.verdict import Decision
from firebell.turns.silences import Silence

JSON = "application/json"
PROBLEM = "application/problem+json"
REF = "#/components/schemas/{name}"
EXAMPLE: dict[str, Any] = msgspec.json.decode((Path(__file__).parent / "example.json").read_bytes())
"""An alert, as README shows the article that rings it."""

STREAM = "1772727600123-0"
_KEPT: dict[str, object] = {}
Answers = dict[int | str, dict[str, Any]]

SAYS = {
    400: "What was asked for cannot be; the sentence says what can.",
    401: "A token is needed, or this one is not known.",
    403: "The token has not the scope.",
    404: "Nothing has that id, or it is no longer kept.",
    413: "The body is too long.",
    429: "Too many requests; `Retry-After` says when to come back.",
    503: "Redis is away, or the alerts are not read yet; `Retry-After` says when to come back.",
}
EVERYWHERE = (400, 401, 403, 429, 503)


def answer(schema: dict[str, Any], example: object, kind: str = JSON, says: str = "As asked.") -> Answers:
    """A successful answer of one kind."""
    return {200: {"description": says, "content": {kind: {"schema": schema, "example": kept(example)}}}}


def kept(example: object) -> str:
    """A name that stands for the example until all else is written: FastAPI strips what is null from examples."""
    name = f"@{len(_KEPT)}"
    _KEPT[name] = example
    return name


def ref(name: str) -> dict[str, str]:
    """The schema of that name."""
    return {"$ref": REF.format(name=name)}


def page(rows: str, schema: dict[str, Any], example: object) -> Answers:
    """A page of rows, with the cursors of the next page and of the stream."""
    cursor = {"type": "string", "description": "Where /v1/alerts/stream goes on from here."}
    properties = {
        rows: {"type": "array", "items": schema},
        "stream": cursor,
        "next": {
            "type": ["string", "null"],
            "description": "`cursor` of the next page; null: there is none.",
        },
    }
    told = {"type": "object", "required": list(properties), "properties": properties}
    return answer(told, {rows: [example], "stream": STREAM, "next": None})


def one_of_the_examples_incidents() -> dict[str, Any]:
    """The example's incident, as /v1/incidents tells it."""
    data = EXAMPLE["data"]
    story = {name: data[name] for name in ("alert_id", "status", "kind", "severity", "certainty", "headline")}
    story |= {"turn": EXAMPLE["id"], "time": EXAMPLE["time"], "open": True, "region": data["region"]["code"]}
    return {**data["incidents"][0], "story": story}


ALERTS = page("alerts", ref("Alert"), EXAMPLE)
INCIDENTS = page("incidents", ref("Incident"), one_of_the_examples_incidents())
TURNS = answer(
    {
        "type": "object",
        "required": ["alert_id", "open", "turns"],
        "properties": {
            "alert_id": {"type": "string"},
            "open": {"type": "boolean"},
            "turns": {"type": "array", "items": ref("Alert")},
        },
    },
    {"alert_id": EXAMPLE["data"]["alert_id"], "open": True, "turns": [EXAMPLE]},
)
EVENTS = answer(
    {"type": "string"},
    f"retry: 3000\n\nid: {STREAM}\nevent: {EXAMPLE['type']}\ndata: {{…the alert, in one line…}}\n\n: alive\n\n",
    "text/event-stream",
    "Events named like the alert's type, `gap` where turns are no longer kept, a comment every 15 s of silence.",
)
DECISION = {
    "rule": "incident",
    "region": "CD-NK",
    "verdict": "ring",
    "reason": "Moderate by signal bombing, killed 5; ring_at Moderate",
}
EXPLAINED = answer(
    {
        "type": "object",
        "required": ["id", "decisions", "sentences"],
        "properties": {
            "id": {"type": "string"},
            "decisions": {"type": "array", "items": ref("Decision")},
            "sentences": {"type": "array", "items": {"type": "string"}},
        },
    },
    {
        "id": EXAMPLE["data"]["alert_id"],
        "decisions": [DECISION],
        "sentences": [f"rule incident at CD-NK: → rings: {DECISION['reason']}"],
    },
)
STATUS = answer(
    {"type": "object"},
    {
        "stream_lag_entries": 0,
        "journal_lag_entries": 0,
        "folding": True,
        "fold_stopped_at": None,
        "stories": 61,
        "last_article": "2026-03-05T16:20:00Z",
        "feeds": {"Example News": {"up": True, "silent_since": None}},
    },
)
CHAIN = answer(
    {
        "type": "object",
        "required": ["chain", "silent"],
        "properties": {
            "chain": {"type": "array", "items": ref("Alert")},
            "silent": {"type": "boolean", "description": "It ends with an incident that did not ring."},
        },
    },
    {"chain": [EXAMPLE], "silent": False},
)
AROUND = answer(
    {
        "type": "object",
        "required": ["around"],
        "properties": {
            "around": {
                "type": "array",
                "description": "One for each of the latest turn's `evidence`; null where the article is gone.",
                "items": {
                    "anyOf": [
                        {
                            "type": "object",
                            "required": ["before", "after"],
                            "properties": {"before": {"type": "string"}, "after": {"type": "string"}},
                        },
                        {"type": "null"},
                    ]
                },
            }
        },
    },
    {"around": [{"before": "Police said that ", "after": " at a market in Goma."}]},
)
SILENT = answer(
    {
        "type": "object",
        "required": ["silences", "found", "hours"],
        "properties": {
            "silences": {"type": "array", "items": ref("Silence")},
            "found": {"type": "integer"},
            "hours": {"type": "integer"},
        },
    },
    {"silences": [], "found": 0, "hours": 48},
)
REGIONS = answer(
    {"type": "object"},
    {
        "days": 30,
        "found": 1,
        "regions": [
            {
                "code": "CD-NK",
                "name": "North Kivu",
                "incidents": 3,
                "killed": 41,
                "totals": [
                    {"rule": "total.7d.killed", "now": 35, "steps": [{"at": 50, "severity": "Severe"}]}
                ],
                "share": 0.7,
            }
        ],
    },
)
RESULTS: Answers = {
    202: {
        "description": "A result for each article; at least one is accepted.",
        "content": {
            JSON: {
                "schema": ref("Results"),
                "example": {
                    "accepted": 1,
                    "refused": 0,
                    "results": [{"index": 0, "status": "accepted", "id": "a1", "entry": STREAM}],
                },
            }
        },
    },
    422: {
        "description": "None is accepted.",
        "content": {
            JSON: {
                "schema": ref("Results"),
                "example": {
                    "accepted": 0,
                    "refused": 1,
                    "results": [
                        {
                            "index": 0,
                            "status": "refused",
                            "reason": "no_text",
                            "detail": "neither title nor text holds a word",
                        }
                    ],
                },
            }
        },
    },
}


def other(kind: str, schema: dict[str, Any] | None = None) -> Answers:
    """An answer in another standard's form."""
    content = {kind: {"schema": schema or {"type": "string"}}}
    return {200: {"description": "As the standard says.", "content": content}}


FEATURES = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"type": "string", "const": "FeatureCollection"},
        "features": {"type": "array", "items": {"type": "object"}},
    },
}
"""GeoJSON (RFC 7946), a feature a story."""


def install(app: FastAPI) -> None:
    """Let the application describe itself."""
    app.openapi = lambda: _described(app)  # type: ignore[method-assign] # FastAPI's own way to replace it


def _described(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        told = get_openapi(
            title=app.title,
            version=app.version,
            description="Alerts on political violence, as they ring; articles in. Errors are RFC 9457 problems.",
            routes=app.routes,
        )
        components = told.setdefault("components", {})
        schemas = {name: s for name, s in components.get("schemas", {}).items() if "Validation" not in name}
        components["schemas"] = schemas | _schemas()
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path in told["paths"].values():
            for operation in path.values():
                _complete(operation)
        app.openapi_schema = told
    return app.openapi_schema


def _schemas() -> dict[str, Any]:
    _, found = msgspec.json.schema_components([Alert, Article, Decision, Silence], ref_template=REF)
    told = found["Told"]
    story = {"type": "object", "description": "The story that tells it, as its latest turn does."}
    found["Incident"] = told | {"title": "Incident", "properties": told["properties"] | {"story": story}}
    found["Problem"] = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "const": "about:blank"},
            "title": {"type": "string", "examples": ["Bad Request"]},
            "status": {"type": "integer", "examples": [400]},
            "detail": {"type": "string", "description": "What is wrong, and what can be done."},
        },
    }
    result = {"index": {"type": "integer"}, "status": {"enum": ["accepted", "refused"]}}
    texts = {name: {"type": "string"} for name in ("id", "entry", "reason", "detail")}
    rows = {"type": "object", "required": ["index", "status"], "properties": result | texts}
    found["Results"] = {
        "type": "object",
        "required": ["accepted", "refused", "results"],
        "properties": {
            "accepted": {"type": "integer"},
            "refused": {"type": "integer"},
            "results": {"type": "array", "items": rows},
        },
    }
    return dict(found)


def _complete(operation: dict[str, Any]) -> None:
    """Problems instead of FastAPI's own errors, and who may ask."""
    answers = operation["responses"]
    for told in answers.values():
        content = told.get("content", {})
        for one in content.values():
            if isinstance(one.get("example"), str) and one["example"] in _KEPT:
                one["example"] = _KEPT[one["example"]]
        if len(content) > 1 and content.get(JSON) == {"schema": {}}:
            del content[JSON]  # FastAPI's guess, beside what the route says
    if answers.get("422", {}).get("content", {}).get(JSON, {}).get("schema", {}) != ref("Results"):
        answers.pop("422", None)
    named = [name for name in (404, 413) if str(name) in answers]
    for status in (*EVERYWHERE, *named):
        body = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": SAYS[status],
        }
        content = {PROBLEM: {"schema": ref("Problem"), "example": body}}
        answers[str(status)] = {"description": SAYS[status], "content": content}
    operation["security"] = [{"token": []}, {}] if operation["tags"][0] in OPEN else [{"token": []}]


OPEN = ("alerts", "insight", "other forms")
"""What may be read without a token where reading is open."""
