"""How long one fold takes beside 2,000 open incidents: of articles that ring nothing, and of those that ring.

An article is one entry, folded and taken up by itself. Run it beside an older checkout on the same machine:
machines differ, ratios hold.
    .venv/bin/python -m benchmarks.fold [OPEN] [FOLDS]
"""

import statistics
import sys
import time
from collections.abc import Sequence
from random import Random

from benchmarks.news import SEED, entry, event_of, reader, tellings

from firebell import parts
from firebell.journal import Entry
from firebell.pipeline import State, fold
from firebell.reading import gazetteer

OPEN, FOLDS = 2000, 3000
EVENTS_A_DAY, DAYS = 150, 30
TOWNS, TOWN = 1200, 3
"""So many of the largest towns (the gazetteer's kind 3) of countries where much happens."""

TROUBLED = (
    "UA IL LB SY IQ YE SD SS SO CD NG CM ML BF NE MM PK AF CO MX HT CF MZ ET IN LY TH PH EG TR RU IR KE"
)
MOST_ARTICLES = 6
"""On one event: with more of them nearly every article would join one of a few large incidents."""


def main(wanted: int, folds: int) -> None:
    """Fold until so many incidents are open, then clock each of so many folds."""
    loaded = parts.load()
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    towns = _towns()
    events = [event_of(rng, day, towns) for day in range(DAYS) for _ in range(EVENTS_A_DAY)]
    read = reader(loaded)
    told = tellings(rng, events, MOST_ARTICLES)
    news = (entry(rng, at, events[telling.event], telling.moment, read) for at, telling in enumerate(told))
    state = State()
    _fold(state, 0, loaded.config, loaded)
    number = 1
    while len(state.incidents) < wanted:
        _fold(state, number, next(news), loaded)
        number += 1
    print(f"{len(state.incidents):,} incidents of {number:,} articles")
    silent: list[float] = []
    ringing: list[float] = []
    joined = 0
    for at in range(number, number + folds):
        known = len(state.incidents)
        seconds, rang = _fold(state, at, next(news), loaded)
        (ringing if rang else silent).append(seconds * 1e6)
        joined += len(state.incidents) == known
    print(f"{joined / folds:.0%} of the articles join an incident")
    for what, took in (("ring nothing", silent), ("ring", ringing)):
        took.sort()
        print(f"{len(took):6,} folds that {what}:", end=" ")
        print(f"median {statistics.median(took):,.0f} µs, mean {statistics.mean(took):,.0f} µs")


def _towns() -> list[str]:
    """The largest towns of the troubled countries, by their names."""
    known = gazetteer.shipped()
    rows = range(len(known.kinds))
    among = [row for row in rows if known.kinds[row] == TOWN and known.country(row) in TROUBLED.split()]
    among.sort(key=lambda row: -known.priors[row])
    return [known.label(row) for row in among[:TOWNS]]


def _fold(state: State, number: int, entry: Entry, loaded: parts.Parts) -> tuple[float, bool]:
    """The seconds that one entry took, and whether it rang."""
    started = time.process_time()
    outcome = fold(state, [(f"{number + 1}-0", entry)], loaded.rulebook)
    state.apply(outcome)
    return time.process_time() - started, bool(outcome.alerts)


def _arguments(argv: Sequence[str]) -> tuple[int, int]:
    return (int(argv[0]) if argv else OPEN), (int(argv[1]) if argv[1:] else FOLDS)


if __name__ == "__main__":
    main(*_arguments(sys.argv[1:]))
