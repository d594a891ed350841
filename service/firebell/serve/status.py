"""`/v1/status`: whether silence can be trusted: what waits, whether somebody folds, when the last article came."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response

from firebell.journal import milliseconds
from firebell.redis.status import facts_of
from firebell.redis.streams import last_id
from firebell.serve import described
from firebell.serve.alerts import JSON
from firebell.serve.parts import Parts, reads

SHOWN = (
    "stream_lag_entries",
    "stream_pending_entries",
    "oldest_pending_seconds",
    "journal_lag_entries",
    "journal_lag_seconds",
    "config_hash",
    "articles",
    "dead_letters",
    "alerts",
    "last_alert",
)
"""Of what `firebell status` tells; names of hosts and texts of errors stay inside."""

OF_A_FEED = ("up", "silent_since", "last_new", "reason")
OF_A_CHANNEL = ("disabled", "waiting", "deliverer")


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may read."""
    routes = APIRouter(prefix="/v1/status", tags=["insight"], dependencies=reads(parts))

    @routes.get(
        "",
        summary="What waits, whether somebody folds, when the last article came",
        responses=described.STATUS,
    )
    async def stands() -> Response:
        body = shown(await facts_of(parts.client, parts.keys))
        came = milliseconds(await last_id(parts.client, parts.keys.articles))
        body["stories"] = len(parts.following.stories)
        body["listeners"] = parts.following.broadcasts.listeners
        body["last_article"] = datetime.fromtimestamp(came / 1000, UTC) if came else None
        return Response(msgspec.json.encode(body), media_type=JSON, headers={"Cache-Control": "no-store"})

    return routes


def shown(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What of the facts everybody may see."""
    stopped = facts.get("fold_stopped")
    return {
        **{name: facts[name] for name in SHOWN if name in facts},
        "folding": facts.get("folder") is not None,
        "fold_stopped_at": stopped["entry"] if stopped else None,
        "collecting": facts.get("collector") is not None,
        "feeds": _of_each(facts.get("feeds"), OF_A_FEED),
        "channels": {
            name: {fact: bool(value) for fact, value in stands.items()}
            for name, stands in _of_each(facts.get("channels"), OF_A_CHANNEL).items()
        },
    }


def _of_each(
    known: Mapping[str, Mapping[str, Any]] | None, facts: tuple[str, ...]
) -> dict[str, dict[str, Any]]:
    return {
        name: {fact: stands[fact] for fact in facts if fact in stands}
        for name, stands in (known or {}).items()
    }
