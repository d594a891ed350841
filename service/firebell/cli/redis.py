"""What the commands share that speak to Redis: one connection for the length of a command."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple, TypeVar

import typer

from firebell import settings
from firebell.cli.words import say
from firebell.redis.client import AGAIN_LATER, Redis, RefusedError, connect, keys_at, trouble
from firebell.redis.keys import Keys
from firebell.redis.where import Where

T = TypeVar("T")


class Door(NamedTuple):
    """The client and the names behind the prefix."""

    client: Redis
    keys: Keys


def where_of(known: settings.Settings) -> Where:
    """Where Redis is by the settings; what cannot be is told in a sentence, before anything starts.

    Raises:
        BadAddressError: a URL that is none, a file that cannot be used, parts that do not go together.
    """
    return Where(
        known.redis_url,
        known.redis_username,
        password=known.redis_password.get_secret_value(),
        ca=known.redis_ca,
        cert=known.redis_cert,
        key=known.redis_key,
        sentinel_password=known.redis_sentinel_password.get_secret_value(),
    )


@asynccontextmanager
async def door() -> AsyncIterator[Door]:
    """The Redis of FIREBELL_REDIS_URL; where nothing answers, a sentence and exit 1."""
    known = settings.load()
    where = where_of(known)
    client = connect(where, known.prefix)
    try:
        try:
            _, names = await keys_at(client, where, known.prefix, fit=False)
        except RefusedError as error:
            say(trouble(error))
            raise typer.Exit(1) from error
        except AGAIN_LATER as error:
            say(f"no Redis at {where} ({error}); set FIREBELL_REDIS_URL, or run `firebell up`")
            raise typer.Exit(1) from error
        try:
            yield Door(client, names)
        except RefusedError as error:
            say(trouble(error))
            raise typer.Exit(1) from error
        except AGAIN_LATER as error:
            say(f"Redis at {where} went away: {error}")
            raise typer.Exit(1) from error
    finally:
        await client.aclose()


def run(work: Callable[[Door], Awaitable[T]]) -> T:
    """Run one command's work against Redis."""

    async def within() -> T:
        async with door() as opened:
            return await work(opened)

    return asyncio.run(within())
