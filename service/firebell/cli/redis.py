"""What the commands share that speak to Redis: one connection for the length of a command."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple, TypeVar

import typer

from firebell import settings
from firebell.cli.words import say
from firebell.redis.client import AGAIN_LATER, Redis, call, connect, is_cluster, without_password
from firebell.redis.keys import Keys, keys

T = TypeVar("T")


class Door(NamedTuple):
    """The client and the names behind the prefix."""

    client: Redis
    keys: Keys


@asynccontextmanager
async def door() -> AsyncIterator[Door]:
    """The Redis of FIREBELL_REDIS_URL; where nothing answers, a sentence and exit 1."""
    known = settings.load()
    client = connect(known.redis_url)
    try:
        try:
            await call(client, "PING")
            cluster = await is_cluster(client)
        except AGAIN_LATER as error:
            at = without_password(known.redis_url)
            say(f"no Redis at {at} ({error}); set FIREBELL_REDIS_URL, or run `firebell up`")
            raise typer.Exit(1) from error
        yield Door(client, keys(known.prefix, cluster=cluster))
    finally:
        await client.aclose()


def run(work: Callable[[Door], Awaitable[T]]) -> T:
    """Run one command's work against Redis."""

    async def within() -> T:
        async with door() as opened:
            return await work(opened)

    return asyncio.run(within())
