"""Structs → JSON Schema, a sentence a field: the one that stands under the field in the code."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec

from firebell.alert.alert import Alert
from firebell.article import Article

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOMENTS = (datetime, datetime | None)
CLOUD_EVENT = ("specversion", "id", "source")
"""What CloudEvents asks for, beside `type`; ours are always written, though a default stands in the code."""


def alert() -> dict[str, Any]:
    """The schema of an alert; its address is what stands in `dataschema`."""
    return _whole(Alert, "#/$defs/{name}", "urn:firebell:schema:alert:1", "Alert")


def article() -> dict[str, Any]:
    """The schema of an article as a producer should write it; a reader takes more than that."""
    return _whole(Article, "#/$defs/{name}", "urn:firebell:schema:article:1", "Article")


def components(ref: str) -> dict[str, Any]:
    """Name → schema, of articles, alerts and all that they hold; `ref` is how one points to another."""
    _, found = msgspec.json.schema_components([Article, Alert], ref_template=ref)
    for struct in _structs(Alert, Article):
        _tell(found[struct.__name__], struct)
    found["Article"]["anyOf"] = [{"required": ["title"]}, {"required": ["text"]}]
    found["Alert"]["required"] = [*CLOUD_EVENT, *found["Alert"]["required"][1:]]
    found["Alert"]["properties"]["specversion"]["const"] = "1.0"
    return found


def _whole(struct: type[msgspec.Struct], ref: str, name: str, title: str) -> dict[str, Any]:
    held = {part.__name__ for part in _structs(struct)}
    parts = {key: part for key, part in components(ref).items() if key in held}
    own = parts.pop(struct.__name__)
    whole = {"$schema": DIALECT, "$id": name, **own, "title": title}
    return whole | ({"$defs": parts} if parts else {})


def _tell(schema: dict[str, Any], struct: type[msgspec.Struct]) -> None:
    """Put each field's sentence into its place; beside a reference it may stand since 2020-12."""
    told = sentences(struct)
    schema["description"] = inspect.getdoc(struct)
    for field in msgspec.structs.fields(struct):
        place = schema["properties"][field.encode_name]
        place["description"] = told[field.name]
        if field.type in MOMENTS:
            (place if field.type is datetime else place["anyOf"][0])["format"] = "date-time"


@cache
def sentences(struct: type[msgspec.Struct]) -> dict[str, str]:
    """A field's name → the sentence under it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(struct)))
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    found = {}
    for line, after in pairwise(body):
        if (
            isinstance(line, ast.AnnAssign)
            and isinstance(line.target, ast.Name)
            and isinstance(after, ast.Expr)
        ):
            found[line.target.id] = str(ast.literal_eval(after.value))
    return found


def _structs(*roots: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """The structs that these are made of, each once."""
    seen: set[type] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        part = waiting.pop()
        if isinstance(part, type) and issubclass(part, msgspec.Struct) and part not in seen:
            seen.add(part)
            yield part
            waiting += [field.type for field in msgspec.structs.fields(part)]
        waiting += getattr(part, "__args__", ())
