"""Whatever stands in the files: a rulebook or mistakes, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.config.handmade import messages

from firebell.config.tree import parse

WORDS = (
    "regions: defaults: rules: mutes: watch: zone: UA IQ-BA x-sahel killed: total: 7d: Severe: never ring_at: "
    "members: near: hear: to: stream why: match: until: from: 2027-07-20 3 -1 0.5 true null ~ & * &a *a << !!int "
    "| > ? - % @ ' # : , { } [ ]"
)
PIECES = (*WORDS.split(), '"', "\n", "\n  ", "\n    ", " ", "\t", "\x00", "é")

FILES = ("thresholds", "regions", "channels", "sources", "actors", "signals", "conf_d_x_thresholds")


@given(name=st.sampled_from(FILES), pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_text_crashes_the_loader(name: str, pieces: list[str]) -> None:
    for told in messages(**{name: " ".join(pieces)}):
        assert told.count(":") >= 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 500_000, id="lists in lists without end"),
        pytest.param("a: " + "{a: " * 500_000, id="maps in maps without end"),
        pytest.param("[\n" * 500_000, id="a bracket a line"),
        pytest.param("- " * 500_000, id="dashes without end"),
        pytest.param("? " * 500_000, id="keys without end"),
        pytest.param("a: &a [*a]", id="a list that holds itself"),
        pytest.param("a: &a {b: *a}", id="a map that holds itself"),
        pytest.param(
            "a: &a [1, 1]\n" + "\n".join(f"{n}: &{n} [*a, *a, *a]" for n in "bcdefgh"), id="many aliases"
        ),
    ],
)
def test_a_text_that_would_never_end_is_a_mistake(text: str) -> None:
    _, mistakes = parse("thresholds.yaml", text)
    assert mistakes
