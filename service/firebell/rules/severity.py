"""Incident + ruling → Assessment: how bad it is, and every step that made it so (CODEBOOK §1, DESIGN §8)."""

from collections.abc import Mapping
from typing import NamedTuple

from firebell.incident.incident import Incident
from firebell.incident.ledger import Links
from firebell.incident.statements import UTTERANCES
from firebell.reading.reading import Count
from firebell.rules.rulebook import Ruling, Severity
from firebell.rules.rulebook import Step as Threshold
from firebell.rules.verdict import Decision, Step, Verdict

EXTREME_WITHOUT_A_DEATH = frozenset({"chemical_weapon", "coup"})
"""CODEBOOK §1: without a death only these are Extreme by themselves."""

VOCABULARY = "signals.yaml"


HARMLESS = frozenset({"attack_prevented", "mobilization", "protest", "retaliatory_attack"})
"""Beside these alone no site was struck."""


class Assessment(NamedTuple):
    """`severity` None where nothing has one (relief, context); `reached`: `killed>=10`, in order of measure."""

    severity: Severity | None
    steps: tuple[Step, ...]
    reached: tuple[str, ...]
    looked: tuple[Decision, ...]


def assess(incident: Incident, ruling: Ruling, links: Links) -> Assessment:
    """How bad the incident is under the ruling of its place.

    The highest of the signals' severities, at most one step up however many causes hold, and of the toll's steps;
    then the cap for threats (CODEBOOK §1). A lift reaches Extreme only where somebody died.
    """
    by_signal, steps = _by_signals(incident, ruling, links)
    by_toll, toll_steps, reached, looked = _by_toll(incident, ruling)
    severity = max((s for s in (by_signal, by_toll) if s is not None), default=None)
    if (
        severity is not None
        and set(incident.signals) <= UTTERANCES | {"retaliatory_attack"}
        and severity > Severity.Moderate
    ):
        steps.append(Step("cap", "a threat or a claim alone", Severity.Moderate.name))
        severity = Severity.Moderate
    return Assessment(severity, (*steps, *toll_steps), reached, looked)


def measured(incident: Incident, measure: str, compare: str) -> int | None:
    """The incident's figure for `killed`, `killed.child` …; None where nobody stated one, an open high is best."""
    kind, _, victims = measure.partition(".")
    counts: Mapping[str, Count] = incident.by_class.get(victims, {}) if victims else incident.counts
    count = counts.get(kind)
    return None if count is None else _compared(count, compare)


def _compared(count: Count, compare: str) -> int:
    if compare == "low":
        return count.low
    if compare == "high":
        return count.best if count.high is None else count.high
    return count.best


def _stated(incident: Incident) -> dict[str, Count]:
    """The incident's figures by measure, `killed`, `killed.child` and so on."""
    stated = dict(incident.counts)
    for name, counts in incident.by_class.items():
        for kind, count in counts.items():
            stated[f"{kind}.{name}"] = count
    return stated


def _by_signals(incident: Incident, ruling: Ruling, links: Links) -> tuple[Severity | None, list[Step]]:
    rated = [(s, signal) for signal in incident.signals if (s := ruling.signals.get(signal)) is not None]
    if not rated:
        return None, []
    severity, signal = max(
        ((_held(signal, severity, incident, ruling), signal) for severity, signal in rated),
        key=lambda pair: pair[0],
    )
    steps = [Step("signal", signal, severity.name)]
    causes = _causes(incident, links)
    lifted = _lift(severity, incident, sure=links.stated or links.reciprocal or links.spread is not None)
    if causes and lifted > severity:
        steps += [Step(name, why, lifted.name) for name, why in causes]
        severity = lifted
    return severity, steps


def _held(signal: str, severity: Severity, incident: Incident, ruling: Ruling) -> Severity:
    """A signal's own severity: without a death most are Severe at most, unless an analyst wrote otherwise."""
    origin = ruling.origins.get(f"signals.{signal}")
    if severity < Severity.Extreme or signal in EXTREME_WITHOUT_A_DEATH or incident.best("killed"):
        return severity
    return Severity.Severe if origin is not None and origin.file == VOCABULARY else severity


def _causes(incident: Incident, links: Links) -> list[tuple[str, str]]:
    """What lifts an incident by one step, however many hold (CODEBOOK §1)."""
    causes: list[tuple[str, str]] = []
    if incident.struck is not None and set(incident.signals) - HARMLESS:
        causes.append(("struck", incident.struck))
    if links.stated or links.answers is not None:
        causes.append(("retaliation", "stated" if links.stated else "inferred"))
    if links.reciprocal:
        causes.append(("reciprocal_attacks", "the direction turns round a second time"))
    if links.spread is not None:
        causes.append(("spread", links.spread))
    return causes


def _lift(severity: Severity, incident: Incident, *, sure: bool) -> Severity:
    """One step up; to Extreme only where somebody died, and not by an inferred answer or the site alone (ours)."""
    if severity >= Severity.Severe and (incident.best("killed") == 0 or not sure):
        return severity
    return Severity(min(severity + 1, Severity.Extreme))


def _by_toll(
    incident: Incident,
    ruling: Ruling,
) -> tuple[Severity | None, list[Step], tuple[str, ...], tuple[Decision, ...]]:
    highest: Severity | None = None
    steps: list[Step] = []
    reached: list[str] = []
    looked: list[Decision] = []
    stated = _stated(incident)
    for measure, thresholds in ruling.incident.items():
        if measure not in stated or not thresholds:
            continue
        observed = _compared(stated[measure], ruling.compare)
        passed = [threshold for threshold in thresholds if observed >= threshold.at]
        looked.append(_looked(incident, measure, observed, thresholds, passed))
        if not passed:
            continue
        top = max(passed, key=lambda threshold: threshold.at)
        reached.append(f"{measure}>={top.at}")
        steps.append(Step(measure, str(observed), top.severity.name))
        highest = top.severity if highest is None else max(highest, top.severity)
    return highest, steps, tuple(reached), tuple(looked)


def _looked(
    incident: Incident,
    measure: str,
    observed: int,
    thresholds: tuple[Threshold, ...],
    passed: list[Threshold],
) -> Decision:
    nearest = max(passed, key=lambda t: t.at) if passed else min(thresholds, key=lambda t: t.at)
    verb = "reaches" if passed else "is below"
    return Decision(
        rule=f"incident.{measure}",
        region=incident.where.code,
        verdict=Verdict.REACHED if passed else Verdict.BELOW_THRESHOLD,
        reason=f"{measure} {observed} {verb} {nearest.severity.name} ({nearest.at})",
        observed=observed,
        threshold=nearest.at,
        incident_id=incident.id,
    )
