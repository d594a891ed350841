"""`firebell subscribe`: alerts as they come, filtered, from now on or from a point in the past."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, NamedTuple

import typer

from firebell.alert.alert import Alert, decode
from firebell.cli.redis import Door, run
from firebell.cli.since import SinceOption, stream_id
from firebell.cli.view import View
from firebell.cli.words import JsonOption, say
from firebell.errors import FirebellError
from firebell.redis.client import AGAIN_LATER, call
from firebell.redis.keys import DAY

SEVERITIES = ("Minor", "Moderate", "Severe", "Extreme")
BLOCK_MS = 2000
PAGE = 100
RESUME_DAYS = 400


class BadFilterError(FirebellError):
    """A filter asks for what does not exist."""


class Filter(NamedTuple):
    """What to show; empty parts ask nothing."""

    region: str = ""
    signal: str = ""
    min_severity: str = ""

    def lets_through(self, alert: Alert) -> bool:
        """Whether the alert is asked for; relief has no severity and passes no floor."""
        data = alert.data
        codes = {data.region.code, *data.region.path, *data.region.areas}
        if self.region and self.region not in codes:
            return False
        signals = {data.kind, *data.also, *(signal for told in data.incidents for signal in told.signals)}
        if self.signal and self.signal not in signals:
            return False
        if not self.min_severity:
            return True
        return data.severity in SEVERITIES[SEVERITIES.index(self.min_severity) :]


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("subscribe")(subscribe)


def subscribe(  # noqa: PLR0913 -- one parameter an option
    channel: Annotated[
        str, typer.Option("--channel", help="A channel of kind stream; without it, every alert.")
    ] = "",
    region: Annotated[str, typer.Option("--region", help="IQ, IQ-BA, x-darfur …")] = "",
    signal: Annotated[str, typer.Option("--signal", help="armed_clash, air_strike …")] = "",
    min_severity: Annotated[
        str, typer.Option("--min-severity", help="Minor, Moderate, Severe or Extreme.")
    ] = "",
    since: SinceOption = None,
    resume: Annotated[
        str, typer.Option("--resume", metavar="NAME", help="Go on where this name stopped reading.")
    ] = "",
    json: JsonOption = False,
) -> None:
    """Print alerts as they come; Ctrl-C ends it."""
    if min_severity and min_severity not in SEVERITIES:
        raise BadFilterError(f"--min-severity {min_severity}: one of {', '.join(SEVERITIES)}")
    asked = Filter(region, signal, min_severity)
    start = stream_id(since, datetime.now(UTC)) if since else ""
    try:
        run(lambda door: _print(door, channel, asked, start, resume, json=json))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return


async def _print(door: Door, channel: str, asked: Filter, start: str, resume: str, *, json: bool) -> None:  # noqa: PLR0913 -- one part an option
    view = None if json or not sys.stdout.isatty() else View()
    key = door.keys.channel(channel) if channel else door.keys.alerts
    if channel and not await call(door.client, "EXISTS", key):
        say(f"the channel {channel} has sent nothing yet, or there is none; waiting")
    if resume:
        start = start or await _resumed(door, key, resume)
    async for name, raw in tail(door, key, start or "$"):
        alert = decode(raw)
        if asked.lets_through(alert):
            if view is None:
                sys.stdout.buffer.write(raw + b"\n")
                sys.stdout.buffer.flush()
            else:
                view.show(alert)
        if resume:
            await call(door.client, "SET", door.keys.resume(resume), name, "EX", RESUME_DAYS * DAY)


async def _resumed(door: Door, key: str, name: str) -> str:
    """Where this name stopped reading; a new name begins now, and what rings before its first alert is not lost."""
    known = await call(door.client, "GET", door.keys.resume(name))
    if known is None:
        start = await _last(door, key)
        await call(door.client, "SET", door.keys.resume(name), start, "EX", RESUME_DAYS * DAY)
        return start
    start = str(known.decode())
    first = await call(door.client, "XRANGE", key, "-", "+", "COUNT", 1)
    if start != "0-0" and first and stream_order(first[0][0].decode()) > stream_order(start):
        say(
            f"alerts before {first[0][0].decode()} are no longer kept: {name} may have missed some since {start}"
        )
    return start


async def _last(door: Door, key: str) -> str:
    """The id of a stream's last entry; before its first one, the beginning."""
    entries = await call(door.client, "XREVRANGE", key, "+", "-", "COUNT", 1)
    return entries[0][0].decode() if entries else "0-0"


def stream_order(name: str) -> tuple[int, int]:
    """A stream's id as numbers.

    >>> stream_order("10-2") > stream_order("9-11")
    True
    """
    moment, _, number = name.partition("-")
    return int(moment), int(number or 0)


async def tail(door: Door, key: str, start: str) -> AsyncIterator[tuple[str, bytes]]:
    """Every entry of a stream behind an id, for ever, over absences of Redis too; `$` is from now on."""
    if start == "$":
        start = await _last(door, key)
    away = False
    while True:
        try:
            reply = await call(door.client, "XREAD", "COUNT", PAGE, "BLOCK", BLOCK_MS, "STREAMS", key, start)
        except AGAIN_LATER as error:
            if not away:
                say(f"Redis is away ({error}); waiting for it")
            away = True
            await asyncio.sleep(1)
            continue
        away = False
        for name, fields in reply[0][1] if reply else []:
            start = name.decode()
            yield start, fields[b"data"]
