"""Document → Mentions: the armed groups, forces and unnamed gunmen that it names."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from firebell.reading.en.actors import actor_words as table
from firebell.reading.en.actors.actor_list import ActorEntry, parse
from firebell.reading.text import Document, tokens

__all__ = ["ActorEntry", "Actors", "Mention", "find", "parse"]


class Mention(NamedTuple):
    """Tokens `first` to `last` (excluded) that name an actor; `named` where a list or the article knows it."""

    first: int
    last: int
    id: str | None
    name: str
    cls: str
    countries: tuple[str, ...]
    named: bool
    weapon: bool = False


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
                names = self._short_names if short else self._names
                names.setdefault((listed[0], listed[1] if len(listed) > 1 else ""), []).append(row)
        self.states_first = frozenset(table.SHORT_STATES).union(
            (demonym.split()[0] for demonym in self.demonyms), (name[0] for name in self.states)
        )
        self._begin()

    def _begin(self) -> None:
        """Sort the names, the longest first, and note with which words an actor may begin.

        `alone`: words that may be one by themselves, but for those in capitals, which always may;
        `followed`: first word of a name → its second words.
        """
        alone, self.followed = set[str](), dict[str, set[str]]()
        for names in (self._names, self._short_names):
            for (first, second), rows in names.items():
                rows.sort(key=lambda row: -len(row.words))
                if second:
                    self.followed.setdefault(first.lower(), set()).add(second.lower())
                elif len(first) == 1 or not first.isupper():
                    alone.add(first.lower())
        self.alone = self.states_first.union(alone, table.UNNAMED, table.STATE_FORCES.firsts)
        self.firsts = self.alone.union(self.followed)

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
        return max((name for name in (short, full) if name), key=lambda name: name[0], default=None)


class _Name(NamedTuple):
    """A name's words, in lower case unless it is a short form; so many of them need a capital in the text."""

    words: tuple[str, ...]
    actor: str
    capitals: int


_Names = dict[tuple[str, str], list[_Name]]
"""Names by their first two words; the second of a single word is empty."""


def _longest(names: _Names, source: Sequence[str], words: Sequence[str], at: int) -> tuple[int, str] | None:
    """(how many words, id) of the longest of the names that begins at word `at` of the source."""
    first, second = source[at], source[at + 1] if at + 1 < len(source) else ""
    for pair in ((first, second), (first, "")):
        for name in names.get(pair, ()):
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


def fold(word: str) -> str:
    """The word with plain apostrophes and without accents."""
    word = word.replace("\u2019", "'").replace("\u02bc", "'")
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def find(doc: Document, actors: Actors) -> list[Mention]:
    """Every actor in the document, in order, none overlapping another; linear in the text."""
    walk = _Walk(doc, actors)
    found: list[Mention] = []
    free = 0
    for at in walk.cues():
        if at < free:
            continue
        mention, taken = walk.mention_at(at)
        if mention:
            found.append(mention)
            walk.learn(mention)
        free = at + taken
    return found


COMMANDED = table.MEN | table.FORCE_ADJECTIVES - table.WEAPONS
OWNED = COMMANDED | table.ATTACK_NOUNS
"""What follows a country's name, with and without an 's, where its forces act: "Burkina Faso's army"."""

MUTUAL_REACH = 5
"""In "Israel and Hezbollah exchanged fire" the verb stands at most so many words behind the country."""

NO_WORDS = frozenset[str]()


class _Walk:
    """One pass over a document's words (hyphens left out), and the short forms that it has introduced."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        self.doc = doc
        self.actors = actors
        self.places = [at for at, word in enumerate(doc.raw) if word not in table.HYPHENS]
        raw, low = doc.raw, doc.low
        self.words = [raw[at] if raw[at].isascii() else fold(raw[at]) for at in self.places]
        self.folded = [low[at] if low[at].isascii() else fold(low[at]).lower() for at in self.places]
        self.aliases: dict[str, Mention] = {}
        self.introduced: dict[str, Mention] = {}
        self.state_army: Mention | None = None
        self.states: set[str] = set()

    def cues(self) -> list[int]:
        """The words with which an actor may begin: those known to, and capitals that may be a short form."""
        actors, words, folded = self.actors, self.words, self.folded
        likely = [at for at, word in enumerate(folded) if word in actors.firsts or words[at].isupper()]
        return [
            at
            for at in likely
            if folded[at] in actors.alone
            or (len(words[at]) > 1 and words[at].isupper())
            or not actors.followed.get(folded[at], NO_WORDS).isdisjoint(folded[at + 1 : at + 2])
        ]

    def learn(self, mention: Mention) -> None:
        """Take up the short forms of a name: its initials, and what stands in brackets behind it."""
        if not (mention.named and mention.id):
            return
        self._learn_state(mention)
        raw = self.doc.raw
        self.aliases.setdefault(_initials(raw[mention.first : mention.last]), mention)
        after = mention.last
        if after + 2 < len(raw) and raw[after] == "(" and raw[after + 2] == ")":
            short = raw[after + 1]
            if short.isupper() and len(short) > 1:
                self.introduced[fold(short)] = mention

    def _learn_state(self, mention: Mention) -> None:
        """Behind "Malian soldiers", "the army" is theirs, as long as no other state's forces are named."""
        if mention.cls not in {"military", "police"} or len(mention.countries) != 1:
            return
        country = mention.countries[0]
        self.states.add(country)
        alone = len(self.states) == 1
        army = self.actors.forces_of(country, "military")
        self.state_army = mention._replace(id=army, cls="military", weapon=False) if alone else None

    def _shouts(self, at: int) -> bool:
        """Whether capitals say nothing here, as in "THE WAR IS OVER"."""
        beside = [*self.words[max(0, at - 1) : at], *self.words[at + 1 : at + 2]]
        ordinary = self.words[at].isupper() and self.folded[at] in table.ORDINARY
        return ordinary and bool(beside) and all(word.isupper() and len(word) > 1 for word in beside)

    def _is_the(self, at: int) -> bool:
        return at > 0 and self.folded[at - 1] == "the"

    def mention_at(self, at: int) -> tuple[Mention | None, int]:
        """The actor that begins at word `at`, and how many words to step on."""
        first = self.places[at]
        told = self.introduced.get(self.words[at])
        if told:
            return told._replace(first=first, last=first + 1), 1
        known = self.actors.longest_at(self.words, self.folded, at)
        if known and not (known[0] == 1 and self._shouts(at)):
            size, actor = known
            entry = self.actors.entries[actor]
            last = self.places[at + size - 1] + 1
            return Mention(first, last, actor, entry.names[0], entry.cls, entry.countries, named=True), size
        word = self.words[at]
        alias = self.aliases.get(word) if len(word) > 1 and word.isupper() else None
        if alias:
            return alias._replace(first=first, last=first + 1), 1
        may_be_state = word[:1].isupper() and self.folded[at] in self.actors.states_first
        state = self._of_state(at) if may_be_state else None
        return state or self._unnamed_at(at, first)

    def _of_state(self, at: int) -> tuple[Mention | None, int] | None:
        """The forces of a state that the word names or whose nationality it is; None where it is no state's."""
        acting = self._state_at(at)
        if acting:
            return acting
        pair = self.actors.demonyms.get(" ".join(self.folded[at : at + 2]))
        country = pair or self.actors.demonyms.get(self.folded[at])
        if country:
            end = at + 2 if pair else at + 1
            return self._joined_at(at, country, end) or self._forces_at(at, country, end)
        owner = self._state_owner(at)
        return self._forces_at(at, *owner) if owner else None

    def _unnamed_at(self, at: int, first: int) -> tuple[Mention | None, int]:
        word = self.folded[at]
        forces = table.STATE_FORCES.at(self.folded, at, len(self.folded))
        if forces:
            end, cls = forces
            name = " ".join(self.folded[at:end])
            return Mention(first, self.places[end - 1] + 1, None, name, cls, (), named=False), end - at
        if word in {"army", "military"} and self._is_the(at) and self.state_army:
            return self.state_army._replace(first=first, last=first + 1), 1
        kind = table.UNNAMED.get(word)
        if kind:
            return Mention(first, first + 1, None, self._of_people(at) or word, kind, (), named=False), 1
        return None, 1

    def _of_people(self, at: int) -> str | None:
        """As in "Tuareg rebels": whose the unnamed fighters are."""
        told = at > 0 and self.folded[at - 1] in table.PEOPLES and self.words[at - 1][:1].isupper()
        return f"{self.words[at - 1]} {self.folded[at]}" if told else None

    def _state_at(self, at: int) -> tuple[Mention | None, int] | None:
        """As in "Israel struck Beirut": a country that does what forces do; a place where one stands before it."""
        for size in (1, 2):
            country = self.actors.states.get(tuple(self.folded[at : at + size]))
            if country and (self._acts(at, size) or self._acted(at)):
                first, last = self.places[at], self.places[at + size - 1] + 1
                name = " ".join(self.doc.raw[first:last])
                actor = self.actors.forces_of(country, "military")
                return Mention(first, last, actor, name, "military", (country,), named=True), size
        return None

    def _acts(self, at: int, size: int) -> bool:
        """Whether the country of `size` words is the subject of a deed of forces."""
        end = at + size
        end += int(end < len(self.folded) and self.folded[end] in table.AUXILIARIES)
        behind = self.folded[end : end + MUTUAL_REACH]
        if behind and behind[0] in table.STATE_DEEDS:
            return self._begins_clause(self.places[at]) and self._is_deed(end)
        if len(behind) > 1 and behind[0] == "said" and behind[1] in {"it", "its"}:
            return self._begins_clause(self.places[at]) and not table.DONE_BY.isdisjoint(behind[2:])
        joined = bool(behind) and (behind[0] == "and" or self.folded[at - 1 : at] == ["and"])
        return joined and not table.TRADED_BY_STATES.isdisjoint(behind)

    def _acted(self, at: int) -> bool:
        """As in "killed by Israel", "strikes by Iran", "accused Russia of shelling"."""
        if at > 1 and self.folded[at - 1] == "by":
            return self.folded[at - 2] in table.DONE_BY
        accused = at > 0 and self.folded[at - 1] in table.ACCUSING
        return accused and not table.CHARGES.isdisjoint(self.folded[at + 2 : at + 4])

    def _state_owner(self, at: int) -> tuple[str, int] | None:
        """As in "US troops", "the U.K. air force", "Burkina Faso's army": the code, and where its forces are named."""
        word = self.words[at]
        if word.isupper() and self.folded[at] in table.SHORT_STATES:
            return table.SHORT_STATES[self.folded[at]], at + 1
        for size in (1, 2):
            country = self.actors.states.get(tuple(self.folded[at : at + size]))
            end = at + size
            owns = end < len(self.folded) and self.folded[end] == "'s"
            end += int(owns)
            if country and end < len(self.folded) and self.folded[end] in (OWNED if owns else COMMANDED):
                return country, end
        return None

    def _is_deed(self, at: int) -> bool:
        """Whether the word is a verb: "Yemen strikes kill four", "Israel hit by rockets" tell of no deed of theirs."""
        behind = self.folded[at + 1] if at + 1 < len(self.folded) else ""
        if self.folded[at] in table.DEED_OR_NOUN:
            return behind in {"a", "the", "its"} or bool(
                self.words[at + 1 : at + 2]
                and behind not in table.STATE_DEEDS | {"kill"}
                and self.words[at + 1][0].isupper()
            )
        return behind != "by"

    def _begins_clause(self, first: int) -> bool:
        """Whether a subject may begin here: the sentence does, or a clause behind a comma or a conjunction."""
        if first == self.doc.sentence_at(first).first:
            return True
        before = self.doc.low[first - 1]
        if before == ",":
            return self.doc.raw[first - 2].islower()
        return before in table.BEFORE_STATE or before in {'"', "\u201c", ":"}

    def _is_post(self, at: int) -> bool:
        return at < len(self.folded) and self.folded[at] in table.WEAPON_POSTS

    def _is_adjective(self, at: int) -> bool:
        word = self.folded[at]
        known = word in self.actors.demonyms or " ".join(self.folded[at : at + 2]) in self.actors.demonyms
        return known or word in table.SHORT_STATES

    def _joined_at(self, at: int, country: str, end: int) -> tuple[Mention, int] | None:
        """The first of "Armenian and Azerbaijani forces": it shares the noun of the second."""
        if self.folded[end : end + 1] != ["and"] or end + 2 >= len(self.folded):
            return None
        pair = self.actors.demonyms.get(" ".join(self.folded[end + 1 : end + 3]))
        other = pair or self.actors.demonyms.get(self.folded[end + 1])
        shared = self._forces_at(end + 1, other, end + (3 if pair else 2))[0] if other else None
        if shared is None or not shared.named:
            return None
        first, last = self.places[at], self.places[end - 1] + 1
        name = f"{self.doc.span(first, last).words} {self.doc.raw[shared.last - 1]}"
        actor = self.actors.forces_of(country, shared.cls)
        return Mention(first, last, actor, name, shared.cls, (country,), named=True), end - at

    def _forces_at(self, at: int, country: str, end: int) -> tuple[Mention | None, int]:
        """Malian special forces, Israeli air strikes: the adjective, what may stand between, and the noun."""
        folded = self.folded
        begun = end
        while (
            end < min(len(folded) - 1, begun + table.MOST_ADJECTIVES - 1)
            and folded[end] in table.FORCE_ADJECTIVES
        ):
            following = folded[end + 1]
            if (
                folded[end] in table.FORCE_NOUNS
                and following not in table.FORCE_NOUNS
                and following not in table.UNNAMED
            ):
                break
            end += 1
        noun = folded[end] if end < len(folded) else ""
        if noun not in table.FORCE_NOUNS and noun not in table.UNNAMED:
            return None, 1
        size = end - at + 1
        # A country's name stays a place; an adjective, and the US of "US troops", is none.
        first, last = self.places[at if self._is_adjective(at) else begun], self.places[end] + 1
        name = self.doc.span(self.places[at], last).words
        if noun not in table.FORCE_NOUNS:
            return Mention(first, last, None, name, table.UNNAMED[noun], (country,), named=False), size
        police = table.FORCE_NOUNS[noun] == "police" or "police" in folded[at:end]
        cls = "police" if police else "military"
        actor = self.actors.forces_of(country, cls)
        weapon = noun in table.ATTACK_NOUNS and not self._is_post(end + 1)
        return Mention(first, last, actor, name, cls, (country,), named=True, weapon=weapon), size


def _initials(raw: list[str]) -> str:
    """AAH for "Asaib Ahl al-Haq": the initials of what is written with a capital."""
    return "".join(word[0] for word in raw if word[:1].isupper())
