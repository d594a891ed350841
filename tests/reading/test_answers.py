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


def test_the_words_are_those_of_the_text() -> None:
    text = "PKK fighters killed 12 Turkish soldiers. In response, Turkish jets bombed PKK camps."
    told = answer(text)
    assert told is not None
    assert text[told.start : told.end] == told.words
