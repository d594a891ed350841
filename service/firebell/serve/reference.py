"""The description of the API → a page of plain HTML: no script, nothing fetched from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Any

import msgspec

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>firebell: HTTP</title></head><body>
<h1>firebell: HTTP</h1>
"""
LONGEST = 1500
"""An example is shown so far; all of it stands in /openapi.json."""


def page(described: dict[str, Any]) -> str:
    """The page."""
    return HEAD + "".join(_page(described)) + "</body></html>\n"


def _page(described: dict[str, Any]) -> Iterator[str]:
    yield f"<p>{escape(described['info']['description'])} "
    yield 'For programs: <a href="openapi.json">openapi.json</a>.</p>\n'
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            yield from _operation(f"{method.upper()} {path}", operation)


def _operation(name: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<h2><code>{escape(name)}</code></h2>\n<p>{escape(operation.get('summary', ''))}."
    if {} not in operation.get("security", [{}]):
        yield " A token is needed."
    yield "</p>\n"
    rows = [_parameter(one) for one in operation.get("parameters", ())]
    if rows:
        yield f"<ul>\n{''.join(rows)}</ul>\n"
    sent = operation.get("requestBody", {}).get("content", {})
    yield from _examples("in", sent)
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            yield from _examples(status, answer.get("content", {}))


def _parameter(one: dict[str, Any]) -> str:
    choices = [choice for choice in one["schema"].get("enum", ()) if choice]
    says = one.get("description", "") + (f" One of {', '.join(choices)}." if choices else "")
    return f"<li><code>{escape(one['name'])}</code> ({escape(one['in'])}) {escape(says)}</li>\n"


def _examples(what: str, content: dict[str, Any]) -> Iterator[str]:
    for kind, told in content.items():
        yield f"<p>{escape(what)}: <code>{escape(kind)}</code></p>\n"
        if (example := told.get("example")) is not None:
            text = example if isinstance(example, str) else _json(example)
            shown = text if len(text) <= LONGEST else text[:LONGEST] + " …"
            yield f"<pre>{escape(shown)}</pre>\n"


def _json(example: object) -> str:
    return msgspec.json.format(msgspec.json.encode(example), indent=1).decode()
