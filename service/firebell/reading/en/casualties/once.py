"""A list of groups → the same, each person counted once."""

from collections.abc import Sequence

from firebell.reading.en.casualties.group import Group
from firebell.reading.en.casualties.lists import Listed
from firebell.reading.en.casualties.victim_words import POSSESSIVES
from firebell.reading.text import Document, words

BY_SEX = words("women men girls boys ladies")
OF_A_SEX = words("man woman girl boy child baby infant toddler teenager lady")
"""Beside people of one sex, and of one age, these are others."""


def counted_once(doc: Document, listed: Listed) -> Listed:
    """A list that spells out its first figure is that figure; "12 soldiers and civilians" are 12.

    "A driver, who was parked there, was shot" is one.
    """
    people = {group.first if group.ref < 0 else group.ref: group for group in reversed(listed.mains)}
    head, *rest = [
        group for group in listed.mains if people[group.first if group.ref < 0 else group.ref] is group
    ]
    if _spells_out(doc, head, rest):
        return Listed((head,), (*rest, *listed.parts))
    kept = [head]
    for group in rest:
        if _covered(doc, kept[-1], group):
            kept[-1] = kept[-1]._replace(last=group.last)
        else:
            kept.append(group)
    return listed._replace(mains=tuple(kept))


def _spells_out(doc: Document, head: Group, rest: Sequence[Group]) -> bool:
    """As in "Seven people, three guards and four nurses"; not "two soldiers, a guard and a nurse"."""
    if len(rest) <= 1 or not head.numbered or doc.low[head.last] != "," or rest[-1].adds:
        return False
    if doc.low[rest[0].first] in POSSESSIVES:
        return False  # "two brothers, their cousin and a neighbour"
    if doc.low[head.head] in BY_SEX and any(doc.low[group.head] in OF_A_SEX for group in rest):
        return False  # "two women, a man and a boy"
    alike = head.cls == "unknown" or any(group.cls in {head.cls, "unknown"} for group in rest)
    alike = alike or all(
        doc.low[group.head] in OF_A_SEX | BY_SEX for group in rest
    )  # "two gunmen, a man and a woman"
    return alike and sum(group.count.best for group in rest) == head.count.best


def _covered(doc: Document, before: Group, group: Group) -> bool:
    """Whether the number before governs this noun too."""
    if group.numbered or group.adds or group.exact or doc.low[group.first - 1] not in {"and", ",", "&"}:
        return False
    return before.numbered and before.count.best > 1
