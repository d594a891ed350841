"""The stream of alerts → an index of its stories in memory: who is open, how far each has come, where its turns lie.

About 1 kB a story; the turns themselves stay in Redis and are fetched by their ids.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from firebell.alert.alert import Alert
from firebell.alert.asked import CERTAINTIES, SEVERITIES, Asked, codes_of, signals_of
from firebell.redis.streams import order

OVER = frozenset({"firebell.alert.cancelled", "firebell.alert.cleared"})
"""The types that end a story."""


class Turn(msgspec.Struct, frozen=True):
    """One turn: its id in the stream, its own id, what it was."""

    entry: str
    id: str
    type: str


class Story(msgspec.Struct):
    """What is known of a story without its turns' bodies; always as its latest turn tells it."""

    alert_id: str
    turns: list[Turn]
    open: bool
    severity: str
    certainty: str
    kind: str
    status: str
    region: str
    codes: frozenset[str]
    signals: frozenset[str]
    expires_at: datetime

    @property
    def latest(self) -> Turn:
        """The turn that tells how it stands."""
        return self.turns[-1]


class Stories:
    """Every story that the kept stream tells of, by its id and in the order of its latest turn."""

    def __init__(self) -> None:
        self.first = ""
        """The stream id of the oldest turn that is known."""
        self.last = "0-0"
        """The stream id of the newest one: where the stream of events goes on from a listing."""
        self._stories: dict[str, Story] = {}
        self._by_turn: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._stories)

    def add(self, entry: str, alert: Alert) -> Story:
        """One more turn; the story moves to the end of the order."""
        data = alert.data
        story = self._stories.pop(data.alert_id, None)
        turns = story.turns if story else []
        turns.append(Turn(entry, alert.id, alert.type))
        story = Story(
            alert_id=data.alert_id,
            turns=turns,
            open=alert.type not in OVER,
            severity=data.severity,
            certainty=data.certainty,
            kind=data.kind,
            status=data.status,
            region=data.region.code,
            codes=codes_of(alert),
            signals=signals_of(alert),
            expires_at=data.expires_at,
        )
        self._stories[data.alert_id] = story
        self._by_turn[alert.id] = data.alert_id
        self.first = self.first or entry
        self.last = entry
        return story

    def story(self, alert_id: str) -> Story | None:
        """The story of an alert_id."""
        return self._stories.get(alert_id)

    def story_of(self, turn_id: str) -> Story | None:
        """The story that a turn belongs to, by the turn's own id."""
        return self._stories.get(self._by_turn.get(turn_id, ""))

    def newest_first(self, asked: Asked, state: str, before: tuple[int, int] | None) -> Iterator[Story]:
        """Stories whose latest turn lies before a stream id, the newest first; `state` is open, closed or all."""
        for story in reversed(self._stories.values()):
            if before is not None and order(story.latest.entry) >= before:
                continue
            if state != "all" and story.open != (state == "open"):
                continue
            if _is_asked(story, asked):
                yield story


def _is_asked(story: Story, asked: Asked) -> bool:
    """The same as `Asked.lets_through`, of what the index keeps."""
    return (
        (not asked.region or asked.region in story.codes)
        and (not asked.signal or asked.signal in story.signals)
        and (not asked.status or asked.status == story.status)
        and (not asked.min_severity or story.severity in SEVERITIES[SEVERITIES.index(asked.min_severity) :])
        and (
            not asked.min_certainty
            or story.certainty in CERTAINTIES[CERTAINTIES.index(asked.min_certainty) :]
        )
    )
