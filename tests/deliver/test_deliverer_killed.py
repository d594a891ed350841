"""`firebell deliver` as a process: whatever is killed, stopped or away, every alert comes, under its own id."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.deliver.helpers import SECRETS, a_desk, an_alert, channels, delivering, ring, stands
from tests.deliver.receiver import OK, Got, Receiver, Say, receiving
from tests.with_redis.helpers import until

from firebell.deliver.deliverer import Deliverer
from firebell.embedded import Embedded, free_port, running
from firebell.redis.client import Redis, call, connect
from firebell.redis.keys import Keys


def process_environment(url: str, directory: Path, **more: str) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FIREBELL_")}
    return environment | {
        "FIREBELL_REDIS_URL": url,
        "FIREBELL_CONFIG": str(directory),
        "FIREBELL_ALLOW_ADDRESSES": "127.0.0.0/8",
        "FIREBELL_LOG_LEVEL": "WARNING",
        "DESK_SECRET": SECRETS[0],
        **more,
    }


@asynccontextmanager
async def a_process(url: str, directory: Path, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`firebell deliver`, which is killed at the end of the block if it is still there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "firebell", "deliver", env=process_environment(url, directory, **more)
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def write(directory: Path, receiver: Receiver) -> None:
    lines = f"desk: {{to: webhook, url: '{receiver.url}', secret: env:DESK_SECRET}}\n"
    (directory / "channels.yaml").write_text(lines)


async def gone(client: Redis, keys: Keys) -> None:
    """Let the lease of a killed process end now: a test waits for no ten seconds."""
    await call(client, "DEL", keys.deliver("desk", "lease"))


async def test_a_process_that_is_killed_while_it_posts_loses_nothing_and_sends_the_same_ids(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    names = [f"a{number}" for number in range(60)]
    async with receiving() as receiver:
        write(tmp_path, receiver)
        await ring(client, keys, "desk", *(an_alert(name) for name in names))
        for kill_at in (1, 20, 45):
            async with a_process(server.url, tmp_path) as process:

                def kill(_got: Got, at: int = kill_at, pid: int = process.pid) -> Say:
                    if len(set(receiver.ids)) >= at:
                        os.kill(pid, signal.SIGKILL)  # posted, and never recorded
                    return OK

                receiver.answer = kill
                assert await asyncio.wait_for(process.wait(), 30) == -signal.SIGKILL
            await gone(client, keys)
        receiver.answer = lambda _got: OK
        async with a_process(server.url, tmp_path) as process:

            async def done() -> bool:
                known = await stands(client, keys, "desk")
                return known.waiting == 0

            await until(done, seconds=20)
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 20) == 0
    assert set(receiver.ids) == set(names)
    bodies = {got.id: got.body for got in receiver.got}
    assert all(bodies[got.id] == got.body for got in receiver.got)
    assert len(receiver.got) <= len(names) + 3 * 17, "at most what was under way comes twice"


async def test_a_process_that_is_told_to_stop_lets_what_is_under_way_come_home(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    async with receiving(lambda _got: Say(200, after=0.7)) as receiver:
        write(tmp_path, receiver)
        await ring(client, keys, "desk", an_alert("a1"))
        async with a_process(server.url, tmp_path) as process:
            await receiver.has(1, seconds=30)
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 20) == 0
    known = await stands(client, keys, "desk")
    assert (known.head["delivered"], known.waiting, known.holder) == (b"1", 0, "")


async def test_health_is_told_and_counts_stand_at_their_port(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    port = free_port()
    async with receiving() as receiver:
        write(tmp_path, receiver)
        async with a_process(server.url, tmp_path, FIREBELL_HEALTH_PORT=str(port)):
            await ring(client, keys, "desk", an_alert("a1"))
            await receiver.has(1, seconds=30)

            async def counted() -> bool:
                page = await asyncio.to_thread(_page, port, "/metrics")
                return 'firebell_deliveries_total{channel="desk",result="delivered"} 1.0' in page

            await until(counted)
            assert await asyncio.to_thread(_page, port, "/readyz") == "ok\n"


def _page(port: int, path: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}{path}") as page:
        text: str = page.read().decode()
    return text


async def test_while_redis_is_away_it_is_not_ready_and_then_it_goes_on(tmp_path: Path) -> None:
    keys = Keys("firebell")
    with running(tmp_path / "redis") as server:
        client = connect(server.url)
        async with receiving() as receiver, delivering(server.url, a_desk(receiver.url)) as deliverer:
            await ring(client, keys, "desk", an_alert("a1"))
            await receiver.has(1)

            async def recorded() -> bool:
                return (await stands(client, keys, "desk")).waiting == 0

            await until(recorded)
            server.kill()

            async def unready() -> bool:
                return "redis" in deliverer.health.unready()

            await until(unready, seconds=20)
            assert deliverer.health.alive() == {}
            server.start()
            await ring(client, keys, "desk", an_alert("a2"))
            await receiver.has(2, seconds=30)

            async def ready() -> bool:
                return deliverer.health.unready() == {}

            await until(ready, seconds=20)
        await client.aclose()
    assert receiver.ids == ["a1", "a2"]


async def test_a_redis_that_was_full_makes_no_deliverer_unready_for_good(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver, delivering(server.url, a_desk(receiver.url), lease=1.0) as deliverer:
        await ring(client, keys, "desk", an_alert("a1"))
        await receiver.has(1)
        await call(client, "CONFIG", "SET", "maxmemory", 1)
        try:

            async def refused() -> bool:
                return "maxmemory" in deliverer.health.unready().get("channels", "")

            await until(refused, seconds=20)
        finally:
            await call(client, "CONFIG", "SET", "maxmemory", 0)

        async def ready() -> bool:
            return deliverer.health.unready() == {}

        await until(ready, seconds=20)


async def test_what_redis_has_forgotten_of_deliveries_is_made_up_for_without_an_order(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver, delivering(server.url, a_desk(receiver.url), lease=1.0):
        (entry,) = await ring(client, keys, "desk", an_alert("a1"))
        await receiver.has(1)
        await until(lambda: _none_due(client, keys))
        # As after a power cut that took the note of the delivery, and nothing else.
        await call(client, "ZADD", keys.deliver("desk", "due"), 1, entry)
        await receiver.has(2)
        await until(lambda: _none_due(client, keys))
    assert receiver.ids == ["a1", "a1"]


async def _none_due(client: Redis, keys: Keys) -> bool:
    return not await call(client, "ZCARD", keys.deliver("desk", "due"))


async def test_several_deliverers_share_the_channels_and_one_takes_over_from_another(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver:
        names = [f"c{number}" for number in range(4)]
        known = channels("\n".join(f"{name}: {{to: webhook, url: '{receiver.url}'}}" for name in names))
        async with delivering(server.url, known, lease=2.0) as first:
            async with delivering(server.url, known, lease=2.0) as second:

                def held(deliverer: Deliverer) -> int:
                    return sum(one.post.holds for one in deliverer.served.values())

                async def shared() -> bool:
                    return (held(first), held(second)) == (2, 2)

                await until(shared, seconds=10)
                for name in names:
                    await ring(client, keys, name, *(an_alert(f"{name}-{number}") for number in range(20)))
                await receiver.has(80)
            await ring(client, keys, "c0", an_alert("late-0"))
            await ring(client, keys, "c3", an_alert("late-3"))
            await receiver.has(82, seconds=10)
    assert sorted(receiver.ids) == sorted(set(receiver.ids)), "nobody was told twice"
