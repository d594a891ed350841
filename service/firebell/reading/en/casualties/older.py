"""Tolls → those of an older account: "revising an earlier toll of 27", "had initially put it at 14"."""

from collections.abc import Sequence

from firebell.reading.en.casualties.toll import Toll
from firebell.reading.text import Document, words

OLD = words("earlier previous prior initial preliminary provisional original")
FIGURES = words("toll tolls count counts tally figure figures report reports estimate estimates number")
FIGURE_REACH = 4
"""Between "earlier" and its "toll" stand at most two words: "an earlier official death toll"."""

ONCE = words("earlier previously initially originally")
PUT = words("put said reported gave given stood announced counted listed")
PUT_REACH = 3

REACH = 9
"""So near before its figure do these words stand, in one clause."""

CLAUSE_ENDS = frozenset({".", ",", ";", ":", "but", "while", "and", "now"})


def older(doc: Document, tolls: Sequence[Toll]) -> set[int]:
    """The indices of figures that the text itself calls older, where it tells another of that kind (CODEBOOK §3)."""
    told = {index for index, toll in enumerate(tolls) if toll.count.best and _is_older(doc, toll)}
    if not told:
        return told
    newer = {
        toll.kind
        for index, toll in enumerate(tolls)
        if index not in told and toll.part_of is None and toll.count.best
    }
    return {index for index in told if tolls[index].kind in newer}


def _corrects(before: Sequence[str]) -> bool:
    """As in "initially said 53 had died but later lowered the toll to 26": both stood before today's figure."""
    at = next((at for at, word in enumerate(before) if word in ONCE), None)
    return at is not None and not PUT.isdisjoint(before[max(0, at - 1) : at + PUT_REACH])


def _is_older(doc: Document, toll: Toll) -> bool:
    """Whether "earlier toll" or "earlier put" stands before the figure, or what "later" corrected that."""
    low = doc.low
    first = doc.sentence_at(toll.first).first
    if "later" in low[max(first, toll.first - REACH) : toll.first] and _corrects(low[first : toll.first]):
        return True
    for at in range(toll.first, max(first, toll.first - REACH) - 1, -1):
        word = low[at]
        if at < toll.first and word in CLAUSE_ENDS:
            return False
        if word in OLD and not FIGURES.isdisjoint(low[at + 1 : at + FIGURE_REACH]):
            return True
        if word in ONCE and not PUT.isdisjoint(low[max(first, at - 1) : at + PUT_REACH]):
            return True
    return False
