"""An event's bytes → what a road needs of it: who it is about, how grave, and the words for a chat."""

import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

import msgspec

from firebell.alert.digest import Row
from firebell.article import Status
from firebell.errors import FirebellError
from firebell.rules.ruling import Severity
from firebell.trace import parent

LONGEST_TITLE = 200
LONGEST_BODY = 4000
"""Chats cut or refuse what is longer."""

KEPT = "\n\t\u200c\u200d"
"""Lines, and the joiners that Persian and emoji are written with."""

_CALLS = re.compile(r"@(?=everyone\b|here\b|channel\b|all\b)|<(?=[!@#])", re.IGNORECASE)
_SEVERAL = re.compile(r"\n{3,}")


class BadEventError(FirebellError):
    """An entry of a channel's stream that is no event of firebell's."""


class _Data(msgspec.Struct, frozen=True):
    headline: str
    summary: str
    severity: str
    kind: str
    status: Status
    alert_id: str = ""


class _Event(msgspec.Struct, frozen=True):
    id: str
    type: str
    time: datetime
    data: _Data
    traceparent: str = ""


class Message(NamedTuple):
    """One event as a road carries it."""

    id: str
    story: str
    type: str
    time: datetime
    severity: Severity | None
    kind: str
    status: Status
    headline: str
    summary: str
    body: bytes
    traceparent: str = ""

    @property
    def row(self) -> Row:
        """The line that a digest keeps of it."""
        return Row(
            id=self.id,
            alert_id=self.story,
            time=self.time,
            severity=self.severity.name if self.severity else "Unknown",
            kind=self.kind,
            status=self.status,
            headline=self.headline,
        )


LONGEST_ID = 256

_decoder = msgspec.json.Decoder(_Event)


def message(raw: bytes) -> Message:
    """The event in these bytes.

    Raises:
        BadEventError: it is none.
    """
    try:
        event = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadEventError(f"the entry is no event: {error}") from None
    if not (event.id.isascii() and event.id.isprintable() and 0 < len(event.id) <= LONGEST_ID):
        raise BadEventError("the entry is no event: its id is none that a header could hold")
    data = event.data
    severity = Severity[data.severity] if data.severity in Severity.__members__ else None
    return Message(
        event.id,
        data.alert_id,
        event.type,
        event.time,
        severity,
        data.kind,
        data.status,
        data.headline,
        data.summary,
        raw,
        parent(event.traceparent),
    )


def title(told: Message) -> str:
    """One line for a chat or a mail's subject, which says so where it is no real alert."""
    marks = [told.status.upper()] if told.status != "Actual" else []
    if told.type in ENDS:
        marks.append(ENDS[told.type])
    if told.severity is not None and not told.type.startswith("firebell.digest"):
        marks.append(told.severity.name)
    return one_line(": ".join((" · ".join(marks), told.headline)) if marks else told.headline)


ENDS = {
    "firebell.alert.updated": "update",
    "firebell.alert.corrected": "correction",
    "firebell.alert.cancelled": "cancelled",
    "firebell.alert.cleared": "all clear",
}


def one_line(text: str) -> str:
    """The text without line breaks and signs that command: nothing of it becomes a header or a colour."""
    return " ".join(plain(text).split())[:LONGEST_TITLE]


def plain(text: str) -> str:
    """The text without control and direction signs, and without words by which a chat calls people.

    >>> plain("a" + chr(27) + "[2J").isprintable(), len(plain("@everyone"))
    (True, 10)
    """
    kept = "".join(c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return _SEVERAL.sub("\n\n", _CALLS.sub(lambda found: f"{found[0]}\u2060", kept))[:LONGEST_BODY]
