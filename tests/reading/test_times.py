"""What is news and what explains it (CODEBOOK §2 and §8 "Current"): each way of writing beside its twin."""

import pytest

from firebell.article import from_mapping
from firebell.reading.read import Reader, read


def a_row(expected: str, signal: str, text: str, why: str) -> object:
    return pytest.param(expected, signal, text, id=f"{expected}: {why}")


READER = Reader.shipped()


def when(signal: str, text: str) -> set[str]:
    """Whether a story of Wednesday 15 May 2024 tells the signal as news or as background."""
    story = {"id": "x", "title": "", "text": text, "published_at": "2024-05-15T12:00:00Z", "language": "en"}
    return {found.when for found in read(from_mapping(story), READER).signals if found.signal == signal}


NEWS = "Gunmen abducted a priest in Kaduna.\n\n"

ROWS = [
    a_row(
        "background", "massacre", "In early 2024 gunmen massacred 20 villagers in Kaduna.", "early this year"
    ),
    a_row(
        "background",
        "massacre",
        "In mid-2023 gunmen massacred 20 villagers in Kaduna.",
        "the middle of a year",
    ),
    a_row(
        "current",
        "massacre",
        "Gunmen massacred 20 villagers in Kaduna early on Tuesday.",
        "twin: early in a day",
    ),
    a_row(
        "current",
        "massacre",
        "Gunmen massacred 20 villagers, the chief of police said over the phone.",
        "twin: told over the phone",
    ),
    a_row(
        "background",
        "abduction",
        "Talks go on in Kaduna.\n\nOn Sunday, April 7, gunmen abducted 20 villagers.",
        "the date says which Sunday",
    ),
    a_row("background", "abduction", "Abducted priest freed in Kaduna.", "the participle of who is freed"),
    a_row(
        "background", "abduction", "Troops rescue 20 kidnapped villagers in Kaduna.", "of whom troops rescue"
    ),
    a_row(
        "background",
        "abduction",
        "Gunmen released 40 girls who were kidnapped from a school in Kaduna on Friday.",
        "a clause about who is released",
    ),
    a_row(
        "background",
        "abduction",
        "Troops rescued four fishermen who were kidnapped off Jolo on Friday.",
        "taken off an island",
    ),
    a_row(
        "background", "abduction", "Their captors let nine nuns go in Kaduna.", "the captors of who goes free"
    ),
    a_row(
        "current",
        "abduction",
        "Gunmen kidnapped 20 villagers in Kaduna and released two of them.",
        "twin: one after the other",
    ),
    a_row(
        "current",
        "abduction",
        "The kidnapped priest was seen in a video from Kaduna.",
        "twin: a participle without a release",
    ),
    a_row(
        "current",
        "assassination",
        "A candidate was shot dead by gunmen in Kaduna on Tuesday, ahead of the polls in July.",
        "twin: what is still to come",
    ),
    a_row("background", "massacre", "Two generals resigned over the massacre of villagers.", "of a measure"),
    a_row(
        "background",
        "massacre",
        "The union imposed sanctions on a general over the massacre of villagers.",
        "of a sanction",
    ),
    a_row(
        "current", "bombing", "A bombing hit a market, the minister said.", "twin: a statement of the news"
    ),
    a_row(
        "current",
        "shelling",
        "The army shelled a market over the river near Mosul.",
        "twin: over is a place",
    ),
    a_row("background", "armed_clash", "The group often ambushes soldiers near Mosul.", "a habit"),
    a_row(
        "current",
        "bombing",
        "Rebels, who often abduct teachers, set off a roadside bomb near Bunia on Tuesday.",
        "twin: a habit told by the way",
    ),
    a_row(
        "background",
        "abduction",
        "Rebels often raid villages near Bunia, abducting teachers.",
        "a habit and what goes with it",
    ),
    a_row(
        "background",
        "massacre",
        "Between mid-2023 and 30 April this year gunmen massacred 20 villagers in Kaduna.",
        "a window of months",
    ),
    a_row(
        "current",
        "massacre",
        "Between Monday night and Tuesday morning gunmen massacred 20 villagers in Kaduna.",
        "twin: a window of hours",
    ),
    a_row(
        "background",
        "massacre",
        "Fifty years ago, soldiers massacred 90 villagers near Da Nang on the morning of 15 May.",
        "a day of the year that opens the sentence",
    ),
    a_row(
        "current",
        "massacre",
        "Rebels massacred 20 villagers near Beni on Tuesday, ten years ago to the day a camp was burned.",
        "twin: the years stand behind",
    ),
    a_row(
        "background",
        "threat",
        NEWS + "His sister said she fled from fighters who had threatened to kill her.",
        "what was before what somebody tells",
    ),
]


@pytest.mark.parametrize(("expected", "signal", "text"), ROWS)
def test_news_is_told_from_what_explains_it(expected: str, signal: str, text: str) -> None:
    assert when(signal, text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Rebels attacked two army posts in the last 24 hours.", "current", id="a window of a day"
        ),
        pytest.param(
            "Rebels attacked two army posts over the past two weeks.", "background", id="of two weeks"
        ),
    ],
)
def test_a_short_window_is_news_in_a_story_that_nobody_dated(text: str, expected: str) -> None:
    story = from_mapping({"id": "x", "title": "", "text": text, "language": "en"})
    assert {found.when for found in read(story, READER).signals} == {expected}
