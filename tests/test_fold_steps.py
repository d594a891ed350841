"""What folding costs, in steps of the interpreter: the same on every machine, however busy.

`RECORDED` holds the steps of a hundred articles beside many incidents, and of a hundred on one event that hundreds
have told, for each version of Python. Where a change costs more or saves more than TOLERANCE, the test says the new
figure: put it here, and the reason in the commit.
    PYTHONPATH=service:. python -m tests.test_fold_steps
"""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

import msgspec
import pytest
from tests.builders import Fold, a_config, a_reading, an_event
from tests.reading.test_steps import SLACK, TOLERANCE, VERSION, steps

from firebell.journal import ReadingEntry

RECORDED = {
    (3, 11): {"beside": 2_066_688, "told": 5_511_432},
    (3, 12): {"beside": 1_892_987, "told": 5_156_173},
    (3, 13): {"beside": 1_814_696, "told": 4_871_399},
}
BEGIN, DAYS = datetime(2022, 9, 1), 3  # noqa: DTZ001 -- the builders make it UTC
COUNTRIES, DIVISIONS = ("NG", "IQ", "CO", "UA"), 20
SIGNALS = ("bombing", "armed_clash", "attack_on_civilians", "air_strike", "abduction")
OUTLETS = 40
MEASURED = 100

OPEN = 400
"""Incidents of DAYS in four countries, as many as a world at war has in them."""

TOLD = 300
"""Articles on one event, more than an incident keeps claims of."""

TWICE = 1.25
"""Beside twice the incidents a fold takes at most so many times the steps: looking at all of a country's incidents for
each claim would make it 1.5."""


def events(open_: int) -> Iterator[ReadingEntry]:
    """Articles on so many events within DAYS, then on: two of three tell a new one, the third a recent one again."""
    every = timedelta(days=DAYS) / open_
    for number in range(10_000):
        event = number - 7 if number % 3 == 2 else number
        yield an_article(number, event, BEGIN + every * number, killed=event % 9)


def tellings() -> Iterator[ReadingEntry]:
    """Articles on one event over some days: most know the latest toll, some hand an old one on."""
    for number in range(10_000):
        killed = 20 + number // 40 - 5 * (number % 7 == 3)
        yield an_article(number, 0, BEGIN + timedelta(minutes=5 * number), killed=killed)


def an_article(number: int, event: int, when: datetime, *, killed: int) -> ReadingEntry:
    """One outlet on one event, each at a place of its own."""
    told = an_event(SIGNALS[event % 5], killed=killed, injured=2 * killed, dated=False)
    country, division = COUNTRIES[event % 4], event // 4 % DIVISIONS
    placed = msgspec.structs.replace(
        told,
        country=country,
        subdivision=f"{country}-{division:02}",
        place=f"Town {event}",
        geonames_id=event + 1,
        lat=event * 37 % 301 / 10,
        lon=event * 53 % 701 / 10,
        by_class={"military": {"killed": told.killed}} if number % 4 == 1 and told.killed else {},
    )
    outlet = number * 11 % OUTLETS
    text = " ".join(f"w{event} x{(number * 31 + at) % 97}" for at in range(20))
    return a_reading(
        placed,
        article=f"a{number}",
        when=when.isoformat(),
        source=f"Outlet {outlet}",
        title=f"village{event:04}",
        text=text,
    )


def of(articles: Iterator[ReadingEntry], known: int) -> int:
    """The steps of folding a hundred articles, each by itself, after so many."""
    fold = Fold(a_config())
    for entry in islice(articles, known):
        fold(entry)
    told = list(islice(articles, MEASURED))
    return steps(lambda: [fold(entry) for entry in told])


def beside(open_: int) -> int:
    """The steps beside so many incidents: of every three articles two open one."""
    return of(events(open_), open_ * 3 // 2)


COSTS: dict[str, Callable[[], int]] = {"beside": lambda: beside(OPEN), "told": lambda: of(tellings(), TOLD)}


@pytest.mark.skipif(VERSION not in RECORDED, reason="no steps are recorded for this version of Python")
@pytest.mark.parametrize("name", COSTS)
def test_folding_takes_the_steps_that_are_recorded(name: str) -> None:
    recorded, took = RECORDED[VERSION][name], COSTS[name]()
    assert abs(took - recorded) <= TOLERANCE * recorded + SLACK, (
        f"{name}: {took:,} steps, {recorded:,} recorded"
    )


def test_a_fold_takes_hardly_more_steps_beside_twice_the_incidents() -> None:
    assert beside(2 * OPEN) < TWICE * beside(OPEN)


if __name__ == "__main__":
    figures = {name: cost() for name, cost in COSTS.items()}
    sys.stdout.write(f"    {VERSION}: {figures},\n".replace("'", '"'))
