"""The clocks of countries, which articles move on and ticks keep going (DESIGN §3)."""

from datetime import UTC, datetime

import msgspec

from firebell.article import Status
from firebell.layered import Layered

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)

Place = tuple[Status, str]
"""Status and country: each has a clock, incidents and stories of its own (DESIGN §3, §4)."""


class Clock(msgspec.Struct, frozen=True):
    """A country's newest moment, and when the article that told it arrived."""

    moment: datetime
    arrived: datetime

    def now(self, tick: datetime | None) -> datetime:
        """The moment plus the real time since the article arrived, as ticks tell it (DESIGN §3)."""
        if tick is None or tick <= self.arrived:
            return self.moment
        return self.moment + (tick - self.arrived)


class KnownClocks:
    """The clocks as they were committed."""

    def __init__(self) -> None:
        super().__init__()
        self.clocks: dict[Place, Clock] = {}
        self.tick: datetime | None = None


class Clocks:
    """The clocks as one fold moves them on."""

    def __init__(self, known: KnownClocks) -> None:
        self.clocks: Layered[Place, Clock] = Layered(known.clocks)
        self.tick = known.tick

    def now(self, status: Status, *countries: str) -> datetime:
        """The newest of the countries' clocks; an area's clock is that of its members (DESIGN §3)."""
        newest = BEGINNING
        for country in countries:
            clock = self.clocks.get((status, country))
            if clock is not None and (now := clock.now(self.tick)) > newest:
                newest = now
        return newest

    def advance(self, status: Status, country: str, moment: datetime, arrived: datetime) -> None:
        """Move a country's clock on; it never goes back."""
        if moment > self.now(status, country):
            self.clocks.put((status, country), Clock(moment, arrived))

    def places(self) -> list[Place]:
        """Every clock's place, in an order that does not hang on how the state came about."""
        return sorted(self.clocks.keys())

    def merge_clocks(self, known: KnownClocks) -> None:
        """Make the changes what is known."""
        self.clocks.merge_into(known.clocks)
        known.tick = self.tick
