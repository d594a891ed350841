"""Text of YAML → values: as YAML 1.2 has it, whichever parser reads."""

from datetime import date

import pytest

from firebell import yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("clash", "clash", id="a word"),
        pytest.param("élan", "élan", id="a word that begins with a letter of no English"),
        pytest.param("nothing", "nothing", id="a word that begins like null"),
        pytest.param("null", None, id="nothing"),
        pytest.param("~", None, id="nothing, by its sign"),
        pytest.param("True", True, id="a truth value in capitals"),
        pytest.param("'true'", "true", id="a word in quotation marks"),
        pytest.param("on", "on", id="a truth value of YAML 1.1 alone"),
        pytest.param("12", 12, id="a number"),
        pytest.param(".5", 0.5, id="a fraction"),
        pytest.param("2022-09-01", date(2022, 9, 1), id="a date"),
        pytest.param("{at: 22:00}", {"at": "22:00"}, id="what the C parser refuses"),
        pytest.param("", None, id="an empty file"),
    ],
)
def test_a_scalar_is_what_yaml_says(written: str, value: object) -> None:
    assert yaml.load(written) == value
    assert type(yaml.load(written)) is type(value)
