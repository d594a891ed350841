"""Towns that fall, men that fall down: who was fought, what flew and what was blown up, told from what is like it."""

import pytest

from firebell.article import from_mapping
from firebell.reading.read import Reader, read

READER = Reader.shipped()


def told(text: str) -> tuple[set[str], int]:
    """The signals of a story of 15 May 2024, and how many people it has as hurt."""
    story = {
        "id": "x",
        "title": "",
        "text": text,
        "published_at": "2024-05-15T12:00:00Z",
        "language": "en",
    }
    reading = read(from_mapping(story), READER)
    hurt = sum(event.injured.best for event in reading.incidents if event.injured)
    return {found.signal for found in reading.signals}, hurt


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        pytest.param(
            "The militia swept into the northern city of Marib on Tuesday, seizing control from the army.",
            {"territory_change"},
            id="control is seized from somebody",
        ),
        pytest.param("The swift fall of Marib surprised the army.", {"territory_change"}, id="a town's fall"),
        pytest.param(
            "Marib fell to the rebels on Tuesday.", {"territory_change"}, id="twin: it fell to them"
        ),
        pytest.param(
            "The merchant fell to the floor as an attacker fled.", set(), id="twin: a man falls down"
        ),
        pytest.param(
            "The president ordered a withdrawal of over 2,000 French troops in Mali.",
            {"withdrawal"},
            id="how many, before whose troops",
        ),
        pytest.param(
            "A man who went to fight Islamic State has been killed, his family in Leeds said.",
            set(),
            id="whom he fought was not killed",
        ),
        pytest.param(
            "Soldiers fighting the Taliban were killed on Tuesday.",
            {"armed_clash"},
            id="who was killed stands before whom they fought",
        ),
        pytest.param(
            "Individuals attacked the Chilean consulate in Lima with dynamite on Tuesday night.",
            {"bombing"},
            id="what it was attacked with",
        ),
        pytest.param(
            "Rebels attacked an army post near Mopti with grenade launchers on Tuesday.",
            {"armed_clash"},
            id="twin: launchers are no bomb",
        ),
        pytest.param(
            "He asked for help to ensure the withdrawal of all the Azerbaijani troops from the valley.",
            set(),
            id="twin: a withdrawal that is only wanted",
        ),
        pytest.param(
            "No oil is pumped through the pipeline until Friday, because it was again blown up on Tuesday.",
            {"bombing"},
            id="it, further on",
        ),
    ],
)
def test_what_is_told_is_told_from_what_is_like_it(text: str, signals: set[str]) -> None:
    assert told(text)[0] == signals


def test_whom_one_shoots_down_flew() -> None:
    assert told("Drones came, and soldiers used cannons to shoot them down near Marib on Tuesday.")[1] == 0
    assert told("Rebels met three traders and shot them on the road to Marib on Tuesday.")[1] > 0
