"""What every route works with."""

from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import Depends

from firebell.redis.client import Redis
from firebell.redis.keys import Keys
from firebell.serve.following import NOT_YET, Following
from firebell.serve.guards import Gate
from firebell.serve.problems import Problem


class Parts(NamedTuple):
    """The door to Redis, the index of stories, and who may do what."""

    client: Redis
    keys: Keys
    following: Following
    gate: Gate
    config: Path | None
    """Directory of the configuration; None is the shipped one."""
    link: str
    """The address under which readers reach it; stands in feeds."""


def reads(parts: Parts) -> list[Any]:
    """Dependencies of whatever tells alerts: who asks may read, and all that is kept is known."""

    async def known() -> None:
        if not parts.following.read:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, f"{NOT_YET}; try again", Retry_After="2")

    return [Depends(parts.gate.asks("read")), Depends(known)]
