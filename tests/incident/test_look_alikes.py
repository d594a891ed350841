"""Texts of two outlets, read and matched: what a war repeats every day does not make two events one (CODEBOOK §5)."""

import pytest

from firebell.archive import Archive
from firebell.article import from_mapping
from firebell.parts import Parts, load
from firebell.pipeline import TraceLine

Telling = tuple[str, str]
"""When it was published, and what it says."""

TOGETHER: dict[str, tuple[Telling, Telling]] = {
    "the-adjective-in-one-and-the-noun-in-the-other": (
        ("2023-03-04T08:00", "Nine Malian soldiers killed in JNIM ambush"),
        ("2023-03-06T11:00", "Villagers flee after deadly JNIM ambush in Mali"),
    ),
    "an-hour-later-the-toll-is-higher": (
        ("2023-03-04T08:00", "Market bombing kills 21 people in Maiduguri"),
        ("2023-03-04T10:00", "Death toll in Maiduguri market bombing rises to 26"),
    ),
    "the-next-day-s-toll-of-the-day-before": (
        ("2023-03-04T08:00", "Bombings across Sri Lanka kill 140 people and injure more than 560"),
        (
            "2023-03-05T20:00",
            "Toll of Saturday's bombings in Sri Lanka rises to 171 dead and over 590 injured",
        ),
    ),
    "one-names-the-town-and-one-the-country": (
        ("2023-03-04T08:00", "Gunmen kill 34 people in Zamfara village"),
        ("2023-03-04T13:00", "Gunmen kill 34 people in northern Nigeria"),
    ),
    "bombing-and-suicide-bombing": (
        ("2023-03-04T08:00", "Suicide bomber kills 13 at checkpoint in Mogadishu"),
        ("2023-03-04T09:00", "Bomb blast at Mogadishu checkpoint leaves 13 dead"),
    ),
    "a-village-that-geonames-lacks": (
        ("2023-03-04T08:00", "Gunmen kill 40 people in Seytenga, a village in northern Burkina Faso"),
        ("2023-03-05T20:00", "Toll of attack on Burkina Faso village of Seytenga rises to 71"),
    ),
    "a-town-and-its-state": (
        (
            "2023-03-04T08:00",
            "Bandits abduct an unknown number of pupils from a school in Zurmi, Zamfara State",
        ),
        ("2023-03-04T13:00", "Bandits kidnap dozens of pupils from a school in Nigeria's Zamfara state"),
    ),
    "the-bomber-s-own-death-is-no-toll": (
        ("2023-03-04T08:00", "Suicide bomber blows himself up at a gate of Kabul airport"),
        ("2023-03-04T13:00", "Suicide bombing at Kabul airport kills 48 people"),
    ),
    "a-coup-in-a-capital-and-in-a-country": (
        (
            "2023-03-04T08:00",
            "Officers announce on television that they have seized power in a coup in Gabon",
        ),
        ("2023-03-05T13:00", "African Union condemns the military coup in Gabon"),
    ),
    "the-first-of-several-places": (
        ("2023-03-04T08:00", "Pakistani air strikes in Khost kill eight civilians, Taliban say"),
        ("2023-03-04T12:00", "Pakistan's air force strikes hideouts in Khost and Paktika in Afghanistan"),
    ),
    "condemned-three-days-later": (
        ("2023-03-04T08:00", "Bomb kills nine people at a market in Mosul on Saturday"),
        (
            "2023-03-07T08:00",
            "The governor on Tuesday condemned the bombing of a market in Mosul that killed nine people",
        ),
    ),
    "an-attack-whose-weapon-another-names": (
        ("2023-03-04T08:00", "Russian attack kills seven people at a market in Kostiantynivka"),
        ("2023-03-04T10:00", "Russian missile strike kills seven people in Kostiantynivka"),
    ),
    "a-crowd-and-the-battle-that-it-became": (
        ("2023-03-04T08:00", "Rioters storm parliament in Tripoli, 15 people killed"),
        ("2023-03-04T13:00", "Clashes around parliament in Tripoli kill 15 people"),
    ),
}
APART: dict[str, tuple[Telling, Telling]] = {
    "a-day-s-strikes-and-the-next-day-s": (
        ("2023-03-04T20:00", "Turkish strikes kill 24 people in Kurdistan Region"),
        ("2023-03-05T20:00", "At least 17 people killed in Turkish strikes on Kurdistan Region"),
    ),
    "the-next-day-s-bombings-with-nearly-as-many-dead": (
        ("2023-03-04T08:00", "Bombings across Sri Lanka kill 140 people and injure more than 560"),
        ("2023-03-05T20:00", "Sunday's bombings in Sri Lanka kill 171 people and injure over 590"),
    ),
    "an-attack-and-its-answer-at-one-town": (
        ("2023-03-04T08:00", "Houthi missile hits a ship off Hodeidah in Yemen, two sailors killed"),
        ("2023-03-05T08:00", "US strikes Houthi launchers at Hodeidah in Yemen after attack on ship"),
    ),
    "two-towns-of-one-province": (
        ("2023-03-04T08:00", "Taliban kill nine soldiers in clash in Sangin, Helmand"),
        ("2023-03-05T08:00", "Taliban kill four policemen in clash in Garmsir, Helmand"),
    ),
    "soldiers-who-were-ambushed-and-soldiers-who-strike-back": (
        ("2023-03-04T08:00", "Militants ambush convoy near Djibo, killing 16 soldiers"),
        ("2023-03-06T08:00", "Soldiers kill 60 militants near Djibo after ambush on convoy"),
    ),
    "two-bombs-on-two-stated-days": (
        ("2023-03-04T08:00", "Bomb kills nine people at a market in Mosul on Saturday"),
        ("2023-03-07T08:00", "Bomb kills four soldiers on Tuesday at a bridge in Mosul"),
    ),
    "a-bound-two-days-later-is-no-correction": (
        ("2023-03-04T08:00", "Israeli air strike in Beit Lahia kills 73 people"),
        ("2023-03-06T08:00", "At least 15 people die as Israel bombs homes in Beit Lahia"),
    ),
    "two-bombings-in-one-city-in-a-week": (
        ("2023-03-04T08:00", "Car bomb kills 21 people in Mogadishu"),
        ("2023-03-07T08:00", "Suicide bomber kills eight at a restaurant in Mogadishu"),
    ),
    "two-strikes-on-one-day-in-two-towns": (
        ("2023-03-04T08:00", "Russian missile strike kills five people in Kharkiv"),
        ("2023-03-04T10:00", "Russian missile strike kills five people in Odesa"),
    ),
    "two-battles-of-one-army-in-two-provinces": (
        ("2023-03-04T08:00", "Myanmar army kills 12 rebels in clash in Sagaing"),
        ("2023-03-05T08:00", "Myanmar army loses 30 soldiers in clash in Kachin"),
    ),
    "the-next-day-of-a-battle-has-dead-of-its-own": (
        ("2023-03-04T20:00", "Clashes in Khartoum kill 11 people on Saturday"),
        ("2023-03-05T20:00", "Clashes in Khartoum kill 40 people on Sunday"),
    ),
    "another-town-whose-dead-are-as-many": (
        ("2023-03-04T08:00", "Gunmen kill 34 people in Zamfara village"),
        ("2023-03-05T13:00", "Gunmen kill 34 people in Benue village"),
    ),
}


@pytest.fixture(scope="module")
def parts() -> Parts:
    return load()


@pytest.mark.parametrize(("first", "second"), TOGETHER.values(), ids=TOGETHER)
def test_tellings_of_one_event_join(parts: Parts, first: Telling, second: Telling) -> None:
    assert len(_incidents(parts, first, second)) == 1


@pytest.mark.parametrize(("first", "second"), APART.values(), ids=APART)
def test_look_alikes_stay_apart(parts: Parts, first: Telling, second: Telling) -> None:
    assert len(_incidents(parts, first, second)) == 2


def _incidents(parts: Parts, *told: Telling) -> set[str]:
    """The incidents that the tellings' first events are of, each told by an outlet of its own."""
    archive = Archive(parts)
    traces: list[TraceLine] = []
    for number, (when, text) in enumerate(told):
        data = {"id": f"a{number}", "text": text, "source": f"Outlet {number}", "published_at": f"{when}:00Z"}
        trace = archive.tell(from_mapping(data)).trace
        assert trace is not None
        traces.append(trace)
    return {trace.changes[0].incident.id for trace in traces}
