"""Bytes of strangers → articles, in a process apart: what takes too long or too much is ended, and disturbs nobody.

The libraries that read feeds and pages were not made for enemies: 8 MB of tags that nobody closes keep one busy for
minutes, and a thread cannot be ended.
"""

import asyncio
import resource
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import BinaryIO, Literal

import msgspec

from firebell.article import Article
from firebell.collect import feed, page
from firebell.collect.errors import CollectError
from firebell.errors import FirebellError

SECONDS = 20
"""The largest feeds of the world take one."""

MEMORY = 1024 * 1024 * 1024
HANDS = 2
"""Processes that read; each takes 45 MB."""

WORKS = 500
"""After so many a process is replaced: what leaks, leaks no further."""

HEADER = 8


class Work(msgspec.Struct, frozen=True):
    """Bytes to read, and what is known of them."""

    what: Literal["feed", "page"]
    raw: bytes
    url: str
    now: datetime
    kind: str = ""
    source: str = ""
    republishes: bool = False


class Found(msgspec.Struct, frozen=True):
    """What stood in them, or why nothing did."""

    articles: tuple[Article, ...] = ()
    gap: timedelta | None = None
    reason: str = ""
    detail: str = ""


Read = Callable[[Work], Awaitable[Found]]


def read(work: Work) -> Found:
    """Read it here and now; whatever goes wrong is an answer."""
    try:
        if work.what == "page":
            return Found((page.read(work.raw, work.url, work.now, work.source),))
        about = feed.About(work.url, work.now, work.kind, work.source, work.republishes)
        found = feed.read(work.raw, about)
        return Found(found.articles, found.gap)
    except CollectError as error:
        return Found(reason=error.reason, detail=error.detail)
    except MemoryError:
        return Found(reason="too_costly", detail="it takes more memory than any feed needs")
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        FirebellError,
    ) as error:
        return Found(reason="fault", detail=f"{type(error).__name__}: {error}"[:300])


class Apart:
    """A few processes that read, each started when it is needed."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._all = [_Hand() for _ in range(HANDS)]
        self._idle: asyncio.LifoQueue[_Hand] = asyncio.LifoQueue()
        for hand in self._all:
            self._idle.put_nowait(hand)

    async def __call__(self, work: Work) -> Found:
        """Have it read; a process that does not answer in time is ended."""
        hand = await self._idle.get()
        whole = False
        try:
            async with asyncio.timeout(self._seconds):
                found = await hand.read(work)
            whole = True
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            says = f"reading it takes more than {self._seconds:g} s, or more memory than any feed needs"
            return Found(reason="too_costly", detail=says)
        else:
            return found
        finally:
            if not whole:
                await hand.end()
            self._idle.put_nowait(hand)

    async def aclose(self) -> None:
        """End the processes."""
        for hand in self._all:
            await hand.end()


class _Hand:
    """One process that reads, one work after the other."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._works = 0

    async def read(self, work: Work) -> Found:
        process = self._process
        if process is None or process.returncode is not None or self._works >= WORKS:
            await self.end()
            self._works = 0
            pipe = asyncio.subprocess.PIPE
            words = [sys.executable, "-P", "-m", "firebell.collect.apart"]
            process = await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe)
            self._process = process
        self._works += 1
        if process.stdin is None or process.stdout is None:
            raise ConnectionError("the process has no pipes")
        packed = msgspec.msgpack.encode(work)
        process.stdin.write(len(packed).to_bytes(HEADER) + packed)
        await process.stdin.drain()
        size = int.from_bytes(await process.stdout.readexactly(HEADER))
        return msgspec.msgpack.decode(await process.stdout.readexactly(size), type=Found)

    async def end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Read what comes until nothing comes any more."""
    while header := incoming.read(HEADER):
        work = msgspec.msgpack.decode(incoming.read(int.from_bytes(header)), type=Work)
        # Whoever started us may have been killed: nobody else would end us then.
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 2 * SECONDS, resource.RLIM_INFINITY))
        packed = msgspec.msgpack.encode(read(work))
        outgoing.write(len(packed).to_bytes(HEADER) + packed)
        outgoing.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for those who wait for us
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer)
