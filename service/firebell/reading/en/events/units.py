"""Findings, tolls and times → Units: what one clause group tells of one event at one time, in one mode."""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from firebell.reading.en.casualties import Toll
from firebell.reading.en.events import ties
from firebell.reading.en.places import Location
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.times.grounds import ground
from firebell.reading.en.times.when import Times, Timing
from firebell.reading.reading import Mode, When
from firebell.reading.text import Document, Sentence, words

SPANS = words("minutes hour hours day days night week weeks month months year years")
"""Before an "after": how long before the news."""

UTTERANCES = frozenset({"threat", "talks", "ceasefire", "calm_claimed"})
"""Said or agreed, not happened at a place: signals without incident (CODEBOOK §8 "An incident")."""

MEASURES = frozenset({"emergency_measures", "restrictions_lifted"})
MOVES = frozenset({"mobilization", "withdrawal"})
FREEING = frozenset({"release"})
CROWDS = frozenset({"protest", "riot", "excessive_force"})


class Placing(NamedTuple):
    """How events are placed: `locate` tokens (within a clause, where that has a place), `is_own` in a sentence.

    `names` tells in which countries the places lie that tokens name.

    `is_at_war` tells of a place whether armed conflict is usual there, `is_at_peace` of a country whether it is rare.
    """

    locate: Callable[[int, int, tuple[int, int] | None], Location]
    names: Callable[[int, int], AbstractSet[str]]
    is_own: Callable[[Location, int], bool]
    is_at_war: Callable[[Location], bool]
    is_at_peace: Callable[[str], bool]


class Item(NamedTuple):
    """One finding or toll (`place` in its list) at `token`, with its time."""

    toll: bool
    place: int
    token: int
    first: int
    last: int
    mode: Mode
    timing: Timing


def family_of(signal: str) -> str:
    """What a signal can share an incident with: violence, a crowd's or a state's acts, coming and going."""
    if signal in MEASURES:
        return "measure"
    if signal in MOVES:
        return signal
    if signal in FREEING:
        return "release"
    return "crowd" if signal in CROWDS else "violence"


@dataclass(slots=True)
class Unit:
    """Items of one sentence that tell one event.

    `tolls` and `findings` are the indexes of what its items tell, `signals` the findings' names; `location` is its
    place, `own` where this sentence says it; `apart` and `again` say that this is another event than the one told
    before, or the same; `beside` that this other one happened at its time; `loose` that nothing ties it to the news;
    `earlier` that the news came so long after it, `answered` that its sentence tells an answer to it; `turn` is the
    token at which a run-on sentence turns to it, `end` that at which it turns away.
    """

    sentence: int
    when: When
    mode: Mode
    subordinate: bool
    lead: bool
    family: str
    items: list[Item] = field(default_factory=list)
    tolls: list[int] = field(default_factory=list)
    findings: list[int] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)
    location: Location | None = None
    own: bool = False
    turn: int | None = None
    end: int | None = None
    apart: bool = False
    beside: bool = False
    again: bool = False
    loose: bool = False
    earlier: bool = False
    answered: bool = False

    def take(self, item: Item) -> None:
        """One more item."""
        self.items.append(item)
        (self.tolls if item.toll else self.findings).append(item.place)

    def drop(self, tolls: Collection[int]) -> None:
        """Without the items of these tolls."""
        self.items[:] = [item for item in self.items if not (item.toll and item.place in tolls)]
        self.tolls[:] = [index for index in self.tolls if index not in tolls]

    @property
    def dated(self) -> Timing | None:
        """The first of its items that carries a date."""
        return next((item.timing for item in self.items if item.timing.date), None)

    @property
    def explicit(self) -> bool:
        """Whether the text itself says when it was."""
        return any(item.timing.explicit for item in self.items)

    def span(self) -> tuple[int, int]:
        """The tokens from its first item to its last."""
        return min(i.first for i in self.items), max(i.last for i in self.items)


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
        if finding.signal not in UTTERANCES
    ]
    out += [
        Item(
            toll=True,
            place=place,
            token=toll.anchor,
            first=toll.first,
            last=toll.last,
            mode=_toll_mode(toll),
            timing=_toll_timing(toll, tolls, times),
        )
        for place, toll in enumerate(tolls)
        if not toll.nonviolent
    ]
    return _with_deeds(doc, sorted(out, key=lambda item: (item.token, item.toll)))


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
    return timing._replace(when="background", cumulative=True) if toll.cumulative else timing


def units(
    doc: Document, listed: Sequence[Item], findings: Sequence[Finding], times: Times, placing: Placing
) -> list[Unit]:
    """The items of each sentence, joined by time, mode and kind; each unit with its place."""
    out: list[Unit] = []
    told: dict[int, list[Unit]] = {}
    for item in listed:
        family = "toll" if item.toll else family_of(findings[item.place].signal)
        rows = told.setdefault(doc.sentence_of[item.token], [])
        turn = ties.turn(doc, rows[-1].items[-1].token, item.token, placing.names) if rows else None
        joined = None if turn else next((row for row in reversed(rows) if _joins(row, item, family)), None)
        unit = joined or _begun(doc, item, family, turn, times)
        if joined is None:
            if turn is not None and rows:
                rows[-1].end = turn
            rows.append(unit)
            out.append(unit)
        unit.take(item)
        if not item.toll:
            unit.signals.add(findings[item.place].signal)
        if unit.family == "toll":
            unit.family = family
    long = len(doc.sentences) >= ties.LONG
    for unit in out:
        unit.loose = long and _is_loose(doc, unit, findings)
        _place(doc, unit, times, placing)
        if _only_answers(unit, findings) and not (unit.own and _stands_before(unit)):
            # Retaliation stands beside another signal (CODEBOOK §1): what is near it is what it answers.
            unit.location, unit.own = None, False
        elif not unit.own:
            unit.location = _of_sentence_before(doc, unit, told) or unit.location
    return out


def _begun(doc: Document, item: Item, family: str, turn: int | None, times: Times) -> Unit:
    """A unit that begins with this item; at a `turn` the sentence has begun to tell of another event."""
    timing = item.timing
    mode: Mode = "historical" if timing.historical and item.mode == "asserted" else item.mode
    unit = Unit(
        doc.sentence_of[item.token], timing.when, mode, timing.subordinate, timing.lead, family, turn=turn
    )
    unit.apart = turn is not None or ties.is_apart(doc, unit.sentence)
    unit.beside = turn is not None or (unit.apart and ties.is_beside(doc, unit.sentence))
    unit.earlier = timing.subordinate and _is_earlier(doc, item.token, times)
    unit.answered = ground(doc, item.token) is not None
    unit.again = not unit.apart and ties.is_again(doc, unit.sentence)
    return unit


def _is_earlier(doc: Document, token: int, times: Times) -> bool:
    """Whether the news came "hours after", "a day after" it: another event, whatever they share."""
    clause = times.earlier(token)
    return clause is not None and clause[0] > 0 and doc.low[clause[0] - 1] in SPANS


def _place(doc: Document, unit: Unit, times: Times, placing: Placing) -> None:
    """Where it happened: what an "after" or a turn parts from the news has its place behind that word."""
    first, last = unit.span()
    within = times.earlier(unit.items[0].token) if unit.subordinate else None
    sentence = doc.sentences[unit.sentence]
    parted = None
    if unit.turn is not None or unit.end is not None:
        within = parted = unit.turn or sentence.first, unit.end or sentence.last
    elif sentence.field == "title" and within is None:
        within = _between_commas(doc, sentence, first, last, placing)
    unit.location = placing.locate(first, last, within)
    unit.own = placing.is_own(unit.location, unit.sentence)
    if parted is not None and not parted[0] <= unit.location.first < parted[1]:
        unit.own = False  # what stands beyond the turn is the place of the other event


def _between_commas(
    doc: Document, sentence: Sentence, first: int, last: int, placing: Placing
) -> tuple[int, int] | None:
    """The clause of a headline that tells it, where this names a place: what stands behind a comma is another's."""
    low = doc.low
    begin = next(
        (at + 1 for at in range(first - 1, sentence.first - 1, -1) if low[at] in {",", ";"}), sentence.first
    )
    end = next((at for at in range(last, sentence.last) if low[at] in {",", ";"}), sentence.last)
    parted = (begin, end) != (sentence.first, sentence.last)
    return (begin, end) if parted and placing.names(begin, end) else None


def _is_loose(doc: Document, unit: Unit, findings: Sequence[Finding]) -> bool:
    """Whether no time, no pointing word and no answer ties its deed to the news."""
    if unit.lead or unit.explicit or unit.again or unit.when != "current" or not unit.findings:
        return False
    told = [findings[index] for index in unit.findings]
    return not any(one.signal == "retaliatory_attack" or ties.is_pointed_at(doc, one) for one in told)


def _only_answers(unit: Unit, findings: Sequence[Finding]) -> bool:
    """Whether the unit says no more than that the event told before was an answer."""
    return not unit.tolls and all(findings[i].signal == "retaliatory_attack" for i in unit.findings)


def _stands_before(unit: Unit) -> bool:
    """Whether its place stands before what it says of the answer: "the refinery in Syzran was hit in retaliation"."""
    return unit.location is not None and unit.location.last <= unit.span()[0]


def _of_sentence_before(doc: Document, unit: Unit, told: Mapping[int, list[Unit]]) -> Location | None:
    """Where the sentence before puts its event, which one without a place of its own goes on about."""
    before = told.get(unit.sentence - 1)
    if not before:
        return None
    here, there = doc.sentences[unit.sentence], doc.sentences[unit.sentence - 1]
    if here.field != there.field or here.paragraph != there.paragraph:
        return None
    return next((other.location for other in reversed(before) if other.own), None)


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
