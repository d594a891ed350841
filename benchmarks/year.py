"""Fifteen months of news, thinned → what each family of keys holds in Redis as they pass, and bytes of each thing.

The worker's own scripts on a private server, with a clock that is told by entry ids (`tests/load/year.py`). What an
article, an incident, an alert and a decision take is what docs/sizing tables are made of.
    .venv/bin/python -m benchmarks.year [MONTHS] [EVENTS A DAY]
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import msgspec
from benchmarks.mixed import RELEVANT
from benchmarks.mixed import article as mixed
from benchmarks.news import AFTER, SEED, TOWNS, event_of
from benchmarks.processes import resident
from tests.load.year import Held, Year, held

from firebell import parts
from firebell.article import Article
from firebell.embedded import running
from firebell.ops import logs
from firebell.redis.client import call, connect
from firebell.redis.keys import Keys
from firebell.redis.upkeep import Retention

MONTHS, EVENTS = 15, 4
MONTH = 30
TOLD = (1, 1, 1, 2, 3, 5, 9)
"""How often an event is told: most by a few."""

WORDS = 300
SHOWN = (1, 6, 12, 14, 15)


def main(months: int, events: int) -> None:
    """Let the months pass, and say what is held."""
    logs.set_up("WARNING", "console")
    with tempfile.TemporaryDirectory() as directory, running(Path(directory)) as server:
        asyncio.run(_measure(server.url, months, events))


async def _measure(url: str, months: int, events: int) -> None:
    client, keys, loaded = connect(url), Keys(), parts.load()
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    year = Year(client, keys, loaded, Retention())
    shown: dict[int, Mapping[str, Held]] = {}
    began, told = time.perf_counter(), 0
    for month in range(1, months + 1):
        for day in range(MONTH):
            articles = _day(rng, (month - 1) * MONTH + day, events)
            told += len(articles)
            await year.day(articles)
        known = await held(client, keys)
        used = int((await call(client, "INFO", "memory"))["used_memory"])
        print(
            f"month {month:2}: {used / 1e6:6.1f} MB on the server, {len(year.state.incidents):6,} incidents, "
            f"{len(year.state.stories):6,} stories, {resident(os.getpid()) / 1024:4.0f} MB of this process",
            flush=True,
        )
        if month in SHOWN or month == months:
            shown[month] = known
    print(f"{told:,} articles in {time.perf_counter() - began:.0f} s, one in {RELEVANT} on violence")
    _table(shown)
    _sizes(shown[max(shown)], year)
    await client.aclose()


def _day(rng: Random, day: int, events: int) -> list[Article]:
    """A day's articles: of each event some, and nine times as many of nothing violent."""
    found: list[Article] = []
    for number in range(events):
        event = event_of(rng, day, TOWNS)
        for telling in range(rng.choice(TOLD)):
            lead = event.deed.format(n=event.toll + telling // 3, town=event.town)
            text = " ".join([lead, *(f"{sentence}." for sentence in rng.sample(AFTER, 4))])
            name = f"v{day}-{number}-{telling}"
            outlet = f"Outlet {rng.randrange(400)}"
            found.append(Article(id=name, title=lead.partition(",")[0], text=text, source=outlet))
    quiet = [mixed(rng, RELEVANT * (day * 1000 + at) + 1, WORDS) for at in range(len(found) * (RELEVANT - 1))]
    among = [*found, *quiet]
    return rng.sample(among, len(among))


def _table(shown: Mapping[int, Mapping[str, Held]]) -> None:
    families = sorted({name for known in shown.values() for name in known})
    print(f"{'':22}" + "".join(f"{f'month {month}':>22}" for month in shown))
    for family in families:
        row = [known.get(family, Held(0, 0, 0)) for known in shown.values()]
        print(f"{family:22}" + "".join(f"{h.items:11,} {h.bytes / 1024:7,.0f} kB" for h in row))


def _sizes(known: Mapping[str, Held], year: Year) -> None:
    each = ("articles", "seen:…", "journal", "alerts", "channel:…", "why:…", "silences", "days:…")
    for name in each:
        if known.get(name) and known[name].items:
            print(f"  {name}: {known[name].bytes / known[name].items:,.0f} bytes each")
    incidents = list(year.state.incidents.values())
    for what, some in (
        ("incident", [one for one in incidents if not one.settled]),
        ("settled incident", [one for one in incidents if one.settled]),
        ("story", list(year.state.stories.values())),
    ):
        size = sum(len(msgspec.msgpack.encode(one)) for one in some) / max(len(some), 1)
        print(f"  {what}: {size:,.0f} bytes each in `state`, of {len(some):,}")


def _arguments(argv: Sequence[str]) -> tuple[int, int]:
    return (int(argv[0]) if argv else MONTHS), (int(argv[1]) if argv[1:] else EVENTS)


if __name__ == "__main__":
    main(*_arguments(sys.argv[1:]))
