"""READ THIS FIRST. Journal entries → Outcome: correlate → decide → compose → route, one entry after the other.

`fold` is pure: it reads no clock, no file and no network, and changes nothing that it is given. Whoever runs it
(the worker, `replay`, `explain`, rule tests) commits the Outcome and then lets the State take it up.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec

from firebell.article import digest_of
from firebell.errors import FirebellError
from firebell.incident.correlate import Change, correlate
from firebell.incident.ledger import past_of
from firebell.incident.statements import with_statements
from firebell.journal import (
    ConfigEntry,
    ConfirmEntry,
    Entry,
    ReadingEntry,
    RetractEntry,
    SilenceEntry,
    Tick,
    milliseconds,
)
from firebell.rules.decide import not_an_incident
from firebell.rules.verdict import Decision, Verdict
from firebell.state import FORMAT, State, Work
from firebell.turns import incidents, persons, removed, silences, surges
from firebell.turns.response import Outcome, Response, RulebookOf, TraceLine
from firebell.turns.settling import settle
from firebell.turns.totals import because, sum_up

__all__ = ["FORMAT", "MAX_EFFECTS", "FoldError", "Outcome", "State", "TraceLine", "fold"]

MAX_EFFECTS = 1024 * 1024
"""Bytes that one commit may write: a script that writes more blocks Redis for everybody."""

LONGEST_ID = 500

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
"""An article dated before this has the zero of some clock for a date, and is dated by its arrival."""


class FoldError(FirebellError):
    """An entry that the fold cannot take: which one, and why."""

    def __init__(self, entry_id: str, cause: Exception) -> None:
        super().__init__(f"journal entry {entry_id}: {type(cause).__name__}: {cause}")
        self.entry_id = entry_id


def fold(state: State, entries: Sequence[tuple[str, Entry]], rulebook: RulebookOf) -> Outcome:
    """Fold entries (id, entry) in their order; stops early, with an earlier cursor, near MAX_EFFECTS.

    Raises:
        FoldError: an entry that cannot be folded; those before it are lost with the outcome, fold them again.
    """
    work = Work(state)
    outcome = Outcome(cursor=state.cursor, work=work)
    weight = 0
    for name, entry in entries:
        response = Response(work, outcome, rulebook)
        try:
            _respond(response, name, entry)
        except Exception as error:
            raise FoldError(name, error) from error
        outcome.cursor = name
        outcome.folded += 1
        weight += response.weight
        if weight + work.weight >= MAX_EFFECTS // 2:
            break
    outcome.fields = work.fields()
    outcome.days = work.figures()
    return outcome


def _respond(response: Response, name: str, entry: Entry) -> None:
    """What one entry asks for."""
    if isinstance(entry, ReadingEntry):
        _read(response, _believed(entry))
    elif isinstance(entry, Tick):
        _tick(response, entry)
    elif isinstance(entry, ConfigEntry):
        response.take_up(entry)
        removed.close(response)
    elif isinstance(entry, RetractEntry):
        _retract(response, name, entry)
    elif isinstance(entry, SilenceEntry):
        persons.silence(response, name, entry)
    elif isinstance(entry, ConfirmEntry):
        persons.confirm(response, name, entry)


def _read(response: Response, entry: ReadingEntry) -> None:
    """Correlate → decide → compose → route."""
    work, rulebook = response.work, response.rulebook
    entry = with_statements(entry)
    events = _events(response, entry)
    places = list(dict.fromkeys(entry.reading.incidents[index].country for index in events))
    _move_clocks(response, entry, places)
    changes = correlate(entry, events, rulebook.publishers.of(entry.source, entry.url), work)
    _move_clocks(response, entry, _elsewhere(changes, places))
    response.traceparent = entry.traceparent
    news = next((change.incident for change in changes if change.event is not None), None)
    for past in past_of(entry, news):
        work.remember(past)
    turns = [incidents.decided(response, entry, change) for change in changes]
    sums = sum_up(entry, changes, turns, work, rulebook)
    response.decisions += sums.decisions
    for change, turn in zip(changes, turns, strict=True):
        if turn is not None and turn.speaks:
            incidents.tell(
                response,
                change.incident,
                turn,
                cause=f"{entry.article_id} {entry.digest}",
                because=because(entry),
                crossed=sums.also.get(change.incident.id, ()),
            )
    for story, alert, told in sums.told:
        response.tell(story, alert, told)
    for story in sums.quiet:
        work.tell(story)
    response.stay_silent(silences.told(response, entry, changes, turns))
    response.report_article(entry.article_id, [s.signal for s in entry.reading.signals], changes)


def _events(response: Response, entry: ReadingEntry) -> list[int]:
    """The reading's events that open incidents; of the others, why not."""
    events: list[int] = []
    for index, event in enumerate(entry.reading.incidents):
        refused = not_an_incident(event)
        if refused is None:
            events.append(index)
        else:
            response.decisions.append(refused)
    if not entry.reading.incidents and entry.reading.signals:
        said = ", ".join(dict.fromkeys(signal.signal for signal in entry.reading.signals))
        reason = f"{said}: said or agreed, nothing happened at a place"
        response.decisions.append(
            Decision(rule="incident", region="ZZ", verdict=Verdict.NO_INCIDENT, reason=reason)
        )
    return events


def _move_clocks(response: Response, entry: ReadingEntry, countries: Iterable[str]) -> None:
    """Set the clocks of the article's countries on, and do what falls due there, at its due time."""
    arrived = datetime.fromtimestamp(milliseconds(entry.arrived) / 1000, UTC)
    for country in countries:
        if not entry.history:
            response.work.advance(entry.status, country, min(entry.published_at, arrived), arrived)
        surges.note(response.work, entry.status, country, entry.published_at)
        settle(response, entry.status, country)
        if not entry.history:
            surges.look(response, entry.status, country)


def _elsewhere(changes: Sequence[Change], places: Sequence[str]) -> list[str]:
    """Countries that the article itself does not name: other articles placed the incident that it tells of."""
    told = (change.incident.where.country for change in changes if change.event is not None)
    return [country for country in dict.fromkeys(told) if country not in places]


def _retract(response: Response, name: str, entry: RetractEntry) -> None:
    """Take back an alert, or an article: it gives way as to another text of its own that tells nothing."""
    if persons.retract(response, name, entry):
        return
    for status in persons.told_in(response, entry.target):
        _read(response, persons.emptied(entry, name, status))


def _tick(response: Response, entry: Tick) -> None:
    response.work.set_tick(entry.at)
    if response.work.config is None:
        return
    for status, country in response.work.places():
        settle(response, status, country)
        surges.look(response, status, country)
    response.report()


def _believed(entry: ReadingEntry) -> ReadingEntry:
    """The entry with a date that can be: what is dated later than it came, or before there were clocks, came now.

    An id without measure is named by its digest: it stands in every claim and decision.
    """
    if len(entry.article_id) > LONGEST_ID:
        entry = msgspec.structs.replace(entry, article_id=digest_of(entry.article_id))
    arrived = datetime.fromtimestamp(milliseconds(entry.arrived) / 1000, UTC)
    if FIRST <= entry.published_at <= arrived:
        return entry
    return msgspec.structs.replace(entry, published_at=arrived)
