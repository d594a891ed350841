"""Toponyms and the tokens of an event → Location: where it happened."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from firebell.reading.cue import Cue
from firebell.reading.en.places.adjectives import ABROAD
from firebell.reading.en.places.at_sea import open_sea
from firebell.reading.en.places.distant import SPEAKER
from firebell.reading.en.places.found import NOWHERE, Found, Location
from firebell.reading.en.times.happened import says_where
from firebell.reading.text import Document, Sentence, words

BACK = (1.0, 0.5, 0.32, 0.22)
"""What a place counts for 0, 1, 2, 3 sentences before the event."""

FORTH = (1.0, 0.3, 0.15)
FAR = 0.1
"""Further off: what the document is about."""

SAID = 0.9
"""What "The attack took place in Bannu" counts for: it says where all was that the sentences before tell."""

SAID_BACK = 3
"""So many sentences back."""

SAYS = 0.4
"""A place that weighs more may be where something happened; who acts or speaks from it weighs less."""

REPORTED = 0.4
"""A dateline speaks for the whole report."""

TITLE = 0.4
"""The title speaks of the same event as the first sentences; further down it is one voice of many."""

NEAR_CHARACTERS = 40
NEAR_BONUS = 1.3

ANSWERS = Cue("retaliation response revenge reprisal retribution answer")
SUBORDINATORS = Cue("after following since before ;")
BEHIND_AFTER, BEFORE_AFTER = 0.25, 0.5
BEHIND_ANSWER, BEHIND_LATER = 0.5, 0.9
"""The same of places that the text names, for what the headline tells."""

SINCE = Cue("since")
SINCE_REACH = 5
"""Between a "since" and the place of what was then stand so many words."""

END = 1 << 30
CLAUSE = 80
"""How many words around an event are looked through for "after"."""

REACH = 40
"""How many places on either side of an event are weighed by how near they stand."""

ENOUGH = 0.15
"""Below it nothing says where: one candidate or none, no guess (CODEBOOK §4)."""

LEAST = 0.08
"""Below it not even the country is said: a victim's nationality, a word far off."""

COUNTRYWIDE = words("of across throughout around")
"""Before "the country": not where the report was written, or not there alone."""

FINE_ENOUGH = 0.2
"""A place within the country, at this share of what speaks for the country, is where it happened."""


class _Vote(NamedTuple):
    score: float
    found: Found


class _Bounds(NamedTuple):
    """Tokens of the nearest "after" before and behind the event, and of "in retaliation for" behind it."""

    back: int
    ahead: int
    answer: int


class _Country(NamedTuple):
    """What speaks for a country: its best score, the sum of all, and the first place that has the best one.

    `said` where a place or a nationality near enough says it, `inland` where a place of it is no border.
    """

    best: float
    sum: float
    top: Found
    said: bool
    inland: bool

    def heard(self, score: float, place: Found, before: float = 0.0) -> "_Country":
        """The same with one more place, or with the score of one that counted for less `before`."""
        more = score > self.best
        return _Country(
            score if more else self.best,
            self.sum + score - before,
            place if more else self.top,
            self.said or _says(place),
            self.inland or not place.border,
        )


def _says(place: Found) -> bool:
    return place.weight > ABROAD and not place.adjective


class Whereabouts:
    """The places of one document, asked where each of its events happened (CODEBOOK §4, §8 "Places").

    What stands far from an event tells no more than what the document is about, and is summed once for all events.
    """

    def __init__(self, found: Sequence[Found], doc: Document) -> None:
        self.found = found
        self.doc = doc
        # The publisher's home, which stands nowhere in the text, is the last.
        self._firsts = [place.first if place.last > place.first else END for place in found]
        self._sentences = [END if first == END else doc.sentence_of[first] for first in self._firsts]
        self._datelines = [index for index, place in enumerate(found) if place.role == "dateline"]
        self._opening = doc.sentence_of[doc.title_tokens] if doc.title_tokens < len(doc) else 0
        self._about = _by_country([_Vote(FAR * place.weight, place) for place in found])

    def of(self, first: int, last: int, within: tuple[int, int] | None = None) -> Location:
        """Where the event told in tokens `first` to `last` (excluded) happened; places `within` a clause come first.

        The country is the one with the most weight near the event; within it the heaviest place of a finer level.
        Several places of one country in one list give the first one, without a division.
        """
        sea = open_sea(self.doc, self.doc.sentence_of[first])
        if sea is not None:
            return _nowhere(*sea)
        told = self._within(*within, first) if within else []
        inside = [place for place in told if place.role != "dateline"]
        bounds = _bounds(self.doc, first, last)
        near = inside or self._near(first)
        votes = _votes(near, self.doc, first, last, bounds)
        countries = _by_country(votes) if inside else self._with_far(votes)
        return _settled(votes, countries, self.doc, self.doc.sentence_at(first))

    def names(self, low: int, high: int) -> AbstractSet[str]:
        """The countries of the places among the tokens that may be where something happened."""
        return {place.country for place in self._within(low, high, low) if place.weight > SAYS}

    def _within(self, low: int, high: int, first: int) -> list[Found]:
        """The listed places of a clause, none where they say nothing; in one without end those around the event."""
        begin, end = bisect_left(self._firsts, low), bisect_left(self._firsts, high)
        at = bisect_left(self._firsts, first, begin, end)
        inside = [
            place for place in self.found[max(begin, at - REACH) : min(end, at + REACH)] if place.listed
        ]
        return inside if any(place.weight > SPEAKER for place in inside) else []

    def _near(self, first: int) -> list[Found]:
        """The places of the sentences around the event, of the dateline, and of title or opening where near."""
        number, at = self.doc.sentence_of[first], bisect_left(self._firsts, first)
        low, high = number - len(BACK) + 1, number + len(FORTH)
        if number - self._opening < len(FORTH):
            low, high = 0, max(high, self._opening + len(FORTH))
        begin = max(at - REACH, bisect_left(self._sentences, low, 0, at))
        end = min(at + REACH, bisect_left(self._sentences, high, at))
        datelines = [self.found[index] for index in self._datelines if not begin <= index < end]
        return [*datelines, *self.found[begin:end]]

    def _with_far(self, votes: Sequence[_Vote]) -> dict[str, _Country]:
        """What speaks for each country: all that the document names, the near by how near it is."""
        out = dict(self._about)
        for score, place in votes:
            if place.country in out:
                out[place.country] = out[place.country].heard(score, place, FAR * place.weight)
        return out


def _by_country(votes: Iterable[_Vote]) -> dict[str, _Country]:
    """What speaks for each country, and by the code of none for the seas."""
    out: dict[str, _Country] = {}
    for score, place in votes:
        if place.country == NOWHERE and not place.areas:
            continue
        known = out.get(place.country)
        out[place.country] = (
            known.heard(score, place)
            if known
            else _Country(score, score, place, _says(place), not place.border)
        )
    return out


def _settled(
    votes: Sequence[_Vote], countries: Mapping[str, _Country], doc: Document, sentence: Sentence
) -> Location:
    country = _country(votes, countries)
    if country is None:
        return _sea_or_nowhere(votes)
    best, *_, top, _, _ = countries[country]
    fine = [
        v
        for v in votes
        if v.found.country == country
        and v.found.level > 0
        and v.found.role != "speaker"
        and v.score >= max(ENOUGH, FINE_ENOUGH * best)
    ]
    # Where a report was written says the country; within it any other place says more of what happened.
    told = [vote for vote in fine if vote.found.role != "dateline"]
    if not told and (top.role == "speaker" or _is_of_the_country(doc, sentence)):
        return _country_alone(top, country)
    told = told or fine
    if not told:
        return _at(top, country)
    chosen = max(told, key=lambda vote: (round(vote.score, 3), vote.found.level)).found
    chosen = _finest(chosen, told)
    return _several(chosen, fine, doc) or _at(chosen, country)


def _votes(places: Iterable[Found], doc: Document, first: int, last: int, bounds: _Bounds) -> list[_Vote]:
    """How much each place speaks for the event; all of one sentence stand as near."""
    sentence_of, own = doc.sentence_of, doc.sentence_of[first]
    nearness: dict[int, float] = {}
    in_title = first < doc.title_tokens
    out = []
    for place in places:
        sentence = sentence_of[place.first]
        near = nearness.get(sentence)
        if near is None:
            near = nearness[sentence] = _nearness(doc, place.first, first)
        if place.role == "dateline":
            near = max(near, REPORTED)
        elif in_title and sentence != own:
            near *= _of_another(doc, place.first)
        if sentence == own:
            if _gap(doc, place, first, last) <= NEAR_CHARACTERS:
                near *= NEAR_BONUS
            near *= _apart(place, first, last, bounds)
        elif SINCE.stands(doc, max(doc.sentences[sentence].first, place.first - SINCE_REACH), place.first):
            near *= BEHIND_AFTER  # "captive since the siege of Mariupol"
        out.append(_Vote(place.weight * near, place))
    return out


def _nearness(doc: Document, token: int, anchor: int) -> float:
    in_title, anchor_in_title = token < doc.title_tokens, anchor < doc.title_tokens
    here, there = doc.sentence_of[token], doc.sentence_of[anchor]
    if in_title != anchor_in_title:
        opening = doc.sentence_of[doc.title_tokens] if doc.title_tokens < len(doc) else 0
        body = max(here, there) - opening
        if anchor_in_title and body <= SAID_BACK and says_where(doc, here):
            return SAID
        return max(FAR, TITLE / (1 + body))
    back = there - here
    if back >= 0:
        return BACK[back] if back < len(BACK) else FAR
    if -back <= SAID_BACK and says_where(doc, here):
        return SAID
    return FORTH[-back] if -back < len(FORTH) else FAR


def _bounds(doc: Document, first: int, last: int) -> _Bounds:
    """Where, around the event, "after" or "in retaliation for" stands."""
    sentence = doc.sentence_at(first)
    end = min(sentence.last, last + CLAUSE)
    back = SUBORDINATORS.within(doc, max(sentence.first, first - CLAUSE), first)
    ahead = SUBORDINATORS.within(doc, last, end)
    answers = ANSWERS.within(doc, first, end - 1)
    return _Bounds(
        back[-1] if back else -1,
        ahead[0] if ahead else END,
        next((t for t in answers if doc.low[t + 1] in {"for", "to", "against"}), END),
    )


def _apart(place: Found, first: int, last: int, bounds: _Bounds) -> float:
    """What is left where "after" or "in retaliation for" stands between: the place is another event's."""
    if place.first >= last and bounds.ahead < place.first:
        return BEHIND_AFTER
    if place.first > first and bounds.answer < place.first:
        return BEHIND_AFTER
    return BEFORE_AFTER if place.last <= first and bounds.back >= place.last else 1.0


def _of_another(doc: Document, token: int) -> float:
    """What is left of a place for the headline where "in retaliation for" or "after" parts it from the news."""
    first = doc.sentence_at(token).first
    if any(doc.low[t + 1] in {"for", "to"} for t in ANSWERS.within(doc, first, token - 1)):
        return BEHIND_ANSWER
    return BEHIND_LATER if SUBORDINATORS.within(doc, first + 1, token) else 1.0


def _gap(doc: Document, place: Found, first: int, last: int) -> int:
    if place.first >= last:
        return doc.start[place.first] - doc.end[last - 1]
    return max(0, doc.start[first] - doc.end[place.last - 1])


def _country(votes: Sequence[_Vote], countries: Mapping[str, _Country]) -> str | None:
    """The country with the best place, helped a little by its others; None where two borders or nothing speak."""
    total = {
        code: told.best + 0.3 * min(told.sum - told.best, told.best)
        for code, told in countries.items()
        if code != NOWHERE
    }
    if not total:
        return None
    winner = max(total, key=lambda code: round(total[code], 9))  # sums in another order are equal
    sea = countries[NOWHERE].best if NOWHERE in countries else 0.0
    told = countries[winner]
    if sea > total[winner] or not (told.said or total[winner] >= LEAST):
        return None
    return None if not told.inland or _at_border(votes, winner) else winner


def _at_border(votes: Sequence[_Vote], winner: str) -> bool:
    """Whether the nearest words tell of the border of two states, and no place on either side of it."""
    near = [v for v in votes if v.score >= ENOUGH * 0.8]
    border = {v.found.country for v in near if v.found.border}
    return (
        len(border) > 1
        and winner in border
        and not any(v.score > ENOUGH * 2 and not v.found.border for v in near)
    )


def _nowhere(first: int, last: int) -> Location:
    """No state's land, by what these tokens say."""
    return Location(NOWHERE, None, None, None, None, None, (), first, last)


def _sea_or_nowhere(votes: Sequence[_Vote]) -> Location:
    seas = [
        vote for vote in votes if vote.found.country == NOWHERE and vote.found.areas and vote.score >= ENOUGH
    ]
    if not seas:
        return _nowhere(0, 0)
    return _at(max(seas, key=lambda vote: vote.score).found, NOWHERE)


def _is_of_the_country(doc: Document, sentence: Sentence) -> bool:
    """Whether it tells of a part of the country: "in the north of the country", "in the country's interior"."""
    low = doc.low
    return any(
        low[at] == "country"
        and low[at - 1] == "the"
        and (low[at - 2] in COUNTRYWIDE or low[at + 1 : at + 2] in (["'s"], ["\u2019s"]))
        for at in range(sentence.first + 2, sentence.last)
    )


def _country_alone(place: Found, country: str) -> Location:
    """The country that a place lies in, where only who wrote or spoke of it names the place."""
    if not place.level:
        return _at(place, country)
    return Location(
        country, None, None, None, None, None, (), place.first, place.last, place.role == "dateline"
    )


def _finest(chosen: Found, fine: Sequence[_Vote]) -> Found:
    """The town within the province that won: "in Zubayr, Basra province"."""
    inside = [
        vote
        for vote in fine
        if vote.found.subdivision
        and vote.found.level > chosen.level
        and (
            vote.found.subdivision == chosen.subdivision
            or (not chosen.subdivision and set(chosen.areas) & set(vote.found.areas))
        )
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
        place.role == "dateline",
        place.level,
    )
