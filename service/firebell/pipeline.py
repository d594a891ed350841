"""READ THIS FIRST. Journal entries → Outcome: correlate → decide → compose → route, one entry after the other.

`fold` is pure: it reads no clock, no file and no network, and changes nothing that it is given. Whoever runs it
(the worker, `replay`, `explain`, rule tests) commits the Outcome and then lets the State take it up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product
from typing import NamedTuple

import msgspec

from firebell.alert import compose, route
from firebell.alert.alert import Alert
from firebell.alert.alert import encode as encode_alert
from firebell.alert.compose import Saying
from firebell.alert.story import Story, incident_alert_id
from firebell.article import Status, digest_of
from firebell.errors import FirebellError
from firebell.incident.correlate import Change, correlate
from firebell.incident.incident import Incident
from firebell.incident.ledger import Fought, Links, links, past_of
from firebell.incident.sides import Pair, key_of
from firebell.journal import ConfigEntry, Entry, ReadingEntry, Tick, milliseconds
from firebell.rules.decide import Said, Turn, as_history, decide, not_an_incident
from firebell.rules.rulebook import Rulebook, Ruling, Severity
from firebell.rules.verdict import Decision, Step, Verdict
from firebell.state import FORMAT, State, Work
from firebell.totals import ALSO, because, due_again, sum_up

__all__ = ["FORMAT", "MAX_EFFECTS", "FoldError", "Outcome", "State", "TraceLine", "fold"]

MAX_EFFECTS = 1024 * 1024
"""Bytes that one commit may write: a script that writes more blocks Redis for everybody."""

LONGEST_ID = 500

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
"""An article dated before this has the zero of some clock for a date, and is dated by its arrival."""

CLAIM_BYTES = 2_000
"""About what a claim weighs in the state; enough to end a batch in time."""


class FoldError(FirebellError):
    """An entry that the fold cannot take: which one, and why."""

    def __init__(self, entry_id: str, cause: Exception) -> None:
        super().__init__(f"journal entry {entry_id}: {type(cause).__name__}: {cause}")
        self.entry_id = entry_id


class NoConfigurationError(FirebellError):
    """A reading stands in the journal before any configuration; `firebell worker` writes one at its start."""


class TraceLine(NamedTuple):
    """What one article came to: its incidents with what it changed, the turns it rang, every decision."""

    article_id: str
    changes: tuple[Change, ...]
    alerts: tuple[bytes, ...]
    decisions: tuple[Decision, ...]


@dataclass(slots=True)
class Outcome:
    """What folding some entries changes; nothing of it has happened until it is committed, all at once.

    `fields`: field of the state's hash → its bytes, None deletes it. `alerts`: CloudEvents in structured JSON, in
    order. `channels`: (channel's name, `stream` or `pubsub`, index into `alerts`). `decisions`: (alert or article
    it is about, JSON of one decision). `counts`: metric names with label, for the operator. `traces`: a line an
    article. `work` is what the State takes up.
    """

    cursor: str
    fields: dict[str, bytes | None] = field(default_factory=dict)
    alerts: list[bytes] = field(default_factory=list)
    channels: list[tuple[str, str, int]] = field(default_factory=list)
    decisions: list[tuple[str, bytes]] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    traces: list[TraceLine] = field(default_factory=list)
    folded: int = 0
    work: Work | None = None


def fold(
    state: State,
    entries: Sequence[tuple[str, Entry]],
    rulebook: Callable[[ConfigEntry], Rulebook],
) -> Outcome:
    """Fold entries (id, entry) in their order; stops early, with an earlier cursor, near MAX_EFFECTS.

    Raises:
        FoldError: an entry that cannot be folded; those before it are lost with the outcome, fold them again.
    """
    work = Work(state)
    outcome = Outcome(cursor=state.cursor, work=work)
    weight = 0
    for name, entry in entries:
        turn = _Turn(work, outcome, rulebook)
        try:
            turn.respond(entry)
        except Exception as error:
            raise FoldError(name, error) from error
        outcome.cursor = name
        outcome.folded += 1
        weight += turn.weight
        if weight >= MAX_EFFECTS // 2:
            break
    outcome.fields = work.fields()
    return outcome


class _Turn:
    """The response to one journal entry: what it changes in the work, and what it adds to the outcome."""

    def __init__(self, work: Work, outcome: Outcome, rulebook: Callable[[ConfigEntry], Rulebook]) -> None:
        self.work = work
        self.outcome = outcome
        self.weight = 0
        self._rulebook_of = rulebook
        self._alerts: list[bytes] = []
        self._decisions: list[Decision] = []

    def respond(self, entry: Entry) -> None:
        """Correlate → decide → compose → route, or what else the entry asks for."""
        if isinstance(entry, ReadingEntry):
            self._read(entry)
        elif isinstance(entry, Tick):
            self._tick(entry)
        elif isinstance(entry, ConfigEntry):
            self._rulebook_of(entry)
            self.work.config = entry

    @property
    def rulebook(self) -> Rulebook:
        """The configuration in force, as the journal has it."""
        if self.work.config is None:
            raise NoConfigurationError("a reading before any configuration")
        return self._rulebook_of(self.work.config)

    # — a reading —

    def _read(self, entry: ReadingEntry) -> None:
        entry = _believed(entry)
        events = self._events(entry)
        places = list(dict.fromkeys(entry.reading.incidents[index].country for index in events))
        self._move_clocks(entry, places)
        publisher = self.rulebook.publishers.of(entry.source, entry.url)
        changes = correlate(entry, events, publisher, self.work)
        self._move_clocks(entry, _elsewhere(changes, places))
        current = next((change.incident for change in changes if change.event is not None), None)
        for past in past_of(entry, current):
            self.work.remember(past)
        turns = [self._decided(entry, change) for change in changes]
        sums = sum_up(entry, changes, turns, self.work, self.rulebook)
        self._decisions += sums.decisions
        for change, turn in zip(changes, turns, strict=True):
            if turn is not None and turn.speaks:
                self._tell_incident(entry, change.incident, turn, sums.also.get(change.incident.id, ()))
        for story, alert, incidents in sums.told:
            self._tell(story, alert, incidents)
        for story in sums.quiet:
            self.work.tell(story)
        self._report(entry, changes)

    def _events(self, entry: ReadingEntry) -> list[int]:
        """The reading's events that open incidents; of the others, why not."""
        events: list[int] = []
        for index, event in enumerate(entry.reading.incidents):
            refused = not_an_incident(event)
            if refused is None:
                events.append(index)
            else:
                self._decisions.append(refused)
        if not entry.reading.incidents and entry.reading.signals:
            said = ", ".join(dict.fromkeys(signal.signal for signal in entry.reading.signals))
            reason = f"{said}: said or agreed, nothing happened at a place"
            self._decisions.append(
                Decision(rule="incident", region="ZZ", verdict=Verdict.NO_INCIDENT, reason=reason)
            )
        return events

    def _move_clocks(self, entry: ReadingEntry, countries: Iterable[str]) -> None:
        """Set the clocks of the article's countries on, and do what falls due there, at its due time."""
        arrived = datetime.fromtimestamp(milliseconds(entry.arrived) / 1000, UTC)
        for country in countries:
            if not entry.history:
                self.work.advance(entry.status, country, min(entry.published_at, arrived), arrived)
            self._settle(entry.status, country)

    def _decided(self, entry: ReadingEntry, change: Change) -> Turn | None:
        """What to do about a changed incident; None where it is withdrawn, which is told or recorded here."""
        incident = change.incident
        story = self.work.stories.get(incident_alert_id(incident.id))
        if change.what == "withdrawn":
            self._withdraw(entry, incident, story)
            return None
        said = _said(story)
        now = self.work.now(incident.status, incident.where.country)
        told_at = incident.told_at if change.event is None else entry.published_at
        ruling = self._ruling(incident)
        ledger = _Ledger(self.work, self.rulebook)
        known = links(incident, ledger, ruling.retaliation, self.rulebook.side_of)
        turn = decide(incident, self.rulebook, ruling, known, said, told_at=told_at, now=now)
        if entry.history and turn.speaks:
            turn = as_history(turn)
        decision = turn.decision
        if turn.speaks:
            decision = msgspec.structs.replace(decision, alert_id=incident_alert_id(incident.id))
        self._decisions += [*turn.looked, decision]
        return turn

    def _ruling(self, incident: Incident) -> Ruling:
        """The values in force where it happened."""
        where = incident.where
        return self.rulebook.ruling(where.country, where.subdivision, where.areas, where.lat, where.lon)

    def _tell_incident(
        self, entry: ReadingEntry, incident: Incident, turn: Turn, crossed: Sequence[Step]
    ) -> None:
        saying = Saying(
            verdict=turn.verdict,
            step=turn.step,
            cause=f"{entry.article_id} {entry.digest}",
            now=self.work.now(incident.status, incident.where.country),
            severity=turn.severity,
            certainty=turn.certainty,
            reasons=(*turn.steps, *crossed),
            observed=turn.decision.observed,
            threshold=turn.decision.threshold,
            reached=turn.reached,
            also=(*_also(turn.links), *((ALSO,) if crossed else ())),
            links=turn.links,
            change=turn.change,
            because=because(entry),
        )
        before = self.work.stories.get(incident_alert_id(incident.id))
        story, alert = compose.of_incident(incident, saying, before, self.rulebook, turn.ruling)
        self._tell(story, alert, (incident,), crossed)

    def _withdraw(self, entry: ReadingEntry, incident: Incident, story: Story | None) -> None:
        """No article tells the incident any more: a story that rang is cancelled, another ends in silence."""
        region = incident.where.code
        if story is None or not story.rung or story.state == "cancelled":
            reason = "another text of the same article tells it no more"
            self._decisions.append(
                Decision(
                    rule="incident",
                    region=region,
                    verdict=Verdict.LEFT_BY_REVISION,
                    reason=reason,
                    incident_id=incident.id,
                )
            )
            return
        reason = "withdrawn: no article tells it any more"
        self._decisions.append(
            Decision(
                rule="incident",
                region=region,
                verdict=Verdict.CANCEL,
                reason=reason,
                incident_id=incident.id,
                alert_id=story.alert_id,
            )
        )
        cause = f"{entry.article_id} {entry.digest}"
        now = self.work.now(incident.status, incident.where.country)
        self._end(story, incident, Verdict.CANCEL, "withdrawn", cause, now)

    # — the clock —

    def _tick(self, entry: Tick) -> None:
        self.work.set_tick(entry.at)
        if self.work.config is None:
            return
        for status, country in self.work.places():
            self._settle(status, country)
        for decision in self._decisions:
            self.outcome.decisions.append((decision.alert_id or "", msgspec.json.encode(decision)))

    def _settle(self, status: Status, country: str) -> None:
        """End the stories of a country that fall silent by its clock, each at its due time, the earliest first."""
        while due := self._due(status, country):
            for story in sorted(due, key=lambda story: (story.due_at, story.alert_id)):
                if self.weight >= MAX_EFFECTS // 2:  # the rest falls due at the next tick
                    return
                if story.total is None:
                    self._clear(story)
                    continue
                for ended, alert, incidents in due_again(story, self.work, self.rulebook):
                    self._cleared(story, f"{story.total} is below its re-arming mark")
                    self._tell(ended, alert, incidents)

    def _due(self, status: Status, country: str) -> list[Story]:
        """The open stories of a country that fall silent by now; each that is settled may leave another due time."""
        return [
            story
            for story in self.work.open_stories(status, country)
            if story.due_at <= self.work.now(status, *story.countries)
        ]

    def _clear(self, story: Story) -> None:
        """Close an incident's story: aloud where no other rang in its division meanwhile, else in silence."""
        incident = self.work.incident(story.incident_id or "")
        others = self.work.open_stories(story.status, story.countries[0])
        disturbed = any(
            other.alert_id != story.alert_id
            and other.total is None
            and other.severity > 0
            and other.region == story.region
            and other.changed_at > story.changed_at
            for other in others
        )
        if incident is None or disturbed or story.severity == 0:
            self.work.tell(msgspec.structs.replace(story, state="closed"))
            return
        self._cleared(story, f"nothing new since {story.changed_at:%Y-%m-%d %H:%M} UTC")
        self._end(story, incident, Verdict.CLEAR, "all_clear", story.due_at.isoformat(), story.due_at)

    def _cleared(self, story: Story, reason: str) -> None:
        """Note why an all-clear is told, for `explain`."""
        decision = Decision(
            rule=story.total or "incident",
            region=story.region,
            verdict=Verdict.CLEAR,
            reason=reason,
            incident_id=story.incident_id,
            alert_id=story.alert_id,
        )
        self._decisions.append(decision)

    def _end(  # noqa: PLR0913, PLR0917 -- what ends, how, why and when
        self, story: Story, incident: Incident, verdict: Verdict, step: str, cause: str, now: datetime
    ) -> None:
        saying = Saying(
            verdict=verdict,
            step=step,
            cause=cause,
            now=now,
            severity=Severity(story.severity) if story.severity else None,
            certainty=story.certainty,
            reasons=(),
            observed=None,
            threshold=None,
        )
        ended, alert = compose.of_incident(incident, saying, story, self.rulebook, self._ruling(incident))
        self._tell(ended, alert, (incident,))

    # — out —

    def _tell(
        self, story: Story, alert: Alert, incidents: Sequence[Incident], crossed: Sequence[Step] = ()
    ) -> None:
        """Route one turn and write it down: the alert once, and an entry a channel that hears it.

        Sums that it tells along are heard by their own severity too: nothing else tells of their crossing.
        """
        codes = {alert.data.region.code, *alert.data.region.path, *alert.data.region.areas, *story.countries}
        for incident in incidents:
            codes |= {incident.where.country, incident.where.code, *incident.where.areas}
        heard = route.Heard(
            kind=story.kind,
            signals=frozenset(signal for incident in incidents for signal in incident.signals),
            codes=frozenset(codes),
            severity=max((Severity(story.severity), *(Severity[step.to] for step in crossed)))
            if story.severity
            else None,
            certainty=story.certainty,
        )
        channels = route.hearers(self.rulebook.channels, heard, story.heard)
        names = tuple(dict.fromkeys((*story.heard, *(channel.name for channel in channels))))
        self.work.tell(msgspec.structs.replace(story, heard=names))
        raw = encode_alert(alert)
        index = len(self.outcome.alerts)
        self.outcome.alerts.append(raw)
        self.outcome.channels += [(channel.name, channel.to, index) for channel in channels]
        self._alerts.append(raw)
        self.weight += len(raw) * (1 + len(channels))

    def _report(self, entry: ReadingEntry, changes: Sequence[Change]) -> None:
        """The decisions for `explain`, the operator's counts, and the line of the trace."""
        counts = self.outcome.counts
        for signal in entry.reading.signals:
            counts["signals", signal.signal] = counts.get(("signals", signal.signal), 0) + 1
        for decision in self._decisions:
            raw = msgspec.json.encode(decision)
            self.outcome.decisions.append((entry.article_id, raw))
            self.weight += len(raw)
            if decision.alert_id is not None:
                self.outcome.decisions.append((decision.alert_id, raw))
            if decision.rule == "incident" and decision.alert_id is None:
                name = ("alerts_suppressed", decision.verdict.value)
                counts[name] = counts.get(name, 0) + 1
        self.weight += sum(CLAIM_BYTES * len(change.incident.claims) for change in changes)
        self.outcome.traces.append(
            TraceLine(entry.article_id, tuple(changes), tuple(self._alerts), tuple(self._decisions))
        )


class _Ledger(NamedTuple):
    """The fights that the state knows, by pair of sides as the configuration in force has them."""

    work: Work
    rulebook: Rulebook

    def fights(self, status: Status, pair: Pair, first: datetime, last: datetime) -> Iterator[Fought]:
        """Those between two sides of these days, the newest day first."""
        mine, theirs = (self.rulebook.actors_of(side) for side in pair)
        pairs = [key_of(named) for named in product(mine, theirs)]
        return self.work.fights(status, pairs, first, last)


def _also(known: Links) -> tuple[str, ...]:
    """What of the ledger an alert tells beside its signals."""
    also = {
        "retaliatory_attack": known.answers,
        "reciprocal_attacks": known.reciprocal,
        "spread": known.spread,
    }
    return tuple(name for name, holds in also.items() if holds)


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


def _elsewhere(changes: Sequence[Change], places: Sequence[str]) -> list[str]:
    """Countries that the article itself does not name: other articles placed the incident that it tells of."""
    told = (change.incident.where.country for change in changes if change.event is not None)
    return [country for country in dict.fromkeys(told) if country not in places]


def _said(story: Story | None) -> Said | None:
    """What a story has told; one that was cancelled begins anew."""
    if story is None or story.state == "cancelled":
        return None
    return Said(story.severity, story.certainty, story.steps, story.said)
