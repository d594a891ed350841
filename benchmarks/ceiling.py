"""What Redis takes and gives without any reader: redis-benchmark adds, hands out and acknowledges the same bytes.

Where neither redis-benchmark nor valkey-benchmark is on the machine (Debian: redis-tools), the row says so.
"""

import shutil
import subprocess
from random import Random

from benchmarks.backlog import AT_ONCE, KEYS
from benchmarks.mixed import article
from benchmarks.news import SEED
from benchmarks.table import Measured, Row

from firebell.article import encode

ADDED = 20_000
CLIENTS, PIPELINED = 1, AT_ONCE
"""One producer and one consumer, as beside it."""

FIGURES = 7
"""Of a line: what was run, in no quotes that hold, then calls a second, then latencies."""

PART = "Redis alone"
NUMBERED, ENTRY = "1-*", "1-__rand_int__"
"""Ids that are numbered through; redis-benchmark puts one of them there, so that two in three are still pending."""


def measure(port: int, words: int) -> Measured:
    """A second by the clock, of articles, not of calls."""
    program = shutil.which("redis-benchmark") or shutil.which("valkey-benchmark")
    if program is None:
        return Measured([Row(PART, "no redis-benchmark on this machine")])
    raw = encode(article(Random(SEED), 1, words)).decode()  # noqa: S311 -- simulated news, no secret
    key = KEYS.articles

    def a_second(calls: int, *command: str, pipelined: int = 1) -> float:
        options = ["-p", str(port), "-c", str(CLIENTS), "-P", str(pipelined), "-n", str(calls)]
        done = subprocess.run(  # noqa: S603 -- our own words
            [program, *options, "-r", str(ADDED), "--csv", *command],
            capture_output=True,
            text=True,
            check=True,
        )
        return float(done.stdout.strip().rsplit(",", FIGURES)[1].strip('"'))

    added = a_second(ADDED, "XADD", key, NUMBERED, "data", raw, pipelined=PIPELINED)
    a_second(1, "XGROUP", "CREATE", key, "ceiling", "0")
    many = ADDED // AT_ONCE
    taken = a_second(
        many, "XREADGROUP", "GROUP", "ceiling", "one", "COUNT", str(AT_ONCE), "STREAMS", key, ">"
    )
    told = a_second(many, "XACK", key, "ceiling", *[ENTRY] * AT_ONCE)
    rates = {
        f"redis-benchmark XADD, {PIPELINED} a round trip": added,
        f"redis-benchmark XREADGROUP, {AT_ONCE} a call": taken * AT_ONCE,
        f"redis-benchmark XACK, {AT_ONCE} a call": told * AT_ONCE,
    }
    return Measured([Row(PART, what, rate, peer=True) for what, rate in rates.items()])
