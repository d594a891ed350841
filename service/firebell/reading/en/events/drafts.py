"""Units → Drafts: which clauses of an article tell the same incident, and which of them is the news."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from firebell.reading.en.casualties import Toll
from firebell.reading.en.events.units import Unit, family_of
from firebell.reading.en.places import Location
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.times.when import days_between
from firebell.reading.reading import Mode, When

NOWHERE = "ZZ"

SAME_EVENT_DAYS = 1
"""Two clauses whose dates lie further apart tell two events."""

SAME_PLACE = 2.0
"""Points where both clauses name the same town, or the same division and no other town."""

VAGUE_DAYS = 7
"""A date by week or month may lie so far from the day that it means."""

HURTING = frozenset({"violence", "crowd", "toll"})
"""Families that can share one incident: nobody is hurt by a deployment or a curfew."""


RETOLD_OF = 12
"""So many incidents, the first ones, are told again further on."""


@dataclass(slots=True)
class Draft:
    """An incident in the making: units in the text's order, and the best place that any of them gives."""

    when: When
    mode: Mode
    family: str
    units: list[Unit] = field(default_factory=list)
    location: Location | None = None
    place_own: bool = False

    @property
    def date(self) -> str | None:
        """The first day-exact date that a unit gives, else any date."""
        timings = [unit.dated for unit in self.units]
        exact = next((t.date for t in timings if t and t.precision == "day"), None)
        return exact or next((t.date for t in timings if t), None)

    @property
    def only_subordinate(self) -> bool:
        """Whether the article tells it only as what came before something else."""
        return all(unit.subordinate for unit in self.units)

    @property
    def tolls(self) -> list[int]:
        """Indexes of its tolls."""
        return [index for unit in self.units for index in unit.tolls]

    @property
    def findings(self) -> list[int]:
        """Indexes of its signals."""
        return [index for unit in self.units for index in unit.findings]

    @property
    def lead(self) -> bool:
        """Whether it stands in the title or the first paragraph, in its own right."""
        return any(unit.lead and not unit.subordinate for unit in self.units)


def drafts(
    units: Sequence[Unit],
    findings: list[Finding],
    tolls: Sequence[Toll],
    imply: Callable[[Toll], Finding | None],
    is_retold: Callable[[Toll, Toll], bool],
) -> list[Draft]:
    """The incidents of the article, the one that it is news about first (CODEBOOK §8 "An incident").

    A toll that no deed explains may imply one: it is added to `findings`.
    """
    out: list[Draft] = []
    for unit in units:
        if _habitual(unit):
            continue
        draft = _retold(unit, out, tolls, is_retold) or _home(unit, out, tolls)
        if draft is None:
            draft = Draft(unit.when, unit.mode, unit.family)
            out.append(draft)
        _take(draft, unit)
    for draft in out:
        if not draft.findings:
            _imply(draft, findings, tolls, imply)
    out = [draft for draft in out if draft.findings]
    _undated_to_background(out)
    _explainers_to_background(out)
    return sorted(out, key=lambda draft: _rank(draft, findings, tolls))


def _imply(
    draft: Draft, findings: list[Finding], tolls: Sequence[Toll], imply: Callable[[Toll], Finding | None]
) -> None:
    """Give an incident that is told by its toll alone the signal that this toll implies."""
    for unit in draft.units:
        for item in list(unit.items):
            finding = imply(tolls[item.place]) if item.toll else None
            if finding is not None:
                unit.items.append(item._replace(toll=False, place=len(findings)))
                findings.append(finding)
                draft.family = family_of(finding.signal)
                return


def _habitual(unit: Unit) -> bool:
    """What happens again and again is no incident: no day, no toll, told as a habit."""
    timing = unit.items[0].timing
    return (
        timing.explicit
        and unit.when == "background"
        and not timing.date
        and not unit.tolls
        and not timing.cumulative
    )


def _take(draft: Draft, unit: Unit) -> None:
    draft.units.append(unit)
    if draft.family == "toll":
        draft.family = unit.family
    new, old = unit.location, draft.location
    if new is None or (unit.again and draft.place_own and new.country != (old or new).country):
        return
    if old is None or (unit.own and not draft.place_own) or (unit.own and _finer(new, old)):
        draft.location = new
        draft.place_own = unit.own


def _finer(new: Location, old: Location) -> bool:
    """Whether the new place lies in the old one and says more."""
    if old.country == NOWHERE:
        return new.country != NOWHERE
    if new.country != old.country:
        return False
    if old.subdivision is None:
        return new.subdivision is not None
    return new.subdivision == old.subdivision and old.geonames_id is None and new.geonames_id is not None


def _home(unit: Unit, out: Sequence[Draft], tolls: Sequence[Toll]) -> Draft | None:
    """The incident told before that this unit goes on about, the likeliest one; None begins a new one."""
    best: tuple[float, Draft] | None = None
    for number, draft in enumerate(out):
        score = None if _tells_apart(unit, draft, tolls) else _kinship(unit, draft)
        if score is None:
            continue
        score += number / 1000  # of equals the one told last
        if best is None or score > best[0]:
            best = (score, draft)
    return best[1] if best else None


def _retold(
    unit: Unit, out: Sequence[Draft], tolls: Sequence[Toll], is_retold: Callable[[Toll, Toll], bool]
) -> Draft | None:
    """The incident whose toll this unit tells again: other words and another place or time do not part them."""
    if unit.apart or not unit.tolls:
        return None
    for draft in out[:RETOLD_OF]:
        if unit.mode != draft.mode or any(other.sentence == unit.sentence for other in draft.units):
            continue
        if any(is_retold(tolls[mine], tolls[told]) for mine in unit.tolls for told in draft.tolls):
            return draft
    return None


def _tells_apart(unit: Unit, draft: Draft, tolls: Sequence[Toll]) -> bool:
    """Whether "after" parts two tolls: a bomb killed five, two days after clashes left 30 dead."""
    if unit.subordinate == draft.only_subordinate:
        return False
    mine = {tolls[index].kind: tolls[index].count.best for index in unit.tolls}
    told = {tolls[index].kind: tolls[index].count.best for index in draft.tolls}
    return any(kind in told and told[kind] != best for kind, best in mine.items())


def _kinship(unit: Unit, draft: Draft) -> float | None:
    """How well the unit fits the draft; None where they cannot be one event."""
    if unit.mode != draft.mode or not _kin(unit.family, draft.family):
        return None
    place = _place_kinship(unit, draft)
    date = _date_kinship(unit, draft)
    if place is None or date is None:
        return None
    if unit.when != draft.when and not _may_cross(unit, draft, place):
        return None
    if unit.apart and unit.own and unit.tolls and place <= 1:
        return None
    if unit.apart and unit.tolls and draft.tolls and not unit.lead:
        return None
    score = place + date + (1.5 if unit.when == draft.when else 0)
    if draft.lead:
        score += 0.3
    if unit.subordinate == draft.only_subordinate:
        score += 0.2
    return score


def _kin(one: str, other: str) -> bool:
    return one == other or {one, other} <= HURTING


def _may_cross(unit: Unit, draft: Draft, place: float) -> bool:
    """Undated words about a place already told join what was told of it, current or not."""
    explicit = any(item.timing.explicit for item in unit.items)
    return not explicit and place >= SAME_PLACE and draft.place_own and not unit.lead


def _place_kinship(unit: Unit, draft: Draft) -> float | None:
    new, old = unit.location, draft.location
    if new is None or old is None or not unit.own:
        return 0.5
    if unit.again and draft.lead and not _is_dated(unit):
        return 0.5  # what the sentence places is somebody's country, not the event told before
    if NOWHERE in (new.country, old.country):
        return 0.5
    if new.country != old.country:
        return None if draft.place_own else 0.0
    if new.subdivision is None or old.subdivision is None:
        beside = any(other.sentence == unit.sentence and other.own for other in draft.units)
        return None if beside and unit.subordinate != draft.only_subordinate else 0.6
    if new.subdivision != old.subdivision:
        return None
    if new.geonames_id and old.geonames_id and new.geonames_id != old.geonames_id:
        return 1.0
    return SAME_PLACE


def _date_kinship(unit: Unit, draft: Draft) -> float | None:
    mine = unit.dated
    if mine is None or draft.date is None:
        return 0.0
    apart = days_between(mine.date, draft.date)
    if apart is None:
        return 0.0
    if mine.precision != "day":
        return 0.5 if abs(apart) <= VAGUE_DAYS else None
    if abs(apart) > SAME_EVENT_DAYS:
        return None
    return 1.0 if apart == 0 else 0.4


def _undated_to_background(out: Sequence[Draft]) -> None:
    """Neither in the lead nor dated: told to explain, not as news (CODEBOOK §8 "Current")."""
    news = any(draft.lead and draft.when == "current" and draft.mode == "asserted" for draft in out)
    for draft in out:
        if draft.when != "current" or draft.lead or any(_is_dated(unit) for unit in draft.units):
            continue
        if news or not any(unit.lead for unit in draft.units):
            draft.when = "background"


def _is_dated(unit: Unit) -> bool:
    return any(item.timing.explicit for item in unit.items)


def _explainers_to_background(out: Sequence[Draft]) -> None:
    """What is only told as the ground of something else is background where that stands beside it."""
    main = [d for d in out if d.when == "current" and d.mode == "asserted" and not d.only_subordinate]
    if not any(d.family in {"violence", "crowd", "measure"} for d in main):
        return
    for draft in out:
        if draft.when == "current" and draft.only_subordinate and draft.mode == "asserted":
            draft.when = "background"


def _rank(draft: Draft, findings: Sequence[Finding], tolls: Sequence[Toll]) -> tuple[int, ...]:
    """What an article is news about: current and asserted, in the lead, violent, with people hurt, told first."""
    first = min(item.token for unit in draft.units for item in unit.items)
    violent = draft.family == "violence" or any(
        findings[i].signal in {"riot", "excessive_force"} for i in draft.findings
    )
    hurt = any(tolls[i].kind in {"killed", "injured", "abducted"} for i in draft.tolls)
    return (
        draft.when != "current",
        draft.mode != "asserted",
        not (draft.lead and violent),
        not draft.lead,
        not violent,
        not hurt,
        first,
    )
