"""A private server of our own keeps its data where it is told to."""

from pathlib import Path

import pytest

from firebell.embedded import running
from firebell.redis.client import call, connect


async def test_data_in_a_relative_directory_outlives_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with running(Path("mine")) as server:
        client = connect(server.url)
        await call(client, "SET", "kept", "1")
        await client.aclose()
    with running(Path("mine")) as server:
        client = connect(server.url)
        assert await call(client, "GET", "kept") == b"1"
        await client.aclose()
    assert (tmp_path / "mine" / "server.log").is_file()
