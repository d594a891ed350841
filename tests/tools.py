"""The programs that some tests need beside Python: where they are, or why a test is skipped."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

TOOLS = Path(__file__).parents[1] / ".venv" / "tools"


def tool(name: str) -> str:
    """The program's path; without it the test is skipped, and fails where `CI` is set."""
    beside = os.pathsep.join((str(TOOLS), os.environ.get("PATH", "")))
    found = shutil.which(name, path=beside)
    if found is None:
        absent(f"{name} is not here: `make tools` as root on Debian installs it")
    return found


def absent(why: str) -> NoReturn:
    """Skip the test that cannot be run here, with its reason; in CI, fail it."""
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)
