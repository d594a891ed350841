"""What docs/http.md shows is what happens."""

import asyncio
import json
import re
import shutil
from pathlib import Path

import pytest
from tests.serve.conftest import Served

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
async def test_its_examples_run(served: Served) -> None:
    names = {"AT": str(served.http.base_url).rstrip("/"), "PATH": "/usr/bin:/bin"}
    names |= {scope.upper(): token for scope, token in served.tokens.items()}
    told: list[str] = []
    for block in BLOCKS:
        ran = await asyncio.create_subprocess_exec(
            "sh", "-eu", "-c", block, env=names, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await asyncio.wait_for(ran.communicate(), 20)
        assert ran.returncode == 0, block
        told.append(out.decode())
    ready, stories, stream, articles, person, problems = told
    assert ready == "ok\n"
    assert set(json.loads(stories)) == {"alerts", "stream", "next"}
    assert stream == "retry: 3000\n\n"
    one, lines = re.findall(r'\{"accepted".*?\]\}', articles)
    assert (json.loads(one)["accepted"], json.loads(lines)["refused"]) == (1, 1)
    assert person.count('"entry"') == 2
    assert problems.count('"status":400') == 2


async def test_it_tells_every_address(served: Served) -> None:
    described = (await served.http.get("/openapi.json")).json()
    missing = []
    for path in described["paths"]:
        last = path.rpartition("/")[2]
        if f"`{path}" not in PAGE and f" {path}`" not in PAGE and f"`/{last}`" not in PAGE:
            missing.append(path)
    assert missing == []
