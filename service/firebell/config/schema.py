"""Forms → JSON Schema for editors: `config/schema/NAME.json`, which each shipped file names on its first line.

`python -m firebell.config.schema` writes them again after a change of the forms.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue

from firebell.config.forms import ActorForm, AreaForm, ChannelForm, SourcesForm, ThresholdsForm
from firebell.config.stories import StoryForm
from firebell.config.words import SEVERITIES, Code
from firebell.reading.en.signals.lexicon import NAMES, OWN_NAME
from firebell.shipped import shipped_config

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FORMS: Mapping[str, tuple[str, Any]] = {
    "thresholds": ("When it rings, and for what", ThresholdsForm),
    "regions": ("Areas of one's own", dict[Code, AreaForm]),
    "channels": ("Who hears what", dict[str, ChannelForm]),
    "sources": ("Who publishes", SourcesForm),
    "actors": ("Who fights whom", dict[str, ActorForm]),
    "rules_test": ("Stories, and what they must ring", dict[str, StoryForm]),
}


def schemas() -> dict[str, dict[str, Any]]:
    """A file's name without its ending → its JSON Schema."""
    made = {name: _schema(title, form) for name, (title, form) in FORMS.items()}
    return made | {"signals": _signals()}


def text_of(schema: Mapping[str, Any]) -> str:
    """The schema as it is written to its file."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def write(directory: Path) -> list[Path]:
    """Write every schema into a directory; the files that were written."""
    directory.mkdir(parents=True, exist_ok=True)
    written = [directory / f"{name}.json" for name in schemas()]
    for path in written:
        path.write_text(text_of(schemas()[path.stem]), "utf-8")
    return written


class _Editors(GenerateJsonSchema):
    """Values are written as words, so the defaults of the forms, which are values, say nothing to an editor."""

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """What may be left out may not be null: `name:` without a value is a mistake."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        """A map whose keys are written in one way takes no others."""
        made = super().dict_schema(schema)
        return made | {"additionalProperties": False} if "patternProperties" in made else made

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False


MODE: JsonSchemaMode = "validation"


def _schema(title: str, form: Any) -> dict[str, Any]:
    made = TypeAdapter(form).json_schema(schema_generator=_Editors, mode=MODE, by_alias=True)
    return {"$schema": DIALECT, **made, "title": title}


def _signals() -> dict[str, Any]:
    """signals.yaml has no form here: the readers' own loader judges its phrases."""
    words = {"type": "array", "items": {"type": ["string", "integer"]}}
    wording = {
        "says": ("Phrases that say it.", words),
        "hints": ("Phrases that say it only in a text about warfare.", words),
        "except": ("Phrases that look like it and are not.", words),
        "not_beside": ("Words that silence it near by.", words),
    }
    language = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {"description": says, **form} for key, (says, form) in wording.items()},
    }
    signal = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "severity": {"description": "Default before modifiers; none for relief.", "enum": SEVERITIES},
            "en": language,
        },
    }
    lists = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": words}}
    return {
        "$schema": DIALECT,
        "$defs": {"signal": signal},
        "title": "The vocabulary",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "classes": lists,
            "domains": lists,
            "silent": {"type": "object", "additionalProperties": words},
            "signals": {
                "type": "object",
                "additionalProperties": False,
                "properties": {key: {"$ref": "#/$defs/signal"} for key in sorted(NAMES)},
                "patternProperties": {f"^{OWN_NAME.pattern}$": {"$ref": "#/$defs/signal"}},
            },
        },
    }


if __name__ == "__main__":
    write(shipped_config() / "schema")
