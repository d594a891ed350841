"""A URL → a client that outlives short absences of Redis, and a server that is fit for the work."""

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from redis.asyncio import BlockingConnectionPool
from redis.asyncio import Redis as Redis  # noqa: PLC0414 - the one door to the client's type
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import BusyLoadingError, NoScriptError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from firebell.errors import FirebellError

log = structlog.get_logger()

AGAIN_LATER = (RedisConnectionError, RedisTimeoutError, BusyLoadingError, OSError)
"""What passes by itself: the server is away, slow or still loading."""

FLOOR = (7, 0)
"""The oldest Redis that is supported; Valkey counts as the Redis whose commands it speaks."""

RETRIES = 8
SOCKET_SECONDS = 10.0
"""Longer than every blocking read (2 s), shorter than a lease is worth waiting for twice."""


class RedisUnfitError(FirebellError):
    """The server would lose or refuse what firebell entrusts to it."""


def options() -> dict[str, Any]:
    """How every connection behaves: 0.17 s back after a restart, half-open sockets found (measured)."""
    return {
        "retry": Retry(ExponentialWithJitterBackoff(base=0.05, cap=1), RETRIES),
        "retry_on_error": [RedisConnectionError, RedisTimeoutError],
        "socket_keepalive": True,
        "socket_timeout": SOCKET_SECONDS,
        "socket_connect_timeout": 5.0,
        "health_check_interval": 30,
    }


def connect(url: str) -> Redis:
    """A client for binary replies in protocol 2, whose shapes every supported server shares."""
    return Redis.from_url(url, protocol=2, **options())


def connect_for_many(url: str, most: int) -> Redis:
    """The same for a process that many ask at once: whoever finds no connection free waits for one."""
    pool = BlockingConnectionPool.from_url(
        url, protocol=2, max_connections=most, timeout=SOCKET_SECONDS, **options()
    )
    return Redis.from_pool(pool)


async def call(client: Redis, *words: str | bytes | float, **shape: bool) -> Any:
    """One command, its reply as redis-py shapes it; `shape` tells which of several forms the reply has."""
    return await client.execute_command(*words, **shape)  # type: ignore[no-untyped-call] # redis-py leaves it untyped


class Script:
    """A Lua script, called by its digest and sent once a server."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._sha = ""

    async def __call__(self, client: Redis, keys: Sequence[str], args: Sequence[str | bytes | float]) -> Any:
        """Run it; an unknown digest (a new or flushed server) loads it first."""
        if self._sha:
            try:
                return await call(client, "EVALSHA", self._sha, len(keys), *keys, *args)
            except NoScriptError:
                pass
        loaded = await call(client, "SCRIPT LOAD", self.source)
        self._sha = loaded.decode() if isinstance(loaded, bytes) else str(loaded)
        return await call(client, "EVALSHA", self._sha, len(keys), *keys, *args)


async def wait_until_there(client: Redis, url: str, stopping: asyncio.Event) -> None:
    """Return once the server answers; says once that it waits, and ends early when `stopping` is set."""
    said = False
    while not stopping.is_set():
        try:
            await call(client, "PING")
        except AGAIN_LATER as error:
            if not said:
                log.warning("redis.awaited", url=without_password(url), error=str(error))
                said = True
            await sleep_or(stopping, 1.0)
        else:
            if said:
                log.info("redis.there", url=without_password(url))
            return


async def check_server(client: Redis) -> str:
    """What the server is, once it is known to be fit.

    Raises:
        RedisUnfitError: older than 7.0, or set up to evict keys when memory runs out.
    """
    info = await call(client, "INFO")
    version = str(info.get("redis_version", "0"))
    name = "Valkey" if "valkey_version" in info else "Redis"
    if tuple(int(part) for part in version.split(".")[:2]) < FLOOR:
        raise RedisUnfitError(f"{name} {version} is too old: firebell needs Redis 7.0 or Valkey 8")
    policy = str(info.get("maxmemory_policy", "noeviction"))
    if int(info.get("maxmemory", 0)) and policy != "noeviction":
        raise RedisUnfitError(
            f"maxmemory-policy is {policy}: under pressure Redis would silently drop articles and state. "
            "Set it to noeviction (CONFIG SET maxmemory-policy noeviction), or use a Redis of firebell's own",
        )
    return f"{name} {info.get('valkey_version', version)}"


async def is_cluster(client: Redis) -> bool:
    """Whether the server is a node of a Redis Cluster."""
    info = await call(client, "INFO", "cluster")
    return bool(int(info.get("cluster_enabled", 0)))


def without_password(url: str) -> str:
    """The URL as it may be shown: without user, password and whatever its query holds.

    >>> without_password("rediss://me:secret@redis.example:6380/1?password=secret")
    'rediss://redis.example:6380/1'
    """
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"


async def sleep_or(stopping: asyncio.Event, seconds: float) -> bool:
    """Sleep, or return True at once when `stopping` is set."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True
