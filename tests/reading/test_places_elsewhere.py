"""Names that point away from where it happened: posts abroad, whose attack it was, people, namesakes."""

import pytest

from firebell.reading.en import places
from firebell.reading.text import Document

GAZETTEER = places.shipped()


def named(text: str) -> list[tuple[str, str]]:
    return [(f.name, f.country) for f in places.find(Document("", text), GAZETTEER) if f.listed]


def located(text: str, anchor: str = "killed", within: str = "") -> str:
    doc = Document("", text)
    token = doc.low.index(anchor)
    clause = (doc.low.index(within), len(doc)) if within else None
    return places.Whereabouts(places.find(doc, GAZETTEER), doc).of(token, token + 1, clause).country


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Central American farmers fled.", [], id="of the continents"),
        pytest.param("He spoke of Latin American unity.", [], id="of half a continent"),
        pytest.param("American farmers fled.", [("American", "US")], id="twin: of the country"),
        pytest.param(
            "The U.S. sent aid. It came to all of US.",
            [("U.S.", "US")],
            id="us, where the country has points",
        ),
        pytest.param("The US sent aid.", [("US", "US")], id="twin: where it has none"),
        pytest.param(
            "Honduran police heard shots in Marcala, La Paz.",
            [("Honduran", "HN"), ("Marcala", "HN"), ("La Paz", "HN")],
            id="La is no Louisiana",
        ),
        pytest.param("The army began Operation Victoria.", [], id="a campaign's name"),
    ],
)
def test_a_part_of_a_name_is_no_country(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "LIMA (AP) - A former Peruvian ambassador to Norway was killed.", "PE", id="a post abroad"
        ),
        pytest.param("An envoy was killed in Norway.", "NO", id="twin: there himself"),
        pytest.param("LIMA (AP) - A man extradited from Italy was killed.", "PE", id="tried elsewhere"),
        pytest.param(
            "Russia's largest drone attack of the war killed nine, Ukraine said.", "UA", id="whose attack"
        ),
        pytest.param(
            "Pakistan's deadliest attack this year killed nine.", "PK", id="twin: where it was worst"
        ),
        pytest.param(
            "On Sunday, Turkey launched raids that killed nine, Syria said.", "SY", id="who launched it"
        ),
        pytest.param("On Sunday, raids killed nine in Turkey, Syria said.", "TR", id="twin: where it hit"),
    ],
)
def test_whose_post_or_attack_it_is_tells_little_of_where(text: str, country: str) -> None:
    assert located(text) == country


def test_a_clause_that_names_no_more_than_guests_says_nothing_of_where() -> None:
    text = "Families have left Gaborone after a raid killed six Danes."
    assert located(text, within="after") == "BW"
    assert located("Families have left Gaborone after a raid in Lusaka killed six.", within="after") == "ZM"
    assert located("Families fled Gaborone after Namibia's raids killed six.", within="after") == "BW"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The nurse Deniz Van, 32, was hurt.", [], id="a name with an age"),
        pytest.param("Two died in Van, 32 were hurt.", [("Van", "TR")], id="twin: a number that counts"),
        pytest.param("Cordoba Garcia denied it.", [], id="two family names"),
        pytest.param("Shots fell at Plaza de Marte.", [], id="a name that goes on with de"),
        pytest.param(
            "QUITO (Radio Esmeraldas) - Talks began.", [("QUITO", "EC")], id="a station in a dateline"
        ),
        pytest.param(
            "BENI (North Kivu) - Talks began.",
            [("BENI", "CD"), ("North Kivu", "CD")],
            id="twin: where it lies",
        ),
        pytest.param("[Santander] We will not yield.", [], id="who answers in an interview"),
        pytest.param(
            "They met in Santander [Spain].", [("Santander", "ES"), ("Spain", "ES")], id="twin: a note"
        ),
    ],
)
def test_people_and_stations_are_no_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "TEGUCIGALPA (Reuters) - A guard was killed in San Ramon.", "HN", id="a namesake at home"
        ),
        pytest.param(
            "TEGUCIGALPA (Reuters) - A guard was killed in San Ramon, California.",
            "US",
            id="twin: it says where",
        ),
        pytest.param(
            "TEGUCIGALPA (Reuters) - A guard was killed in San Ramon, Peruvian police said.",
            "PE",
            id="twin: the text speaks of another country that has one",
        ),
    ],
)
def test_a_common_name_lies_where_the_report_was_written(text: str, country: str) -> None:
    assert located(text) == country


def test_a_city_that_all_know_stays_abroad() -> None:
    assert named("TEGUCIGALPA (Reuters) - A guard was in Barcelona.")[-1] == ("Barcelona", "ES")
