"""A trace on its whole road, over real processes' parts: producer, stream, journal, alert, receiver."""

import asyncio
import json

import msgspec
import pytest
from faststream.redis import RedisBroker
from tests.builders import rulebooks
from tests.deliver.helpers import HERE, QUICK, a_desk, an_alert, channels, delivering, ring
from tests.deliver.receiver import receiving
from tests.with_redis.helpers import add, journaled, publish, rows, take
from tests.with_redis.standins import read

from firebell import journal
from firebell.alert.alert import decode
from firebell.cli.worker import core
from firebell.deliver.deliverer import Deliverer
from firebell.deliver.deliverer import Options as Delivering
from firebell.embedded import Embedded
from firebell.ops import metrics
from firebell.pipeline import State, fold
from firebell.redis.articles import Reader, make_broker
from firebell.redis.client import Redis
from firebell.redis.keys import Keys
from firebell.settings import Settings
from firebell.worker import Options, Worker

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
BOMB = {"title": "Bomb kills five in Goma", "text": "A bomb killed five people in Goma on Thursday."}
ATTACK = {"id": "a1", "text": "gunmen attack a post"}


@pytest.fixture
def reader(client: Redis, keys: Keys) -> Reader:
    return Reader(client, keys, read, consumer="one")


async def test_a_trace_goes_from_the_producer_to_the_receivers_header(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver:
        known = channels(f"all: {{to: webhook, url: '{receiver.url}'}}")
        parts = core(Settings())
        files = {**parts.config.files, "channels.yaml": f"all: {{to: webhook, url: '{receiver.url}'}}"}
        config = msgspec.structs.replace(parts.config, files=files, hash="with a receiver")
        worker = Worker(Options(server.url, tick_seconds=3600.0), parts._replace(config=config))
        deliverer = Deliverer(Delivering(server.url, allowed=HERE, schedule=QUICK, look_seconds=0.02), known)
        tasks = [asyncio.create_task(role.run()) for role in (worker, deliverer)]
        try:
            await add(client, keys, *(word for pair in BOMB.items() for word in pair), "traceparent", TRACE)
            await receiver.has(1, seconds=30.0)
        finally:
            worker.stopping.set()
            deliverer.stopping.set()
            await asyncio.gather(*tasks)
    [got] = receiver.got
    assert got.headers["traceparent"] == TRACE
    assert got.event["traceparent"] == TRACE
    assert decode(got.body).traceparent == TRACE
    entries = [
        (f"{number}-0", journal.decode(fields[b"data"]))
        for number, fields in enumerate(await rows(client, keys.journal), start=1)
    ]
    replayed = fold(State(), entries, rulebooks()).alerts
    assert replayed == [fields[b"data"] for fields in await rows(client, keys.alerts)] == [got.body]


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"traceparent": TRACE}, id="FastStream's telemetry writes it there"),
        pytest.param({}, id="a producer without telemetry"),
    ],
)
async def test_a_trace_in_faststreams_envelope_is_found(
    server: Embedded, client: Redis, keys: Keys, reader: Reader, headers: dict[str, str]
) -> None:
    broker: RedisBroker = make_broker(server.url)
    async with broker:
        await broker.publish(json.dumps(ATTACK), stream=keys.articles, headers=headers)
    assert await take(reader) == ["relevant"]
    [entry] = await journaled(client, keys)
    assert entry.traceparent == headers.get("traceparent", "")


async def test_a_trace_that_is_none_is_counted_and_stops_nothing(
    client: Redis, keys: Keys, reader: Reader
) -> None:
    before = metrics.TRACES_IGNORED._value.get()
    await publish(client, keys, ATTACK | {"traceparent": "00-zz"})
    assert await take(reader) == ["relevant"]
    [entry] = await journaled(client, keys)
    assert entry.traceparent == ""
    assert metrics.TRACES_IGNORED._value.get() == before + 1


async def test_a_worker_without_traces_writes_none(client: Redis, keys: Keys, reader: Reader) -> None:
    await publish(client, keys, ATTACK)
    await take(reader)
    [fields] = await rows(client, keys.journal)
    assert b"traceparent" not in fields[b"data"]


async def test_what_somebody_else_wrote_onto_a_channel_smuggles_no_header(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver, delivering(server.url, a_desk(receiver.url)):
        forged = json.loads(an_alert("a1")) | {"traceparent": f"{TRACE}\r\nx-smuggled: 1"}
        await ring(client, keys, "desk", json.dumps(forged).encode())
        await receiver.has(1)
    assert {"traceparent", "x-smuggled"} & receiver.got[0].headers.keys() == set()
