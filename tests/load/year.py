"""Months on a real server in minutes: the worker's own scripts, with a clock that is told by entry ids and ticks.

Each day the streams' ids are set on to its first moment, the trims are asked for as many days as lie between, and
whatever has a life left to it gets a day older.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from firebell import journal
from firebell.article import Article, encode
from firebell.incident.copies import signature
from firebell.journal import Tick
from firebell.parts import Parts
from firebell.pipeline import State, fold
from firebell.redis.articles import Raw, Reader, ensure_group
from firebell.redis.client import Redis, Script, call
from firebell.redis.journal import after, append_config
from firebell.redis.keys import GROUP, Keys
from firebell.redis.state import Store
from firebell.redis.upkeep import Retention, trim

BEGIN = datetime(2100, 1, 1, tzinfo=UTC)
"""After every clock that this may run by: a stream gives out no id before its last one."""

DAY = timedelta(days=1)
PAGE = 100

AGE = Script("""#!lua
-- Every key that has so long to live gets older by it, and is gone where that was its last. ARGV: milliseconds
local by = tonumber(ARGV[1])
for _, key in ipairs(redis.call('KEYS', '*')) do
  local left = redis.call('PTTL', key)
  if left > by then redis.call('PEXPIRE', key, left - by) elseif left >= 0 then redis.call('DEL', key) end
end
return redis.status_reply('OK')
""")


class Held(NamedTuple):
    """What one family of keys takes: how many keys, how many entries or fields they have, bytes."""

    keys: int
    items: int
    bytes: int


class Year:
    """One firebell, a day at a time."""

    def __init__(self, client: Redis, keys: Keys, parts: Parts, retention: Retention) -> None:
        self.state = State()
        self._client, self._keys, self._parts, self._retention = client, keys, parts, retention
        self._store = Store(client, keys, "one", lease_ms=600_000)
        self._reader = Reader(
            client,
            keys,
            parts.read,
            consumer="one",
            sign=signature,
            reading_hash=parts.reader.reading_hash,
            seen_days=2 * retention.articles,
        )
        self._days = 0

    @property
    def today(self) -> datetime:
        """The first moment of the day that comes next."""
        return BEGIN + self._days * DAY

    async def day(self, articles: Sequence[Article]) -> None:
        """Let these articles come over a day, read and fold them, let the clock tick, and tidy up."""
        client, keys = self._client, self._keys
        assert await self._store.acquire()
        milliseconds = int(self.today.timestamp() * 1000)
        for stream in self._streams():
            await self._set_on(stream, milliseconds)
        if not self._days:
            await ensure_group(client, keys)
            await append_config(client, keys, self._parts.config)
        step = int(DAY / timedelta(milliseconds=1)) // (len(articles) + 1)
        for number, article in enumerate(articles, start=1):
            name = f"{milliseconds + number * step}-0"
            await call(client, "XADD", keys.articles, name, "data", encode(article))
        await self.read()
        self._days += 1
        await call(client, "XADD", keys.journal, "*", "data", journal.encode(Tick(at=self.today)))
        await self._fold()
        await AGE(client, [], [int(DAY / timedelta(milliseconds=1))])
        await self._trim()

    def _streams(self) -> list[str]:
        keys, channels = self._keys, self._parts.rulebook(self._parts.config).channels
        names = [keys.channel(channel.name) for channel in channels if channel.to != "pubsub"]
        return [keys.articles, keys.dead, keys.journal, keys.alerts, keys.silences, *names]

    async def _set_on(self, stream: str, milliseconds: int) -> None:
        """Let the next id of a stream be of this moment; one that is not there yet is made, empty."""
        if await call(self._client, "EXISTS", stream):
            await call(self._client, "XSETID", stream, f"{milliseconds}-0")
            return
        name = await call(self._client, "XADD", stream, f"{milliseconds}-0", "data", "")
        await call(self._client, "XDEL", stream, name)

    async def read(self) -> None:
        """Read what has come."""
        words = ("XREADGROUP", "GROUP", GROUP, "one", "COUNT", PAGE, "STREAMS", self._keys.articles, ">")
        while reply := await call(self._client, *words):
            await self._reader.take([Raw(name.decode(), fields) for name, fields in reply[0][1]])

    async def _fold(self) -> None:
        while entries := await after(self._client, self._keys, self.state.cursor, PAGE, 0):
            outcome = fold(self.state, entries, self._parts.rulebook)
            await self._store.commit(self.state.cursor, outcome)
            self.state.apply(outcome)

    async def _trim(self) -> None:
        """As the worker does, for a day that is not the server's."""
        seconds, _ = await call(self._client, "TIME")
        ahead = round((self.today - datetime.fromtimestamp(int(seconds), UTC)) / DAY)
        shifted = Retention(*(days - ahead for days in self._retention))
        await trim(self._client, self._keys, shifted)


async def held(client: Redis, keys: Keys) -> Mapping[str, Held]:
    """What each family of keys takes on the server: `why:…` are one family, and so are the channels' streams."""
    found: dict[str, Held] = defaultdict(lambda: Held(0, 0, 0))
    async for raw in client.scan_iter(count=1000):
        name = raw.decode()
        family = _family(name.removeprefix(f"{keys.prefix}:"))
        known = found[family]
        size = int(await call(client, "MEMORY USAGE", name, "SAMPLES", 0))
        found[family] = Held(known.keys + 1, known.items + await _items(client, name), known.bytes + size)
    return found


def _family(name: str) -> str:
    for begin in ("articles", "fold"):
        if name.startswith(begin):
            return name
    return name.partition(":")[0] + (":…" if ":" in name else "")


LENGTHS = {"stream": "XLEN", "hash": "HLEN", "set": "SCARD", "zset": "ZCARD", "list": "LLEN"}


async def _items(client: Redis, name: str) -> int:
    kind = (await call(client, "TYPE", name)).decode()
    return int(await call(client, LENGTHS[kind], name)) if kind in LENGTHS else 1
