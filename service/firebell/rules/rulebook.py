"""What analysts wrote, as values that the fold reads: who is watched, what rings by itself, who hears it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from firebell.incident.publishers import Publishers
from firebell.incident.sides import ARMY, POLICE
from firebell.rules.channel import Certainty, Channel, Hear
from firebell.rules.ruling import (
    Compare,
    Layer,
    Origin,
    Ruling,
    Severity,
    Spot,
    Step,
    Steps,
    Update,
    Written,
    ruled,
)

__all__ = [
    "Certainty",
    "Channel",
    "Compare",
    "Hear",
    "Layer",
    "Match",
    "Mute",
    "Origin",
    "Rulebook",
    "Ruling",
    "Severity",
    "Step",
    "Steps",
    "TotalRule",
    "Update",
    "WordRule",
    "Written",
]

Scope = Literal["region", "each_country", "each_subdivision"]

REARM = 0.8
"""A total clears and re-arms below this share of its lowest step (CONFIG.md)."""


class TotalRule(NamedTuple):
    """The sum over one region's incidents within a window that rings by itself; `name` is `total.7d.killed`.

    `countries` and `subdivisions` are what is summed; in a rule for each country or division they are
    empty until `Rulebook.totals_at` fills them.
    """

    name: str
    region: str
    countries: frozenset[str]
    subdivisions: frozenset[str]
    window: timedelta
    measure: str
    steps: tuple[Step, ...]
    origin: Origin
    scope: Scope = "region"
    why: str = ""

    def covers(self, country: str, subdivision: str | None) -> bool:
        """Whether an incident at this place counts into the sum."""
        return country in self.countries or (subdivision is not None and subdivision in self.subdivisions)

    @property
    def clears_below(self) -> float:
        """Below this figure the total clears and re-arms."""
        return REARM * self.steps[0].at


class Match(NamedTuple):
    """What a rule asks for; an empty part asks nothing. `regions` are spread to their members."""

    regions: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def is_said_in(self, text: str) -> bool:
        """Whether one of the words stands in the text: "ira" is not said by "Iraq", "tanker" is by "tankers"."""
        return not self.words or _whole(self.words).search(text) is not None


@lru_cache(maxsize=4096)
def _whole(listed: tuple[str, ...]) -> re.Pattern[str]:
    """The words as whole ones, in any case and with any regular ending."""
    said = "|".join(r"\s+".join(map(re.escape, words.split())) for words in listed)
    return re.compile(rf"(?<!\w)(?:{said})(?:s|es|d|ed)?(?!\w)", re.IGNORECASE)


class WordRule(NamedTuple):
    """An analyst's own rule: it lifts to a severity or ignores, never both."""

    name: str
    match: Match
    lift_to: Severity | None
    ignore: bool
    why: str
    origin: Origin


class Mute(NamedTuple):
    """A time in which regions do not ring, below `unless`; `begins` and `ends` (not included) are aware."""

    name: str
    regions: frozenset[str]
    begins: datetime | None
    ends: datetime
    until: date
    unless: Severity | None
    why: str
    origin: Origin

    def holds(self, now: datetime) -> bool:
        """Whether it is in force at an aware instant; the day named in `until` is included (CONFIG.md)."""
        return (self.begins is None or self.begins <= now) and now < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything that the fold takes from the configuration; `layers` go from the farthest to the nearest.

    `false_alarms`: so many surges a year may ring by chance, over all regions together; None: none is looked for.
    """

    hash: str
    zone: ZoneInfo
    watch: frozenset[str] | None
    layers: tuple[Layer, ...]
    totals: tuple[TotalRule, ...]
    rules: tuple[WordRule, ...]
    mutes: tuple[Mute, ...]
    channels: tuple[Channel, ...]
    publishers: Publishers
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    sides: Mapping[str, str] = field(default_factory=dict, repr=False)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    false_alarms: float | None = None
    surge_origin: Origin = field(default_factory=lambda: Origin("built in", 0))
    _layers_at: dict[tuple[str, str | None, tuple[str, ...]], tuple[int, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _circles_at: dict[tuple[float, float], tuple[int, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _circles: tuple[int, ...] = field(default=(), repr=False, compare=False, init=False)
    _rulings: dict[tuple[int, ...], Ruling] = field(default_factory=dict, repr=False, compare=False)
    _totals: dict[tuple[str, str | None], tuple[TotalRule, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Know the circles: whether they hold a place hangs on its point."""
        circles = (index for index, layer in enumerate(self.layers) if layer.near is not None)
        object.__setattr__(self, "_circles", tuple(circles))

    def name_of(self, code: str) -> str:
        """A region's English name; a code that nobody named is its own name."""
        return self.names.get(code, code)

    def spread(self, region: str) -> frozenset[str]:
        """The codes that a region stands for: an area and its members, or itself."""
        return self.members.get(region, frozenset()) | {region}

    def side_of(self, actor: str) -> str:
        """The party in the ledger that an actor belongs to: its `side`; a state's police is its army's."""
        named = self.sides.get(actor)
        return named or (f"{actor.removesuffix(POLICE)}{ARMY}" if actor.endswith(POLICE) else actor)

    def actors_of(self, side: str) -> tuple[str, ...]:
        """Every actor that may act for a side, the side itself first."""
        police = (side.removesuffix(ARMY) + POLICE,) if side.endswith(ARMY) else ()
        listed = (actor for actor, own in self.sides.items() if own == side)
        return tuple(dict.fromkeys((side, *police, *listed)))

    def watches(self, country: str, subdivision: str | None, areas: tuple[str, ...] = ()) -> bool:
        """Whether incidents there ring; all else is read and remembered. A `watch` of None is the world."""
        return self.watch is None or bool(self.watch & {country, subdivision or "", *areas})

    def ruling(
        self,
        country: str,
        subdivision: str | None,
        areas: tuple[str, ...] = (),
        lat: float | None = None,
        lon: float | None = None,
    ) -> Ruling:
        """The values in force at a place: nearest wins by level, each leaf by itself (CONFIG.md)."""
        holding = self._holding(country, subdivision, areas)
        if lat is not None and lon is not None and self._circles:
            around = self._around(lat, lon)
            holding = tuple(sorted((*holding, *around))) if around else holding
        if holding not in self._rulings:
            self._rulings[holding] = ruled(tuple(self.layers[index] for index in holding))
        return self._rulings[holding]

    def _around(self, lat: float, lon: float) -> tuple[int, ...]:
        """The circles that hold a point."""
        point = (lat, lon)
        if point not in self._circles_at:
            spot = Spot("", None, (), point)
            self._circles_at[point] = tuple(i for i in self._circles if self.layers[i].holds(spot))
        return self._circles_at[point]

    def _holding(self, country: str, subdivision: str | None, areas: tuple[str, ...]) -> tuple[int, ...]:
        """The layers that hold a region, circles left out."""
        place = (country, subdivision, areas)
        if place not in self._layers_at:
            spot = Spot(country, subdivision, areas)
            self._layers_at[place] = tuple(i for i, layer in enumerate(self.layers) if layer.holds(spot))
        return self._layers_at[place]

    def totals_at(self, country: str, subdivision: str | None) -> tuple[TotalRule, ...]:
        """The sums that an incident at this place counts into, the widest region first."""
        place = (country, subdivision)
        if place not in self._totals:
            self._totals[place] = tuple(self._sums(country, subdivision))
        return self._totals[place]

    def _sums(self, country: str, subdivision: str | None) -> list[TotalRule]:
        """Rules that name a region, then those for each, unless the region sets its own."""
        own = [rule for rule in self.totals if rule.scope == "region" and rule.covers(country, subdivision)]
        named = {(rule.region, rule.name) for rule in own}
        found = list(own)
        for rule in self.totals:
            region = country if rule.scope == "each_country" else subdivision
            if rule.scope == "region" or region is None or region == "ZZ" or (region, rule.name) in named:
                continue
            codes = frozenset((region,))
            none: frozenset[str] = frozenset()
            countries, divisions = (codes, none) if rule.scope == "each_country" else (none, codes)
            found.append(rule._replace(region=region, countries=countries, subdivisions=divisions))
        found = [rule for rule in found if rule.steps]
        return sorted(
            found, key=lambda rule: (-len(rule.countries), -len(rule.subdivisions), rule.region, rule.name)
        )
