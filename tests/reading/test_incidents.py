"""Which clauses of an article tell one incident, which of them is the news, and when it was (CODEBOOK §2, §5, §8)."""

from functools import cache

import pytest

from firebell.article import from_mapping
from firebell.reading.read import Reader, read
from firebell.reading.reading import Event, Reading


@cache
def reader() -> Reader:
    return Reader.shipped()


def told(text: str, title: str = "", published: str = "2024-05-15T12:00:00Z") -> Reading:
    return read(
        from_mapping({"id": "x", "title": title, "text": text, "published_at": published, "language": "en"}),
        reader(),
    )


def current(text: str, title: str = "") -> list[Event]:
    return [event for event in told(text, title).incidents if event.when == "current"]


def killed(text: str, title: str = "") -> list[int]:
    return [event.killed.best for event in current(text, title) if event.killed]


def a_row(expected: object, text: str, why: str) -> object:
    return pytest.param(expected, text, id=why)


FREED = [
    a_row(["release"], "Troops rescue 12 kidnapped teenagers in Borno.", "a headline"),
    a_row(
        ["release"], "Troops freed 12 kidnapped pupils in Zamfara on Tuesday.", "a number and what they are"
    ),
    a_row(
        ["abduction"],
        "Rebels released a video of 12 kidnapped pupils in Zamfara on Tuesday.",
        "twin: a video",
    ),
    a_row(
        ["release"], "A priest kidnapped by separatists in Bamenda was freed on Tuesday.", "taken, then freed"
    ),
    a_row(
        ["release"], "Kidnapped Cameroon priest freed on Tuesday in Bamenda.", "named by what was done to him"
    ),
    a_row(
        ["abduction"], "A priest was later kidnapped as he sought the release of others in Bamenda.", "twin"
    ),
]


@pytest.mark.parametrize(("expected", "text"), FREED)
def test_how_those_were_taken_who_are_freed_is_background(expected: list[str], text: str) -> None:
    assert [name for event in current(text) for name in event.signals] == expected


def test_a_wars_toll_is_none_of_the_act_told_beside_it_and_of_its_country() -> None:
    priest, war = told(
        "A priest was freed in Bamenda on Tuesday.\n\nHe and his driver were seized by separatists on May 2 near Ndop."
        "\n\nThe conflict has killed more than 6,500 people since 2017."
    ).incidents[1:]
    assert (priest.abducted and priest.abducted.best, priest.killed) == (2, None)
    assert (war.country, war.subdivision, war.killed and war.killed.best) == ("CM", None, 6500)


def test_what_happened_in_the_same_province_happened_where_the_news_did() -> None:
    old = told(
        "Gunmen killed six miners in Wabag in Enga province on Tuesday.\n\n"
        "Port Moresby has sent police.\n\nIn February, gunmen killed 49 men in the same province."
    ).incidents[-1]
    assert (old.when, old.subdivision, old.killed and old.killed.best) == ("background", "PG-EPW", 49)


def test_the_coup_of_a_ruler_is_none_of_the_attacks_under_him() -> None:
    attack, coup = told(
        "Gunmen killed 15 traders near Titao in Burkina Faso on Tuesday.\n\n"
        "The country has been ruled by a captain since a coup in September 2022."
    ).incidents
    assert ("coup" in attack.signals, coup.signals, coup.subdivision) == (False, ("coup",), None)


def test_what_a_siege_ended_after_is_how_it_began() -> None:
    (siege,) = current(
        "Police ended a siege at a hotel in Mogadishu on Wednesday, 13 hours after gunmen stormed it, saying that nine "
        "guests had been killed.\n\nThe attack began when a suicide bomber rammed a car into its gate."
    )
    assert siege.killed
    assert siege.killed.best == 9


def test_of_several_attacks_in_one_week_each_is_news_with_its_own_dead() -> None:
    text = (
        "Gunmen killed dozens of people in two attacks in northern Burkina Faso this week.\n\nOn Monday, they "
        "attacked a military post in Gomboro, killing 40 soldiers.\n\nOn Tuesday, gunmen opened fire on a convoy of "
        "traders in Titao. Fifteen civilians died."
    )
    told_now = [
        event for event in told(text, published="2024-05-17T12:00:00Z").incidents if event.when == "current"
    ]
    assert [event.killed and event.killed.best for event in told_now] == [40, 15]


def test_the_day_of_a_dateline_dates_no_event() -> None:
    (strike,) = current(
        "ADDIS ABABA, May 15 (Reuters) - A drone strike killed 30 people in the Amhara region, a doctor said.\n\n"
        "The strike hit Gedeb, in the East Gojjam zone, on Monday morning."
    )
    assert (strike.date, strike.place) == ("2024-05-13", "Gedeb")


def test_the_dead_of_an_older_unrest_are_not_those_of_todays_protests() -> None:
    text = (
        "A man was shot dead in Lima on Tuesday as thousands protested against the president.\n\n"
        "At least 49 people died in protests after the ouster of his predecessor in December 2022."
    )
    assert killed(text) == [1]


def test_all_that_a_live_page_tells_of_its_day_is_news() -> None:
    events = current(
        "14:10 GMT - Burundi closes border\nBurundi has shut its border.\n\n13:25 GMT - Fighters in the centre\n"
        "M23 fighters have entered Uvira, residents say.\n\n11:40 GMT - Hospital\nThe hospital has received six "
        "bodies.\n\n09:00 GMT - The story so far\nThe rebels launched an offensive on Uvira last week.",
        "Live: fighting reported in Uvira as M23 closes in",
    )
    assert [(event.signals, event.killed and event.killed.best) for event in events] == [
        (("territory_change",), 6)
    ]


def test_each_item_of_a_reports_list_tells_its_own_event() -> None:
    raid, clash = current(
        "Key points\n\n- On 14 May, CODECO fighters killed 17 civilians at a site in Djugu territory in Ituri."
        "\n\n- Clashes between the army and a militia in Fataki on 15 May forced 8,000 people to flee."
    )
    assert ("armed_clash" in raid.signals, clash.signals, clash.place) == (False, ("armed_clash",), "Fataki")


def test_a_crowd_that_storms_a_palace_over_a_murder_is_another_event() -> None:
    events = current(
        "The mayor of Uruapan, in Michoacan in Mexico, was shot dead on Tuesday by gunmen.\n\nOn Wednesday, protesters "
        "stormed the state palace in Morelia and set fire to furniture."
    )
    assert [event.signals for event in events] == [("assassination",), ("riot",)]


def test_a_massacre_leads_the_clash_that_it_came_with() -> None:
    text = "Rebels clashed with soldiers near Bunia on Tuesday. The rebels then killed 20 villagers in the same raid."
    event = current(text)[0]
    assert (event.signals[0] == "armed_clash", {"armed_clash", "massacre"} <= {*event.signals}) == (
        False,
        True,
    )


def test_a_day_counted_from_another_event_dates_nothing() -> None:
    (protest,) = current(
        "Police shot dead four protesters in Douala in Cameroon on Sunday.\n\nThe protests broke out a day before the "
        "council was to declare the winner."
    )
    assert protest.date == "2024-05-12"


def test_a_dateline_abroad_does_not_hold_what_goes_on_at_home() -> None:
    places = told(
        "BANGKOK (AP) — An airstrike by the military destroyed a hospital in Mrauk-U in Myanmar on Tuesday.\n\nThe "
        "junta has not commented.\n\nIt has stepped up air strikes ahead of elections."
    ).incidents
    assert {event.country for event in places} == {"MM"}


def test_what_happened_before_dawn_happened_on_that_day() -> None:
    events = current(
        "Shelling killed 19 people in El Fasher on Tuesday.\n\nIn Omdurman, meanwhile, two drones were intercepted "
        "before dawn on Wednesday."
    )
    assert [(event.place, event.date) for event in events][1:] == [("Omdurman", "2024-05-15")]


def test_a_coup_told_twice_in_a_sentence_is_one() -> None:
    (coup,) = current(
        "Benin foiled a coup attempt on Wednesday, hours after soldiers announced on state television that they had "
        "seized power."
    )
    assert coup.abducted is None


def test_what_another_event_is_dated_by_is_no_part_of_it() -> None:
    _, helicopter = current(
        "A truck bomb killed eight people in Cali in Colombia on Tuesday.\n\nHours before the bombing, guerrillas shot "
        "down a helicopter in Amalfi, in Antioquia, killing 13 officers."
    )
    assert helicopter.signals == ("armed_clash",)


GROUNDS = [
    a_row(
        [7],
        "Israeli jets bombed a base near Damascus, killing 7 soldiers, in response to a rocket attack that "
        "killed 12 people in Haifa.",
        "in response to",
    ),
    a_row(
        [4],
        "Gunmen killed 4 soldiers near Mosul on Tuesday.\n\nThe group called it a \u201crevenge attack\u201d for air "
        "strikes this month in Kirkuk that left 32 civilians dead.",
        "a revenge attack for",
    ),
]
"""What the news answers is told to explain it."""


@pytest.mark.parametrize(("expected", "text"), GROUNDS)
def test_the_toll_of_the_act_that_is_answered_is_background(expected: list[int], text: str) -> None:
    assert killed(text) == expected


def test_an_answer_is_part_of_the_attack_beside_it_not_of_what_it_answers() -> None:
    text = (
        "Gunmen killed 4 soldiers near Mosul on Tuesday.\n\nThe group called it a revenge attack for air strikes "
        "in Kirkuk that left 32 civilians dead."
    )
    assert "retaliatory_attack" in current(text)[0].signals


AGAIN = [
    a_row(
        [5],
        "A bomb killed five soldiers near the border in Apure, Venezuela.\n\nColombian officials blamed rebels "
        "for the bombing in which five guards were killed in Arauca, Colombia.",
        "the same number of the same people",
    ),
    a_row(
        [1],
        "Ministers in Honduras condemned the assassination of President Juan Marcos Aldana in San Salvador.\n\nA "
        "spokesman in Mexico asked who killed Aldana.",
        "the same name",
    ),
    a_row(
        [60],
        "A suicide bomber struck the airport in Kabul.\n\nMore than 60 people were killed in the attack, among "
        "them 13 soldiers from the United States.",
        "in the attack, whoever's country is named",
    ),
]
"""Ways in which a later paragraph tells the news of the first one again."""


@pytest.mark.parametrize(("expected", "text"), AGAIN)
def test_what_is_told_again_is_no_second_incident(expected: list[int], text: str) -> None:
    assert killed(text) == expected


def test_two_attacks_with_different_tolls_are_two_incidents() -> None:
    text = "A bomb killed five soldiers in Mosul.\n\nOn Tuesday gunmen killed nine soldiers in Kirkuk."
    assert killed(text) == [5, 9]


RUNNING = [
    a_row(
        [], "More than 700 people have been killed in three months of shelling in Homs.", "in three months"
    ),
    a_row([9], "Gunmen killed nine soldiers near Mosul in the deadliest attack in three months.", "a rank"),
    a_row([9], "Gunmen killed nine soldiers near Mosul in two days of clashes.", "two days"),
]


@pytest.mark.parametrize(("expected", "text"), RUNNING)
def test_a_toll_over_more_than_three_days_is_a_running_total(expected: list[int], text: str) -> None:
    assert killed(text) == expected


CHARGES = [
    a_row([], "Police in Mosul held two men accused of a raid that killed 24 soldiers.", "accused of"),
    a_row(
        [],
        "Police in Mosul held two men responsible for murdering two dozen hostages.",
        "responsible for murdering",
    ),
    a_row(
        [12],
        "The group said it was responsible for the attack that killed 12 soldiers near Mosul.",
        "a claim",
    ),
    a_row(
        [12],
        "Police held two men suspected of a raid that killed 12 soldiers near Mosul on Tuesday.",
        "a deed of yesterday",
    ),
]


@pytest.mark.parametrize(("expected", "text"), CHARGES)
def test_what_somebody_is_held_to_have_done_is_news_only_while_it_is_fresh(
    expected: list[int], text: str
) -> None:
    assert killed(text) == expected


def test_that_attack_has_the_time_of_the_sentence_before() -> None:
    text = (
        "A bomb killed five soldiers in Mosul.\n\nOn 1 March a raid struck Kirkuk. Officials said nine civilians "
        "died in that raid."
    )
    assert killed(text) == [5]


VAGUE = [
    a_row([4], "this month", "this month"),
    a_row([4], "last week", "last week, which ended three days ago"),
    a_row([4, 30], "on Tuesday", "yesterday"),
]
"""Times of something else behind the news; only a day within 48 hours is news too."""


@pytest.mark.parametrize(("expected", "when"), VAGUE)
def test_what_is_dated_by_week_or_month_behind_the_news_is_background(expected: list[int], when: str) -> None:
    text = f"Gunmen killed 4 soldiers near Mosul.\n\nAir strikes in Idlib, Syria, killed 30 fighters {when}."
    assert killed(text) == expected


ROUND_UPS = [
    a_row(
        [7, 4],
        "Missiles and drones killed at least 11 people in Ukraine, officials said. A missile struck a market in "
        "Kramatorsk, killing seven people. In Odesa, four people were killed in a drone attack.",
        "the parts come to the sum",
    ),
    a_row(
        [12],
        "Missiles and drones killed at least 12 people in Ukraine, officials said. A missile struck a market in "
        "Kramatorsk, killing seven people. In Odesa, four people were killed in a drone attack.",
        "twin: they do not",
    ),
]


@pytest.mark.parametrize(("expected", "text"), ROUND_UPS)
def test_the_parts_of_a_day_s_sum_are_news(expected: list[int], text: str) -> None:
    assert killed(text) == expected


DATES = [
    a_row(
        ("2024-05-14", "day"),
        "Four fighters died in clashes in Basra.\n\nPolice were sent in to stop the overnight violence.",
        "the overnight violence",
    ),
    a_row(
        ("2024-05-15", "published"),
        "Four fighters died in clashes in Basra.\n\nThe court sat overnight.",
        "another thing",
    ),
    a_row(
        ("2024-05-15", "published"),
        "The governor on Tuesday condemned the bombing of a market in Mosul that killed nine people.",
        "a day of condemning",
    ),
    a_row(
        ("2024-05-12", "day"),
        "The ministry on Tuesday confirmed that gunmen kidnapped nine farmers near Mosul on Sunday.",
        "a day of confirming, and the event's own",
    ),
    a_row(
        ("2024-05-13", "day"),
        "Officials on Tuesday corrected the toll of Monday's bombing in Mosul to nine dead.",
        "a day of correcting, and whose bombing it is",
    ),
    a_row(
        ("2024-05-13", "day"),
        "The number of people killed in a bombing in Mosul stood at nine on Tuesday. The attack took place on Monday.",
        "a day of a count, and the attack's own",
    ),
    a_row(
        ("2024-05-14", "day"),
        "A bombing on Tuesday condemned by the governor killed nine people in Mosul.",
        "twin: condemned later",
    ),
    a_row(("2024-05-14", "day"), "A bombing on Tuesday claimed nine lives in Mosul.", "twin: claimed lives"),
    a_row(
        ("2024-05-14", "day"),
        "The army on Tuesday attacked rebels near Mosul, killing nine of them.",
        "twin: a day of attacking",
    ),
]


@pytest.mark.parametrize(("expected", "text"), DATES)
def test_an_event_has_its_own_day_and_no_other(expected: tuple[str, str], text: str) -> None:
    (event,) = current(text)
    assert (event.date, event.precision) == expected


IMPLIED = [
    a_row(["attack_on_civilians"], "Five civilians were killed in Donetsk.", "civilians killed"),
    a_row(["armed_clash"], "Nine people died in fighting in eastern Ukraine.", "died in fighting"),
    a_row(
        ["attack_on_civilians"],
        "An aid worker was injured by unknown armed men in Juba, South Sudan.",
        "an aid worker hurt by armed men",
    ),
    a_row([], "An aid worker was injured in an armed robbery in Juba, South Sudan.", "a robbery"),
    a_row([], "Two people were killed in a crash near Lyon, France.", "an accident"),
    a_row([], "A man was shot dead outside a bar in Glasgow.", "a crime"),
    a_row(["attack_on_civilians"], "A deadly attack struck a market in Kaduna.", "a deadly attack"),
    a_row(
        ["attack_on_civilians"],
        "An armed attack claims the life of a council member in Daraa.",
        "an attack that claims a life",
    ),
    a_row(["armed_clash"], "Five die in Chechnya clash.", "a clash beside the dead"),
    a_row([], "A shark attack killed a surfer near Perth, Australia.", "an animal's attack"),
    a_row([], "A man died of a heart attack in Perth, Australia.", "a heart's attack"),
]


@pytest.mark.parametrize(("expected", "text"), IMPLIED)
def test_a_violent_toll_implies_its_deed(expected: list[str], text: str) -> None:
    assert [name for event in current(text) for name in event.signals] == expected


def test_a_toll_never_joins_a_deployment() -> None:
    text = "The army deployed troops in Kyiv on Tuesday.\n\nA drone attack near Kharkiv on Tuesday killed one woman."
    assert {event.signals: event.killed and event.killed.best for event in current(text)} == {
        ("mobilization",): None,
        ("air_strike",): 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The army helps where floods have killed two people in Piura, Peru.", id="a flood kills"
        ),
        pytest.param(
            "The Chilean Army has found elderly people abandoned and dead inside homes.",
            id="found, not killed",
        ),
        pytest.param("The mayor of Lund was killed after being struck by a tour bus.", id="run over"),
    ],
)
def test_who_helps_or_finds_the_dead_did_not_kill_them(text: str) -> None:
    story = from_mapping({"id": "x", "title": "", "text": text, "language": "en"})
    assert not read(story, Reader.shipped()).relevant


def test_who_is_hit_by_a_car_bomb_was_not_run_over() -> None:
    story = {
        "id": "x",
        "title": "",
        "text": "The mayor was killed when hit by a car bomb in Quetta.",
        "language": "en",
    }
    assert read(from_mapping(story), Reader.shipped()).relevant
