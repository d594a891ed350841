"""Where Redis is: an URL, a Secret, user and password, certificates; or the small Valkey of the chart's own."""

import asyncio
import base64
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError
from tests.helm.charts import (
    EVERY_ROLE,
    EXAMPLES,
    REDIS,
    ROLES,
    Manifest,
    Values,
    environment,
    example,
    loads,
    mounts,
    of_kind,
    pod,
    rendered,
    shipped,
    template,
    the,
    volumes,
)

from firebell.embedded import binary, free_port
from firebell.redis.client import call, check_server, connect, wait_until_there
from firebell.redis.where import Where

BUNDLED: Values = {"valkey": {"enabled": True}}


@pytest.mark.parametrize("role", ROLES)
def test_a_url_without_a_password_stands_in_the_open(role: str) -> None:
    known = environment(rendered(REDIS, EVERY_ROLE), role)
    assert known["FIREBELL_REDIS_URL"] == "redis://redis:6379/0"
    assert [name for name in known if name.startswith("FIREBELL_REDIS")] == ["FIREBELL_REDIS_URL"]


def test_a_secret_holds_the_whole_url() -> None:
    known = environment(rendered({"redis": {"existingSecret": {"name": "mine"}}}), "worker")
    assert known["FIREBELL_REDIS_URL"] == {"secretKeyRef": {"name": "mine", "key": "redis-url"}}


def test_user_and_password_come_out_of_a_secret() -> None:
    auth = {
        "existingSecret": "mine",
        "usernameKey": "user",
        "passwordKey": "pass",
        "sentinelPasswordKey": "watch",
    }
    url = "redis-sentinel://s:26379/0?sentinelMasterId=m"
    objects = rendered({"redis": {"url": url, "auth": auth}})
    known = environment(objects, "worker")
    assert {name: value for name, value in known.items() if name.startswith("FIREBELL_REDIS_")} == {
        "FIREBELL_REDIS_URL": url,
        "FIREBELL_REDIS_USERNAME": {"secretKeyRef": {"name": "mine", "key": "user"}},
        "FIREBELL_REDIS_PASSWORD": "file:/run/secrets/redis/pass",
        "FIREBELL_REDIS_SENTINEL_PASSWORD": "file:/run/secrets/redis/watch",
    }
    assert mounts(objects, "worker")["redis"] == "/run/secrets/redis"
    assert volumes(objects, "worker")["redis"]["secret"] == {"secretName": "mine", "defaultMode": 0o440}


@pytest.mark.parametrize("role", ROLES)
def test_certificates_are_files_out_of_a_secret(role: str) -> None:
    tls = {"existingSecret": "certs", "certKey": "tls.crt", "keyKey": "tls.key"}
    objects = rendered({"redis": {"url": "rediss://r:6380/0", "tls": tls}}, EVERY_ROLE)
    known = environment(objects, role)
    assert known["FIREBELL_REDIS_CA"] == "/run/secrets/redis-tls/ca.crt"
    assert known["FIREBELL_REDIS_CERT"] == "/run/secrets/redis-tls/tls.crt"
    assert known["FIREBELL_REDIS_KEY"] == "/run/secrets/redis-tls/tls.key"
    assert mounts(objects, role)["redis-tls"] == "/run/secrets/redis-tls"
    assert volumes(objects, role)["redis-tls"]["secret"] == {"secretName": "certs", "defaultMode": 0o440}


def test_a_hash_tag_is_taken_for_a_cluster() -> None:
    values = {"redis": {"url": "rediss-cluster://a:6379"}, "prefix": "{firebell}"}
    assert environment(rendered(values), "worker")["FIREBELL_PREFIX"] == "{firebell}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_firebell_finds_its_way_by_the_url_of_an_example(path: Path) -> None:
    """As a role does at its start, and along the way that the policies leave open."""
    objects = rendered(example(path), {"networkPolicy": {"enabled": True}})
    url = environment(objects, "worker")["FIREBELL_REDIS_URL"]
    if not isinstance(url, str):
        assert url["secretKeyRef"]["name"] == "firebell-redis"
        return
    address = Where(url).address()
    rule = the(objects, "NetworkPolicy", "worker")["spec"]["egress"][1]
    known = {port for _, port in address.nodes} or {address.words["port"]}
    assert known <= {row["port"] for row in rule["ports"]}
    assert address.tls == ("FIREBELL_REDIS_CA" in environment(objects, "worker"))


# — the bundled Valkey —


def test_every_role_knows_the_bundled_valkey() -> None:
    objects = rendered(BUNDLED, EVERY_ROLE)
    service = the(objects, "Service", "valkey")
    for role in ROLES:
        known = environment(objects, role)
        assert known["FIREBELL_REDIS_URL"] == f"redis://{service['metadata']['name']}:6379/0"
        assert known["FIREBELL_REDIS_PASSWORD"] == f"file:{mounts(objects, role)['redis']}/redis-password"
        assert volumes(objects, role)["redis"]["secret"]["secretName"] == "there-firebell-valkey"


def test_a_password_that_exists_is_taken_and_none_is_made() -> None:
    objects = rendered({"valkey": {"enabled": True, "auth": {"existingSecret": "mine", "passwordKey": "p"}}})
    assert of_kind(objects, "Secret") == []
    secret = {"secretKeyRef": {"name": "mine", "key": "p"}}
    assert (
        environment(objects, "worker")["FIREBELL_REDIS_PASSWORD"]
        == f"file:{mounts(objects, 'worker')['redis']}/p"
    )
    (inside,) = the(objects, "StatefulSet")["spec"]["template"]["spec"]["containers"]
    assert inside["env"] == [{"name": "REDISCLI_AUTH", "valueFrom": secret}]


def test_its_data_outlives_its_pod_unless_somebody_says_otherwise() -> None:
    kept = the(rendered(BUNDLED), "StatefulSet")["spec"]
    (claim,) = kept["volumeClaimTemplates"]
    assert claim["spec"]["resources"]["requests"]["storage"] == "8Gi"
    assert "storageClassName" not in claim["spec"]
    passing = the(rendered({"valkey": {"enabled": True, "persistence": {"enabled": False}}}), "StatefulSet")[
        "spec"
    ]
    assert "volumeClaimTemplates" not in passing
    assert {"name": "data", "emptyDir": {"sizeLimit": "8Gi"}} in passing["template"]["spec"]["volumes"]


def test_its_pod_has_probes_of_its_own() -> None:
    (inside,) = the(rendered(BUNDLED), "StatefulSet")["spec"]["template"]["spec"]["containers"]
    asked = {name: inside[f"{name}Probe"]["exec"]["command"] for name in ("startup", "liveness", "readiness")}
    alive, ready = ["valkey-cli", "ping"], ["valkey-cli", "-e", "ping"]
    assert asked == {"startup": alive, "liveness": alive, "readiness": ready}


def test_without_it_nothing_of_it_is_there() -> None:
    named = [one["metadata"]["name"] for one in rendered(REDIS, {"networkPolicy": {"enabled": True}})]
    assert [name for name in named if "valkey" in name] == []
    assert "redis-tls" not in volumes(rendered(REDIS), "worker")
    assert pod(rendered(REDIS), "worker")["volumes"][0]["name"] == "tmp"


async def test_it_starts_with_its_password_keeps_a_log_and_forgets_nothing(tmp_path: Path) -> None:
    """Its container's script runs a real Valkey, and a role's settings open it."""
    objects = rendered(BUNDLED)
    (inside,) = the(objects, "StatefulSet")["spec"]["template"]["spec"]["containers"]
    shell, how, script = inside["command"]
    port, password = free_port(), "quotes ' \" and $HOME # are letters"
    conf = the(objects, "ConfigMap")["data"]["valkey.conf"].replace("bind * -::*", "bind 127.0.0.1")
    conf = conf.replace("port 6379", f"port {port}").replace("dir /data", f"dir {tmp_path}")
    (tmp_path / "given.conf").write_text(conf)
    script = script.replace("/tmp/", f"{tmp_path}/")  # noqa: S108 -- the pod's own
    script = script.replace("/etc/valkey/valkey.conf", f"{tmp_path}/given.conf")
    (tmp_path / "redis-password").write_text(password)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "valkey-server").symlink_to(binary())
    around = {"PATH": f"{programs}:{os.environ['PATH']}", "REDISCLI_AUTH": password, "HOME": "elsewhere"}
    process = await asyncio.create_subprocess_exec(
        shell, how, script, env=around, stdout=asyncio.subprocess.DEVNULL
    )
    url = f"redis://127.0.0.1:{port}"
    told = environment(objects, "worker")["FIREBELL_REDIS_PASSWORD"]
    client = connect(Where(url, password=told.replace("/run/secrets/redis", str(tmp_path))))
    stranger = Redis.from_url(url, retry=Retry(NoBackoff(), 0))
    try:
        async with asyncio.timeout(60):
            await wait_until_there(client, url, asyncio.Event())
        assert (await check_server(client)).startswith("Valkey")
        kept = await call(
            client, "CONFIG", "GET", "appendonly", "appendfsync", "maxmemory-policy", "maxmemory"
        )
        words = [word.decode() for word in kept]
        set_to = dict(zip(words[::2], words[1::2], strict=True))
        assert set_to.pop("maxmemory") == str(640 * 1024 * 1024)
        assert set_to == {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction"}
        with pytest.raises(AuthenticationError):
            await call(stranger, "PING")
        assert await call(client, "SET", "key", "value")
    finally:
        await client.aclose()
        await stranger.aclose()
        process.terminate()
        await process.wait()
    assert process.returncode == 0
    assert (tmp_path / "appendonlydir").is_dir()


def test_it_refuses_before_the_kernel_kills_it() -> None:
    (inside,) = the(rendered(BUNDLED), "StatefulSet")["spec"]["template"]["spec"]["containers"]
    assert inside["resources"]["limits"]["memory"] == "1Gi"
    assert shipped()["valkey"]["maxmemory"] == "640mb"


# — made once —


KINDS = {
    "v1": ("ConfigMap", "Pod", "Secret", "Service", "ServiceAccount"),
    "apps/v1": ("Deployment", "StatefulSet"),
    "policy/v1": ("PodDisruptionBudget",),
}


def listed(group: str) -> Manifest:
    """The kinds of a group as a cluster tells them."""
    rows = [
        {"name": f"{kind.lower()}s", "kind": kind, "namespaced": True, "verbs": ["get"]}
        for kind in KINDS[group]
    ]
    return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": group, "resources": rows}


class Cluster(BaseHTTPRequestHandler):
    """As much of Kubernetes as `lookup` asks for: its version, its kinds, one Secret."""

    secret: ClassVar[Manifest] = {}

    def do_GET(self) -> None:
        groups = [
            {"name": group.partition("/")[0], "versions": [{"groupVersion": group, "version": "v1"}]}
            for group in KINDS
            if "/" in group
        ]
        known: dict[str, Manifest] = {
            "/version": {"major": "1", "minor": "34", "gitVersion": "v1.34.0"},
            "/api": {"kind": "APIVersions", "versions": ["v1"]},
            "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": groups},
            "/api/v1": listed("v1"),
            "/apis/apps/v1": listed("apps/v1"),
            "/apis/policy/v1": listed("policy/v1"),
            "/api/v1/namespaces/default/secrets/there-firebell-valkey": self.secret,
        }
        answer = known.get(self.path.partition("?")[0])
        missing = {
            "kind": "Status",
            "apiVersion": "v1",
            "status": "Failure",
            "reason": "NotFound",
            "code": 404,
        }
        body = json.dumps(answer or missing).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a test is quiet."""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """A cluster in which a Valkey has its password already, as words for helm."""
    data = {"redis-password": base64.b64encode(b"of before").decode()}
    ours = {"meta.helm.sh/release-name": "there", "meta.helm.sh/release-namespace": "default"}
    metadata = {
        "name": "there-firebell-valkey",
        "namespace": "default",
        "labels": {"app.kubernetes.io/managed-by": "Helm"},
        "annotations": ours,
    }
    Cluster.secret = {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": data}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Cluster)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    context = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "here", "cluster": {"server": f"http://127.0.0.1:{server.server_port}"}}],
        "contexts": [{"name": "here", "context": {"cluster": "here", "user": ""}}],
        "current-context": "here",
    }
    (tmp_path / "kubeconfig").write_text(json.dumps(context))
    yield ("--kubeconfig", str(tmp_path / "kubeconfig"), "--dry-run=server", "--disable-openapi-validation")
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_password_is_made_once(cluster: tuple[str, ...]) -> None:
    done = template(BUNDLED, words=(*cluster, "--show-only", "templates/valkey.yaml"))
    assert done.returncode == 0, done.stderr
    secret = the(loads(done.stdout), "Secret")
    assert secret["data"] == Cluster.secret["data"]


def test_another_key_gets_a_password_beside_the_one_that_is_there(cluster: tuple[str, ...]) -> None:
    other: Values = {"valkey": {"auth": {"passwordKey": "other"}}}
    done = template(BUNDLED, other, words=(*cluster, "--show-only", "templates/valkey.yaml"))
    assert len(the(loads(done.stdout), "Secret")["data"]["other"]) > 40
