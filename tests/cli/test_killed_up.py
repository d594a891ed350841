"""An `up` that is killed leaves its Redis behind; the next one does not ruin that Redis's files."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import httpx
from tests.cli.test_commands import PATIENCE, firebell
from tests.with_redis.helpers import until

from firebell.redis.client import call, connect
from firebell.redis.keys import GROUP, Keys


async def test_a_directory_stays_taken_while_the_server_of_a_killed_up_lives(tmp_path: Path) -> None:
    process = subprocess.Popen(  # noqa: ASYNC220, S603 -- our own program
        [sys.executable, "-m", "firebell", "up", "--data", str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    patience = Timer(PATIENCE, process.kill)
    patience.start()
    url = re.search(r"redis://[\d.:]+", process.stdout.readline())
    address = re.search(r"http://[\d.:]+", process.stdout.readline())
    patience.cancel()
    assert url is not None
    assert address is not None
    client = connect(url[0])
    keys = Keys("firebell")

    async def reads() -> object:
        return await call(client, "EXISTS", keys.articles) and await call(
            client, "XINFO CONSUMERS", keys.articles, GROUP
        )

    async def serves() -> bool:
        try:
            return httpx.get(f"{address[0]}/readyz").is_success  # noqa: ASYNC210 -- nothing else goes on
        except httpx.TransportError:
            return False

    await until(reads, seconds=15.0)
    await until(serves, seconds=15.0)
    roles = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()  # noqa: ASYNC240
    process.kill()
    process.wait()
    process.stdout.close()
    try:
        second = firebell("up", "--data", str(tmp_path), seconds=20)
        assert (second.code, second.out) == (2, "")
        assert "left behind when it was killed" in second.err
    finally:
        server = int((await call(client, "INFO", "server"))["process_id"])
        await client.aclose()
        for child in {*map(int, roles), server}:
            os.kill(child, signal.SIGTERM)
