"""What each signal fires on, what it stays silent on (CODEBOOK §1), and the rulings of §8."""

import pytest

from firebell.reading.en.signals import lexicon, signals
from firebell.reading.en.signals.signals import Finding
from firebell.reading.text import Document

LEXICON = lexicon.shipped()


def found(text: str, title: str = "") -> list[Finding]:
    return signals.find(Document(title, text), LEXICON)


def asserted(text: str, title: str = "") -> set[str]:
    return {finding.signal for finding in found(text, title) if finding.mode == "asserted"}


def a_row(signal: str, text: str, why: str) -> object:
    return pytest.param(signal, text, id=f"{signal}: {why}")


FIRES = [
    a_row("armed_clash", "Clashes broke out between rebels and the army near Halun.", "clashes"),
    a_row("armed_clash", "Two guards were wounded in a firefight with militants.", "firefight"),
    a_row("armed_clash", "The patrol came under an exchange of fire with insurgents.", "exchange of fire"),
    a_row("armed_clash", "A gun battle lasted until dawn.", "gun battle"),
    a_row(
        "retaliatory_attack", "Retaliatory strikes by the Israeli army killed three people.", "retaliatory"
    ),
    a_row(
        "retaliatory_attack",
        "Militiamen attacked a village in retaliation for an earlier raid.",
        "in retaliation for",
    ),
    a_row("retaliatory_attack", "Gunmen shot dead two villagers in a revenge killing.", "revenge killing"),
    a_row("retaliatory_attack", "Rebels shelled the camp to avenge their dead commander.", "avenge"),
    a_row(
        "retaliatory_attack",
        "The army bombed rebel positions in response to the killing of a general.",
        "in response to the killing of",
    ),
    a_row("retaliatory_attack", "Tit-for-tat attacks by militants went on.", "tit-for-tat"),
    a_row(
        "attack_on_civilians", "Gunmen killed three villagers on their way home.", "gunmen killed villagers"
    ),
    a_row(
        "attack_on_civilians", "Militants opened fire on worshippers in Dara.", "opened fire on worshippers"
    ),
    a_row("attack_on_civilians", "Four farmers were murdered by rebels.", "passive"),
    a_row("massacre", "Soldiers are accused of a massacre in the valley.", "massacre"),
    a_row("massacre", "Rebels executed captured villagers behind the school.", "executed"),
    a_row("massacre", "A mass grave was found in the captured town.", "mass grave"),
    a_row("massacre", "Gunmen attacked villagers at a market and killed 14 people.", "five or more killed"),
    a_row("assassination", "The provincial governor was assassinated on his doorstep.", "assassinated"),
    a_row("assassination", "Militants gunned down a commander in Sarif.", "gunned down commander"),
    a_row("suicide_bombing", "A suicide bomber struck the bazaar.", "suicide bomber"),
    a_row("suicide_bombing", "The man blew himself up at the gate.", "blew himself up"),
    a_row(
        "suicide_bombing", "A militant drove a bomb-laden truck into the barracks.", "drove a car bomb into"
    ),
    a_row("bombing", "A roadside bomb hit a minibus.", "roadside bomb"),
    a_row("bombing", "An IED went off beside the convoy.", "IED"),
    a_row("bombing", "A grenade was thrown into the yard.", "grenade"),
    a_row("bombing", "An explosive device planted by militants wounded two.", "explosive device"),
    a_row("shelling", "Shells hit the old quarter overnight.", "shells hit"),
    a_row("shelling", "Rockets struck the harbour.", "rockets struck"),
    a_row("shelling", "A missile strike damaged the power plant.", "missile strike"),
    a_row("air_strike", "An airstrike levelled the depot.", "airstrike"),
    a_row("air_strike", "The air raid killed a family.", "air raid"),
    a_row("air_strike", "A drone attack set the refinery alight.", "drone attack"),
    a_row("air_strike", "Warplanes bombed the suburb.", "warplanes bombed"),
    a_row("chemical_weapon", "Doctors say sarin was used against the town.", "sarin"),
    a_row("chemical_weapon", "Dozens choked in a chlorine attack.", "chlorine attack"),
    a_row("abduction", "Two engineers were abducted by militants.", "abducted"),
    a_row("abduction", "Rebels kidnapped a nurse.", "kidnapped"),
    a_row("abduction", "The crew was taken hostage.", "taken hostage"),
    a_row(
        "excessive_force", "Soldiers opened fire on protesters in the square.", "opened fire on protesters"
    ),
    a_row("excessive_force", "Police used live rounds against the demonstrators.", "live rounds"),
    a_row("threat", "The group vowed revenge on the government.", "vowed revenge"),
    a_row("threat", "The rebels gave the army an ultimatum.", "ultimatum"),
    a_row("threat", "The general warned that his forces will retaliate.", "will retaliate"),
    a_row("mobilization", "The ministry deployed troops to the north.", "deployed troops"),
    a_row("mobilization", "Tanks were massed at the border.", "massed at the border"),
    a_row("mobilization", "The army was placed on high alert.", "on high alert"),
    a_row("riot", "Crowds torched shops and cars.", "torched"),
    a_row("riot", "The suspect was lynched by villagers.", "lynched"),
    a_row("riot", "Demonstrators stormed parliament.", "stormed parliament"),
    a_row("protest", "Thousands rallied against the decree.", "rallied"),
    a_row("protest", "Students marched through the capital in protest.", "marched"),
    a_row("protest", "Families held a sit-in outside the ministry.", "sit-in"),
    a_row("territory_change", "Rebels captured the town of Mirsa.", "captured"),
    a_row("territory_change", "The army seized the town after a siege.", "seized town"),
    a_row("territory_change", "Militants overran an army base.", "overran"),
    a_row("territory_change", "Government troops retook Mirsa.", "retook"),
    a_row("emergency_measures", "The governor imposed a curfew after the killings.", "imposed a curfew"),
    a_row(
        "coup", "Soldiers announced on television that they had seized power in a coup.", "announced takeover"
    ),
    a_row("ceasefire_violation", "The truce collapsed within hours.", "truce collapsed"),
    a_row("ceasefire_violation", "Fighting resumed on Sunday.", "fighting resumed"),
    a_row("ceasefire", "The two sides agreed a truce.", "truce agreed"),
    a_row("ceasefire", "A peace deal was signed by rebels and government.", "deal signed"),
    a_row("withdrawal", "The army pulled its troops out of the valley.", "pulled out"),
    a_row("withdrawal", "The cleric ordered his supporters to withdraw.", "ordered supporters to withdraw"),
    a_row("calm_claimed", "The mayor said calm had been restored after the clashes.", "calm restored"),
    a_row("calm_claimed", "The army said the rebel town was under control.", "under control"),
    a_row("release", "The rebels freed ten hostages.", "freed hostages"),
    a_row("release", "Both armies completed a prisoner swap.", "prisoner swap"),
    a_row("restrictions_lifted", "Authorities lifted the curfew in Mirsa.", "curfew lifted"),
    a_row(
        "emergency_measures",
        "Authorities in Mirsa lifted the radio ban but imposed a curfew.",
        "another ban lifted, a curfew imposed",
    ),
    a_row("talks", "A mediator met both warring sides.", "mediator"),
    a_row("talks", "Peace negotiations resumed in Oslo.", "negotiations resumed"),
    a_row("attack_prevented", "Police foiled a bomb attack.", "foiled"),
    a_row("attack_prevented", "Air defences intercepted four missiles.", "intercepted"),
    a_row("attack_prevented", "Sappers defused a bomb at the station.", "defused"),
    a_row("attack_prevented", "An arms cache was seized in the hills.", "cache seized"),
]


@pytest.mark.parametrize(("signal", "text"), FIRES)
def test_a_signal_fires_on(signal: str, text: str) -> None:
    assert signal in asserted(text)


SILENT = [
    a_row("armed_clash", "It was a clash of styles between two painters.", "clash of styles"),
    a_row("armed_clash", "The derby clash ended level after a late goal.", "derby"),
    a_row("armed_clash", "The ministers' war of words went on.", "war of words"),
    a_row("retaliatory_attack", "Brussels imposed retaliatory tariffs on steel.", "retaliatory tariffs"),
    a_row("retaliatory_attack", "After the attack the militia vowed to retaliate.", "vowed to retaliate"),
    a_row(
        "retaliatory_attack",
        "The striker took revenge on his old club with two goals.",
        "a striker's revenge",
    ),
    a_row("attack_on_civilians", "A cashier was shot in a robbery at a petrol station.", "robbery"),
    a_row("attack_on_civilians", "A man stabbed his wife in a domestic dispute.", "domestic violence"),
    a_row("massacre", "The visitors were massacred 5-0 at home.", "massacred 5-0"),
    a_row("massacre", "Archaeologists opened a mass grave of the 14th century.", "the dig of an old grave"),
    a_row("assassination", "She called the report a character assassination.", "character assassination"),
    a_row("suicide_bombing", "A helpline for people at risk of suicide opened.", "suicide (health)"),
    a_row("bombing", "The actress was photobombed by a seal.", "photobomb"),
    a_row("bombing", "A gas explosion destroyed a block of flats.", "gas explosion"),
    a_row("bombing", "A wartime bomb was found under a car park.", "wartime bomb found"),
    a_row("shelling", "The company plans a rocket launch to put a satellite in orbit.", "space launch"),
    a_row("shelling", "Air defences intercepted four missiles.", "intercepted"),
    a_row("air_strike", "The strike of rail workers hit commuters.", "strike of workers"),
    a_row("air_strike", "A lightning strike set the barn on fire.", "lightning"),
    a_row("air_strike", "A drone show lit the sky.", "drone show"),
    a_row("chemical_weapon", "Police fired tear gas.", "tear gas"),
    a_row("chemical_weapon", "A chlorine leak at the plant sickened ten.", "a plant's leak"),
    a_row("abduction", "The father kidnapped his son in a custody dispute.", "custody dispute"),
    a_row("excessive_force", "Police used water cannon.", "water cannon only"),
    a_row("threat", "The firm threatened to sue.", "legal"),
    a_row("threat", "Forecasters warn of a severe storm.", "weather"),
    a_row("mobilization", "Soldiers were deployed for flood relief.", "relief"),
    a_row("riot", "Tens of thousands joined the peaceful march.", "peaceful march"),
    a_row(
        "assassination",
        "The UN rights chief demands an inquiry into killings in Rakhine.",
        "who speaks of it",
    ),
    a_row("protest", "An attack on 5 March in Mopti killed nine soldiers.", "a month"),
    a_row("territory_change", "The brand captured a third of the market.", "market captured"),
    a_row("territory_change", "The party seized the lead in the polls.", "polls"),
    a_row("emergency_measures", "A state of emergency was declared as the hurricane neared.", "storm"),
    a_row("emergency_measures", "The country is in a state of emergency over the epidemic.", "epidemic"),
    a_row("emergency_measures", "Authorities lifted the curfew in Mirsa.", "lifted"),
    a_row("coup", "The blow was the coup de grace.", "coup de grace"),
    a_row("coup", "The coup leader was pardoned by the president.", "a person"),
    a_row("coup", "The union suspended the country in response to the coup.", "why something else is done"),
    a_row("coup", "Thousands marched against the military coup.", "what a protest is about"),
    a_row("coup", "Prosecutors indicted the former president for plotting a coup.", "a court"),
    a_row(
        "coup", "Calls to overthrow the government will be punished, says the new law.", "what a law is about"
    ),
    a_row("coup", "Signing him is a coup for the club.", "a coup for the club"),
    a_row("ceasefire_violation", "The talks were adjourned until Monday.", "talks adjourned"),
    a_row("ceasefire", "Ministers called for a ceasefire.", "called for"),
    a_row("ceasefire", "The rebels rejected a ceasefire.", "rejected"),
    a_row("withdrawal", "The troops will withdraw next year.", "announced for later"),
    a_row("calm_claimed", "The market was calm after the rate cut.", "market calm"),
    a_row("release", "The singer's film was released on Friday.", "film released"),
    a_row("release", "The thief was freed at the end of his sentence.", "end of a sentence"),
    a_row("restrictions_lifted", "The coronavirus curfew was lifted.", "health lockdown"),
    a_row("talks", "Coalition talks between the two parties dragged on.", "coalition"),
    a_row("talks", "Pay talks with the union resumed.", "pay talks"),
]


@pytest.mark.parametrize(("signal", "text"), SILENT)
def test_a_signal_stays_silent_on(signal: str, text: str) -> None:
    assert signal not in asserted(text)


RULINGS = [
    pytest.param("Militants attacked an army base near Tola.", {"armed_clash"}, id="a base, weapon not said"),
    pytest.param("Gunmen attacked a police post.", {"armed_clash"}, id="a police post"),
    pytest.param("Rebels attacked a prison in Tola.", {"armed_clash"}, id="a prison"),
    pytest.param("Four soldiers were killed in an ambush.", {"armed_clash"}, id="an ambush of soldiers"),
    pytest.param("Insurgents attacked a village.", {"armed_clash"}, id="a place, nobody said to be hurt"),
    pytest.param("Rebels attacked farmers in a field.", {"attack_on_civilians"}, id="people not said armed"),
    pytest.param("Israeli strikes hit Tola.", {"air_strike"}, id="bare strikes by a military"),
    pytest.param("A bombardment shook Tola.", {"shelling"}, id="bombardment"),
    pytest.param(
        "Russia launched drones and missiles at Tola.", {"air_strike", "shelling"}, id="drones and missiles"
    ),
    pytest.param("Airstrikes killed 12 people in Tola.", {"air_strike"}, id="dead in a strike: no massacre"),
    pytest.param("A car bomb killed 12 people in Tola.", {"bombing"}, id="civilians dead, not the target"),
    pytest.param(
        "A suicide bomber killed nine people.", {"suicide_bombing"}, id="a suicide bombing is no bombing too"
    ),
    pytest.param("Police clashed with protesters in Tola.", {"protest", "riot"}, id="clashes at a protest"),
    pytest.param("Soldiers stood guard at the checkpoint.", set(), id="no violence said"),
    pytest.param("A man drove a van into a crowd in Tola.", {"attack_on_civilians"}, id="a van as a weapon"),
    pytest.param("Nine soldiers killed in ambush", {"armed_clash"}, id="who dies in an ambush is its target"),
    pytest.param(
        "Fighters ambushed a convoy of soldiers. They opened fire from a ridge and burned two trucks.",
        {"armed_clash"},
        id="what fighters burn is no riot, and their fire at soldiers no attack on civilians",
    ),
    pytest.param("An angry crowd burned two trucks in Tola.", {"riot"}, id="what a crowd burns is a riot"),
    pytest.param(
        "Thirty people were killed in a clash between soldiers and rebels.",
        {"armed_clash"},
        id="who dies in a clash was not attacked as a civilian",
    ),
    pytest.param(
        "Eight people were killed in overnight Russian attacks on Tola and Sarif.",
        {"attack_on_civilians"},
        id="the toll of several acts is no massacre",
    ),
    pytest.param("A blast hit a police station in Tola.", {"bombing"}, id="a blast at a police station"),
    pytest.param("A car bomb went off at a gas station.", {"bombing"}, id="a bomb beside gas is one"),
    pytest.param(
        "A group of armed men attacked a clinic.", {"attack_on_civilians"}, id="armed men are no civilians"
    ),
    pytest.param(
        "Six civilians killed near Tola", {"attack_on_civilians"}, id="civilians killed: by whom is not said"
    ),
    pytest.param(
        "A car bomb exploded in Tola. Six civilians were killed.", {"bombing"}, id="they died of the bomb"
    ),
    pytest.param("Rebels took over two villages.", {"territory_change"}, id="took over"),
    pytest.param("The army abandoned the district.", {"territory_change"}, id="abandoned"),
    pytest.param(
        "A man was hacked to death in Tola. Islamic State claimed responsibility.",
        {"attack_on_civilians"},
        id="a claimed attack",
    ),
    pytest.param(
        "A roadside bomb hit a bus. The rebels claimed responsibility for the attack.",
        {"bombing"},
        id="who claims an attack already told claims no other",
    ),
    pytest.param(
        "Air defences intercepted drones; two of them fell on a school and killed three.",
        {"attack_prevented", "air_strike"},
        id="the debris of what was intercepted",
    ),
    pytest.param(
        "Two people were injured when fragments of an intercepted missile fell on a car.",
        {"attack_prevented", "shelling"},
        id="harm by fragments, told first",
    ),
    pytest.param(
        "Air defences shot down four missiles. Debris fell in a field; nobody was hurt.",
        {"attack_prevented"},
        id="debris that did no harm",
    ),
    pytest.param(
        "Men on motorcycles, some with rifles, killed 18 people.",
        {"attack_on_civilians", "massacre"},
        id="armed men described, not named",
    ),
    pytest.param("Men on motorcycles killed time at the gate.", set(), id="men with no arms"),
    pytest.param(
        "Armed men on motorbikes killed at least four villagers.",
        {"attack_on_civilians"},
        id="killed at least: who is killed stands behind",
    ),
    pytest.param(
        "Gunmen stopped a bus of traders and shot dead two of them.",
        {"attack_on_civilians"},
        id="a second verb has the doer of the first",
    ),
    pytest.param(
        "Gunmen shot dead a tribal elder.", {"attack_on_civilians"}, id="shot dead, with the victim behind"
    ),
    pytest.param("A tribal elder was shot dead by gunmen.", {"attack_on_civilians"}, id="was shot dead by"),
    pytest.param(
        "Gunmen opened fire on a rally in Tola.",
        {"attack_on_civilians", "protest"},
        id="gunmen at a rally are not the state's force",
    ),
    pytest.param(
        "Fighters shot and wounded fleeing villagers.",
        {"attack_on_civilians"},
        id="shot and wounded: the victims stand behind",
    ),
    pytest.param(
        "Two drones were shot down. One exploded while it was taken apart, and a sapper was killed.",
        {"attack_prevented"},
        id="what goes off while it is taken apart is no strike",
    ),
    pytest.param(
        "Three people were killed when a drone was shot down and crashed on a house.",
        {"attack_prevented", "air_strike"},
        id="a drone that is shot down and kills",
    ),
    pytest.param(
        "Gunmen killed two guards of the embassy.",
        {"armed_clash"},
        id="the guards are killed, not the embassy",
    ),
    pytest.param(
        "The killing of embassy workers shocked the city.", set(), id="a killing by nobody named is no clash"
    ),
    pytest.param(
        "The attackers were later killed in a shootout with security forces.",
        {"armed_clash"},
        id="who dies in a shootout was no civilian target",
    ),
    pytest.param(
        "Rebels shelled the headquarters in separatist-held Tola, killing three people.",
        {"shelling"},
        id="killing, behind a comma: what the shells did",
    ),
    pytest.param(
        "Gunmen ambushed a patrol of soldiers in Tola, killing 12 people.",
        {"armed_clash"},
        id="whom an ambush kills was not attacked a second time",
    ),
    pytest.param(
        "Four soldiers were killed and three others were injured in an ambush by militants.",
        {"armed_clash"},
        id="others are soldiers too",
    ),
    pytest.param(
        "Six Palestinians were killed during an IDF raid in Tola.",
        {"attack_on_civilians"},
        id="an army's raid is no massacre by its toll alone",
    ),
    pytest.param(
        "Two staffers of the embassy were shot and killed.",
        set(),
        id="a killing at an embassy by nobody named",
    ),
    pytest.param("A guided bomb hit a block of flats in Tola.", {"air_strike"}, id="a guided bomb"),
    pytest.param("Police raided a militant hideout near Tola.", {"armed_clash"}, id="a raid on militants"),
    pytest.param("Security forces raided the house of the former president.", set(), id="a search"),
    pytest.param(
        "Protestors and policemen were killed during clashes in Tola.",
        {"excessive_force", "protest", "riot"},
        id="protestors are protesters",
    ),
    pytest.param("Stones were pelted at a procession.", {"riot"}, id="stones are a crowd's"),
    pytest.param("Soldiers burned two villages.", {"armed_clash"}, id="what soldiers burn is no riot"),
]


@pytest.mark.parametrize(("text", "expected"), RULINGS)
def test_ruling(text: str, expected: set[str]) -> None:
    assert asserted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Two buses collided near Tola, killing 30 people.", id="accident"),
        pytest.param("An earthquake killed 40 people and injured hundreds.", id="disaster"),
        pytest.param("Cholera killed 12 people in the camp.", id="disease"),
        pytest.param("The champion shot 65 and attacked the course; his rival bombed out.", id="golf"),
        pytest.param("The striker's late strike settled a battle in the league.", id="football"),
        pytest.param("A hostile takeover bid ended the price war; shares rose.", id="business"),
        pytest.param("He died of a heart attack.", id="heart attack"),
        pytest.param(
            "City's attack tore Rovers apart in the derby clash and killed the game off before half-time; the "
            "striker had sworn revenge after last year's massacre.",
            id="football in the words of war",
        ),
        pytest.param("The agency launched a rocket that carries a probe.", id="a space launch"),
        pytest.param("The ministry will buy ballistic missiles, it told suppliers.", id="procurement"),
        pytest.param("Police raided the offices of a builder over bribes.", id="police search offices"),
        pytest.param(
            "A strategic bomber crashed on a test flight, killing its pilot.", id="a bomber is a plane"
        ),
        pytest.param(
            "The Popular Mobilization Forces held a meeting.", id="a name that holds a signal's word"
        ),
        pytest.param("The Front for the Liberation of Mirsa held a congress.", id="another such name"),
        pytest.param("The army bought 40 infantry fighting vehicles.", id="fighting vehicles"),
        pytest.param("The state approved the sale of guided missiles to an ally.", id="arms are sold"),
        pytest.param("Stocks fell despite the central bank's emergency measures.", id="a central bank"),
        pytest.param("A tank truck and two buses collided, killing nine people.", id="a tank truck"),
        pytest.param("A mock battle was fought at the fair by soldiers in old uniforms.", id="mock"),
        pytest.param(
            "A charity concert for the victims of the bombing drew thousands.", id="a concert in memory"
        ),
        pytest.param("Doctors warned of the risk of heart attacks.", id="a risk of heart attacks"),
        pytest.param("A general strike of bus drivers hit the city.", id="strike of workers"),
    ],
)
def test_nothing_rings_on(text: str) -> None:
    assert asserted(text) - {"protest"} == set()


def test_a_finding_points_at_its_own_words() -> None:
    text = "Overnight, shells hit the market."
    doc = Document("Calm day", text)
    finding = next(f for f in signals.find(doc, LEXICON) if f.signal == "shelling")
    span = doc.span(finding.first, finding.last)
    assert span.field == "text"
    assert text[span.start : span.end] == span.words == "shells hit"
    assert finding.first <= finding.anchor < finding.last


def test_findings_come_in_the_texts_order() -> None:
    anchors = [f.anchor for f in found("Clashes broke out after a roadside bomb, and a curfew was imposed.")]
    assert anchors == sorted(anchors)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        pytest.param(
            "Basra Governor Asad Karim said calm had been restored.", "Basra Governor", id="an office"
        ),
        pytest.param(
            "The mayor of Tola, Asad Karim, said calm had been restored.",
            "mayor of Tola",
            id="an office with its holder behind it",
        ),
        pytest.param(
            "Asad Karim, the mayor of Tola, said calm had been restored.",
            "mayor of Tola",
            id="an office behind its holder",
        ),
        pytest.param("Hezbollah vowed revenge for the killing.", "Hezbollah", id="a group"),
        pytest.param("Calm was restored after the clashes.", None, id="nobody named"),
    ],
)
def test_an_utterance_has_a_speaker(text: str, by: str | None) -> None:
    told = [f.by for f in found(text) if f.signal in {"threat", "calm_claimed"}]
    assert told == [by]


def test_violence_has_no_speaker() -> None:
    assert {f.by for f in found("General Omar said rebels killed three villagers.")} == {None}


@pytest.mark.parametrize("text", ["", "...", "attack " * 20_000, "no comma and no stop " * 5_000])
def test_no_text_is_too_odd_to_read(text: str) -> None:
    assert isinstance(found(text), list)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Three soldiers killed in Taliban attack", {"armed_clash"}, id="the attack is the killing"
        ),
        pytest.param(
            "Rebels killed a mayor and attacked a village, burning homes.",
            {"assassination", "attack_on_civilians"},
            id="twin: another deed",
        ),
        pytest.param("IS militants attacked an army base", {"armed_clash"}, id="IS is a name"),
        pytest.param("THE BASE IS ATTACKED BY REBELS", {"armed_clash"}, id="twin: a verb in capitals"),
        pytest.param(
            "Fighters of the Islamic State (IS) gained ground in the town",
            {"territory_change"},
            id="a short name in brackets",
        ),
    ],
)
def test_one_deed_is_told_once(text: str, expected: set[str]) -> None:
    assert {finding.signal for finding in signals.find(Document("", text), LEXICON)} == expected


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        pytest.param("Troops were deployed in the town. The flood took bridges.", False, id="one paragraph"),
        pytest.param(
            "Troops were deployed in the town.\nThe flood took bridges.", True, id="another paragraph"
        ),
        pytest.param(
            "Floods hit Kano.\nA curfew was imposed.", False, id="the reason of a measure, above it"
        ),
    ],
)
def test_what_silences_a_signal_stands_in_its_paragraph(text: str, *, heard: bool) -> None:
    told = {finding.signal for finding in signals.find(Document("", text), LEXICON)}
    assert bool(told & {"mobilization", "emergency_measures"}) is heard


def test_what_the_text_told_before_is_no_new_attack() -> None:
    text = "A suicide bomber struck the bazaar. Nine people were killed in the attack."
    assert asserted(text) == {"suicide_bombing"}


def test_an_attack_told_only_once_is_read_from_its_dead() -> None:
    assert asserted("Militants fled. Nine villagers were killed in the attack.") >= {"attack_on_civilians"}


SENT = (
    "The flames have killed nine people and driven thousands from their homes in the south, where dry wind has blown "
    "for a week and the rivers are low. The government deployed soldiers to empty the towns."
)


def test_troops_are_sent_for_what_the_title_names() -> None:
    assert "mobilization" in asserted(SENT, "Thousands flee in the south")
    assert "mobilization" not in asserted(SENT, "Wildfires force thousands to flee in the south")


def test_the_dead_of_a_massacre_are_counted_in_its_own_sentence() -> None:
    text = "Hundreds of people attended the funeral of a teacher who was shot dead by guerrillas in Dara."
    assert "massacre" not in asserted(text, "Funeral held for teacher shot in Dara")
