"""`firebell regions TEXT`: the codes that go with a name, and the names and members that go with a code."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from firebell.cli.words import ConfigOption, JsonOption, say

if TYPE_CHECKING:
    from firebell.config.regions import KnownRegions

MOST = 40


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("regions")(regions)


def regions(
    text: Annotated[str, typer.Argument(help="A name, a part of one, or a code: Kivu, IQ, IQ-BA, x-sahel.")],
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Find countries, first-level divisions and areas by name or code, with members."""
    from firebell import parts, settings

    known = parts.regions(config or settings.load().config)
    found = list(_found(text.strip(), known))
    for code in found[:MOST]:
        row = _row(code, known)
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n" if json else _line(row))
    if len(found) > MOST:
        say(f"{len(found) - MOST} more; write more of the name")
    if not found:
        say(f"no region is called {text!r}; try another spelling, or the code of its country")
        raise typer.Exit(1)


def _found(text: str, known: "KnownRegions") -> Iterator[str]:
    """A code as written, then names that are the text, begin with it, or hold it."""
    code = text.upper() if not text.startswith("x-") else text
    if known.name_of(code) is not None:
        yield code
        if code in known.countries:
            yield from (division for division in known.subdivisions if division.startswith(f"{code}-"))
        return
    folded = text.casefold()
    ranked: list[tuple[int, str]] = []
    for named, name in known.names().items():
        also = known.areas[named].also if named in known.areas else ()
        names = [name.casefold(), *(other.casefold() for other in also)]
        ranks = [0 if n == folded else 1 if n.startswith(folded) else 2 for n in names if folded in n]
        if ranks:
            ranked.append((min(ranks), named))
    yield from (named for _, named in sorted(ranked))


def _row(code: str, known: "KnownRegions") -> dict[str, object]:
    country = code.partition("-")[0]
    row: dict[str, object] = {"code": code, "name": known.name_of(code)}
    if code in known.areas:
        members = sorted(known.areas[code].members)
        row["members"] = {member: known.name_of(member) for member in members}
    elif country != code:
        row["country"] = known.countries.get(country, country)
    inside = sorted(area for area, known_area in known.areas.items() if known_area.members & {code, country})
    if inside and code not in known.areas:
        row["areas"] = inside
    return row


def _line(row: dict[str, object]) -> str:
    notes = []
    if "country" in row:
        notes.append(str(row["country"]))
    members, areas = row.get("members"), row.get("areas")
    if isinstance(members, dict):
        notes.append(
            ", ".join(f"{code} {name}" for code, name in members.items()) or "a circle, or no members"
        )
    if isinstance(areas, list):
        notes.append(f"in {', '.join(areas)}")
    return f"{row['code']:10} {row['name']}" + (f" · {' · '.join(notes)}" if notes else "") + "\n"
