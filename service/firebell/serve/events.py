"""A listener's place in the stream → server-sent events from there on, for as long as it stays.

`id` is the stream's id, so that `Last-Event-ID` goes on where a connection broke. What is no longer kept is told as
an event of its own, `gap`: never a hole that nobody sees.
"""

from collections.abc import AsyncIterator

import msgspec

from firebell.alert.alert import decode
from firebell.alert.asked import Asked
from firebell.redis.client import Redis, call
from firebell.redis.streams import first_of, order, page, tail
from firebell.serve.following import Following, Listener, event

RETRY = b"retry: 3000\n\n"
"""Milliseconds after which a browser comes back."""


async def poll(client: Redis, key: str, asked: Asked, start: str) -> AsyncIterator[bytes]:
    """What there is behind `start`, and no more."""
    yield RETRY
    async for piece in _gap(client, key, start):
        yield piece
    async for _, piece in _kept(client, key, asked, start):
        yield piece


async def follow(
    following: Following, client: Redis, key: str, asked: Asked, start: str
) -> AsyncIterator[bytes]:
    """What there is behind `start` ("" is now), then every turn as it comes."""
    listener = Listener(asked)
    following.listeners.add(listener)
    try:
        yield RETRY
        at = start or following.stories.last
        listener.behind = bool(start)
        if start:
            async for piece in _gap(client, key, start):
                yield piece
        while True:
            if listener.behind and listener.waiting.empty():
                listener.behind = False
                async for entry, piece in _kept(client, key, asked, at):
                    at = entry
                    if piece:
                        yield piece
            heard = await listener.waiting.get()
            if order(heard.entry) > order(at):
                at = heard.entry
                yield heard.event
    finally:
        following.listeners.discard(listener)


async def follow_channel(client: Redis, key: str, asked: Asked, start: str) -> AsyncIterator[bytes]:
    """The same of a channel's own stream, which few listen to: each reads it by himself."""
    yield RETRY
    if start:
        async for piece in _gap(client, key, start):
            yield piece
    async for entry, raw in tail(client, key, start or "$", away=lambda _: None):
        alert = decode(raw)
        if asked.lets_through(alert):
            yield event(entry, alert.type, raw)


async def _kept(client: Redis, key: str, asked: Asked, start: str) -> AsyncIterator[tuple[str, bytes]]:
    """The entries behind `start` that are kept, each as an event; b"" where it is not asked for."""
    while entries := await page(client, key, start):
        for entry, raw in entries:
            start = entry
            alert = decode(raw)
            yield entry, event(entry, alert.type, raw) if asked.lets_through(alert) else b""


async def _gap(client: Redis, key: str, start: str) -> AsyncIterator[bytes]:
    """An event that tells of a hole, where turns behind `start` were trimmed already."""
    first = await first_of(client, key)
    if not first or order(start) >= order(first):
        return
    info = await call(client, "XINFO STREAM", key)
    if info["entries-added"] > info["length"]:
        told = {"since": start, "first": first, "why": "older turns are no longer kept"}
        yield b"event: gap\ndata: %s\n\n" % msgspec.json.encode(told)
