"""Files of a configuration that would cost or hurt: told as mistakes, in little time, and never obeyed."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from tests.config.handmade import messages

from firebell.config.files import NAMES
from firebell.errors import FirebellError
from firebell.reading.read import Reader
from firebell.yaml import MOST

LONGEST_TOLD = 2000
"""Characters of one mistake."""

SECONDS = 20
"""Of the processor; each takes less than two on a machine of one's own."""


def laughs(one: str, joined: str) -> str:
    """Nine of nine of nine …: ten lines that would come to a thousand million values."""
    names = "abcdefghij"
    lines = [f"a: &a {one}"]
    for before, name in pairwise(names):
        lines.append(f"{name}: &{name} " + joined.format(*[f"*{before}"] * 9))
    return "\n".join(lines)


BOMBS = {
    "lists-that-laugh": laughs("[x]", "[{}, {}, {}, {}, {}, {}, {}, {}, {}]"),
    "maps-that-laugh": laughs("{x: 1}", "{{k: {}, l: {}, m: {}, n: {}, o: {}, p: {}, q: {}, r: {}, s: {}}}"),
    "a-merge-of-itself": "a: &a {<<: *a}",
    "brackets-without-end": "[" * 100_000,
    "maps-in-maps": "a: " + "{a: " * 100_000,
    "indented-without-end": "\n".join(" " * depth + "a:" for depth in range(900)) + " 1",
    "a-value-of-megabytes": "a: " + "x" * (MOST - 10),
    "a-key-of-megabytes": "x" * (MOST - 10) + ": 1",
    "more-than-a-file-may-have": "# " + "x" * MOST,
    "a-number-without-end": "a: " + "9" * 5000,
    "a-fraction-without-end": "a: " + "9" * 500 + ".0",
    "no-number": "a: .inf\nb: .nan\nc: 1e999",
    "no-day": "a: 2022-13-45\nb: 0000-00-00",
    "code-of-python": "a: !!python/object/apply:os.system ['touch /tmp/firebell-was-here']",
    "bytes-that-are-none": "a: !!binary '####'",
    "half-a-letter": 'a: "\\ud800"',
    "no-letter": 'a: "\\0"',
    "the-same-key-twice": "watch: [IQ]\nwatch: [UA]",
    "ten-thousand-unknown-keys": "\n".join(f"k{n}: 1" for n in range(10_000)),
    "two-documents": "a: 1\n---\nb: 2\n",
}


@pytest.mark.parametrize("file", NAMES)
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_in_a_file_is_a_mistake_in_a_sentence(bomb: str, file: str) -> None:
    begun = time.process_time()
    told = messages(**{file: BOMBS[bomb]})
    assert time.process_time() - begun < SECONDS
    assert told or file == "signals"  # what stands beside its signals is the reader's matter, below
    assert all(len(one) < LONGEST_TOLD and one.count(":") >= 3 for one in told)
    assert not Path("/tmp/firebell-was-here").exists()  # noqa: S108 -- what the bomb would make


@pytest.mark.parametrize("file", ["signals", "actors", "sources"])
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_in_a_file_of_the_reader_is_told_in_a_sentence(bomb: str, file: str, tmp_path: Path) -> None:
    (tmp_path / f"{file}.yaml").write_text(BOMBS[bomb], "utf-8")
    begun = time.process_time()
    try:
        Reader.shipped(tmp_path)
    except FirebellError as error:
        assert all(len(line) < LONGEST_TOLD for line in str(error).split("\n"))  # noqa: PT017 -- it may be read
    else:
        assert file == "sources"
    assert time.process_time() - begun < SECONDS
