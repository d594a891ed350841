"""Findings, tolls and times → Units: what one clause group tells of one event at one time, in one mode."""

from collections.abc import Collection, Sequence

from firebell.reading.cue import Cue
from firebell.reading.en.casualties import Toll
from firebell.reading.en.casualties.scope import GREAT_TOTAL, WAR_TOTAL
from firebell.reading.en.events import ties
from firebell.reading.en.events.placing import Placing, place
from firebell.reading.en.events.unit import Item, Unit, family_of
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.times.grounds import ground
from firebell.reading.en.times.when import Times, Timing
from firebell.reading.reading import Mode
from firebell.reading.text import Document, words

SPANS = words("minutes hour hours day days night week weeks month months year years")
"""Before an "after": how long before the news."""

GREAT, ROUNDED = 100, 10
"""Who rounds so great a figure leaves at most a tenth of it out."""
SIEGES = Cue("siege standoff")
"""What ended "13 hours after gunmen stormed it" began with that."""

KILLINGS = words("killing killings murder murders death deaths lynching")
OWNERS = words("'s his her their whose")
PEACEFUL = {"protest"}
"""What kills nobody by itself."""

UTTERANCES = frozenset({"threat", "talks", "ceasefire", "calm_claimed"})
"""Said or agreed, not happened at a place: signals without incident (CODEBOOK §8 "An incident")."""


def items(
    doc: Document,
    findings: Sequence[Finding],
    tolls: Sequence[Toll],
    times: Times,
) -> list[Item]:
    """What makes incidents, in the text's order: no utterances, nothing that an accident did."""
    out = [
        Item(
            toll=False,
            place=place,
            token=finding.anchor,
            first=finding.first,
            last=finding.last,
            mode=finding.mode,
            timing=times.at(finding.anchor),
        )
        for place, finding in enumerate(findings)
        if finding.signal not in UTTERANCES and not ties.counts_from(doc, finding.anchor)
    ]
    of_tolls = _of_headline(doc, tolls, [_toll_timing(toll, tolls, times) for toll in tolls])
    out += [
        Item(
            toll=True,
            place=place,
            token=toll.anchor,
            first=toll.first,
            last=toll.last,
            mode=_toll_mode(toll),
            timing=of_tolls[place],
        )
        for place, toll in enumerate(tolls)
        if not toll.nonviolent
    ]
    return _with_deeds(doc, sorted(out, key=lambda item: (item.token, item.toll)))


def _of_headline(doc: Document, tolls: Sequence[Toll], timings: list[Timing]) -> list[Timing]:
    """A headline's great figure is the total that the text tells: "Over 6,000 killed", "6,417 since 2014"."""
    for at, toll in enumerate(tolls):
        if toll.anchor >= doc.title_tokens or toll.count.best < GREAT or timings[at].cumulative:
            continue
        told = (
            timing
            for other, timing in zip(tolls, timings, strict=True)
            if timing.cumulative and other.kind == toll.kind and _is_near(toll, other)
        )
        timings[at] = next(told, timings[at])._replace(lead=timings[at].lead)
    return timings


def _is_near(toll: Toll, other: Toll) -> bool:
    """Whether the one is the other, rounded."""
    return abs(toll.count.best - other.count.best) * ROUNDED <= other.count.best


def _with_deeds(doc: Document, listed: Sequence[Item]) -> list[Item]:
    """Whom a deed of some time before hurt, was hurt then: "it has bombed ferries, killing 30"."""
    out: list[Item] = []
    for item in listed:
        deed = out[-1] if out else None
        if (
            deed is not None
            and item.toll
            and not (item.timing.explicit or item.timing.lead or item.timing.cumulative)
            and deed.timing.when == "background"
            and not (deed.timing.date or deed.timing.subordinate)
            and doc.sentence_of[deed.token] == doc.sentence_of[item.token]
        ):
            out.append(item._replace(timing=deed.timing))
        else:
            out.append(item)
    return out


def _toll_mode(toll: Toll) -> Mode:
    """A denied or feared toll belongs to what did happen: "nobody was hurt in the attack"."""
    return "asserted" if toll.mode in {"denied", "hypothetical"} and toll.count.best == 0 else toll.mode


def _toll_timing(toll: Toll, tolls: Sequence[Toll], times: Times) -> Timing:
    """When those were hurt; a part has its total's time, whatever stands beside it."""
    if toll.part_of is not None and tolls[toll.part_of].part_of is None:
        return _toll_timing(tolls[toll.part_of], tolls, times)
    timing = times.at(toll.anchor)
    past = toll.cumulative or (toll.kind == "killed" and _is_wars(toll, timing))
    return timing._replace(when="background", cumulative=True) if past else timing


def _is_wars(toll: Toll, timing: Timing) -> bool:
    """Whether so many died in no single act: ten thousand, or a thousand of whom neither lead nor day tells."""
    told = timing.lead or timing.explicit
    return toll.count.best >= (WAR_TOTAL if told else GREAT_TOTAL)


def _is_ground(doc: Document, item: Item, tolls: Sequence[Toll]) -> bool:
    """Whether it is a killing that a crowd may have come out for: "a march over the killing of six"."""
    if tolls[item.place].kind != "killed" or doc.low[item.token] not in KILLINGS:
        return False
    return doc.low[item.token + 1 : item.token + 2] == ["of"] or doc.low[item.token - 1] in OWNERS


def units(  # noqa: PLR0913, PLR0917 -- all that an article tells, and when and where
    doc: Document,
    listed: Sequence[Item],
    findings: Sequence[Finding],
    tolls: Sequence[Toll],
    times: Times,
    placing: Placing,
) -> list[Unit]:
    """The items of each sentence, joined by time, mode and kind; each unit with its place."""
    out: list[Unit] = []
    told: dict[int, list[Unit]] = {}
    for item in listed:
        family = "toll" if item.toll else family_of(findings[item.place].signal)
        rows = told.setdefault(doc.sentence_of[item.token], [])
        turn = ties.turn(doc, rows[-1].items[-1].token, item.token, placing.names) if rows else None
        ground = item.toll and _is_ground(doc, item, tolls)
        marched = any(row.signals == PEACEFUL for row in rows)
        joins = (
            row
            for row in reversed(rows)
            if _joins(row, item, family) and not (marched and row.ground != ground)
        )
        unit = None if turn else next(joins, None)
        if unit is None:
            unit = _begun(doc, item, family, turn, times)
            if turn is not None:
                rows[-1].end = turn
            rows.append(unit)
            out.append(unit)
        unit.ground = unit.ground or ground
        unit.take(item, None if item.toll else findings[item.place].signal)
        if unit.family == "toll":
            unit.family = family
    long = len(doc.sentences) >= ties.LONG
    for unit in out:
        unit.loose = long and _is_loose(doc, unit, findings)
        place(doc, unit, findings, times, placing, told.get(unit.sentence - 1, ()))
    _lead_to_news(told.values(), out)
    return out


def _lead_to_news(sentences: Collection[Sequence[Unit]], out: Sequence[Unit]) -> None:
    """What stands behind an "after" is the news where nothing else is told that happened: "vows revenge after …".

    "A day after" only parts it where the whole lead tells nothing else: "Police hunted gunmen a day after …".
    """
    alone = all(unit.subordinate for unit in out if unit.lead)
    for rows in sentences:
        if all(unit.lead and unit.subordinate and (alone or not unit.earlier) for unit in rows):
            for unit in rows:
                unit.subordinate = unit.earlier = False


def _begun(doc: Document, item: Item, family: str, turn: int | None, times: Times) -> Unit:
    """A unit that begins with this item; at a `turn` the sentence has begun to tell of another event."""
    timing = item.timing
    mode: Mode = "historical" if timing.historical and item.mode == "asserted" else item.mode
    unit = Unit(
        doc.sentence_of[item.token], timing.when, mode, timing.subordinate, timing.lead, family, turn=turn
    )
    unit.apart = turn is not None or ties.is_apart(doc, unit.sentence)
    unit.beside = turn is not None or (unit.apart and ties.is_beside(doc, unit.sentence))
    unit.separate = unit.apart and ties.is_separate(doc, unit.sentence)
    unit.earlier = timing.subordinate and _is_earlier(doc, item.token, times)
    unit.answered = ground(doc, item.token) is not None
    unit.points = not unit.apart and ties.points(doc, unit.sentence)
    unit.again = not unit.apart and ties.is_again(doc, unit.sentence)
    unit.item = ties.item(doc, unit.sentence)
    unit.same = ties.is_same_place(doc, unit.sentence)
    return unit


THE = (["the"], ["a"], ["their"], ["its"])
RECENT = words("recent previous earlier prior")
"""Behind an "after" these make an event one of some time ago."""


def _is_earlier(doc: Document, token: int, times: Times) -> bool:
    """Whether the news came "hours after", "a day after" it: another event, whatever they share."""
    clause = times.earlier(token)
    if clause is None or not clause[0]:
        return False
    if doc.low[clause[0] + 1 : clause[0] + 2] in THE and doc.low[clause[0] + 2] in RECENT:
        return True  # "following the recent encounter in which a commander was killed"
    if doc.low[clause[0] - 1] not in SPANS:
        return False
    return not SIEGES.stands(doc, doc.sentence_at(token).first, clause[0])


def _is_loose(doc: Document, unit: Unit, findings: Sequence[Finding]) -> bool:
    """Whether no time, no pointing word and no answer ties its deed to the news."""
    if unit.lead or unit.explicit or unit.again or unit.when != "current" or not unit.findings:
        return False
    told = [findings[index] for index in unit.findings]
    return not any(one.signal == "retaliatory_attack" or ties.is_pointed_at(doc, one) for one in told)


def _joins(unit: Unit, item: Item, family: str) -> bool:
    timing = item.timing
    mode = "historical" if timing.historical and item.mode == "asserted" else item.mode
    if (unit.when, unit.mode) != (timing.when, mode):
        return False
    if unit.subordinate != timing.subordinate:
        return False
    if not _same_day(unit, timing):
        return False
    if "toll" in (unit.family, family):
        return unit.family in {"toll", "violence", "crowd"} and family in {"toll", "violence", "crowd"}
    return unit.family == family or {unit.family, family} <= {"violence", "crowd"}


def _same_day(unit: Unit, timing: Timing) -> bool:
    own = unit.dated
    return own is None or timing.date is None or own.date == timing.date
