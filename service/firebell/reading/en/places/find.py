"""Document → Found: its toponyms, resolved, each with its role."""

from collections.abc import Sequence

from firebell.reading.en.places import cues, roles
from firebell.reading.en.places.at_home import bring_home
from firebell.reading.en.places.containers import lock
from firebell.reading.en.places.found import NOWHERE, Found
from firebell.reading.en.places.mentions import ARTICLES, Mention, scan, units
from firebell.reading.en.places.people import People
from firebell.reading.en.places.resolve import STEPS, Context, Votes, resolve
from firebell.reading.en.places.respelt import respelt
from firebell.reading.en.places.settle import settled
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import (
    AREA,
    CITY,
    COUNTRY,
    DIVISION,
    GENERIC,
    GIVEN,
    MACRO,
    SURNAME,
    WORD,
    Gazetteer,
)
from firebell.reading.text import Document

WIDE = frozenset({COUNTRY, MACRO, AREA})
SURE = WIDE | {DIVISION}
NO_CONTEXT = Context()
LARGE = 5.7
"""500,000 inhabitants: the name of such a town is a place even where it is a word or a name too."""

MIDDLING = 5.0
VILLAGE = 4.2
LONGEST_NAME = 4
LONGEST_GAP = 8
"""So many tokens at most between a place and its container: "in Zubayr, in the far southern province of Basra"."""

LINKS = ARTICLES | {"e", "i", "de", "del", "do", "da", "dos"}
"""Between the parts of one name: Abu al-Duhur, Dasht-e Archi."""

CUES = cues.LOCATIVES | {"from"}


def find(doc: Document, gazetteer: Gazetteer, context: Context = NO_CONTEXT) -> list[Found]:
    """The toponyms of the text in order, with adjectives of nationality and, unlisted, other hints.

    The publisher's home country is the last that says where something happened.
    """
    hint = context.hint
    stream = Stream(doc)
    mentions, spoken = scan(stream, gazetteer), units(stream)
    _look_around(mentions, stream, gazetteer)
    roles.mark_dateline(mentions, stream)
    mentions = [mention for mention in mentions if not roles.is_agency(mention, stream)]
    kept = _places_only(mentions, stream, gazetteer)
    kept = [mention for mention in kept if not _is_word(mention, gazetteer)]
    if spoken:
        near = [mention for mention in kept if not _is_misplaced(mention, stream, gazetteer)]
        kept = sorted([*near, *spoken], key=lambda mention: mention.low)
    votes = resolve(kept, gazetteer, context)
    cued = {m.key for m in kept if m.cue or m.inside}
    kept = [m for m in kept if m.sort != "place" or not _is_doubtful(m, stream, gazetteer, votes, cued)]
    if context.violent and not any(mention.sort == "place" for mention in kept):
        kept = sorted([*kept, *respelt(stream, gazetteer, kept)], key=lambda mention: mention.low)
        votes = resolve(kept, gazetteer, context)
    bring_home(kept, gazetteer, votes)
    roles.weigh(kept, stream, gazetteer)
    found = [settled(mention, stream, gazetteer, votes) for mention in kept]
    return [*found, _home(hint, gazetteer)] if hint in gazetteer.countries else found


def _is_misplaced(mention: Mention, stream: Stream, gazetteer: Gazetteer) -> bool:
    """Whether the unit behind the name is of a country in which no such place is known."""
    code = cues.UNITS_OF.get(stream.after(mention.high))
    return code is not None and all(gazetteer.country(record) != code for record, _ in mention.records)


def _home(hint: str | None, gazetteer: Gazetteer) -> Found:
    code = hint or NOWHERE
    return Found(
        0,
        0,
        "",
        code,
        None,
        None,
        None,
        None,
        gazetteer.areas_around(code, None),
        "mention",
        weight=1.0,
        listed=False,
    )


def _look_around(mentions: Sequence[Mention], stream: Stream, gazetteer: Gazetteer) -> None:
    """Units, towns and containers: "Basra province", "the town of Goma", "Tripoli, northern Lebanon"."""
    for number, mention in enumerate(mentions):
        if mention.sort not in {"place", "adjective"}:
            continue
        before, after = stream.before(mention.low), stream.after(mention.high)
        mention.unit = after in cues.UNITS or after in cues.UNITS_OF
        site = stream.before(mention.low - 1) if before == "of" else ""
        mention.unit = mention.unit or site in cues.UNITS
        mention.town = after in {"city", "town", "village"} or site in cues.TOWNS
        mention.cue = (
            before in CUES
            or (before == "of" and not stream.before(mention.low - 1))
            or site in cues.SITES
            or mention.unit
            or after in cues.TOWNS
            or (before in cues.ATTACKED and not mention.flags)
            or _is_led_to(mention.low, before, stream)
        )
        mention.fragment = _is_fragment(mention, number, mentions, stream)
        mention.cue = mention.cue or mention.key.rsplit(" ", 1)[-1] in cues.UNITS
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if following and stream.at[following.low] - stream.at[mention.high - 1] <= LONGEST_GAP:
            lock(mention, following, stream, gazetteer)


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


def _is_fragment(mention: Mention, number: int, mentions: Sequence[Mention], stream: Stream) -> bool:
    """Whether the name goes on with a word that the gazetteer does not know: Abu al-Dhour, Marj Akhdar."""
    low, high = mention.low, mention.high
    if mention.sort != "place" or stream.doc.sentence_of[stream.at[low]] in stream.headline:
        return False
    following = mentions[number + 1].low if number + 1 < len(mentions) else -1
    if high == following or not stream.after(high):
        return False
    if stream.low[high] in LINKS and not stream.capital[high]:
        return bool(stream.after(high + 1)) and stream.capital[high + 1]
    space = stream.at[high] == stream.at[high - 1] + 1
    return space and stream.capital[high] and stream.low[high] not in NO_NAMES


def _places_only(mentions: Sequence[Mention], stream: Stream, gazetteer: Gazetteer) -> list[Mention]:
    people = People(stream, gazetteer)
    places = {
        k
        for m in mentions
        if m.sort in {"place", "adjective"}
        and ((m.records and gazetteer.kinds[m.records[0][0]] in SURE) or m.sort == "adjective")
        for k in range(m.low, m.high)
    }
    return [
        mention
        for mention in mentions
        if mention.sort != "place"
        or not people.is_person(
            mention,
            places,
            wide=_is_wide(mention, gazetteer),
            known=gazetteer.priors[mention.records[0][0]] >= LARGE * STEPS,
        )
    ]


def _is_wide(mention: Mention, gazetteer: Gazetteer) -> bool:
    """A country, or a division whose name no family has."""
    kind = gazetteer.kinds[mention.records[0][0]]
    return kind in WIDE or (kind == DIVISION and not mention.flags & SURNAME)


NO_NAMES = (
    cues.UNITS
    | cues.TOWNS
    | cues.FACILITIES
    | cues.ORGANISATIONS
    | cues.EVENTS
    | cues.FORCES
    | cues.GOVERNMENTS
)
"""Towns of such a name are seldom meant."""


def _is_word(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a name that nothing around calls a place is likelier the English word: "One", "Most"."""
    if mention.sort != "place" or not mention.flags & WORD or mention.cue or mention.inside:
        return False
    top = mention.records[0][0]
    kind = gazetteer.kinds[top]
    return kind not in WIDE and kind != DIVISION and gazetteer.priors[top] < LARGE * STEPS


def _names_another(mention: Mention, stream: Stream, gazetteer: Gazetteer, *, supported: bool) -> bool:
    """Whether the name belongs to a station or a paper, or to a place whose name it only begins."""
    if stream.before(mention.low) in cues.MEDIA and not mention.cue:
        return True
    record = mention.record
    if record is None or not mention.fragment or supported or mention.inside:
        return False
    kind = gazetteer.kinds[record]
    if kind in WIDE or (kind == CITY and gazetteer.priors[record] >= LARGE * STEPS):
        return False
    return len(mention.records) > 1 or gazetteer.country(record) not in gazetteer.unrest


def _is_doubtful(
    mention: Mention, stream: Stream, gazetteer: Gazetteer, votes: Votes, cued_keys: set[str]
) -> bool:
    """Whether the name is likelier a word, a person or a namesake (reference: flags, in the order of worth)."""
    record = mention.record
    if record is None:
        return True
    kind, prior = gazetteer.kinds[record], gazetteer.priors[record] / STEPS
    if mention.flags & GENERIC and kind not in WIDE:
        return not mention.unit
    supported = votes.for_country(mention.key, gazetteer.country(record)) > 0
    if mention.key in NO_NAMES or _names_another(mention, stream, gazetteer, supported=supported):
        return True
    if mention.inside:
        # A village that the gazetteer knows in other countries only lies where the text says.
        here = mention.inside in {gazetteer.country(record), gazetteer.division(record)}
        # Only a country's name is sure to be the container: divisions have namesakes.
        mention.elsewhere = not here and prior < (
            LARGE if mention.inside in gazetteer.countries else MIDDLING
        )
        mention.unsure = False
        return False
    sure = (
        kind in WIDE
        or (kind == DIVISION and not mention.flags & (GIVEN | WORD))
        or (kind == CITY and prior >= LARGE)
    )
    shouted = stream.doc.sentence_of[stream.at[mention.low]] in stream.headline
    if sure:
        return False
    cued = mention.cue
    if mention.unsure and not cued and not stream.opens(mention.low) and stream.capital[mention.low - 1]:
        return True
    if mention.flags & WORD:
        return not cued or (shouted and prior < MIDDLING)
    if mention.flags & (GIVEN | SURNAME) and prior < MIDDLING:
        return not (cued or mention.key in cued_keys)
    if prior < VILLAGE and kind != DIVISION:
        return not (cued or supported)
    return False
