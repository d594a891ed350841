"""A configuration that is taken up → the stories whose rule it has no more end in silence (DESIGN §8)."""

import msgspec

from firebell.rules.verdict import Decision, Verdict
from firebell.turns import totals
from firebell.turns.response import Response
from firebell.turns.surges import SURGE


def close(response: Response) -> None:
    """End what no rule tells any more; whoever heard it hears nothing further, and `explain` says why."""
    work, rulebook = response.work, response.rulebook
    for name in sorted(work.stories.keys()):
        story = work.stories.get(name)
        if story is None or story.state != "open" or story.total is None:
            continue
        gone = (
            rulebook.false_alarms is None if story.kind == SURGE else totals.rule_of(story, rulebook) is None
        )
        if not gone:
            continue
        work.tell(msgspec.structs.replace(story, state="closed"))
        response.decisions.append(
            Decision(
                rule=story.total,
                region=story.region,
                verdict=Verdict.RULE_REMOVED,
                reason="the configuration in force has this rule no more",
                alert_id=story.alert_id,
            )
        )
    response.report()
