"""Rule tests of an analyst (CONFIG.md): stories that ring as expected pass, others are told with their line."""

import shutil
from pathlib import Path

import pytest

from firebell import parts, rule_tests
from firebell.config import ConfigError
from firebell.parts import Parts
from firebell.shipped import shipped_config

STORIES = """
bomb-rings-once:
  articles:
    - at: 2026-03-05T16:20:00Z
      source: Reuters
      title: Bomb at market in Goma kills five
      text: A bomb killed five people and wounded 20 at a market in Goma on Thursday.
    - at: 2026-03-05T17:20:00Z
      source: Reuters
      title: Bomb at market in Goma kills five
      text: A bomb killed five people and wounded 20 at a market in Goma on Thursday.
  expect: [{type: raised, kind: bombing, severity: Moderate, region: CD-NK, killed: 5, heard_by: [everything]}]
quake-is-silent:
  articles:
    - {at: 2027-01-03T08:00:00Z, text: An earthquake killed at least 40 people in Sulaymaniyah.}
  expect: []
a-file-is-told:
  articles: [{at: 2022-09-01T12:00:00Z, source: Associated Press, file: basra.json}]
  expect: [{type: raised, kind: armed_clash, also: [retaliatory_attack, spread], region: IQ-BA, killed: 4}]
a-week-at-the-three-borders:
  incidents:
    - {at: day 1, region: ML-5, killed: 20}
    - {at: day 3, region: NE-6, killed: 25}
    - {at: day 6, region: BF-12, killed: 18}
  expect:
    - {kind: armed_clash, region: ML-5}
    - {kind: armed_clash, region: NE-6}
    - {kind: armed_clash, region: BF-12, also: [regional_total]}
"""


@pytest.fixture(scope="module")
def shipped() -> Parts:
    return parts.load()


def told(tmp_path: Path, stories: str, shipped: Parts) -> rule_tests.Result:
    path = tmp_path / rule_tests.NAME
    path.write_text(stories, "utf-8")
    shutil.copy(Path(__file__).parent / "stories" / "basra.json", tmp_path)
    return rule_tests.run(path, shipped)


def test_stories_that_ring_as_expected_pass(tmp_path: Path, shipped: Parts) -> None:
    result = told(tmp_path, STORIES, shipped)
    assert (result.told, list(map(str, result.differences))) == (4, [])


WRONG = {
    "another-severity": (
        "severity: Moderate",
        "severity: Minor",
        "turn 1: severity is 'Moderate', not 'Minor'",
    ),
    "another-channel": ("heard_by: [everything]", "heard_by: [nobody]", "not ['nobody']"),
    "another-toll": ("killed: 5,", "killed: 6,", "turn 1: killed is 5, not 6"),
    "a-turn-too-many": ("expect: []", "expect: [{type: raised}]", "1 turns expected, 0 rang: nothing"),
    "a-silence-that-rings": (
        "[{type: raised, kind: bombing",
        "[] # ",
        "0 turns expected, 1 rang: raised bombing",
    ),
}


@pytest.mark.parametrize(("said", "instead", "told_so"), WRONG.values(), ids=WRONG)
def test_what_rings_otherwise_is_told(
    said: str, instead: str, told_so: str, tmp_path: Path, shipped: Parts
) -> None:
    (difference,) = told(tmp_path, STORIES.replace(said, instead, 1), shipped).differences
    assert told_so in str(difference)
    assert str(difference).startswith("rules_test.yaml:")


MISTAKES = {
    "neither-articles-nor-incidents": ("x: {expect: []}\n", "give either articles or incidents"),
    "a-key-that-is-none": ("x: {articles: [{at: 2027-01-01, txt: hm}], expect: []}\n", "txt"),
    "a-time-that-is-none": ("x: {incidents: [{at: soon, region: IQ}], expect: []}\n", "write day 3"),
    "a-file-that-is-not-there": ("x: {articles: [{at: 2027-01-01, file: no.txt}], expect: []}\n", "no.txt"),
    "a-region-without-a-map": ("x: []\n", "x"),
    "an-article-of-no-time": ("x: {articles: [{text: hm}], expect: []}\n", "at is missing"),
    "an-incident-of-no-region": ("x: {incidents: [{at: day 1}], expect: []}\n", "region is missing"),
    "nothing-said-of-what-rings": ("x: {incidents: [{at: day 1, region: IQ}]}\n", "expect is missing"),
}


@pytest.mark.parametrize(("stories", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_story_that_cannot_be_told_is_a_mistake(
    stories: str, says: str, tmp_path: Path, shipped: Parts
) -> None:
    with pytest.raises(ConfigError) as raised:
        told(tmp_path, stories, shipped)
    (line,) = [str(mistake) for mistake in raised.value.mistakes]
    assert line.startswith("rules_test.yaml:1:")
    assert says in line


def test_the_shipped_directory_has_no_rule_tests_that_fail(shipped: Parts) -> None:
    path = shipped_config() / rule_tests.NAME
    if path.is_file():
        assert rule_tests.run(path, shipped).differences == ()
