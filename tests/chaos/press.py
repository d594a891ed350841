"""Articles → the stream, in order, each until Redis has said that it has it; what Redis forgets is published again."""

import asyncio

from redis.exceptions import RedisError
from tests.chaos.news import Item
from tests.chaos.scene import Scene, a_client

from firebell.redis.client import call

LOOK_BACK = 400
"""So many of the last entries are looked for after Redis was killed."""


class Press:
    """The producer: it keeps what it has published until it knows that it is safe, as every producer must."""

    def __init__(self, scene: Scene, items: list[Item], pause: float) -> None:
        self.scene = scene
        self.items = items
        self.pause = pause
        self.entries: list[tuple[str, Item]] = []
        """What Redis said that it has, in order."""
        self.unsure: list[Item] = []
        """Published twice at least, since no answer came to the first."""
        self.forgotten = 0
        """Acknowledged entries that were gone after Redis came back."""
        self.perhaps: set[tuple[str, str]] = set()
        """Tellings that were deleted before they were read to the end: id and digest."""
        self.perhaps_poison: set[bytes] = set()
        self._client = a_client(scene.redis.url)

    async def run(self) -> None:
        """Publish everything."""
        for item in self.items:
            async with self.scene.gate:
                await self._publish(item)
            await asyncio.sleep(self.pause)
        await self._client.aclose()

    async def _publish(self, item: Item) -> None:
        sent = False
        while True:
            try:
                name = await call(self._client, "XADD", self.scene.keys.articles, "*", "data", item.raw)
            except (RedisError, OSError) as error:
                # A refusal is certain, a broken connection is not: it may stand there already.
                if not sent and "OOM" not in str(error) and "refused" not in str(error):
                    sent = True
                    self.unsure.append(item)
                await asyncio.sleep(0.05)
            else:
                self.entries.append((name.decode(), item))
                return

    async def look_back(self) -> None:
        """What Redis had and has no more is published again; called under the gate, when Redis is back."""
        recent = self.entries[-LOOK_BACK:]
        if not recent:
            return
        rows = await call(self.scene.client, "XRANGE", self.scene.keys.articles, recent[0][0], "+")
        kept = {name for name, _ in rows}
        gone = [pair for pair in recent if pair[0].encode() not in kept]
        self.forgotten += len(gone)
        self.entries = [pair for pair in self.entries if pair not in gone]
        for _, item in gone:
            await self._publish(item)

    def deleted(self, perhaps: set[str], first: str = "") -> None:
        """The entries before `first`, or all of them, are gone; of these nobody knows whether they were read."""
        for name, item in self.entries:
            if name in perhaps and item.poison:
                self.perhaps_poison.add(item.raw)
            elif name in perhaps:
                self.perhaps.add((item.id, item.digest))
        kept = [name for name, _ in self.entries]
        self.entries = self.entries[kept.index(first) :] if first in kept else []
