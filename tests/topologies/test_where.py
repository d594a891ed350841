"""An address, credentials and files → where Redis is, or what is wrong with it; a password is never shown."""

import asyncio
import os
from pathlib import Path

import pytest
from tests.cli.test_commands import firebell
from tests.topologies.servers import Cluster, Server, Watched, running, valkey

from firebell.client import BadUseError, asubscribe
from firebell.redis.client import RefusedError, call, connect, keys_at
from firebell.redis.keys import PrefixError
from firebell.redis.where import Address, BadAddressError, Where, where_from

MANY = [
    pytest.param(
        "redis-sentinel://a,b:1/2?sentinelMasterId=m",
        Address("sentinel", tls=False, nodes=(("a", 26379), ("b", 1)), master="m", words={"db": 2}),
        id="Sentinels at their own port",
    ),
    pytest.param(
        "rediss-sentinel://me:p%40ss@[::1]:1?sentinelMasterId=m",
        Address(
            "sentinel",
            tls=True,
            nodes=(("::1", 1),),
            master="m",
            words={"db": 0, "username": "me", "password": "p@ss"},
        ),
        id="TLS, a user, an address of version 6",
    ),
    pytest.param(
        "redis-cluster://a,b:7000",
        Address("cluster", tls=False, nodes=(("a", 6379), ("b", 7000)), master="", words={"db": 0}),
        id="nodes of a Cluster",
    ),
    pytest.param(
        "rediss-cluster://:pw@a/0",
        Address("cluster", tls=True, nodes=(("a", 6379),), master="", words={"db": 0, "password": "pw"}),
        id="a password without a user",
    ),
    pytest.param(
        "rediss://me:pw@a:1/3",
        Address(
            "one",
            tls=True,
            nodes=(),
            master="",
            words={"host": "a", "port": 1, "db": 3, "username": "me", "password": "pw"},
        ),
        id="one server",
    ),
]


@pytest.mark.parametrize(("url", "address"), MANY)
def test_an_address_is_taken_apart(url: str, address: Address) -> None:
    assert Where(url).address() == address


WRONG = [
    pytest.param("nonsense", {}, "write redis://HOST", id="no address"),
    pytest.param("http://redis", {}, "write redis://HOST", id="an address of something else"),
    pytest.param("redis-sentinel://a,b", {}, "which master", id="Sentinels without a name"),
    pytest.param("redis-sentinel://a?sentinelMasterId=m&db=1", {}, "no option db", id="an option of another"),
    pytest.param(
        "redis-cluster://a?sentinelMasterId=m", {}, "for redis-sentinel", id="a Cluster with a name"
    ),
    pytest.param("redis-cluster://a/1", {}, "on a Redis Cluster it is 0", id="a Cluster's other database"),
    pytest.param("redis-cluster://a:b", {}, "'a:b' is no HOST:PORT", id="a port that is none"),
    pytest.param("redis-cluster://a:70000", {}, "'a:70000' is no HOST:PORT", id="a port that is too high"),
    pytest.param("redis-cluster://a,", {}, "'' is no HOST:PORT", id="a comma too many"),
    pytest.param("redis://a", {"ca": "/x"}, "write rediss://a", id="an authority without TLS"),
    pytest.param("redis-cluster://a", {"cert": "/x"}, "write rediss-cluster://a", id="the same on a Cluster"),
    pytest.param(
        "rediss://a", {"key": "/x"}, "without FIREBELL_REDIS_CERT", id="a key without a certificate"
    ),
    pytest.param("rediss://a", {"ca": "/nowhere"}, "FIREBELL_REDIS_CA=/nowhere: No such file", id="no file"),
    pytest.param("rediss://a", {"ca": __file__}, "no certificate in PEM form", id="an authority in no form"),
    pytest.param(
        "rediss://a", {"cert": "/nowhere"}, "FIREBELL_REDIS_CERT=/nowhere: No such", id="none of ours"
    ),
    pytest.param("rediss://a", {"cert": __file__}, "FIREBELL_REDIS_CERT", id="ours in no form"),
    pytest.param(
        "redis://a", {"password": "file:/nowhere"}, "FIREBELL_REDIS_PASSWORD=file:/nowhere", id="a secret"
    ),
    pytest.param("redis://a", {"sentinel_password": "x"}, "leads to no Sentinel", id="a Sentinel's password"),
]


@pytest.mark.parametrize(("url", "beside", "says"), WRONG)
def test_what_is_wrong_is_said_by_every_role_before_anything_starts(
    url: str, beside: dict[str, str], says: str
) -> None:
    with pytest.raises(BadAddressError, match=says.replace("/", "[/]")):
        Where(url, **beside)


@pytest.mark.parametrize("role", ["worker", "deliver", "collect", "serve", "status", "up"])
def test_a_role_says_it_in_a_sentence(role: str) -> None:
    ran = firebell(role, url="redis-sentinel://me:secret@a", FIREBELL_REDIS_PASSWORD="hidden")  # noqa: S106 - of this test
    assert ran.code == 2
    assert ran.err.startswith("firebell: FIREBELL_REDIS_URL=redis-sentinel://a: which master?")
    assert "secret" not in ran.err
    assert "hidden" not in ran.err


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("redis://me:secret@a", id="plainly"),
        pytest.param("redis://a?password=secret@a", id="in the query"),
        pytest.param("redis-sentinel://me:secret@a,b?sentinelMasterId=m", id="to Sentinels"),
    ],
)
def test_a_password_is_not_shown(url: str) -> None:
    where = Where(url, password="secret")  # noqa: S106 - of this test
    assert "secret" not in f"{where} {where!r} {connect(where)!r}"
    with pytest.raises(BadAddressError) as told:
        Where(url, password="secret", key="/x")  # noqa: S106 - of this test
    assert "secret" not in str(told.value)


def test_a_password_that_has_to_be_written_otherwise_is_not_shown_either() -> None:
    with pytest.raises(BadAddressError, match="write redis://HOST") as told:
        Where("redis://me:s?secret@a")
    assert "secret" not in str(told.value)


def test_another_process_of_ours_is_told_the_same() -> None:
    where = Where("redis-sentinel://a?sentinelMasterId=m", "me", password="x", sentinel_password="y")  # noqa: S106 - of this test
    told = where.environment()
    assert where_from(told, url=told["FIREBELL_REDIS_URL"]) == where


def test_a_prefix_without_a_hash_tag_is_refused_on_a_cluster() -> None:
    with pytest.raises(PrefixError, match=r"FIREBELL_PREFIX=\{firebell\}"):
        connect("redis-cluster://a", "firebell")


@pytest.mark.parametrize("role", ["worker", "serve", "status"])
async def test_a_node_of_a_cluster_is_not_taken_for_a_server(role: str, tmp_path: Path) -> None:
    node = Server(valkey(), tmp_path, "--cluster-enabled", "yes")
    async with running([node]):
        ran = await asyncio.to_thread(
            lambda: firebell(role, url=f"redis://{node.at}", FIREBELL_HTTP_PORT="0", seconds=60)
        )
        assert ran.code == 2
        assert f"write redis-cluster://{node.at}" in ran.err
        assert "Traceback" not in ran.err
        with pytest.raises(RefusedError, match=f"write redis-cluster://{node.at}"):
            await anext(asubscribe(f"redis://{node.at}", since="0-0"))


async def test_one_kind_of_server_is_not_taken_for_another(tmp_path: Path) -> None:
    server = Server(valkey(), tmp_path / "server")
    watching = ["--sentinel", "monitor", "mymaster", "127.0.0.1", str(server.port), "1"]
    sentinel = Server(valkey(), tmp_path / "sentinel", *watching, sentinel=True)
    async with running([server, sentinel]):
        for url, prefix, says in (
            (f"redis-cluster://{server.at}", "{firebell}", "is no node of a Redis Cluster"),
            (f"redis-sentinel://{server.at}?sentinelMasterId=m", "firebell", "is no Sentinel"),
            (f"redis-sentinel://{sentinel.at}?sentinelMasterId=m", "firebell", "knows no master named 'm'"),
        ):
            client = connect(url, prefix)
            with pytest.raises(RefusedError, match=says):
                await call(client, "PING")
            await client.aclose()
        client = connect(f"redis://{sentinel.at}")
        with pytest.raises(Exception, match="is a Sentinel: write redis-sentinel"):
            await keys_at(client, f"redis://{sentinel.at}", "firebell")
        await client.aclose()


async def test_the_client_library_is_told_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadUseError, match="which master"):
        await anext(asubscribe("redis-sentinel://a"))
    server = Server(valkey(), tmp_path, "--requirepass", "right")
    async with running([server], password="right"):  # noqa: S106 - of this test
        monkeypatch.setenv("FIREBELL_REDIS_URL", f"redis://{server.at}")
        monkeypatch.setenv("FIREBELL_REDIS_PASSWORD", "right")
        monkeypatch.delenv("FIREBELL_REDIS_USERNAME", raising=False)
        async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
            task = tasks.create_task(anext(asubscribe(since="0-0")))
            await asyncio.sleep(0.3)
            assert not task.done(), "it listens"
            task.cancel()
    assert os.environ["FIREBELL_REDIS_PASSWORD"] == "right"  # noqa: S105 - of this test


@pytest.mark.parametrize("kind", ["sentinel", "cluster"])
async def test_up_uses_what_is_set_whatever_it_is(kind: str, tmp_path: Path) -> None:
    one: Watched | Cluster = (Watched if kind == "sentinel" else Cluster)(valkey(), tmp_path)
    prefix = "{firebell}"
    async with one.running():
        ran = await asyncio.to_thread(
            lambda: firebell("up", "--demo", "--once", url=one.url, FIREBELL_PREFIX=prefix, seconds=120)
        )
    assert ran.code == 0, ran.err
    assert f"keys behind {prefix}:" in ran.out + ran.err
    assert "Traceback" not in ran.err
