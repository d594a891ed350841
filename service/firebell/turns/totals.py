"""What an article's incidents do to the sums of their regions: stories of totals told, told elsewhere, or ended."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec

from firebell.alert import regions
from firebell.alert.alert import Alert, RuleRef
from firebell.alert.making import Fixed, Saying
from firebell.alert.story import Heading, Story, incident_alert_id, total_alert_id
from firebell.article import Status
from firebell.incident.correlate import Change
from firebell.incident.incident import Incident
from firebell.incident.statements import is_statement
from firebell.journal import ReadingEntry
from firebell.rules import totals
from firebell.rules.decide import Difference, Turn, muting
from firebell.rules.rulebook import Rulebook, Severity, TotalRule
from firebell.rules.rulebook import Step as Threshold
from firebell.rules.totals import Sum
from firebell.rules.verdict import Decision, Step, Verdict
from firebell.state import Work

Turned = tuple[Story, Alert, tuple[Incident, ...]]

ALSO = "regional_total"
LONGEST_SOURCE, LONGEST_TITLE = 120, 300


class Sums(NamedTuple):
    """What came of it: turns to tell, stories that change in silence, what incidents tell along, decisions."""

    told: tuple[Turned, ...]
    quiet: tuple[Story, ...]
    also: Mapping[str, tuple[Step, ...]]
    decisions: tuple[Decision, ...]


def sum_up(
    entry: ReadingEntry,
    changes: Sequence[Change],
    turns: Sequence[Turn | None],
    work: Work,
    rulebook: Rulebook,
) -> Sums:
    """Look at every sum that a changed incident counts into, the widest region first."""
    summing = _Summing(entry, work, rulebook)
    if not entry.history:
        for rule, near in _rules(changes, rulebook):
            ringing = [
                change.incident
                for change, turn in zip(changes, turns, strict=True)
                if turn is not None and turn.speaks and turn.severity is not None and change.incident in near
            ]
            summing.look(rule, near[0], ringing)
    return Sums(
        tuple(summing.told),
        tuple(summing.quiet),
        {name: tuple(steps) for name, steps in summing.also.items()},
        tuple(summing.decisions),
    )


def due_again(story: Story, work: Work, rulebook: Rulebook) -> Iterator[Turned]:
    """A total's story whose sum has fallen below its re-arming mark: it clears, or goes on until the next due time."""
    rule = rule_of(story, rulebook)
    if rule is None:
        return
    summed = Sum(rule, story.status, work, story.due_at)
    if summed.total >= rule.clears_below:
        work.tell(msgspec.structs.replace(story, due_at=summed.falls_at))
        return
    if not story.rung:
        work.tell(msgspec.structs.replace(story, state="closed"))
        return
    saying = Saying(
        verdict=Verdict.CLEAR,
        step="below",
        cause=story.due_at.isoformat(),
        now=story.due_at,
        severity=Severity(story.severity),
        certainty=story.certainty,
        reasons=(),
        observed=summed.total,
        threshold=rule.steps[0].at,
    )
    yield _turned(rule, story.status, summed, saying, story, rulebook, story.alert_id)


def cancelled(story: Story, cause: str, now: datetime, work: Work, rulebook: Rulebook) -> Iterator[Turned]:
    """A total's story that a person takes back."""
    rule = rule_of(story, rulebook)
    if rule is None:
        return
    summed = Sum(rule, story.status, work, now)
    saying = Saying(
        verdict=Verdict.CANCEL,
        step="retracted",
        cause=cause,
        now=now,
        severity=Severity(story.severity),
        certainty=story.certainty,
        reasons=(),
        observed=summed.total,
        threshold=rule.steps[0].at,
    )
    yield _turned(rule, story.status, summed, saying, story, rulebook, story.alert_id)


def because(entry: ReadingEntry) -> str:
    """The article that makes a turn, in a line."""
    source = entry.source[:LONGEST_SOURCE] or "an unnamed publisher"
    return f"{source}: {(entry.title or entry.article_id)[:LONGEST_TITLE]}"


class _Summing:
    """The sums that one article touches, one rule after the other."""

    def __init__(self, entry: ReadingEntry, work: Work, rulebook: Rulebook) -> None:
        self.entry = entry
        self.work = work
        self.rulebook = rulebook
        self.told: list[Turned] = []
        self.quiet: list[Story] = []
        self.also: dict[str, list[Step]] = {}
        self.decisions: list[Decision] = []

    def look(self, rule: TotalRule, incident: Incident, ringing: Sequence[Incident]) -> None:
        """One sum after the article's incidents have changed."""
        status, countries = self.entry.status, _countries(rule)
        now = self.work.now(status, *countries)
        summed = Sum(rule, status, self.work, now)
        story = self._story(rule, status, countries)
        seen = totals.look(rule, summed, _highest(story))
        step = seen.reached
        if step is None:
            self.decisions.append(seen.decision)
            if story is not None and story.due_at != summed.falls_at:
                self.quiet.append(msgspec.structs.replace(story, due_at=max(summed.falls_at, now)))
            return
        silence = self._silence(rule, incident, step, now)
        if silence is not None:
            verdict, reason = silence
            self.decisions.append(totals.silenced(rule, verdict, reason, summed.total, step))
        elif story is None and ringing:
            self._told_in(rule, summed, step, ringing[0])
        else:
            self._ring(rule, summed, step, story or self._ended(rule))

    def _story(self, rule: TotalRule, status: Status, countries: Sequence[str]) -> Story | None:
        """The region's open story by this rule, as this article has left it."""
        for country in countries:
            for known in self.work.open_regional(status, country):
                if known.total == rule.name and known.region == rule.region:
                    return self.work.stories.get(known.alert_id)
        return None

    def _ended(self, rule: TotalRule) -> Story | None:
        """The region's story of this same clock day that has cleared: a second crossing goes on with it."""
        story = self.work.stories.get(self._alert_id(rule))
        return None if story is None else msgspec.structs.replace(story, steps=(), said={"total": 0})

    def _silence(
        self, rule: TotalRule, incident: Incident, step: Threshold, now: datetime
    ) -> tuple[Verdict, str] | None:
        where = incident.where
        if not self.rulebook.watches(where.country, where.subdivision, (*where.areas, rule.region)):
            return Verdict.OUTSIDE_SCOPE, f"{rule.region} is not in watch"
        ring_at = totals.ring_at(self.rulebook, rule)
        if step.severity < ring_at:
            return Verdict.BELOW_THRESHOLD, f"{step.severity.name} is below ring_at {ring_at.name}"
        silence = self.work.silence({rule.region, *rule.countries, *rule.subdivisions}, now)
        if silence is not None:
            return Verdict.SILENCED, f"{silence.region} is silenced: {silence.why}"
        ended = self._ended(rule)
        if ended is not None and ended.retracted:
            return Verdict.RETRACTED, f"its alert was taken back: {ended.retracted}"
        mute = muting(self.rulebook, {rule.region, *rule.countries}, step.severity, now)
        if mute is not None:
            return Verdict.MUTED, f"mutes.{mute.name} until {mute.until}: {mute.why}"
        outer = self._outer(rule, step.severity)
        if outer is not None:
            return Verdict.INHIBITED, f"the total of {outer} says it already"
        return None

    def _outer(self, rule: TotalRule, severity: Severity) -> str | None:
        """An open story of a region around this one, of the same or a higher severity (DESIGN §4)."""
        for country in _countries(rule):
            for story in self.work.open_regional(self.entry.status, country):
                other = rule_of(story, self.rulebook) if story.total else None
                if other is None or story.severity < severity:
                    continue
                if totals.is_outer(other.countries | other.subdivisions, rule):
                    return story.region
        return None

    def _told_in(self, rule: TotalRule, summed: Sum, step: Threshold, incident: Incident) -> None:
        """The incident's alert tells the crossing; the region's story is open, and its next step rings by itself."""
        saying = self._saying(rule, summed, step, None)
        alert_id = self._alert_id(rule)
        before = self._ended(rule)
        story = regions.region_story(
            before, saying, due_at=summed.falls_at, **_fixed(rule, self.entry.status, alert_id)
        )
        told = msgspec.structs.replace(
            story,
            told_in=incident_alert_id(incident.id),
            rung=before is not None and before.rung,
            version=before.version if before else 0,
            references=before.references if before else (),
        )
        self.work.tell(told)
        crossed = Step(rule.name, f"{summed.total} ({rule.region})", step.severity.name)
        self.also.setdefault(incident.id, []).append(crossed)
        reached = f"{rule.measure} {summed.total} reaches {step.severity.name} ({step.at})"
        reason = f"{reached}; its incident's alert tells it"
        self.decisions.append(totals.silenced(rule, Verdict.TOLD_IN, reason, summed.total, step))

    def _ring(self, rule: TotalRule, summed: Sum, step: Threshold, story: Story | None) -> None:
        saying = self._saying(rule, summed, step, story)
        alert_id = story.alert_id if story else self._alert_id(rule)
        turned = _turned(rule, self.entry.status, summed, saying, story, self.rulebook, alert_id)
        self.work.tell(turned[0])
        self.told.append(turned)
        self.decisions.append(
            Decision(
                rule=rule.name,
                region=rule.region,
                verdict=saying.verdict,
                reason=f"{rule.measure} {summed.total} reaches {step.severity.name} ({step.at})",
                observed=summed.total,
                threshold=step.at,
                alert_id=alert_id,
            )
        )

    def _saying(self, rule: TotalRule, summed: Sum, step: Threshold, story: Story | None) -> Saying:
        again = story is not None and story.rung
        change = None
        if story is not None:
            change = Difference(rule.measure, str(story.said.get("total", 0)), str(summed.total))
        return Saying(
            verdict=Verdict.UPDATE if again else Verdict.RING,
            step=f"{rule.measure}>={step.at}",
            cause=f"{self.entry.article_id} {self.entry.digest}",
            now=self.work.now(self.entry.status, *_countries(rule)),
            severity=step.severity,
            certainty=summed.certainty(step),
            reasons=(Step(rule.name, str(summed.total), step.severity.name),),
            observed=summed.total,
            threshold=step.at,
            reached=(f"{rule.measure}>={step.at}",),
            change=change if again else None,
            because=because(self.entry),
        )

    def _alert_id(self, rule: TotalRule) -> str:
        day = self.work.now(self.entry.status, *_countries(rule)).date().isoformat()
        return total_alert_id(rule.name, rule.region, day, self.entry.status)


def _turned(  # noqa: PLR0913, PLR0917 -- one turn of one total
    rule: TotalRule,
    status: Status,
    summed: Sum,
    saying: Saying,
    before: Story | None,
    rulebook: Rulebook,
    alert_id: str,
) -> Turned:
    story = regions.region_story(before, saying, due_at=summed.falls_at, **_fixed(rule, status, alert_id))
    incidents = summed.told()
    ref = RuleRef(
        name=rule.name,
        file=rule.origin.file,
        line=rule.origin.line,
        observed=summed.total,
        threshold=saying.threshold,
        window=totals.days(rule.window),
        why=rule.why,
    )
    return story, regions.of_total(incidents, saying, story, before, rulebook, ref), incidents


def _fixed(rule: TotalRule, status: Status, alert_id: str) -> Fixed:
    return {
        "alert_id": alert_id,
        "status": status,
        "kind": ALSO,
        "region": rule.region,
        "countries": _countries(rule),
        "total": rule.name,
    }


def _rules(changes: Sequence[Change], rulebook: Rulebook) -> list[tuple[TotalRule, list[Incident]]]:
    """Each sum that a changed incident counts into, with those incidents; the widest region first."""
    found: dict[tuple[str, str], tuple[TotalRule, list[Incident]]] = {}
    for change in changes:
        where = change.incident.where
        if is_statement(change.incident.signals):
            continue
        for rule in rulebook.totals_at(where.country, where.subdivision):
            found.setdefault((rule.region, rule.name), (rule, []))[1].append(change.incident)
    return sorted(
        found.values(), key=lambda row: (-len(row[0].countries), -len(row[0].subdivisions), row[0].region)
    )


def rule_of(story: Story | Heading, rulebook: Rulebook) -> TotalRule | None:
    """The rule that a total's story lives by, None where the configuration has it no more."""
    country = story.region.partition("-")[0] if not story.region.startswith("x-") else story.countries[0]
    subdivision = story.region if "-" in story.region and not story.region.startswith("x-") else None
    candidates = [*rulebook.totals_at(country, subdivision), *rulebook.totals]
    for rule in candidates:
        if rule.name == story.total and rule.region == story.region:
            return rule
    return None


def _countries(rule: TotalRule) -> tuple[str, ...]:
    return _around(rule.countries, rule.subdivisions)


@lru_cache(maxsize=4096)
def _around(countries: frozenset[str], divisions: frozenset[str]) -> tuple[str, ...]:
    """The countries of a sum, in order."""
    return tuple(sorted(countries | {code.partition("-")[0] for code in divisions}))


def _highest(story: Story | None) -> int:
    """The highest step that was told."""
    if story is None:
        return 0
    return max((int(step.partition(">=")[2]) for step in story.steps), default=0)
