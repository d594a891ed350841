"""actors.yaml's entries → Actors: their names and those of states' forces, for lookup by first words."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from firebell.reading.en.actors import actor_words as table
from firebell.reading.en.actors.actor_list import ActorEntry
from firebell.reading.text import tokens


class Actors:
    """Who fights whom: names compiled for lookup by first word.

    `demonyms`: adjective of nationality in lower case → ISO 3166-1;
    `slugs`: ISO 3166-1 → the country's name as an id begins with it ("burkina-faso").
    """

    def __init__(
        self,
        entries: Iterable[ActorEntry],
        demonyms: Mapping[str, str] | None = None,
        slugs: Mapping[str, str] | None = None,
    ) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.demonyms = dict(demonyms or {})
        self.slugs = dict(slugs or {})
        self.states = {tuple(slug.split("-")): code for code, slug in self.slugs.items()}
        self.states |= {(name,): code for name, code in table.SHORT_STATES.items()}
        self._names: _Names = {}
        self._short_names: _Names = {}
        for entry in self.entries.values():
            for name in entry.names:
                words = _name_words(name)
                short = is_short_form(name)
                listed = words if short else tuple(word.lower() for word in words)
                row = _Name(listed, entry.id, min(table.TWO_CAPITALS, _capitals(words)))
                begun = (self._short_names if short else self._names).setdefault(listed[0], {})
                begun.setdefault(listed[1] if len(listed) > 1 else "", []).append(row)
        self.states_first = frozenset(table.SHORT_STATES).union(
            table.CAPITALS,
            (demonym.split()[0] for demonym in self.demonyms),
            (name[0] for name in self.states),
        )
        self._begin()

    def _begin(self) -> None:
        """Sort the names, the longest first, and note with which words an actor may begin.

        `alone`: words that may be one by themselves, but for those in capitals, which always may;
        `followed`: first word of a name → its second words.
        """
        alone, self.followed = set[str](), dict[str, set[str]]()
        for names in (self._names, self._short_names):
            for first, second, rows in (
                (f, s, rows) for f, begun in names.items() for s, rows in begun.items()
            ):
                rows.sort(key=lambda row: -len(row.words))
                if second:
                    self.followed.setdefault(first.lower(), set()).add(second.lower())
                elif len(first) == 1 or not first.isupper():
                    alone.add(first.lower())
        self.alone = self.states_first.union(
            alone, table.UNNAMED, table.GROUP_ENDS, table.STATE_FORCES.firsts
        )

    def side_of(self, actor_id: str) -> str:
        """The party that the actor is in the ledger: its `side`, else itself."""
        entry = self.entries.get(actor_id)
        return entry.side if entry and entry.side else actor_id

    def forces_of(self, country: str, cls: str) -> str:
        """The id of a state's army or police, listed or not: `<country>-army`, `<country>-police`."""
        return f"{self.slugs.get(country, country.lower())}-{'police' if cls == 'police' else 'army'}"

    def longest_at(self, words: list[str], folded: list[str], at: int) -> tuple[int, str] | None:
        """(how many words, id) of the longest name that begins at word `at`."""
        short = _longest(self._short_names, words, words, at)
        full = _longest(self._names, folded, words, at)
        return short if short and (not full or short[0] >= full[0]) else full


class _Name(NamedTuple):
    """A name's words, in lower case unless it is a short form; so many of them need a capital in the text."""

    words: tuple[str, ...]
    actor: str
    capitals: int


_Names = dict[str, dict[str, list[_Name]]]
"""Names by their first word, and by their second; that of a single word is empty."""


def _longest(names: _Names, source: Sequence[str], words: Sequence[str], at: int) -> tuple[int, str] | None:
    """(how many words, id) of the longest of the names that begins at word `at` of the source."""
    begun = names.get(source[at])
    if begun is None:
        return None
    for second in (source[at + 1] if at + 1 < len(source) else "", ""):
        for name in begun.get(second, ()):
            size = len(name.words)
            if (
                tuple(source[at : at + size]) == name.words
                and _capitals(words[at : at + size]) >= name.capitals
            ):
                return size, name.actor
    return None


def is_short_form(name: str) -> bool:
    """Whether the name is an abbreviation: ISIS, SPLM-IO, JeM."""
    return len(name) <= table.LONGEST_ACRONYM and (
        name.upper() == name or (name.isalpha() and any(char.isupper() for char in name[1:]))
    )


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in tokens(name) if word not in table.HYPHENS)


def _capitals(words: Sequence[str]) -> int:
    """How many words begin with a capital, articles (al-, el-) left out: "an Islamic state" is no group's name."""
    return sum(word[:1].isupper() and word.lower() not in {"al", "el"} for word in words)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The word with plain apostrophes and without accents."""
    word = word.replace("\u2019", "'").replace("\u02bc", "'")
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
