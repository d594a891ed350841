"""`firebell collect`, `publish` and `status` as a person meets them: feeds and pages in, sentences out."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.test_commands import firebell
from tests.collect.helpers import a_feed, an_hour_apart, an_item, published, rss
from tests.collect.site import a_site
from tests.collect.test_collector import PAGE
from tests.collect.test_feed import ATOM

from firebell.collect.poll import name_of
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.feeds import Shelf, Standing
from firebell.redis.keys import Keys

ALLOWED = "127.0.0.0/8"


async def test_publish_takes_feeds_and_pages_as_files(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(*an_hour_apart(2)))
    (tmp_path / "atom").write_bytes(ATOM)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "story.txt").write_text("Two men were killed in Goma on Thursday.")
    names = [str(tmp_path / name) for name in ("feed.xml", "atom", "page.html", "story.txt")]
    ran = await asyncio.to_thread(firebell, "publish", "--test", "--source", "Me", *names, url=server.url)
    assert (ran.code, ran.err) == (0, "firebell: 5 published\n")
    articles = await published(client, keys)
    assert [article.title for article in articles][:4] == [
        "Clash number 1",
        "Clash number 2",
        "Shelling kills two",
        "Bomb in Goma",
    ]
    assert "Twenty others were wounded" in articles[3].text
    assert {article.status for article in articles} == {"Test"}
    assert {article.source for article in articles} == {"Me"}


async def test_publish_takes_feeds_and_pages_by_their_address(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with a_site() as site:
        site.put("/feed", status=302, location="/rss")
        site.put("/rss", rss(an_item("/world/1")))
        head = '<meta property="article:published_time" content="2026-03-05T10:30:00+02:00">'
        site.put("/page?utm_source=x", PAGE.replace("<title>", f"{head}<title>"), content_type="text/html")
        words = ("publish", site.url(), site.url("/page?utm_source=x"))
        ran = await asyncio.to_thread(
            lambda: firebell(*words, url=server.url, FIREBELL_ALLOW_ADDRESSES=ALLOWED)
        )
        assert (ran.code, ran.err) == (0, "firebell: 2 published\n")
        one, page = await published(client, keys)
        assert one.url == site.url("/world/1")
        assert (page.id, page.title) == (site.url("/page"), "Bomb in Goma")
        assert str(page.published_at) == "2026-03-05 08:30:00+00:00"


async def test_publish_says_what_is_no_article(server: Embedded, client: Redis, keys: Keys) -> None:
    async with a_site() as site:
        site.put("/picture", b"\x89PNG\r\n", content_type="image/png")
        site.put("/empty", "<html><body></body></html>", content_type="text/html")
        urls = [site.url(path) for path in ("/picture", "/empty", "/missing")]
        ran = await asyncio.to_thread(
            lambda: firebell("publish", *urls, url=server.url, FIREBELL_ALLOW_ADDRESSES=ALLOWED)
        )
        refused = await asyncio.to_thread(lambda: firebell("publish", site.url("/empty"), url=server.url))
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"firebell: {urls[0]}: neither a page nor a feed (image/png)",
        f"firebell: {urls[1]}: no article stands on the page",
        f"firebell: {urls[2]}: 404 As Told from 127.0.0.1",
        "firebell: 0 published, 3 left out",
    ]
    assert "127.0.0.1 is not public; see FIREBELL_ALLOW_ADDRESSES" in refused.err
    assert await published(client, keys) == []


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("collect",), "feedparser"),
        (("publish", "FEED"), "feedparser"),
        (("publish", "PAGE"), "trafilatura"),
    ],
)
def test_without_the_extra_a_sentence_says_what_to_install(
    server: Embedded, tmp_path: Path, words: tuple[str, ...], missing: str
) -> None:
    files = {"FEED": ("feed.xml", rss(an_item())), "PAGE": ("page.html", PAGE.encode())}
    for name, raw in files.values():
        (tmp_path / name).write_bytes(raw)
    named = [str(tmp_path / files[word][0]) if word in files else word for word in words]
    begins = f"import sys; sys.modules[{missing!r}] = None; sys.argv = ['firebell', *{named!r}]"
    code = f"{begins}; from firebell.cli import main; main()"
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", code],
        env={"FIREBELL_REDIS_URL": server.url, "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr == (
        f"firebell: {missing} is not installed: feeds and pages need it; pip install 'firebell[feeds]'\n"
    )


async def test_status_tells_each_feed_and_who_polls(server: Embedded, client: Redis, keys: Keys) -> None:
    now = 1000 * int((await call(client, "TIME"))[0])
    day = 24 * 3600 * 1000
    up = Standing(
        "Good News", "https://good.example/feed", due=now + day, polled=now, ok=now, new=now, articles=7
    )
    silent = up._replace(publisher="Quiet News", gap=3_600_000, new=now - 3 * day)
    down = up._replace(
        publisher="Lost News", failures=4, reason="gone", error="410 Gone from https://lost.example/feed"
    )
    moved = up._replace(publisher="Moved News", moved="https://me:pass@moved.example/new?key=hidden")
    shelf = Shelf(client, keys, "desk-1-token")
    await shelf.acquire()
    feeds = (up, silent, down, moved)
    for one in feeds:
        await shelf.keep(name_of(a_feed("https://x.example", one.publisher)), one, now)
    await shelf.list_feeds([name_of(a_feed("https://x.example", one.publisher)) for one in feeds])
    ran = await asyncio.to_thread(firebell, "status", url=server.url)
    lines = {line[:24].strip(): line[25:] for line in ran.out.splitlines()}
    assert lines["collector"] == "desk-1"
    assert lines["feed Good News"].startswith("up, last article ")
    assert lines["feed Quiet News"].startswith("silent since ")
    assert lines["feed Lost News"].startswith(
        "down (gone), 4 failures in a row: 410 Gone from https://lost.example/feed"
    )
    assert lines["feed Moved News"].endswith("; it moved to https://moved.example/new: change sources.yaml")
    assert "hidden" not in ran.out
    assert ran.code == 0


async def test_status_says_that_nobody_polls(server: Embedded, client: Redis, keys: Keys) -> None:
    now = 1000 * int((await call(client, "TIME"))[0])
    shelf = Shelf(client, keys, "desk-1-token")
    await shelf.acquire()
    late = Standing("Good News", "https://good.example/feed", due=now - 600_000, polled=now, ok=now, new=now)
    await shelf.keep("one", late, now)
    await shelf.list_feeds(["one"])
    await shelf.release()
    ran = await asyncio.to_thread(firebell, "status", url=server.url)
    assert ran.code == 1
    assert "feeds are due and nobody polls them: run `firebell collect`" in ran.err


def test_collect_says_what_is_wrong_with_its_surroundings(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("publishers: {Example: {every: 5m}}\n")
    ran = firebell("collect", FIREBELL_CONFIG=str(tmp_path))
    assert ran.code == 2
    assert "without a feed there is nothing to poll" in ran.err
    ran = firebell("collect", FIREBELL_ALLOW_ADDRESSES="everywhere")
    assert ran.code == 2
    assert "FIREBELL_ALLOW_ADDRESSES" in ran.err
