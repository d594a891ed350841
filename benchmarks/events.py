"""Articles published → server-sent events at the clients: how long it takes, and what a client costs the server.

A worker reads and folds, a server tells; articles come in at the world's pace and a multiple of its mix, one in ten on
violence. A latency is from before an article is published to the arrival of the alert that it rang, at each client.
    .venv/bin/python -m benchmarks.events [CLIENTS] [SECONDS]
"""

import asyncio
import contextlib
import os
import re
import resource
import socket
import sys
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import httpx
from benchmarks.mixed import article
from benchmarks.news import SEED
from benchmarks.processes import processor, resident, role

from firebell.alert.alert import decode
from firebell.article import Article
from firebell.embedded import free_port, running
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import Keys
from firebell.redis.publishing import add

CLIENTS, SECONDS = 300, 30
MANY = 1000
"""Clients by which the memory of one is measured."""

A_SECOND, SHORT = 200, 60
"""Articles a second, and their words."""

AT_ONCE = 4
SETTLE_SECONDS = 3.0
START_SECONDS = 60.0
ENTRY = re.compile(rb"^id: (\S+)$", re.MULTILINE)


class Turn(NamedTuple):
    """An alert's turn: the moment before its article was published, when it rang, and when each client had it."""

    published: float
    rang: float
    """By the clock of Redis, in whole milliseconds."""
    arrived: list[float]


class Client(asyncio.Protocol):
    """Listens to all alerts, and notes when which one came; the first of them keeps what came, too."""

    def __init__(self, heard: dict[bytes, list[float]], kept: bytearray | None) -> None:
        self._heard = heard
        self._kept = kept
        self.told = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- a TCP connection's is one
        transport.write(b"GET /v1/alerts/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")

    def data_received(self, data: bytes) -> None:
        """Note the time."""
        now = time.perf_counter()
        self.told.set()
        for entry in ENTRY.findall(data):
            self._heard.setdefault(entry, []).append(now)
        if self._kept is not None:
            self._kept += data


def main(clients: int, seconds: int) -> None:
    """Start everything, measure, and say it."""
    most = max(clients, MANY) * 2 + 1000
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most if hard < 0 else min(most, hard), hard))
    with tempfile.TemporaryDirectory() as directory, running(Path(directory)) as server:
        port = free_port()
        environment = {
            "FIREBELL_REDIS_URL": server.url,
            "FIREBELL_HTTP_PORT": str(port),
            "FIREBELL_HTTP_RATE": "100000",
            "FIREBELL_LOG_LEVEL": "WARNING",
        }
        with role("worker", environment=environment), role("serve", environment=environment) as serve:
            asyncio.run(_measure(connect(server.url), port, serve.pid, clients, seconds))


async def _measure(client: Redis, port: int, pid: int, clients: int, seconds: int) -> None:
    await _until_ready(port)
    await _warm_up(client)
    before = resident(pid)
    print(f"memory of the server: {before / 1024:,.0f} MB alone", end="")
    for many in (clients, MANY):
        async with _listening(port, many) as _:
            grown = resident(pid) - before
            print(f"; with {many} clients {grown / many:.1f} kB each", end="")
    print()
    async with _listening(port, clients) as (heard, kept):
        started, before_cpu = time.perf_counter(), processor(pid)
        published = await _publish(client, seconds)
        await asyncio.sleep(SETTLE_SECONDS)
        took, cpu = time.perf_counter() - started, processor(pid) - before_cpu
        _tell(list(_turns(published, heard, bytes(kept))), clients, took, cpu)
    await client.aclose()


def _tell(turns: Sequence[Turn], clients: int, took: float, cpu: float) -> None:
    whole = [turn for turn in turns if len(turn.arrived) == clients]
    first = sorted((turn.arrived[0] - turn.published) * 1000 for turn in whole)
    every = sorted((moment - turn.published) * 1000 for turn in whole for moment in turn.arrived)
    told = sorted((moment - turn.rang) * 1000 for turn in whole for moment in turn.arrived)
    print(f"{len(turns)} turns in {took:.0f} s, {len(whole)} of them at all {clients} clients")
    rows = (
        ("article → first client", first),
        ("article → all clients", every),
        ("alert → all clients", told),
    )
    for what, found in rows:
        print(f"  {what:24} p50 {_at(found, 0.5):6.1f} ms, p99 {_at(found, 0.99):6.1f} ms")
    print(f"  {cpu / max(len(every), 1) * 1e6:.0f} µs of the server's processor an event sent", end=", ")
    print(f"{cpu / took:.0%} of one; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _at(values: Sequence[float], share: float) -> float:
    return values[min(int(len(values) * share), len(values) - 1)] if values else float("nan")


async def _publish(client: Redis, seconds: int) -> dict[str, float]:
    """Articles at an even pace; when each was published, by its id."""
    rng, keys = Random(SEED), Keys()  # noqa: S311 -- simulated news, no secret
    published: dict[str, float] = {}
    begun = time.perf_counter()
    for number in range(0, seconds * A_SECOND, AT_ONCE):
        await asyncio.sleep(max(0.0, begun + number / A_SECOND - time.perf_counter()))
        some = [article(rng, number + one, SHORT) for one in range(AT_ONCE)]
        now = time.perf_counter()
        published |= {one.id: now for one in some}
        await add(client, keys, some)
    return published


def _turns(published: dict[str, float], heard: dict[bytes, list[float]], kept: bytes) -> Iterator[Turn]:
    """Each turn that an article rang: the newest of those that it quotes."""
    offset = time.time() - time.perf_counter()
    for raw in kept.split(b"\n\n"):
        if (at := raw.find(b"data: ")) < 0 or (found := ENTRY.search(raw)) is None:
            continue
        alert = decode(raw[at + 6 :].partition(b"\n")[0])
        arrived = heard[found[1]]
        among = {quote.article_id for quote in alert.data.evidence} & published.keys()
        moments = [published[name] for name in among if published[name] < min(arrived)]
        if moments:
            yield Turn(max(moments), int(found[1].partition(b"-")[0]) / 1000 - offset, arrived)


@contextlib.asynccontextmanager
async def _listening(port: int, many: int) -> AsyncIterator[tuple[dict[bytes, list[float]], bytearray]]:
    """So many clients that hear everything."""
    heard: dict[bytes, list[float]] = {}
    kept = bytearray()
    loop = asyncio.get_running_loop()
    transports: deque[asyncio.Transport] = deque()
    try:
        for number in range(many):
            transport, protocol = await loop.create_connection(
                lambda number=number: Client(heard, kept if number == 0 else None),  # type: ignore[misc] # mypy guesses no lambda with a default
                "127.0.0.1",
                port,
            )
            transports.append(transport)
            await protocol.told.wait()
        await asyncio.sleep(SETTLE_SECONDS)
        yield heard, kept
    finally:
        for transport in transports:
            transport.close()
        await asyncio.sleep(SETTLE_SECONDS)


async def _until_ready(port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        for _ in range(int(START_SECONDS / 0.1)):
            with contextlib.suppress(httpx.TransportError, socket.error):
                if (await http.get("/readyz")).is_success:
                    return
            await asyncio.sleep(0.1)
    raise SystemExit("the server did not become ready")


async def _warm_up(client: Redis) -> None:
    """Until the worker has rung once: what it loads at the start is not measured."""
    lead = "A roadside bomb killed 12 soldiers near Kirkuk, officials said."
    await add(client, Keys(), [Article(id="first", title="Bomb near Kirkuk", text=lead, source="Reuters")])
    for _ in range(int(START_SECONDS / 0.1)):
        if await call(client, "XLEN", Keys().alerts):
            return
        await asyncio.sleep(0.1)
    raise SystemExit("the worker did not ring")


def _arguments(argv: Sequence[str]) -> tuple[int, int]:
    return (int(argv[0]) if argv else CLIENTS), (int(argv[1]) if argv[1:] else SECONDS)


if __name__ == "__main__":
    main(*_arguments(sys.argv[1:]))
