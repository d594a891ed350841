"""Hosts → turns: one request a host at a time, and a pause before the next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

MOST_HOSTS = 1000
"""So many are remembered; the pause is short, and who is not remembered has kept it."""

LONGEST_APART = 60.0
"""A robots.txt may ask for a longer pause, and for no more than this."""


class _Host:
    def __init__(self, apart: float) -> None:
        self.lock = asyncio.Lock()
        self.apart = apart
        self.free_at = 0.0
        self.waiting = 0


class Turns:
    """Who may ask which host when."""

    def __init__(self, apart: float = 1.0) -> None:
        self._apart = apart
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def of(self, host: str) -> AsyncIterator[None]:
        """The host is ours for the length of the block."""
        known = self._known(host)
        known.waiting += 1
        try:
            async with known.lock:
                await asyncio.sleep(max(0.0, known.free_at - monotonic()))
                try:
                    yield
                finally:
                    known.free_at = monotonic() + known.apart
        finally:
            known.waiting -= 1

    def slow(self, host: str, apart: float) -> None:
        """The host asks for a longer pause."""
        self._known(host).apart = min(max(self._apart, apart), LONGEST_APART)

    def _known(self, host: str) -> _Host:
        if host not in self._hosts:
            if len(self._hosts) >= MOST_HOSTS:
                now = monotonic()
                busy = {name: one for name, one in self._hosts.items() if one.waiting or one.free_at > now}
                self._hosts = busy
            self._hosts[host] = _Host(self._apart)
        return self._hosts[host]
