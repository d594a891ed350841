"""A publisher's web site on this machine: what lies at each path is set by the test, and who asked is remembered."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple


class Page(NamedTuple):
    """What a path answers; `drip`: bytes come one by one, so many seconds apart."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    drip: float = 0.0


class Asked(NamedTuple):
    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Site:
    host: str = "127.0.0.1"
    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    pause: float = 0.0
    visits: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, path: str = "/feed") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def put(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = Page(
            raw, status, {name.replace("_", "-"): value for name, value in headers.items()}
        )

    def times(self, path: str = "/feed") -> int:
        return sum(asked.path == path for asked in self.asked)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.create_task(self.visit(reader, writer))
        self.visits.add(visit)
        visit.add_done_callback(self.visits.discard)
        await asyncio.wait([visit])

    async def visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            line = (await reader.readline()).decode("latin-1").split()
            headers = {}
            while (raw := (await reader.readline()).decode("latin-1").strip()) != "":
                name, _, value = raw.partition(":")
                headers[name.strip().casefold()] = value.strip()
            if line:
                self.busy += 1
                self.busiest = max(self.busy, self.busiest)
                try:
                    await self.answer(writer, Asked(line[1], headers, monotonic()))
                finally:
                    self.busy -= 1
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    async def answer(self, writer: asyncio.StreamWriter, asked: Asked) -> None:
        self.asked.append(asked)
        await asyncio.sleep(self.pause)
        page = self.pages.get(asked.path, Page(status=404))
        etag = page.headers.get("etag")
        if etag and asked.headers.get("if-none-match") == etag:
            page = Page(status=304)
        known = {"content-length": str(len(page.body)), "connection": "close"} | dict(page.headers)
        head = "".join(f"{name}: {value}\r\n" for name, value in known.items())
        writer.write(f"HTTP/1.1 {page.status} As Told\r\n{head}\r\n".encode("latin-1"))
        if page.drip:
            for byte in page.body:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(page.drip)
        else:
            writer.write(page.body)
            await writer.drain()


@asynccontextmanager
async def a_site(host: str = "127.0.0.1") -> AsyncIterator[Site]:
    site = Site(host)
    server = await asyncio.start_server(site.serve, host, 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        if site.visits:
            await asyncio.wait(site.visits)
        await server.wait_closed()
