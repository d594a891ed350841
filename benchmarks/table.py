"""What was measured → one table: each figure beside its limit and its peers, and the goals with what they came to."""

import os
import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "performance.md"


@dataclass(frozen=True)
class Row:
    """How many a second somebody takes; a row of a part is held against the part's limit."""

    part: str
    what: str
    wall: float | None = None
    """A second by the clock."""
    core: float | None = None
    """A second of processor time of its own process."""
    limit: bool = False
    """Whether the others of the part can be no faster."""
    peer: bool = False
    """Whether somebody else's program does it."""


@dataclass(frozen=True)
class Fact:
    """A figure that is no rate, and what it should be."""

    what: str
    value: float
    unit: str
    goal: str = ""


@dataclass
class Measured:
    """What one program found."""

    rows: list[Row] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def add(self, other: "Measured") -> None:
        """Take in what another found."""
        self.rows += other.rows
        self.facts += other.facts


def text(measured: Measured) -> str:
    """The table as a terminal shows it."""
    lines = [f"{'':44} {'a second':>10} {'of a core':>10} {'µs each':>9} {'of the limit':>12}"]
    for part, rows in _parts(measured.rows):
        limit = next((row for row in rows if row.limit), None)
        lines += [f"— {part} —", *(_line(row, limit) for row in rows)]
    if measured.facts:
        lines.append("— and —")
    lines += [f"{f.what:54} {_number(f.value):>10} {f.unit:12} {f.goal}".rstrip() for f in measured.facts]
    return "\n".join([*lines, where()])


def as_json(measured: Measured) -> dict[str, Any]:
    """The same for programs."""
    limits = {row.part: row for row in measured.rows if row.limit}
    rows = [asdict(row) | {"of_limit": share(row, limits.get(row.part))} for row in measured.rows]
    return {"rows": rows, "facts": [asdict(fact) for fact in measured.facts], "where": where()}


def share(row: Row, limit: Row | None) -> float | None:
    """Its rate of the limit's, of a core where both have it."""
    if limit is None or row.limit:
        return None
    if row.core and limit.core:
        return row.core / limit.core
    return row.wall / limit.wall if row.wall and limit.wall else None


def record(heading: str, told: str) -> None:
    """The page's block of plain text under that heading says this from now on."""
    PAGE.write_text(recorded(PAGE.read_text("utf-8"), heading, told), "utf-8")


def recorded(page: str, heading: str, told: str) -> str:
    """The page with this for the first block of plain text under the heading."""
    before, found, rest = page.partition(f"\n## {heading}\n")
    block = re.compile(r"(?<=^```text\n).*?(?=\n```$)", re.DOTALL | re.MULTILINE)
    return before + found + block.sub(lambda _: told, rest, count=1)


def processor_model() -> str:
    """What the machine computes with."""
    told = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    found = re.search(r"model name\s*: (.+)", told)
    return found[1] if found else platform.machine()


def _parts(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    for part, among in groupby(rows, key=lambda row: row.part):
        yield part, list(among)


def _line(row: Row, limit: Row | None) -> str:
    rate = row.core or row.wall
    part = share(row, limit)
    cells = (
        _number(row.wall),
        _number(row.core),
        _number(1e6 / rate if rate else None),
        "limit" if row.limit else _share(part),
    )
    return f"{row.what:44} {cells[0]:>10} {cells[1]:>10} {cells[2]:>9} {cells[3]:>12}"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004 -- three digits tell enough


def _share(part: float | None) -> str:
    if part is None:
        return "-"
    return f"{part:.0%}" if part >= 0.1 else f"{100 * part:.2g}%"  # noqa: PLR2004 -- two digits tell enough


def where() -> str:
    """When, and on what machine."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {processor_model()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
