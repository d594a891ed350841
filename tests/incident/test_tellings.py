"""Two outlets that place an event nowhere in particular tell one by its parties, its kind and a toll that rises."""

from itertools import permutations

import msgspec
import pytest
from tests.builders import Incidents, a_count, a_reading, an_event

from firebell.incident.sides import Party, party_of
from firebell.journal import ReadingEntry
from firebell.reading.reading import Actor, Event

Deaths = dict[str, int]


def somewhere(*parties: str, killed: int, **deaths: int) -> Event:
    """Fighting in Iraq, the text does not say where, between parties by their ids or as the text calls them."""
    event = an_event(place="Basra", killed=killed, dated=False)
    return msgspec.structs.replace(
        event,
        subdivision=None,
        place=None,
        geonames_id=None,
        lat=None,
        lon=None,
        actors=tuple(Actor(id=name if "-" in name else None, name=name, role="both") for name in parties),
        by_class={name: {"killed": count} for name, number in deaths.items() if (count := a_count(number))},
    )


def told(event: Event, hour: int, article: str, source: str, title: str = "Fighting") -> ReadingEntry:
    """An outlet's telling, so many hours after the first of September began."""
    when = f"2022-09-{1 + hour // 24:02}T{hour % 24:02}:00"
    return a_reading(event, article=article, source=source, when=when, title=title)


TOGETHER = {
    "rebels-are-separatists": (
        somewhere("rebels", killed=2), 8, somewhere("separatists", killed=2), 10,
    ),
    "a-toll-that-rises-by-the-hour": (
        somewhere("iraq-army", "rebels", killed=9), 8, somewhere("iraq-army", killed=13), 10,
    ),
    "one-side-s-dead-of-both": (
        somewhere("soldiers", "militants", killed=23, military=18, militant=5),
        8,
        somewhere("soldiers", "abu-sayyaf", killed=18, military=18),
        9,
    ),
}  # fmt: skip
APART = {
    "two-groups-by-name": (somewhere("asaib-ahl", killed=2), 8, somewhere("saraya-salam", killed=2), 10),
    "rebels-and-soldiers": (somewhere("rebels", killed=2), 8, somewhere("soldiers", killed=2), 10),
    "another-toll-two-days-later": (somewhere("rebels", killed=12), 8, somewhere("rebels", killed=15), 58),
    "another-side-s-dead": (
        somewhere("soldiers", "militants", killed=23, military=18, militant=5),
        8,
        somewhere("soldiers", killed=7, military=7),
        9,
    ),
}


@pytest.mark.parametrize(("first", "hour", "second", "later"), TOGETHER.values(), ids=TOGETHER)
def test_tellings_of_one_event_join(
    known: Incidents, first: Event, hour: int, second: Event, later: int
) -> None:
    known(told(first, hour, "a1", "Reuters"))
    (change,) = known(told(second, later, "a2", "AFP", "Clash"))
    assert change.what != "new"


@pytest.mark.parametrize(("first", "hour", "second", "later"), APART.values(), ids=APART)
def test_tellings_of_two_events_stay_apart(
    known: Incidents, first: Event, hour: int, second: Event, later: int
) -> None:
    known(told(first, hour, "a1", "Reuters"))
    (change,) = known(told(second, later, "a2", "AFP", "Clash"))
    assert change.what == "new"


def test_one_sides_dead_never_lower_the_toll_of_both() -> None:
    first, hour, second, later = TOGETHER["one-side-s-dead-of-both"]
    for order in permutations([told(first, hour, "a1", "AP"), told(second, later, "a2", "AFP", "Clash")]):
        known = Incidents()
        for entry in order:
            known(entry)
        (incident,) = known.all()
        assert incident.counts["killed"] == a_count(23)


PARTIES = {
    "a-state-s-army": ("iraq-army", Party("state", named=True)),
    "its-soldiers": ("soldiers", Party("state", named=False)),
    "security-forces": ("security forces", Party("state", named=False)),
    "a-group": ("saraya-salam", Party("fighters", named=True)),
    "whose-rebels": ("islamist rebels", Party("fighters", named=False)),
}


@pytest.mark.parametrize(("name", "party"), PARTIES.values(), ids=PARTIES)
def test_a_party_is_a_states_or_fighters_named_or_not(name: str, party: Party) -> None:
    assert party_of(name) == party


@pytest.fixture
def known() -> Incidents:
    return Incidents()
