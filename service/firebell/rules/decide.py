"""Incident + rulebook + what was said → Turn: whether it rings, and why, or why not."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from firebell.incident.incident import Incident
from firebell.incident.ledger import Links
from firebell.reading.reading import Event
from firebell.rules.rulebook import Mute, Rulebook, Ruling, Severity, WordRule
from firebell.rules.severity import Assessment, assess, measured
from firebell.rules.verdict import SPOKEN, Decision, Step, Verdict

LATEST = timedelta(days=7)
"""An article published longer ago than this, on its country's clock, is remembered and rings nothing (DESIGN §3)."""

CERTAINTY = ("Unknown", "Unlikely", "Possible", "Likely", "Observed")
TOLL = ("killed", "injured", "abducted", "missing")
"""The measures whose growth is told again, the gravest first."""

RELIEF = frozenset({"ceasefire", "withdrawal", "calm_claimed", "release", "restrictions_lifted", "talks"})
INDEPENDENT = 2
"""So many independent publishers make a thing observed (CODEBOOK §1)."""


OFTEN, REST = 12, timedelta(hours=1)
"""Turns of a story after which a correction waits: an hour since the last turn, after twice as many two hours, and so
on. Thousands of articles on one event hand old figures on for days, and nobody bears a hundred corrections. None is
lost by it: one that waits falls due by the clock."""


class Said(NamedTuple):
    """What a story has told so far, the part of it that deciding looks at; `severity` 0 is none (relief)."""

    severity: int
    certainty: str
    steps: tuple[str, ...]
    figures: dict[str, int]
    confirmed: bool = False
    turns: int = 0
    last: datetime | None = None


class Hush(NamedTuple):
    """A person's word that keeps an incident silent."""

    verdict: Verdict
    reason: str


class Around(NamedTuple):
    """What is known around an incident: the values in force there, the ledger, what was told, who wants silence."""

    ruling: Ruling
    links: Links = Links()
    said: Said | None = None
    hush: Hush | None = None


class Difference(NamedTuple):
    """What a later turn changes: `what` (a measure, `severity`, `certainty`), from, to."""

    what: str
    before: str
    after: str


class Turn(NamedTuple):
    """What to do about an incident. `step` names what was reached, for the alert's id; `change` what turned."""

    decision: Decision
    looked: tuple[Decision, ...]
    severity: Severity | None
    certainty: str
    steps: tuple[Step, ...]
    reached: tuple[str, ...]
    ruling: Ruling
    links: Links
    step: str = ""
    change: Difference | None = None
    waits_until: datetime | None = None
    """When a correction is told that is held back now."""

    @property
    def verdict(self) -> Verdict:
        """Ring, a later turn, or a silence by its name."""
        return self.decision.verdict

    @property
    def speaks(self) -> bool:
        """Whether an alert goes out."""
        return self.verdict in SPOKEN


class _Ruled(NamedTuple):
    """A verdict with its sentence, before it is placed."""

    verdict: Verdict
    reason: str
    observed: int | str | None = None
    threshold: int | str | None = None
    step: str = ""
    change: Difference | None = None
    waits_until: datetime | None = None


class _Case(NamedTuple):
    """All that a verdict looks at."""

    incident: Incident
    rulebook: Rulebook
    rules: Sequence[WordRule]
    ruling: Ruling
    assessed: Assessment
    certainty: str
    said: Said | None
    hush: Hush | None
    told_at: datetime
    now: datetime


def decide(
    incident: Incident, rulebook: Rulebook, around: Around, *, told_at: datetime, now: datetime
) -> Turn:
    """What to do about an incident after an article published at `told_at`, on its country's clock `now`."""
    where = incident.where
    ruling, links, said, hush = around
    rules = matching(rulebook.rules, incident)
    assessed = _lifted(rules, assess(incident, ruling, links))
    certainty = CERTAINTY[-1] if said is not None and said.confirmed else certainty_of(incident)
    case = _Case(incident, rulebook, rules, ruling, assessed, certainty, said, hush, told_at, now)
    ruled = _silence(case) or (_first(case) if said is None else _again(case, said))
    return Turn(
        decision=Decision(
            rule="incident",
            region=where.code,
            verdict=ruled.verdict,
            reason=ruled.reason,
            observed=ruled.observed,
            threshold=ruled.threshold,
            incident_id=incident.id,
        ),
        looked=assessed.looked,
        severity=assessed.severity,
        certainty=case.certainty,
        steps=assessed.steps,
        reached=assessed.reached,
        ruling=ruling,
        links=links,
        step=ruled.step,
        change=ruled.change,
        waits_until=ruled.waits_until,
    )


def as_history(turn: Turn) -> Turn:
    """The same, silent: an article that is sent as history rings nothing, whatever it adds to a living story."""
    reason = "told as history: remembered, never rung"
    decision = msgspec.structs.replace(turn.decision, verdict=Verdict.HISTORY, reason=reason)
    return turn._replace(decision=decision, step="", change=None, waits_until=None)


def not_an_incident(event: Event) -> Decision | None:
    """Why an event of a reading opens no incident; None where it does (CODEBOOK §2)."""
    what = ", ".join(event.signals) or "nothing violent"
    verdict, reason = None, ""
    if event.mode != "asserted":
        verdict = Verdict.NOT_ASSERTED
        reason = f"{what} is {event.mode}; only what is asserted to have happened can ring"
    elif event.when != "current":
        verdict = Verdict.NOT_CURRENT
        reason = f"{what} is told as background; it never counts towards a threshold"
    if verdict is None:
        return None
    return Decision(
        rule="incident", region=event.subdivision or event.country, verdict=verdict, reason=reason
    )


def certainty_of(incident: Incident) -> str:
    """How sure, in CAP's words (CODEBOOK §1): by independent publishers, ranks, and whose word it is."""
    if all(claim.partisan for claim in incident.claims):
        return "Possible"
    if len(incident.publishers) >= INDEPENDENT:
        return "Observed"
    return "Likely" if any(claim.tier is not None for claim in incident.claims) else "Possible"


def matching(rules: Sequence[WordRule], incident: Incident) -> list[WordRule]:
    """The rules of which all that they ask for holds; `words` look at titles and quoted evidence (CONFIG.md)."""
    if not rules:
        return []
    where = incident.where
    codes, signals = {where.country, where.subdivision, *where.areas}, set(incident.signals)
    holding = [
        rule
        for rule in rules
        if (not (match := rule.match).regions or not match.regions.isdisjoint(codes))
        and (not match.signals or not match.signals.isdisjoint(signals))
        and (not match.victims or not match.victims.isdisjoint(incident.victims))
    ]
    if not any(rule.match.words for rule in holding):
        return holding
    told = " | ".join(t for c in incident.claims for t in (c.title, *(q.words for q in c.quotes)))
    return [rule for rule in holding if rule.match.is_said_in(told)]


def muting(rulebook: Rulebook, codes: set[str], severity: Severity, now: datetime) -> Mute | None:
    """The mute that holds for any of these regions at this moment, below the severity that it lets through."""
    for mute in rulebook.mutes:
        if mute.regions & codes and mute.holds(now) and (mute.unless is None or severity < mute.unless):
            return mute
    return None


def _lifted(rules: Sequence[WordRule], assessed: Assessment) -> Assessment:
    """The assessment after the analysts' own `lift_to` rules: the highest that matches (DESIGN §8)."""
    for rule in rules:
        if rule.lift_to is not None and (assessed.severity is None or rule.lift_to > assessed.severity):
            step = Step(f"rules.{rule.name}", rule.why or "matches", rule.lift_to.name)
            assessed = assessed._replace(severity=rule.lift_to, steps=(*assessed.steps, step))
    return assessed


def _silence(case: _Case) -> _Ruled | None:
    """The rare cases first, each in its own words."""
    incident, rulebook, where = case.incident, case.rulebook, case.incident.where
    if incident.history:
        return _Ruled(Verdict.HISTORY, "told as history: remembered, never rung")
    late = case.now - case.told_at
    if late > LATEST:
        reason = f"published {late.days} days before the country's clock; at most {LATEST.days} ring"
        return _Ruled(Verdict.TOO_LATE, reason, case.told_at.isoformat(), case.now.isoformat())
    if case.hush is not None:
        return _Ruled(*case.hush)
    if not rulebook.watches(where.country, where.subdivision, where.areas):
        return _Ruled(Verdict.OUTSIDE_SCOPE, f"{where.code} is not in watch")
    if (rule := _ignoring(case.rules)) is not None:
        return _Ruled(Verdict.IGNORED, f"rules.{rule.name} ignores it: {rule.why}")
    severity = case.assessed.severity
    if severity is None:
        told = case.said is not None or RELIEF.intersection(incident.signals)
        return None if told else _quiet_kind()
    codes = {where.country, where.subdivision or where.country, *where.areas}
    if (mute := muting(rulebook, codes, severity, case.now)) is not None:
        return _Ruled(Verdict.MUTED, f"mutes.{mute.name} until {mute.until}: {mute.why}", severity.name)
    if case.said is None and severity < case.ruling.ring_at:
        ring_at = case.ruling.ring_at.name
        reason = f"{severity.name} is below ring_at {ring_at}"
        return _Ruled(Verdict.BELOW_THRESHOLD, reason, severity.name, ring_at)
    return None


def _quiet_kind() -> _Ruled:
    return _Ruled(Verdict.NO_SEVERITY, "context: none of its signals has a severity or brings relief")


def _ignoring(rules: Sequence[WordRule]) -> WordRule | None:
    """The rule that ignores it, unless one lifts it: a rule that lifts beats one that ignores (CONFIG.md)."""
    if any(rule.lift_to is not None for rule in rules):
        return None
    return next((rule for rule in rules if rule.ignore), None)


def _first(case: _Case) -> _Ruled:
    severity = case.assessed.severity
    if severity is None:
        return _Ruled(
            Verdict.RING, "relief: it has no severity, and goes to channels that ask for it", step="relief"
        )
    made_by = [f"{s.step} {s.value}" for s in case.assessed.steps if s.to == severity.name]
    ring_at = case.ruling.ring_at.name
    reason = f"{severity.name} by {', '.join(made_by)}; ring_at {ring_at}"
    return _Ruled(Verdict.RING, reason, severity.name, ring_at, step=f"severity={severity.name}")


def _again(case: _Case, said: Said) -> _Ruled:
    """A known story: corrections and steps up always, a growing toll when both conditions hold (CONFIG.md)."""
    told = _corrected(case, said)
    if told is not None and (rests := _rests_until(said)) is not None and case.now < rests:
        reason = f"{told.reason}; told {said.turns} times, so this waits until {rests:%Y-%m-%d %H:%M} UTC"
        waits = _Ruled(Verdict.ALREADY_SAID, reason, told.observed, told.threshold, waits_until=rests)
        return _graver(case, said) or _surer(case, said) or waits
    told = told or _graver(case, said) or _grown(case, said) or _surer(case, said)
    return told or _Ruled(Verdict.ALREADY_SAID, "its story is told, and nothing of weight is new")


def _rests_until(said: Said) -> datetime | None:
    """Until when a story that was told often is not corrected again."""
    return said.last + REST * (said.turns // OFTEN) if said.last is not None else None


def _corrected(case: _Case, said: Said) -> _Ruled | None:
    for measure, before in said.figures.items():
        now = measured(case.incident, measure, "best") or 0
        if now < before:
            reason = f"{measure} corrected from {before} to {now}"
            change = Difference(measure, str(before), str(now))
            return _Ruled(Verdict.CORRECT, reason, now, before, f"{measure}={now}", change)
    return None


def _graver(case: _Case, said: Said) -> _Ruled | None:
    """A higher severity, or a higher step of some measure than any that was told."""
    severity = case.assessed.severity
    if severity is not None and severity > said.severity:
        was = Severity(said.severity).name if said.severity else "none"
        reason = f"rises from {was} to {severity.name}"
        change = Difference("severity", was, severity.name)
        return _Ruled(Verdict.UPDATE, reason, severity.name, was, f"severity={severity.name}", change)
    for reached in case.assessed.reached:
        if _is_new_step(reached, said.steps):
            measure = reached.partition(">=")[0]
            now = str(measured(case.incident, measure, "best") or 0)
            change = Difference(measure, str(said.figures.get(measure, 0)), now)
            return _Ruled(Verdict.UPDATE, f"reaches {reached}", now, reached, reached, change)
    return None


def _grown(case: _Case, said: Said) -> _Ruled | None:
    update = case.ruling.update
    for measure in TOLL:
        before, now = said.figures.get(measure, 0), case.incident.best(measure)
        if now - before >= update.by and now >= before * (1 + update.grows):
            reason = f"{measure} grew from {before} to {now}"
            change = Difference(measure, str(before), str(now))
            return _Ruled(Verdict.UPDATE, reason, now, before, f"toll={now}", change)
    return None


def _surer(case: _Case, said: Said) -> _Ruled | None:
    if CERTAINTY.index(case.certainty) <= CERTAINTY.index(said.certainty):
        return None
    change = Difference("certainty", said.certainty, case.certainty)
    reason = f"certainty rises to {case.certainty}"
    step = f"certainty={case.certainty}"
    return _Ruled(Verdict.UPDATE, reason, case.certainty, said.certainty, step, change)


def _is_new_step(reached: str, said: tuple[str, ...]) -> bool:
    """Whether the step is higher than those of its measure that were said: falling back is no news."""
    measure, _, at = reached.partition(">=")
    told = [int(s.partition(">=")[2]) for s in said if s.partition(">=")[0] == measure]
    return not told or int(at) > max(told)
