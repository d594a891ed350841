"""Alert → the channels that hear it, by what each asked for; who heard a story once hears its every later turn."""

from collections.abc import Iterable
from typing import NamedTuple

from firebell.rules.decide import CERTAINTY
from firebell.rules.rulebook import Channel, Severity


class Heard(NamedTuple):
    """What routing looks at; `severity` None is relief. `codes`: country, division and areas."""

    kind: str
    signals: frozenset[str]
    codes: frozenset[str]
    severity: Severity | None
    certainty: str


def hearers(channels: Iterable[Channel], heard: Heard, before: tuple[str, ...]) -> tuple[Channel, ...]:
    """The channels that hear this turn, in the configuration's order."""
    return tuple(channel for channel in channels if channel.name in before or not why_not(channel, heard))


def why_not(channel: Channel, heard: Heard) -> str:
    """Why a channel does not hear it; "" where it does."""
    hear = channel.hear
    if hear.regions and not hear.regions & heard.codes:
        return "another region"
    if hear.signals and not hear.signals & heard.signals:
        return "another signal"
    if hear.kinds and heard.kind not in hear.kinds:
        return "another kind"
    if heard.severity is None:
        return "" if hear.relief != "no" else "asks for no relief"
    if hear.relief == "only":
        return "asks for relief only"
    if hear.min_severity is not None and heard.severity < hear.min_severity:
        return f"below {hear.min_severity.name}"
    if hear.min_certainty is not None and CERTAINTY.index(heard.certainty) < CERTAINTY.index(
        hear.min_certainty
    ):
        return f"less sure than {hear.min_certainty}"
    return ""
