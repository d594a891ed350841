"""Text → the line breaks that only wrap a line: the words on both sides of them are of one paragraph."""

from collections.abc import Sequence
from itertools import pairwise

NARROWEST, WIDEST = 50, 100
"""Hard-wrapped text is so wide; a longest line beyond it is a paragraph."""

FEWEST = 3
"""Fewer line breaks show no width."""

MOST_FULL = 0.7
"""In so many of a hard-wrapped text's breaks the next word would not have fitted in the line."""

ENDS = tuple(".!?:;\u2026\"'\u201d\u2019)]")
BULLETS = tuple("-*\u2022\u2013\u2014\u00b7\u25cf\u25aa")


def wraps(source: str) -> frozenset[int]:
    r"""The offsets of the breaks that end no paragraph.

    A line that the next one goes on with in small letters was wrapped, and so was one that is full in a text of one
    width. A blank line ends a paragraph, and so does a line that is short there: a headline, a byline, an item.

    >>> sorted(wraps("Gunmen killed 12 people and wounded\nforty others in the market.\nPolice came."))
    [35]
    """
    if "\n" not in source:
        return frozenset()
    lines = source.split("\n")
    capitals = any(line[:1].isupper() for line in lines)
    width = _width(lines)
    found: set[int] = set()
    at = -1
    for line, following in pairwise(lines):
        at += len(line) + 1
        full = width and _is_full(line, following, width) and not following.startswith(BULLETS)
        if full or (capitals and _goes_on(line.rstrip(), following.lstrip())):
            found.add(at)
    return frozenset(found)


def _goes_on(line: str, following: str) -> bool:
    return following[:1].islower() and line != "" and not line.endswith(ENDS)


def _width(lines: Sequence[str]) -> int:
    """The width at which the text was wrapped; 0 for none."""
    widest = max(map(len, lines))
    if not NARROWEST <= widest <= WIDEST:
        return 0
    pairs = [(line, following) for line, following in pairwise(lines) if line.strip() and following.strip()]
    full = sum(_is_full(line, following, widest) for line, following in pairs)
    return widest if len(pairs) >= FEWEST and full >= MOST_FULL * len(pairs) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted behind this one."""
    first = following.split(maxsplit=1)[:1]
    return line.strip() != "" and first != [] and len(line.rstrip()) + 1 + len(first[0]) > width
