"""`/v1/alerts/{id}/chain`: what an alert answers, what that one answered, and so on back."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from firebell.alert.alert import decode
from firebell.alert.story import incident_alert_id
from firebell.serve import described
from firebell.serve.alerts import found, tagged, turns_of
from firebell.serve.parts import Parts, reads
from firebell.serve.stories import Story

MOST = 20
"""Links of a chain; a feud is longer, and its page is read one by one."""


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may read."""
    routes = APIRouter(prefix="/v1/alerts", tags=["alerts"], dependencies=reads(parts))

    @routes.get(
        "/{alert_id}/chain",
        summary="The acts that it answers, the nearest one first",
        responses=described.CHAIN | {404: {}},
    )
    async def chain(request: Request, alert_id: Annotated[str, Path(max_length=128)]) -> Response:
        bodies, silent = await _back(parts, found(parts, alert_id))
        body = b'{"chain":[' + b",".join(bodies) + b'],"silent":' + msgspec.json.encode(silent) + b"}"
        return tagged(request, body)

    return routes


async def _back(parts: Parts, story: Story) -> tuple[list[bytes], bool]:
    """The latest turn of each story that is answered; whether the last one answers an incident without a story."""
    seen = {story.alert_id}
    bodies = await turns_of(parts.client, parts.keys.alerts, [story.latest.entry])
    while bodies[-1:] != [b""] and 0 < len(bodies) <= MOST:
        earlier = decode(bodies[-1]).data.retaliates_for
        if earlier is None or earlier.incident_id is None:
            break
        name = incident_alert_id(earlier.incident_id)
        before = parts.following.stories.story(name)
        if before is None:
            return bodies[1:], True
        if name in seen:
            break
        seen.add(name)
        bodies += await turns_of(parts.client, parts.keys.alerts, [before.latest.entry])
    return [raw for raw in bodies[1:] if raw], False
