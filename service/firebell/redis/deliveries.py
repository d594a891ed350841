"""One outside channel's deliveries in Redis: what is due, tried, given up, held; written under the channel's lease."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from firebell.errors import FirebellError
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.redis.lease import Lease, LeaseLostError
from firebell.redis.scripts import DELIVERED, RETRY, TAKE_UP

MOST_DEAD = 1000
"""Deliveries that are remembered after they were given up, a channel."""

GONE_MS = 10_000
"""A deliverer that has not been here for so long shares no channels any more."""

COUNTED = 1000
"""Entries behind a cursor are counted no further."""

MADE = "made:"
"""Before the id of what the deliverer made itself, and which stands in no stream."""

Word = str | bytes | float


class UnknownDeliveryError(FirebellError):
    """Neither under way nor given up."""


class Tried(msgspec.Struct, frozen=True, array_like=True):
    """How often a delivery was tried, since when, and what came of it last."""

    tries: int
    first_ms: int
    reason: str
    detail: str


class Loaded(NamedTuple):
    """A channel as the last write left it; `due` in ms."""

    head: dict[str, bytes]
    due: dict[str, int]
    tried: dict[str, Tried]
    sent: list[int]


class Changes:
    """What one write changes; a value of None takes the entry or field away."""

    def __init__(self) -> None:
        self.due: dict[str, int | None] = {}
        self.tried: dict[str, Tried | None] = {}
        self.made: dict[str, bytes | None] = {}
        self.dead: dict[str, int] = {}
        self.head: dict[str, Word | None] = {}
        self.counted: dict[str, int] = {}
        self.sent: list[int] = []

    def __bool__(self) -> bool:
        parts = (self.due, self.tried, self.made, self.dead, self.head, self.counted, self.sent)
        return any(parts)

    def forget(self, entry: str) -> None:
        """The delivery is over."""
        self.due[entry] = None
        self.tried[entry] = None
        if entry.startswith(MADE):
            self.made[entry] = None

    def bury(self, entry: str, tried: Tried, now: int) -> None:
        """The delivery is given up; it stays in sight."""
        self.due[entry] = None
        self.tried[entry] = tried
        self.dead[entry] = now

    def count(self, field: str, number: int = 1) -> None:
        """Add to one of the channel's counts."""
        self.counted[field] = self.counted.get(field, 0) + number


class Box(Lease):
    """One channel's deliveries, for whoever holds its lease with this token."""

    def __init__(self, client: Redis, keys: Keys, name: str, token: str, *, lease_ms: int = 10_000) -> None:
        super().__init__(client, keys.deliver(name, "lease"), token, lease_ms)
        self.keys = keys
        self.name = name
        parts = ("lease", "", "due", "tries", "made", "dead", "sent")
        self._keys = [keys.deliver(name, part) for part in parts]
        _, self._head, self._due, self._tries, self._made, self._dead, self._sent = self._keys
        self._stream = keys.channel(name)

    async def looked(self) -> tuple[int, int]:
        """How often people have ordered something of this channel, and how many deliveries are due, by Redis."""
        pipe = self.client.pipeline(transaction=True)
        pipe.execute_command("HGET", self._head, "asked")
        pipe.execute_command("ZCARD", self._due)
        asked, due = await pipe.execute()
        return int(asked or 0), int(due)

    async def load(self) -> Loaded:
        """Everything about the channel; read under the lease, so only people's orders change it meanwhile."""
        due = await call(self.client, "ZRANGE", self._due, 0, -1, "WITHSCORES", withscores=True)
        tried = await call(self.client, "HGETALL", self._tries)
        sent = await call(self.client, "LRANGE", self._sent, 0, -1)
        return Loaded(
            await head(self.client, self.keys, self.name),
            {entry.decode(): int(ms) for entry, ms in due},
            {entry.decode(): msgspec.msgpack.decode(raw, type=Tried) for entry, raw in tried.items()},
            [int(ms) for ms in sent],
        )

    async def take_up(self, count: int, now: int) -> list[tuple[str, bytes]]:
        """Up to so many new entries of the channel, which are due from now on.

        Raises:
            LeaseLostError: nothing was taken.
        """
        reply = await TAKE_UP(
            self.client, [self._lease, self._head, self._due, self._stream], [self.token, count, now]
        )
        if reply == b"lease":
            raise LeaseLostError(f"the lease of {self.name} went to another deliverer")
        return [(entry.decode(), _data(fields)) for entry, fields in reply]

    async def events(self, entries: Iterable[str]) -> dict[str, bytes]:
        """The events of these entries; one that is not there any more is left out."""
        return await events(self.client, self.keys, self.name, entries)

    async def write(self, changes: Changes, *, most_sent: int = 1, sent_ms: int = 1) -> None:
        """Make the changes true, all of them or none.

        Raises:
            LeaseLostError: none were made.
        """
        args: list[Word] = [self.token, MOST_DEAD, most_sent, max(1, sent_ms)]
        tried = {e: None if one is None else msgspec.msgpack.encode(one) for e, one in changes.tried.items()}
        for values in (changes.due, tried, changes.made):
            args += _split(values)
        args += _counted(changes.dead.items())
        args += _split(changes.head)
        args += _counted(changes.counted.items())
        args += [len(changes.sent), *changes.sent]
        if await DELIVERED(self.client, self._keys, args) == b"lease":
            raise LeaseLostError(f"the lease of {self.name} went to another deliverer")


def _split(values: Mapping[str, Any]) -> list[Word]:
    """What is set, then what is taken away, each counted."""
    kept = [(name, value) for name, value in values.items() if value is not None]
    return _counted(kept) + _counted((name,) for name, value in values.items() if value is None)


def _counted(rows: Iterable[tuple[Word, ...]]) -> list[Word]:
    listed = list(rows)
    return [len(listed), *chain.from_iterable(listed)]


def _data(fields: Any) -> bytes:
    """The field `data` of an entry as a script hands it on; empty where somebody wrote something else."""
    pairs = dict(zip(fields[::2], fields[1::2], strict=False))
    return bytes(pairs.get(b"data", b""))


async def head(client: Redis, keys: Keys, name: str) -> dict[str, bytes]:
    """What is known of a channel as a whole."""
    raw: dict[bytes, bytes] = await call(client, "HGETALL", keys.deliver(name))
    return {field.decode(): value for field, value in raw.items()}


async def events(client: Redis, keys: Keys, name: str, entries: Iterable[str]) -> dict[str, bytes]:
    """The events of these entries of a channel, from its stream or made by the deliverer."""
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry.startswith(MADE):
            raw = await call(client, "HGET", keys.deliver(name, "made"), entry)
        else:
            rows = await call(client, "XRANGE", keys.channel(name), entry, entry)
            raw = rows[0][1].get(b"data") if rows else None
        if raw is not None:
            found[entry] = raw
    return found


class Standing(NamedTuple):
    """How it stands with an outside channel; `unread` are not taken up yet, counted up to a thousand."""

    head: dict[str, bytes]
    holder: str
    unread: int
    due: dict[str, int]
    dead: dict[str, int]
    tried: dict[str, Tried]

    @property
    def waiting(self) -> int:
        """Alerts that are not delivered, and neither held nor given up."""
        return self.unread + len(self.due)


async def served(client: Redis, keys: Keys) -> list[str]:
    """The channels that were ever delivered to."""
    streams = sorted(key.decode() for key in await call(client, "SMEMBERS", keys.channels))
    names = [key.removeprefix(keys.channel("")) for key in streams]
    return [name for name in names if await call(client, "EXISTS", keys.deliver(name))]


async def standing(client: Redis, keys: Keys, name: str) -> Standing:
    """How it stands with a channel, for people."""
    known = await head(client, keys, name)
    cursor = known.get("cursor", b"0-0").decode()
    unread = await call(client, "XRANGE", keys.channel(name), f"({cursor}", "+", "COUNT", COUNTED)
    holder = await call(client, "GET", keys.deliver(name, "lease"))
    due, dead = [
        await call(client, "ZRANGE", keys.deliver(name, part), 0, -1, "WITHSCORES", withscores=True)
        for part in ("due", "dead")
    ]
    tried = await call(client, "HGETALL", keys.deliver(name, "tries"))
    return Standing(
        known,
        holder.decode().rpartition("-")[0] if holder else "",
        len(unread),
        {entry.decode(): int(ms) for entry, ms in due},
        {entry.decode(): int(ms) for entry, ms in dead},
        {entry.decode(): msgspec.msgpack.decode(raw, type=Tried) for entry, raw in tried.items()},
    )


async def retry(client: Redis, keys: Keys, name: str, entry: str = "") -> int:
    """Enable a channel, and let one entry, or all that wait or were given up, be tried now; returns how many.

    Raises:
        UnknownDeliveryError: no such entry.
    """
    names = [keys.deliver(name, part) for part in ("", "due", "tries", "dead")]
    count = int(await RETRY(client, names, [await now_ms(client), entry]))
    if count < 0:
        raise UnknownDeliveryError(f"{entry} is neither under way to {name} nor given up")
    return count


async def now_ms(client: Redis) -> int:
    """The server's time."""
    seconds, micros = await call(client, "TIME")
    return int(seconds) * 1000 + int(micros) // 1000


async def come(client: Redis, keys: Keys, deliverer: str) -> int:
    """Say that a deliverer is here; returns how many there are."""
    now = await now_ms(client)
    await call(client, "ZADD", keys.deliverers, now, deliverer)
    await call(client, "ZREMRANGEBYSCORE", keys.deliverers, "-inf", now - GONE_MS)
    return int(await call(client, "ZCARD", keys.deliverers))


async def leave(client: Redis, keys: Keys, deliverer: str) -> None:
    """Say that a deliverer is gone."""
    await call(client, "ZREM", keys.deliverers, deliverer)


async def unheard(client: Redis, keys: Keys, late_ms: int) -> str:
    """Why silence would not mean that nothing happened: the fold is stopped, or its clock is late; "" where it does."""
    if await call(client, "EXISTS", keys.stopped):
        return "the fold is stopped"
    tick = int(await call(client, "HGET", keys.fold, "tick") or 0)
    late = await now_ms(client) - tick
    return f"what came in is folded up to {late / 60_000:.0f} minutes ago" if late > late_ms else ""


async def rung(client: Redis, after: Mapping[str, str], block_ms: int) -> list[str]:
    """The streams that have something new behind these ids; waits for the first."""
    words = [*after, *after.values()]
    reply = await call(client, "XREAD", "COUNT", 1, "BLOCK", block_ms, "STREAMS", *words)
    return [stream.decode() for stream, _ in reply or ()]


async def send_test(client: Redis, keys: Keys, name: str, raw: bytes, *, pubsub: bool) -> str:
    """Put a test onto a channel of firebell's own; returns what was done."""
    if pubsub:
        return f"heard by {await call(client, 'PUBLISH', keys.channel(name), raw)} listeners"
    entry: bytes = await call(client, "XADD", keys.channel(name), "*", "data", raw)
    return f"stands in {keys.channel(name)} as {entry.decode()}"
