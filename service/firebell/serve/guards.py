"""Every request → who asks, whether he may, how often, how much; every answer → the headers that keep browsers safe."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from time import monotonic
from typing import Any, NamedTuple

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from firebell.serve.problems import Problem, answer
from firebell.serve.tokens import Holder, Scope, Tokens, holder_of

MOST_CALLERS = 10_000
"""Callers whose rate is remembered; the one that asked least lately goes first."""

HEAD = "firebell.head"
"""In a connection's scope: only the head of the answer is asked for."""

BODY_SECONDS = 30.0
"""For each piece of a body; who sends less is let go."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
}


_SAFE = [(name.lower().encode(), value.encode()) for name, value in SAFE.items()]


class Rate(NamedTuple):
    """So many requests a second, and so many at once."""

    a_second: float = 50.0
    at_once: int = 200


class Rates:
    """Token buckets, one a caller."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, caller: str) -> float:
        """Take one; 0 where there was one, else the seconds until there is."""
        now = self._clock()
        left, since = self._left.pop(caller, (float(self._rate.at_once), now))
        left = min(float(self._rate.at_once), left + (now - since) * self._rate.a_second)
        allowed = left >= 1
        self._left[caller] = (left - 1 if allowed else left, now)
        if len(self._left) > MOST_CALLERS:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate.a_second


class Gate:
    """Who may do what."""

    def __init__(self, tokens: Tokens, *, open_to_read: bool, rates: Rates) -> None:
        self._tokens = tokens
        self._open = open_to_read
        self._rates = rates

    def asks(self, scope: Scope) -> Callable[[Request], Awaitable[Holder | None]]:
        """A dependency: the holder of the request's token, who has this scope; nobody where reading is open.

        A browser's EventSource sends no headers: for reading, the token may stand in the query as `access_token`.
        """

        async def asked(request: Request) -> Holder | None:
            kind, _, token = request.headers.get("authorization", "").partition(" ")
            token = token.strip() if kind.lower() == "bearer" else ""
            if scope == "read":
                token = token or request.query_params.get("access_token", "")
            holder = holder_of(token, self._tokens.holders) if token else None
            self._slow_down(holder.name if holder else request.client.host if request.client else "")
            if holder is None and not token and scope == "read" and self._open:
                return None
            if holder is None:
                said = "the token is not known" if token else f"a token with the scope {scope} is needed"
                raise Problem(
                    HTTPStatus.UNAUTHORIZED,
                    f"{said}; `firebell tokens make NAME --scope {scope}` makes one",
                    WWW_Authenticate=f'Bearer scope="{scope}"',
                )
            if scope not in holder.scopes:
                raise Problem(HTTPStatus.FORBIDDEN, f"the token of {holder.name} has no scope {scope}")
            return holder

        return asked

    def _slow_down(self, caller: str) -> None:
        seconds = self._rates.wait(caller)
        if seconds > 0:
            said = "too many requests; wait as Retry-After says"
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, said, Retry_After=str(int(seconds) + 1))


class Guard:
    """Middleware: a body is read up to a length and no further; answers carry the headers in SAFE; HEAD is a GET.

    The server leaves the body of an answer to HEAD out by itself.
    """

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most = most_bytes

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > self._most:
            await self._too_large(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET", HEAD: True}
        seen, all_of_it = 0, False

        async def bounded() -> Message:
            nonlocal seen, all_of_it
            try:
                async with asyncio.timeout(None if all_of_it else BODY_SECONDS):
                    message = await receive()
            except TimeoutError:
                said = f"nothing of the body came for {BODY_SECONDS:.0f} s"
                raise Problem(HTTPStatus.REQUEST_TIMEOUT, said, Connection="close") from None
            seen += len(message.get("body", b""))
            all_of_it = not message.get("more_body", False)
            if seen > self._most:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._says())
            return message

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in message["headers"]}
                more = [(name, value) for name, value in _SAFE if name not in names]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self._app(scope, bounded, safe)

    async def _too_large(self, scope: Connection, receive: Receive, send: Send) -> None:
        response: Any = answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._says())
        await response(scope, receive, send)

    def _says(self) -> str:
        return f"a body is at most {self._most} bytes; send articles in several requests"
