"""The stream of alerts, followed once a process: the index is kept, and every listener gets what it asks for.

A turn is written as an event once, however many listen. A listener that does not keep up loses its place in the
process, not a turn: it is told of the `gap`, and reads on from the stream by itself.
"""

import asyncio
from typing import NamedTuple

import structlog

from firebell.alert.alert import Alert, decode
from firebell.alert.asked import Asked
from firebell.redis.client import AGAIN_LATER, Redis
from firebell.redis.keys import Keys
from firebell.redis.streams import page, tail
from firebell.serve.stories import Stories

log = structlog.get_logger()

WAITING = 256
"""Turns that may wait for one listener: 16 kB each at most, shared between all that wait for them."""

PAGE = 500


class Heard(NamedTuple):
    """One turn on its way to the listeners."""

    entry: str
    alert: Alert
    event: bytes
    """The server-sent event, ready to be sent."""


class Listener:
    """One client of the event stream: what it asks for, and what waits for it."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.waiting: asyncio.Queue[Heard] = asyncio.Queue(WAITING)
        self.behind = False
        """Whether something was left out for it; it reads on from the stream."""


class Following:
    """The index, and who listens."""

    def __init__(self, client: Redis, keys: Keys) -> None:
        self.stories = Stories()
        self.trouble = "the alerts are not read yet"
        self.listeners: set[Listener] = set()
        self._client = client
        self._keys = keys

    async def run(self) -> None:
        """Read what is kept, then follow, for ever."""
        key = self._keys.alerts
        while True:
            try:
                while entries := await page(self._client, key, self.stories.last, PAGE):
                    for entry, raw in entries:
                        self.stories.add(entry, decode(raw))
                break
            except AGAIN_LATER as error:
                self._away(str(error))
                await asyncio.sleep(1)
        self.trouble = ""
        log.info("alerts.indexed", stories=len(self.stories))
        async for entry, raw in tail(self._client, key, self.stories.last, away=self._away, back=self._back):
            self._take(entry, raw)

    def _take(self, entry: str, raw: bytes) -> None:
        alert = decode(raw)
        self.stories.add(entry, alert)
        heard = Heard(entry, alert, event(entry, alert.type, raw))
        for listener in self.listeners:
            if listener.behind or not listener.asked.lets_through(alert):
                continue
            try:
                listener.waiting.put_nowait(heard)
            except asyncio.QueueFull:
                listener.behind = True

    def _away(self, error: str) -> None:
        self.trouble = f"Redis is away: {error}"
        log.warning("redis.away", error=error)

    def _back(self) -> None:
        self.trouble = ""


def event(entry: str, kind: str, raw: bytes) -> bytes:
    """One server-sent event; the alert is one line of JSON."""
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (entry.encode(), kind.encode(), raw)
