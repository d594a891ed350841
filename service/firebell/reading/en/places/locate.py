"""Toponyms and a stretch of text → Location: where the event told there happened."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from firebell.reading.en.places.found import NOWHERE, Found, Location
from firebell.reading.en.places.roles import ABROAD
from firebell.reading.text import Document, words

BACK = (1.0, 0.5, 0.32, 0.22)
"""What a place counts for 0, 1, 2, 3 sentences before the event."""

FORTH = (1.0, 0.3, 0.15)
FAR = 0.1
"""Further off: what the document is about."""

REPORTED = 0.4
"""A dateline speaks for the whole report."""

TITLE = 0.4
"""The title speaks of the same event as the first sentences; further down it is one voice of many."""

NEAR_CHARACTERS = 40
NEAR_BONUS = 1.3

ANSWERS = words("retaliation response revenge reprisal retribution")
SUBORDINATORS = words("after following since before")
BEHIND_AFTER, BEFORE_AFTER = 0.25, 0.5

END = 1 << 30
CLAUSE = 80
"""How many words around an event are looked through for "after"."""

REACH, OPENING = 40, 20
"""How many places on either side of an event, and at the head of the document, have a say."""

ENOUGH = 0.15
"""Below it nothing says where: one candidate or none, no guess (CODEBOOK §4)."""

LEAST = 0.08
"""Below it not even the country is said: a victim's nationality, a word far off."""

FINE_ENOUGH = 0.2
"""A place within the country, at this share of what speaks for the country, is where it happened."""

HINTED = 0.1


class _Vote(NamedTuple):
    score: float
    found: Found


class _Bounds(NamedTuple):
    """Tokens of the nearest "after" before and behind the event, and of "in retaliation for" behind it."""

    back: int
    ahead: int
    answer: int


def locate(found: Sequence[Found], doc: Document, first: int, last: int) -> Location:
    """Where the event told in tokens `first` to `last` (excluded) happened (CODEBOOK §4, §8 "Places").

    The country is the one with the most weight near the event; within it the heaviest place of a finer level. Several
    places of one country in one list give the first one, without a division.
    """
    bounds = _bounds(doc, first, last)
    near = _reachable(found, first)
    votes = [_Vote(score, place) for place in near if (score := _score(place, doc, first, last, bounds)) > 0]
    country = _country(votes)
    if country is None:
        return _sea_or_nowhere(votes)
    inside = [vote for vote in votes if vote.found.country == country]
    best = max(inside, key=lambda vote: vote.score)
    fine = [
        v for v in inside if v.found.level > 0 and v.score >= FINE_ENOUGH * best.score and v.score >= ENOUGH
    ]
    if not fine:
        return _at(best.found, country)
    chosen = max(fine, key=lambda vote: (round(vote.score, 3), vote.found.level)).found
    chosen = _finest(chosen, fine)
    return _several(chosen, fine, doc) or _at(chosen, country)


def _score(place: Found, doc: Document, first: int, last: int, bounds: _Bounds) -> float:
    if place.weight <= 0:
        return 0.0
    if place.first == place.last:
        return place.weight * HINTED
    near = max(_nearness(doc, place.first, first), REPORTED if place.role == "dateline" else 0.0)
    if doc.sentence_of[place.first] == doc.sentence_of[first]:
        if _gap(doc, place, first, last) <= NEAR_CHARACTERS:
            near *= NEAR_BONUS
        near *= _apart(place, first, last, bounds)
    return place.weight * near


def _nearness(doc: Document, token: int, anchor: int) -> float:
    in_title, anchor_in_title = token < doc.title_tokens, anchor < doc.title_tokens
    here, there = doc.sentence_of[token], doc.sentence_of[anchor]
    if in_title != anchor_in_title:
        opening = doc.sentence_of[doc.title_tokens] if doc.title_tokens < len(doc) else 0
        body = max(here, there) - opening
        return max(FAR, TITLE / (1 + body))
    back = there - here
    if back >= 0:
        return BACK[back] if back < len(BACK) else FAR
    return FORTH[-back] if -back < len(FORTH) else FAR


def _reachable(found: Sequence[Found], first: int) -> list[Found]:
    """The places around the event, those that open the document, and the publisher's home at the end."""
    at = bisect_left(found, first, key=lambda place: place.first if place.last > place.first else END)
    low, high = max(OPENING, at - REACH), at + REACH
    home = [found[-1]] if len(found) > max(high, OPENING) else []
    return [*found[:OPENING], *found[low:high], *home]


def _bounds(doc: Document, first: int, last: int) -> _Bounds:
    """Where, around the event, "after" or "in retaliation for" stands."""
    sentence = doc.sentence_at(first)
    ahead = range(last, min(sentence.last, last + CLAUSE))
    back = range(first - 1, max(sentence.first, first - CLAUSE) - 1, -1)
    within = range(first, min(sentence.last, last + CLAUSE) - 1)
    low = doc.low
    return _Bounds(
        next((t for t in back if low[t] in SUBORDINATORS), -1),
        next((t for t in ahead if low[t] in SUBORDINATORS), END),
        next((t for t in within if low[t] in ANSWERS and low[t + 1] in {"for", "to", "against"}), END),
    )


def _apart(place: Found, first: int, last: int, bounds: _Bounds) -> float:
    """What is left where "after" or "in retaliation for" stands between: the place is another event's."""
    if place.first >= last and bounds.ahead < place.first:
        return BEHIND_AFTER
    if place.first > first and bounds.answer < place.first:
        return BEHIND_AFTER
    return BEFORE_AFTER if place.last <= first and bounds.back >= place.last else 1.0


def _gap(doc: Document, place: Found, first: int, last: int) -> int:
    if place.first >= last:
        return doc.start[place.first] - doc.end[last - 1]
    return max(0, doc.start[first] - doc.end[place.last - 1])


def _country(votes: Iterable[_Vote]) -> str | None:
    """The country with the best place, helped a little by its others; None where two borders or nothing speak."""
    best: dict[str, float] = {}
    rest: dict[str, float] = {}
    for score, place in votes:
        if place.country == NOWHERE:
            continue
        rest[place.country] = rest.get(place.country, 0.0) + score
        best[place.country] = max(best.get(place.country, 0.0), score)
    total = {code: top + 0.3 * min(rest[code] - top, top) for code, top in best.items()}
    if not total:
        return None
    winner = max(total, key=lambda code: total[code])
    sea = max((v.score for v in votes if v.found.country == NOWHERE and v.found.areas), default=0.0)
    if sea > total[winner] or not _is_said(votes, winner, total[winner]):
        return None
    return None if _at_border(votes, winner) else winner


def _is_said(votes: Iterable[_Vote], country: str, total: float) -> bool:
    """Whether a place says the country, or nationalities near enough."""
    places = (v.found for v in votes if v.found.country == country and not v.found.adjective)
    return total >= LEAST or any(place.weight > ABROAD for place in places)


def _at_border(votes: Iterable[_Vote], winner: str) -> bool:
    """Whether the nearest words tell of the border of two states, and no place on either side of it."""
    own = [v for v in votes if v.found.country == winner]
    if all(v.found.border for v in own):
        return True
    near = [v for v in votes if v.score >= ENOUGH * 0.8]
    border = {v.found.country for v in near if v.found.border}
    others = [v for v in near if not v.found.border and v.score > ENOUGH * 2]
    return len(border) > 1 and winner in border and not others


def _sea_or_nowhere(votes: Sequence[_Vote]) -> Location:
    seas = [
        vote for vote in votes if vote.found.country == NOWHERE and vote.found.areas and vote.score >= ENOUGH
    ]
    if not seas:
        return Location(NOWHERE, None, None, None, None, None, (), 0, 0)
    return _at(max(seas, key=lambda vote: vote.score).found, NOWHERE)


def _finest(chosen: Found, fine: Sequence[_Vote]) -> Found:
    """The town within the province that won: "in Zubayr, Basra province"."""
    inside = [
        vote
        for vote in fine
        if vote.found.subdivision
        and vote.found.level > chosen.level
        and (vote.found.subdivision == chosen.subdivision or set(chosen.areas) & set(vote.found.areas))
        and vote.score >= 0.6  # noqa: PLR2004 -- as much as a place named in the next sentence has
    ]
    return max(inside, key=lambda vote: vote.score).found if inside else chosen


def _several(chosen: Found, fine: Sequence[_Vote], doc: Document) -> Location | None:
    """Several places with one toll → the first place, subdivision null (CODEBOOK §8)."""
    beside = sorted(
        (vote.found for vote in fine if vote.found.first < vote.found.last), key=lambda f: f.first
    )
    for one, other in pairwise(beside):
        if chosen not in (one, other) or not one.subdivision or not other.subdivision:
            continue
        joined = doc.low[one.last : other.first] in (["and"], [",", "and"])
        if joined and one.subdivision != other.subdivision and min(one.weight, other.weight) >= 1:
            return _at(one, one.country)._replace(subdivision=None, geonames_id=None, lat=None, lon=None)
    return None


def _at(place: Found, country: str) -> Location:
    finer = place.level > 0
    return Location(
        country,
        place.subdivision,
        place.label if finer or country == NOWHERE else None,
        place.geonames_id if finer else None,
        place.lat,
        place.lon,
        place.areas,
        place.first,
        place.last,
    )
