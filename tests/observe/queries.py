"""What stands in a query: its metrics, each with the labels by which it chooses, and those that it groups by."""

import re
from typing import NamedTuple

from tests.observe.registered import SERIES

PLACE = frozenset({"namespace", "pod", "container", "job", "instance"})
"""Labels that the scrape gives to every series."""

_METRIC = re.compile(r"\b(firebell_\w+)(?:\{([^}]*)\})?")
_MATCHER = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"")
_GROUPED = re.compile(r"\b(?:by|without|on|ignoring)\s*\(([^)]*)\)")


class Asked(NamedTuple):
    """A metric in a query."""

    name: str
    labels: frozenset[str]


def asked(query: str) -> list[Asked]:
    """Every metric of ours in a query."""
    return [
        Asked(name, frozenset(_MATCHER.findall(matchers or ""))) for name, matchers in _METRIC.findall(query)
    ]


def mistakes(query: str) -> list[str]:
    """Metrics that the code does not declare, labels that they do not have, and the pods of everybody."""
    told = []
    for name, labels in asked(query):
        if name not in SERIES:
            told.append(f"{name}: there is no such series")
            continue
        told += [f"{name}: no label {one}" for one in labels - PLACE - set(SERIES[name])]
        told += [f"{name}: of every firebell" for one in ("namespace", "pod") if one not in labels]
    known = PLACE.union(*(SERIES.get(name, ()) for name, _ in asked(query)))
    for words in _GROUPED.findall(query):
        told += [f"no label {word} to group by" for word in re.findall(r"\w+", words) if word not in known]
    return told
