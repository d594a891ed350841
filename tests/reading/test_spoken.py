"""Who a truce, talks, a threat or a claim of calm is between, as the sentence says."""

from functools import cache

import pytest

from firebell.article import Article
from firebell.reading.read import Reader, read
from firebell.reading.reading import Signal

BETWEEN = {
    "a-state-s-army-is-the-state": (
        "The Sudanese army and the Rapid Support Forces agreed a ceasefire.", "SD", ["rsf", "SD"],
    ),
    "two-states": ("Armenia and Azerbaijan held peace talks.", "AM", ["AM", "AZ"]),
    "where-they-meet-is-no-party": (
        "Iran and the United States resumed peace talks in Oman.", "IR", ["IR", "US"],
    ),
    "a-group-s-home-is-what-it-is-about": (
        "Hezbollah threatened to attack Israel.", "LB", ["hezbollah", "IL"],
    ),
    "calm-is-where-it-is": ("Calm has been restored in Basra, the governor said.", "IQ", ["IQ"]),
    "nobody-is-named": ("A ceasefire was agreed.", None, []),
}  # fmt: skip


@cache
def reader() -> Reader:
    return Reader.shipped()


def spoken(text: str) -> Signal:
    return read(Article(text=text, language="en"), reader(), full=False).signals[0]


@pytest.mark.parametrize(("text", "country", "parties"), BETWEEN.values(), ids=BETWEEN)
def test_who_it_is_between(text: str, country: str | None, parties: list[str]) -> None:
    signal = spoken(text)
    assert (signal.country, [actor.id for actor in signal.actors]) == (country, parties)


def test_what_happened_somewhere_has_its_place_in_its_incident() -> None:
    signal = spoken("Rebels shelled the port of Basra in Iraq, killing four.")
    assert (signal.incident, signal.country, signal.actors) == (0, None, ())
