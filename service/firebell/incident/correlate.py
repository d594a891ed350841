"""One article's reading + what is known → Changes: which incidents it opens, joins, corrects or leaves empty."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from firebell.article import Status
from firebell.incident.claims import claim_of
from firebell.incident.derive import of
from firebell.incident.incident import Claim, Incident, incident_id, statement_id
from firebell.incident.joining import joined
from firebell.incident.match import WINDOW, Lead, best_match, compare, likely
from firebell.incident.publishers import Publisher
from firebell.incident.statements import is_statement
from firebell.incident.tally import Tally
from firebell.journal import ReadingEntry

NOWHERE = "ZZ"
ANYWHERE = "*"

What = Literal["new", "corroborated", "toll_raised", "corrected", "duplicate", "withdrawn"]


class Known(Protocol):
    """The incidents that are known, as the fold's state keeps them."""

    def tallies(self, status: Status, country: str, days: range) -> list[Tally]:
        """The country's incidents of each of these days in brief; `*` for every country's."""
        ...

    def told_by(self, status: Status, article: str) -> list[Incident]:
        """The incidents that hold a claim of this article."""
        ...

    def incident(self, name: str) -> Incident | None:
        """The incident of this id."""
        ...

    def put(self, incident: Incident) -> None:
        """Take an incident up, new or changed."""
        ...

    def drop(self, incident: Incident) -> None:
        """Forget an incident."""
        ...


class Change(NamedTuple):
    """What an article did to an incident; `event` is its index in the reading, None for what a revision left."""

    incident: Incident
    what: What
    before: Incident | None
    event: int | None
    ties: tuple[str, ...] = ()


def correlate(entry: ReadingEntry, events: Sequence[int], publisher: Publisher, known: Known) -> list[Change]:
    """Join the events (indexes into the reading) to incidents; an earlier telling by the same article gives way.

    A revision replaces its article's claims and adds no publisher; an incident that it leaves without any claim
    is withdrawn (DESIGN §4). The changes come in the reading's order, then what was left behind.
    """
    earlier = {incident.id: incident for incident in known.told_by(entry.status, entry.article_id)}
    emptied = _give_way(entry, earlier, known)
    claims = [claim_of(entry, index, publisher) for index in events]
    again = _told_again(claims, [earlier[name] for name in sorted(emptied)])
    changes: list[Change] = []
    for claim in claims:
        same = again.get(claim.index)
        if same is None:
            changes.append(_joined(claim, entry.status, claim.index, known, emptied))
            continue
        incident = of(same, entry.status, (claim,))
        known.put(incident)
        emptied.discard(same)
        changes.append(Change(incident, "new", None, claim.index))
    touched = {change.incident.id for change in changes}
    changes = [_since(change, earlier.get(change.incident.id)) for change in changes]
    for name, before in earlier.items():
        if name in touched:
            continue
        if name in emptied:
            known.drop(before)
            changes.append(Change(before, "withdrawn", before, None))
            continue
        left = known.incident(name)
        if left is not None:
            changes.append(Change(left, _what(before, left), before, None))
    return changes


def _give_way(entry: ReadingEntry, earlier: dict[str, Incident], known: Known) -> set[str]:
    """Take the article's earlier claims out; returns the incidents that are left without any."""
    emptied: set[str] = set()
    for name, incident in earlier.items():
        rest = [claim for claim in incident.claims if claim.article != entry.article_id]
        if rest:
            known.put(of(name, incident.status, rest, more=incident.more))
        else:
            emptied.add(name)
    return emptied


def _told_again(claims: Sequence[Claim], alone: Sequence[Incident]) -> dict[int, str]:
    """Which of the article's own incidents each claim tells again: the best fit first, then the same index.

    A text that only puts its events in another order keeps their stories.
    """
    if not alone:
        return {}
    fits = [
        (-match.points, claim.index, incident.id)
        for claim in claims
        for incident in alone
        if (match := compare(claim, incident)) is not None and match.holds
    ]
    again: dict[int, str] = {}
    for _, index, name in sorted(fits):
        if index not in again and name not in again.values():
            again[index] = name
    return again


def _joined(claim: Claim, status: Status, index: int, known: Known, emptied: set[str]) -> Change:
    found = best_match(claim, _candidates(claim, status, known, emptied))
    if found is None:
        name = _name(claim, status, known, emptied)
        incident = of(name, status, (claim,))
        known.put(incident)
        emptied.discard(name)
        return Change(incident, "new", None, index)
    before, match = found
    after = joined(before, claim)
    known.put(after)
    return Change(after, _what(before, after), before, index, match.ties)


def _name(claim: Claim, status: Status, known: Known, emptied: set[str]) -> str:
    """The name of a new incident: what an earlier text of the article told under it may live on by other articles."""
    said = claim.signals[0] if is_statement(claim.signals) else None
    name = (
        statement_id(claim.article, said, status) if said else incident_id(claim.article, claim.index, status)
    )
    while name not in emptied and known.incident(name) is not None:
        name = incident_id(name, claim.index, status)
    return name


def _candidates(claim: Claim, status: Status, known: Known, emptied: set[str]) -> list[tuple[Incident, Lead]]:
    """Incidents of the same days in the same country, or where one of the two sides is unplaced, that may be it."""
    day, country = claim.occurred_at.toordinal(), claim.where.country
    days = range(day - WINDOW.days, day + WINDOW.days + 1)
    if country == NOWHERE:
        found = known.tallies(status, ANYWHERE, days)
    else:
        found = known.tallies(status, country, days) + known.tallies(status, NOWHERE, days)
    leads = (lead for lead in likely(claim, found) if lead.incident not in emptied)
    return [(incident, lead) for lead in leads if (incident := known.incident(lead.incident)) is not None]


def _since(change: Change, before: Incident | None) -> Change:
    """The change as against what stood before a revision took its earlier claims out."""
    if before is None:
        return change
    return change._replace(before=before, what=_what(before, change.incident))


def _what(before: Incident, after: Incident) -> What:
    if before.counts != after.counts:
        changed = [
            (before.best(kind), after.best(kind)) for kind in ("killed", "injured", "abducted", "missing")
        ]
        if any(was > now for was, now in changed):
            return "corrected"
        if any(was < now for was, now in changed):
            return "toll_raised"
    return "corroborated" if len(after.publishers) > len(before.publishers) else "duplicate"
