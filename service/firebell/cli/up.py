"""`firebell up`: everything on one machine with no set-up; `--demo` feeds it a bundled day of articles."""

import asyncio
import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from firebell import settings
from firebell.alert.alert import decode
from firebell.cli.collect import feeds
from firebell.cli.deliver import outside
from firebell.cli.publish import prepared
from firebell.cli.redis import Door, where_of
from firebell.cli.view import View
from firebell.cli.words import articles, away
from firebell.embedded import free_port, running
from firebell.errors import FirebellError
from firebell.redis.client import AGAIN_LATER, RefusedError, call, connect, keys_at
from firebell.redis.publishing import add as publish_to
from firebell.redis.streams import tail
from firebell.redis.where import Where
from firebell.serve.listening import listen, shown
from firebell.shipped import shipped_config

DEMO = Path("demo") / "day.jsonl"
PACE_SECONDS = 0.25
"""Between two articles of the demo: slow enough to read along, fast enough for a short visit."""

SETTLE_SECONDS = 4.0
"""No alert for so long after the last article: the demo is over."""

STOP_SECONDS = 15.0


class DirectoryError(FirebellError):
    """The data directory cannot be used, or another firebell uses it."""


class NoRedisError(FirebellError):
    """Nothing answers at the address that was set."""


class WorkerEndedError(FirebellError):
    """The worker has ended by itself; its last words stand above."""


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("up")(up)


def up(
    demo: Annotated[
        bool, typer.Option("--demo", help="Feed it a bundled day of articles, with status Exercise.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Where the private Redis keeps its data.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="End when the demo is over.")] = False,
) -> None:
    """Start a private Redis (or use FIREBELL_REDIS_URL where it is set), a worker, HTTP and a view of alerts."""
    known = settings.load()
    with _server(known, data) as at, contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_serve(at, known.prefix, demo=demo, once=once))


@contextlib.contextmanager
def _server(known: settings.Settings, data: Path | None) -> Iterator[Where]:
    """The Redis to use: the one that was set, or a private one for the length of the command."""
    if os.environ.get("FIREBELL_REDIS_URL"):
        yield where_of(known)
        return
    where = data or known.data
    with _alone(where) as lock, running(where, holding=lock) as server:
        yield Where(server.url)


@contextlib.contextmanager
def _alone(where: Path) -> Iterator[int]:
    """The directory is ours while this lasts: two servers on one append-only file would ruin it.

    The server holds the lock too: it may outlive an `up` that was killed.
    """
    try:
        where.mkdir(parents=True, exist_ok=True)
        lock = (where / "up.lock").open("a")
    except OSError as error:
        raise DirectoryError(f"--data {where}: {error.strerror}; name a directory of your own") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DirectoryError(
                f"another `firebell up` runs in {where}, or the Redis that one left behind when it was killed; "
                "end it first, or give this one its own --data DIR"
            ) from error
        yield lock.fileno()


async def _serve(at: Where, prefix: str, *, demo: bool, once: bool) -> None:
    view = View()
    client = connect(at, prefix)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    try:
        _, names = await keys_at(client, at, prefix)
    except RefusedError:
        await client.aclose()
        raise
    except AGAIN_LATER as error:
        await client.aclose()
        message = f"no Redis at {at} ({error}); unset FIREBELL_REDIS_URL to use a private one"
        raise NoRedisError(message) from error
    door = Door(client, names)
    view.say(f"firebell is up. Redis: {at}, keys behind {prefix}:", "bold")
    try:
        start = await call(door.client, "XREVRANGE", door.keys.alerts, "+", "-", "COUNT", 1)
        since = start[0][0].decode() if start else "0-0"
        config = settings.load().config
        async with (
            _role(at, prefix, "worker") as process,
            _where(feeds(config), at, prefix, "collect"),
            _where(outside(config), at, prefix, "deliver"),
            _http(at, prefix) as address,
        ):
            view.say(f"Over HTTP: {address}", "bold")
            watch = asyncio.create_task(_watch(door, view, since))
            ended = asyncio.create_task(process.wait())
            tasks = [asyncio.create_task(stopping.wait()), watch, ended]
            if demo:
                tasks.append(asyncio.create_task(_demo(door, view, at, once=once)))
            else:
                _how_to(view, at)
            done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            while demo and not once and tasks[-1] in done and len(done) == 1:
                tasks.remove(tasks[-1])
                demo = False
                done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in waiting:
                task.cancel()
            for task in done:
                task.result()
            if ended in done:
                raise WorkerEndedError(f"the worker ended by itself with code {process.returncode}")
    finally:
        await door.client.aclose()


@asynccontextmanager
async def _where(wanted: object, at: Where, prefix: str, role: str) -> AsyncIterator[None]:
    """A role where the configuration has something for it; the worker has the port of health."""
    if not wanted:
        yield
        return
    async with _role(at, prefix, role, FIREBELL_HEALTH_PORT=""):
        yield


@asynccontextmanager
async def _http(at: Where, prefix: str) -> AsyncIterator[str]:
    """The server of page and API; its address. Where its port is taken and nobody chose it, another one does."""
    known = settings.load()
    host, port = known.http_host, known.http_port
    if not os.environ.get("FIREBELL_HTTP_PORT"):
        try:
            listen(host, port).close()
        except OSError:
            port = 0
    port = port or free_port()
    async with _role(at, prefix, "serve", FIREBELL_HTTP_PORT=str(port), FIREBELL_HEALTH_PORT=""):
        yield shown(host, port)


@asynccontextmanager
async def _role(at: Where, prefix: str, role: str, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A role in a process of its own, as it would run anywhere, which ends in order with us.

    -P: a directory or file called redis where the command is run must not stand in for the library.
    """
    environment = os.environ | at.environment() | {"FIREBELL_PREFIX": prefix} | more
    environment.setdefault("FIREBELL_LOG_LEVEL", "WARNING")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "firebell", role, env=environment, start_new_session=True
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _watch(door: Door, view: View, since: str) -> None:
    async for _, raw in tail(door.client, door.keys.alerts, since, away=away):
        view.show(decode(raw))


async def _demo(door: Door, view: View, at: Where, *, once: bool) -> None:
    """Publish the bundled articles one by one, wait until they are folded, and say what to do next."""
    listed = [line.article for line in articles(str(shipped_config() / DEMO)) if line.article is not None]
    view.say(
        f"Demo: {len(listed)} articles about real events, told with status Exercise. Alerts ring as they come:\n"
    )
    for article in listed:
        await publish_to(door.client, door.keys, [prepared(article, history=False, status="Exercise")])
        await asyncio.sleep(PACE_SECONDS)
    await _until_quiet(door)
    alerts = await call(door.client, "XLEN", door.keys.alerts)
    view.say(f"The demo is over: {len(listed)} articles, {alerts} alert turns.", "bold")
    _how_to(view, at, ending=once)


async def _until_quiet(door: Door) -> None:
    before = -1
    while True:
        now = await call(door.client, "XLEN", door.keys.alerts)
        if now == before:
            return
        before = now
        await asyncio.sleep(SETTLE_SECONDS)


def _how_to(view: View, at: Where, *, ending: bool = False) -> None:
    # As it was called: after `make run` the program is in .venv/bin and on nobody's PATH.
    program = sys.argv[0] if Path(sys.argv[0]).name == "firebell" else "firebell"
    publish, subscribe = f"{program} publish article.txt", f"{program} subscribe --since 1h"
    if os.environ.get("FIREBELL_REDIS_URL"):
        # It holds in the reader's shell too, with all that stands beside it; how else to come in, its owner knows.
        view.say(f"Publish an article of your own:\n  {publish}\nSubscribe:\n  {subscribe}")
    else:
        cli = f"redis-cli -p {at.url.rpartition(':')[2]}"
        view.say(
            "Publish an article of your own:\n"
            f"  FIREBELL_REDIS_URL={at} {publish}\n"
            f"  {cli} XADD firebell:articles '*' title '…' text '…'\n"
            "Subscribe:\n"
            f"  FIREBELL_REDIS_URL={at} {subscribe}\n"
            f"  {cli} XREAD BLOCK 0 STREAMS firebell:alerts '$'"
        )
    if not ending:
        view.say("It goes on until Ctrl-C.")
