"""Radio transcripts, communiques and old wire copy: datelines, brackets, long paragraphs, news told by its name."""

from functools import cache

import pytest

from firebell.article import from_mapping
from firebell.reading.read import Reader, read
from firebell.reading.reading import Event, Reading


@cache
def reader() -> Reader:
    return Reader.shipped()


def reading_of(text: str) -> Reading:
    return read(from_mapping({"id": "x", "title": "", "text": text, "language": "en"}), reader())


def now(text: str) -> list[Event]:
    return [e for e in reading_of(text).incidents if e.when == "current" and e.mode == "asserted"]


def killed_now(text: str) -> int:
    return sum(e.killed.best for e in now(text) if e.killed)


IN_THE_FIRST_PARAGRAPH = (
    "Minister Ana Duarte opened a school in the capital this morning. She then took questions from reporters. The "
    "first was on the murder of Senator Luis Prado, which the rebels deny."
)
"""Its third sentence tells of the event: the first paragraph is the lead (CODEBOOK §8 "Current")."""


def test_the_whole_first_paragraph_is_the_lead() -> None:
    assert (
        killed_now(f"Tegucigalpa, 4 May 90 (Radio Sol) -- [text] {IN_THE_FIRST_PARAGRAPH}\n\nShe left later.")
        == 1
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"{IN_THE_FIRST_PARAGRAPH} She left later.", id="no-line-break-says-where-the-lead-ends"
        ),
        pytest.param("She opened a school.\n\n" + IN_THE_FIRST_PARAGRAPH, id="in-the-second-paragraph"),
        pytest.param(
            "She opened it. She cut a ribbon. She gave a speech. She thanked the mayor. "
            f"{IN_THE_FIRST_PARAGRAPH}\n\nShe left.",
            id="a-paragraph-that-lost-its-line-breaks",
        ),
    ],
)
def test_what_stands_further_on_is_told_to_explain(text: str) -> None:
    assert killed_now(f"Tegucigalpa, 4 May 90 (Radio Sol) -- [text] {text}") == 0


def signals_of(text: str) -> set[str]:
    return {found.signal for found in reading_of(text).signals}


HEARD = {
    "a-bomb-at-a-union-is-no-business-news": (
        "bombing",
        "Rosario, 9 Oct 88 -- A bomb exploded at the offices of the bakery industry workers union. No casualties.",
    ),
    "arson-by-an-armed-group": (
        "armed_clash",
        "Guerrillas set fire to three tank trucks on the road to Yopal today.",
    ),
    "burnt-lorries": (
        "armed_clash",
        "Rebels burned two trucks near Jinotega.",
    ),
    "sabotage": (
        "armed_clash",
        "Rebels sabotaged the railway line near Esteli, and a freight train left the rails.",
    ),
    "pylons": ("armed_clash", "Subversives toppled five high-tension pylons near Huancayo."),
    "an-onslaught": ("armed_clash", "The terrorist onslaught in the capital has shaken the government."),
    "guns-fired-from-a-car": (
        "armed_clash",
        "A group of hooded men machinegunned the house of the union leader.",
    ),
    "shots-at-an-office": (
        "armed_clash",
        "Unidentified individuals fired shots at the offices of the daily El Sol.",
    ),
    "casualties-inflicted": (
        "armed_clash",
        "The army inflicted 12 casualties on the guerrillas near Arcatao.",
    ),
    "casualties-caused": (
        "armed_clash",
        "Our forces destroyed a patrol of the Third Battalion, causing 15 casualties.",
    ),
    "charges": ("bombing", "Two explosive charges went off at the offices of the bank."),
    "dynamite": ("bombing", "The rebels dynamited the bridge over the Tambo."),
    "dynamiting": ("bombing", "The dynamiting of the pipeline spilled 10,000 barrels of crude."),
    "a-long-name-of-a-group": (
        "armed_clash",
        "The raid staged by the Simon Rojas Liberation Front on the Hotel Camino in the capital ended at dawn.",
    ),
    "riddled-with-bullets": (
        "attack_on_civilians",
        "Gunmen on a motorcycle riddled the columnist with bullets.",
    ),
    "bodies-with-tied-hands": (
        "attack_on_civilians",
        "The bodies of five peasants, their hands tied behind their backs, were found in a ravine.",
    ),
    "dragged-from-home": ("attack_on_civilians", "Soldiers dragged two students from their home in Quiche."),
    "credit-for-an-attack": (
        "attack_on_civilians",
        "A group calling itself the Red Hand took responsibility for the attack in a call to the radio.",
    ),
    "death-threats": ("threat", "Judges in Medellin have received death threats, their association said."),
    "military-targets": (
        "threat",
        "The guerrillas said that vehicles on the roads would be considered military targets.",
    ),
    "a-dud": (
        "attack_prevented",
        "Terrorists placed a bomb at the ministry's entrance; the device did not explode.",
    ),
}

UNHEARD = {
    "a-union-s-own-news": (
        "armed_clash",
        "The bakery workers union said that wages fell and that prices exploded in the industry.",
    ),
    "a-gardener-s-fire": ("armed_clash", "Residents set fire to dry leaves, and two trucks were burned."),
    "a-storm-topples-pylons": ("armed_clash", "The storm toppled five high-tension pylons near Huancayo."),
    "an-onslaught-of-rain": (
        "armed_clash",
        "The onslaught of rain in the capital has shaken the government.",
    ),
    "credit-for-a-reform": (
        "attack_on_civilians",
        "The minister took credit for the reform of the army's pensions.",
    ),
    "dragged-from-a-car": (
        "attack_on_civilians",
        "Firemen dragged two students from their car after the accident.",
    ),
    "a-company-causes-costs": (
        "armed_clash",
        "The insurance company suffered losses and blamed casualties at sea.",
    ),
    "a-drug-s-targets": (
        "threat",
        "The soldiers' doctors said that the enzyme is considered a target of the drug.",
    ),
}


@pytest.mark.parametrize(("signal", "text"), HEARD.values(), ids=HEARD.keys())
def test_the_violence_of_old_wires_is_heard(signal: str, text: str) -> None:
    assert signal in signals_of(text)


@pytest.mark.parametrize(("signal", "text"), UNHEARD.values(), ids=UNHEARD.keys())
def test_what_only_sounds_like_the_violence_of_old_wires_is_not(signal: str, text: str) -> None:
    assert signal not in signals_of(text)


def test_an_ambush_is_laid_for_those_in_the_truck() -> None:
    found = signals_of("Insurgents ambushed a truck carrying National Guardsmen, wounding six.")
    assert found == {"armed_clash"}
