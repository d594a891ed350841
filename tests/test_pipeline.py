"""Entries of the journal become stories: each rings once, turns when something turns, and ends."""

import json
from typing import Any

import pytest
from tests.builders import PLAIN, Fold, a_config, a_reading, a_tick, an_event, rulebooks

from firebell.journal import ConfigEntry, Entry
from firebell.pipeline import FoldError, Outcome, State, fold


def turns(outcome: Outcome) -> list[str]:
    return [json.loads(raw)["type"].rpartition(".")[2] for raw in outcome.alerts]


def only(outcome: Outcome) -> dict[str, Any]:
    (raw,) = outcome.alerts
    alert: dict[str, Any] = json.loads(raw)
    return alert


def verdicts(outcome: Outcome, rule: str = "incident") -> list[str]:
    return [str(d.verdict) for trace in outcome.traces for d in trace.decisions if d.rule == rule]


@pytest.fixture
def telling() -> Fold:
    return Fold()


def test_an_incident_rings_once_and_its_copy_is_silent(telling: Fold) -> None:
    assert turns(telling(a_reading(an_event()))) == ["raised"]
    again = telling(a_reading(an_event(), article="a2", when="2022-09-01T13:00"))
    assert turns(again) == []
    assert verdicts(again) == ["already_said"]


def test_a_second_publisher_makes_it_observed(telling: Fold) -> None:
    assert only(telling(a_reading(an_event())))["data"]["certainty"] == "Likely"
    second = telling(a_reading(an_event(), article="a2", source="Associated Press", when="2022-09-01T14:00"))
    told = only(second)
    assert told["type"] == "firebell.alert.updated"
    assert told["data"]["certainty"] == "Observed"
    assert len(told["data"]["publishers"]) == 2


def test_a_rising_toll_is_an_update_of_the_same_story(telling: Fold) -> None:
    first = only(telling(a_reading(an_event(killed=4))))
    risen = only(telling(a_reading(an_event(killed=12), article="a2", when="2022-09-01T15:00")))
    assert risen["type"] == "firebell.alert.updated"
    assert risen["severitytext"] == "Severe"
    assert risen["data"]["alert_id"] == first["data"]["alert_id"]
    assert risen["data"]["references"] == [first["id"]]
    assert (risen["data"]["version"], risen["id"] != first["id"]) == (2, True)


def test_a_lower_figure_of_the_same_publisher_is_a_correction(telling: Fold) -> None:
    telling(a_reading(an_event(killed=12)))
    told = only(telling(a_reading(an_event(killed=5), article="a2", when="2022-09-01T18:00")))
    assert told["type"] == "firebell.alert.corrected"
    assert told["data"]["change"] | {"because": ""} == {
        "what": "killed",
        "from": "12",
        "to": "5",
        "because": "",
        "wrong_versions": [1],
    }


def test_a_correction_is_told_even_below_the_threshold(telling: Fold) -> None:
    telling(a_reading(an_event("protest", killed=3)))
    told = only(telling(a_reading(an_event("protest", killed=2), article="a2", when="2022-09-01T18:00")))
    assert told["type"] == "firebell.alert.corrected"


def test_a_revision_replaces_its_own_claim(telling: Fold) -> None:
    telling(a_reading(an_event(killed=12)))
    told = only(telling(a_reading(an_event(killed=5), when="2022-09-01T13:00")))
    assert told["type"] == "firebell.alert.corrected"
    (incident,) = telling.state.incidents.values()
    assert (len(incident.claims), incident.best("killed")) == (1, 5)


def test_a_revision_that_tells_nothing_cancels(telling: Fold) -> None:
    raised = only(telling(a_reading(an_event(killed=12))))
    told = only(telling(a_reading(when="2022-09-01T13:00")))
    assert (told["type"], told["data"]["message_type"]) == ("firebell.alert.cancelled", "Cancel")
    assert told["data"]["alert_id"] == raised["data"]["alert_id"]
    assert telling.state.incidents == {}


def test_a_revision_that_keeps_its_incident_keeps_its_id(telling: Fold) -> None:
    telling(a_reading(an_event(killed=4)))
    before = set(telling.state.incidents)
    telling(a_reading(an_event(killed=4, injured=2), when="2022-09-01T13:00"))
    assert set(telling.state.incidents) == before


def test_background_and_what_is_only_feared_never_ring(telling: Fold) -> None:
    silent = telling(
        a_reading(
            an_event(killed=30, when="background"),
            an_event(killed=30, mode="hypothetical"),
            an_event(killed=30, mode="drill"),
        )
    )
    assert turns(silent) == []
    assert verdicts(silent) == ["not_current", "not_asserted", "not_asserted"]
    assert telling.state.incidents == {}


def test_history_is_remembered_and_never_rings(telling: Fold) -> None:
    silent = telling(a_reading(an_event(killed=40), history=True))
    assert (turns(silent), verdicts(silent)) == ([], ["history"])
    assert len(telling.state.incidents) == 1
    assert telling.state.clocks == {}


def test_what_is_published_too_late_is_silent(telling: Fold) -> None:
    telling(a_reading(an_event(), when="2022-09-20T12:00"))
    late = telling(a_reading(an_event(place="Baghdad", killed=40), article="a2", when="2022-09-02T12:00"))
    assert verdicts(late) == ["too_late"]


def test_two_incidents_of_one_article_have_two_stories(telling: Fold) -> None:
    both = telling(a_reading(an_event(killed=4), an_event("bombing", place="Mosul", killed=11)))
    assert turns(both) == ["raised", "raised"]
    assert len({json.loads(raw)["data"]["alert_id"] for raw in both.alerts}) == 2


def test_a_quiet_week_clears_at_its_due_time(telling: Fold) -> None:
    telling(a_reading(an_event()))
    assert turns(telling(a_tick("2022-09-08T11:59"))) == []
    cleared = only(telling(a_tick("2022-09-09T00:00")))
    assert cleared["type"] == "firebell.alert.cleared"
    assert cleared["time"] == "2022-09-08T12:00:00Z"
    assert cleared["data"]["urgency"] == "Past"


def test_a_story_closes_silently_where_another_rang_in_its_division(telling: Fold) -> None:
    telling(a_reading(an_event(day="2022-09-01")))
    telling(a_reading(an_event("bombing", day="2022-09-07", killed=9), article="a2", when="2022-09-07T12:00"))
    assert turns(telling(a_tick("2022-09-09T00:00"))) == []
    assert turns(telling(a_tick("2022-09-15T00:00"))) == ["cleared"]


def test_an_article_of_a_later_week_clears_before_it_rings(telling: Fold) -> None:
    telling(a_reading(an_event()))
    later = a_reading(
        an_event("bombing", place="Mosul", day="2022-09-20"), article="a2", when="2022-09-20T12:00"
    )
    assert turns(telling(later)) == ["cleared", "raised"]


def test_relief_goes_only_where_it_is_asked_for() -> None:
    channels = "all: {to: stream}\nrelief: {to: stream, hear: {relief: only}}\n"
    telling = Fold(a_config(PLAIN, channels=channels))
    told = telling(a_reading(an_event("withdrawal", killed=None)))
    assert only(told)["data"]["kind"] == "relief"
    assert [name for name, _, _ in told.channels] == ["relief"]


def test_who_heard_a_story_hears_its_later_turns() -> None:
    channels = "severe: {to: stream, hear: {min_severity: Severe}}\n"
    telling = Fold(a_config(PLAIN, channels=channels))
    assert telling(a_reading(an_event(killed=4))).channels == []
    assert telling(a_reading(an_event(killed=12), when="2022-09-01T13:00")).channels == [
        ("severe", "stream", 0)
    ]
    assert telling(a_reading(an_event(killed=5), when="2022-09-01T14:00")).channels == [
        ("severe", "stream", 0)
    ]


def test_a_country_that_is_not_watched_is_read_and_silent() -> None:
    telling = Fold(a_config("watch: [UA]\n" + PLAIN))
    assert verdicts(telling(a_reading(an_event()))) == ["outside_scope"]


def test_one_batch_is_the_same_as_one_entry_after_the_other() -> None:
    entries: list[Entry] = [
        a_reading(an_event()),
        a_reading(an_event(), article="a2", source="AP", when="2022-09-01T13:00"),
        a_reading(an_event("bombing", place="Kabul", killed=12), article="a3", when="2022-09-01T14:00"),
        a_tick("2022-09-08T18:00"),
        a_reading(an_event(killed=9), article="a2", source="AP", when="2022-09-08T19:00"),
        a_tick("2022-09-20T18:00"),
    ]
    one, other = Fold(), Fold()
    for entry in entries:
        one(entry)
    other(*entries)
    assert one.alerts == other.alerts
    assert one.fields == other.fields


def test_a_state_that_was_saved_goes_on_as_if_it_never_stopped() -> None:
    first: list[Entry] = [a_reading(an_event()), a_reading(an_event("bombing", place="Mosul"), article="a2")]
    then: list[Entry] = [a_reading(an_event(killed=14), when="2022-09-02T12:00"), a_tick("2022-09-20T18:00")]
    whole = Fold()
    whole(*first)
    saved = State.load(whole.fields, whole.state.cursor)
    resumed = fold(saved, [(f"9{number}-0", entry) for number, entry in enumerate(then)], rulebooks())
    assert resumed.alerts == whole(*then).alerts


def test_a_reading_before_any_configuration_stops_the_fold() -> None:
    with pytest.raises(FoldError, match="configuration"):
        fold(State(), [("1-0", a_reading(an_event()))], rulebooks())


def test_a_configuration_that_cannot_be_read_names_its_entry() -> None:
    broken = ConfigEntry(files={"thresholds.yaml": "watch: ["}, hash="x", version="1")
    with pytest.raises(FoldError, match="journal entry 7-0"):
        fold(State(), [("7-0", broken)], rulebooks())


SUMS = PLAIN + "  each_country: {total: {7d: {killed: {Severe: 20, Extreme: 40}}}}\n"


def test_a_total_crossed_by_a_ringing_incident_joins_its_alert() -> None:
    telling = Fold(a_config(SUMS))
    telling(a_reading(an_event(killed=9)))
    told = only(telling(a_reading(an_event("bombing", place="Mosul", killed=12), article="a2")))
    assert "regional_total" in told["data"]["also"]
    assert told["data"]["reasons"][-1] == {"step": "total.7d.killed", "is": "21 (IQ)", "to": "Severe"}
    assert told["data"]["rule"]["name"] == "incident.killed"


def test_a_graver_total_is_heard_by_whom_the_incident_alone_would_not_ring() -> None:
    channels = "severe: {to: stream, hear: {min_severity: Severe}}\n"
    telling = Fold(a_config(SUMS, channels=channels))
    for number, place in enumerate(("Basra", "Mosul", "Baghdad")):
        assert (
            telling(a_reading(an_event("bombing", place=place, killed=6), article=f"a{number}")).channels
            == []
        )
    crossing = telling(a_reading(an_event(place="Basra", killed=3), article="b", when="2022-09-01T15:00"))
    assert only(crossing)["severitytext"] == "Moderate"
    assert crossing.channels == [("severe", "stream", 0)]


def test_a_total_rings_alone_where_its_incident_is_silent() -> None:
    telling = Fold(a_config(SUMS))
    for number, place in enumerate(("Basra", "Mosul", "Baghdad")):
        telling(a_reading(an_event("bombing", place=place, killed=6), article=f"a{number}"))
    told = only(
        telling(a_reading(an_event("bombing", place="Basra", killed=8), article="b", when="2022-09-01T15:00"))
    )
    assert (told["data"]["kind"], told["subject"]) == ("regional_total", "region/IQ")
    assert told["data"]["rule"]["observed"] == 20
    assert len(told["data"]["incidents"]) == 3


def test_one_incidents_own_toll_is_no_total() -> None:
    telling = Fold(a_config(SUMS))
    told = telling(a_reading(an_event(killed=25)))
    assert verdicts(told, "total.7d.killed") == ["one_incident"]


def test_a_total_clears_when_its_incidents_leave_the_window() -> None:
    telling = Fold(a_config(SUMS))
    for number, place in enumerate(("Basra", "Mosul", "Baghdad")):
        telling(a_reading(an_event("bombing", place=place, killed=6), article=f"a{number}"))
    telling(a_reading(an_event("bombing", place="Basra", killed=8), article="b", when="2022-09-01T15:00"))
    ended = [json.loads(raw) for raw in telling(a_tick("2022-09-12T00:00")).alerts]
    (total,) = [alert for alert in ended if alert["data"]["kind"] == "regional_total"]
    assert (total["type"], total["time"]) == ("firebell.alert.cleared", "2022-09-08T12:00:00Z")


def test_an_all_clear_is_explained_under_its_alert(telling: Fold) -> None:
    raised = only(telling(a_reading(an_event())))
    outcome = telling(a_tick("2022-09-09T00:00"))
    ((about, raw),) = outcome.decisions
    assert about == raised["data"]["alert_id"]
    assert json.loads(raw)["reason"] == "nothing new since 2022-09-01 12:00 UTC"
