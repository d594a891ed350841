"""A key that one process holds at a time: taken where nobody has it, kept while its token stands there, given up."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from firebell.errors import FirebellError
from firebell.redis.client import AGAIN_LATER, Redis, call
from firebell.redis.scripts import LEASE


class LeaseLostError(FirebellError):
    """The lease went to somebody else; whatever was under way has had no effect."""


class Lease:
    """The lease at `key`, for whoever has this token; a crash costs at most `lease_ms`."""

    def __init__(self, client: Redis, key: str, token: str, lease_ms: int) -> None:
        self.client = client
        self.token = token
        self.lease_ms = lease_ms
        self._lease = key

    async def acquire(self) -> bool:
        """Take the lease if nobody else holds it."""
        if await call(self.client, "SET", self._lease, self.token, "NX", "PX", self.lease_ms):
            return True
        return await self.renew()

    async def renew(self) -> bool:
        """Keep the lease; False where it is no longer ours."""
        return bool(await LEASE(self.client, [self._lease], [self.token, self.lease_ms]))

    async def release(self) -> None:
        """Give the lease up, if it is still ours."""
        await LEASE(self.client, [self._lease], [self.token, 0])

    async def keep_renewing(
        self, *, share: int = 5, also: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Renew each fifth of the lease, or another share, and do something besides; ends when it is lost.

        It is lost where it is no longer ours, or Redis was away for as long as it lives.
        """
        kept = monotonic()
        while True:
            await asyncio.sleep(self.lease_ms / share / 1000)
            try:
                if not await self.renew():
                    return
                kept = monotonic()
                if also is not None:
                    await also()
            except AGAIN_LATER:
                if monotonic() - kept > self.lease_ms / 1000:
                    return
