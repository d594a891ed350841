"""A stream read by one listener → its entries in order; `resume:NAME` keeps the place where a name has come to."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple, Protocol

from firebell.redis.client import AGAIN_LATER, Redis, RefusedError, call, trouble
from firebell.redis.gaps import Gap, end_of, facts, hole, word
from firebell.redis.keys import DAY
from firebell.redis.streams import BLOCK_MS, PAGE, Tell, last_id, order

RESUME_DAYS = 400

AWAY = AGAIN_LATER
"""What a listener waits for: that Redis is back, or that a failover is over, during which there are replicas only."""

REFUSED = RefusedError
"""One of AWAY, but it does not pass by itself."""


class Entry(NamedTuple):
    """One entry of a stream of alerts."""

    id: str
    raw: bytes


def entry_of(row: tuple[bytes, dict[bytes, bytes]]) -> Entry:
    """The entry in a reply's row; one that somebody else wrote, without `data`, cannot be read and says nothing."""
    name, fields = row
    return Entry(name.decode(), fields.get(b"data", b""))


class Source(Protocol):
    """Where alerts come from, and who is told that one was had."""

    async def take(self) -> list[Entry | Gap]:
        """What comes next; [] where there was nothing for a while."""

    async def done(self, entry: Entry) -> None:
        """The caller has had it; while Redis is away, keeping that is left for the next `take`."""

    def again(self) -> None:
        """Redis was away: what it keeps has to be looked at again."""


async def heard(source: Source, *, away: Tell, back: Callable[[], None]) -> AsyncIterator[Entry | Gap]:
    """What a source gives, for ever; `away` hears once of each absence of Redis, `back` of its end."""
    gone = False
    while True:
        try:
            found = await source.take()
        except REFUSED:
            raise
        except AWAY as error:
            if not gone:
                away(trouble(error))
            gone = True
            source.again()
            await asyncio.sleep(1)
            continue
        if gone:
            back()
        gone = False
        for item in found:
            yield item


class Listener:
    """Reads by itself; `resume` is the key of its place, or "" to keep none. Only what is `done` counts as heard."""

    def __init__(self, client: Redis, key: str, *, since: str = "", resume: str = "") -> None:
        self._client, self._key, self._resume = client, key, resume
        self._at = since
        self._was_there = not since
        self._unsure = True
        self._away = False
        self._heard = self._kept = ""

    def again(self) -> None:
        """Redis was away: what it keeps has to be looked at again."""
        self._unsure = True

    async def done(self, entry: Entry) -> None:
        """The caller has had it; while Redis is away, keeping the place is left for the next `take`."""
        self._heard = entry.id
        if not self._away:
            try:
                await self._keep()
            except AWAY:
                self._away = True

    async def take(self) -> list[Entry | Gap]:
        """What comes next; [] where there was nothing for a while."""
        if not self._at:
            self._at = self._heard = await self._begin()
        await self._keep()
        self._away = False
        gap = await self._gap() if self._unsure else None
        if gap is not None:
            return [gap]
        words = ("XREAD", "COUNT", PAGE, "BLOCK", BLOCK_MS, "STREAMS", self._key, self._at)
        reply = await call(self._client, *words)
        if not reply:
            return []
        found = [entry_of(row) for row in reply[0][1]]
        self._at, self._was_there, self._unsure = found[-1].id, True, True
        return [*found]

    async def _begin(self) -> str:
        """Where this name stopped; a new name, or none, begins now."""
        known = await call(self._client, "GET", self._resume) if self._resume else None
        return word(known) if known is not None else await last_id(self._client, self._key)

    async def _keep(self) -> None:
        if self._resume and self._heard and self._heard != self._kept:
            await call(self._client, "SET", self._resume, self._heard, "EX", RESUME_DAYS * DAY)
            self._kept = self._heard

    async def _gap(self) -> Gap | None:
        """The hole in front of us; we stand behind it before it is told, so that it is told once."""
        stream = await facts(self._client, self._key)
        gap = hole(stream, self._at, was_there=self._was_there)
        if gap is not None:
            self._at = self._heard = end_of(gap, stream)
            self._was_there = True
            await self._keep()
        elif stream and self._was_there and order(word(stream["last-generated-id"])) < order(self._at):
            # A crash has cost Redis entries that we have had; what it gives out now may begin below them.
            self._at = self._heard = word(stream["last-generated-id"])
        self._unsure = False
        return gap
