"""`--since 24h` or a stream's id → the id to read from."""

import re
from datetime import datetime, timedelta

from firebell.errors import FirebellError

_SPAN = re.compile(r"([0-9]{1,5})([smhd])")
_ID = re.compile(r"[0-9]{1,15}(-[0-9]{1,15})?")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class BadSinceError(FirebellError):
    """Neither a span nor an id."""


def stream_id(since: str, now: datetime) -> str:
    """The stream id from which to read.

    >>> from datetime import UTC
    >>> stream_id("24h", datetime(2022, 9, 2, tzinfo=UTC))
    '1661990400000-0'
    """
    if _ID.fullmatch(since):
        return since
    span = _SPAN.fullmatch(since)
    if span is None:
        raise BadSinceError(f"since {since}: write 30m, 24h or 7d, or a stream's id as 1661990400000-0")
    begin = now - timedelta(**{UNITS[span[2]]: int(span[1])})
    return f"{max(0, int(begin.timestamp() * 1000))}-0"
