"""One event from many outlets is one incident; look-alikes stay apart (CODEBOOK §5)."""

from itertools import permutations

import pytest
from tests.builders import Incidents, a_reading, an_event

from firebell.reading.reading import Count, Event

WIRE = (
    "Gunmen on motorcycles opened fire on worshippers as they left the mosque on Friday, witnesses said. Soldiers "
    "reached the village only hours later, and the wounded were taken to the district hospital by neighbours in carts."
)


@pytest.fixture
def known() -> Incidents:
    return Incidents()


def test_the_same_event_from_another_outlet_joins(known: Incidents) -> None:
    (first,) = known(a_reading(an_event()))
    (second,) = known(a_reading(an_event(), article="a2", source="AP", when="2022-09-01T15:00"))
    assert (first.what, second.what) == ("new", "corroborated")
    assert second.incident.id == first.incident.id
    assert set(second.ties) >= {"place", "kind", "counts"}


def test_an_attack_of_which_one_outlet_names_no_weapon_is_the_strike_of_the_others(known: Incidents) -> None:
    strike, attack = an_event("shelling"), an_event("attack_on_civilians")
    known(a_reading(strike))
    known(a_reading(attack, article="a2", source="AP", when="2022-09-01T13:00"))
    (last,) = known(a_reading(strike, article="a3", source="BBC News", when="2022-09-01T14:00"))
    assert last.incident.signals == ("shelling",)


APART = {
    "another-town": an_event(place="Mosul"),
    "another-week": an_event(day="2022-09-08"),
    "another-toll-in-the-same-town": an_event(killed=40),
    "another-kind-and-toll": an_event("air_strike", killed=9),
    "another-country": an_event(place="Kabul"),
    "the-next-day-another-toll": an_event(day="2022-09-02", killed=9),
}


@pytest.mark.parametrize("event", APART.values(), ids=APART)
def test_look_alikes_stay_apart(known: Incidents, event: Event) -> None:
    known(a_reading(an_event()))
    when = "2022-09-08T12:00" if event is APART["another-week"] else "2022-09-02T12:00"
    (change,) = known(a_reading(event, article="a2", source="AP", when=when))
    assert change.what == "new"


def test_an_unplaced_telling_joins_by_a_rare_toll(known: Incidents) -> None:
    known(a_reading(an_event("bombing", killed=37)))
    (change,) = known(a_reading(an_event("bombing", place="nowhere", killed=37), article="a2", source="AP"))
    assert change.what == "corroborated"
    assert change.incident.where.subdivision == "IQ-BA"


def test_two_incidents_of_one_article_never_become_one(known: Incidents) -> None:
    changes = known(a_reading(an_event(), an_event()))
    assert len({change.incident.id for change in changes}) == 2


def test_an_incident_is_named_by_its_first_article(known: Incidents) -> None:
    (first,) = known(a_reading(an_event()))
    (again,) = Incidents()(a_reading(an_event()))
    assert first.incident.id == again.incident.id


def test_copies_of_one_wire_are_one_publisher(known: Incidents) -> None:
    for number, source in enumerate(("Daily One", "Daily Two", "Daily Three")):
        entry = a_reading(an_event(), article=f"a{number}", source=source, text=WIRE)
        (change,) = known(entry)
    assert len(change.incident.claims) == 3
    assert change.incident.publishers == ("Daily One",)


def test_a_family_is_one_publisher(known: Incidents) -> None:
    known(a_reading(an_event(), source="AP"), publisher="Associated Press")
    (change,) = known(a_reading(an_event(), article="a2", source="Associated Press"))
    assert change.incident.publishers == ("Associated Press",)


def test_a_revision_takes_its_old_claim_back(known: Incidents) -> None:
    known(a_reading(an_event(killed=12)))
    known(a_reading(an_event(killed=12), article="a2", source="AP", when="2022-09-01T13:00"))
    (change,) = known(a_reading(an_event(killed=11), when="2022-09-01T18:00"))
    assert len(change.incident.claims) == 2
    (incident,) = known.all()
    assert len(incident.claims) == 2


def test_a_revision_without_its_event_leaves_the_others_claims(known: Incidents) -> None:
    known(a_reading(an_event(killed=12)))
    known(a_reading(an_event(killed=5), article="a2", source="AP", when="2022-09-01T13:00"))
    (change,) = known(a_reading(when="2022-09-01T18:00"))
    assert (change.event, change.incident.best("killed")) == (None, 5)


def test_a_revision_without_any_claim_withdraws(known: Incidents) -> None:
    known(a_reading(an_event()))
    (change,) = known(a_reading(when="2022-09-01T18:00"))
    assert change.what == "withdrawn"
    assert known.all() == []


def test_any_order_of_arrival_gives_the_same_toll_and_grouping() -> None:
    entries = [
        a_reading(an_event(killed=4), when="2022-09-01T09:00"),
        a_reading(an_event(killed=4), article="a2", source="AP", when="2022-09-01T11:00"),
        a_reading(an_event(killed=Count(11, 11, None)), article="a3", source="AFP", when="2022-09-01T18:00"),
        a_reading(an_event("bombing", place="Kabul", killed=9), article="b1", when="2022-09-01T12:00"),
    ]
    seen = set()
    for order in permutations(entries):
        known = Incidents()
        for entry in order:
            known(entry)
        groups = frozenset(frozenset(claim.article for claim in incident.claims) for incident in known.all())
        tolls = frozenset(incident.best("killed") for incident in known.all())
        seen.add((groups, tolls))
    assert len(seen) == 1


RISES = {"to-twice-as-many": (25, 56, "corroborated"), "to-ten-times-as-many-is-another": (4, 40, "new")}


@pytest.mark.parametrize(("first", "then", "what"), RISES.values(), ids=RISES)
def test_a_higher_toll_that_is_told_later_of_the_same_fighting_is_a_rise(
    known: Incidents, first: int, then: int, what: str
) -> None:
    known(a_reading(an_event(killed=first, injured=183)))
    later = an_event(killed=then, injured=400, dated=False)
    (change,) = known(a_reading(later, article="a2", source="BBC News", when="2022-09-02T07:00"))
    assert change.what == ("toll_raised" if what == "corroborated" else what)
