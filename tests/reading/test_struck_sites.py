"""A holy site, hospital, airport, oil or power plant that an incident struck, and those that only stand beside it."""

from functools import cache

import pytest

from firebell.article import Article
from firebell.reading.read import Reader, read
from firebell.reading.reading import Event

STRUCK = {
    "deed-on-it": ("A drone attack on a power station in Lviv killed three workers.", "power_plant"),
    "verb-before-it": ("Gunmen stormed a maternity hospital in Kabul and killed 12 people.", "hospital"),
    "he-did-it-there": (
        "A suicide bomber blew himself up at a crowded mosque in Peshawar, killing 30.", "holy_site",
    ),
    "it-was-hit": ("The cathedral was badly hit by rockets in Odesa, killing two worshippers.", "holy_site"),
    "deed-behind-it": ("The death toll of the church bombing in Jolo rose to 20.", "holy_site"),
    "its-own-name": ("Rockets hit Mercy Hospital in Gaza City, killing six.", "hospital"),
    "several-words": ("Drones struck an oil depot near Kursk, killing a guard.", "oil_plant"),
    "airport": ("Mortar shells landed at the airport in Mogadishu, killing five.", "airport"),
    "the-wounded-lie-in-one": ("A bomb killed 12 people in Kabul and the wounded were taken to a hospital.", None),
    "died-in-one": ("He died in hospital after gunmen shot him in Quetta.", None),
    "one-says": ("Shelling killed four people in Homs, a hospital said.", None),
    "somebody-who-works-there": ("Gunmen killed a hospital worker in Kandahar.", None),
    "those-who-lead-it": ("Gunmen attacked church leaders in Jos, killing two.", None),
    "on-the-way-from-it": ("Gunmen ambushed a bus from the airport to Mogadishu and killed six.", None),
    "beside-it": ("A house near the old church was hit by a shell in Kherson, killing two.", None),
}  # fmt: skip


@cache
def reader() -> Reader:
    return Reader.shipped()


def incident(text: str) -> Event:
    return read(Article(text=text, language="en"), reader(), full=False).incidents[0]


@pytest.mark.parametrize(("text", "site"), STRUCK.values(), ids=STRUCK)
def test_what_was_struck(text: str, site: str | None) -> None:
    assert incident(text).struck == site


def test_the_words_say_it() -> None:
    text = "Gunmen stormed a maternity hospital in Kabul and killed 12 people."
    (words,) = [evidence for evidence in incident(text).evidence if evidence.of == "struck"]
    assert text[words.start : words.end] == words.words == "hospital"


def test_of_two_incidents_in_a_sentence_the_nearer_struck_it() -> None:
    text = (
        "A bomb killed four policemen in Quetta. Gunmen attacked a shrine in Karachi on Monday, killing two."
    )
    events = read(Article(text=text, language="en"), reader(), full=False).incidents
    assert {event.place: event.struck for event in events} == {"Quetta": None, "Karachi": "holy_site"}
