"""People told again: by "the driver", by a pronoun, by their bodies, or as some of those who were hurt."""

import pytest
from tests.reading.test_casualties import exactly, total

from firebell.reading.en import casualties
from firebell.reading.reading import Count
from firebell.reading.text import Document

Counts = dict[str, Count | None]

AGAIN: dict[str, tuple[str, Counts]] = {
    "by the same noun": (
        "One volunteer was shot and killed in Kayin. The volunteer was riding home when he was shot.",
        {"killed": exactly(1), "injured": None},
    ),
    "by the same noun, over a sentence between": (
        "A lorry driver was shot by gunmen in Wau. The driver had stopped for the night. He died of his injuries.",
        {"killed": exactly(1), "injured": None},
    ),
    "by the same number": (
        "Gunmen shot two guards near Gao. The two guards died in hospital.",
        {"killed": exactly(2), "injured": None},
    ),
    "another number is not them": (
        "Gunmen shot two guards near Gao. The four guards at the gate were wounded.",
        {"injured": Count(2, 2, 4)},
    ),
    "another noun is somebody else": (
        "Gunmen killed a guard near Gao. The cook was wounded.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "both, who were told one by one": (
        "A clerk was shot dead at his home. A guard at the gate was also killed. Both were shot several times.",
        {"killed": exactly(2), "injured": None},
    ),
    "they, of whom doers are no part": (
        "A driver was shot and killed by soldiers in Gisenyi along with his wife and son. They were shot at home.",
        {"killed": exactly(3), "injured": None},
    ),
    "both, of whom nobody died": (
        "A clerk was beaten. A guard was also hurt. Both were shot at.",
        {"killed": None},
    ),
    "their bodies": (
        "Two nurses were abducted in Juba. Their bodies were found a day later near the river.",
        {"killed": exactly(2), "abducted": exactly(2)},
    ),
    "her body": (
        "A nurse was abducted in Juba. Her body was found near the river.",
        {"killed": exactly(1), "abducted": exactly(1)},
    ),
    "a body that is buried was counted before": (
        "A nurse died in Juba. His body was flown home.",
        {"killed": exactly(1)},
    ),
    "remains that are found": ("The remains of two clerks were found in Sayabad.", {"killed": exactly(2)}),
    "remains that are handed over": (
        "The remains of two airmen were returned in a ceremony.",
        {"killed": None},
    ),
    "what remains of a town": ("Shells hit the remains of the two towns.", {"killed": None}),
    "burned bodies are no burns": (
        "At least 35 burned bodies were found.",
        {"killed": Count(35, 35, None), "injured": None},
    ),
}

SOME: dict[str, tuple[str, Counts]] = {
    "some of the hurt died": (
        "Five people were wounded in the raid. Two of them later died of their wounds.",
        {"killed": exactly(2), "injured": exactly(3)},
    ),
    "some of the dead are a part": (
        "Five people were killed in the raid. Two of them died in hospital.",
        {"killed": exactly(5), "injured": None},
    ),
    "one of a pair": ("One of two brothers who mend wells was shot and killed.", {"killed": exactly(1)}),
    "some of so many": ("Four of twelve hostages were killed in the raid.", {"killed": exactly(4)}),
    "who was hurt and died": (
        "Three people wounded in the raid died.",
        {"killed": exactly(3), "injured": None},
    ),
    "who was hurt, and others who died": (
        "Three people were wounded and four died.",
        {"killed": exactly(4), "injured": exactly(3)},
    ),
    "kin along with him, behind the place": (
        "A driver was shot dead in Gisenyi along with his wife, their son and their daughter.",
        {"killed": exactly(4)},
    ),
    "doers along with others": (
        "A driver was shot dead by soldiers along with militiamen.",
        {"killed": exactly(1)},
    ),
    "held and tortured": ("A clerk was abducted and tortured.", {"abducted": exactly(1), "injured": None}),
    "held and shot": (
        "A clerk was abducted and shot in the leg.",
        {"abducted": exactly(1), "injured": exactly(1)},
    ),
    "the van that they were in": (
        "Two nurses were killed when the van they were in was hit.",
        {"killed": exactly(2), "injured": None},
    ),
    "they were ambushed and hit": (
        "They were ambushed and were hit.",
        {"injured": Count(3, 3, 9)},
    ),
}

BEFORE_THE_NOUN: dict[str, tuple[str, Counts]] = {
    "an age": ("Two 19-year-old soldiers were killed.", {"killed": exactly(2)}),
    "a society's long name": (
        "Two national Red Crescent Society aid workers were killed.",
        {"killed": exactly(2)},
    ),
    "a hyphen in the name": (
        "Four national off-duty Red Cross aid workers were killed.",
        {"killed": exactly(4)},
    ),
    "a bracket of many parts": (
        "10 staff (2 nationals, 8 internationals: 6 Dutch, 1 Dane, 1 Swede) executed by gunmen near Herat.",
        {"killed": exactly(10)},
    ),
    "a national agency's head is one": ("The head of a national agency was killed.", {"killed": exactly(1)}),
    "who heads an agency": (
        "1 doctor who heads a national agency was attacked and killed.",
        {"killed": exactly(1)},
    ),
    "a head that a bullet hit": ("The bullet struck the head of a boy, wounding him.", {"killed": None}),
    "who meets the families of those killed": (
        "The governor came to Homs. He met families of the worshippers killed on Sunday.",
        {"killed": None},
    ),
    "who was robbed and killed": (
        "The governor left Homs. He was ambushed, robbed and killed.",
        {"killed": exactly(1)},
    ),
    "a private without a capital": (
        "A 27-year-old corporal and a 31-year-old private were killed.",
        {"killed": exactly(2)},
    ),
    "a private house is none": ("A private house was hit and two men were killed.", {"killed": exactly(2)}),
    "men of one family": ("Three men of one family killed in Homs", {"killed": exactly(3)}),
    "some of so many who were killed": ("Of the 20 killed, three were nurses.", {"killed": exactly(20)}),
    "a third": (
        "Two policemen were killed, and a third wounded, in Cauca.",
        {"killed": exactly(2), "injured": exactly(1)},
    ),
    "who holds a name between commas": (
        "A general, Omar Haddad, an adviser to the minister, was shot dead.",
        {"killed": exactly(1)},
    ),
    "here and there, and the hurt of both": (
        "Four people died in Kharkiv and five in Kherson, and twelve were wounded.",
        {"killed": exactly(9), "injured": exactly(12)},
    ),
    "here the dead, there the hurt": (
        "Four people died in Kharkiv and five in Kherson were wounded.",
        {"killed": exactly(4), "injured": exactly(5)},
    ),
    "an attempt": ("Gunmen tried to kidnap a priest.", {"abducted": None}),
    "an attempt with two verbs": (
        "It was an attempt to kill or maim officers.",
        {"killed": None, "injured": None},
    ),
    "a wish to kill is no attempt": (
        "Gunmen came to kill two guards and did kill two guards.",
        {"killed": exactly(2)},
    ),
    "the dead of a force, beside its wounded": (
        "At least 7 casualties and several wounded of the regime forces",
        {"killed": Count(7, 7, None), "injured": Count(3, 3, 9)},
    ),
    "patients": (
        "Five soldiers were killed and eight taken to hospital.",
        {"killed": exactly(5), "injured": exactly(8)},
    ),
    "the dead are taken there too": (
        "Three people were killed. The bodies were taken to hospital.",
        {"killed": exactly(3), "injured": None},
    ),
    "who is taken there and dies": (
        "A man was shot by soldiers and taken to hospital, where he died.",
        {"killed": exactly(1), "injured": None},
    ),
    "a headline's list without an and": (
        "Rebels kill 6 soldiers, 1 civilian in ambush",
        {"killed": exactly(7)},
    ),
    "a headline's part of people": ("Rebels kill 6 people, 1 child in ambush", {"killed": exactly(6)}),
    "who flees begins a clause": ("Rebels kill 6 soldiers, 20 villagers flee", {"killed": exactly(6)}),
    "a verb in quotation marks": ("Jets 'neutralise' two PKK members", {"killed": exactly(2)}),
    "a jawan": ("Two jawans martyred in ambush", {"killed": exactly(2)}),
    "those killed were": (
        "Those killed in the raid were a lieutenant, four soldiers and six villagers.",
        {"killed": exactly(11)},
    ),
    "those killed were of one village": (
        "Those killed in the raid were all from one village.",
        {"killed": None},
    ),
    "a toll that opens the headline": ("Toll in Quetta bombing rises to 6", {"killed": exactly(6)}),
    "a toll at a bridge": ("Toll at the bridge rises to 6 dollars", {"killed": None}),
    "throats": ("Nine farm workers had their throats slit.", {"killed": exactly(9)}),
    "not so many as first reported": (
        "Police said four people, not seven as first reported, were killed.",
        {"killed": exactly(4)},
    ),
    "another, with an adverb": (
        "A guard was killed and another seriously hurt.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "a national is somebody": ("A national was killed in Gao.", {"killed": exactly(1)}),
}

EVERY = {**AGAIN, **SOME, **BEFORE_THE_NOUN}


@pytest.mark.parametrize(("text", "counts"), EVERY.values(), ids=EVERY)
def test_nobody_is_counted_twice_and_nobody_left_out(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


def test_a_bomber_is_in_the_figure_of_her_own_sentence() -> None:
    text = "Six soldiers were killed. An hour later a bomber blew herself up, killing herself and a guard."
    told = casualties.find(Document("", text))
    assert [(toll.count.best, toll.part_of) for toll in told] == [(6, None), (1, 2), (2, None)]


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        pytest.param(
            "Two died on Sunday, bringing the death toll since May to 40.", False, id="beside a total"
        ),
        pytest.param(
            "Fresh fights killed four, raising the toll in weeks of fighting to 74.", False, id="raising"
        ),
        pytest.param("The clashes that followed have killed dozens.", True, id="clashes that go on"),
        pytest.param("Clashes on Monday have killed dozens.", False, id="clashes of a day"),
        pytest.param("Clashes have killed four.", False, id="an exact number"),
        pytest.param("Forty people have died since May.", True, id="a total of its own"),
        pytest.param("A nurse was found dead after being missing since May.", False, id="missing since"),
    ],
)
def test_a_since_counts_for_its_own_clause(text: str, *, cumulative: bool) -> None:
    assert casualties.find(Document("", text))[0].cumulative is cumulative
