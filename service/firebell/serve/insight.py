"""`/v1/explain`: why it rang, or did not."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query
from fastapi.responses import Response

from firebell.redis import decisions
from firebell.rules.verdict import Decision, sentence
from firebell.serve import described
from firebell.serve.parts import Parts, reads
from firebell.serve.problems import Problem

JSON = "application/json"


def router(parts: Parts) -> APIRouter:
    """The routes, for whoever may read."""
    routes = APIRouter(prefix="/v1", tags=["insight"], dependencies=reads(parts))

    @routes.get(
        "/explain",
        summary="Every rule that had a say in an alert or article, and its verdict",
        responses=described.EXPLAINED | {404: {}},
    )
    async def explain(
        id: Annotated[  # noqa: A002 -- CONTRACT's word
            str, Query(min_length=1, max_length=2048, description="An alert_id, an article's id or its URL.")
        ],
    ) -> Response:
        found = [
            msgspec.json.decode(raw, type=Decision)
            for raw in await decisions.about(parts.client, parts.keys, id)
        ]
        if not found:
            said = f"nothing is remembered of an alert or article {id!r}; decisions are kept for some weeks"
            raise Problem(HTTPStatus.NOT_FOUND, said)
        body = {"id": id, "decisions": found, "sentences": [sentence(one) for one in found]}
        return Response(msgspec.json.encode(body), media_type=JSON)

    return routes
