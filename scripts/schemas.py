"""The schemas of what goes in and out, with examples of the bundled day → docs/schemas/ and docs/asyncapi.json.

`python -m scripts.schemas` writes them again after a change of the forms.
"""

from pathlib import Path
from typing import Any

import msgspec

from firebell import parts
from firebell.archive import Archive
from firebell.cli.words import Line, articles
from firebell.schemas.asyncapi import asyncapi
from firebell.schemas.structs import alert as alert_schema
from firebell.schemas.structs import article as article_schema
from firebell.shipped import shipped_config

DOCS = Path(__file__).parents[1] / "docs"


def documents(examples: dict[str, list[Any]]) -> dict[Path, dict[str, Any]]:
    """A path within docs/ → what stands there."""
    first = {name: listed[0] for name, listed in examples.items()}
    return {
        Path("schemas/article.json"): {**article_schema(), "examples": examples["article"]},
        Path("schemas/alert.json"): {**alert_schema(), "examples": examples["alert"]},
        Path("asyncapi.json"): asyncapi(first),
    }


def day() -> list[dict[str, Any]]:
    """The alerts of the bundled day, in order."""
    archive = Archive(parts.load(None))
    told = [archive.tell(line.article) for line in _lines() if line.article]
    return [msgspec.json.decode(raw) for one in told if one.trace for raw in one.trace.alerts]


def examples_of(alerts: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The first article of the day, the first alert, and the first turn that goes on with a story."""
    first: dict[str, Any] = {}
    for alert in alerts:
        first.setdefault(alert["type"], alert)
    shown = [first[kind] for kind in ("firebell.alert.raised", "firebell.alert.updated")]
    return {"article": [msgspec.json.decode(_lines()[0].raw)], "alert": shown}


def _lines() -> list[Line]:
    return list(articles(str(shipped_config() / "demo" / "day.jsonl")))


def text_of(document: dict[str, Any]) -> str:
    """The document as it is written to its file."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def main() -> None:
    """Write them all."""
    for path, document in documents(examples_of(day())).items():
        (DOCS / path).parent.mkdir(exist_ok=True)
        (DOCS / path).write_text(text_of(document), "utf-8")
        print(DOCS / path)


if __name__ == "__main__":
    main()
