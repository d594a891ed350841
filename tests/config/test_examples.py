"""The starters hold, and their rule tests ring as they say."""

from pathlib import Path

import pytest
from tests.cli.test_commands import firebell

from firebell import config, parts, rule_tests
from firebell.cli.config import STARTERS
from firebell.config import load
from firebell.reading.en import places
from firebell.shipped import shipped_config

EXAMPLES = shipped_config() / "examples"


@pytest.mark.parametrize("name", STARTERS)
def test_a_starters_stories_ring_as_they_say(name: str) -> None:
    result = rule_tests.run(EXAMPLES / name / rule_tests.NAME, parts.load(EXAMPLES / name))
    assert result.told >= 3
    assert list(map(str, result.differences)) == []


def test_the_war_profile_adds_to_a_directory() -> None:
    files = config.read_files(None)
    profile = EXAMPLES / "war" / "war-thresholds.yaml"
    thresholds = (
        files["thresholds.yaml"].replace("  MM:\n", "  MM-01:\n").replace("name: Myanmar", "why: none")
    )
    files = {**files, "thresholds.yaml": thresholds.replace("why: none\n    why:", "why:")}
    _, mistakes = load.written(
        {**files, f"conf.d/{profile.name}": profile.read_text("utf-8")},
        config.known_regions(places.shipped()),
    )
    assert mistakes == []


def test_a_starter_is_written_checked_and_shown(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert firebell("config", "init", str(own), "--like", "ngo").code == 0
    checked = firebell("check", str(own))
    assert (checked.code, "rule tests: all rang as expected" in checked.out) == (0, True), checked.err
    shown = firebell("config", "show", "--config", str(own), "--region", "SD-KN", "--origin")
    assert "ring_at" in shown.out
    assert "# SD, thresholds.yaml:" in shown.out
    again = firebell("config", "init", str(own))
    assert (again.code, "is not empty" in again.err) == (2, True)
    schemas = firebell("config", "schema", str(tmp_path / "schema"))
    assert "rules_test.json" in schemas.out


def test_regions_are_found_by_name_and_by_code() -> None:
    assert "x-kivu" in firebell("regions", "Kivu").out
    assert "CD-NK North Kivu" in firebell("regions", "x-kivu").out
    assert "IQ-BA      Basra" in firebell("regions", "iq").out
    lost = firebell("regions", "Atlantis")
    assert (lost.code, "no region is called" in lost.err) == (1, True)
