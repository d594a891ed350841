"""Articles → their stream, as producers write it."""

from collections.abc import Sequence

from firebell.article import Article, encode
from firebell.redis.client import Redis
from firebell.redis.keys import Keys

AT_ONCE = 200
"""Articles a round trip; one by one a backlog takes ten times as long."""


async def add(client: Redis, keys: Keys, articles: Sequence[Article]) -> list[str]:
    """Publish them in order; returns their entry ids."""
    names: list[str] = []
    for at in range(0, len(articles), AT_ONCE):
        pipe = client.pipeline(transaction=False)
        for article in articles[at : at + AT_ONCE]:
            pipe.execute_command("XADD", keys.articles, "*", "data", encode(article))
        names += [name.decode() for name in await pipe.execute()]
    return names
