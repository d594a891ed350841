"""A channel's quiet hours and limit + the time → when it takes alerts again."""

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from firebell.rules.channel import Limit, Quiet
from firebell.rules.ruling import Severity


def quiet_until(quiet: Quiet | None, now: datetime) -> datetime | None:
    """When the quiet hours end that hold now; None where none do."""
    if quiet is None:
        return None
    today = now.astimezone(quiet.zone).date()
    for day in (today - timedelta(days=1), today):
        last = day if quiet.begins < quiet.ends else day + timedelta(days=1)
        # Through UTC: on the days when the clocks change, local times are no measure.
        begins = datetime.combine(day, quiet.begins, quiet.zone).astimezone(UTC)
        ends = datetime.combine(last, quiet.ends, quiet.zone).astimezone(UTC)
        if begins <= now < ends:
            return ends
    return None


def rests(quiet: Quiet | None, severity: Severity | None, now: datetime) -> datetime | None:
    """Until when an alert of this severity waits for the quiet hours' end; None where it does not."""
    until = quiet_until(quiet, now)
    if quiet is None or until is None:
        return None
    exempt = quiet.exempt is not None and severity is not None and severity >= quiet.exempt
    return None if exempt else until


class Window:
    """How many deliveries a limit still has room for; `sent` are the latest ones, in ms."""

    def __init__(self, limit: Limit | None, sent: Iterable[int] = ()) -> None:
        self.limit = limit
        self.most = limit.most if limit else 1
        self.length_ms = int(limit.within.total_seconds() * 1000) if limit else 0
        self._sent = deque(sent, maxlen=self.most)

    def add(self, moment: int) -> None:
        """One delivery more."""
        self._sent.append(moment)

    def full_until(self, now: int, flying: int) -> int | None:
        """When there is room again, counting what is under way; None where there is room now."""
        if self.limit is None:
            return None
        recent = [moment for moment in self._sent if moment > now - self.length_ms]
        over = len(recent) + flying - self.most
        if over < 0:
            return None
        return recent[min(over, len(recent) - 1)] + self.length_ms if recent else now + self.length_ms
