"""Feeds → articles on a real Redis: once each, over restarts and failures, by one process at a time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from tests.collect.helpers import (
    NOW,
    QUICK,
    a_feed,
    an_hour_apart,
    an_item,
    collecting,
    here,
    published,
    rss,
    stands,
)
from tests.collect.site import Site, a_site
from tests.with_redis.helpers import until

from firebell import config
from firebell.article import Article
from firebell.collect.collector import Collector, Feeds, Options
from firebell.collect.schedule import Schedule
from firebell.embedded import Embedded, running
from firebell.ops import metrics
from firebell.reading.en import places
from firebell.redis.client import Redis, call, connect
from firebell.redis.feeds import Shelf, Standing, telling
from firebell.redis.keys import Keys
from firebell.redis.lease import LeaseLostError
from firebell.redis.status import facts_of
from firebell.reload import Watched

SLOW = Schedule(scale=1.0)
"""A feed is polled once within a test."""

PAGE = """<!doctype html><html lang="en"><head><title>Bomb in Goma</title></head><body><article><h1>Bomb in Goma</h1>
<p>A bomb hidden in a sack of charcoal killed five people at the central market in Goma on Thursday, medics said.</p>
<p>Twenty others were wounded, among them six children who had come to buy bread with their mothers that morning.</p>
<p>No group has claimed the attack. The governor spoke of a cowardly act and promised more soldiers for the city.</p>
</article></body></html>"""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with a_site() as opened:
        yield opened


async def polled(site: Site, times: int = 1, path: str = "/feed") -> None:
    """Until the feed was polled so many times more."""
    wanted = site.times(path) + times

    async def enough() -> bool:
        return site.times(path) >= wanted

    await until(enough)


def metric(name: str, **labels: str) -> float | None:
    return metrics.REGISTRY.get_sample_value(name, labels)


async def test_what_a_feed_holds_is_published_once(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/feed", rss(*an_hour_apart(5)))
    feed = a_feed(site.url())
    async with collecting(server.url, [feed]):
        await polled(site, 3)
        site.put("/feed", rss(*an_hour_apart(6, NOW + timedelta(hours=1))))
        await polled(site, 2)
    articles = await published(client, keys)
    assert [article.title for article in articles] == [f"Clash number {n}" for n in range(1, 7)]
    assert {article.source for article in articles} == {"Example News"}
    known = await stands(client, keys, feed)
    assert (known.articles, known.failures, known.gap) == (6, 0, 3_600_000)
    assert known.new > 0
    assert (metric("firebell_feed_articles_total", publisher="Example News") or 0) >= 6


async def test_what_is_told_anew_is_published_again_and_a_date_alone_is_not(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/feed", rss(an_item(title="Bomb kills five")))
    async with collecting(server.url, [a_feed(site.url())]):
        await polled(site, 2)
        site.put("/feed", rss(an_item(title="Bomb kills five", at=NOW + timedelta(minutes=5))))
        await polled(site, 2)
        site.put("/feed", rss(an_item(title="Bomb kills nine")))
        await polled(site, 2)
        site.put("/feed", rss(an_item(title="Bomb kills five")))
        await polled(site, 2)
    articles = await published(client, keys)
    assert [article.title for article in articles] == ["Bomb kills five", "Bomb kills nine"]
    assert len({article.id for article in articles}) == 1


async def test_the_undated_are_remembered_at_first_and_ring_later(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    old, new = (
        an_item("https://news.example/1", "Old clash", at=None),
        an_item("https://news.example/2", "New", at=None),
    )
    site.put("/feed", rss(old))
    async with collecting(server.url, [a_feed(site.url())]):
        await polled(site, 2)
        site.put("/feed", rss(new, old))
        await polled(site, 2)
    assert [(a.title, a.history) for a in await published(client, keys)] == [
        ("Old clash", True),
        ("New", False),
    ]


async def test_a_feed_that_has_not_changed_is_not_sent(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/feed", rss(an_item()), etag='"7"', last_modified="Thu, 05 Mar 2026 12:00:00 GMT")
    feed = a_feed(site.url())
    async with collecting(server.url, [feed]):
        await polled(site, 3)
    first, second = site.asked[:2]
    assert "if-none-match" not in first.headers
    assert second.headers["if-none-match"] == '"7"'
    assert second.headers["if-modified-since"] == "Thu, 05 Mar 2026 12:00:00 GMT"
    assert (await stands(client, keys, feed)).etag == '"7"'
    assert len(await published(client, keys)) == 1


async def test_a_feed_that_moved_is_asked_where_it_lies(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/feed", status=301, location="/new?key=hidden")
    site.put("/new?key=hidden", rss(an_item()))
    feed = a_feed(site.url())
    async with collecting(server.url, [feed]):
        await polled(site, 2, "/new?key=hidden")
    assert site.times() == 1
    facts = await facts_of(client, keys)
    assert facts["feeds"]["Example News"]["moved_to"] == site.url("/new")


async def test_a_new_address_that_fails_gives_way_to_the_old_one(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/feed", status=308, location="/new")
    site.put("/new", rss(an_item()))
    async with collecting(server.url, [a_feed(site.url())]):
        await polled(site, 1, "/new")
        site.put("/new", status=404)
        site.put("/feed", rss(an_item("https://news.example/2", "Another clash")))
        await polled(site, 2)
    assert len(await published(client, keys)) == 2


@pytest.mark.parametrize(
    ("status", "reason", "least"),
    [
        (429, "rate_limited", 3600),
        (503, "server_error", 3600),
        (404, "not_found", 800),
        (410, "gone", 500_000),
    ],
)
async def test_a_feed_that_refuses_is_left_alone_and_shown(
    server: Embedded, client: Redis, keys: Keys, site: Site, *, status: int, reason: str, least: int
) -> None:
    site.put("/feed", status=status, **({"retry_after": "3600"} if status in (429, 503) else {}))
    feed = a_feed(site.url())
    async with collecting(server.url, [feed], SLOW):
        await polled(site)

        async def told() -> bool:
            return metric("firebell_feed_up", publisher="Example News") == 0.0

        await until(told)
        known = await stands(client, keys, feed)
        facts = (await facts_of(client, keys))["feeds"]["Example News"]
    assert known.reason == reason
    assert known.due - known.polled >= least * 1000
    assert str(status) in known.error
    assert (facts["up"], facts["failures"], facts["reason"]) == (False, 1, reason)
    assert site.times() == 1


async def test_one_feed_in_trouble_delays_no_other(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/feed", rss(an_item()))
    bad = {
        "/broken": b"<html>",
        "/laughs": rss(an_item(title="&a;"), head='<!DOCTYPE rss [<!ENTITY a "b">]>'),
        "/gone": b"",
    }
    for path, body in bad.items():
        site.put(path, body, status=410 if path == "/gone" else 200)
    feeds = [a_feed(site.url(path), path) for path in (*bad, "/feed")]
    async with a_site("127.0.0.2") as tarpit:
        tarpit.pause = 3.0
        slow = a_feed(tarpit.url(), "Tarpit")
        async with collecting(server.url, [slow, a_feed("env:NO_SUCH_FEED", "Hidden"), *feeds], seconds=2.0):
            await polled(site, 3)
        assert len(await published(client, keys)) == 1
    reasons = {feed.publisher: (await stands(client, keys, feed)).reason for feed in feeds}
    assert reasons == {"/broken": "not_a_feed", "/laughs": "entities", "/gone": "gone", "/feed": ""}


async def test_a_feed_that_recovers_is_up_again(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/feed", status=500)
    feed = a_feed(site.url())
    async with collecting(server.url, [feed]):
        await polled(site, 3)
        assert (await stands(client, keys, feed)).failures >= 2
        site.put("/feed", rss(an_item()))
        await polled(site, 2)
    known = await stands(client, keys, feed)
    assert (known.failures, known.reason, known.error) == (0, "", "")
    assert len(await published(client, keys)) == 1


async def test_the_address_may_be_a_secret(
    server: Embedded, client: Redis, keys: Keys, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "feed").write_text(site.url("/feed?token=hidden") + "\n")
    site.put("/feed?token=hidden", rss(an_item()))
    async with collecting(server.url, [a_feed(f"file:{tmp_path}/feed")]):
        await polled(site, 1, "/feed?token=hidden")
    assert "hidden" not in str((await facts_of(client, keys))["feeds"])


async def test_two_collectors_poll_once(server: Embedded, client: Redis, keys: Keys, site: Site) -> None:
    site.put("/feed", rss(*an_hour_apart(5)))
    feed = a_feed(site.url())
    async with collecting(server.url, [feed], SLOW) as one, collecting(server.url, [feed], SLOW) as other:
        await polled(site)

        async def settled() -> bool:
            return (await stands(client, keys, feed)).ok > 0

        await until(settled)
        assert (one.holds, other.holds).count(True) == 1
        assert not one.health.unready()
        assert not other.health.unready()
        active, waiting = (one, other) if one.holds else (other, one)
        active.stopping.set()

        async def taken_over() -> bool:
            return waiting.holds and not active.holds

        await until(taken_over)
        await asyncio.sleep(0.1)
    assert site.times() == 1  # who takes over knows when it is due
    assert len(await published(client, keys)) == 5


async def test_a_collector_whose_lease_is_over_writes_nothing(client: Redis, keys: Keys) -> None:
    stale, active = Shelf(client, keys, "stale", 50), Shelf(client, keys, "active")
    article = Article(id="1", title="Clash")
    assert await stale.acquire()
    assert not await active.acquire()
    await asyncio.sleep(0.06)
    assert await active.acquire()
    with pytest.raises(LeaseLostError):
        await stale.publish("feed", [("digest", article)], 1)
    with pytest.raises(LeaseLostError):
        await stale.keep("feed", Standing("Example News"), 1)
    with pytest.raises(LeaseLostError):
        await stale.list_feeds(["feed"])
    assert await call(client, "KEYS", f"{keys.prefix}:*") == [keys.collect_lease.encode()]
    assert await active.publish("feed", [("digest", article)] * 2, 1) == 1


async def test_what_is_remembered_of_a_feed_is_bounded(
    client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firebell.redis.feeds.MOST_SEEN", 10)
    shelf = Shelf(client, keys, "one")
    await shelf.acquire()
    day = 24 * 3600 * 1000
    for n in range(30):
        article = Article(id=str(n), title="Clash")
        await shelf.publish("feed", [(telling(article), article)], 40 * day + n, whole=True)
    assert await call(client, "ZCARD", keys.feed_seen("feed")) == 10
    assert [
        a.id
        for a in await shelf.fresh("feed", [Article(id="3", title="Clash"), Article(id="29", title="Clash")])
    ] == ["3"]
    await shelf.keep(
        "feed", Standing("Example News"), 75 * day
    )  # not changed for a month: nothing is forgotten
    assert await call(client, "ZCARD", keys.feed_seen("feed")) == 10
    await shelf.publish("feed", [(telling(article), article)], 75 * day, whole=True)
    assert await call(client, "ZCARD", keys.feed_seen("feed")) == 1
    assert await call(client, "TTL", keys.feed("feed")) > 80 * 24 * 3600


@pytest.mark.parametrize(
    ("gap", "hours", "silent"),
    [
        pytest.param(3600, 9, False, id="less than ten gaps"),
        pytest.param(3600, 11, False, id="ten gaps, and less than a day"),
        pytest.param(3600, 25, True, id="more than a day"),
        pytest.param(86_400, 9 * 24, False, id="a weekly now late"),
        pytest.param(86_400, 11 * 24, True, id="a daily that is silent for eleven days"),
        pytest.param(0, 6 * 24, False, id="no rhythm is known: a week"),
        pytest.param(0, 8 * 24, True, id="no rhythm is known, and more than a week"),
    ],
)
def test_silent_is_ten_times_the_usual(gap: int, hours: int, *, silent: bool) -> None:
    new = 1_000_000_000
    standing = Standing("Example News", gap=gap * 1000, new=new)
    assert bool(standing.silent_since(new + hours * 3_600_000)) is silent


async def test_a_feed_that_goes_silent_shows(server: Embedded, client: Redis, keys: Keys, site: Site) -> None:
    now = datetime.now(UTC)
    site.put("/feed", rss(*an_hour_apart(6, now)))
    site.put("/old", rss(*an_hour_apart(6, now - timedelta(days=2))))
    feeds = [a_feed(site.url()), a_feed(site.url("/old"), "Old News")]
    async with collecting(server.url, feeds):
        await polled(site, 2)
        await polled(site, 2, "/old")
        silent = {feed.publisher: metric("firebell_feed_silent", publisher=feed.publisher) for feed in feeds}
        assert silent == {"Example News": 0.0, "Old News": 1.0}
        assert metric("firebell_feed_up", publisher="Old News") == 1.0
        told = (await facts_of(client, keys))["feeds"]
        assert told["Example News"]["silent_since"] is None
        assert told["Old News"]["silent_since"].startswith((now - timedelta(days=2)).date().isoformat())
        site.put("/old", rss(an_item("https://news.example/new", "A new clash", at=now)))
        await polled(site, 3, "/old")
        assert metric("firebell_feed_silent", publisher="Old News") == 0.0
    assert b"publisher" not in _gauges()


def _gauges() -> bytes:
    """Who stands by tells nothing of feeds."""
    lines = generate_latest(metrics.REGISTRY).splitlines(keepends=True)
    return b"".join(line for line in lines if line.startswith((b"firebell_feed_up", b"firebell_feed_silent")))


async def test_pages_are_read_where_robots_txt_allows(
    server: Embedded, client: Redis, keys: Keys, site: Site
) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed")
    for path in ("/open", "/closed", "/none"):
        site.put(path, PAGE if path != "/none" else "<html></html>", content_type="text/html; charset=utf-8")
    links = [site.url(path) for path in ("/open", "/closed", "/none", "/missing")]
    now = NOW.replace(year=2099)  # news, whenever the test runs: a date in the future is none
    site.put("/feed", rss(*(an_item(link, f"Bomb {link[-6:]}", "Five died.", at=now) for link in links)))
    async with collecting(server.url, [a_feed(site.url())], pages=True):
        await polled(site, 2)
    texts = {article.url.rpartition("/")[2]: article.text for article in await published(client, keys)}
    assert "Twenty others were wounded" in texts.pop("open")
    assert texts == dict.fromkeys(("closed", "none", "missing"), "Five died.")
    assert (site.times("/open"), site.times("/closed"), site.times("/robots.txt")) == (1, 0, 1)


async def test_old_pages_are_left_alone(server: Embedded, client: Redis, keys: Keys, site: Site) -> None:
    site.put("/feed", rss(an_item(site.url("/old"), at=NOW.replace(year=2020))))
    async with collecting(server.url, [a_feed(site.url())], pages=True):
        await polled(site, 2)
    assert len(await published(client, keys)) == 1
    assert site.times("/old") == 0


async def test_feeds_are_taken_up_without_a_restart(
    server: Embedded, client: Redis, keys: Keys, site: Site, tmp_path: Path
) -> None:
    site.put("/feed", rss(an_item()))
    regions = config.known_regions(places.shipped())

    def load() -> Feeds:
        return config.feeds(config.read_files(tmp_path), regions)

    sources = tmp_path / "sources.yaml"
    sources.write_text("publishers: {Example News: {domains: [news.example]}}\n")
    options = Options(
        server.url,
        lambda _: True,
        reload_seconds=0.05,
        look_seconds=0.02,
        apart_seconds=0.0,
        schedule=QUICK,
        read=here,
    )
    collector = Collector(options, load(), Watched(tmp_path, load))
    task = asyncio.create_task(collector.run())
    await asyncio.sleep(0.1)
    sources.write_text(f"publishers: {{Example News: {{feed: '{site.url()}', every: 5m}}}}\n")
    await polled(site, 2)
    sources.write_text("publishers: {Example News: {feed: 7}}\n")  # wrong: the last good ones hold
    await polled(site, 2)
    collector.stopping.set()
    await task
    assert len(await published(client, keys)) == 1
    assert collector.feeds == (a_feed(site.url(), minutes=5),)


async def test_redis_away_for_a_while_loses_nothing(tmp_path: Path, site: Site, keys: Keys) -> None:
    site.put("/feed", rss(*an_hour_apart(3)))
    with running(tmp_path) as first:
        async with collecting(first.url, [a_feed(site.url())], lease=1.0):
            client = connect(first.url)
            await polled(site, 2)
            await call(client, "CLIENT", "PAUSE", 300, "ALL")
            site.put("/feed", rss(*an_hour_apart(5, NOW + timedelta(hours=2))))
            await polled(site, 2)

            async def all_there() -> bool:
                return len(await published(client, keys)) == 5

            await until(all_there)
            await client.aclose()


async def test_a_fault_in_one_feed_leaves_the_others_alone(
    server: Embedded, client: Redis, keys: Keys, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/feed", rss(an_item()))
    site.put("/odd", rss(an_item("https://news.example/odd", "odd")))

    def broken(article: Article) -> str:
        if article.title == "odd":
            raise AttributeError("nobody thought of this")
        return telling(article)

    monkeypatch.setattr("firebell.collect.poll.telling", broken)
    odd = a_feed(site.url("/odd"), "Odd")
    async with collecting(server.url, [odd, a_feed(site.url())]) as collector:
        await polled(site, 3)
        assert collector.holds
    assert (await stands(client, keys, odd)).error == "AttributeError: nobody thought of this"
    assert len(await published(client, keys)) == 1
