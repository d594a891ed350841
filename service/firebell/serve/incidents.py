"""`/v1/incidents`: what happened, each incident once, as the turn that told it last tells it."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from firebell.alert.alert import Alert, decode
from firebell.serve import described
from firebell.serve.alerts import MOST, PAGE, Filters, State, before, tagged, turns_of
from firebell.serve.happened import Case
from firebell.serve.parts import Parts, reads


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may read."""
    routes = APIRouter(prefix="/v1/incidents", tags=["alerts"], dependencies=reads(parts))

    @routes.get(
        "",
        summary="Incidents as stories tell them, what was told last first",
        responses=described.INCIDENTS,
    )
    async def listed(
        request: Request,
        what: Filters,
        state: Annotated[State, Query(description="Of the story.")] = "all",
        limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
        cursor: Annotated[str, Query(description="`next` of the page before.")] = "",
    ) -> Response:
        walk = parts.following.happened.newest_first(what, state, before(cursor))
        cases, more = _page(walk, limit)
        alerts = await _alerts(parts, [case.entry for case in cases])
        rows = [_row(case, alerts[case.entry]) for case in cases if case.entry in alerts]
        body = {"incidents": rows, "stream": parts.following.stories.last, "next": more}
        return tagged(request, msgspec.json.encode(body))

    return routes


def _page(walk: Iterator[Case], limit: int) -> tuple[list[Case], str | None]:
    """So many incidents and those of the last one's turn, and the cursor of the page behind them."""
    cases: list[Case] = []
    for case in walk:
        if len(cases) >= limit and case.entry != cases[-1].entry:
            return cases, cases[-1].entry
        cases.append(case)
    return cases, None


async def _alerts(parts: Parts, entries: list[str]) -> dict[str, Alert]:
    """The alerts behind stream ids; what was trimmed meanwhile is left out."""
    names = list(dict.fromkeys(entries))
    bodies = await turns_of(parts.client, parts.keys.alerts, names)
    return {name: decode(raw) for name, raw in zip(names, bodies, strict=True) if raw}


def _row(case: Case, alert: Alert) -> dict[str, Any]:
    data = alert.data
    told = next((one for one in data.incidents if one.id == case.id), None)
    story = {
        "alert_id": data.alert_id,
        "turn": alert.id,
        "time": alert.time,
        "open": case.story.open,
        "status": data.status,
        "kind": data.kind,
        "severity": data.severity,
        "certainty": data.certainty,
        "headline": data.headline,
        "region": data.region.code,
    }
    return (msgspec.structs.asdict(told) if told else {"id": case.id}) | {"story": story}
