"""An event → a POST that is signed after Standard Webhooks; only 2xx is a success."""

import asyncio
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from functools import cache
from http import HTTPStatus
from ssl import SSLContext
from typing import NamedTuple

import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection
from standardwebhooks import Webhook as Signer

from firebell import __version__
from firebell.alert import template
from firebell.deliver.answer import Answer, failed
from firebell.deliver.message import Message
from firebell.deliver.secret import Found, UselessSecretError
from firebell.outward.guard import Network, is_allowed
from firebell.outward.patience import retry_after

MOST_FLYING = 16
LONGEST_ANSWER = 64 * 1024
"""More of an answer is not read; the connection is then closed instead of used again."""

ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1)
RESOLVED_SECONDS = 60.0
EVENT = "application/cloudevents+json; charset=utf-8"
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
AGENT = f"firebell/{__version__}"


class Around(NamedTuple):
    """What a road needs of its surroundings."""

    now: Callable[[], datetime]
    """The time, with its zone UTC: the signature's library takes any other for UTC."""
    allowed: tuple[Network, ...] = ()
    seconds: float = 20.0


class Line(NamedTuple):
    """One connection at a time, guarded; a pool of several looks at each of them at every request.

    Requests go to the transport: the client around it would keep cookies, and cost two fifths of a delivery.
    """

    transport: httpx.AsyncHTTPTransport
    client: httpx.AsyncClient


class Webhook:
    """One receiver, with connections of its own."""

    most_flying = MOST_FLYING

    def __init__(self, found: Found, text: str, around: Around) -> None:
        try:
            self._url = httpx.URL(found.url)
        except httpx.InvalidURL:  # whose words may hold a part of it
            raise UselessSecretError("the webhook's address is none; it must be https://host/path") from None
        self._basic = _basic(self._url)
        self._signers = [Signer(secret) for secret in found.secrets]
        self._template = template.compiled(text) if text else None
        self._now = around.now
        self._seconds = around.seconds
        self._allowed = around.allowed
        self._lines: list[Line] = []
        self._idle: list[Line] = []

    async def send(self, message: Message) -> Answer:
        """Post it once."""
        try:
            body, kind = self._body(message)
        except template.BadTemplateError as error:
            return failed("template", str(error))
        try:
            async with asyncio.timeout(self._seconds):
                return await self._post(self._request(message, body, kind))
        except (TimeoutError, httpx.TimeoutException):
            return failed("timeout", f"no answer within {self._seconds:g} s")
        except SSRFProtectionError as error:
            return failed("refused_address", f"{error.ip_addr} is not public; see FIREBELL_ALLOW_ADDRESSES")
        except httpx.ConnectError as error:
            return failed("connect", str(error) or "no connection")
        except (httpx.HTTPError, OSError) as error:
            return failed("protocol", f"{type(error).__name__}: {error}")

    async def aclose(self) -> None:
        """Close the connections."""
        for line in self._lines:
            await line.client.aclose()

    def _body(self, message: Message) -> tuple[str, str]:
        if self._template is None:
            return message.body.decode(), EVENT
        text = template.rendered(self._template, template.variables(message.body))
        return text, JSON if template.is_json(text) else TEXT

    def _request(self, message: Message, body: str, kind: str) -> httpx.Request:
        name, now = message.id, self._now()
        headers = {
            "content-type": kind,
            "user-agent": AGENT,
            "webhook-id": name,
            "webhook-timestamp": str(int(now.timestamp())),
        }
        if message.traceparent:
            headers["traceparent"] = message.traceparent
        if self._basic:
            headers["authorization"] = self._basic
        if self._signers:
            signatures = [signer.sign(name, now, body) for signer in self._signers]
            headers["webhook-signature"] = " ".join(signatures)
        patience = {
            "connect": self._seconds,
            "read": self._seconds,
            "write": self._seconds,
            "pool": self._seconds,
        }
        return httpx.Request(
            "POST", self._url, content=body.encode(), headers=headers, extensions={"timeout": patience}
        )

    async def _post(self, request: httpx.Request) -> Answer:
        line = self._idle.pop() if self._idle else self._new_line()
        try:
            response = await line.transport.handle_async_request(request)
            try:
                body = await _read(response)
            finally:
                await response.aclose()
        finally:
            self._idle.append(line)
        return Answer() if response.is_success else self._refused(response, body)

    def _new_line(self) -> "Line":
        transport = httpx.AsyncHTTPTransport(verify=_trusted(), limits=ONE, trust_env=False)
        client = httpx_ssrf_protection(
            httpx.AsyncClient(transport=transport, trust_env=False),
            check_globally_reachable=False,
            custom_validator=lambda _host, address, _port: is_allowed(address, self._allowed),
            dns_cache_ttl=RESOLVED_SECONDS,
        )
        self._lines.append(Line(transport, client))
        return self._lines[-1]

    def _refused(self, response: httpx.Response, body: bytes) -> Answer:
        code = response.status_code
        phrase = response.reason_phrase
        detail = f"{code} {phrase}: {body[:200].decode('utf-8', 'replace')}".rstrip(": ")
        asked = retry_after(response.headers.get("retry-after"), self._now())
        if code == HTTPStatus.GONE:
            return failed("gone", detail)
        if response.is_redirect or code < HTTPStatus.BAD_REQUEST:
            return failed("redirect", f"{code} {phrase}: redirects are not followed; write the last address")
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            return failed("rate_limited", detail, asked)
        if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return failed("server_error", detail, asked)
        return failed("client_error", detail)


def _basic(url: httpx.URL) -> str:
    """What a name and password in the address say to the receiver, "" without them."""
    if not url.userinfo:
        return ""
    return "Basic " + b64encode(f"{url.username}:{url.password}".encode()).decode()


@cache
def _trusted() -> SSLContext:
    """The authorities that are trusted, read once (40 ms); SSL_CERT_FILE names others."""
    return httpx.create_ssl_context()


async def _read(response: httpx.Response) -> bytes:
    """The answer's beginning; read to its end where that is near, so that the connection serves again."""
    read = b""
    async for part in response.aiter_raw():
        read += part
        if len(read) > LONGEST_ANSWER:
            break
    return read
