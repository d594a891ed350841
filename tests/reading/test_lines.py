"""One string of many lines: a line by its number, and a number by its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.reading.lines import BLOCK, Lines

WRITTEN = st.lists(st.text("ab \u00df", min_size=1), min_size=1, unique=True).map(sorted)


@given(WRITTEN, st.text("ab\u00df"))
def test_lines_are_numbered_like_those_of_a_list(written: list[str], other: str) -> None:
    lines = Lines("\n".join(written))
    assert [lines[number] for number in range(len(written))] == written
    assert [lines.number(line) for line in written] == list(range(len(written)))
    assert other in written or lines.number(other) is None


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(BLOCK - 1, id="a line fills a block"),
        pytest.param(BLOCK, id="a line fills one with the end of the next"),
        pytest.param(5 * BLOCK, id="a line longer than a block"),
        pytest.param(7, id="many lines in a block"),
    ],
)
def test_lines_of_any_length_are_found(size: int) -> None:
    written = [f"{number:0{size}}" for number in range(1000)]
    lines = Lines("\n".join(written))
    assert [lines.number(line) for line in written] == list(range(1000))
    assert [lines[number] for number in (0, 1, 500, 999)] == [written[n] for n in (0, 1, 500, 999)]


@pytest.mark.parametrize("sought", ["", "gao", "a", "zz", "bamako\ngao"])
def test_what_is_no_whole_line_is_not_found(sought: str) -> None:
    assert Lines("aa\nbamako\ngao by the river").number(sought) is None
