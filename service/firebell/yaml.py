"""Text of a YAML 1.2 file → nodes with their places, or plain values; ten times as fast where the C parser can."""

from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError as YAMLError  # noqa: PLC0414 -- what `load` raises
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

NO_STRINGS = frozenset({"true", "false", "null"})
"""The words, in any case, that may be something else than a string."""

MOST = 4 * 1024 * 1024
"""Characters of a file; the largest that comes with firebell has 160 thousand."""

MOST_VALUES = 500_000
"""Of a file with all that is repeated written out: ten lines of nine of nine of nine come to 387 million."""

DEEPEST = 1_000
"""Brackets that may be open at once, and dashes in one line: far more than a person writes."""

BOTTOMLESS = "lists in lists without end; close each [ and {"

NO_VALUE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the whole loader raises where it makes a value of a text that is none."""

MERGE, NOTHING = "<<", "tag:yaml.org,2002:null"
STRING = VersionedResolver.DEFAULT_SCALAR_TAG


def compose(text: str) -> Node | None:
    """The nodes of the one document, None for an empty one; raises `YAMLError` where it is no YAML."""
    if len(text) > MOST:
        raise TooMuchError(f"the file has {len(text):,} characters; at most {MOST:,} are read")
    if _is_bottomless(text):  # the C parser would break on it, not raise
        raise TooMuchError(BOTTOMLESS)
    try:
        return _composed(text)
    except RecursionError:
        raise TooMuchError(BOTTOMLESS) from None


def _composed(text: str) -> Node | None:
    try:
        node: Node | None = _fast().compose(text)
    except YAMLError:
        # The C parser refuses what YAML 1.2 allows, a plain 22:00 inside { }; only the other's word counts.
        node = _exact().compose(text)
    return node


def _is_bottomless(text: str) -> bool:
    """Whether brackets or dashes open more levels than any file has."""
    depth = 0
    for line in text.splitlines():
        depth += line.count("[") + line.count("{")
        if depth > DEEPEST or line.count("- ") + line.count("? ") > DEEPEST:
            return True
        depth = max(0, depth - line.count("]") - line.count("}"))
    return False


def load(text: str) -> Any:
    """Plain values; raises `YAMLError` where it is no YAML."""
    node = compose(text)
    try:
        if node is not None and "*" in text and _written_out(node, {}) > MOST_VALUES:
            raise TooMuchError("parts named by & and repeated by * come to more than any file holds")
        return None if node is None else _value(node)
    except _UnusualError:
        pass
    except RecursionError:
        raise TooMuchError(BOTTOMLESS) from None
    except NO_VALUE as error:  # a day that no calendar has, a number without end
        raise YAMLError(f"a value is none: {error}") from None
    try:
        return _exact().load(text)
    except RecursionError:
        raise TooMuchError(BOTTOMLESS) from None
    except NO_VALUE as error:  # a tag that its value does not fit: !!int in front of nothing
        raise YAMLError(f"a value is none: {error}") from None


def _written_out(node: Node, known: dict[int, int]) -> int:
    """How many nodes it would be with each alias written out; more than any file's where one holds itself."""
    if id(node) not in known:
        known[id(node)] = MOST_VALUES + 1  # while we are in it
        inner: list[Node] = []
        if isinstance(node, SequenceNode):
            inner = node.value
        elif isinstance(node, MappingNode):
            inner = [part for pair in node.value for part in pair]
        known[id(node)] = 1 + sum(_written_out(one, known) for one in inner)
    return known[id(node)]


class TooMuchError(YAMLError):
    """A text that is longer or deeper than any that a person writes; made to cost, or by mistake."""


class _UnusualError(Exception):
    """What only the whole loader knows, and judges: an anchor, a tag of one's own, a key that comes twice."""


def _value(node: Node) -> Any:
    """The value of a node of strings, lists and mappings, built in half of the loader's time."""
    if node.anchor is not None:
        raise _UnusualError
    if isinstance(node, ScalarNode):
        return node.value if node.ctag is STRING else _other(node.value, node.tag)
    if isinstance(node, SequenceNode):
        return list(map(_value, node.value))
    if not isinstance(node, MappingNode) or any(not isinstance(key, ScalarNode) for key, _ in node.value):
        raise _UnusualError
    mapping = {_value(key): _value(value) for key, value in node.value}
    if len(mapping) < len(node.value):
        raise _UnusualError
    return mapping


@lru_cache(maxsize=256)
def _other(written: str, tag: str) -> Any:
    """The number, date, truth value or nothing that is written so, unless a tag makes something else of it."""
    node = _fast().compose(written) if written else None
    if written == MERGE or (node is not None and node.tag != tag) or (node is None and tag != NOTHING):
        raise _UnusualError
    return _exact().load(written)


class _Resolver(VersionedResolver):
    """Tells a word from numbers, dates and the like at once: asking every pattern takes half of the time."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and value[:1].isalpha() and value.lower() not in NO_STRINGS:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


def _fast() -> YAML:
    parser = YAML(typ="safe")
    parser.Resolver = _Resolver
    return parser


def _exact() -> YAML:
    return YAML(typ="safe", pure=True)
