"""Where Redis is → a client that outlives short absences and failovers, and a server that is fit for the work."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha1
from typing import Any

import structlog
from redis.asyncio import BlockingConnectionPool, ConnectionPool
from redis.asyncio import Redis as Redis  # noqa: PLC0414 - the one door to the client's type
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.crc import key_slot
from redis.exceptions import BusyLoadingError, NoScriptError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from firebell.errors import FirebellError
from firebell.redis.keys import Keys, keys
from firebell.redis.seeking import ElsewhereError as ElsewhereError  # noqa: PLC0414 - the one door to what may go wrong
from firebell.redis.seeking import RefusedError as RefusedError  # noqa: PLC0414
from firebell.redis.seeking import connecting
from firebell.redis.where import Where
from firebell.redis.where import without_password as without_password  # noqa: PLC0414

log = structlog.get_logger()

AGAIN_LATER = (RedisConnectionError, RedisTimeoutError, BusyLoadingError, OSError, RefusedError)
"""What is tried again: the server is away, slow, still loading, failing over, or refuses until somebody mends it."""

At = Where | str
"""Where Redis is; a URL by itself where nothing stands beside it."""

FLOOR = (7, 0)
"""The oldest Redis that is supported; Valkey counts as the Redis whose commands it speaks."""

RETRIES = 8
SILENT_SECONDS = 5.0
"""An address that swallows everything is told after so long; the client itself tries for a minute."""

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


def connect(at: At, prefix: str = "firebell") -> Redis:
    """A client for binary replies in protocol 2, whose shapes every supported server shares.

    Raises:
        BadAddressError: an address that is none.
        PrefixError: a prefix that cannot be, or not on a Redis Cluster.
    """
    return Redis.from_pool(ConnectionPool(**_connecting(at, prefix)))


def connect_for_many(at: At, prefix: str, most: int) -> Redis:
    """The same for a process that many ask at once: whoever finds no connection free waits for one."""
    words = _connecting(at, prefix)
    return Redis.from_pool(BlockingConnectionPool(max_connections=most, timeout=SOCKET_SECONDS, **words))


def _connecting(at: At, prefix: str) -> dict[str, Any]:
    where = at if isinstance(at, Where) else Where(at)
    ours = keys(prefix, cluster=where.address().kind == "cluster")
    return connecting(where, key_slot(ours.articles.encode()), options())


async def call(client: Redis, *words: str | bytes | float, **shape: bool) -> Any:
    """One command, its reply as redis-py shapes it; `shape` tells which of several forms the reply has."""
    return await client.execute_command(*words, **shape)  # type: ignore[no-untyped-call] # redis-py leaves it untyped


class Script:
    """A Lua script, called by its digest; a server that does not know it, a new or another one, is sent the whole."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._sha = sha1(source.encode(), usedforsecurity=False).hexdigest()

    async def __call__(self, client: Redis, keys: Sequence[str], args: Sequence[str | bytes | float]) -> Any:
        """Run it."""
        try:
            return await call(client, "EVALSHA", self._sha, len(keys), *keys, *args)
        except NoScriptError:
            # One command, not two: between them the master may be another one again.
            return await call(client, "EVAL", self.source, len(keys), *keys, *args)


def trouble(error: BaseException) -> str:
    """What one of AGAIN_LATER means, as /readyz and the log tell it."""
    return f"Redis refuses: {error}" if isinstance(error, RefusedError) else f"Redis is away: {error}"


async def wait_until_there(
    client: Redis, at: At, stopping: asyncio.Event, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Return once the server answers; says once of each reason why it waits, and ends early when `stopping` is set."""
    said = ""
    while not stopping.is_set():
        asking = asyncio.ensure_future(call(client, "PING"))
        if not (await asyncio.wait([asking], timeout=SILENT_SECONDS))[0] and not said:
            said = f"no answer for {SILENT_SECONDS:.0f} s"
            tell(f"Redis is away: {said}")
            log.warning("redis.awaited", url=str(at_of(at)), error=said)
        try:
            await asking
        except AGAIN_LATER as error:
            if said != str(error):
                said = str(error)
                tell(trouble(error))
                log.warning("redis.awaited", url=str(at_of(at)), error=said)
            await sleep_or(stopping, 1.0)
        else:
            if said:
                log.info("redis.there", url=str(at_of(at)))
            return


def at_of(at: At) -> Where:
    """Where Redis is, as it may be shown."""
    return at if isinstance(at, Where) else Where(at)


async def check_server(client: Redis) -> str:
    """What the server is, once it is known to be fit.

    Raises:
        RedisUnfitError: older than 7.0, or set up to evict keys when memory runs out.
    """
    return _fit(await call(client, "INFO"))


def _fit(info: Mapping[str, Any]) -> str:
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


async def keys_at(client: Redis, at: At, prefix: str, *, fit: bool = True) -> tuple[str, Keys]:
    """What the server is, and the keys behind the prefix there; without `fit` whether it loses anything is not asked.

    Raises:
        RedisUnfitError: as `check_server`; or it is of another kind than the URL says.
        PrefixError: a prefix that cannot be.
    """
    where, info = at_of(at), await call(client, "INFO")
    kind = where.address().kind
    mode = str(info.get("server_mode", info.get("redis_mode", "")))
    if mode == "sentinel":
        raise RedisUnfitError(f"{where} is a Sentinel: write redis-sentinel://…?sentinelMasterId=NAME")
    cluster = bool(int(info.get("cluster_enabled", 0)))
    if cluster and kind != "cluster":
        known = str(where).partition("://")[2].partition("/")[0]
        raise RedisUnfitError(
            f"{where} is a node of a Redis Cluster: write redis-cluster://{known} (rediss-cluster:// for TLS), "
            f"and FIREBELL_PREFIX={{firebell}}: all keys of one firebell stand in one slot"
        )
    return (_fit(info) if fit else ""), keys(prefix, cluster=cluster)


async def sleep_or(stopping: asyncio.Event, seconds: float) -> bool:
    """Sleep, or return True at once when `stopping` is set."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True
