"""Real servers in the shapes that operators run: Sentinels over a master, a Cluster of three, TLS, users."""

import asyncio
import contextlib
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from tests.tools import tool

from firebell.embedded import binary, free_port
from firebell.redis.client import call

SLOTS = 16384
NOTHING: Mapping[str, Any] = {}
PATIENCE = 30.0


def valkey() -> str:
    """The server that comes with the tests."""
    return str(binary())


def redis7() -> str:
    """Debian's server; skipped where it is not installed."""
    return tool("redis-server")


SERVERS = [
    pytest.param(valkey, id="Valkey 9, which needs nothing else"),
    pytest.param(redis7, id="Redis 7, the floor"),
]


class Server:
    """One process; `words` are its settings, one after the other."""

    def __init__(
        self, program: str, directory: Path, *words: str, port: int = 0, sentinel: bool = False
    ) -> None:
        self.port = port or free_port()
        self.words = words
        self._program, self._directory, self._sentinel = program, directory, sentinel
        self._process: subprocess.Popen[bytes] | None = None
        directory.mkdir(parents=True, exist_ok=True)

    @property
    def at(self) -> str:
        """HOST:PORT."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; it may need a moment until it answers."""
        secure = self.words[:2] == ("--port", "0")
        port = ["--tls-port" if secure else "--port", str(self.port)]
        words = [*self.words, *port, "--dir", str(self._directory), "--bind", "127.0.0.1"]
        if self._sentinel:
            # A Sentinel keeps what it knows in its file, and does not start without one.
            file = self._directory / "sentinel.conf"
            lines = "".join(f"\n{word[2:]}" if word.startswith("--") else f" {word}" for word in words)
            file.write_text(lines + "\n")
            words = [str(file), "--sentinel"]
        else:
            words += ["--save", "", "--appendonly", "yes"]
        with (self._directory / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own words
                [self._program, *words], stdout=log, stderr=log
            )

    def kill(self) -> None:
        """End it as a power cut would."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def client(self, **words: Any) -> Redis:
        """A plain client of this one server, as an operator's."""
        return Redis(host="127.0.0.1", port=self.port, protocol=2, **words)


@asynccontextmanager
async def running(servers: Iterable[Server], **words: Any) -> AsyncIterator[None]:
    """All of them for the length of a block, once each has answered."""
    known = list(servers)
    try:
        for server in known:
            server.start()
        for server in known:
            async with server.client(**words) as client:
                await until_answered(client)
        yield
    finally:
        for server in known:
            server.kill()


async def until_answered(client: Redis) -> None:
    for _ in range(int(PATIENCE / 0.05)):
        with contextlib.suppress(RedisError, OSError):
            await client.ping()
            return
        await asyncio.sleep(0.05)
    pytest.fail("a server did not come up")


class Watched:
    """A master, its replica, and three Sentinels that watch them."""

    def __init__(
        self,
        program: str,
        directory: Path,
        words: Sequence[str] = (),
        sentinel: Sequence[str] = (),
        knows: Sequence[str] = (),
    ) -> None:
        first = free_port()
        self.nodes = [Server(program, directory / "one", *words, port=first)]
        self.nodes.append(Server(program, directory / "two", *words, "--replicaof", f"127.0.0.1 {first}"))
        watching = ["--sentinel", "monitor", "mymaster", "127.0.0.1", str(first), "2"]
        watching += ["--sentinel", "down-after-milliseconds", "mymaster", "500"]
        watching += ["--sentinel", "failover-timeout", "mymaster", "3000"]
        self.sentinels = [
            Server(program, directory / f"sentinel{number}", *sentinel, *watching, *knows, sentinel=True)
            for number in range(3)
        ]

    @property
    def hosts(self) -> str:
        """The Sentinels, as a URL has them."""
        return ",".join(sentinel.at for sentinel in self.sentinels)

    @property
    def url(self) -> str:
        return f"redis-sentinel://{self.hosts}/0?sentinelMasterId=mymaster"

    async def master(self) -> Server:
        """Who the Sentinels say it is."""
        async with self.sentinels[0].client() as sentinel:
            _, port = await call(sentinel, "SENTINEL GET-MASTER-ADDR-BY-NAME", "mymaster")
        return next(node for node in self.nodes if node.port == int(port))

    @asynccontextmanager
    async def running(
        self, node: Mapping[str, Any] = NOTHING, words: Mapping[str, Any] = NOTHING
    ) -> AsyncIterator["Watched"]:
        """All of it, once the replica follows and the Sentinels know of each other; how a client comes in to each."""
        async with running(self.nodes, **node):
            async with self.nodes[0].client(**node) as client:
                await eventually(lambda: _has_replica(client))
            async with running(self.sentinels, **words):
                for sentinel in self.sentinels:
                    async with sentinel.client(**words) as client:
                        # They demote an old master after four rounds of 2 s, and look around each 10 s: faster here.
                        await call(client, "SENTINEL DEBUG", "INFO-PERIOD", 500, "PUBLISH-PERIOD", 250)
                async with self.sentinels[0].client(**words) as client:

                    async def known() -> bool:
                        [state] = (await call(client, "SENTINEL MASTERS")).values()
                        return bool(state["num-slaves"] == 1 and state["num-other-sentinels"] == 2)

                    await eventually(known)
                yield self


class Cluster:
    """Three masters with a replica each."""

    def __init__(self, program: str, directory: Path, words: Sequence[str] = ()) -> None:
        self.nodes = [
            Server(
                program,
                directory / f"node{number}",
                *words,
                *("--cluster-enabled", "yes", "--cluster-node-timeout", "1000"),
                *("--cluster-port", str(free_port()), "--cluster-require-full-coverage", "no"),
                *("--cluster-replica-validity-factor", "0"),
            )
            for number in range(6)
        ]

    @property
    def url(self) -> str:
        return f"redis-cluster://{self.nodes[0].at},{self.nodes[1].at},{self.nodes[5].at}"

    @asynccontextmanager
    async def running(self, **words: Any) -> AsyncIterator["Cluster"]:
        """All of it, once every node knows who has what."""
        async with running(self.nodes, **words):
            clients = [node.client(**words) for node in self.nodes]
            try:
                await self._make(clients)
                yield self
            finally:
                for client in clients:
                    await client.aclose()

    async def _make(self, clients: list[Redis]) -> None:
        ends = [0, SLOTS // 3, 2 * SLOTS // 3, SLOTS]
        for number, client in enumerate(clients):
            await call(client, "CLUSTER SET-CONFIG-EPOCH", number + 1)
            if number < 3:
                await call(client, "CLUSTER ADDSLOTSRANGE", ends[number], ends[number + 1] - 1)
        bus = [_after("--cluster-port", node.words) for node in self.nodes]
        for client in clients:
            for node, port in zip(self.nodes, bus, strict=True):
                await call(client, "CLUSTER MEET", "127.0.0.1", node.port, port)
        names = [(await call(client, "CLUSTER MYID")).decode() for client in clients]

        async def met() -> bool:
            told = [str(await call(client, "CLUSTER NODES")) for client in clients]
            return all(name in lines for name in names for lines in told)

        await eventually(met)
        for client, name in zip(clients[3:], names[:3], strict=True):
            await call(client, "CLUSTER REPLICATE", name)
        for client in clients[:3]:
            await eventually(lambda client=client: _has_replica(client))

        async def agreed() -> bool:
            rows = [await call(client, "CLUSTER SLOTS") for client in clients]
            return all(len(row) == 3 and all(len(part) == 4 for part in row) for row in rows)

        await eventually(agreed)

    async def master_of(self, slot: int, **words: Any) -> Server:
        """Who has the slot, as the nodes that live say."""
        for node in self.nodes:
            async with node.client(**words) as client:
                with contextlib.suppress(RedisError, OSError):
                    for start, end, master, *_ in await call(client, "CLUSTER SLOTS"):
                        if start <= slot <= end:
                            return next(known for known in self.nodes if known.port == master[1])
        pytest.fail(f"nobody has slot {slot}")


async def eventually(condition: Any, seconds: float = PATIENCE) -> None:
    """Wait for something that servers agree on among themselves."""
    for _ in range(int(seconds / 0.05)):
        with contextlib.suppress(RedisError, OSError):
            if await condition():
                return
        await asyncio.sleep(0.05)
    pytest.fail(f"it did not come about within {seconds} s")


async def _has_replica(client: Redis) -> bool:
    facts = await client.info("replication")
    return bool("slave0" in facts and facts["slave0"]["state"] == "online")


def _after(name: str, words: Sequence[str]) -> str:
    return words[words.index(name) + 1]


class Papers:
    """Certificates of two authorities, one of which nobody trusts."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._openssl = shutil.which("openssl") or tool("openssl")
        self.ca, self._ca_key = self._authority("ca")
        self.other_ca, self._other_key = self._authority("other")
        names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
        self.server = self._signed("server", names, self.ca, self._ca_key)
        self.elsewhere = self._signed("elsewhere", "subjectAltName=DNS:redis.example", self.ca, self._ca_key)
        self.client = self._signed("client", "subjectAltName=DNS:firebell", self.ca, self._ca_key)
        self.stranger = self._signed(
            "stranger", "subjectAltName=DNS:firebell", self.other_ca, self._other_key
        )

    def words(self, paper: tuple[str, str]) -> list[str]:
        """How a server shows it, and asks for one in turn."""
        cert, key = paper
        return ["--tls-cert-file", cert, "--tls-key-file", key, "--tls-ca-cert-file", self.ca]

    def context(self, paper: tuple[str, str]) -> ssl.SSLContext:
        """The same for a server of ours."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=self.ca)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_cert_chain(*paper)
        return context

    def _authority(self, name: str) -> tuple[str, str]:
        cert, key = f"{self._directory}/{name}.crt", f"{self._directory}/{name}.key"
        made = [
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
        ]
        self._run(*made, "-subj", f"/CN={name}", "-keyout", key, "-out", cert)
        return cert, key

    def _signed(self, name: str, names: str, ca: str, ca_key: str) -> tuple[str, str]:
        cert, key, asked = (f"{self._directory}/{name}.{end}" for end in ("crt", "key", "csr"))
        made = ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self._run(*made, "-subj", f"/CN={name}", "-keyout", key, "-out", asked)
        more = self._directory / f"{name}.ext"
        more.write_text(names)
        signed = ["x509", "-req", "-in", asked, "-CA", ca, "-CAkey", ca_key, "-CAcreateserial", "-days", "2"]
        self._run(*signed, "-extfile", str(more), "-out", cert)
        return cert, key

    def _run(self, *words: str) -> None:
        subprocess.run([self._openssl, *words], check=True, capture_output=True)  # noqa: S603 - our own words


@asynccontextmanager
async def behind_tls(server: Server, context: ssl.SSLContext) -> AsyncIterator[int]:
    """A port that speaks TLS in front of a server that cannot; what TLS itself says is the same."""

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", server.port)
        await asyncio.gather(carry(reader, inner_writer), carry(inner_reader, writer))

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with listening:
        yield int(listening.sockets[0].getsockname()[1])
