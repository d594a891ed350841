"""A changed incident → its turn: what the rules and the ledger say, and the alert that tells it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import NamedTuple

import msgspec

from firebell.alert import compose
from firebell.alert.making import Saying
from firebell.alert.story import Story, incident_alert_id
from firebell.article import Status
from firebell.incident.correlate import Change
from firebell.incident.incident import Incident
from firebell.incident.ledger import Fought, Links, links
from firebell.incident.sides import Pair, key_of
from firebell.journal import ReadingEntry
from firebell.rules.decide import Around, Hush, Said, Turn, as_history, decide
from firebell.rules.rulebook import Rulebook
from firebell.rules.verdict import Decision, Step, Verdict
from firebell.state import Work
from firebell.turns.response import Response
from firebell.turns.totals import ALSO


def decided(response: Response, entry: ReadingEntry, change: Change) -> Turn | None:
    """What to do about a changed incident; None where it is withdrawn, which is told or recorded here."""
    incident = change.incident
    if change.what == "withdrawn":
        _withdraw(response, entry, incident)
        return None
    told_at = incident.told_at if change.event is None else entry.published_at
    turn = turn_of(response, incident, told_at=told_at)
    if entry.history and turn.speaks:
        turn = as_history(turn)
    decision = turn.decision
    if turn.speaks:
        decision = msgspec.structs.replace(decision, alert_id=incident_alert_id(incident.id))
    response.decisions += [*turn.looked, decision]
    story = response.work.stories.get(incident_alert_id(incident.id))
    if turn.waits_until is not None and story is not None:
        response.work.tell(msgspec.structs.replace(story, waits_until=turn.waits_until))
    return turn


def correct(response: Response, story: Story, due: datetime) -> None:
    """Tell a correction that has waited long enough, if it still is one."""
    story = msgspec.structs.replace(story, waits_until=None)
    response.work.tell(story)
    incident = response.work.incident(story.incident_id or "")
    if incident is None:
        return
    turn = turn_of(response, incident, told_at=incident.told_at)
    decision = msgspec.structs.replace(turn.decision, alert_id=story.alert_id if turn.speaks else None)
    response.decisions.append(decision)
    if turn.speaks:
        because = f"told {story.version} times before, so this waited until {due:%Y-%m-%d %H:%M} UTC"
        tell(response, incident, turn, cause=due.isoformat(), because=because)


def turn_of(response: Response, incident: Incident, *, told_at: datetime) -> Turn:
    """What the rules make of an incident as it stands, beside all that is known around it."""
    work, rulebook = response.work, response.rulebook
    now = work.now(incident.status, incident.where.country)
    ruling = response.ruling(incident)
    known = links(incident, _Ledger(work, rulebook), ruling.retaliation, rulebook.side_of)
    story = work.stories.get(incident_alert_id(incident.id))
    around = Around(ruling, known, _said(story), _hush(work, incident, story, now))
    return decide(incident, rulebook, around, told_at=told_at, now=now)


def tell(  # noqa: PLR0913 -- whose turn it is, what it says, and by whose word
    response: Response,
    incident: Incident,
    turn: Turn,
    *,
    cause: str,
    because: str,
    crossed: Sequence[Step] = (),
) -> None:
    """Tell an incident's turn, and the sums that it crosses."""
    saying = Saying(
        verdict=turn.verdict,
        step=turn.step,
        cause=cause,
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
        because=because,
    )
    before = response.work.stories.get(incident_alert_id(incident.id))
    story, alert = compose.of_incident(incident, saying, before, response.rulebook, turn.ruling)
    response.tell(story, alert, (incident,), crossed)


def _hush(work: Work, incident: Incident, story: Story | None, now: datetime) -> Hush | None:
    """Whether a person wants to hear nothing of it."""
    if story is not None and story.retracted:
        return Hush(Verdict.RETRACTED, f"its alert was taken back: {story.retracted}")
    where = incident.where
    silence = work.silence((where.country, where.code, *where.areas), now)
    if silence is None:
        return None
    return Hush(
        Verdict.SILENCED,
        f"{silence.region} is silenced until {silence.ends:%Y-%m-%d %H:%M} UTC: {silence.why}",
    )


def _withdraw(response: Response, entry: ReadingEntry, incident: Incident) -> None:
    """No article tells the incident any more: a story that rang is cancelled, another ends in silence."""
    story = response.work.stories.get(incident_alert_id(incident.id))
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
    return Said(
        story.severity,
        story.certainty,
        story.steps,
        story.said,
        story.confirmed,
        turns=story.version,
        last=story.changed_at,
    )


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
