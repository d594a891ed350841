"""A master that is handed over, dies and comes back under load: every alert once, and as its replay says."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.crc import key_slot
from tests.topologies.load import Load
from tests.topologies.servers import SERVERS, Cluster, Server, Watched, eventually, running, valkey

from firebell.embedded import free_port
from firebell.redis.client import AGAIN_LATER, ElsewhereError, call, connect

COUNT = 240
PREFIX = "{firebell}"
SLOT = key_slot(b"{firebell}")


@pytest.mark.parametrize("program", SERVERS)
async def test_sentinels_name_another_master_and_nothing_is_lost_or_told_twice(
    program: Callable[[], str], tmp_path: Path
) -> None:
    async with (
        Watched(program(), tmp_path, ("--min-replicas-to-write", "1")).running() as watched,
        Load(watched.url, "firebell", tmp_path).running() as load,
    ):

        async def handed_over() -> None:
            before = await watched.master()
            async with watched.sentinels[0].client() as sentinel:
                await eventually(lambda: call(sentinel, "SENTINEL FAILOVER", "mymaster"))
            await eventually(lambda: _is_another(watched.master, before))

        async def dies() -> None:
            before = await watched.master()
            await _dies(before, lambda: _is_another(watched.master, before))

        await load.publish_while(COUNT, [handed_over, dies])
        await load.check(COUNT)


@pytest.mark.parametrize("program", SERVERS)
async def test_a_cluster_names_another_master_and_nothing_is_lost_or_told_twice(
    program: Callable[[], str], tmp_path: Path
) -> None:
    async with (
        Cluster(program(), tmp_path).running() as cluster,
        Load(cluster.url, PREFIX, tmp_path).running() as load,
    ):

        async def master() -> Server:
            return await cluster.master_of(SLOT)

        async def handed_over() -> None:
            before = await master()
            heir = cluster.nodes[cluster.nodes.index(before) + 3]
            async with heir.client() as client:
                await call(client, "CLUSTER FAILOVER")
            await eventually(lambda: _is_another(master, before))

        async def dies() -> None:
            before = await master()
            await _dies(before, lambda: _is_another(master, before))

        await load.publish_while(COUNT, [handed_over, dies])
        await load.check(COUNT)


async def _is_another(master: Callable[[], Awaitable[Server]], before: Server) -> bool:
    return await master() is not before


async def _dies(master: Server, another: Callable[[], object]) -> None:
    """Killed as by a power cut; it comes back once there is another one, and does as if it were the master."""
    master.kill()
    await eventually(another)
    master.start()


async def test_a_master_that_does_not_know_it_is_none_any_more_is_left(tmp_path: Path) -> None:
    one, two = Server(valkey(), tmp_path / "one"), Server(valkey(), tmp_path / "two")
    watching = ["--sentinel", "monitor", "mymaster", "127.0.0.1", str(one.port), "1"]
    sentinel = Server(valkey(), tmp_path / "sentinel", *watching, sentinel=True)
    async with running([one, two, sentinel]), sentinel.client() as told:
        client = connect(f"redis-sentinel://{sentinel.at}?sentinelMasterId=mymaster")
        assert (await call(client, "INFO"))["tcp_port"] == one.port
        await call(told, "SENTINEL REMOVE", "mymaster")
        await call(told, "SENTINEL MONITOR", "mymaster", "127.0.0.1", two.port, 1)

        async def is_left() -> bool:
            return bool((await call(client, "INFO"))["tcp_port"] == two.port)

        await eventually(is_left)
        await client.aclose()


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(("min-replicas-to-write", "1", "0"), id="a master that its replicas have left"),
        pytest.param(("replica-read-only", "yes", "yes"), id="a replica that is no master yet"),
    ],
)
async def test_what_a_server_refuses_for_now_is_tried_again(
    refusal: tuple[str, str, str], tmp_path: Path
) -> None:
    name, before, after = refusal
    server = Server(valkey(), tmp_path)
    async with running([server]), server.client() as operator:
        client = connect(f"redis://{server.at}")
        await operator.config_set(name, before)
        if name.startswith("replica"):
            await call(operator, "REPLICAOF", "127.0.0.1", free_port())
        with pytest.raises(ElsewhereError):
            await call(client, "SET", "a", "1")
        assert issubclass(ElsewhereError, AGAIN_LATER)
        await operator.config_set(name, after)
        await call(operator, "REPLICAOF", "NO", "ONE")
        assert await call(client, "SET", "a", "1")
        await client.aclose()


@pytest.mark.parametrize("whole", [False, True], ids=["key by key", "in one step, as Valkey 9 can"])
async def test_a_slot_that_moves_to_another_node_takes_its_firebell_along(
    *, whole: bool, tmp_path: Path
) -> None:
    async with (
        Cluster(valkey(), tmp_path).running() as cluster,
        Load(cluster.url, PREFIX, tmp_path).running(("worker", "worker")) as load,
    ):
        await load.publish_while(COUNT, [lambda: _moves(cluster, whole=whole)])
        await load.check(COUNT, roles=False)


async def _moves(cluster: Cluster, *, whole: bool) -> None:
    source = await cluster.master_of(SLOT)
    target = next(node for node in cluster.nodes[:3] if node is not source)
    async with source.client() as here, target.client() as there:
        name = (await call(there, "CLUSTER MYID")).decode()
        if whole:
            await call(here, "CLUSTER MIGRATESLOTS SLOTSRANGE", SLOT, SLOT, "NODE", name)
        else:
            await _by_hand(here, there, target, name)

        async def done() -> bool:
            return await cluster.master_of(SLOT) is target

        await eventually(done)


async def _by_hand(here: Redis, there: Redis, target: Server, name: str) -> None:
    """As `redis-cli --cluster reshard` does; keys that are made meanwhile are asked for at the other node."""
    before = (await call(here, "CLUSTER MYID")).decode()
    await call(there, "CLUSTER SETSLOT", SLOT, "IMPORTING", before)
    await call(here, "CLUSTER SETSLOT", SLOT, "MIGRATING", name)
    while keys := await call(here, "CLUSTER GETKEYSINSLOT", SLOT, 10):
        await call(here, "MIGRATE", "127.0.0.1", target.port, "", 0, 5000, "KEYS", *keys)
        await asyncio.sleep(0.01)
    for node in (there, here):
        await call(node, "CLUSTER SETSLOT", SLOT, "NODE", name)
