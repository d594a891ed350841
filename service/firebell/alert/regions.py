"""A region's total → the story after its turn, and the Alert that tells it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Unpack

from firebell.alert import wording
from firebell.alert.alert import (
    Alert,
    Region,
    RuleRef,
)
from firebell.alert.making import (
    MOST_INCIDENTS,
    Fixed,
    Parts,
    Saying,
    alert_of,
    change_words,
    path_of,
    story_after,
    told,
    urgency_of,
)
from firebell.alert.story import Story
from firebell.incident.incident import Incident
from firebell.rules.rulebook import Rulebook


class Tally(NamedTuple):
    """What a region's alert says of its incidents: a headline without its change, and a summary."""

    headline: str
    summary: str


def of_total(  # noqa: PLR0913, PLR0917 -- a total's turn has as many parts
    incidents: Sequence[Incident],
    saying: Saying,
    story: Story,
    before: Story | None,
    rulebook: Rulebook,
    rule: RuleRef,
) -> Alert:
    """The alert of a region's total; `story` is the story after the turn."""
    name = rulebook.name_of(story.region)
    measure = rule.name.split(".", 2)[2]
    total = f"{saying.observed} {wording.measure(measure)} in {wording.span(rule.window or '0d')}"
    over = wording.plural(len(incidents), "incident")
    tally = Tally(
        f"{wording.named(story.kind)} in {name}: {total}, {over}",
        f"{total}, over {over} in {name}; it rings from {saying.threshold}.",
    )
    return of_region(incidents, saying, story, before, rulebook, rule, tally)


def of_region(  # noqa: PLR0913, PLR0917 -- as of_total, and its words
    incidents: Sequence[Incident],
    saying: Saying,
    story: Story,
    before: Story | None,
    rulebook: Rulebook,
    rule: RuleRef,
    tally: Tally,
) -> Alert:
    """The alert that tells of a region's incidents together, the largest first."""
    largest = incidents[0] if incidents else None
    words = change_words(saying)
    where = largest.where if largest else None
    parts = Parts(
        headline=f"{tally.headline} — {words}" if words else tally.headline,
        summary=tally.summary,
        region=Region(
            code=story.region,
            name=rulebook.name_of(story.region),
            path=path_of(story.region),
            areas=where.areas if where and story.region in where.areas else (),
        ),
        incidents=tuple(told(incident) for incident in incidents[:MOST_INCIDENTS]),
        context=(),
        rule=rule,
        retaliates_for=None,
        urgency=urgency_of(saying.verdict, story.kind),
        sources=incidents[:MOST_INCIDENTS],
    )
    return alert_of(story, before, saying, parts, rulebook)


def region_story(before: Story | None, saying: Saying, *, due_at: datetime, **fixed: Unpack[Fixed]) -> Story:
    """The story of a region after a turn; `fixed` are its id, status, region, countries and rule."""
    figures = {"total": int(saying.observed or 0)}
    return story_after(before, saying, figures=figures, due_at=due_at, also=(), **fixed)
