"""A template in Jinja's form + an alert → text; what is wrong with a template is told before anything rings."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from firebell.alert.samples import SAMPLES
from firebell.errors import FirebellError

LONGEST_TEXT = 64 * 1024
"""A text beyond this is no message."""

BLANK: Mapping[str, Any] = {
    "alert_id": "",
    "version": 0,
    "message_type": "Alert",
    "references": [],
    "superseded_by": None,
    "status": "Actual",
    "expires_at": "",
    "config_hash": "",
    "kind": "",
    "also": [],
    "severity": "",
    "urgency": "",
    "certainty": "",
    "headline": "",
    "summary": "",
    "region": {"code": "", "name": "", "path": [], "areas": [], "lat": None, "lon": None},
    "incidents": [],
    "change": None,
    "retaliates_for": None,
    "context": [],
    "rule": {
        "name": "",
        "file": "",
        "line": 0,
        "observed": None,
        "threshold": None,
        "window": None,
        "why": "",
    },
    "reasons": [],
    "publishers": [],
    "evidence": [],
    "left_out": {},
    "links": [],
}
"""What a digest and a heartbeat do not have is empty, so that a template for alerts does for them too."""

_MISSING = re.compile(r"has no attribute '(\w+)'")
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


class BadTemplateError(FirebellError):
    """A template that cannot be read, or asks for what an alert does not have; the message says where."""


def compiled(text: str) -> Template:
    """The template in a text.

    Raises:
        BadTemplateError: with the line in it.
    """
    try:
        return _ENVIRONMENT.from_string(text)
    except TemplateSyntaxError as error:
        raise BadTemplateError(f"line {error.lineno} of the template: {error.message}") from None


def variables(raw: bytes | str) -> dict[str, Any]:
    """What a template calls `alert`: the event's data, with its id, type and time."""
    event = msgspec.json.decode(raw)
    return {**BLANK, **event["data"], **{name: event[name] for name in ("id", "type", "time")}}


def rendered(template: Template, alert: Mapping[str, Any]) -> str:
    """The text for one alert.

    Raises:
        BadTemplateError: it asks for what is not there, or does what a template may not.
    """
    try:
        text = template.render(alert=alert)
    except UndefinedError as error:
        missing = _MISSING.search(error.message or "")
        says = f"there is no {missing[1]}" if missing else str(error.message)
        raise BadTemplateError(f"{says}; docs/delivery.md lists what it has") from None
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise BadTemplateError(f"{type(error).__name__}: {error}") from None
    if len(text) > LONGEST_TEXT:
        raise BadTemplateError(f"the text has {len(text)} characters; {LONGEST_TEXT} are the most")
    return text


def is_json(text: str) -> bool:
    """Whether a text means to be JSON, as what a chat's own webhook takes."""
    return text.lstrip().startswith(("{", "["))


def wrong(text: str) -> str:
    """What is wrong with a template, "" where it does for every kind of event."""
    what = ""
    try:
        template = compiled(text)
        for what, raw in SAMPLES.items():
            told = rendered(template, variables(raw))
            if not told.strip():
                return f"it comes to nothing for {what}"
            if is_json(told):
                msgspec.json.decode(told)
    except BadTemplateError as error:
        return f"for {what}: {error}" if what else str(error)
    except msgspec.DecodeError:
        return "it begins as JSON and is none where a text holds a quotation mark; write {{ alert.headline | tojson }}"
    return ""
