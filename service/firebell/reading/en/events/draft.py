"""An incident in the making: the clauses that tell it, and what they say together."""

from collections.abc import Collection
from dataclasses import dataclass, field

from firebell.reading.en.events.unit import Unit
from firebell.reading.en.places import Location
from firebell.reading.reading import Mode, When


@dataclass(slots=True)
class Draft:
    """An incident in the making: units in the text's order, and the best place that any of them gives.

    `tolls` and `findings` are the indexes of its tolls and signals, `sentences` those that tell it;
    `lead` whether it stands in the title or the first paragraph in its own right, `only_subordinate` whether the
    article tells it only as what came before something else.
    """

    when: When
    mode: Mode
    family: str
    units: list[Unit] = field(default_factory=list)
    tolls: list[int] = field(default_factory=list)
    findings: list[int] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)
    location: Location | None = None
    place_own: bool = False
    lead: bool = False
    only_subordinate: bool = True
    _day: str | None = None
    _any_date: str | None = None

    @property
    def date(self) -> str | None:
        """The first day-exact date that a unit gives, else any date."""
        return self._day or self._any_date

    @property
    def signals(self) -> set[str]:
        """The names of what it is told to be."""
        return {name for unit in self.units for name in unit.signals}

    @property
    def cumulative(self) -> bool:
        """Whether all that tells it is a running total."""
        return all(unit.cumulative for unit in self.units)

    def take(self, unit: Unit) -> None:
        """One more unit that tells it."""
        self.units.append(unit)
        self.tolls += unit.tolls
        self.findings += unit.findings
        self.sentences.add(unit.sentence)
        self.lead = self.lead or (unit.lead and not unit.subordinate)
        self.only_subordinate = self.only_subordinate and unit.subordinate
        timing = unit.dated
        if timing is not None:
            self._any_date = self._any_date or timing.date
            self._day = self._day or (timing.date if timing.precision == "day" else None)

    def drop(self, tolls: Collection[int]) -> None:
        """Without these tolls, and without the days that only they gave."""
        told, self.units, self.tolls, self.findings = self.units, [], [], []
        self._day = self._any_date = None
        for unit in told:
            unit.drop(tolls)
            if unit.items:
                self.take(unit)
