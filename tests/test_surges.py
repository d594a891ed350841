"""A week beyond chance rings once for its region, lasts while it lasts, and clears (CODEBOOK §6, DESIGN §4)."""

import json
from datetime import timedelta
from typing import Any

from msgspec.structs import replace
from tests.builders import PLAIN, Fold, a_config, a_reading, a_tick, an_event, at

from firebell.journal import ReadingEntry, RetractEntry

START = at("2022-01-01T09:00")
QUIET = PLAIN.replace("killed: {Moderate: 3, Severe: 10, Extreme: 30}", "killed: {Extreme: 900}")
THRESHOLDS = QUIET.replace("ring_at: Moderate", "ring_at: Moderate\n  signals: {armed_clash: Minor}")


def a_day(number: int, acts: int, *, history: bool = False) -> list[ReadingEntry]:
    """So many clashes on one day, each in a town of its own, so that nothing joins them."""
    moment = START + timedelta(days=number)
    day = moment.date().isoformat()
    return [
        a_reading(
            replace(
                an_event("armed_clash", day=day),
                place=f"Town {number}-{act}",
                geonames_id=1000 * number + act + 1,
                lat=29.0 + number % 8,
                lon=40.0 + 2 * act,
            ),
            article=f"d{number}-{act}",
            when=(moment + timedelta(minutes=act)).strftime("%Y-%m-%dT%H:%M"),
            title=f"Day {number} act {act}",
            history=history,
        )
        for act in range(acts)
    ]


def surges(fold: Fold) -> list[dict[str, Any]]:
    told = [json.loads(raw) for raw in fold.alerts]
    return [alert for alert in told if alert["data"]["kind"] == "surge"]


def a_year(days: int, *, thresholds: str = THRESHOLDS, history: bool = False) -> Fold:
    fold = Fold(a_config(thresholds))
    for number in range(days):
        fold(*a_day(number, 1 if number % 2 else 0, history=history))
    return fold


def test_a_week_beyond_chance_rings_once() -> None:
    fold = a_year(70)
    assert surges(fold) == []
    for number in range(70, 80):
        fold(*a_day(number, 5))
    (alert,) = surges(fold)
    data = alert["data"]
    assert (alert["severitytext"], data["region"]["code"], data["rule"]["name"]) == (
        "Moderate",
        "IQ",
        "surge",
    )
    assert data["headline"].startswith("Surge in Iraq: ")
    assert data["rule"]["observed"] == len(data["incidents"])


def test_it_clears_when_the_week_is_like_the_others_again() -> None:
    fold = a_year(70)
    for number in range(70, 77):
        fold(*a_day(number, 5))
    assert [alert["type"] for alert in surges(fold)] == ["firebell.alert.raised"]
    for number in range(77, 100):
        fold(*a_day(number, 1 if number % 2 else 0))
    assert [alert["type"].rpartition(".")[2] for alert in surges(fold)] == ["raised", "cleared"]


def test_before_the_baseline_is_full_it_warms_up() -> None:
    fold = a_year(40)
    outcome = fold(*(entry for number in range(40, 50) for entry in a_day(number, 5)))
    assert surges(fold) == []
    said = [d for trace in outcome.traces for d in trace.decisions if d.rule == "surge"]
    assert {str(d.verdict) for d in said} == {"warming_up"}


def test_history_fills_the_baseline() -> None:
    fold = a_year(70, history=True)
    for number in range(70, 80):
        fold(*a_day(number, 5))
    assert len(surges(fold)) == 1


def test_never_looks_for_none() -> None:
    fold = a_year(70, thresholds=THRESHOLDS + "  surge: never\n")
    for number in range(70, 80):
        fold(*a_day(number, 5))
    assert surges(fold) == []


def test_a_rule_that_is_removed_ends_its_story_in_silence() -> None:
    fold = a_year(70)
    for number in range(70, 77):
        fold(*a_day(number, 5))
    outcome = fold(a_config(THRESHOLDS + "  surge: never\n"))
    assert outcome.alerts == []
    assert [json.loads(raw)["verdict"] for _, raw in outcome.decisions] == ["rule_removed"]
    for number in range(77, 100):
        fold(a_tick((START + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M")))
    assert len(surges(fold)) == 1


DIVISION = "regions: {IQ: {why: a test, ring_at: Severe}, IQ-BA: {why: a test, ring_at: Moderate}}\n"


def test_a_divisions_surge_whose_incidents_were_taken_back_clears() -> None:
    fold = a_year(70, thresholds=THRESHOLDS + DIVISION)
    for number in range(70, 77):
        fold(*a_day(number, 5))
    assert [alert["data"]["region"]["code"] for alert in surges(fold)] == ["IQ-BA"]
    for number in range(70):
        fold(RetractEntry(target=f"d{number}-0", why="a test"))
    for number in range(70, 77):
        fold(*(RetractEntry(target=f"d{number}-{act}", why="a test") for act in range(5)))
    for number in range(77, 100):
        fold(a_tick((START + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M")))
    assert [alert["type"].rpartition(".")[2] for alert in surges(fold)] == ["raised", "cleared"]
