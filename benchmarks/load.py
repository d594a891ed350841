"""What real workers make of more than they can take: a large backlog, a long overload, an event that everybody tells.

    .venv/bin/python -m benchmarks.load drain [ARTICLES]      by one worker, then by two
    .venv/bin/python -m benchmarks.load overload [SECONDS]    twice what one worker takes, then its end
    .venv/bin/python -m benchmarks.load burst [ARTICLES]      one event, old figures handed on, 400 publishers

Each on a private Redis (append-only file, everysec). Nothing may be lost, and memory is said as it goes.
"""

import asyncio
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from benchmarks.backlog import AT_ONCE, KEYS, WARM, fill, folded, halted, memory, warm
from benchmarks.mixed import article as mixed
from benchmarks.news import AFTER, SEED
from benchmarks.pipeline import workers
from benchmarks.processes import processor, resident, role
from benchmarks.table import text

from firebell.alert.alert import decode
from firebell.article import Article
from firebell.embedded import running
from firebell.incident.incident import Incident
from firebell.redis.client import Redis, call, connect
from firebell.redis.publishing import add

DRAINED, OVERLOADED_SECONDS, BURST = 200_000, 300, 20_000
WORDS = 300
PROBED = 5_000
"""Articles by which the pace of one worker is found."""

OVER = 2
SAMPLES = 10

DEEDS = (
    "At least {n} people were killed when rockets hit a market in Sumy, medics said.",
    "Rockets killed {n} civilians at a market in Sumy, officials said.",
    "A rocket strike on Sumy killed {n} people and wounded {m}, a hospital said.",
    "The death toll of the attack on a market in Sumy rose to {n}, the governor said.",
    "{n} dead, {m} injured as missiles strike Sumy market.",
)
RISING = (8, 12, 17, 21, 24, 29, 33, 36, 38, 39, 41, 42)
OUTLETS = 400
TOLD_WITHIN = timedelta(hours=6)


async def drain(client: Redis, url: str, articles: int) -> None:
    """A backlog by one worker and by two."""
    for many in (1, 2):
        print(text(await workers(client, url, articles, many=many)), flush=True)


async def overload(client: Redis, url: str, seconds: int) -> None:
    """Articles come twice as fast as one worker takes them; then they end, and it catches up."""
    with role("worker", environment=_environment(url)) as process:
        await warm(client, WORDS, 1)
        with halted([process]):
            await fill(client, PROBED, WORDS, begin=WARM)
        began = time.perf_counter()
        await folded(client)
        pace = OVER * PROBED / (time.perf_counter() - began)
        print(f"{pace:,.0f} articles a second for {seconds} s, {OVER} times what one worker takes")
        print("second   published        read     waiting   worker MB    Redis MB   bytes a waiting article")
        empty, published, began = await memory(client), 0, time.perf_counter()
        rng = Random(SEED + 1)  # noqa: S311 -- simulated news, no secret
        shown = 0
        while (passed := time.perf_counter() - began) < seconds:
            wanted = int(passed * pace)
            while published < wanted:
                numbers = range(published, min(published + AT_ONCE, wanted))
                await add(client, KEYS, [mixed(rng, WARM + PROBED + number, WORDS) for number in numbers])
                published = numbers.stop
            if passed >= shown * seconds / SAMPLES:
                await _show(client, process.pid, passed, published, empty)
                shown += 1
            await asyncio.sleep(0.02)
        await _show(client, process.pid, time.perf_counter() - began, published, empty)
        await folded(client)
        await _show(client, process.pid, time.perf_counter() - began, published, empty)
    told = await _outcomes(client)
    lost = WARM + PROBED + published - sum(told.values())
    print(
        f"published {WARM + PROBED + published:,}, accounted for {sum(told.values()):,}, lost {lost}: {told}"
    )
    assert lost == 0  # noqa: S101 -- what this is about


async def _show(client: Redis, pid: int, passed: float, published: int, empty: int) -> None:
    (group,) = await call(client, "XINFO GROUPS", KEYS.articles)
    waiting = int(group["lag"] or 0) + int(group["pending"])
    used = await memory(client)
    each = f"{(used - empty) / published:,.0f} a published one" if published else ""
    print(
        f"{passed:6.0f} {published:11,} {published - waiting:11,} {waiting:11,} {resident(pid) / 1024:11.0f} "
        f"{used / 1e6:11.1f}   {each}",
        flush=True,
    )


async def burst(client: Redis, url: str, articles: int) -> None:
    """One event, told by everybody: the toll rises in steps, a quarter of the articles give an old figure."""
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    with role("worker", environment=_environment(url)) as process:
        await warm(client, WORDS, 1)
        before = await call(client, "XLEN", KEYS.alerts)
        begin = datetime.now(UTC) - TOLD_WITHIN
        with halted([process]):
            for at in range(0, articles, AT_ONCE):
                await add(client, KEYS, [_telling(rng, at + one, articles, begin) for one in range(AT_ONCE)])
        began, used = time.perf_counter(), processor(process.pid)
        await folded(client)
        took, used = time.perf_counter() - began, processor(process.pid) - used
        print(
            f"{articles:,} articles on one event: {articles / took:,.0f} a second, {articles / used:,.0f} ",
            end="",
        )
        print(f"a second of processor, read and folded; {resident(process.pid) / 1024:.0f} MB")
    raw = await call(client, "XRANGE", KEYS.alerts, "-", "+")
    turns = [decode(fields[b"data"]) for _, fields in raw[before:]]
    kinds = Counter(turn.type.rpartition(".")[2] for turn in turns)
    print(f"stories {len({turn.data.alert_id for turn in turns})}, turns {len(turns)}: {dict(kinds)}")
    state = await call(client, "HGETALL", KEYS.state)
    known = [
        msgspec.msgpack.decode(value, type=Incident) for name, value in state.items() if name[:2] == b"i:"
    ]
    largest = max(known, key=lambda incident: incident.more)
    size = len(msgspec.msgpack.encode(largest))
    print(
        f"the incident: {len(largest.claims)} claims, {largest.more:,} articles more, {size:,} bytes, {largest.counts}"
    )


def _telling(rng: Random, number: int, articles: int, begin: datetime) -> Article:
    now = int((number / articles) ** 0.5 * len(RISING))
    late = rng.choices((0, 1, rng.randint(0, now)), (75, 20, 5))[0]
    killed = RISING[max(now - late, 0)]
    lead = rng.choice(DEEDS).format(n=killed, m=2 * killed)
    return Article(
        id=f"b{number}",
        title=lead.partition(",")[0],
        text=" ".join([lead, *(f"{sentence}." for sentence in rng.sample(AFTER, 4))]),
        source=f"Outlet {int(rng.paretovariate(0.6)) % OUTLETS}",
        published_at=begin + TOLD_WITHIN * number / articles,
    )


async def _outcomes(client: Redis) -> dict[str, int]:
    raw: dict[bytes, bytes] = await call(client, "HGETALL", KEYS.counts)
    return {name.decode(): int(count) for name, count in raw.items()}


def _environment(url: str) -> dict[str, str]:
    return {"FIREBELL_REDIS_URL": url, "FIREBELL_LOG_LEVEL": "WARNING"}


MEASURES: dict[str, tuple[Any, int]] = {
    "drain": (drain, DRAINED),
    "overload": (overload, OVERLOADED_SECONDS),
    "burst": (burst, BURST),
}


def main(argv: list[str]) -> None:
    """Run what is asked for, all of it without a word."""
    if argv and not (argv[0] in MEASURES and all(word.isdecimal() for word in argv[1:])):
        sys.exit(f"one of {', '.join(MEASURES)}, and how many articles or seconds; not {' '.join(argv)}")
    for name in argv[:1] or MEASURES:
        measure, many = MEASURES[name]
        with tempfile.TemporaryDirectory() as directory, running(Path(directory)) as server:
            asyncio.run(_run(measure, server.url, int(argv[1]) if argv[1:] else many))


async def _run(measure: Any, url: str, many: int) -> None:
    client = connect(url)
    try:
        await measure(client, url, many)
    finally:
        await client.aclose()


if __name__ == "__main__":
    main(sys.argv[1:])
