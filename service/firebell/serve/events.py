"""A listener's place in the stream → server-sent events from there on, for as long as it stays.

`id` is the stream's id, so that `Last-Event-ID` goes on where a connection broke. What is no longer kept is told as
an event of its own, `gap`: never a hole that nobody sees.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from typing import NamedTuple

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from firebell.alert.asked import Asked
from firebell.ops import metrics
from firebell.redis.client import AGAIN_LATER, Redis, call
from firebell.redis.streams import first_of, last_id, order, page
from firebell.serve.broadcast import (
    SEND_SECONDS,
    TOOK_NOTHING,
    Broadcast,
    Heard,
    Listener,
    alert_of,
    event,
    hole,
)
from firebell.serve.guards import HEAD
from firebell.serve.problems import Problem

log = structlog.get_logger()

RETRY = b"retry: 3000\n\n"
"""Milliseconds after which a browser comes back."""

Pieces = AsyncGenerator[bytes, None]


class Start(NamedTuple):
    """Where somebody wants to begin."""

    at: str
    """A stream's id; "" is now."""
    ours: bool = False
    """Whether the id is one that the stream has given out (Last-Event-ID), not a moment."""


class Events(Response):
    """The answer: pieces as they come, until there are no more or the client has gone.

    sse-starlette's answer keeps five tasks a client; this one two, and no timer.
    """

    media_type = "text/event-stream"

    def __init__(self, pieces: Pieces, listener: Listener, part: Callable[[], object] = bool) -> None:
        self.status_code = 200
        self.background = None
        self._pieces = pieces
        self._listener = listener
        self._part = part
        self.init_headers({"Cache-Control": "no-cache", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them; whatever happens, nobody listens afterwards."""
        self._listener.task = asyncio.current_task()
        watching = asyncio.create_task(self._watch(receive))
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            if not scope.get(HEAD):
                await self._send_all(send)
            await send({"type": "http.response.body", "body": b""})
        except asyncio.CancelledError as error:
            if error.args != (TOOK_NOTHING,):
                raise
            metrics.LISTENERS_LET_GO.inc()
            log.info("listener.let_go", why=f"took nothing for {SEND_SECONDS:.0f} s")
        finally:
            watching.cancel()
            self._part()
            await self._pieces.aclose()

    async def _send_all(self, send: Send) -> None:
        listener = self._listener
        try:
            async for piece in self._pieces:
                listener.sending(now=True)
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                listener.sending(now=False)
        except AGAIN_LATER as error:
            log.warning("redis.away", error=str(error))  # the client comes back with its Last-Event-ID

    async def _watch(self, receive: Receive) -> None:
        """Wait until the client has gone; whatever else it says is nothing to us."""
        with contextlib.suppress(Problem):  # of a body without end
            while (await receive())["type"] != "http.disconnect":
                pass
        self._listener.leave()


async def poll(client: Redis, key: str, asked: Asked, start: Start) -> Pieces:
    """What there is behind `start`, and no more."""
    yield RETRY
    at, gap = await _begin(client, key, start)
    if gap:
        yield gap
    while found := await _kept(client, key, asked, at):
        for _, piece in found:
            if piece:
                yield piece
        at = found[-1][0]


async def follow(source: Broadcast, listener: Listener, start: Start) -> Pieces:
    """What there is behind `start`, then every turn as it comes, for a listener that has joined."""
    at = source.last
    yield RETRY
    if start.at:
        listener.behind = True
        at, gap = await _begin(source.client, source.key, start)
        if gap:
            yield gap
    while not listener.gone:
        if listener.behind and listener.waiting.empty():
            listener.behind = False
            while found := await _kept(source.client, source.key, listener.asked, at):
                for _, piece in found:
                    if piece:
                        yield piece
                at = found[-1][0]
        at, piece = _behind(await listener.heard(), at)
        if piece:
            yield piece


def _behind(heard: list[Heard], at: str) -> tuple[str, bytes]:
    """What of it lies behind `at`, as one piece, and where that ends."""
    pieces = []
    for one in heard:
        if one.entry == "" or order(one.entry) > order(at):
            at = one.back or one.entry or at
            pieces.append(one.event)
    return at, b"".join(pieces)


async def _kept(client: Redis, key: str, asked: Asked, start: str) -> list[tuple[str, bytes]]:
    """A page of what is kept behind `start`, each as an event; b"" where it is not asked for."""
    told: list[tuple[str, bytes]] = []
    for entry, raw in await page(client, key, start):
        alert = alert_of(entry, raw)
        wanted = alert is not None and asked.lets_through(alert)
        told.append((entry, event(entry, alert.type, raw) if alert is not None and wanted else b""))
    return told


async def _begin(client: Redis, key: str, start: Start) -> tuple[str, bytes]:
    """The id to read from, and an event that tells of a hole before it, b"" where there is none."""
    last = await last_id(client, key)
    if order(start.at) > order(last):
        why = "the stream has not come so far: it was replaced, or this id is another's"
        return last, hole(start.at, last, why) if start.ours else b""
    first = await first_of(client, key)
    if first and order(start.at) < order(first):
        info = await call(client, "XINFO STREAM", key)
        if info["entries-added"] > info["length"]:
            return start.at, hole(start.at, first, "older turns are no longer kept")
    return start.at, b""
