"""Mentions → which place each means: its size, what the text says around it, and votes of the other names."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from firebell.reading.en.places.mentions import Mention
from firebell.reading.gazetteer import AREA, CITY, COUNTRY, DISTRICT, DIVISION, MACRO, Gazetteer

STEPS = 20
"""Priors are kept in so many steps to 1."""

COUNTRY_VOTE, ADJECTIVE_VOTE, HINT_VOTE, REGION_VOTE, MACRO_VOTE = 2.0, 1.0, 0.7, 1.5, 0.25
HOME_VOTE = 0.8
"""The publisher's home country, the weakest of what says where an article is at home."""

GROUP_VOTE = 0.7
"""An armed group, spread over the countries in which it is active."""

GUESS_VOTE = 0.6
"""A place that is only the likeliest of several."""

DATELINE_VOTE = 1.5
"""Where a report was written is seldom far from what it tells."""

ALIAS_COST = 0.8
FOREIGN_COST = 1.0
"""More for an alias where another place has the name as its own."""

UNREST_BONUS = 1.0
"""For each step of unrest in a country of which the text says nothing, in news of violence."""

UNIT_BONUS, TOWN_BONUS, LOCK_BONUS, PREFERRED_BONUS = 3.0, 2.0, 6.0, 1.5
NAMESAKE_BONUS = 1.8
"""Basra the town before Basra the province, where nothing says province."""

BIG_TOWN = 4.7
"""50,000 inhabitants: the least that such a town has."""

WELL_KNOWN = 5.4
"""250,000 inhabitants: a smaller place with no support for its country, where another has some, is unlikely."""

UNIQUE = 5.0
"""100,000 inhabitants: the same for a name that only one country has."""

UNSUPPORTED_COST = 2.2
COUNTRY_WEIGHT, DIVISION_WEIGHT = 1.0, 1.1
MOST_VOTES = 4.0

MARGIN = 0.4
"""A place that is likelier than its namesake abroad by less than this is a guess."""


class Context(NamedTuple):
    """What beside the names says where a text is at home: its publisher's country, the countries of each armed group.

    `violent`: whether it tells of violence.
    """

    hint: str | None = None
    groups: Sequence[tuple[str, ...]] = ()
    violent: bool = True


@dataclass
class Votes:
    """How much the text speaks for each country and division, and how much of that each name gave."""

    country: dict[str, float] = field(default_factory=dict)
    division: dict[str, float] = field(default_factory=dict)
    by_key: dict[tuple[str, str], float] = field(default_factory=dict)

    def give(self, key: str, code: str | None, weight: float, *, division: bool = False) -> None:
        """Add a name's vote for a code."""
        if code:
            row = self.division if division else self.country
            row[code] = row.get(code, 0.0) + weight
            self.by_key[key, code] = self.by_key.get((key, code), 0.0) + weight

    def for_country(self, key: str, code: str | None) -> float:
        """The votes of all other names."""
        return self.country.get(code or "", 0.0) - self.by_key.get((key, code or ""), 0.0)

    def for_division(self, key: str, code: str | None) -> float:
        """The votes of all other names."""
        return self.division.get(code or "", 0.0) - self.by_key.get((key, code or ""), 0.0)


def resolve(mentions: Sequence[Mention], gazetteer: Gazetteer, context: Context) -> Votes:
    """Set each mention's `record`; two rounds, the second with what the first one found."""
    first = votes = _first_votes(mentions, gazetteer, context)
    clear = all(len(mention.records) <= 1 for mention in mentions)
    for _ in range(1 if clear else 2):
        chosen = _choose(mentions, gazetteer, votes, violent=context.violent)
        votes = Votes(dict(first.country), dict(first.division), dict(first.by_key))
        _add_guesses(mentions, gazetteer, votes, chosen)
    return votes


def _first_votes(mentions: Sequence[Mention], gazetteer: Gazetteer, context: Context) -> Votes:
    votes = Votes()
    if context.hint:
        votes.give("", context.hint, HOME_VOTE)
    for countries in context.groups:
        for code in countries:
            votes.give(" ".join(countries), code, GROUP_VOTE / len(countries))
    for key, (mention, times) in _by_key(mentions).items():
        often = 1 + 0.3 * math.log(times)
        if mention.sort == "place":
            _vote(votes, key, mention, gazetteer, often)
        elif mention.sort == "abbreviation":
            votes.give(
                key, "US" if (mention.country or "").startswith("US") else "CA", ADJECTIVE_VOTE * often
            )
            votes.give(key, mention.country, REGION_VOTE, division=True)
        else:
            votes.give(
                key, mention.country, (ADJECTIVE_VOTE if mention.sort == "adjective" else HINT_VOTE) * often
            )
    return votes


def _by_key(mentions: Sequence[Mention]) -> dict[str, tuple[Mention, int]]:
    out: dict[str, tuple[Mention, int]] = {}
    for mention in mentions:
        known, times = out.get(mention.key, (mention, 0))
        out[mention.key] = (known, times + 1)
    return out


def _vote(votes: Votes, key: str, mention: Mention, gazetteer: Gazetteer, often: float) -> None:
    records = [record for record, _ in mention.records]
    top = records[0]
    kind = gazetteer.kinds[top]
    if kind == MACRO:
        for code in gazetteer.macro_of_record[top]:
            votes.give(key, code, MACRO_VOTE)
        return
    countries = {gazetteer.country(record) for record in records}
    regions = [r for r in records if gazetteer.kinds[r] in {COUNTRY, DIVISION, AREA}]
    if kind == COUNTRY:
        rivals = [r for r in regions if gazetteer.country(r) != gazetteer.country(top)]
        votes.give(key, gazetteer.country(top), COUNTRY_VOTE * often / (1 + len(rivals)))
        for rival in rivals:
            votes.give(key, gazetteer.country(rival), 0.5 * often)
    elif kind == AREA and gazetteer.country(top) is None:
        for code in gazetteer.areas[gazetteer.area_of_record[top]].countries:
            votes.give(key, code, GUESS_VOTE * often)
    elif len(countries) == 1:
        sure = REGION_VOTE if regions else min(1.5, 0.8 + max(0.0, gazetteer.priors[top] / STEPS - 3) / 5)
        votes.give(key, gazetteer.country(top), sure * often)
        if len({gazetteer.division(r) for r in records}) == 1:
            votes.give(key, gazetteer.division(top), sure, division=True)
    elif len(regions) == 1 and regions[0] == top:
        votes.give(key, gazetteer.country(top), GUESS_VOTE * often)
        votes.give(key, gazetteer.division(top), GUESS_VOTE, division=True)


def _add_guesses(
    mentions: Sequence[Mention], gazetteer: Gazetteer, votes: Votes, chosen: Mapping[str, int]
) -> None:
    datelines = {mention.key for mention in mentions if mention.dateline}
    for key, record in chosen.items():
        if gazetteer.kinds[record] in {COUNTRY, MACRO}:
            continue
        votes.give(key, gazetteer.country(record), DATELINE_VOTE if key in datelines else GUESS_VOTE)
        votes.give(key, gazetteer.division(record), GUESS_VOTE, division=True)
    for mention in mentions:
        if mention.inside and mention.sort == "place":
            country = mention.inside[:2]
            votes.give(mention.key, country, GUESS_VOTE)
            if "-" in mention.inside and not mention.inside.startswith("x-"):
                votes.give(mention.key, mention.inside, GUESS_VOTE, division=True)


def _choose(
    mentions: Sequence[Mention], gazetteer: Gazetteer, votes: Votes, *, violent: bool
) -> dict[str, int]:
    """The best record of each mention; a name means the same throughout, unless a container says otherwise."""
    locked = {m.key: m.inside for m in mentions if m.inside}
    chosen: dict[str, int] = {}
    memo: dict[tuple[str, str | None, bool, bool], tuple[int, bool]] = {}
    for mention in mentions:
        if mention.sort != "place":
            continue
        inside = mention.inside or locked.get(mention.key)
        state = (mention.key, inside, mention.unit, mention.town)
        if state not in memo:
            memo[state] = _best(mention, inside, gazetteer, votes, violent=violent)
        mention.record, mention.unsure = memo[state]
        chosen.setdefault(mention.key, mention.record)
    return chosen


MOST_NAMESAKES = 12
"""Records are kept by size; of more namesakes only those that a vote could still lift are worth a look."""


def _plausible(mention: Mention, priors: bytes) -> Sequence[tuple[int, bool]]:
    """The records that can win: all where a container is told, else the largest."""
    if mention.inside or len(mention.records) <= MOST_NAMESAKES:
        return mention.records
    least = priors[mention.records[MOST_NAMESAKES][0]]
    return [row for row in mention.records if priors[row[0]] >= least][: 2 * MOST_NAMESAKES]


def _best(
    mention: Mention, inside: str | None, gazetteer: Gazetteer, votes: Votes, *, violent: bool
) -> tuple[int, bool]:
    """The likeliest record, and whether nothing but its size speaks for it."""
    sole = mention.records[0][0]
    if len(mention.records) == 1 and gazetteer.kinds[sole] != CITY:
        return sole, False
    kinds, priors = gazetteer.kinds, gazetteer.priors
    same = {gazetteer.division(r) for r, _ in mention.records if kinds[r] == DIVISION}
    others = any(
        code for code, weight in votes.country.items() if weight > votes.by_key.get((mention.key, code), 0.0)
    )
    preferred = gazetteer.prefer.get(mention.key)
    alias_cost = ALIAS_COST if all(alias for _, alias in mention.records) else ALIAS_COST + FOREIGN_COST
    unrest = gazetteer.unrest if violent and not others else {}

    def score(row: tuple[int, bool]) -> float:
        record, alias = row
        kind = kinds[record]
        country, division = gazetteer.country(record), gazetteer.division(record)
        prior = priors[record] / STEPS
        support = votes.for_country(mention.key, country)
        total = prior - (alias_cost if alias else 0)
        total += UNREST_BONUS * unrest.get(country or "", 0)
        total += COUNTRY_WEIGHT * min(support, MOST_VOTES)
        total += DIVISION_WEIGHT * min(votes.for_division(mention.key, division), MOST_VOTES / 2)
        if record == preferred:
            total += PREFERRED_BONUS
        if kind == CITY and prior >= BIG_TOWN and division in same:
            total += NAMESAKE_BONUS
        if kind == CITY and prior < WELL_KNOWN and support <= 0 and others:
            total -= UNSUPPORTED_COST
        if mention.unit and kind in {DIVISION, DISTRICT, AREA}:
            total += UNIT_BONUS
        if mention.town and kind == CITY:
            total += TOWN_BONUS
        if inside and inside in {country, division}:
            total += LOCK_BONUS
        return total

    ranked = sorted(((score(row), row[0]) for row in _plausible(mention, priors)), key=lambda row: -row[0])
    best, record = ranked[0]
    country = gazetteer.country(record)
    if gazetteer.kinds[record] in {COUNTRY, MACRO, AREA} or (inside and inside[:2] == country):
        return record, False
    rival = next((value for value, other in ranked if gazetteer.country(other) != country), 0.0)
    supported = votes.for_country(mention.key, country) > 0
    several = len({gazetteer.country(r) for r, _ in mention.records}) > 1
    least = WELL_KNOWN if several else UNIQUE
    alone = not supported and others and gazetteer.priors[record] < least * STEPS
    return record, record != preferred and (alone or best - rival < MARGIN)
