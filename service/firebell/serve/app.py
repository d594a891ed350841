"""A Redis and who may ask → the application: its parts, its routes, what it says of itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from firebell import __version__
from firebell.errors import FirebellError
from firebell.ops import metrics
from firebell.ops.health import Health, HealthServer
from firebell.redis.client import At, connect_for_many
from firebell.redis.keys import Keys
from firebell.serve import (
    acts,
    alerts,
    around,
    articles,
    chain,
    described,
    incidents,
    insight,
    outputs,
    page,
    problems,
    reference,
    regions,
    silences,
    status,
)
from firebell.serve.counted import Counted
from firebell.serve.following import NOT_YET, Following
from firebell.serve.guards import Gate, Guard, Rate, Rates
from firebell.serve.parts import Parts
from firebell.serve.problems import Problem
from firebell.serve.tokens import Tokens
from firebell.shipped import shipped_document

MOST_BYTES = 8 * 1024 * 1024
"""A batch of articles; one of them has at most 1 MiB."""


CONNECTIONS = 100
"""To Redis, at most; each stream that is followed takes one."""


class Options(NamedTuple):
    """What the server needs to know of its surroundings."""

    url: At
    prefix: str = "firebell"
    tokens: Path | None = None
    """File of tokens; without it nobody has one."""
    open_to_read: bool = True
    origins: tuple[str, ...] = ()
    """Web pages of others that may read from a browser (CORS)."""
    rate: Rate = Rate()
    most_bytes: int = MOST_BYTES
    config: Path | None = None
    """Directory of the configuration, by which regions are known."""
    health_host: str = "127.0.0.1"
    health_port: int | None = None
    """Where health is told besides, as by every role; none: on the address of the server alone."""
    link: str = ""
    """The address under which readers reach it; stands in feeds."""


def application(options: Options) -> FastAPI:
    """The application, which follows the stream of alerts for as long as it runs."""
    client, keys = connect_for_many(options.url, options.prefix, CONNECTIONS), Keys(options.prefix)
    following = Following(client, keys, options.url)
    tokens = Tokens(options.tokens)
    gate = Gate(tokens, open_to_read=options.open_to_read, rates=Rates(options.rate))
    health = Health()
    health.ready["redis"] = lambda: following.away
    health.ready["alerts"] = lambda: "" if following.read else NOT_YET

    @asynccontextmanager
    async def alive(_: FastAPI) -> AsyncIterator[None]:
        metrics.BUILD_INFO.labels(__version__).set(1)
        beside = HealthServer(health, metrics.REGISTRY)
        if options.health_port is not None:
            app.state.health_port = await beside.start(options.health_host, options.health_port)
        work = (
            following.run(),
            following.keep_trimmed(),
            following.broadcasts.keep_ticking(),
            tokens.keep_current(),
            health.beat(),
        )
        metrics.LISTENERS.set_function(lambda: following.broadcasts.listeners)
        tasks = [asyncio.create_task(one) for one in work]
        health.live["following"] = lambda: "has ended" if any(task.done() for task in tasks) else ""
        yield
        for task in tasks:
            task.cancel()
            with contextlib.suppress(
                asyncio.CancelledError, FirebellError
            ):  # the latter ended it, and was told
                await task
        await beside.stop()
        await client.aclose()

    app = FastAPI(title="firebell", version=__version__, lifespan=alive, docs_url=None, redoc_url=None)
    app.state.following = following
    app.state.health_port = 0
    problems.install(app)
    parts = Parts(client, keys, following, gate, options.config, options.link)
    for routes in (
        alerts,
        incidents,
        articles,
        acts,
        insight,
        silences,
        regions,
        chain,
        around,
        status,
        outputs,
    ):
        app.include_router(routes.router(parts))
    app.include_router(page.router())
    _of_itself(app, health)
    described.install(app)
    app.add_middleware(Counted)
    app.add_middleware(Guard, most_bytes=options.most_bytes)
    if options.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=options.origins,
            allow_methods=["GET"],
            allow_headers=["Authorization", "Last-Event-ID"],
        )
    return app


def _of_itself(app: FastAPI, health: Health) -> None:
    @app.get("/livez", include_in_schema=False)
    async def livez() -> Response:
        return _health(health.alive())

    @app.get("/readyz", include_in_schema=False)
    async def readyz() -> Response:
        return _health(health.unready())

    @app.get("/metrics", include_in_schema=False)
    async def told() -> Response:
        return Response(health.told(metrics.REGISTRY), media_type=CONTENT_TYPE_LATEST)

    @app.get("/docs", include_in_schema=False)
    async def docs() -> Response:
        return HTMLResponse(reference.page(app.openapi()))

    @app.get("/asyncapi", include_in_schema=False)
    async def asyncapi() -> Response:
        path = shipped_document("asyncapi.json")
        if not path.is_file():
            raise Problem(HTTPStatus.NOT_FOUND, "this version comes without a description of its streams")
        return Response(path.read_bytes(), media_type="application/json")


def _health(wrong: dict[str, str]) -> Response:
    text = "".join(f"{name}: {trouble}\n" for name, trouble in wrong.items()) or "ok\n"
    return PlainTextResponse(text, HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK)
