"""Headlines as agencies and local papers write them: how many died by each (CODEBOOK §3)."""

import pytest
from tests.reading.test_incidents import told


def dead(text: str) -> int:
    """All that the headline says to have died just now."""
    now = [e for e in told(text).incidents if e.when == "current" and e.mode == "asserted"]
    return sum(event.killed.best for event in now if event.killed)


WAYS: dict[str, list[tuple[int, str]]] = {
    "where a war is, a killing is its news": [
        (6, "Six killed in Diyala"),
        (12, "A dozen killed in Ituri"),
        (2, "Two gunned down in Karachi"),
        (10, "10 killed, 3 of them children, in Kunduz"),
        (13, "13 villagers hacked to death in North Kivu"),
        (2, "Couple shot dead in Baqubah"),
        (8, "Eight stabbed to death in Jos"),
        (19, "Nineteen killed across Iraq"),
        (6, "Two brothers among six killed in Kashmir"),
        (2, "Two traders shot dead in Manipur"),
        (4, "Four killed in eastern Ukraine as cease-fire nears"),
    ],
    "a blast is a bomb's where nothing else explodes": [
        (5, "Five dead in roadside blast in Quetta"),
        (10, "Kabul blast: 10 dead"),
        (10, "10 dead after Kabul blast"),
        (4, "Mogadishu: Four die in blast"),
        (9, "Nine confirmed dead in Herat blast"),
    ],
    "a raid or violence kills": [
        (24, "Two dozen slain in Borno raid"),
        (18, "South Sudan cattle raid kills 18"),
        (19, "Iraq violence kills 19"),
        (20, "CAR violence leaves 20 dead"),
    ],
    "victims by other verbs": [
        (13, "Rebels hack 13 to death near Beni"),
        (8, "Chad: eight lose lives in attack"),
        (3, "3 Turkish soldiers martyred in Hakkari"),
    ],
    "who died, by fewer words": [
        (1, "Palestinian killed in clashes with Israeli troops"),
        (1, "Maoist killed in Jharkhand gun battle"),
        (13, "13 IS fighters killed in Nangarhar drone strike"),
        (12, "12 rebels eliminated in Kunduz"),
        (2, "Couple gunned down in Mosul"),
    ],
    "several groups are a sum": [
        (25, "22 rebels, three soldiers killed in Mindanao clash"),
        (4, "Two jawans and two ultras killed in Baramulla gunfight"),
        (8, "Two women, six children killed in air strike in Hajjah"),
        (28, "At least 28 hacked, shot to death in Ituri"),
        (8, "Rocket attack kills two women and six children in Aleppo"),
        (3, "Hezbollah fighter, two Lebanese soldiers killed in Tripoli gun battle"),
    ],
    "whose members they are": [
        (19, "13 members of the security forces and six Taliban fighters killed in clashes in Sangin"),
        (9, "Seven soldiers of the regime forces and two rebels were killed in fighting near Idlib"),
    ],
    "parts are none": [
        (9, "Four US soldiers among nine killed in Iraq"),
        (18, "18 Taliban insurgents, including local commander, killed in Faryab"),
        (10, "Air strike in Helmand kills 10, most of them civilians"),
        (8, "Six French aid workers among eight killed in Niger attack"),
    ],
    "the number stands anywhere": [
        (16, "Car bombs rock Baghdad; 16 dead"),
        (4, "Suicide bomber targets convoy in Kabul, 4 dead"),
        (10, "Ijaw-Itsekiri clash: 10 killed"),
        (23, "Gunmen invade Plateau village, kill 23"),
        (61, "Gao camp attack death toll rises to 61"),
        (235, "Egypt mosque attack: 235 killed in bomb and gun assault"),
        (14, "14 lives claimed in Kandahar suicide attack"),
        (3, "UPDATE 2-Three killed as bomber strikes Kabul"),
    ],
    "a second place behind an object": [
        (6, "Israeli strikes kill five in Gaza, one in West Bank"),
        (7, "Bombs kill three in Mosul and four in Tikrit"),
    ],
}


@pytest.mark.parametrize(
    ("expected", "text"),
    [pytest.param(*row, id=f"{way}: {row[1]}") for way, rows in WAYS.items() for row in rows],
)
def test_who_died_by_a_headline(expected: int, text: str) -> None:
    assert dead(text) == expected


QUIET: dict[str, list[str]] = {
    "accidents happen where a war is": [
        "Twelve killed as bus falls into ravine in Kunar",
        "Nine killed in Diyala building collapse",
        "Eight killed when boat capsizes in Kivu",
        "Two earthquakes kill six in northern Afghanistan",
    ],
    "crime too": ["Man killed by robbers in Karachi", "Wife shot dead by husband in Kandahar"],
    "a cause that no word calls violent": [
        "Heat kills nine in Basra",
        "Overloaded tanker kills nine in Kano",
    ],
    "a war's own total": ["More than 1,200 killed in Syria"],
    "peace": ["Six killed in Lyon", "Two killed in Ohio"],
    "another blast": [
        "Ten dead in gas blast in Karachi",
        "Lawmakers blast government over ten dead in Leeds",
    ],
    "another violence": ["Domestic violence kills 19 in Spain"],
}


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{way}: {text}") for way, rows in QUIET.items() for text in rows]
)
def test_whose_death_is_no_news_of_a_conflict(text: str) -> None:
    assert dead(text) == 0


@pytest.mark.parametrize(
    ("country", "place"),
    [
        pytest.param("IQ", "Taji", id="a-town-that-the-sources-leave-out"),
        pytest.param("PK", "Wana", id="a-namesake-of-an-iraqi-town"),
        pytest.param("IQ", "Salman Pak", id="a-town-of-two-words"),
        pytest.param("RU", "Babayurt", id="a-district-of-dagestan"),
        pytest.param("PH", "Panglima Estino", id="a-municipality-of-sulu"),
        pytest.param("NP", "Kapilvastu", id="a-district-of-nepal"),
        pytest.param("PS", "Ariel", id="a-settlement"),
        pytest.param("DZ", "In Amenas", id="a-town-that-begins-like-a-preposition"),
    ],
)
def test_where_a_war_is_even_small_places_are_known(country: str, place: str) -> None:
    reading = told(f"Soldiers were killed in an ambush in {place}.")
    assert [event.country for event in reading.incidents] == [country]
