"""How a poll went → when the feed is polled next: as often as asked, more seldom where it fails, and never in step."""

from typing import NamedTuple

from firebell.article import digest_of
from firebell.outward.patience import LONGEST_ASKED

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
SHORTEST = MINUTE
"""No feed is polled more often, whatever is asked."""

LONGEST_PAUSE = 6 * HOUR
GONE_PAUSE = 7 * DAY
"""A feed that is gone (410) is looked at once a week; somebody may have ended it by mistake."""

MISSING_PAUSE = DAY
"""The longest pause of a feed that is not found (404)."""

SPREAD = 0.1
"""Each pause is so much longer or shorter, so that feeds do not fall into step."""


class Schedule(NamedTuple):
    """When a feed is polled again. `scale` shortens everything, for tests."""

    scale: float = 1.0

    def after(self, feed: str, every: float, now: int, *, polls: int = 0) -> int:
        """The next poll (ms) of a feed that answered.

        The spread comes from the feed and its polls: the same wherever it is computed.
        """
        chance = int(digest_of(feed, str(polls))[:8], 16) / 0xFFFFFFFF
        pause = max(every, SHORTEST) * (1 - SPREAD + 2 * SPREAD * chance)
        return now + int(pause * self.scale * 1000)

    def again(  # noqa: PLR0913 -- what is known of a failure
        self, feed: str, every: float, now: int, *, reason: str, failures: int, asked: float | None = None
    ) -> int:
        """The next poll (ms) of a feed that failed so many times in a row, never before the server asked for.

        >>> Schedule().again("x", 900, 0, reason="timeout", failures=9) <= 6 * 3600 * 1100
        True
        """
        if reason == "gone":
            pause = GONE_PAUSE
        else:
            longest = max(MISSING_PAUSE if reason == "not_found" else LONGEST_PAUSE, every)
            pause = min(max(every, SHORTEST) * 2.0 ** min(failures - 1, 20), longest)
        return self.after(
            feed, max(pause, min(asked or 0.0, LONGEST_ASKED) / (1 - SPREAD)), now, polls=failures
        )
