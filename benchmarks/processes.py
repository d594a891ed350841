"""Roles of firebell as processes of a benchmark's own, and what they take of the machine."""

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path


@contextlib.contextmanager
def role(*words: str, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`firebell WORDS` for the length of a block."""
    process = subprocess.Popen([sys.executable, "-m", "firebell", *words], env=os.environ | environment)  # noqa: S603 -- our own
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def resident(pid: int) -> float:
    """Kilobytes in use now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1024


def processor(pid: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
