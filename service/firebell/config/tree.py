"""YAML text → Tree: plain values, and the line and column of each; several trees → one (conf.d)."""

import re
from copy import deepcopy
from functools import lru_cache
from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter

from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from firebell.config.mistakes import At, Mistake
from firebell.yaml import TooMuchError, compose

Path = tuple[str | int, ...]

INT = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?[0-9]{0,18}\.[0-9]{1,18}")
"""What is longer is no number that anybody counts, and stays a text: Python itself refuses 4,300 digits."""

WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
"""YAML 1.2: `no` is Norway, `on` a word, 22:00 a time of day."""

DEEPEST = 50
"""Maps and lists in one another; no value of these files lies deeper than 8."""


class Tree(NamedTuple):
    """`data`: maps, lists, words, numbers. `at`: path → where its key (in a list: the item) stands."""

    data: dict[str, Any]
    at: dict[Path, At]

    def where(self, path: Path) -> At:
        """Where a path stands, or the nearest one above it."""
        while path and path not in self.at:
            path = path[:-1]
        return self.at.get(path) or next(iter(self.at.values()), At("thresholds.yaml", 1, 1))


def parse(file: str, text: str) -> tuple[Tree, list[Mistake]]:
    """The tree of one file, without what no map can hold, and what is wrong with it as YAML."""
    tree, mistakes = _parsed(file, text)
    return Tree(deepcopy(tree.data), dict(tree.at)), list(mistakes)


@lru_cache(maxsize=32)
def _parsed(file: str, text: str) -> tuple[Tree, list[Mistake]]:
    """Kept, because two configurations seldom differ in more than one file; sources.yaml alone takes 0.3 s."""
    top = At(file, 1, 1)
    try:
        with catch_warnings():
            simplefilter("ignore", ReusedAnchorWarning)  # aliases are refused, whatever their names
            node = compose(text)
    except TooMuchError as error:
        return Tree({}, {(): top}), [Mistake(top, (), str(error))]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = At(file, mark.line + 1, mark.column + 1) if mark else At(file, 1, 1)
        return Tree({}, {(): at}), [Mistake(at, (), f"this is not YAML: {_reason(error)}")]
    except YAMLError as error:
        says = f"this is not YAML: {str(error).splitlines()[0]}"
        return Tree({}, {(): top}), [Mistake(top, (), says)]
    walk = _Walk(file)
    walk.at[()] = top
    if node is None or not node.value:  # nothing, `---` alone, or {}
        return Tree({}, walk.at), []
    if not isinstance(node, MappingNode):
        return Tree({}, walk.at), [Mistake(walk.at[()], (), "the file must be a map: `name: value` lines")]
    return Tree(walk.mapping(node, ()), walk.at), walk.mistakes


def _reason(error: MarkedYAMLError) -> str:
    said = " ".join(str(part) for part in (error.context, error.problem) if part)
    problem = error.problem or ""
    hint = ""
    if "\\t" in problem:
        hint = "; indent with spaces, no tabs"
    elif "mapping values are not allowed" in problem:
        hint = "; put a text that holds ': ' into quotes"
    elif "got ':'" in problem:
        hint = "; close each { and [, and put a text that holds ': ' into quotes"
    elif "','" in problem or "expected" in problem:
        hint = "; close each { and [, and put texts with { } [ ] , into quotes"
    return f"{said}{hint}"


class _Walk:
    """From nodes to values, with what is wrong on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.at: dict[Path, At] = {}
        self.mistakes: list[Mistake] = []
        self._seen: set[int] = set()

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            at = self._at(key_node)
            if not isinstance(key_node, ScalarNode):
                self.mistakes.append(Mistake(at, path, "a key must be one word or a text in quotes"))
                continue
            key = str(key_node.value)
            here = (*path, key)
            if key in found:
                first = self.at[here].line
                says = f"{key} stands here twice, first in line {first}; make them one"
                self.mistakes.append(Mistake(at, here, says))
                continue
            if _is_empty(value_node):
                self.mistakes.append(Mistake(at, here, _no_value(key, flow=bool(node.flow_style))))
                continue
            self.at[here] = at
            found[key] = self._value(value_node, here)
        return found

    def _value(self, node: Node, path: Path) -> Any:
        if id(node) in self._seen:  # an alias is the same node again, and could hold itself
            says = "a part named by & is repeated by *; write it out: each value has one place"
            self.mistakes.append(Mistake(self.at[path], path, says))
            return {} if isinstance(node, MappingNode) else []
        self._seen.add(id(node))
        if len(path) > DEEPEST and not isinstance(node, ScalarNode):
            says = f"maps and lists in one another, deeper than {DEEPEST}; nothing is written so deep"
            self.mistakes.append(Mistake(self.at[path], path, says))
            return {} if isinstance(node, MappingNode) else []
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            for index, item in enumerate(node.value):
                self.at[(*path, index)] = self._at(item)
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(node) if isinstance(node, ScalarNode) else None

    def _at(self, node: Node) -> At:
        mark = node.start_mark
        return At(self.file, mark.line + 1, mark.column + 1)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "null", "~")


def _no_value(key: str, *, flow: bool) -> str:
    if flow:
        return f"{key} has no value; a comma inside {{ }} begins a new entry: put the sentence into quotes"
    return f"{key} has no value; write one, or leave the line out"


def _scalar(node: ScalarNode) -> Any:
    text = str(node.value)
    if node.style:
        return text
    if text in WORDS:
        return WORDS[text]
    if INT.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text


def merge(under: Tree, over: Tree) -> Tree:
    """`over` laid on `under`: maps merge to the leaf, lists and all else replace (CONFIG.md)."""
    new: set[Path] = set()
    data = _merged(under.data, over.data, (), new)
    at = {path: where for path, where in under.at.items() if not _is_within(path, new)}
    at.update({path: where for path, where in over.at.items() if _is_within(path, new)})
    at.setdefault((), At("", 1, 1))
    return Tree(data, at)


def _is_within(path: Path, whole: set[Path]) -> bool:
    """Whether the path is one of these or lies in one."""
    return any(path[:depth] in whole for depth in range(1, len(path) + 1))


def _merged(under: dict[str, Any], over: dict[str, Any], path: Path, new: set[Path]) -> dict[str, Any]:
    """The values; `new` gets the paths of those that are wholly of `over`."""
    found = dict(under)
    for key, value in over.items():
        here = (*path, key)
        if isinstance(value, dict) and isinstance(found.get(key), dict):
            found[key] = _merged(found[key], value, here, new)
        else:
            new.add(here)
            found[key] = value
    return found


def set_twice(trees: list[Tree], depth: int) -> list[Mistake]:
    """Values that two files of conf.d set: the order of file names must not decide in silence.

    `depth`: so deep stand the names of things that are written as a whole (channels, rules), 0 for none.
    """
    first: dict[Path, At] = {}
    mistakes: list[Mistake] = []
    for tree in trees:
        mine: dict[Path, At] = {}
        for path, at in tree.at.items():
            unit = _unit(tree, path, depth)
            if unit is not None:
                mine.setdefault(unit, tree.at.get(unit, at))
        for unit, at in mine.items():
            other = first.setdefault(unit, at)
            if other is not at:
                says = f"{unit[-1]} is set in {other.file}, line {other.line}, too; make them one"
                mistakes.append(Mistake(at, unit, says))
    return mistakes


WHOLE = ("rules", "mutes", "publishers", "families")


def _unit(tree: Tree, path: Path, depth: int) -> Path | None:
    """What may be set once only: a whole named thing, else a single value; None for what holds others."""
    if depth and path:
        return path[:depth]
    if path[:1] and path[0] in WHOLE:
        return path[:2] if len(path) > 1 else None
    value: Any = tree.data
    for part in path:
        if isinstance(value, list):
            return None
        value = value[part]
    return None if isinstance(value, dict) else path


def prune(tree: Tree, path: Path) -> None:
    """Take one value out; what follows it in a list moves up, with its places."""
    holder: Any = tree.data
    for part in path[:-1]:
        holder = holder[part]
    last = path[-1]
    value = holder[last]
    del holder[last]
    if isinstance(value, dict | list):
        for old in [p for p in tree.at if p[: len(path)] == path]:
            del tree.at[old]
    else:  # the usual case; with a thousand mistakes in a file the search would take seconds
        tree.at.pop(path, None)
    if isinstance(last, int):
        _move_up(tree.at, path[:-1], last)


def _move_up(at: dict[Path, At], path: Path, index: int) -> None:
    depth = len(path)
    later = [
        (number, p)
        for p in at
        if len(p) > depth and p[:depth] == path and isinstance(number := p[depth], int) and number > index
    ]
    for number, old in sorted(later, key=lambda pair: pair[0]):
        at[(*path, number - 1, *old[depth + 1 :])] = at.pop(old)
