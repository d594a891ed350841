"""Generated news on violence: events, when articles tell of them, and the journal's entry of each article."""

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from firebell.article import Article
from firebell.incident.copies import signature
from firebell.journal import ReadingEntry, entry_of
from firebell.parts import Parts
from firebell.reading.reading import Reading

TYPICAL, SCATTER, MOST_ARTICLES = 6, 2.5, 5000
"""Articles on an event, log-normal: half of all events have fewer than 6, and the mean is 104."""
BEGIN = datetime(2027, 3, 1, tzinfo=UTC)
DAY = 86_400
TOLD_FOR, MEAN_AGE = 3 * DAY, DAY / 3
"""Seconds after an event in which articles tell it, and the mean of it."""

CURRENT = 0.9
"""Articles that give the toll as it stands; the others hand on the first one."""

SEED = 11
OUTLETS = 400

TOWNS = (
    """
Kharkiv, Kherson, Donetsk, Zaporizhzhia, Odesa, Belgorod, Khan Younis, Jenin, Tyre, Aleppo, Idlib, Daraa, El Fasher,
Khartoum, Nyala, Malakal, Mogadishu, Baidoa, Goma, Bukavu, Bunia, Maiduguri, Kaduna, Jos, Gao, Mopti, Djibo, Diffa,
Mandalay, Sittwe, Lashio, Quetta, Peshawar, Kabul, Kandahar, Basra, Kirkuk, Sanaa, Taiz, Cali, Culiacan,
Port-au-Prince, Bangui, Pemba, Bamenda, Mekelle, Gondar, Srinagar, Imphal, Pattani, Diyarbakir, Tripoli
""".replace("\n", " ")
    .strip()
    .split(", ")
)
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


class Event(NamedTuple):
    """What happened where, how many it killed at first, and when it began."""

    deed: str
    town: str
    toll: int
    begun: datetime


class Telling(NamedTuple):
    """An article: when it is published, and of which event (its index)."""

    moment: datetime
    event: int


def reader(loaded: Parts) -> Read:
    """Title and first sentence → what they say, each read once."""

    @lru_cache(maxsize=50_000)
    def read(title: str, lead: str) -> Reading:
        return loaded.read(Article(title=title, text=lead, published_at=BEGIN))

    return read


def tellings(rng: Random, events: Sequence[Event], most: int) -> list[Telling]:
    """When which event is told, in order; none more often than `most` times."""
    return sorted(
        Telling(at, number) for number, event in enumerate(events) for at in _told(rng, event, most)
    )


def event_of(rng: Random, day: int, towns: Sequence[str] = TOWNS) -> Event:
    """An event of a day; the first of the towns see most."""
    town = towns[int(rng.expovariate(4 / len(towns))) % len(towns)]
    return Event(rng.choice(DEEDS), town, rng.choice(TOLLS), BEGIN + timedelta(day, rng.uniform(0, DAY)))


def _told(rng: Random, event: Event, most: int) -> Iterator[datetime]:
    """When articles tell of an event: most often by a few, and by thousands at times."""
    yield event.begun
    for _ in range(min(int(rng.lognormvariate(math.log(TYPICAL), SCATTER)), most)):
        yield event.begun + timedelta(seconds=min(rng.expovariate(1 / MEAN_AGE), TOLD_FOR))


def entry(rng: Random, number: int, event: Event, moment: datetime, read: Read) -> ReadingEntry:
    """What the journal holds of one article on an event."""
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
