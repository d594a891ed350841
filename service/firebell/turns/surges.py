"""A country's day turns → its regions are looked at for surges: more incidents in a week than chance allows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec

from firebell.alert import regions
from firebell.alert.alert import RuleRef
from firebell.alert.making import Fixed, Saying
from firebell.alert.regions import Tally
from firebell.alert.story import Story
from firebell.article import Status, digest_of
from firebell.incident.incident import Incident
from firebell.incident.ledger import is_fight
from firebell.rules.decide import CERTAINTY, certainty_of, muting
from firebell.rules.rulebook import Severity
from firebell.rules.surge import NEEDED, WEEK, Survey, allowed, survey
from firebell.rules.verdict import Decision, Verdict
from firebell.state import Surveyed, Work
from firebell.turns.response import Response

SURGE = "surge"
SEVERITY = Severity.Moderate
"""A surge says that something changes, not how bad it is (DESIGN §4)."""


class _Region(NamedTuple):
    """A country or a division of it, with its incidents of each of the last NEEDED days, the oldest first."""

    country: str
    subdivision: str | None
    days: Sequence[int]

    @property
    def code(self) -> str:
        return self.subdivision or self.country


def look(response: Response, status: Status, country: str) -> None:
    """Survey a country and its divisions once a day of its clock, over the days that are complete."""
    work, budget = response.work, response.rulebook.false_alarms
    today = work.now(status, country).toordinal()
    known = work.surveyed.get((status, country))
    if known is None or known.day >= today or budget is None:
        return
    looked = list(_regions(work, status, country, today)) if today - known.since >= NEEDED else []
    if not looked:
        _warming_up(response, country, today - known.since)
    surveyed = [(region, found) for region in looked if (found := survey(region.days)) is not None]
    work.survey(status, country, Surveyed(known.since, today, len(surveyed)))
    limit = allowed(budget, work.asked(status))
    for region, found in surveyed:
        if found.chance < limit:
            _respond(response, status, region, found, limit)


def note(work: Work, status: Status, country: str, day: datetime) -> None:
    """Remember since when a country is known: before NEEDED days are, no surge is looked for."""
    known = work.surveyed.get((status, country))
    if known is None or day.toordinal() < known.since:
        surveyed = known or Surveyed(day.toordinal())
        work.survey(status, country, msgspec.structs.replace(surveyed, since=day.toordinal()))


def due_again(response: Response, story: Story) -> None:
    """A surge that has lasted a week: it goes on where the last one is still beyond chance, else it clears."""
    work = response.work
    day = story.due_at.toordinal()
    subdivision = story.region if story.region not in story.countries else None
    counts = _counts(work, story.status, story.countries[0], day)
    # Its incidents may have been taken back since, or placed elsewhere.
    days = counts.get(subdivision, [0] * NEEDED)
    found = survey(days)
    budget = response.rulebook.false_alarms or 0.0
    if found is not None and found.chance < allowed(budget, work.asked(story.status)):
        work.tell(msgspec.structs.replace(story, due_at=story.due_at + timedelta(days=WEEK)))
        return
    region = _Region(story.countries[0], subdivision, days)
    counted = sum(days[-WEEK:])
    cleared = Survey(counted, found.expected if found else 0.0, found.chance if found else 1.0)
    _tell(response, story.status, region, cleared, story, Verdict.CLEAR, story.due_at)


def _regions(work: Work, status: Status, country: str, today: int) -> Iterator[_Region]:
    for subdivision, days in _counts(work, status, country, today).items():
        yield _Region(country, subdivision, days)


def _counts(work: Work, status: Status, country: str, today: int) -> dict[str | None, list[int]]:
    """Violent incidents a day for the country (None) and each division, up to yesterday; history counts too."""
    counts: dict[str | None, Counter[int]] = {None: Counter()}
    first = datetime.fromordinal(today - NEEDED).replace(tzinfo=UTC)
    last = datetime.fromordinal(today - 1).replace(tzinfo=UTC)
    for incident in work.near(status, country, first, last):
        if is_fight(incident.signals):
            day = incident.occurred_at.toordinal()
            counts[None][day] += 1
            counts.setdefault(incident.where.subdivision, Counter())[day] += (
                incident.where.subdivision is not None
            )
    days = range(today - NEEDED, today)
    return {region: [found[day] for day in days] for region, found in counts.items()}


def _warming_up(response: Response, country: str, days: int) -> None:
    reason = f"known for {days} days; a surge is looked for from {NEEDED} on"
    response.decisions.append(
        Decision(
            rule=SURGE,
            region=country,
            verdict=Verdict.WARMING_UP,
            reason=reason,
            observed=days,
            threshold=NEEDED,
        )
    )


def _respond(response: Response, status: Status, region: _Region, found: Survey, limit: float) -> None:
    work = response.work
    now = work.now(status, region.country)
    said = (story for story in work.open_regional(status, region.country) if story.kind == SURGE)
    open_story = next((story for story in said if story.region == region.code), None)
    silence = _silence(response, status, region, now)
    chance = f"{found.counted} incidents in a week, {found.expected:.1f} expected: chance {found.chance:.1g}"
    if open_story is not None:
        verdict, reason = Verdict.ALREADY_SAID, chance
    elif silence is not None:
        verdict, reason = silence
    else:
        verdict, reason = Verdict.RING, f"{chance}, below {limit:.1g}"
        _tell(response, status, region, found, None, verdict, now)
    response.decisions.append(
        Decision(
            rule=SURGE,
            region=region.code,
            verdict=verdict,
            reason=reason,
            observed=found.counted,
            threshold=f"{limit:.1g}",
            alert_id=_alert_id(status, region, now) if verdict is Verdict.RING else None,
        )
    )


def _silence(
    response: Response, status: Status, region: _Region, now: datetime
) -> tuple[Verdict, str] | None:
    rulebook = response.rulebook
    if not rulebook.watches(region.country, region.subdivision):
        return Verdict.OUTSIDE_SCOPE, f"{region.code} is not in watch"
    ring_at = rulebook.ruling(region.country, region.subdivision).ring_at
    if ring_at > SEVERITY:
        return Verdict.BELOW_THRESHOLD, f"{SEVERITY.name} is below ring_at {ring_at.name}"
    codes = {region.country, region.code}
    if (mute := muting(rulebook, codes, SEVERITY, now)) is not None:
        return Verdict.MUTED, f"mutes.{mute.name} until {mute.until}: {mute.why}"
    if (silence := response.work.silence(codes, now)) is not None:
        return Verdict.SILENCED, f"{silence.region} is silenced: {silence.why}"
    outer = response.work.open_regional(status, region.country) if region.subdivision else []
    if any(story.kind == SURGE and story.region == region.country for story in outer):
        return Verdict.INHIBITED, f"the surge of {region.country} says it already"
    return None


def _tell(  # noqa: PLR0913, PLR0917 -- one turn of one surge
    response: Response,
    status: Status,
    region: _Region,
    found: Survey,
    before: Story | None,
    verdict: Verdict,
    now: datetime,
) -> None:
    work, rulebook = response.work, response.rulebook
    incidents = _week(work, status, region, now)
    saying = Saying(
        verdict=verdict,
        step=f"surge={found.counted}",
        cause=now.date().isoformat(),
        now=now,
        severity=SEVERITY,
        certainty=min(map(certainty_of, incidents), key=CERTAINTY.index, default="Unknown"),
        reasons=(),
        observed=found.counted,
        threshold=f"{found.expected:.1f}",
    )
    fixed: Fixed = {
        "alert_id": before.alert_id if before else _alert_id(status, region, now),
        "status": status,
        "kind": SURGE,
        "region": region.code,
        "countries": (region.country,),
        "total": SURGE,
    }
    story = regions.region_story(before, saying, due_at=now + timedelta(days=WEEK), **fixed)
    name = rulebook.name_of(region.code)
    tally = Tally(
        f"Surge in {name}: {found.counted} incidents in 7 days, {found.expected:.0f} expected",
        f"{found.counted} violent incidents in {name} in 7 days, where the 8 weeks before make"
        f" {found.expected:.1f} likely; by chance so many come once in {1 / max(found.chance, 1e-9):,.0f} weeks.",
    )
    origin = rulebook.surge_origin
    rule = RuleRef(
        name=SURGE,
        file=origin.file,
        line=origin.line,
        observed=found.counted,
        threshold=f"{found.expected:.1f}",
        window="7d",
        why="",
    )
    response.tell(
        story, regions.of_region(incidents, saying, story, before, rulebook, rule, tally), incidents
    )


def _week(work: Work, status: Status, region: _Region, now: datetime) -> list[Incident]:
    """The incidents of the last seven complete days, the deadliest first."""
    first = datetime.fromordinal(now.toordinal() - WEEK).replace(tzinfo=UTC)
    last = datetime.fromordinal(now.toordinal() - 1).replace(tzinfo=UTC)
    found = [
        incident
        for gist in work.near(status, region.country, first, last)
        if is_fight(gist.signals) and region.subdivision in {None, gist.where.subdivision}
        if (incident := work.incident(gist.id)) is not None
    ]
    return sorted(found, key=lambda incident: (-incident.best("killed"), incident.first_seen_at, incident.id))


def _alert_id(status: Status, region: _Region, now: datetime) -> str:
    return digest_of(SURGE, status, region.code, now.date().isoformat())
