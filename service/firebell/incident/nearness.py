"""Two places → how far apart they are, and how far they speak for one event."""

import math
from functools import lru_cache

from firebell.incident.incident import Where

NEAR_KM = 30.0
"""Two names for one place: a village and the town it is reported from."""

FAR_KM = 80.0
KM_A_DEGREE = 111.1
"""Of latitude, rounded down."""

NEAR_DEGREES = NEAR_KM / KM_A_DEGREE
SAME_TOWN = 2.2
SAME_DIVISION = 1.2
WITHIN = 0.9
"""One names the town and one its division alone, a village and a town, or the first of several places and that one:
that says less than that both name one."""

OTHER_VILLAGE = 0.4
"""Two villages by name in one division: outlets spell them differently, or they are two."""

ELSEWHERE = -3.0
"""Points where two divisions are named, and no two towns near each other."""


@lru_cache(maxsize=8192)
def places_agree(one: Where, other: Where) -> float:
    """Points for and against two places being one, by the finest that both name."""
    if "ZZ" in (one.country, other.country):
        return 0.0
    if one.country != other.country:
        return -4.0
    if one.geonames_id and one.geonames_id == other.geonames_id:
        return SAME_TOWN
    if one.subdivision and other.subdivision and one.subdivision != other.subdivision:
        if one.lat is not None and other.lat is not None and abs(one.lat - other.lat) > NEAR_DEGREES:
            return ELSEWHERE
        return 0.5 if (apart := _apart(one, other)) is not None and apart <= NEAR_KM else ELSEWHERE
    apart = _apart(one, other)
    if one.geonames_id and other.geonames_id and apart is not None:
        return 1.5 if apart <= NEAR_KM else -0.5 if apart <= FAR_KM else -2.0
    if one.subdivision and other.subdivision:
        return _in_one_division(one, other)
    first_of_several = (one.subdivision or other.subdivision) and one.place and one.place == other.place
    return WITHIN if first_of_several else 0.4


def _in_one_division(one: Where, other: Where) -> float:
    """Points for two places in one division, of which GeoNames lacks one at least."""
    if one.unlisted and other.unlisted and one.place and one.place == other.place:
        return SAME_TOWN
    if _is_town(one) != _is_town(other) or one.unlisted != other.unlisted:
        return WITHIN
    return OTHER_VILLAGE if _is_town(one) else SAME_DIVISION


def _is_town(where: Where) -> bool:
    """Whether it is finer than a division."""
    return where.geonames_id is not None or where.unlisted


def _apart(one: Where, other: Where) -> float | None:
    """Kilometres between two towns, beyond FAR_KM by their latitudes alone; None where one is no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    if not one.geonames_id or not other.geonames_id:
        return None
    north = _north(one.lat, other.lat)
    if north > FAR_KM:
        return north
    return km(one.lat, one.lon, other.lat, other.lon)


def _north(lat: float, other: float) -> float:
    """Kilometres between two latitudes, rounded down."""
    return abs(lat - other) * KM_A_DEGREE


@lru_cache(maxsize=4096)
def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres.

    >>> round(km(30.5, 47.8, 33.3, 44.4))
    447
    """
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))
