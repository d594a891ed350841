"""Who was hurt, how many and in which mode: one row for each line of CODEBOOK §3, and the traps."""

import time

import pytest

from firebell.reading.en import casualties
from firebell.reading.en.casualties import Toll
from firebell.reading.reading import Count
from firebell.reading.text import Document


def tolls(text: str, title: str = "") -> list[Toll]:
    return casualties.find(Document(title, text))


def total(text: str, kind: str = "killed", title: str = "") -> Count | None:
    """What the asserted and violent tolls of one kind come to."""
    told = tolls(text, title)
    kept = {
        index: toll
        for index, toll in enumerate(told)
        if toll.kind == kind and not toll.cumulative and not toll.nonviolent
    }
    place = {index: number for number, index in enumerate(kept)}
    chosen = [
        toll._replace(part_of=None if toll.part_of is None else place.get(toll.part_of))
        for toll in kept.values()
    ]
    came_to = casualties.total(chosen)
    return came_to.count if came_to else None


def exactly(number: int) -> Count:
    return Count(number, number, number)


KILLED = {
    "N": ("Gunmen killed 12 people in the market.", exactly(12)),
    "at-least": ("At least 12 people were killed by a bomb.", Count(12, 12, None)),
    "more-than": ("A bomb killed more than 12 people.", Count(12, 12, None)),
    "as-many-as-opens-a-sentence": ("As many as 12 villagers were killed by gunmen.", Count(1, 1, 12)),
    "a-rate-is-no-toll": ("Gunmen kill three people a day in the city.", None),
    "a-rate-behind-the-verb": ("Some 40 civilians are killed every week by shelling.", None),
    "a-day-after-is-no-rate": ("Ten people were killed in a raid a day after the truce.", exactly(10)),
    "two-and-two-others": (
        "Clashes left two militants from the Red Front and two others from the Dawn Army dead.",
        exactly(4),
    ),
    "a-bomber-and-his-victims": ("A suicide bomber killed himself and four soldiers.", exactly(5)),
    "a-named-victim-of-an-active-verb": ("Gunmen killed Omar Haddad, 41, in his car.", exactly(1)),
    "a-name-and-his-wife": ("Gunmen killed Omar Haddad and his wife.", exactly(2)),
    "a-name-and-several-others": (
        "Ali Hassan and several others were killed in the airstrike.",
        Count(4, 4, 10),
    ),
    "sources-differ": (
        "Police said 8 people died in the bombing, while a doctor said 11 people died.",
        Count(8, 8, 11),
    ),
    "sources-differ-in-the-number-of-dead": (
        "Police said 8 people died in the bombing but witnesses put the number of dead at 11.",
        Count(8, 8, 11),
    ),
    "a-suicide-is-no-casualty": ("A man killed himself at home.", None),
    "up-to": ("Up to 20 villagers were killed by raiders.", Count(1, 1, 20)),
    "nearly": ("The raid killed nearly 50 villagers.", Count(45, 50, 50)),
    "about": ("The raid killed about 50 villagers.", Count(45, 50, 55)),
    "between": ("Between 10 and 14 soldiers were killed in the ambush.", Count(10, 10, 14)),
    "several": ("Several soldiers were killed in the ambush.", Count(3, 3, 9)),
    "a-plural": ("The rebels are killing civilians.", Count(3, 3, 9)),
    "a-number-of": ("A number of soldiers were killed in the ambush.", Count(3, 3, 9)),
    "many": ("Many soldiers were killed in the ambush.", Count(3, 3, None)),
    "several-hundred": ("The army killed several hundred villagers.", Count(300, 300, 900)),
    "deadly-without-number": ("Mourners left flowers after the deadly attack.", Count(1, 1, None)),
    "believed-dead": ("Nine hostages are believed killed by the rebels.", Count(0, 0, 9)),
    "an-ordinal-is-no-toll": ("He is the fifth victim of the gunmen.", None),
    "two-dozen": ("The militia killed two dozen farmers.", exactly(24)),
    "dozens": ("Dozens of people were killed in the shelling.", Count(12, 12, None)),
    "scores": ("Scores of people were killed in the shelling.", Count(20, 20, None)),
    "a-man": ("A man was shot dead by militants.", exactly(1)),
    "two-brothers": ("Two brothers were killed by a landmine.", exactly(2)),
    "a-couple-and-their-son": ("A couple and their son were killed by a rocket.", exactly(3)),
    "teacher-and-son": ("Gunmen killed a teacher and his son.", exactly(2)),
    "size-is-no-death": ("The blast caused casualties.", None),
    "killed-or-wounded": ("Twenty people were killed or wounded in the shelling.", Count(0, 0, 20)),
    "including-is-a-part": ("Ten people, including two children, were killed by a bomb.", exactly(10)),
    "among-them-is-a-part": ("A bomb killed ten people, among them two children.", exactly(10)),
    "of-whom-is-a-part": ("A bomb killed ten people, three of whom were children.", exactly(10)),
    "of-them-is-a-part": ("Ten people, six of them women, were killed by a bomb.", exactly(10)),
    "among-the-dead-is-a-part": (
        "A bomb killed ten people. Two nurses were among the dead.",
        exactly(10),
    ),
    "toll-rose-replaces": (
        "The blast killed ten people. The death toll rose to 14 by evening.",
        exactly(14),
    ),
    "number-of-dead-rose": (
        "The number of soldiers killed by the bomb has risen to 11.",
        exactly(11),
    ),
    "N-more-adds": ("The bomb killed six soldiers. Two more died in hospital.", exactly(8)),
    "another-adds": ("Gunmen killed a guard. Another guard was killed at the gate.", exactly(2)),
    "both-sides-sum": (
        "Three soldiers and five rebels were killed in the clash.",
        exactly(8),
    ),
    "attackers-count": ("The bomb killed six people. Two attackers were also killed.", exactly(8)),
    "a-claim-is-high-only": ("The rebels claimed to have killed 40 soldiers.", Count(0, 0, 40)),
    "said-it-had-killed-is-a-claim": (
        "The army said on Friday that it had killed 40 rebels.",
        Count(0, 0, 40),
    ),
    "said-were-killed-is-none": ("The army said that 40 rebels were killed.", exactly(40)),
    "own-voice-is-no-claim": ("The rebels killed 40 soldiers.", exactly(40)),
    "missing-is-not-killed": ("Six soldiers are missing after the ambush.", None),
    "no-mention": ("The clashes went on all night.", None),
    "no-deaths": ("No soldiers were killed in the ambush.", exactly(0)),
    "no-casualties": ("There were no casualties in the attack.", exactly(0)),
    "nobody": ("Nobody was killed in the attack.", exactly(0)),
    "cattle": ("Raiders killed cattle near Gao.", None),
    "injured-birds": ("He picked up injured birds near Gao after the raid.", None),
    "several-others-add": ("A judge and several others were killed by gunmen.", Count(4, 4, 10)),
    "at-least-governs-one": (
        "At least four people were killed and nine injured in the bombing.",
        Count(4, 4, None),
    ),
    "exact-and-rounded-are-one": ("Almost 200 people died in the raid. It killed 194 people.", exactly(194)),
    "said-again": ("The bomb killed six people. The six people were killed at noon.", exactly(6)),
    "breakdown-is-no-addition": (
        "The bomb killed six people. Four soldiers and two guards died, a doctor said.",
        exactly(6),
    ),
    "spelled-out-list": ("Seven people, three guards and four nurses, were killed by a mortar.", exactly(7)),
    "a-list-is-no-breakdown": ("Gunmen killed two soldiers, a mayor and a nurse.", exactly(4)),
    "a-list": ("Gunmen killed two soldiers, a policeman and three civilians.", exactly(6)),
}


@pytest.mark.parametrize(("text", "count"), KILLED.values(), ids=KILLED)
def test_the_killed_are_counted_as_the_codebook_says(text: str, count: Count | None) -> None:
    assert total(text) == count


FRAMES = {
    "headline-kills": ("Car bomb kills 10 in market town", "killed", 10),
    "headline-dead": ("Ten dead, 20 hurt as rockets strike port", "injured", 20),
    "headline-hurt-as": ("Ten dead, 20 hurt as gunmen storm hotel", "injured", 20),
    "headline-leaves": ("Blast leaves 4 dead at barracks", "killed", 4),
    "headline-toll": ("Bombing death toll rises to 40", "killed", 40),
    "headline-bare": ("12 killed in shelling", "killed", 12),
    "death-of": ("The attack led to the death of two soldiers.", "killed", 2),
    "murder-when-of": (
        "The murder in Basra last night of a guard and two nurses was condemned.",
        "killed",
        3,
    ),
    "killing-place-of-place-of": (
        "The killing in the city of Basra of four guards was condemned.",
        "killed",
        4,
    ),
    "killing-of-list-then-verb": ("The killing of a judge, a guard and a nurse shocked Basra.", "killed", 3),
    "killing-of-two-then-he": (
        "He condemned the killing of two guards in his country, and he blamed the rebels.",
        "killed",
        2,
    ),
    "killing-of-one-then-others": (
        "The killing of a judge angered Basra, and soldiers arrived.",
        "killed",
        1,
    ),
    "killing-of": ("Police study the killing of a mayor by gunmen.", "killed", 1),
    "claimed-lives": ("The ambush claimed the lives of 9 recruits.", "killed", 9),
    "claimed-N-lives": ("The ambush claimed nine lives.", "killed", 9),
    "named-person": ("Gunmen struck. Journalist Amal Haddad was killed.", "killed", 1),
    "stabbed-to-death": ("Militants stabbed two guards to death.", "killed", 2),
    "shot-and-killed-is-one": ("A guard was shot and killed by militants.", "killed", 1),
    "wounds-then-death": ("A guard was shot by militants and died in hospital.", "killed", 1),
    "passive-and-ellipsis": ("12 people were killed and 30 injured by shells.", "injured", 30),
    "critically-injured": ("Two men were critically injured by a mine.", "injured", 2),
    "sustained-injuries": ("Five guards sustained injuries in the raid.", "injured", 5),
    "kidnapped": ("Gunmen kidnapped three engineers.", "abducted", 3),
    "taken-hostage": ("Eight sailors were taken hostage by pirates.", "abducted", 8),
    "took-hostage": ("The men took five nurses hostage.", "abducted", 5),
    "arrested": ("Police arrested 30 protesters.", "detained", 30),
    "displaced": ("The offensive displaced 4,000 people.", "displaced", 4000),
    "fled-homes": ("Some 500 people fled their homes.", "displaced", 500),
    "missing": ("Six soldiers are missing after the ambush.", "missing", 6),
    "bodies-found": ("Thirteen bodies were found in a mass grave.", "killed", 13),
    "brackets-aside": ("Four medics (one Dutch, three Kenyan) were kidnapped by gunmen.", "abducted", 4),
    "inserted-clause": ("Two guards, while on their way home, were kidnapped.", "abducted", 2),
}


@pytest.mark.parametrize(("text", "kind", "best"), FRAMES.values(), ids=FRAMES)
def test_each_way_of_telling_is_understood(text: str, kind: str, best: int) -> None:
    came_to = total(text, kind)
    assert came_to is not None
    assert came_to.best == best


TRAPS = {
    "age": ("Militants killed a 24-year-old farmer.", 1),
    "age-behind": ("Militants killed a farmer aged 52.", 1),
    "year": ("A bomb killed two guards in 2023.", 2),
    "vehicles": ("Rebels burned 14 trucks and killed two guards.", 2),
    "animals": ("Raiders killed 40 goats and a herder.", None),
    "percent": ("Prices rose 30 percent after gunmen killed a trader.", 1),
    "houses": ("Shells hit 25 houses and killed three residents.", 3),
    "unit": ("Rebels killed two soldiers of the 3rd Brigade.", 2),
    "distance": ("A mine killed two herders 40 km north of the town.", 2),
    "doers-are-not-victims": ("Three gunmen killed eight villagers.", 8),
    "by-phrase": ("Eight villagers were killed by three gunmen.", 8),
    "said-by-police": ("Gunmen killed eight villagers, police said.", 8),
    "saved-lives": ("The truce saved nine lives, rebels said.", None),
    "same-man-twice": ("A guard was killed when he was shot dead by rebels.", 1),
}


@pytest.mark.parametrize(("text", "best"), TRAPS.values(), ids=TRAPS)
def test_what_is_no_toll_is_left_alone(text: str, best: int | None) -> None:
    came_to = total(text)
    assert (came_to.best if came_to else None) == best


MODES = {
    "could": ("Officials warn that a raid could kill 500 people.", "hypothetical"),
    "vowed": ("The rebels vowed to kill ten soldiers.", "planned"),
    "film": ("In the film, gunmen kill three soldiers.", "fiction"),
    "drill": ("In the exercise, a simulated missile killed 20 soldiers.", "drill"),
    "denied": ("No soldiers were killed.", "denied"),
    "happened": ("Gunmen killed three soldiers.", "asserted"),
}


@pytest.mark.parametrize(("text", "mode"), MODES.values(), ids=MODES)
def test_a_toll_carries_its_mode(text: str, mode: str) -> None:
    assert {toll.mode for toll in tolls(text)} == {mode}


CAUSES = {
    "earthquake": ("An earthquake killed 40 people.", True),
    "crash": ("Twelve people died in a bus crash.", True),
    "drowned": ("Three boys died when a ferry capsized.", True),
    "disease": ("Cholera has killed nine patients.", True),
    "gas": ("A gas explosion killed four residents.", True),
    "car-bomb": ("A car bomb killed nine people.", False),
    "fire-after-shelling": ("Four residents died in a fire after shelling.", False),
}


@pytest.mark.parametrize(("text", "nonviolent"), CAUSES.values(), ids=CAUSES)
def test_accidents_and_disasters_are_no_conflict_casualties(text: str, *, nonviolent: bool) -> None:
    assert {toll.nonviolent for toll in tolls(text)} == {nonviolent}


CUMULATIVE = {
    "since": ("More than 900 people have been killed since October.", True),
    "bringing-the-toll": ("Shells killed 12 people, bringing the death toll to 28,300.", True),
    "of-a-war": ("The death toll of the war passed 20,000.", True),
    "has-claimed-hundreds-of-lives": ("Fighting between clans has claimed hundreds of lives.", True),
    "claimed-lives-in-one-raid": ("The raid claimed 12 lives.", False),
    "of-one-attack": ("The death toll from the market bombing rose to 40.", False),
}


@pytest.mark.parametrize(("text", "cumulative"), CUMULATIVE.values(), ids=CUMULATIVE)
def test_a_running_total_is_told_from_the_toll_of_one_act(text: str, *, cumulative: bool) -> None:
    assert tolls(text)[-1].cumulative == cumulative


CLASSES = {
    "soldier": ("A bomb killed two soldiers.", ("military",)),
    "police-officer": ("A bomb killed two police officers.", ("police",)),
    "aid-worker": ("Gunmen shot dead two NGO drivers.", ("aid_worker",)),
    "red-cross": ("Gunmen shot dead two Red Cross drivers.", ("aid_worker",)),
    "of-several-agencies": ("Three members of two INGOs were killed.", ("aid_worker",)),
    "of-an-organisation": ("A nurse of the Somali Red Crescent was killed.", ("aid_worker",)),
    "with-an-organisation": ("One volunteer with the Red Cross was killed.", ("aid_worker",)),
    "with-somebody": ("A nurse with Omar Haddad was killed.", ("medic",)),
    "of-a-local-charity": ("Three members of a local charity were killed.", ("aid_worker",)),
    "of-a-local-council": ("Three members of the local council were killed.", ("official",)),
    "and-his-assistant": ("A charity driver and his assistant were killed.", ("aid_worker",)),
    "and-his-son": ("A charity driver and his son were killed.", ("aid_worker", "civilian")),
    "of-the-army": ("A bomb killed four members of the security forces.", ("military",)),
    "children": ("A bomb killed two children.", ("child",)),
    "people": ("A bomb killed two people.", ("unknown",)),
    "others-are-alike": ("A bomb killed two soldiers and three others.", ("military",)),
    "a-list": ("A bomb killed two soldiers and a child.", ("military", "child")),
}


@pytest.mark.parametrize(("text", "victims"), CLASSES.values(), ids=CLASSES)
def test_victims_are_classed_by_noun_and_neighbours(text: str, victims: tuple[str, ...]) -> None:
    (toll,) = tolls(text)
    assert toll.victims == victims


def test_a_list_is_split_by_class() -> None:
    (toll,) = tolls("A bomb killed two soldiers and a child.")
    assert dict(toll.by_class) == {"military": exactly(2), "child": exactly(1)}


def test_a_claim_names_its_claimant() -> None:
    (toll,) = tolls("The rebels claimed to have killed 40 soldiers.")
    assert toll.claimed_by == "rebels"


def test_an_article_that_tells_its_toll_twice_and_an_older_one_is_not_summed() -> None:
    told = tolls(
        "Four insurgents were killed in revenge attacks between rival militias, two officials said on Thursday. "
        "Two militants from the first group and two others from the second were killed in the attacks. "
        "The incidents followed riots in the capital which left at least 30 dead and more than 400 injured.",
    )
    killed = [toll for toll in told if toll.kind == "killed"]
    assert [toll.count for toll in killed] == [exactly(4), exactly(4), Count(30, 30, None)]
    assert [toll.count for toll in told if toll.kind == "injured"] == [Count(400, 400, None)]
    now = casualties.total(killed[:2])
    assert now is not None
    assert (now.count, now.victims) == (exactly(4), ("militant",))


def test_evidence_lies_within_one_field() -> None:
    doc = Document("Bomb kills nine", "The bomb killed nine people in the market.")
    for toll in casualties.find(doc):
        assert toll.first <= toll.anchor < toll.last
        assert doc.field_of(toll.first) == doc.field_of(toll.last - 1)


@pytest.mark.parametrize(
    "text", ["killed ", "12 killed and ", "a soldier, ", "( ", "twenty-", "among the dead "]
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    begun = time.process_time()
    tolls(text * 2000)
    assert time.process_time() - begun < 8


def test_a_run_on_sentence_of_tolls_costs_no_more_than_its_length() -> None:
    begun = time.process_time()
    tolls("killed two soldiers and 3 men as many as 4 " * 8000)
    assert time.process_time() - begun < 8


def test_dozens_of_soldiers_are_soldiers() -> None:
    (toll,) = tolls("Hundreds of soldiers were killed in the ambush.")
    assert (toll.count, toll.victims) == (Count(100, 100, None), ("military",))
