"""A nationality and its words → what it says for an event in that country."""

from firebell.reading.en.places import cues
from firebell.reading.en.places.mentions import Mention
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import AT_WAR, Gazetteer
from firebell.reading.text import words

ADJECTIVE, ADJECTIVE_SITE = 0.3, 0.7
ADJECTIVE_OF_PEACE = 0.15
"""The same of a country where armed conflict is rare: whose people and armies are more often met elsewhere."""

ARMIES = words("troops forces soldiers army military navy jets warplanes commandos marines paratroopers")
ARMY_OF_PEACE = 0.1
"""Whose fighting is more often abroad: less than an armed group's name says for its home."""

ABROAD = 0.05
"""A nationality of people or of weapons: it may be anywhere."""

SHORT_ADJECTIVES = words("us uk uae usa")


BRACKET_REACH = 10
"""How many tokens a bracket of nationalities is long, at most."""

OPENED = frozenset("([")


def of_adjective(stream: Stream, mention: Mention, gazetteer: Gazetteer) -> float:
    """The weight of a nationality: whose people, weapons or land it is."""
    before, after = stream.before(mention.low), stream.after(mention.high)
    if _is_of_land(stream, mention, before, after):
        return ADJECTIVE_SITE
    if after == "health" and stream.after(mention.high + 1) in cues.MINISTRIES:
        return ADJECTIVE_SITE  # who counts the dead of a country is its own
    unrest = gazetteer.unrest.get(mention.country or "", 0)
    if _is_of_people(stream, mention, before, after) or _is_guest(after, unrest, gazetteer):
        return ABROAD
    if unrest < AT_WAR and (
        after in cues.ABROAD_OF_PEACE or before == "by" or (before == "the" and mention.key.endswith("s"))
    ):
        return ABROAD  # whose doing it was; only who is at war at home seldom fights elsewhere
    if unrest:
        return ADJECTIVE
    if (_is_counted(before) and after not in cues.FORCES) or (before == "the" and not after):
        return ABROAD  # who is hurt at home is seldom told by nationality, but where there is war
    return ARMY_OF_PEACE if after in ARMIES else ADJECTIVE_OF_PEACE


def _is_of_land(stream: Stream, mention: Mention, before: str, after: str) -> bool:
    """The Sudlandic city, northern Sudlandic, a Sudlandic air base; staff from the country that they work in."""
    named = after in cues.DIRECTIONS and stream.capital[mention.high]  # the Israeli West Bank raid
    second = stream.after(mention.high + 1)
    if after == "border" and second in cues.GUARDS:
        return False
    if (after in cues.SITES and not named) or after in cues.FACILITIES or before in cues.DIRECTIONS:
        return True
    return (after == "national" and second == "staff") or (after == "air" and second in cues.FACILITIES)


def _is_of_people(stream: Stream, mention: Mention, before: str, after: str) -> bool:
    """An ethnic Sudlander, two staff (Sudlandic), a Sudlandic nurse; the Sudlandic National Army is none."""
    if before == "ethnic" or _is_bracketed(stream, mention.low):
        return True
    organ = after == "national" and bool(stream.after(mention.high + 1)) and stream.capital[mention.high]
    return after in cues.ABROAD and not organ


def _is_guest(after: str, unrest: int, gazetteer: Gazetteer) -> bool:
    """Whether it stands before the nationality of a country at war: a Sudlandic-Norlandic raid is in Norland."""
    return unrest < AT_WAR and gazetteer.demonyms.get(after) in gazetteer.at_war


def is_attribute(stream: Stream, mention: Mention, before: str, after: str) -> bool:
    """Whether a country in short stands for its adjective: "US soldiers", "two UK nurses", "(US)"."""
    if mention.key not in SHORT_ADJECTIVES:
        return False
    if after in cues.FORCES or after in cues.GOVERNMENTS or after in cues.ABROAD or _is_counted(before):
        return True
    if stream.doc.glued(stream.at[mention.low]):
        return True  # the Chilean-US institute
    return _is_bracketed(stream, mention.low) and before not in cues.STRONG


def _is_bracketed(stream: Stream, low: int) -> bool:
    """Whether it stands in brackets among nothing but names: "(1 French, 2 US)", "staff (German, UK, Korean)"."""
    doc, token = stream.doc, stream.at[low]
    for back in range(token - 1, max(-1, token - 1 - BRACKET_REACH), -1):
        word = doc.raw[back]
        if word in OPENED:
            return True
        if not (word[0].isupper() or word.isdigit() or word in {",", ";", "and"}):
            return False
    return False


def _is_counted(before: str) -> bool:
    return before in cues.COUNTED or before.isdigit()
