"""Phrases → a table that is looked up by the first word of each: a text is asked only where one may begin."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

Told = TypeVar("Told")


class Beginnings(Generic[Told]):
    """What each phrase tells, by its first word; `firsts` are these words."""

    def __init__(self, told: Mapping[str, Told]) -> None:
        self._rows: dict[str, list[tuple[int, list[str], Told]]] = {}
        for phrase in sorted(told, key=lambda phrase: -len(phrase.split())):
            listed = phrase.split()
            self._rows.setdefault(listed[0], []).append((len(listed), listed, told[phrase]))
        self.firsts = frozenset(self._rows)

    def at(self, low: Sequence[str], at: int, stop: int) -> tuple[int, Told] | None:
        """The token behind the longest phrase that begins at token `at` and ends before `stop`, and what it tells.

        >>> table = Beginnings({"as many": 1, "as many as": 2})
        >>> table.at(["as", "many", "as", "five"], 0, 4), table.at(["as", "many", "as"], 0, 2)
        ((3, 2), (2, 1))
        """
        for size, listed, told in self._rows.get(low[at], ()):
            if at + size <= stop and low[at : at + size] == listed:
                return at + size, told
        return None
