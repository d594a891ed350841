"""Days of the world's news on violence, thinned → the fold's speed, the folder's memory, bytes an incident and alert.

The world prints about 12 articles a second, one in ten of them on violence (DESIGN §1), here of a thousand events a
day: most are told by a handful, a few by thousands. A SHARE of the events is simulated for some DAYS, each with all
of its articles.
    .venv/bin/python -m benchmarks.world [DAYS] [SHARE]
"""

import gc
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
from benchmarks.news import BEGIN, MOST_ARTICLES, SEED, entry, event_of, reader, tellings

from firebell import journal, parts
from firebell.alert.story import incident_alert_id
from firebell.incident.incident import Incident
from firebell.journal import Entry, Tick
from firebell.pipeline import State, fold
from firebell.state import KEPT, SETTLES, Work
from firebell.turns.response import RulebookOf

EVENTS_A_DAY = 1000
BATCH, SAMPLE = 100, 2000


def main(days: int, share: float) -> None:
    """Simulate, and say what it cost."""
    loaded = parts.load()
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    events = [event_of(rng, day) for day in range(days) for _ in range(round(EVENTS_A_DAY * share))]
    read = reader(loaded)
    told = enumerate(tellings(rng, events, MOST_ARTICLES))
    news = [entry(rng, at, events[telling.event], telling.moment, read) for at, telling in told]
    folder = _Folder(loaded.rulebook)
    folder.fold([loaded.config])
    print("day   entries  incidents  stories  µs a fold")
    done = 0
    for day in range(days):
        until = BEGIN + timedelta(days=day + 1)
        first, before = done, folder.seconds
        while done < len(news) and news[done].published_at < until:
            done += 1
        folder.fold([*news[first:done], Tick(at=until)])
        cost = (folder.seconds - before) / (done - first + 1) * 1e6
        known, stories = len(folder.state.incidents), len(folder.state.stories)
        print(f"{day:3} {done:9,} {known:10,} {stories:8,} {cost:10,.0f}", flush=True)
    print(f"{done / folder.seconds:,.0f} folds a second; {folder.turns / len(events):.1f} turns an event")
    size = sum(len(journal.encode(one)) for one in news[:SAMPLE]) / min(len(news), SAMPLE)
    print(f"bytes: {size:,.0f} an entry, {folder.turn_bytes / folder.turns:,.0f} a turn,", end=" ")
    print(", ".join(f"{size:,.0f} {what}" for what, size in _sizes(folder.state)))
    grown, megabytes = _grown(folder.state)
    print(f"the world's year: {len(grown.incidents):,} incidents, {len(grown.stories):,} stories", end=", ")
    print(f"{megabytes:,.0f} MB of the folder's memory")


class _Folder:
    """Folds in batches, as a worker does, and keeps the accounts."""

    def __init__(self, rulebook: RulebookOf) -> None:
        self.state = State()
        self.seconds = 0.0
        self.turns = self.turn_bytes = 0
        self._rulebook = rulebook
        self._entries = 0

    def fold(self, entries: Sequence[Entry]) -> None:
        """Fold entries after those before them."""
        rows = [(f"{self._entries + at + 1}-0", entry) for at, entry in enumerate(entries)]
        self._entries += len(rows)
        while rows:
            started = time.process_time()
            outcome = fold(self.state, rows[:BATCH], self._rulebook)
            self.state.apply(outcome)
            self.seconds += time.process_time() - started
            rows = rows[outcome.folded :]
            self.turns += len(outcome.alerts)
            self.turn_bytes += sum(map(len, outcome.alerts))


def _sizes(state: State) -> Iterator[tuple[str, float]]:
    """What a record takes in Redis, on average."""
    incidents = list(state.incidents.values())
    groups: dict[str, list[msgspec.Struct]] = {
        "an incident": [incident for incident in incidents if not incident.settled],
        "a settled one": [incident for incident in incidents if incident.settled],
        "a story": list(state.stories.values()),
    }
    for what, records in groups.items():
        yield what, sum(len(msgspec.msgpack.encode(record)) for record in records) / max(len(records), 1)


def _grown(state: State) -> tuple[State, float]:
    """A state as large as the world's year leaves it, out of copies of what was simulated, and its megabytes."""
    known = list(state.incidents.values())
    settled = [incident for incident in known if incident.settled]
    wanted = (
        ([incident for incident in known if not incident.settled], SETTLES.days),
        (settled, (KEPT - SETTLES).days if settled else 0),
    )
    grown = State()
    gc.collect()
    before = _resident()
    for among, days in wanted:
        for number in range(EVENTS_A_DAY * days):
            incident = among[number % len(among)]
            work = Work(grown)
            work.put(_renamed(incident, number, number // EVENTS_A_DAY if incident.settled else 0))
            if (story := state.stories.get(incident_alert_id(incident.id))) is not None:
                work.tell(msgspec.structs.replace(story, alert_id=f"{number}-{story.alert_id}"[:32]))
            work.merge_into(grown)
    gc.collect()
    return grown, _resident() - before


def _renamed(incident: Incident, number: int, earlier: int) -> Incident:
    """The same incident under a name of its own, some days earlier, told by articles of their own."""
    claims = tuple(msgspec.structs.replace(c, article=f"{number}-{c.article}") for c in incident.claims)
    day = incident.occurred_at - timedelta(days=earlier)
    return msgspec.structs.replace(
        incident, id=f"{number}-{incident.id}"[:32], occurred_at=day, claims=claims
    )


def _resident() -> float:
    """Megabytes in use now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6


def _arguments(argv: Sequence[str]) -> tuple[int, float]:
    return (int(argv[0]) if argv else 20), (float(argv[1]) if argv[1:] else 0.02)


if __name__ == "__main__":
    main(*_arguments(sys.argv[1:]))
