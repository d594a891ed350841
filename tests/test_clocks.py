"""Clocks and dates that cannot be trusted: news that is late or early, and a server whose time is wrong (DESIGN §3)."""

import json
from datetime import timedelta

import msgspec
import pytest
from tests.builders import Fold, a_reading, a_tick, an_event, at

from firebell.journal import ReadingEntry
from firebell.pipeline import Outcome
from firebell.state import State
from firebell.state.clocks import Place

ARRIVED = "2022-09-02T12:00"
IRAQ: Place = ("Actual", "IQ")


@pytest.fixture
def telling() -> Fold:
    fold = Fold()
    fold(a_reading(an_event()))
    return fold


def bombing(published: str = ARRIVED, *, article: str = "a2", day: str = "2022-09-02") -> ReadingEntry:
    """Thirty dead in Mosul on the second of September, when the article arrived; `published` is what it says itself."""
    entry = a_reading(an_event("bombing", place="Mosul", day=day, killed=30), article=article, when=ARRIVED)
    return msgspec.structs.replace(entry, published_at=at(published))


def turns(outcome: Outcome) -> list[str]:
    return [json.loads(raw)["type"].rpartition(".")[2] for raw in outcome.alerts]


def verdicts(outcome: Outcome) -> list[str]:
    return [decision.verdict.value for trace in outcome.traces for decision in trace.decisions]


def now(state: State) -> str:
    return state.clocks[IRAQ].now(state.tick).strftime("%Y-%m-%dT%H:%M")


SILENT = {
    "three-years-late": "2019-09-02T12:00",
    "eight-days-late": "2022-08-25T11:59",
}
HEARD = {
    "six-days-late": "2022-08-27T12:00",
    "from-tomorrow": "2022-09-03T12:00",
    "from-another-year": "2031-01-01T00:00",
}


@pytest.mark.parametrize("published", SILENT.values(), ids=SILENT)
def test_what_comes_too_late_is_remembered_and_rings_nothing(telling: Fold, published: str) -> None:
    late = telling(bombing(), bombing(published, article="a3", day=published[:10]))
    assert "too_late" in verdicts(late)
    assert turns(late) == ["raised"]
    assert now(telling.state) == ARRIVED


@pytest.mark.parametrize("published", HEARD.values(), ids=HEARD)
def test_what_comes_a_little_late_or_too_early_rings_now(telling: Fold, published: str) -> None:
    assert turns(telling(bombing(published))) == ["raised"]
    assert now(telling.state) <= ARRIVED


def test_a_date_from_the_future_moves_no_clock_ahead(telling: Fold) -> None:
    telling(bombing("2031-01-01T00:00"))
    assert now(telling.state) == ARRIVED
    assert turns(telling(bombing(article="a3"))) == []
    mosque = a_reading(
        an_event(place="Baghdad", day="2022-09-03", killed=12), article="a4", when="2022-09-03T09:00"
    )
    assert turns(telling(mosque)) == ["raised"]


def test_an_event_that_a_text_dates_after_itself_happened_when_it_was_told(telling: Fold) -> None:
    telling(bombing(day="2022-09-20"))
    newest = max(incident.occurred_at for incident in telling.state.incidents.values())
    assert newest == at(ARRIVED)


def test_a_tick_that_goes_back_takes_no_time_back(telling: Fold) -> None:
    telling(a_tick("2022-09-03T12:00"))
    before = now(telling.state)
    telling(a_tick("2022-09-01T13:00"))
    assert now(telling.state) == before == "2022-09-03T12:00"
    assert telling.state.tick == at("2022-09-03T12:00")


def test_a_clock_that_ran_some_days_ahead_and_was_set_back_loses_no_news(telling: Fold) -> None:
    assert turns(telling(a_tick("2022-09-07T12:00"))) == []
    telling(a_tick("2022-09-01T14:00"))
    assert turns(telling(bombing())) == ["raised"]


def test_a_clock_that_jumps_a_year_ends_what_is_open_once(telling: Fold) -> None:
    jumped = telling(a_tick("2023-09-01T12:00"))
    assert turns(jumped) == ["cleared"]
    assert turns(telling(a_tick("2023-09-01T12:01"), a_tick("2022-09-01T12:02"))) == []


def test_after_a_clock_that_ran_ahead_what_is_published_meanwhile_is_told_as_too_late(telling: Fold) -> None:
    """No clock moves back: until real time has caught up, each silence names its reason."""
    telling(a_tick("2023-09-01T12:00"), a_tick("2022-09-02T11:00"))
    assert "too_late" in verdicts(telling(bombing()))
    caught_up = at("2023-09-02T12:00")
    entry = a_reading(an_event("bombing", day="2023-09-02", killed=30), article="a5", when="2023-09-02T12:00")
    assert turns(telling(entry)) == ["raised"]
    assert telling.state.clocks[IRAQ].now(telling.state.tick) - caught_up < timedelta(days=1)


@pytest.mark.parametrize("country", ["Basra", "Kabul"])
def test_one_countrys_dates_move_no_other_countrys_clock(telling: Fold, country: str) -> None:
    telling(a_reading(an_event(place=country, day="2022-09-30"), article="a6", when="2022-09-30T12:00"))
    assert now(telling.state) == ("2022-09-30T12:00" if country == "Basra" else "2022-09-01T12:00")
