"""A person's turn → what it changes: an alert or an article is taken back, a region is silenced, an alert confirmed."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import msgspec

from firebell.alert.story import Story
from firebell.article import Status
from firebell.journal import ConfirmEntry, ReadingEntry, RetractEntry, SilenceEntry, milliseconds
from firebell.reading.reading import Reading
from firebell.rules.verdict import Decision, Verdict
from firebell.state import BEGINNING, Silence
from firebell.turns import incidents, totals
from firebell.turns.response import Response

PERSON = "a person"


def retract(response: Response, name: str, entry: RetractEntry) -> bool:
    """Cancel the alert of this id, once and for all; False where it is no alert's."""
    story = response.work.stories.get(entry.target)
    if story is None:
        return False
    reason = f"taken back by {PERSON}: {entry.why}"
    _note(response, story, Verdict.CANCEL, reason)
    if story.rung and story.state != "cancelled":
        _cancel(response, story, cause(name))
    ended = response.work.stories.get(entry.target) or story
    response.work.tell(msgspec.structs.replace(ended, state="cancelled", retracted=entry.why))
    response.report()
    return True


def told_in(response: Response, article: str) -> list[Status]:
    """The statuses under which an article tells something; where nothing knows it, a note says so."""
    found: list[Status] = [status for status in get_args(Status) if response.work.told_by(status, article)]
    if not found:
        _unknown(response, article, "no incident holds a claim of this article, and no alert has this id")
    return found


def emptied(entry: RetractEntry, name: str, status: Status) -> ReadingEntry:
    """The article that is taken back, telling nothing any more."""
    return ReadingEntry(
        article_id=entry.target,
        digest=name,
        title=f"takes back {entry.target}: {entry.why}",
        source=PERSON,
        status=status,
        published_at=datetime.fromtimestamp(milliseconds(name) / 1000, UTC),
        arrived=name,
        reading=Reading(article_id=entry.target, language="und", relevant=False),
    )


def silence(response: Response, name: str, entry: SilenceEntry) -> None:
    """Silence a region from its clock's now; a later word about the same region takes the place of this one."""
    work = response.work
    codes = response.rulebook.spread(entry.region)
    clock = work.now("Actual", *{code.partition("-")[0] for code in codes})
    begins = clock if clock > BEGINNING else datetime.fromtimestamp(milliseconds(name) / 1000, UTC)
    ends = begins + timedelta(seconds=entry.seconds)
    work.silences.put(entry.region, Silence(entry.region, tuple(sorted(codes)), ends, entry.why))
    response.decisions.append(
        Decision(
            rule="silence",
            region=entry.region,
            verdict=Verdict.SILENCED,
            reason=f"until {ends:%Y-%m-%d %H:%M} UTC, by {PERSON}: {entry.why}",
        )
    )
    response.report()


def confirm(response: Response, name: str, entry: ConfirmEntry) -> None:
    """Raise an incident's certainty to Observed, for good."""
    work = response.work
    story = work.stories.get(entry.alert)
    incident = work.incident(story.incident_id or "") if story is not None else None
    if story is None or incident is None:
        _unknown(response, entry.alert, "no incident's alert has this id")
        return
    work.tell(msgspec.structs.replace(story, confirmed=True))
    turn = incidents.turn_of(response, incident, told_at=incident.told_at)
    _note(response, story, turn.verdict, f"confirmed by {PERSON}: {entry.why}")
    if turn.speaks and story.state == "open":
        because = f"{PERSON}: {entry.why}"
        incidents.tell(response, incident, turn, cause=cause(name), because=because)
    response.report()


def cause(name: str) -> str:
    """What names a person's turn in the ids of the alerts that it makes."""
    return f"entry {name}"


def _cancel(response: Response, story: Story, cause: str) -> None:
    now = response.work.now(story.status, *story.countries)
    incident = response.work.incident(story.incident_id or "")
    if incident is not None:
        response.end(story, incident, Verdict.CANCEL, "retracted", cause, now)
    elif story.total is not None:
        for turned in totals.cancelled(story, cause, now, response.work, response.rulebook):
            response.tell(*turned)


def _note(response: Response, story: Story, verdict: Verdict, reason: str) -> None:
    response.decisions.append(
        Decision(
            rule="person",
            region=story.region,
            verdict=verdict,
            reason=reason,
            incident_id=story.incident_id,
            alert_id=story.alert_id,
        )
    )


def _unknown(response: Response, target: str, reason: str) -> None:
    response.decisions.append(
        Decision(rule="person", region="ZZ", verdict=Verdict.NO_INCIDENT, reason=reason, alert_id=target)
    )
    response.report()
