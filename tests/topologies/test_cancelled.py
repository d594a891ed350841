"""Whoever waits for Redis can be told to stop at any moment."""

import asyncio

from firebell.embedded import Embedded
from firebell.redis.client import Redis, call, connect

MOMENTS = 60
"""Turns of the loop before the cancellation: more than one command takes, so that each of its moments is met."""


async def test_a_cancellation_is_heard_at_every_moment_of_a_command(server: Embedded) -> None:
    client = connect(server.url)

    async def asks_for_long(client: Redis) -> None:
        for _ in range(50_000):
            await call(client, "PING")

    for moment in range(MOMENTS):
        task = asyncio.create_task(asks_for_long(client))
        for _ in range(moment):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=0.5)
        assert done, f"lost after {moment} turns of the loop"
    await client.aclose()
