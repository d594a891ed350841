"""TLS with certificates of one's own: it works, and what is wrong with it is said in a sentence."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_commands import firebell
from tests.tools import tool
from tests.topologies.servers import (
    Cluster,
    Papers,
    Server,
    Watched,
    behind_tls,
    eventually,
    redis7,
    running,
    valkey,
)
from tests.with_redis.helpers import publish, rung
from tests.with_redis.standins import core
from tests.with_redis.test_worker import fetched, working

from firebell.embedded import free_port
from firebell.redis.client import RefusedError, call, connect, keys_at
from firebell.redis.keys import Keys
from firebell.redis.where import BadAddressError, Where
from firebell.worker import Options, Worker


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return Papers(tmp_path_factory.mktemp("papers"))


def tls(papers: Papers, named: str = "server") -> list[str]:
    """Settings of a server that speaks TLS alone, also to its replicas, and wants to see certificates."""
    return ["--port", "0", "--tls-replication", "yes", *papers.words(getattr(papers, named))]


def shown(papers: Papers) -> dict[str, Any]:
    """How a plain client comes in."""
    cert, key = papers.client
    return {"ssl": True, "ssl_ca_certs": papers.ca, "ssl_certfile": cert, "ssl_keyfile": key}


@asynccontextmanager
async def a_tls_port(papers: Papers, directory: Path, named: str = "server") -> AsyncIterator[int]:
    server = Server(valkey(), directory)
    async with running([server]), behind_tls(server, papers.context(getattr(papers, named))) as port:
        yield port


@asynccontextmanager
async def a_tls_server(papers: Papers, directory: Path) -> AsyncIterator[int]:
    """The same by a server that speaks it: what TLS says once the handshake is over, only that one tells."""
    port = free_port()
    server = Server(redis7(), directory, *tls(papers), port=port)
    async with running([server], **shown(papers)):
        yield port


def ours(papers: Papers, **other: str) -> dict[str, str]:
    cert, key = papers.client
    return {"ca": papers.ca, "cert": cert, "key": key} | other


async def test_a_worker_works_over_tls_and_shows_its_certificate(papers: Papers, tmp_path: Path) -> None:
    async with a_tls_port(papers, tmp_path) as port:
        where = Where(f"rediss://localhost:{port}/0", **ours(papers))
        client = connect(where)
        async with working(Worker(Options(where, health_port=0, lease_seconds=1.0), core())) as worker:
            await publish(client, Keys(), {"id": "a1", "text": "an attack"})

            async def rings() -> bool:
                return await rung(client, Keys()) == ["a1"]

            await eventually(rings)
            assert await fetched(worker, "/readyz") == (200, "ok\n")
        await client.aclose()


async def is_said(url: str, told: dict[str, str], says: str) -> None:
    """A command says it and ends, a worker says it in /readyz and waits."""
    environment: dict[str, Any] = {f"FIREBELL_REDIS_{name.upper()}": value for name, value in told.items()}
    ran = await asyncio.to_thread(lambda: firebell("status", url=url, **environment))
    assert ran.code == 1
    assert says in ran.err
    assert "Traceback" not in ran.err
    async with working(Worker(Options(Where(url, **told), health_port=0), core())) as worker:

        async def is_told() -> bool:
            return bool(worker.port) and says in (await fetched(worker, "/readyz"))[1]

        await eventually(is_told)


@pytest.mark.parametrize(
    ("named", "ca", "says"),
    [
        pytest.param(
            "server", "other_ca", "no authority that FIREBELL_REDIS_CA holds", id="another authority"
        ),
        pytest.param("server", "", "no authority that FIREBELL_REDIS_CA holds", id="the system's alone"),
        pytest.param("elsewhere", "ca", "its certificate is for another name", id="a name of another host"),
    ],
)
async def test_a_server_that_is_not_to_be_trusted_is_not(
    named: str, ca: str, says: str, papers: Papers, tmp_path: Path
) -> None:
    async with a_tls_port(papers, tmp_path, named) as port:
        told = ours(papers, ca=getattr(papers, ca) if ca else "")
        await is_said(f"rediss://localhost:{port}/0", told, says)


@pytest.mark.parametrize(
    ("whose", "says"),
    [
        pytest.param("", "set FIREBELL_REDIS_CERT", id="none"),
        pytest.param("stranger", "refuses the certificate of FIREBELL_REDIS_CERT", id="a stranger's"),
    ],
)
async def test_a_client_certificate_that_is_wrong_is_said(
    whose: str, says: str, papers: Papers, tmp_path: Path
) -> None:
    cert, key = getattr(papers, whose) if whose else ("", "")
    async with a_tls_server(papers, tmp_path) as port:
        await is_said(f"rediss://localhost:{port}/0", {"ca": papers.ca, "cert": cert, "key": key}, says)


async def test_certificates_and_passwords_that_were_renewed_need_no_restart(
    papers: Papers, tmp_path: Path
) -> None:
    ca, secret = tmp_path / "ca.crt", tmp_path / "password"
    shutil.copy(papers.other_ca, ca)
    secret.write_text("old\n")
    server = Server(valkey(), tmp_path / "server", "--requirepass", "new")
    context = papers.context(papers.server)
    async with running([server], password="new"), behind_tls(server, context) as port:  # noqa: S106 - a test's own
        told = ours(papers, ca=str(ca), password=f"file:{secret}")
        client = connect(Where(f"rediss://localhost:{port}", **told))
        with pytest.raises(RefusedError, match="authority"):
            await call(client, "PING")
        shutil.copy(papers.ca, ca)
        with pytest.raises(RefusedError, match=r"(?i)invalid username-password"):
            await call(client, "PING")
        secret.write_text("new\n")
        assert await call(client, "PING")
        await client.aclose()


def test_a_key_that_is_locked_is_said_and_nobody_is_asked(papers: Papers, tmp_path: Path) -> None:
    cert, key = papers.client
    locked = tmp_path / "locked.key"
    words = ["pkey", "-in", key, "-aes256", "-passout", "pass:x", "-out", str(locked)]
    subprocess.run([tool("openssl"), *words], check=True, capture_output=True)  # noqa: S603 - our own words
    with pytest.raises(BadAddressError, match="locked by a passphrase"):
        Where("rediss://redis", ca=papers.ca, cert=cert, key=str(locked))


def test_a_key_of_another_certificate_is_said(papers: Papers) -> None:
    with pytest.raises(BadAddressError, match="not the key of FIREBELL_REDIS_CERT"):
        Where("rediss://redis", cert=papers.client[0], key=papers.stranger[1])


USERS = "--user default off --user firebell on >secret ~* &* +@all --masteruser firebell --masterauth secret"


async def test_sentinels_over_tls_with_users_name_the_master(papers: Papers, tmp_path: Path) -> None:
    knows = "--sentinel auth-user mymaster firebell --sentinel auth-pass mymaster secret"
    among = "--requirepass watching --sentinel sentinel-pass watching"
    watched = Watched(
        redis7(),
        tmp_path,
        [*tls(papers), *USERS.split()],
        [*tls(papers), *among.split()],
        knows.split(),
    )
    plain = shown(papers)
    async with watched.running(
        {**plain, "username": "firebell", "password": "secret"}, {**plain, "password": "watching"}
    ):
        url = watched.url.replace("redis-", "rediss-")
        told = ours(papers, password="secret", sentinel_password="watching")  # noqa: S106 - a test's own
        where = Where(url, "firebell", **told)
        client = connect(where)
        assert (await keys_at(client, where, "firebell"))[1] == Keys()
        await call(client, "SET", "a", "1")
        watched.nodes[0].kill()
        await eventually(lambda: call(client, "SET", "a", "2"))
        await client.aclose()
        silent = connect(Where(url, "firebell", **ours(papers, password="secret")))  # noqa: S106 - a test's own
        with pytest.raises(RefusedError, match=r"(?i)authentication required"):
            await call(silent, "PING")
        await silent.aclose()


async def test_a_cluster_over_tls_with_users_finds_the_master_of_our_keys(
    papers: Papers, tmp_path: Path
) -> None:
    cluster = Cluster(redis7(), tmp_path, [*tls(papers), "--tls-cluster", "yes", *USERS.split()])
    async with cluster.running(**shown(papers), username="firebell", password="secret"):  # noqa: S106 - a test's own
        where = Where(cluster.url.replace("redis-", "rediss-"), "firebell", **ours(papers, password="secret"))  # noqa: S106
        client = connect(where, "{firebell}")
        assert (await keys_at(client, where, "{firebell}"))[1] == Keys("{firebell}")
        assert await call(client, "SET", "{firebell}:a", "1")
        await client.aclose()
