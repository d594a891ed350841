"""The JSON Schema that editors read: what the forms say, and no other."""

import json

import pytest

from firebell.config.schema import schemas, text_of
from firebell.shipped import shipped_config

NAMES = ("thresholds", "regions", "channels", "sources", "signals", "actors")


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_that_of_the_forms(name: str) -> None:
    written = (shipped_config() / "schema" / f"{name}.json").read_text("utf-8")
    assert written == text_of(schemas()[name]), "run `python -m firebell.config.schema`"


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_file_names_its_schema_on_its_first_line(name: str) -> None:
    first = (shipped_config() / f"{name}.yaml").read_text("utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.json"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_points_to_nothing_outside_itself(name: str) -> None:
    text = json.dumps(schemas()[name])
    pointed = {part.partition('"')[0] for part in text.split('"$ref": "')[1:]}
    assert {point.removeprefix("#/$defs/") for point in pointed} <= schemas()[name].get("$defs", {}).keys()


def test_every_key_of_thresholds_has_a_sentence() -> None:
    for form in schemas()["thresholds"]["$defs"].values():
        for key, schema in form["properties"].items():
            assert schema.get("description"), key


def test_keys_are_named_as_people_write_them() -> None:
    mute = schemas()["thresholds"]["$defs"]["MuteForm"]["properties"]
    assert {"from", "until", "except"} <= mute.keys()
    assert "class" in schemas()["actors"]["$defs"]["ActorForm"]["properties"]
