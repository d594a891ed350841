"""config/gazetteer.bin → Gazetteer: every place that firebell knows, by name, code and division."""

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from firebell.reading.lines import Lines
from firebell.shipped import shipped_config

COUNTRY, DIVISION, DISTRICT, CITY, AREA, MACRO, FEATURE = range(7)
"""Kinds of records."""

WORD, GIVEN, SURNAME, GENERIC = 1, 2, 4, 8
"""Flags of names: an English word, a given name, a family name, a point of the compass or the like."""

AT_WAR = 2
"""The upper of the two steps of unrest."""

NO_COUNTRY, NO_DIVISION = 0xFF, 0xFFFF
STRIDE = 256
"""After so many names each it is kept how many records they lead to; what lies between is counted when asked for."""

REMEMBERED = 16_384
"""So many words are remembered with the number of the name that they are, or with none: news repeats its names."""

DEGREE = 180
"""Coordinates are kept in 1/180 of a degree, about 600 m."""

Kind = Literal["country", "subdivision", "area"]

LETTERS = str.maketrans(
    {
        "\u0131": "i",  # dotless i
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00f0": "d",
        "\u0259": "a",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00fe": "th",
        "\u0127": "h",
    }
)
"""Letters that no normal form takes apart."""

NOT_SAID = re.compile(r"['`.\u2018\u2019\u02bb\u02bc\u02be\u02bf]")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A name as it is looked up: small letters, no accents, apostrophes or full stops.

    >>> fold("Sana'a"), fold("Al Başrah"), fold("U.S.")
    ('sanaa', 'al basrah', 'us')
    """
    word = NOT_SAID.sub("", word.casefold())
    if word.isascii():
        return word
    word = unicodedata.normalize("NFKD", word.translate(LETTERS))
    return NOT_SAID.sub("", "".join(c for c in word if not unicodedata.combining(c)))


class Stored(msgspec.Struct, array_like=True, frozen=True):
    """What the file holds, in columns; `scripts/build_gazetteer.py` writes it."""

    countries: list[tuple[str, str, str]]  # code, name, slug
    divisions: list[tuple[str, str]]  # code, name
    districts: list[tuple[str, str, str]]  # code, name, code of the division
    areas: list[
        tuple[str, str, list[str], list[str], list[str], str]
    ]  # code, name, also, members, countries, home
    area_records: list[int]
    macros: list[tuple[int, list[str]]]
    kinds: bytes
    country: bytes
    division: bytes
    lat: bytes
    lon: bytes
    priors: bytes
    ids: bytes
    labels: str
    keys: str
    flags: bytes
    counts: bytes
    postings: bytes
    longest: dict[str, int]
    demonyms: dict[str, str]
    evidence: dict[str, str]
    swallow: list[str]
    given: str
    surnames: str
    prefer: dict[str, int]
    unrest: dict[str, int]


class Area(NamedTuple):
    """A named area (`x-…`): its members' ISO codes, and the countries that it lies in or beside."""

    name: str
    also: tuple[str, ...]
    members: frozenset[str]
    countries: tuple[str, ...]
    home: str | None


class Hit(NamedTuple):
    """A region that a search found."""

    code: str
    name: str
    kind: Kind


def _column(code: Literal["h", "H", "I"], data: bytes) -> "array[int]":
    out = array(code)
    out.frombytes(data)
    return out


class Gazetteer:
    """Places by name and by code; a record is an index into the columns."""

    def __init__(self, stored: Stored) -> None:
        self.kinds = stored.kinds
        self.country_of = stored.country
        self.division_of = _column("H", stored.division)
        self.priors = stored.priors
        self.ids = _column("I", stored.ids)
        self._lat = _column("h", stored.lat)
        self._lon = _column("h", stored.lon)
        self._labels = Lines(stored.labels)
        self.codes: Sequence[str] = [code for code, *_ in stored.countries]
        self.countries: Mapping[str, str] = {code: name for code, name, _ in stored.countries}
        self.slugs: Mapping[str, str] = {code: slug for code, _, slug in stored.countries}
        self.division_codes: Sequence[str] = [code for code, _ in stored.divisions]
        self.subdivisions: Mapping[str, str] = dict(stored.divisions)
        self.divisions_2: Mapping[str, tuple[str, str]] = {c: (name, up) for c, name, up in stored.districts}
        self.areas: Mapping[str, Area] = {
            code: Area(name, tuple(also), frozenset(members), tuple(countries), home or None)
            for code, name, also, members, countries, home in stored.areas
        }
        self.area_of_record = dict(zip(stored.area_records, self.areas, strict=True))
        self.macro_of_record: Mapping[int, Sequence[str]] = dict(stored.macros)
        self._number_of = lru_cache(maxsize=REMEMBERED)(Lines(stored.keys).number)
        self.opens = lru_cache(maxsize=REMEMBERED)(self._opens)
        self._flags = stored.flags
        self._counts = stored.counts
        strides = (stored.counts[at : at + STRIDE] for at in range(0, len(stored.counts), STRIDE))
        self._strides = [0, *accumulate(map(sum, strides))]
        self._postings = _column("I", stored.postings)
        self._records: dict[int, Sequence[tuple[int, bool]]] = {}
        self.longest: Mapping[str, int] = stored.longest
        self.demonyms: Mapping[str, str] = stored.demonyms
        self.evidence: Mapping[str, str] = stored.evidence
        self.swallow = frozenset(stored.swallow)
        self.given = frozenset(stored.given.split(" "))
        self.surnames = frozenset(stored.surnames.split(" "))
        self.prefer: Mapping[str, int] = stored.prefer
        self.unrest: Mapping[str, int] = stored.unrest
        self.at_war = frozenset(code for code, step in stored.unrest.items() if step == AT_WAR)
        self._areas_of = _areas_by_member(self.areas)
        self._record_of = self._records_by_code()

    def _opens(self, word: str) -> bool:
        """Whether a name, a nationality or a hint begins with the folded word."""
        return (
            word in self.longest
            or word in self.demonyms
            or word in self.evidence
            or self._number_of(word) is not None
        )

    def names(self, key: str) -> int | None:
        """The number of a folded name, None where no place has it."""
        return self._number_of(key)

    def flags(self, number: int) -> int:
        """What else the name is: WORD, GIVEN, SURNAME, GENERIC."""
        return self._flags[number]

    def records(self, number: int) -> Sequence[tuple[int, bool]]:
        """The records of that name, each with whether the name is only one of its aliases; kept once asked for."""
        known = self._records.get(number)
        if known is None:
            stride = number // STRIDE
            first = self._strides[stride] + sum(self._counts[stride * STRIDE : number])
            postings = self._postings[first : first + self._counts[number]]
            known = self._records[number] = tuple((one >> 1, bool(one & 1)) for one in postings)
        return known

    def label(self, record: int) -> str:
        """The record's English name."""
        return self._labels[record]

    def country(self, record: int) -> str | None:
        """ISO 3166-1, None for what lies in several countries."""
        index = self.country_of[record]
        return None if index == NO_COUNTRY else self.codes[index]

    def division(self, record: int) -> str | None:
        """ISO 3166-2 of the first level, None where the record is wider or no code is known."""
        index = self.division_of[record]
        return None if index == NO_DIVISION else self.division_codes[index]

    def point(self, record: int) -> tuple[float, float]:
        """Latitude and longitude."""
        return round(self._lat[record] / DEGREE, 3), round(self._lon[record] / DEGREE, 3)

    def areas_around(self, country: str | None, division: str | None) -> tuple[str, ...]:
        """The areas that hold the division, else those that hold the whole country."""
        inside = (*self._areas_of.get(division or "", ()), *self._areas_of.get(country or "", ()))
        return tuple(dict.fromkeys(inside))

    def centre(self, code: str) -> tuple[float, float] | None:
        """The middle of a country, division or area; None for a code that is unknown, and for seas."""
        area = self.areas.get(code)
        if area is None:
            record = self._record_of.get(code)
            return None if record is None else self.point(record)
        points = [point for member in sorted(area.members) if (point := self.centre(member))]
        if not points:
            return None
        return (
            round(sum(lat for lat, _ in points) / len(points), 3),
            round(sum(lon for _, lon in points) / len(points), 3),
        )

    def search(self, text: str) -> list[Hit]:
        """Regions whose code is `text` or whose name has it, the exact ones first."""
        wanted = fold(text.strip())
        if not wanted:
            return []
        found = [hit for hit, names in self._regions() if any(wanted in name for name in names)]
        exact = {hit for hit, names in self._regions() if wanted in names or hit.code.casefold() == wanted}
        rest = [hit for hit in found if hit not in exact]
        return sorted(exact, key=lambda hit: hit.code) + rest

    def _regions(self) -> Iterator[tuple[Hit, list[str]]]:
        for code, area in self.areas.items():
            yield Hit(code, area.name, "area"), [fold(name) for name in (area.name, *area.also, code)]
        for code, name in self.countries.items():
            yield Hit(code, name, "country"), [fold(name), code.casefold()]
        for code, name in self.subdivisions.items():
            yield Hit(code, name, "subdivision"), [fold(name), code.casefold()]

    def _records_by_code(self) -> dict[str, int]:
        out: dict[str, int] = {}
        for record in range(len(self.codes) + len(self.division_codes)):
            code = self.division(record) if self.kinds[record] == DIVISION else self.country(record)
            if code:
                out.setdefault(code, record)
        return out


def _areas_by_member(areas: Mapping[str, Area]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for code, area in areas.items():
        for member in area.members:
            out.setdefault(member, []).append(code)
    return {member: sorted(codes) for member, codes in out.items()}


def load(path: Path) -> Gazetteer:
    """The gazetteer that a file holds."""
    return Gazetteer(msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=Stored))


@lru_cache(maxsize=1)
def shipped() -> Gazetteer:
    """The gazetteer that comes with firebell, loaded once."""
    return load(shipped_config() / "gazetteer.bin")
