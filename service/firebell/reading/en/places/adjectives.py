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
    if after in cues.SITES or after in cues.FACILITIES or before in cues.DIRECTIONS:
        return ADJECTIVE_SITE
    if _is_of_site(after, stream.after(mention.high + 1)):
        return ADJECTIVE_SITE
    organ = after == "national" and bool(stream.after(mention.high + 1)) and stream.capital[mention.high]
    if _is_counted(before) and after not in cues.FORCES and mention.country not in gazetteer.unrest:
        return ABROAD  # who is hurt at home is seldom told by nationality, but where there is war
    if before == "ethnic":
        return ABROAD  # of what people somebody is
    if _is_guest(after, mention, gazetteer):
        return ABROAD
    if after in cues.ABROAD_OF_PEACE and gazetteer.unrest.get(mention.country or "", 0) < AT_WAR:
        return ABROAD
    if (after in cues.ABROAD and not organ) or _is_bracketed(stream, mention.low):
        return ABROAD
    if before == "the" and not after and mention.country not in gazetteer.unrest:
        return ABROAD  # the Sudlandic: people of a country, wherever they are
    if (before == "by" or (before == "the" and mention.key.endswith("s"))) and gazetteer.unrest.get(
        mention.country or "", 0
    ) < AT_WAR:
        return ABROAD  # whose doing it was; only who is at war at home seldom fights elsewhere
    if mention.country in gazetteer.unrest:
        return ADJECTIVE
    return ARMY_OF_PEACE if after in ARMIES else ADJECTIVE_OF_PEACE


def _is_of_site(after: str, behind: str) -> bool:
    """An air base; national staff, who are from the country that they work in."""
    return (after == "national" and behind == "staff") or (after == "air" and behind in cues.FACILITIES)


def _is_guest(after: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether it stands before the nationality of a country at war: a Sudlandic-Norlandic raid is in Norland."""
    host = gazetteer.demonyms.get(after)
    return host in gazetteer.at_war and mention.country not in gazetteer.at_war


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
