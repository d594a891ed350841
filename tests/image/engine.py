"""buildah and podman on a store of their own: the base's stand-in, the image, containers; all of it gone afterwards."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.tools import absent, tool

ROOT = Path(__file__).parents[2]
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
BASE = "localhost/python:3.13-slim-trixie"
STAND_IN = (
    "--variant=minbase",
    "--include=ca-certificates,python3,python3-venv",
    # As in the official image: a Python in /usr/local whose pip is no package of Debian's, and nothing compiled.
    '--customize-hook=chroot "$1" python3 -m venv /usr/local',
    '--customize-hook=find "$1/usr" -name "*.pyc" -delete',
    "trixie",
)
"""What stands in for the official base, which no test can fetch: it proves the steps, not that image's bytes."""

CONFIGURED = """
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
lock_type = "file"
tmp_dir = "{room}/libpod"
"""
"""It needs neither systemd nor limits that the machine may not give, and shares nothing with a developer's podman."""

HARDENED = (
    *("--network", "host", "--read-only", "--read-only-tmpfs=false", "--tmpfs", "/tmp:size=16m"),  # noqa: S108 -- the container's
    *("--user", "10001:10001", "--cap-drop", "all", "--security-opt", "no-new-privileges"),
    *("--pids-limit", "64", "--memory", "256m"),
)
DRIVERS = ("overlay", "vfs")
"""No overlay lies upon another one, which tests in a container may have."""

PLENTY_BYTES = 8_000_000_000
"""A build takes 0.6 GB, and 3 where each layer is a copy (vfs)."""

READY_SECONDS = 60.0
STOP_SECONDS = 30
"""What Kubernetes gives."""


class Engine:
    """buildah and podman as they are set up here."""

    def __init__(self, room: Path) -> None:
        self._programs = {name: tool(name) for name in ("podman", "buildah", "runc", "catatonit")}
        (room / "containers.conf").write_text(CONFIGURED.format(room=room))
        self.environment = os.environ | {
            "CONTAINERS_CONF": str(room / "containers.conf"),
            "CONTAINERS_STORAGE_CONF": str(room / "storage.conf"),
            "TMPDIR": str(room),
        }
        for driver in DRIVERS:
            (room / "storage.conf").write_text(
                f'[storage]\ndriver = "{driver}"\ngraphroot = "{room}/images"\nrunroot = "{room}/run"\n'
            )
            if self.run("podman", "info", check=False).returncode == 0:
                return
            shutil.rmtree(room / "images", ignore_errors=True)  # where the driver that failed stands written
        absent(f"podman does not run here: {self.run('podman', 'info', check=False).stderr.strip()}")

    def run(
        self, program: str, *words: str, check: bool = True, said: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """What it answers; `said`: its standard input."""
        done = subprocess.run(  # noqa: S603 -- our own words
            [self._programs[program], *words],
            env=self.environment,
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, f"{program} {' '.join(words)}\n{done.stderr[-4000:]}"
        return done

    def inspect(self, kind: str, name: str) -> Any:
        (found,) = json.loads(self.run("podman", kind, "inspect", name).stdout)
        return found

    def digest(self, image: str) -> str:
        return str(self.inspect("image", image)["Digest"])

    def build(
        self, image: str, *more: str, check: bool = True, **arguments: str
    ) -> subprocess.CompletedProcess[str]:
        words = [
            "bud",
            *more,
            "--format",
            "docker",
            "--pull-never",
            "--network",
            "host",
            "--layers",
            "--tag",
            image,
        ]
        if CERTIFICATES.is_file():
            words += ["--secret", f"id=pip_ca,src={CERTIFICATES}"]
        for name, value in arguments.items():
            words += ["--build-arg", f"{name}={value}"]
        return self.run("buildah", *words, str(ROOT), check=check)

    def close(self) -> None:
        """End and remove all of it; no container of ours outlives the tests."""
        self.run("podman", "pod", "rm", "--all", "--force", check=False)
        self.run("podman", "rm", "--all", "--force", "--time", "0", check=False)
        self.run("podman", "umount", "--all", check=False)
        self.run("buildah", "rm", "--all", check=False)


def _room() -> Path:
    """A directory for a store of some 50,000 files: in memory where that is plenty, else on disk."""
    memory = Path("/dev/shm")  # noqa: S108 -- mkdtemp's name is nobody's
    plenty = memory.is_dir() and shutil.disk_usage(memory).free > PLENTY_BYTES
    return Path(tempfile.mkdtemp(prefix="firebell-image-", dir=memory if plenty else "/var/tmp"))  # noqa: S108 -- likewise


@contextmanager
def an_engine() -> Iterator[Engine]:
    """An engine for the length of a block."""
    if os.geteuid() != 0:
        absent("images are built and run by root here: run the tests as root")
    room = _room()
    try:
        engine = Engine(room)
        try:
            yield engine
        finally:
            engine.close()
    finally:
        shutil.rmtree(room, ignore_errors=True)


def the_base() -> Path:
    """The stand-in's file system, made once and kept for later runs."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "firebell"
    kept = cache / f"base-{hashlib.sha256(repr(STAND_IN).encode()).hexdigest()[:12]}.tar"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        made = kept.with_suffix(f".{os.getpid()}.tar")
        try:
            done = subprocess.run(  # noqa: S603 -- our own words
                [tool("mmdebstrap"), *STAND_IN, str(made)], capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr[-4000:]
            made.rename(kept)
        finally:
            made.unlink(missing_ok=True)
    return kept


class Container:
    """A container that runs in the background."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @property
    def state(self) -> Mapping[str, Any]:
        state: Mapping[str, Any] = self.engine.inspect("container", self.name)["State"]
        return state

    def logs(self) -> str:
        done = self.engine.run("podman", "logs", self.name, check=False)
        return done.stdout + done.stderr

    def exec(self, *words: str, **environment: object) -> int:
        known = [word for name, value in environment.items() for word in ("--env", f"{name}={value}")]
        return self.engine.run("podman", "exec", *known, self.name, *words, check=False).returncode

    def start(self) -> None:
        self.engine.run("podman", "start", self.name)

    def stop(self) -> int:
        """SIGTERM, and what it ends with."""
        self.engine.run("podman", "stop", "--time", str(STOP_SECONDS), self.name)
        return int(self.state["ExitCode"])

    def until_ready(self, port: int) -> None:
        """Wait for 200 of /readyz; fails with the log where the container ends before."""
        end = time.monotonic() + READY_SECONDS
        told = "nobody listens"
        while time.monotonic() < end:
            with suppress(OSError):
                try:
                    with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                        return
                except HTTPError as error:
                    told = error.read().decode()
            assert self.state["Running"], self.logs()
            time.sleep(0.1)
        raise AssertionError(f"not ready within {READY_SECONDS:.0f} s: {told}\n{self.logs()}")


class Image(NamedTuple):
    """The built image: who has it, by which name, on which base."""

    engine: Engine
    name: str
    base: str

    @property
    def known(self) -> Any:
        return self.engine.inspect("image", self.name)

    def once(
        self, *words: str, program: str = "", said: str | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """One command in a hardened container of its own; `program`: another one than firebell."""
        instead = ("--entrypoint", json.dumps([program])) if program else ()
        call = ("run", "--rm", "--interactive", "--no-healthcheck", *HARDENED, *instead, self.name, *words)
        return self.engine.run("podman", *call, said=said, check=check)

    @contextmanager
    def running(
        self, *words: str, mounts: Mapping[Path, str] | None = None, **environment: object
    ) -> Iterator[Container]:
        """A hardened container for the length of a block. `mounts`: directories that it may read."""
        call = ["run", "--detach", "--no-healthcheck", *HARDENED]
        for name, value in environment.items():
            call += ["--env", f"{name}={value}"]
        for path, where in (mounts or {}).items():
            call += ["--volume", f"{path}:{where}:ro"]
        done = self.engine.run("podman", *call, self.name, *words)
        container = Container(self.engine, done.stdout.strip())
        try:
            yield container
        finally:
            self.engine.run("podman", "rm", "--force", "--time", "0", container.name, check=False)
