"""What every alert has in common: the story after a turn, and the Alert with its quotes, publishers and change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple, Required, TypedDict, Unpack

from firebell.alert import wording
from firebell.alert.alert import (
    Alert,
    Aside,
    Change,
    Data,
    MessageType,
    Quote,
    Region,
    RetaliatesFor,
    RuleRef,
    Told,
    Type,
    Urgency,
    Voice,
)
from firebell.alert.story import MAX_REFERENCES, Story, turn_id
from firebell.article import Status
from firebell.incident.incident import Context, Incident
from firebell.incident.ledger import Links
from firebell.rules.decide import Difference
from firebell.rules.rulebook import Rulebook, Severity
from firebell.rules.verdict import Step, Verdict

MOST_QUOTES = 12
MOST_INCIDENTS = 20
MOST_ASIDES = 6
MOST_ACTORS = 12
LONGEST_QUOTE = 300
"""Code points of one quote; the offsets are cut with it, so that it stays an exact slice."""

NUMBERS = {Severity.Extreme: 21, Severity.Severe: 17, Severity.Moderate: 13, Severity.Minor: 9}
RELIEF_NUMBER = 9
RELIEF_TEXT = "Unknown"
"""Relief has no severity: CAP's word for that is Unknown (DESIGN §4)."""

TYPES: dict[Verdict, Type] = {
    Verdict.RING: "firebell.alert.raised",
    Verdict.UPDATE: "firebell.alert.updated",
    Verdict.CORRECT: "firebell.alert.corrected",
    Verdict.CANCEL: "firebell.alert.cancelled",
    Verdict.CLEAR: "firebell.alert.cleared",
}
MESSAGES: dict[Verdict, MessageType] = {Verdict.RING: "Alert", Verdict.CANCEL: "Cancel"}
RELIEF_KIND = "relief"
ENDED: dict[Verdict, Literal["open", "closed", "cancelled"]] = {
    Verdict.CANCEL: "cancelled",
    Verdict.CLEAR: "closed",
}


class Fixed(TypedDict, total=False):
    """What of a story stays the same at every turn."""

    alert_id: Required[str]
    status: Required[Status]
    kind: Required[str]
    region: Required[str]
    countries: Required[tuple[str, ...]]
    incident_id: str
    total: str


class Saying(NamedTuple):
    """What one turn says: `cause` and `step` name it (DESIGN §4), `also` is what else holds."""

    verdict: Verdict
    step: str
    cause: str
    now: datetime
    severity: Severity | None
    certainty: str
    reasons: tuple[Step, ...]
    observed: int | str | None
    threshold: int | str | None
    reached: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    change: Difference | None = None
    because: str = ""
    links: Links = Links()


class Parts(NamedTuple):
    """The parts of an alert that incidents and totals fill each in their own way."""

    headline: str
    summary: str
    region: Region
    incidents: tuple[Told, ...]
    context: tuple[Context, ...]
    rule: RuleRef
    retaliates_for: RetaliatesFor | None
    urgency: Urgency
    sources: Sequence[Incident]


def story_after(
    before: Story | None,
    saying: Saying,
    *,
    figures: dict[str, int],
    due_at: datetime,
    also: tuple[str, ...],
    **fixed: Unpack[Fixed],
) -> Story:
    """The story after the turn; its references hold every turn, this one too."""
    references = before.references if before else ()
    version = (before.version if before else 0) + 1
    last = references[-1] if references else ""
    name = turn_id(fixed["alert_id"], TYPES[saying.verdict], saying.step, saying.cause, last)
    steps = tuple(dict.fromkeys((*(before.steps if before else ()), *saying.reached)))
    return Story(
        **fixed,
        state=ENDED.get(saying.verdict, "open"),
        version=version,
        severity=int(saying.severity or 0),
        certainty=saying.certainty,
        said=figures,
        figures=_told_figures(before, saying, figures, version),
        steps=steps,
        also=also,
        references=(*references, name)[-MAX_REFERENCES:],
        heard=before.heard if before else (),
        confirmed=before.confirmed if before else False,
        opened_at=before.opened_at if before else saying.now,
        changed_at=saying.now,
        due_at=due_at,
    )


def _told_figures(
    before: Story | None, saying: Saying, figures: dict[str, int], version: int
) -> dict[str, tuple[tuple[int, int], ...]]:
    """What each turn said of each measure; what a correction takes back is told no more."""
    known = before.figures if before else {}
    corrected = saying.change.what if saying.change and saying.verdict is Verdict.CORRECT else ""
    return {
        name: (*(() if name == corrected else known.get(name, ())), (version, figure))[-MAX_REFERENCES:]
        for name, figure in figures.items()
    }


def alert_of(story: Story, before: Story | None, saying: Saying, parts: Parts, rulebook: Rulebook) -> Alert:
    """The alert that tells a story's latest turn."""
    severity = saying.severity
    return Alert(
        id=story.references[-1],
        type=TYPES[saying.verdict],
        subject=f"region/{story.region}",
        time=saying.now,
        severitytext=severity.name if severity else RELIEF_TEXT,
        severitynumber=NUMBERS[severity] if severity else RELIEF_NUMBER,
        data=Data(
            alert_id=story.alert_id,
            version=story.version,
            message_type=MESSAGES.get(saying.verdict, "Update"),
            references=before.references if before else (),
            status=story.status,
            expires_at=story.due_at,
            config_hash=rulebook.hash,
            kind=story.kind,
            also=story.also,
            severity=severity.name if severity else RELIEF_TEXT,
            urgency=parts.urgency,
            certainty=saying.certainty,
            headline=parts.headline,
            summary=parts.summary,
            region=parts.region,
            incidents=parts.incidents,
            change=_change(saying, before),
            retaliates_for=parts.retaliates_for,
            context=tuple(_aside(told) for told in parts.context),
            rule=parts.rule,
            reasons=saying.reasons,
            publishers=_voices(parts.sources),
            evidence=_quotes(parts.sources),
            links=tuple(dict.fromkeys(c.url for i in parts.sources for c in i.claims if c.url))[:MOST_QUOTES],
        ),
    )


def _change(saying: Saying, before: Story | None) -> Change | None:
    if saying.change is None:
        return None
    what, was, now = saying.change
    wrong: tuple[int, ...] = ()
    if saying.verdict is Verdict.CORRECT and before:
        wrong = tuple(v for v, figure in before.figures.get(what, ()) if figure > int(now))
    return Change(what=what, before=was, after=now, because=saying.because, wrong_versions=wrong)


def change_words(saying: Saying) -> str:
    """What a turn changes, for the headline; empty for the first one."""
    if saying.verdict is Verdict.CLEAR:
        return "all clear"
    if saying.verdict is Verdict.CANCEL:
        return "cancelled"
    if saying.change is None:
        return ""
    what, was, now = saying.change
    return wording.change(what, was, now, corrected=saying.verdict is Verdict.CORRECT)


def urgency_of(verdict: Verdict, kind: str) -> Urgency:
    """CAP's urgency: what is over is past, what is threatened expected."""
    if verdict is Verdict.CLEAR:
        return "Past"
    return "Expected" if kind == "threat" else "Immediate"


def told(incident: Incident) -> Told:
    """One incident as an alert shows it."""
    return Told(
        id=incident.id,
        occurred_at=incident.occurred_at,
        precision=incident.precision,
        first_seen_at=incident.first_seen_at,
        place=incident.where.place,
        region=incident.where.code,
        signals=incident.signals,
        casualties=incident.counts,
        by_class=incident.by_class,
        actors=incident.actors[:MOST_ACTORS],
        claimed_by=incident.claimed_by,
        articles=len({claim.article for claim in incident.claims}) + incident.more,
    )


def path_of(code: str) -> tuple[str, ...]:
    """The country of a division; nothing lies around a country, and an area has no path."""
    country, dash, _ = code.partition("-")
    return (country,) if dash and country != "x" else ()


def cut(words: str | None) -> str | None:
    """Words within the measure of an alert."""
    return words and words[:LONGEST_QUOTE]


def _aside(told: Context) -> Aside:
    return Aside(
        of=told.of,
        mode=told.mode,
        signals=told.signals,
        by=cut(told.by),
        place=told.place,
        country=told.country,
        date=told.date,
        casualties=told.counts,
        words=told.words[:LONGEST_QUOTE],
    )


def _voices(incidents: Sequence[Incident]) -> tuple[Voice, ...]:
    """The independent publishers, each once, with the rank that its claims carry, unless they have settled."""
    voices: dict[str, Voice] = {}
    for incident in incidents:
        told = {claim.publisher: (claim.publisher_country, claim.tier) for claim in reversed(incident.claims)}
        for name in incident.publishers:
            country, tier = told.get(name, (None, None))
            voices.setdefault(name, Voice(name=name, country=country, tier=tier))
    return tuple(voices.values())


def _quotes(incidents: Sequence[Incident]) -> tuple[Quote, ...]:
    """The words of each incident's latest article first, each finding before its repetitions."""
    quotes: list[Quote] = []
    for incident in incidents:
        seen: set[tuple[str, str]] = set()
        for claim in reversed(incident.claims):
            for quote in claim.quotes:
                if (quote.of, quote.words) in seen:
                    continue
                seen.add((quote.of, quote.words))
                cut = quote.words[:LONGEST_QUOTE]
                quotes.append(
                    Quote(
                        of=quote.of,
                        words=cut,
                        article_id=claim.article[:LONGEST_QUOTE],
                        url=claim.url,
                        source=claim.source,
                        published_at=claim.at,
                        field=quote.field,
                        start=quote.start,
                        end=quote.start + len(cut),
                    )
                )
    return tuple(quotes[:MOST_QUOTES])
