"""Phrases of signals.yaml on text made of their own words: none costs more than a bound, and what would is refused."""

import time
from functools import cache

import pytest

from firebell.reading.en.signals import lexicon
from firebell.reading.phrases import (
    MOST_NAMES,
    BadPhraseError,
    Line,
    Part,
    Phrase,
    line,
    match,
    phrase,
    word_class,
)
from firebell.reading.text import Document

WORDS = 400
SECONDS = 4.0
"""Of the processor for a text of 400 words that each begin it; each takes a tenth on a machine of one's own."""


@cache
def shipped() -> dict[str, Phrase]:
    return {entry.phrase.written: entry.phrase for entry in lexicon.shipped().entries}


def a_word(part: Part) -> str:
    """The shortest word of a place, or its first name."""
    if part.words:
        return min(part.words, key=len)
    return " ".join(part.longer[0]) if part.longer else "Omar"


def searched(known: Phrase, text: str) -> None:
    """The phrase looked for at each word, as where all of them were its own."""
    seen: Line = line(Document("", text))
    for at in range(len(seen.words)):
        match(known, seen, at, 0, len(seen.words))


def hostile(known: Phrase) -> list[str]:
    """The phrase without its last word again and again, and its word that is looked up."""
    places = [part for part in (*reversed(known.before), known.anchor, *known.after) if not part.gap]
    told = [a_word(part) for part in places]
    return [" ".join([*told[:-1], ""]), " ".join([*told[1:], ""]), a_word(known.anchor) + " "]


def test_every_phrase_that_ships_is_searched_for_in_little_time() -> None:
    begun = time.process_time()
    costs = {}
    for written, known in shipped().items():
        for piece in hostile(known):
            if piece.strip():
                start = time.process_time()
                searched(known, piece * (WORDS // len(piece.split())))
                costs[written] = time.process_time() - start
    assert len(costs) > 1000
    assert max(costs.values()) < SECONDS
    assert time.process_time() - begun < 200


@pytest.mark.parametrize(
    "written",
    [
        "kill+ ... a ... b ... c ... d ... e",
        "a ... b ... c ... d ... kill+!",
        "kill+ " + " ".join(f"({word})" for word in "abcdefghijk") + " now",
    ],
    ids=["gaps-behind", "gaps-before", "brackets"],
)
def test_a_phrase_that_could_be_searched_for_for_ever_is_refused(written: str) -> None:
    with pytest.raises(BadPhraseError, match="write two phrases"):
        phrase(written, {})


@pytest.mark.parametrize("written", ["+", "r+", "kill|+", "y+"])
def test_endings_of_nothing_are_refused(written: str) -> None:
    with pytest.raises(BadPhraseError, match="two letters or more"):
        phrase(written, {})


def test_an_entry_of_a_class_that_stands_for_millions_of_names_is_refused() -> None:
    with pytest.raises(BadPhraseError, match=f"more than {MOST_NAMES} names"):
        word_class([" ".join(["a|b|c|d|e|f|g|h|i|j"] * 12)], {})
