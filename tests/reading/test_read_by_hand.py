"""Ways of writing that rang falsely, or at the wrong place, when a hundred alerts were read by hand."""

from datetime import UTC, datetime

import pytest

from firebell.article import Article
from firebell.reading.read import Reader, read
from firebell.reading.reading import Reading

READER = Reader.shipped()


def reading(text: str) -> Reading:
    return read(Article(text=text, published_at=datetime(2022, 9, 1, tzinfo=UTC)), READER)


def current(told: Reading) -> list[str]:
    found = [event for event in told.incidents if (event.when, event.mode) == ("current", "asserted")]
    return [signal for event in found for signal in event.signals if signal != "protest"]


QUIET = {
    "stun grenades are no bombs": "Students were hurt in Accra when police fired stun grenades at their march.",
    "since the war began is no news": "The minister is the first to visit Kyiv since the Russian invasion began.",
    "since fighting erupted is no news": "It was her first trip to Goma since fighting erupted there.",
    "a house explodes by gas": "Four people are killed and two injured in an explosion at a house in Ohio.",
    "a mass shooting is crime": "Three people are killed and nine are injured in a mass shooting at a bar in Ohio.",
    "one man who kills strangers is crime": "A gunman kills five people in a town in Nevada, then kills himself.",
    "fatally shot by nobody's group": "Three people are fatally shot in Dayton, with the gunman fleeing to Ohio.",
    "a helicopter that crashes": (
        "Three people are killed and five are injured when a helicopter crashes during a Taliban training exercise."
    ),
    "a missile into the sea is a test": "North Korea is accused of firing a ballistic missile into the Sea of Japan.",
    "what a measure answers": "Germany closes three consulates in response to the execution of a prisoner.",
    "a war that is named in passing": "The envoy still wants talks with Moscow despite Russia's invasion of Ukraine.",
    "who blows up an old bomb": "A bomb of the Second World War was found in Leeds and taken to sea to be blown up.",
    "an end of hostilities": "The government signed a permanent cessation of hostilities with the rebels in Pretoria.",
    "the day of what a relative clause tells": (
        "A court sentenced a man on Monday for attacks of November 2015, in which gunmen killed 130 people in Paris."
    ),
    "rebels of a party": "Labour rebels attacked Blair over a bill on Monday.",
    "a lawsuit": "His daughters file a lawsuit against the police for their role in the assassination of a leader.",
    "a collapse": "Two reporters are killed after a metal structure collapses at a festival in Lima.",
    "occupied is how it is called": "Tbilisi says that a vote in the region, seen as occupied territory, is void.",
    "eggs are thrown": "Protesters gather in London. Demonstrators are seen throwing eggs at the embassy.",
    "an indictment": "The army indicts a sergeant with manslaughter after he shot and killed a farmer.",
    "a training area, far behind": (
        "Two soldiers are killed and two injured in an incident involving a tank on a training area in Fife."
    ),
    "a lorry overturns in training": "Three soldiers are killed when their lorry overturned in training near Lublin.",
    "a mayor's emergency": "The mayor of Springfield declares a state of emergency for seven days.",
    "a company is raided": "French police raid Acme offices in Paris as part of an inquiry into tax fraud.",
    "offices are raided by law": "Dutch police raid the offices of a bank in Utrecht in a tax inquiry.",
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_nothing_happened_here(text: str) -> None:
    assert current(reading(text)) == []


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        pytest.param(
            "Two people died when a grenade exploded at a house in Goma.", "bombing", id="a weapon at a house"
        ),
        pytest.param(
            "Gunmen of the Islamic State killed nine people in a mass shooting at a church in Quetta, police said.",
            "attack_on_civilians",
            id="an armed group's shooting",
        ),
        pytest.param(
            "Militants raid government offices in Kidal.", "armed_clash", id="militants raid offices"
        ),
        pytest.param(
            "Fighting erupted in Goma on Thursday since neither side withdrew.",
            "armed_clash",
            id="since as because",
        ),
    ],
)
def test_the_twin_did_happen(text: str, signal: str) -> None:
    assert signal in current(reading(text))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "Leader Paul-Marie Diallo was deposed in a coup in Ouagadougou.",
            "BF",
            id="a given name with a hyphen",
        ),
        pytest.param(
            "Nine militants were killed in Quetta, among them their leader Salahuddin Farooqui.",
            "PK",
            id="a leader's name",
        ),
        pytest.param(
            "Six people were killed when bandits attacked a village on the Kano-Kaduna road.",
            "NG",
            id="two towns",
        ),
    ],
)
def test_a_person_is_no_place(text: str, country: str) -> None:
    assert [event.country for event in reading(text).incidents] == [country]


def test_who_is_called_displaced_was_not_displaced_by_this() -> None:
    told = reading("At least 37 people were killed in strikes against displaced families in Gaza.")
    assert {count.kind for count in told.casualties} == {"killed"}


def test_who_of_the_dead_were_civilians_is_not_counted_among_the_wounded() -> None:
    told = reading(
        "At least 25 people were killed, two of them civilians, and 80 were wounded in shelling in Goma."
    )
    assert [
        (event.killed.best, event.injured.best) for event in told.incidents if event.killed and event.injured
    ] == [(25, 80)]


def test_rebels_who_attack_a_town_by_its_name_are_heard() -> None:
    told = reading("Rebels attacked Goma on Tuesday. At least 25 people were killed and 80 were wounded.")
    assert current(told) == ["armed_clash"]


def test_who_died_as_a_truce_collapsed_is_counted() -> None:
    told = reading("Two aid workers were killed in Gaza on Thursday as the truce collapsed.")
    assert [event.killed.best for event in told.incidents if event.killed] == [2]
