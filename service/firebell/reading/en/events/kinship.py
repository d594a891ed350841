"""A unit and the incidents told before it → the one that it goes on about, or none: then it begins one."""

from collections.abc import Callable, Sequence

from firebell.reading.en.casualties import Toll
from firebell.reading.en.events.draft import Draft
from firebell.reading.en.events.unit import Unit
from firebell.reading.en.places import Location
from firebell.reading.en.times.when import days_between
from firebell.reading.reading import Kind
from firebell.reading.text import words

NOWHERE = "ZZ"

SAME_EVENT_DAYS = 1
"""Two clauses whose dates lie further apart tell two events."""

SAME_PLACE = 2.0
"""Points where both clauses name the same town, or the same division and no other town."""

NEXT = 0.5
"""For the deed that was told last, if nobody is said to have died in it: more than the news has for its lead."""

SUBURB = 0.2
"""Degrees, some 20 km."""

TOWN = 2
VAGUE_DAYS = 7
"""A date by week or month may lie so far from the day that it means."""

FAR = 3
"""Sentences between the last that told of the news and an undated deed: told to explain."""

FROM_AFAR, AT_HAND = words("air_strike shelling"), words("suicide_bombing bombing abduction assassination")
CLOSE = words("armed_clash attack_on_civilians massacre")

HURTING = frozenset({"violence", "crowd", "toll"})
"""Families that can share one incident: nobody is hurt by a deployment or a curfew."""

RETOLD_OF = 12
"""So many incidents, the first ones, are told again further on."""

RETOLD_TOLLS = 20
"""By so many figures, the first ones of each."""


def home(
    unit: Unit, out: Sequence[Draft], tolls: Sequence[Toll], is_retold: Callable[[Toll, Toll], bool]
) -> Draft | None:
    """The incident that the unit belongs to."""
    return _of_parts(unit, out, tolls) or _retold(unit, out, tolls, is_retold) or _likeliest(unit, out, tolls)


def _of_parts(unit: Unit, out: Sequence[Draft], tolls: Sequence[Toll]) -> Draft | None:
    """The incident whose toll the unit only splits: "two of the dead were nurses"."""
    wholes = {tolls[index].part_of for index in unit.tolls}
    if len(wholes) != 1 or unit.findings:
        return None
    return next((draft for draft in out if not wholes.isdisjoint(draft.tolls)), None)


def _likeliest(unit: Unit, out: Sequence[Draft], tolls: Sequence[Toll]) -> Draft | None:
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
        if unit.mode != draft.mode:
            continue
        first = [index for index in draft.tolls[:RETOLD_TOLLS] if tolls[index].sentence != unit.sentence]
        if any(is_retold(tolls[mine], tolls[told]) for mine in unit.tolls for told in first):
            return draft
    return None


def _tells_apart(unit: Unit, draft: Draft, tolls: Sequence[Toll]) -> bool:
    """Whether "after" parts two tolls: a bomb killed five, two days after clashes left 30 dead.

    What a sentence answers is another event than the answer that it tells.
    """
    if unit.sentence in draft.sentences and any(
        one.sentence == unit.sentence and one.answered != unit.answered for one in draft.units
    ):
        return True
    if unit.subordinate == draft.only_subordinate:
        return False
    # "The toll rose to 12 after three bodies were found": they are among the twelve.
    rose = max(
        (tolls[i].count.best for i in draft.tolls if tolls[i].rises and tolls[i].sentence == unit.sentence),
        default=0,
    )
    mine = {tolls[i].kind: tolls[i].count.best for i in unit.tolls if tolls[i].count.best >= rose}
    told = {kind: _last(kind, draft.tolls, tolls) for kind in mine}
    return any(told[kind] not in {None, best} for kind, best in mine.items())


def _last(kind: Kind, told: Sequence[int], tolls: Sequence[Toll]) -> int | None:
    """The last figure of the kind."""
    return next((tolls[index].count.best for index in reversed(told) if tolls[index].kind == kind), None)


def _kinship(unit: Unit, draft: Draft) -> float | None:
    """How well the unit fits the draft; None where they cannot be one event."""
    if unit.mode != draft.mode or not _kin(unit.family, draft.family) or _is_of_crowd(unit, draft):
        return None
    place = _place_kinship(unit, draft)
    date = _date_kinship(unit, draft)
    if place is None or date is None:
        return None
    if unit.when != draft.when and not _may_cross(unit, draft, place):
        return None
    if unit.loose and draft.when == "current" and _is_far(unit, draft, place):
        return None
    if unit.family == "toll" and _is_far_toll(unit, draft, place):
        return None
    if _is_another(unit, draft, place) or (
        unit.apart and unit.own and (unit.tolls or unit.separate) and place <= 1
    ):
        return None
    if unit.apart and unit.tolls and draft.tolls and not unit.lead:
        return None
    score = place + date + (1.5 if unit.when == draft.when else 0)
    if draft.lead:
        score += 0.3
    if unit.subordinate == draft.only_subordinate:
        score += 0.2
    return score + (NEXT if _goes_right_on(unit, draft) or _stands_there(unit, draft) else 0)


def _stands_there(unit: Unit, draft: Draft) -> bool:
    """Whether the sentence before turned to the draft, and gives the unit its place."""
    if unit.own or unit.again or unit.points or unit.location is None or draft.location is None:
        return False
    turned = any(other.apart and other.sentence == unit.sentence - 1 for other in draft.units)
    return turned and unit.location[:3] == draft.location[:3]


def _is_of_another_item(unit: Unit, draft: Draft) -> bool:
    """Whether each item of a list tells its own event, in its own town."""
    if (
        unit.item is None
        or not (unit.own and draft.place_own)
        or unit.location is None
        or draft.location is None
    ):
        return False
    if unit.location.place == draft.location.place:
        return False
    towns = unit.location.level == draft.location.level == TOWN
    told = {other.item for other in draft.units if other.findings}
    return unit.item not in told and (towns or None not in told)


def _is_outcry(unit: Unit, draft: Draft, place: float) -> bool:
    """Whether a crowd marches in another town, or over what was done by a weapon or to a leader."""
    if (
        unit.family != "crowd"
        or draft.family != "violence"
        or not unit.own
        or unit.sentence in draft.sentences
    ):
        return False
    return (draft.place_own and place == 1) or not draft.signals.isdisjoint(FROM_AFAR | AT_HAND)


def _goes_right_on(unit: Unit, draft: Draft) -> bool:
    """Whether the sentence before tells of a deed without its dead, and this one of nothing but dead."""
    return unit.family == "toll" and not unit.own and not draft.tolls and unit.sentence - 1 in draft.sentences


def _is_old_coup(unit: Unit, draft: Draft) -> bool:
    """Whether a coup is told to explain who rules where something else happened."""
    old = unit.when != "current" and unit.signals == {"coup"} and unit.sentence not in draft.sentences
    return old and bool(draft.signals) and "coup" not in draft.signals


def _sums_up(unit: Unit, draft: Draft) -> bool:
    """Whether one of the two is a war's running toll and the other an act of one day, each with its dead."""
    if unit.when == "current" or not unit.tolls or unit.sentence in draft.sentences:
        return False
    if unit.cumulative == draft.cumulative:
        return False
    return bool(draft.date or draft.tolls) if unit.cumulative else bool(unit.dated and draft.tolls)


def _is_another(unit: Unit, draft: Draft, place: float) -> bool:
    """Whether the unit tells an act that came before the draft's, or answers it."""
    if _is_outcry(unit, draft, place) or _is_of_another_item(unit, draft):
        return True
    if _sums_up(unit, draft) or _is_old_coup(unit, draft):
        return True
    if "coup" in unit.signals & draft.signals and unit.when == draft.when:
        return False  # "foiled a coup, hours after soldiers said that they had taken power"
    before = unit.sentence in draft.sentences and not draft.only_subordinate
    return (before and (unit.earlier or _by_others(unit, draft))) or _answers(unit, draft)


def _by_others(unit: Unit, draft: Draft) -> bool:
    """Whether it is told as what came before an act of another kind: air strikes "after" a suicide attack."""
    if not unit.subordinate:
        return False
    told = {name for other in draft.units if other.sentence == unit.sentence for name in other.signals}
    return bool(told & FROM_AFAR and unit.signals & AT_HAND) or bool(
        told & AT_HAND and unit.signals & FROM_AFAR
    )


def _answers(unit: Unit, draft: Draft) -> bool:
    """Whether it is an act with a weapon of its own, told as the answer to what was told before."""
    if unit.lead or "retaliatory_attack" not in unit.signals:
        return False
    told = {name for other in draft.units for name in other.signals}
    own = unit.signals & (FROM_AFAR | AT_HAND)
    return (
        bool(own)
        and bool(told & (AT_HAND | FROM_AFAR | CLOSE))
        and told.isdisjoint({*own, "retaliatory_attack"})
    )


def _is_far(unit: Unit, draft: Draft, place: float) -> bool:
    """Whether a loose unit stands away from what was told of the news, and gives neither its place, deed nor toll."""
    if not draft.findings or (unit.tolls and not draft.tolls):
        return False
    return unit.sentence - max(draft.sentences) > FAR and not (unit.own and place >= SAME_PLACE)


def _is_far_toll(unit: Unit, draft: Draft, place: float) -> bool:
    """Whether a bare figure stands far behind those of the news, with a place of its own that they do not have."""
    told = bool(draft.tolls) and unit.own and not (unit.again or unit.lead)
    return told and place < 1 and unit.sentence - max(draft.sentences) > FAR


def _is_of_crowd(unit: Unit, draft: Draft) -> bool:
    """Whether a killing is only what a peaceful crowd came out for."""
    return unit.ground and {name for other in draft.units for name in other.signals} == {"protest"}


def _kin(one: str, other: str) -> bool:
    return one == other or {one, other} <= HURTING


def _may_cross(unit: Unit, draft: Draft, place: float) -> bool:
    """Undated words about a place already told join what was told of it, current or not; so does the day of the news.

    "The blast on Monday also hurt ten" under the news of Monday's blast, which is current though older than it.
    """
    running = any(item.timing.cumulative for item in unit.items)
    if not running and unit.points and draft.lead and unit.dated and _date_kinship(unit, draft) == 1:
        return True
    freed = unit.subordinate and "abduction" in unit.signals  # "rescued five kidnapped travellers"
    return not (unit.explicit or running or unit.lead or freed) and place >= SAME_PLACE and draft.place_own


def _place_kinship(unit: Unit, draft: Draft) -> float | None:
    new, old = unit.location, draft.location
    if new is None or old is None or not unit.own:
        return 0.5
    if unit.again and draft.lead and not unit.explicit:
        return 0.5  # what the sentence places is somebody's country, not the event told before
    if NOWHERE in (new.country, old.country):
        return 0.5
    if new.country != old.country:
        return None if draft.place_own else 0.0
    if new.subdivision is None or old.subdivision is None:
        if (new.first, new.last) == (old.first, old.last) and "crowd" not in {unit.family, draft.family}:
            return 0.6  # one mention places both: "thirty dead after an air strike on a village in Mali"
        beside = unit.sentence in draft.sentences and any(
            other.sentence == unit.sentence and other.own for other in draft.units
        )
        return None if beside and unit.subordinate != draft.only_subordinate else 0.6
    if new.subdivision != old.subdivision:
        return 1.0 if _is_near(new, old) else None if draft.place_own else 0.0
    if new.geonames_id and old.geonames_id and new.geonames_id != old.geonames_id:
        return 1.0
    return SAME_PLACE


def _is_near(new: Location, old: Location) -> bool:
    """Whether two towns lie so near each other that both may be named for one place: a capital and its suburb."""
    if new.geonames_id is None or old.geonames_id is None:
        return False
    if new.lat is None or new.lon is None or old.lat is None or old.lon is None:
        return False
    return abs(new.lat - old.lat) <= SUBURB and abs(new.lon - old.lon) <= SUBURB


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
