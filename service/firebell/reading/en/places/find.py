"""Document → Found: its toponyms, resolved, each with its role."""

from collections.abc import Sequence

from firebell.reading.en.places import cues, roles
from firebell.reading.en.places.found import NOWHERE, Found
from firebell.reading.en.places.mentions import Mention, scan
from firebell.reading.en.places.people import People
from firebell.reading.en.places.resolve import STEPS, Votes, resolve
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
LARGE = 5.7
"""500,000 inhabitants: the name of such a town is a place even where it is a word or a name too."""

MIDDLING = 5.0
VILLAGE = 4.2
CUES = cues.LOCATIVES | {"from"}


def find(doc: Document, gazetteer: Gazetteer, *, hint: str | None = None) -> list[Found]:
    """The toponyms of the text in order, with adjectives of nationality and, unlisted, other hints.

    `hint` is the publisher's home country (ISO 3166-1), the last that says where something happened.
    """
    stream = Stream(doc)
    mentions = scan(stream, gazetteer)
    if not mentions:
        return [_home(hint, gazetteer)] if hint in gazetteer.countries else []
    _look_around(mentions, stream, gazetteer)
    kept = _places_only(mentions, stream, gazetteer)
    votes = resolve(kept, gazetteer, hint)
    cued = {m.key for m in kept if m.cue or m.inside}
    kept = [m for m in kept if m.sort != "place" or not _is_doubtful(m, stream, gazetteer, votes, cued)]
    roles.weigh(kept, stream, gazetteer)
    found = [settled(mention, stream, gazetteer, votes) for mention in kept]
    return [*found, _home(hint, gazetteer)] if hint in gazetteer.countries else found


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
        mention.unit = after in cues.UNITS
        site = stream.before(mention.low - 1) if before == "of" else ""
        mention.unit = mention.unit or site in cues.UNITS
        mention.town = after == "city" or site in cues.TOWNS
        mention.cue = (
            before in CUES
            or (before == "of" and not stream.before(mention.low - 1))
            or site in cues.SITES
            or mention.unit
        )
        mention.cue = mention.cue or mention.key.rsplit(" ", 1)[-1] in cues.UNITS
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if following:
            _lock(mention, following, stream, gazetteer)


def _lock(mention: Mention, following: Mention, stream: Stream, gazetteer: Gazetteer) -> None:
    """Let a container behind or before a place say where it lies."""
    gap = stream.doc.low[stream.at[mention.high - 1] + 1 : stream.at[following.low]]
    if mention.sort == "place" and _holds(gap):
        mention.inside = _container(following, gazetteer)
    elif following.sort == "place" and _is_held(gap, mention):
        following.inside = following.inside or _container(mention, gazetteer)


def _holds(gap: Sequence[str]) -> bool:
    """Whether the second name holds the first: a comma, "in" or a bracket, and a direction at most, between."""
    words = [
        word
        for word in gap
        if word not in cues.DIRECTIONS and word not in cues.UNITS and word not in {"the", "'s", "-"}
    ]
    return words in ([","], ["in"], ["("], [",", "in"])


def _is_held(gap: Sequence[str], mention: Mention) -> bool:
    """Iraq's Basra · the Iraqi city of Mosul · Iraq's southern city of Basra."""
    if mention.sort == "place" and (not gap or gap[0] != "'s"):
        return False
    words = [
        w
        for w in gap
        if w not in cues.DIRECTIONS
        and w not in cues.SITES
        and w not in {"'s", "of", "-", "and", "main", "second", "largest"}
    ]
    return not words


def _container(mention: Mention, gazetteer: Gazetteer) -> str | None:
    if mention.sort in {"adjective", "abbreviation"}:
        return mention.country
    if mention.sort != "place":
        return None
    for record, alias in mention.records:
        kind = gazetteer.kinds[record]
        if kind in {COUNTRY, AREA} and not alias:
            return gazetteer.country(record)
        if kind == DIVISION:
            return gazetteer.division(record)
    return None


def _places_only(mentions: Sequence[Mention], stream: Stream, gazetteer: Gazetteer) -> list[Mention]:
    people = People(stream, gazetteer)
    places = {
        k
        for m in mentions
        if m.sort in {"place", "adjective"}
        and ((m.records and gazetteer.kinds[m.records[0][0]] in WIDE | {DIVISION}) or m.sort == "adjective")
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
    if mention.inside:
        # A village that the gazetteer knows in other countries only lies where the text says.
        here = mention.inside in {gazetteer.country(record), gazetteer.division(record)}
        mention.elsewhere = not here and prior < MIDDLING
        mention.unsure = False
        return False
    if mention.key in NO_NAMES:
        return True
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
    supported = votes.for_country(mention.key, gazetteer.country(record)) > 0
    if mention.flags & (GIVEN | SURNAME) and prior < MIDDLING:
        return not (cued or mention.key in cued_keys)
    if prior < VILLAGE and kind != DIVISION:
        return not (cued or supported)
    return False
