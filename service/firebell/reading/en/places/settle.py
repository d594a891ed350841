"""Mention → Found: the codes, coordinates and areas of a name that is resolved."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from firebell.reading.en.places.found import NOWHERE, Found
from firebell.reading.en.places.mentions import Mention
from firebell.reading.en.places.resolve import Votes
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import AREA, COUNTRY, DIVISION, FEATURE, MACRO, Gazetteer

WIDE = frozenset({COUNTRY, AREA})
"""Kinds in whose middle nothing is placed."""

WEIGHTS: Mapping[str, float] = {"hint": 0.12, "unit": 0.4}
"""What a group's or a leader's name says for a country, and a word for a unit that it alone has."""


class _Where(NamedTuple):
    """What the gazetteer tells of one place."""

    country: str
    subdivision: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    areas: tuple[str, ...] = ()
    label: str = ""
    level: int = 0


def settled(mention: Mention, stream: Stream, gazetteer: Gazetteer, votes: Votes) -> Found:
    """The mention as what was found: its place, its areas, its part in the text."""
    doc = stream.doc
    first, last = stream.at[mention.low], stream.at[mention.high - 1] + 1
    source = doc.title if first < doc.title_tokens else doc.text
    name = source[doc.start[first] : doc.end[last - 1]]
    where = _where(mention, name, gazetteer, votes)
    return Found(
        first,
        last,
        name,
        where.country,
        where.subdivision,
        where.geonames_id,
        where.lat,
        where.lon,
        where.areas,
        mention.role,
        where.label,
        where.level,
        WEIGHTS.get(mention.sort, mention.weight),
        mention.border,
        mention.sort not in WEIGHTS,
        mention.sort == "adjective",
    )


def _where(mention: Mention, name: str, gazetteer: Gazetteer, votes: Votes) -> _Where:
    if mention.elsewhere and mention.inside:
        return _in_container(gazetteer, mention.inside, name)
    if mention.sort == "abbreviation":
        return _in_division(gazetteer, mention.country or NOWHERE, name)
    if mention.record is None:
        country = mention.country or NOWHERE
        return _Where(
            country, areas=gazetteer.areas_around(country, None), label=gazetteer.countries.get(country, "")
        )
    if gazetteer.kinds[mention.record] == AREA:
        return _of_area(gazetteer, mention.record, votes)
    return _of_record(gazetteer, mention.record)


def _in_division(gazetteer: Gazetteer, code: str, name: str) -> _Where:
    lat, lon = gazetteer.centre(code) or (None, None)
    areas = gazetteer.areas_around(code[:2], code)
    label = gazetteer.subdivisions.get(code, name)
    return _Where(code[:2], code, None, lat, lon, areas, label, 1)


def _in_container(gazetteer: Gazetteer, code: str, name: str) -> _Where:
    """A place of which only its container is known."""
    if code in gazetteer.subdivisions:
        return _in_division(gazetteer, code, name)._replace(label=name, level=2)
    return _Where(code, areas=gazetteer.areas_around(code, None), label=name)


@lru_cache(maxsize=32_768)
def _of_record(gazetteer: Gazetteer, record: int) -> _Where:
    """What holds of a record in every text; the same towns are named day after day."""
    kind = gazetteer.kinds[record]
    country, division = gazetteer.country(record), gazetteer.division(record)
    lat, lon = gazetteer.point(record) if kind not in WIDE else (None, None)
    if (lat, lon) == (0.0, 0.0):
        lat = lon = None  # a division in which no source knows a town
    return _Where(
        country or NOWHERE,
        division,
        gazetteer.ids[record] or None,
        lat,
        lon,
        gazetteer.areas_around(country, division),
        gazetteer.label(record),
        _level(kind, division),
    )


def _level(kind: int, division: str | None) -> int:
    """How fine a place is: an island or a land over several divisions is no finer than they are."""
    if kind in {COUNTRY, MACRO}:
        return 0
    return 1 if kind == DIVISION or (kind == FEATURE and division is None) else 2


def _of_area(gazetteer: Gazetteer, record: int, votes: Votes) -> _Where:
    country, division = gazetteer.country(record), gazetteer.division(record)
    code = gazetteer.area_of_record[record]
    home = gazetteer.areas[code].home
    if country is None and home:
        country, division = _member(gazetteer, code, home, votes)
    lat, lon = (gazetteer.centre(division) if division else None) or (None, None)
    areas = tuple(dict.fromkeys((code, *gazetteer.areas_around(country, division))))
    return _Where(
        country or NOWHERE,
        division,
        gazetteer.ids[record] or None,
        lat,
        lon,
        areas,
        gazetteer.label(record),
        1,
    )


def _member(gazetteer: Gazetteer, code: str, home: str, votes: Votes) -> tuple[str, str | None]:
    """The part of an area across a border that a bare name means: the country with more votes, else its home."""
    countries = gazetteer.areas[code].countries
    best = max(countries, key=lambda c: (votes.country.get(c, 0.0), c == home[:2]))
    return (home[:2], home) if best == home[:2] else (best, None)
