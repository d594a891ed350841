"""The one writer: who holds the lease, the state as it was committed, and the commit in one script."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from firebell.errors import FirebellError
from firebell.pipeline import FORMAT, Outcome
from firebell.redis.client import Redis, call
from firebell.redis.keys import DAY, Keys
from firebell.redis.lease import Lease, LeaseLostError
from firebell.redis.scripts import COMMIT
from firebell.redis.streams import last_id, order
from firebell.state import READS

Word = str | bytes | float
STORY = "s:"
"""Before a story's alert_id, in the fields of the state."""

T = TypeVar("T")


class CursorMovedError(FirebellError):
    """Somebody else has folded these entries; the state in memory is old."""


class EntriesLostError(FirebellError):
    """Redis has lost journal entries that were being folded: nothing was written, and what they told is read again."""


class ForeignFormatError(FirebellError):
    """The state was written in a format that this version does not read."""


class JournalLostError(FirebellError):
    """The journal ends before the state's cursor: it was deleted, or another one was put in its place."""


class Stopped(NamedTuple):
    """The entry that stops the fold, what it raised, and the versions that failed on it."""

    entry: str
    error: str
    versions: tuple[str, ...]


class Saved(NamedTuple):
    """The state as the last commit left it."""

    cursor: str
    fields: dict[str, bytes]


class Store(Lease):
    """State, alerts, channels and cursor of one firebell, written under a lease with this token."""

    def __init__(
        self, client: Redis, keys: Keys, token: str, *, lease_ms: int = 5000, why_days: int = 30
    ) -> None:
        super().__init__(client, keys.lease, token, lease_ms)
        self.keys = keys
        self._why_seconds = why_days * DAY

    async def cursor(self) -> str:
        """How far was folded.

        Raises:
            ForeignFormatError: another version's state; it is neither read nor overwritten.
            JournalLostError: the journal's last entry is older than the cursor.
        """
        found = await call(self.client, "HMGET", self.keys.fold, "cursor", "format")
        cursor, form = found[0], found[1]
        if form is not None and int(form) not in READS:
            reads = " and ".join(map(str, sorted(READS)))
            raise ForeignFormatError(f"the state has format {int(form)}, this version reads {reads}")
        if cursor is None:
            return "0-0"
        name: str = cursor.decode()
        last = await last_id(self.client, self.keys.journal)
        if order(last) < order(name):
            raise JournalLostError(
                f"the journal ends at {last}, before the state's cursor {name}: it was deleted or replaced. "
                f"Restore it, or begin anew by deleting {self.keys.fold} and {self.keys.state}",
            )
        return name

    async def load(self) -> Saved:
        """The whole state; read under the lease, so nobody changes it meanwhile."""
        cursor = await self.cursor()
        raw: Mapping[bytes, bytes] = await call(self.client, "HGETALL", self.keys.state)
        return Saved(cursor, {name.decode(): value for name, value in raw.items()})

    async def stopped(self) -> Stopped | None:
        """Which entry stops the fold, if one does."""
        raw: Mapping[bytes, bytes] = await call(self.client, "HGETALL", self.keys.stopped)
        if not raw:
            return None
        words = {name.decode(): value.decode(errors="replace") for name, value in raw.items()}
        return Stopped(
            words.get("entry", ""), words.get("error", ""), tuple(words.get("versions", "").split())
        )

    async def stop(self, stopped: Stopped) -> None:
        """Record the entry that stops the fold."""
        words = [
            "entry",
            stopped.entry,
            "error",
            stopped.error[:2000],
            "versions",
            " ".join(stopped.versions),
        ]
        await call(self.client, "HSET", self.keys.stopped, *words)

    async def commit(self, cursor: str, outcome: Outcome) -> None:
        """Make the outcome of folding what came after `cursor` true, all of it or nothing.

        Raises:
            LeaseLostError: the lease is no longer ours; nothing was written.
            CursorMovedError: the cursor is another one; nothing was written.
            EntriesLostError: the journal does not hold what was folded; nothing was written.
        """
        streams = list({name: None for name, to, _ in outcome.channels if to != "pubsub"})
        about = list({about: None for about, _ in outcome.decisions})
        places = list({place: None for place, _, _ in outcome.days})
        keys = [self.keys.lease, self.keys.fold, self.keys.state, self.keys.alerts, self.keys.channels]
        keys += [self.keys.stopped, self.keys.silences, self.keys.days, self.keys.journal]
        keys += [self.keys.channel(name) for name in streams]
        keys += [self.keys.why(name) for name in about]
        keys += [self.keys.days_of(place) for place in places]
        args: list[Word] = [self.token, self.lease_ms, cursor, outcome.cursor, FORMAT, self._why_seconds]
        args += [len(streams), len(about)]
        args += _counted([(name, value) for name, value in outcome.fields.items() if value is not None])
        args += _counted([(name,) for name, value in outcome.fields.items() if value is None])
        args += _counted([(alert,) for alert in outcome.alerts])
        args += _counted(
            [
                (0 if to == "pubsub" else streams.index(name) + 1, self.keys.channel(name), index + 1)
                for name, to, index in outcome.channels
            ],
        )
        args += _counted([(about.index(name) + 1, data) for name, data in outcome.decisions])
        args += _counted([(raw,) for raw in outcome.silences])
        args += _counted(
            [(places.index(place) + 1, place, date, data) for place, date, data in outcome.days],
        )
        reply = await COMMIT(self.client, keys, args)
        if reply == b"lease":
            raise LeaseLostError("the lease went to another worker before the commit")
        if reply == b"cursor":
            raise CursorMovedError(f"the state is no longer at {cursor}")
        if reply == b"journal":
            raise EntriesLostError(
                f"the journal no longer has {outcome.cursor}: Redis crashed and lost its end"
            )


def _counted(rows: Sequence[tuple[Word, ...]]) -> list[Word]:
    """The number of rows, then their words."""
    return [len(rows), *(word for row in rows for word in row)]


async def is_told(client: Redis, keys: Keys, alert_id: str) -> bool:
    """Whether the fold knows a story of this alert_id."""
    return bool(await call(client, "HEXISTS", keys.state, STORY + alert_id))
