"""A changed incident → its turn: what the rules and the ledger say, and the alert that tells it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import NamedTuple

import msgspec

from firebell.alert import compose
from firebell.alert.compose import Saying
from firebell.alert.story import Story, incident_alert_id
from firebell.article import Status
from firebell.incident.correlate import Change
from firebell.incident.incident import Incident
from firebell.incident.ledger import Fought, Links, links
from firebell.incident.sides import Pair, key_of
from firebell.journal import ReadingEntry
from firebell.rules.decide import Said, Turn, as_history, decide
from firebell.rules.rulebook import Rulebook
from firebell.rules.verdict import Decision, Step, Verdict
from firebell.state import Work
from firebell.turns.response import Response
from firebell.turns.totals import ALSO, because


def decided(response: Response, entry: ReadingEntry, change: Change) -> Turn | None:
    """What to do about a changed incident; None where it is withdrawn, which is told or recorded here."""
    incident = change.incident
    work, rulebook = response.work, response.rulebook
    story = work.stories.get(incident_alert_id(incident.id))
    if change.what == "withdrawn":
        _withdraw(response, entry, incident, story)
        return None
    now = work.now(incident.status, incident.where.country)
    told_at = incident.told_at if change.event is None else entry.published_at
    ruling = response.ruling(incident)
    known = links(incident, _Ledger(work, rulebook), ruling.retaliation, rulebook.side_of)
    turn = decide(incident, rulebook, ruling, known, _said(story), told_at=told_at, now=now)
    if entry.history and turn.speaks:
        turn = as_history(turn)
    decision = turn.decision
    if turn.speaks:
        decision = msgspec.structs.replace(decision, alert_id=incident_alert_id(incident.id))
    response.decisions += [*turn.looked, decision]
    return turn


def tell(
    response: Response, entry: ReadingEntry, incident: Incident, turn: Turn, crossed: Sequence[Step]
) -> None:
    """Tell an incident's turn, and the sums that it crosses."""
    saying = Saying(
        verdict=turn.verdict,
        step=turn.step,
        cause=f"{entry.article_id} {entry.digest}",
        now=response.work.now(incident.status, incident.where.country),
        severity=turn.severity,
        certainty=turn.certainty,
        reasons=(*turn.steps, *crossed),
        observed=turn.decision.observed,
        threshold=turn.decision.threshold,
        reached=turn.reached,
        also=(*_also(turn.links), *((ALSO,) if crossed else ())),
        links=turn.links,
        change=turn.change,
        because=because(entry),
    )
    before = response.work.stories.get(incident_alert_id(incident.id))
    story, alert = compose.of_incident(incident, saying, before, response.rulebook, turn.ruling)
    response.tell(story, alert, (incident,), crossed)


def _withdraw(response: Response, entry: ReadingEntry, incident: Incident, story: Story | None) -> None:
    """No article tells the incident any more: a story that rang is cancelled, another ends in silence."""
    rang = story is not None and story.rung and story.state != "cancelled"
    response.decisions.append(
        Decision(
            rule="incident",
            region=incident.where.code,
            verdict=Verdict.CANCEL if rang else Verdict.LEFT_BY_REVISION,
            reason="withdrawn: no article tells it any more"
            if rang
            else "another text of the same article tells it no more",
            incident_id=incident.id,
            alert_id=story.alert_id if story is not None and rang else None,
        )
    )
    if story is not None and rang:
        now = response.work.now(incident.status, incident.where.country)
        cause = f"{entry.article_id} {entry.digest}"
        response.end(story, incident, Verdict.CANCEL, "withdrawn", cause, now)


def _said(story: Story | None) -> Said | None:
    """What a story has told; one that was cancelled begins anew."""
    if story is None or story.state == "cancelled":
        return None
    return Said(story.severity, story.certainty, story.steps, story.said)


class _Ledger(NamedTuple):
    """The fights that the state knows, by pair of sides as the configuration in force has them."""

    work: Work
    rulebook: Rulebook

    def fights(self, status: Status, pair: Pair, first: datetime, last: datetime) -> Iterator[Fought]:
        """Those between two sides of these days, the newest day first."""
        mine, theirs = (self.rulebook.actors_of(side) for side in pair)
        pairs = [key_of(named) for named in product(mine, theirs)]
        return self.work.fights(status, pairs, first, last)


def _also(known: Links) -> tuple[str, ...]:
    """What of the ledger an alert tells beside its signals."""
    also = {
        "retaliatory_attack": known.answers,
        "reciprocal_attacks": known.reciprocal,
        "spread": known.spread,
    }
    return tuple(name for name, holds in also.items() if holds)
