"""A listener on `firebell serve` that comes back with the last id it has had, and keeps all it hears."""

import asyncio
import contextlib
import json
from typing import NamedTuple


class Heard(NamedTuple):
    """One event: the stream's id, the alert's id, its bytes."""

    entry: str
    id: str
    raw: bytes


class Events:
    """Server-sent events from the beginning on, over every end of the connection."""

    def __init__(self, port: int) -> None:
        self.heard: list[Heard] = []
        self.gaps: list[str] = []
        self.connections = 0
        self._last = "0-0"
        self._port = port

    async def listen(self) -> None:
        """For ever; whoever has enough cancels it."""
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                await self._once()
            await asyncio.sleep(0.2)

    async def _once(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        try:
            writer.write(
                b"GET /v1/alerts/stream HTTP/1.0\r\nHost: here\r\nLast-Event-ID: %s\r\n\r\n"
                % self._last.encode()
            )
            # A silence longer than two heartbeats is a dead server: a browser's own time-out is no shorter.
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            if b" 200 " not in head.split(b"\r\n", 1)[0]:
                return
            self.connections += 1
            while True:
                self._take(await asyncio.wait_for(reader.readuntil(b"\n\n"), 40))
        finally:
            writer.transport.abort()

    def _take(self, block: bytes) -> None:
        fields = dict(line.split(b": ", 1) for line in block.splitlines() if b": " in line)
        data = fields.get(b"data")
        if data is None:
            return
        if fields.get(b"event") == b"gap":
            self.gaps.append(data.decode())
            return
        self._last = fields[b"id"].decode()
        self.heard.append(Heard(self._last, json.loads(data)["id"], data))
