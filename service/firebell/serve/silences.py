"""`/v1/silences`: what stayed silent lately, what came nearest to ringing first, with the reason."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from firebell.alert.story import incident_alert_id
from firebell.redis.client import call
from firebell.redis.streams import order
from firebell.serve import described
from firebell.serve.alerts import Status, tagged
from firebell.serve.parts import Parts, reads
from firebell.turns.silences import Silence

PAGE = 100
MOST = 500
HOURS = 48
MOST_HOURS = 720
LOOKED_AT = 2000
"""As many as the stream keeps."""

_decode = msgspec.json.Decoder(Silence).decode


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may read."""
    routes = APIRouter(prefix="/v1/silences", tags=["insight"], dependencies=reads(parts))

    @routes.get(
        "",
        summary="What stayed silent lately, near misses first, with the reason",
        responses=described.SILENT,
    )
    async def listed(
        request: Request,
        region: Annotated[str, Query(description="IQ, IQ-BA, x-darfur …", max_length=64)] = "",
        status: Annotated[Status, Query()] = "",
        hours: Annotated[int, Query(ge=1, le=MOST_HOURS)] = HOURS,
        limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
    ) -> Response:
        since = datetime.now(UTC) - timedelta(hours=hours)
        known = await _known(parts, f"{int(since.timestamp() * 1000)}-0")
        asked = [
            (entry, silence)
            for entry, silence in known
            if (not region or region in {silence.country, silence.region, *silence.areas})
            and (not status or status == silence.status)
        ]
        asked.sort(key=lambda row: nearness(row[1]), reverse=True)  # of equals the newest stays first
        rows = [{"entry": entry, **msgspec.to_builtins(silence)} for entry, silence in asked[:limit]]
        body = {"silences": rows, "found": len(asked), "hours": hours}
        return tagged(request, msgspec.json.encode(body))

    return routes


def nearness(silence: Silence) -> tuple[int, float]:
    """How near it came: hushed by people, then by its share of a threshold, then what nobody watches."""
    near = silence.nearest
    share = near.observed / near.threshold if near else 0.0
    if silence.hushed:
        return 2, share
    return int(silence.verdict == "below_threshold"), share


async def _known(parts: Parts, since: str) -> list[tuple[str, Silence]]:
    """Each incident's latest silence, the newest first; those that have rung since are left out."""
    entries = await call(parts.client, "XREVRANGE", parts.keys.silences, "+", since, "COUNT", LOOKED_AT)
    found: dict[str, tuple[str, Silence]] = {}
    for name, fields in entries:
        silence = _decode(fields[b"data"])
        found.setdefault(silence.incident_id, (name.decode(), silence))
    return [row for row in found.values() if not _has_rung(parts, *row)]


def _has_rung(parts: Parts, entry: str, silence: Silence) -> bool:
    story = parts.following.stories.story(incident_alert_id(silence.incident_id))
    return story is not None and (not silence.hushed or order(story.latest.entry) > order(entry))
