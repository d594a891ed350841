"""The gazetteer and an analyst's own areas → the regions that configuration may name, and what is wrong with a name."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from firebell.config.mistakes import nearest
from firebell.reading.gazetteer import Gazetteer

NOWHERE = "ZZ"
NOWHERE_NAME = "open sea, borders, place not found"


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
        hint = (
            f"; write {meant} ({self.name_of(meant)})"
            if meant
            else "; `firebell regions TEXT` finds codes by name"
        )
        return f"{code} is no region that is known{hint}"

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
        country = code.partition("-")[0].upper()
        same = [c for c in self.subdivisions if c.startswith(f"{country}-")] if "-" in code else []
        known = same or [*self.countries, *self.areas]
        found = nearest(code, known)
        if found is not None:
            return found
        by_name = {name: c for c, name in self.names().items()}
        near = nearest(code, by_name)
        return by_name[near] if near else None


def known_regions(gazetteer: Gazetteer) -> KnownRegions:
    """What configuration needs of the gazetteer."""
    areas = {
        code: KnownArea(area.name, tuple(area.also), area.members) for code, area in gazetteer.areas.items()
    }
    return KnownRegions(gazetteer.countries, gazetteer.subdivisions, gazetteer.divisions_2, areas)
