import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.article import Article
from firebell.reading.en import places
from firebell.reading.en.places import Found, Location
from firebell.reading.read import Reader, read
from firebell.reading.text import Document

GAZETTEER = places.shipped()


def toponyms(text: str, title: str = "", hint: str | None = None) -> list[Found]:
    return [f for f in places.find(Document(title, text), GAZETTEER, places.Context(hint)) if f.listed]


def named(text: str) -> list[tuple[str, str, str | None]]:
    return [(f.name, f.country, f.subdivision) for f in toponyms(text)]


def located(text: str, anchor: str = "killed", title: str = "", hint: str | None = None) -> Location:
    doc = Document(title, text)
    token = doc.low.index(anchor)
    return places.Whereabouts(places.find(doc, GAZETTEER, places.Context(hint)), doc).of(token, token + 1)


def test_basra_is_a_town_of_iraq_with_code_and_coordinates() -> None:
    location = located("Four militants were killed in Basra on Wednesday.")
    assert location == ("IQ", "IQ-BA", "Basra", 99532, 30.511, 47.778, (), 5, 6, False, 2)


@pytest.mark.parametrize(
    ("text", "country", "subdivision"),
    [
        pytest.param("A bomb killed two in Tripoli, northern Lebanon.", "LB", "LB-AS", id="container behind"),
        pytest.param("A bomb killed two in Tripoli, Libya.", "LY", "LY-TB", id="the larger one"),
        pytest.param(
            "A shooting killed two in Springfield, Ill., police said.", "US", "US-IL", id="a state in short"
        ),
        pytest.param("Shells killed two in Ukraine's Donetsk.", "UA", "UA-14", id="container before"),
        pytest.param("Gunmen killed two in the Iraqi city of Mosul.", "IQ", "IQ-NI", id="adjective and town"),
        pytest.param("Rockets killed two in Anbar province.", "IQ", "IQ-AN", id="a division by its unit"),
        pytest.param("Clashes killed nine in el-Fasher.", "SD", "SD-DN", id="lower-case article"),
        pytest.param("Warplanes killed nine in Al-Raqqah.", "SY", "SY-RA", id="article in a capital"),
        pytest.param("Shells hit Al-Suwaida and killed nine.", "SY", "SY-SU", id="Al- is no given name"),
        pytest.param(
            "Shells killed nine in Al Hodeidah governorate.", "YE", "YE-HU", id="article without hyphen"
        ),
        pytest.param("A raid killed two in Côte d'Ivoire.", "CI", None, id="small letter of an elision"),
        pytest.param(
            "A drone killed two near Oursi town.", "BF", "BF-12", id="a village that is called a town"
        ),
        pytest.param("A raid killed two in Côte d\u2019Ivoire.", "CI", None, id="its other apostrophe"),
        pytest.param("Rebels killed nine at El Adde.", "SO", "SO-GE", id="at is no article here"),
        pytest.param(
            "Jets bombed Thabeikkyin and killed nine.", "MM", "MM-04", id="what is bombed is a place"
        ),
        pytest.param("Gunmen killed two in Kuron.", "SS", "SS-EE", id="a village without coordinates"),
        pytest.param("Shelling killed nine in Sana'a.", "YE", "YE-SA", id="inner apostrophe"),
        pytest.param("A raid killed one in the U.S. on Monday.", "US", None, id="a country in short"),
        pytest.param("Fighting killed six in DR Congo's North Kivu.", "CD", "CD-NK", id="a country's alias"),
        pytest.param("CAR BOMB KILLED TEN IN BAGHDAD MARKET", "IQ", "IQ-BG", id="all in capitals"),
        pytest.param("A drone killed one in Zakho.", "IQ", "IQ-DA", id="a governorate inside a wider region"),
        pytest.param("A blast killed one in Denpasar.", "ID", "ID-BA", id="a province of an island group"),
        pytest.param("A blast killed one in Pristina, Kosovo.", "XK", None, id="no ISO divisions"),
    ],
)
def test_where_it_happened(text: str, country: str, subdivision: str | None) -> None:
    location = located(text)
    assert (location.country, location.subdivision) == (country, subdivision)


@pytest.mark.parametrize(
    ("text", "country", "subdivision", "area"),
    [
        pytest.param("An air strike killed 20 in Gaza.", "PS", None, "x-gaza-strip", id="the strip"),
        pytest.param("An air strike killed 20 in Gaza City.", "PS", "PS-GZA", "x-gaza-strip", id="the town"),
        pytest.param("Troops killed two in Jenin.", "PS", "PS-JEN", "x-west-bank", id="a town of an area"),
        pytest.param("Militia killed 30 in Darfur.", "SD", None, "x-darfur", id="inside one country"),
        pytest.param("Drones killed 12 in Tigray.", "ET", "ET-TI", "x-tigray", id="one division only"),
        pytest.param("Gunmen killed a guard in Kashmir.", "IN", "IN-JK", "x-kashmir", id="bare, its home"),
        pytest.param("Missiles killed a sailor in the Red Sea.", "ZZ", None, "x-red-sea", id="the open sea"),
        pytest.param("Shells killed two in the Donbas.", "UA", None, "x-donbas", id="two divisions"),
        pytest.param(
            "US jets killed two in the eastern Pacific.", "ZZ", None, "x-pacific", id="an ocean, whoever came"
        ),
    ],
)
def test_areas_are_regions_of_their_own(text: str, country: str, subdivision: str | None, area: str) -> None:
    location = located(text)
    assert (location.country, location.subdivision, area in location.areas) == (country, subdivision, True)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("Gunmen killed a nurse in Nyatiop Payam.", "SS", id="of a village that no list knows"),
        pytest.param("Gunmen killed a nurse in Minga payam.", "SS", id="whatever else is called so"),
        pytest.param("Gunmen killed a nurse in the woreda of Golbo.", "ET", id="before its name"),
        pytest.param("Rebels killed two in Barangay Tulid.", "PH", id="right before its name"),
        pytest.param("Rebels killed two in Yahukora regency.", "ID", id="an English word for it"),
        pytest.param("Gunmen killed two at a ball of the regency.", "ZZ", id="no name beside it"),
        pytest.param(
            "Gunmen killed two. Regency style was the fashion.", "ZZ", id="at the head of a sentence"
        ),
    ],
)
def test_a_unit_that_one_country_has_says_the_country(text: str, country: str) -> None:
    assert located(text).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "WASHINGTON (AP) - The Malian minister mourned six people killed in his country.",
            "ML",
            id="a minister abroad",
        ),
        pytest.param(
            "The Swedish minister mourned two people killed in Nairobi, far from her country.",
            "KE",
            id="away from home",
        ),
        pytest.param(
            "A gunman killed nine at a mall in Munich on the anniversary of the 2011 Norway attacks.",
            "DE",
            id="an attack of another year",
        ),
        pytest.param("Gunmen killed nine in the Norway attacks.", "NO", id="an attack of this year"),
        pytest.param(
            "BOGOTA (AP) - Rebels killed two Colombian officers in San Pedro.",
            "CO",
            id="a small namesake at home",
        ),
        pytest.param("Three Haitian national staff were killed.", "HT", id="staff of the country"),
        pytest.param("Three French nationals were killed.", "ZZ", id="guests of a country"),
    ],
)
def test_what_the_text_is_about_points_home(text: str, country: str) -> None:
    assert located(text).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("A nurse was killed in Kandaharr.", "AF", id="a letter doubled"),
        pytest.param("A nurse was killed in Maidugury.", "NG", id="another letter for one sound"),
        pytest.param("Rockets killed a nurse in El Obied.", "SD", id="two letters in the other order"),
        pytest.param("A nurse was killed in Bentieu.", "SS", id="a letter too many"),
        pytest.param("A nurse was killed in Lashkergah district.", "AF", id="a unit asks for a place"),
        pytest.param("An Italian nurse was killed in Kandaharr.", "AF", id="a guest's country is another"),
        pytest.param("A nurse was killed in Jalalabaad.", "ZZ", id="towns of two countries"),
        pytest.param("A nurse was killed in Ramadan.", "ZZ", id="a month"),
        pytest.param("A nurse was killed by Kandaharr.", "ZZ", id="nothing asks for a place"),
        pytest.param("A nurse from Lyon was killed in Kandaharr.", "FR", id="the text names a place"),
    ],
)
def test_a_misspelt_place_is_known_where_it_is_the_only_one(text: str, country: str) -> None:
    assert located(text).country == country


def test_nothing_above_the_first_level_has_an_incidents_coordinates() -> None:
    assert located("Attackers killed 40 in Sudan.").lat is None
    assert located("Attackers killed 40 in Darfur.").lat is None
    assert located("Attackers killed 40 in Anbar province.").lat is not None


@pytest.mark.parametrize(
    ("text", "point"),
    [
        pytest.param("Rain fell in Iraq.", (33.0, 44.0), id="a country has its middle"),
        pytest.param("An Iraqi poet spoke.", (33.0, 44.0), id="a nationality that of its country"),
        pytest.param("Rain fell in the Gaza Strip.", (31.4, 34.4), id="an area that of its divisions"),
        pytest.param("Rain fell in Asia.", (29.8, 89.3), id="a part of the world"),
        pytest.param("Rain fell on the Red Sea.", (None, None), id="a sea has none"),
    ],
)
def test_a_toponym_on_land_stands_on_a_map(text: str, point: tuple[float | None, float | None]) -> None:
    [place] = read(Article(id="x", text=text, language="en"), Reader.shipped(), full=True).places
    rounded = (place.lat and round(place.lat, 1), place.lon and round(place.lon, 1))
    assert rounded == point


@pytest.mark.parametrize(
    ("text", "anchor", "country"),
    [
        pytest.param(
            "Moscow said its missiles killed ten officers in Kharkiv.",
            "killed",
            "UA",
            id="a speaking capital",
        ),
        pytest.param(
            "BEIRUT (Reuters) - A car bomb killed five in Damascus.", "killed", "SY", id="a dateline"
        ),
        pytest.param(
            "PORT MORESBY: Twelve men were killed in Kismayo.", "killed", "SO", id="a dateline with a colon"
        ),
        pytest.param(
            "Five attackers were killed in Mogadishu, police spokesman Abdifatah Aden told reporters.",
            "killed",
            "SO",
            id="a spokesman whom no list knows",
        ),
        pytest.param(
            "Kinshasa and the M23 signed a deal in Doha in June, but fighting has continued.",
            "fighting",
            "CD",
            id="where a deal was signed",
        ),
        pytest.param(
            "Soldiers fought in Cambodia, breaking a ceasefire signed in Kuala Lumpur.",
            "fought",
            "KH",
            id="where a truce was signed",
        ),
        pytest.param(
            "ABUJA (AP) - A gunman who worked with the agency in Kandahar killed two in Kano.",
            "killed",
            "NG",
            id="where somebody had worked",
        ),
        pytest.param("Iranian missiles killed three in Erbil.", "killed", "IQ", id="whose missiles"),
        pytest.param(
            "The president of Kenya condemned the attack that killed six in Kismayo.",
            "killed",
            "SO",
            id="condoled",
        ),
        pytest.param(
            "Rockets from inside Sudan killed two in Adre.", "killed", "TD", id="where it was fired from"
        ),
        pytest.param(
            "Gunmen killed two Turkish engineers in Mogadishu.", "killed", "SO", id="whose engineers"
        ),
        pytest.param(
            "Four died in clashes in southern Iraq after fighting in Damascus left dozens wounded.",
            "clashes",
            "IQ",
            id="what came before is elsewhere",
        ),
    ],
)
def test_not_every_place_that_is_named_is_where_it_happened(text: str, anchor: str, country: str) -> None:
    assert located(text, anchor).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "WASHINGTON (AP) - A strike on a boat in the eastern Pacific killed four men.",
            "ZZ",
            id="an ocean",
        ),
        pytest.param("A strike on a boat killed four men in the Caribbean Sea.", "ZZ", id="a sea"),
        pytest.param(
            "Pirates killed two sailors on a tanker in international waters.", "ZZ", id="nobody's waters"
        ),
        pytest.param(
            "Gunmen on boats killed four men in the Caribbean nation of Haiti.", "HT", id="twin: a land there"
        ),
        pytest.param("Gunmen killed four men on a boat in Lagos.", "NG", id="twin: a boat in a town"),
    ],
)
def test_the_open_sea_is_no_states(text: str, country: str) -> None:
    assert located(text).country == country


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "A drone killed nine people in Gedeb, in Amhara.", id="a region that is an area of conflict too"
        ),
        pytest.param("A drone killed nine people in Gedeb, in East Gojjam.", id="a district"),
        pytest.param(
            "A drone killed nine people in Gedeb, in the Gozzam zone of Amhara.", id="a unit that no list has"
        ),
    ],
)
def test_a_village_lies_where_its_container_does(text: str) -> None:
    assert located(text).subdivision == "ET-AM"


def test_a_town_lies_in_the_state_that_is_named_behind_it() -> None:
    text = "Gunmen killed two people in Iguatemi, in the western state of Mato Grosso do Sul."
    assert located(text).subdivision == "BR-MS"


def test_a_states_national_guard_is_sent_to_others() -> None:
    text = "WASHINGTON (AP) - Gunmen wounded two of the West Virginia National Guard."
    assert located(text, "wounded").subdivision != "US-WV"


def test_what_was_answered_is_another_events_place() -> None:
    text = "Warplanes carried out strikes on Hodeidah, in retaliation for a raid that hit Eilat."
    assert located(text, "strikes").subdivision == "YE-HU"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("Shells killed two in Leer.", "SS", id="war is likelier in South Sudan than in Germany"),
        pytest.param(
            "A German court said shells killed two in Leer.", "DE", id="unless the text speaks of it"
        ),
        pytest.param(
            "Gunmen killed two at a warehouse in Kuito.", "AO", id="its own name, not Quito's other"
        ),
        pytest.param("One guard was killed in Tirin Kot.", "AF", id="One is no village near Geneva"),
        pytest.param(
            "SANTIAGO (AP) - A bomb killed two in Concepcion.", "CL", id="near where the report was written"
        ),
        pytest.param(
            "Two were killed near Marj Zuhour.", "ZZ", id="a name that goes on is not the town it begins with"
        ),
        pytest.param("Two were killed near Marj.", "LY", id="the town itself"),
        pytest.param("Two were killed near Shar-e Dilbar.", "ZZ", id="nor where -e- joins its parts"),
        pytest.param("A guard was killed in the Bentiu camp.", "SS", id="in, past the"),
        pytest.param("A guard was killed between Qarnu and Bentiu.", "SS", id="between"),
        pytest.param(
            "A guard was killed in Qarnu, Niafunke.", "ML", id="what holds a place that is not known"
        ),
        pytest.param("A guard named Qarnu, Most, was killed.", "ZZ", id="a comma alone leads nowhere"),
    ],
)
def test_of_namesakes_the_text_means_the_likeliest(text: str, country: str) -> None:
    assert located(text).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("Gunmen killed two US contractors.", "ZZ", id="US stands for American"),
        pytest.param("A gunman killed two people in the US.", "US", id="US is where"),
        pytest.param("Gunmen killed four Danish staff.", "ZZ", id="counted guests"),
        pytest.param("Gunmen killed four Afghan staff.", "AF", id="counted people of a country at war"),
        pytest.param("A bomb killed two at the Chilean embassy.", "ZZ", id="an embassy stands abroad"),
        pytest.param("A bomb killed two at the Chilean embassy in Lima.", "PE", id="and here it stands"),
        pytest.param(
            "Gunmen killed two on Malta Street in Bogota.", "CO", id="what a street is called after"
        ),
        pytest.param("A nurse was killed by Russian shells.", "ZZ", id="whose doing it was"),
        pytest.param("Four were killed, the Russians said.", "ZZ", id="a people as one who speaks or acts"),
        pytest.param("A nurse was killed by Malian soldiers.", "ML", id="who is at war at home"),
        pytest.param("Radio Ghana said two were killed in Lome.", "TG", id="a station's name"),
        pytest.param("Militants killed seven at an Indian air base.", "IN", id="a site by its adjective"),
    ],
)
def test_nationalities_and_namings_place_nothing_but_what_is_at_home(text: str, country: str) -> None:
    assert located(text).country == country


def test_a_dateline_speaks_for_the_whole_report() -> None:
    text = "LIMA (AP) - The cabinet met. It sat for hours. It spoke of taxes. Bombs killed nine, two Dutch."
    assert located(text).country == "PE"


def test_a_direction_holds_no_town() -> None:
    assert located("Gunmen killed two in Torit, Eastern Equatorial.").subdivision == "SS-EE"


def test_a_village_known_only_elsewhere_lies_where_the_text_says() -> None:
    location = located("Shells killed two in Barwala, Helmand province.")
    assert (location.country, location.subdivision, location.geonames_id) == ("AF", "AF-HEL", None)


def test_the_town_in_the_next_sentence_is_finer_than_the_country() -> None:
    location = located("Mortars killed six in central Yemen. They fell on the town of Ibb.")
    assert (location.country, location.place) == ("YE", "Ibb")


def test_an_adjective_alone_gives_the_country() -> None:
    assert located("Iraqi police say gunmen killed two officers.").country == "IQ"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Smugglers killed two guards on the Syria-Turkey border.", id="both before"),
        pytest.param("A mine killed two at the border between Sudan and Chad.", id="both behind"),
        pytest.param("Two people were killed on Friday.", id="nothing said"),
    ],
)
def test_borders_and_nothing_are_nowhere(text: str) -> None:
    location = located(text)
    assert (location.country, location.first == location.last) == ("ZZ", True)


def test_several_places_with_one_toll_give_the_first_without_a_division() -> None:
    location = located("Car bombs killed 30 people in Mosul and Kirkuk.")
    assert (location.country, location.subdivision, location.place) == ("IQ", None, "Mosul")


def test_the_publishers_home_decides_last() -> None:
    assert located("Bandits killed a farmer at dawn.", hint="NG").country == "NG"
    assert located("Bandits killed a farmer in Goma at dawn.", hint="NG").country == "CD"


def test_a_hint_points_at_no_words() -> None:
    location = located("Bandits killed a farmer at dawn.", hint="NG")
    assert location.first == location.last


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Followers of Moqtada al-Sadr marched.", id="an Arabic family name"),
        pytest.param("President Jordan Lincoln spoke.", id="title and given name"),
        pytest.param("George W. Houston left the court.", id="behind an initial"),
        pytest.param("The New York Times reported it.", id="a newspaper"),
        pytest.param("Paris Saint-Germain won.", id="a team"),
        pytest.param("They asked for US$40,000.", id="a currency"),
        pytest.param("It happened in May, and we've seen it in March.", id="months and contractions"),
        pytest.param("Nice weather is most welcome. Reading is fun.", id="words at the head of a sentence"),
    ],
)
def test_persons_organisations_and_words_are_no_places(text: str) -> None:
    assert named(text) == []


def test_a_family_name_learnt_in_the_article_stays_one() -> None:
    assert named("Senator Mark Kent spoke. Later Kent left.") == []
    assert named("Police chief William Basra spoke. According to Basra, nine fled.") == []
    assert [name for name, *_ in named("According to Basra, nine fled.")] == ["Basra"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("GOMA, DR Congo (AP) - Rebels fled.", "dateline", id="agency's head"),
        pytest.param("GOMA, Mar 3 (NPA) Rebels fled.", "dateline", id="a day and an agency, without a dash"),
        pytest.param("Goma, Mar 3 (the third) saw rebels flee.", "mention", id="twin: a sentence goes on"),
        pytest.param("The rebels fled. Kigali denied it.", "speaker", id="capital with a verb of speech"),
        pytest.param("The rebels fled to Uganda.", "mention", id="all else, until an incident is there"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert toponyms(text)[0].role == role


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Blast in Kabul", "Twelve died in Kabul, Afghanistan\u2019s capital."),
        ("", "Caf\u00e9s in S\u00e3o Paulo shut."),
    ],
)
def test_offsets_are_exact_slices(title: str, text: str) -> None:
    doc = Document(title, text)
    for found in places.find(doc, GAZETTEER):
        assert doc.span(found.first, found.last).words == found.name


def test_toponyms_stand_in_order_and_never_overlap() -> None:
    found = toponyms("In Mosul, Iraq, and in Gao, northern Mali, and in the Gaza Strip, dozens died.")
    assert [f.name for f in found] == ["Mosul", "Iraq", "Gao", "Mali", "Gaza Strip"]
    assert all(one.last <= other.first for one, other in pairwise(found))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    doc = Document("", text)
    found = places.find(doc, GAZETTEER)
    if len(doc):
        places.Whereabouts(found, doc).of(0, 1)


@pytest.mark.parametrize(
    "piece", ["Al ", "New York ", "border of ", "St. ", "al-", "George W. ", "in Basra and "]
)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    doc = Document("", piece * 5_000)
    begun = time.process_time()
    places.Whereabouts(places.find(doc, GAZETTEER), doc).of(0, 1)
    assert time.process_time() - begun < 3
