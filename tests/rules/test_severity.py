"""How bad: the highest of the signals, one step up, and the toll's steps; every step is listed (CODEBOOK §1)."""

import pytest
from tests.builders import PLAIN, Fold, a_config, a_reading, an_event, rulebooks

from firebell.incident.incident import Incident
from firebell.incident.ledger import Links
from firebell.reading.reading import Count, Event
from firebell.rules.ruling import Severity
from firebell.rules.severity import assess, measured


def incident_of(event: Event) -> Incident:
    fold = Fold()
    fold(a_reading(event))
    (incident,) = fold.state.incidents.values()
    return incident


def severity_of(event: Event, thresholds: str = PLAIN) -> Severity | None:
    incident = incident_of(event)
    where = incident.where
    ruling = rulebooks()(a_config(thresholds)).ruling(where.country, where.subdivision)
    return assess(incident, ruling, Links(stated="retaliatory_attack" in event.signals)).severity


CASES = {
    "a-signals-default": (an_event("bombing", killed=None), Severity.Moderate),
    "the-highest-of-several": (an_event("bombing", "attack_on_civilians", killed=None), Severity.Severe),
    "a-toll-lifts": (an_event("bombing", killed=12), Severity.Severe),
    "a-toll-to-the-top": (an_event("bombing", killed=30), Severity.Extreme),
    "an-open-high-counts-as-best": (an_event("bombing", killed=Count(12, 12, None)), Severity.Severe),
    "retaliation-is-one-step-up": (an_event("bombing", "retaliatory_attack", killed=1), Severity.Severe),
    "a-hospital-is-one-step-up": (an_event("bombing", killed=1, struck="hospital"), Severity.Severe),
    "a-site-alone-never-makes-extreme": (
        an_event("attack_on_civilians", killed=1, struck="holy_site"),
        Severity.Severe,
    ),
    "what-was-prevented-struck-nothing": (
        an_event("attack_prevented", killed=None, struck="oil_plant"),
        Severity.Minor,
    ),
    "a-lift-to-extreme-needs-a-death": (
        an_event("attack_on_civilians", "retaliatory_attack", killed=None),
        Severity.Severe,
    ),
    "a-lift-to-extreme-with-a-death": (
        an_event("attack_on_civilians", "retaliatory_attack", killed=1),
        Severity.Extreme,
    ),
    "a-massacre-without-a-death-is-severe": (an_event("massacre", killed=None), Severity.Severe),
    "a-massacre-is-extreme": (an_event("massacre", killed=5), Severity.Extreme),
    "a-coup-is-extreme-by-itself": (an_event("coup", killed=None), Severity.Extreme),
    "a-bare-threat-is-minor": (an_event("threat", killed=None), Severity.Minor),
    "a-protest-has-none": (an_event("protest", killed=None), None),
    "relief-has-none": (an_event("withdrawal", killed=None), None),
    "a-claim-of-the-enemys-dead-lifts-nothing": (
        an_event("armed_clash", killed=Count(0, 0, 80)),
        Severity.Moderate,
    ),
}


@pytest.mark.parametrize(("event", "expected"), CASES.values(), ids=CASES)
def test_severity(event: Event, expected: Severity | None) -> None:
    assert severity_of(event) == expected


def test_every_step_is_listed() -> None:
    incident = incident_of(an_event("bombing", "retaliatory_attack", killed=12))
    assessed = assess(incident, rulebooks()(a_config(PLAIN)).ruling("IQ", "IQ-BA"), Links(stated=True))
    assert [(step.step, step.to) for step in assessed.steps] == [
        ("signal", "Moderate"),
        ("retaliation", "Severe"),
        ("killed", "Severe"),
    ]
    assert assessed.reached == ("killed>=10",)


def test_a_class_of_victims_has_its_own_steps() -> None:
    thresholds = PLAIN.replace("injured:", "killed.aid_worker: {Extreme: 1}\n    injured:")
    event = an_event("bombing", killed=2)
    assert severity_of(event, thresholds) == Severity.Moderate


def test_compare_takes_the_figure_that_is_asked_for() -> None:
    incident = incident_of(an_event(killed=Count(4, 9, 20)))
    figures = [measured(incident, "killed", compare) for compare in ("low", "best", "high")]
    assert figures == [4, 9, 20]
    assert measured(incident, "injured", "best") is None
