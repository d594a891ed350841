"""Every request → a count by route and class of its answer; it stands inside the guard, where routes are known."""

from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firebell.ops import metrics

NO_ROUTE = "other"
"""What was asked for and is not there: addresses of others' making make no labels."""


class Counted:
    """Middleware: it looks on, and changes nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, answered = monotonic(), False

        async def told(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start" and not answered:
                answered = True
                _count(scope, message["status"], monotonic() - started)
            await send(message)

        try:
            await self._app(scope, receive, told)
        except Exception:
            if not answered:  # the answer is made further out
                _count(scope, 500, monotonic() - started)
            raise


def _count(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", NO_ROUTE)
    metrics.HTTP_REQUESTS.labels(route, f"{status // 100}xx").inc()
    metrics.HTTP_SECONDS.observe(seconds)
