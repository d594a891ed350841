"""What a person sees of an alert: whole words, each said once."""

import io

import pytest
from tests.builders import PLAIN, Fold, a_config, a_reading, an_event

from firebell.alert.alert import decode
from firebell.cli.view import View

SUMS = PLAIN + "  each_country: {total: {7d: {killed: {Severe: 20, Extreme: 40}}}}\n"


@pytest.fixture
def telling() -> Fold:
    return Fold(a_config(SUMS))


def shown(telling: Fold) -> str:
    """The latest turn, its lines joined as a reader's eye does."""
    out = io.StringIO()
    View(out).show(decode(telling.alerts[-1]))
    return " ".join(out.getvalue().split())


def test_relief_is_told_as_relief_and_which(telling: Fold) -> None:
    telling(a_reading(an_event("withdrawal", killed=None)))
    assert shown(telling).startswith("RELIEF raised · Basra")
    assert "Relief: withdrawal in Basra" in shown(telling)


def test_a_correction_says_from_what_to_what_and_by_whom(telling: Fold) -> None:
    telling(a_reading(an_event(killed=12)))
    telling(a_reading(an_event(killed=5), when="2022-09-01T13:00", title="Toll lowered"))
    assert "killed corrected from 12 to 5" in shown(telling)
    assert "because: Reuters: Toll lowered" in shown(telling)


def test_what_nobody_told_before_is_not_called_none_hurt(telling: Fold) -> None:
    telling(a_reading(an_event(killed=4)))
    telling(a_reading(an_event(killed=4, injured=45), when="2022-09-01T13:00"))
    assert "severity now Severe, was Moderate" in shown(telling)
    telling(a_reading(an_event(killed=4, injured=45, abducted=9), when="2022-09-01T14:00"))
    assert "abducted now 9, none told before" in shown(telling)


def test_a_total_told_along_names_its_span_and_region(telling: Fold) -> None:
    telling(a_reading(an_event(killed=9)))
    telling(a_reading(an_event("bombing", place="Mosul", killed=12), article="a2"))
    assert "killed in 7 days 21 (IQ) → Severe" in shown(telling)


def test_a_total_that_rings_says_how_many_incidents(telling: Fold) -> None:
    for number, place in enumerate(("Basra", "Mosul", "Baghdad")):
        telling(a_reading(an_event("bombing", place=place, killed=6), article=f"a{number}"))
    telling(a_reading(an_event("bombing", killed=8), article="b", when="2022-09-01T15:00"))
    assert "Regional total in Iraq: 20 killed in 7 days, 3 incidents" in shown(telling)


def test_an_all_clear_repeats_no_words_of_the_news(telling: Fold) -> None:
    telling(a_reading(an_event()))
    assert "“Four”" in shown(telling)
    telling(a_reading(an_event(place="Mosul", day="2022-10-01"), article="a2", when="2022-10-01T12:00"))
    telling.alerts.pop()
    assert shown(telling).endswith("all clear")
