"""Deliveries that wait → the next one that may go: each when it is due, the turns of one story in their order."""

import heapq
from collections import deque
from dataclasses import dataclass

from firebell.redis.deliveries import MADE


@dataclass(slots=True)
class Delivery:
    """One event on its way; `body` is kept until the first try has failed."""

    entry: str
    story: str
    due: int
    tries: int = 0
    first_ms: int = 0
    body: bytes | None = None
    flying: bool = False
    planned: int = 0
    """When it would have been due, while it is tried out of turn; else 0."""
    woken: int = 0


class Waiting:
    """The deliveries of one channel that are not over."""

    def __init__(self) -> None:
        self.fresh = 0
        self._all: dict[str, Delivery] = {}
        self._failed: dict[str, Delivery] = {}
        self._stories: dict[str, deque[Delivery]] = {}
        self._heap: list[tuple[int, tuple[int, ...], str]] = []

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, entry: str) -> bool:
        return entry in self._all

    def get(self, entry: str) -> Delivery | None:
        """A delivery by its entry."""
        return self._all.get(entry)

    def add(self, delivery: Delivery) -> None:
        """One more, behind the earlier turns of its story; entries come in their order."""
        self._all[delivery.entry] = delivery
        if delivery.tries:
            self._failed[delivery.entry] = delivery
        else:
            self.fresh += 1
        line = self._stories.setdefault(delivery.story or delivery.entry, deque())
        line.append(delivery)
        if len(line) == 1 and not delivery.flying:
            self._push(delivery)

    def tells(self, story: str) -> bool:
        """Whether something of this story waits."""
        return story in self._stories

    def pop(self, now: int) -> Delivery | None:
        """The delivery that has been due for longest, which is under way from now on."""
        while self._heap and self._heap[0][0] <= now:
            due, _, entry = heapq.heappop(self._heap)
            delivery = self._all.get(entry)
            if delivery is not None and not delivery.flying and delivery.due == due:
                delivery.flying = True
                return delivery
        return None

    def next_due(self) -> int | None:
        """When something is due next; too early where that was put off meanwhile."""
        return self._heap[0][0] if self._heap else None

    def over(self, entry: str) -> None:
        """The delivery is over; the next turn of its story may go."""
        delivery = self._all.pop(entry, None)
        if delivery is None:
            return
        if self._failed.pop(entry, None) is None:
            self.fresh -= 1
        name = delivery.story or entry
        line = self._stories[name]
        line.remove(delivery)
        if not line:
            del self._stories[name]
        elif not line[0].flying:
            self._push(line[0])

    def again(self, entry: str, due: int, *, tries: int) -> None:
        """The delivery is tried again at its time; it was tried so often."""
        delivery = self._all[entry]
        if tries and entry not in self._failed:
            self._failed[entry] = delivery
            self.fresh -= 1
            delivery.body = None
        delivery.flying, delivery.planned, delivery.tries, delivery.due = False, 0, tries, due
        self._push(delivery)

    def wake(self, now: int, every: int) -> list[str]:
        """Let what has failed go once more out of turn, each no more often than so many ms; returns what goes.

        Only the first turn of a story can have failed.
        """
        woken = [
            delivery
            for delivery in self._failed.values()
            if delivery.due > now and not delivery.flying and now - delivery.woken >= every
        ]
        for delivery in woken:
            delivery.planned, delivery.woken, delivery.due = delivery.due, now, now
            self._push(delivery)
        return [delivery.entry for delivery in woken]

    def _push(self, delivery: Delivery) -> None:
        heapq.heappush(self._heap, (delivery.due, order(delivery.entry), delivery.entry))


def order(entry: str) -> tuple[int, ...]:
    """Entries in the order of the stream, what the deliverer made itself behind them.

    >>> sorted(["made:ab", "10-2", "9-11"], key=order)
    ['9-11', '10-2', 'made:ab']
    """
    if entry.startswith(MADE):
        return (1, 0, 0)
    milliseconds, _, number = entry.partition("-")
    return (0, int(milliseconds), int(number or 0))
