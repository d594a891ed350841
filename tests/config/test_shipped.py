"""The files that come with firebell: the example that people copy."""

from functools import cache

import pytest

from firebell import config
from firebell.reading.en import places
from firebell.rules.rulebook import Rulebook, Severity


@cache
def shipped() -> Rulebook:
    return config.rulebook(config.read_files(None), config.known_regions(places.shipped()))


def test_the_shipped_files_hold_no_mistake_and_watch_the_world() -> None:
    assert shipped().watch is None
    assert shipped().watches("FJ", None)


def test_out_of_the_box_it_rings_from_moderate_on() -> None:
    assert shipped().ruling("FR", None).ring_at == Severity.Moderate


@pytest.mark.parametrize(
    ("country", "subdivision", "ring_at"),
    [
        pytest.param("ZZ", None, Severity.Extreme, id="what has no place"),
        pytest.param("UA", "UA-30", Severity.Severe, id="war every day"),
        pytest.param("PS", "PS-GZA", Severity.Severe, id="war every day, in an area"),
        pytest.param("PS", "PS-JEN", Severity.Moderate, id="an area nearer than its country"),
    ],
)
def test_some_places_ring_for_more_only(country: str, subdivision: str | None, ring_at: Severity) -> None:
    assert shipped().ruling(country, subdivision).ring_at == ring_at


def test_a_few_deaths_in_baghdad_are_grave() -> None:
    steps = shipped().ruling("IQ", "IQ-BG").incident["killed"]
    assert [step.at for step in steps] == [1, 3, 10]


def test_every_region_says_why() -> None:
    assert [layer.code for layer in shipped().layers if layer.level != "defaults" and not layer.why] == []


def test_every_channel_says_why_and_the_first_hears_all() -> None:
    assert all(channel.why for channel in shipped().channels)
    first = shipped().channels[0].hear
    assert (first.regions, first.min_severity, first.relief) == (frozenset(), None, "too")


def test_sums_of_countries_divisions_and_areas_are_on() -> None:
    assert [(total.region, total.name) for total in shipped().totals_at("ML", "ML-5")] == [
        ("ML", "total.7d.killed"),
        ("x-liptako-gourma", "total.30d.killed.civilian"),
        ("x-liptako-gourma", "total.7d.killed"),
        ("ML-5", "total.7d.incidents.abduction"),
        ("ML-5", "total.7d.killed"),
    ]


def test_every_signal_of_the_vocabulary_has_its_severity() -> None:
    signals = shipped().ruling("FR", None).signals
    assert signals["coup"] == Severity.Extreme
    assert signals["threat"] == Severity.Minor
    assert "ceasefire" not in signals
