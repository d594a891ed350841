"""Who asked to hear what, by which road; how an outside road is reached, when it rests, and how much it takes."""

from datetime import time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from firebell.rules.ruling import Origin, Severity

Certainty = Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]
Relief = Literal["yes", "no", "too", "only"]
Road = Literal["stream", "pubsub", "webhook", "apprise"]
Then = Literal["digest", "drop"]

OUTSIDE: frozenset[Road] = frozenset(("webhook", "apprise"))
"""Roads that leave firebell: `firebell deliver` walks them, from the channel's stream."""


class Hear(NamedTuple):
    """What a channel asks for; an empty part asks nothing. `regions` are spread to their members.

    `relief`: `too` (or `yes`) beside the rest, `only`, or `no`: relief has no severity and passes no floor.
    """

    regions: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    min_severity: Severity | None = None
    min_certainty: Certainty | None = None
    relief: Relief = "no"


class Quiet(NamedTuple):
    """Hours of the day in which a channel rests; over midnight where it ends before it begins."""

    begins: time
    ends: time
    zone: ZoneInfo
    exempt: Severity | None = None
    """From here on it rings all the same."""
    then: Then = "digest"
    """What becomes of the alerts of these hours: one digest at their end, or nothing but a count."""


class Limit(NamedTuple):
    """At most so many deliveries within so long; what is beyond waits for a digest, which counts it."""

    most: int
    within: timedelta


class Outside(NamedTuple):
    """How a webhook or a chat is reached. Secrets are told by where they stand, `env:NAME` or `file:/path`."""

    url: str
    """https://…, or where the address stands."""
    secrets: tuple[str, ...] = ()
    """Where the signing secrets stand; each signs, so that a new one can be brought in beside the old."""
    template: str = ""
    """Jinja's, over `alert`; "" is the body of the kind of channel: the CloudEvent, or headline and summary."""
    quiet: Quiet | None = None
    limit: Limit | None = None
    heartbeat: timedelta | None = None
    """A sign of life after so long without any other delivery."""


class Channel(NamedTuple):
    """Who asked to hear what, and by which road."""

    name: str
    to: Road
    hear: Hear
    why: str
    origin: Origin
    outside: Outside | None = None
    """For webhook and apprise."""
