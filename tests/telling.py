"""tests/scenarios/*.yaml → stories of articles, and the turns expected of them, in the form of rules_test.yaml."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from firebell import yaml
from firebell.article import Article, from_mapping

HERE = Path(__file__).parent
KEYS = ("id", "title", "text", "url", "source", "status", "history", "language")


class Scenario(NamedTuple):
    name: str
    articles: list[Article]
    expect: list[dict[str, Any]]


def scenarios() -> Iterator[Scenario]:
    for path in sorted((HERE / "scenarios").glob("*.yaml")):
        for name, told in yaml.load(path.read_text("utf-8")).items():
            articles = [_article(name, index, row) for index, row in enumerate(told["articles"])]
            yield Scenario(name, articles, told["expect"])


def _article(name: str, index: int, row: dict[str, Any]) -> Article:
    """One article; `file` is an article in JSON below tests/, and what stands beside it wins."""
    data = json.loads((HERE / row["file"]).read_text("utf-8")) if "file" in row else {}
    data |= {key: row[key] for key in KEYS if key in row}
    if "at" in row:
        data["published_at"] = row["at"] if isinstance(row["at"], str) else row["at"].isoformat()
    data.setdefault("id", f"{name}-{index}")
    return from_mapping(data)


def seen(raw: bytes) -> dict[str, Any]:
    """An alert's turn in the words of an expectation."""
    alert = json.loads(raw)
    data = alert["data"]
    return {
        "type": alert["type"].rpartition(".")[2],
        "kind": data["kind"],
        "also": data["also"],
        "region": data["region"]["code"],
        "severity": data["severity"],
        "certainty": data["certainty"],
        "killed": _toll(data, "killed"),
        "injured": _toll(data, "injured"),
        "abducted": _toll(data, "abducted"),
    }


def _toll(data: dict[str, Any], kind: str) -> int | None:
    counts = [told["casualties"][kind]["best"] for told in data["incidents"] if kind in told["casualties"]]
    return sum(counts) if counts else None
