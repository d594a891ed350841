"""Fetching from strangers: what is refused, how much is read, how politely it is asked."""

import asyncio
import gzip
import resource
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import pairwise
from time import monotonic

import pytest
from tests.collect.helpers import HERE, NOW
from tests.collect.site import Page, Site, a_site

from firebell.collect.errors import CollectError
from firebell.collect.fetch import AGENT, Around, Web
from firebell.collect.links import without_secrets
from firebell.collect.robots import Robots
from firebell.collect.schedule import Schedule
from firebell.collect.turns import Turns
from firebell.outward.guard import is_allowed
from firebell.outward.patience import retry_after


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with a_site() as opened:
        yield opened


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    opened = Web(around())
    yield opened
    await opened.aclose()


def around(seconds: float = 5.0, apart: float = 0.0) -> Around:
    return Around(lambda address: is_allowed(address, HERE), lambda: NOW, seconds, apart)


async def refusal(web: Web, url: str, most: int = 100_000) -> CollectError:
    with pytest.raises(CollectError) as caught:
        await web.get(url, most=most)
    return caught.value


async def test_what_lies_there_comes_with_what_is_needed_to_ask_again(site: Site, web: Web) -> None:
    site.put(
        "/feed", "<rss/>", content_type="text/xml", etag='"1"', last_modified="Thu, 05 Mar 2026 12:00:00 GMT"
    )
    answer = await web.get(site.url())
    assert (answer.status, answer.body, answer.kind) == (200, b"<rss/>", "text/xml")
    assert (answer.etag, answer.modified, answer.moved) == ('"1"', "Thu, 05 Mar 2026 12:00:00 GMT", "")
    asked = site.asked[0].headers
    assert asked["user-agent"] == AGENT
    assert asked["accept-encoding"] == "gzip"
    assert (await web.get(site.url(), headers={"if-none-match": '"1"'})).status == 304


async def test_gzip_is_unpacked(site: Site, web: Web) -> None:
    site.put("/feed", gzip.compress(b"<rss/>"), content_encoding="gzip")
    assert (await web.get(site.url())).body == b"<rss/>"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/404", "not_found"),
        ("/410", "gone"),
        ("/429", "rate_limited"),
        ("/403", "client_error"),
        ("/503", "server_error"),
    ],
)
async def test_a_refusal_has_a_reason_and_its_patience(site: Site, web: Web, path: str, reason: str) -> None:
    site.put(path, status=int(path[1:]), retry_after="120")
    error = await refusal(web, site.url(path))
    assert (error.reason, error.asked) == (reason, 120.0)
    assert path[1:] in error.detail


@pytest.mark.parametrize(
    ("status", "lasts"), [(301, True), (308, True), (302, False), (303, False), (307, False)]
)
async def test_only_a_move_for_good_is_remembered(site: Site, web: Web, status: int, *, lasts: bool) -> None:
    site.put("/old", status=status, location="/feed")
    site.put("/feed", "<rss/>")
    answer = await web.get(site.url("/old"))
    assert answer.body == b"<rss/>"
    assert answer.url == site.url()
    assert answer.moved == (site.url() if lasts else "")


async def test_a_move_for_good_behind_one_for_now_is_for_now(site: Site, web: Web) -> None:
    site.put("/old", status=302, location="/older")
    site.put("/older", status=301, location="/feed")
    site.put("/feed", "<rss/>")
    assert (await web.get(site.url("/old"))).moved == ""


async def test_redirects_in_a_ring_end(site: Site, web: Web) -> None:
    site.put("/feed", status=301, location="/feed")
    assert (await refusal(web, site.url())).reason == "redirect"
    assert site.times() == 6


@pytest.mark.parametrize(
    "location", ["", "file:///etc/passwd", "gopher://127.0.0.1/", "http://[x", "mailto:a@b.example"]
)
async def test_a_redirect_to_no_web_page_is_refused(site: Site, web: Web, location: str) -> None:
    site.put("/feed", status=302, location=location)
    assert (await refusal(web, site.url())).reason in ("redirect", "protocol")
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/feed",
        "http://localhost/feed",
        "http://[::1]/feed",
        "http://[::ffff:127.0.0.1]/feed",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/feed",
        "http://0.0.0.0/feed",
        "http://2130706433/feed",
    ],
)
async def test_nothing_of_our_own_network_is_asked(url: str) -> None:
    async with a_site() as site:
        web = Web(Around(lambda address: is_allowed(address, ()), lambda: NOW, 2.0, 0.0))
        error = await refusal(web, url.replace("/feed", f":{site.port}/feed"))
        await web.aclose()
        assert error.reason in ("refused_address", "connect")
        assert site.asked == []


async def test_a_redirect_into_our_own_network_is_refused(site: Site) -> None:
    away = ip_address("127.0.0.2")
    web = Web(Around(lambda address: address != away, lambda: NOW, 2.0, 0.0))
    site.put("/feed", status=302, location=f"http://127.0.0.2:{site.port}/inner")
    error = await refusal(web, site.url())
    await web.aclose()
    assert error.reason == "refused_address"
    assert "FIREBELL_ALLOW_ADDRESSES" in error.detail
    assert site.times("/inner") == 0


async def test_with_a_proxy_it_is_asked_and_our_own_network_is_not(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"127.0.0.1:{site.port}")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.port}")
    monkeypatch.setenv("no_proxy", "")
    site.put("http://news.example/feed", "<rss/>")
    web = Web(Around(lambda address: is_allowed(address, ()), lambda: NOW, 2.0, 0.0))
    assert (await web.get("http://news.example/feed")).body == b"<rss/>"
    assert (await refusal(web, "http://10.0.0.1/feed")).reason == "refused_address"
    await web.aclose()


async def test_what_is_too_long_is_left_in_the_middle(site: Site, web: Web) -> None:
    site.put("/feed", b"x" * 100_001)
    assert (await refusal(web, site.url())).reason == "too_large"


async def test_a_bomb_of_a_gigabyte_fills_no_memory(site: Site, web: Web) -> None:
    pack = zlib.compressobj(9, wbits=31)
    zeros = bytes(1024 * 1024)
    bomb = b"".join([*(pack.compress(zeros) for _ in range(1024)), pack.flush()])
    assert len(bomb) < 2 * 1024 * 1024
    site.put("/feed", bomb, content_encoding="gzip")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = await refusal(web, site.url(), most=8 * 1024 * 1024)
    assert error.reason == "too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(b"no gzip at all", "gzip", id="no gzip at all"),
        pytest.param(gzip.compress(b"x" * 1000)[:-20], "gzip", id="its end is missing"),
        pytest.param(b"x", "br", id="nobody asked for that"),
        pytest.param(b"x", "gzip, gzip", id="packed twice"),
    ],
)
async def test_what_cannot_be_unpacked_is_told(site: Site, web: Web, body: bytes, encoding: str) -> None:
    site.put("/feed", body, content_encoding=encoding)
    assert (await refusal(web, site.url())).reason == "protocol"


async def test_who_is_slow_is_left(site: Site) -> None:
    site.pages["/feed"] = Page(b"<rss/>" * 100, drip=0.02)
    web = Web(around(seconds=0.3))
    began = monotonic()
    assert (await refusal(web, site.url())).reason == "timeout"
    assert monotonic() - began < 1
    await web.aclose()


async def test_an_answer_that_breaks_off_is_no_answer(site: Site, web: Web) -> None:
    site.put("/feed", b"<rss>", content_length="5000")
    assert (await refusal(web, site.url())).reason == "protocol"


async def test_nobody_there_is_told(web: Web) -> None:
    assert (await refusal(web, "http://127.0.0.1:1/feed")).reason == "connect"
    assert (await refusal(web, "http://no-such-host.invalid/feed")).reason == "connect"


async def test_cookies_are_not_kept(site: Site, web: Web) -> None:
    site.put("/feed", "<rss/>", set_cookie="id=7; Path=/")
    await web.get(site.url())
    await web.get(site.url())
    assert "cookie" not in site.asked[1].headers


async def test_a_host_gets_one_request_at_a_time_and_a_pause(site: Site) -> None:
    site.put("/feed", "<rss/>")
    site.pause = 0.02
    web = Web(around(apart=0.1))
    await asyncio.gather(*(web.get(site.url()) for _ in range(4)))
    await web.aclose()
    moments = [asked.at for asked in site.asked]
    assert site.busiest == 1
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(moments))


async def test_a_host_that_waits_is_not_forgotten_for_others() -> None:
    turns = Turns(0.0)
    async with turns.of("busy.example"):
        for n in range(2000):
            async with turns.of(f"{n}.example"):
                pass
        waiting = asyncio.create_task(_turn(turns, "busy.example"))
        await asyncio.sleep(0.01)
        assert not waiting.done()
    await waiting
    assert len(turns._hosts) <= 1000


async def _turn(turns: Turns, host: str) -> None:
    async with turns.of(host):
        pass


@pytest.mark.parametrize(
    ("robots", "status", "path", "allowed"),
    [
        pytest.param("User-agent: *\nDisallow: /private", 200, "/private/1", False, id="a part is closed"),
        pytest.param("User-agent: *\nDisallow: /private", 200, "/news/1", True, id="the rest is open"),
        pytest.param("User-agent: firebell\nDisallow: /", 200, "/news/1", False, id="closed to us by name"),
        pytest.param("User-agent: other\nDisallow: /", 200, "/news/1", True, id="closed to another"),
        pytest.param("", 404, "/news/1", True, id="no such file"),
        pytest.param("", 403, "/news/1", False, id="closed altogether"),
        pytest.param("", 503, "/news/1", False, id="in trouble: left alone"),
        pytest.param("\xff<html>", 200, "/news/1", True, id="no robots.txt but a page"),
    ],
)
async def test_robots_txt_decides(
    site: Site, web: Web, robots: str, status: int, path: str, *, allowed: bool
) -> None:
    site.put("/robots.txt", robots.encode("latin-1"), status=status)
    rules = Robots(web)
    assert await rules.allows(site.url(path)) is allowed
    assert await rules.allows(site.url(path)) is allowed
    assert site.times("/robots.txt") == 1


async def test_a_pause_that_robots_txt_asks_for_is_kept(site: Site) -> None:
    web = Web(around(apart=0.0))
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7")
    await Robots(web).allows(site.url("/a"))
    assert web.turns._known("127.0.0.1").apart == 7.0
    await web.aclose()


def test_pauses_double_up_to_a_bound() -> None:
    schedule = Schedule()
    pauses = [
        schedule.again("feed", 900, 0, reason="timeout", failures=failures) / 1000
        for failures in (1, 2, 3, 50)
    ]
    assert all(
        want * 0.9 <= pause <= want * 1.1
        for pause, want in zip(pauses, (900, 1800, 3600, 6 * 3600), strict=True)
    )


@pytest.mark.parametrize(
    ("reason", "asked", "least", "most"),
    [
        pytest.param("rate_limited", 7200.0, 7200, 9000, id="as long as it asks for"),
        pytest.param("rate_limited", 1.0, 800, 1000, id="not shorter than otherwise"),
        pytest.param("server_error", 9e9, 86_400, 110_000, id="a day at most"),
        pytest.param("gone", None, 6 * 86_400, 8 * 86_400, id="gone: a look a week"),
    ],
)
def test_a_server_may_ask_for_patience(reason: str, asked: float | None, least: int, most: int) -> None:
    due = Schedule().again("feed", 900, 0, reason=reason, failures=1, asked=asked)
    assert least <= due / 1000 <= most


def test_feeds_do_not_fall_into_step_and_none_is_hammered() -> None:
    schedule = Schedule()
    dues = {schedule.after(f"feed {n}", 900, 0) for n in range(50)}
    assert len(dues) > 40
    assert all(810_000 <= due <= 990_000 for due in dues)
    assert schedule.after("feed", 1, 0) >= 54_000


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("Thu, 05 Mar 2026 12:02:00 GMT", 120.0),
        ("Thu, 05 Mar 2026 11:00:00 GMT", 0.0),
        ("120", 120.0),
        ("9" * 30, 86_400.0),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(written: str | None, seconds: float | None) -> None:
    assert retry_after(written, datetime(2026, 3, 5, 12, tzinfo=UTC)) == seconds


def test_what_is_shown_of_an_address_holds_no_secret() -> None:
    assert without_secrets("https://u:p@news.example/f?token=t#x") == "https://news.example/f"
