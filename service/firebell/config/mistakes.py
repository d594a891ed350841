"""Mistake: one thing that is wrong in what people wrote, where it stands and what to write instead."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from firebell.errors import FirebellError


class At(NamedTuple):
    """Where something stands: file, line and column from 1."""

    file: str
    line: int
    column: int


LONGEST_WORD, LONGEST_SAID = 80, 1000
"""Characters of a name and of what is said of it: a value of a megabyte is not told back."""


class Mistake(NamedTuple):
    """`file:line:column: path: what is wrong; what holds, from where; what to write` (CONFIG.md)."""

    at: At
    path: tuple[str | int, ...]
    says: str

    def __str__(self) -> str:
        at = self.at
        path = ".".join(_cut(str(part), LONGEST_WORD) for part in self.path)
        says = _cut(self.says, LONGEST_SAID)
        where = f"{at.file}:{at.line}:{at.column}"
        return f"{where}: {path}: {says}" if path else f"{where}: {says}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


class ConfigError(FirebellError):
    """The configuration cannot be used; the message holds every mistake, a line each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes), key=lambda m: (m.at, str(m))))
        count = len(self.mistakes)
        head = f"{count} mistake{'s' if count > 1 else ''} in the configuration"
        super().__init__("\n".join((head, *map(str, self.mistakes))))


NEAR = 0.75
"""Share of letters in common from which a word was probably meant: ring_as is ring_at; dead is not detained."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, in any case; None where none is near."""
    by_fold = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_fold, n=1, cutoff=NEAR)
    return by_fold[near[0]] if near else None


def meant(word: str, known: Iterable[str]) -> str:
    """A sentence's end that names the known word, or all of them where they are few."""
    names = list(known)
    if (near := nearest(word, names)) is not None:
        return f"; write {near}"
    return f"; known: {', '.join(names)}" if len(names) <= 30 else ""  # noqa: PLR2004 - what fits a line
