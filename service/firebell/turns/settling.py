"""A country's clock → what falls due of its stories: an end, aloud or in silence; a correction that waited."""

import msgspec

from firebell.alert.story import Story
from firebell.article import Status
from firebell.rules.verdict import Decision, Verdict
from firebell.turns import incidents, surges, totals
from firebell.turns.response import Response

MOST_BYTES = 512 * 1024
"""What one entry may tell of stories that end; the rest falls due at the next one."""


def settle(response: Response, status: Status, country: str) -> None:
    """Do what falls due in a country by its clock, each at its due time, the earliest first (DESIGN §3, §4)."""
    work = response.work
    while due := work.due(status, country):
        for heading in sorted(due, key=lambda heading: (heading.due_at, heading.alert_id)):
            if response.weight >= MOST_BYTES:
                return
            story = work.stories.get(heading.alert_id)
            if story is not None:
                _fall_due(response, story)


def _fall_due(response: Response, story: Story) -> None:
    if story.waits_until is not None and story.waits_until <= story.due_at:
        incidents.correct(response, story, story.waits_until)
    elif story.total is None:
        _clear(response, story)
    elif story.kind == surges.SURGE:
        _cleared_or_longer(response, story)
    else:
        for ended, alert, told in totals.due_again(story, response.work, response.rulebook):
            _cleared(response, story, f"{story.total} is below its re-arming mark")
            response.tell(ended, alert, told)


def _clear(response: Response, story: Story) -> None:
    """Close an incident's story: aloud where no other rang in its division meanwhile, else in silence."""
    incident = response.work.incident(story.incident_id or "")
    disturbed = any(
        other.alert_id != story.alert_id and other.severity > 0 and other.changed_at > story.changed_at
        for other in response.work.open_at(story.status, story.region)
    )
    if incident is None or disturbed or story.severity == 0:
        response.work.tell(msgspec.structs.replace(story, state="closed"))
        return
    _cleared(response, story, f"nothing new since {story.changed_at:%Y-%m-%d %H:%M} UTC")
    response.end(story, incident, Verdict.CLEAR, "all_clear", story.due_at.isoformat(), story.due_at)


def _cleared_or_longer(response: Response, story: Story) -> None:
    """A surge that lasts falls due again a week later."""
    surges.due_again(response, story)
    after = response.work.stories.get(story.alert_id)
    if after is not None and after.state != "open":
        _cleared(response, story, "the last week is what chance allows")


def _cleared(response: Response, story: Story, reason: str) -> None:
    """Note why an all-clear is told, for `explain`."""
    response.decisions.append(
        Decision(
            rule=story.total or "incident",
            region=story.region,
            verdict=Verdict.CLEAR,
            reason=reason,
            incident_id=story.incident_id,
            alert_id=story.alert_id,
        )
    )
