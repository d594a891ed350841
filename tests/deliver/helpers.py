"""What the tests of deliveries do over and over: channels, alerts on their streams, a deliverer in a hurry."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import msgspec
from tests.builders import a_config, rulebooks

from firebell.alert.alert import Alert, encode
from firebell.alert.samples import a_test
from firebell.deliver.deliverer import Channels, Deliverer, Options
from firebell.deliver.schedule import Schedule
from firebell.outward.guard import networks
from firebell.redis.client import Redis, call
from firebell.redis.deliveries import Standing, standing
from firebell.redis.keys import Keys

SECRETS = ("whsec_" + "A" * 32, "whsec_" + "B" * 43 + "=")
"""Two signing secrets of 24 and 32 bytes."""

HERE = networks("127.0.0.0/8")
QUICK = Schedule(pauses=(0.0, *[0.02] * 9))


def channels(written: str) -> Channels:
    """The outside channels of a channels.yaml."""
    found = rulebooks()(a_config("watch: world", channels=written)).channels
    return {channel.name: channel for channel in found if channel.outside is not None}


def a_desk(url: str, more: str = "", name: str = "desk") -> Channels:
    """One webhook and what it asks for."""
    return channels(f"{name}: {{to: webhook, url: '{url}'{', ' if more else ''}{more}}}")


def an_alert(
    name: str, story: str = "", severity: str = "Severe", headline: str = "", status: str = "Actual"
) -> bytes:
    """One alert with this id; without a story it is one of its own."""
    alert = a_test(story or f"story-of-{name}", name, datetime(2026, 3, 1, tzinfo=UTC))
    data = msgspec.structs.replace(
        alert.data,
        severity=severity,
        status=status,
        headline=headline or f"Armed clash in Basra ({name})",
    )
    told: Alert = msgspec.structs.replace(alert, data=data, severitytext=severity)
    return encode(told)


async def ring(client: Redis, keys: Keys, channel: str, *alerts: bytes) -> list[str]:
    """Put alerts onto a channel's stream; returns their entries."""
    entries = [await call(client, "XADD", keys.channel(channel), "*", "data", raw) for raw in alerts]
    return [entry.decode() for entry in entries]


@asynccontextmanager
async def delivering(
    url: str, known: Channels, schedule: Schedule = QUICK, *, seconds: float = 5.0, lease: float = 10.0
) -> AsyncIterator[Deliverer]:
    """A deliverer for the length of a block, which ends in order."""
    options = Options(
        url,
        allowed=HERE,
        schedule=schedule,
        look_seconds=0.02,
        try_seconds=seconds,
        lease_seconds=lease,
        secrets_seconds=0.05,
    )
    deliverer = Deliverer(options, known)
    task = asyncio.create_task(deliverer.run())
    try:
        yield deliverer
    finally:
        deliverer.stopping.set()
        await task


async def stands(client: Redis, keys: Keys, name: str) -> Standing:
    return await standing(client, keys, name)
