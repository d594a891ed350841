"""Every bad file of tests/config_mistakes tells exactly what stands beside it, and nothing hides behind anything."""

import re

import pytest
from tests.config.mistakes import CASES, Case, cases

from firebell import config
from firebell.config import ConfigError, KnownRegions
from firebell.config.forms import Form
from firebell.config.stories import StoriesForm
from firebell.config.validate import STAND_INS
from firebell.reading.en import places

LINE = re.compile(r"\S+\.yaml:\d+:\d+: \S.*")


@pytest.fixture(scope="module")
def regions() -> KnownRegions:
    return config.known_regions(places.shipped())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_bad_file_is_told_as_it_stands_beside_it(case: Case, regions: KnownRegions) -> None:
    with pytest.raises(ConfigError) as raised:
        config.rulebook(case.files, regions)
    told = [str(mistake) for mistake in raised.value.mistakes]
    assert told == case.messages.read_text("utf-8").splitlines()


def test_every_expected_message_belongs_to_a_bad_file() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == {case.name for case in cases()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_message_begins_with_file_line_and_column(case: Case) -> None:
    assert all(LINE.fullmatch(line) for line in case.messages.read_text("utf-8").splitlines())


def test_mistakes_of_all_files_are_told_together(regions: KnownRegions) -> None:
    """One directory with a mistake from every case that can stand beside the others, each still told."""
    [case] = [case for case in cases() if case.name == "everything-at-once"]
    with pytest.raises(ConfigError) as raised:
        config.rulebook(case.files, regions)
    told = raised.value.mistakes
    assert {mistake.at.file for mistake in told} >= {
        "thresholds.yaml",
        "regions.yaml",
        "channels.yaml",
        "sources.yaml",
        "actors.yaml",
        "conf.d/mine-channels.yaml",
    }
    assert str(raised.value).splitlines()[0] == f"{len(told)} mistakes in the configuration"


def test_an_error_of_one_mistake_says_so_in_the_singular(regions: KnownRegions) -> None:
    with pytest.raises(ConfigError, match=r"^1 mistake in the configuration\n"):
        config.rulebook({"thresholds.yaml": "zone: Zurich"}, regions)


def test_every_key_that_must_be_written_has_a_stand_in() -> None:
    assert StoriesForm in _forms(Form)
    wanted = {
        info.alias or name
        for form in _forms(Form)
        for name, info in form.model_fields.items()
        if info.is_required()
    }
    assert wanted <= STAND_INS.keys()


def _forms(form: type[Form]) -> list[type[Form]]:
    return [form, *(inner for kind in form.__subclasses__() for inner in _forms(kind))]
