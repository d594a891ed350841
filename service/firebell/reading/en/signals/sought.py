"""Phrases → an index by the words that each must have: a sentence is asked only for those that it can hold."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from firebell.reading.phrases import Name, Phrase

Told = TypeVar("Told")


class Sought(Generic[Told]):
    """What each phrase tells, by the words that it is looked up by, in the order given.

    Every other place that a phrase must fill has a bit. `at`: a word → the bits that each phrase needs, and what it
    tells; `missing`: the bits of the places that a sentence's words leave empty.
    """

    def __init__(self, told: Iterable[tuple[Phrase, Told]], rarest: Callable[[Name], str]) -> None:
        bits: dict[frozenset[str], int] = {}
        self.at: dict[str, list[tuple[int, Told]]] = {}
        for phrase, one in told:
            needs = 0
            for place in phrase.needs(rarest):
                if place != phrase.anchor.words:  # the word that it is looked up by stands there
                    needs |= bits.setdefault(place, 1 << len(bits))
            for head in phrase.anchor.heads():
                self.at.setdefault(head, []).append((needs, one))
        self._all = (1 << len(bits)) - 1
        self._fills: dict[str, int] = {}
        for place, bit in bits.items():
            for word in place:
                self._fills[word] = self._fills.get(word, 0) | bit

    def missing(self, words: Sequence[str]) -> int:
        """The places that none of a sentence's words fills."""
        return self._all & ~reduce(or_, filter(None, map(self._fills.get, words)), 0)
