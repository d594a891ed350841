"""What the fold has counted of each country's days, as its commits wrote it."""

import msgspec

from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

Figures = dict[str, dict[str, int]]
"""Region's code → measure → sum; `incidents` counts all of them."""

_decode = msgspec.json.Decoder(Figures).decode


async def counted(client: Redis, keys: Keys, status: str) -> dict[str, dict[str, Figures]]:
    """Country → date → its figures, for each country that has any with this status."""
    places = sorted(raw.decode() for raw in await call(client, "SMEMBERS", keys.days))
    wanted = [place for place in places if place.startswith(f"{status}:")]
    pipe = client.pipeline(transaction=False)
    for place in wanted:
        pipe.execute_command("HGETALL", keys.days_of(place))
    replies = await pipe.execute() if wanted else []
    return {
        place.partition(":")[2]: {date.decode(): _decode(raw) for date, raw in reply.items()}
        for place, reply in zip(wanted, replies, strict=True)
        if reply
    }


async def config_in_force(client: Redis, keys: Keys) -> bytes | None:
    """The entry of the journal with the configuration that the fold goes by, in MessagePack."""
    raw: bytes | None = await call(client, "HGET", keys.state, "config")
    return raw
