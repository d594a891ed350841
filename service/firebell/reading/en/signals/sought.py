"""Phrases → an index by the words that each must have: a sentence is asked only for those that it can hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress
from operator import not_, or_
from typing import Generic, TypeVar

from firebell.reading.phrases import Name, Phrase

Told = TypeVar("Told")

NEVER_MISSING = 1
"""The bit of a phrase that needs no other word."""


class Sought(Generic[Told]):
    """What each phrase tells, by the words that it is looked up by, in the order given.

    Every other place that a phrase must fill has a bit. `heads`: the words by which a phrase is looked up;
    `missing`: the bits of the places that a sentence's words leave empty. `rarest`: a word → of each of its phrases
    the bit that the fewest words fill; where all of these are missing none of them stands.
    """

    def __init__(self, told: Iterable[tuple[Phrase, Told]], rarest: Callable[[Name], str]) -> None:
        bits: dict[frozenset[str], int] = {}
        self.heads: dict[str, tuple[list[int], list[Told]]] = {}
        """A word → the bits that each of its phrases needs, and what each tells."""
        self.rarest: dict[str, int] = {}
        for phrase, one in told:
            # The word that it is looked up by stands there.
            places = [place for place in phrase.needs(rarest) if place != phrase.anchor.words]
            own = [bits.setdefault(place, 1 << len(bits) + 1) for place in places]
            fewest = own[places.index(min(places, key=len))] if places else NEVER_MISSING
            for head in phrase.anchor.heads():
                needed, listed = self.heads.setdefault(head, ([], []))
                needed.append(reduce(or_, own, 0))
                listed.append(one)
                self.rarest[head] = self.rarest.get(head, 0) | fewest
        self._all = reduce(or_, bits.values(), 0)
        self._fills: dict[str, int] = {}
        for place, bit in bits.items():
            for word in place:
                self._fills[word] = self._fills.get(word, 0) | bit

    def missing(self, words: Sequence[str]) -> int:
        """The places that none of a sentence's words fills."""
        return self._all & ~reduce(or_, filter(None, map(self._fills.get, words)), 0)

    def at(self, head: str, missing: int) -> Iterator[Told]:
        """What the phrases tell that are looked up by this head and of whose places none is missing."""
        needed, told = self.heads[head]
        return compress(told, map(not_, map(missing.__and__, needed)))
