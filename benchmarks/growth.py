"""How cost grows: reading with the length of an article and the vocabulary, folding with regions, rules and channels.

Counted in steps of the interpreter (`tests/reading/test_steps.py`), which hold on a busy machine, with processor time
beside them: what C does is no step. Where each one more costs the same, a curve is linear.
How it grows with a backlog: `load.py drain`.
    .venv/bin/python -m benchmarks.growth [--record] [CURVE …]

The curves are those of CURVES; `--record` puts all of them into docs/performance.md and draws docs/img/growth.svg.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks import plot
from benchmarks.fold import TROUBLED, towns
from benchmarks.mixed import CONFLICT, KINDS, QUIET, told
from benchmarks.mixed import article as mixed
from benchmarks.news import SEED, entry, event_of, reader, tellings
from benchmarks.table import DOCS, record, where
from ruamel.yaml import YAML
from tests.reading.test_steps import steps

from firebell import parts
from firebell.article import Article
from firebell.journal import Entry
from firebell.pipeline import State, fold
from firebell.reading.read import Reader, read
from firebell.shipped import shipped_config

HEADING = "How cost grows"
PICTURE = DOCS / "img" / "growth.svg"
LENGTHS = (100, 300, 1000, 3000, 7000, 20_000, 50_000)
TIMES = (1, 2, 4)
ADDED = (0, 10, 30, 100)
READ, WORDS = 8, 300
BEFORE, FOLDED = 600, 40
"""Entries folded before the count begins, and counted."""

OPEN, A_TOWN = (600, 1200, 2400, 4800, 9600), 8
"""Entries before, and for how many of them there is a town: as dense at all sizes."""

DAYS, MOST = 10, 4
"""Days of the events, so that none settles, and articles on one."""

ROUNDS = 5


class Point(NamedTuple):
    """What it costs at one size."""

    size: int
    steps: int
    micros: float


Curve = Callable[[], Iterator[Point]]


def main(argv: Sequence[str]) -> None:
    """Each curve as a table; all of them into the page, where that is asked for."""
    recording = "--record" in argv
    lines: list[str] = []
    drawn: dict[tuple[str, str], list[tuple[float, float]]] = {}
    asked = [word for word in argv if word != "--record"] or list(CURVES)
    if unknown := [word for word in asked if word not in CURVES]:
        sys.exit(f"no curve is called {', '.join(unknown)}; there are {', '.join(CURVES)}, and --record")
    for name in asked:
        title, unit, curve = CURVES[name]
        points: list[Point] = []
        head = f"{title}\n{unit:>10} {'steps':>12} {'each more':>10} {'µs':>10} {'each more':>10}"
        print(head, flush=True)
        lines.append(head)
        for point in curve():
            more = _more(points[-1] if points else None, point)
            row = f"{point.size:10,} {point.steps:12,} {more[0]:>10} {point.micros:10,.0f} {more[1]:>10}".rstrip()
            print(row, flush=True)
            lines.append(row)
            points.append(point)
        drawn[title, unit] = [(point.size, point.steps) for point in points]
    if recording:
        record(HEADING, "\n".join([*lines, where()]))
        PICTURE.write_text(plot.curves(drawn), "utf-8")


def _more(last: Point | None, now: Point) -> tuple[str, str]:
    """Steps and microseconds for each one more since the point before."""
    if last is None:
        return "", ""
    wide = now.size - last.size
    return f"{(now.steps - last.steps) / wide:,.0f}", f"{(now.micros - last.micros) / wide:,.2f}"


# — reading —


def _quiet() -> Iterator[Point]:
    return _lengths(QUIET)


def _third() -> Iterator[Point]:
    return _lengths((*CONFLICT, *QUIET, *QUIET, *QUIET[:4]))


def _violent() -> Iterator[Point]:
    return _lengths(CONFLICT)


def _lengths(sentences: Sequence[str]) -> Iterator[Point]:
    known = Reader.shipped()
    for words in LENGTHS:
        yield _reading(words, [told(sentences, words)], known)


def _vocabulary() -> Iterator[Point]:
    """Each phrase of a signal and each name of an actor so many times, with another word behind it."""
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    articles = [mixed(rng, KINDS["conflict"](at), WORDS) for at in range(READ)]
    for times in TIMES:
        with TemporaryDirectory() as directory:
            _more_words(Path(directory), times - 1)
            known = Reader.shipped(Path(directory))
        yield _reading(times, articles, known)


def _more_words(directory: Path, more: int) -> None:
    yaml = YAML(typ="safe")
    signals = yaml.load((shipped_config() / "signals.yaml").read_text("utf-8"))
    actors = yaml.load((shipped_config() / "actors.yaml").read_text("utf-8"))
    shipped = [one["en"]["says"] for one in signals["signals"].values() if one["en"].get("says")]
    groups = list(actors.items())
    for at in range(more):
        for number, says in enumerate(shipped):
            phrases = [f"{phrase.rstrip('!')} bezu{at}" for phrase in says if "<" not in phrase]
            if phrases:
                signals["signals"][f"bezu_{at}_{number}"] = {"severity": "Moderate", "en": {"says": phrases}}
        for name, one in groups:
            names = [f"{told} Bezu{at}" for told in one["names"]]
            actors[f"{name}-bezu{at}"] = one | {"names": names, "side": name}
    for name, words in (("signals", signals), ("actors", actors)):
        (directory / f"{name}.yaml").write_text(json.dumps(words, indent=1), "utf-8")


def _reading(size: int, articles: Sequence[Article], known: Reader) -> Point:
    def read_all() -> None:
        for article in articles:
            read(article, known)

    read_all()
    return Point(size, steps(read_all), _median(read_all))


# — folding —


def _regions() -> Iterator[Point]:
    """Areas of a person's own that hold every place, each with thresholds and sums of a week."""
    for many in ADDED:
        names = [f"x-more-{at}" for at in range(many)]
        areas = {name: {"name": name, "why": "one more", "members": TROUBLED.split()} for name in names}
        watched = {
            name: {"why": "one more", "total": {"7d": {"killed": {"Severe": 10_000}}}} for name in names
        }
        yield _folding(many, {"more-regions": areas, "more-thresholds": {"regions": watched}})


def _rules() -> Iterator[Point]:
    for many in ADDED:
        rules = {
            f"more-{at}": {
                "why": "one more",
                "match": {"regions": ["SD"], "words": [f"bezu{at}"]},
                "ignore": True,
            }
            for at in range(many)
        }
        yield _folding(many, {"more-thresholds": {"rules": rules}})


def _channels() -> Iterator[Point]:
    for many in ADDED:
        heard = {
            f"more-{at}": {"why": "one more", "to": "stream", "hear": {"relief": "too"}} for at in range(many)
        }
        yield _folding(many, {"more-channels": heard})


def _incidents() -> Iterator[Point]:
    """Events of ten days in more and more towns, as many a town: all of them are still open."""
    for many in OPEN:
        yield _folding(None, {}, many)


def _folding(size: int | None, files: Mapping[str, Any], before: int = BEFORE) -> Point:
    """FOLDED entries behind others, one at a time; counted on one state and clocked on another.

    Its size is how many incidents are open, where none is given.
    """
    with TemporaryDirectory() as directory:
        (Path(directory) / "conf.d").mkdir()
        for name, content in files.items():
            if any(content.values()):
                (Path(directory) / "conf.d" / f"{name}.yaml").write_text(
                    json.dumps(content, indent=1), "utf-8"
                )
        loaded = parts.load(Path(directory))
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    among = towns()[: before // A_TOWN]
    events = [event_of(rng, at * DAYS // before, among) for at in range(before)]
    read_lead = reader(loaded)
    news = [
        entry(rng, at, events[telling.event], telling.moment, read_lead)
        for at, telling in enumerate(tellings(rng, events, MOST)[: before + FOLDED])
    ]
    counted, clocked = _Folded(loaded), _Folded(loaded)
    counted.take(0, news[:-FOLDED])
    clocked.take(0, news[:-FOLDED])
    first = len(news) - FOLDED
    took = steps(lambda: counted.take(first, news[first:]))
    began = time.process_time()
    clocked.take(first, news[first:])
    return Point(
        counted.incidents() if size is None else size,
        took // FOLDED,
        (time.process_time() - began) / FOLDED * 1e6,
    )


class _Folded:
    def __init__(self, loaded: parts.Parts) -> None:
        self._state, self._rulebook = State(), loaded.rulebook
        self._state.apply(fold(self._state, [("1-0", loaded.config)], self._rulebook))

    def incidents(self) -> int:
        return len(self._state.incidents)

    def take(self, first: int, entries: Sequence[Entry]) -> None:
        for number, one in enumerate(entries, start=first + 2):
            self._state.apply(fold(self._state, [(f"{number}-0", one)], self._rulebook))


def _median(do: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        do()
        times.append(time.process_time() - began)
    return statistics.median(times) * 1e6


CURVES: dict[str, tuple[str, str, Curve]] = {
    "quiet": ("a peaceful article", "words", _quiet),
    "third": ("an article, a third of it on violence", "words", _third),
    "violent": ("an article of nothing but violence", "words", _violent),
    "incidents": ("a fold, by open incidents", "incidents", _incidents),
    "vocabulary": (f"{READ} articles on violence, by vocabulary", "times", _vocabulary),
    "regions": ("a fold, by areas with sums that hold its place", "areas", _regions),
    "rules": ("a fold, by rules more", "rules", _rules),
    "channels": ("a fold, by channels that hear everything", "channels", _channels),
}


if __name__ == "__main__":
    main(sys.argv[1:])
