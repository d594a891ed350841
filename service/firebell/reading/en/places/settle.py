"""Mention → Found: the codes, coordinates and areas of a name that is resolved."""

from firebell.reading.en.places import roles
from firebell.reading.en.places.found import NOWHERE, Found
from firebell.reading.en.places.mentions import Mention
from firebell.reading.en.places.resolve import Votes
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import AREA, COUNTRY, DIVISION, MACRO, Gazetteer

WIDE = frozenset({COUNTRY, MACRO, AREA})
"""Kinds without coordinates of their own."""

HINT_WEIGHT = 0.12
"""What a group's or a leader's name says for a country."""


def settled(mention: Mention, stream: Stream, gazetteer: Gazetteer, votes: Votes) -> Found:
    """The mention as what was found: its place, its areas, its part in the text."""
    first, last = stream.at[mention.low], stream.at[mention.high - 1] + 1
    blank = Found(
        first,
        last,
        stream.doc.span(first, last).words,
        NOWHERE,
        None,
        None,
        None,
        None,
        (),
        mention.role,
        weight=mention.weight,
        border=roles.near_border(mention, stream),
    )
    if mention.elsewhere and mention.inside:
        return _in_container(gazetteer, mention.inside, blank)
    if mention.sort == "abbreviation":
        return _in_division(gazetteer, mention.country or NOWHERE, blank)
    if mention.record is None:
        return _in_country(gazetteer, mention, blank)
    return _of_record(gazetteer, mention.record, blank, votes)


def _in_division(gazetteer: Gazetteer, code: str, blank: Found) -> Found:
    lat, lon = gazetteer.centre(code) or (None, None)
    return blank._replace(
        country=code[:2],
        subdivision=code,
        lat=lat,
        lon=lon,
        areas=gazetteer.areas_around(code[:2], code),
        label=gazetteer.subdivisions.get(code, blank.name),
        level=1,
    )


def _in_container(gazetteer: Gazetteer, code: str, blank: Found) -> Found:
    """A place of which only its container is known."""
    if code in gazetteer.subdivisions:
        return _in_division(gazetteer, code, blank)._replace(label=blank.name, level=2)
    return blank._replace(country=code, areas=gazetteer.areas_around(code, None), label=blank.name)


def _in_country(gazetteer: Gazetteer, mention: Mention, blank: Found) -> Found:
    country = mention.country or NOWHERE
    adjective = mention.sort == "adjective"
    return blank._replace(
        country=country,
        areas=gazetteer.areas_around(country, None),
        label=gazetteer.countries.get(country, ""),
        weight=blank.weight if adjective else HINT_WEIGHT,
        listed=adjective,
        adjective=adjective,
    )


def _of_record(gazetteer: Gazetteer, record: int, blank: Found, votes: Votes) -> Found:
    kind = gazetteer.kinds[record]
    country, division = gazetteer.country(record), gazetteer.division(record)
    inside: tuple[str, ...] = ()
    lat, lon = gazetteer.point(record) if kind not in WIDE else (None, None)
    if kind == AREA:
        code = gazetteer.area_of_record[record]
        inside = (code,)
        home = gazetteer.areas[code].home
        if country is None and home:
            country, division = _member(gazetteer, code, home, votes)
        if division:
            lat, lon = gazetteer.centre(division) or (None, None)
    return blank._replace(
        country=country or NOWHERE,
        subdivision=division,
        geonames_id=gazetteer.ids[record] or None,
        lat=lat,
        lon=lon,
        areas=tuple(dict.fromkeys((*inside, *gazetteer.areas_around(country, division)))),
        label=gazetteer.label(record),
        level=0 if kind in {COUNTRY, MACRO} else 1 if kind in {AREA, DIVISION} else 2,
    )


def _member(gazetteer: Gazetteer, code: str, home: str, votes: Votes) -> tuple[str, str | None]:
    """The part of an area across a border that a bare name means: the country with more votes, else its home."""
    countries = gazetteer.areas[code].countries
    best = max(countries, key=lambda c: (votes.country.get(c, 0.0), c == home[:2]))
    return (home[:2], home) if best == home[:2] else (best, None)
