"""actors.yaml → its entries, checked: the armed groups and forces that firebell knows by name."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from firebell.errors import FirebellError

CLASSES = ("militant", "militia", "military", "police", "gang", "peacekeeper")


class ActorEntry(NamedTuple):
    """One entry of actors.yaml; `countries` are ISO 3166-1 codes, `side` the id that it fights for."""

    id: str
    names: tuple[str, ...]
    cls: str
    countries: tuple[str, ...]
    side: str | None


class BadActorsError(FirebellError):
    """actors.yaml holds what no reader can use; every mistake in one message."""


def parse(data: Mapping[str, object]) -> tuple[ActorEntry, ...]:
    """The entries of actors.yaml as YAML gives them.

    Raises:
        BadActorsError: an entry without names, of an unknown class or with a country that is no code.
    """
    entries, mistakes = [], []
    for key, value in data.items():
        try:
            entries.append(_entry(str(key), msgspec.convert(value, _Written)))
        except (msgspec.ValidationError, ValueError) as error:
            mistakes.append(f"actors.yaml: {key}: {error}")
    if mistakes:
        raise BadActorsError("\n".join(mistakes))
    return tuple(entries)


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    names: list[str]
    countries: list[str]
    cls: str = msgspec.field(name="class")
    side: str | None = None


def _entry(key: str, written: _Written) -> ActorEntry:
    if written.cls not in CLASSES:
        message = f"class {written.cls!r} is unknown; one of {', '.join(CLASSES)}"
        raise ValueError(message)
    if not written.names:
        message = "names is empty; write at least one"
        raise ValueError(message)
    if any(not re.fullmatch("[A-Z]{2}", code) for code in written.countries):
        message = f"countries {written.countries}: two capitals each (ISO 3166-1)"
        raise ValueError(message)
    return ActorEntry(key, tuple(written.names), written.cls, tuple(written.countries), written.side)
