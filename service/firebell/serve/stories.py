"""The stream of alerts → an index of its stories in memory: who is open, how far each has come, where its turns lie.

The turns themselves stay in Redis and are fetched by their ids.
"""

import sys
from collections import deque
from collections.abc import Iterator

import msgspec

from firebell.alert.alert import Alert
from firebell.alert.asked import Asked, Traits, traits_of
from firebell.redis.streams import order

OVER = frozenset({"firebell.alert.cancelled", "firebell.alert.cleared"})
"""The types that end a story."""


class Turn(msgspec.Struct, frozen=True, gc=False):
    """One turn: its id in the stream, its own id, what it was."""

    entry: str
    id: str
    type: str


class Story(msgspec.Struct, eq=False):
    """What is known of a story without its turns' bodies; always as its latest turn tells it."""

    alert_id: str
    traits: Traits
    turns: list[Turn]

    @property
    def latest(self) -> Turn:
        """The turn that tells how it stands."""
        return self.turns[-1]

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.latest.type not in OVER


class Stories:
    """Every story that the kept stream tells of, by its id and in the order of its latest turn."""

    def __init__(self) -> None:
        self.last = "0-0"
        """The stream id of the newest turn: where the stream of events goes on from a listing."""
        self._stories: dict[str, Story] = {}
        self._by_turn: dict[str, Story] = {}
        self._turns: deque[tuple[Turn, Story]] = deque()
        self._shared: dict[Traits, Traits] = {}

    def __len__(self) -> int:
        return len(self._stories)

    def add(self, entry: str, alert: Alert) -> Story:
        """One more turn; the story moves to the end of the order."""
        name = alert.data.alert_id
        told = traits_of(alert)
        traits = self._shared.setdefault(told, told)
        turn = Turn(entry, alert.id, sys.intern(alert.type))
        story = self._stories.pop(name, None) or Story(name, traits, [])
        story.traits = traits
        story.turns.append(turn)
        self._stories[name] = self._by_turn[alert.id] = story
        self._turns.append((turn, story))
        self.last = entry
        return story

    def forget(self, first: str) -> int:
        """Leave out the turns before this stream id, and the stories that have no other; how many turns it were."""
        until = order(first)
        gone = 0
        while self._turns and order(self._turns[0][0].entry) < until:
            turn, story = self._turns.popleft()
            story.turns.remove(turn)
            if not story.turns:
                del self._stories[story.alert_id]
            if not any(other.id == turn.id for other in story.turns):
                self._by_turn.pop(turn.id, None)
            gone += 1
        if gone:
            self._shared = {story.traits: story.traits for story in self._stories.values()}
        return gone

    def story(self, alert_id: str) -> Story | None:
        """The story of an alert_id."""
        return self._stories.get(alert_id)

    def story_of(self, turn_id: str) -> Story | None:
        """The story that a turn belongs to, by the turn's own id."""
        return self._by_turn.get(turn_id)

    def newest_first(self, asked: Asked, state: str, before: tuple[int, int] | None) -> Iterator[Story]:
        """Stories whose latest turn lies before a stream id, the newest first; `state` is open, closed or all."""
        for story in reversed(self._stories.values()):
            if before is not None and order(story.latest.entry) >= before:
                continue
            if state != "all" and story.open != (state == "open"):
                continue
            if asked.wants(story.traits):
                yield story
