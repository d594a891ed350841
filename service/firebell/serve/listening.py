"""An application → a server on a port, which lets its listeners go when it ends."""

import logging
import socket
from types import FrameType
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI

log = structlog.get_logger()

DRAIN_SECONDS = 5
KEEP_ALIVE_SECONDS = 30
UNREAD_MS = 60_000
"""A client that acknowledges nothing for so long has lost its connection, whatever waits for it (Linux)."""

BACKLOG = 2048


class Server(uvicorn.Server):
    """Streams of events never end by themselves: they are ended first, and clients come back to another server."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=DRAIN_SECONDS,
            )
        )
        self._following = app.state.following

    async def on_tick(self, counter: int) -> bool:
        """End by itself where there is a Redis that nothing can be served from."""
        return await super().on_tick(counter) or self._following.unfit is not None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal is a wish to end, and granted; uvicorn would raise it again afterwards and die of it."""
        super().handle_exit(sig, frame)
        self._captured_signals.clear()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End in order."""
        self._following.broadcasts.close()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises OSError where the address is taken or nobody's."""
    [(family, kind, protocol, _, address), *_] = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    sock = socket.socket(family, kind, protocol)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # taken over by the connections that are accepted
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS)
        sock.bind(address)
        sock.listen(BACKLOG)
        sock.setblocking(False)  # noqa: FBT003 -- the socket's own form
    except OSError:
        sock.close()
        raise
    return sock


def address_of(sock: socket.socket) -> str:
    """The address under which it is reached on this machine."""
    host, port = sock.getsockname()[:2]
    return shown(host, port)


def shown(host: str, port: int) -> str:
    """The same of a host and a port.

    >>> shown("::1", 80)
    'http://[::1]:80'
    """
    named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- it is no address to ask
    return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"


class _Told(logging.Handler):
    """What uvicorn has to say, as a line of our own log."""

    def emit(self, record: logging.LogRecord) -> None:
        told: dict[str, Any] = {"said": record.getMessage().strip()}
        if record.exc_info:
            told["exc_info"] = record.exc_info[1]
        log.warning("http.trouble", **told)


def log_troubles() -> None:
    """Let warnings of the server stand in our own log."""
    server = logging.getLogger("uvicorn")
    server.setLevel(logging.WARNING)
    server.propagate = False
    server.handlers = [_Told()]
