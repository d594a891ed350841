"""Which texts an analyst's own rule hears: its words stand as whole ones."""

import pytest

from firebell.rules.rulebook import Match


@pytest.mark.parametrize(
    ("listed", "text", "says"),
    [
        pytest.param(("ira",), "Bomb in Iraq kills two", False, id="a short word inside another one"),
        pytest.param(("ira",), "The IRA says it planted the bomb", True, id="in any case"),
        pytest.param(("gold mine",), "Two shot at gold mines", True, id="a plural"),
        pytest.param(
            ("mine collapse",), "Eight die as a mine\ncollapsed", True, id="a past tense, over two lines"
        ),
        pytest.param(("port of",), "A report of gunfire", False, id="not the end of another word"),
        pytest.param(("tanker", "port of"), "Drone hits the port of Halun", True, id="any of several"),
        pytest.param(("m.v. aria",), "Rocket hits M.V. Aria", True, id="with marks in it"),
        pytest.param((), "Whatever", True, id="no words ask for nothing"),
    ],
)
def test_the_words_of_a_rule_are_whole_ones(listed: tuple[str, ...], text: str, says: bool) -> None:  # noqa: FBT001 -- a row of a table
    assert Match(words=listed).is_said_in(text) is says
