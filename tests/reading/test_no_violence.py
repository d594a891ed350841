"""What is no political violence, or of another kind than it looks, each beside a twin that is (CODEBOOK §1, §2, §8)."""

from functools import cache

import pytest

from firebell.article import from_mapping
from firebell.reading.read import Reader, read
from firebell.reading.reading import Reading


@cache
def reader() -> Reader:
    return Reader.shipped()


def told(text: str, title: str = "") -> Reading:
    return read(
        from_mapping(
            {
                "id": "x",
                "title": title,
                "text": text,
                "published_at": "2024-05-15T12:00:00Z",
                "language": "en",
            }
        ),
        reader(),
    )


def kinds(text: str, title: str = "") -> list[str]:
    """The leading signal of every incident that may ring."""
    return [
        event.signals[0]
        for event in told(text, title).incidents
        if event.when == "current" and event.mode == "asserted" and event.signals[0] != "protest"
    ]


def a_row(expected: str, text: str, why: str) -> object:
    return pytest.param(expected.split(), text, id=why)


CRIME = [
    a_row(
        "",
        "One man was shot dead in a shootout during an attempted robbery in Soweto, South Africa. "
        "Gunshots were exchanged between the owner and the suspects.",
        "robbers and whom they meet",
    ),
    a_row(
        "",
        "A suspected robber was shot dead in a shootout with police in Durban, South Africa. "
        "Officers recovered a pistol with live rounds.",
        "robbers and police",
    ),
    a_row(
        "", "A surfer was killed in a shark attack off the beach of Halun, Australia.", "a shark attack kills"
    ),
    a_row(
        "",
        "Three tenants were killed in an arson attack on a kiosk in Lyon, France.",
        "arson, nobody says why",
    ),
    a_row(
        "",
        "Two pupils were killed in a stabbing attack at a school in Lyon, France.",
        "a stabbing at a school",
    ),
    a_row(
        "",
        "Nine people were injured in a vehicle-ramming attack in Graz, Austria.",
        "a car driven into people",
    ),
    a_row(
        "attack_on_civilians",
        "Three people were killed in a knife attack by a militant of the Islamic State in Lyon, France.",
        "a knife attack by a militant",
    ),
    a_row(
        "attack_on_civilians",
        "Two worshippers were killed in an attack on a mosque in Lahore, Pakistan.",
        "a bare attack on worshippers",
    ),
    a_row(
        "attack_on_civilians",
        "Two people were hurt in a car-ramming attack in Jerusalem.",
        "a car, where there is war",
    ),
    a_row("", "A hunter's stray bullet killed a girl in Asturias, Spain.", "a hunter's stray bullet"),
    a_row(
        "armed_clash",
        "A stray bullet hurt a girl as soldiers fought rebels in Mali.",
        "a stray bullet in a fight",
    ),
    a_row("", "Police conducted raids on businessmen suspected of fraud in Brazil.", "police who search"),
    a_row(
        "attack_on_civilians",
        "Rebels carried out raids on farmers in Ituri, DR Congo, killing two of them.",
        "rebels who raid",
    ),
]

LONE = [
    a_row(
        "",
        "Six were hurt in a stabbing attack in Lyon, France. The attacker, a pupil, is held.",
        "one attacker",
    ),
    a_row(
        "",
        "Eleven people died in a vehicle-ramming attack in Graz, Austria; investigators rule out terrorism.",
        "terrorism is ruled out",
    ),
    a_row(
        "",
        "Three people were killed in a shootout in Lyon, France. The gunman was shot by police.",
        "one gunman",
    ),
    a_row(
        "", "A baker killed his wife and shot at police in Lyon, France. The shooter is dead.", "one shooter"
    ),
    a_row(
        "armed_clash", "Three people were killed in a shootout with militants in Lyon, France.", "militants"
    ),
    a_row(
        "attack_on_civilians",
        "An unidentified gunman shot two labourers in Nagaland, India, where rebels ask for money.",
        "an unidentified gunman may be a rebel",
    ),
    a_row("", "A boy attacks two classmates with an axe at a high school in Lyon, France.", "at a school"),
    a_row(
        "",
        "A club distances itself from the shooting suspect, who had praised a militia of Mali.",
        "a suspect",
    ),
]

ABROAD = [
    a_row(
        "",
        "Nine people were killed in an explosion at a training ground in Ohio, United States.",
        "a blast in peace",
    ),
    a_row(
        "bombing",
        "Nine people were killed in an explosion at a restaurant in Kabul, Afghanistan.",
        "a blast in war",
    ),
    a_row(
        "", "Nine people were killed in an explosion at an ammunition depot in Idlib, Syria.", "an arms dump"
    ),
]

SAID = [
    a_row("", "A riot suspect has married in Ghana.", "a suspect of a riot"),
    a_row(
        "",
        "Ottawa announces sanctions against a militia for engaging in violence in Mali.",
        "for doing",
    ),
    a_row(
        "",
        "Diplomats of Ghana were expelled over the arrest of a singer and a violent crackdown.",
        "over two things",
    ),
    a_row(
        "", "The general urged the soldiers of Mali to take heart and overthrow the government.", "an urge"
    ),
    a_row("coup", "Soldiers overthrow the government in Mali.", "an overthrow"),
    a_row("", "The rebels made a commitment to stop attacks on civilians in Mali.", "a commitment to stop"),
    a_row("", "The mayor of Lima named a deputy in the event of her assassination.", "in the event of"),
    a_row("", "The mayor of Lima, Peru, is arrested on charges of kidnapping.", "a charge"),
    a_row("", "A plumber was arrested for setting fire to two shops in Lyon, France.", "arrested for"),
    a_row(
        "",
        "Washington sanctions a general who, it says, is responsible for the violence against civilians in Darfur.",
        "the ground of a sanction",
    ),
    a_row(
        "",
        "Turkey will train recruits of Ghana and give them two heavy fighting vehicles.",
        "a fighting vehicle",
    ),
    a_row("armed_clash", "There was heavy fighting in Goma, DR Congo, on Tuesday.", "heavy fighting"),
    a_row("", "Police in Ghana allow a protest with the burning of a flag.", "a book that is burnt"),
    a_row("", "A state of emergency holds in Ghana as thousands of migrants land.", "refugees who arrive"),
    a_row("", "A state of emergency is declared in Corsica as firefighters battle a bushfire.", "a bushfire"),
]

SENTENCES = [
    a_row(
        "", "Ohio executes a man with gas in its second execution of this kind.", "a state's second execution"
    ),
    a_row("", "Authorities in Iran execute five prisoners for drug offences.", "executed by the authorities"),
    a_row(
        "",
        "The junta of Mali executes five men in the first executions for ten years.",
        "the first executions",
    ),
    a_row(
        "", "Iran executes two members of a militant group on charges of attacks on offices.", "on charges"
    ),
    a_row("attack_on_civilians", "Rebels executed two villagers in Mali.", "executed by rebels"),
    a_row(
        "attack_on_civilians", "Rebels executed a man in Mali, authorities said.", "told by the authorities"
    ),
]

KNOWN = [
    a_row(
        "", "The funeral of the assassinated mayor was held in Lima, Peru.", "an assassinated mayor's funeral"
    ),
    a_row(
        "", "A square in Lima, Peru, is named for assassinated senator Juan Vela.", "a square named for one"
    ),
    a_row("assassination", "Gunmen assassinated senator Juan Vela in Lima, Peru.", "gunmen assassinated him"),
    a_row("assassination", "The mayor was assassinated in Lima, Peru.", "he was assassinated"),
]

ACCIDENTS = [
    a_row(
        "",
        "Nine soldiers were killed when their truck plunged into a ravine in Kashmir, Pakistan.",
        "a ravine",
    ),
    a_row(
        "armed_clash",
        "Nine soldiers were killed when their truck was ambushed in Kashmir, Pakistan.",
        "an ambush",
    ),
    a_row("", "Ghana imposes a curfew of one night while it holds its census.", "a curfew for a census"),
    a_row(
        "",
        "The ministers of Peru spoke of the fate of the abductees of the seventies.",
        "those abducted long ago",
    ),
    a_row(
        "",
        "Ghana recalls its envoy over crimes of the war in Mali, above all the Halun massacre.",
        "known by its name",
    ),
    a_row(
        "massacre", "Rebels committed a massacre in the village of Halun, Mali.", "a massacre told as news"
    ),
]

BLASTS = [
    a_row(
        "",
        "Four people were killed by an explosion and fire at a block of flats in Lille, France.",
        "flats and fire",
    ),
    a_row(
        "bombing",
        "Four people were killed by an explosion at a checkpoint in Kabul, Afghanistan.",
        "a checkpoint",
    ),
]

CROWDS = [
    a_row("", "Police arrested 20 people at a protest and blockade in London.", "a protest and blockade"),
    a_row(
        "", "Protesters set up tents in front of the university in Lima, Peru.", "protesters who set up tents"
    ),
    a_row("riot", "Protesters set tyres on fire in Lima, Peru.", "protesters who set tyres on fire"),
    a_row(
        "riot", "Protesters blocked roads and government offices in Lima, Peru.", "protesters who block roads"
    ),
]

MOVES = [
    a_row(
        "",
        "Forces of the alliance entered Ruritania to help its government to restore order.",
        "who enter to help",
    ),
    a_row(
        "",
        "Thousands of Lebanese residents have crossed into Cyprus since the start of spring.",
        "who cross to flee",
    ),
    a_row("territory_change", "Rebels entered Goma, DR Congo, on Tuesday.", "rebels who enter"),
    a_row("armed_clash", "Rwandan soldiers crossed into Uganda on Tuesday.", "soldiers who cross"),
]

KIND = [
    a_row(
        "mobilization",
        "The North fired two missiles towards the Eastern Sea, the South's military said.",
        "a test into a sea that has a name",
    ),
    a_row(
        "shelling",
        "The army fired two missiles towards the eastern suburbs, killing four.",
        "suburbs are no sea",
    ),
    a_row(
        "assassination",
        "City councilwoman Ana Vela was shot and killed by gunmen in Guayas, Ecuador.",
        "a councilwoman",
    ),
    a_row(
        "armed_clash",
        "Militants raid an army headquarters, killing two soldiers in Mali.",
        "a raid in the present",
    ),
    a_row("armed_clash", "Boko Haram attacks a police post in Nigeria.", "who attacks a post"),
    a_row(
        "armed_clash",
        "Militants raided the town of Timbuktu, Mali, killing two soldiers.",
        "a town, for its soldiers",
    ),
    a_row(
        "attack_on_civilians",
        "Militants raid a village in Mali, killing two farmers.",
        "a village, for its farmers",
    ),
    a_row(
        "armed_clash",
        "Libyan troops killed nine armed smugglers at the border.",
        "armed smugglers are no civilians",
    ),
    a_row(
        "assassination",
        "A member of parliament was shot to death by gunmen in Lima, Peru.",
        "shot to death",
    ),
    a_row(
        "attack_on_civilians",
        "Rebels killed four businessmen in Goma, DR Congo.",
        "businessmen are civilians",
    ),
    a_row(
        "shelling",
        "Rebel troops shell Taiz in Yemen, killing two traders.",
        "a town that troops shell",
    ),
    a_row("air_strike", "Turkey strikes nine targets in Syria.", "who strikes targets"),
    a_row("air_strike", "The Turkish Air Force strikes a depot in Syria.", "an air force strikes"),
    a_row(
        "attack_on_civilians", "Rebels are killing dozens of villagers in Chad, a priest says.", "no one act"
    ),
]


PLACES = [
    a_row(
        "PS IL",
        "Fighting in Gaza resumed on Friday. Israeli air strikes killed at least 100 people, the ministry there said, "
        "and rockets were fired at Israel.",
        "strikes on one side and rockets at the other",
    ),
    a_row(
        "PS IL",
        "Israeli jets bombed Gaza, and missiles were launched at Israel.",
        "bombs here, missiles there",
    ),
    a_row(
        "AZ",
        "At least 25 people were killed by shells in Stepanakert, the ethnic Armenian rulers say.",
        "a people",
    ),
    a_row(
        "SO",
        "Militants stormed a base of the Somali army. A U.S.-assisted air strike hit them.",
        "who assists",
    ),
    a_row(
        "LB", "Two militants were killed in Israeli air strikes in Batna, Lebanon.", "a large namesake abroad"
    ),
]


@pytest.mark.parametrize(("expected", "text"), PLACES)
def test_what_rings_is_placed_where_it_happened(expected: list[str], text: str) -> None:
    assert [event.country for event in told(text).incidents] == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [*CRIME, *LONE, *ABROAD, *SAID, *SENTENCES, *KNOWN, *ACCIDENTS, *BLASTS, *CROWDS, *MOVES, *KIND],
)
def test_what_rings_is_political_violence_of_its_kind(expected: list[str], text: str) -> None:
    assert kinds(text) == expected


def test_a_hunters_bullet_is_an_accident_though_the_text_tells_it_late() -> None:
    text = "A woman was killed by a stray bullet on Saturday in the Ardennes. The shot came from a hunter."
    assert kinds(text, "Walker killed in hunting accident") == []


def test_who_kills_again_and_again_commits_no_one_massacre() -> None:
    signals = told("Rebels are killing dozens of villagers in Chad.").signals
    assert "massacre" not in {signal.signal for signal in signals}
