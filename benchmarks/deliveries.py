"""How many alerts a second one deliverer brings to webhooks: signed, each recorded in Redis, to a receiver beside it.

The receiver and Redis have processes of their own. A core's figure is by this process's own time, so that it holds on a
machine that others use too.
    .venv/bin/python -m benchmarks.deliveries [ALERTS [CHANNELS]]
"""

import asyncio
import logging
import multiprocessing
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import structlog
import uvloop
from benchmarks.table import Measured, Row, text

from firebell.alert.alert import encode
from firebell.alert.samples import a_test
from firebell.article import digest_of
from firebell.deliver.deliverer import Deliverer, Options
from firebell.embedded import free_port, running
from firebell.outward.guard import networks
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import Keys
from firebell.rules.channel import Channel, Hear, Outside
from firebell.rules.ruling import Origin

SECRET = "whsec_" + "A" * 43 + "="
BYTES = 3000
"""What an alert has in the demo, on average."""

ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"


class Receiver(asyncio.Protocol):
    """Takes every request, and reads no more of it than its length."""

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A deliverer connects."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
            if len(self._buffer) < end + 4 + length:
                return
            self._buffer = self._buffer[end + 4 + length :]
            if self._transport is not None:
                self._transport.write(ANSWER)


def receive(port: int) -> None:
    """Serve until killed."""

    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(Receiver, "127.0.0.1", port)
        await server.serve_forever()

    uvloop.run(serve())


def measure(count: int = 5000, width: int = 10) -> Measured:
    """How fast so many alerts leave by so many channels."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    os.environ["BENCHMARK_SECRET"] = SECRET
    port = free_port()
    receiver = multiprocessing.get_context("spawn").Process(target=receive, args=(port,), daemon=True)
    receiver.start()
    with TemporaryDirectory() as directory, running(Path(directory)) as server:
        row = uvloop.run(_deliver(server.url, port, count, width))
    receiver.kill()
    return Measured([row])


async def _deliver(url: str, port: int, count: int, width: int) -> Row:
    keys, client = Keys("firebell"), connect(url)
    outside = Outside(f"http://127.0.0.1:{port}/hook", ("env:BENCHMARK_SECRET",))
    names = [f"channel-{number}" for number in range(width)]
    channels = {name: Channel(name, "webhook", Hear(), "", Origin("", 0, ""), outside) for name in names}
    for name in names:
        for number in range(count // width):
            await call(client, "XADD", keys.channel(name), "*", "data", _alert(number))
    deliverer = Deliverer(Options(url, allowed=networks("127.0.0.0/8")), channels)
    started, used = time.perf_counter(), time.process_time()
    task = asyncio.create_task(deliverer.run())
    while await _delivered(client, keys, names) < count // width * width:  # noqa: ASYNC110 -- Redis rings no bell
        await asyncio.sleep(0.1)
    wall, core = time.perf_counter() - started, time.process_time() - used
    deliverer.stopping.set()
    await task
    await client.aclose()
    part = f"deliveries, signed and recorded one by one, {BYTES:,} bytes each"
    return Row(part, f"a deliverer, {width} webhooks", count / wall, count / core)


async def _delivered(client: Redis, keys: Keys, names: list[str]) -> int:
    found = [await call(client, "HGET", keys.deliver(name), "delivered") for name in names]
    return sum(int(number or 0) for number in found)


def _alert(number: int) -> bytes:
    name = digest_of(str(number))
    raw = encode(a_test(name, name, datetime(2026, 3, 1, tzinfo=UTC)))
    return raw.replace(b"Nothing happened.", b"Nothing happened." + b"." * (BYTES - len(raw)))


if __name__ == "__main__":
    print(text(measure(*map(int, sys.argv[1:3]))))
