"""`/v1/alerts/{id}/around`: the words of an alert's evidence, with those that stand around them in the article."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import msgspec
from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from firebell.alert.alert import Quote, decode
from firebell.article import Article
from firebell.redis.originals import original
from firebell.serve import described
from firebell.serve.alerts import found, tagged, turns_of
from firebell.serve.parts import Parts, reads

REACH = 160
"""Characters on either side, whole words."""


class Around(NamedTuple):
    """What stands before and behind the words."""

    before: str
    after: str


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may read."""
    routes = APIRouter(prefix="/v1/alerts", tags=["alerts"], dependencies=reads(parts))

    @routes.get(
        "/{alert_id}/around",
        summary="What stands around each quote of its evidence, while the articles are kept",
        responses=described.AROUND | {404: {}},
    )
    async def around(request: Request, alert_id: Annotated[str, Path(max_length=128)]) -> Response:
        [raw] = await turns_of(parts.client, parts.keys.alerts, [found(parts, alert_id).latest.entry])
        data = decode(raw).data if raw else None
        quotes = data.evidence if data else ()
        texts: dict[str, Article | None] = {}
        for name in dict.fromkeys(quote.article_id for quote in quotes):
            status = data.status if data else "Actual"
            texts[name] = await original(parts.client, parts.keys, status, name)
        told = [beside._asdict() if (beside := _beside(quote, texts)) else None for quote in quotes]
        return tagged(request, msgspec.json.encode({"around": told}))

    return routes


def _beside(quote: Quote, texts: Mapping[str, Article | None]) -> Around | None:
    """None where the article is gone, or was told anew in other words."""
    article = texts[quote.article_id]
    text = getattr(article, quote.field) if article and quote.field in ("title", "text") else ""
    if text[quote.start : quote.end] != quote.words:
        return None
    before, after = text[max(0, quote.start - REACH) : quote.start], text[quote.end : quote.end + REACH]
    if quote.start > REACH:
        before = before.partition(" ")[2]
    if quote.end + REACH < len(text):
        after = after.rpartition(" ")[0]
    return Around(before, after)
