"""The comments of the chart's values → the tables of its README.

`python -m scripts.chart_readme` writes them again after a change of helm/firebell/values.yaml.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

CHART = Path(__file__).parents[1] / "helm" / "firebell"
HEADING = "## Values\n"

KEY = re.compile(r"(?P<indent> *)(?P<key>[\w.]+):")
COMMENT = re.compile(r" *# (?P<value>-- )?(?P<text>\S.*)")


class Told(NamedTuple):
    """What the comment above a key says: of the value itself, or of what comes below it."""

    text: str
    of_the_value: bool


def comments(text: str) -> dict[tuple[str, ...], Told]:
    """The path of each key with the comment right above it."""
    found: dict[tuple[str, ...], Told] = {}
    path: list[tuple[int, str]] = []
    above: list[tuple[str, bool]] = []
    for line in text.splitlines():
        if comment := COMMENT.fullmatch(line):
            above.append((comment["text"], bool(comment["value"])))
            continue
        if key := KEY.match(line):
            deep = len(key["indent"])
            path = [(indent, name) for indent, name in path if indent < deep] + [(deep, key["key"])]
            says = " ".join(words for words, _ in above)
            found[tuple(name for _, name in path)] = Told(says, any(value for _, value in above))
        above = []
    return found


def rows(values: CommentedMap, told: dict[tuple[str, ...], Told], path: tuple[str, ...]) -> Iterator[str]:
    """A row a value; a map is one value where its own comment tells of it, and where it is written in one line."""
    for key, value in values.items():
        here = (*path, key)
        says = told.get(here, Told("", of_the_value=False))
        if isinstance(value, CommentedMap) and value and not says.of_the_value and not value.fa.flow_style():
            yield from rows(value, told, here)
        else:
            yield f"| `{'.'.join(here)}` | `{shown(value)}` | {cell(says.text)} |"


def shown(value: Any) -> str:
    """A default as JSON, which is YAML too."""
    return cell(json.dumps(value, ensure_ascii=False))


def cell(text: str) -> str:
    """Text that ends no cell of a table."""
    return text.replace("|", "\\|")


def tables(text: str) -> str:
    """The values as Markdown: what stands alone first, then a part for each map."""
    values, told = YAML().load(text), comments(text)
    head = ["| value | default | meaning |", "|---|---|---|"]
    alone = CommentedMap((key, value) for key, value in values.items() if not _is_part(key, value, told))
    parts = ["\n".join([*head, *rows(alone, told, ())])]
    for key in (key for key in values if key not in alone):
        says = told[key,].text
        parts += [
            f"### {key}",
            *([says] if says else []),
            "\n".join([*head, *rows(values[key], told, (key,))]),
        ]
    return "\n\n".join(parts) + "\n"


def _is_part(key: str, value: Any, told: dict[tuple[str, ...], Told]) -> bool:
    return isinstance(value, CommentedMap) and bool(value) and not told[key,].of_the_value


def readme(before: str, values: str) -> str:
    """The README with its tables as the values are now; what stands before them is written by hand."""
    by_hand, heading, _ = before.partition(HEADING)
    if not heading:
        raise SystemExit(f"the README has no line {HEADING!r}, behind which the tables stand")
    return f"{by_hand}{HEADING}\n{tables(values)}"


def main() -> None:
    """Write it again."""
    path = CHART / "README.md"
    path.write_text(readme(path.read_text("utf-8"), (CHART / "values.yaml").read_text("utf-8")), "utf-8")
    print(path)


if __name__ == "__main__":
    main()
