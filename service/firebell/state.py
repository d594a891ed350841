"""What the fold knows: incidents, stories, clocks and the configuration, and the changes of one fold laid over them.

Saved is a field an object (`i:` incident, `s:` story, `b:` a fight told as background, `q:` a silence,
`n:` a survey for surges, `c:` clock, `tick`, `config`), in MessagePack; every index is derived and never saved.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple, cast

import msgspec

from firebell.alert.story import Heading, Story, heading_of, incident_alert_id
from firebell.article import Status
from firebell.incident.gist import NO_TALLY, Gist, Tally, gist_of
from firebell.incident.incident import Incident
from firebell.incident.joining import settled
from firebell.incident.ledger import REMEMBERED, Fought, Past, is_fight
from firebell.incident.sides import Pair, attacks, key_of
from firebell.journal import ConfigEntry
from firebell.layered import Layered, Names, delist, enlist, relist
from firebell.shelf import Shelf

FORMAT = 1
"""The version of what the state's fields hold; another one is refused, never guessed at."""

KEPT = timedelta(days=120)
"""Incidents and their stories are remembered so long after their last change (DESIGN §2)."""

SETTLES = timedelta(days=14)
"""An incident of which nobody has told for so long, and whose story is over, keeps what it came to and no more."""

MOST_SETTLED = 500
"""Incidents that settle in an hour: what a commit writes is bounded."""

WARM = 500
"""Incidents, and as many stories, that are kept unpacked in memory: an incident of many claims takes 50 kB there."""

CLAIM_BYTES = 2_000
"""About what a claim weighs in the state; enough to end a batch in time."""

ANYWHERE = "*"
"""All countries: an unplaced claim may belong to an incident anywhere."""

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)

Place = tuple[Status, str]
"""Status and country: each has a clock, incidents and stories of its own (DESIGN §3, §4)."""

Day = tuple[Status, str, int]
"""A place and one of its days."""


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


class Clock(msgspec.Struct, frozen=True):
    """A country's newest moment, and when the article that told it arrived."""

    moment: datetime
    arrived: datetime

    def now(self, tick: datetime | None) -> datetime:
        """The moment plus the real time since the article arrived, as ticks tell it (DESIGN §3)."""
        if tick is None or tick <= self.arrived:
            return self.moment
        return self.moment + (tick - self.arrived)


class State:
    """All that the fold knows, as it was after the entry at `cursor`."""

    def __init__(self) -> None:
        self.cursor = "0-0"
        self.incidents = Shelf(Incident, WARM)
        self.stories = Shelf(Story, WARM)
        self.past: dict[str, Past] = {}
        self.silences: dict[str, Silence] = {}
        self.surveyed: dict[Place, Surveyed] = {}
        self.asked: dict[Status, int] = {}
        self.clocks: dict[Place, Clock] = {}
        self.tick: datetime | None = None
        self.config: ConfigEntry | None = None
        self.gists: dict[str, Gist] = {}
        self.headings: dict[str, Heading] = {}
        self.days: dict[Day, Tally] = {}
        self.countries: dict[tuple[Status, int], Names] = {}
        self.articles: dict[tuple[Status, str], Names] = {}
        self.open: dict[Place, Names] = {}
        self.regional: dict[Place, Names] = {}
        self.next: dict[Place, Following] = {}
        self.fights: dict[tuple[Status, Pair, int], Names] = {}
        self.unsettled: dict[int, Names] = {}

    @classmethod
    def load(cls, fields: Mapping[str, bytes], cursor: str) -> "State":
        """The state in a hash of fields, as commits wrote it; indexes are built anew, in the order of ids."""
        state = cls()
        state.cursor = cursor
        names = sorted(fields)
        for at in range(0, len(names), WARM):  # never all of them unpacked at once
            work = Work(state)
            for name in names[at : at + WARM]:
                _restore(work, name, fields[name])
            work.merge_into(state)
        return state

    def apply(self, outcome: object) -> None:
        """Take up what was committed: the changes of the outcome's fold, and its cursor."""
        work = getattr(outcome, "work", None)
        if isinstance(work, Work):
            work.merge_into(self)
        self.cursor = str(getattr(outcome, "cursor", self.cursor))


class Work:
    """The changes of one fold over a state that stays as it is until they are committed.

    `weight` is about the bytes of its incidents when they are written.
    """

    def __init__(self, state: State) -> None:
        self.incidents: Layered[str, Incident] = Layered(state.incidents)
        self.stories: Layered[str, Story] = Layered(state.stories)
        self.past: Layered[str, Past] = Layered(state.past)
        self.silences: Layered[str, Silence] = Layered(state.silences)
        self.surveyed: Layered[Place, Surveyed] = Layered(state.surveyed)
        self._asked: Layered[Status, int] = Layered(state.asked)
        self.clocks: Layered[Place, Clock] = Layered(state.clocks)
        self.tick = state.tick
        self.config = state.config
        self.weight = 0
        self._saved = (state.tick, state.config)
        self._gists: Layered[str, Gist] = Layered(state.gists)
        self._headings: Layered[str, Heading] = Layered(state.headings)
        self._days: Layered[Day, Tally] = Layered(state.days)
        self._countries: Layered[tuple[Status, int], Names] = Layered(state.countries)
        self._articles: Layered[tuple[Status, str], Names] = Layered(state.articles)
        self._open: Layered[Place, Names] = Layered(state.open)
        self._regional: Layered[Place, Names] = Layered(state.regional)
        self._next: Layered[Place, Following] = Layered(state.next)
        self._fights: Layered[tuple[Status, Pair, int], Names] = Layered(state.fights)
        self._unsettled: Layered[int, Names] = Layered(state.unsettled)

    # — time —

    def now(self, status: Status, *countries: str) -> datetime:
        """The newest of the countries' clocks; an area's clock is that of its members (DESIGN §3)."""
        newest = BEGINNING
        for country in countries:
            clock = self.clocks.get((status, country))
            if clock is not None and (now := clock.now(self.tick)) > newest:
                newest = now
        return newest

    def advance(self, status: Status, country: str, moment: datetime, arrived: datetime) -> None:
        """Move a country's clock on; it never goes back."""
        if moment > self.now(status, country):
            self.clocks.put((status, country), Clock(moment, arrived))

    def places(self) -> list[Place]:
        """Every clock's place, in an order that does not hang on how the state came about."""
        return sorted(self.clocks.keys())

    # — incidents —

    def incident(self, name: str) -> Incident | None:
        """The incident of this id."""
        return self.incidents.get(name)

    def put(self, incident: Incident) -> None:
        """Take an incident up, new or changed."""
        self._replace(incident.id, incident)

    def drop(self, incident: Incident) -> None:
        """Forget an incident."""
        self._replace(incident.id, None)

    def _replace(self, name: str, new: Incident | None) -> None:
        """Set an incident, or forget it with None, and list it where it is looked for."""
        old = self.incidents.get(name)
        counted = len(old.claims) if old and name in self.incidents.changes else 0
        self.weight += CLAIM_BYTES * ((len(new.claims) if new else 0) - counted)
        self.incidents.put(name, new)
        before, after = self._gists.get(name), gist_of(new) if new else None
        self._gists.put(name, after)
        self._redate(name, before, after)
        was, now = _articles(old), _articles(new)
        for article in was - now:
            delist(self._articles, article, name)
        for article in now - was:
            enlist(self._articles, article, name)
        if before is None or after is None or _is_fought_anew(before, after):
            relist(self._fights, _fight_days, name, before, after)
        relist(self._unsettled, _told_days, name, old, new)

    def _redate(self, name: str, before: Gist | None, after: Gist | None) -> None:
        """List an incident under its day as it is now, and under no other."""
        was = _day(before) if before else None
        now = _day(after) if after else None
        for day in (was, now) if was != now else (now,):
            if day is None:
                continue
            known = self._days.get(day)
            tally = (known or NO_TALLY).relisted(name, after if day == now else None)
            self._days.put(day, tally)
            status, country, on = day
            if known is None:
                enlist(self._countries, (status, on), country)
            if tally is None:
                delist(self._countries, (status, on), country)

    def near(self, status: Status, country: str, first: datetime, last: datetime) -> list[Gist]:
        """The country's incidents that occurred on these days, the first and the last included; `*` for all."""
        days = range(first.toordinal(), last.toordinal() + 1)
        countries = [country]
        if country == ANYWHERE:
            countries = sorted({name for day in days for name in self._countries.get((status, day)) or ()})
        tallies = (tally for name in countries for _, tally in self.tallies(status, name, days))
        return [gist for tally in tallies for gist in tally.gists]

    def tallies(self, status: Status, country: str, days: range) -> list[tuple[int, Tally]]:
        """The country's incidents of each of these days that has any, and what they come to."""
        at = [(status, country, day) for day in days]
        return [(day[2], tally) for day, tally in self._days.pairs(at)]

    def told_by(self, status: Status, article: str) -> list[Incident]:
        """The incidents that hold a claim of this article, by their ids."""
        return self.incidents.many(self._articles.get((status, article)) or ())

    # — the ledger of attacks —

    def remember(self, past: Past) -> None:
        """Take up a fight that was told as background; who told it first dates its telling."""
        if self.past.get(past.id) is None:
            self.past.put(past.id, past)
            for key in _fight_days(past):
                enlist(self._fights, key, past.id)

    def fights(
        self, status: Status, pairs: Sequence[Pair], first: datetime, last: datetime
    ) -> Iterator[Fought]:
        """Fights between any of these pairs of actors on these days, the newest day first."""
        for day in range(last.toordinal(), first.toordinal() - 1, -1):
            for pair in pairs:
                for name in self._fights.get((status, pair, day)) or ():
                    fought = self._gists.get(name) or self.past.get(name)
                    if fought is not None:
                        yield fought

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
        wanted = frozenset(codes)
        names = sorted(self.silences.keys())
        known = [silence for name in names if (silence := self.silences.get(name))]
        holding = [s for s in known if now < s.ends and not wanted.isdisjoint(s.codes)]
        return max(holding, key=lambda s: (s.ends, s.region), default=None)

    # — stories —

    def tell(self, story: Story) -> None:
        """Take a story up, new or changed; what is open can be found by its countries."""
        name, old, new = story.alert_id, self._headings.get(story.alert_id), heading_of(story)
        self.stories.put(name, story)
        self._headings.put(name, new)
        relist(self._open, _open_places, name, old, new)
        relist(self._regional, _regional_places, name, old, new)
        for place in _open_places(new):
            if (following := self._next.get(place)) is not None:
                self._next.put(place, following.and_then(new))

    def open_stories(self, status: Status, country: str) -> list[Heading]:
        """The open stories of a country in brief, by their ids."""
        return self._headings.many(self._open.get((status, country)) or ())

    def open_regional(self, status: Status, country: str) -> list[Heading]:
        """Those of its regions' sums and surges."""
        return self._headings.many(self._regional.get((status, country)) or ())

    def due(self, status: Status, country: str) -> list[Heading]:
        """The open stories of a country that fall silent by now, each on the clock of its own countries."""
        place = (status, country)
        following = self._next.get(place)
        if following is not None and following.first > self.now(status, *following.countries):
            return []
        stories = self.open_stories(status, country)
        following = following_of(stories)
        self._next.put(place, following)
        newest = self.now(status, *following.countries)
        return [
            story
            for story in stories
            if story.due_at <= newest and story.due_at <= self.now(status, *story.countries)
        ]

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
                self.stories.put(name, None)
                self._headings.put(name, None)
        for name in sorted(self._gists.keys()):
            gist = self._gists.get(name)
            if gist is None or gist.told_at >= self.now(gist.status, gist.where.country) - KEPT:
                continue
            incident = self.incidents.get(name)
            if incident is not None and self._headings.get(incident_alert_id(name)) is None:
                self.drop(incident)
        self._forget_fights()
        for name in sorted(self.silences.keys()):
            silence = self.silences.get(name)
            if silence is not None and self.tick is not None and silence.ends < self.tick - REMEMBERED:
                self.silences.put(name, None)

    def _forget_fights(self) -> None:
        """Let go of fights told as background that are too old for the ledger."""
        for name in sorted(self.past.keys()):
            past = self.past.get(name)
            if past is not None and past.occurred_at < self.now(past.status, past.where.country) - REMEMBERED:
                self.past.put(name, None)
                for key in _fight_days(past):
                    delist(self._fights, key, name)

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
        self.incidents.merge_into(state.incidents)
        self.stories.merge_into(state.stories)
        self.past.merge_into(state.past)
        self.silences.merge_into(state.silences)
        self.surveyed.merge_into(state.surveyed)
        self._asked.merge_into(state.asked)
        self.clocks.merge_into(state.clocks)
        self._gists.merge_into(state.gists)
        self._headings.merge_into(state.headings)
        self._days.merge_into(state.days)
        self._countries.merge_into(state.countries)
        self._articles.merge_into(state.articles)
        self._open.merge_into(state.open)
        self._regional.merge_into(state.regional)
        self._next.merge_into(state.next)
        self._fights.merge_into(state.fights)
        self._unsettled.merge_into(state.unsettled)
        state.tick = self.tick
        state.config = self.config


class Following(NamedTuple):
    """Before when none of a country's open stories falls due, and the countries whose clocks they run on."""

    first: datetime
    countries: tuple[str, ...] = ()

    def and_then(self, story: Heading) -> "Following":
        """The same beside another story."""
        more = tuple(country for country in story.countries if country not in self.countries)
        return Following(min(self.first, story.due_at), self.countries + more)


def following_of(stories: Sequence[Heading]) -> Following:
    """What holds beside all of these."""
    countries = {country: None for story in stories for country in story.countries}
    first = min((story.due_at for story in stories), default=datetime.max.replace(tzinfo=UTC))
    return Following(first, tuple(countries))


def _open_places(heading: Heading) -> Iterable[Place]:
    return [(heading.status, code) for code in heading.countries] if heading.state == "open" else ()


def _regional_places(heading: Heading) -> Iterable[Place]:
    return () if heading.total is None else _open_places(heading)


def _told_days(incident: Incident) -> Iterable[int]:
    return () if incident.settled else (incident.told_at.toordinal(),)


def _articles(incident: Incident | None) -> set[tuple[Status, str]]:
    return {(incident.status, claim.article) for claim in incident.claims} if incident else set()


def _day(gist: Gist) -> Day:
    return gist.status, gist.where.country, gist.day


def _is_fought_anew(before: Gist, after: Gist) -> bool:
    """Whether the ledger has to look for it elsewhere."""
    return (before.day, before.signals, before.actors) != (after.day, after.signals, after.actors)


def _fight_days(fought: Gist | Past) -> Iterable[tuple[Status, Pair, int]]:
    """Where the ledger finds a fight: under each pair of actors that it sets against each other, by its day."""
    if not is_fight(fought.signals):
        return ()
    day = fought.occurred_at.toordinal()
    return [(fought.status, pair, day) for pair in {key_of(pair) for pair in attacks(fought.actors, str)}]


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
