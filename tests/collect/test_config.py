"""Feeds of sources.yaml → what the collector polls; the fold knows nothing of them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from tests.builders import a_config

from firebell import config
from firebell.collect import address
from firebell.collect.errors import CollectError
from firebell.config import ConfigError, Feed
from firebell.reading.en import places

DOCS = Path(__file__).parents[2] / "docs" / "collecting.md"


def feeds(sources: str) -> tuple[Feed, ...]:
    return config.feeds(
        a_config("watch: world", sources=sources).files, config.known_regions(places.shipped())
    )


def test_a_publisher_with_a_feed_is_polled_and_no_other() -> None:
    written = """publishers:
      One: {feed: "https://one.example/feed", every: 5m}
      Two: {domains: [two.example]}
      Three: {feed: env:THREE, republishes: true}
    """
    assert feeds(written) == (
        Feed("One", "https://one.example/feed", timedelta(minutes=5)),
        Feed("Three", "env:THREE", timedelta(minutes=15), republishes=True),
    )


def test_a_mistake_anywhere_is_told() -> None:
    with pytest.raises(ConfigError):
        feeds("publishers: {One: {every: 5m}}")


def test_the_example_of_the_docs_holds() -> None:
    example = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert [feed.publisher for feed in feeds(example[0])] == ["Radio Example", "Wire Example", "Hub Example"]


def test_what_ships_polls_nobody() -> None:
    assert config.feeds(config.read_files(None), config.known_regions(places.shipped())) == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://me:pass@one.example/feed?key=hidden", "https://one.example/feed"),
        ("env:FEED_FOR_TESTS", "env:FEED_FOR_TESTS"),
        ("file:/no/such/file", "file:/no/such/file"),
    ],
)
def test_what_is_secret_in_an_address_is_not_shown(written: str, shown: str) -> None:
    assert address.shown(written) == shown


def test_an_address_stands_where_the_file_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FEED_FOR_TESTS", " https://one.example/feed\n")
    (tmp_path / "feed").write_text("https://two.example/feed\n")
    (tmp_path / "wrong").write_text("two.example/feed")
    assert address.found("env:FEED_FOR_TESTS") == "https://one.example/feed"
    assert address.found(f"file:{tmp_path}/feed") == "https://two.example/feed"
    assert address.found("https://three.example/") == "https://three.example/"
    for place in ("env:NO_SUCH_FEED", f"file:{tmp_path}/nothing", f"file:{tmp_path}/wrong"):
        with pytest.raises(CollectError) as caught:
            address.found(place)
        assert caught.value.reason == "no_address"
