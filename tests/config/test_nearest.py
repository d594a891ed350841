"""Which region's value holds at a place: the nearest, each value by itself."""

from datetime import timedelta

import pytest
from tests.config.handmade import a_rulebook

from firebell.rules.rulebook import Severity

LEVELS = """
defaults: {incident: {killed: {Severe: 10}}}
regions:
  x-alliance: {incident: {killed: {Severe: 11}}}
  ML: {incident: {killed: {Severe: 12}}}
  x-sahel: {incident: {killed: {Severe: 13}}}
  ML-5: {incident: {killed: {Severe: 14}}}
  x-office: {incident: {killed: {Severe: 15}}}
"""
OFFICE = "x-office: {near: [14.5, -4.2], within: 40km}"


@pytest.mark.parametrize(
    ("country", "subdivision", "at", "severe"),
    [
        pytest.param("IQ", "IQ-BA", None, 10, id="where no region says anything, the defaults hold"),
        pytest.param("BF", None, None, 11, id="an area of countries before the defaults"),
        pytest.param("ML", "ML-2", None, 12, id="a country before an area of countries"),
        pytest.param("ML", "ML-7", None, 13, id="an area of subdivisions before a country"),
        pytest.param("ML", "ML-5", None, 14, id="a subdivision before an area of subdivisions"),
        pytest.param("ML", "ML-5", (14.6, -4.3), 15, id="a circle before a subdivision"),
        pytest.param("ML", "ML-5", (15.6, -4.3), 14, id="a point outside the circle is not in it"),
    ],
)
def test_the_nearest_region_wins(
    country: str, subdivision: str | None, at: tuple[float, float] | None, severe: int
) -> None:
    lat, lon = at or (None, None)
    ruling = a_rulebook(LEVELS, regions=OFFICE).ruling(country, subdivision, (), lat, lon)
    assert [(step.at, step.severity) for step in ruling.incident["killed"]] == [(severe, Severity.Severe)]


def test_each_value_is_inherited_by_itself() -> None:
    ruling = a_rulebook("""
defaults: {incident: {killed: {Moderate: 3, Severe: 10}}, all_clear: 3d}
regions:
  ML: {ring_at: Severe, compare: low, update: {by: 9}}
  ML-5: {incident: {killed: {Severe: 20}}}
""").ruling("ML", "ML-5")
    assert [(step.at, step.origin.region) for step in ruling.incident["killed"]] == [
        (3, "defaults"),
        (20, "ML-5"),
    ]
    assert (ruling.ring_at, ruling.compare, ruling.update.by) == (Severity.Severe, "low", 9)
    assert ruling.update.grows == 0.5
    assert ruling.all_clear == timedelta(days=3)


def test_of_two_areas_the_first_in_regions_yaml_is_the_nearer() -> None:
    thresholds = """
regions:
  x-one: {why: one, incident: {killed: {Severe: 1}}}
  x-two: {why: two, incident: {killed: {Severe: 2}}}
"""
    one, two = "x-one: {members: [ML-5, ML-7]}", "x-two: {members: [ML-5]}"
    assert a_rulebook(thresholds, regions=f"{one}\n{two}").ruling("ML", "ML-5").why == "one"
    assert a_rulebook(thresholds, regions=f"{two}\n{one}").ruling("ML", "ML-5").why == "two"


def test_an_own_area_is_nearer_than_one_that_comes_with_firebell() -> None:
    thresholds = "regions:\n  x-central-mali: {why: shipped}\n  x-own: {why: own}"
    assert a_rulebook(thresholds, regions="x-own: {members: [ML-5]}").ruling("ML", "ML-5").why == "own"


def test_never_takes_away_what_a_wider_region_set() -> None:
    ruling = a_rulebook("""
defaults: {incident: {killed: {Moderate: 3, Severe: 10}, injured: {Severe: 40}}}
regions:
  UA: {signals: {armed_clash: never}, incident: {killed: {Moderate: never}, injured: {Severe: never}}}
""").ruling("UA", None)
    assert [step.at for step in ruling.incident["killed"]] == [10]
    assert "injured" not in ruling.incident
    assert "armed_clash" not in ruling.signals
    assert ruling.signals["bombing"] == Severity.Moderate


def test_signals_have_the_severities_of_the_vocabulary_where_nobody_says_otherwise() -> None:
    rulebook = a_rulebook(
        "defaults: {signals: {bombing: Severe}}\nregions: {UA: {signals: {bombing: Minor}}}"
    )
    assert rulebook.ruling("IQ", None).signals == {
        "armed_clash": Severity.Moderate,
        "bombing": Severity.Severe,
        "abduction": Severity.Moderate,
        "massacre": Severity.Extreme,
    }
    assert rulebook.ruling("UA", None).signals["bombing"] == Severity.Minor


def test_severities_are_found_however_the_vocabulary_is_indented() -> None:
    signals = """
signals:
    armed_clash:
        en: {says: [clash]}
        severity: Severe   # here
    ceasefire:
        en: {says: [truce]}
"""
    ruling = a_rulebook(signals=signals).ruling("IQ", None)
    assert ruling.signals == {"armed_clash": Severity.Severe}
    assert str(ruling.origins["signals.armed_clash"]) == "signals, signals.yaml:5"


def test_an_empty_file_means_the_built_in_values() -> None:
    ruling = a_rulebook("").ruling("IQ", "IQ-BA")
    assert (ruling.ring_at, ruling.compare, ruling.all_clear) == (
        Severity.Moderate,
        "best",
        timedelta(days=7),
    )
    assert tuple(ruling.update) == (0.5, 3)


def test_every_value_knows_the_line_that_set_it() -> None:
    rulebook = a_rulebook("defaults:\n  ring_at: Minor\nregions:\n  UA:\n    ring_at: Severe\n")
    assert str(rulebook.ruling("UA", "UA-30").origins["ring_at"]) == "UA, thresholds.yaml:5"
    assert str(rulebook.ruling("IQ", None).origins["ring_at"]) == "defaults, thresholds.yaml:2"


def test_the_nearest_why_is_told() -> None:
    rulebook = a_rulebook("regions:\n  UA: {why: war every day}\n  UA-30: {ring_at: Minor}")
    assert rulebook.ruling("UA", "UA-30").why == "war every day"
