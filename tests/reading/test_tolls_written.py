"""The ways in which wire copy, headlines and reports tell of the dead and hurt: one row for each."""

import pytest
from tests.reading.test_casualties import exactly, total

from firebell.reading.en import casualties
from firebell.reading.reading import Count
from firebell.reading.text import Document

Counts = dict[str, Count | None]

HEADLINES: dict[str, tuple[str, Counts]] = {
    "dead-in": ("12 dead in Kabul blast", {"killed": exactly(12)}),
    "two-kinds-behind-a-colon": (
        "Kabul blast: 12 dead, 40 hurt",
        {"killed": exactly(12), "injured": exactly(40)},
    ),
    "present-tense": (
        "Car bomb kills 7, wounds 15 in Mogadishu",
        {"killed": exactly(7), "injured": exactly(15)},
    ),
    "a-verb-for-each": (
        "Roadside bomb kills three soldiers, injures two others",
        {"killed": exactly(3), "injured": exactly(2)},
    ),
    "two-sides-by-a-comma": (
        "Twelve soldiers, 26 insurgents killed in overnight clashes",
        {"killed": exactly(38)},
    ),
    "one-without-article": ("Four militants, soldier killed in gunbattle", {"killed": exactly(5)}),
    "one-without-article-first": ("Woman, three children killed in mortar attack", {"killed": exactly(4)}),
    "an-apposition-is-no-second-victim": ("A man, a teacher, was killed by gunmen", {"killed": exactly(1)}),
    "part-before-its-whole": ("Two rebels, rebel commander among six killed in raid", {"killed": exactly(6)}),
    "the-bomber-counts-self": ("Suicide bomber kills self, nine others", {"killed": exactly(10)}),
    "shot-dead": ("Teacher, two students shot dead in ambush", {"killed": exactly(3)}),
    "the-wounded-without-noun": (
        "Police officer killed, two wounded in drive-by shooting",
        {"killed": exactly(1), "injured": exactly(2)},
    ),
    "leaves-dead": ("Blast at mosque leaves 14 dead", {"killed": exactly(14)}),
    "toll-climbs": ("Blast toll climbs to 25", {"killed": exactly(25)}),
    "toll-hits": ("Bombing death toll hits 40", {"killed": exactly(40)}),
    "toll-behind-a-colon": ("Death toll in the hotel siege: 21", {"killed": exactly(21)}),
    "lives-lost": ("9 lives lost in terror attack", {"killed": exactly(9)}),
    "a-hash-before-the-group": (
        "20 #Taliban fighters were killed and 5 others wounded in artillery strikes",
        {"killed": exactly(20), "injured": exactly(5)},
    ),
    "ampersand": ("2 killed & 7 injured in an IED blast", {"killed": exactly(2), "injured": exactly(7)}),
    "kill-and-abduct": (
        "Gunmen kill 11 in village raid, abduct 30",
        {"killed": exactly(11), "abducted": exactly(30)},
    ),
    "others-behind-a-part-are-none-of-it": (
        "12 people were killed, including two gunmen, and 20 others were wounded in the hotel attack",
        {"killed": exactly(12), "injured": exactly(20)},
    ),
    "neutralised": ("SF neutralise two terrorists in encounter", {"killed": exactly(2)}),
}

NAMED: dict[str, tuple[str, Counts]] = {
    "death-of": ("The death of three soldiers in the ambush prompted a manhunt.", {"killed": exactly(3)}),
    "deaths-of": ("The ambush resulted in the deaths of six rangers.", {"killed": exactly(6)}),
    "killing-of-two": (
        "The killing of a journalist and her driver by gunmen sparked protests.",
        {"killed": exactly(2)},
    ),
    "claimed-lives": ("A strike that claimed five lives hit the market.", {"killed": exactly(5)}),
    "cost-the-lives": ("The attack cost the lives of nine civilians.", {"killed": exactly(9)}),
    "claimed-the-life": ("The shelling claimed the life of a nurse.", {"killed": exactly(1)}),
    "deaths-are-counted": (
        "The ambush caused eight deaths and 14 injuries.",
        {"killed": exactly(8), "injured": exactly(14)},
    ),
    "death-and-injury": (
        "The explosion of a roadside bomb caused the death of 4 soldiers and the injury of 7 others.",
        {"killed": exactly(4), "injured": exactly(7)},
    ),
    "fatalities": ("Eight fatalities were reported in the ambush.", {"killed": exactly(8)}),
    "bodies-of": ("The bodies of 14 villagers were found in a mass grave.", {"killed": exactly(14)}),
    "bodies-handed-over-are-no-toll": (
        "The bodies of 14 soldiers were handed over after the battle.",
        {"killed": None},
    ),
    "with-dead": (
        "With eight dead and 14 injured, it was the worst bombing of the year.",
        {"killed": exactly(8), "injured": exactly(14)},
    ),
    "casualties-beside-the-wounded-are-the-dead": (
        "Shelling left seven casualties and several wounded among the troops.",
        {"killed": exactly(7)},
    ),
    "casualties-alone-tell-no-death": ("The bombing caused 20 casualties.", {"killed": None}),
    "men-lost": ("The convoy of 300 soldiers lost 12 men in the ambush.", {"killed": exactly(12)}),
    "a-match-lost-is-no-death": (
        "The club lost two games and 12 supporters after the attack.",
        {"killed": None},
    ),
    "eliminated-fighters": (
        "Security forces eliminated six terrorists in an operation.",
        {"killed": exactly(6)},
    ),
    "eliminated-teams": ("The attack of the champions eliminated six teams.", {"killed": None}),
}

LISTS: dict[str, tuple[str, Counts]] = {
    "four-by-and": (
        "A teacher, two students and their driver were shot dead by gunmen.",
        {"killed": exactly(4)},
    ),
    "a-family": (
        "A policeman, his wife and three children were killed when gunmen stormed their home.",
        {"killed": exactly(5)},
    ),
    "two-brothers-and-their-cousin": (
        "Two brothers, their cousin and a neighbour were gunned down outside the mosque.",
        {"killed": exactly(4)},
    ),
    "a-passer-by": (
        "The mayor, his bodyguard and a passer-by were killed by a car bomb.",
        {"killed": exactly(3)},
    ),
    "ranks": ("The bomb killed a colonel, two majors and six conscripts.", {"killed": exactly(9)}),
    "couple-and-son": ("A couple and their son were killed by shelling.", {"killed": exactly(3)}),
    "as-well-as": (
        "A soldier, three guards as well as two drivers were killed in the ambush.",
        {"killed": exactly(6)},
    ),
    "peoples": ("Three Turks and two Kurds were killed in the clash.", {"killed": exactly(5)}),
    "along-with": (
        "Rebel leader Abu Omar was killed along with six of his men in a raid.",
        {"killed": exactly(7)},
    ),
    "between-dashes": (
        "Two aid workers \u2014 a Swiss and a Kenyan \u2014 were killed by gunmen.",
        {"killed": exactly(2)},
    ),
    "a-name-with-small-words": (
        "Two Harakat-e-Azadi militants and two officers are killed in an ambush.",
        {"killed": exactly(4)},
    ),
    "over-a-name": (
        "Two national Green Star Society aid workers were killed by a rocket.",
        {"killed": exactly(2)},
    ),
    "founder": ("The founder of an aid group was shot dead by gunmen.", {"killed": exactly(1)}),
    "not-who-did-it": (
        "One social worker was kidnapped by unidentified armed men and killed.",
        {"killed": exactly(1)},
    ),
    "family-of-five": ("A family of five were killed in their home by a rocket.", {"killed": exactly(5)}),
    "mother-and-daughters": ("The rocket killed a mother and her two daughters.", {"killed": exactly(3)}),
}

SEVERAL: dict[str, tuple[str, Counts]] = {
    "killed-and-wounded": (
        "The bombing left at least 12 people dead and 30 others wounded.",
        {"killed": Count(12, 12, None), "injured": exactly(30)},
    ),
    "one-and-another": (
        "A soldier was shot dead and another wounded by a sniper.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "active-twice": (
        "Insurgents killed 6 and injured 13 others in an ambush on troops.",
        {"killed": exactly(6), "injured": exactly(13)},
    ),
    "totals-with-parts": (
        "Ten people were killed: seven civilians and three policemen. Gunmen attacked the market.",
        {"killed": exactly(10)},
    ),
    "parts-between-dashes": (
        "Ten people - seven civilians and three policemen - were killed in the attack.",
        {"killed": exactly(10)},
    ),
    "parts-in-brackets": (
        "The strike killed ten people (six men, three women and a child).",
        {"killed": exactly(10)},
    ),
    "of-whom": ("The strike killed 20 people, 12 of whom were children.", {"killed": exactly(20)}),
    "of-the-killed": ("Of the 20 killed in the raid, 12 were children.", {"killed": exactly(20)}),
    "a-share-is-no-count": (
        "Two thirds of the 30 people killed in the attack were women.",
        {"killed": exactly(30)},
    ),
    "four-of-them": (
        "Six soldiers were killed, four of them officers, in the ambush.",
        {"killed": exactly(6)},
    ),
    "both-sides": ("Fourteen soldiers and nine rebels were killed in the clash.", {"killed": exactly(23)}),
    "one-side-each-half": (
        "Eight soldiers died in the fighting; the rebels lost 15 men.",
        {"killed": exactly(23)},
    ),
    "each-side-is-no-sum": ("Each side lost two men.", {"killed": None}),
    "places-of-an-object": (
        "Clashes killed five in Aden, three in Taiz and two in Marib.",
        {"killed": exactly(10)},
    ),
    "places-of-a-subject": (
        "Five people were killed in Aden and three in Taiz in the shelling.",
        {"killed": exactly(8)},
    ),
    "days-of-a-subject": (
        "Eleven people were shot dead on Monday and nine more on Tuesday by gunmen.",
        {"killed": exactly(20)},
    ),
    "the-shot-gunman": (
        "The gunman killed three worshippers before being shot dead by police.",
        {"killed": exactly(4)},
    ),
    "the-shot-knifeman": (
        "The attacker stabbed two soldiers and was shot dead.",
        {"killed": exactly(1), "injured": exactly(2)},
    ),
    "a-man-far-from-his-end": (
        "A man opened fire on a patrol, killing a guard, before being shot dead.",
        {"killed": exactly(2)},
    ),
    "abducted-before-killed-are-the-same": (
        "Two nurses were abducted by gunmen before being killed.",
        {"killed": exactly(2)},
    ),
    "the-attackers-number-is-no-toll": (
        "The attackers, who numbered about 40, killed 12 guards.",
        {"killed": exactly(12)},
    ),
    "a-group-of-attackers": ("A group of 40 gunmen killed 12 guards.", {"killed": exactly(12)}),
    "some-of-many": (
        "The insurgents killed at least 12 of the 300 soldiers in the base.",
        {"killed": Count(12, 12, None)},
    ),
    "died-later": (
        "Four people were killed on the spot and two others succumbed to their injuries after the bombing.",
        {"killed": exactly(6)},
    ),
}

CORRECTED: dict[str, tuple[str, Counts]] = {
    "revised-down": (
        "Officials revised the death toll from the attack down to 11 from 14.",
        {"killed": exactly(11)},
    ),
    "rose-from": ("The death toll from the bombing rose to 41 on Friday, from 35.", {"killed": exactly(41)}),
    "number-has-risen": (
        "The number of people killed in the attack has risen to 63.",
        {"killed": exactly(63)},
    ),
    "bringing-the-toll": (
        "Three more people died of their wounds, bringing the toll from the blast to 27.",
        {"killed": exactly(27)},
    ),
    "taking-the-toll": (
        "Two of the injured later died, taking the death toll in the blast to nine.",
        {"killed": exactly(9)},
    ),
    "a-further-four": (
        "The bombing killed 12 people. A further four died in hospital.",
        {"killed": exactly(16)},
    ),
    "not-as-reported-earlier": (
        "Ten were killed, not 20 as reported earlier, in the bombing.",
        {"killed": exactly(10)},
    ),
    "correcting": (
        "The bombing killed 10 people, the ministry said, correcting an earlier figure of 14.",
        {"killed": exactly(10)},
    ),
    "stands-at": (
        "The toll stands at 9 dead and 24 injured after the bombing.",
        {"killed": exactly(9), "injured": exactly(24)},
    ),
}

WRITTEN: dict[str, tuple[str, Counts]] = {
    "hundreds-in-words": ("Two hundred and forty-three villagers were massacred.", {"killed": exactly(243)}),
    "thousands-in-words": (
        "One thousand two hundred civilians were killed in the siege.",
        {"killed": exactly(1200)},
    ),
    "comma": ("Militants killed 1,200 people in the massacre.", {"killed": exactly(1200)}),
    "point": ("Militants killed 1.200 people in the massacre.", {"killed": exactly(1200)}),
    "space": ("Militants killed 1 200 people in the massacre.", {"killed": exactly(1200)}),
    "a-day-before-a-figure": ("On May 5 200 people were killed by rebels.", {"killed": exactly(200)}),
    "millions": (
        "Some 3.5 million people were displaced by the fighting.",
        {"displaced": Count(3150000, 3500000, 3850000)},
    ),
    "half-a-dozen": ("Half a dozen soldiers were killed in the ambush.", {"killed": exactly(6)}),
    "two-dozen": ("Two dozen people were killed by a car bomb.", {"killed": exactly(24)}),
    "a-total-of": ("A total of 78 people were wounded in the bombings.", {"injured": exactly(78)}),
    "or-more": ("Thirty or more people were killed in the bombing.", {"killed": Count(30, 30, None)}),
    "plus": ("30-plus people were killed in the bombing.", {"killed": Count(30, 30, None)}),
    "between": ("Between 20 and 30 people were killed in the bombing.", {"killed": Count(20, 20, 30)}),
    "from-to": ("20 to 30 people were killed in the bombing.", {"killed": Count(20, 20, 30)}),
    "up-to": ("Up to 30 people were killed in the bombing.", {"killed": Count(1, 1, 30)}),
    "nearly": ("Nearly 50 people were killed in the bombing.", {"killed": Count(45, 50, 50)}),
    "around": ("Around 50 people were killed in the bombing.", {"killed": Count(45, 50, 55)}),
    "several-hundred": (
        "Several hundred people were killed in the massacre.",
        {"killed": Count(300, 300, 900)},
    ),
    "hundreds": ("Hundreds of civilians were killed by shelling.", {"killed": Count(100, 100, None)}),
    "scores": ("Scores were killed in the attack.", {"killed": Count(20, 20, None)}),
    "a-handful": ("A handful of soldiers were killed in the ambush.", {"killed": Count(3, 3, 9)}),
    "many": ("Many civilians were killed by shelling.", {"killed": Count(3, 3, None)}),
}

KEPT_OUT: dict[str, tuple[str, Counts]] = {
    "age-before": ("The 25-year-old soldier was killed by a sniper.", {"killed": exactly(1)}),
    "aged": ("A 25-year-old soldier and a man aged 40 were killed by a sniper.", {"killed": exactly(2)}),
    "calibre": ("A 105mm shell killed two people.", {"killed": exactly(2)}),
    "rifle": ("Gunmen armed with AK-47 rifles killed two people.", {"killed": exactly(2)}),
    "a-brigade": ("Fighters of the 47th Brigade killed two insurgents.", {"killed": exactly(2)}),
    "a-division": ("Three soldiers of the 12th Division were killed in the ambush.", {"killed": exactly(3)}),
    "date": ("The bombing on 12 March 2019 killed three soldiers.", {"killed": exactly(3)}),
    "route": ("On 5 May, gunmen killed three soldiers near Route 9.", {"killed": exactly(3)}),
    "votes": ("Lawmakers voted 120 to 45 after gunmen killed three soldiers.", {"killed": exactly(3)}),
    "percent": ("40 percent of the victims of the shelling were children.", {"killed": None}),
    "houses-and-goats": ("The attack destroyed 40 houses and killed 200 goats.", {"killed": None}),
    "vehicles": ("The bomb wrecked 14 vehicles and killed two drivers.", {"killed": exactly(2)}),
    "money": ("Gunmen stole $40,000 and killed the manager.", {"killed": exactly(1)}),
    "rounds": ("Soldiers fired 300 rounds and killed two men.", {"killed": exactly(2)}),
    "clock-and-distance": ("At 10:30, a bomb killed two men 15 km from the city.", {"killed": exactly(2)}),
    "weight": ("The bomb weighed 30 kg and killed two men.", {"killed": exactly(2)}),
}

CLAIMED: dict[str, tuple[str, Counts]] = {
    "the-army-of-its-enemy": ("The army said it had killed 40 militants.", {"killed": Count(0, 0, 40)}),
    "the-rebels-of-theirs": (
        "Rebels said they had killed 15 soldiers in an ambush.",
        {"killed": Count(0, 0, 15)},
    ),
    "feared": ("Forty miners are feared dead after the rebel attack.", {"killed": Count(0, 0, 40)}),
    "presumed": ("Five soldiers are missing and presumed dead after the ambush.", {"killed": Count(0, 0, 5)}),
    "nobody": ("There were no casualties in the rocket attack.", {"killed": exactly(0)}),
    "killed-or-wounded": ("20 people were killed or wounded in the bombing.", {"killed": Count(0, 0, 20)}),
    "deadly": ("A deadly bombing struck the market.", {"killed": Count(1, 1, None)}),
}


@pytest.mark.parametrize(("text", "counts"), HEADLINES.values(), ids=HEADLINES)
def test_a_headline_without_verbs_tells_its_toll(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), NAMED.values(), ids=NAMED)
def test_a_noun_that_names_the_harm_tells_its_toll(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), LISTS.values(), ids=LISTS)
def test_a_list_of_victims_adds_up(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), SEVERAL.values(), ids=SEVERAL)
def test_several_counts_in_one_sentence_each_find_their_people(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), CORRECTED.values(), ids=CORRECTED)
def test_a_later_figure_takes_the_place_of_the_earlier_one(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), WRITTEN.values(), ids=WRITTEN)
def test_figures_are_read_however_they_are_written(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), KEPT_OUT.values(), ids=KEPT_OUT)
def test_ages_dates_calibres_and_prices_are_nobody(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), CLAIMED.values(), ids=CLAIMED)
def test_claims_fears_and_denials_bind_only_upwards(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


MANNER = {
    "shot where killed": (
        "Two nurses were killed by gunmen in Gao. They were shot through the window.",
        {"killed": exactly(2), "injured": None},
    ),
    "shot where killed, among counted and not": (
        "Gunmen killed three soldiers in Gao. They were shot at close range. Five others were wounded.",
        {"killed": exactly(3), "injured": exactly(5)},
    ),
    "another is hurt": (
        "A nurse was killed in Gao. A guard was shot in the leg.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "died of it": (
        "A driver was shot by gunmen in Gao. He died of his wounds in hospital.",
        {"killed": exactly(1), "injured": None},
    ),
    "passed away": (
        "A guard was shot by gunmen in Juba. He passed away in hospital.",
        {"killed": exactly(1), "injured": None},
    ),
    "one of them died": (
        "Two drivers were shot by gunmen in Gao. One of them died in hospital.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "one died, the other did not": (
        "Two reporters were hit by gunfire in Gao. One was killed and the other wounded.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "in two ways": (
        "Gunmen killed three guards in Gao. Two were shot and the other was stabbed.",
        {"killed": exactly(3), "injured": None},
    ),
    "the other is a thing": (
        "Two guards were wounded at one gate. One was killed and the other gate held.",
        {"killed": exactly(1), "injured": exactly(2)},
    ),
    "taken, then beaten to death": (
        "A herdsman was abducted and beaten to death by militiamen.",
        {"abducted": exactly(1), "killed": exactly(1)},
    ),
    "taken and beaten": (
        "A herdsman was abducted and beaten by militiamen.",
        {"abducted": exactly(1), "injured": None},
    ),
    "on leave, between commas": (
        "A clerk, on leave at the time, was shot dead by gunmen.",
        {"killed": exactly(1), "injured": None},
    ),
}

WOUNDS: dict[str, tuple[str, Counts]] = {
    "minor injuries are no minor": (
        "A mine went off in Gao; two drivers received minor injuries.",
        {"injured": exactly(2)},
    ),
    "a minor": ("Gunmen in Gao wounded a minor.", {"injured": exactly(1)}),
    "major": ("All three porters sustained major injuries in the ambush.", {"injured": exactly(3)}),
    "of what": ("Five soldiers received splinter injuries in the blast.", {"injured": exactly(5)}),
    "letters are received": ("Five soldiers received minor letters from home.", {"injured": None}),
}


@pytest.mark.parametrize(("text", "counts"), WOUNDS.values(), ids=WOUNDS)
def test_wounds_are_borne_by_somebody(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


@pytest.mark.parametrize(("text", "counts"), MANNER.values(), ids=MANNER)
def test_how_somebody_died_is_no_second_harm(text: str, counts: dict[str, Count | None]) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts


def test_who_died_later_is_quoted_with_both_words() -> None:
    text = "A driver was shot by gunmen in Gao. He died of his wounds in hospital."
    doc = Document("", text)
    (toll,) = [toll for toll in casualties.find(doc) if toll.kind == "killed"]
    assert doc.span(toll.first, toll.last).words == "A driver was shot by gunmen in Gao. He died"
