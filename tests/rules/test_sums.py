"""A window's sum by the tallies of its days is the sum of its incidents, wherever the window cuts a day."""

from datetime import timedelta

import pytest
from tests.builders import PLACES, Incidents, a_reading, an_event, at

from firebell.rules.rulebook import Origin, Severity, Step, TotalRule
from firebell.rules.totals import Sum
from firebell.state import Work

ORIGIN = Origin("thresholds.yaml", 1)


def _known(seed: int) -> Incidents:
    incidents, towns = Incidents(), list(PLACES)
    moment = at("2022-09-01T06:00")
    for number in range(60):
        moment += timedelta(hours=1 + (number * 7 + seed) % 9)
        event = an_event(
            place=towns[number * 5 % len(towns)], killed=(number * 13 + seed * 5) % 61, dated=False
        )
        incidents(a_reading(event, article=f"a{number}", when=f"{moment:%Y-%m-%dT%H:%M}"))
    return incidents


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("measure", ["killed", "incidents.armed_clash"])
@pytest.mark.parametrize("hours", [12, 72, 7 * 24])
def test_a_sum_by_days_is_the_sum_of_its_incidents(seed: int, measure: str, hours: int) -> None:
    incidents = _known(seed)
    now = max(incident.occurred_at for incident in incidents.all()) - timedelta(hours=5)
    for countries, divisions in ((("IQ",), ()), (("IQ", "ML"), ()), ((), ("IQ-BA", "IQ-NI"))):
        rule = TotalRule(
            f"total.{measure}",
            "x-here",
            frozenset(countries),
            frozenset(divisions),
            timedelta(hours=hours),
            measure,
            (Step(10, Severity.Severe, ORIGIN),),
            ORIGIN,
        )
        within = [
            int(measure != "killed") or incident.best("killed")
            for incident in incidents.all()
            if now - rule.window < incident.occurred_at <= now
            and rule.covers(incident.where.country, incident.where.subdivision)
            and (measure != "killed" or incident.best("killed"))
        ]
        summed = Sum(rule, "Actual", Work(incidents.state), now)
        assert (summed.total, summed.incidents) == (sum(within), len(within))
        assert summed.largest == max(within, default=0)
        assert len(summed.parts) == len(within)
