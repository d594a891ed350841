"""A web server on 127.0.0.1 that keeps what it gets and answers as a test says, never included."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import NamedTuple

import msgspec

NEVER = 0
"""An answer that does not come."""

TORN = -1
"""An answer that is a connection torn."""


class Got(NamedTuple):
    """One request: header names in small letters."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def event(self) -> dict[str, object]:
        told: dict[str, object] = msgspec.json.decode(self.body)
        return told


class Say(NamedTuple):
    """An answer, after so many seconds."""

    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    after: float = 0.0
    body: bytes = b""


OK = Say()


class Receiver:
    """`answer` says what to answer to the latest of what it has got."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.answer: Callable[[Got], Say] = lambda _got: OK
        self.port = 0
        self.changed = asyncio.Event()
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def ids(self) -> list[str]:
        return [got.id for got in self.got]

    async def has(self, count: int, seconds: float = 8.0) -> None:
        """Wait until it has got so many."""
        async with asyncio.timeout(seconds):
            while len(self.got) < count:
                self.changed.clear()
                await self.changed.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while await self._one(reader, writer):
                pass
        writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        got = Got(head[0].split()[1], headers, body)
        self.got.append(got)
        said = self.answer(got)
        self.changed.set()
        if said.status == NEVER:
            await reader.read()
            return False
        if said.status == TORN:
            writer.transport.abort()
            return False
        await asyncio.sleep(said.after)
        lines = [f"HTTP/1.1 {said.status} So", f"Content-Length: {len(said.body)}"]
        lines += [f"{name}: {value}" for name, value in said.headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + said.body)
        await writer.drain()
        return True

    def hang_up(self) -> None:
        for writer in self._writers:
            writer.close()


@asynccontextmanager
async def receiving(answer: Callable[[Got], Say] | None = None) -> AsyncIterator[Receiver]:
    """A receiver for the length of a block."""
    receiver = Receiver()
    if answer is not None:
        receiver.answer = answer
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()
        receiver.hang_up()
        await server.wait_closed()
