"""Verdict and Decision: what a rule said to an incident, silence by its name."""

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """Every way a decision can go; each silence has a name of its own."""

    RING = "ring"
    UPDATE = "update"
    CORRECT = "correct"
    CANCEL = "cancel"
    CLEAR = "clear"

    REACHED = "reached"
    """One rule's step is reached; whether it rings is the incident's own decision."""
    BELOW_THRESHOLD = "below_threshold"
    ALREADY_SAID = "already_said"
    MUTED = "muted"
    SILENCED = "silenced"
    """A person silenced the region."""
    RETRACTED = "retracted"
    """A person took the alert back: what is told of it later stays silent."""
    IGNORED = "ignored"
    INHIBITED = "inhibited"
    """An outer region's total says it already."""
    TOLD_IN = "told_in"
    """The total was crossed by an article that rings an incident: that alert tells it (`also`)."""
    NOT_CURRENT = "not_current"
    NOT_ASSERTED = "not_asserted"
    OUTSIDE_SCOPE = "outside_scope"
    HISTORY = "history"
    TOO_LATE = "too_late"
    NO_SEVERITY = "no_severity"
    """Context or relief only: nothing of it has a severity."""
    ONE_INCIDENT = "one_incident"
    """A total that one incident makes by itself; it rings by its own toll."""
    WARMING_UP = "warming_up"
    """A surge is not looked for before its baseline is full."""
    RULE_REMOVED = "rule_removed"
    """The analysts have taken the rule out: its stories end in silence."""
    NO_INCIDENT = "no_incident"
    """An utterance or an agreement: kept, never rung by itself in this version."""
    LEFT_BY_REVISION = "left_by_revision"
    """Another text of the same article tells it no more, and nobody was told of it."""


SPOKEN = frozenset({Verdict.RING, Verdict.UPDATE, Verdict.CORRECT, Verdict.CANCEL, Verdict.CLEAR})
"""Verdicts that send a turn of an alert."""


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step on the way to a severity: what was looked at, what it is, what it leads to."""

    step: str
    """What was looked at: signal, killed, retaliation …"""
    value: str = msgspec.field(name="is")
    """What it is."""
    to: str
    """The severity that it leads to."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What one rule decided; `observed` and `threshold` are numbers or severities, as text or int."""

    rule: str
    region: str
    verdict: Verdict
    reason: str
    observed: int | str | None = None
    threshold: int | str | None = None
    incident_id: str | None = None
    alert_id: str | None = None


def sentence(decision: Decision) -> str:
    """The decision in words.

    >>> sentence(Decision(rule="incident", region="IQ", verdict=Verdict.RING, reason="killed 5"))
    'rule incident at IQ: → rings: killed 5'
    """
    verdict = "rings" if decision.verdict is Verdict.RING else decision.verdict.value.replace("_", " ")
    loud = "→ " if decision.verdict in SPOKEN else ""
    return f"rule {decision.rule} at {decision.region}: {loud}{verdict}: {decision.reason}"
