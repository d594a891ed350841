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
