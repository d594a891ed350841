"""An alert's or article's id → the decisions about it, as the fold kept them."""

from firebell.article import digest_of
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys


async def about(client: Redis, keys: Keys, name: str) -> list[bytes]:
    """Each decision as JSON, the oldest first; an article without an id of its own goes by its URL too."""
    for known_as in (name, digest_of(name)):
        found: list[bytes] = await call(client, "LRANGE", keys.why(known_as), 0, -1)
        if found:
            return found
    return []
