"""A name that no list has, and the country or division behind it → a place there: "in Norport, Texas"."""

from collections.abc import Iterator, Sequence

from firebell.reading.en.places import cues
from firebell.reading.en.places.around import DATES, NO_NAMES
from firebell.reading.en.places.containers import begins_anew
from firebell.reading.en.places.mentions import Mention
from firebell.reading.en.places.people import TITLES
from firebell.reading.en.places.respelt import NO_PLACES
from firebell.reading.en.places.stream import ONE_MARK, Stream
from firebell.reading.gazetteer import COUNTRY, DIVISION, Gazetteer
from firebell.reading.text import words

BEFORE = words("in near outside")
"""What stands before the name; "at" and others stand before firms and houses too."""

NO_FIRST = DATES | NO_PLACES | NO_NAMES | TITLES
LONGEST = 3
"""So many words at most has such a name."""


def unlisted(
    kept: Sequence[Mention], heard: Sequence[Mention], stream: Stream, gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Names between "in" and one of the `kept` countries and divisions, none of them `heard` as something else."""
    taken = {k for mention in heard for k in range(mention.low, mention.high)}
    for mention in kept:
        code = _code(mention, gazetteer)
        last = None if code is None else _last(mention, stream)
        if last is None or last in taken or begins_anew(mention, stream):
            continue
        first = _first(last, stream)
        run = range(first, last + 1)
        if not _is_led(first, stream):
            continue
        opening = next((m for m in kept if m.low == first and m.fragment and m.inside is None), None)
        if opening is not None and opening.high <= last and taken.isdisjoint(run[opening.high - first :]):
            opening.high, opening.inside, opening.elsewhere, opening.unsure = last + 1, code, True, False
            continue
        if not taken.isdisjoint(run):
            continue
        if NO_FIRST.isdisjoint(stream.low[k] for k in run):
            key = " ".join(stream.low[first : last + 1])
            yield Mention(first, last + 1, key, "place", inside=code, elsewhere=True, cue=True)


def _code(mention: Mention, gazetteer: Gazetteer) -> str | None:
    """The code of a country or division that is named outright."""
    if mention.sort == "abbreviation":
        return mention.country
    if mention.sort != "place" or mention.record is None:
        return None
    kind = gazetteer.kinds[mention.record]
    if kind == COUNTRY:
        return gazetteer.country(mention.record)
    return gazetteer.division(mention.record) if kind == DIVISION else None


def _last(mention: Mention, stream: Stream) -> int | None:
    """The word before the container, past a comma, a direction or "in"."""
    k = mention.low
    if k == 0 or stream.gaps[k] == 0:
        return None
    while k > 0 and stream.low[k - 1] in cues.DIRECTIONS and not stream.capital[k - 1]:
        k -= 1
    if stream.before(k) == "in":
        k -= 1
    elif k == 0 or stream.gaps[k] != ONE_MARK or stream.mark_after(k - 1) != ",":
        return None
    if k > 1 and stream.low[k - 1] in cues.TOWNS | cues.UNITS and stream.before(k - 1):
        k -= 1  # Norport village, Texas
    return k - 1 if k > 0 and stream.capital[k - 1] else None


def _is_led(first: int, stream: Stream) -> bool:
    """In Norport, in the town of Norport."""
    before = stream.before(first)
    return before in BEFORE or (before == "of" and stream.before(first - 1) in cues.TOWNS)


def _first(last: int, stream: Stream) -> int:
    """The first word of the run of capitals that ends in word `last`."""
    first = last
    while first > 0 and last - first < LONGEST and stream.before(first) and stream.capital[first - 1]:
        first -= 1
    return first
