"""Turn of an incident → the story after it, and the Alert that tells it: the whole state, each time."""

from firebell.alert import wording
from firebell.alert.alert import (
    Alert,
    Region,
    RetaliatesFor,
    RuleRef,
)
from firebell.alert.making import (
    LONGEST_QUOTE,
    MOST_ASIDES,
    RELIEF_KIND,
    Parts,
    Saying,
    alert_of,
    change_words,
    cut,
    path_of,
    story_after,
    told,
    urgency_of,
)
from firebell.alert.story import Story, incident_alert_id
from firebell.incident.incident import KINDS, Context, Incident
from firebell.incident.ledger import Link
from firebell.rules.rulebook import Rulebook, Ruling


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
    story = story_after(
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
    words = change_words(saying)
    data = Parts(
        headline=wording.headline(kind, incident, place, words),
        summary=wording.summary(incident, place, incident.publishers, context),
        region=_region(incident, rulebook),
        incidents=(told(incident),),
        context=context,
        rule=_rule_of_incident(saying, ruling),
        retaliates_for=_retaliation(incident, saying.links.answers),
        urgency=urgency_of(saying.verdict, kind),
        sources=(incident,),
    )
    return story, alert_of(story, before, saying, data, rulebook)


def _region(incident: Incident, rulebook: Rulebook) -> Region:
    where = incident.where
    return Region(
        code=where.code,
        name=rulebook.name_of(where.code),
        path=path_of(where.code),
        areas=where.areas,
        lat=where.lat,
        lon=where.lon,
    )


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
        by=cut(answers.by),
        against=cut(answers.against),
        act=cut(answers.act),
        words=answers.words[:LONGEST_QUOTE],
    )


def _context(incident: Incident) -> tuple[Context, ...]:
    """What the articles tell beside it: background tolls first, each said once."""
    seen: dict[tuple[str, str, str], Context] = {}
    for claim in incident.claims:
        for aside in claim.context:
            seen.setdefault((aside.of, ",".join(aside.signals), aside.place or aside.by or ""), aside)
    return tuple(sorted(seen.values(), key=lambda aside: aside.of != "background"))[:MOST_ASIDES]
