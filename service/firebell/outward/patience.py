"""`Retry-After` of a server → how long it wants to be left alone."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_ASKED = 86_400.0
"""Seconds: a server may ask for patience, and for no more than a day."""


def retry_after(written: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` asks for: a number or a date; None where it is neither.

    >>> retry_after("120", datetime(2022, 9, 1, tzinfo=UTC)), retry_after("soon", datetime(2022, 9, 1, tzinfo=UTC))
    (120.0, None)
    """
    text = (written or "").strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), LONGEST_ASKED)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(0.0, (until - now).total_seconds()), LONGEST_ASKED)
