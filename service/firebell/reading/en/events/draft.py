"""An incident in the making: the clauses that tell it, and what they say together."""

from dataclasses import dataclass, field

from firebell.reading.en.events.units import Unit
from firebell.reading.en.places import Location
from firebell.reading.reading import Mode, When


@dataclass(slots=True)
class Draft:
    """An incident in the making: units in the text's order, and the best place that any of them gives."""

    when: When
    mode: Mode
    family: str
    units: list[Unit] = field(default_factory=list)
    location: Location | None = None
    place_own: bool = False

    @property
    def date(self) -> str | None:
        """The first day-exact date that a unit gives, else any date."""
        timings = [unit.dated for unit in self.units]
        exact = next((t.date for t in timings if t and t.precision == "day"), None)
        return exact or next((t.date for t in timings if t), None)

    @property
    def only_subordinate(self) -> bool:
        """Whether the article tells it only as what came before something else."""
        return all(unit.subordinate for unit in self.units)

    @property
    def tolls(self) -> list[int]:
        """Indexes of its tolls."""
        return [index for unit in self.units for index in unit.tolls]

    @property
    def findings(self) -> list[int]:
        """Indexes of its signals."""
        return [index for unit in self.units for index in unit.findings]

    @property
    def lead(self) -> bool:
        """Whether it stands in the title or the first paragraph, in its own right."""
        return any(unit.lead and not unit.subordinate for unit in self.units)
