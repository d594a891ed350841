"""What went wrong → an answer of RFC 9457, `application/problem+json`, with a sentence that says what to do."""

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from firebell.errors import FirebellError
from firebell.redis.client import AGAIN_LATER, RedisUnfitError

log = structlog.get_logger()

KIND = "application/problem+json"


class Problem(Exception):  # noqa: N818 -- the name of RFC 9457
    """An answer that is no success."""

    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def answer(status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """The problem as an answer."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body | more, status, headers, KIND)


def install(app: FastAPI) -> None:
    """Let the application answer in this form, whatever goes wrong."""

    @app.exception_handler(Problem)
    async def problem(_: Request, error: Problem) -> JSONResponse:
        return answer(error.status, error.detail, error.headers)

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        return answer(error.status_code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        said = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
        return answer(HTTPStatus.BAD_REQUEST, said)

    @app.exception_handler(FirebellError)
    async def ours(_: Request, error: FirebellError) -> JSONResponse:
        return answer(HTTPStatus.BAD_REQUEST, str(error))

    @app.exception_handler(RedisUnfitError)
    async def unfit(_: Request, error: RedisUnfitError) -> JSONResponse:
        return answer(HTTPStatus.SERVICE_UNAVAILABLE, str(error))

    @app.exception_handler(Exception)
    async def ours_to_mend(_: Request, error: Exception) -> JSONResponse:
        log.error("request.failed", exc_info=error)
        return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of firebell; its log tells more")

    for kind in AGAIN_LATER:

        @app.exception_handler(kind)
        async def away(_: Request, error: Exception) -> JSONResponse:
            del error  # it tells where Redis stands
            return answer(HTTPStatus.SERVICE_UNAVAILABLE, "Redis is away; try again", {"Retry-After": "5"})
