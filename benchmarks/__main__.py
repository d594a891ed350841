"""Everything that is measured in minutes, as one table: each figure beside its limit and its peers in the same run.

    .venv/bin/python -m benchmarks [--json FILE] [--record] [--long] [reading|pipeline|fold|deliveries …]

`--record` puts the table into docs/performance.md and draws docs/img/performance.svg.
`--long` goes through the curves, the world's days, a year, listeners, a burst and a million articles before it.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import deliveries, fold, pipeline, plot, reading
from benchmarks.table import DOCS, Measured, as_json, record, text

PARTS: dict[str, Callable[[], Measured]] = {
    "pipeline": pipeline.measure,
    "reading": reading.measure,
    "fold": fold.measure,
    "deliveries": deliveries.measure,
}
PICTURE = DOCS / "img" / "performance.svg"
HEADING = "In one run"
LONG = ("growth", "world", "surge", "events", "load burst", "load drain", "year", "memory")


def main(argv: list[str]) -> None:
    """Measure what is asked for, all of it without a word."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="the table for programs")
    parser.add_argument("--record", action="store_true", help="write the page's table and its picture")
    parser.add_argument("--long", action="store_true", help="what takes longer, too")
    asked = parser.parse_args(argv)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for words in LONG if asked.long else ():
        print(f"— {words} —", flush=True)
        module, *arguments = words.split()
        subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], check=True)  # noqa: S603 -- our own
    found = Measured()
    for name in asked.parts or PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        found.add(PARTS[name]())
    if asked.json:
        asked.json.write_text(json.dumps(as_json(found), indent=1) + "\n", "utf-8")
    if asked.record:
        record(HEADING, text(found))
        PICTURE.write_text(plot.picture(found), "utf-8")
    print(text(found))


if __name__ == "__main__":
    main(sys.argv[1:])
