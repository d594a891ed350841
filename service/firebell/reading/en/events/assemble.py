"""Findings, tolls, places, actors and times → Reading: the incidents of one article, each with its words."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from firebell.reading.en import casualties
from firebell.reading.en.actors import answers, direction
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.casualties import Toll
from firebell.reading.en.events import implied, taking_part
from firebell.reading.en.events.draft import Draft
from firebell.reading.en.events.drafts import drafts
from firebell.reading.en.events.implied import Scene
from firebell.reading.en.events.one_act import second_names
from firebell.reading.en.events.placing import Placing
from firebell.reading.en.events.units import items, units
from firebell.reading.en.places import Location
from firebell.reading.en.places.found import TOWN
from firebell.reading.en.signals.domains import TextKind
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.times.retold import is_retold
from firebell.reading.en.times.when import Times, Timing
from firebell.reading.reading import (
    Casualty,
    Count,
    Event,
    Evidence,
    Reading,
    Signal,
)
from firebell.reading.text import Document

KINDS = ("killed", "injured", "missing", "abducted", "detained", "displaced")

ORDER: Mapping[str, int] = {
    "massacre": 1,
    "attack_on_civilians": 1,
    "protest": 2,
    "mobilization": 2,
    "attack_prevented": 2,
    "retaliatory_attack": 3,
}
"""The weapon or deed leads; what qualifies it follows, retaliation last ("always beside another signal")."""

QUIET = frozenset({"protest"})
RELEVANT_MODES = frozenset({"asserted", "planned", "hypothetical", "denied"})


class Findings(NamedTuple):
    """All that the readers of one document found."""

    signals: list[Finding]
    tolls: Sequence[Toll]
    mentions: Sequence[Mention]
    placing: Placing
    kind: TextKind


def assemble(article_id: str, doc: Document, found: Findings, times: Times) -> Reading:
    """The reading of one English article; incidents in order of what the article is news about."""
    listed = items(doc, found.signals, found.tolls, times)
    beside = direction.by_sentence(doc, found.mentions)
    told = units(doc, listed, found.signals, found.tolls, times, found.placing)
    made = drafts(
        told, found.signals, found.tolls, partial(_implied, doc, found, beside), partial(is_retold, doc)
    )
    again = second_names(doc, made, found.signals)
    for draft in made:
        draft.findings[:] = [index for index in draft.findings if index not in again]
    signal_home = {index: number for number, draft in enumerate(made) for index in draft.findings}
    toll_home = {index: number for number, draft in enumerate(made) for index in draft.tolls}
    signals = tuple(
        _signal(doc, f, times, made, signal_home.get(i))
        for i, f in enumerate(found.signals)
        if i not in again
    )
    return Reading(
        article_id=article_id,
        language="en",
        relevant=is_relevant(signals),
        incidents=tuple(_event(doc, draft, found, beside, times) for draft in made),
        signals=signals,
        casualties=tuple(
            _casualty(doc, toll, times, made, toll_home.get(i)) for i, toll in enumerate(found.tolls)
        ),
    )


def _implied(
    doc: Document,
    found: Findings,
    beside: Mapping[int, Sequence[Mention]],
    toll: Toll,
    location: Location | None,
) -> Finding | None:
    """What a toll implies by itself; nothing in a text about sport, business or the arts.

    A blast of which no more is said is taken for a bomb only where there are bombs.
    """
    kind = found.kind
    if kind.foreign:
        return None
    armed = kind.warlike and _has_attacker(toll, beside.get(doc.sentence_of[toll.anchor], ()))
    at_war = location is not None and found.placing.is_at_war(location)
    finding = implied.finding_of(doc, toll, Scene(armed=armed, warlike=kind.warlike, at_war=at_war))
    if finding is None or finding.signal != "bombing":
        return finding
    where = found.placing.locate(toll.first, toll.last, None)
    return None if found.placing.is_at_peace(where.country) else finding


def _has_attacker(toll: Toll, beside: Sequence[Mention]) -> bool:
    """Whether an armed actor is named beside those who were hurt."""
    return any(not toll.first <= m.first < toll.last and m.cls != "police" for m in beside)


def is_relevant(signals: Sequence[Signal]) -> bool:
    """At least one signal other than `protest` that happened, may happen or is denied (CODEBOOK §8)."""
    return any(signal.signal not in QUIET and signal.mode in RELEVANT_MODES for signal in signals)


def _signal(doc: Document, finding: Finding, times: Times, made: Sequence[Draft], home: int | None) -> Signal:
    span = doc.span(finding.first, finding.last)
    timing = times.at(finding.anchor)
    when = timing.when if home is None else made[home].when
    mode = finding.mode if home is None else made[home].mode
    return Signal(
        signal=finding.signal,
        mode="historical" if home is None and timing.historical and finding.mode == "asserted" else mode,
        when=when,
        incident=home,
        by=finding.by,
        field=span.field,
        start=span.start,
        end=span.end,
        words=span.words,
    )


def _casualty(doc: Document, toll: Toll, times: Times, made: Sequence[Draft], home: int | None) -> Casualty:
    span = doc.span(toll.first, toll.last)
    timing = times.at(toll.anchor)
    when = made[home].when if home is not None else "background" if toll.cumulative else timing.when
    return Casualty(
        kind=toll.kind,
        low=toll.count.low,
        best=toll.count.best,
        high=toll.count.high,
        when=when,
        mode=toll.mode,
        incident=home,
        victims=tuple(toll.victims),
        part_of=toll.part_of,
        claimed_by=toll.claimed_by,
        cumulative=toll.cumulative or timing.cumulative,
        adds=toll.adds,
        field=span.field,
        start=span.start,
        end=span.end,
        words=span.words,
    )


def _event(
    doc: Document, draft: Draft, found: Findings, beside: Mapping[int, Sequence[Mention]], times: Times
) -> Event:
    names = _ordered(draft, found.signals)
    totals = _totals(draft, found.tolls)
    place = draft.location
    date, precision = _dated(draft, times)
    answer = answers.find(doc, _retaliations(draft, found.signals), found.mentions)
    parts = taking_part.actors(doc, draft, beside, times)
    return Event(
        when=draft.when,
        mode=draft.mode,
        signals=names,
        country=place.country if place else "ZZ",
        subdivision=place.subdivision if place else None,
        place=place.place if place else None,
        geonames_id=place.geonames_id if place and place.level == TOWN else None,
        unlisted=place is not None and place.level == TOWN and place.geonames_id is None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        areas=tuple(place.areas) if place else (),
        date=date,
        precision=precision,
        **{kind: total.count for kind, total in totals.items()},
        by_class=_by_class(totals),
        victims=_victims(draft, found.tolls),
        actors=parts,
        retaliation="stated" if "retaliatory_attack" in names else None,
        answers=answer and answers.filled(answer, parts),
        claimed_by=direction.claimed_by(
            doc, found.mentions, frozenset(unit.sentence for unit in draft.units)
        ),
        struck=None,  # events.aimed tells it
        evidence=_evidence(doc, draft, found, times),
    )


def _ordered(draft: Draft, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Each signal once, the one that leads first."""
    seen: dict[str, int] = {}
    for place, index in enumerate(draft.findings):
        seen.setdefault(findings[index].signal, place)
    order = {**ORDER, "armed_clash": 2} if "massacre" in seen else ORDER
    return tuple(sorted(seen, key=lambda name: (order.get(name, 0), seen[name])))


def _retaliations(draft: Draft, findings: Sequence[Finding]) -> list[Finding]:
    return [findings[i] for i in draft.findings if findings[i].signal == "retaliatory_attack"]


def _totals(draft: Draft, tolls: Sequence[Toll]) -> dict[str, Toll]:
    """What the incident's tolls come to, by kind; `part_of` is renumbered for those that stay."""
    out: dict[str, Toll] = {}
    by_kind: dict[str, list[int]] = {}
    for index in draft.tolls:
        by_kind.setdefault(tolls[index].kind, []).append(index)
    for kind in KINDS:
        own = by_kind.get(kind, [])
        if not own:
            continue
        place = {index: number for number, index in enumerate(own)}
        chosen = [
            tolls[index]._replace(
                part_of=place.get(part) if (part := tolls[index].part_of) is not None else None
            )
            for index in own
        ]
        total = casualties.total(chosen)
        if total is not None:
            out[kind] = total
    return out


def _by_class(totals: Mapping[str, Toll]) -> dict[str, dict[str, Count]]:
    out: dict[str, dict[str, Count]] = {}
    for kind, total in totals.items():
        split = dict(total.by_class) or ({total.victims[0]: total.count} if len(total.victims) == 1 else {})
        for cls, count in split.items():
            out.setdefault(cls, {})[kind] = count
    return out


def _victims(draft: Draft, tolls: Sequence[Toll]) -> tuple[str, ...]:
    hurt = [
        tolls[i] for i in draft.tolls if tolls[i].kind in {"killed", "injured", "abducted", "size", "missing"}
    ]
    return tuple(dict.fromkeys(cls for toll in hurt for cls in toll.victims))


def _dated(draft: Draft, times: Times) -> tuple[str | None, str | None]:
    timing = _timing(draft, times)
    if timing:
        return timing.date, timing.precision
    if draft.when == "current" and times.published:
        return times.published.isoformat(), "published"
    return None, None


def _timing(draft: Draft, times: Times) -> Timing | None:
    """What dates the incident: its own words, or for the news those of a sentence about the same event."""
    own = next((unit.dated for unit in draft.units if unit.dated and unit.dated.date == draft.date), None)
    if own or draft.when != "current" or not draft.lead:
        return own
    return times.of_event(draft.units[0].sentence)


def _evidence(doc: Document, draft: Draft, found: Findings, times: Times) -> tuple[Evidence, ...]:
    """The words for each signal, each toll, the place and the date; exact slices, each said once."""
    out: dict[tuple[str, str, int, int], Evidence] = {}

    def add(of: str, first: int, last: int) -> None:
        span = doc.span(first, last)
        key = (of, span.field, span.start, span.end)
        out.setdefault(
            key, Evidence(of=of, field=span.field, start=span.start, end=span.end, words=span.words)
        )

    for index in draft.findings:
        add(found.signals[index].signal, found.signals[index].first, found.signals[index].last)
    for index in draft.tolls:
        add(found.tolls[index].kind, found.tolls[index].first, found.tolls[index].last)
    if draft.location and draft.location.last > draft.location.first:
        add("place", draft.location.first, draft.location.last)
    timing = _timing(draft, times)
    if timing and timing.last > timing.first:
        add("date", timing.first, timing.last)
    return tuple(out.values())
