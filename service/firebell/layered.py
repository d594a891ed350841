"""A map under its changes: read through them and written into them alone, and lists of names that hang on records."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
Names = tuple[str, ...]
"""Sorted: a state that was saved and loaded lists them in the same order."""


class Layered(Generic[K, V]):
    """A map that is read through its changes and written into them alone; None deletes."""

    __slots__ = ("_base", "changes")

    def __init__(self, base: Mapping[K, V]) -> None:
        self._base = base
        self.changes: dict[K, V | None] = {}

    def get(self, key: K) -> V | None:
        """The value as the fold has left it."""
        if key in self.changes:
            return self.changes[key]
        return self._base.get(key)

    def many(self, keys: Iterable[K]) -> list[V]:
        """The values of those keys that have one, in their order."""
        changes, base = self.changes, self._base
        return [
            value for key in keys if (value := changes[key] if key in changes else base.get(key)) is not None
        ]

    def pairs(self, keys: Iterable[K]) -> list[tuple[K, V]]:
        """Those keys that have a value, with it, in their order."""
        changes, base = self.changes, self._base
        return [
            (key, value)
            for key in keys
            if (value := changes[key] if key in changes else base.get(key)) is not None
        ]

    def put(self, key: K, value: V | None) -> None:
        """Set, or delete with None."""
        self.changes[key] = value

    def merge_into(self, base: MutableMapping[K, V]) -> None:
        """Make the changes the base's own."""
        for key, value in self.changes.items():
            if value is None:
                base.pop(key, None)
            else:
                base[key] = value

    def keys(self) -> Iterator[K]:
        """All keys that have a value."""
        for key in self._base:
            if key not in self.changes:
                yield key
        for key, value in self.changes.items():
            if value is not None:
                yield key


def relist(
    index: Layered[K, Names],
    keys_of: Callable[[V], Iterable[K]],
    name: str,
    old: V | None,
    new: V | None,
) -> None:
    """Take a record off the lists where it no longer belongs, and put it on those where it does now."""
    before = frozenset(keys_of(old)) if old else frozenset()
    after = frozenset(keys_of(new)) if new else frozenset()
    if before == after:
        return
    for key in before - after:
        delist(index, key, name)
    for key in after - before:
        enlist(index, key, name)


def enlist(index: Layered[K, Names], key: K, name: str) -> None:
    """Put a name on the list under this key."""
    names = index.get(key) or ()
    at = bisect_left(names, name)
    if at == len(names) or names[at] != name:
        index.put(key, (*names[:at], name, *names[at:]))


def delist(index: Layered[K, Names], key: K, name: str) -> None:
    """Take a name off the list under this key; an empty list goes."""
    names = index.get(key) or ()
    index.put(key, tuple(other for other in names if other != name) or None)
