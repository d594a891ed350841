"""`/` and `/page/NAME`: the page and its files as the package ships them, and the dots of land behind its map."""

import asyncio
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from firebell.alert.wording import NAMES
from firebell.reading.en import places
from firebell.serve.alerts import JSON, tagged
from firebell.serve.problems import Problem

KINDS = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
CELL = 2
"""Degrees a dot of the map: fine enough for a coast, 3,000 dots for the world."""


def router() -> APIRouter:
    """The routes: what they give is the same for everybody, the alerts on it come from the API."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def index(request: Request) -> Response:
        return tagged(request, _files()["index.html"], KINDS["html"])

    @routes.get("/page/land.json")
    async def land(request: Request) -> Response:
        return tagged(request, await asyncio.to_thread(_land), JSON)

    @routes.get("/page/words.json")
    async def words(request: Request) -> Response:
        return tagged(request, msgspec.json.encode(NAMES), JSON)

    @routes.get("/page/{name}")
    async def file(request: Request, name: Annotated[str, Path(max_length=64)]) -> Response:
        found = _files().get(name)
        if found is None:
            raise Problem(HTTPStatus.NOT_FOUND, f"the page has no file {name!r}")
        return tagged(request, found, KINDS[name.rpartition(".")[2]])

    return routes


@cache
def _files() -> dict[str, bytes]:
    """Name → content; nothing else can be asked for."""
    folder = files("firebell.serve").joinpath("page")
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name.rpartition(".")[2] in KINDS}


@cache
def _land() -> bytes:
    """The cells of a grid in which a place is known: column and row, one after the other, from the north-west."""
    gazetteer = places.shipped()
    points = (gazetteer.point(record) for record in range(len(gazetteer.kinds)))
    cells = sorted({(int((lon + 180) // CELL), int((90 - lat) // CELL)) for lat, lon in points})
    return msgspec.json.encode({"cell": CELL, "cells": [number for cell in cells for number in cell]})
