"""`/feed.atom`, `/alerts.geojson`, `/cap/{id}.xml`: alerts in the forms that other programs read."""

import re
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from firebell.alert.alert import Alert, decode
from firebell.alert.asked import Asked
from firebell.serve import cap, feeds
from firebell.serve.alerts import Filters, State, tagged, turns_of
from firebell.serve.described import FEATURES, other
from firebell.serve.parts import Parts, reads
from firebell.serve.problems import Problem

MOST = 500
LATEST = 100
HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
"""What may stand in links; whatever else a client calls us stays out of them."""


def router(parts: Parts) -> APIRouter:
    """The routes, for whoever may read."""
    routes = APIRouter(tags=["other forms"], dependencies=reads(parts))

    @routes.get(
        "/feed.atom", summary="The latest stories as an Atom feed", responses=other("application/atom+xml")
    )
    async def atom(request: Request, what: Filters, state: Annotated[State, Query()] = "all") -> Response:
        alerts = await _latest(parts, what, state, LATEST)
        return tagged(request, feeds.atom(alerts, link_of(parts, request)), "application/atom+xml")

    @routes.get(
        "/alerts.geojson",
        summary="Open stories on the map",
        responses=other("application/geo+json", FEATURES),
    )
    async def geojson(request: Request, what: Filters, state: Annotated[State, Query()] = "open") -> Response:
        alerts = await _latest(parts, what, state, MOST)
        return tagged(request, feeds.geojson(alerts), "application/geo+json")

    @routes.get(
        "/cap/{id}.xml", summary="One turn as a message of CAP 1.2", responses=other(cap.KIND) | {404: {}}
    )
    async def message(request: Request, id: Annotated[str, Path(max_length=128)]) -> Response:  # noqa: A002 -- CONTRACT's word
        story = parts.following.stories.story_of(id)
        if story is None:
            raise Problem(HTTPStatus.NOT_FOUND, f"no alert has the id {id!r}, or it is no longer kept")
        turns = await _decoded(parts, [turn.entry for turn in story.turns])
        sent: dict[str, datetime] = {turn.id: turn.time for turn in turns}
        alert = next((turn for turn in turns if turn.id == id), None)
        if alert is None:
            raise Problem(HTTPStatus.NOT_FOUND, f"the turn {id!r} is no longer kept")
        link = link_of(parts, request)
        sender = link.partition("://")[2] or "firebell"
        return tagged(request, cap.message(alert, sender, sent, link), cap.KIND)

    return routes


def link_of(parts: Parts, request: Request) -> str:
    """The address of the server: as it was set, else as this request found it."""
    if parts.link:
        return parts.link.rstrip("/")
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if HOST.fullmatch(host) else ""


async def _latest(parts: Parts, what: Asked, state: State, most: int) -> list[Alert]:
    entries = []
    for story in parts.following.stories.newest_first(what, state, None):
        entries.append(story.latest.entry)
        if len(entries) == most:
            break
    return await _decoded(parts, entries)


async def _decoded(parts: Parts, entries: list[str]) -> list[Alert]:
    return [decode(raw) for raw in await turns_of(parts.client, parts.keys.alerts, entries) if raw]
