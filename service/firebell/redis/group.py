"""A stream shared by a group of listeners → each entry to one of them, and again where that one dies over it."""

import asyncio

from redis.exceptions import ResponseError

from firebell.redis.client import Redis, call
from firebell.redis.gaps import NOTHING, Gap, end_of, hole, word
from firebell.redis.listener import AWAY, Entry, entry_of
from firebell.redis.scripts import PASSED, REAP
from firebell.redis.streams import BLOCK_MS

GONE_MS = 24 * 60 * 60 * 1000
"""A listener that has asked for nothing for a day, and holds nothing, is forgotten."""

VANISHED = ("NOGROUP", "UNBLOCKED", "no such key")
"""How the server says that the stream, or the group, was deleted."""


class Group:
    """One consumer of a group. It takes one entry at a time: what it has taken and not had, others would wait for."""

    def __init__(  # noqa: PLR0913 -- a group, a consumer, and how they behave
        self, client: Redis, key: str, group: str, consumer: str, *, since: str, claim_ms: int
    ) -> None:
        self._client, self._key, self._group, self._consumer = client, key, group, consumer
        self._start = since or "$"
        self._claim_ms = claim_ms
        self._there = self._was_there = False
        self._own = self._unsure = False
        self._away = False
        self._sweep_at, self._cursor = 0.0, NOTHING
        self._last = NOTHING
        self._heard: list[str] = []

    def again(self) -> None:
        """Redis was away: a reply may have been lost on its way, and what it keeps has to be looked at again."""
        self._there = False

    async def done(self, entry: Entry) -> None:
        """The caller has had it; while Redis is away, acknowledging it is left for the next `take`."""
        self._heard.append(entry.id)
        self._last = entry.id
        if not self._away:
            try:
                await self._acknowledge()
            except AWAY:
                self._away = True

    async def take(self) -> list[Entry | Gap]:
        """What comes next: what we held before, what the dead held, what is new; [] where there was nothing."""
        try:
            return await self._take()
        except ResponseError as error:
            if not any(sign in str(error) for sign in VANISHED):
                raise
            self._there = False
            return []

    async def _take(self) -> list[Entry | Gap]:
        gap = None if self._there else await self._make()
        if gap is not None:
            return [gap]
        await self._acknowledge()
        self._away = False
        found = await self._held() if self._own else []
        found = found or await self._abandoned()
        if found:
            return found
        gap = await self._gap() if self._unsure else None
        return [gap] if gap is not None else await self._new()

    async def _make(self) -> Gap | None:
        """See to it that there is a group; one that was deleted under us goes on where we were, and says so."""
        start = self._last if self._was_there else self._start
        made = True
        try:
            await call(self._client, "XGROUP CREATE", self._key, self._group, start, "MKSTREAM")
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise
            made = False
        anew = made and self._was_there
        self._there = self._was_there = self._own = self._unsure = True
        self._sweep_at, self._cursor = 0.0, NOTHING
        return Gap(start, "", "the stream, or the group, was deleted and is made anew") if anew else None

    async def _acknowledge(self) -> None:
        if self._heard:
            await call(self._client, "XACK", self._key, self._group, *self._heard)
            self._heard = []

    async def _held(self) -> list[Entry | Gap]:
        """The oldest entry that this consumer was given and never acknowledged."""
        reply = await self._read("COUNT", 1, "STREAMS", self._key, NOTHING)
        rows = reply[0][1] if reply else []
        if not rows:
            self._own = False
            return []
        name, fields = rows[0]
        if fields:
            return [entry_of((name, fields))]
        await call(self._client, "XACK", self._key, self._group, name)
        return [_deleted([name.decode()])]

    async def _abandoned(self) -> list[Entry | Gap]:
        """An entry that another consumer has held for too long, now ours."""
        now = asyncio.get_running_loop().time()
        if now < self._sweep_at:
            return []
        words = (
            "XAUTOCLAIM",
            self._key,
            self._group,
            self._consumer,
            self._claim_ms,
            self._cursor,
            "COUNT",
            1,
        )
        cursor, rows, deleted = await call(self._client, *words)
        self._cursor = word(cursor)
        if self._cursor == NOTHING:
            self._sweep_at = now + self._claim_ms / 2000
            await REAP(self._client, [self._key], [self._group, GONE_MS])
        lost: list[Entry | Gap] = [_deleted([word(name) for name in deleted])] if deleted else []
        return lost + [entry_of(row) for row in rows if row[1]]

    async def _gap(self) -> Gap | None:
        """The hole in front of the group, told by whoever of the group moves it behind."""
        self._unsure = False
        pipe = self._client.pipeline(transaction=True)
        pipe.execute_command("XINFO STREAM", self._key)
        pipe.execute_command("XINFO GROUPS", self._key)
        stream, groups = await pipe.execute()
        mine = next((group for group in groups if word(group["name"]) == self._group), None)
        if mine is None:
            return None
        at = word(mine["last-delivered-id"])
        gap = hole(stream, at, was_there=False)
        # Where nothing that is kept was read, as many may be unread as are kept; NULL is "Redis does not know".
        if gap is None or mine["lag"] == stream["length"]:
            return None
        moved = await PASSED(self._client, [self._key], [self._group, at, end_of(gap, stream)])
        return gap if moved else None

    async def _new(self) -> list[Entry | Gap]:
        reply = await self._read("COUNT", 1, "BLOCK", BLOCK_MS, "STREAMS", self._key, ">")
        if not reply:
            return []
        self._unsure = True
        return [entry_of(row) for row in reply[0][1]]

    async def _read(self, *words: str | float) -> list[tuple[bytes, list[tuple[bytes, dict[bytes, bytes]]]]]:
        reply = await call(self._client, "XREADGROUP", "GROUP", self._group, self._consumer, *words)
        return list(reply or [])


def _deleted(entries: list[str]) -> Gap:
    return Gap(
        entries[0], "", "taken up by a listener that died, and deleted before another read it", tuple(entries)
    )
