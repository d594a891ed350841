"""One outside channel: its stream → its receiver, by whoever holds its lease, at least once and in order.

What a delivery came to is written before its place goes to the next one: a process that is killed at any point has
at worst delivered something that is sent again, under the same id.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import NamedTuple

import structlog

from firebell.article import digest_of
from firebell.deliver.answer import Answer, Road, failed
from firebell.deliver.condition import condition
from firebell.deliver.desk import Desk, story
from firebell.deliver.message import BadEventError, Message, message
from firebell.deliver.rest import Window
from firebell.deliver.schedule import Schedule
from firebell.deliver.waiting import Delivery, Waiting, order
from firebell.ops import metrics
from firebell.redis.client import AGAIN_LATER, RefusedError, sleep_or, trouble
from firebell.redis.deliveries import Box, Changes, Tried
from firebell.redis.lease import LeaseLostError
from firebell.rules.channel import Outside

log = structlog.get_logger()

FRESH = 64
"""Alerts in memory that were not tried yet; the others wait in the stream."""

MOST_WAITING = 2000
"""Where so many wait for a receiver that is down, more tries would tell nothing more."""

LOOK_AGAIN_MS = 30_000
"""A heartbeat that would not be true is looked at again after so long."""

NEVER_TRIED = Tried(0, 0, "", "")


class Pace(NamedTuple):
    """How quickly everything goes; `clock` gives ms."""

    clock: Callable[[], int]
    schedule: Schedule = Schedule()
    look_seconds: float = 1.0
    stand_by_seconds: float = 0.5
    drain_seconds: float = 22.0


class Post:
    """The deliveries of one channel."""

    def __init__(
        self,
        box: Box,
        pace: Pace,
        unheard: Callable[[], Awaitable[str]],
        may_take: Callable[["Post"], bool] = lambda _post: True,
    ) -> None:
        self.box = box
        self.desk = Desk(box.name, pace.schedule)
        self.holds = False
        self.gives_way = False
        self.refused = ""
        self.more = True
        self._pace = pace
        self._unheard = unheard
        self._may_take = may_take
        self._ringing = asyncio.Event()
        self._road: Road | None = None
        self._address = ""
        self._flying: dict[str, asyncio.Task[None]] = {}
        self._results: list[tuple[str, Answer]] = []
        self._closing: asyncio.Task[None] | None = None
        self._look_at_heart = 0
        self._stale = False
        self._apart = False

    def use(self, outside: Outside, address: str, road: Road) -> None:
        """Take this road from the next delivery on; the one before is closed when its last delivery is home."""
        before, self._road = self._road, road
        self.desk.outside = outside
        self._address = digest_of(address)[:16]
        self._stale = True
        self.ring()
        if before is not None:
            self._closing = asyncio.create_task(_close(before, list(self._flying.values())))

    def ring(self, *, more: bool = False) -> None:
        """There may be something to do; `more`: the stream has new entries."""
        self.more = self.more or more
        self._ringing.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Deliver whenever the lease is ours, until told to stop."""
        while not stopping.is_set():
            try:
                if self._road is not None and self._may_take(self) and await self.box.acquire():
                    await self._hold(stopping)
                self.refused = ""
            except RefusedError as error:
                if self.refused != (why := f"channel {self.box.name}: {trouble(error)}"):
                    log.error("channel.refused", channel=self.box.name, error=str(error))  # noqa: TRY400 - in words
                self.refused = why
            except AGAIN_LATER as error:
                log.warning("channel.interrupted", channel=self.box.name, error=str(error))
            except LeaseLostError as error:
                log.warning("channel.lease_lost", channel=self.box.name, error=str(error))
            except Exception:
                log.exception("channel.stumbled", channel=self.box.name)
            await sleep_or(stopping, self._pace.stand_by_seconds)
        if self._road is not None:
            await self._road.aclose()

    async def _hold(self, stopping: asyncio.Event) -> None:
        renewing = asyncio.create_task(self.box.keep_renewing(share=10, also=self._look_for_orders))
        self.gives_way = False
        try:
            await self._load()
            self.holds, self.refused = True, ""
            log.info("channel.taken_up", channel=self.box.name, cursor=self.desk.condition.cursor)
            while not (stopping.is_set() or self.gives_way):
                if renewing.done():
                    raise LeaseLostError(f"the lease of {self.box.name} could not be renewed in time")
                await self._step()
            await self._drain()
        finally:
            self.holds = False
            self.desk.hide()
            renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError, *AGAIN_LATER):
                await renewing
            with contextlib.suppress(*AGAIN_LATER):
                await self.box.release()

    async def _load(self) -> None:
        """The channel as Redis has it; what is under way stays so."""
        desk, changes, now = self.desk, Changes(), self._pace.clock()
        self._stale = False
        loaded = await self.box.load()
        desk.condition = condition(loaded.head)
        desk.window = Window(desk.outside.limit, loaded.sent)
        desk.waiting = Waiting()
        self.more = True
        events = await self.box.events(loaded.due)
        for entry in sorted(loaded.due, key=order):
            tried = loaded.tried.get(entry, NEVER_TRIED)
            told = Delivery(entry, story(events.get(entry)), loaded.due[entry], tried.tries, tried.first_ms)
            told.flying = entry in self._flying
            desk.waiting.add(told)
        if not desk.condition.began:
            desk.condition.began = now
            changes.head["began"] = desk.condition.began
        if desk.condition.move_to(self._address, changes):
            changes.due |= dict.fromkeys(desk.waiting.wake(now, 0), now)
        await self._write(changes)

    async def _step(self) -> None:
        """Write down what came home, then send what may go, then wait until there is something to do."""
        now, desk = self._pace.clock(), self.desk
        await self._record(now)
        if self._stale:
            await self._load()
        if not desk.condition.disabled:
            changes = Changes()
            await self._take_up(now, changes)
            desk.release(now, changes)
            await self._beat(now, changes)
            ready = await self._ready(now, changes)
            await self._write(changes)
            for entry, told in ready:
                self._flying[entry] = asyncio.create_task(self._send(entry, told))
        desk.show()
        await self._pause()

    async def _pause(self) -> None:
        desk, now = self.desk, self._pace.clock()
        seconds = self._pace.look_seconds
        if (
            not desk.condition.disabled
            and self._road is not None
            and len(self._flying) < self._road.most_flying
        ):
            held = desk.condition.held
            due = [now + 60_000 if held is None else held.release_ms]
            due += [now] if self.more and self._has_room() else []
            next_due = desk.waiting.next_due()
            due += [] if next_due is None else [next_due]
            soonest = max(min(due), desk.condition.paused_until)
            seconds = min(seconds, max(0.0, (soonest - now) / 1000))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ringing.wait(), max(seconds, 0.001))
        self._ringing.clear()

    def _has_room(self) -> bool:
        return self.desk.waiting.fresh < FRESH and len(self.desk.waiting) < MOST_WAITING

    async def _take_up(self, now: int, changes: Changes) -> None:
        if self.more and self._has_room():
            entries = await self.box.take_up(FRESH, now)
            self.more = len(entries) == FRESH
            self.desk.take_up(entries, now, changes)

    async def _beat(self, now: int, changes: Changes) -> None:
        """A sign of life, and only while silence means that nothing happened."""
        if now < self._look_at_heart or not self.desk.wants_heartbeat(now):
            return
        if why := await self._unheard():
            self._look_at_heart = now + LOOK_AGAIN_MS
            log.warning("heartbeat.withheld", channel=self.box.name, reason=why)
            return
        self.desk.beat(now, changes)

    async def _ready(self, now: int, changes: Changes) -> list[tuple[str, Message]]:
        """What goes now."""
        ready: list[tuple[str, Message]] = []
        if self._road is None or now < self.desk.condition.paused_until:
            return ready
        while (flying := len(self._flying) + len(ready)) < self._road.most_flying:
            delivery = self.desk.waiting.pop(now)
            if delivery is None:
                break
            told = await self._told(delivery, now, changes)
            if told is not None and not self.desk.rests(delivery, told, now, flying, changes):
                ready.append((delivery.entry, told))
        return ready

    async def _told(self, delivery: Delivery, now: int, changes: Changes) -> Message | None:
        raw = delivery.body
        if raw is None:
            raw = (await self.box.events([delivery.entry])).get(delivery.entry)
        if raw is None:
            answer = failed("lost", "the entry is not in the channel's stream any more")
        else:
            try:
                return message(raw)
            except BadEventError as error:
                answer = failed("unreadable", str(error))
        self.desk.give_up(delivery, answer, now, changes)
        return None

    async def _send(self, entry: str, told: Message) -> None:
        started = monotonic()
        try:
            answer = failed("fault", "no road") if self._road is None else await self._road.send(told)
        except Exception as error:
            log.exception("delivery.stumbled", channel=self.box.name, event_id=told.id)
            answer = failed("fault", f"{type(error).__name__}: {error}")
        metrics.DELIVERY_SECONDS.observe(monotonic() - started)
        self._results.append((entry, answer))
        self.ring()

    async def _record(self, now: int) -> None:
        """Write down what tries came to; where that fails they are still under way, and written down later."""
        results = list(self._results)
        changes = Changes()
        for entry, answer in results:
            delivery = self.desk.waiting.get(entry)
            if delivery is not None:  # else another deliverer had it meanwhile
                self.desk.came(delivery, answer, now, changes)
        await self._write(changes)
        del self._results[: len(results)]
        for entry, _ in results:
            self._flying.pop(entry, None)

    async def _write(self, changes: Changes) -> None:
        if changes:
            window = self.desk.window
            await self.box.write(changes, most_sent=window.most, sent_ms=window.length_ms)

    async def _drain(self) -> None:
        """Let what is under way come home, and write it down."""
        ends = monotonic() + self._pace.drain_seconds
        while self._flying and monotonic() < ends:
            await self._record(self._pace.clock())
            if self._flying:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._ringing.wait(), 0.1)
                self._ringing.clear()

    async def _look_for_orders(self) -> None:
        """See whether a person has ordered something, or Redis has crashed and knows less than we do."""
        asked, due = await self.box.looked()
        # What is under way, or being written down, makes a difference for a moment: one that stays is a loss.
        apart = not self._flying and not self._results and due != len(self.desk.waiting)
        if asked != self.desk.condition.asked or (apart and self._apart):
            self._stale = True
            self.ring()
        self._apart = apart


async def _close(road: Road, flying: list[asyncio.Task[None]]) -> None:
    if flying:
        await asyncio.wait(flying)
    await road.aclose()
