"""How often a delivery was tried → when it is tried again, or that it is given up (Standard Webhooks 1.0.0)."""

from typing import NamedTuple

from firebell.article import digest_of

MINUTE, HOUR = 60.0, 3600.0
PAUSES = (
    0.0,
    5.0,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
)
SPREAD = 0.2
"""Each pause is so much longer or shorter, so that what failed together does not come back together."""

DISABLED_AFTER = 120 * HOUR


class Schedule(NamedTuple):
    """When a delivery is tried again. `scale` shortens everything, for tests."""

    pauses: tuple[float, ...] = PAUSES
    disabled_after: float = DISABLED_AFTER
    too_old: float = sum(PAUSES) * (1 + SPREAD)
    """So old, an alert is news no more: by then it would have been tried for the last time."""
    out_of_turn: float = MINUTE
    """What failed is tried once more when its receiver takes something else, no more often than this."""
    scale: float = 1.0

    @property
    def horizon_ms(self) -> int:
        """What is older is given up untried."""
        return int(self.too_old * self.scale * 1000)

    @property
    def out_of_turn_ms(self) -> int:
        """The least time between two tries out of turn."""
        return int(self.out_of_turn * self.scale * 1000)

    @property
    def gap_ms(self) -> int:
        """So long after a failure, another one is not the same trouble going on."""
        return int(max(self.pauses) * (1 + SPREAD) * self.scale * 1000) + 1000

    def next_ms(self, entry: str, tries: int, now: int, asked: float | None = None) -> int | None:
        """When to try again after so many tries, never before the receiver asked for; None: not again.

        The spread comes from the entry and its tries: the same wherever it is computed.
        """
        if tries >= len(self.pauses):
            return None
        chance = int(digest_of(entry, str(tries))[:8], 16) / 0xFFFFFFFF
        pause = self.pauses[tries] * (1 - SPREAD + 2 * SPREAD * chance)
        return now + int(max(pause, asked or 0.0) * self.scale * 1000)

    def is_over(self, failing_since: int, now: int) -> bool:
        """Whether a channel has had nothing but failures for too long."""
        return now - failing_since >= self.disabled_after * self.scale * 1000
