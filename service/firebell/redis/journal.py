"""The journal as a stream: what is appended, what comes after a cursor, what was stepped over."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Literal

import msgspec

from firebell import journal
from firebell.errors import FirebellError
from firebell.journal import ConfigEntry, ConfirmEntry, Entry, RetractEntry, SilenceEntry, SkipEntry, Tick
from firebell.pipeline import FoldError
from firebell.redis.client import Redis, call
from firebell.redis.keys import DAY, GROUP, Keys
from firebell.redis.lease import LeaseLostError
from firebell.redis.scripts import APPEND, CLOCK, SKIP

PAGE = 500
"""Entries of one read in an export."""

SKIP_DAYS = 30


class NotSkippedError(FirebellError):
    """The entry cannot be stepped over; the message says why."""


Numbered = tuple[str, Entry]


async def append_config(client: Redis, keys: Keys, entry: ConfigEntry, *, holder: str = "") -> str:
    """Take a configuration up where it differs from the last one; returns the entry's id, or "".

    Without a holder (a reader at start) only the first one is written, so that no reading is before it.

    Raises:
        LeaseLostError: the holder has the lease no longer.
    """
    mode: Literal["changed", "first"] = "changed" if holder else "first"
    return await _append(client, keys, entry, holder, ("config", entry.hash, mode))


async def append_tick(client: Redis, keys: Keys, *, holder: str, every_ms: int) -> str:
    """Write the clock down if `every_ms` have passed since the last tick; returns the entry's id, or "".

    Raises:
        LeaseLostError: the holder has the lease no longer.
    """
    at, last = (int(word) for word in await CLOCK(client, [keys.articles, keys.fold], [GROUP]))
    if at - last < every_ms:
        return ""
    tick = Tick(at=datetime.fromtimestamp(at / 1000, UTC))
    return await _append(client, keys, tick, holder, ("tick", str(at), "changed"))


async def append_turn(client: Redis, keys: Keys, entry: RetractEntry | SilenceEntry | ConfirmEntry) -> str:
    """Write a person's turn down; returns the entry's id. Whoever folds takes it up."""
    return await _append(client, keys, entry, "", ("", "", "always"))


async def _append(client: Redis, keys: Keys, entry: Entry, holder: str, noted: tuple[str, str, str]) -> str:
    names = [keys.journal, keys.lease, keys.fold]
    reply: bytes = await APPEND(client, names, [holder, journal.encode(entry), *noted])
    if reply == b"lease":
        raise LeaseLostError("the lease went to another worker before the entry was written")
    return reply.decode()


async def after(client: Redis, keys: Keys, cursor: str, count: int, block_ms: int) -> list[Numbered]:
    """Up to `count` entries after the cursor; waits up to `block_ms` for the first, 0 does not wait.

    An entry that nobody can decode ends the list early; alone at its head it raises.

    Raises:
        FoldError: the first entry is no entry at all.
    """
    words: list[str | float] = ["XREAD", "COUNT", count]
    words += ["BLOCK", block_ms] if block_ms else []
    reply = await call(client, *words, "STREAMS", keys.journal, cursor)
    return _decoded(reply[0][1]) if reply else []


def _decoded(raw: list[tuple[bytes, dict[bytes, bytes]]]) -> list[Numbered]:
    entries: list[Numbered] = []
    for name, fields in raw:
        try:
            entries.append((name.decode(), journal.decode(fields[b"data"])))
        except (msgspec.DecodeError, UnicodeDecodeError, KeyError) as error:
            if entries:
                break
            raise FoldError(name.decode(), error) from error
    return entries


async def everything(
    client: Redis, key: str, since: str = "-"
) -> AsyncIterator[tuple[str, dict[bytes, bytes]]]:
    """All entries of a stream from an id on, a page at a time."""
    start = since
    while True:
        page = await call(client, "XRANGE", key, start, "+", "COUNT", PAGE)
        for name, fields in page:
            yield name.decode(), fields
        if len(page) < PAGE:
            return
        start = f"({page[-1][0].decode()}"


async def skipped(client: Redis, keys: Keys) -> frozenset[str]:
    """The entries that people stepped over."""
    return frozenset(name.decode() for name in await call(client, "SMEMBERS", keys.skip))


async def skip(client: Redis, keys: Keys, entry: str, why: str) -> str:
    """Step over the entry that stops the fold; returns the id of the journal entry that says so.

    Raises:
        NotSkippedError: the fold is not stopped at this entry, or somebody folds.
    """
    told = journal.encode(SkipEntry(entry=entry, why=why))
    names = [keys.lease, keys.stopped, keys.skip, keys.journal]
    reply: bytes = await SKIP(client, names, [entry, told, SKIP_DAYS * DAY])
    if reply == b"held":
        raise NotSkippedError(
            "a worker folds at this moment; only an entry that stops the fold can be skipped"
        )
    if reply == b"not-stopped":
        raise NotSkippedError(
            f"the fold is not stopped at {entry}; `firebell status` names the entry, if any"
        )
    return reply.decode()
