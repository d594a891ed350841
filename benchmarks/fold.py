"""How long one fold takes beside 2,000 open incidents: of articles that ring nothing, and of those that ring.

An article is one entry, folded and taken up by itself. Run it beside an older checkout on the same machine:
machines differ, ratios hold.
    .venv/bin/python -m benchmarks.fold [OPEN] [FOLDS]
"""

import statistics
import sys
import time
from random import Random

from benchmarks.news import SEED, entry, event_of, reader, tellings
from benchmarks.table import Fact, Measured, Row, text

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


def measure(wanted: int = OPEN, folds: int = FOLDS) -> Measured:
    """Fold until so many incidents are open, then clock each of so many folds."""
    loaded = parts.load()
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    among = towns()
    events = [event_of(rng, day, among) for day in range(DAYS) for _ in range(EVENTS_A_DAY)]
    read = reader(loaded)
    told = tellings(rng, events, MOST_ARTICLES)
    news = (entry(rng, at, events[telling.event], telling.moment, read) for at, telling in enumerate(told))
    state = State()
    _fold(state, 0, loaded.config, loaded)
    number = 1
    while len(state.incidents) < wanted:
        _fold(state, number, next(news), loaded)
        number += 1
    silent: list[float] = []
    ringing: list[float] = []
    joined = 0
    for at in range(number, number + folds):
        known = len(state.incidents)
        seconds, rang = _fold(state, at, next(news), loaded)
        (ringing if rang else silent).append(seconds * 1e6)
        joined += len(state.incidents) == known
    part = f"the fold alone, beside {wanted:,} open incidents"
    found = Measured([Row(part, "all of them", core=1e6 * folds / sum(silent + ringing))])
    found.facts.append(Fact("folds a second of a core", found.rows[0].core or 0, "", "5,000 or more"))
    found.facts.append(Fact("articles that join an incident, of those folded", joined / folds, ""))
    for what, took in (("ring nothing", silent), ("ring", ringing)):
        found.rows.append(Row(part, f"those that {what}", core=1e6 / statistics.mean(took)))
        found.facts.append(Fact(f"median of {len(took):,} folds that {what}", statistics.median(took), "µs"))
    return found


def towns() -> list[str]:
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


if __name__ == "__main__":
    print(text(measure(*map(int, sys.argv[1:3]))))
