"""Days of the world's news on violence, thinned → the fold's speed, the folder's memory, bytes an incident and alert.

The world prints about 12 articles a second, one in ten of them on violence (DESIGN §1), here of a thousand events a
day: most are told by a handful, a few by thousands. A SHARE of the events is simulated for some DAYS, each with all
of its articles.
    .venv/bin/python -m benchmarks.world [DAYS] [SHARE]
"""

import gc
import math
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

from firebell import journal, parts
from firebell.alert.story import incident_alert_id
from firebell.article import Article
from firebell.incident.copies import signature
from firebell.incident.incident import Incident
from firebell.journal import Entry, ReadingEntry, Tick, entry_of
from firebell.pipeline import State, fold
from firebell.reading.reading import Reading
from firebell.state import KEPT, SETTLES, Work
from firebell.turns.response import RulebookOf

EVENTS_A_DAY = 1000
TYPICAL, SCATTER, MOST_ARTICLES = 6, 2.5, 5000
"""Articles on an event, log-normal: half of all events have fewer than 6, and the mean is 104."""
BEGIN = datetime(2027, 3, 1, tzinfo=UTC)
DAY = 86_400
TOLD_FOR, MEAN_AGE = 3 * DAY, DAY / 3
"""Seconds after an event in which articles tell it, and the mean of it."""

CURRENT = 0.9
"""Articles that give the toll as it stands; the others hand on the first one."""

BATCH, SAMPLE = 100, 2000
SEED = 11
OUTLETS = 400

TOWNS = """
Kharkiv, Kherson, Donetsk, Zaporizhzhia, Odesa, Belgorod, Khan Younis, Jenin, Tyre, Aleppo, Idlib, Daraa, El Fasher,
Khartoum, Nyala, Malakal, Mogadishu, Baidoa, Goma, Bukavu, Bunia, Maiduguri, Kaduna, Jos, Gao, Mopti, Djibo, Diffa,
Mandalay, Sittwe, Lashio, Quetta, Peshawar, Kabul, Kandahar, Basra, Kirkuk, Sanaa, Taiz, Cali, Culiacan,
Port-au-Prince, Bangui, Pemba, Bamenda, Mekelle, Gondar, Srinagar, Imphal, Pattani, Diyarbakir, Tripoli
""".replace("\n", " ").split(", ")
DEEDS = (
    "A roadside bomb killed {n} soldiers near {town}, officials said.",
    "Gunmen killed {n} villagers in an attack near {town}, police said.",
    "At least {n} people were killed when rockets hit a market in {town}, medics said.",
    "A suicide bomber killed {n} policemen at a checkpoint in {town}, officials said.",
    "Fighters clashed with the army outside {town}, leaving {n} dead, residents said.",
    "An air strike on {town} killed {n} people, a hospital said.",
    "Gunmen abducted {n} travellers on the road to {town}, police said.",
)
TOLLS = (1, 2, 3, 4, 5, 7, 8, 11, 14, 19, 26)
AFTER = """
Shops stayed shut and families waited outside the hospital. The government promised an inquiry into how they came so
close. Nobody has said that he did it, the second time in the district this month. Most of the wounded were in a
stable condition. Roads into the town were closed and cars were searched until the evening. Aid groups asked both
sides to spare those who want to leave. The price of bread has doubled since the spring. Schools will open on Monday.
""".replace("\n", " ").split(". ")


Read = Callable[[str, str], Reading]


class _Event(NamedTuple):
    deed: str
    town: str
    toll: int
    begun: datetime


class _Telling(NamedTuple):
    moment: datetime
    event: int


def main(days: int, share: float) -> None:
    """Simulate, and say what it cost."""
    loaded = parts.load()

    @lru_cache(maxsize=50_000)
    def read(title: str, lead: str) -> Reading:
        return loaded.read(Article(title=title, text=lead, published_at=BEGIN))

    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    events = [_event(rng, day) for day in range(days) for _ in range(round(EVENTS_A_DAY * share))]
    tellings = sorted(_Telling(moment, at) for at, event in enumerate(events) for moment in _told(rng, event))
    news = [
        _entry(rng, at, events[telling.event], telling.moment, read) for at, telling in enumerate(tellings)
    ]
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
    entry = sum(len(journal.encode(entry)) for entry in news[:SAMPLE]) / min(len(news), SAMPLE)
    print(f"bytes: {entry:,.0f} an entry, {folder.turn_bytes / folder.turns:,.0f} a turn,", end=" ")
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


def _event(rng: Random, day: int) -> _Event:
    town = TOWNS[int(rng.expovariate(4 / len(TOWNS))) % len(TOWNS)].strip()
    return _Event(rng.choice(DEEDS), town, rng.choice(TOLLS), BEGIN + timedelta(day, rng.uniform(0, DAY)))


def _told(rng: Random, event: _Event) -> Iterator[datetime]:
    """When articles tell of an event: most often by a few, and by thousands at times."""
    yield event.begun
    for _ in range(min(int(rng.lognormvariate(math.log(TYPICAL), SCATTER)), MOST_ARTICLES)):
        yield event.begun + timedelta(seconds=min(rng.expovariate(1 / MEAN_AGE), TOLD_FOR))


def _entry(rng: Random, number: int, event: _Event, moment: datetime, read: Read) -> ReadingEntry:
    age = (moment - event.begun).total_seconds() * (rng.random() < CURRENT)
    toll = event.toll + int(event.toll * min(age / DAY, 1) * 0.6)
    lead = event.deed.format(n=toll, town=event.town)
    title = lead.partition(",")[0]
    text = " ".join([lead, *(f"{sentence}." for sentence in rng.sample(AFTER, 4))])
    outlet = f"Outlet {int(rng.paretovariate(0.6)) % OUTLETS}"
    return entry_of(
        Article(id=f"w{number}", title=title, text=text, source=outlet, published_at=moment),
        read(title, lead),
        arrived=f"{int(moment.timestamp() * 1000)}-{number}",
        published_at=moment,
        signature=signature(title, text),
    )


def _resident() -> float:
    """Megabytes in use now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6


def _arguments(argv: Sequence[str]) -> tuple[int, float]:
    return (int(argv[0]) if argv else 20), (float(argv[1]) if argv[1:] else 0.02)


if __name__ == "__main__":
    main(*_arguments(sys.argv[1:]))
