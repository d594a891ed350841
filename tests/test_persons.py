"""A person's turn (CONTRACT.md): taken back stays back, silenced is silent, confirmed is sure."""

import json
from typing import Any

from tests.builders import PLAIN, Fold, a_config, a_reading, an_event, rulebooks

from firebell.journal import ConfirmEntry, Entry, RetractEntry, SilenceEntry
from firebell.pipeline import Outcome, State, fold

SUMS = PLAIN + "  each_country: {total: {7d: {killed: {Severe: 8}}}}\n"


def alerts(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in outcome.alerts]


def kinds(outcome: Outcome) -> list[str]:
    return [alert["type"].rpartition(".")[2] for alert in alerts(outcome)]


def verdicts(outcome: Outcome) -> list[str]:
    return [str(d.verdict) for trace in outcome.traces for d in trace.decisions if d.rule == "incident"]


def reasons(outcome: Outcome) -> list[str]:
    return [json.loads(raw)["reason"] for _, raw in outcome.decisions]


def alert_of(outcome: Outcome) -> str:
    return str(alerts(outcome)[0]["data"]["alert_id"])


def taken_back(target: str) -> Entry:
    return RetractEntry(target=target, why="a film was being made")


def test_an_article_that_is_taken_back_cancels_what_only_it_told() -> None:
    telling = Fold()
    telling(a_reading(an_event()))
    ended = telling(taken_back("a1"))
    assert kinds(ended) == ["cancelled"]
    assert alerts(ended)[0]["data"]["message_type"] == "Cancel"


def test_an_article_that_is_taken_back_corrects_what_others_tell() -> None:
    telling = Fold()
    telling(a_reading(an_event(killed=4)))
    telling(a_reading(an_event(killed=12), article="a2", when="2022-09-01T15:00"))
    (alert,) = alerts(telling(taken_back("a2")))
    assert alert["type"] == "firebell.alert.corrected"
    assert (alert["data"]["change"]["from"], alert["data"]["change"]["to"]) == ("12", "4")
    assert alert["data"]["change"]["because"] == "a person: takes back a2: a film was being made"


def test_an_alert_that_is_taken_back_stays_back() -> None:
    telling = Fold()
    rung = telling(a_reading(an_event()))
    assert kinds(telling(taken_back(alert_of(rung)))) == ["cancelled"]
    later = telling(a_reading(an_event(killed=9), article="a2", when="2022-09-01T15:00"))
    assert (kinds(later), verdicts(later)) == ([], ["retracted"])
    assert kinds(telling(taken_back(alert_of(rung)))) == []


def test_a_total_that_is_taken_back_stays_back() -> None:
    telling = Fold(a_config(SUMS))
    telling(a_reading(an_event(killed=4)))
    outcome = telling(a_reading(an_event(killed=5, place="Mosul"), article="a2", when="2022-09-01T13:00"))
    told_in = [story for story in telling.state.stories.values() if story.total]
    assert [story.rung for story in told_in] == [False]
    assert "regional_total" in alerts(outcome)[0]["data"]["also"]
    assert kinds(telling(taken_back(told_in[0].alert_id))) == []
    third = telling(a_reading(an_event(killed=1, place="Baghdad"), article="a3", when="2022-09-01T14:00"))
    sums = [str(d.verdict) for trace in third.traces for d in trace.decisions if d.rule.startswith("total.")]
    assert sums == ["retracted"]


def test_what_nobody_knows_is_answered_and_nothing_changes() -> None:
    telling = Fold()
    outcome = telling(taken_back("no-such-thing"))
    assert (kinds(outcome), reasons(outcome)) == (
        [],
        ["no incident holds a claim of this article, and no alert has this id"],
    )
    outcome = telling(ConfirmEntry(alert="no-such-thing", why="seen"))
    assert reasons(outcome) == ["no incident's alert has this id"]


def test_a_silenced_region_does_not_ring_until_its_clock_is_past_it() -> None:
    telling = Fold()
    telling(a_reading(an_event(), when="2022-09-01T12:00"))
    told = telling(SilenceEntry(region="IQ", seconds=7200, why="we are in the air"))
    assert reasons(told) == ["until 2022-09-01 14:00 UTC, by a person: we are in the air"]
    meanwhile = telling(a_reading(an_event(place="Mosul"), article="a2", when="2022-09-01T13:59"))
    assert (kinds(meanwhile), verdicts(meanwhile)) == ([], ["silenced"])
    later = telling(a_reading(an_event(place="Mosul", killed=9), article="a3", when="2022-09-01T14:01"))
    assert kinds(later) == ["raised"]


def test_an_areas_silence_holds_for_its_members_alone() -> None:
    telling = Fold()
    telling(a_reading(an_event(place="Gao"), when="2022-09-01T12:00"))
    telling(SilenceEntry(region="x-liptako-gourma", seconds=86400, why="rest"))
    elsewhere = telling(a_reading(an_event(place="Kabul"), article="a2", when="2022-09-01T13:00"))
    assert kinds(elsewhere) == ["raised"]
    there = telling(a_reading(an_event(place="Tillaberi"), article="a3", when="2022-09-01T13:00"))
    assert verdicts(there) == ["silenced"]


def test_what_is_confirmed_is_observed_and_stays_so() -> None:
    telling = Fold()
    rung = telling(a_reading(an_event()))
    (alert,) = alerts(telling(ConfirmEntry(alert=alert_of(rung), why="our driver saw it")))
    assert (alert["type"], alert["data"]["certainty"]) == ("firebell.alert.updated", "Observed")
    assert alert["data"]["change"]["because"] == "a person: our driver saw it"
    assert kinds(telling(ConfirmEntry(alert=alert_of(rung), why="again"))) == []
    (risen,) = alerts(telling(a_reading(an_event(killed=12), article="a2", when="2022-09-01T15:00")))
    assert risen["data"]["certainty"] == "Observed"


def test_a_persons_turns_survive_a_restart() -> None:
    telling = Fold()
    telling(a_reading(an_event()), SilenceEntry(region="IQ", seconds=7200, why="rest"))
    state = State.load(telling.fields, telling.state.cursor)
    again = a_reading(an_event(place="Mosul"), article="a2", when="2022-09-01T13:00")
    kept, restored = telling(again), fold(state, [("9-0", again)], rulebooks())
    assert verdicts(kept) == verdicts(restored) == ["silenced"]
