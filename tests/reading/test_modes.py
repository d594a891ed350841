"""Whether it happened (CODEBOOK §2): each mode beside the twin that did happen."""

import pytest

from firebell.reading.en.signals import lexicon, signals
from firebell.reading.text import Document

LEXICON = lexicon.shipped()


def modes(signal: str, text: str) -> set[str]:
    """The modes in which the text tells the signal."""
    return {f.mode for f in signals.find(Document("", text), LEXICON) if f.signal == signal}


ROWS = [
    # planned
    ("planned", "air_strike", "The army will launch airstrikes.", "will"),
    ("planned", "armed_clash", "Rebels plan to attack the base.", "plan to"),
    ("planned", "shelling", "The group is about to fire rockets at the town.", "about to"),
    ("planned", "withdrawal", "The army will withdraw its troops in May.", "will withdraw"),
    ("planned", "talks", "Peace talks will resume on Monday.", "talks will resume (§8)"),
    (
        "asserted",
        "mobilization",
        "Seven years after they made peace, the two armies are massing troops on the border.",
        "what they are doing years after",
    ),
    ("planned", "release", "They signed a deal in Doha to exchange prisoners.", "a deal to exchange them"),
    ("asserted", "release", "Under a deal they exchanged prisoners in Doha.", "twin: exchanged under a deal"),
    ("asserted", "talks", "Peace talks resumed on Monday.", "twin: talks resumed"),
    ("denied", "talks", "Peace talks collapsed after two days.", "talks that collapse (§8)"),
    ("planned", "talks", "Peace talks between the army and the rebels will resume.", "will, far behind"),
    (
        "planned",
        "talks",
        "The two are to hold another new round of peace talks.",
        "are to hold, said far before",
    ),
    ("hypothetical", "ceasefire", "The round on a ceasefire closed without agreement.", "no agreement"),
    ("planned", "air_strike", "The general orders warplanes to bomb the town.", "an attack only ordered"),
    ("asserted", "withdrawal", "Sadr orders supporters to withdraw.", "twin: ordered at once (§8)"),
    ("asserted", "emergency_measures", "The governor orders a curfew.", "twin: the order is the measure"),
    ("asserted", "armed_clash", "Rebels who attacked the base fled.", "twin: attacked"),
    # hypothetical
    ("hypothetical", "armed_clash", "The vote could lead to clashes.", "could"),
    ("hypothetical", "air_strike", "Residents fear an airstrike.", "fear"),
    ("hypothetical", "coup", "If a military coup takes place, aid ends.", "if"),
    ("hypothetical", "ceasefire", "Ministers called for a ceasefire.", "called for (§8)"),
    (
        "hypothetical",
        "armed_clash",
        "Soldiers went on alert after a tip of an attack on the base.",
        "a tip of",
    ),
    ("hypothetical", "armed_clash", "He vowed to answer any new attack on the army.", "any attack"),
    ("hypothetical", "air_strike", "An air strike on the plants would set them back.", "a strike would"),
    ("asserted", "air_strike", "An air strike killed the man who would have led it.", "twin: killed"),
    ("planned", "attack_on_civilians", "Soldiers ordered to attack villagers fled.", "only ordered"),
    ("hypothetical", "air_strike", "The president has not ruled out air strikes.", "not ruled out"),
    ("planned", "air_strike", "Warplanes were to bomb the depot at dawn.", "were to"),
    ("hypothetical", "ceasefire", "A ceasefire could come into force on Sunday.", "could come"),
    ("drill", "attack_on_civilians", "Police rehearsed a terrorist attack on a mall.", "rehearsed"),
    ("fiction", "coup", "The television drama imagines a military coup.", "a drama"),
    ("hypothetical", "threat", "Envoys fear that Riyadh will retaliate.", "feared, nobody's word"),
    ("planned", "armed_clash", "Rebels told the garrison to surrender or be killed.", "or be killed"),
    ("denied", "coup", "The palace dismissed rumours of a military coup.", "rumours dismissed"),
    ("historical", "bombing", "A man was jailed for the bombing of the market.", "jailed for"),
    ("hypothetical", "ceasefire", "Envoys hope for a ceasefire.", "hoped (§8)"),
    ("hypothetical", "threat", "The threat of more clashes is growing.", "a fear, nobody's word (§8)"),
    ("asserted", "armed_clash", "He called for an end to the clashes between militias.", "twin: an end to"),
    ("asserted", "ceasefire", "The two sides agreed a ceasefire.", "twin: agreed"),
    ("hypothetical", "ceasefire", "They would agree to a ceasefire only later.", "would agree"),
    (
        "asserted",
        "ceasefire",
        "The ceasefire would begin on Tuesday, the minister announced.",
        "a later start (§8)",
    ),
    ("planned", "territory_change", "The battle to retake the town goes on.", "the battle to retake"),
    ("asserted", "territory_change", "The army retook the town.", "twin: retook"),
    ("planned", "territory_change", "Rebels tried to seize the town of Malele.", "tried to seize"),
    (
        "hypothetical",
        "shelling",
        "Families fear an assault and bombardment of the city.",
        "feared: an and joins the two",
    ),
    ("asserted", "shelling", "Troops fear an ambush and shelled the ridge.", "twin: a past tense is done"),
    (
        "hypothetical",
        "withdrawal",
        "The ban holds until the army withdraws its troops.",
        "until: it has not yet",
    ),
    ("asserted", "withdrawal", "They waited until the army withdrew its troops.", "twin: until it did"),
    ("hypothetical", "ceasefire", "The rebels insist on a ceasefire of two weeks.", "insisted on"),
    (
        "hypothetical",
        "ceasefire",
        "The rebels may yet agree to a very long and far wider ceasefire.",
        "may agree, said far before",
    ),
    (
        "hypothetical",
        "ceasefire",
        "They see a ceasefire as their condition for entering negotiations.",
        "who enters talks",
    ),
    ("asserted", "ceasefire", "The truce entered into force at dawn.", "twin: the truce enters into force"),
    ("denied", "coup", "Reports of a coup were dismissed by the palace.", "reports that were dismissed"),
    ("asserted", "coup", "The failed coup was condemned by the palace.", "twin: an attempt counts (§8)"),
    ("asserted", "bombing", "A bomb was planted in a movie theater.", "twin: a cinema is no film"),
    ("asserted", "suicide_bombing", "A suicide bomber struck a memorial church.", "twin: a memorial's name"),
    ("fiction", "armed_clash", "The video game begins with a firefight in Kabul.", "a video game"),
    ("asserted", "armed_clash", "A firefight stopped the game in Kabul.", "twin: a game of football"),
    ("asserted", "armed_clash", "Clashes broke out in May in the north.", "twin: the month of May"),
    # denied
    ("denied", "armed_clash", "There were no clashes in the city.", "no"),
    ("denied", "air_strike", "The ministry denied reports of an airstrike.", "denied reports of"),
    ("denied", "ceasefire", "The rebels rejected a ceasefire.", "rejected (§8)"),
    ("denied", "shelling", "A false report of shelling spread.", "false report"),
    ("denied", "bombing", "Police denied on Friday that a bomb had killed ten people.", "denied that"),
    ("denied", "shelling", "The army rejected reports of a rocket attack.", "rejected reports of"),
    ("denied", "air_strike", "The report of an airstrike was false.", "was false"),
    (
        "denied",
        "territory_change",
        "He dismissed claims that rebels had seized the town.",
        "dismissed claims",
    ),
    (
        "asserted",
        "bombing",
        "The army denied that it had planted the bomb that hit a bus.",
        "twin: denied its part",
    ),
    ("asserted", "armed_clash", "No group claimed the clashes.", "twin: no group"),
    (
        "asserted",
        "bombing",
        "The group denied responsibility for the roadside bomb.",
        "twin: denied his part",
    ),
    # historical
    ("historical", "bombing", "The town marked the anniversary of the car bombing.", "anniversary"),
    ("historical", "massacre", "He went on trial for the massacre.", "trial"),
    ("historical", "air_strike", "The church was destroyed in a World War II air raid.", "an old war"),
    ("asserted", "bombing", "A car bombing shook the town.", "twin: now"),
    (
        "historical",
        "massacre",
        "Tola remembers its dead. Remains from a mass grave were buried.",
        "a story that looks back",
    ),
    (
        "historical",
        "armed_clash",
        "A general went on trial. Soldiers under him attacked a base.",
        "a story about a trial",
    ),
    (
        "asserted",
        "bombing",
        "A bomb killed ten people at a ceremony on the anniversary of the revolt.",
        "twin: an attack on an anniversary",
    ),
    (
        "asserted",
        "bombing",
        "A bomb killed a guard ahead of the trial of a rebel leader.",
        "twin: an attack ahead of a trial",
    ),
    (
        "asserted",
        "armed_clash",
        "The general went on trial on Monday. On Tuesday, rebels attacked a base.",
        "twin: what happens on a day of now",
    ),
    ("planned", "talks", "The rebels are due to hold peace talks in May.", "is due to"),
    ("asserted", "armed_clash", "Villagers fled due to clashes between militias.", "twin: a cause"),
    (
        "asserted",
        "air_strike",
        "Flights were cancelled due to an air strike.",
        "twin: a cause with its article",
    ),
    ("asserted", "armed_clash", "The delay was due to the clashes between militias.", "twin: is due to the"),
    ("hypothetical", "talks", "The envoy encouraged direct talks between the two sides.", "encouraged"),
    ("hypothetical", "talks", "The king offered to mediate between the warring sides.", "offered to"),
    ("asserted", "talks", "Envoys of both sides held direct talks.", "twin: held"),
    (
        "hypothetical",
        "attack_on_civilians",
        "The group has not shown the capability to kill civilians from afar.",
        "a capability",
    ),
    ("denied", "territory_change", "Rebels nearly captured the town.", "nearly"),
    (
        "hypothetical",
        "air_strike",
        "Avoid the port because of crime and the threat of missile and drone attacks on civilian targets.",
        "the threat of two weapons",
    ),
    ("asserted", "territory_change", "Rebels captured nearly all of the town.", "twin: nearly all"),
    # drill
    ("drill", "shelling", "Troops fired rockets at a hulk in an exercise.", "exercise"),
    ("drill", "mobilization", "The navy began a military drill.", "drill"),
    ("drill", "mobilization", "The country tested a ballistic missile.", "test (§8)"),
    ("asserted", "shelling", "The exercise turned deadly when rockets hit a bus.", "twin: turned deadly"),
    (
        "drill",
        "abduction",
        "Masked men took pupils hostage and set off a bomb in an exercise of the police.",
        "an exercise governs all verbs of its sentence",
    ),
    (
        "drill",
        "bombing",
        "Attackers set off a bomb in a hall. The attack was simulated.",
        "the next sentence says so",
    ),
    (
        "asserted",
        "armed_clash",
        "Militants attacked soldiers during an exercise, killing four.",
        "twin: an attack during an exercise",
    ),
    (
        "drill",
        "shelling",
        "Troops fired rockets at a target off the coast as part of a combined littoral live-fire training exercise.",
        "part of an exercise of a long name",
    ),
    # memory
    (
        "historical",
        "massacre",
        "Families held a memorial service for the victims of a massacre of villagers 62 years ago.",
        "so many years ago",
    ),
    (
        "historical",
        "massacre",
        "On Wednesday relatives paid tribute at the memorial of the 1948 massacre of villagers.",
        "a year of the last century, on a day of now",
    ),
    (
        "asserted",
        "massacre",
        "Mourners paid tribute on Wednesday to the victims of Monday's massacre of villagers in Plateau.",
        "twin: this week's dead",
    ),
    # fiction
    ("fiction", "armed_clash", "The film tells of a gun battle with rebels.", "film"),
    ("fiction", "assassination", "In the novel the president is assassinated.", "novel"),
    (
        "asserted",
        "armed_clash",
        "Footage that a film crew shot shows the clashes with rebels.",
        "twin: a crew",
    ),
    # attempts count
    ("asserted", "coup", "A military coup was foiled; 12 people died.", "coup foiled, 12 dead"),
    ("asserted", "assassination", "The minister survived an assassination attempt.", "an attempt (§8)"),
    ("asserted", "threat", "The group vowed revenge.", "a threat is asserted when uttered (§8)"),
]


@pytest.mark.parametrize(
    ("mode", "signal", "text"), [pytest.param(*row[:3], id=f"{row[0]}: {row[3]}") for row in ROWS]
)
def test_the_mode_is(mode: str, signal: str, text: str) -> None:
    assert modes(signal, text) == {mode}


def test_a_will_does_not_reach_over_a_clause() -> None:
    assert modes("armed_clash", "The minister will visit the city after clashes between militias.") == {
        "asserted"
    }
