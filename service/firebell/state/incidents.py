"""Incidents and fights told as background, and the indexes by which they are found, derived and never saved."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from operator import attrgetter

import msgspec

from firebell.article import Status
from firebell.incident.gist import Gist, gist_of
from firebell.incident.incident import Incident
from firebell.incident.ledger import Fought, Past, is_fight
from firebell.incident.sides import Pair, attacks, key_of
from firebell.incident.tally import Tally, tally_of
from firebell.layered import Layered, Names, delist, enlist, relist
from firebell.shelf import Shelf

WARM = 500
"""Incidents, and as many stories, that are kept unpacked in memory: an incident of many claims takes 50 kB there."""

CLAIM_BYTES = 2_000
"""About what a claim weighs in the state; enough to end a batch in time."""

ANYWHERE = "*"
"""All countries: an unplaced claim may belong to an incident anywhere."""

_article = attrgetter("article")

Day = tuple[Status, str, int]
"""A place and one of its days."""


class KnownIncidents:
    """The incidents as they were committed, and where each is found."""

    def __init__(self) -> None:
        super().__init__()
        self.incidents = Shelf(Incident, WARM)
        self.past: dict[str, Past] = {}
        self.gists: dict[str, Gist] = {}
        self.days: dict[Day, Tally] = {}
        self.countries: dict[tuple[Status, int], Names] = {}
        self.articles: dict[tuple[Status, str], Names] = {}
        self.fights: dict[tuple[Status, Pair, int], Names] = {}
        self.unsettled: dict[int, Names] = {}


class Incidents:
    """The incidents as one fold changes them; `weight` is about the bytes of those that it writes."""

    def __init__(self, known: KnownIncidents) -> None:
        self.incidents: Layered[str, Incident] = Layered(known.incidents)
        self.past: Layered[str, Past] = Layered(known.past)
        self.weight = 0
        self._gists: Layered[str, Gist] = Layered(known.gists)
        self._known_days = known.days
        self._looked_at: dict[tuple[Status, str, range], list[Tally]] = {}
        self._days: Layered[Day, Tally] = Layered(known.days)
        self._countries: Layered[tuple[Status, int], Names] = Layered(known.countries)
        self._articles: Layered[tuple[Status, str], Names] = Layered(known.articles)
        self._fights: Layered[tuple[Status, Pair, int], Names] = Layered(known.fights)
        self._unsettled: Layered[int, Names] = Layered(known.unsettled)

    def incident(self, name: str) -> Incident | None:
        """The incident of this id."""
        return self.incidents.get(name)

    def put(self, incident: Incident) -> None:
        """Take an incident up, new or changed."""
        self._replace(incident.status, incident.id, incident)

    def drop(self, incident: Incident) -> None:
        """Forget an incident."""
        self._replace(incident.status, incident.id, None)

    def _replace(self, status: Status, name: str, new: Incident | None) -> None:
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
            delist(self._articles, (status, article), name)
        for article in now - was:
            enlist(self._articles, (status, article), name)
        if before is None or after is None or _is_fought_anew(before, after):
            relist(self._fights, _fight_days, before, after)
        relist(self._unsettled, _told_days, old, new)

    def _redate(self, name: str, before: Gist | None, after: Gist | None) -> None:
        """List an incident under its day as it is now, and under no other."""
        self._looked_at.clear()
        was = _day(before) if before else None
        now = _day(after) if after else None
        for day in (was, now) if was != now else (now,):
            if day is None:
                continue
            known, gist = self._days.get(day), after if day == now else None
            status, country, on = day
            if known is not None:
                tally = known.relisted(name, gist)
            else:
                tally = tally_of(on, gist) if gist is not None else None
            self._days.put(day, tally)
            if known is None:
                enlist(self._countries, (status, on), country)
            if tally is None:
                delist(self._countries, (status, on), country)

    def near(self, status: Status, country: str, first: datetime, last: datetime) -> list[Gist]:
        """The country's incidents that occurred on these days, the first and the last included."""
        days = range(first.toordinal(), last.toordinal() + 1)
        return [gist for tally in self.tallies(status, country, days) for gist in tally.gists]

    def tallies(self, status: Status, country: str, days: range) -> list[Tally]:
        """The country's incidents of each of these days that has any, and what they come to; `*` for all."""
        if country != ANYWHERE:
            asked = (status, country, days)
            found = self._looked_at.get(asked)
            if found is None:
                at = [(status, country, day) for day in days]
                found = self._looked_at[asked] = self._days.many(at)
            return found
        named = ((name, day) for day in days for name in self._countries.get((status, day)) or ())
        return self._days.many((status, name, day) for name, day in named)

    def figures(self) -> list[tuple[str, str, bytes]]:
        """The days that count otherwise: (`STATUS:COUNTRY`, date, JSON of what sums count by region and measure)."""
        rows: list[tuple[str, str, bytes]] = []
        for place, tally in self._days.changes.items():
            if tally is not None and tally.brings_as(self._known_days.get(place)):
                continue
            status, country, day = place
            raw = b""
            if tally is not None and tally.counted:
                raw = msgspec.json.encode(tally.figures(), order="sorted")
            rows.append((f"{status}:{country}", date.fromordinal(day).isoformat(), raw))
        return rows

    def rest(self, before: int) -> None:
        """Let go of what is kept at hand of days before this one, of which little is told any more."""
        for (_, _, day), tally in self._known_days.items():
            if day < before:
                tally.rest()

    def told_by(self, status: Status, article: str) -> list[Incident]:
        """The incidents that hold a claim of this article, by their ids."""
        return self.incidents.many(self._articles.get((status, article)) or ())

    def remember(self, past: Past) -> None:
        """Take up a fight that was told as background; who told it first dates its telling."""
        if self.past.get(past.id) is None:
            self.past.put(past.id, past)
            relist(self._fights, _fight_days, None, past)

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

    def unremember(self, past: Past) -> None:
        """Forget a fight that was told as background."""
        self.past.put(past.id, None)
        relist(self._fights, _fight_days, past, None)

    def merge_incidents(self, known: KnownIncidents) -> None:
        """Make the changes what is known."""
        self.incidents.merge_into(known.incidents)
        self.past.merge_into(known.past)
        self._gists.merge_into(known.gists)
        self._days.merge_into(known.days)
        self._countries.merge_into(known.countries)
        self._articles.merge_into(known.articles)
        self._fights.merge_into(known.fights)
        self._unsettled.merge_into(known.unsettled)


def _told_days(incident: Incident) -> Iterable[tuple[int, str]]:
    return () if incident.settled else ((incident.told_at.toordinal(), incident.id),)


def _articles(incident: Incident | None) -> set[str]:
    return set(map(_article, incident.claims)) if incident else set()


def _day(gist: Gist) -> Day:
    return gist.status, gist.where.country, gist.day


def _is_fought_anew(before: Gist, after: Gist) -> bool:
    """Whether the ledger has to look for it elsewhere."""
    return (before.day, before.signals, before.actors) != (after.day, after.signals, after.actors)


def _fight_days(fought: Gist | Past) -> Iterable[tuple[tuple[Status, Pair, int], str]]:
    """Where the ledger finds a fight: under each pair of actors that it sets against each other, by its day."""
    if not is_fight(fought.signals):
        return ()
    day, pairs = fought.occurred_at.toordinal(), {key_of(pair) for pair in attacks(fought.actors, str)}
    return [((fought.status, pair, day), fought.id) for pair in pairs]
