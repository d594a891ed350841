"""The schemas of editors say what the loader says: they take the shipped files, and see what they can of mistakes."""

import pytest
from tests.config.json_schema import wrong
from tests.config.mistakes import Case, cases

from firebell.config.files import NAMES
from firebell.config.schema import schemas
from firebell.config.tree import parse
from firebell.shipped import shipped_config

BEYOND_SCHEMAS = frozenset(
    {
        "a-channel-that-asks-for-relief-and-no-relief",
        "a-code-of-the-second-level",
        "a-template-that-asks-for-what-is-not-there",
        "a-template-that-cannot-be-read",
        "a-template-that-is-no-json",
        "a-template-that-says-nothing",
        "an-outside-road-without-an-address",
        "what-only-an-outside-road-has",
        "a-comma-in-a-sentence",
        "a-family-within-a-family",
        "a-key-that-stands-twice",
        "a-key-without-a-value",
        "a-kind-that-is-none",
        "a-mute-that-ends-before-it-begins",
        "a-mute-that-lets-all-through",
        "a-name-of-another-code",
        "a-part-repeated-by-an-alias",
        "a-rule-below-its-own-region",
        "a-rule-that-meets-everything",
        "a-rule-where-nobody-watches",
        "a-rule-with-both",
        "a-rule-with-neither-lift-nor-ignore",
        "a-severity-for-relief",
        "a-side-that-fights-for-another",
        "a-signal-that-is-none",
        "a-step-that-can-never-ring",
        "a-step-that-falls-below-an-inherited-one",
        "a-step-that-falls-below-the-country",
        "a-window-longer-than-is-kept",
        "a-word-of-no-letter",
        "a-zone-that-is-none",
        "actors-of-each-others-sides",
        "an-area-among-members",
        "an-area-and-a-circle-at-once",
        "an-area-in-a-country-that-never-rings",
        "an-area-without-members",
        "areas-within-each-other",
        "half-a-circle",
        "one-domain-of-two-publishers",
        "one-name-of-two-actors",
        "one-newsroom-in-two-families",
        "one-window-written-twice",
        "relief-that-is-not-asked-for",
        "relief-with-a-severity",
        "steps-that-fall",
        "sums-that-fall",
    }
)
"""Mistakes between two values, two files or a code and the world: an editor cannot see them, `firebell check` does."""


def shows(name: str, text: str) -> list[str]:
    tree, _ = parse(f"{name}.yaml", text)
    return wrong(schemas()[name], tree.data)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_file_holds_against_its_schema(name: str) -> None:
    assert shows(name, (shipped_config() / f"{name}.yaml").read_text("utf-8")) == []


def single() -> list[Case]:
    """The cases of one file that is YAML."""
    return [
        case
        for case in cases()
        if case.path.is_file() and not parse(case.path.name, case.path.read_text("utf-8"))[1]
    ]


@pytest.mark.parametrize("case", single(), ids=lambda case: case.name)
def test_an_editor_shows_what_a_schema_can_know(case: Case) -> None:
    seen = shows(case.path.name.split(".")[-2], case.path.read_text("utf-8"))
    assert bool(seen) == (case.name not in BEYOND_SCHEMAS), seen
