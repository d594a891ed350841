"""`firebell serve`: alerts over HTTP, and articles in."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from firebell.serve.app import Options
    from firebell.settings import Settings

DRAIN_SECONDS = 5
"""Streams of events never end by themselves; their clients come back to another server."""


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("serve")(serve)


def serve() -> None:
    """Serve the page, the API, the stream of events and the feeds; any number may run."""
    import uvicorn

    from firebell import settings
    from firebell.cli.redis import client_of
    from firebell.ops import logs
    from firebell.serve.app import application

    known = settings.load()
    client_of(known.redis_url)  # an address that is none is told in a sentence, before anything starts
    logs.set_up(known.log_level, known.log_format)
    config = uvicorn.Config(
        application(options(known)),
        host=known.http_host,
        port=known.http_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    uvicorn.Server(config).run()


def options(known: "Settings") -> "Options":
    """The settings as the server takes them."""
    from firebell.serve import tokens
    from firebell.serve.app import Options
    from firebell.serve.guards import Rate

    return Options(
        url=known.redis_url,
        prefix=known.prefix,
        holders=tokens.load(known.http_tokens) if known.http_tokens else (),
        open_to_read=known.http_read == "open",
        origins=tuple(origin.strip() for origin in known.http_origins.split(",") if origin.strip()),
        rate=Rate(known.http_rate, max(1, int(known.http_rate * 4))),
        link=known.http_link,
    )
