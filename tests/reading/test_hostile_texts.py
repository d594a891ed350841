"""A text made to cost much costs no more than its length: twice the text, about twice the time."""

import time
from functools import cache

import pytest

from firebell.article import MAX_BYTES, Article
from firebell.reading.read import READ_LENGTH, Reader, read

HOSTILE = {
    "one-cue": "killed ",
    "numbers-and-cues": "12 killed and ",
    "numbers": "12 34 at least 5 000 between 3 and ",
    "brackets": "(((( killed )))) ",
    "brackets-that-stay-open": "( killed [ ",
    "quotes-that-stay-open": "\" killed \u201c ' ",
    "capitals": "GUNMEN KILLED FOUR IN BASRA ",
    "names": "Omar Haddad and Ali Hassan were killed and ",
    "one-sentence-without-end": "soldiers killed two men in Basra and ",
    "a-list-without-end": "killed two men and three women and a boy and ",
    "parties-without-end": "clashes between soldiers and rebels and ",
    "clauses-without-end": "who which killed after who ",
    "pronouns": "They were killed. He died. She who was shot died. ",
    "dates": "on 5 March 2022 in May since 2013 on Monday ",
    "incidents": "Gunmen killed four in Basra. Rebels shelled Kabul. A bomb in Mosul wounded ten. ",
    "paragraphs": "Gunmen killed four in Basra.\n\n",
    "dated-incidents": "On 5 March 2022 gunmen killed four in Basra. On 7 May 2021 rebels killed five in Kabul. ",
    "answers": "In retaliation for the attack on Basra Hamas fired rockets at Israel. ",
    "short-forms": "Hamas (XAB) and ISIS (YAB) and the Taliban attacked. ",
    "claims": "claimed responsibility by Hamas ",
    "running-tolls": "the death toll rose to 12 and then to ",
    "hyphens": "a-b-c-killed-",
    "lines-that-hold-nothing": "\n ",
    "control-characters": "\x00killed\u200b ",
}
LENGTH = READ_LENGTH // 2
GROWTH = 3
"""Twice the text may take a little more than twice the time on a shared machine; the square would take four times."""

SLACK = 0.05
"""Seconds that say nothing."""

TRIES = 3
"""A machine that others use may be slow once."""


@cache
def reader() -> Reader:
    return Reader.shipped()


def seconds(text: str) -> float:
    """The processor's time for one reading."""
    article = Article(id="x", title="Gunmen kill four in Basra", text=text, language="en")
    begun = time.process_time()
    read(article, reader(), full=True)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_hostile_text_takes_about_twice_the_time(piece: str) -> None:
    half, whole = (piece * (length // len(piece)) for length in (LENGTH // 2, LENGTH))
    assert any(seconds(whole) < GROWTH * seconds(half) + SLACK for _ in range(TRIES))


@pytest.mark.parametrize("name", ["one-cue", "one-sentence-without-end", "pronouns", "paragraphs"])
def test_the_longest_hostile_text_is_read_in_seconds(name: str) -> None:
    text = HOSTILE[name] * (MAX_BYTES // len(HOSTILE[name]))
    assert seconds(text) < 9  # three on a machine of one's own
