"""Who answered whom, and for what: one row for each order in which it is told (CODEBOOK §8 `retaliatory_attack`)."""

from functools import cache

import pytest

from firebell.reading.en.actors import answers
from firebell.reading.en.actors.actors import find
from firebell.reading.en.signals import signals
from firebell.reading.read import Reader
from firebell.reading.reading import Answers
from firebell.reading.text import Document


@cache
def reader() -> Reader:
    return Reader.shipped()


def answer(text: str) -> Answers | None:
    doc = Document("", text)
    heard = [f for f in signals.find(doc, reader().lexicon) if f.signal == "retaliatory_attack"]
    return answers.find(doc, heard, find(doc, reader().actors))


ANSWERS = {
    "in-retaliation-for-first": (
        "In retaliation for a PKK attack on Turkish soldiers, Turkish jets bombed PKK camps.",
        ("turkey-army", "pkk", "a PKK attack on Turkish soldiers"),
    ),
    "in-response-to-behind": (
        "Israeli jets bombed Hezbollah camps in response to the killing of two soldiers.",
        ("israel-army", "hezbollah", "the killing of two soldiers"),
    ),
    "a-ministry-says-that-its-strikes-answer": (
        "Russia's defence ministry said its strikes were in response to a Ukrainian attack on an airfield.",
        ("russia-army", "ukraine-army", "a Ukrainian attack on an airfield"),
    ),
    "a-ministry-in-a-capital-does": (
        "The defence ministry in Moscow said its strikes were in response to Ukraine's attack on Belgorod.",
        ("russia-army", "ukraine-army", "Ukraine's attack on Belgorod"),
    ),
    "a-capital-does": (
        "Tehran said its missiles hit an Israeli base in retaliation for the killing of a general.",
        ("iran-army", "israel-army", "the killing of a general"),
    ),
    "a-state-for-the-killing-of-others": (
        "Iran fired missiles at Israel on Tuesday in retaliation for the killing of a Hezbollah leader in Beirut.",
        ("iran-army", "israel-army", "the killing of a Hezbollah leader in Beirut"),
    ),
    "at-least-so-many": (
        "Fulani herders killed at least 18 farmers in Guma in reprisal for the killing of cattle.",
        ("fulani-herders", None, "the killing of cattle"),
    ),
    "to-avenge": (
        "JNIM fighters attacked Malian soldiers to avenge the killing of a preacher.",
        ("jnim", "mali-army", "the killing of a preacher"),
    ),
    "the-act-in-the-sentence-before": (
        "PKK fighters killed 12 Turkish soldiers. In response, Turkish jets bombed PKK camps.",
        ("turkey-army", "pkk", "PKK fighters killed 12 Turkish soldiers"),
    ),
    "against-whom-only-the-act-tells": (
        "Burkinabe soldiers executed 30 villagers in reprisal for a JNIM attack.",
        ("burkina-faso-army", "jnim", "a JNIM attack"),
    ),
    "against-whom-only-the-sentence-before-tells": (
        "Hamas killed nine Israeli soldiers. In retaliation, Israeli warplanes bombed Rafah.",
        ("israel-army", "hamas", "Hamas killed nine Israeli soldiers"),
    ),
    "the-act-by-whom": (
        "The Saudi-led coalition bombed the port in retaliation for an attack by Houthi forces.",
        ("saudi-coalition", "houthis", "an attack by Houthi forces"),
    ),
    "hours-after-in-front": (
        "Hours after Hezbollah shelled a border post, Israel struck back with air raids on Tyre.",
        ("israel-army", "hezbollah", "Hezbollah shelled a border post"),
    ),
    "responded-after": (
        "Ethiopia responded with air strikes after rebels shelled the airport.",
        ("ethiopia-army", "rebels", "rebels shelled the airport"),
    ),
    "retaliated-by-doing-after": (
        "Sudan's army retaliated by bombing RSF positions in Nyala after a drone attack on Port Sudan.",
        ("sudan-army", "rsf", "a drone attack on Port Sudan"),
    ),
    "in-retaliation-after": (
        "Burmese troops torched a village in retaliation after guerrillas blew up a bridge.",
        ("myanmar-army", "guerrillas", "guerrillas blew up a bridge"),
    ),
    "retaliated-for-by": (
        "Israel retaliated for the rocket attack by bombing three Hamas posts in Rafah.",
        ("israel-army", "hamas", "the rocket attack by bombing three Hamas posts in Rafah"),
    ),
    "the-act-before-and": (
        "PKK militants attacked the base, and the Turkish army retaliated with an air raid on a camp.",
        ("turkey-army", "pkk", "PKK militants attacked the base"),
    ),
    "took-revenge": (
        "Days after FDLR rebels shot down a helicopter, M23 took revenge on the village, killing 30.",
        ("m23", "fdlr", "FDLR rebels shot down a helicopter"),
    ),
    "retaliated-in-the-second-sentence": (
        "Hamas fired rockets at Ashkelon on Monday. The Israeli air force retaliated with raids that killed six.",
        ("israel-army", "hamas", "Hamas fired rockets at Ashkelon on Monday"),
    ),
    "who-speaks-of-it-did-it": (
        "Al-Shabaab claimed the car bombing, saying it was retaliation for Kenyan troops' raid on a village.",
        ("al-shabaab", "kenya-army", "Kenyan troops' raid on a village"),
    ),
    "calling-it-an-answer": (
        "Russia launched a massive missile strike on Kyiv, calling it an answer to Ukrainian attacks on a bridge.",
        ("russia-army", "ukraine-army", "Ukrainian attacks on a bridge"),
    ),
    "what-it-called-retaliation": (
        "Russia fired 60 missiles at Kyiv in what it called retaliation for Ukrainian drone strikes.",
        ("russia-army", "ukraine-army", "Ukrainian drone strikes"),
    ),
    "what-was-hit-is-a-post-and-no-fire": (
        "Thai jets bombed Cambodian artillery positions in retaliation for rockets that hit a hospital.",
        ("thailand-army", "cambodia-army", "rockets that hit a hospital"),
    ),
    "described-as-a-response": (
        "Hezbollah fired 62 rockets at a base in what it described as a first response to an Israeli raid on Beirut.",
        ("hezbollah", "israel-army", "an Israeli raid on Beirut"),
    ),
    "answered-with": (
        "Cambodia answered Thai air raids with rockets that hit a petrol station.",
        ("cambodia-army", "thailand-army", "Thai air raids"),
    ),
    "a-country-and-its-air-force": (
        "Turkey's air force struck PKK hideouts near Mount Arat in retaliation for an ambush.",
        ("turkey-army", "pkk", "an ambush"),
    ),
    "targets-that-are-struck-do-nothing": (
        "US warplanes struck Islamic State targets in Syria to avenge the deaths of two American soldiers.",
        ("united-states-army", "islamic-state", "the deaths of two American soldiers"),
    ),
    "guns-hit-back-at-posts": (
        "Indian guns hit back at Pakistani posts across the line after shells killed a farmer.",
        ("india-army", "pakistan-army", "shells killed a farmer"),
    ),
    "fired-back-after": (
        "South Korea fired artillery back after North Korean shells landed south of the line.",
        ("south-korea-army", "north-korea-army", "North Korean shells landed south of the line"),
    ),
    "so-many-dead-are-avenged": (
        "Chadian forces struck Boko Haram bases to avenge 40 soldiers killed in an attack.",
        ("chad-army", "boko-haram", "40 soldiers killed in an attack"),
    ),
    "a-state-says-so-of-its-strikes": (
        "Pakistan said its strikes on hideouts were in retaliation for an attack by Iran.",
        ("pakistan-army", "iran-army", "an attack by Iran"),
    ),
    "retaliating-in-front": (
        "Retaliating for the ambush of a patrol, Colombian soldiers killed seven ELN rebels.",
        ("colombia-army", "eln", "the ambush of a patrol"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_the_text_tells_who_answers_whom_for_what(text: str, expected: tuple[str, str, str]) -> None:
    told = answer(text)
    assert told is not None
    assert (told.by, told.against, told.act) == expected


def test_without_retaliation_there_is_no_answer() -> None:
    assert answer("PKK fighters killed 12 Turkish soldiers.") is None


def test_tit_for_tat_tells_of_no_act() -> None:
    told = answer("Four fighters were killed in tit-for-tat attacks by two rival militias in the port.")
    assert told is None or told.act is None


def test_a_village_that_was_hit_is_no_act() -> None:
    told = answer("A militia burned 30 homes in a reprisal attack on the village of Kona.")
    assert told is not None
    assert told.act is None


def test_how_long_it_lasted_is_no_act() -> None:
    told = answer("Israeli jets launched retaliatory strikes on Hezbollah posts for a third day.")
    assert told is not None
    assert told.act is None


RULINGS = {
    "violence-and-an-act-and-a-side": (
        "Rebels shelled the port to avenge the killing of a chief.",
        "asserted",
    ),
    "return-fire-is-none": (
        "Troops came under fire from gunmen and returned fire, killing three of them.",
        None,
    ),
    "return-fire-that-the-text-calls-revenge": (
        "Troops came under fire and retaliated, killing three gunmen.",
        "asserted",
    ),
    "responded-with-and-violence": ("The army responded with artillery after the ambush.", "asserted"),
    "in-response-behind-violence": (
        "Jets bombed a rebel camp in response to a mortar attack on the capital.",
        "asserted",
    ),
    "in-response-behind-a-measure": ("A curfew was imposed in response to the killing of five people.", None),
    "in-retaliation-behind-a-measure": (
        "The state imposed sanctions in retaliation for the missile attack.",
        None,
    ),
    "an-expulsion": ("Moscow expelled ten diplomats in response to the attack.", None),
    "a-statement": ("The minister made a statement in response to the bombing of the port.", None),
    "tariffs": ("China announced retaliatory tariffs on farm goods.", None),
    "a-riot-in-response": ("Youths marched in response to the shooting of a student by police.", None),
    "a-striker": ("A striker's revenge settled the derby.", None),
    "after-alone-says-nothing": ("Israel hits Hezbollah sites after rocket fire", None),
    "a-vow-is-a-threat": ("Hezbollah vowed to avenge the killing of its commander.", None),
    "a-threat-to-retaliate": (
        "The Taliban threatened to retaliate for the raid that killed 12 villagers.",
        None,
    ),
    "suspected-revenge": (
        "The killing of four farmers is suspected revenge for last week's ambush, police said.",
        "hypothetical",
    ),
    "police-suspect-revenge": (
        "Police suspect that the murder of the chief and five villagers was an act of revenge by rebels.",
        "hypothetical",
    ),
    "may-have-been": (
        "Police say the bombing may have been retaliation for last week's raid.",
        "hypothetical",
    ),
    "unclear-whether": (
        "It was unclear whether the shooting of two policemen was in revenge for the raid.",
        "hypothetical",
    ),
    "suspected-rebels-who-take-revenge": (
        "Suspected rebels killed two policemen in revenge for the shooting of an imam.",
        "asserted",
    ),
    "denied": ("The military denied that the shelling was in retaliation for the ambush.", "denied"),
    "long-ago": (
        "Ten years ago the army massacred 50 villagers in reprisal for an ambush; the trial opened on Monday.",
        "historical",
    ),
    "the-noun-is-the-violence": ("Revenge killings leave 12 dead in Plateau", "asserted"),
    "tit-for-tat": ("The two sides traded tit-for-tat strikes across the border, killing four.", "asserted"),
}


@pytest.mark.parametrize(("text", "expected"), RULINGS.values(), ids=RULINGS)
def test_what_is_retaliation_and_what_only_looks_like_it(text: str, expected: str | None) -> None:
    found = signals.find(Document("", text), reader().lexicon)
    assert [f.mode for f in found if f.signal == "retaliatory_attack"][:1] == ([expected] if expected else [])


def test_the_words_are_those_of_the_text() -> None:
    text = "PKK fighters killed 12 Turkish soldiers. In response, Turkish jets bombed PKK camps."
    told = answer(text)
    assert told is not None
    assert text[told.start : told.end] == told.words
