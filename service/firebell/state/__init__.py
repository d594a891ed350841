"""What the fold knows: incidents, stories, clocks and the configuration, and the changes of one fold laid over them.

Saved is a field an object (`i:` incident, `s:` story, `b:` a fight told as background, `q:` a silence,
`n:` a survey for surges, `c:` clock, `tick`, `config`), in MessagePack; every index is derived and never saved.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import cast

import msgspec

from firebell.alert.story import Story, incident_alert_id
from firebell.article import Status
from firebell.incident.gist import Gist
from firebell.incident.incident import Incident
from firebell.incident.joining import settled
from firebell.incident.ledger import REMEMBERED, Past
from firebell.journal import ConfigEntry
from firebell.layered import Layered
from firebell.state.clocks import BEGINNING, Clock, Place
from firebell.state.incidents import Incidents, KnownIncidents
from firebell.state.stories import KnownStories, Stories

__all__ = [
    "BEGINNING",
    "FORMAT",
    "KEPT",
    "MOST_SETTLED",
    "READS",
    "SETTLES",
    "Silence",
    "State",
    "Surveyed",
    "Work",
]

FORMAT = 1
"""The version of what the state's fields hold, raised where the version before would misread or drop what this one
writes; one that READS lacks is refused, never guessed at (docs/upgrading.md)."""

READS = frozenset({FORMAT})
"""Formats whose fields this version reads. A field is written anew when it changes: those of several may lie side by
side, and each is read as what it is."""

KEPT = timedelta(days=120)
"""Incidents and their stories are remembered so long after their last change (DESIGN §2)."""

SETTLES = timedelta(days=14)
"""An incident of which nobody has told for so long, and whose story is over, keeps what it came to and no more."""

MOST_SETTLED = 500
"""Incidents that settle in an hour: what a commit writes is bounded."""

LOADED_AT_ONCE = 500
"""Records of a saved state that are unpacked together."""


class Silence(msgspec.Struct, frozen=True):
    """A region that a person silenced until `ends` on its clock; `codes` are the region's and its members'."""

    region: str
    codes: tuple[str, ...]
    ends: datetime
    why: str


class Surveyed(msgspec.Struct, frozen=True):
    """When a country was last looked at for surges, in days; since when it is known; how many regions could ring."""

    since: int
    day: int = 0
    regions: int = 0


class State(KnownIncidents, KnownStories):
    """All that the fold knows, as it was after the entry at `cursor`."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor = "0-0"
        self.silences: dict[str, Silence] = {}
        self.surveyed: dict[Place, Surveyed] = {}
        self.asked: dict[Status, int] = {}
        self.config: ConfigEntry | None = None

    @classmethod
    def load(cls, fields: Mapping[str, bytes], cursor: str) -> "State":
        """The state in a hash of fields, as commits wrote it; indexes are built anew, in the order of ids."""
        state = cls()
        state.cursor = cursor
        names = sorted(fields)
        for at in range(0, len(names), LOADED_AT_ONCE):  # never all of them unpacked at once
            work = Work(state)
            for name in names[at : at + LOADED_AT_ONCE]:
                _restore(work, name, fields[name])
            work.merge_into(state)
        return state

    def apply(self, outcome: object) -> None:
        """Take up what was committed: the changes of the outcome's fold, and its cursor."""
        work = getattr(outcome, "work", None)
        if isinstance(work, Work):
            work.merge_into(self)
        self.cursor = str(getattr(outcome, "cursor", self.cursor))


class Work(Incidents, Stories):
    """The changes of one fold over a state that stays as it is until they are committed."""

    def __init__(self, state: State) -> None:
        Incidents.__init__(self, state)
        Stories.__init__(self, state)
        self.silences: Layered[str, Silence] = Layered(state.silences)
        self.surveyed: Layered[Place, Surveyed] = Layered(state.surveyed)
        self._asked: Layered[Status, int] = Layered(state.asked)
        self.config = state.config
        self._saved = (state.tick, state.config)

    # — surges —

    def survey(self, status: Status, country: str, surveyed: Surveyed) -> None:
        """Note when a country was looked at, and how many regions of it share the budget of false alarms."""
        before = self.surveyed.get((status, country))
        more = surveyed.regions - (before.regions if before else 0)
        self.surveyed.put((status, country), surveyed)
        if more:
            self._asked.put(status, self.asked(status) + more)

    def asked(self, status: Status) -> int:
        """How many regions share the budget: all that were busy enough when they were last looked at."""
        return self._asked.get(status) or 0

    # — people's silences —

    def silence(self, codes: Iterable[str], now: datetime) -> Silence | None:
        """The silence that holds for any of these regions at this moment, the longest."""
        names = sorted(self.silences.keys())
        if not names:
            return None
        wanted = frozenset(codes)
        known = [silence for name in names if (silence := self.silences.get(name))]
        holding = [s for s in known if now < s.ends and not wanted.isdisjoint(s.codes)]
        return max(holding, key=lambda s: (s.ends, s.region), default=None)

    # — what is let go —

    def set_tick(self, at: datetime) -> None:
        """Move the clock on, never back; each hour what is over settles, each day what is old is let go."""
        before = self.tick
        self.tick = at if before is None else max(before, at)
        if before is None:
            return
        if before.replace(minute=0, second=0, microsecond=0) < self.tick - timedelta(hours=1):
            self._settle(self.tick - SETTLES)
        if before.date() < self.tick.date():
            self._forget()

    def _settle(self, before: datetime) -> None:
        """Let incidents settle that nobody has told of since then, the oldest first."""
        days = (day for day in sorted(self._unsettled.keys()) if day < before.toordinal())
        names = (name for day in days for name in self._unsettled.get(day) or ())
        over = (gist.id for name in names if (gist := self._gists.get(name)) and self._is_over(gist))
        for name in list(islice(over, MOST_SETTLED)):
            if (incident := self.incidents.get(name)) is not None:
                self.put(settled(incident))

    def _is_over(self, gist: Gist) -> bool:
        """Whether by its country's clock nobody has told of it for SETTLES, and its story is told."""
        if gist.told_at >= self.now(gist.status, gist.where.country) - SETTLES:
            return False
        story = self._headings.get(incident_alert_id(gist.id))
        return story is None or story.state != "open"

    def _forget(self) -> None:
        """Let go of incidents and of stories that are over, whatever day they are dated."""
        for name in sorted(self._headings.keys()):
            story = self._headings.get(name)
            if story is None or story.state == "open":
                continue
            if story.changed_at < self.now(story.status, *story.countries) - KEPT:
                self.untell(name)
        for name in sorted(self._gists.keys()):
            gist = self._gists.get(name)
            if gist is None or gist.told_at >= self.now(gist.status, gist.where.country) - KEPT:
                continue
            incident = self.incidents.get(name)
            if incident is not None and self._headings.get(incident_alert_id(name)) is None:
                self.drop(incident)
        self._forget_fights()
        if self.tick is not None:
            self.rest((self.tick - SETTLES).toordinal())
        for name in sorted(self.silences.keys()):
            silence = self.silences.get(name)
            if silence is not None and self.tick is not None and silence.ends < self.tick - REMEMBERED:
                self.silences.put(name, None)

    def _forget_fights(self) -> None:
        """Let go of fights told as background that are too old for the ledger."""
        for name in sorted(self.past.keys()):
            past = self.past.get(name)
            if past is not None and past.occurred_at < self.now(past.status, past.where.country) - REMEMBERED:
                self.unremember(past)

    # — out —

    def fields(self) -> dict[str, bytes | None]:
        """What a commit writes: field → bytes, None deletes."""
        out: dict[str, bytes | None] = {}
        for name, incident in self.incidents.changes.items():
            out[f"i:{name}"] = None if incident is None else _pack(incident)
        for name, story in self.stories.changes.items():
            out[f"s:{name}"] = None if story is None else _pack(story)
        for name, past in self.past.changes.items():
            out[f"b:{name}"] = None if past is None else _pack(past)
        for region, silence in self.silences.changes.items():
            out[f"q:{region}"] = None if silence is None else _pack(silence)
        for (status, country), surveyed in self.surveyed.changes.items():
            out[f"n:{status}:{country}"] = None if surveyed is None else _pack(surveyed)
        for (status, country), clock in self.clocks.changes.items():
            out[f"c:{status}:{country}"] = None if clock is None else _pack(clock)
        if self.tick is not None and self.tick != self._saved[0]:
            out["tick"] = _pack(self.tick)
        if self.config is not None and self.config is not self._saved[1]:
            out["config"] = _pack(self.config)
        return out

    def merge_into(self, state: State) -> None:
        """Make the changes the state's own."""
        self.merge_incidents(state)
        self.merge_stories(state)
        self.silences.merge_into(state.silences)
        self.surveyed.merge_into(state.surveyed)
        self._asked.merge_into(state.asked)
        state.config = self.config


_packer = msgspec.msgpack.Encoder()


def _pack(value: object) -> bytes:
    return _packer.encode(value)


def _restore(work: Work, name: str, raw: bytes) -> None:
    """Take one saved field up again."""
    kind, _, rest = name.partition(":")
    if kind == "i":
        work.put(msgspec.msgpack.decode(raw, type=Incident))
    elif kind == "s":
        work.tell(msgspec.msgpack.decode(raw, type=Story))
    elif kind == "n":
        status, _, country = rest.partition(":")
        work.survey(cast("Status", status), country, msgspec.msgpack.decode(raw, type=Surveyed))
    elif kind == "q":
        work.silences.put(rest, msgspec.msgpack.decode(raw, type=Silence))
    elif kind == "b":
        work.remember(msgspec.msgpack.decode(raw, type=Past))
    elif kind == "c":
        status, _, country = rest.partition(":")
        work.clocks.put((cast("Status", status), country), msgspec.msgpack.decode(raw, type=Clock))
    elif kind == "tick":
        work.tick = msgspec.msgpack.decode(raw, type=datetime)
    elif kind == "config":
        work.config = msgspec.msgpack.decode(raw, type=ConfigEntry)
