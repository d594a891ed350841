"""Which line breaks end a paragraph, and what is counted across those that only wrap a line."""

import pytest

from firebell.reading.en import casualties
from firebell.reading.text import Document, sentences
from firebell.reading.wrapping import wraps

WRAPPED = """\
Cart Explodes in a Market
By Omar Haddad

BAIDOA, Somalia - A bomb hidden in a cart killed twelve
people and wounded thirty others in the crowded market of
Baidoa on Tuesday, the police and doctors at the town's
Bay Regional Hospital said.

- Two of the dead were nurses at that same hospital, who
- Another blast was heard later.
"""


def told(text: str) -> list[str]:
    return [" ".join(sentence) for sentence in sentences(Document("", text))]


def test_a_sentence_goes_on_over_wrapped_lines_and_headline_byline_and_items_stay_apart() -> None:
    head, byline, story, *items = told(WRAPPED)
    assert (head, byline) == ("Cart Explodes in a Market", "By Omar Haddad")
    assert (story[:15], story[-14:]) == ("BAIDOA , Somali", "ospital said .")
    assert [item[:5] for item in items] == ["- Two", "- Ano"]


def test_a_count_is_read_across_a_wrapped_line() -> None:
    tolls = casualties.find(Document("", WRAPPED))
    assert [(toll.kind, toll.count.best) for toll in tolls] == [
        ("killed", 12),
        ("injured", 30),
        ("killed", 2),
    ]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        pytest.param("Gunmen killed four\nsoldiers near Gao.", 1, id="goes on in small letters"),
        pytest.param("Gunmen kill four in Gao\nPolice search for the attackers", 0, id="two headlines"),
        pytest.param("gunmen kill four in gao\npolice search houses", 0, id="a text without capitals"),
        pytest.param("The dead:\ntwo men and a boy", 0, id="a list behind a colon"),
        pytest.param("Gunmen killed four soldiers.\n\nthe army said.", 0, id="a blank line"),
        pytest.param("Two died.\nthree were hurt.", 0, id="behind a full stop"),
    ],
)
def test_a_break_wraps_or_ends_by_what_stands_around_it(text: str, joined: int) -> None:
    assert len(wraps(text)) == joined


def test_lines_of_many_lengths_are_paragraphs() -> None:
    text = "\n".join(
        ["Gunmen kill four in Gao", "Bandits abduct twelve pupils on the road to Kaduna", "Two shot in Taiz"]
        * 3
    )
    assert wraps(text) == frozenset()
