"""`firebell export articles|alerts|journal`: what Redis holds, a line an entry."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import typer

from firebell import __version__
from firebell.cli.redis import Door, run
from firebell.cli.words import SinceOption
from firebell.journal import decode
from firebell.redis.client import call
from firebell.redis.journal import everything
from firebell.since import stream_id

UNREADABLE = "unreadable"
"""The kind of an entry that is none; somebody else wrote it into the journal."""


class What(StrEnum):
    """What can be taken out."""

    articles = "articles"
    alerts = "alerts"
    journal = "journal"


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("export")(export)


def export(
    what: Annotated[What, typer.Argument(help="What to take out.")],
    since: SinceOption = None,
) -> None:
    """Print every entry as JSON lines: articles with their fields, alerts as they were sent, the journal for replay."""
    start = stream_id(since, datetime.now(UTC)) if since else "-"
    run(lambda door: _export(door, what, start))


async def _export(door: Door, what: What, start: str) -> None:
    key = {What.articles: door.keys.articles, What.alerts: door.keys.alerts, What.journal: door.keys.journal}[
        what
    ]
    if what is What.journal:
        _write(msgspec.json.encode(await _snapshot(door, complete=start == "-")))
    async for name, fields in everything(door.client, key, start):
        if what is What.alerts:
            _write(fields[b"data"])
        elif what is What.journal:
            _write(_line(name, fields))
        else:
            told = {_text(field): _text(value) for field, value in fields.items()}
            _write(msgspec.json.encode({"entry": name, "fields": told}))


async def _snapshot(door: Door, *, complete: bool) -> dict[str, Any]:
    """The state before the first entry: nothing, where the journal was never trimmed."""
    trimmed = False
    if await call(door.client, "EXISTS", door.keys.journal):
        info = await call(door.client, "XINFO STREAM", door.keys.journal)
        trimmed = int(info["entries-added"]) != int(info["length"])
    return {"entry": "0-0", "kind": "snapshot", "version": __version__, "complete": complete and not trimmed}


def _line(name: str, fields: dict[bytes, bytes]) -> bytes:
    """The entry's own JSON with its id in front: replay folds the very bytes that the worker folded.

    What is no entry keeps its place, so that a replay stops or steps over it where the worker did.
    """
    raw = fields.get(b"data", b"").strip()
    try:
        decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        told = {_text(field): _text(value) for field, value in fields.items()}
        return msgspec.json.encode({"entry": name, "kind": UNREADABLE, "fields": told})
    # An entry may span lines; a line of the export may not.
    return b'{"entry":%s,' % msgspec.json.encode(name) + raw.replace(b"\n", b" ")[1:]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _write(raw: bytes) -> None:
    sys.stdout.buffer.write(raw + b"\n")
