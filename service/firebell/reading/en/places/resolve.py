"""Mentions → which place each means: its size, what the text says around it, and votes of the other names."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from firebell.reading.en.places.mentions import Mention
from firebell.reading.en.places.namesakes import GUESS_VOTE, REGION_VOTE, STEPS, Namesakes, Row, namesakes
from firebell.reading.gazetteer import AREA, AT_WAR, CITY, COUNTRY, DISTRICT, DIVISION, MACRO, Gazetteer

__all__ = ["STEPS", "Context", "Votes", "resolve"]

ADJECTIVE_VOTE, HINT_VOTE = 1.0, 0.7
HOME_VOTE = 0.8
"""The publisher's home country, the weakest of what says where an article is at home."""

GROUP_VOTE = 0.7
"""An armed group, spread over the countries in which it is active."""

DATELINE_VOTE = 1.5
"""Where a report was written is seldom far from what it tells."""

UNREST_BONUS = 1.0
"""For each step of unrest in a country, in news of violence that speaks of no country."""

UNIT_BONUS, TOWN_BONUS, LOCK_BONUS = 3.0, 2.0, 6.0

WELL_KNOWN = 5.4
"""250,000 inhabitants: a smaller place with no support for its country, where another has some, is unlikely."""

UNIQUE = 5.0
"""100,000 inhabitants: the same for a name that only one country has."""

DISTRICT_TOWN = 4.0
"""10,000 inhabitants: the same, where armed conflict is not rare and the text says that something is there."""

NEVER = 99.0
"""No town is so large: of a country at peace, by another name than its own."""

UNSUPPORTED_COST = 2.2
COUNTRY_WEIGHT, DIVISION_WEIGHT = 1.0, 1.1
MOST_VOTES = 4.0
SPOKEN_OF = 1.0
"""A nationality, or a town that the country alone has."""

MARGIN = 0.4
"""A place that is likelier than its namesake abroad by less than this is a guess."""

WIDE = frozenset({COUNTRY, MACRO, AREA})
UNITS = frozenset({DIVISION, DISTRICT, AREA})
NONE: Mapping[str, float] = {}


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
    by_key: dict[str, dict[str, float]] = field(default_factory=dict)
    givers: set[str] = field(default_factory=set)

    def give(self, key: str, code: str | None, weight: float, *, division: bool = False) -> None:
        """Add a name's vote for a code."""
        if code:
            row = self.division if division else self.country
            if not division:
                self.givers.add(key)
            row[code] = row.get(code, 0.0) + weight
            own = self.by_key.setdefault(key, {})
            own[code] = own.get(code, 0.0) + weight

    def copy(self) -> "Votes":
        """The same votes, to add to."""
        by_key = {key: dict(own) for key, own in self.by_key.items()}
        return Votes(dict(self.country), dict(self.division), by_key, set(self.givers))

    def for_country(self, key: str, code: str | None) -> float:
        """The votes of all other names."""
        return self.country.get(code or "", 0.0) - self.by_key.get(key, NONE).get(code or "", 0.0)

    def from_others(self, key: str) -> bool:
        """Whether any other name speaks for a country."""
        return len(self.givers) > (key in self.givers)


def resolve(mentions: Sequence[Mention], gazetteer: Gazetteer, context: Context) -> Votes:
    """Set each mention's `record`; two rounds, the second with what the first one found."""
    first = votes = _first_votes(mentions, gazetteer, context)
    clear = all(len(mention.records) <= 1 for mention in mentions)
    for _ in range(1 if clear else 2):
        chosen = _choose(mentions, gazetteer, votes, violent=context.violent)
        votes = first.copy()
        _add_guesses(mentions, gazetteer, votes, chosen)
    return votes


def _first_votes(mentions: Sequence[Mention], gazetteer: Gazetteer, context: Context) -> Votes:
    votes = Votes()
    if context.hint:
        votes.give("", context.hint, HOME_VOTE)
    for countries in context.groups:
        for home in countries:
            votes.give(" ".join(countries), home, GROUP_VOTE / len(countries))
    for (key, sort, code), times in Counter((m.key, m.sort, m.country) for m in mentions).items():
        often = 1 + 0.3 * math.log(times)
        if sort == "place":
            for ballot in namesakes(gazetteer, key).ballots:
                weight = ballot.weight * often if ballot.growing else ballot.weight
                votes.give(key, ballot.code, weight, division=ballot.division)
        elif sort == "abbreviation":
            votes.give(key, (code or "")[:2], ADJECTIVE_VOTE * often)
            votes.give(key, code, REGION_VOTE, division=True)
        else:
            votes.give(key, code, (HINT_VOTE if sort == "hint" else ADJECTIVE_VOTE) * often)
    return votes


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
    memo: dict[tuple[str, str | None, bool, bool, bool], tuple[int, bool]] = {}
    for mention in mentions:
        if mention.sort != "place":
            continue
        inside = mention.inside or locked.get(mention.key)
        state = (mention.key, inside, mention.unit, mention.town, mention.cue and not mention.flags)
        if state not in memo:
            memo[state] = _best(mention, inside, gazetteer, votes, violent=violent)
        mention.record, mention.unsure = memo[state]
        chosen.setdefault(mention.key, mention.record)
    return chosen


def _best(
    mention: Mention, inside: str | None, gazetteer: Gazetteer, votes: Votes, *, violent: bool
) -> tuple[int, bool]:
    """The likeliest record, and whether nothing but its size speaks for it."""
    known = namesakes(gazetteer, mention.key)
    sole = known.rows[0]
    if len(known.rows) == 1 and sole.kind != CITY:
        return sole.record, False
    others = votes.from_others(mention.key)
    ranked = _scores(_worth_a_look(known, mention, votes), mention, inside, votes, others=others)
    if violent and not others:
        unrest = gazetteer.unrest
        ranked = [(value + UNREST_BONUS * unrest.get(row.country or "", 0), row) for value, row in ranked]
    best, row = max(ranked, key=lambda pair: (round(pair[0], 6), pair[1].kind == CITY))
    if row.kind in WIDE or (inside and inside[:2] == row.country):
        return row.record, False
    rival = max((value for value, other in ranked if other.country != row.country), default=0.0)
    alone = (
        others
        and votes.for_country(mention.key, row.country) <= 0
        and row.prior < _enough(row, known, gazetteer, told=mention.cue and not mention.flags)
    )
    return row.record, row.record != known.preferred and (alone or best - rival < MARGIN)


def _worth_a_look(known: Namesakes, mention: Mention, votes: Votes) -> Sequence[Row]:
    """The larger places of the name, and the small ones of countries that the text speaks of."""
    if mention.inside or len(known.rows) == len(known.likely):
        return known.rows
    small = known.rows[len(known.likely) :]
    return [*known.likely, *(row for row in small if votes.country.get(row.country or "", 0.0) >= SPOKEN_OF)]


def _enough(row: Row, known: Namesakes, gazetteer: Gazetteer, *, told: bool) -> float:
    """How large a place must be to be meant where the text speaks for other countries only.

    `told`: where the words around say that something is there.
    """
    unrest = gazetteer.unrest.get(row.country or "", 0)
    if not unrest and row.alone < row.prior:
        return NEVER
    if known.abroad:
        return WELL_KNOWN
    if unrest == AT_WAR:
        return 0.0
    own = row.alone >= row.prior  # no mere spelling of another name
    return DISTRICT_TOWN if unrest and told and own else UNIQUE


def _scores(
    rows: Iterable[Row], mention: Mention, inside: str | None, votes: Votes, *, others: bool
) -> list[tuple[float, Row]]:
    """How likely each place of the name is in this text."""
    countries, divisions, own = votes.country, votes.division, votes.by_key.get(mention.key, NONE)
    out = []
    for row in rows:
        total = row.alone
        country, division = row.country or "", row.division
        support = countries.get(country, 0.0) - own.get(country, 0.0)
        total += COUNTRY_WEIGHT * min(support, MOST_VOTES)
        if division:
            beside = divisions.get(division, 0.0) - own.get(division, 0.0)
            total += DIVISION_WEIGHT * min(beside, MOST_VOTES / 2)
        known = row.prior >= WELL_KNOWN and row.alone >= row.prior  # by its own name
        if others and support <= 0 and row.kind == CITY and not known:
            total -= UNSUPPORTED_COST
        if mention.unit and row.kind in UNITS:
            total += UNIT_BONUS
        if mention.town and row.kind == CITY:
            total += TOWN_BONUS
        if inside and inside in {row.country, division}:
            total += LOCK_BONUS
        out.append((total, row))
    return out
