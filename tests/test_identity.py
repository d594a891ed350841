"""Names and clocks hold in the rare cases: texts sent again, sums that cross twice a day, dates that cannot be."""

import json
from typing import Any

import msgspec
import pytest
from tests.builders import PLAIN, Fold, Incidents, a_config, a_reading, a_tick, an_event, at

from firebell.alert.alert import MAX_BYTES
from firebell.incident.joining import MOST_CLAIMS
from firebell.journal import ReadingEntry
from firebell.pipeline import MAX_EFFECTS, Outcome, State
from firebell.reading.reading import Actor, Evidence

SUMS = PLAIN + "  each_country: {total: {7d: {killed: {Severe: 20, Extreme: 40}}}}\n"


def told(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in outcome.alerts]


def turns(outcome: Outcome) -> list[str]:
    return [alert["type"].rpartition(".")[2] for alert in told(outcome)]


@pytest.fixture
def telling() -> Fold:
    return Fold()


# — a turn's name —


def test_a_text_that_is_withdrawn_and_sent_again_rings_under_a_name_of_its_own(telling: Fold) -> None:
    first = a_reading(an_event(killed=12))
    for entry in (first, a_reading(), first, a_reading(), first):
        telling(entry)
    alerts = [json.loads(raw) for raw in telling.alerts]
    assert [alert["data"]["version"] for alert in alerts] == [1, 2, 3, 4, 5]
    assert len({alert["id"] for alert in alerts}) == 5
    assert len({alert["data"]["alert_id"] for alert in alerts}) == 1


def test_a_figure_that_is_taken_back_twice_is_two_turns(telling: Fold) -> None:
    high, low = a_reading(an_event(killed=12)), a_reading(an_event(killed=5))
    for entry in (high, low, high, low):
        telling(entry)
    ids = [json.loads(raw)["id"] for raw in telling.alerts]
    assert len(ids) == len(set(ids)) == 4


def test_a_correction_names_every_turn_that_told_too_many(telling: Fold) -> None:
    telling(a_reading(an_event(killed=12)))
    telling(a_reading(an_event(killed=12), article="a2", source="Associated Press", when="2022-09-01T13:00"))
    telling(a_reading(an_event(killed=5), when="2022-09-01T15:00"))
    (alert,) = told(
        telling(
            a_reading(an_event(killed=5), article="a2", source="Associated Press", when="2022-09-01T16:00")
        )
    )
    assert (alert["type"], alert["data"]["change"]["wrong_versions"]) == (
        "firebell.alert.corrected",
        [1, 2],
    )


# — an incident's name —


def test_a_new_event_never_takes_the_name_of_one_that_others_still_tell(telling: Fold) -> None:
    telling(a_reading(an_event(killed=12)))
    telling(a_reading(an_event(killed=12), article="a2"))
    revised = telling(a_reading(an_event("bombing", place="Kabul", killed=5), when="2022-09-01T13:00"))
    assert turns(revised) == ["raised"]
    placed = {i.where.country: [c.article for c in i.claims] for i in telling.state.incidents.values()}
    assert placed == {"IQ": ["a2"], "AF": ["a1"]}


def test_events_in_another_order_keep_their_stories(telling: Fold) -> None:
    clash, bomb = an_event(killed=4), an_event("bombing", place="Mosul", killed=11)
    telling(a_reading(clash, bomb))
    before = dict(telling.state.incidents)
    assert turns(telling(a_reading(bomb, clash, when="2022-09-01T13:00"))) == []
    after = telling.state.incidents
    assert {name: i.where.code for name, i in after.items()} == {
        name: i.where.code for name, i in before.items()
    }


def test_a_claim_sent_as_history_adds_to_a_living_story_in_silence(telling: Fold) -> None:
    telling(a_reading(an_event(killed=8)))
    later = a_reading(an_event(killed=11), article="h", history=True, when="2022-09-01T15:00")
    outcome = telling(later)
    assert turns(outcome) == []
    assert [i.best("killed") for i in telling.state.incidents.values()] == [11]
    assert [str(d.verdict) for d in outcome.traces[0].decisions if d.rule == "incident"] == ["history"]


# — sums —


def test_a_total_that_crosses_twice_in_a_day_goes_on_with_its_story() -> None:
    telling = Fold(a_config(SUMS))
    for number, place in enumerate(("Basra", "Mosul", "Baghdad")):
        telling(a_reading(an_event("bombing", place=place, killed=6), article=f"a{number}"))
    risen = an_event("bombing", place="Basra", killed=8)
    telling(a_reading(risen, article="b", when="2022-09-01T13:00"))
    fallen = a_reading(an_event("bombing", place="Mosul", killed=0), article="a1", when="2022-09-01T14:00")
    telling(fallen)
    telling(a_tick("2022-09-01T15:00"))
    telling(a_tick("2022-09-01T15:01"))
    for number, place in enumerate(("Basra", "Mosul", "Baghdad")):
        telling(
            a_reading(
                an_event("protest", place=place, killed=2), article=f"p{number}", when="2022-09-01T16:00"
            )
        )
    sums = [a for a in map(json.loads, telling.alerts) if a["data"]["kind"] == "regional_total"]
    assert [(a["type"].rpartition(".")[2], a["data"]["version"]) for a in sums] == [
        ("raised", 1),
        ("cleared", 2),
        ("updated", 3),
    ]
    assert sums[2]["data"]["references"] == [sums[0]["id"], sums[1]["id"]]


def test_a_total_clears_with_the_figure_of_its_due_time() -> None:
    telling = Fold(a_config(SUMS))
    for day, place in enumerate(("Basra", "Mosul", "Baghdad"), start=1):
        entry = a_reading(
            an_event("bombing", place=place, killed=6, day=f"2022-09-0{day}"),
            article=f"a{day}",
            when=f"2022-09-0{day}T12:00",
        )
        telling(entry)
    telling(
        a_reading(
            an_event("bombing", place="Basra", killed=8, day="2022-09-01"),
            article="b",
            when="2022-09-03T15:00",
        )
    )
    ended = [a for a in told(telling(a_tick("2022-10-12T00:00"))) if a["data"]["kind"] == "regional_total"]
    assert [(a["time"], a["data"]["rule"]["observed"]) for a in ended] == [("2022-09-08T12:00:00Z", 12)]


# — time —


@pytest.mark.parametrize("published", ["0001-01-01T00:00", "1900-01-01T00:00", "9999-12-31T23:59"])
def test_a_date_that_cannot_be_is_the_arrivals(telling: Fold, published: str) -> None:
    entry = msgspec.structs.replace(a_reading(an_event(dated=False)), published_at=at(published))
    (alert,) = told(telling(entry))
    assert alert["time"] == "2022-09-01T12:00:00Z"
    assert alert["data"]["incidents"][0]["occurred_at"] == "2022-09-01T12:00:00Z"


def test_an_unplaced_telling_runs_on_the_clock_of_its_incident(telling: Fold) -> None:
    telling(a_reading(an_event(killed=4), article="h", history=True))
    (alert,) = told(telling(a_reading(an_event(killed=4, place="nowhere"), when="2022-09-01T13:00")))
    assert (alert["subject"], alert["time"]) == ("region/IQ-BA", "2022-09-01T13:00:00Z")


def test_a_story_that_moves_to_another_country_runs_on_that_clock_alone(telling: Fold) -> None:
    telling(a_reading(an_event(killed=4, place="nowhere")))
    telling(a_reading(an_event(killed=4), article="a2", source="Associated Press", when="2022-09-01T13:00"))
    assert telling.state.open.keys() == {("Actual", "IQ")}
    assert State.load(telling.fields, telling.state.cursor).open == telling.state.open


def test_relief_does_not_hold_back_an_all_clear(telling: Fold) -> None:
    telling(a_reading(an_event()))
    truce = an_event("withdrawal", killed=None, day="2022-09-05")
    telling(a_reading(truce, article="a2", when="2022-09-05T12:00"))
    cleared = told(telling(a_tick("2022-09-09T00:00")))
    assert [(a["type"].rpartition(".")[2], a["data"]["kind"]) for a in cleared] == [
        ("cleared", "armed_clash")
    ]


# — what is let go —


def many_months(telling: Fold) -> None:
    for month in ("10", "11", "12"):
        telling(a_tick(f"2022-{month}-15T00:00"))
    telling(a_tick("2023-02-15T00:00"), a_tick("2023-02-16T00:00"))


def test_what_is_over_for_long_is_forgotten_whatever_day_it_is_dated() -> None:
    telling = Fold(a_config(SUMS))
    telling(a_reading(an_event(day="1995-06-01", killed=12)))
    telling(a_reading(an_event("bombing", place="Mosul", killed=18), article="a2"))
    telling(a_reading(an_event("bombing", place="Baghdad", killed=14), article="a3"))
    many_months(telling)
    left = {name.partition(":")[0] for name in telling.fields}
    assert left == {"c", "n", "tick", "config"}
    assert not any((telling.state.days, telling.state.articles, telling.state.open))


# — an incident that everybody tells —


def an_article(number: int, killed: int = 50) -> ReadingEntry:
    return a_reading(
        an_event("bombing", killed=killed),
        article=f"a{number}",
        source=f"Paper {number % 20}",
        title="Blast in Basra market",
        when=f"2022-09-01T{12 + number // 60}:{number % 60:02}",
    )


def test_an_incident_of_many_articles_stays_small_and_loses_no_toll() -> None:
    known = Incidents()
    for number in range(MOST_CLAIMS + 40):
        known(an_article(number))
    known(an_article(MOST_CLAIMS + 41, killed=58))
    (incident,) = known.all()
    assert incident.best("killed") == 58
    assert (len(incident.claims), incident.more) == (MOST_CLAIMS + 1, 40)
    assert len(incident.publishers) == 20
    assert sum(bool(claim.quotes) for claim in incident.claims) == MOST_CLAIMS
    assert len(msgspec.msgpack.encode(incident)) < 50_000
    assert f"{incident.told_at:%H:%M}" == "13:05"


# — what producers write without measure —


def test_an_alert_keeps_its_length_whatever_is_put_into_it(telling: Fold) -> None:
    long = "x" * 200_000
    for number in range(12):
        event = an_event(killed=4 * 2**number % 997)
        evidence = [Evidence(of=f"e{n}", field="text", start=0, end=len(long), words=long) for n in range(8)]
        actors = tuple(Actor(id=None, name=f"{n} {long}", role="both") for n in range(40))
        event = msgspec.structs.replace(event, evidence=tuple(evidence), actors=actors, claimed_by=long)
        entry = a_reading(event, article=f"{number} {long}", source=f"{number} {long}", title=long)
        telling(msgspec.structs.replace(entry, url=f"https://example.org/{long}"))
    assert len(telling.alerts) > 1
    assert max(map(len, telling.alerts)) <= MAX_BYTES
    assert sum(map(len, telling.fields.values())) < 1_000_000


def test_a_long_quote_says_where_its_cut_words_stand(telling: Fold) -> None:
    words = "four killed " * 100
    quote = Evidence(of="killed", field="text", start=7, end=7 + len(words), words=words)
    (alert,) = told(telling(a_reading(msgspec.structs.replace(an_event(), evidence=(quote,)))))
    (shown,) = alert["data"]["evidence"]
    assert len(shown["words"]) == shown["end"] - shown["start"] == 300


def test_many_all_clears_at_once_are_spread_over_ticks_and_none_is_lost(telling: Fold) -> None:
    telling(a_reading(*(an_event(killed=4) for _ in range(500))))
    raised = len(telling.alerts)
    sizes = [sum(map(len, telling(a_tick(f"2022-10-0{day}T00:00")).alerts)) for day in range(1, 6)]
    assert max(sizes) < MAX_EFFECTS
    assert len([size for size in sizes if size]) > 1
    cleared = [a for a in map(json.loads, telling.alerts) if a["type"] == "firebell.alert.cleared"]
    assert len(cleared) == raised
    assert not telling.state.open
