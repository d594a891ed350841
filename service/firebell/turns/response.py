"""One entry's Response: what it tells, decides and weighs, on its way into the outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import msgspec

from firebell.alert import compose, route
from firebell.alert.alert import Alert
from firebell.alert.alert import encode as encode_alert
from firebell.alert.making import Saying
from firebell.alert.story import Story
from firebell.errors import FirebellError
from firebell.incident.correlate import Change
from firebell.incident.incident import Incident
from firebell.incident.statements import is_statement, parties
from firebell.journal import ConfigEntry
from firebell.rules.rulebook import Rulebook, Ruling, Severity
from firebell.rules.verdict import Decision, Step, Verdict
from firebell.state import Work

RulebookOf = Callable[[ConfigEntry], Rulebook]


class NoConfigurationError(FirebellError):
    """A reading stands in the journal before any configuration; `firebell worker` writes one at its start."""


class TraceLine(NamedTuple):
    """What one article came to: its incidents with what it changed, the turns it rang, every decision.

    `heard`: for each alert the channels that hear it.
    """

    article_id: str
    changes: tuple[Change, ...]
    alerts: tuple[bytes, ...]
    decisions: tuple[Decision, ...]
    heard: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Outcome:
    """What folding some entries changes; nothing of it has happened until it is committed, all at once.

    `fields`: field of the state's hash → its bytes, None deletes it. `alerts`: CloudEvents in structured JSON, in
    order. `channels`: (channel's name, `stream` or `pubsub`, index into `alerts`). `decisions`: (alert or article
    it is about, JSON of one decision). `silences`: JSON of incidents that stayed silent (`turns/silences.py`).
    `days`: (`STATUS:COUNTRY`, date, JSON of its figures by region, b"" for none). `counts`: metric names with
    label, for the operator. `traces`: a line an article. `work` is what the State takes up.
    """

    cursor: str
    fields: dict[str, bytes | None] = field(default_factory=dict)
    alerts: list[bytes] = field(default_factory=list)
    channels: list[tuple[str, str, int]] = field(default_factory=list)
    decisions: list[tuple[str, bytes]] = field(default_factory=list)
    silences: list[bytes] = field(default_factory=list)
    days: list[tuple[str, str, bytes]] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    traces: list[TraceLine] = field(default_factory=list)
    folded: int = 0
    work: Work | None = None


class Response:
    """What one journal entry changes in the work, and what it adds to the outcome; `weight` is in bytes.

    `traceparent` is of the article whose turns are told now; what falls due has the clock for its cause, and none.
    """

    def __init__(self, work: Work, outcome: Outcome, rulebook_of: RulebookOf) -> None:
        self.work = work
        self.outcome = outcome
        self.weight = 0
        self.traceparent = ""
        self.decisions: list[Decision] = []
        self._rulebook_of = rulebook_of
        self._rulebook: Rulebook | None = None
        self._alerts: list[bytes] = []
        self._heard: list[tuple[str, ...]] = []

    def take_up(self, config: ConfigEntry) -> None:
        """Let another configuration be in force from here on."""
        self._rulebook = self._rulebook_of(config)
        self.work.config = config

    @property
    def rulebook(self) -> Rulebook:
        """The configuration in force, as the journal has it."""
        if self._rulebook is None:
            if self.work.config is None:
                raise NoConfigurationError("a reading before any configuration")
            self._rulebook = self._rulebook_of(self.work.config)
        return self._rulebook

    def ruling(self, incident: Incident) -> Ruling:
        """The values in force where an incident happened."""
        where = incident.where
        return self.rulebook.ruling(where.country, where.subdivision, where.areas, where.lat, where.lon)

    def tell(
        self, story: Story, alert: Alert, incidents: Sequence[Incident], crossed: Sequence[Step] = ()
    ) -> None:
        """Route one turn and write it down: the alert once, and an entry a channel that hears it.

        Sums that it tells along are heard by their own severity too: nothing else tells of their crossing.
        """
        codes = {alert.data.region.code, *alert.data.region.path, *alert.data.region.areas, *story.countries}
        for incident in incidents:
            codes |= {incident.where.country, incident.where.code, *incident.where.areas}
            if is_statement(incident.signals):
                codes |= parties(incident.actors).states
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
        raw = encode_alert(_traced(alert, self.traceparent))
        index = len(self.outcome.alerts)
        self.outcome.alerts.append(raw)
        self.outcome.channels += [(channel.name, channel.to, index) for channel in channels]
        self._alerts.append(raw)
        self._heard.append(tuple(channel.name for channel in channels))
        self.weight += len(raw) * (1 + len(channels))

    def end(  # noqa: PLR0913, PLR0917 -- what ends, how, why and when
        self, story: Story, incident: Incident, verdict: Verdict, step: str, cause: str, now: datetime
    ) -> None:
        """Tell the last turn of an incident's story: an all-clear or a cancellation."""
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
        ended, alert = compose.of_incident(incident, saying, story, self.rulebook, self.ruling(incident))
        self.tell(ended, alert, (incident,))

    def stay_silent(self, silences: Sequence[bytes]) -> None:
        """Write down what stayed silent."""
        self.outcome.silences += silences
        self.weight += sum(map(len, silences))

    def report(self) -> None:
        """Hand the decisions on, for `explain`: each under the alert, or the silenced region, that it is about."""
        for decision in self.decisions:
            about = decision.alert_id or (decision.region if decision.verdict is Verdict.SILENCED else None)
            if about is not None:
                self.outcome.decisions.append((about, msgspec.json.encode(decision)))

    def report_article(self, article: str, signals: Sequence[str], changes: Sequence[Change]) -> None:
        """Hand on the decisions about an article, the operator's counts, and the line of the trace."""
        counts = self.outcome.counts
        for signal in signals:
            counts["signals", signal] = counts.get(("signals", signal), 0) + 1
        for decision in self.decisions:
            raw = msgspec.json.encode(decision)
            self.outcome.decisions.append((article, raw))
            self.weight += len(raw)
            if decision.alert_id is not None:
                self.outcome.decisions.append((decision.alert_id, raw))
            if decision.rule == "incident" and decision.alert_id is None:
                name = ("alerts_suppressed", decision.verdict.value)
                counts[name] = counts.get(name, 0) + 1
        self.outcome.traces.append(
            TraceLine(article, tuple(changes), tuple(self._alerts), tuple(self.decisions), tuple(self._heard))
        )


def _traced(alert: Alert, traceparent: str) -> Alert:
    return msgspec.structs.replace(alert, traceparent=traceparent) if traceparent else alert
