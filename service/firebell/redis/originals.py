"""The id of an article → its text, for as long as its stream keeps it."""

from firebell.article import Article, BadArticleError, Status
from firebell.redis.client import Redis, call
from firebell.redis.entries import decode
from firebell.redis.keys import Keys


async def original(client: Redis, keys: Keys, status: Status, article_id: str) -> Article | None:
    """The latest telling of an article; None where it is no longer kept."""
    known = await call(client, "GET", keys.seen(status, article_id))
    entry = known.decode().rpartition(" ")[2] if known else ""
    rows = await call(client, "XRANGE", keys.articles, entry, entry) if entry else []
    if not rows:
        return None
    try:
        return decode(rows[0][1])
    except BadArticleError:
        return None
