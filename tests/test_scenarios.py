"""Stories of articles ring as expected through the pure core, by the shipped configuration."""

from functools import cache

import pytest
from tests.telling import Scenario, scenarios, seen

from firebell import parts
from firebell.archive import Archive
from firebell.rule_tests import differences


@cache
def the_parts() -> parts.Parts:
    return parts.load()


@pytest.mark.parametrize("scenario", list(scenarios()), ids=lambda scenario: scenario.name)
def test_a_story_rings_as_expected(scenario: Scenario) -> None:
    archive = Archive(the_parts())
    told = [archive.tell(article) for article in scenario.articles]
    turns = [seen(raw) for one in told if one.trace for raw in one.trace.alerts]
    assert differences(scenario.expect, turns) == [], turns
