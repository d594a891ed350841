"""Thousands of articles on one event: one incident and one story of bounded size, told as often as anybody bears."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import msgspec
import pytest
from tests.builders import Fold, a_reading, a_tick, an_event

from firebell.incident.incident import Incident
from firebell.incident.joining import MOST_CLAIMS, MOST_KEPT
from firebell.journal import ReadingEntry
from firebell.rules.decide import OFTEN

ARTICLES = 600
RISING = (8, 12, 17, 21, 24, 29, 33, 36, 38, 39, 41, 42)
"""A toll as it was told over a day; most articles give the present figure, many the one before, some any earlier."""

MOST_TURNS = 40
"""A day's story of one event: a dozen at once, then a correction an hour at most and what is graver."""

MOST_BYTES = 50_000


def as_it_rises(rng: Random, number: int) -> int:
    now = int((number / ARTICLES) ** 0.5 * len(RISING))
    late = rng.choices((0, 1, rng.randint(0, now)), (75, 20, 5))[0]
    return RISING[max(now - late, 0)]


def any_figure(rng: Random, _number: int) -> int:
    return rng.randint(15, 45)


def one_of_two(rng: Random, _number: int) -> int:
    return rng.choice((20, 40))


def always_higher(_rng: Random, number: int) -> int:
    return 20 + number


def the_same(_rng: Random, _number: int) -> int:
    return 20


Toll = Callable[[Random, int], int]


def a_day_of(toll: Toll, *, outlets: int = 400, minutes: int = 1440) -> Iterator[ReadingEntry]:
    rng = Random(7)  # noqa: S311 -- repeatable on purpose
    for number in range(ARTICLES):
        killed = toll(rng, number)
        minute = number * minutes // ARTICLES
        yield a_reading(
            an_event("bombing", killed=killed, injured=2 * killed),
            article=f"a{number}",
            source=f"Outlet {int(rng.paretovariate(0.6)) % outlets}",
            title=f"{killed} killed in blast in Basra market",
            when=f"2022-09-{1 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}",
        )


def the_incident(telling: Fold) -> Incident:
    (incident,) = telling.state.incidents.values()
    return incident


TOLLS = {
    "old-figures-are-handed-on": as_it_rises,
    "no-two-agree": any_figure,
    "two-figures-take-turns": one_of_two,
    "each-tells-one-more": always_higher,
    "all-say-the-same": the_same,
}


@pytest.mark.parametrize("minutes", [60, 1440], ids=["within-an-hour", "over-a-day"])
@pytest.mark.parametrize("toll", TOLLS.values(), ids=TOLLS)
def test_an_event_that_everybody_tells_is_one_story_of_few_turns(toll: Toll, minutes: int) -> None:
    telling = Fold()
    for entry in a_day_of(toll, minutes=minutes):
        telling(entry)
    incident = the_incident(telling)
    assert len(telling.state.stories) == 1
    assert len(incident.claims) <= MOST_KEPT
    assert len(incident.claims) + incident.more == ARTICLES
    assert len(msgspec.msgpack.encode(incident)) < MOST_BYTES
    assert len(telling.alerts) <= MOST_TURNS
    kinds = Counter(field.partition(":")[0] for field in telling.fields)
    assert (kinds["i"], kinds["s"]) == (1, 1)


def test_a_rising_toll_is_told_to_its_end_whoever_hands_old_figures_on() -> None:
    telling = Fold()
    for entry in a_day_of(as_it_rises):
        telling(entry)
    assert the_incident(telling).best("killed") == RISING[-1]


def test_more_publishers_than_are_kept_change_no_figure_by_being_let_go() -> None:
    """The highest figure comes once, and each later article gives a lower one of its own."""
    telling = Fold()
    telling(*(entry for _, entry in zip(range(MOST_CLAIMS), a_day_of(the_same), strict=False)))
    for number in range(150):
        entry = a_reading(
            an_event("bombing", killed=90 if number == 0 else 30 + number % 50, injured=5),
            article=f"late{number}",
            source=f"Paper {number}",
            title="Blast in Basra market",
            when=f"2022-09-02T{10 + number // 60:02}:{number % 60:02}",
        )
        telling(entry)
    incident = the_incident(telling)
    assert len(incident.claims) == MOST_KEPT
    assert incident.claims[0].article == "a0"
    assert sum(bool(claim.quotes) for claim in incident.claims) == MOST_CLAIMS


# — how often a story is corrected —


def told(telling: Fold, number: int, killed: int, when: str, source: str) -> list[str]:
    entry = a_reading(an_event(killed=killed), article=f"b{number}", source=source, when=when)
    return [json.loads(raw)["type"].rpartition(".")[2] for raw in telling(entry).alerts]


def corrected_often(telling: Fold) -> None:
    """One voice that says 12 and 6 by turns, until its story was told OFTEN times, the last one a rise."""
    for number in range(OFTEN + 1):
        told(telling, number, 6 if number % 2 else 12, f"2022-09-01T12:{number:02}", "Reuters")


def test_a_correction_is_told_at_once_until_the_story_was_told_often() -> None:
    telling = Fold()
    kinds = [
        told(telling, number, 6 if number % 2 else 12, f"2022-09-01T12:{number:02}", "Reuters")
        for number in range(OFTEN)
    ]
    assert kinds == [["raised"], *([["corrected"], ["updated"]] * OFTEN)[: OFTEN - 1]]


def test_a_correction_of_a_story_that_was_told_often_waits_for_an_hour_and_is_told_then() -> None:
    telling = Fold()
    corrected_often(telling)
    before = len(telling.alerts)
    assert before >= OFTEN
    assert told(telling, 50, 6, "2022-09-01T12:30", "Reuters") == []
    assert told(telling, 51, 6, "2022-09-01T13:20", "Reuters") == ["corrected"]
    assert json.loads(telling.alerts[-1])["data"]["version"] == before + 1


def test_a_correction_that_waits_is_told_by_the_clock_where_nobody_tells_more() -> None:
    telling = Fold()
    corrected_often(telling)
    assert told(telling, 50, 6, "2022-09-01T12:30", "Reuters") == []
    before = len(telling.alerts)
    telling(a_tick("2022-09-01T12:59"))
    assert len(telling.alerts) == before
    telling(a_tick("2022-09-01T13:20"))
    turn = json.loads(telling.alerts[-1])
    assert len(telling.alerts) == before + 1
    assert turn["type"] == "firebell.alert.corrected"
    assert turn["data"]["incidents"][0]["casualties"]["killed"]["best"] == 6
    telling(a_tick("2022-09-01T15:00"))
    assert len(telling.alerts) == before + 1


def test_a_correction_that_waits_is_not_told_where_the_figure_rises_again() -> None:
    telling = Fold()
    corrected_often(telling)
    assert told(telling, 50, 6, "2022-09-01T12:30", "Reuters") == []
    assert told(telling, 51, 12, "2022-09-01T12:40", "Reuters") == []
    before = len(telling.alerts)
    telling(a_tick("2022-09-01T14:00"))
    assert len(telling.alerts) == before


def test_a_correction_that_waits_says_so_and_until_when() -> None:
    telling = Fold()
    corrected_often(telling)
    entry = a_reading(an_event(killed=6), article="c1", source="Reuters", when="2022-09-01T12:30")
    (line,) = telling(entry).traces
    reasons = [decision.reason for decision in line.decisions if decision.rule == "incident"]
    assert any("so this waits until 2022-09-01 13:" in reason for reason in reasons)


def test_what_is_graver_never_waits() -> None:
    telling = Fold()
    corrected_often(telling)
    assert told(telling, 50, 6, "2022-09-01T12:30", "Reuters") == []
    assert told(telling, 51, 31, "2022-09-01T12:31", "Reuters") == ["updated"]
