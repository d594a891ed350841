"""An alert, and what somebody asks for → whether it is for him: the filters of `subscribe`, the events and the API."""

from typing import NamedTuple

from firebell.alert.alert import Alert
from firebell.errors import FirebellError

SEVERITIES = ("Minor", "Moderate", "Severe", "Extreme")
CERTAINTIES = ("Unknown", "Unlikely", "Possible", "Likely", "Observed")


class BadFilterError(FirebellError):
    """A filter asks for what does not exist."""


class Traits(NamedTuple):
    """What a filter looks at, of one alert."""

    codes: frozenset[str]
    signals: frozenset[str]
    status: str
    severity: str
    certainty: str


class Asked(NamedTuple):
    """What to show; empty parts ask nothing. Relief has no severity and passes no floor."""

    region: str = ""
    """IQ, IQ-BA, x-darfur: the alert's own region, one around it, or an area that holds it."""
    signal: str = ""
    """The alert's kind, what stands beside it, or a signal of one of its incidents."""
    min_severity: str = ""
    min_certainty: str = ""
    status: str = ""
    """Actual, Exercise or Test; without it, all."""

    def lets_through(self, alert: Alert) -> bool:
        """Whether the alert is asked for."""
        return self.wants(traits_of(alert))

    def wants(self, traits: Traits) -> bool:
        """The same of an alert's traits."""
        if self.region and self.region not in traits.codes:
            return False
        if self.signal and self.signal not in traits.signals:
            return False
        if self.status and traits.status != self.status:
            return False
        if self.min_severity and not _at_least(SEVERITIES, traits.severity, self.min_severity):
            return False
        return not self.min_certainty or _at_least(CERTAINTIES, traits.certainty, self.min_certainty)


def checked(asked: Asked) -> Asked:
    """The same filter.

    Raises:
        BadFilterError: with what can be written instead.
    """
    for name, value, known in (
        ("min_severity", asked.min_severity, SEVERITIES),
        ("min_certainty", asked.min_certainty, CERTAINTIES),
        ("status", asked.status, ("Actual", "Exercise", "Test")),
    ):
        if value and value not in known:
            raise BadFilterError(f"{name} {value}: one of {', '.join(known)}")
    return asked


def traits_of(alert: Alert) -> Traits:
    """What a filter looks at."""
    data = alert.data
    return Traits(codes_of(alert), signals_of(alert), data.status, data.severity, data.certainty)


def codes_of(alert: Alert) -> frozenset[str]:
    """The alert's region, those around it, and the areas that hold it."""
    region = alert.data.region
    return frozenset((region.code, *region.path, *region.areas))


def signals_of(alert: Alert) -> frozenset[str]:
    """What the alert is about, what stands beside it, and what its incidents tell."""
    data = alert.data
    return frozenset((data.kind, *data.also, *(signal for told in data.incidents for signal in told.signals)))


def _at_least(steps: tuple[str, ...], value: str, floor: str) -> bool:
    return value in steps[steps.index(floor) :]
