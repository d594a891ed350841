"""Names that point away from where it happened: posts abroad, whose attack it was, people, namesakes."""

import pytest

from firebell.reading.en import places
from firebell.reading.text import Document

GAZETTEER = places.shipped()


def named(text: str) -> list[tuple[str, str]]:
    return [(f.name, f.country) for f in places.find(Document("", text), GAZETTEER) if f.listed]


def located(text: str, anchor: str = "killed", within: str = "", *, finer: bool = False) -> str | None:
    doc = Document("", text)
    token = doc.low.index(anchor)
    clause = (doc.low.index(within), len(doc)) if within else None
    where = places.Whereabouts(places.find(doc, GAZETTEER), doc).of(token, token + 1, clause)
    return where.subdivision if finer else where.country


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
        pytest.param("A spokesman told Xinhua so.", [], id="an agency"),
        pytest.param("They fled the village of Mann.", [], id="a village called as an island is"),
        pytest.param(
            "Gen. Jose Jordan spoke. So it was, Jordan said.", [], id="a general called as a state is"
        ),
        pytest.param("They met on the Pan-American highway.", [], id="of both continents"),
        pytest.param(
            "He fell in Barangay San Jose in the uplands of Masbate.",
            [("Masbate", "PH")],
            id="a village called as many towns",
        ),
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
        pytest.param("Pro-Turkey gunmen killed nine outside Azaz.", "SY", id="whose side they are on"),
        pytest.param("Turkey-allied gunmen killed nine outside Azaz.", "SY", id="who backs them"),
        pytest.param("A rocket fired from Lebanon killed nine in Metula.", "IL", id="where it was launched"),
        pytest.param(
            "Rockets fired from Yemen and Iraq killed nine, a medic in Eilat said. Nine died in Eilat.",
            "IL",
            id="both from where they were launched",
        ),
        pytest.param("A rocket fired in Lebanon killed nine.", "LB", id="twin: no other place"),
        pytest.param("Rockets from Lebanon killed nine in Metula.", "IL", id="where they came from"),
        pytest.param(
            "Raiders from across the border in Chad killed nine in El Geneina.",
            "SD",
            id="where the attackers came from",
        ),
        pytest.param(
            "Nine were killed in Aleppo, an envoy told reporters in Geneva.", "SY", id="where it was told"
        ),
        pytest.param(
            "Nine were killed in Goma and the wounded were flown to Kenya.",
            "CD",
            id="where the hurt are treated",
        ),
        pytest.param("Nine were killed. The wounded were flown to Kenya.", "ZZ", id="and only that"),
        pytest.param("He was killed on his way back from a trip to Kampala.", "ZZ", id="where he had been"),
        pytest.param("He was killed during a trip to Kampala.", "UG", id="twin: where he was"),
        pytest.param(
            "Gunmen killed nine in Tapachula and cut the road to Guatemala.", "MX", id="where a road leads"
        ),
        pytest.param(
            "Nine were killed, the group said in a statement from Geneva.",
            "ZZ",
            id="where a statement is from",
        ),
        pytest.param(
            "Nine were killed in Goma, Belgium's foreign ministry said.",
            "CD",
            id="who speaks is no container",
        ),
        pytest.param(
            "Nine were killed in Goma, Kinshasa confirmed.", "CD-NK", id="nor is the capital that speaks"
        ),
        pytest.param(
            "Nine were killed in Boma, Congo's oldest port.", "CD", id="twin: whose town it is holds it"
        ),
        pytest.param(
            "Nine were killed in Idlib, a spokesman for the command in Tampa said.",
            "SY",
            id="where a command sits",
        ),
        pytest.param(
            "The rebels, who were at talks in Oslo, killed nine in Arauca.", "CO", id="where they talk"
        ),
        pytest.param("Guards of Peru's embassy in Quito were killed.", "EC", id="a state's house abroad"),
        pytest.param(
            "Beirut said nine were killed in an Israeli raid amid exchanges of fire between Israel and Hezbollah.",
            "LB",
            id="who exchanges fire",
        ),
        pytest.param(
            "Nine were killed in Lyon near a rally about the war in Sudan.",
            "FR-ARA",
            id="what a rally is about",
        ),
        pytest.param(
            "A guard was killed by a bomb on the Yala-Pattani Road in Mayo district of Pattani.",
            "TH-94",
            id="where on the road",
        ),
        pytest.param(
            "Eight of Tunisia's soldiers were killed near Algeria.", "TN", id="a state that it is near"
        ),
        pytest.param(
            "Guwahati: Two jawans were killed along the border in Arunachal Pradesh.",
            "IN-AR",
            id="a dateline that ends in a colon",
        ),
        pytest.param(
            "Militants in the Gaza Strip fired rockets at Sderot and killed one.",
            "IL-D",
            id="where they fired from",
        ),
        pytest.param(
            "A boy was killed in an Israeli West Bank raid.", "PS", id="a name that opens with a direction"
        ),
        pytest.param(
            "Azerbaijan again violated the truce and killed nine near Sotk.", "AM-GR", id="who breaks a truce"
        ),
    ],
)
def test_whose_post_or_attack_it_is_tells_little_of_where(text: str, country: str) -> None:
    assert located(text, finer="-" in country) == country


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
        pytest.param("Troops killed Abbas Murad Kerem in a raid.", [], id="whom they killed"),
        pytest.param("Rebels killed Goma Governor Jean Kabila.", [("Goma", "CD")], id="twin: whose governor"),
        pytest.param("Police shot the terrorist Salim Bhat.", [], id="a terrorist's name"),
        pytest.param(
            "Nine rebels fled Sitio Malunang, Jolo.", [("Jolo", "PH")], id="a unit is no town of that name"
        ),
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
            "In Cuba the march was led by father Osvaldino Coro.",
            [("Cuba", "CU")],
            id="a name after one that no list has",
        ),
        pytest.param(
            "Goma was quiet, but not Ungwa Bardi.",
            [("Goma", "CD")],
            id="a village whose name ends in a town's",
        ),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "They died near Cox's Bazar.", [("Cox's Bazar", "BD")], id="an apostrophe within the name"
        ),
        pytest.param("They died in Cuba's Bazar.", [("Cuba", "CU"), ("Bazar", "CU")], id="twin: an owner"),
        pytest.param(
            "A mine on the Nyala-El Fasher road killed two.",
            [("Nyala", "SD"), ("El Fasher", "SD")],
            id="both ends of a road",
        ),
        pytest.param("They met on Paul-Henri road.", [], id="twin: a street with a given name"),
        pytest.param("They met Nyala-Deniz Aksu.", [], id="twin: a woman"),
        pytest.param(
            "They died in Kolahun Aug 11.", [("Kolahun", "LR")], id="a date does not go on with the name"
        ),
    ],
)
def test_a_name_is_as_long_as_it_is_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("A bomb killed two on Peshawar Road in Lahore.", "PK-PB", id="a road in another town"),
        pytest.param("A bomb killed two on the Peshawar road.", "PK-KP", id="twin: the road to it"),
        pytest.param("A bomb killed two near the London Pub in Oslo.", "NO-03", id="a pub"),
        pytest.param("A bomb killed two at St. Anthony's Church in Jaffna.", "LK-4", id="a saint's church"),
        pytest.param("A bomb killed two in St. Anthony.", "CA-NL", id="twin: a town called after him"),
        pytest.param(
            "QUITO (AP) - A bomb killed two between San Diego and Bolivar streets.", "EC-P", id="two streets"
        ),
        pytest.param(
            "QUITO (AP) - A bomb killed two between San Diego and Los Angeles.", "US-CA", id="twin: two towns"
        ),
    ],
)
def test_a_street_is_not_in_the_town_that_it_is_called_after(text: str, country: str) -> None:
    assert located(text, finer=True) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("Somali National Army soldiers killed two.", "SO", id="a state's own organ"),
        pytest.param("A Somali national was killed.", "ZZ", id="twin: a citizen"),
        pytest.param("A worker of a Danish charity was killed.", "ZZ", id="whose charity"),
        pytest.param("A worker of an Afghan charity was killed.", "AF", id="twin: of a country at war"),
        pytest.param("Four staff (Danish, UK, Korean) were killed in Yemen.", "YE", id="in a bracket"),
        pytest.param("They killed two and said that they hate the French.", "ZZ", id="a people"),
    ],
)
def test_a_nationality_tells_where_only_of_what_stays_at_home(text: str, country: str) -> None:
    assert located(text) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "Russian-Syrian forces killed nine.", "SY", id="the guest's army strikes in its host's land"
        ),
        pytest.param("Russian forces killed nine.", "RU", id="twin: no host"),
        pytest.param(
            "Nine were killed as French troops fought rebels of the Seleka.",
            "CF",
            id="an army beside a group",
        ),
        pytest.param("Nine were killed as French troops fought.", "FR", id="twin: no group"),
        pytest.param(
            "Nine were killed in Sosa, a town held by the SDF.",
            "SY",
            id="a namesake at peace, and a group at war",
        ),
        pytest.param("Nine were killed in Sosa.", "JP", id="twin: nothing else"),
        pytest.param(
            "Hamas men killed nine in Sderot.", "IL", id="a small town is sure where the text puts something"
        ),
        pytest.param("Washington said that nine were killed.", "ZZ", id="a spokesman's capital"),
        pytest.param(
            "Indian and Chinese soldiers were killed on their disputed border.",
            "ZZ",
            id="a border of those named",
        ),
        pytest.param(
            "Indian and Chinese soldiers were killed on the border between the two countries.",
            "ZZ",
            id="and of the two",
        ),
        pytest.param("Nine were killed at Kibbutz Tzur Alon.", "IL", id="a word of one country"),
    ],
)
def test_what_is_at_home_in_a_country_says_where(text: str, country: str) -> None:
    assert located(text) == country


@pytest.mark.parametrize(
    ("text", "division"),
    [
        pytest.param("Nine were killed in Yoro, Mopti.", "ML-5", id="a division abroad has that name"),
        pytest.param("Nine were killed in Yoro.", "HN-YO", id="twin: nothing else"),
        pytest.param("Nine were killed in Kani in Sagaing.", "MM-01", id="a town at peace has that name"),
        pytest.param(
            "Nine were killed in Bab al-Tabbaneh in Tripoli.", "LB-AS", id="a quarter of the smaller namesake"
        ),
        pytest.param("Nine were killed in Tripoli.", "LY-TB", id="twin: of the larger"),
        pytest.param("Nine were killed in Madaya.", "SY-RD", id="a village of a war"),
        pytest.param("Nine were killed in Bor.", "SS-JG", id="a town of a war, and a district at peace"),
        pytest.param(
            "Nine were killed at Manchester Arena.", "GB-ENG", id="a hall, and a parish of that name"
        ),
        pytest.param("Nine were killed at the Ain al-Asad base.", "IQ-AN", id="a base"),
    ],
)
def test_a_village_lies_where_the_text_says(text: str, division: str) -> None:
    assert located(text, finer=True) == division


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "They fled Plateau and Benue states.", [("Plateau", "NG"), ("Benue", "NG")], id="states of a list"
        ),
        pytest.param("They fled the Plateau and Benue.", [("Benue", "NG")], id="twin: no unit"),
    ],
)
def test_a_plural_unit_is_each_ones_of_the_list(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "Nine were killed in Phoenix, near Durban.", "ZA", id="a suburb called after a city abroad"
        ),
        pytest.param("Nine were killed in Phoenix.", "US", id="twin: nothing else"),
        pytest.param("Nine were killed in Metula, near Damascus.", "IL", id="twin: across a border near by"),
        pytest.param("Nine were killed in Tal Rifaat, outside Aleppo.", "SY", id="twin: where it is known"),
    ],
)
def test_what_is_near_a_city_is_in_its_country(text: str, country: str) -> None:
    assert located(text) == country


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "They died in Qarmizan, Texas.", [("Qarmizan", "US"), ("Texas", "US")], id="in a division"
        ),
        pytest.param(
            "They died in the village of Qarmizan Sufla in eastern Syria.",
            [("Qarmizan Sufla", "SY"), ("Syria", "SY")],
            id="in a country",
        ),
        pytest.param(
            "They died in Qarmizan village, Borno State.",
            [("Qarmizan", "NG"), ("Borno State", "NG")],
            id="the unit between them",
        ),
        pytest.param("They met in Congress, Texas Republicans said.", [("Texas", "US")], id="twin: no place"),
        pytest.param("They died in August, Kenya said.", [("Kenya", "KE")], id="twin: a month"),
        pytest.param("They died in Qarmizan, Kenya said.", [("Kenya", "KE")], id="twin: a clause begins"),
        pytest.param(
            "He spoke of Deniz Qarmizan in Kenya.", [("Kenya", "KE")], id="twin: a person, not in a place"
        ),
        pytest.param("They died in Qarmizan.", [], id="twin: nothing says where it is"),
        pytest.param(
            "They died in the village of Nyaung Bin Gyi in Sagaing region.",
            [("Nyaung Bin Gyi", "MM"), ("Sagaing", "MM")],
            id="its first word is another village",
        ),
        pytest.param(
            "They died in Cairo, Illinois.", [("Cairo", "US"), ("Illinois", "US")], id="called after a city"
        ),
        pytest.param(
            "They died in Haris, Bint Jbeil district.",
            [("Haris", "LB"), ("Bint Jbeil", "LB")],
            id="in a district, its namesake abroad",
        ),
        pytest.param(
            "They died in the Al-Suwayda camp for displaced families in Marib.",
            [("Al-Suwayda", "YE"), ("Marib", "YE")],
            id="a camp called after a province abroad",
        ),
    ],
)
def test_a_village_that_no_list_has_is_in_what_stands_behind_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "division"),
    [
        pytest.param("Nine were killed in the Kola district of Beirut.", "LB-BA", id="a quarter of a city"),
        pytest.param(
            "Nine were killed in the Haret Hreik suburb of Beirut.",
            "LB-JL",
            id="a suburb in the next division",
        ),
        pytest.param("Nine were killed in Haret Hreik.", "LB-JL", id="twin: where it is"),
        pytest.param(
            "Nine were killed in the Laureles neighborhood of Medellin.",
            "CO-ANT",
            id="a quarter called as a village of the country",
        ),
        pytest.param("Nine were killed at Boni air base, Lamu.", "KE-21", id="a base, and its division"),
        pytest.param(
            "Nine were killed in Dniprovskyi district of Kherson.",
            "UA-65",
            id="a district that another city has too",
        ),
        pytest.param(
            "Nine were killed in La Tablada, Buenos Aires Province.",
            "AR-B",
            id="a province before its namesake",
        ),
        pytest.param(
            "Nine were killed in the Pudahuel municipality of Santiago.",
            "CL-RM",
            id="the unit is that of the name before it",
        ),
    ],
)
def test_an_area_of_a_country_or_city_lies_there(text: str, division: str) -> None:
    assert located(text, finer=True) == division


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They died on Sumatra.", [("Sumatra", "ID")], id="an island"),
        pytest.param("They died on Socotra.", [("Socotra", "YE")], id="an island that is a division"),
        pytest.param("They sailed the Java Sea.", [("Java Sea", "ZZ")], id="twin: a sea called after one"),
        pytest.param("They sailed the Pacific.", [("Pacific", "ZZ")], id="an ocean is no county of its name"),
        pytest.param("They fished the Euphrates.", [("Euphrates", "ZZ")], id="a river of several countries"),
        pytest.param("It was dry on Lake Erie.", [("Lake Erie", "US")], id="a lake is no town of its name"),
        pytest.param(
            "They died of Lassa fever in Kano.", [("Kano", "NG")], id="a disease is no town of its name"
        ),
        pytest.param("They died in Lassa.", [("Lassa", "NG")], id="twin: the town"),
        pytest.param(
            "It rained on Joplin and Springfield, Missouri.",
            [("Joplin", "US"), ("Springfield", "US"), ("Missouri", "US")],
            id="both of a list are in the state behind it",
        ),
        pytest.param(
            "They died in Galmudug.", [("Galmudug", "SO")], id="a state that no list of divisions has"
        ),
    ],
)
def test_islands_and_lands_that_are_no_divisions_are_known(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param(
            "BOGOTA (RADIO SUR) -- Nine were killed in the north of the country.",
            ("CO", None),
            id="a part of the country, not where the report was written",
        ),
        pytest.param(
            "BOGOTA (RADIO SUR) -- Nine were killed at a bank.", ("CO", "CO-DC"), id="twin: nothing else told"
        ),
        pytest.param("Nine were killed, Kinshasa said.", ("CD", None), id="a capital that speaks"),
        pytest.param(
            "Nine were killed, the government in Kinshasa said.", ("CD", None), id="who speaks in it"
        ),
        pytest.param("Nine were killed in Kinshasa.", ("CD", "CD-KN"), id="twin: the town"),
        pytest.param("Rebels accused Kinshasa of having killed nine.", ("CD", None), id="a capital accused"),
        pytest.param(
            "Jordanian border guards said nine killed were smugglers entering from Syria.",
            ("JO", None),
            id="guards of a border are at home, what came over it is not",
        ),
        pytest.param(
            "Nine were killed in shelling of Sudzha.", ("RU", "RU-KRS"), id="a district that was shelled"
        ),
        pytest.param(
            "Nine were killed in a row over Sudzha.", ("ZZ", None), id="twin: nothing asks for a place"
        ),
        pytest.param("Nine were killed in Tucson and Mobile.", ("US", None), id="a word in a list of places"),
        pytest.param(
            "Nine were killed on the coast of Cuba, Havana radio said.", ("CU", None), id="a station"
        ),
        pytest.param("Nine were killed on the Pacific coast.", ("ZZ", None), id="a coast called after a sea"),
        pytest.param("Nine were killed in the Black Sea port of Odesa.", ("UA", "UA-51"), id="a port on one"),
        pytest.param("Nine were killed, hit in a Tel Aviv street.", ("IL", "IL-TA"), id="a street in a town"),
        pytest.param("Nine were killed at the Kyiv TV tower.", ("UA", "UA-30"), id="a tower in a town"),
        pytest.param(
            "Nine were killed in Sinaloa, Mexico.", ("MX", "MX-SIN"), id="a city called as its country is"
        ),
        pytest.param(
            "Nine were killed at 132 Cuzco street in Buenos Aires.",
            ("AR", "AR-C"),
            id="twin: one called after a town",
        ),
        pytest.param(
            "Nine were killed 12 km from Bria on the Ippy axis.",
            ("CF", "CF-HK"),
            id="the distance from a town says more than where a road leads",
        ),
        pytest.param(
            "Nine were killed in the Santa Maria Italian church in Istanbul.",
            ("TR", "TR-34"),
            id="a church called after a saint",
        ),
        pytest.param("Nine were killed in Las Vegas, New Mexico.", ("US", "US-NM"), id="a small namesake"),
        pytest.param(
            "Nine killed as bandits raid Kankara again.", ("NG", "NG-KT"), id="a town that is raided"
        ),
        pytest.param(
            "Nine killed in Lakki Marwat IED blast.", ("PK", "PK-KP"), id="capitals are no name's end"
        ),
    ],
)
def test_who_tells_of_it_is_no_place_within_the_country(text: str, where: tuple[str, str | None]) -> None:
    assert (located(text), located(text, finer=True)) == where


def test_what_the_headline_tells_is_not_where_the_text_says_that_it_answers() -> None:
    doc = Document("Drone killed a planner", "It hit Nangarhar, in retaliation for the bombing in Kabul.")
    where = places.Whereabouts(places.find(doc, GAZETTEER), doc).of(1, 2)
    assert where.subdivision == "AF-NAN"
