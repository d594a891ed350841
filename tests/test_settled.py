"""What is long over: one claim that says what all of them came to, and a story that still can go on."""

import json
from itertools import pairwise

import pytest
from tests.builders import Fold, a_reading, a_tick, an_event

from firebell.journal import RetractEntry
from firebell.state import MOST_SETTLED, State


@pytest.fixture
def telling() -> Fold:
    return Fold()


def a_fight_told_by_three(telling: Fold) -> None:
    for hour, killed in ((12, 9), (13, 9), (14, 11)):
        telling(
            a_reading(
                an_event("armed_clash", killed=killed, injured=3),
                article=f"a{hour}",
                source=f"Paper {hour}",
                when=f"2022-09-01T{hour}:00",
            )
        )


def weeks(telling: Fold) -> None:
    for day in ("01T15:00", "05T00:00", "12T00:00", "14T00:00", "16T00:00", "17T00:00"):
        telling(a_tick(f"2022-09-{day}"))


def test_an_incident_that_is_over_keeps_what_it_came_to_in_one_claim(telling: Fold) -> None:
    a_fight_told_by_three(telling)
    (before,) = telling.state.incidents.values()
    weeks(telling)
    (after,) = telling.state.incidents.values()
    assert (len(before.claims), len(after.claims), after.more) == (3, 1, 2)
    assert (after.counts, after.where, after.signals) == (before.counts, before.where, before.signals)
    assert after.publishers == before.publishers
    assert telling.state.unsettled == {}
    again = State.load(telling.fields, telling.state.cursor)
    assert dict(again.incidents) == dict(telling.state.incidents)
    assert again.articles == telling.state.articles


def test_an_incident_stays_whole_while_its_clock_or_its_story_runs(telling: Fold) -> None:
    a_fight_told_by_three(telling)
    telling(a_tick("2022-09-01T15:00"), a_tick("2022-09-07T00:00"))
    (incident,) = telling.state.incidents.values()
    assert (len(incident.claims), incident.settled) == (3, False)


def test_what_is_told_late_joins_what_has_settled(telling: Fold) -> None:
    a_fight_told_by_three(telling)
    weeks(telling)
    late = a_reading(
        an_event("armed_clash", killed=18, injured=3),
        article="late",
        source="Paper 20",
        when="2022-09-14T09:00",
    )
    (alert,) = map(json.loads, telling(late).alerts)
    (incident,) = telling.state.incidents.values()
    assert (incident.best("killed"), len(incident.claims), incident.settled) == (18, 2, False)
    first = json.loads(telling.alerts[0])
    assert alert["data"]["alert_id"] == first["data"]["alert_id"]
    assert alert["type"] == "firebell.alert.updated"


def test_an_alert_of_what_has_settled_can_be_taken_back(telling: Fold) -> None:
    a_fight_told_by_three(telling)
    weeks(telling)
    story = json.loads(telling.alerts[0])["data"]["alert_id"]
    (alert,) = map(json.loads, telling(RetractEntry(target=story, why="the wire was wrong")).alerts)
    assert alert["type"] == "firebell.alert.cancelled"


def test_no_more_settle_in_an_hour_than_a_commit_bears(telling: Fold) -> None:
    telling(a_reading(*(an_event(killed=1) for _ in range(MOST_SETTLED + 20))))
    weeks(telling)
    counts = []
    for hour in range(2, 20, 2):
        telling(a_tick(f"2022-09-17T{hour:02}:00"))
        counts.append(sum(incident.settled for incident in telling.state.incidents.values()))
    assert max(later - earlier for earlier, later in pairwise(counts)) <= MOST_SETTLED
    assert telling.state.unsettled == {}
