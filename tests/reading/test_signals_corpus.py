"""corpus/: what sentences and headlines of many regions and kinds of press tell, and what they only seem to tell."""

from pathlib import Path
from typing import Any

import pytest

from firebell import yaml
from firebell.reading.en.signals import lexicon, signals
from firebell.reading.text import Document


def _corpus(name: str) -> dict[str, Any]:
    corpus: dict[str, Any] = yaml.load((Path(__file__).parent / "corpus" / name).read_text("utf-8"))
    return corpus


CORPUS = _corpus("signals.yaml")
HEADLINES = _corpus("headlines.yaml")
WAYS = _corpus("ways.yaml")
WORLD = _corpus("world.yaml")
LEXICON = lexicon.shipped()


def asserted(text: str) -> set[str]:
    return {found.signal for found in signals.find(Document("", text), LEXICON) if found.mode == "asserted"}


HEARD = (
    [
        pytest.param(signal, text, id=f"{signal}, {where}: {text[:40]}")
        for signal, places in CORPUS["heard"].items()
        for where, texts in places.items()
        for text in texts
    ]
    + [
        pytest.param(signal, text, id=f"{signal}, headlines: {text[:40]}")
        for signal, texts in HEADLINES["heard"].items()
        for text in texts
    ]
    + [
        pytest.param(signal, text, id=f"{signal}, another way: {text[:40]}")
        for signal, texts in WAYS["heard"].items()
        for text in texts
    ]
)
SILENT = [
    pytest.param(signal, text, id=f"{signal}: {text[:40]}")
    for corpus in (CORPUS, HEADLINES)
    for signal, texts in corpus["silent"].items()
    for text in texts
]
EXACTLY = [
    pytest.param(set(row["signals"]), row["text"], id=row["text"][:40]) for row in CORPUS["exactly"]
] + [
    pytest.param(set(row["signals"]), row["text"], id=f"{why}: {row['text'][:30]}")
    for why, rows in WORLD["exactly"].items()
    for row in rows
]
QUIET = [
    pytest.param(text, id=f"{why}: {text[:30]}") for why, texts in WORLD["peaceful"].items() for text in texts
]


@pytest.mark.parametrize(("signal", "text"), HEARD)
def test_a_signal_is_heard(signal: str, text: str) -> None:
    assert signal in asserted(text)


@pytest.mark.parametrize(("signal", "text"), SILENT)
def test_a_signal_stays_silent(signal: str, text: str) -> None:
    assert signal not in asserted(text)


@pytest.mark.parametrize(("expected", "text"), EXACTLY)
def test_no_other_signal_is_heard(expected: set[str], text: str) -> None:
    assert asserted(text) == expected


@pytest.mark.parametrize("text", [*CORPUS["peaceful"], *HEADLINES["peaceful"], *WAYS["peaceful"], *QUIET])
def test_nothing_rings(text: str) -> None:
    assert asserted(text) - {"protest"} == set()


def test_every_signal_of_the_codebook_has_sentences() -> None:
    assert set(CORPUS["heard"]) == lexicon.NAMES
