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
    a_row("bombing", "A nurse was hurt after stepping on an anti-personnel mine.", "stepping on a mine"),
    a_row("attack_on_civilians", "Gunmen stormed a cafe and fired upon the crowd.", "gunmen fire on a crowd"),
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
    a_row("air_strike", "Three farmers were killed by a drone near Kherson.", "killed by a drone"),
    a_row("shelling", "Three people were killed by a rocket in Ashkelon.", "killed by a rocket"),
    a_row("armed_clash", "A stray bullet killed a child in Sirte.", "a stray bullet"),
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
    a_row(
        "attack_on_civilians",
        "Gunmen kill 9 in northwest Nigeria raid",
        "headline: who kills in a raid does it",
    ),
    a_row("armed_clash", "Soldiers killed in raid", "headline: who is killed in a raid suffers it"),
    a_row(
        "attack_on_civilians",
        "Armed elements attacked a displacement site, reportedly killing 12 IDPs.",
        "a relief worker's report",
    ),
    a_row(
        "abduction",
        "Three aid workers were stopped on the road and taken to an unknown destination.",
        "unknown destination",
    ),
    a_row(
        "attack_on_civilians", "A humanitarian convoy came under fire near El Fasher.", "a convoy under fire"
    ),
    a_row("armed_clash", "The patrol's soldiers came under heavy fire at the ridge.", "soldiers under fire"),
    a_row("mobilization", "A build-up of forces was seen on both sides of the front.", "a build-up"),
    a_row(
        "attack_on_civilians",
        "Israeli troops fired at a group of Palestinians near the fence.",
        "troops fired at people",
    ),
    a_row("armed_clash", "Indian soldiers fired at a Pakistani post.", "troops fired at a post"),
    a_row("attack_on_civilians", "A settler shot a Palestinian in the village.", "a settler shoots"),
    a_row("riot", "Youths hurled petrol bombs at police in Derry.", "petrol bombs of a crowd"),
    a_row("riot", "Supporters of the losing candidate stormed the election commission.", "supporters storm"),
    a_row("armed_clash", "Two rival clans fought over a well.", "clans fight"),
    a_row(
        "excessive_force",
        "Nine people were killed when security forces broke up a sit-in.",
        "a sit-in is broken up",
    ),
    a_row("protest", "Students marched peacefully through Dhaka.", "marched peacefully"),
    a_row("protest", "Farmers blocked the border crossing with tractors.", "a blocked crossing"),
    a_row("threat", "The ministry warned that the depots would be legitimate targets.", "legitimate targets"),
    a_row("threat", "The militia gave the soldiers 48 hours to leave the town.", "hours to leave"),
    a_row("threat", "The rebels said the army will pay a heavy price.", "pay a price"),
    a_row("threat", "A gang leader threatens civil war.", "threatens war"),
    a_row("mobilization", "A US aircraft carrier arrived in the Gulf.", "a carrier arrives"),
    a_row("mobilization", "Ethiopian tanks are heading towards the border.", "tanks head for the border"),
    a_row(
        "mobilization",
        "The governor ordered the National Guard into the city after the riots.",
        "ordered into",
    ),
    a_row("mobilization", "Soldiers patrolled the streets of the town.", "patrolled the streets"),
    a_row(
        "emergency_measures", "The president declared a state of siege in two provinces.", "a state of siege"
    ),
    a_row(
        "emergency_measures",
        "Section 144 was clamped and mobile internet cut after the violence.",
        "Section 144",
    ),
    a_row("coup", "Officers declared a coup at dawn.", "declared a coup"),
    a_row("ceasefire", "The two tribes reached a truce in the jirga.", "reached a truce"),
    a_row("withdrawal", "The rebels laid down their arms.", "laid down arms"),
    a_row("withdrawal", "The last foreign troops leave Niger", "headline: leave"),
    a_row("calm_claimed", "The commissioner said normalcy had returned to the district.", "normalcy"),
    a_row("release", "The bandits released 27 students after 40 days.", "bandits release students"),
    a_row("release", "The gunmen let the passengers go.", "let go"),
    a_row("talks", "The rebels and the army began a new round of talks in Doha.", "a round of talks"),
    a_row("talks", "A UN envoy met both sides in Geneva.", "an envoy meets the sides"),
    a_row("attack_prevented", "Police arrested two men planning to bomb a church.", "planning to bomb"),
    a_row("chemical_weapon", "The brigade said chloropicrin was used against its trenches.", "chloropicrin"),
    a_row(
        "armed_clash", "A policeman was shot dead by suspected militants.", "shot dead by: the victim decides"
    ),
    a_row(
        "attack_on_civilians",
        "Herders killed eight farmers in a dispute over a field.",
        "herders kill farmers",
    ),
    a_row(
        "attack_on_civilians",
        "Armed men went from house to house killing residents.",
        "killing, with its victims behind",
    ),
    a_row(
        "assassination",
        "The former prime minister was shot and killed on a campaign stop.",
        "a politician is shot and killed",
    ),
    a_row("suicide_bombing", "A girl detonated her explosives in a market.", "her explosives"),
    a_row("air_strike", "Turkey carried out air operations against the group's camps.", "air operations"),
    a_row(
        "air_strike", "An unmanned aircraft dropped explosives on a police post.", "explosives are dropped"
    ),
    a_row("abduction", "A bus with 30 passengers was hijacked by militants.", "a bus is hijacked"),
    a_row("abduction", "Pirates boarded a tanker and took five sailors.", "sailors are taken"),
    a_row("territory_change", "The town has changed hands again.", "changed hands"),
    a_row("territory_change", "Syrian rebels swept into Aleppo.", "swept into"),
    a_row("territory_change", "Government forces lost the base to rebels.", "lost to"),
    a_row("territory_change", "The rebels gained ground in the valley.", "gained ground"),
    a_row("coup", "Mutinous soldiers arrested the president.", "the president is arrested by soldiers"),
    a_row("armed_clash", "The army launched an offensive to relieve the town.", "an offensive to"),
    a_row(
        "riot",
        "Clashes broke out between police and hundreds of angry demonstrators.",
        "police against demonstrators",
    ),
    a_row("protest", "Women held up placards outside the ministry.", "placards"),
    a_row("massacre", "Armed raiders shot dead 17 mourners at a funeral.", "seventeen mourners"),
    a_row("attack_on_civilians", "Two polio workers were gunned down in Karachi.", "gunned down: who helps"),
    a_row("attack_on_civilians", "Two Israelis were shot dead at a bus stop.", "a people in conflict"),
    a_row("armed_clash", "Ukrainian forces crossed the border into Kursk.", "crossed the border"),
    a_row("territory_change", "The brigade's troops pushed Russian forces out of Robotyne.", "pushed out of"),
    a_row("threat", "The guards vowed that the killing would not go unanswered.", "not go unanswered"),
    a_row("armed_clash", "A rebel leader died in a raid by soldiers on his camp.", "a leader dies in a raid"),
    a_row(
        "armed_clash",
        "The army announced the destruction of a long tunnel of Hamas.",
        "a tunnel is destroyed",
    ),
    a_row(
        "mobilization",
        "A fighter jet intercepted an unarmed foreign patrol aircraft over the gulf.",
        "a patrol aircraft is met",
    ),
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
    a_row("bombing", "Youths hurled petrol bombs at police in Derry.", "what a crowd throws is its riot"),
    a_row("armed_clash", "The minister came under fire over the budget.", "criticism"),
    a_row("threat", "Readers will pay a higher price for bread.", "a price"),
    a_row("shelling", "A barrage of hail broke the windows.", "hail"),
    a_row("shelling", "Physicists bombarded the sample with neutrons.", "a laboratory"),
    a_row("release", "Rebels released a statement.", "a statement"),
    a_row("ceasefire_violation", "The company resumed operations at its mine.", "a company's operations"),
    a_row(
        "attack_on_civilians",
        "Six people were injured in an arson attack on a block of flats.",
        "arson is a crime",
    ),
    a_row(
        "attack_on_civilians",
        "Three people died in a mass shooting outside a motel.",
        "a mass shooting without a political link",
    ),
    a_row(
        "attack_on_civilians",
        "Clashes between the rebels and the army killed nine civilians.",
        "who dies in a clash was not its target",
    ),
    a_row("excessive_force", "Police dispersed the crowd with tear gas.", "tear gas alone"),
    a_row("armed_clash", "Readers found the remark offensive to women.", "an offensive remark"),
    a_row("abduction", "The gunmen fled, and an ambulance took the boy to hospital.", "taken to hospital"),
    a_row(
        "assassination",
        "A rebel leader died in a raid by soldiers on his camp.",
        "the raid's aim is not known",
    ),
    a_row("excessive_force", "A candidate was shot dead at a rally.", "a killing at a rally"),
    a_row("excessive_force", "Gunmen opened fire on the crowd.", "gunmen, and no force"),
    a_row("bombing", "The firm hit a rich gold mine.", "a find"),
    a_row("bombing", "The ally will send anti-personnel mines.", "arms delivered"),
    a_row("retaliatory_attack", "Riots broke out in response to the killing.", "a riot in response"),
    a_row("massacre", "The state executed six men convicted of murder.", "a sentence"),
    a_row("abduction", "Gunmen shot nine captured villagers.", "killed, not taken"),
    a_row("bombing", "A bomb cyclone hit the coast.", "weather"),
    a_row("shelling", "The machine does the shelling of peanuts.", "a nut"),
    a_row("coup", "The club dissolved its board.", "a board"),
]


@pytest.mark.parametrize(("signal", "text"), UNTOLD)
def test_no_signal_is_heard_in(signal: str, text: str) -> None:
    assert signal not in {f.signal for f in signals.find(Document("", text), LEXICON)}
