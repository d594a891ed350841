"""What reading costs, in steps of the interpreter: the same on every machine, however busy.

`RECORDED` holds the steps that the demonstration's day and two long texts take, for each version of Python. Where a
change costs more or saves more than TOLERANCE, the test says the new figure: put it here, and the reason in the commit.
    PYTHONPATH=service:. python -m tests.reading.test_steps
"""

import sys
from collections.abc import Callable
from functools import cache
from inspect import currentframe
from itertools import cycle, islice
from types import FrameType
from typing import Any

import pytest

from firebell.article import Article, parse
from firebell.reading.read import Reader, read
from firebell.shipped import shipped_config

RECORDED = {
    (3, 11): {"day": 6_804_791, "peaceful": 763, "long": 2_790_812},
    (3, 12): {"day": 6_450_010, "peaceful": 681, "long": 2_655_552},
    (3, 13): {"day": 6_300_244, "peaceful": 470, "long": 2_300_701},
}
VERSION = sys.version_info[:2]
TOLERANCE = 0.05
SLACK = 50
"""Steps that say nothing: words of a set are looked at in another order in each process."""

SENTENCES = 240
"""Of a long text, of which a third tells of violence."""

DOUBLE = 2.04
"""Twice the text takes so many times the steps: a loop over all sentences for each deed would make it 2.2."""

LEAD = (
    "Gunmen killed 12 villagers and wounded 30 in an attack near Gao, Mali, on Tuesday, the army said.",
    "Nobody claimed the attack, but fighters of JNIM have carried out raids in the region since January.",
    "In response the air force bombed two camps of the group near Kidal, a spokesman for the army said.",
    "A nurse at the hospital said that two children and a teacher were among the dead.",
)
PEACEFUL = (
    "The town council opened a new library on the north side of the river after two years of work.",
    "Visitors found reading rooms, a garden and a small stage for concerts by the music school.",
    "Farmers in the valley expect a good harvest of apples and pears if the weather stays mild.",
)
MIXED = (*LEAD, *PEACEFUL, *PEACEFUL, *PEACEFUL[:2])


@cache
def reader() -> Reader:
    return Reader.shipped()


def steps(do: Callable[[], object]) -> int:
    """How many instructions of the interpreter it takes, those of what it calls too; what C does is no step."""
    count = 0

    def step(_frame: FrameType, event: str, _arg: Any) -> Callable[..., Any]:
        nonlocal count
        count += event == "opcode"
        return step

    def call(frame: FrameType, _event: str, _arg: Any) -> Callable[..., Any]:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return step

    before, here = sys.gettrace(), currentframe()
    if here is not None:
        here.f_trace_opcodes = True  # Python 3.12 counts them only where a frame has asked before
    sys.settrace(call)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


def of(articles: list[Article]) -> int:
    """The steps of reading them; a first reading fills what is kept for all articles."""

    def read_all() -> None:
        for article in articles:
            read(article, reader())

    read_all()
    return steps(read_all)


def a_text(sentences: tuple[str, ...], count: int) -> list[Article]:
    """So many sentences, each a paragraph, over and over."""
    text = "\n".join(islice(cycle(sentences), count))
    return [Article(id="x", title=sentences[0].rstrip("."), text=text, language="en")]


def the_day() -> list[Article]:
    return [parse(line) for line in (shipped_config() / "demo" / "day.jsonl").read_bytes().splitlines()]


CORPUS: dict[str, Callable[[], list[Article]]] = {
    "day": the_day,
    "peaceful": lambda: a_text(PEACEFUL, SENTENCES),
    "long": lambda: a_text(MIXED, SENTENCES),
}


@pytest.mark.skipif(VERSION not in RECORDED, reason="no steps are recorded for this version of Python")
@pytest.mark.parametrize("name", CORPUS)
def test_reading_takes_the_steps_that_are_recorded(name: str) -> None:
    recorded, took = RECORDED[VERSION][name], of(CORPUS[name]())
    assert abs(took - recorded) <= TOLERANCE * recorded + SLACK, (
        f"{name}: {took:,} steps, {recorded:,} recorded"
    )


def test_twice_the_text_takes_twice_the_steps() -> None:
    assert of(a_text(MIXED, 2 * SENTENCES)) < DOUBLE * of(a_text(MIXED, SENTENCES))


if __name__ == "__main__":
    figures = {name: of(articles()) for name, articles in CORPUS.items()}
    sys.stdout.write(f"    {VERSION}: {figures},\n".replace("'", '"'))
