"""/livez, /readyz and /metrics on a port of their own, in the loop that they tell about."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from firebell.errors import FirebellError
from firebell.ops import metrics

Check = Callable[[], str]
"""Says what is wrong, or "" where nothing is."""

BEAT_SECONDS = 60.0
"""A loop that has not come round for so long is dead."""

REQUEST_SECONDS = 5.0
MOST_HEADERS = 100


class HealthAddressError(FirebellError):
    """The address on which health should be told is taken, or none of this machine's."""


class Health:
    """What is alive and what is ready, by named checks; an empty text is a yes."""

    def __init__(self) -> None:
        self.live: dict[str, Check] = {}
        self.ready: dict[str, Check] = {}
        self._beat = monotonic()

    async def beat(self) -> None:
        """Come round once a second for as long as the loop lives."""
        while True:
            self._beat = monotonic()
            await asyncio.sleep(1.0)

    def alive(self) -> dict[str, str]:
        """What is dead, by name."""
        late = monotonic() - self._beat
        wrong = {"loop": f"has not come round for {late:.0f} s"} if late > BEAT_SECONDS else {}
        return wrong | _wrong(self.live)

    def unready(self) -> dict[str, str]:
        """What keeps this process from its work, by name."""
        return _wrong(self.ready)

    def told(self, registry: CollectorRegistry) -> bytes:
        """The metrics, with what is ready as it is now."""
        unready = self.unready()
        metrics.show_ready({name: name in unready for name in self.ready})
        return generate_latest(registry)


def _wrong(checks: dict[str, Check]) -> dict[str, str]:
    told = {name: check() for name, check in checks.items()}
    return {name: trouble for name, trouble in told.items() if trouble}


class HealthServer:
    """A web server of three pages; it answers nothing else."""

    def __init__(self, health: Health, registry: CollectorRegistry) -> None:
        self.health = health
        self.registry = registry
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port, which the system chooses where `port` is 0.

        Raises:
            HealthAddressError: it cannot listen there.
        """
        try:
            self._server = await asyncio.start_server(self._serve, host, port, limit=16_384)
        except OSError as error:
            at = f"FIREBELL_HEALTH_HOST={host}, FIREBELL_HEALTH_PORT={port}"
            why = (
                os.strerror(error.errno) if error.errno else str(error)
            )  # asyncio says it in a way of its own
            raise HealthAddressError(f"{at}: {why}") from error
        address: tuple[str, int] = self._server.sockets[0].getsockname()
        return address[1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Whoever connects and says nothing, or nonsense, gets a closed connection and disturbs nobody.
        with contextlib.suppress(OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
            async with asyncio.timeout(REQUEST_SECONDS):
                await self._answer(reader, writer)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        words = (await reader.readline()).decode("latin-1").split()
        for _ in range(MOST_HEADERS):
            if (await reader.readline()).strip() == b"":
                break
        method, path = (words[0], words[1].partition("?")[0]) if len(words) > 1 else ("", "")
        status, kind, body = self._page(method, path)
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + (b"" if method == "HEAD" else body))
        await writer.drain()

    def _page(self, method: str, path: str) -> tuple[HTTPStatus, str, bytes]:
        plain = "text/plain; charset=utf-8"
        if method not in ("GET", "HEAD"):
            return HTTPStatus.METHOD_NOT_ALLOWED, plain, b"GET only\n"
        if path == "/metrics":
            return HTTPStatus.OK, CONTENT_TYPE_LATEST, self.health.told(self.registry)
        if path in ("/livez", "/readyz"):
            wrong = self.health.alive() if path == "/livez" else self.health.unready()
            text = "".join(f"{name}: {trouble}\n" for name, trouble in wrong.items()) or "ok\n"
            return (HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK), plain, text.encode()
        return HTTPStatus.NOT_FOUND, plain, b"/livez /readyz /metrics\n"
