"""Title and text → signature: near-identical copies of one wire story share most of it."""

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache

SHINGLE = 4
"""Words a shingle: four in a row seldom coincide by chance in two reports of one event."""

KEPT = 16
"""The smallest hashes kept: a bottom-k sketch of 16 tells .5 from .9 overlap and takes 128 characters."""

COPY = 0.6
"""Share of the sketch in common from which two texts are one: rewrites of one event stay below .3, wire copies
with a new first line stay above .7."""

FEWEST_WORDS = 24
"""A shorter text is too like its neighbours: "Four killed in Basra clash" is no sign of copying."""

WORD = re.compile(r"\w+")


def signature(title: str, text: str) -> str:
    """Hexadecimal bottom-k sketch of the text's shingles; empty where the text is too short to tell.

    >>> signature("Four killed", "in Basra")
    ''
    """
    words = WORD.findall((text or title).lower())
    if len(words) < FEWEST_WORDS:
        return ""
    hashes = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)}
    return "".join(f"{value:08x}" for value in sorted(hashes)[:KEPT])


@lru_cache(maxsize=4096)
def is_copy(one: str, other: str) -> bool:
    """Whether two signatures are of near-identical texts; never where one is empty."""
    if not one or not other:
        return False
    mine, theirs = _parts(one), _parts(other)
    # The smallest of both hold all that they share, and more.
    if len(mine & theirs) < COPY * max(len(mine), len(theirs)):
        return False
    smallest = sorted(mine | theirs)[: max(len(mine), len(theirs))]
    return len((mine & theirs).intersection(smallest)) >= COPY * len(smallest)


def is_copy_of_any(one: str, others: Iterable[str]) -> bool:
    """Whether the text of a signature is nearly one of the others'."""
    return bool(one) and True in [is_copy(one, other) for other in others]


@lru_cache(maxsize=4096)
def _parts(sketch: str) -> frozenset[str]:
    return frozenset([sketch[i : i + 8] for i in range(0, len(sketch), 8)])
