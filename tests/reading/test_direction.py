"""Who attacks whom: one row for each way of writing it, and those who stand by."""

from functools import cache

import pytest

from firebell.reading.en.actors import direction
from firebell.reading.en.actors.actors import find
from firebell.reading.en.actors.names import Actors
from firebell.reading.read import Reader
from firebell.reading.text import Document


@cache
def shipped() -> Actors:
    return Reader.shipped().actors


def roles(text: str) -> dict[str, str]:
    doc = Document("", text)
    told = direction.roles(doc, find(doc, shipped()))
    return {mention.id or mention.name: role for mention, role in told if role != "unknown"}


def claimed(text: str) -> str | None:
    doc = Document("", text)
    every = frozenset(range(len(doc.sentences)))
    return direction.claimed_by(doc, find(doc, shipped()), every)


ROLES = {
    "active": ("JNIM attacked Malian soldiers near Gao.", {"jnim": "attacker", "mali-army": "target"}),
    "passive": (
        "Malian soldiers were attacked by JNIM fighters.",
        {"jnim": "attacker", "mali-army": "target"},
    ),
    "a-drone-commander-is-no-drone": (
        "The Israeli military said it had targeted a Hezbollah drone commander.",
        {"israel-army": "attacker", "hezbollah": "target"},
    ),
    "a-bound-is-an-object": ("Gunmen killed at least 18 farmers in Guma.", {"gunmen": "attacker"}),
    "over-a-number-is-one-too": (
        "Hezbollah killed over 20 soldiers.",
        {"hezbollah": "attacker", "soldiers": "target"},
    ),
    "a-state-at-a-state": (
        "TEHRAN - Iran fired dozens of missiles at Israel on Tuesday.",
        {"iran-army": "attacker", "israel-army": "target"},
    ),
    "a-headline-of-two-states": (
        "Iran fires missiles at Israel",
        {"iran-army": "attacker", "israel-army": "target"},
    ),
    "a-site-in-a-state": (
        "Israel struck a missile site in western Iran overnight.",
        {"israel-army": "attacker", "iran-army": "target"},
    ),
    "strikes-on-sites-in-a-state": (
        "The United States carried out strikes on nuclear sites in Iran.",
        {"united-states-army": "attacker", "iran-army": "target"},
    ),
    "where-groups-hold-land-the-state-is-not-hit": (
        "Israel struck targets in Lebanon.",
        {"israel-army": "attacker"},
    ),
    "a-capital-that-says-what-it-did": (
        "Moscow said it had struck Ukrainian positions.",
        {"russia-army": "attacker", "ukraine-army": "target"},
    ),
    "a-capital-that-is-hit-does-nothing": ("Kyiv bombed for a third night", {}),
    "a-nationality-s-fire": (
        "A soldier was killed by Armenian sniper fire.",
        {"armenia-army": "attacker"},
    ),
    "a-fire-brigade-shoots-nobody": ("Two people were killed, Israeli fire officials said.", {}),
    "a-state-s-town-is-only-a-place": (
        "Hezbollah fired rockets at Israel's Haifa.",
        {"hezbollah": "attacker"},
    ),
    "a-noun-and-on": ("JNIM strikes on Wagner camps killed four.", {"jnim": "attacker", "wagner": "target"}),
    "the-killing-of": (
        "The killing of a Hezbollah commander by Israeli forces shook Tyre.",
        {"hezbollah": "target", "israel-army": "attacker"},
    ),
    "strikes-that-kill": (
        "Israeli strikes killed three Hezbollah fighters.",
        {"israel-army": "attacker", "hezbollah": "target"},
    ),
    "between": (
        "Clashes between the Taliban and ISIS-K left nine dead.",
        {"taliban": "both", "islamic-state-khorasan": "both"},
    ),
    "clashed-with": (
        "The Taliban clashed with ISIS-K in Kunar.",
        {"taliban": "both", "islamic-state-khorasan": "both"},
    ),
    "killed-in-clashes-with": (
        "Three Colombian soldiers were killed in clashes with the FARC.",
        {"colombia-army": "both", "farc": "both"},
    ),
    "exchanged-fire": (
        "Sudanese soldiers and RSF fighters exchanged fire.",
        {"sudan-army": "both", "rsf": "both"},
    ),
    "set-against": (
        "The night's violence set M23 against the FDLR.",
        {"m23": "both", "fdlr": "both"},
    ),
    "attacks-of-two-rivals": ("Attacks by two rival militias shook the port.", {"militias": "both"}),
    "loyal-to": (
        "Fighters loyal to the Houthis ambushed the Southern Transitional Council's convoy.",
        {"houthis": "attacker", "stc": "target"},
    ),
    "from-the-group": (
        "Gunmen from the Islamist group Boko Haram killed two policemen.",
        {"boko-haram": "attacker", "policemen": "target"},
    ),
    "a-claim-of-its-own": (
        "Hezbollah said it had killed 12 Israeli soldiers.",
        {"hezbollah": "attacker", "israel-army": "target"},
    ),
    "its-troops": (
        "The Nigerian army said its troops killed 20 Boko Haram militants.",
        {"nigeria-army": "attacker", "boko-haram": "target"},
    ),
    "what-is-answered-is-not-done-now": (
        "In retaliation for Hamas's attack on Egyptian soldiers, Israeli warplanes bombed Rafah.",
        {"israel-army": "attacker"},
    ),
    "relative-clause": (
        "Boko Haram fighters, who killed seven soldiers in the town, fled.",
        {"boko-haram": "attacker", "soldiers": "target"},
    ),
    "aside": (
        "The M23, a rebel group that is backed by the Rwandan army, attacked Congolese soldiers.",
        {"m23": "attacker", "dr-congo-army": "target"},
    ),
    "what-came-of-it": (
        "The RSF shelled the city, killing nine Sudanese soldiers.",
        {"rsf": "attacker", "sudan-army": "target"},
    ),
    "verbs-in-a-row": (
        "Al-Shabaab stormed the camp and killed four Kenyan soldiers.",
        {"al-shabaab": "attacker", "kenya-army": "target"},
    ),
    "fired-at": (
        "Houthi rebels fired missiles at an Emirati army base.",
        {"houthis": "attacker", "united-arab-emirates-army": "target"},
    ),
    "went-after": (
        "AAH fighters went after Saraya Salam.",
        {"asaib-ahl-al-haq": "attacker", "saraya-salam": "target"},
    ),
    "under-fire": (
        "Turkish soldiers came under fire from PKK militants.",
        {"turkey-army": "target", "pkk": "attacker"},
    ),
    "held-by": (
        "Al-Shabaab militants stormed a base manned by Ugandan soldiers.",
        {"al-shabaab": "attacker", "uganda-army": "target"},
    ),
    "headline-active": (
        "Al-Shabaab attacks Kenyan police, kills four",
        {"al-shabaab": "attacker", "kenya-police": "target"},
    ),
    "headline-passive": (
        "Two policemen killed in Taliban attack",
        {"policemen": "target", "taliban": "attacker"},
    ),
    "headline-clash": ("Army, rebels clash in east", {"army": "both", "rebels": "both"}),
    "each-with-its-own-verb": (
        "JNIM fighters ambushed Malian soldiers and Wagner fighters shelled the camp.",
        {"jnim": "attacker", "mali-army": "target", "wagner": "attacker"},
    ),
    "repelled-is-no-attack": (
        "The Malian army said it repelled an attack by JNIM fighters.",
        {"jnim": "attacker"},
    ),
    "by-and-against": (
        "An attack by the Taliban against Afghan soldiers left six dead.",
        {"taliban": "attacker", "afghanistan-army": "target"},
    ),
    "on-and-by": (
        "An attack on Afghan soldiers by the Taliban left six dead.",
        {"taliban": "attacker", "afghanistan-army": "target"},
    ),
    "blamed-for": ("The M23 was blamed for the attack on a camp.", {"m23": "attacker"}),
    "who-blames-is-none": ("The Kenyan army blamed al-Shabaab for the bombing.", {"al-shabaab": "attacker"}),
    "claimed-the-attack": ("Islamic State claimed the attack.", {"islamic-state": "attacker"}),
    "behind-the-attack": ("Hamas said it was behind the bombing.", {"hamas": "attacker"}),
    "gunned-down": (
        "Two JNIM militants gunned down by Malian police",
        {"jnim": "target", "mali-police": "attacker"},
    ),
    "hostages": (
        "Boko Haram gunmen took six soldiers hostage.",
        {"boko-haram": "attacker", "soldiers": "target"},
    ),
    "positions-of-a-state": (
        "Azerbaijani forces shelled Armenian positions.",
        {"azerbaijan-army": "attacker", "armenia-army": "target"},
    ),
    "two-nations-one-noun": (
        "Pakistani and Indian troops exchanged fire.",
        {"pakistan-army": "both", "india-army": "both"},
    ),
    "a-state-that-trades-fire": (
        "Hezbollah and Israel exchanged fire across the border.",
        {"hezbollah": "both", "israel-army": "both"},
    ),
    "killed-by-a-state": (
        "A Hamas commander was killed by Israel in Beirut.",
        {"hamas": "target", "israel-army": "attacker"},
    ),
    "a-commander-is-of-his-group": (
        "A Hamas commander killed in Israeli strike on Beirut",
        {"hamas": "target", "israel-army": "attacker"},
    ),
    "has-attacked": (
        "Israel has attacked Hezbollah in Lebanon.",
        {"israel-army": "attacker", "hezbollah": "target"},
    ),
    "strikes-of-a-state-by-name": (
        "Israel's strikes on Hezbollah killed six.",
        {"israel-army": "attacker", "hezbollah": "target"},
    ),
    "backed-by-an-army": (
        "Rebels backed by the Turkish army attacked Islamic State.",
        {"rebels": "attacker", "islamic-state": "target"},
    ),
    "unnamed-of-a-people": (
        "Naga insurgents killed 15 Indian soldiers.",
        {"Naga insurgents": "attacker", "india-army": "target"},
    ),
    "at-least-so-many": (
        "At least 12 Nigerian soldiers were killed in an ambush by suspected Boko Haram militants.",
        {"nigeria-army": "target", "boko-haram": "attacker"},
    ),
    "more-than-so-many": (
        "More than 20 Malian soldiers were killed by JNIM.",
        {"mali-army": "target", "jnim": "attacker"},
    ),
    "a-suicide-bomber-of-theirs": (
        "A Taliban suicide bomber killed six Afghan policemen.",
        {"taliban": "attacker", "afghanistan-police": "target"},
    ),
    "shot-and-killed": (
        "Israeli troops shot and killed two Hamas fighters.",
        {"israel-army": "attacker", "hamas": "target"},
    ),
    "shot-and-killed-by": (
        "Two soldiers shot and killed by rebels",
        {"soldiers": "target", "rebels": "attacker"},
    ),
    "a-state-accuses-a-state": ("Russia accused Ukraine of shelling a market.", {"ukraine-army": "attacker"}),
    "has-been-accused": ("The RSF has been accused of killing villagers.", {"rsf": "attacker"}),
    "what-comes-of-it": (
        "Peruvian troops freed the hostages, killing 14 rebels.",
        {"peru-army": "attacker", "rebels": "target"},
    ),
    "launchers-that-are-hit": (
        "Israeli jets struck Hezbollah rocket launchers.",
        {"israel-army": "attacker", "hezbollah": "target"},
    ),
    "its-strikes": (
        "Pakistan said its strikes killed four BLA militants.",
        {"pakistan-army": "attacker", "bla": "target"},
    ),
    "their-dead": (
        "Two of the dead fighters belonged to JNIM and two to Ansaru.",
        {"jnim": "target", "ansaru": "target"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), ROLES.values(), ids=ROLES)
def test_the_syntax_tells_who_attacks_whom(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


BYSTANDERS = {
    "condemned-by": "The attack was condemned by Hezbollah.",
    "according-to": "According to the Taliban, six people were killed.",
    "spokesman": "A spokesman for Hamas said two men were shot.",
    "backed-by": "The village was shelled, said a party backed by Hezbollah.",
    "police-who-report": "Six people were killed, Kenyan police said.",
    "police-who-investigate": "Six people were killed. Kenyan police are investigating.",
}


@pytest.mark.parametrize("text", BYSTANDERS.values(), ids=BYSTANDERS)
def test_who_stands_by_neither_attacks_nor_suffers(text: str) -> None:
    assert roles(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        BYSTANDERS[name]
        for name in ("condemned-by", "according-to", "spokesman", "backed-by", "police-who-report")
    ],
)
def test_who_only_speaks_takes_no_part(text: str) -> None:
    doc = Document("", text)
    assert all(direction.stands_by(doc, mention) for mention in find(doc, shipped()))


CLAIMS = {
    "responsibility": ("A bomb killed six. The Taliban claimed responsibility.", "taliban"),
    "in-the-passive": ("The attack was claimed by the armed wing of Hamas.", "hamas"),
    "responsibility-claimed-by": ("Responsibility for the raid was claimed by M23.", "m23"),
    "the-attack": ("The TTP claimed the attack.", "ttp"),
    "nobody": ("No group has claimed responsibility. The Taliban fled.", None),
    "not-yet": ("The Taliban has not claimed responsibility.", None),
    "denied": ("The Taliban denied responsibility for the attack.", None),
    "only-blamed": ("Kenyan police blamed al-Shabaab for the attack.", None),
    "someone-unnamed": ("Gunmen claimed responsibility.", None),
}


@pytest.mark.parametrize(("text", "expected"), CLAIMS.values(), ids=CLAIMS)
def test_who_says_that_they_did_it(text: str, expected: str | None) -> None:
    assert claimed(text) == expected


@pytest.mark.parametrize("times", [10, 2500])
@pytest.mark.parametrize(
    "phrase",
    ["gunmen and ", "gunmen, who attacked rebels, killed ", "it said it attacked JNIM in response to M23 "],
)
def test_a_long_sentence_is_read_to_its_end(phrase: str, times: int) -> None:
    doc = Document("", phrase * times)
    found = find(doc, shipped())
    assert {mention.id or mention.name for mention, _ in direction.roles(doc, found)} == {
        mention.id or mention.name for mention in found
    }
