"""What one clause group of a sentence tells of one event: a finding or toll is an item, several make a unit."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from firebell.reading.en.places import Location
from firebell.reading.en.times.when import Timing
from firebell.reading.reading import Mode, When

MEASURES = frozenset({"emergency_measures", "restrictions_lifted"})
MOVES = frozenset({"mobilization", "withdrawal"})
FREEING = frozenset({"release"})
CROWDS = frozenset({"protest", "riot", "excessive_force"})


class Item(NamedTuple):
    """One finding or toll (`place` in its list) at `token`, with its time."""

    toll: bool
    place: int
    token: int
    first: int
    last: int
    mode: Mode
    timing: Timing


def family_of(signal: str) -> str:
    """What a signal can share an incident with: violence, a crowd's or a state's acts, coming and going."""
    if signal in MEASURES:
        return "measure"
    if signal in MOVES:
        return signal
    if signal in FREEING:
        return "release"
    return "crowd" if signal in CROWDS else "violence"


@dataclass(slots=True)
class Unit:
    """Items of one sentence that tell one event.

    `tolls` and `findings` are the indexes of what its items tell, `signals` the findings' names; `location` is its
    place, `own` where this sentence says it; `apart` and `again` say that this is another event than the one told
    before, or the same; `beside` that this other one happened at its time, `separate` that it is called a
    separate one; `loose` that nothing ties it to the news;
    `earlier` that the news came so long after it, `answered` that its sentence tells an answer to it;
    `points` that it speaks of "the attack", whichever that was; `ground` that a crowd may have come out for it;
    `same` of "the same village"; `item` the paragraph of the list item in which it stands; `turn` is the
    token at which a run-on sentence turns to it, `end` that at which it turns away.
    """

    sentence: int
    when: When
    mode: Mode
    subordinate: bool
    lead: bool
    family: str
    items: list[Item] = field(default_factory=list)
    tolls: list[int] = field(default_factory=list)
    findings: list[int] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)
    location: Location | None = None
    own: bool = False
    turn: int | None = None
    end: int | None = None
    apart: bool = False
    beside: bool = False
    separate: bool = False
    again: bool = False
    loose: bool = False
    earlier: bool = False
    answered: bool = False
    points: bool = False
    ground: bool = False
    same: bool = False
    item: int | None = None

    def take(self, item: Item, signal: str | None) -> None:
        """One more item; `signal` is the name of a finding."""
        self.items.append(item)
        (self.tolls if item.toll else self.findings).append(item.place)
        if signal:
            self.signals.add(signal)

    def drop(self, tolls: Collection[int]) -> None:
        """Without the items of these tolls."""
        self.items[:] = [item for item in self.items if not (item.toll and item.place in tolls)]
        self.tolls[:] = [index for index in self.tolls if index not in tolls]

    @property
    def dated(self) -> Timing | None:
        """The first of its items that carries a date."""
        return next((item.timing for item in self.items if item.timing.date), None)

    @property
    def cumulative(self) -> bool:
        """Whether it is a running total."""
        return any(item.timing.cumulative for item in self.items)

    @property
    def explicit(self) -> bool:
        """Whether the text itself says when it was."""
        return any(item.timing.explicit for item in self.items)

    def span(self) -> tuple[int, int]:
        """The tokens from its first item to its last."""
        return min(i.first for i in self.items), max(i.last for i in self.items)
