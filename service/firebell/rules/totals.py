"""A region's incidents within a window → Sum, and what it means for the region's story (CONFIG.md, DESIGN §4)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple, Protocol

from firebell.article import Status
from firebell.incident.gist import Gist
from firebell.incident.incident import Incident
from firebell.incident.tally import Asked, Tally, cut
from firebell.rules.decide import CERTAINTY, certainty_of
from firebell.rules.rulebook import Rulebook, Severity, Step, TotalRule
from firebell.rules.verdict import Decision, Verdict

FEWEST = 2
"""A sum of one incident is that incident's own toll and rings by it (DESIGN §4)."""


_in_time = attrgetter("occurred_at", "id")


class Near(Protocol):
    """The incidents that are known, as the fold's state keeps them."""

    def tallies(self, status: Status, country: str, days: range) -> list[Tally]:
        """The country's incidents of each of these days that has any, and what they come to."""
        ...

    def incident(self, name: str) -> Incident | None:
        """The incident of this id."""
        ...


class Sum:
    """A region's sum within (now - window, now]; its parts are looked for where somebody asks."""

    def __init__(self, rule: TotalRule, status: Status, known: Near, now: datetime) -> None:
        self.rule, self.status, self.now = rule, status, now
        self._known = known
        self._opens = opens = now - rule.window
        days = range(opens.toordinal(), now.toordinal() + 1)
        self._looked_at: list[tuple[list[Tally], Asked]] = [
            (known.tallies(status, country, days), one)
            for country, asked in _asked(rule.countries, rule.subdivisions, rule.measure).items()
            for one in asked
        ]
        self._totals: tuple[int, ...] = ()
        self.total = self.largest = self.incidents = 0
        parts = [
            tally.parts.get(one) or tally.part(one)
            if opens < tally.first and tally.last <= now
            else cut(tally, one, *tally.within(opens, now))
            for tallies, one in self._looked_at
            for tally in tallies
        ]
        if parts:
            self._totals, largest, incidents = zip(*parts, strict=True)
            self.total, self.largest, self.incidents = sum(self._totals), max(largest), sum(incidents)

    @cached_property
    def parts(self) -> tuple[Gist, ...]:
        """The incidents that it is made of, the largest first."""
        measure = self.rule.measure
        within = (gist for tally, one in self._tallies() for gist in self._within(tally, one))
        return tuple(sorted(within, key=lambda gist: (-gist.figure(measure), gist.first_seen_at, gist.id)))

    def told(self) -> tuple[Incident, ...]:
        """Its parts in full."""
        return tuple(incident for gist in self.parts if (incident := self._known.incident(gist.id)))

    @cached_property
    def falls_at(self) -> datetime:
        """When without any news enough incidents have left the window for the sum to clear and re-arm."""
        total, mark = self.total, self.rule.clears_below
        if total < mark:
            return self.now
        by_day: dict[int, int] = {}
        for (tally, _), brought in zip(self._tallies(), self._totals, strict=True):
            by_day[tally.day] = by_day.get(tally.day, 0) + brought
        for day, brought in sorted(by_day.items()):
            if total - brought >= mark:
                total -= brought
                continue
            leaving = [
                gist
                for tally, one in self._tallies()
                if tally.day == day
                for gist in self._within(tally, one)
            ]
            return next(
                gist.occurred_at + self.rule.window
                for gist in sorted(leaving, key=_in_time)
                if (total := total - gist.figure(self.rule.measure)) < mark
            )
        return self.now

    def certainty(self, step: Step) -> str:
        """The lowest among the incidents that the step needs, the largest first (DESIGN §4)."""
        needed: list[str] = []
        total = 0
        for gist in self.parts:
            if (incident := self._known.incident(gist.id)) is not None:
                needed.append(certainty_of(incident))
            total += gist.figure(self.rule.measure)
            if total >= step.at:
                break
        return min(needed, key=CERTAINTY.index, default="Unknown")

    def _tallies(self) -> Iterator[tuple[Tally, Asked]]:
        return ((tally, one) for tallies, one in self._looked_at for tally in tallies)

    def _within(self, tally: Tally, asked: Asked) -> list[Gist]:
        """The incidents of a country's or division's day that it counts."""
        division, measure = asked
        begin, end = tally.within(self._opens, self.now)
        return [
            gist
            for gist in tally.counted[begin:end]
            if (division is None or division == gist.where.subdivision) and measure in gist.figures
        ]


@lru_cache(maxsize=4096)
def _asked(
    countries: frozenset[str], divisions: frozenset[str], measure: str
) -> Mapping[str, tuple[Asked, ...]]:
    """The countries that a sum looks at → the whole of it, or its divisions, and the measure."""
    asked: dict[str, tuple[Asked, ...]] = {}
    for division in sorted(divisions):
        country = division.partition("-")[0]
        asked[country] = (*asked.get(country, ()), (division, measure))
    return asked | dict.fromkeys(countries, ((None, measure),))


class Look(NamedTuple):
    """What a sum means: `reached` is the step that it may ring with, None where it may not."""

    decision: Decision
    reached: Step | None


def look(rule: TotalRule, summed: Sum, said: int) -> Look:
    """Whether the sum reaches a step above `said`, the highest figure of a step that was told, 0 for none."""
    total, largest = summed.total, summed.largest
    passed = [step for step in rule.steps if total >= step.at]
    if not passed:
        return _silent(rule, Verdict.BELOW_THRESHOLD, total, rule.steps[0])
    own = [step for step in passed if largest < step.at and summed.incidents >= FEWEST]
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


@lru_cache(maxsize=64)
def days(window: timedelta) -> str:
    """The window as people write it.

    >>> days(timedelta(days=7)), days(timedelta(hours=12))
    ('7d', '12h')
    """
    if window % timedelta(days=1):
        return f"{window // timedelta(hours=1)}h"
    return f"{window.days}d"


def _silent(rule: TotalRule, verdict: Verdict, total: int, step: Step) -> Look:
    if verdict is Verdict.BELOW_THRESHOLD:
        why = f"is below {step.severity.name} ({step.at})"
    elif verdict is Verdict.ONE_INCIDENT:
        why = f"is one incident's own toll, which rings by itself ({step.at})"
    else:
        why = f"reaches {step.severity.name} ({step.at}), which is told"
    reason = f"{rule.measure} {total} in {days(rule.window)} {why}"
    return Look(_decision(rule, verdict, reason, total, step), None)


def _decision(rule: TotalRule, verdict: Verdict, reason: str, total: int, step: Step) -> Decision:
    return Decision(
        rule=rule.name, region=rule.region, verdict=verdict, reason=reason, observed=total, threshold=step.at
    )
