"""Entries that a dead or stalled reader left pending → read by us, one by one where they may be the cause.

Only the server's own count of deliveries is believed: a process that is killed over an article counts
nothing. Claiming in batches what failed before raised everybody's count and set 62 innocent articles aside in
a trial, so an entry that was delivered twice is taken alone. A delivery that its reader outlives, because Redis refused
or went away, or because the reader itself is bad, is taken off the count again: only deaths make poison.
"""

import contextlib
from typing import NamedTuple

import structlog
from redis.exceptions import RedisError

from firebell.ops import metrics
from firebell.redis.articles import Raw, Reader
from firebell.redis.client import call
from firebell.redis.keys import GROUP

log = structlog.get_logger()

ALONE_FROM = 2
"""Deliveries from which an entry is taken by itself."""

POISON_FROM = 5
"""Deliveries after which an entry is set aside unread: it has taken five readers with it."""

SWEEP = 100


class Pending(NamedTuple):
    """An entry that somebody holds and has not acknowledged for too long."""

    id: str
    deliveries: int


async def sweep(reader: Reader, idle_ms: int) -> int:
    """Take over what was idle for `idle_ms` milliseconds; returns how many entries were taken."""
    await _outlived(reader)
    idle = await _idle(reader, idle_ms)
    together = [entry for entry in idle if entry.deliveries < ALONE_FROM]
    taken = await _claim(reader, together, idle_ms)
    if taken:
        await _take(reader, taken, together)
    count = len(taken)
    for entry in idle:
        if entry.deliveries < ALONE_FROM:
            continue
        alone = await _claim(reader, [entry], idle_ms)
        count += len(alone)
        if alone and entry.deliveries >= POISON_FROM:
            detail = f"delivered {entry.deliveries} times and never acknowledged"
            await reader.set_aside(alone[0], "poison", detail, entry.deliveries)
        elif alone:
            await _take(reader, alone, [entry])
    if count:
        metrics.CLAIMS.inc(count)
        log.info("articles.claimed", entries=count)
    return count


async def _take(reader: Reader, taken: list[Raw], counted: list[Pending]) -> None:
    before = {entry.id: entry.deliveries for entry in counted}
    reader.owed |= {entry.id: before[entry.id] for entry in taken}
    try:
        await reader.take(taken)
        for entry in taken:
            if not reader.doubts(entry.id):
                del reader.owed[entry.id]
    finally:  # whatever it was, we are still here
        with contextlib.suppress(RedisError, OSError):
            await _outlived(reader)


async def _outlived(reader: Reader) -> None:
    """Take the deliveries that we have outlived off the count."""
    for entry, deliveries in list(reader.owed.items()):
        words = ("XCLAIM", reader.keys.articles, GROUP, reader.consumer, 0, entry)
        await call(reader.client, *words, "RETRYCOUNT", deliveries, "JUSTID", parse_justid=True)
        del reader.owed[entry]


async def _idle(reader: Reader, idle_ms: int) -> list[Pending]:
    words = ("XPENDING", reader.keys.articles, GROUP, "IDLE", idle_ms, "-", "+", SWEEP)
    reply = await call(reader.client, *words, parse_detail=True)
    return [Pending(entry["message_id"].decode(), int(entry["times_delivered"])) for entry in reply]


async def _claim(reader: Reader, entries: list[Pending], idle_ms: int) -> list[Raw]:
    """The entries that are ours now; one that another reader took meanwhile is left out."""
    if not entries:
        return []
    ids = [entry.id for entry in entries]
    reply = await call(reader.client, "XCLAIM", reader.keys.articles, GROUP, reader.consumer, idle_ms, *ids)
    taken = [Raw(name.decode(), fields) for name, fields in reply if name is not None and fields is not None]
    for missing in sorted(set(ids) - {entry.id for entry in taken}):
        if not await call(reader.client, "XRANGE", reader.keys.articles, missing, missing):
            # The claim itself has cleared it from the pending list; nobody can read it any more.
            metrics.ENTRIES_LOST.labels("pending_deleted").inc()
            log.critical("article.lost", entry=missing, cause="deleted from the stream while it was pending")
    return taken
