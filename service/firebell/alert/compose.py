"""Turn of an incident or a total → the story after it, and the Alert that tells it: the whole state, each time."""

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
from firebell.alert.story import MAX_REFERENCES, Story, incident_alert_id, turn_id
from firebell.article import Status
from firebell.incident.incident import KINDS, Context, Incident
from firebell.incident.ledger import Link, Links
from firebell.rules.decide import Difference
from firebell.rules.rulebook import Rulebook, Ruling, Severity
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


def of_incident(
    incident: Incident, saying: Saying, before: Story | None, rulebook: Rulebook, ruling: Ruling
) -> tuple[Story, Alert]:
    """The story of an incident after this turn, and the alert."""
    relief = saying.severity is None
    kind = before.kind if before else RELIEF_KIND if relief else incident.signals[0]
    also = [signal for signal in incident.signals if signal != kind]
    also = list(dict.fromkeys([*also, *saying.also, *(before.also if before else ())]))
    figures = {k: incident.best(k) for k in KINDS if k in incident.counts}
    for name, counts in incident.by_class.items():
        figures |= {f"{k}.{name}": count.best for k, count in counts.items()}
    story = _story(
        before,
        saying,
        alert_id=incident_alert_id(incident.id),
        status=incident.status,
        kind=kind,
        region=incident.where.code,
        countries=(incident.where.country,),
        incident_id=incident.id,
        due_at=saying.now + ruling.all_clear,
        figures=figures,
        also=tuple(also),
    )
    place = _place_name(incident, rulebook)
    context = _context(incident)
    words = _change_words(saying)
    data = _Data(
        headline=wording.headline(kind, incident, place, words),
        summary=wording.summary(incident, place, incident.publishers, context),
        region=_region(incident, rulebook),
        incidents=(_told(incident),),
        context=context,
        rule=_rule_of_incident(saying, ruling),
        retaliates_for=_retaliation(incident, saying.links.answers),
        urgency=_urgency(saying.verdict, kind),
        sources=(incident,),
    )
    return story, _alert(story, before, saying, data, rulebook)


class _Data(NamedTuple):
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


def _story(
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


def of_total(  # noqa: PLR0913, PLR0917 -- a total's turn has as many parts
    incidents: Sequence[Incident],
    saying: Saying,
    story: Story,
    before: Story | None,
    rulebook: Rulebook,
    rule: RuleRef,
) -> Alert:
    """The alert of a region's total; `story` is the story after the turn."""
    name = rulebook.name_of(story.region)
    measure = rule.name.split(".", 2)[2]
    total = f"{saying.observed} {wording.measure(measure)} in {wording.span(rule.window or '0d')}"
    over = wording.plural(len(incidents), "incident")
    largest = incidents[0] if incidents else None
    words = _change_words(saying)
    headline = f"{wording.named(story.kind)} in {name}: {total}, {over}"
    where = largest.where if largest else None
    data = _Data(
        headline=f"{headline} — {words}" if words else headline,
        summary=f"{total}, over {over} in {name}; it rings from {saying.threshold}.",
        region=Region(
            code=story.region,
            name=name,
            path=_path(story.region),
            areas=where.areas if where and story.region in where.areas else (),
        ),
        incidents=tuple(_told(incident) for incident in incidents[:MOST_INCIDENTS]),
        context=(),
        rule=rule,
        retaliates_for=None,
        urgency=_urgency(saying.verdict, story.kind),
        sources=incidents[:MOST_INCIDENTS],
    )
    return _alert(story, before, saying, data, rulebook)


def total_story(before: Story | None, saying: Saying, *, due_at: datetime, **fixed: Unpack[Fixed]) -> Story:
    """The story of a region's total after a turn; `fixed` are its id, status, region, countries and rule."""
    figures = {"total": int(saying.observed or 0)}
    return _story(before, saying, figures=figures, due_at=due_at, also=(), **fixed)


def _alert(story: Story, before: Story | None, saying: Saying, data: _Data, rulebook: Rulebook) -> Alert:
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
            urgency=data.urgency,
            certainty=saying.certainty,
            headline=data.headline,
            summary=data.summary,
            region=data.region,
            incidents=data.incidents,
            change=_change(saying, before),
            retaliates_for=data.retaliates_for,
            context=tuple(_aside(told) for told in data.context),
            rule=data.rule,
            reasons=saying.reasons,
            publishers=_voices(data.sources),
            evidence=_quotes(data.sources),
            links=tuple(dict.fromkeys(c.url for i in data.sources for c in i.claims if c.url))[:MOST_QUOTES],
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


def _change_words(saying: Saying) -> str:
    if saying.verdict is Verdict.CLEAR:
        return "all clear"
    if saying.verdict is Verdict.CANCEL:
        return "cancelled"
    if saying.change is None:
        return ""
    what, was, now = saying.change
    return wording.change(what, was, now, corrected=saying.verdict is Verdict.CORRECT)


def _urgency(verdict: Verdict, kind: str) -> Urgency:
    if verdict is Verdict.CLEAR:
        return "Past"
    return "Expected" if kind == "threat" else "Immediate"


def _told(incident: Incident) -> Told:
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


def _region(incident: Incident, rulebook: Rulebook) -> Region:
    where = incident.where
    return Region(
        code=where.code,
        name=rulebook.name_of(where.code),
        path=_path(where.code),
        areas=where.areas,
        lat=where.lat,
        lon=where.lon,
    )


def _path(code: str) -> tuple[str, ...]:
    """The country of a division; nothing lies around a country, and an area has no path."""
    country, dash, _ = code.partition("-")
    return (country,) if dash and country != "x" else ()


def _place_name(incident: Incident, rulebook: Rulebook) -> str:
    where = incident.where
    names = [where.place, rulebook.name_of(where.subdivision) if where.subdivision else None]
    names.append(rulebook.name_of(where.country))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _rule_of_incident(saying: Saying, ruling: Ruling) -> RuleRef:
    """The step that made the severity and where it is written; a toll's before a signal's."""
    severity = saying.severity.name if saying.severity else ""
    made = [s for s in saying.reasons if s.to == severity and not s.step.startswith("total.")]
    made.sort(key=lambda step: step.step in {"signal", "retaliation"})
    step = made[0] if made else None
    if step is None:
        path, name, observed = "ring_at", "relief", None
    elif step.step == "signal":
        path, name, observed = f"signals.{step.value}", f"signals.{step.value}", step.value
    else:
        path, name, observed = f"incident.{step.step}.{severity}", f"incident.{step.step}", step.value
    if name.startswith("incident.rules."):
        name = path = step.step if step else name
    origin = ruling.origins.get(path) or ruling.origins.get("ring_at")
    threshold = next(
        (int(r.partition(">=")[2]) for r in saying.reached if step and r.partition(">=")[0] == step.step),
        None,
    )
    return RuleRef(
        name=name,
        file=origin.file if origin else "",
        line=origin.line if origin else 0,
        observed=observed if observed is not None else saying.observed,
        threshold=threshold if threshold is not None else saying.threshold,
        window=None,
        why=ruling.why,
    )


def _retaliation(incident: Incident, earlier: Link | None) -> RetaliatesFor | None:
    """The act that it answers: as an article says, as the ledger knows, or both."""
    answers = incident.answers
    if answers is None and earlier is not None:
        day = earlier.occurred_at.date().isoformat()
        return RetaliatesFor(
            incident_id=earlier.incident_id,
            basis="stated" if incident.retaliation else "inferred",
            by=earlier.against,
            against=earlier.by,
            act=None,
            words=f"{earlier.by} against {earlier.against}, {earlier.where.place or earlier.where.code}, {day}",
        )
    if answers is None:
        return None
    return RetaliatesFor(
        incident_id=earlier.incident_id if earlier else None,
        basis="stated",
        by=_cut(answers.by),
        against=_cut(answers.against),
        act=_cut(answers.act),
        words=answers.words[:LONGEST_QUOTE],
    )


def _cut(words: str | None) -> str | None:
    return words and words[:LONGEST_QUOTE]


def _context(incident: Incident) -> tuple[Context, ...]:
    """What the articles tell beside it: background tolls first, each said once."""
    seen: dict[tuple[str, str, str], Context] = {}
    for claim in incident.claims:
        for told in claim.context:
            seen.setdefault((told.of, ",".join(told.signals), told.place or told.by or ""), told)
    return tuple(sorted(seen.values(), key=lambda told: told.of != "background"))[:MOST_ASIDES]


def _aside(told: Context) -> Aside:
    return Aside(
        of=told.of,
        mode=told.mode,
        signals=told.signals,
        by=_cut(told.by),
        place=told.place,
        country=told.country,
        date=told.date,
        casualties=told.counts,
        words=told.words[:LONGEST_QUOTE],
    )


def _voices(incidents: Sequence[Incident]) -> tuple[Voice, ...]:
    """The independent publishers, each once, with the rank that its claims carry."""
    voices: dict[str, Voice] = {}
    for incident in incidents:
        for name in incident.publishers:
            claim = next(c for c in incident.claims if c.publisher == name)
            voices.setdefault(name, Voice(name=name, country=claim.publisher_country, tier=claim.tier))
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
