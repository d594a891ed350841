"""Story: what one alert and its later turns have said so far."""

from datetime import datetime
from functools import lru_cache
from typing import Literal

import msgspec

from firebell.article import Status, digest_of

MAX_REFERENCES = 50
"""Earlier turns that a turn names: beyond that a subscriber has lost the thread anyway."""


class Story(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One alert over its life; `rung` is False where another story's alert told of it (`told_in`).

    `said`: measure → the best figure that was last told. `steps`: what was reached, as `killed>=15`. `severity` 0
    is none (relief). `confirmed`: a person made sure of it; `retracted`: why one took it back. `total` names the
    rule of a region's story; `countries` are those whose clocks it runs on. `due_at` is when it falls silent, on
    its region's clock; `waits_until` when a correction is told that its many turns hold back. `figures`: measure →
    (version, figure) for each turn since the last correction, so that the next one can name the turns that it
    takes back.
    """

    alert_id: str
    status: Status = "Actual"
    kind: str
    region: str
    countries: tuple[str, ...] = ()
    incident_id: str | None = None
    total: str | None = None
    state: Literal["open", "closed", "cancelled"] = "open"
    confirmed: bool = False
    retracted: str = ""
    rung: bool = True
    told_in: str | None = None
    version: int = 0
    severity: int = 0
    certainty: str = "Unknown"
    said: dict[str, int] = {}
    figures: dict[str, tuple[tuple[int, int], ...]] = {}
    steps: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    opened_at: datetime
    changed_at: datetime
    due_at: datetime
    waits_until: datetime | None = None


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A story in brief: what is asked of many stories at once, without unpacking one of them.

    `due_at`: when something about it falls due, be it a correction that waits.
    """

    alert_id: str
    status: Status
    state: Literal["open", "closed", "cancelled"]
    countries: tuple[str, ...]
    kind: str
    region: str
    total: str | None
    severity: int
    changed_at: datetime
    due_at: datetime


def heading_of(story: Story) -> Heading:
    """The story in brief."""
    return Heading(
        story.alert_id,
        story.status,
        story.state,
        story.countries,
        story.kind,
        story.region,
        story.total,
        story.severity,
        story.changed_at,
        story.due_at if story.waits_until is None else min(story.waits_until, story.due_at),
    )


@lru_cache(maxsize=4096)
def incident_alert_id(incident: str) -> str:
    """The alert of an incident (DESIGN §4)."""
    return digest_of("alert", incident)


def total_alert_id(rule: str, region: str, day: str, status: Status) -> str:
    """The alert of a region's total, by the clock day of its first crossing (DESIGN §4)."""
    return digest_of("total", status, rule, region, day)


def turn_id(alert_id: str, kind: str, step: str, cause: str, before: str = "") -> str:
    """The id of one turn, never a counter (DESIGN §4).

    `before` is the turn that it follows: a text that is withdrawn and sent again is the same cause, and another turn.
    """
    return digest_of(alert_id, kind, step, cause, *((before,) if before else ()))
