"""The programs that some tests need beside Python: where they are, or why a test is skipped."""

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest

TOOLS = Path(__file__).parents[1] / ".venv" / "tools"

OTHERWISE = {"redis-server": "redis-check-rdb"}
"""Debian's redis-tools holds the server by this name; what it is called decides what it does. The package redis-server
would start a service besides."""


def tool(name: str) -> str:
    """The program's path; without it the test is skipped, and fails where `CI` is set."""
    beside = os.pathsep.join((str(TOOLS), str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    found = shutil.which(name, path=beside) or _by_another_name(name, beside)
    if found is None:
        absent(f"{name} is not here: `make tools` as root on Debian installs it")
    return found


def _by_another_name(name: str, path: str) -> str | None:
    other = shutil.which(OTHERWISE[name], path=path) if name in OTHERWISE else None
    if other is None:
        return None
    TOOLS.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (TOOLS / name).symlink_to(other)
    return str(TOOLS / name)


def absent(why: str) -> NoReturn:
    """Skip the test that cannot be run here, with its reason; in CI, fail it."""
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)
