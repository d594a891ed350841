"""Layers of what regions set → Ruling: the values in force at one place, each with who wrote it where."""

from collections.abc import Mapping
from datetime import timedelta
from enum import IntEnum
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from firebell.incident.ledger import Retaliation
from firebell.incident.nearness import km

Compare = Literal["low", "best", "high"]

T = TypeVar("T")


class Severity(IntEnum):
    """How bad, in CAP's words (CODEBOOK §1); the names are what people write and read."""

    Minor = 1
    Moderate = 2
    Severe = 3
    Extreme = 4


class Origin(NamedTuple):
    """Where a value was written: file, line from 1, and the region (or `defaults`) that set it."""

    file: str
    line: int
    region: str = "defaults"

    def __str__(self) -> str:
        return f"{self.region}, {self.file}:{self.line}"


class Step(NamedTuple):
    """From `at` on it is at least `severity`."""

    at: int
    severity: Severity
    origin: Origin


Steps = Mapping[str, tuple[Step, ...]]
"""Measure (`killed`, `killed.child`) → its steps, lowest first."""


class Update(NamedTuple):
    """When a known story is told again: a toll that grew by this share and by this many, both."""

    grows: float = 0.5
    by: int = 3


class Ruling(NamedTuple):
    """All values in force for one incident at one place.

    `signals` has no entry for a signal that never counts. `origins`: dotted path (`incident.killed.Severe`)
    → where it was written. `why` is the nearest region's.
    """

    ring_at: Severity
    compare: Compare
    incident: Steps
    signals: Mapping[str, Severity]
    update: Update
    all_clear: timedelta
    origins: Mapping[str, Origin]
    retaliation: Retaliation = Retaliation()
    regions: tuple[str, ...] = ()
    why: str = ""


Level = Literal["defaults", "countries", "country", "divisions", "subdivision", "circle"]


class Written(NamedTuple):
    """One value of one region; None is `never`."""

    value: object
    origin: Origin


class Layer(NamedTuple):
    """What one region sets: dotted leaf → value. A circle has `near` (lat, lon) and `within_km`."""

    code: str
    level: Level
    members: frozenset[str]
    values: Mapping[str, Written]
    why: str = ""
    near: tuple[float, float] | None = None
    within_km: float = 0.0

    def holds(self, place: "Spot") -> bool:
        """Whether the place lies in this layer's region."""
        if self.level == "defaults":
            return True
        if self.near is not None:
            at = place.at
            return at is not None and km(*self.near, *at) <= self.within_km
        return bool(self.members & {place.country, place.subdivision or ""}) or self.code in place.areas


class Spot(NamedTuple):
    """A place as a ruling needs it."""

    country: str
    subdivision: str | None
    areas: tuple[str, ...]
    at: tuple[float, float] | None = None


def ruled(layers: tuple[Layer, ...]) -> Ruling:
    """One ruling of layers from the farthest to the nearest; the first must be the defaults, complete."""
    merged: dict[str, Written] = {}
    for layer in layers:
        merged.update(layer.values)
    values = {leaf: written.value for leaf, written in merged.items()}
    grows, by = values["update.grows"], values["update.by"]
    return Ruling(
        ring_at=_typed(values["ring_at"], Severity),
        compare=values["compare"],  # type: ignore[arg-type]  # the loader has checked it
        incident=MappingProxyType(steps_of(merged)),
        signals=MappingProxyType(
            {
                leaf[8:]: value
                for leaf, value in values.items()
                if leaf[:8] == "signals." and isinstance(value, Severity)
            }
        ),
        update=Update(_typed(grows, float), _typed(by, int)),
        all_clear=_typed(values["all_clear"], timedelta),
        origins=MappingProxyType({leaf: written.origin for leaf, written in merged.items()}),
        retaliation=Retaliation(
            _typed(values["retaliation.window"], timedelta),
            _typed(values["retaliation.within"], float),
            values["retaliation.basis"] == "inferred",
        ),
        regions=tuple(layer.code for layer in layers),
        why=next((layer.why for layer in reversed(layers) if layer.why), ""),
    )


def steps_of(merged: Mapping[str, Written]) -> dict[str, tuple[Step, ...]]:
    """`incident.killed.Severe` → 10 and its like, as steps by measure, the lowest first."""
    steps: dict[str, list[Step]] = {}
    for leaf, written in merged.items():
        if not leaf.startswith("incident."):
            continue
        measure, _, severity = leaf.removeprefix("incident.").rpartition(".")
        if isinstance(written.value, int):
            steps.setdefault(measure, []).append(Step(written.value, Severity[severity], written.origin))
    return {measure: tuple(sorted(found)) for measure, found in steps.items()}


def _typed(value: object, kind: type[T]) -> T:
    """The value, which the loader has checked to be of this kind."""
    if not isinstance(value, kind):
        message = f"the defaults need a {kind.__name__}, not {value!r}"
        raise TypeError(message)
    return value
