"""A stream → its entries in order, from any point on, over absences of Redis too."""

import asyncio
from collections.abc import AsyncIterator, Callable

from firebell.redis.client import AGAIN_LATER, Redis, call, trouble

BLOCK_MS = 2000
PAGE = 200
NOW = "$"
"""From now on."""

Tell = Callable[[str], None]


def order(entry: str) -> tuple[int, int]:
    """A stream's id as numbers, by which ids compare.

    >>> order("10-2") > order("9-11")
    True
    """
    moment, _, number = entry.partition("-")
    return int(moment), int(number or 0)


async def first_of(client: Redis, key: str) -> str:
    """The id of the oldest entry that is kept; "" of an empty stream."""
    entries = await call(client, "XRANGE", key, "-", "+", "COUNT", 1)
    return str(entries[0][0].decode()) if entries else ""


async def last_id(client: Redis, key: str) -> str:
    """The last id that the stream has given out; 0-0 where there is no stream."""
    if not await call(client, "EXISTS", key):
        return "0-0"
    info = await call(client, "XINFO STREAM", key)
    raw = info["last-generated-id"]
    return raw.decode() if isinstance(raw, bytes) else str(raw)


async def page(client: Redis, key: str, after: str, count: int = PAGE) -> list[tuple[str, bytes]]:
    """The entries behind an id, at most `count`, as they stand now."""
    entries = await call(client, "XRANGE", key, f"({after}", "+", "COUNT", count)
    return [(name.decode(), fields[b"data"]) for name, fields in entries]


async def tail(
    client: Redis, key: str, start: str, *, away: Tell, back: Callable[[], None] = lambda: None
) -> AsyncIterator[tuple[str, bytes]]:
    """Every entry behind an id, for ever; `away` hears once of each absence of Redis, `back` of its end."""
    if start == NOW:
        start = await last_id(client, key)
    gone = False
    while True:
        try:
            reply = await call(client, "XREAD", "COUNT", PAGE, "BLOCK", BLOCK_MS, "STREAMS", key, start)
            if not reply and order(last := await last_id(client, key)) < order(start):
                # A crash has cost Redis entries that we have had; what it gives out now may begin below them.
                start = last
        except AGAIN_LATER as error:
            if not gone:
                away(trouble(error))
            gone = True
            await asyncio.sleep(1)
            continue
        if gone:
            back()
        gone = False
        for name, fields in reply[0][1] if reply else []:
            start = name.decode()
            yield start, fields[b"data"]
