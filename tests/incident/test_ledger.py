"""Who answered whom (CODEBOOK §6): what the ledger of attacks makes of incidents that articles tell."""

import json
from typing import Any

import pytest
from tests.builders import PLAIN, Fold, a_config, a_reading, an_event

from firebell.reading.reading import Answers, Event

RED, BLUE, GREEN = "jnim", "mali-army", "islamic-state-sahel"


def told(*rows: tuple[Event, str], thresholds: str = PLAIN, **files: str) -> list[dict[str, Any]]:
    """The alerts of incidents, each told by an article of its own at its time."""
    fold = Fold(a_config(thresholds, **files))
    for number, (event, when) in enumerate(rows):
        fold(a_reading(event, article=f"a{number}", when=when, title=f"Report number {number}"))
    return [json.loads(raw)["data"] for raw in fold.alerts]


def an_attack(by: str, against: str, place: str = "Gao", day: str = "2022-09-01", *more: str) -> Event:
    """Tolls differ from day to day, so that two acts are two incidents."""
    killed = int(day[-2:]) ** 2 + 3
    return an_event("armed_clash", *more, place=place, day=day, by=[by], against=[against], killed=killed)


FIRST = (an_attack(RED, BLUE, day="2022-09-01"), "2022-09-01T18:00")
ANSWERED = {
    "within the window, in one division": ((BLUE, RED, "Gao", "2022-09-03"), True),
    "after the window": ((BLUE, RED, "Gao", "2022-09-05"), False),
    "by the same side again": ((RED, BLUE, "Gao", "2022-09-03"), False),
    "by another pair": ((BLUE, GREEN, "Gao", "2022-09-03"), False),
    "across a border at any distance": ((BLUE, RED, "Tillaberi", "2022-09-03"), True),
    "where nobody knows the place": ((BLUE, RED, "nowhere", "2022-09-03"), False),
}


@pytest.mark.parametrize(("act", "answers"), ANSWERED.values(), ids=ANSWERED)
def test_an_attack_the_other_way_round_answers(act: tuple[str, str, str, str], *, answers: bool) -> None:
    by, against, place, day = act
    alerts = told(FIRST, (an_attack(by, against, place, day), f"{day}T18:00"))
    last = alerts[-1]
    assert bool(last["retaliates_for"]) == answers
    assert ("retaliatory_attack" in last["also"]) == answers
    if answers:
        assert last["retaliates_for"]["basis"] == "inferred"
        assert last["retaliates_for"]["incident_id"] == alerts[0]["incidents"][0]["id"]
        assert {"step": "retaliation", "is": "inferred", "to": "Severe"} in last["reasons"]


def test_far_away_in_one_country_is_no_answer() -> None:
    first = (an_attack("iraq-army", RED, "Basra", "2022-09-01"), "2022-09-01T18:00")
    (_, last) = told(first, (an_attack(RED, "iraq-army", "Mosul", "2022-09-02"), "2022-09-02T18:00"))
    assert last["retaliates_for"] is None


def test_a_clash_of_both_sides_answers_nothing() -> None:
    both = an_event("armed_clash", place="Gao", day="2022-09-03", actors=[RED, BLUE])
    assert told(FIRST, (both, "2022-09-03T18:00"))[-1]["retaliates_for"] is None


def test_a_side_is_one_party() -> None:
    allied = an_attack("africa-corps", RED, day="2022-09-03")
    actors = """
jnim: {names: [JNIM], class: militant, countries: [ML]}
africa-corps: {names: [Africa Corps], class: military, side: mali-army, countries: [ML]}
"""
    assert (
        told(FIRST, (allied, "2022-09-03T18:00"), actors=actors)[-1]["retaliates_for"]["basis"] == "inferred"
    )


def test_a_states_police_is_its_armys_party() -> None:
    (_, last) = told(FIRST, (an_attack("mali-police", RED, "Tillaberi", "2022-09-02"), "2022-09-02T18:00"))
    assert last["retaliates_for"]["by"] == BLUE


def test_an_analyst_who_wants_words_gets_no_inference() -> None:
    stated = PLAIN + "  retaliation: {basis: stated}\n"
    answer = (an_attack(BLUE, RED, day="2022-09-03"), "2022-09-03T18:00")
    assert told(FIRST, answer, thresholds=stated)[-1]["retaliates_for"] is None


def test_an_inferred_answer_alone_lifts_to_severe_at_most() -> None:
    first = (an_attack(RED, BLUE), "2022-09-01T18:00")
    answer = an_event("massacre", place="Gao", day="2022-09-02", by=[BLUE], against=[RED], killed=2)
    severe = PLAIN + "  signals: {massacre: Severe}\n"
    assert told(first, (answer, "2022-09-02T18:00"), thresholds=severe)[-1]["severity"] == "Severe"


def test_what_an_article_says_is_linked_to_the_act_that_is_known() -> None:
    from msgspec.structs import replace  # noqa: PLC0415 -- one test wants an event with words of its own

    words = Answers(by=BLUE, against=RED, act="the ambush", field="text", start=0, end=9, words="to avenge")
    event = replace(an_attack(BLUE, RED, "Gao", "2022-09-09", "retaliatory_attack"), answers=words)
    alerts = told(FIRST, (event, "2022-09-09T18:00"))
    assert alerts[-1]["retaliates_for"] == {
        "incident_id": alerts[0]["incidents"][0]["id"],
        "basis": "stated",
        "by": BLUE,
        "against": RED,
        "act": "the ambush",
        "words": "to avenge",
    }


def test_a_cycle_turns_round_twice() -> None:
    acts = [(RED, BLUE, "01"), (BLUE, RED, "02"), (RED, BLUE, "03")]
    alerts = told(*((an_attack(by, to, day=f"2022-09-{d}"), f"2022-09-{d}T18:00") for by, to, d in acts))
    assert ["reciprocal_attacks" in alert["also"] for alert in alerts] == [False, False, True]


SPREADS = {
    "into another division": (an_attack(RED, BLUE, "Tillaberi", "2022-09-04"), "new in NE-6"),
    "by another kind of weapon": (
        an_event("shelling", place="Gao", day="2022-09-04", by=[RED], against=[BLUE], killed=4),
        "heavy weapons",
    ),
    "by a group that joins": (
        an_event("armed_clash", place="Gao", day="2022-09-04", by=["wagner"], against=[RED], killed=4),
        "wagner joins",
    ),
    "not by more of the same": (an_attack(RED, BLUE, "Gao", "2022-09-04"), None),
    "not after a quiet week": (an_attack(RED, BLUE, "Tillaberi", "2022-09-12"), None),
}
JOINED = """
jnim: {names: [JNIM], class: militant, countries: [ML]}
wagner: {names: [Wagner], class: military, side: mali-army, countries: [ML]}
"""


@pytest.mark.parametrize(("event", "new"), SPREADS.values(), ids=SPREADS)
def test_a_fight_spreads(event: Event, new: str | None) -> None:
    last = told(FIRST, (event, f"{event.date}T18:00"), actors=JOINED)[-1]
    spread = [step["is"] for step in last["reasons"] if step["step"] == "spread"]
    assert ("spread" in last["also"]) == (new is not None)
    assert [new is not None and new in words for words in spread] == [True] * len(spread)


def test_background_informs_the_ledger_and_rings_nothing() -> None:
    past = an_event(
        "armed_clash", place="Gao", day="2022-09-02", by=[RED], against=[BLUE], when="background", killed=30
    )
    now = an_attack(BLUE, RED, day="2022-09-03")
    fold = Fold()
    fold(a_reading(now, past, when="2022-09-03T18:00"))
    (alert,) = (json.loads(raw)["data"] for raw in fold.alerts)
    assert alert["retaliates_for"]["incident_id"] is None
    assert alert["retaliates_for"]["words"] == "jnim against mali-army, Gao, 2022-09-02"
    assert alert["incidents"][0]["casualties"]["killed"]["best"] == 12
