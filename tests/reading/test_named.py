"""People told by name, by office, by owner and by what they were: each is counted once (CODEBOOK §3 "counting")."""

import pytest

from firebell.reading.en import casualties
from firebell.reading.text import Document


def best(text: str, kind: str = "killed") -> list[int]:
    """The figures of that kind which are no part of another one."""
    told = casualties.find(Document("", text))
    return [toll.count.best for toll in told if toll.kind == kind and toll.part_of is None]


NAMED = {
    "name-behind-of": ("Police study the assassination of Amal Haddad, a senator.", [1]),
    "one-name-behind-murder-of": ("Police study the murder of Haddad.", [1]),
    "one-name-behind-killing-of-may-be-a-place's": ("Police study the killing of Haddad.", []),
    "remark-before-the-name": ("He condemned the murder of [retired] General Omar Said.", [1]),
    "owner-by-name": ("The minister condemned Amal Haddad's murder.", [1]),
    "owner-in-s": ("The minister condemned Jose Flores' murder.", [1]),
    "owner-by-office": ("The mayor's assassination took place at dawn.", [1]),
    "owners": ("The priests' killing took place at dawn.", [3]),
    "owner-who-did-it": ("They protest against Haddad's murder of a judge.", [1]),
    "owner-on-trial": ("The mayor's murder trial opened at dawn.", []),
    "list-before-was": ("The murder of the six priests, a cook, and her daughter was a crime.", [8]),
    "list-before-another-harm": ("The murder of a judge, and two guards were wounded, shocked all.", [1]),
    "role-behind-a-name": ("Gunmen killed Omar Said, a teacher, and his wife.", [2]),
    "two-roles-behind-a-name": ("Police study the murder of Omar Said, senator and candidate.", [1]),
    "former-role": ("A party leader and former mayor was shot dead.", [1]),
    "two-people-share-an-article": ("A doctor and nurse were killed by gunmen.", [2]),
    "roles-with-articles-are-people": ("Gunmen killed a driver, a guard and two clerks.", [4]),
    "kin-behind-a-long-aside": (
        "Party member Omar Said, candidate for mayor of the town, and his brother-in-law Ali Isa were killed.",
        [2],
    ),
    "bodies-by-name": ("The bodies of union leader Omar Said and lawyer Ana Flores were found.", [2]),
    "bodies-with-a-name-too-far-off": (
        "The bodies of Omar Said, head of a union of the port, and Ana Flores lay there.",
        [2],
    ),
    "bodies-counted": ("13 bodies of rebel fighters were found.", [13]),
    "alongside": ("A guard was killed alongside two farmers.", [3]),
    "along-with": ("A guard died along with his wife.", [2]),
    "alongside-a-road": ("A guard was killed alongside the road.", [1]),
    "funeral-of-those-killed": ("Thousands attended the funeral of six men killed in an attack.", [6]),
    "killed-since-when": ("The post was vacant since 1 May, when Omar Said was shot dead.", [1]),
}


@pytest.mark.parametrize(("text", "figures"), NAMED.values(), ids=NAMED)
def test_who_is_named_is_counted(text: str, figures: list[int]) -> None:
    assert best(text) == figures


HURT = {
    "name-behind-wounded": ("A group of men this evening wounded Omar Said, a judge.", "injured", [1]),
    "resulted-in": ("The bomb resulted in two people wounded and much damage.", "injured", [2]),
    "in-a-place": ("In two villages wounded cattle lay.", "injured", []),
    "lost-hyphen": ("Thirtythree sailors were injured by a bomb.", "injured", [33]),
    "that-the-two": ("The party said that the two leaders had been kidnapped.", "abducted", [2]),
}


@pytest.mark.parametrize(("text", "kind", "figures"), HURT.values(), ids=HURT)
def test_who_else_is_hurt_is_counted(text: str, kind: str, figures: list[int]) -> None:
    assert best(text, kind) == figures


def test_who_denies_his_part_does_not_deny_the_murder() -> None:
    (toll,) = casualties.find(Document("", "The rebels denied participation in the murder of Omar Said."))
    assert (toll.mode, toll.count.best) == ("asserted", 1)


def test_a_total_of_some_weeks_stays_one_behind_less_than() -> None:
    assert best("Two candidates have been shot dead in less than 40 days.") == [2]
