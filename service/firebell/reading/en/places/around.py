"""Mentions → what the words beside each make of it: a unit, a town, an end of a road, a part of a longer name."""

from collections.abc import Sequence

from firebell.reading.en.places import cues
from firebell.reading.en.places.containers import LISTS, between, lock
from firebell.reading.en.places.mentions import ARTICLES, MONTHS, Mention
from firebell.reading.en.places.people import MODIFIERS, TITLES
from firebell.reading.en.places.stream import HYPHENS, ONE_MARK, Stream
from firebell.reading.gazetteer import CITY, DISTRICT, GIVEN, SURNAME, WORD, Gazetteer
from firebell.reading.text import words

BASES = words("base airbase airport airfield barracks prison dam crossing refinery")
"""Behind a name that is no word and no person's: there is such a place."""

LONGEST_NAME = 4
LONGEST_LIST = 4
LONGEST_GAP = 8
"""So many tokens at most between a place and its container: "in Zubayr, in the far southern province of Basra"."""

LINKS = ARTICLES | {"e", "i", "de", "del", "do", "da", "dos"}
"""Between the parts of one name: Abu al-Duhur, Dasht-e Archi."""

DATES = MONTHS | words(
    "tuesday wednesday thursday friday saturday jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""Behind a place without a comma it is the date: "in Norport Aug. 11"."""

CUES = cues.LOCATIVES | {"from"}

NO_NAMES = (
    cues.UNITS
    | cues.TOWNS
    | cues.FACILITIES
    | cues.ORGANISATIONS
    | cues.EVENTS
    | cues.FORCES
    | cues.GOVERNMENTS
    | cues.UNITS_OF.keys()
    | words("christian muslim islamic jewish")
)
"""Towns of such a name are seldom meant."""


def look_around(mentions: Sequence[Mention], stream: Stream, gazetteer: Gazetteer) -> None:
    """Units, towns and containers: "Basra province", "the town of Goma", "Tripoli, northern Lebanon"."""
    for number, mention in enumerate(mentions):
        if mention.sort not in {"place", "adjective"}:
            continue
        before, after = stream.before(mention.low), stream.after(mention.high)
        is_place = mention.sort == "place"
        mention.road = is_place and _is_end_of_road(mention, stream)
        mention.unit = after in cues.UNITS or after in cues.UNITS_OF
        site = stream.before(mention.low - 1) if before == "of" else ""
        mention.unit = mention.unit or (site in cues.UNITS and not _is_of_another(mention, stream))
        mention.town = after in {"city", "town", "village"} or site in cues.TOWNS
        mention.cue = (
            before in CUES
            or mention.road
            or (before == "of" and not stream.before(mention.low - 1))
            or site in cues.SITES
            or mention.unit
            or after in cues.TOWNS
            or after in cues.LOCALS
            or (after in BASES and not mention.flags)
            or ((before in cues.ATTACKED or before in cues.RAIDS) and not mention.flags)
            or _is_led_to(mention.low, before, stream)
            or _is_beaten(mention, before, stream)
        )
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if is_place and before == "and" and number and mentions[number - 1].high == mention.low - 1:
            mention.cue = mention.cue or (mentions[number - 1].cue and mentions[number - 1].sort == "place")
        if is_place:
            mention.fragment = bool(after) and _is_fragment(mention, following, stream, gazetteer)
            mention.tail = number > 0 and stream.gaps[mention.low] == 1 and _is_tail(mentions, number, stream)
        mention.cue = mention.cue or mention.key.rsplit(" ", 1)[-1] in cues.UNITS
        if is_place and following and following.low <= mention.high + 1 and not mention.unit:
            mention.unit = _shares_unit(mention, mentions[number + 1 : number + 1 + LONGEST_LIST], stream)
            mention.cue = mention.cue or mention.unit
        if following and stream.at[following.low] - stream.at[mention.high - 1] <= LONGEST_GAP:
            third = mentions[number + 2] if number + 2 < len(mentions) else None
            lock(mention, following, third, stream, gazetteer)
    _share_container(mentions, stream, gazetteer)


def _is_of_another(mention: Mention, stream: Stream) -> bool:
    """Whether the unit before "of" is that of a name before it: "the Pudahuel municipality of Santiago"."""
    k = mention.low - 2
    return bool(stream.before(k)) and stream.capital[k - 1]


def _share_container(mentions: Sequence[Mention], stream: Stream, gazetteer: Gazetteer) -> None:
    """Let "Joplin and Springfield, Missouri" both lie in the state that stands behind the last, where it has both."""
    for mention, following in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        inside = following.inside
        if not inside or "-" not in inside or mention.inside or mention.sort != "place":
            continue
        if between(mention, following, stream) in LISTS and any(
            gazetteer.division(record) == inside for record, _ in mention.records
        ):
            mention.inside, mention.cue = inside, True


def _is_beaten(mention: Mention, before: str, stream: Stream) -> bool:
    """Whether the shelling of, an attack on or the battle for it stands before, and no person has its name."""
    deeds = cues.BEATEN.get(before)
    return (
        deeds is not None
        and not mention.flags & (GIVEN | SURNAME)
        and stream.before(mention.low - 1) in deeds
    )


def _shares_unit(mention: Mention, others: Sequence[Mention], stream: Stream) -> bool:
    """Whether a plural stands behind the last of a list: "in Plateau, Benue and Taraba states"."""
    last = mention
    for other in others:
        if between(last, other, stream) not in LISTS:
            return False
        if (after := stream.after(other.high)) in cues.UNITS:
            return after.endswith("s")
        last = other
    return False


def _is_end_of_road(mention: Mention, stream: Stream) -> bool:
    """Whether a hyphen joins the name to another, and a road stands behind: "on the Norport-El Sudport road"."""
    low, high, gaps = mention.low, mention.high, stream.gaps
    if gaps[low] != ONE_MARK and gaps[high] != ONE_MARK:
        return False
    raw, at = stream.doc.raw, stream.at
    first = low > 0 and raw[at[low] - 1] in HYPHENS and stream.joins(low)
    if first:
        return stream.after(high) in cues.ROADS
    if high >= len(stream) or raw[at[high] - 1] not in HYPHENS or not stream.joins(high):
        return False
    end = high
    while end < min(len(stream), high + LONGEST_NAME) and (stream.capital[end] or stream.low[end] in LINKS):
        if not stream.joins(end):
            return False
        if stream.low[end] in cues.ROADS:
            break  # the Norport-Sudport Road
        end += 1
    return end > high and stream.after(end) in cues.ROADS


def _is_led_to(k: int, before: str, stream: Stream) -> bool:
    """Whether "in" stands before word `k` past "the", or past names that hang together with it.

    In the Bentiu camp · between Nyal and Ganyiel · in Wunlit, Tonj East.
    """
    if before == "the":
        return stream.before(k - 1) in CUES
    if before == "and":
        return stream.capital[k - 2] and stream.before(k - 2) == "between"
    if not k or before or stream.mark_after(k - 1) != "," or stream.at[k] != stream.at[k - 1] + 2:
        return False
    first = k - 1
    while first > max(0, k - LONGEST_NAME) and stream.capital[first - 1] and stream.before(first):
        first -= 1
    return stream.capital[k - 1] and stream.before(first) in CUES


def _is_fragment(mention: Mention, following: Mention | None, stream: Stream, gazetteer: Gazetteer) -> bool:
    """Whether the name goes on with a word that the gazetteer does not know, or knows as a town: Abu al-Dhour."""
    high, link = mention.high, stream.low[mention.high] in LINKS
    if not (link or stream.capital[high]) or stream.low[high] in DATES:
        return False
    if stream.doc.sentence_of[stream.at[mention.low]] in stream.headline:
        return False
    if stream.doc.raw[stream.at[high]].isupper():
        return False  # in Norport IED blast
    if following and high == following.low and not _is_town(following, gazetteer):
        return False
    if link and not stream.capital[high]:
        return bool(stream.after(high + 1)) and stream.capital[high + 1]
    return stream.gaps[high] == 1 and stream.low[high] not in NO_NAMES


def _is_town(mention: Mention, gazetteer: Gazetteer) -> bool:
    plain = mention.sort == "place" and not mention.flags & (WORD | GIVEN | SURNAME)
    return plain and gazetteer.kinds[mention.records[0][0]] in {CITY, DISTRICT}


def _is_tail(mentions: Sequence[Mention], number: int, stream: Stream) -> bool:
    """Whether a word that no list knows, or a fragment, opens the name: Ungwan Norport is no Norport."""
    low, earlier = mentions[number].low, mentions[number - 1]
    if (
        not stream.capital[low - 1]
        or stream.gaps[low - 1] == 0
        or (low == earlier.high and not earlier.fragment)
    ):
        return False
    if stream.doc.sentence_of[stream.at[low]] in stream.headline:
        return False
    before = stream.low[low - 1]
    return before not in NO_NAMES and before not in MODIFIERS and before not in TITLES
