"""`firebell serve`: alerts over HTTP, and articles in."""

from typing import TYPE_CHECKING

import typer

from firebell.errors import FirebellError

if TYPE_CHECKING:
    from socket import socket

    from firebell.serve.app import Options
    from firebell.settings import Settings


class AddressError(FirebellError):
    """The address to listen on is taken, or none of this machine's."""


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("serve")(serve)


def serve() -> None:
    """Serve the page, the API, the stream of events and the feeds; any number may run."""
    import structlog

    from firebell import settings
    from firebell.ops import logs
    from firebell.serve.app import application
    from firebell.serve.listening import Server, address_of, log_troubles

    known = settings.load()
    logs.set_up(known.log_level, known.log_format)
    log_troubles()
    app = application(options(known))
    if known.health_port:  # the application listens there later, where nobody would hear a sentence
        _free("HEALTH", known.health_host, known.health_port).close()
    sock = _free("HTTP", known.http_host, known.http_port)
    structlog.get_logger().info("http.serving", at=address_of(sock))
    with sock:
        Server(app).run(sockets=[sock])
    if app.state.following.unfit is not None:
        raise app.state.following.unfit


def _free(what: str, host: str, port: int) -> "socket":
    """A socket that listens there; raises AddressError."""
    from firebell.serve.listening import listen

    try:
        return listen(host, port)
    except OSError as error:
        raise AddressError(
            f"FIREBELL_{what}_HOST={host}, FIREBELL_{what}_PORT={port}: {error.strerror}"
        ) from error


def options(known: "Settings") -> "Options":
    """The settings as the server takes them."""
    from firebell.cli.redis import where_of
    from firebell.serve.app import Options
    from firebell.serve.guards import Rate

    return Options(
        url=where_of(known),
        prefix=known.prefix,
        tokens=known.http_tokens,
        open_to_read=known.http_read == "open",
        origins=tuple(origin.strip() for origin in known.http_origins.split(",") if origin.strip()),
        rate=Rate(known.http_rate, max(1, int(known.http_rate * 4))),
        config=known.config,
        health_host=known.health_host,
        health_port=known.health_port,
        link=known.http_link,
    )
