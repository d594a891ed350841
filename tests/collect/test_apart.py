"""Reading in a process apart: the same articles, and an end for what takes too long or too much."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from time import monotonic

import pytest
from tests.collect.helpers import NOW, an_hour_apart, rss
from tests.collect.test_collector import PAGE

from firebell.collect.apart import Apart, Found, Work, read


@pytest.fixture
async def apart() -> AsyncIterator[Apart]:
    opened = Apart(seconds=5.0)
    yield opened
    await opened.aclose()


def a_work(raw: bytes = rss(*an_hour_apart(6)), what: str = "feed") -> Work:
    return Work(
        "page" if what == "page" else "feed", raw, "https://news.example/feed", NOW, source="Example News"
    )


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(a_work(), id="a feed"),
        pytest.param(a_work(PAGE.encode(), "page"), id="a page"),
        pytest.param(a_work(b"<html>"), id="no feed"),
        pytest.param(a_work(b"<html></html>", "page"), id="no article"),
    ],
)
async def test_it_is_read_as_it_would_be_here(apart: Apart, work: Work) -> None:
    assert await apart(work) == read(work)


async def test_what_takes_too_long_is_ended_and_the_next_one_is_read() -> None:
    apart = Apart(seconds=2.0)
    began = monotonic()
    endless = a_work(b"<rss>" + b"<a b='" * 1_000_000)
    found = await asyncio.gather(*(apart(endless) for _ in range(2)))
    assert [one.reason for one in found] == ["too_costly", "too_costly"]
    assert monotonic() - began < 6
    apart._seconds = 30.0
    assert (await apart(a_work())).articles
    await apart.aclose()


async def test_a_process_that_is_killed_is_replaced(apart: Apart) -> None:
    for _ in range(3):
        assert (await apart(a_work())).articles
        for hand in apart._all:
            if hand._process is not None and hand._process.returncode is None:
                os.kill(hand._process.pid, signal.SIGKILL)
                await hand._process.wait()


async def test_many_at_once_are_all_read(apart: Apart) -> None:
    apart._seconds = 30.0
    works = [
        Work("feed", rss(*an_hour_apart(n)), "https://news.example/", datetime.now(UTC)) for n in range(20)
    ]
    found: list[Found] = list(await asyncio.gather(*map(apart, works)))
    assert [len(one.articles) for one in found] == list(range(20))
