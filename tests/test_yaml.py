"""Text of YAML → values: as YAML 1.2 has it, whichever parser reads."""

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from firebell import yaml
from firebell.shipped import shipped_config


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
        pytest.param("{a: , b: [], c: {}}", {"a": None, "b": [], "c": {}}, id="nothing, of each kind"),
        pytest.param("[&one x, *one]", ["x", "x"], id="an anchor"),
        pytest.param("{<<: {a: 1}, b: 2}", {"a": 1, "b": 2}, id="what is merged"),
        pytest.param("[!!str 12, !!float 12]", ["12", 12.0], id="a tag"),
        pytest.param("{2: two, true: yes}", {2: "two", True: "yes"}, id="keys that are no words"),
    ],
)
def test_a_scalar_is_what_yaml_says(written: str, value: object) -> None:
    assert yaml.load(written) == value
    assert type(yaml.load(written)) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        "{a: 1, a: 2}",
        "!ours x",
        "[1, 2",
        "a: b: c",
        "!!int",
        "!!int +",
        "!!bool x",
        "!!timestamp x",
        "2022-13-45",
    ],
)
def test_what_is_no_yaml_or_says_a_thing_twice_is_refused(written: str) -> None:
    with pytest.raises(YAMLError):
        yaml.load(written)


@pytest.mark.parametrize("path", sorted(shipped_config().rglob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_file_is_what_the_exact_loader_reads(path: Path) -> None:
    assert yaml.load(path.read_text("utf-8")) == YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
