"""Whatever the text, reading it raises nothing and every quote is an exact slice of it."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.article import Article
from firebell.reading.read import Reader, read
from firebell.reading.reading import Reading
from firebell.reading.span import Field

PIECES = st.sampled_from(
    [
        "Gunmen killed",
        "at least",
        "four",
        "34",
        "1,200",
        "soldiers",
        "villagers",
        "in Basra",
        "Iraq",
        "on Tuesday",
        "since 2014",
        "were wounded",
        "denied",
        "in retaliation for",
        "a suicide bomber",
        "the drill",
        ".",
        ",",
        "\n\n",
        "“",
        "\u2019s",
        "(AAH)",
        "Saraya Salam",
        "\u202e",
        "💥",
        "كركوك",
        "\x00",
        "including",
        "two",
        "more",
        "dozens of",
        "said the governor",
    ]
)


@cache
def reader() -> Reader:
    return Reader.shipped()


def slices(reading: Reading) -> list[tuple[Field, int, int, str]]:
    found = [(q.field, q.start, q.end, q.words) for event in reading.incidents for q in event.evidence]
    found += [(s.field, s.start, s.end, s.words) for s in reading.signals]
    found += [(c.field, c.start, c.end, c.words) for c in reading.casualties]
    return found + [(place.field, place.start, place.end, place.name) for place in reading.places]


def is_exact(article: Article, reading: Reading) -> bool:
    fields = {"title": article.title, "text": article.text}
    return all(fields[field][start:end] == words for field, start, end, words in slices(reading))


@settings(max_examples=150, deadline=None)
@given(title=st.lists(PIECES, max_size=8), text=st.lists(PIECES, max_size=60))
def test_any_heap_of_news_words_is_read_with_exact_quotes(title: list[str], text: list[str]) -> None:
    article = Article(id="x", title=" ".join(title), text=" ".join(text) or "x", language="en")
    assert is_exact(article, read(article, reader(), full=True))


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    article = Article(id="x", text=text, language="en")
    assert is_exact(article, read(article, reader(), full=True))


QUIET = {
    "another language": Article(
        text="Des hommes armés ont tué quatre soldats dans une attaque près de la ville."
    ),
    "a market": Article(
        text="The market in the old town opened on Tuesday with music and food from the hills."
    ),
    "nothing but a title": Article(title="Elections"),
}


@pytest.mark.parametrize("article", QUIET.values(), ids=QUIET)
def test_what_is_not_about_violence_is_not_relevant(article: Article) -> None:
    reading = read(article, reader())
    assert (reading.relevant, reading.incidents, reading.places) == (False, (), ())


def test_a_directory_has_its_own_vocabulary_and_names(tmp_path: Path) -> None:
    text = "Gunmen of the Blue Lantern Front killed four soldiers near Gao in Mali."
    (tmp_path / "actors.yaml").write_text(
        "blue-lantern: {names: [Blue Lantern Front], class: militant, countries: [ML]}\n"
    )
    own = Reader.shipped(tmp_path)
    (event,) = read(Article(text=text), own).incidents
    assert "blue-lantern" in [actor.id for actor in event.actors]
    assert own.reading_hash != reader().reading_hash


def test_a_reading_never_depends_on_the_day_it_is_run() -> None:
    article = Article(text="Gunmen killed four soldiers in Basra on Tuesday, officials said.")
    (event,) = read(article, reader()).incidents
    assert (event.date, event.when) == (None, "current")
