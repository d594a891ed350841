"""What a person asks for → the entry of the journal that does it, or a sentence why it cannot be."""

import re
from collections.abc import Callable
from datetime import timedelta

from firebell.errors import FirebellError
from firebell.journal import ConfirmEntry, RetractEntry, SilenceEntry

_SPAN = re.compile(r"([1-9][0-9]{0,3})([mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class BadTurnError(FirebellError):
    """What a person asks for cannot be done; the message says why."""


def retract(target: str, why: str, by: str = "") -> RetractEntry:
    """Take back an article or an alert, by its id; `by` is who asks, where that is known."""
    return RetractEntry(target=_named(target), why=_said(why, by))


def silence(region: str, span: str, why: str, wrong: Callable[[str], str], by: str = "") -> SilenceEntry:
    """Let a region not ring for a span; `wrong` says what is wrong with a region's code, "" of a good one.

    >>> silence("IQ", "2h", "an exercise", lambda code: "", "desk")
    SilenceEntry(region='IQ', seconds=7200, why='an exercise (desk)')
    """
    seconds = int(_span(span).total_seconds())
    if trouble := wrong(region):
        raise BadTurnError(trouble)
    return SilenceEntry(region=region, seconds=seconds, why=_said(why, by))


def confirm(alert: str, why: str, by: str = "") -> ConfirmEntry:
    """Say that what an alert tells did happen."""
    return ConfirmEntry(alert=_named(alert), why=_said(why, by))


def _named(target: str) -> str:
    if not target.strip():
        raise BadTurnError("the id is empty; name an article or an alert")
    return target


def _said(why: str, by: str) -> str:
    if not why.strip():
        raise BadTurnError("why is empty; write the reason, for those who read the alert")
    return f"{why.strip()} ({by})" if by else why.strip()


def _span(written: str) -> timedelta:
    found = _SPAN.fullmatch(written.strip())
    if found is None:
        raise BadTurnError(f"for {written}: write 30m, 2h or 3d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
