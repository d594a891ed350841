"""The bundled day of articles is fit to be fed: every line an article, in the order of time, no id twice."""

from itertools import pairwise

import pytest

from firebell.article import Article, parse
from firebell.shipped import shipped_config


@pytest.fixture(scope="module")
def day() -> list[Article]:
    lines = (shipped_config() / "demo" / "day.jsonl").read_text().splitlines()
    return [parse(line) for line in lines]


def test_every_article_says_who_told_it_and_when(day: list[Article]) -> None:
    incomplete = [
        article.id
        for article in day
        if not (
            article.title and article.text and article.source and article.published_at and article.language
        )
    ]
    assert incomplete == []


def test_articles_stand_in_the_order_of_time(day: list[Article]) -> None:
    moments = [article.published_at for article in day if article.published_at]
    assert all(earlier <= later for earlier, later in pairwise(moments))


def test_no_id_is_given_twice(day: list[Article]) -> None:
    assert len({article.id for article in day}) == len(day)


def test_no_real_address_is_claimed(day: list[Article]) -> None:
    assert [article.url for article in day] == [f"https://example.org/{article.id}" for article in day]


def test_one_article_is_not_in_english(day: list[Article]) -> None:
    assert [article.id for article in day if article.language != "en"] == ["inata"]


def test_the_status_is_left_to_the_command(day: list[Article]) -> None:
    # `firebell up --demo` tells the day with status Exercise.
    assert {article.status for article in day} == {"Actual"}
