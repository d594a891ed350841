"""JSON Schema + data → what is wrong, for the keywords that firebell's own schemas use and no others."""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
SAYS_NOTHING = {"$schema", "$defs", "title", "description", "format"}


def wrong(schema: dict[str, Any], data: Any) -> list[str]:
    """Every place where the data do not hold against the schema."""
    return list(_Schema(schema).wrong(schema, data, "$"))


class _Schema:
    def __init__(self, root: dict[str, Any]) -> None:
        self.definitions: dict[str, Any] = root.get("$defs", {})

    def wrong(self, schema: Any, data: Any, at: str) -> Iterator[str]:
        """The keywords of one schema, each by the method of its name."""
        if isinstance(schema, bool):
            if not schema:
                yield f"{at}: may not stand here"
            return
        for keyword, value in schema.items():
            if keyword in SAYS_NOTHING:
                continue
            check = getattr(self, f"_{keyword.removeprefix('$')}", None)
            assert check is not None, f"no test of the keyword {keyword}"
            yield from check(value, data, at, schema)

    def _ref(self, value: str, data: Any, at: str, _: Any) -> Iterator[str]:
        yield from self.wrong(self.definitions[value.removeprefix("#/$defs/")], data, at)

    def _type(self, value: str | list[str], data: Any, at: str, _: Any) -> Iterator[str]:
        names = [value] if isinstance(value, str) else value
        is_bool = isinstance(data, bool)
        if not any(isinstance(data, TYPES[name]) and is_bool == (name == "boolean") for name in names):
            yield f"{at}: {data!r} is no {' or '.join(names)}"

    def _enum(self, value: list[Any], data: Any, at: str, _: Any) -> Iterator[str]:
        if data not in value:
            yield f"{at}: {data!r} is none of {value}"

    def _const(self, value: Any, data: Any, at: str, _: Any) -> Iterator[str]:
        if data != value:
            yield f"{at}: {data!r} is not {value!r}"

    def _pattern(self, value: str, data: Any, at: str, _: Any) -> Iterator[str]:
        if isinstance(data, str) and not re.search(value, data):
            yield f"{at}: {data!r} is not written like {value}"

    def _minimum(self, value: float, data: Any, at: str, _: Any) -> Iterator[str]:
        if isinstance(data, int | float) and data < value:
            yield f"{at}: {data} is below {value}"

    def _maximum(self, value: float, data: Any, at: str, _: Any) -> Iterator[str]:
        if isinstance(data, int | float) and data > value:
            yield f"{at}: {data} is above {value}"

    def _minItems(self, value: int, data: Any, at: str, _: Any) -> Iterator[str]:  # noqa: N802 -- the keyword's name
        if isinstance(data, list) and len(data) < value:
            yield f"{at}: fewer than {value}"

    def _maxItems(self, value: int, data: Any, at: str, _: Any) -> Iterator[str]:  # noqa: N802 -- likewise
        if isinstance(data, list) and len(data) > value:
            yield f"{at}: more than {value}"

    def _required(self, value: list[str], data: Any, at: str, _: Any) -> Iterator[str]:
        yield from (f"{at}: {key} is missing" for key in value if isinstance(data, dict) and key not in data)

    def _items(self, value: Any, data: Any, at: str, _: Any) -> Iterator[str]:
        for index, item in enumerate(data if isinstance(data, list) else ()):
            yield from self.wrong(value, item, f"{at}.{index}")

    def _properties(self, value: dict[str, Any], data: Any, at: str, _: Any) -> Iterator[str]:
        for key, schema in value.items():
            if isinstance(data, dict) and key in data:
                yield from self.wrong(schema, data[key], f"{at}.{key}")

    def _patternProperties(self, value: dict[str, Any], data: Any, at: str, _: Any) -> Iterator[str]:  # noqa: N802
        for key, item in data.items() if isinstance(data, dict) else ():
            for pattern, schema in value.items():
                if re.search(pattern, key):
                    yield from self.wrong(schema, item, f"{at}.{key}")

    def _additionalProperties(self, value: Any, data: Any, at: str, schema: Any) -> Iterator[str]:  # noqa: N802
        patterns = schema.get("patternProperties", {})
        for key, item in data.items() if isinstance(data, dict) else ():
            if key in schema.get("properties", {}) or any(re.search(pattern, key) for pattern in patterns):
                continue
            yield from self.wrong(value, item, f"{at}.{key}")

    def _propertyNames(self, value: Any, data: Any, at: str, _: Any) -> Iterator[str]:  # noqa: N802
        for key in data if isinstance(data, dict) else ():
            yield from self.wrong(value, key, f"{at}.{key}")

    def _anyOf(self, value: list[Any], data: Any, at: str, _: Any) -> Iterator[str]:  # noqa: N802
        if all(list(self.wrong(schema, data, at)) for schema in value):
            yield f"{at}: {data!r} is none of {len(value)} forms"

    def _not(self, value: Any, data: Any, at: str, _: Any) -> Iterator[str]:
        if not list(self.wrong(value, data, at)):
            yield f"{at}: may not stand here"
