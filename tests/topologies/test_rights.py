"""A user for each role, as docs/redis.md has it: each does its work, and nothing else."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from tests.cli.test_commands import BOMB, firebell, jsonl
from tests.client.helpers import all_heard
from tests.collect.helpers import a_feed, an_hour_apart, collecting, rss
from tests.collect.site import a_site
from tests.deliver.helpers import a_desk, delivering
from tests.deliver.receiver import receiving
from tests.topologies.servers import SERVERS, Server, eventually, running, until_answered, valkey
from tests.with_redis import standins
from tests.with_redis.helpers import rows
from tests.with_redis.test_worker import fetched, working

from firebell.cli.worker import core
from firebell.client import asubscribe
from firebell.redis.client import Redis, RefusedError, call, connect
from firebell.redis.keys import GROUP, Keys
from firebell.redis.upkeep import Retention, reap, trim
from firebell.serve.app import Options as Serving
from firebell.serve.app import application
from firebell.serve.listening import Server as HttpServer
from firebell.serve.listening import address_of, listen
from firebell.serve.tokens import make
from firebell.settings import Settings
from firebell.worker import Options, Worker

PAGE = (Path(__file__).parents[2] / "docs" / "redis.md").read_text()
LINES = {name: words.split() for name, words in re.findall(r"^user firebell-(\w+) (.+)$", PAGE, re.MULTILINE)}
ROLES = ("worker", "deliver", "collect", "serve", "producer", "subscriber")
KEYS = Keys()
SECRET = "CHANGE"  # noqa: S105 - as the page has it


class Guarded:
    """A server with a user for each role; `admin` is the one who may everything."""

    def __init__(self, server: Server, admin: Redis) -> None:
        self.admin = admin
        self._at = server.at

    def url(self, role: str) -> str:
        return f"redis://firebell-{role}:{SECRET}@{self._at}"

    async def refused(self) -> list[str]:
        """What anybody was refused."""
        told = await call(self.admin, "ACL LOG")
        return sorted(
            {f"{one['username']}: {one['object']} ({one['reason']}, {one['context']})" for one in told}
        )


@asynccontextmanager
async def guarded(program: str, directory: Path) -> AsyncIterator[Guarded]:
    server = Server(program, directory)
    async with running([server]):
        admin = connect(f"redis://{server.at}")
        for role, words in LINES.items():
            await call(admin, "ACL SETUSER", f"firebell-{role}", *words)
        yield Guarded(server, admin)
        await admin.aclose()


def test_there_is_a_line_for_each_role() -> None:
    assert tuple(LINES) == ROLES


@pytest.mark.parametrize("program", SERVERS)
async def test_each_role_does_its_work_with_its_rights(program: object, tmp_path: Path) -> None:
    assert callable(program)
    async with guarded(program(), tmp_path / "server") as known:
        await _publishes(known)
        await _works(known)
        await _collects(known)
        await _delivers(known)
        await _serves(known, tmp_path)
        await _listens(known)
        assert await known.refused() == []


async def _publishes(known: Guarded) -> None:
    ran = await asyncio.to_thread(
        lambda: firebell("publish", "-", given=jsonl(BOMB), url=known.url("producer"))
    )
    assert ran.code == 0, ran.err


async def _works(known: Guarded) -> None:
    mine = connect(known.url("worker"))
    # What another reader took and never had is claimed.
    await call(known.admin, "XGROUP CREATE", KEYS.articles, GROUP, "0")
    await call(known.admin, "XREADGROUP", "GROUP", GROUP, "gone", "STREAMS", KEYS.articles, ">")
    options = Options(known.url("worker"), health_port=0, lease_seconds=1.0, claim_after_seconds=1.0)
    async with working(Worker(options, core(Settings()))) as worker:

        async def rang() -> bool:
            return bool(await call(known.admin, "XLEN", KEYS.alerts))

        await eventually(rang)
        assert await fetched(worker, "/readyz") == (200, "ok\n")
    await trim(mine, KEYS, Retention())
    await call(known.admin, "XGROUP CREATECONSUMER", KEYS.articles, GROUP, "idle")
    await reap(mine, KEYS)
    await mine.aclose()


async def _collects(known: Guarded) -> None:
    async with a_site() as site:
        site.put("/feed", rss(*an_hour_apart(2)))
        before = await call(known.admin, "XLEN", KEYS.articles)

        async def came() -> bool:
            return bool(await call(known.admin, "XLEN", KEYS.articles) > before)

        async with collecting(known.url("collect"), [a_feed(site.url())]):
            await eventually(came)


async def _delivers(known: Guarded) -> None:
    alert = (await rows(known.admin, KEYS.alerts))[0][b"data"]
    async with receiving() as receiver:
        await call(known.admin, "XADD", KEYS.channel("desk"), "*", "data", alert)
        async with delivering(known.url("deliver"), a_desk(receiver.url)):

            async def came() -> bool:
                return bool(receiver.got)

            await eventually(came)


async def _serves(known: Guarded, directory: Path) -> None:
    token, line = make("desk", ["read", "publish", "act"])
    (directory / "tokens").write_text(f"{line}\n")
    app = application(Serving(known.url("serve"), tokens=directory / "tokens"))
    sock = listen("127.0.0.1", 0)
    serving = HttpServer(app)
    task = asyncio.create_task(serving.serve(sockets=[sock]))
    may = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=address_of(sock), timeout=20, headers=may) as http:

        async def ready() -> bool:
            return (await http.get("/readyz")).is_success

        await eventually(ready)
        assert (await http.post("/v1/articles", json={"title": "x"})).status_code == 202
        told = (await http.get("/v1/alerts")).json()
        about = next(iter(told.values()))[0]["data"]["alert_id"] if told else ""
        paths = (await http.get("/openapi.json")).json()["paths"]
        for path in [path for path, ways in paths.items() if "get" in ways and "stream" not in path]:
            answer = await http.get(re.sub(r"\{\w+\}", "CD" if "{code}" in path else about, path))
            assert answer.status_code < 500, (path, answer.text)
        for path in [path for path, ways in paths.items() if "post" in ways and "articles" not in path]:
            answer = await http.post(
                re.sub(r"\{\w+\}", "CD" if "{code}" in path else about, path),
                json={"why": "a test", **({"for": "1h"} if "silence" in path else {})},
            )
            assert answer.status_code < 300, (path, answer.text)
    serving.should_exit = True
    await task


async def _listens(known: Guarded) -> None:
    url = known.url("subscriber")
    assert await all_heard(asubscribe(url, since="0-0", resume="desk"))
    assert await all_heard(asubscribe(url, since="0-0", group="desk", claim_after=0.1))
    assert await all_heard(asubscribe(url, since="0-0", channel="desk"))
    client = connect(url)
    async with client.pubsub() as heard:
        await heard.subscribe(KEYS.channel("radio"))
    await client.aclose()


FORBIDDEN = [
    pytest.param("FLUSHALL", id="emptying it"),
    pytest.param("CONFIG SET maxmemory-policy allkeys-lru", id="setting it up anew"),
    pytest.param("CONFIG GET requirepass", id="reading how it is set up"),
    pytest.param("KEYS *", id="naming every key"),
    pytest.param("ACL LIST", id="reading who may what"),
    pytest.param("XADD other:articles * title x", id="publishing to another prefix"),
    pytest.param("XRANGE other:alerts - +", id="reading another prefix"),
    pytest.param("PUBLISH other:channel:desk x", id="ringing at another prefix"),
    pytest.param("XTRIM firebell:alerts MAXLEN 0", id="forgetting alerts"),
    pytest.param("DEL firebell:journal", id="deleting the journal"),
]
MAY = {("worker", "XTRIM"), ("worker", "DEL")}
"""The worker trims streams and deletes keys: that is its work."""


@pytest.fixture(scope="module")
def one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(valkey(), tmp_path_factory.mktemp("guarded"))
    server.start()
    yield server
    server.kill()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("words", FORBIDDEN)
async def test_a_role_may_do_nothing_else(words: str, role: str, one_server: Server) -> None:
    command = words.split()
    if (role, command[0]) in MAY:
        return
    async with one_server.client() as admin:
        await until_answered(admin)
        await call(admin, "ACL SETUSER", f"firebell-{role}", "reset", *LINES[role])
    client = connect(f"redis://firebell-{role}:{SECRET}@{one_server.at}")
    with pytest.raises(RefusedError, match="NOPERM"):
        await call(client, *command)
    await client.aclose()


LACKING = [
    pytest.param(("-info",), "info", id="what it asks first"),
    pytest.param(("-xreadgroup",), "xreadgroup", id="what FastStream would be silent about"),
    pytest.param(("-publish",), "PUBLISH", id="what a commit does last"),
    pytest.param(("-hincrby",), "HINCRBY", id="what the readers' script does last"),
]


@pytest.mark.parametrize(("less", "says"), LACKING)
async def test_a_right_that_is_lacking_is_named_and_nothing_is_half_done(
    less: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    async with guarded(valkey(), tmp_path) as known:
        await call(known.admin, "ACL SETUSER", "firebell-worker", *less)
        options = Options(known.url("worker"), health_port=0, lease_seconds=1.0, claim_after_seconds=1.0)
        async with working(Worker(options, standins.core())) as worker:
            await call(known.admin, "XADD", KEYS.articles, "*", "data", '{"id": "a1", "text": "an attack"}')

            async def is_named() -> bool:
                if not worker.port:
                    return False
                status, page = await fetched(worker, "/readyz")
                return status == 503 and says in page and ("NOPERM" in page)

            await eventually(is_named)
            assert await call(known.admin, "XLEN", KEYS.alerts) == 0
            await call(known.admin, "ACL SETUSER", "firebell-worker", *(f"+{one[1:]}" for one in less))

            async def rings_once() -> bool:
                return len(await rows(known.admin, KEYS.alerts)) == 1

            await eventually(rings_once)
            await eventually(lambda: _well(worker))


async def _well(worker: Worker) -> bool:
    return (await fetched(worker, "/readyz"))[0] == 200


async def test_on_a_cluster_a_role_needs_the_map_of_slots_besides(tmp_path: Path) -> None:
    node = Server(valkey(), tmp_path, "--cluster-enabled", "yes")
    async with running([node]), node.client() as admin:
        await call(admin, "CLUSTER ADDSLOTSRANGE", 0, 16383)
        words = [word.replace("firebell:", "{firebell}:") for word in LINES["worker"]]
        await call(admin, "ACL SETUSER", "firebell-worker", *words)
        url = f"redis-cluster://firebell-worker:{SECRET}@{node.at}"
        client = connect(url, "{firebell}")
        with pytest.raises(RefusedError, match=r"NOPERM .*cluster\|slots"):
            await call(client, "PING")
        await call(admin, "ACL SETUSER", "firebell-worker", "+cluster|slots")
        options = Options(url, "{firebell}", lease_seconds=1.0, claim_after_seconds=1.0)
        async with working(Worker(options, standins.core())):
            keys = Keys("{firebell}")
            await call(client, "XADD", keys.articles, "*", "data", '{"id": "a1", "text": "an attack"}')

            async def rings() -> bool:
                return len(await rows(client, keys.alerts)) == 1

            await eventually(rings)
        await client.aclose()
