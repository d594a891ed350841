"""Feeds in Redis: how each stands, what of it was published, and who polls them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from firebell.article import Article, digest_of, encode, key
from firebell.redis.client import Redis, call
from firebell.redis.keys import DAY, Keys
from firebell.redis.lease import Lease, LeaseLostError
from firebell.redis.scripts import LISTED, POLLED

AT_ONCE = 100
"""Articles a script."""

SEEN_DAYS = 30
"""An entry that a feed has not shown for so long is forgotten."""

MOST_SEEN = 5000
"""Entries remembered of one feed; the largest feeds hold a thousand."""

KEPT_DAYS = 90
"""A feed that nobody polls any more is forgotten after so long."""

SILENT_GAPS = 10
SHORTEST_SILENCE = DAY * 1000
UNKNOWN_SILENCE = 7 * DAY * 1000
"""Silent is a feed without anything new for ten times its usual gap, a day at least; a week where no gap is known."""


class Standing(NamedTuple):
    """How a feed stands; moments and `gap` in milliseconds, 0 where there is none."""

    publisher: str = ""
    address: str = ""
    """As it may be shown."""
    moved: str = ""
    """Where it lies for good now: polled there, and shown until sources.yaml says so."""
    etag: str = ""
    modified: str = ""
    due: int = 0
    polled: int = 0
    ok: int = 0
    new: int = 0
    """When it last had something new; at first, by the dates of its entries."""
    gap: int = 0
    failures: int = 0
    """In a row."""
    reason: str = ""
    error: str = ""
    articles: int = 0

    def is_up(self) -> bool:
        """Whether its last poll was answered."""
        return not self.failures

    def silent_since(self, now: int) -> int:
        """Since when it has been silent for too long; 0 while it is not."""
        allowed = max(SHORTEST_SILENCE, SILENT_GAPS * self.gap) if self.gap else UNKNOWN_SILENCE
        return self.new if self.new and now - self.new > allowed else 0


COUNTED = "articles"
"""The one fact that the script counts by itself."""


class Shelf(Lease):
    """The feeds behind one prefix, for the collector that holds the lease."""

    def __init__(self, client: Redis, keys: Keys, token: str, lease_ms: int = 10_000) -> None:
        super().__init__(client, keys.collect_lease, token, lease_ms)
        self.keys = keys

    async def list_feeds(self, names: Sequence[str]) -> None:
        """Say which feeds are polled.

        Raises:
            LeaseLostError: somebody else polls now.
        """
        if not await LISTED(self.client, [self.keys.collect_lease, self.keys.feeds], [self.token, *names]):
            raise LeaseLostError("the collector's lease went to another process")

    async def fresh(self, name: str, articles: Sequence[Article]) -> list[Article]:
        """Those of a feed's articles that were not published yet."""
        if not articles:
            return []
        scores = await call(self.client, "ZMSCORE", self.keys.feed_seen(name), *map(telling, articles))
        return [article for article, score in zip(articles, scores, strict=True) if score is None]

    async def publish(
        self, name: str, told: Sequence[tuple[str, Article]], now: int, *, whole: bool = False
    ) -> int:
        """Publish what was not published yet, each article under its digest; returns how many.

        `whole`: this is all that the feed shows, so what it has not shown for long is forgotten.

        Raises:
            LeaseLostError: somebody else polls now; nothing was written.
        """
        new = 0
        for at in range(0, len(told), AT_ONCE):
            rows = [(digest, encode(article)) for digest, article in told[at : at + AT_ONCE]]
            last = at + AT_ONCE >= len(told)
            forget = now - SEEN_DAYS * DAY * 1000 if whole and last else 0
            new += await self._polled(name, now, forget, {}, [word for row in rows for word in row])
        return new

    async def keep(self, name: str, standing: Standing, now: int) -> None:
        """Keep how the feed stands.

        Raises:
            LeaseLostError: somebody else polls now; nothing was written.
        """
        await self._polled(name, now, 0, facts(standing), [])

    async def _polled(
        self, name: str, now: int, forget: int, known: Mapping[str, str | int], rows: Sequence[str | bytes]
    ) -> int:
        keys = [self.keys.collect_lease, self.keys.articles, self.keys.feed(name), self.keys.feed_seen(name)]
        args: list[str | bytes | float] = [self.token, now, forget, MOST_SEEN, KEPT_DAYS * DAY]
        args += [len(known), *(word for fact in known.items() for word in fact), *rows]
        new = int(await POLLED(self.client, keys, args))
        if new < 0:
            raise LeaseLostError("the collector's lease went to another process")
        return new


def telling(article: Article) -> str:
    """What names one telling of an article: another title or text is another one, another date is not."""
    return digest_of(key(article), article.title, article.text)


def facts(standing: Standing) -> dict[str, str | int]:
    """What the hash of a feed holds, but for what the script counts."""
    return {name: value for name, value in standing._asdict().items() if name != COUNTED}


async def standing(client: Redis, keys: Keys, name: str) -> Standing:
    """How a feed stands; what is not there is as of a feed that was never polled."""
    raw = await call(client, "HGETALL", keys.feed(name))
    known = {field.decode(): value.decode("utf-8", "replace") for field, value in raw.items()}
    defaults = Standing()._asdict()
    return Standing(
        **{field: type(default)(known[field]) for field, default in defaults.items() if field in known}
    )


async def all_feeds(client: Redis, keys: Keys) -> list[Standing]:
    """How each feed stands that is polled, by publisher."""
    names = sorted(name.decode() for name in await call(client, "SMEMBERS", keys.feeds))
    return sorted([await standing(client, keys, name) for name in names])


async def collector(client: Redis, keys: Keys) -> str | None:
    """Who polls, as host and process; None where nobody does."""
    token = await call(client, "GET", keys.collect_lease)
    return token.decode().rpartition("-")[0] if token else None


async def clock(client: Redis) -> int:
    """The server's time in milliseconds."""
    seconds, micros = await call(client, "TIME")
    return int(seconds) * 1000 + int(micros) // 1000
