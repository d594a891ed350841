"""The stream of alerts, followed once a process: the indexes are kept, and every listener gets what it asks for."""

import asyncio

import structlog

from firebell.redis.client import AGAIN_LATER, Redis
from firebell.redis.keys import Keys
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

    def __init__(self, client: Redis, keys: Keys) -> None:
        self.stories = Stories()
        self.happened = Happened()
        self.trouble = NOT_YET
        self.read = False
        """Whether all that was kept at the start is in the indexes."""
        self.alerts = Broadcast(client, keys.alerts)
        self.broadcasts = Broadcasts(self.alerts, keys.channel)
        self._client = client
        self._key = keys.alerts

    async def run(self) -> None:
        """Read what is kept, then follow, for ever."""
        at = await self._read_kept()
        self.trouble, self.read = "", True
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
                self._away(str(error))
                await asyncio.sleep(1)
            else:
                return at

    def _take(self, entry: str, raw: bytes) -> None:
        alert = alert_of(entry, raw)
        if alert is not None:
            self.happened.add(entry, alert, self.stories.add(entry, alert))
            self.alerts.tell(entry, alert, raw)

    def _away(self, error: str) -> None:
        self.trouble = f"Redis is away: {error}"
        log.warning("redis.away", error=error)

    def _back(self) -> None:
        self.trouble = ""
