"""corpus/tolls.yaml: short articles of one day → how many their news killed, hurt and took, whatever else they tell."""

from pathlib import Path

import pytest

from firebell import yaml
from firebell.article import from_mapping
from firebell.reading.read import Reader, read
from firebell.reading.reading import Count

READER = Reader.shipped()
KINDS = {"k": "killed", "i": "injured", "m": "missing", "a": "abducted"}


def tolls(title: str, text: str) -> dict[str, Count]:
    """The sums over the current and asserted incidents, as the last figures of an alert would be."""
    story = {
        "id": "x",
        "title": title,
        "text": text,
        "published_at": "2024-05-16T15:00:00Z",
        "language": "en",
    }
    out: dict[str, Count] = {}
    for event in read(from_mapping(story), READER).incidents:
        for kind in KINDS.values():
            count = getattr(event, kind)
            if count is not None and event.when == "current" and event.mode == "asserted":
                out[kind] = out[kind] + count if kind in out else count
    return out


def counts(written: str) -> dict[str, Count]:
    """The table's short form: "k=12 i=3-3-9 a=5-5-o" is low-best-high, o for open; one figure is all three."""
    out = {}
    for one in written.split():
        kind, _, figures = one.partition("=")
        low, best, high = figures.split("-") if "-" in figures else [figures] * 3
        out[KINDS[kind]] = Count(int(low), int(best), None if high == "o" else int(high))
    return out


ARTICLES = [
    pytest.param(one["counts"], one.get("title", ""), one["text"], id=one["why"])
    for one in yaml.load((Path(__file__).parent / "corpus" / "tolls.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize(("expected", "title", "text"), ARTICLES)
def test_an_article_counts_each_person_of_its_news_once(expected: str, title: str, text: str) -> None:
    assert tolls(title, text) == counts(expected)
