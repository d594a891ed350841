"""What every route works with."""

from typing import NamedTuple

from firebell.redis.client import Redis
from firebell.redis.keys import Keys
from firebell.serve.following import Following
from firebell.serve.guards import Gate


class Parts(NamedTuple):
    """The door to Redis, the index of stories, and who may do what."""

    client: Redis
    keys: Keys
    following: Following
    gate: Gate
    link: str
    """The address under which readers reach it; stands in feeds."""
