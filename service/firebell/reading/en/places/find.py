"""Document → Found: its toponyms, resolved, each with its role."""

from collections.abc import Sequence

from firebell.reading.en.places import cues, roles
from firebell.reading.en.places.around import NO_NAMES, look_around
from firebell.reading.en.places.at_home import bring_home
from firebell.reading.en.places.found import NOWHERE, Found
from firebell.reading.en.places.mentions import Mention, scan, units
from firebell.reading.en.places.people import People
from firebell.reading.en.places.resolve import STEPS, Context, Votes, resolve
from firebell.reading.en.places.respelt import respelt
from firebell.reading.en.places.settle import settled
from firebell.reading.en.places.stream import Stream
from firebell.reading.en.places.unlisted import unlisted
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

CALLED_AFTER = frozenset({"US", "CA"})
"""Where small towns are called like cities elsewhere: the state that stands behind one is meant."""

MIDDLING = 5.0
VILLAGE = 4.2


def find(doc: Document, gazetteer: Gazetteer, context: Context = NO_CONTEXT) -> list[Found]:
    """The toponyms of the text in order, with adjectives of nationality and, unlisted, other hints.

    The publisher's home country is the last that says where something happened.
    """
    hint = context.hint
    stream = Stream(doc)
    mentions, spoken = scan(stream, gazetteer), units(stream)
    look_around(mentions, stream, gazetteer)
    roles.mark_dateline(mentions, stream)
    heard = mentions = [
        mention
        for mention in mentions
        if not roles.is_agency(mention, stream) and stream.after(mention.high) not in cues.DISEASES
    ]
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
    kept = sorted([*kept, *unlisted(kept, heard, stream, gazetteer)], key=lambda mention: mention.low)
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
        or (mention.road and not mention.flags & GIVEN)
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


def _is_word(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a name that nothing around calls a place is likelier the English word: "One", "Most"."""
    if mention.sort != "place" or not mention.flags & WORD or mention.cue or mention.inside:
        return False
    top = mention.records[0][0]
    kind = gazetteer.kinds[top]
    return kind not in WIDE and kind != DIVISION and gazetteer.priors[top] < LARGE * STEPS


def _names_another(
    mention: Mention, stream: Stream, gazetteer: Gazetteer, *, supported: bool, others: bool
) -> bool:
    """Whether the name belongs to a station or a paper, or to a place whose name it only begins or ends.

    `others`: whether another name speaks for a country, which is then not this one's where it is not `supported`.
    """
    if stream.before(mention.low) in cues.MEDIA and not mention.cue:
        return True
    record = mention.record
    if record is None or supported or mention.inside:
        return False
    kind = gazetteer.kinds[record]
    if kind in WIDE or (kind == CITY and gazetteer.priors[record] >= LARGE * STEPS):
        return False
    if mention.tail and others and kind != DIVISION:
        return True
    countries = {gazetteer.country(other) for other, _ in mention.records}
    known = len(countries) == 1 and countries <= gazetteer.unrest.keys()
    return mention.fragment and ((others and kind != DIVISION) or not known)


def _is_namesake(mention: Mention, record: int, gazetteer: Gazetteer) -> bool:
    """Whether a village of that name lies where the text says, though the gazetteer knows only the `record` elsewhere.

    A list of towns looks like a town and its container, and texts err: large towns are where all know them.
    """
    inside = mention.inside or ""
    abroad = mention.held and inside[:2] != gazetteer.country(record)
    if mention.far or (abroad and gazetteer.kinds[record] == DIVISION):
        return True
    if mention.held and inside in gazetteer.subdivisions and (not abroad or inside[:2] in CALLED_AFTER):
        return True  # in Las Vegas, New Mexico; in Cairo, Illinois
    return gazetteer.priors[record] / STEPS < (LARGE if abroad else MIDDLING)


def _is_village(mention: Mention, record: int, stream: Stream, gazetteer: Gazetteer) -> bool:
    """Whether a country's second name is said to be a village's: "the village of Mann" is no Isle of Man."""
    called = mention.town and stream.before(mention.low) == "of" and gazetteer.kinds[record] == COUNTRY
    return called and gazetteer.label(record).lower() != mention.key


def _is_doubtful(
    mention: Mention, stream: Stream, gazetteer: Gazetteer, votes: Votes, cued_keys: set[str]
) -> bool:
    """Whether the name is likelier a word, a person or a namesake (reference: flags, in the order of worth)."""
    record = mention.record
    if record is None or _is_village(mention, record, stream, gazetteer):
        return True
    kind, prior = gazetteer.kinds[record], gazetteer.priors[record] / STEPS
    if mention.flags & GENERIC and kind not in WIDE:
        return not mention.unit
    supported = votes.for_country(mention.key, gazetteer.country(record)) > 0
    others = votes.from_others(mention.key)
    hamlet = stream.before(mention.low) in cues.HAMLETS and not mention.inside
    if (
        hamlet
        or mention.key in NO_NAMES
        or _names_another(mention, stream, gazetteer, supported=supported, others=others)
    ):
        return True
    if mention.inside:
        here = mention.inside in {gazetteer.country(record), gazetteer.division(record)}
        mention.elsewhere = not here and _is_namesake(mention, record, gazetteer)
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
        unit = mention.key.rsplit(" ", 1)[-1] in cues.UNITS
        return not cued or (shouted and prior < MIDDLING and not unit)
    if mention.flags & (GIVEN | SURNAME) and prior < MIDDLING:
        return not (cued or mention.key in cued_keys)
    if prior < VILLAGE and kind != DIVISION:
        return not (cued or supported)
    return False
