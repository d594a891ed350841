"""A region's incidents within a window → Sum, and what it means for the region's story (CONFIG.md, DESIGN §4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from firebell.article import Status
from firebell.incident.incident import Incident
from firebell.incident.statements import is_statement
from firebell.rules.decide import CERTAINTY, certainty_of
from firebell.rules.rulebook import Rulebook, Severity, Step, TotalRule
from firebell.rules.severity import measured
from firebell.rules.verdict import Decision, Verdict

INCIDENTS = "incidents."
"""A measure that counts incidents of one signal: `incidents.abduction`."""

FEWEST = 2
"""A sum of one incident is that incident's own toll and rings by it (DESIGN §4)."""


class Near(Protocol):
    """The incidents that are known, as the fold's state keeps them."""

    def near(self, status: Status, country: str, first: datetime, last: datetime) -> list[Incident]:
        """The country's incidents of these days."""
        ...


class Part(NamedTuple):
    """What one incident brings to a sum."""

    figure: int
    incident: Incident


class Sum(NamedTuple):
    """The parts of a sum, the largest first, and when without any news it falls below its re-arming mark."""

    parts: tuple[Part, ...]
    falls_at: datetime

    @property
    def total(self) -> int:
        """What the parts come to."""
        return sum(part.figure for part in self.parts)


class Look(NamedTuple):
    """What a sum means: `reached` is the step that it may ring with, None where it may not."""

    decision: Decision
    reached: Step | None


def sum_of(rule: TotalRule, status: Status, known: Near, now: datetime) -> Sum:
    """The current best of all incidents in the rule's region that occurred within (now - window, now]."""
    opens = now - rule.window
    countries = rule.countries | {code.partition("-")[0] for code in rule.subdivisions}
    parts = [
        Part(figure, incident)
        for country in sorted(countries)
        for incident in known.near(status, country, opens, now)
        if opens < incident.occurred_at <= now
        and not incident.history
        and not is_statement(incident.signals)
        and rule.covers(incident.where.country, incident.where.subdivision)
        and (figure := _figure(rule.measure, incident))
    ]
    parts.sort(key=lambda part: (-part.figure, part.incident.first_seen_at, part.incident.id))
    return Sum(tuple(parts), _falls_at(rule, parts, now))


def look(rule: TotalRule, summed: Sum, said: int) -> Look:
    """Whether the sum reaches a step above `said`, the highest figure of a step that was told, 0 for none."""
    total, largest = summed.total, summed.parts[0].figure if summed.parts else 0
    passed = [step for step in rule.steps if total >= step.at]
    if not passed:
        return _silent(rule, Verdict.BELOW_THRESHOLD, total, rule.steps[0])
    own = [step for step in passed if largest < step.at and len(summed.parts) >= FEWEST]
    if not own:
        return _silent(rule, Verdict.ONE_INCIDENT, total, passed[-1])
    if own[-1].at <= said:
        return _silent(rule, Verdict.ALREADY_SAID, total, own[-1])
    step = own[-1]
    reason = f"{rule.measure} {total} in {days(rule.window)} reaches {step.severity.name} ({step.at})"
    return Look(_decision(rule, Verdict.REACHED, reason, total, step), step)


def silenced(rule: TotalRule, verdict: Verdict, reason: str, total: int, step: Step) -> Decision:
    """A decision to stay silent about a step that is reached."""
    return _decision(rule, verdict, reason, total, step)


def certainty(summed: Sum, step: Step) -> str:
    """The lowest among the incidents that the step needs, the largest first (DESIGN §4)."""
    needed: list[str] = []
    total = 0
    for part in summed.parts:
        needed.append(certainty_of(part.incident))
        total += part.figure
        if total >= step.at:
            break
    return min(needed, key=CERTAINTY.index, default="Unknown")


def is_outer(outer: frozenset[str], rule: TotalRule) -> bool:
    """Whether a region of these codes lies around the rule's own and is not the same."""
    own = rule.countries | rule.subdivisions
    countries = {code.partition("-")[0] for code in own}
    return own != outer and (own <= outer or countries <= outer)


def ring_at(rulebook: Rulebook, rule: TotalRule) -> Severity:
    """`ring_at` of the rule's region: a country's or division's own, an area's by its code."""
    if rule.region in rule.countries:
        return rulebook.ruling(rule.region, None).ring_at
    if rule.region in rule.subdivisions:
        return rulebook.ruling(rule.region.partition("-")[0], rule.region).ring_at
    return rulebook.ruling("", None, (rule.region,)).ring_at


def days(window: timedelta) -> str:
    """The window as people write it.

    >>> days(timedelta(days=7)), days(timedelta(hours=12))
    ('7d', '12h')
    """
    if window % timedelta(days=1):
        return f"{window // timedelta(hours=1)}h"
    return f"{window.days}d"


def _figure(measure: str, incident: Incident) -> int:
    if measure.startswith(INCIDENTS):
        return int(measure.removeprefix(INCIDENTS) in incident.signals)
    return measured(incident, measure, "best") or 0


def _falls_at(rule: TotalRule, parts: Sequence[Part], now: datetime) -> datetime:
    """When enough incidents have left the window for the sum to clear and re-arm."""
    total = sum(part.figure for part in parts)
    for part in sorted(parts, key=lambda p: (p.incident.occurred_at, p.incident.id)):
        if total < rule.clears_below:
            break
        total -= part.figure
        if total < rule.clears_below:
            return part.incident.occurred_at + rule.window
    return now


def _silent(rule: TotalRule, verdict: Verdict, total: int, step: Step) -> Look:
    reasons = {
        Verdict.BELOW_THRESHOLD: f"is below {step.severity.name} ({step.at})",
        Verdict.ONE_INCIDENT: f"is one incident's own toll, which rings by itself ({step.at})",
        Verdict.ALREADY_SAID: f"reaches {step.severity.name} ({step.at}), which is told",
    }
    reason = f"{rule.measure} {total} in {days(rule.window)} {reasons[verdict]}"
    return Look(_decision(rule, verdict, reason, total, step), None)


def _decision(rule: TotalRule, verdict: Verdict, reason: str, total: int, step: Step) -> Decision:
    return Decision(
        rule=rule.name, region=rule.region, verdict=verdict, reason=reason, observed=total, threshold=step.at
    )
