"""`POST /v1/articles`: one article, a JSON array of them, or JSON lines → the stream, with a result for each."""

import asyncio
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import Response

from firebell.article import Article, BadArticleError, key, parse, traced
from firebell.redis.publishing import add
from firebell.serve.described import RESULTS
from firebell.serve.parts import Parts
from firebell.serve.problems import Problem
from firebell.serve.tokens import Holder

JSON = "application/json"
LINES = ("application/x-ndjson", "application/jsonl", "application/json-lines")
MOST = 1000
BREATH = 20


def router(parts: Parts) -> APIRouter:
    """The route, for whoever may publish."""
    routes = APIRouter(prefix="/v1/articles", tags=["articles"])
    may = Depends(parts.gate.asks("publish"))

    @routes.post(
        "",
        status_code=HTTPStatus.ACCEPTED,
        summary="Publish articles",
        openapi_extra=_BODY,
        responses=RESULTS | {413: {}},
    )
    async def publish(
        *,
        request: Request,
        _: Annotated[Holder, may],
        history: Annotated[bool, Query(description="Remember them, and never ring.")] = False,
        test: Annotated[bool, Query(description="Ring with status Test.")] = False,
        traceparent: Annotated[
            str, Header(description="W3C Trace Context, for articles that name none of their own.")
        ] = "",
    ) -> Response:
        results: list[dict[str, Any]] = []
        good: list[Article] = []
        for index, raw in enumerate(_split(request.headers.get("content-type", ""), await request.body())):
            try:
                article = _marked(traced(parse(raw), traceparent), history=history, test=test)
            except BadArticleError as error:
                results.append(
                    {"index": index, "status": "refused", "reason": error.reason, "detail": error.detail}
                )
            else:
                good.append(article)
                if len(good) % BREATH == 0:
                    await asyncio.sleep(0)  # events go out meanwhile
                results.append({"index": index, "status": "accepted", "id": key(article)})
        entries = iter(await add(parts.client, parts.keys, good))
        for result in results:
            if result["status"] == "accepted":
                result["entry"] = next(entries)
        refused = len(results) - len(good)
        status = HTTPStatus.ACCEPTED if good or not refused else HTTPStatus.UNPROCESSABLE_ENTITY
        body = {"accepted": len(good), "refused": refused, "results": results}
        return Response(msgspec.json.encode(body), status, media_type=JSON)

    return routes


def _marked(article: Article, *, history: bool, test: bool) -> Article:
    return msgspec.structs.replace(
        article, history=article.history or history, status="Test" if test else article.status
    )


def _split(kind: str, body: bytes) -> Iterator[bytes]:
    """The articles in a body, each as the bytes of one object."""
    if kind.partition(";")[0].strip().lower() in LINES:
        pieces = [line for line in body.splitlines() if line.strip()]
    elif body.lstrip()[:1] == b"[":
        try:
            pieces = [bytes(raw) for raw in msgspec.json.decode(body, type=list[msgspec.Raw])]
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise Problem(HTTPStatus.BAD_REQUEST, f"the array cannot be read: {error}") from None
    else:
        pieces = [body]
    if len(pieces) > MOST:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{len(pieces)} articles; at most {MOST} a request"
        )
    yield from pieces


_EXAMPLE = {
    "id": "https://news.example/1",
    "title": "Four fighters killed in clashes in Basra",
    "source": "Example News",
    "published_at": "2022-09-01T12:00:00Z",
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {
                "schema": {
                    "oneOf": [
                        {"$ref": "#/components/schemas/Article"},
                        {"type": "array", "items": {"$ref": "#/components/schemas/Article"}},
                    ]
                },
                "example": _EXAMPLE,
            },
            LINES[0]: {"schema": {"type": "string", "description": "An article a line."}},
        },
    }
}
