"""`firebell collect`: feeds → articles, as one process among any number; one is active."""

import asyncio
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from firebell.collect.collector import Options
    from firebell.config import Feed
    from firebell.settings import Settings


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("collect")(collect)


def collect() -> None:
    """Poll the feeds of sources.yaml. Any number may run; one polls, the others stand by."""
    import uvloop

    from firebell import settings
    from firebell.collect.collector import Collector
    from firebell.ops import logs
    from firebell.reload import Watched
    from firebell.role import until_signalled

    known = settings.load()
    need("feedparser", *(["trafilatura"] if known.collect_pages else []))
    logs.set_up(known.log_level, known.log_format)
    watched = Watched(known.config, lambda: feeds(known.config))
    collecting = Collector(options(known), feeds(known.config), watched)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(until_signalled(collecting))


def options(known: "Settings") -> "Options":
    """The settings as a collector takes them."""
    from firebell.cli.redis import where_of
    from firebell.collect.collector import Options
    from firebell.outward.guard import is_allowed, networks

    allowed = networks(known.allow_addresses or "")
    return Options(
        url=where_of(known),
        may_reach=lambda address: is_allowed(address, allowed),
        prefix=known.prefix,
        health_host=known.health_host,
        health_port=known.health_port,
        pages=known.collect_pages,
    )


def feeds(directory: "Path | None") -> "Sequence[Feed]":
    """The feeds that the configuration wants polled."""
    from firebell import config
    from firebell.reading.en import places

    files = config.read_files(directory)
    return config.feeds(files, config.known_regions(places.shipped()))


def need(*names: str) -> None:
    """Say in a sentence what is not installed.

    Raises:
        MissingExtraError: one of the modules that read feeds and pages.
    """
    from firebell.collect.errors import MissingExtraError

    for name in names:
        if find_spec(name) is None:
            raise MissingExtraError(name)
