"""`/v1/alerts`: stories by filter and page, all turns of one, and the stream of events."""

import hashlib
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import Response
from sse_starlette.sse import EventSourceResponse

from firebell.alert.asked import Asked, checked
from firebell.redis.client import Redis
from firebell.redis.streams import order
from firebell.serve import events
from firebell.serve.parts import Parts
from firebell.serve.problems import Problem
from firebell.serve.stories import Story
from firebell.since import stream_id

JSON = "application/json"
PAGE = 50
MOST = 200
HEARTBEAT_SECONDS = 15
SEND_SECONDS = 30.0
"""A client that takes nothing for so long is let go; it comes back with its Last-Event-ID."""

State = Literal["open", "closed", "all"]
Severity = Literal["", "Minor", "Moderate", "Severe", "Extreme"]
Certainty = Literal["", "Unlikely", "Possible", "Likely", "Observed"]
Status = Literal["", "Actual", "Exercise", "Test"]


def asked(
    region: Annotated[str, Query(description="IQ, IQ-BA, x-darfur …")] = "",
    signal: Annotated[str, Query(description="armed_clash, air_strike, relief …")] = "",
    min_severity: Annotated[Severity, Query(description="Relief has none and passes no floor.")] = "",
    min_certainty: Annotated[Certainty, Query()] = "",
    status: Annotated[Status, Query()] = "",
) -> Asked:
    """The filters of `firebell subscribe`."""
    return checked(Asked(region, signal, min_severity, min_certainty, status))


Filters = Annotated[Asked, Depends(asked)]


def router(parts: Parts) -> APIRouter:
    """The routes, for whoever may read."""
    routes = APIRouter(prefix="/v1/alerts", tags=["alerts"], dependencies=[Depends(parts.gate.asks("read"))])

    @routes.get("", summary="Stories as they stand, the newest turn first")
    async def listed(
        request: Request,
        what: Filters,
        state: Annotated[State, Query()] = "all",
        limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
        cursor: Annotated[str, Query(description="`next` of the page before.")] = "",
    ) -> Response:
        stories, more = _page(parts, what, state, limit, cursor)
        bodies = await turns_of(parts.client, parts.keys.alerts, [story.latest.entry for story in stories])
        frame = {"stream": parts.following.stories.last, "next": more}
        body = b'{"alerts":[' + b",".join(bodies) + b"]," + msgspec.json.encode(frame)[1:]
        return tagged(request, body)

    @routes.get("/stream", summary="Turns as they come, as server-sent events")
    async def stream(
        *,
        what: Filters,
        since: Annotated[str, Query(description="24h, or a stream's id.")] = "",
        channel: Annotated[str, Query(description="A channel of kind stream.")] = "",
        poll: Annotated[bool, Query(description="Give what there is, and end.")] = False,
        last_event_id: Annotated[str, Header()] = "",
    ) -> Response:
        start = stream_id(last_event_id or since, _now()) if last_event_id or since else ""
        client, following = parts.client, parts.following
        key = parts.keys.channel(channel) if channel else parts.keys.alerts
        if poll:
            told = events.poll(client, key, what, start or "0-0")
        elif channel:
            told = events.follow_channel(client, key, what, start)
        else:
            told = events.follow(following, client, key, what, start)
        return EventSourceResponse(
            told,
            ping=HEARTBEAT_SECONDS,
            send_timeout=SEND_SECONDS,
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )

    @routes.get("/{alert_id}", summary="All turns of one story, the first one first")
    async def one(request: Request, alert_id: Annotated[str, Path(max_length=128)]) -> Response:
        story = found(parts, alert_id)
        bodies = await turns_of(parts.client, parts.keys.alerts, [turn.entry for turn in story.turns])
        head = msgspec.json.encode({"alert_id": alert_id, "open": story.open})[:-1]
        return tagged(request, head + b',"turns":[' + b",".join(bodies) + b"]}")

    return routes


def found(parts: Parts, alert_id: str) -> Story:
    """The story of that alert_id; raises Problem 404."""
    story = parts.following.stories.story(alert_id)
    if story is None:
        raise Problem(
            HTTPStatus.NOT_FOUND, f"no alert has the alert_id {alert_id!r}, or it is no longer kept"
        )
    return story


def _page(parts: Parts, what: Asked, state: State, limit: int, cursor: str) -> tuple[list[Story], str | None]:
    """So many stories, and the cursor of the page behind them."""
    try:
        before = order(cursor) if cursor else None
    except ValueError:
        raise Problem(
            HTTPStatus.BAD_REQUEST, f"cursor {cursor[:40]!r} is not one of ours; take `next` of a page"
        ) from None
    stories: list[Story] = []
    for story in parts.following.stories.newest_first(what, state, before):
        if len(stories) == limit:
            return stories, stories[-1].latest.entry
        stories.append(story)
    return stories, None


async def turns_of(client: Redis, key: str, entries: list[str]) -> list[bytes]:
    """The alerts behind stream ids, in the same order; what was trimmed meanwhile is left out."""
    pipe = client.pipeline(transaction=False)
    for entry in entries:
        pipe.execute_command("XRANGE", key, entry, entry)
    replies: list[Any] = await pipe.execute() if entries else []
    return [reply[0][1][b"data"] for reply in replies if reply]


def tagged(request: Request, body: bytes, kind: str = JSON) -> Response:
    """The body with its ETag, or 304 where the client has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def _now() -> datetime:
    return datetime.now(UTC)
