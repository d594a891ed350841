"""A backlog of articles on a private server: it grows while workers stand still, is drained, and is folded."""

import asyncio
import contextlib
import signal
import subprocess
from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.mixed import KINDS
from benchmarks.mixed import article as mixed
from benchmarks.news import SEED
from redis.exceptions import ResponseError

from firebell.redis.client import Redis, call
from firebell.redis.keys import GROUP as READERS
from firebell.redis.keys import Keys
from firebell.redis.publishing import add

AT_ONCE = 100
WARM = 200
"""Articles read before the clock starts: what a process loads at its start is not measured."""

KEYS = Keys()
LOOK_SECONDS, START_SECONDS = 0.02, 60


async def fill(client: Redis, articles: int, words: int, *, begin: int = 0, kind: str = "mixed") -> None:
    """Publish so many articles of the world's mix, or of one kind of it."""
    rng = Random(SEED + begin)  # noqa: S311 -- simulated news, no secret
    for at in range(begin, begin + articles, AT_ONCE):
        await add(
            client, KEYS, [mixed(rng, KINDS[kind](number), words) for number in range(at, at + AT_ONCE)]
        )


@contextlib.contextmanager
def halted(processes: Sequence[subprocess.Popen[bytes]]) -> Iterator[None]:
    """Nobody takes an article while the backlog grows."""
    for each in processes:
        each.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for each in processes:
            each.send_signal(signal.SIGCONT)


async def warm(client: Redis, words: int, many: int) -> None:
    """Until each worker has loaded what it reads with, and some articles are folded."""
    for _ in range(int(START_SECONDS / LOOK_SECONDS)):
        if await _consumers(client) == many:
            break
        await asyncio.sleep(LOOK_SECONDS)
    await fill(client, WARM, words)
    await folded(client)


async def _consumers(client: Redis) -> int:
    """How many readers have asked for articles."""
    with contextlib.suppress(ResponseError):  # No stream yet.
        return len(await call(client, "XINFO CONSUMERS", KEYS.articles, READERS))
    return 0


async def drained(client: Redis, group: str) -> None:
    """Until the group has taken and acknowledged everything."""
    while True:
        for found in await call(client, "XINFO GROUPS", KEYS.articles):
            if found["name"].decode() == group and not found["lag"] and not found["pending"]:
                return
        await asyncio.sleep(LOOK_SECONDS)


async def folded(client: Redis) -> None:
    """Until the articles are read and the state's cursor stands at the journal's last entry."""
    await drained(client, READERS)
    while True:
        last = await call(client, "XREVRANGE", KEYS.journal, "+", "-", "COUNT", 1)
        if last and await call(client, "HGET", KEYS.fold, "cursor") == last[0][0]:
            return
        await asyncio.sleep(LOOK_SECONDS)


async def memory(client: Redis) -> int:
    """Bytes that the server holds."""
    return int((await call(client, "INFO", "memory"))["used_memory"])


async def spent(client: Redis) -> float:
    """Seconds of processor time that the server has taken."""
    told = await call(client, "INFO", "cpu")
    return float(told["used_cpu_sys"]) + float(told["used_cpu_user"])
