"""What strangers choose — addresses, links, names, bodies, ids — leads to no private address, no script, no header."""

import gzip
import socket
import zlib
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.async_api import expect
from tests.collect.helpers import HERE, NOW
from tests.collect.site import Site, a_site
from tests.deliver.helpers import a_desk, an_alert, delivering, ring, stands
from tests.deliver.receiver import receiving
from tests.serve.browsers import desk
from tests.serve.conftest import Served, day, decoded, served, serving
from tests.serve.conftest import ring as rung
from tests.serve.test_page import another, base, opened
from tests.serve.test_rough_http import raw, still_well

from firebell.alert.alert import Alert
from firebell.collect.errors import CollectError
from firebell.collect.fetch import Around, Web
from firebell.deliver.message import message
from firebell.deliver.secret import Found, UselessSecretError
from firebell.deliver.webhook import Around as Surroundings
from firebell.deliver.webhook import Webhook
from firebell.embedded import Embedded
from firebell.outward.guard import is_allowed
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

__all__ = ["day", "decoded", "served", "serving"]  # fixtures

ROOT = Path(__file__).parents[2]

# — addresses —

PRIVATE = [
    pytest.param("http://127.1/", id="a short form"),
    pytest.param("http://2130706433/", id="one number"),
    pytest.param("http://0x7f000001/", id="one number in sixteens"),
    pytest.param("http://0177.0.0.1/", id="in eights"),
    pytest.param("http://0x7f.0.0.1/", id="in sixteens"),
    pytest.param("http://[::ffff:7f00:1]/", id="mapped into IPv6"),
    pytest.param("http://[::ffff:169.254.169.254]/", id="the metadata of a cloud, mapped"),
    pytest.param("http://169.254.169.254/latest/meta-data/", id="the metadata of a cloud"),
    pytest.param("http://[fd00:ec2::254]/", id="the metadata of a cloud, IPv6"),
    pytest.param("http://localhost./", id="by name, with a dot"),
    pytest.param("http://me:pass@127.0.0.1/", id="behind a name and password"),
    pytest.param("http://127.0.0.1\\@news.example/", id="behind a backslash"),
    pytest.param("http://[::1%25lo]/", id="with a zone"),
    pytest.param("http://①②⑦.0.0.1/", id="in other digits"),
]


@pytest.mark.parametrize("url", PRIVATE)
async def test_no_way_of_writing_leads_a_fetch_to_a_private_address(url: str) -> None:
    web = Web(Around(lambda address: is_allowed(address, ()), lambda: NOW, 5.0, 0.0))
    with pytest.raises(CollectError) as refused:
        await web.get(url)
    await web.aclose()
    assert refused.value.reason in ("refused_address", "connect", "protocol", "timeout")


@pytest.mark.parametrize("url", PRIVATE)
async def test_no_way_of_writing_leads_a_webhook_to_a_private_address(url: str) -> None:
    try:
        hook = Webhook(Found(url, ()), "", Surroundings(lambda: datetime.now(UTC), (), 5.0))
    except UselessSecretError:
        return
    answer = await hook.send(message(an_alert("a1")))
    await hook.aclose()
    assert answer.reason in ("refused_address", "connect", "protocol", "timeout")


async def test_a_name_that_changes_where_it_leads_is_reached_where_it_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever owns a name may answer with a public address first, and with a private one when it is connected to."""
    answers: list[str] = []
    real = socket.getaddrinfo

    def asked(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        if host not in ("rebinding.example", b"rebinding.example"):
            return real(host, port, *more, **named)
        answers.append("127.0.0.1" if not answers else "127.0.0.2")
        return real(answers[-1], port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", asked)
    away = ip_address("127.0.0.2")
    async with a_site() as site:
        web = Web(Around(lambda address: address != away, lambda: NOW, 5.0, 0.0))
        site.put("/feed", "<rss/>")
        for _ in range(2):
            assert (await web.get(f"http://rebinding.example:{site.port}/feed")).body == b"<rss/>"
        await web.aclose()
        assert site.times("/feed") == 2
    assert answers == ["127.0.0.1"]


# — bodies —


@pytest.fixture
def bomb() -> bytes:
    return gzip.compress(b"\0" * 50_000_000, 9)


@pytest.mark.parametrize("packed", ["br", "deflate", "zstd", "gzip, gzip", "compress"])
async def test_what_is_packed_as_nobody_asked_is_not_unpacked(packed: str, bomb: bytes) -> None:
    async with a_site() as site:
        web = Web(Around(lambda address: is_allowed(address, HERE), lambda: NOW, 5.0, 0.0))
        site.put(
            "/feed",
            bomb if packed != "deflate" else zlib.compress(b"\0" * 50_000_000),
            content_encoding=packed,
        )
        with pytest.raises(CollectError) as refused:
            await web.get(_url(site))
        await web.aclose()
    assert refused.value.reason in ("protocol", "too_large")


def _url(site: Site) -> str:
    return site.url()


@pytest.mark.parametrize("packed", ["gzip", "deflate", "br"])
async def test_a_packed_body_is_refused_as_it_came(served: Served, bomb: bytes, packed: str) -> None:
    headers = {"Content-Encoding": packed, "Content-Type": "application/json", **served.may("publish")}
    answer = await served.http.post("/v1/articles", content=bomb, headers=headers)
    assert answer.status_code == 422
    assert await call(served.client, "XLEN", served.keys.articles) == 0


# — headers and paths —


@pytest.mark.parametrize(
    "name", ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "é\u2028", "a\x00b", "x" * 300, ""], ids=ascii
)
async def test_an_id_that_no_header_could_hold_is_given_up_and_the_next_one_goes(
    server: Embedded, client: Redis, keys: Keys, name: str
) -> None:
    async with receiving() as receiver:
        [bad, _] = await ring(client, keys, "desk", an_alert(name, "a story"), an_alert("good"))
        async with delivering(server.url, a_desk(receiver.url)):
            await receiver.has(1)
    assert receiver.ids == ["good"]
    assert (await stands(client, keys, "desk")).tried[bad].reason == "unreadable"


@pytest.mark.parametrize(
    "path",
    [
        "/page/../app.py",
        "/page/..%2f..%2fsettings.py",
        "/page/%2e%2e/%2e%2e/settings.py",
        "/page/....//app.py",
        "/page/..\\app.py",
        "/page/%00main.js",
        "/page//etc/passwd",
        "/cap/../../etc/passwd.xml",
        "/cap/%2e%2e%2f%2e%2e%2fetc%2fpasswd.xml",
        "/v1/alerts/../../../etc/passwd",
        "//etc/passwd",
        "/./../etc/passwd",
    ],
)
async def test_no_path_leads_out_of_what_is_served(served: Served, path: str) -> None:
    answer = await raw(served, f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404"))
    assert b"root:" not in answer
    assert b"import " not in answer
    assert await still_well(served)


# — the page —

LINKS = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    " \tjavascript:window.hit=1",
    "java\nscript:window.hit=1",
    "\x01javascript:window.hit=1",
    "javascript&colon;window.hit=1",
    "data:text/html,<script>parent.hit=1</script>",
    "vbscript:window.hit=1",
    "//evil.example/",
    'https://x.example/"onmouseover="window.hit=1',
)


async def test_a_link_of_an_article_is_a_web_page_or_no_link(served: Served, decoded: list[Alert]) -> None:
    alert = opened(decoded)
    quote = alert.data.evidence[0]
    quotes = tuple(
        msgspec.structs.replace(quote, of=f"killed{n}", words=f"words {n}", url=link)
        for n, link in enumerate(LINKS)
    )
    await rung(served.client, served.keys, another(alert, "evil", evidence=quotes, links=LINKS))
    async with desk(base(served), "/#/alert/evil") as seen:
        await expect(seen.page.locator("#view h2")).to_be_visible()
        links = await seen.page.eval_on_selector_all("#view a", "all => all.map(one => one.href)")
        here = base(served)
        assert {link for link in links if not link.startswith((here, "https://x.example/"))} == set()
        assert await seen.page.evaluate("window.hit") is None
        assert await seen.page.locator("#view [onmouseover]").count() == 0
        assert seen.wrong == []


async def test_the_page_runs_nothing_that_was_not_served_with_it(served: Served) -> None:
    """The policy holds in a real browser, should markup ever come to stand on the page."""
    async with desk(base(served)) as seen:
        await seen.page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.hit = 1";
                document.body.append(script);
                const image = document.createElement("div");
                image.innerHTML = "<img src=x onerror='window.hit = 2'><a href='javascript:window.hit=3' id=bad>x</a>";
                document.body.append(image);
                document.getElementById("bad").click();
            }"""
        )
        await seen.page.wait_for_timeout(300)
        assert await seen.page.evaluate("window.hit") is None
        assert any("Content Security Policy" in said for said in seen.wrong)


# — what is installed —


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_whatever_is_installed_is_pinned_by_version_and_hash(path: Path) -> None:
    pinned = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    needs = [line for line in pinned if line.strip() and not line.lstrip().startswith(("#", "//"))]
    assert needs
    for line in needs:
        assert "sha256" in line, line
        assert "==" in line or line.startswith("http") or len(line.split()) > 1, line
