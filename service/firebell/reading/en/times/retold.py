"""Two tolls → whether the one tells the other again, in other words (CODEBOOK §5)."""

from collections.abc import Iterator

from firebell.reading.en.casualties import Toll
from firebell.reading.text import Document

FEWEST = 3
"""Two figures below this agree by chance."""

ARMED = frozenset({"military", "police", "militant", "unknown"})
OPEN = frozenset({"unknown"})


def is_retold(doc: Document, toll: Toll, other: Toll) -> bool:
    """Whether both tell of the same people: by name, or the same number of the same kind of people."""
    if toll.kind != other.kind or toll.count != other.count or not _is_whole(toll) or not _is_whole(other):
        return False
    if toll.count.best == 1:
        return _same_name(doc, toll, other)
    return toll.count.best >= FEWEST and _compatible(frozenset(toll.victims), frozenset(other.victims))


def _is_whole(toll: Toll) -> bool:
    return toll.part_of is None and not toll.adds and not toll.cumulative


def _compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or OPEN in {one, other} or (one <= ARMED and other <= ARMED)


def _same_name(doc: Document, toll: Toll, other: Toll) -> bool:
    """Whether a full name in the one ends like a name in the other."""
    mine, theirs = list(_names(doc, toll)), list(_names(doc, other))
    return any(one[-1] == two[-1] and max(len(one), len(two)) > 1 for one in mine for two in theirs)


def _names(doc: Document, toll: Toll) -> Iterator[list[str]]:
    """Runs of capitalised words."""
    run: list[str] = []
    for word in doc.raw[toll.first : toll.last]:
        if word[0].isupper():
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run
