"""What an earlier version stored is read and goes on; what a newer one stored is left alone, and said."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tests.load.stored import STORED, UNFOLDED, dumped, kept, restored
from tests.with_redis.helpers import rows, until
from tests.with_redis.standins import core as stand_in
from tests.with_redis.test_real_worker import folded
from tests.with_redis.test_worker import fetched

from firebell import journal
from firebell.article import Article, encode
from firebell.cli.worker import core
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.settings import Settings
from firebell.state import FORMAT, READS, State
from firebell.worker import Core, Options, Worker

KINDS = {"i", "s", "b", "q", "n", "c", "tick", "config"}
"""Every kind of field that a state has (firebell/state)."""


@asynccontextmanager
async def working(server: Embedded, with_core: Core) -> AsyncIterator[Worker]:
    worker = Worker(Options(server.url, health_port=0, lease_seconds=1.0, claim_after_seconds=1.0), with_core)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stopping.set()
        await task


async def told(client: Redis, keys: Keys) -> list[dict[str, Any]]:
    return [json.loads(fields[b"data"]) for fields in await rows(client, keys.alerts)]


def test_there_is_a_dump_of_each_format_that_is_read() -> None:
    assert {int(path.name.split("-")[1].split(".")[0]) for path in STORED.iterdir()} >= READS
    assert FORMAT in READS


@pytest.mark.parametrize("number", sorted(READS))
def test_every_record_of_a_stored_state_is_read(number: int) -> None:
    dump = kept(number)
    fields = {name.decode(): raw for name, raw in dump["firebell:state"][1]}
    kinds = Counter(name.partition(":")[0] for name in fields)
    assert set(kinds) == KINDS
    state = State.load(fields, "1-0")
    sizes = (len(state.incidents), len(state.stories), len(state.past), len(state.silences))
    assert sizes == (kinds["i"], kinds["s"], kinds["b"], kinds["q"])
    assert (len(state.surveyed), len(state.clocks)) == (kinds["n"], kinds["c"])
    assert state.tick is not None
    assert state.config is not None
    alerts = [json.loads(fields[1]) for _, fields in dump["firebell:alerts"][1][0]]
    versions = {alert["data"]["alert_id"]: alert["data"]["version"] for alert in alerts}
    assert {name: story.version for name, story in state.stories.items()} == versions
    assert any(story.confirmed for story in state.stories.values())
    assert any(incident.settled for incident in state.incidents.values())


@pytest.mark.parametrize("number", sorted(READS))
def test_every_entry_of_a_stored_journal_is_read(number: int) -> None:
    entries = [journal.decode(fields[1]) for _, fields in kept(number)["firebell:journal"][1][0]]
    kinds = Counter(type(entry).__name__ for entry in entries)
    assert {"ReadingEntry", "Tick", "ConfirmEntry", "SilenceEntry"} <= set(kinds)


@pytest.mark.parametrize("number", sorted(READS))
async def test_a_worker_goes_on_with_what_was_stored(
    server: Embedded, client: Redis, keys: Keys, number: int
) -> None:
    """What was read and not folded rings, the same text again does not, and a story goes on under its name."""
    await restored(client, kept(number))
    before = await told(client, keys)
    kabul = next(alert for alert in before if "Kabul" in alert["data"]["headline"])
    count = sum(map(int, await call(client, "HVALS", keys.counts)))
    async with working(server, core(Settings())):
        await call(client, "XADD", keys.articles, "*", "data", encode(UNFOLDED[0]))
        more = Article(
            id="a12",
            title="Kabul market bombing: death toll rises to 64, officials said",
            text="The death toll of the suicide bombing at a market in Kabul rose to 64, officials said.",
            source="AFP",
        )
        await call(client, "XADD", keys.articles, "*", "data", encode(more))
        await until(lambda: folded(client, keys, count + 2), seconds=60.0)
    after = (await told(client, keys))[len(before) :]
    assert len({alert["id"] for alert in [*before, *after]}) == len(before) + len(after)
    of_kabul = [alert for alert in after if alert["data"]["alert_id"] == kabul["data"]["alert_id"]]
    assert [alert["type"].rpartition(".")[2] for alert in of_kabul] == ["updated"] * len(of_kabul)
    assert of_kabul[-1]["data"]["version"] == kabul["data"]["version"] + len(of_kabul)
    assert any("Quetta" in alert["data"]["headline"] for alert in after)
    assert await call(client, "HGET", keys.counts, "duplicate") == b"1"
    assert int(await call(client, "HGET", keys.fold, "format")) == FORMAT


# — newer than this version —


@pytest.mark.parametrize("number", [FORMAT + 1, 0], ids=["newer", "older-than-is-read"])
async def test_a_worker_stands_by_before_a_foreign_state_and_touches_nothing_of_it(
    server: Embedded, client: Redis, keys: Keys, number: int
) -> None:
    await restored(client, kept(FORMAT))
    await call(client, "HSET", keys.fold, "format", number)
    before = await dumped(client, keys)
    async with working(server, core(Settings())) as worker:

        async def refused() -> bool:
            return (
                bool(worker.port)
                and f"the state has format {number}" in (await fetched(worker, "/readyz"))[1]
            )

        await until(refused, seconds=20.0)
        assert (await fetched(worker, "/readyz"))[0] == 503
        assert (await fetched(worker, "/livez"))[0] == 200
        await call(client, "XADD", keys.articles, "*", "data", encode(UNFOLDED[1]))
        await call(client, "XADD", keys.articles, "*", "data", '{"text": "Gunmen killed 3 soldiers in Gao."}')

        async def read() -> bool:
            return len(await rows(client, keys.journal)) > len(before[keys.journal][1][0])

        await until(read, seconds=20.0)
    after = await dumped(client, keys)
    for name in (keys.fold, keys.state, keys.alerts, keys.channel("everything")):
        assert after[name] == before[name]


async def test_an_entry_of_a_newer_version_stops_this_one_which_says_so_and_gives_the_fold_up(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    """While two versions run side by side: the older gives the fold up, the newer takes it up there."""
    await call(
        client, "XADD", keys.journal, "*", "data", '{"kind": "omen", "of": "what this version does not know"}'
    )
    async with working(server, stand_in()):

        async def stopped() -> bool:
            return bool(await call(client, "EXISTS", keys.stopped))

        await until(stopped, seconds=20.0)
        assert await call(client, "HGET", keys.stopped, "versions") == b"1"
        assert await call(client, "EXISTS", keys.lease) == 0
