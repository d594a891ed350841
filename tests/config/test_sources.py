"""The shipped publishers: the wires under all their names, namesakes told apart, and whose other voice they are."""

from functools import cache

import pytest

from firebell import config
from firebell.config import KnownRegions
from firebell.incident.publishers import Publishers
from firebell.reading.en import places


@cache
def regions() -> KnownRegions:
    return config.known_regions(places.shipped())


@cache
def publishers() -> Publishers:
    return config.rulebook(config.read_files(None), regions()).publishers


def test_some_hundred_publishers_of_the_world_are_known() -> None:
    listed = {publisher.family or publisher.name for publisher in publishers()}
    assert len(listed) >= 600
    assert len({publisher.country for publisher in publishers() if publisher.country}) >= 120


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("AP", "Associated Press", id="short"),
        pytest.param("The Associated Press", "Associated Press", id="with its article"),
        pytest.param("AFP", "Agence France-Presse", id="short, from another language"),
        pytest.param("Thomson Reuters", "Reuters", id="with its owner"),
        pytest.param("DPA", "Deutsche Presse-Agentur", id="in capitals"),
        pytest.param("Agencia EFE", "EFE", id="long"),
        pytest.param("Xinhua News Agency", "Xinhua", id="long, state"),
        pytest.param("BBC", "BBC News", id="a broadcaster"),
        pytest.param("Al Manar", "Al-Manar", id="without its hyphen"),
    ],
)
def test_one_newsroom_under_two_names_is_one_family(one: str, other: str) -> None:
    assert publishers().of(one).family == publishers().of(other).family is not None


@pytest.mark.parametrize(
    ("source", "url", "country"),
    [
        pytest.param("Dawn", "", "PK", id="a name alone"),
        pytest.param("", "https://punchng.com/bandits-attack/", "NG", id="an address alone"),
        pytest.param("", "https://www.dabangasudan.org/en/x", "SD", id="an address with www"),
        pytest.param("The Daily Star", "", "BD", id="the larger of two namesakes"),
        pytest.param("", "https://www.dailystar.com.lb/News", "LB", id="the other by its address"),
        pytest.param("The Guardian", "", "GB", id="the larger of two namesakes, again"),
        pytest.param("The Guardian Nigeria", "", "NG", id="the other by its longer name"),
        pytest.param("", "https://guardian.ng/news/", "NG", id="the other by its address, again"),
        pytest.param("The Irrawaddy", "", "MM", id="in exile: the country it writes about"),
        pytest.param("Human Rights Watch", "", None, id="writes about the world"),
        pytest.param("ReliefWeb", "", None, id="hands on what others wrote"),
        pytest.param("The Daily Example", "", None, id="nobody listed it"),
    ],
)
def test_a_publisher_hints_at_the_country_that_is_meant_where_a_text_names_none(
    source: str, url: str, country: str | None
) -> None:
    assert publishers().of(source, url).country == country


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("TASS", "Russia"),
        ("RIA Novosti", "Russia"),
        ("SANA", "Syria"),
        ("IRNA", "Iran"),
        ("Al-Manar", "Hezbollah"),
        ("Al-Masirah", "Houthis"),
        ("Ukrinform", "Ukraine"),
        ("Global New Light of Myanmar", "Myanmar"),
        ("Hawar News Agency", "Syrian Democratic Forces"),
    ],
)
def test_the_voice_of_a_party_is_ranked_last_and_named_with_it(source: str, party: str) -> None:
    publisher = publishers().of(source)
    assert (publisher.speaks_for, publisher.tier) == ((party,), 3)


def test_whoever_speaks_for_a_party_has_the_lowest_rank() -> None:
    assert [p.name for p in publishers() if p.speaks_for and p.tier != 3] == []


@pytest.mark.parametrize("source", ["ReliefWeb", "Yahoo News", "MSN", "Google News", "AllAfrica"])
def test_who_hands_on_what_others_wrote_has_no_rank_of_its_own(source: str) -> None:
    publisher = publishers().of(source)
    assert publisher.republishes
    assert publisher.tier is None


CONFLICTS = (
    "AF BD BF CD CF CM CO EC ET HT IL IN IQ IR KE LB LY ML MM MX MZ NE NG PH PK PS RU SD SO SS SY TD UA YE"
)


@pytest.mark.parametrize("country", CONFLICTS.split())
def test_every_country_at_war_has_publishers_at_home(country: str) -> None:
    home = {p.family or p.name for p in publishers() if p.country == country}
    assert len(home) >= 3
