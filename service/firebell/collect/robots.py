"""A host's robots.txt → whether a page may be read; asked once a day."""

from collections import OrderedDict
from http import HTTPStatus
from time import monotonic
from typing import NamedTuple
from urllib.robotparser import RobotFileParser

from firebell.collect.errors import CollectError
from firebell.collect.fetch import AGENT, Web
from firebell.collect.links import host_of, origin_of

KEPT_SECONDS = 24 * 3600.0
FAILED_SECONDS = 3600.0
"""Where the file could not be had, it is asked for again after an hour."""

MOST_BYTES = 512 * 1024
MOST_HOSTS = 1000


class _Known(NamedTuple):
    until: float
    rules: RobotFileParser


class Robots:
    """What hosts allow."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._known: OrderedDict[str, _Known] = OrderedDict()

    async def allows(self, url: str) -> bool:
        """Whether its host lets us read a page."""
        origin = origin_of(url)
        known = self._known.get(origin)
        if known is None or known.until < monotonic():
            known = await self._ask(origin)
            self._known[origin] = known
            while len(self._known) > MOST_HOSTS:
                self._known.popitem(last=False)
        return known.rules.can_fetch(AGENT, url)

    async def _ask(self, origin: str) -> _Known:
        rules = RobotFileParser()
        try:
            answer = await self._web.get(f"{origin}/robots.txt", most=MOST_BYTES)
        except CollectError as error:
            # No such file (4xx) allows; a server in trouble, or one that sends us away, is left alone (RFC 9309).
            refused = str(HTTPStatus.UNAUTHORIZED), str(HTTPStatus.FORBIDDEN)
            missing = error.reason == "client_error" and not error.detail.startswith(refused)
            absent = missing or error.reason in ("not_found", "gone")
            rules.parse([] if absent else ["User-agent: *", "Disallow: /"])
            return _Known(monotonic() + (KEPT_SECONDS if absent else FAILED_SECONDS), rules)
        rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        if asked := rules.crawl_delay(AGENT):
            self._web.turns.slow(host_of(origin), float(asked))
        return _Known(monotonic() + KEPT_SECONDS, rules)
