"""Each role in a hardened container: it becomes ready, does its work, ends in order, and goes on where it was.

Needs buildah, podman, mmdebstrap and runc, which `make tools` installs, and root.
"""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from tests.collect.helpers import an_item, published, rss
from tests.collect.site import a_site
from tests.deliver.helpers import an_alert, ring
from tests.deliver.receiver import receiving
from tests.image.engine import Container, Image
from tests.with_redis.helpers import pending, publish, until

from firebell.embedded import Embedded, free_port
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

pytestmark = pytest.mark.timeout(900)  # whichever comes first waits for the image

HERE = "127.0.0.0/8"
ROLES = ("worker", "deliver", "collect", "serve")
ARTICLES = 300
"""More than a worker reads before it is stopped."""


def surroundings(server: Embedded, health: int, **more: object) -> dict[str, Any]:
    """The settings of a role that listens on this machine alone."""
    known = {
        "redis_url": f"{server.url}/0",
        "health_host": "127.0.0.1",
        "http_host": "127.0.0.1",
        "health_port": health,
    }
    return {f"FIREBELL_{name.upper()}": value for name, value in (known | more).items()}


def configured(directory: Path, name: str, text: str) -> dict[Path, str]:
    """A directory of the configuration that the container's user may read, as a mount."""
    directory.chmod(0o755)
    (directory / name).write_text(text)
    return {directory: "/etc/firebell"}


def told(url: str) -> bytes:
    with urlopen(url, timeout=10) as answer:  # noqa: S310 -- our own server
        body: bytes = answer.read()
        return body


def a_clash(number: int) -> dict[str, str]:
    text = f"Gunmen killed {number + 20} soldiers at a checkpoint in Basra, Iraq, on Thursday, the army said."
    return {
        "id": f"clash-{number}",
        "title": "Soldiers killed in Basra",
        "text": text,
        "source": f"Paper {number}",
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_role_starts_hardened_ends_in_order_and_starts_again(
    image: Image, server: Embedded, client: Redis, role: str
) -> None:
    del client  # which emptied the server
    health = free_port()
    with image.running(role, **surroundings(server, health, http_port=free_port())) as container:
        container.until_ready(health)
        assert b"firebell_build_info" in told(f"http://127.0.0.1:{health}/metrics")
        assert container.stop() == 0, container.logs()
        container.start()
        container.until_ready(health)
        assert container.stop() == 0, container.logs()


async def test_a_worker_rings_and_reads_after_its_restart_what_it_had_left(
    image: Image, server: Embedded, client: Redis, keys: Keys
) -> None:
    health = free_port()

    async def rang() -> bool:
        return bool(await call(client, "XLEN", keys.alerts))

    async def all_read() -> bool:
        return sum(map(int, await call(client, "HVALS", keys.counts))) >= ARTICLES

    with image.running("worker", **surroundings(server, health)) as container:
        await asyncio.to_thread(container.until_ready, health)
        await publish(client, keys, a_clash(0))
        await until(rang, seconds=60)
        for number in range(1, ARTICLES):
            await publish(client, keys, a_clash(number))
        assert await asyncio.to_thread(container.stop) == 0, container.logs()
        assert await pending(client, keys) == 0
        container.start()
        await until(all_read, seconds=60)
    assert await call(client, "HGETALL", keys.counts) == {b"relevant": str(ARTICLES).encode()}


async def test_a_deliverer_brings_an_alert_to_a_webhook(
    image: Image, server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    health = free_port()
    async with receiving() as receiver:
        mounts = configured(tmp_path, "channels.yaml", f"desk: {{to: webhook, url: '{receiver.url}'}}\n")
        known = surroundings(server, health, config="/etc/firebell", allow_addresses=HERE)
        with image.running("deliver", mounts=mounts, **known) as container:
            await asyncio.to_thread(container.until_ready, health)
            await ring(client, keys, "desk", an_alert("one"))
            await receiver.has(1, seconds=30)
            assert await asyncio.to_thread(container.stop) == 0
    assert receiver.ids == ["one"]


async def test_a_collector_publishes_what_a_feed_lists_with_the_full_text_of_its_page(
    image: Image, server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    health = free_port()
    paragraph = "<p>A bomb hidden in a sack killed five people at a market in Goma on Thursday, medics said. "
    paragraph += (
        "Twenty others were wounded, some of them badly, and were taken to the hospital by neighbours.</p>"
    )
    async with a_site() as site:
        page = f"<html><body><article><h1>Bomb in Goma</h1>{paragraph * 3}</article></body></html>"
        site.put("/page", page, content_type="text/html; charset=utf-8")
        site.put("/feed", rss(an_item(site.url("/page"), "Bomb in Goma", "Five died.", at=datetime.now(UTC))))
        mounts = configured(
            tmp_path, "sources.yaml", f"publishers: {{Example News: {{feed: '{site.url()}'}}}}\n"
        )
        known = surroundings(
            server, health, config="/etc/firebell", allow_addresses=HERE, collect_pages="true"
        )
        with image.running("collect", mounts=mounts, **known) as container:

            async def some() -> bool:
                return len(await published(client, keys)) > 0

            await until(some, seconds=60)
            assert await asyncio.to_thread(container.stop) == 0, container.logs()
        (article,) = await published(client, keys)
    assert "Twenty others were wounded" in article.text


async def test_a_server_tells_an_alert_and_its_page_and_the_health_check_finds_it_well(
    image: Image, server: Embedded, client: Redis, keys: Keys
) -> None:
    health, http = free_port(), free_port()
    await call(client, "XADD", keys.alerts, "*", "data", an_alert("one"))
    with image.running("serve", **surroundings(server, health, http_port=http)) as container:
        await asyncio.to_thread(container.until_ready, health)
        alerts = json.loads(told(f"http://127.0.0.1:{http}/v1/alerts?state=all"))["alerts"]
        assert [alert["id"] for alert in alerts] == ["one"]
        assert b"<html" in told(f"http://127.0.0.1:{http}/")
        assert checked(image, container) == 0
        assert checked(image, container, http_proxy="http://127.0.0.1:9") == 0
        assert checked(image, container, FIREBELL_HEALTH_PORT=free_port()) != 0


def checked(image: Image, container: Container, **environment: object) -> int:
    """What the image's HEALTHCHECK ends with in the container."""
    kind, *words = image.known["Healthcheck"]["Test"]
    assert kind == "CMD"
    return container.exec(*words, **environment)
