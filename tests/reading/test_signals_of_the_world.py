"""How papers, agencies and relief workers of many countries tell what the codebook's signals mean."""

import pytest

from firebell.reading.en.signals import lexicon, signals
from firebell.reading.text import Document

LEXICON = lexicon.shipped()


def a_row(signal: str, text: str, why: str) -> object:
    return pytest.param(signal, text, id=f"{signal}: {why}")


TOLD = [
    a_row(
        "massacre",
        "Suspected herdsmen invaded a hamlet in Benue at dawn, killing no fewer than 15 persons and razing 30 houses.",
        "killing, behind a comma: the doer opens the sentence",
    ),
    a_row("armed_clash", "Troops of the joint force have neutralised 12 terrorists.", "neutralised"),
    a_row(
        "armed_clash",
        "The army said its jets and infantry had eliminated scores of insurgents.",
        "eliminated",
    ),
    a_row("abduction", "The kidnappers have demanded a ransom of two million naira.", "a ransom is demanded"),
    a_row("release", "Eleven kidnapped traders regained their freedom.", "regained freedom"),
    a_row("release", "Troops rescued 34 kidnap victims.", "kidnap victims"),
    a_row("armed_clash", "Three vigilantes died in a gun duel with bandits.", "a gun duel"),
    a_row("attack_on_civilians", "Suspected Maoists slit the throat of a villager.", "slit the throat"),
    a_row("attack_on_civilians", "The junta's soldiers burned three old men alive.", "burned alive"),
    a_row("armed_clash", "Two insurgents were killed in an encounter with security forces.", "an encounter"),
    a_row("bombing", "Unidentified motorcyclists lobbed a hand grenade at a house in Quetta.", "lobbed"),
    a_row("riot", "A mob lynched a man over alleged blasphemy.", "a mob lynches"),
    a_row("assassination", "The mayor was shot dead by hitmen outside the town hall.", "hitmen"),
    a_row("assassination", "The vice mayor of Lubao was ambushed and killed.", "ambushed and killed"),
    a_row("abduction", "An armed group took nine student teachers.", "took people"),
    a_row(
        "air_strike",
        "Drones laden with explosives hit a village in Michoacan.",
        "drones laden with explosives",
    ),
    a_row("air_strike", "A glide bomb struck a warehouse in Kharkiv.", "a glide bomb"),
    a_row("air_strike", "An Apache helicopter fired at a boat of refugees.", "a helicopter fires"),
    a_row("territory_change", "Gangs now control most of the capital.", "now control"),
    a_row(
        "coup", "Officers went on state television and said they had dissolved the government.", "dissolved"
    ),
    a_row("withdrawal", "French soldiers began leaving Niger on Tuesday.", "began leaving"),
    a_row("withdrawal", "Chad ended its military participation in the joint force.", "ended participation"),
    a_row("mobilization", "Belarus moved three battalions to the frontier.", "battalions are moved"),
    a_row("mobilization", "Fighter jets intercepted a bomber over the Baltic.", "jets shadow a bomber"),
    a_row(
        "mobilization", "The first contingent of foreign police landed in the capital.", "a contingent lands"
    ),
    a_row("attack_prevented", "The air defence destroyed 33 of 41 Shahed drones.", "air defence destroyed"),
    a_row("armed_clash", "A sniper who fired from the fence killed a farmer.", "a sniper fires"),
    a_row("armed_clash", "The army has gone back on the offensive.", "on the offensive"),
    a_row("armed_clash", "The war has killed 30,000 people.", "a war kills"),
    a_row("assassination", "The group confirmed the death of al-Qaeda's deputy leader.", "a leader's death"),
    a_row("attack_on_civilians", "The mayor called it an act of domestic terrorism.", "domestic terrorism"),
]


@pytest.mark.parametrize(("signal", "text"), TOLD)
def test_a_signal_is_heard_in(signal: str, text: str) -> None:
    assert signal in {f.signal for f in signals.find(Document("", text), LEXICON) if f.mode == "asserted"}


UNTOLD = [
    a_row("attack_on_civilians", "A man was killed at his desk by a heart attack.", "killed at: a place"),
    a_row("attack_on_civilians", "She fled domestic violence.", "violence at home"),
    a_row("abduction", "The rebels took part in the vote.", "took part"),
    a_row("abduction", "The painting cost a king's ransom.", "a dear thing"),
    a_row("armed_clash", "The sides fought a price war, and it killed two brands.", "a price war"),
    a_row("air_strike", "The planes dropped food and water over the camp.", "food is dropped"),
    a_row("air_strike", "A helicopter crash killed five people.", "an accident"),
    a_row("withdrawal", "Soldiers left their boots at the door.", "nothing is left but boots"),
    a_row("territory_change", "The firm now controls most of the market.", "a market"),
    a_row("mobilization", "The cruise ship will sail to the strait of Messina.", "a cruise"),
    a_row("coup", "The club dissolved its board.", "a board"),
]


@pytest.mark.parametrize(("signal", "text"), UNTOLD)
def test_no_signal_is_heard_in(signal: str, text: str) -> None:
    assert signal not in {f.signal for f in signals.find(Document("", text), LEXICON)}
