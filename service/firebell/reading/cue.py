"""Words that a rule looks for → where in a document they stand: one look at each of its words answers all the rules.

Most rules ask of every event for words that few articles have: what is not in the index need not be looked for. Words
that nearly every sentence has are no cues, as the index would hold little else: `among` looks for them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Self

from firebell.reading.text import Document

_CUES_OF: dict[str, tuple["Cue", ...]] = {}
"""Each word's cues. A cue is a constant of its module: all of them are known before a text is read."""


class Cue(frozenset[str]):
    """Words that a rule looks for, with their places in each document.

    >>> WAR = Cue("war battle")
    >>> doc = Document("", "The war began. The war and the battle of Gao went on.")
    >>> WAR.within(doc, 2, 9), WAR.stands(doc, 2, 5), WAR.stands(doc, 2, 6)
    ([5, 8], False, True)
    """

    def __new__(cls, listed: str | Iterable[str]) -> Self:
        """The words of a list written as one string, or of other tables."""
        cue = super().__new__(cls, listed.split() if isinstance(listed, str) else listed)
        for word in cue:
            _CUES_OF[word] = (*_CUES_OF.get(word, ()), cue)
        return cue

    def within(self, doc: Document, first: int, last: int) -> Sequence[int]:
        """The tokens from `first` to `last` (excluded) that are one of these words."""
        places = _places(doc).get(self)
        return places[bisect_left(places, first) : bisect_left(places, last)] if places else ()

    def stands(self, doc: Document, first: int, last: int) -> bool:
        """Whether one of these words is among the tokens from `first` to `last` (excluded)."""
        places = _places(doc).get(self)
        if not places:
            return False
        at = bisect_left(places, first)
        return at < len(places) and places[at] < last


def among(listed: Container[str], doc: Document, first: int, last: int) -> Iterator[int]:
    """The tokens from `first` (0 or more) to `last` (excluded) that are one of the words, however common these are."""
    return compress(range(first, last), map(listed.__contains__, doc.low[first:last]))


def _places(doc: Document) -> Mapping[Cue, list[int]]:
    """Where each cue stands that the document has at all; found out when the first rule asks."""
    known: Mapping[Cue, list[int]] | None = doc.known.get(Cue)
    if known is not None:
        return known
    places = doc.known[Cue] = defaultdict[Cue, list[int]](list)
    found = list(map(_CUES_OF.get, doc.low))
    for at, cues in compress(enumerate(found), found):
        for cue in cues or ():
            places[cue].append(at)
    return places
