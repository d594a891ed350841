"""Units → Drafts: which clauses of an article tell the same incident, and which of them is the news."""

from collections.abc import Callable, Sequence

from firebell.reading.en.casualties import Toll
from firebell.reading.en.events import kinship
from firebell.reading.en.events.draft import Draft
from firebell.reading.en.events.kinship import NOWHERE
from firebell.reading.en.events.sums import without_sums
from firebell.reading.en.events.unit import Unit, family_of
from firebell.reading.en.places import Location
from firebell.reading.en.signals.signals import Finding

NEAR = 2
"""Sentences behind a deed in which a toll may still be its own."""


def drafts(
    units: Sequence[Unit],
    findings: list[Finding],
    tolls: Sequence[Toll],
    imply: Callable[[Toll, Location | None], Finding | None],
    is_retold: Callable[[Toll, Toll], bool],
) -> list[Draft]:
    """The incidents of the article, the one that it is news about first (CODEBOOK §8 "An incident").

    A toll that no deed explains may imply one: it is added to `findings`.
    """
    out: list[Draft] = []
    for unit in units:
        if _habitual(unit):
            continue
        draft = kinship.home(unit, out, tolls, is_retold)
        if draft is None:
            if (unit.same and not unit.own) or _is_written_abroad(unit, out):
                unit.location = _of_news(out) or unit.location
            draft = Draft(unit.when, unit.mode, unit.family)
            out.append(draft)
        _take(draft, unit)
    pointing = [draft for draft in out if not draft.findings and all(unit.points for unit in draft.units)]
    settled = [draft for draft in pointing if _explained(draft, out, tolls)]
    out = [draft for draft in out if draft not in settled]
    for draft in out:
        if not draft.findings:
            _imply(draft, findings, tolls, imply)
    deaths = [draft for draft in out if not draft.findings]
    out = [draft for draft in out if draft.findings]
    deaths = [draft for draft in deaths if not _explained(draft, out, tolls)]
    _undated_to_background(out)
    _explainers_to_background(out, deaths)
    without_sums(out, tolls)
    return sorted(out, key=lambda draft: _rank(draft, findings, tolls))


def _imply(
    draft: Draft,
    findings: list[Finding],
    tolls: Sequence[Toll],
    imply: Callable[[Toll, Location | None], Finding | None],
) -> None:
    """Give an incident that is told by its toll alone the signal that this toll implies."""
    for unit in draft.units:
        for item in list(unit.items):
            finding = imply(tolls[item.place], unit.location) if item.toll else None
            if finding is not None:
                unit.take(item._replace(toll=False, place=len(findings)), finding.signal)
                draft.findings.append(len(findings))
                findings.append(finding)
                draft.family = family_of(finding.signal)
                return


def _explained(deaths: Draft, out: Sequence[Draft], tolls: Sequence[Toll]) -> bool:
    """Give deaths that no deed beside them explains to the violence told just before, where it has no such toll.

    As in "Warplanes struck Beirut. Three people were killed in Haret Hreik": a figure is not lost for its place.
    """
    if deaths.when != "current" or deaths.mode != "asserted" or not deaths.location:
        return False
    kinds = {tolls[index].kind for index in deaths.tolls}
    first = min(deaths.sentences)
    hosts = [
        draft
        for draft in out
        if draft.when == "current"
        and draft.mode == "asserted"
        and draft.family == "violence"
        and draft.location is not None
        and draft.location.country == deaths.location.country
        and kinds.isdisjoint(tolls[index].kind for index in draft.tolls)
        and any(0 <= first - told <= NEAR for told in draft.sentences)
    ]
    if not hosts:
        return False
    host = max(hosts, key=lambda draft: max(told for told in draft.sentences if told <= first))
    for unit in deaths.units:
        host.take(unit)
    return True


def _is_written_abroad(unit: Unit, out: Sequence[Draft]) -> bool:
    """Whether only a dateline says where it was, and the news was in another country."""
    news, own = _of_news(out), unit.location
    return own is not None and own.reported and news is not None and news.country != own.country


def _of_news(out: Sequence[Draft]) -> Location | None:
    """Where the news is."""
    return next((draft.location for draft in out if draft.lead and draft.when == "current"), None)


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
    draft.take(unit)
    if draft.family == "toll":
        draft.family = unit.family
    new, old = unit.location, draft.location
    if new is None or (unit.again and draft.place_own and new.country != (old or new).country):
        return
    if old is not None and old.reported and new.country != old.country:
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
    return new.subdivision == old.subdivision and new.level > old.level


def _undated_to_background(out: Sequence[Draft]) -> None:
    """Neither in the lead nor dated: told to explain, not as news (CODEBOOK §8 "Current").

    What happened "meanwhile" or "elsewhere" and hurt people is news of the same day.
    """
    news = any(draft.lead and draft.when == "current" and draft.mode == "asserted" for draft in out)
    for draft in out:
        if draft.when != "current" or draft.lead or any(unit.explicit for unit in draft.units):
            continue
        if draft.units[0].beside and draft.tolls:
            continue
        if news and any({"retaliatory_attack"} < unit.signals for unit in draft.units):
            continue  # what answers the news came after it
        if draft.family == "measure" and not draft.only_subordinate and _is_at_news(draft, out):
            continue  # a curfew is imposed because of the news
        if news or not any(unit.lead for unit in draft.units):
            draft.when = "background"


def _is_at_news(draft: Draft, out: Sequence[Draft]) -> bool:
    """Whether it is in the country of violence that is the news."""
    return any(
        other.lead
        and other.when == "current"
        and other.family in {"violence", "crowd"}
        and other.location is not None
        and draft.location is not None
        and other.location.country == draft.location.country
        for other in out
    )


def _explainers_to_background(out: Sequence[Draft], deaths: Sequence[Draft]) -> None:
    """What is only told as the ground of something else is background where that stands beside it.

    `deaths` are told without a deed: "Four people died in Basra after clashes in Baghdad left 30 dead".
    """
    main = [d for d in out if d.when == "current" and d.mode == "asserted" and not d.only_subordinate]
    untold = any(d.lead and d.when == "current" and d.mode == "asserted" and d.tolls for d in deaths)
    if not untold and not any(d.family in {"violence", "crowd", "measure"} for d in main):
        return
    for draft in out:
        # "Hours after": it is of the same day, and news too; "a day after" dates it, and explains.
        fresh = any(unit.earlier and unit.explicit and unit.dated is None for unit in draft.units)
        if draft.when == "current" and draft.only_subordinate and draft.mode == "asserted" and not fresh:
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
