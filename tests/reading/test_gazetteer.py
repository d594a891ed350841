import time

import pytest

from firebell.reading import gazetteer as gazetteer_of
from firebell.reading.gazetteer import Gazetteer, fold


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return gazetteer_of.shipped()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("IQ-BA", "Basra", id="the article of record"),
        pytest.param("IQ-BG", "Baghdad", id="its background"),
        pytest.param("UA-05", "Vinnytsia", id="GeoNames 05 is Donetsk"),
        pytest.param("UA-14", "Donetsk", id="ISO, not GeoNames"),
        pytest.param("BF-12", "Sahel", id="as ISO had it before the 17 regions"),
        pytest.param("GB-ENG", "England", id="the upper level"),
        pytest.param("SY-DY", "Deir ez-Zor", id="an English name over a transliteration"),
        pytest.param("PS-GZA", "Gaza", id="a governorate inside an area"),
    ],
)
def test_divisions_are_of_the_upper_iso_level_with_english_names(
    gazetteer: Gazetteer, code: str, name: str
) -> None:
    assert gazetteer.subdivisions[code] == name


def test_second_level_codes_are_told_apart_with_their_first_level(gazetteer: Gazetteer) -> None:
    assert gazetteer.divisions_2["BF-SOM"] == ("Soum", "BF-12")
    assert "BF-SOM" not in gazetteer.subdivisions


def test_countries_carry_the_names_of_newspapers_and_slugs(gazetteer: Gazetteer) -> None:
    assert gazetteer.countries["CD"] == "DR Congo"
    assert gazetteer.countries["XK"] == "Kosovo"
    assert gazetteer.slugs["BF"] == "burkina-faso"


@pytest.mark.parametrize(
    ("adjective", "country"),
    [("iraqi", "IQ"), ("malian", "ML"), ("nigerien", "NE"), ("nigerian", "NG"), ("south sudanese", "SS")],
)
def test_adjectives_of_nationality_name_their_country(
    gazetteer: Gazetteer, adjective: str, country: str
) -> None:
    assert gazetteer.demonyms[adjective] == country


def test_every_member_of_an_area_is_a_region(gazetteer: Gazetteer) -> None:
    regions = gazetteer.subdivisions.keys() | gazetteer.countries.keys()
    assert {m for area in gazetteer.areas.values() for m in area.members} <= regions
    assert {c for area in gazetteer.areas.values() for c in area.countries} <= gazetteer.countries.keys()


@pytest.mark.parametrize(
    ("area", "members", "countries"),
    [
        pytest.param("x-donbas", {"UA-14", "UA-09"}, ("UA",), id="inside one country"),
        pytest.param("x-kashmir", {"IN-JK", "IN-LA", "PK-JK", "PK-GB"}, ("IN", "PK"), id="across a border"),
        pytest.param("x-taiwan-strait", set(), ("CN", "TW"), id="a sea has no members"),
    ],
)
def test_areas_have_members_and_countries(
    gazetteer: Gazetteer, area: str, members: set[str], countries: tuple[str, ...]
) -> None:
    assert gazetteer.areas[area].members == members
    assert gazetteer.areas[area].countries == countries


def test_gaza_strip_and_west_bank_hold_the_divisions_of_palestine(gazetteer: Gazetteer) -> None:
    strip, bank = gazetteer.areas["x-gaza-strip"].members, gazetteer.areas["x-west-bank"].members
    assert strip | bank == {code for code in gazetteer.subdivisions if code.startswith("PS-")}
    assert not strip & bank


def test_areas_around_a_division_are_those_that_hold_it(gazetteer: Gazetteer) -> None:
    assert gazetteer.areas_around("IQ", "IQ-BA") == ()
    assert gazetteer.areas_around("SD", "SD-DN") == ("x-darfur",)


@pytest.mark.parametrize("code", ["IQ-BA", "IQ", "x-darfur"])
def test_divisions_countries_and_areas_have_a_middle(gazetteer: Gazetteer, code: str) -> None:
    centre = gazetteer.centre(code)
    assert centre is not None
    assert 10 < centre[0] < 40
    assert 20 < centre[1] < 50


@pytest.mark.parametrize("code", ["ID-BA", "IQ-AR", "DO-01"])
def test_a_division_below_another_has_a_middle_too(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.centre(code) not in {None, (0.0, 0.0)}


@pytest.mark.parametrize(
    ("name", "division"),
    [
        pytest.param("itamar", "PS-NBS", id="a settlement is where its neighbours are"),
        pytest.param("karmei tzur", "PS-HBN", id="one that no source knows"),
        pytest.param("yatta", "PS-HBN", id="a town that the source puts elsewhere"),
        pytest.param("batangafo", "CF-AC", id="a division made after the codes"),
        pytest.param("lamu", "KE-21", id="a code that the source keeps a level down"),
    ],
)
def test_towns_without_a_division_are_given_theirs(gazetteer: Gazetteer, name: str, division: str) -> None:
    number = gazetteer.names(name)
    assert number is not None
    assert gazetteer.division(gazetteer.records(number)[0][0]) == division


def test_a_place_that_no_source_knows_stands_in_our_own_list(gazetteer: Gazetteer) -> None:
    number = gazetteer.names("kajo keji")
    assert number is not None
    assert [gazetteer.division(record) for record, _ in gazetteer.records(number)] == ["SS-EC"]


def test_what_is_unknown_or_a_sea_has_no_middle(gazetteer: Gazetteer) -> None:
    assert gazetteer.centre("x-red-sea") is None
    assert gazetteer.centre("QQ-1") is None


def test_a_search_gives_exact_hits_first_and_every_kind(gazetteer: Gazetteer) -> None:
    hits = gazetteer.search("Sahel")
    assert [(hit.code, hit.kind) for hit in hits] == [("BF-12", "subdivision"), ("x-sahel", "area")]
    assert gazetteer.search("IQ-BA")[0].name == "Basra"
    assert gazetteer.search("donbass")[0].code == "x-donbas"
    assert gazetteer.search("  ") == []


@pytest.mark.parametrize(
    ("written", "looked_up"),
    [
        ("Sana'a", "sanaa"),
        ("Sana\u2019a", "sanaa"),
        ("U.S.", "us"),
        ("Al Ba\u015frah", "al basrah"),
        ("\u0141\u00f3d\u017a", "lodz"),
    ],
)
def test_names_are_looked_up_without_accents_apostrophes_and_full_stops(written: str, looked_up: str) -> None:
    assert fold(written) == looked_up


def test_a_second_loading_costs_nothing() -> None:
    gazetteer_of.shipped()
    begun = time.perf_counter()
    gazetteer_of.shipped()
    assert time.perf_counter() - begun < 0.01
