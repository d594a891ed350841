"""A stream, read once a process, and whoever listens to it: each gets what it asks for.

A turn is written as an event once, however many listen. A listener that does not keep up loses its place in the
process, not a turn: it reads on from the stream by itself.
"""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

import msgspec
import structlog

from firebell.alert.alert import Alert, decode
from firebell.alert.asked import Asked, Traits, traits_of
from firebell.redis.client import Redis
from firebell.redis.gaps import before
from firebell.redis.streams import last_id, order, tail
from firebell.serve.problems import Problem

log = structlog.get_logger()

WAITING = 256
"""Turns that may wait for one listener: 16 kB each at most, shared between all that wait for them."""

AT_ONCE = 16
"""Turns in one piece."""

HEARTBEAT_SECONDS = 15.0
SEND_SECONDS = 30.0
"""A client that takes nothing for so long is let go; it comes back with its Last-Event-ID."""

TICK_SECONDS = 1.0
TOOK_NOTHING = "took nothing"
"""Why its sending is cancelled."""

MOST_LISTENERS = 5000
"""Over all streams of the process."""

MOST_CHANNELS = 50
"""Channels that are listened to at once; each takes a connection to Redis."""


class Heard(NamedTuple):
    """One turn on its way to the listeners."""

    entry: str
    traits: Traits
    event: bytes
    """The server-sent event, ready to be sent."""
    back: str = ""
    """Where the stream goes on, below what was told, after a crash of Redis."""


NOTHING = Traits(frozenset(), frozenset(), "", "", "")
ALIVE, END = Heard("", NOTHING, b": alive\n\n"), Heard("", NOTHING, b"")


class Listener:
    """One client of the event stream: what it asks for, and what waits for it; b"" among it is the end.

    It has no timers of its own, two of which would cost as much as all else about an event: `tick` is called.
    """

    __slots__ = ("_quiet", "_sending", "asked", "behind", "gone", "task", "waiting")

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.waiting: asyncio.Queue[Heard] = asyncio.Queue(WAITING + 2)
        self.behind = False
        """Whether something was left out for it; it reads on from the stream."""
        self.gone = False
        self.task: asyncio.Task[None] | None = None
        """Which sends to it."""
        self._sending = False
        self._quiet = 0.0

    def leave(self) -> None:
        """End it: the client went, or the server does."""
        if not self.gone:
            self.gone = True
            self.waiting.put_nowait(END)

    def hear(self, heard: Heard) -> None:
        """One turn, where it is asked for and there is room."""
        if self.behind or self.gone or not self.asked.wants(heard.traits):
            return
        if self.waiting.qsize() >= WAITING:
            self.behind = True
        else:
            self.waiting.put_nowait(heard)

    def go_back(self, heard: Heard) -> None:
        """The stream goes on below what was told; whoever has no room comes back, and is told of a gap then."""
        if self.waiting.qsize() < WAITING:
            self.waiting.put_nowait(heard)
        else:
            self.leave()

    async def heard(self) -> list[Heard]:
        """What waits for it, some of it at once: what rings together is sent together."""
        first = await self.waiting.get()
        more = min(self.waiting.qsize(), AT_ONCE - 1)
        return [first, *(self.waiting.get_nowait() for _ in range(more))]

    def sending(self, *, now: bool) -> None:
        """Something is under way to it, or has arrived."""
        self._sending = now
        self._quiet = 0.0

    def tick(self, seconds: float) -> None:
        """So long has passed: a sign of life where nothing is told, the end for whoever takes nothing."""
        self._quiet += seconds
        if self._sending and self._quiet >= SEND_SECONDS and self.task is not None:
            self.task.cancel(TOOK_NOTHING)
        elif not self._sending and self._quiet >= HEARTBEAT_SECONDS and self.waiting.empty():
            self._quiet = 0.0
            self.waiting.put_nowait(ALIVE)


class Broadcast:
    """One stream and its listeners; it is up to whoever has it to let it `run` or to `tell` what comes."""

    def __init__(self, client: Redis, key: str) -> None:
        self.client = client
        self.key = key
        self.last = "0-0"
        """The stream id of the newest turn that was told."""
        self.listeners: set[Listener] = set()

    def tell(self, entry: str, alert: Alert, raw: bytes) -> None:
        """One turn to all who ask for it."""
        if order(entry) < order(self.last):
            self._go_back(entry)
        self.last = entry
        heard = Heard(entry, traits_of(alert), event(entry, alert.type, raw))
        for listener in self.listeners:
            listener.hear(heard)

    def _go_back(self, entry: str) -> None:
        """Redis has lost turns that were told, and goes on below them: what it told meanwhile may have been missed."""
        gap = hole(self.last, entry, "Redis crashed and lost turns that were told; it goes on below them")
        for listener in self.listeners:
            listener.go_back(Heard("", NOTHING, gap, before(entry)))

    async def run(self) -> None:
        """Follow the stream from now on, for ever."""
        async for entry, raw in tail(self.client, self.key, self.last, away=_away):
            if (alert := alert_of(entry, raw)) is not None:
                self.tell(entry, alert, raw)


class Broadcasts:
    """The stream of all alerts, which others keep going, and channels' streams, for as long as somebody listens."""

    def __init__(self, alerts: Broadcast, key_of: Callable[[str], str]) -> None:
        self._alerts = alerts
        self._key_of = key_of
        self._channels: dict[str, tuple[Broadcast, asyncio.Task[None]]] = {}

    @property
    def listeners(self) -> int:
        """How many listen."""
        return sum(len(one.listeners) for one in self._all())

    async def join(self, channel: str, listener: Listener) -> Broadcast:
        """Let it listen to a channel, "" for all alerts.

        Raises:
            Problem: too many listen, or to too many channels.
        """
        if self.listeners >= MOST_LISTENERS:
            raise _full("too many listen")
        one = await self._opened(channel) if channel else self._alerts
        one.listeners.add(listener)
        return one

    def part(self, channel: str, listener: Listener) -> None:
        """It listens no more; a channel that nobody listens to is no longer followed."""
        known = self._channels.get(channel) if channel else None
        one = known[0] if known else self._alerts
        one.listeners.discard(listener)
        if known and not one.listeners:
            known[1].cancel()
            del self._channels[channel]

    async def keep_ticking(self) -> None:
        """Let the listeners know of the time, for ever."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            for one in self._all():
                for listener in one.listeners:
                    listener.tick(TICK_SECONDS)

    def close(self) -> None:
        """Let everybody go: the server ends."""
        for one in self._all():
            for listener in one.listeners:
                listener.leave()

    def _all(self) -> list[Broadcast]:
        return [self._alerts, *(one for one, _ in self._channels.values())]

    async def _opened(self, channel: str) -> Broadcast:
        if channel not in self._channels:
            one = Broadcast(self._alerts.client, self._key_of(channel))
            one.last = await last_id(one.client, one.key)
            if channel not in self._channels:
                if len(self._channels) >= MOST_CHANNELS:
                    raise _full("too many channels are listened to")
                self._channels[channel] = (one, asyncio.create_task(one.run()))
        return self._channels[channel][0]


def alert_of(entry: str, raw: bytes) -> Alert | None:
    """The alert of an entry; what nobody can read is told in the log and left out."""
    try:
        return decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        log.warning("alert.unreadable", entry=entry, error=str(error))
        return None


def event(entry: str, kind: str, raw: bytes) -> bytes:
    """One server-sent event; the alert is one line of JSON."""
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (entry.encode(), kind.encode(), raw)


def hole(since: str, goes_on: str, why: str) -> bytes:
    """An event that tells of what may have been missed."""
    told = {"since": since, "first": goes_on, "why": why}
    return b"event: gap\ndata: %s\n\n" % msgspec.json.encode(told)


def _away(why: str) -> None:
    log.warning("redis.away", error=why)


def _full(said: str) -> Problem:
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, f"{said}; try another server, or later", Retry_After="30")
