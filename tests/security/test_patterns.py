"""Every pattern of the package on text made to cost much: twice the text takes about twice the time, not the square."""

import ast
import re
import string
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import permutations
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

import pytest

import firebell
from firebell.reading import text
from firebell.rules.rulebook import Match

SOURCE = Path(firebell.__file__).parent
SPEAKS = 0.02
"""Seconds of the processor below which a run says nothing about growth."""

GROWTH = 3.2
"""Of twice the text: the square takes four times as long."""

SIZES = (*(int(8 * 1.25**n) for n in range(10)), *(2**n for n in range(6, 16)))
"""In small steps first: what doubles with each character is noticed before it takes for ever."""

TRIES = 4
"""A machine that others use may be slow once."""

EVERYWHERE = (" ", "\n", "a", "A", "0", "(", "[", "<", "-", ".", ",", "'", '"', "&", "=", "@", "é", "\x00")
"""Pieces of text that some pattern may stumble over, whatever it looks for."""

ENDINGS = ("\x01", "")
"""What no pattern wants, and nothing."""

MOST_PIECES = 7

Cost = Callable[[int], Callable[[], object]]
"""So many characters → what takes its time."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPILES = {
    f"re.{name}"
    for name in ("compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split")
}


class Known(NamedTuple):
    """A pattern, and the methods of it that the package calls."""

    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def modules() -> Iterator[str]:
    for found in walk_packages([str(SOURCE)], "firebell."):
        if not found.name.endswith("__main__"):
            yield found.name


def held(value: object, depth: int = 2) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value, also in those that a tuple or mapping holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from (one for inner in value.values() for one in held(inner, depth - 1))
    elif depth and isinstance(value, tuple | list | set | frozenset):
        yield from (one for inner in value for one in held(inner, depth - 1))


@cache
def calls() -> dict[str, frozenset[str]]:
    """The methods that are called on each name anywhere in the package."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                found.setdefault(owner, set()).add(node.attr)
    return {name: frozenset(methods) for name, methods in found.items()}


@cache
def patterns() -> tuple[Known, ...]:
    """Every pattern that a module holds, each once."""
    found: dict[re.Pattern[Any], Known] = {}
    for name in modules():
        for variable, value in vars(import_module(name)).items():
            used = calls().get(variable, frozenset()) & {"fullmatch", "match"}
            others = calls().get(variable, frozenset()) & {"search", "finditer", "findall", "sub", "split"}
            for pattern in held(value):
                methods = used | {"search"} if others or not used else used
                known = found.get(pattern)
                methods |= known.methods if known else frozenset()
                found[pattern] = Known(f"{name}.{variable}", pattern, methods)
    return tuple(found.values())


def pieces(pattern: str | bytes) -> list[str]:
    """What the pattern itself names, and what stands everywhere."""
    written = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    bare = re.sub(r"\(\?[A-Za-z<!=:]+|\\[A-Za-z]|[?*+{}|^$\\]", "\0", written)
    literal = [one for one in re.split(r"[\0()\[\]]", bare) if one]
    short = dict.fromkeys([*sorted(literal, key=len, reverse=True)[:MOST_PIECES], *literal])
    signs = dict.fromkeys(c for c in written if c in string.punctuation)
    return list(dict.fromkeys([*list(short)[:MOST_PIECES], *signs, *EVERYWHERE]))


def texts(pattern: str | bytes) -> Iterator[tuple[str, str]]:
    """What comes before, and what comes again and again: each piece, two in turn, one behind another."""
    known = pieces(pattern)
    for piece in known:
        yield "", piece
    for one, two in permutations(known[: MOST_PIECES + 2], 2):
        yield "", one + two
        yield one, two


def seconds(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def grows(cost: Cost) -> str:
    """What shows that cost grows faster than the text, "" where it does not."""
    for size in SIZES:
        taken = seconds(cost(size))
        if taken > SPEAKS and all(_is_steep(cost, size) for _ in range(TRIES)):
            return f"{size} characters take {taken:.3f} s, the half of them {seconds(cost(size // 2)):.3f} s"
        if taken > 10 * SPEAKS:
            break
    return ""


def _is_steep(cost: Cost, size: int) -> bool:
    half = max(seconds(cost(size // 2)), SPEAKS / 10)
    return seconds(cost(size)) > GROWTH * half


def on(
    pattern: re.Pattern[Any], method: str, before: str, piece: str, after: str = "\x01"
) -> Callable[[int], Callable[[], object]]:
    """The pattern on so many characters of the piece."""

    def of(size: int) -> Callable[[], object]:
        hostile: Any = before + piece * (size // len(piece)) + after
        if isinstance(pattern.pattern, bytes):
            hostile = hostile.encode("utf-8", "replace")
        if method == "search":
            return lambda: deque(pattern.finditer(hostile), maxlen=0)
        return lambda: getattr(pattern, method)(hostile)

    return of


def slow(pattern: re.Pattern[Any], methods: Iterable[str], endings: Iterable[str]) -> list[str]:
    return [
        f"{method} on {before!r} and {piece!r} again and again: {says}"
        for method in sorted(methods)
        for before, piece in texts(pattern.pattern)
        for after in endings
        if (says := grows(on(pattern, method, before, piece, after)))
    ]


@pytest.mark.parametrize("known", patterns(), ids=lambda known: known.name)
def test_a_pattern_takes_time_as_its_text_is_long(known: Known) -> None:
    endings = ENDINGS if known.pattern is not text.PIECE else ENDINGS[:1]  # its texts end with a word
    assert slow(known.pattern, known.methods, endings) == []


@pytest.mark.parametrize(
    ("pattern", "method", "piece"),
    [
        pytest.param(re.compile(r"\s+$"), "search", " ", id="each space is tried to the end"),
        pytest.param(re.compile(r"(a+)+$"), "match", "a", id="ways without number"),
        pytest.param(re.compile(r"<!--.*?-->", re.DOTALL), "search", "<!--", id="an end that is not there"),
    ],
)
def test_a_pattern_that_takes_the_square_is_noticed(
    pattern: re.Pattern[str], method: str, piece: str
) -> None:
    # A clock that stutters may hide it once.
    assert any(grows(on(pattern, method, "", piece)) for _ in range(5))


def test_no_pattern_of_the_package_is_overlooked() -> None:
    """What is compiled inside a function is tried by a test of its own, below, or is a word; there is no other."""
    inside = {}
    for path in sorted(SOURCE.rglob("*.py")):
        source = path.read_text("utf-8")
        if "import re\n" not in source:
            continue
        functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS)]
        for node in (inner for one in functions for inner in ast.walk(one)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in COMPILES:
                inside[str(path.relative_to(SOURCE))] = ast.unparse(node.args[0])
    assert inside == {
        "reading/en/actors/actor_list.py": "'[A-Z]{2}'",
        "rules/rulebook.py": "f'(?<!\\\\w)(?:{said})(?:s|es|d|ed)?(?!\\\\w)'",
    }


@pytest.mark.parametrize(
    "words",
    [("a",), ("gold mine", "gold mines", "gold  mine"), ("(a+)+$",), ("a a a a",)],
    ids=["a-letter", "words-that-overlap", "what-would-be-a-pattern", "a-word-again-and-again"],
)
@pytest.mark.parametrize("piece", ["a", "a ", " ", "gold ", "gold\n\n", "gold mine\u200b", "(a+)+$"])
def test_words_that_an_analyst_writes_take_time_as_the_text_is_long(
    words: tuple[str, ...], piece: str
) -> None:
    match = Match(words=words)

    def of(size: int) -> Callable[[], object]:
        said = piece * (size // len(piece))
        return lambda: match.is_said_in(said)

    assert grows(of) == ""
