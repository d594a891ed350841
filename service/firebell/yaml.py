"""Text of a YAML 1.2 file → nodes with their places, or plain values; five times as fast where the C parser can."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node


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


def _fast() -> YAML:
    return YAML(typ="safe")


def _exact() -> YAML:
    return YAML(typ="safe", pure=True)
