"""A person's turn over HTTP: take back, silence, confirm; each goes through the journal, with the holder's name."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field

from firebell import person
from firebell.config import ConfigError
from firebell.config.regions import KnownRegions
from firebell.journal import ConfirmEntry, RetractEntry, SilenceEntry
from firebell.parts import regions
from firebell.redis.journal import append_turn
from firebell.redis.state import is_told
from firebell.serve.parts import Parts
from firebell.serve.problems import Problem
from firebell.serve.tokens import Holder

log = structlog.get_logger()

MOST_WORDS = 500


class Why(BaseModel):
    """The reason, which alerts and `explain` tell."""

    model_config = ConfigDict(extra="forbid")

    why: str = Field(
        min_length=1, max_length=MOST_WORDS, description="For those who read the alert.", examples=["a drill"]
    )


class Silence(Why):
    """How long, and why."""

    span: str = Field(alias="for", description="30m, 2h, 3d.", examples=["2h"])


class Journaled(BaseModel):
    """The turn is written down; whoever folds takes it up."""

    entry: str = Field(description="Its id in the journal.", examples=["1772727600000-0"])
    says: str = Field(description="What was written, in words.")


AlertId = Annotated[str, Path(max_length=128)]


def router(parts: Parts) -> APIRouter:
    """The routes, for whoever may act."""
    acting = Annotated[Holder, Depends(parts.gate.asks("act"))]
    routes = APIRouter(prefix="/v1", tags=["a person's turn"])
    accepted: dict[str, Any] = {"status_code": HTTPStatus.ACCEPTED}
    of_alert = accepted | {"responses": {404: {}}}

    @routes.post("/alerts/{alert_id}/retract", summary="Cancel an alert for good", **of_alert)
    async def cancel(alert_id: AlertId, body: Why, holder: acting) -> Journaled:
        await _told(parts, alert_id)
        entry = person.retract(alert_id, body.why, holder.name)
        return await _journaled(parts, entry, f"alert {alert_id} is taken back")

    @routes.post("/alerts/{alert_id}/confirm", summary="What an alert tells did happen", **of_alert)
    async def confirm(alert_id: AlertId, body: Why, holder: acting) -> Journaled:
        await _told(parts, alert_id)
        entry = person.confirm(alert_id, body.why, holder.name)
        return await _journaled(parts, entry, f"alert {alert_id} is confirmed")

    @routes.post("/articles/{id:path}/retract", summary="Take an article back", **of_alert)
    async def take_back(id: Annotated[str, Path(max_length=2048)], body: Why, holder: acting) -> Journaled:  # noqa: A002 -- CONTRACT's word
        entry = person.retract(id, body.why, holder.name)
        return await _journaled(parts, entry, f"article {id} is taken back")

    @routes.post("/regions/{code}/silence", summary="Let a region not ring for a while", **accepted)
    async def silence(code: Annotated[str, Path(max_length=64)], body: Silence, holder: acting) -> Journaled:
        known = await asyncio.to_thread(_regions, parts)
        entry = person.silence(code, body.span, body.why, known.wrong, holder.name)
        return await _journaled(parts, entry, f"{code} is silent for {body.span} of its clock")

    return routes


async def _journaled(parts: Parts, entry: RetractEntry | SilenceEntry | ConfirmEntry, says: str) -> Journaled:
    name = await append_turn(parts.client, parts.keys, entry)
    log.info("person.acted", entry=name, says=says, why=entry.why)
    return Journaled(entry=name, says=says)


async def _told(parts: Parts, alert_id: str) -> None:
    if not await is_told(parts.client, parts.keys, alert_id):
        raise Problem(HTTPStatus.NOT_FOUND, f"no alert has the alert_id {alert_id!r}; /v1/alerts lists them")


def _regions(parts: Parts) -> KnownRegions:
    try:
        return regions(parts.config)
    except ConfigError:
        said = "the configuration cannot be read, so no region can be checked; `firebell check` tells why"
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said) from None
