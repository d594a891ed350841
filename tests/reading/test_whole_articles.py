"""corpus/articles: what a whole article of each kind tells as news, beside what it explains (CODEBOOK §2, §8)."""

from pathlib import Path
from typing import Any

import pytest

from firebell import yaml
from firebell.article import from_mapping
from firebell.reading.read import Reader, read

READER = Reader.shipped()
NOW = {"asserted", "planned"}
ARTICLES = {
    path.stem: yaml.load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "corpus" / "articles").glob("*.yaml"))
}


def news_of(article: dict[str, Any]) -> set[str]:
    """The signals that are told as news of now."""
    told = from_mapping(
        {
            "id": "x",
            "title": article["title"],
            "text": article["text"],
            "published_at": f"{article['published']}T12:00:00Z",
        }
    )
    return {
        found.signal for found in read(told, READER).signals if found.when == "current" and found.mode in NOW
    }


@pytest.mark.parametrize("name", ARTICLES)
def test_a_whole_article_tells_its_news_and_no_more(name: str) -> None:
    assert news_of(ARTICLES[name]) == set(ARTICLES[name]["now"])
