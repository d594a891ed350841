"""The gazetteer and an analyst's own areas → the regions that configuration may name, and what is wrong with a name."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from firebell.config.mistakes import nearest
from firebell.reading.gazetteer import Gazetteer

NOWHERE = "ZZ"
NOWHERE_NAME = "open sea, borders, place not found"

WRITTEN_OTHERWISE = {"UK": "GB", "EL": "GR", "KO": "XK"}
"""Codes that people use for countries, which ISO 3166-1 writes otherwise."""

MOST_LISTED = 20
"""Divisions of a country that a message lists; Iraq has 18."""


class KnownArea(NamedTuple):
    """A named area: its members are countries or first-level divisions."""

    name: str
    also: tuple[str, ...]
    members: frozenset[str]


class KnownRegions(NamedTuple):
    """Codes and English names of everything that can be named; `divisions_2`: code → (name, first-level code)."""

    countries: Mapping[str, str]
    subdivisions: Mapping[str, str]
    divisions_2: Mapping[str, tuple[str, str]]
    areas: Mapping[str, KnownArea]

    def name_of(self, code: str) -> str | None:
        """The English name, None for a code that is not known."""
        if code == NOWHERE:
            return NOWHERE_NAME
        if code in self.areas:
            return self.areas[code].name
        return self.countries.get(code) or self.subdivisions.get(code)

    def names(self) -> dict[str, str]:
        """Every code with its name."""
        areas = {code: area.name for code, area in self.areas.items()}
        return {**self.countries, **self.subdivisions, **areas, NOWHERE: NOWHERE_NAME}

    def spread(self, codes: Iterable[str]) -> frozenset[str]:
        """The codes, and the members of those that are areas."""
        given = frozenset(codes)
        return given.union(*(self.areas[code].members for code in given if code in self.areas))

    def wrong(self, code: str) -> str:
        """What is wrong with a code, "" where it is known."""
        if self.name_of(code) is not None:
            return ""
        if code in self.divisions_2:
            name, parent = self.divisions_2[code]
            upper = f"{parent} ({self.name_of(parent)})"
            return (
                f"{code} ({name}) is a second-level division; events are placed by the first level, {upper}"
            )
        meant = self.code_of(code) or self._nearest(code)
        hint = f"write {meant} ({self.name_of(meant)})" if meant else self._listed(code)
        return f"{code} is no region that is known; {hint}"

    def wrong_country(self, code: str) -> str:
        """What is wrong with the code of a country, "" where it is known."""
        if code in self.countries:
            return ""
        meant = self.code_of(code) or WRITTEN_OTHERWISE.get(code.upper(), code.upper())
        known = self.countries.get(meant)
        hint = f"{meant} ({known})" if known else "its two letters of ISO 3166-1, like IQ"
        return f"{code} is no country that is known; write {hint}"

    def code_of(self, name: str) -> str | None:
        """The code of a region with this English name, in any case; divisions before countries."""
        folded = name.casefold()
        for codes in (self.subdivisions, self.countries):
            for code, known in codes.items():
                if known.casefold() == folded:
                    return code
        for code, area in self.areas.items():
            if folded in (area.name.casefold(), *(other.casefold() for other in area.also)):
                return code
        return None

    def _nearest(self, code: str) -> str | None:
        """The code that was probably meant: in other letters, misspelt, or by its name."""
        plain = WRITTEN_OTHERWISE.get(code.upper(), code)
        for same in (plain, plain.upper(), plain.lower()):
            if self.name_of(same) is not None:
                return same
        if code.casefold().startswith("x-"):
            return nearest(code, self.areas)
        country, _, division = code.partition("-")
        inside = {name: c for c, name in self.subdivisions.items() if c.startswith(f"{country.upper()}-")}
        by_name = inside if division else {name: c for c, name in self.names().items()}
        near = nearest(division or code, by_name)
        return by_name[near] if near else None

    def _listed(self, code: str) -> str:
        """What may be written instead: the divisions of a country that is known, else the forms of codes."""
        country, _, division = code.partition("-")
        inside = [f"{c} ({name})" for c, name in self.subdivisions.items() if c.startswith(f"{country}-")]
        if code.startswith("x-"):
            return "areas of your own stand in regions.yaml"
        if division and inside:
            more = " …" if len(inside) > MOST_LISTED else ""
            return f"{self.name_of(country)} has {', '.join(inside[:MOST_LISTED])}{more}"
        return "a code is a country's, like IQ, a first-level division's, like IQ-BA, or an area's, like x-darfur"


def known_regions(gazetteer: Gazetteer) -> KnownRegions:
    """What configuration needs of the gazetteer."""
    areas = {
        code: KnownArea(area.name, tuple(area.also), area.members) for code, area in gazetteer.areas.items()
    }
    return KnownRegions(gazetteer.countries, gazetteer.subdivisions, gazetteer.divisions_2, areas)
