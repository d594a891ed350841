"""The stream of alerts, followed once a process: the indexes are kept, and every listener gets what it asks for."""

import asyncio

import structlog

from firebell.errors import FirebellError
from firebell.redis.client import AGAIN_LATER, At, Redis, RedisUnfitError, keys_at, trouble
from firebell.redis.keys import Keys, PrefixError
from firebell.redis.streams import first_of, order, page, tail
from firebell.serve.broadcast import Broadcast, Broadcasts, alert_of
from firebell.serve.happened import Happened
from firebell.serve.stories import Stories

log = structlog.get_logger()

PAGE = 500
FORGET_SECONDS = 60.0
NOT_YET = "the alerts are not read yet"


class Following:
    """The indexes, and who listens."""

    def __init__(self, client: Redis, keys: Keys, at: At) -> None:
        self.stories = Stories()
        self.happened = Happened()
        self.away = ""
        """Why Redis does not answer, while it does not."""
        self.read = False
        """Whether all that was kept at the start is in the indexes."""
        self.alerts = Broadcast(client, keys.alerts)
        self.broadcasts = Broadcasts(self.alerts, keys.channel)
        self.unfit: FirebellError | None = None
        """Why nothing can be served from this Redis, and nothing will change that."""
        self._client = client
        self._key = keys.alerts
        self._at = at
        self._prefix = keys.prefix

    async def run(self) -> None:
        """Read what is kept, then follow, for ever.

        Raises:
            RedisUnfitError: the server would lose what it is entrusted with, or is of another kind than the URL says.
            PrefixError: a prefix that cannot be there.
        """
        await self._check()
        at = await self._read_kept()
        self.away, self.read = "", True
        log.info("alerts.indexed", stories=len(self.stories))
        async for entry, raw in tail(self._client, self._key, at, away=self._away, back=self._back):
            self._take(entry, raw)

    async def keep_trimmed(self) -> None:
        """Forget what the stream has forgotten, now and then, for ever."""
        while True:
            await asyncio.sleep(FORGET_SECONDS)
            await self.forget()

    async def forget(self) -> None:
        """Leave out of the indexes what the stream no longer keeps."""
        moment, number = order(self.stories.last)
        try:
            first = await first_of(self._client, self._key) or f"{moment}-{number + 1}"
        except AGAIN_LATER:
            return
        self.happened.forget(first)
        if gone := self.stories.forget(first):
            log.info("alerts.forgotten", turns=gone, stories=len(self.stories))

    async def _check(self) -> None:
        while True:
            try:
                await keys_at(self._client, self._at, self._prefix)
            except (RedisUnfitError, PrefixError) as error:
                self.away, self.unfit = str(error), error
                raise
            except AGAIN_LATER as error:
                self._away(trouble(error))
                await asyncio.sleep(1)
            else:
                return

    async def _read_kept(self) -> str:
        at = "0-0"
        while True:
            try:
                while entries := await page(self._client, self._key, at, PAGE):
                    for entry, raw in entries:
                        self._take(entry, raw)
                        at = entry
                    await asyncio.sleep(0)
            except AGAIN_LATER as error:
                self._away(trouble(error))
                await asyncio.sleep(1)
            else:
                return at

    def _take(self, entry: str, raw: bytes) -> None:
        alert = alert_of(entry, raw)
        if alert is not None:
            self.happened.add(entry, alert, self.stories.add(entry, alert))
            self.alerts.tell(entry, alert, raw)

    def _away(self, why: str) -> None:
        if self.away != why:
            log.warning("redis.away", error=why)
        self.away = why

    def _back(self) -> None:
        self.away = ""
