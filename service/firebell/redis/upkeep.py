"""What the streams need beside reading and folding: figures, trims, readers that are gone."""

from typing import Any, NamedTuple

from redis.exceptions import ResponseError

from firebell.journal import milliseconds
from firebell.redis.client import Redis, call
from firebell.redis.keys import DAY, GROUP, Keys
from firebell.redis.scripts import REAP, TRIM, TRIM_CHANNEL
from firebell.redis.streams import last_id

GONE_MS = 60 * 60 * 1000
"""A reader that has asked for nothing for an hour is gone; a living one asks every two seconds."""

DELIVERABLE_DAYS = 10
"""An alert that an outside channel could not get rid of for so long is given up (docs/delivery.md: after four days)."""


class Retention(NamedTuple):
    """Days that each stream is kept."""

    articles: int = 7
    journal: int = 14
    alerts: int = 400
    dead: int = 30


class Memory(NamedTuple):
    """What Redis has in use and may use (0: as much as there is), and whether it drops keys when that is full."""

    used: int
    limit: int
    evicts: bool


async def memory(client: Redis) -> Memory:
    """How it stands with the server's memory: what was fit at the start can be set otherwise since."""
    info = await call(client, "INFO", "memory")
    limit = int(info.get("maxmemory", 0))
    policy = str(info.get("maxmemory_policy", "noeviction"))
    return Memory(int(info.get("used_memory", 0)), limit, bool(limit) and policy != "noeviction")


class Depth(NamedTuple):
    """How much waits; `lag` None while Redis does not know it, ages in seconds."""

    group: bool
    lag: int | None
    pending: int
    oldest_pending: float
    unfolded: int
    oldest_unfolded: float


async def depth(client: Redis, keys: Keys) -> Depth:
    """What waits in the articles stream and in the journal."""
    now = await _now(client)
    group = await _group(client, keys)
    pending, oldest = 0, 0.0
    if group is not None and int(group["pending"]):
        summary = await call(client, "XPENDING", keys.articles, GROUP)
        pending = int(summary["pending"])
        oldest = _age(now, _text(summary["min"])) if summary["min"] else 0.0
    unfolded, waiting = await _unfolded(client, keys, now)
    lag = None if group is None or group.get("lag") is None else int(group["lag"])
    if (
        lag
        and group is not None
        and _text(group["last-delivered-id"]) == await last_id(client, keys.articles)
    ):
        lag = 0  # Redis 7.0 goes on with a wrong count after a failover
    return Depth(group is not None, lag, pending, oldest, unfolded, waiting)


async def _unfolded(client: Redis, keys: Keys, now: int) -> tuple[int, float]:
    """Journal entries behind the cursor, and the age of the first of them."""
    raw = await call(client, "HGET", keys.fold, "cursor")
    cursor = _text(raw) if raw else "0-0"
    first = await call(client, "XRANGE", keys.journal, f"({cursor}", "+", "COUNT", 1)
    if not first:
        return 0, 0.0
    # Counting exactly would walk the stream; a thousand waiting is as loud as more.
    some = await call(client, "XRANGE", keys.journal, f"({cursor}", "+", "COUNT", 1000)
    return len(some), _age(now, _text(first[0][0]))


async def _group(client: Redis, keys: Keys) -> dict[str, Any] | None:
    try:
        groups = await call(client, "XINFO GROUPS", keys.articles)
    except ResponseError as error:
        if "no such key" in str(error):
            return None
        raise
    for group in groups:
        if _text(group["name"]) == GROUP:
            return dict(group)
    return None


async def trim(client: Redis, keys: Keys, retention: Retention) -> dict[str, int]:
    """Let go of what is old and done; returns entries by stream."""
    lives = [retention.articles * DAY * 1000, retention.journal * DAY * 1000]
    articles, journal = await TRIM(client, [keys.articles, keys.journal, keys.fold], lives)
    gone = {"articles": int(articles), "journal": int(journal)}
    now = await _now(client)
    names = [_text(name) for name in await call(client, "SMEMBERS", keys.channels)]
    for key, days in [(keys.dead, retention.dead), (keys.alerts, retention.alerts)]:
        oldest = f"{max(0, now - days * DAY * 1000)}-0"
        gone[key] = int(await call(client, "XTRIM", key, "MINID", "~", oldest))
    for stream in names:
        name = stream.removeprefix(keys.channel(""))
        known = [stream, keys.deliver(name), keys.deliver(name, "due")]
        lives = [now, retention.alerts * DAY * 1000, DELIVERABLE_DAYS * DAY * 1000]
        gone[stream] = int(await TRIM_CHANNEL(client, known, lives))
    return gone


async def reap(client: Redis, keys: Keys) -> int:
    """Forget readers that are gone; returns how many."""
    return int(await REAP(client, [keys.articles], [GROUP, GONE_MS]))


async def _now(client: Redis) -> int:
    seconds, micros = await call(client, "TIME")
    return int(seconds) * 1000 + int(micros) // 1000


def _age(now: int, entry_id: str) -> float:
    return max(0.0, (now - milliseconds(entry_id)) / 1000)


def _text(raw: object) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)
