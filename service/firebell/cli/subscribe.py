"""`firebell subscribe`: alerts as they come, filtered, from now on or from a point in the past."""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from firebell.alert.alert import decode
from firebell.alert.asked import Asked, checked
from firebell.cli.redis import Door, run
from firebell.cli.view import View
from firebell.cli.words import JsonOption, SinceOption, away, say
from firebell.redis.client import call
from firebell.redis.gaps import Gap
from firebell.redis.listener import Listener, heard
from firebell.since import stream_id


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
    asked = checked(Asked(region, signal, min_severity))
    start = stream_id(since, datetime.now(UTC)) if since else ""
    try:
        run(lambda door: _print(door, channel, asked, start, resume, json=json))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return


async def _print(door: Door, channel: str, asked: Asked, start: str, resume: str, *, json: bool) -> None:  # noqa: PLR0913 -- one part an option
    view = None if json or not sys.stdout.isatty() else View()
    key = door.keys.channel(channel) if channel else door.keys.alerts
    if channel and not await call(door.client, "EXISTS", key):
        say(f"the channel {channel} has sent nothing yet, or there is none; waiting")
    kept = door.keys.resume(resume) if resume else ""
    source = Listener(door.client, key, since=start, resume=kept)
    async for item in heard(source, away=away, back=lambda: None):
        if isinstance(item, Gap):
            _missed(item, resume)
            continue
        alert = decode(item.raw)
        if asked.lets_through(alert):
            if view is None:
                sys.stdout.buffer.write(item.raw + b"\n")
                sys.stdout.buffer.flush()
            else:
                view.show(alert)
        await source.done(item)


def _missed(gap: Gap, name: str) -> None:
    before = f"alerts before {gap.first} are" if gap.first else "earlier alerts are"
    say(f"{before} no longer kept: {name or 'you'} may have missed some since {gap.since}")
