"""The chart's Deployments with the image, run by podman: an article of a feed comes out at a webhook and on the page.

Needs helm, which `make test` brings along; buildah, podman, mmdebstrap and runc, which `make tools` installs; and root.
"""

import asyncio
import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from urllib.request import urlopen

import pytest
from ruamel.yaml import YAML
from tests.collect.helpers import an_item, rss
from tests.collect.site import Site, a_site
from tests.deliver.receiver import Receiver, receiving
from tests.image.engine import ROOT, Container, Engine, Image
from tests.tools import tool

from firebell.embedded import Embedded, free_port
from firebell.redis.client import Redis

pytestmark = pytest.mark.timeout(900)  # whichever comes first waits for the image

COMPONENT = "app.kubernetes.io/component"
ROLES = ("worker", "deliver", "collect", "serve")

Manifest = dict[str, Any]


def rendered(values: Mapping[str, Any]) -> list[Manifest]:
    """What podman can play of the chart's objects."""
    done = subprocess.run(  # noqa: S603 -- our own words
        [tool("helm"), "template", "there", str(ROOT / "helm" / "firebell"), "--values", "-"],
        input=json.dumps(values),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    objects = YAML(typ="safe", pure=True).load_all(done.stdout)
    return [one for one in objects if one and one["kind"] in {"ConfigMap", "Deployment"}]


def for_podman(deployment: Manifest, http: int) -> Manifest:
    """One pod of it on this machine's own network, without what a kubelet does and with a port of its own."""
    deployment["spec"]["replicas"] = 1
    spec = deployment["spec"]["template"]["spec"]
    spec["hostNetwork"] = True
    (container,) = spec["containers"]
    for key in ("startupProbe", "livenessProbe", "readinessProbe", "lifecycle", "ports"):
        container.pop(key, None)
    for variable in container["env"]:
        if variable["name"] == "FIREBELL_HTTP_PORT":
            variable["value"] = str(http)
    return deployment


def component(deployment: Manifest) -> str:
    return str(deployment["spec"]["template"]["metadata"]["labels"][COMPONENT])


@contextmanager
def played(engine: Engine, objects: list[Manifest]) -> Iterator[dict[str, Container]]:
    """The containers of the objects, by role, for the length of a block."""
    text = StringIO()
    YAML(typ="safe", pure=True).dump_all(objects, text)
    try:
        engine.run("podman", "kube", "play", "--no-hosts", "-", said=text.getvalue())
        names = engine.run("podman", "ps", "--all", "--format", "{{.Names}}").stdout.split()
        # there-firebell-worker-pod-0-worker, or without the number: podman's versions differ.
        yield {role: Container(engine, name) for name in names for role in ROLES if name.endswith(f"-{role}")}
    finally:
        engine.run("podman", "pod", "rm", "--all", "--force", check=False)


def values(image: str, redis: str, site: Site, receiver: Receiver, health: Mapping[str, int]) -> Manifest:
    repository, _, tag = image.rpartition(":")
    here = "127.0.0.1"  # not every address of the machine that runs the tests
    return {
        "image": {"repository": repository, "tag": tag, "pullPolicy": "Never"},
        "redis": {"url": f"{redis}/0"},
        "settings": {"ALLOW_ADDRESSES": "127.0.0.0/8"},
        "config": {
            "files": {
                "channels.yaml": f"desk: {{to: webhook, url: '{receiver.url}'}}\n",
                "sources.yaml": f"publishers: {{Example News: {{feed: '{site.url()}', tier: 1}}}}\n",
            }
        },
        "pods": {"listen": here},
        **{role: {"enabled": True, "healthPort": port} for role, port in health.items()},
    }


async def test_an_article_of_a_feed_rings_at_a_webhook_and_stands_on_the_page(
    image: Image, server: Embedded, client: Redis
) -> None:
    del client  # which emptied the server
    health, http = {role: free_port() for role in ROLES}, free_port()
    text = "Gunmen killed 24 soldiers at a checkpoint in Basra, Iraq, the army said."
    async with a_site() as site, receiving() as receiver:
        site.put("/feed", rss(an_item(title="Soldiers killed in Basra", text=text, at=datetime.now(UTC))))
        objects = rendered(values(image.name, server.url, site, receiver, health))
        ours = [for_podman(one, http) if one["kind"] == "Deployment" else one for one in objects]
        assert sorted(component(one) for one in ours if one["kind"] == "Deployment") == sorted(ROLES)
        playing = played(image.engine, ours)
        containers = await asyncio.to_thread(playing.__enter__)
        try:
            for role, container in containers.items():
                await asyncio.to_thread(container.until_ready, health[role])
            await receiver.has(1, seconds=120)
            with urlopen(f"http://127.0.0.1:{http}/v1/alerts") as answer:  # noqa: ASYNC210 -- our own server
                (alert,) = json.load(answer)["alerts"]
            ends = {role: await asyncio.to_thread(one.stop) for role, one in containers.items()}
        finally:
            await asyncio.to_thread(playing.__exit__, None, None, None)
    assert receiver.ids == [alert["id"]]
    assert "Basra" in alert["data"]["headline"]
    assert ends == dict.fromkeys(ROLES, 0)
