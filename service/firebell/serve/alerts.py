"""`/v1/alerts`: stories by filter and page, all turns of one, and the stream of events."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import islice
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import Response

from firebell.alert.asked import Asked, checked
from firebell.redis.client import Redis
from firebell.redis.streams import order
from firebell.serve import described, events
from firebell.serve.broadcast import Listener
from firebell.serve.events import Events, Start
from firebell.serve.parts import Parts, reads
from firebell.serve.problems import Problem
from firebell.serve.stories import Story
from firebell.since import stream_id

JSON = "application/json"
PAGE = 50
MOST = 200
CHANNEL = r"^[A-Za-z0-9_.-]{0,64}$"

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
    routes = APIRouter(prefix="/v1/alerts", tags=["alerts"], dependencies=reads(parts))

    @routes.get("", summary="Stories as they stand, the newest turn first", responses=described.ALERTS)
    async def listed(
        request: Request,
        what: Filters,
        state: Annotated[State, Query()] = "all",
        limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
        cursor: Annotated[str, Query(description="`next` of the page before.")] = "",
    ) -> Response:
        walk = parts.following.stories.newest_first(what, state, before(cursor))
        stories, more = _page(walk, limit)
        turns = await turns_of(parts.client, parts.keys.alerts, [story.latest.entry for story in stories])
        bodies = [raw for raw in turns if raw]
        frame = {"stream": parts.following.stories.last, "next": more}
        body = b'{"alerts":[' + b",".join(bodies) + b"]," + msgspec.json.encode(frame)[1:]
        return tagged(request, body)

    @routes.get(
        "/stream",
        summary="Turns as they come, as server-sent events",
        responses=described.EVENTS,
    )
    async def stream(
        *,
        what: Filters,
        since: Annotated[str, Query(description="24h, or a stream's id.", examples=["24h"])] = "",
        channel: Annotated[str, Query(description="A channel that is a stream.", pattern=CHANNEL)] = "",
        poll: Annotated[bool, Query(description="Give what there is, and end.")] = False,
        last_event_id: Annotated[str, Header(description="Goes before `since`.")] = "",
    ) -> Response:
        listener, broadcasts = Listener(what), parts.following.broadcasts
        wanted = last_event_id or since
        start = Start(stream_id(wanted, _now()) if wanted else "", ours=bool(last_event_id))
        if poll:
            key = parts.keys.channel(channel) if channel else parts.keys.alerts
            begin = start if wanted else Start("0-0")
            return Events(events.poll(parts.client, key, what, begin), listener)
        source = await broadcasts.join(channel, listener)
        return Events(
            events.follow(source, listener, start), listener, lambda: broadcasts.part(channel, listener)
        )

    @routes.get(
        "/{alert_id}",
        summary="All turns of one story, the first one first",
        responses=described.TURNS | {404: {}},
    )
    async def one(request: Request, alert_id: Annotated[str, Path(max_length=128)]) -> Response:
        story = found(parts, alert_id)
        turns = await turns_of(parts.client, parts.keys.alerts, [turn.entry for turn in story.turns])
        bodies = [raw for raw in turns if raw]
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


def before(cursor: str) -> tuple[int, int] | None:
    """A page's cursor, as ids compare; raises Problem 400."""
    try:
        return order(cursor) if cursor else None
    except ValueError:
        said = f"cursor {cursor[:40]!r} is not one of ours; take `next` of a page"
        raise Problem(HTTPStatus.BAD_REQUEST, said) from None


def _page(walk: Iterator[Story], limit: int) -> tuple[list[Story], str | None]:
    """So many stories, and the cursor of the page behind them."""
    stories = list(islice(walk, limit))
    more = next(walk, None) is not None
    return stories, stories[-1].latest.entry if more else None


async def turns_of(client: Redis, key: str, entries: list[str]) -> list[bytes]:
    """The alerts behind stream ids, in the same order; b"" for what was trimmed meanwhile."""
    pipe = client.pipeline(transaction=False)
    for entry in entries:
        pipe.execute_command("XRANGE", key, entry, entry)
    replies: list[Any] = await pipe.execute() if entries else []
    return [reply[0][1][b"data"] if reply else b"" for reply in replies]


def tagged(request: Request, body: bytes, kind: str = JSON) -> Response:
    """The body with its ETag, or 304 where the client has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def _now() -> datetime:
    return datetime.now(UTC)
