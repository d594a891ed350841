"""`firebell worker`: articles → alerts, as one process among any number."""

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from firebell.settings import Settings
    from firebell.worker import Core, Half, Options


class Only(StrEnum):
    """The half of the work that this process does."""

    read = "read"
    fold = "fold"


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("worker")(worker)


def worker(
    only: Annotated[
        Only | None, typer.Option("--only", help="Read articles only, or fold the journal only.")
    ] = None,
) -> None:
    """Read articles from Redis, fold the journal, ring. Any number may run; one folds, the others stand by."""
    import uvloop

    from firebell import settings
    from firebell.ops import logs
    from firebell.reload import Watched
    from firebell.role import until_signalled
    from firebell.worker import Worker

    known = settings.load()
    logs.set_up(known.log_level, known.log_format)
    role: Half = "both" if only is None else only.value
    watched = Watched(known.config, lambda: core(known))
    working = Worker(options(known, role), core(known), watched)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(until_signalled(working))


def options(known: "Settings", role: "Half") -> "Options":
    """The settings as a worker takes them."""
    from firebell.cli.redis import where_of
    from firebell.redis.upkeep import Retention
    from firebell.worker import Options

    return Options(
        url=where_of(known),
        prefix=known.prefix,
        role=role,
        health_host=known.health_host,
        health_port=known.health_port,
        batch=known.batch,
        lease_seconds=known.lease_seconds,
        claim_after_seconds=known.claim_after,
        tick_seconds=known.tick_seconds,
        retention=Retention(
            articles=known.keep_articles,
            journal=known.keep_journal,
            alerts=known.keep_alerts,
            dead=known.keep_dead,
        ),
        why_days=known.keep_decisions,
    )


def core(known: "Settings") -> "Core":
    """The pure parts: how an article is read, how an entry is folded, the configuration in force."""
    from firebell import __version__, parts
    from firebell.incident.copies import signature
    from firebell.pipeline import State, fold
    from firebell.redis.folder import Engine
    from firebell.worker import Core

    loaded = parts.load(known.config)
    return Core(
        read=loaded.read,
        sign=signature,
        reading_hash=loaded.reader.reading_hash,
        engine=Engine(fold=fold, load=State.load, rulebook=loaded.rulebook, version=__version__),
        config=loaded.config,
    )
