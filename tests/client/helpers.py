"""Alerts by what matters, and what the tests of the client do over and over."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import cache
from pathlib import Path

import msgspec
from tests.builders import Fold, a_reading, an_event

from firebell.alert.alert import Alert, decode, encode
from firebell.redis.client import Redis, call


@cache
def _rung() -> Alert:
    fold = Fold()
    fold(a_reading(an_event("bombing", killed=12)))
    return decode(fold.alerts[-1])


def an_alert(name: str, *, severity: str = "Severe", region: str = "IQ-BA") -> bytes:
    alert = _rung()
    where = msgspec.structs.replace(alert.data.region, code=region, path=(region.partition("-")[0],))
    data = msgspec.structs.replace(alert.data, severity=severity, region=where)
    return encode(msgspec.structs.replace(alert, id=name, severitytext=severity, data=data))


async def ring(client: Redis, key: str, *names: str) -> list[str]:
    """Alerts into a stream, as the fold's commit writes them; their entries' ids."""
    return [(await call(client, "XADD", key, "*", "data", an_alert(name))).decode() for name in names]


async def heard(alerts: AsyncGenerator[Alert], count: int, *, seconds: float = 20.0) -> list[str]:
    """The next ones by their ids. The last of them is not acknowledged: nobody has asked for one more."""
    async with asyncio.timeout(seconds):
        return [(await anext(alerts)).id for _ in range(count)]


async def all_heard(alerts: AsyncGenerator[Alert], *, quiet: float = 0.3) -> list[str]:
    """What comes until nothing has come for a while, all of it acknowledged; it ends the listening."""
    names: list[str] = []
    async with aclosing(alerts):
        while True:
            try:
                async with asyncio.timeout(quiet):
                    names.append((await anext(alerts)).id)
            except TimeoutError:
                return names


async def killed_over(name: str, url: str, how: str) -> list[str]:
    """What a process of its own hears until it is killed with that alert in hand; `how` it keeps its place."""
    program = str(Path(__file__).with_name("killed.py"))
    process = await asyncio.create_subprocess_exec(
        sys.executable, program, url, name, how, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    names: list[str] = []
    try:
        async with asyncio.timeout(30):
            while name not in names:
                names.append((await process.stdout.readline()).decode().strip())
    finally:
        process.kill()
        await process.wait()
    return names
