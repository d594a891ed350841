"""A map under its changes: read through them and written into them alone, and lists of names that hang on records."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T", bound="SupportsRichComparison")
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
    index: Layered[K, tuple[T, ...]],
    rows_of: Callable[[V], Iterable[tuple[K, T]]],
    old: V | None,
    new: V | None,
) -> None:
    """Take a record's rows (key, item) off the lists where they no longer belong, put on those that are new."""
    before = frozenset(rows_of(old)) if old else frozenset()
    after = frozenset(rows_of(new)) if new else frozenset()
    if before == after:
        return
    for key, item in before - after:
        delist(index, key, item)
    for key, item in after - before:
        enlist(index, key, item)


def enlist(index: Layered[K, tuple[T, ...]], key: K, item: T) -> None:
    """Put an item on the sorted list under this key."""
    items = index.get(key) or ()
    at = bisect_left(items, item)
    if at == len(items) or items[at] != item:
        index.put(key, (*items[:at], item, *items[at:]))


def delist(index: Layered[K, tuple[T, ...]], key: K, item: T) -> None:
    """Take an item off the list under this key; an empty list goes."""
    items = index.get(key) or ()
    at = bisect_left(items, item)
    if at < len(items) and items[at] == item:
        index.put(key, (*items[:at], *items[at + 1 :]) or None)
