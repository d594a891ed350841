"""`/v1/regions`: each region of which something was told, its last 30 days, and its sums against their thresholds."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from firebell.journal import ConfigEntry
from firebell.parts import Rulebooks
from firebell.reading.en import places
from firebell.redis.days import Figures, config_in_force, counted
from firebell.rules.rulebook import Rulebook, TotalRule
from firebell.rules.totals import days as spelled
from firebell.serve import described
from firebell.serve.alerts import tagged
from firebell.serve.parts import Parts, reads

DAYS = 30
MOST = 200
LONGEST_WINDOW = 30
"""Days: a longer window would need more days than are counted."""

SHOWN = ("incidents", "killed", "injured", "abducted")


class Days(NamedTuple):
    """One country's counted days, and the last day that is shown of it."""

    figures: Mapping[str, Figures]
    last: date

    def of(self, codes: Iterable[str], measure: str, day: date) -> int:
        """What these regions' day comes to."""
        told = self.figures.get(day.isoformat(), {})
        return sum(told.get(code, {}).get(measure, 0) for code in codes)


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may read."""
    routes = APIRouter(prefix="/v1/regions", tags=["insight"], dependencies=reads(parts))

    @routes.get(
        "",
        summary="Regions with their last 30 days and their sums against their thresholds",
        responses=described.REGIONS,
    )
    async def listed(
        request: Request,
        status: Annotated[Literal["Actual", "Exercise", "Test"], Query()] = "Actual",
        limit: Annotated[int, Query(ge=1, le=MOST)] = 60,
    ) -> Response:
        figures = await counted(parts.client, parts.keys, status)
        raw = await config_in_force(parts.client, parts.keys)
        rows = await asyncio.to_thread(_rows, figures, raw, datetime.now(UTC).date())
        body = {"days": DAYS, "regions": rows[:limit], "found": len(rows)}
        return tagged(request, msgspec.json.encode(body))

    return routes


def _rows(
    figures: Mapping[str, Mapping[str, Figures]], raw: bytes | None, today: date
) -> list[dict[str, Any]]:
    """A row a country and division, the one nearest to a threshold first."""
    rulebook = _rulebooks()(msgspec.msgpack.decode(raw, type=ConfigEntry)) if raw else None
    rows: list[dict[str, Any]] = []
    for country, told in figures.items():
        days = Days(told, _last(told, today))
        first = (days.last - timedelta(days=DAYS - 1)).isoformat()
        codes = sorted({code for day, regions in told.items() if day >= first for code in regions})
        rows += [_row(code, country, days, rulebook) for code in codes]
    return sorted(rows, key=lambda row: (-row["share"], -row["killed"], -row["incidents"], row["code"]))


def _last(told: Mapping[str, Figures], today: date) -> date:
    """Today; an archive's or an exercise's days end with the last of which something was told."""
    newest = min(today, date.fromisoformat(max(told)))
    return today if today - newest < timedelta(days=DAYS) else newest


def _row(code: str, country: str, days: Days, rulebook: Rulebook | None) -> dict[str, Any]:
    shown = [days.last - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    series = {measure: [days.of([code], measure, day) for day in shown] for measure in SHOWN}
    totals = [_total(rule, code, days, shown) for rule in _rules(code, country, rulebook)]
    at = places.shipped().centre(code)
    return {
        "code": code,
        "name": rulebook.name_of(code) if rulebook else code,
        "country": country,
        "country_name": rulebook.name_of(country) if rulebook else country,
        "lat": at[0] if at else None,
        "lon": at[1] if at else None,
        "from": shown[0].isoformat(),
        "to": shown[-1].isoformat(),
        **{measure: sum(series[measure]) for measure in SHOWN},
        "series": {"incidents": series["incidents"], "killed": series["killed"]},
        "totals": totals,
        "share": max((total["share"] for total in totals), default=0.0),
    }


def _rules(code: str, country: str, rulebook: Rulebook | None) -> list[TotalRule]:
    """The sums of this very region; those of areas around it are theirs."""
    if rulebook is None or country == "ZZ":
        return []
    rules = rulebook.totals_at(country, code if code != country else None)
    return [rule for rule in rules if rule.region == code and rule.window <= timedelta(days=LONGEST_WINDOW)]


def _total(rule: TotalRule, code: str, days: Days, shown: list[date]) -> dict[str, Any]:
    """The sum at the end of each day, by whole days, beside its steps."""
    window = max(1, rule.window // timedelta(days=1))
    sums = [
        sum(days.of([code], rule.measure, day - timedelta(days=back)) for back in range(window))
        for day in shown
    ]
    return {
        "rule": rule.name,
        "measure": rule.measure,
        "window": spelled(rule.window),
        "now": sums[-1],
        "sums": sums,
        "steps": [
            {
                "at": step.at,
                "severity": step.severity.name,
                "file": step.origin.file,
                "line": step.origin.line,
            }
            for step in rule.steps
        ],
        "share": round(sums[-1] / rule.steps[0].at, 3),
    }


@cache
def _rulebooks() -> Rulebooks:
    """Configurations as rulebooks; the gazetteer's regions are loaded once, when somebody asks."""
    return Rulebooks(places.shipped())
