"""An address → the bytes that lie there: guarded, bounded in time and memory, one request a host at a time."""

import asyncio
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection

from firebell import __version__
from firebell.collect.errors import CollectError
from firebell.collect.links import host_of
from firebell.collect.turns import Turns
from firebell.outward.patience import retry_after

AGENT = f"firebell/{__version__}"
"""By this name robots.txt may refuse us."""

MOST_BYTES = 8 * 1024 * 1024
"""The longest feed or page that is read, unpacked; the world's largest feeds have 2 MB."""

MOST_REDIRECTS = 5
RESOLVED_SECONDS = 60.0
SECONDS = 20.0

PERMANENT = frozenset((HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT))
FEEDS = "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, */*;q=0.5"

MayReach = Callable[[IPv4Address | IPv6Address], bool]


class Around(NamedTuple):
    """What fetching needs of its surroundings."""

    may_reach: MayReach
    now: Callable[[], datetime]
    seconds: float = SECONDS
    """In all, from the first byte asked for to the last one read."""
    apart: float = 1.0
    """Seconds between two requests to one host."""


class Answer(NamedTuple):
    """What came: 200 with a body, or 304 without. `moved` is where it lies for good now, if elsewhere."""

    status: int
    url: str
    body: bytes = b""
    kind: str = ""
    etag: str = ""
    modified: str = ""
    moved: str = ""


class Web:
    """The way out: connections that are shared, and turns that are kept."""

    def __init__(self, around: Around) -> None:
        self.turns = Turns(around.apart)
        self._around = around
        self._direct = httpx_ssrf_protection(
            _client(),
            check_globally_reachable=False,
            custom_validator=lambda _host, address, _port: around.may_reach(address),
            dns_cache_ttl=RESOLVED_SECONDS,
        )
        self._proxies: dict[str, httpx.AsyncClient] = {}

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, most: int = MOST_BYTES
    ) -> Answer:
        """What lies at the address, over at most five redirects.

        Raises:
            CollectError: whatever else comes.
        """
        moved, at = True, url
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._turn(at, headers or {}, most)
            if answer.status not in _REDIRECTS:
                return answer._replace(moved=at if moved and at != url else "")
            moved = moved and answer.status in PERMANENT
            at = answer.url
        raise CollectError("redirect", f"more than {MOST_REDIRECTS} redirects")

    async def aclose(self) -> None:
        """Close the connections."""
        for client in (self._direct, *self._proxies.values()):
            await client.aclose()

    async def _turn(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        """One request in its host's turn; a redirect is an answer whose `url` is where it leads."""
        client = self._client_for(url)
        async with self.turns.of(host_of(url)):
            try:
                async with asyncio.timeout(self._around.seconds):
                    return await self._ask(client, url, headers, most)
            except (TimeoutError, httpx.TimeoutException):
                raise CollectError("timeout", f"no whole answer within {self._around.seconds:g} s") from None
            except SSRFProtectionError as error:
                raise _refused(error.ip_addr) from None
            except httpx.ConnectError as error:
                raise CollectError("connect", str(error) or "no connection") from None
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                raise CollectError("protocol", f"{type(error).__name__}: {error}"[:300]) from None

    async def _ask(
        self, client: httpx.AsyncClient, url: str, headers: Mapping[str, str], most: int
    ) -> Answer:
        about = {"user-agent": AGENT, "accept": FEEDS, "accept-encoding": "gzip"} | dict(headers)
        async with client.stream("GET", url, headers=about) as response:
            if response.status_code in _REDIRECTS:
                return Answer(response.status_code, _led_to(url, response.headers.get("location", "")))
            if response.status_code == HTTPStatus.NOT_MODIFIED:
                return Answer(response.status_code, url)
            if response.status_code != HTTPStatus.OK:
                raise _failed(response, self._around.now())
            return Answer(
                response.status_code,
                url,
                await _body(response, most),
                response.headers.get("content-type", ""),
                response.headers.get("etag", "")[:500],
                response.headers.get("last-modified", "")[:100],
            )

    def _client_for(self, url: str) -> httpx.AsyncClient:
        """By the proxy of the environment, where there is one: it then decides what names lead to."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        proxy = getproxies().get(parts.scheme)
        if not proxy or proxy_bypass(host):
            return self._direct
        if host == "localhost" or ((address := _literal(host)) and not self._around.may_reach(address)):
            raise _refused(host)
        if proxy not in self._proxies:
            self._proxies[proxy] = _client(proxy if "://" in proxy else f"http://{proxy}")
        return self._proxies[proxy]


_REDIRECTS = frozenset(
    (
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    )
)

_REASONS: Mapping[int, str] = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.GONE: "gone",
    HTTPStatus.TOO_MANY_REQUESTS: "rate_limited",
}


def _client(proxy: str | None = None) -> httpx.AsyncClient:
    """No settings of the environment but SSL_CERT_FILE, no cookies, no redirects of its own."""
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    trusted = httpx.create_ssl_context()
    return httpx.AsyncClient(
        verify=trusted, trust_env=False, follow_redirects=False, timeout=SECONDS, cookies=jar, proxy=proxy
    )


def _led_to(url: str, location: str) -> str:
    try:
        to = urljoin(url, location)
        parts = urlsplit(to)
    except ValueError:
        parts, to = urlsplit(""), ""
    if not location or parts.scheme not in ("http", "https") or not parts.hostname:
        raise CollectError(
            "redirect", f"a redirect that leads to no web page: {location.partition('?')[0][:100]!r}"
        )
    return to


def _failed(response: httpx.Response, now: datetime) -> CollectError:
    code = response.status_code
    reason = _REASONS.get(code) or (
        "server_error" if code >= HTTPStatus.INTERNAL_SERVER_ERROR else "client_error"
    )
    asked = retry_after(response.headers.get("retry-after"), now)
    detail = f"{code} {response.reason_phrase} from {response.url.host}"
    return CollectError(reason, detail, asked)


def _refused(address: object) -> CollectError:
    return CollectError("refused_address", f"{address} is not public; see FIREBELL_ALLOW_ADDRESSES")


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


async def _body(response: httpx.Response, most: int) -> bytes:
    """The body, unpacked piece by piece: a bomb is noticed at `most` bytes, not when it has filled the memory."""
    packed = response.headers.get("content-encoding", "identity").strip().casefold()
    if packed not in ("identity", "", "gzip", "x-gzip"):
        raise CollectError("protocol", f"packed as {packed[:40]}, which was not asked for")
    unpack = zlib.decompressobj(wbits=47) if "gzip" in packed else None
    parts: list[bytes] = []
    size = 0
    async for raw in response.aiter_raw():
        try:
            part = raw if unpack is None else unpack.decompress(raw, most - size + 1)
        except zlib.error as error:
            raise CollectError("protocol", f"no gzip: {error}") from None
        parts.append(part)
        size += len(part)
        if size > most:
            raise CollectError("too_large", f"more than {most // 1024} kB")
    if unpack is not None and not unpack.eof:
        raise CollectError("protocol", "the gzip ends before its end")
    return b"".join(parts)
