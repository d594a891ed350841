"""Capitals that end in a word of armed groups → the name of a group that no list knows."""

from collections.abc import Sequence

from firebell.reading.en.actors import actor_words as table

LONGEST_NAME = 9
"""A group's own name has so many words at most."""

JOINTS = frozenset({"of", "for", "and", "-", "'s", "\u2019s"})
"""May stand among the capitals of a name."""


def name_at(raw: Sequence[str], at: int) -> tuple[int, int] | None:
    """The tokens of a name: "Blue River Liberation Army", and "Blue River Front (BRF)" at its short form."""
    if raw[at - 1 : at] == ["("] and raw[at + 1 : at + 2] == [")"]:
        last = at - 1
        first = _begin(raw, last)
        if initials(raw[first:last]) != raw[at]:
            return None
    elif raw[at].lower() in table.GROUP_ENDS and not raw[at].isupper():
        first, last = _begin(raw, at + 1), at + 1
    else:
        return None
    fights = any(word.lower() in table.GROUP_WORDS for word in raw[first:last])
    return (first, last) if fights and last - first >= table.TWO_CAPITALS else None


def _begin(raw: Sequence[str], last: int) -> int:
    """The first of the capitalised words that end before token `last`."""
    first = at = last
    while at > 0 and last - at < LONGEST_NAME:
        word = raw[at - 1]
        if word[:1].isupper() and word.lower() not in table.NO_NAME:
            first = at - 1
        elif word not in JOINTS:
            break
        at -= 1
    return first


def initials(raw: Sequence[str]) -> str:
    """AAH for "Asaib Ahl al-Haq": the initials of what is written with a capital."""
    return "".join(word[0] for word in raw if word[:1].isupper())
