"""`/v1/status`: whether silence can be trusted: what waits, who folds, when the last article came."""

from datetime import UTC, datetime

import msgspec
from fastapi import APIRouter, Depends
from fastapi.responses import Response

from firebell.journal import milliseconds
from firebell.redis.status import facts_of
from firebell.redis.streams import last_id
from firebell.serve.alerts import JSON
from firebell.serve.parts import Parts


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may read."""
    routes = APIRouter(prefix="/v1/status", tags=["status"], dependencies=[Depends(parts.gate.asks("read"))])

    @routes.get("", summary="How it stands, as `firebell status --json` tells it")
    async def stands() -> Response:
        facts = await facts_of(parts.client, parts.keys)
        came = milliseconds(await last_id(parts.client, parts.keys.articles))
        facts["last_article"] = datetime.fromtimestamp(came / 1000, UTC) if came else None
        return Response(msgspec.json.encode(facts), media_type=JSON, headers={"Cache-Control": "no-store"})

    return routes
