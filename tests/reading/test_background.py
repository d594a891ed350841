"""What an article tells to explain its news: habits, old lives, deeds told further on (CODEBOOK §2, §8)."""

import pytest

from firebell.article import from_mapping
from firebell.reading.read import Reader, read

READER = Reader.shipped()
NEWS = "Gunmen abducted a priest in Kaduna on Tuesday, police said.\n\n"
FILLER = "His parish prays for him. A neighbour lit a candle. The bishop has asked for calm. Rain fell all day.\n\n"


def a_row(expected: str, signal: str, text: str, why: str, *, title: str = "") -> object:
    return pytest.param(expected, signal, title, text, id=f"{expected}: {why}")


def when(signal: str, title: str, text: str) -> set[str]:
    """Whether a story of Wednesday 15 May 2024 tells the signal as news or as background; nothing for neither."""
    story = {
        "id": "x",
        "title": title,
        "text": text,
        "published_at": "2024-05-15T12:00:00Z",
        "language": "en",
    }
    return {found.when for found in read(from_mapping(story), READER).signals if found.signal == signal}


HABITS = [
    a_row("background", "bombing", NEWS + "The group uses roadside bombs against patrols.", "a means"),
    a_row(
        "background",
        "armed_clash",
        NEWS + "Fighters attack army bases in the district.",
        "fighters who do so",
    ),
    a_row("background", "suicide_bombing", NEWS + "It relies on suicide bombers.", "what it relies on"),
    a_row(
        "background",
        "attack_on_civilians",
        NEWS + "They kill villagers who inform on them.",
        "a plain present",
    ),
    a_row(
        "background",
        "bombing",
        NEWS + "The militants, who use car bombs to open the way, hold the hills.",
        "told of somebody by the way",
    ),
    a_row(
        "current",
        "bombing",
        NEWS + "The group, which uses bribes, set off a roadside bomb near Zaria on Tuesday.",
        "twin: who has a habit does something today",
    ),
    a_row(
        "current",
        "bombing",
        "A roadside bomb kills two soldiers near Zaria.",
        "twin: a story that tells its news in the present",
    ),
]

PERFECT = [
    a_row("background", "bombing", NEWS + "The group has set off bombs in markets.", "what it has done"),
    a_row(
        "background",
        "bombing",
        NEWS + "Militants have set off large bombs in the city.",
        "with a verb in two parts",
    ),
    a_row(
        "background",
        "air_strike",
        NEWS + "The army leads a coalition that has launched air strikes.",
        "what it is known by",
    ),
    a_row(
        "current", "bombing", "Militants have bombed a market in Kaduna, police said.", "twin: in the lead"
    ),
    a_row(
        "current",
        "attack_prevented",
        "Gunmen attacked a post in Kaduna. Police have recovered two rifles at the scene.",
        "twin: what was found after it",
    ),
]

RECORDS = [
    a_row(
        "background",
        "bombing",
        NEWS + "The gang is notorious for bombings and robberies.",
        "what it is known for",
    ),
    a_row("background", "bombing", NEWS + "It is behind a number of deadly bombings.", "a record of several"),
    a_row(
        "current",
        "bombing",
        "Police said the gang was behind the bombing that killed four in Zaria on Tuesday.",
        "twin: behind the one that is news",
    ),
    a_row(
        "background",
        "armed_clash",
        NEWS + "The state has lately seen a rise in violence, including ambushes of soldiers.",
        "a rise that a place has seen",
    ),
    a_row(
        "background",
        "armed_clash",
        NEWS + "Ambushes of soldiers in the hills have increased.",
        "how often it happens now",
    ),
    a_row(
        "background",
        "bombing",
        NEWS + "Many bombings in Kaduna have been claimed by the group.",
        "many of them, none today's",
    ),
    a_row(
        "background",
        "bombing",
        NEWS + "For more than a decade, Kaduna has been hit with bombings and raids.",
        "for years",
    ),
    a_row(
        "background",
        "bombing",
        NEWS + "The group, the police said, was behind the March 18 bombing of a museum.",
        "a day right before its deed is no speaker's",
    ),
    a_row(
        "current",
        "armed_clash",
        NEWS + "Ambushes of soldiers in the hills on Tuesday killed six.",
        "twin: ambushes of the day",
    ),
]

KINDS = [
    a_row(
        "background",
        "armed_clash",
        "His men ambushed soldiers in the hills of Kaduna.",
        "the head of a profile",
        title="Profile: the man of the hills",
    ),
    a_row(
        "background",
        "armed_clash",
        "Its fighters ambushed soldiers in the hills of Kaduna.",
        "who they are",
        title="Who are the fighters of the hills?",
    ),
    a_row(
        "background",
        "abduction",
        "Fighters abducted girls from a school, and the world looked away.",
        "an opinion",
        title="The world looked away | Opinion",
    ),
    a_row(
        "background",
        "armed_clash",
        "Musa Bello, who has died aged 81, led rebels who ambushed soldiers in the hills of Kaduna.",
        "an obituary",
    ),
    a_row(
        "background",
        "abduction",
        "I was nine when gunmen abducted my teacher in Kaduna.",
        "the first person",
    ),
    a_row(
        "current",
        "armed_clash",
        "Fighters ambushed soldiers in the hills of Kaduna on Tuesday.",
        "twin: an explainer with a fresh day",
        title="Who are the fighters of the hills?",
    ),
    a_row(
        "current",
        "armed_clash",
        "Fighters ambushed soldiers in the hills of Kaduna.",
        "twin: the open questions of a fresh event",
        title="What we know about the ambush",
    ),
    a_row(
        "current",
        "abduction",
        "Bandits abducted nine farmers, a survivor said.",
        "twin: how it was is news",
        title="How bandits abducted nine farmers in Kaduna",
    ),
    a_row(
        "current",
        "bombing",
        "The mayor, who has died of his wounds, was hurt when a bomb went off in Kaduna.",
        "twin: whom a bomb killed has no obituary",
    ),
    a_row(
        "current",
        "territory_change",
        "Here is the situation.\n\nA shell fell.\nOne man was hurt.\nTroops captured the village of Robotyne.",
        "all of a list of events is news",
        title="War in Ukraine: List of key events, day 500",
    ),
]

ANSWERED = [
    a_row(
        "background",
        "suicide_bombing",
        "Jets bombed two camps in response to a suicide attack that killed seven soldiers.",
        "what a strike answers",
    ),
    a_row(
        "background",
        "assassination",
        "The army shelled the valley on Wednesday to avenge the assassination of its commander.",
        "what is avenged",
    ),
    a_row(
        "current",
        "shelling",
        "The army shelled the valley on Wednesday to avenge the assassination of its commander.",
        "twin: the answer",
    ),
    a_row(
        "current",
        "armed_clash",
        "Two days after the army killed their leader, rebels attacked a military post at Dara.",
        "the main clause behind a time that is counted",
    ),
    a_row(
        "background",
        "abduction",
        "Four nuns kidnapped by gunmen in Kaduna on Sunday have been released.",
        "who was taken is free",
    ),
    a_row(
        "background",
        "abduction",
        "Gunmen freed the nuns kidnapped from a school on Sunday.",
        "the other way round",
    ),
    a_row(
        "current",
        "abduction",
        "Gunmen kidnapped four nuns in Kaduna on Tuesday and released two of them.",
        "twin: both are news",
    ),
    a_row(
        "current",
        "abduction",
        "Two traders were kidnapped by gunmen along with a driver who was released.",
        "twin: another one is free",
    ),
    a_row(
        "current",
        "air_strike",
        "Warplanes struck a depot in the second such raid since March.",
        "the second since: no running total",
    ),
    a_row(
        "current",
        "attack_on_civilians",
        "A priest was stabbed to death by Islamist militants in Dara, the fourth such killing this year.",
        "the fourth this year: how rare the news is",
    ),
    a_row(
        "current",
        "withdrawal",
        "The group said it was disbanding its militia in a war that is lost, which has killed 4,000 since 1994.",
        "a total of its own in a relative clause",
    ),
    a_row(
        "current",
        "mobilization",
        "Troops remained on high alert because of raids on posts in previous years.",
        "a reason of other years dates itself alone",
    ),
    a_row(
        "background",
        "assassination",
        "Amin Karim was elected leader of the movement following the assassination of Bashir Daud.",
        "who takes an office after a death",
    ),
    a_row(
        "background",
        "air_strike",
        "The army lost 19 men on Sunday when the rebels hit back for last week's air strike on Dara.",
        "what they hit back for",
    ),
    a_row(
        "current",
        "attack_prevented",
        "Police arrested two men suspected of planning an attack on a church.",
        "an arrest that foils it is news",
    ),
]

FURTHER_ON = [
    a_row(
        "background",
        "suicide_bombing",
        NEWS + FILLER * 4 + "A suicide bomber attacked a market, and nobody was tried.",
        "another deed, far from the news",
    ),
    a_row(
        "current",
        "abduction",
        NEWS + FILLER * 4 + "A driver saw the abduction and called the police.",
        "twin: the deed that was told",
    ),
    a_row(
        "background",
        "abduction",
        "The minister visited Kaduna.\n\nIn 2021 the state sent soldiers after a series of kidnappings on its roads.",
        "what came before something old",
    ),
]


@pytest.mark.parametrize(
    ("expected", "signal", "title", "text"), ANSWERED + HABITS + PERFECT + RECORDS + KINDS + FURTHER_ON
)
def test_what_explains_the_news_is_background(expected: str, signal: str, title: str, text: str) -> None:
    assert when(signal, title, text) == {expected}


def killed(text: str) -> list[tuple[str, int]]:
    story = {"id": "x", "title": "", "text": text, "published_at": "2024-05-15T12:00:00Z", "language": "en"}
    told = read(from_mapping(story), READER).incidents
    return [(event.when, event.killed.best) for event in told if event.killed]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        pytest.param(
            [("background", 30)],
            NEWS + "The group has set off bombs in markets, killing 30 people.",
            id="of old deeds",
        ),
        pytest.param(
            [("current", 3)],
            "Gunmen attacked a bus in Kaduna, killing three people, police said.",
            id="twin: of the news",
        ),
        pytest.param(
            [("background", 9)],
            "* 8 January: Gunmen attack a bus in Kaduna. Nine people are killed.",
            id="of an entry's day",
        ),
    ],
)
def test_whom_an_old_deed_hurt_was_hurt_then(expected: list[tuple[str, int]], text: str) -> None:
    assert killed(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        pytest.param(
            {"suicide_bombing"},
            "A suicide bomber killed nine people in Kabul on Tuesday.\n\nThe truck bomb tore a crater into the road.",
            id="his bomb by another name",
        ),
        pytest.param(
            {"suicide_bombing", "bombing"},
            "A suicide bomber killed nine people in Kabul on Tuesday.\n\nA second bomb went off as police arrived.",
            id="twin: another bomb",
        ),
        pytest.param(
            {"bombing"},
            "Rebels attacked an army base near the northern town of Mopti with a truck bomb.",
            id="an attack whose weapon is said",
        ),
        pytest.param(
            {"bombing", "armed_clash"},
            "Rebels attacked an army base near the northern town of Mopti after a truck bomb went off.",
            id="twin: an attack behind the bomb",
        ),
    ],
)
def test_one_bomb_is_one_signal(expected: set[str], text: str) -> None:
    story = {"id": "x", "title": "", "text": text, "published_at": "2024-05-15T12:00:00Z", "language": "en"}
    assert {found.signal for found in read(from_mapping(story), READER).signals} == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        pytest.param(
            {"historical"},
            "A guard has told a court in Nairobi how gunmen shot guests in a hotel.",
            id="a witness",
        ),
        pytest.param(
            {"historical"},
            "A court heard that gunmen shot guests in a hotel and left the next morning.",
            id="the morning of the tale",
        ),
        pytest.param(
            {"historical"},
            "A tribunal on Wednesday sentenced seven rebels to eight years of restricted liberty for killings in which "
            "gunmen shot guests in a hotel.",
            id="what they are sentenced for",
        ),
        pytest.param(
            {"asserted"},
            "Gunmen shot guests outside a court in Nairobi on Tuesday.",
            id="twin: beside a court",
        ),
    ],
)
def test_what_a_court_hears_is_history(expected: set[str], text: str) -> None:
    story = {"id": "x", "title": "", "text": text, "published_at": "2024-05-15T12:00:00Z", "language": "en"}
    told = read(from_mapping(story), READER).signals
    assert {found.mode for found in told if found.signal == "attack_on_civilians"} == expected


CARRIED = [
    a_row(
        "background",
        "attack_on_civilians",
        NEWS
        + FILLER
        + "A raid in March 2023 showed why. A farmer had no guard when gunmen killed two of his sons.",
        "the next sentence tells the raid",
    ),
    a_row(
        "background",
        "suicide_bombing",
        NEWS
        + FILLER
        + "In March 2023 rebels came to Kagara. They burned a church. They sent a suicide bomber.",
        "told on and on",
    ),
    a_row(
        "current",
        "attack_on_civilians",
        NEWS + FILLER + "A raid in March 2023 failed. On Tuesday gunmen killed two farmers.",
        "twin: a day of its own",
    ),
    a_row(
        "background",
        "shelling",
        NEWS + "They came on Tuesday from villages under a months-long artillery bombardment.",
        "it went on for months",
    ),
    a_row(
        "current",
        "shelling",
        NEWS + "They came on Tuesday from villages under an hours-long artillery bombardment.",
        "twin: for hours",
    ),
    a_row(
        "background",
        "retaliatory_attack",
        NEWS
        + "Two men died in a brawl early last month.\n\nTwo were killed the same day in a retaliatory attack.",
        "the day of the paragraph before",
    ),
    a_row(
        "current",
        "retaliatory_attack",
        NEWS + "Two men died in a brawl early last month.\n\nTwo were killed in a retaliatory attack.",
        "twin: no day",
    ),
    a_row(
        "background",
        "armed_clash",
        NEWS + "Police linked it to a recent clash in which three separatists were killed.",
        "an act of late in the body",
    ),
    a_row(
        "current",
        "armed_clash",
        NEWS + "Police linked it to a clash on Tuesday in which three separatists were killed.",
        "twin: an act with a day",
    ),
    a_row(
        "background",
        "attack_on_civilians",
        NEWS + "In one of the worst attacks, gunmen killed 70 people at a hospital.",
        "the worst of them",
    ),
    a_row(
        "background",
        "attack_on_civilians",
        NEWS + "The group was blamed for an attack that killed 70 people at a hospital.",
        "an attack untold till then",
    ),
]


@pytest.mark.parametrize(("expected", "signal", "title", "text"), CARRIED)
def test_an_old_day_is_carried_on(expected: str, signal: str, title: str, text: str) -> None:
    assert when(signal, title, text) == {expected}
