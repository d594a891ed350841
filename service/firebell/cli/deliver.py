"""`firebell deliver`: channels → webhooks and chats, as one process among any number."""

import asyncio
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from firebell.deliver.deliverer import Channels, Options
    from firebell.settings import Settings


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("deliver")(deliver)


def deliver() -> None:
    """Bring alerts to webhooks and chats. Any number may run; they share the channels."""
    import uvloop

    from firebell import settings
    from firebell.deliver.deliverer import Deliverer
    from firebell.ops import logs
    from firebell.reload import Watched
    from firebell.role import until_signalled

    known = settings.load()
    logs.set_up(known.log_level, known.log_format)
    watched = Watched(known.config, lambda: outside(known.config))
    delivering = Deliverer(options(known), outside(known.config), watched)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(until_signalled(delivering))


def options(known: "Settings") -> "Options":
    """The settings as a deliverer takes them."""
    from firebell.cli.redis import where_of
    from firebell.deliver.deliverer import Options
    from firebell.outward.guard import networks

    return Options(
        url=where_of(known),
        prefix=known.prefix,
        health_host=known.health_host,
        health_port=known.health_port,
        allowed=networks(known.allow_addresses or ""),
        late_seconds=max(600.0, 3 * known.tick_seconds),
    )


def outside(directory: "Path | None") -> "Channels":
    """The configuration's outside channels, by name."""
    from firebell import config
    from firebell.reading.en import places

    files = config.read_files(directory)
    found = config.rulebook(files, config.known_regions(places.shipped())).channels
    return {channel.name: channel for channel in found if channel.outside is not None}
