"""Which groups and forces a text names, and under which ids; actors.yaml names nobody twice."""

from functools import cache
from pathlib import Path

import pytest

from firebell import yaml
from firebell.reading.en.actors import actor_list, actor_words
from firebell.reading.en.actors.actor_list import ActorEntry, BadActorsError
from firebell.reading.en.actors.actors import Mention, find
from firebell.reading.en.actors.names import Actors, fold, is_short_form
from firebell.reading.read import Reader
from firebell.reading.text import Document, tokens

CONFIG = Path(__file__).parents[2] / "config"
LEAST_LISTED = 300


@cache
def entries() -> tuple[ActorEntry, ...]:
    return actor_list.parse(yaml.load((CONFIG / "actors.yaml").read_text("utf-8")))


@cache
def shipped() -> Actors:
    return Reader.shipped().actors


def mentions(text: str) -> list[Mention]:
    return find(Document("", text), shipped())


def named(text: str) -> list[str]:
    return [mention.id or mention.name for mention in mentions(text)]


NAMED = {
    "a-name": ("Boko Haram raided the town.", ["boko-haram"]),
    "without-hyphens": ("The al Shabaab group raided the town.", ["al-shabaab"]),
    "with-accents": ("The Ejército de Liberación Nacional fought.", ["eln"]),
    "the-longest-name-wins": ("The Pakistani Taliban attacked.", ["ttp"]),
    "a-short-form-as-written": ("ISIS attacked, police said it is over.", ["islamic-state", "police"]),
    "a-short-form-that-is-a-word": ("Let us go, she said.", []),
    "a-word-in-a-headline-of-capitals": ("THE WAR IS OVER", []),
    "a-state-that-is-islamic-is-no-group": ("They want an Islamic state.", []),
    "a-short-form-introduced-in-brackets": (
        "Fighters of the Arakan Army (KLA) fled; KLA men died.",
        ["fighters", "arakan-army", "arakan-army", "arakan-army"],
    ),
    "initials-of-a-name-told-before": (
        "The Lions of Asaib Ahl al-Haq fled; AAH men died.",
        ["asaib-ahl-al-haq"] * 2,
    ),
    "a-short-form-before-its-introduction": (
        "KLA raids post. Fighters of the Arakan Army (KLA) fled.",
        ["arakan-army", "fighters", "arakan-army", "arakan-army"],
    ),
    "the-long-form-in-brackets": (
        "The QRS (Arakan Army) fled. QRS men died.",
        ["arakan-army", "arakan-army", "arakan-army"],
    ),
    "a-group-that-no-list-knows": (
        "Men of the Blue River Liberation Army fled.",
        ["Blue River Liberation Army"],
    ),
    "a-group-that-no-list-knows-by-its-short-form": (
        "The Blue River Resistance Front (BRRF) fled. BRRF men died.",
        ["Blue River Resistance Front"] * 2,
    ),
    "an-organisation-that-does-not-fight": ("The World Lantern Organization (WLO) spoke. WLO men left.", []),
    "capitals-throughout": ("LIBERATION FRONT REBELS ATTACK ARMY", ["rebels", "army"]),
    "an-army-that-sings": ("The Salvation Army sang.", ["army"]),
    "a-demonym-and-soldiers": ("Malian soldiers fled.", ["mali-army"]),
    "a-demonym-and-police": ("Nigerien police fled.", ["niger-police"]),
    "nigerian-is-not-nigerien": ("Nigerian troops fled.", ["nigeria-army"]),
    "a-demonym-of-two-words": ("South Sudanese soldiers fled.", ["south-sudan-army"]),
    "adjectives-between": ("Iraqi federal police special forces fled.", ["iraq-police"]),
    "strikes-of-a-state": ("Israeli air strikes hit the port.", ["israel-army"]),
    "a-short-form-of-a-state": ("US troops and U.S. warplanes attacked.", ["united-states-army"] * 2),
    "a-state-by-name": ("Israel struck the port.", ["israel-army"]),
    "a-state-and-its-army": ("Burkina Faso's army fled.", ["burkina-faso-army"]),
    "a-country-of-two-words-and-its-police": ("Hong Kong police fled.", ["hong-kong-police"]),
    "where-it-was-is-no-actor": ("A strike in Israel killed four.", []),
    "a-country-behind-its-town": ("The blast in Basra, Iraq killed four.", []),
    "strikes-in-a-country": ("Yemen strikes kill four", []),
    "the-army-is-that-of-the-state": ("Malian soldiers fled. The army pursued.", ["mali-army", "mali-army"]),
    "the-army-of-which-of-two-states": (
        "Malian soldiers and Nigerien soldiers fled. The army pursued.",
        ["mali-army", "niger-army", "army"],
    ),
    "unnamed-gunmen": ("Gunmen raided the town.", ["gunmen"]),
    "forces-of-a-government": ("Clashes with government forces", ["government forces"]),
    "peacekeepers": ("Two peacekeepers died.", ["peacekeepers"]),
}


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED)
def test_a_text_names(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("A Russian missile attack killed nine.", "Russian forces", id="a deed"),
        pytest.param("A shell from a Syrian tank killed nine.", "Syrian forces", id="a machine"),
        pytest.param(
            "Malian soldiers killed nine.", "Malian soldiers", id="twin: people are told as they are"
        ),
    ],
)
def test_a_deed_is_nobodys_name(text: str, name: str) -> None:
    assert [mention.name for mention in mentions(text)] == [name]


def test_the_list_is_long_enough_for_the_worlds_conflicts() -> None:
    assert len(entries()) >= LEAST_LISTED


def test_no_name_stands_twice() -> None:
    seen: dict[str, str] = {}
    twice = []
    for entry in entries():
        for name in entry.names:
            words = " ".join(fold(word) for word in tokens(name) if word not in actor_words.HYPHENS)
            key = words if is_short_form(name) else words.lower()
            if key in seen:
                twice.append((name, seen[key], entry.id))
            seen[key] = entry.id
    assert twice == []


def test_every_side_is_listed() -> None:
    listed = {entry.id for entry in entries()}
    assert [entry.id for entry in entries() if entry.side and entry.side not in listed] == []


@pytest.mark.parametrize(
    "written",
    [
        {"names": ["X"], "class": "army", "countries": []},
        {"names": [], "class": "gang", "countries": []},
        {"names": ["X"], "class": "gang", "countries": ["Mali"]},
    ],
    ids=["unknown-class", "no-name", "no-code"],
)
def test_a_bad_entry_is_refused_by_name(written: dict[str, object]) -> None:
    with pytest.raises(BadActorsError, match=r"actors\.yaml: red-front:"):
        actor_list.parse({"red-front": written})


@pytest.mark.parametrize("times", [10, 4000])
def test_every_name_of_a_long_text_is_found(times: int) -> None:
    assert len(mentions("South Sudanese army, Islamic State, US troops. " * times)) == 3 * times


def test_many_short_forms_in_brackets_cost_no_more_than_their_length() -> None:
    names = [f"{a}{b}{c}X" for a in "BCDFGHJKLM" for b in "BCDFGHJKLMNPQRSTVW" for c in "BCDFGHJKLMNPQRSTVW"]
    found = mentions(" ".join(f"{name} men fled. The Arakan Army ({name}) came." for name in names))
    assert len(found) == 3 * len(names)


def test_a_country_whose_forces_act_is_still_a_place() -> None:
    (army,) = mentions("Burkina Faso's army fled.")
    assert (army.first, army.name) == (3, "Burkina Faso's army")
