"""config/places.yaml and districts.yaml → Overlay: what no list of towns knows, in our own words."""

from pathlib import Path

import msgspec
from ruamel.yaml import YAML


class AreaEntry(msgspec.Struct, forbid_unknown_fields=True):
    """An area of conflict as the overlay writes it."""

    name: str
    members: list[str]
    also: list[str] = []
    countries: list[str] = []
    home: str = ""


class CountryEntry(msgspec.Struct, forbid_unknown_fields=True):
    """The shown name of a country, and what newspapers call it."""

    name: str
    also: list[str] = []


class Overlay(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    areas: dict[str, AreaEntry]
    macro: dict[str, list[str]]
    countries: dict[str, CountryEntry]
    middles: dict[str, tuple[float, float]]
    demonyms: dict[str, str]
    divisions: dict[str, list[str]]
    cities: dict[int, list[str]]
    merge: dict[str, str]
    towns: dict[str, list[int]]
    prefer: dict[str, str]
    features: list[tuple[str, str, float, float]]
    evidence: dict[str, list[str]]
    swallow: list[str]
    given: list[str]
    unrest: dict[int, list[str]]
    villages: dict[str, list[str]]
    districts: dict[str, str] = {}


def read(path: Path) -> Overlay:
    """The overlay, checked for its form."""
    districts = _loaded(Path(__file__).with_name("districts.yaml"))
    return msgspec.convert({**_loaded(path), "districts": districts}, Overlay)


def _loaded(path: Path) -> dict[str, object]:
    return dict(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))
