"""What the commands share that speak to Redis: one connection for the length of a command."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple, TypeVar

import typer

from firebell import settings
from firebell.cli.words import say
from firebell.errors import FirebellError
from firebell.redis.client import AGAIN_LATER, Redis, call, connect, is_cluster, without_password
from firebell.redis.keys import Keys, keys

T = TypeVar("T")


class Door(NamedTuple):
    """The client and the names behind the prefix."""

    client: Redis
    keys: Keys


class BadUrlError(FirebellError):
    """FIREBELL_REDIS_URL is no address of a Redis."""


def client_of(url: str) -> Redis:
    """A client for an address; what is none is told without its password."""
    try:
        return connect(url)
    except ValueError as error:
        shown = without_password(url)
        raise BadUrlError(
            f"FIREBELL_REDIS_URL={shown}: write redis://HOST:PORT/0, rediss:// for TLS, or unix:///PATH"
        ) from error


@asynccontextmanager
async def door() -> AsyncIterator[Door]:
    """The Redis of FIREBELL_REDIS_URL; where nothing answers, a sentence and exit 1."""
    known = settings.load()
    client = client_of(known.redis_url)
    try:
        try:
            await call(client, "PING")
            cluster = await is_cluster(client)
        except AGAIN_LATER as error:
            at = without_password(known.redis_url)
            say(f"no Redis at {at} ({error}); set FIREBELL_REDIS_URL, or run `firebell up`")
            raise typer.Exit(1) from error
        try:
            yield Door(client, keys(known.prefix, cluster=cluster))
        except AGAIN_LATER as error:
            say(f"Redis at {without_password(known.redis_url)} went away: {error}")
            raise typer.Exit(1) from error
    finally:
        await client.aclose()


def run(work: Callable[[Door], Awaitable[T]]) -> T:
    """Run one command's work against Redis."""

    async def within() -> T:
        async with door() as opened:
            return await work(opened)

    return asyncio.run(within())
