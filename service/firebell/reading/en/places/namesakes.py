"""Name → Namesakes: all that it may mean, how likely each is by itself, and which countries it speaks for."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from firebell.reading.gazetteer import AREA, CITY, COUNTRY, DIVISION, MACRO, Gazetteer

STEPS = 20
"""Priors are kept in so many steps to 1."""

COUNTRY_VOTE, RIVAL_VOTE, REGION_VOTE, MACRO_VOTE = 2.0, 0.5, 1.5, 0.25
GUESS_VOTE = 0.6
"""A place that is only the likeliest of several."""

ALIAS_COST = 0.8
FOREIGN_COST = 1.0
"""More for an alias where another place has the name as its own."""

PREFERRED_BONUS = 1.5
NAMESAKE_BONUS = 1.8
"""Basra the town before Basra the province, where nothing says province."""

BIG_TOWN = 4.7
"""50,000 inhabitants: the least that such a town has."""

MOST_NAMESAKES = 12
"""Records are kept by size; of more namesakes only those that a vote could still lift are worth a look."""


class Row(NamedTuple):
    """One place of that name; `alone` is how likely it is where the text says nothing else."""

    record: int
    kind: int
    country: str | None
    division: str | None
    prior: float
    alone: float


class Ballot(NamedTuple):
    """A vote for a code of a country or `division`; `growing` where a name said often says more."""

    code: str
    weight: float
    growing: bool
    division: bool = False


class Namesakes(NamedTuple):
    """All places of one name, the largest first; `likely` are those worth a look where no container is told."""

    rows: tuple[Row, ...]
    likely: tuple[Row, ...]
    ballots: tuple[Ballot, ...]
    abroad: bool
    preferred: int | None


@lru_cache(maxsize=32_768)
def namesakes(gazetteer: Gazetteer, key: str) -> Namesakes:
    """What the gazetteer tells of a name that it has; the same names stand in the news day after day."""
    rows = tuple(_rows(gazetteer, key))
    likely = rows
    if len(rows) > MOST_NAMESAKES:
        least = rows[MOST_NAMESAKES].prior
        likely = tuple(row for row in rows if row.prior >= least)[: 2 * MOST_NAMESAKES]
    abroad = len({row.country for row in rows}) > 1
    return Namesakes(rows, likely, tuple(_ballots(gazetteer, rows)), abroad, gazetteer.prefer.get(key))


def _rows(gazetteer: Gazetteer, key: str) -> Iterator[Row]:
    number = gazetteer.names(key)
    records = gazetteer.records(number) if number is not None else ()
    preferred = gazetteer.prefer.get(key)
    alias_cost = ALIAS_COST if all(alias for _, alias in records) else ALIAS_COST + FOREIGN_COST
    divisions = {gazetteer.division(r) for r, _ in records if gazetteer.kinds[r] == DIVISION}
    for record, alias in records:
        kind, prior = gazetteer.kinds[record], gazetteer.priors[record] / STEPS
        division = gazetteer.division(record)
        alone = prior - (alias_cost if alias else 0) + (PREFERRED_BONUS if record == preferred else 0)
        if kind == CITY and prior >= BIG_TOWN and division in divisions:
            alone += NAMESAKE_BONUS
        yield Row(record, kind, gazetteer.country(record), division, prior, alone)


def _ballots(gazetteer: Gazetteer, rows: tuple[Row, ...]) -> Iterator[Ballot]:
    top = rows[0]
    if top.kind == MACRO:
        yield from (
            Ballot(code, MACRO_VOTE, growing=False) for code in gazetteer.macro_of_record.get(top.record, ())
        )
        return
    regions = [row for row in rows if row.kind in {COUNTRY, DIVISION, AREA}]
    if top.kind == COUNTRY:
        rivals = [row for row in regions if row.country != top.country]
        yield from _given(top.country, COUNTRY_VOTE / (1 + len(rivals)))
        for rival in rivals:
            yield from _given(rival.country, RIVAL_VOTE)
    elif top.kind == AREA and top.country is None:
        area = gazetteer.areas[gazetteer.area_of_record[top.record]]
        yield from (Ballot(code, GUESS_VOTE, growing=True) for code in area.countries)
    elif len({row.country for row in rows}) == 1:
        sure = REGION_VOTE if regions else min(1.5, 0.8 + max(0.0, top.prior - 3) / 5)
        yield from _given(top.country, sure)
        if top.division and len({row.division for row in rows}) == 1:
            yield Ballot(top.division, sure, growing=False, division=True)
    elif regions == [top]:
        yield from _given(top.country, GUESS_VOTE)
        if top.division:
            yield Ballot(top.division, GUESS_VOTE, growing=False, division=True)


def _given(code: str | None, weight: float) -> Iterator[Ballot]:
    if code:
        yield Ballot(code, weight, growing=True)
