"""An event that everybody tells, read from its texts and folded on a real server: what is stored of it is bounded."""

from random import Random

from tests.load.year import Year, held

from firebell import parts
from firebell.article import Article
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.redis.upkeep import Retention

ARTICLES = 300
MOST_DECISIONS = 64
"""Kept of one alert or article (redis/keys.py)."""

RISING = (8, 12, 17, 21, 24, 29, 33, 36)
DEEDS = (
    "At least {n} people were killed when rockets hit a market in Sumy, medics said.",
    "A rocket strike on Sumy killed {n} people and wounded {m}, a hospital said.",
    "The death toll of the attack on a market in Sumy rose to {n}, the governor said.",
    "{n} dead, {m} injured as missiles strike Sumy market.",
)


def a_day(rng: Random) -> list[Article]:
    found = []
    for number in range(ARTICLES):
        now = number * len(RISING) // ARTICLES
        killed = RISING[max(now - rng.choices((0, 1, now), (75, 20, 5))[0], 0)]
        told = rng.choice(DEEDS).format(n=killed, m=2 * killed)
        found.append(Article(id=f"a{number}", title=told, text=told, source=f"Outlet {rng.randrange(100)}"))
    return found


async def test_what_is_stored_of_an_event_that_everybody_tells_is_bounded(client: Redis, keys: Keys) -> None:
    year = Year(client, keys, parts.load(), Retention())
    await year.day(a_day(Random(3)))  # noqa: S311 -- repeatable on purpose
    known = await held(client, keys)
    (incident,) = year.state.incidents.values()
    assert incident.best("killed") == RISING[-1]
    assert len(incident.claims) + incident.more == ARTICLES
    assert len(year.state.stories) == 1
    assert known["articles"].items == ARTICLES
    assert ARTICLES <= known["journal"].items <= ARTICLES + 5
    assert known["seen:…"].items == ARTICLES
    assert known["state"].items < 10
    assert known["alerts"].items <= 40
    assert known["channel:…"].items <= known["channels"].items * known["alerts"].items
    lengths = [
        int(await call(client, "LLEN", name)) for name in await call(client, "KEYS", keys.why("")[:-32] + "*")
    ]
    assert max(lengths) <= MOST_DECISIONS
