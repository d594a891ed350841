"""READ THIS FIRST. Journal entries → Outcome: correlate → decide → compose → route, one entry after the other.

`fold` is pure: it reads no clock, no file and no network, and changes nothing that it is given. Whoever runs it
(the worker, `replay`, `explain`, rule tests) commits the Outcome and then lets the State take it up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from firebell.errors import FirebellError
from firebell.journal import ConfigEntry, Entry

MAX_EFFECTS = 1024 * 1024
"""Bytes that one commit may write: a script that writes more blocks Redis for everybody."""

FORMAT = 1
"""The version of what the state's fields hold; another one is refused, never guessed at."""


class FoldError(FirebellError):
    """An entry that the fold cannot take: which one, and why."""

    def __init__(self, entry_id: str, cause: Exception) -> None:
        super().__init__(f"journal entry {entry_id}: {type(cause).__name__}: {cause}")
        self.entry_id = entry_id


@dataclass(slots=True)
class Outcome:
    """What folding some entries changes; nothing of it has happened until it is committed, all at once.

    `fields`: field of the state's hash → its bytes, None deletes it. `alerts`: CloudEvents in structured JSON, in
    order. `channels`: (channel's name, `stream` or `pubsub`, index into `alerts`). `decisions`: (alert or article
    it is about, JSON of one decision). `counts`: metric names with label, for the operator.
    """

    cursor: str
    fields: dict[str, bytes | None] = field(default_factory=dict)
    alerts: list[bytes] = field(default_factory=list)
    channels: list[tuple[str, str, int]] = field(default_factory=list)
    decisions: list[tuple[str, bytes]] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    folded: int = 0


class State:
    """All that the fold knows, as it was after the entry at `cursor`."""

    def __init__(self) -> None:
        self.cursor = "0-0"

    @classmethod
    def load(cls, fields: Mapping[str, bytes], cursor: str) -> "State":
        """The state in a hash of fields, as commits wrote it."""
        raise NotImplementedError

    def apply(self, outcome: Outcome) -> None:
        """Take up what was committed."""
        raise NotImplementedError


def fold(
    state: State,
    entries: Sequence[tuple[str, Entry]],
    rulebook: Callable[[ConfigEntry], object],
) -> Outcome:
    """Fold entries (id, entry) in their order; stops early, with an earlier cursor, at MAX_EFFECTS.

    Raises:
        FoldError: an entry that cannot be folded; those before it are lost with the outcome, fold them again.
    """
    raise NotImplementedError
