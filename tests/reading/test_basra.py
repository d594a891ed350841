"""The retold article of record reads as the codebook says it must (CODEBOOK §7, tests/stories/expected_basra.yaml)."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from firebell import yaml
from firebell.article import from_mapping
from firebell.reading.read import Reader, read

STORIES = Path(__file__).parents[1] / "stories"
EXPECTED: dict[str, Any] = yaml.load((STORIES / "expected_basra.yaml").read_text("utf-8"))
NEVER: dict[str, Any] = EXPECTED["never"]
CURRENT, BACKGROUND = EXPECTED["incidents"]


@cache
def reading() -> dict[str, Any]:
    article = from_mapping(json.loads((STORIES / "basra.json").read_text("utf-8")))
    told: dict[str, Any] = msgspec.to_builtins(read(article, Reader.shipped()))
    return told


def incidents(when: str = "") -> list[dict[str, Any]]:
    return [event for event in reading()["incidents"] if when in {"", event["when"]}]


def the_news() -> dict[str, Any]:
    event: dict[str, Any] = reading()["incidents"][0]
    return event


def in_the_capital() -> dict[str, Any]:
    """What is told of Baghdad's dead, None of it where no incident has them."""
    toll = BACKGROUND["killed"]
    return next((event for event in incidents() if event["killed"] == toll), {})


def holds(expected: object, told: object) -> bool:
    """Whether what was told has all that is expected: lists are contained, a mapping's other keys are free."""
    if isinstance(expected, dict):
        return isinstance(told, dict) and all(
            _worded(key, value, told.get(key)) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(told, Iterable) and all(
            any(holds(one, other) for other in told) for one in expected
        )
    return expected == told


def _worded(key: str, expected: object, told: object) -> bool:
    return str(expected) in str(told) if key == "words" else holds(expected, told)


def test_it_is_relevant() -> None:
    assert (reading()["language"], reading()["relevant"]) == ("en", True)


@pytest.mark.parametrize("key", [key for key in CURRENT if key != "lead"])
def test_the_news_is_the_clash_in_basra(key: str) -> None:
    assert holds(CURRENT[key], the_news()[key]), the_news()[key]


def test_the_clash_leads() -> None:
    assert the_news()["signals"][0] == CURRENT["lead"]


@pytest.mark.parametrize("key", [key for key in BACKGROUND if key != "signals_any"])
def test_what_happened_in_the_capital_is_background(key: str) -> None:
    assert holds(BACKGROUND[key], in_the_capital().get(key)), in_the_capital()


def test_in_the_capital_they_fought() -> None:
    assert not set(BACKGROUND["signals_any"]).isdisjoint(in_the_capital().get("signals", ()))


@pytest.mark.parametrize("expected", EXPECTED["signals"], ids=lambda row: row["signal"])
def test_it_says(expected: dict[str, Any]) -> None:
    told = [signal for signal in reading()["signals"] if signal["signal"] == expected["signal"]]
    assert any(holds(expected, signal) for signal in told), told


def test_nothing_is_asserted_of_the_danger_of_further_clashes() -> None:
    near = EXPECTED["signals"][2]["words"]
    told = [s for s in reading()["signals"] if s["words"] in near or near in s["words"]]
    assert [(s["signal"], s["mode"]) for s in told if s["mode"] == "asserted"] == []


def test_attacks_that_have_gone_on_for_years_are_no_incident() -> None:
    told = [s for s in reading()["signals"] if s["words"] == "Retaliatory"]
    assert [(s["when"], s["incident"]) for s in told] == [("background", None)]


@pytest.mark.parametrize("number", range(len(EXPECTED["casualties"])))
def test_it_counts(number: int) -> None:
    expected = EXPECTED["casualties"][number]
    assert any(holds(expected, _with_whole(count)) for count in reading()["casualties"]), expected


def _with_whole(count: dict[str, Any]) -> dict[str, Any]:
    """The count with that of which it is a part, instead of its place in the list."""
    part = count["part_of"]
    return count | {"part_of": None if part is None else reading()["casualties"][part]["best"]}


def test_no_sum_over_sides_cities_or_kinds() -> None:
    killed = {event["killed"]["best"] for event in incidents() if event["killed"]}
    assert killed.isdisjoint(NEVER["killed"])


@pytest.mark.parametrize("kind", ["killed", "injured"])
def test_the_capitals_toll_is_not_the_news(kind: str) -> None:
    told = {event[kind]["best"] for event in incidents("current") if event[kind]}
    assert told.isdisjoint(NEVER[f"current_{kind}"])


def test_thirty_did_not_die_in_basra() -> None:
    assert in_the_capital().get("subdivision") not in NEVER["subdivision_of_30"]


@pytest.mark.parametrize("signal", NEVER["current_signals"])
def test_the_news_is_no(signal: str) -> None:
    told = {
        name for event in incidents("current") if event["mode"] == "asserted" for name in event["signals"]
    }
    assert signal not in told


def test_speakers_and_backers_are_no_places() -> None:
    assert {event["country"] for event in incidents()}.isdisjoint(NEVER["places"])


def test_the_courts_session_is_no_incident() -> None:
    published = "2022-09-01"
    assert [event["date"] for event in incidents() if (event["date"] or "") > published] == []
