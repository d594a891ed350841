"""What finding and placing places yields."""

from typing import NamedTuple

from firebell.reading.reading import PlaceRole

NOWHERE = "ZZ"
"""The open sea, a border of two states, a place that is not known (CODEBOOK §4)."""

TOWN = 2
"""The level of towns and villages; that of divisions and areas is 1, of countries and wider 0."""


class Found(NamedTuple):
    """Tokens `first` to `last` (excluded) that name a place, and which; none of them where only a hint says it.

    `name` is as written, `label` the gazetteer's; `level` is 0 for countries and wider, 1 for divisions and areas,
    2 for towns; `weight` tells how much the words around speak for an event there. `listed`
    is false for hints, `adjective` true for nationalities.
    """

    first: int
    last: int
    name: str
    country: str
    subdivision: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    areas: tuple[str, ...]
    role: PlaceRole
    label: str = ""
    level: int = 0
    weight: float = 0.0
    border: bool = False
    listed: bool = True
    adjective: bool = False


class Location(NamedTuple):
    """Where something happened; `lat` and `lon` are None above the first-level division.

    Tokens `first` to `last` (excluded) say it; the two are equal where nothing near does. `reported` where only
    the dateline says it; `level` as of what was found.
    """

    country: str
    subdivision: str | None
    place: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    areas: tuple[str, ...]
    first: int
    last: int
    reported: bool = False
    level: int = 0
