"""Eleven months of a quiet firebell on a real server: what is held stops growing where its retention ends."""

from collections.abc import Iterator, Mapping
from random import Random

import pytest
from tests.load.year import Held, Year, held

from firebell import parts
from firebell.article import Article
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.redis.upkeep import Retention
from firebell.state import KEPT, State

DAYS = 340
A_DAY = 2
LOOK = 20
STEADY = KEPT.days + 40
"""From here on everything is as old as it gets: incidents are let go, and all else is kept for shorter."""

RETENTION = Retention(articles=7, journal=14, alerts=60, dead=30)
TOWNS = ("Kharkiv", "Mosul", "Maiduguri", "Goma", "Idlib", "Kidal", "Quetta")
DEEDS = (
    "A roadside bomb killed {n} soldiers near {town}, officials said.",
    "Gunmen abducted {n} travellers on the road to {town}, police said.",
    "The army and the rebels in {town} agreed on a ceasefire, officials said.",
    "{n} painters opened a show in {town}.",
)


@pytest.fixture(scope="module")
def loaded() -> parts.Parts:
    return parts.load()


def a_day(rng: Random, day: int) -> Iterator[Article]:
    for number in range(A_DAY):
        told = rng.choice(DEEDS).format(n=rng.randint(1, 30), town=rng.choice(TOWNS))
        yield Article(id=f"{day}-{number}", title=told, text=told, source=f"Outlet {rng.randrange(20)}")


async def test_what_redis_holds_stops_growing(client: Redis, keys: Keys, loaded: parts.Parts) -> None:
    """Entry counts are flat from STEADY on, and so is what the folder keeps in memory."""
    rng = Random(5)  # noqa: S311 -- repeatable on purpose
    year = Year(client, keys, loaded, RETENTION)
    early: list[Mapping[str, Held]] = []
    late: list[Mapping[str, Held]] = []
    for day in range(DAYS):
        await year.day(list(a_day(rng, day)))
        if day % 50 == 0:
            await call(client, "XADD", keys.articles, f"{int(year.today.timestamp() * 1000)}-0", "data", "no")
        if day >= STEADY and day % LOOK == 0:
            (early if day < (STEADY + DAYS) // 2 else late).append(await held(client, keys))
    families = set().union(*early)
    assert set().union(*late) <= families
    assert families >= {
        "articles",
        "articles:dead",
        "journal",
        "state",
        "alerts",
        "channel:…",
        "why:…",
        "seen:…",
    }
    grown = {
        name: (before, after)
        for name in families
        if (after := most(late, name)) > 1.15 * (before := most(early, name)) + 10
    }
    assert grown == {}
    assert len(year.state.stories) + len(year.state.incidents) < (KEPT.days + 60) * A_DAY
    saved = await call(client, "HGETALL", keys.state)
    again = State.load({name.decode(): value for name, value in saved.items()}, year.state.cursor)
    assert dict(again.incidents) == dict(year.state.incidents)
    assert dict(again.stories) == dict(year.state.stories)


def most(looks: list[Mapping[str, Held]], name: str) -> int:
    return max(look[name].items if name in look else 0 for look in looks)
