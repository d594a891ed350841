"""Document → Mentions: the armed groups, forces and unnamed gunmen that it names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from firebell.errors import FirebellError
from firebell.reading.text import TOKEN, Document, words

CLASSES = ("militant", "militia", "military", "police", "gang", "peacekeeper")

HYPHENS = "-\u2013/"
"""Left out on both sides: "al-Shabaab" and "al Shabaab" are one name."""

MOST_ADJECTIVES = 4
"""How many words may stand between a nationality and its forces: "Iraqi federal police special forces"."""

LONGEST_ACRONYM = 8
"""A name in capitals up to this length (ISIS, SPLM-IO) is matched as written: "is" is no group."""

FORCE_NOUNS: dict[str, str] = {
    noun: kind
    for kind, nouns in {
        "military": "army military troops soldiers forces navy warplanes jets commandos paratroopers marines "
        "artillery infantry servicemen airstrike airstrikes strike strikes raid raids drone drones "
        "missile missiles rocket rockets shelling bombardment jet warplane helicopter helicopters tanks "
        "tank soldier serviceman gunboat warship warships offensive airforce commando",
        "police": "police policemen policeman officers gendarmes gendarmerie guards",
    }.items()
    for noun in words(nouns)
}
"""What follows a nationality where a state's forces act: "Malian soldiers", "Israeli strikes"."""

FORCE_ADJECTIVES = words(
    "security military special air government armed defence defense border army naval ground regime "
    "riot national federal police paramilitary counter terrorism coast state fighter attack combat "
    "artillery missile drone"
)

UNNAMED = {
    noun: kind
    for kind, nouns in {
        "militant": "gunmen gunman militants militant insurgents insurgent rebels rebel jihadists jihadist "
        "fighters fighter separatists separatist terrorists terrorist attackers attacker assailants assailant "
        "bomber bombers extremists islamists guerrillas guerrilla",
        "militia": "militiamen militiaman militia militias paramilitaries paramilitary vigilantes settlers",
        "gang": "bandits bandit gang gangs gangsters kidnappers pirates cartel",
        "military": "soldiers troops army military",
        "police": "police policemen",
    }.items()
    for noun in words(nouns)
}


ATTACK_NOUNS = words(
    "attack attacks airstrike airstrikes strike strikes raid raids ambush shelling bombardment "
    "bombing bombings offensive assault drone drones missile missiles rocket rockets fire gunfire "
    "incursion artillery warplanes jets"
)


class ActorEntry(NamedTuple):
    """One entry of actors.yaml; `countries` are ISO 3166-1 codes, `side` the id that it fights for."""

    id: str
    names: tuple[str, ...]
    cls: str
    countries: tuple[str, ...]
    side: str | None


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


class BadActorsError(FirebellError):
    """actors.yaml holds what no reader can use; every mistake in one message."""


def parse(data: Mapping[str, object]) -> tuple[ActorEntry, ...]:
    """The entries of actors.yaml as YAML gives them.

    Raises:
        BadActorsError: an entry without names, of an unknown class or with a country that is no code.
    """
    entries, mistakes = [], []
    for key, value in data.items():
        try:
            entries.append(_entry(str(key), msgspec.convert(value, _Written)))
        except (msgspec.ValidationError, ValueError) as error:
            mistakes.append(f"actors.yaml: {key}: {error}")
    if mistakes:
        raise BadActorsError("\n".join(mistakes))
    return tuple(entries)


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    names: list[str]
    countries: list[str]
    cls: str = msgspec.field(name="class")
    side: str | None = None


def _entry(key: str, written: _Written) -> ActorEntry:
    if written.cls not in CLASSES:
        message = f"class {written.cls!r} is unknown; one of {', '.join(CLASSES)}"
        raise ValueError(message)
    if not written.names:
        message = "names is empty; write at least one"
        raise ValueError(message)
    if any(not re.fullmatch("[A-Z]{2}", code) for code in written.countries):
        message = f"countries {written.countries}: two capitals each (ISO 3166-1)"
        raise ValueError(message)
    return ActorEntry(key, tuple(written.names), written.cls, tuple(written.countries), written.side)


class Actors:
    """Who fights whom: names compiled for lookup by first word.

    `demonyms`: adjective of nationality in lower case → ISO 3166-1; `states`: a country's names in lower case →
    ISO 3166-1; `slugs`: ISO 3166-1 → the country's name as an id begins with it ("burkina-faso").
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
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        self._forces: dict[tuple[str, str], str] = {}
        for entry in self.entries.values():
            if entry.cls in ("military", "police") and len(entry.countries) == 1 and entry.side is None:
                self._forces.setdefault((entry.cls, entry.countries[0]), entry.id)
            for name in entry.names:
                words = _name_words(name)
                as_written = name.upper() == name and len(name) <= LONGEST_ACRONYM
                key = words[0] if as_written else words[0].lower()
                self._by_first.setdefault(key, []).append(
                    (words if as_written else tuple(w.lower() for w in words), entry.id, as_written),
                )
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def side_of(self, actor_id: str) -> str:
        """The party that the actor is in the ledger: its `side`, else itself."""
        entry = self.entries.get(actor_id)
        return entry.side if entry and entry.side else actor_id

    def forces_of(self, country: str, cls: str) -> str:
        """The id of a state's army or police: the listed one, else `<country>-army`, `<country>-police`."""
        listed = self._forces.get((cls, country))
        return (
            listed or f"{self.slugs.get(country, country.lower())}-{'police' if cls == 'police' else 'army'}"
        )

    def longest_at(self, words: list[str], folded: list[str], at: int) -> tuple[int, str] | None:
        """(how many words, id) of the longest name that begins at word `at`."""
        best: tuple[int, str] | None = None
        for source, key in ((words, words[at]), (folded, folded[at])):
            for name, actor, as_written in self._by_first.get(key, ()):
                if as_written != (source is words) or (best and len(name) <= best[0]):
                    continue
                if tuple(source[at : at + len(name)]) == name and _is_name(words[at : at + len(name)]):
                    best = (len(name), actor)
                    break
        return best


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in TOKEN.findall(name) if word not in HYPHENS)


def _is_name(words: list[str]) -> bool:
    return any(word[:1].isupper() for word in words)


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
    at = 0
    while at < len(walk.places):
        mention, taken = walk.mention_at(at)
        if mention:
            found.append(mention)
            walk.learn(mention)
        at += taken
    return found


class _Walk:
    """One pass over a document's words (hyphens left out), and the short forms that it has introduced."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        self.doc = doc
        self.actors = actors
        self.places = [i for i in range(len(doc)) if doc.raw[i] not in HYPHENS]
        self.words = [fold(doc.raw[i]) for i in self.places]
        self.folded = [word.lower() for word in self.words]
        self.aliases: dict[str, Mention] = {}

    def learn(self, mention: Mention) -> None:
        """Take up the short forms of a name: its initials, and what stands in brackets behind it."""
        if not (mention.named and mention.id):
            return
        raw = self.doc.raw
        self.aliases.setdefault(_initials(raw[mention.first : mention.last]), mention)
        after = mention.last
        if after + 2 < len(raw) and raw[after] == "(" and raw[after + 2] == ")":
            short = raw[after + 1]
            if short.isupper() and len(short) > 1:
                self.aliases[fold(short)] = mention

    def mention_at(self, at: int) -> tuple[Mention | None, int]:
        """The actor that begins at word `at`, and how many words to step on."""
        first = self.places[at]
        known = self.actors.longest_at(self.words, self.folded, at)
        if known:
            size, actor = known
            entry = self.actors.entries[actor]
            last = self.places[at + size - 1] + 1
            return Mention(first, last, actor, entry.names[0], entry.cls, entry.countries, named=True), size
        word = self.words[at]
        alias = self.aliases.get(word) if len(word) > 1 and word.isupper() else None
        if alias:
            return alias._replace(first=first, last=first + 1), 1
        country = self.actors.demonyms.get(self.folded[at]) if word[:1].isupper() else None
        if country:
            return self._forces_at(at, country)
        kind = UNNAMED.get(self.folded[at])
        if kind:
            return Mention(first, first + 1, None, self.folded[at], kind, (), named=False), 1
        return None, 1

    def _forces_at(self, at: int, country: str) -> tuple[Mention | None, int]:
        """Malian special forces, Israeli air strikes: the adjective, what may stand between, and the noun."""
        folded = self.folded
        end = at + 1
        while end < min(len(folded) - 1, at + MOST_ADJECTIVES) and folded[end] in FORCE_ADJECTIVES:
            following = folded[end + 1]
            if folded[end] in FORCE_NOUNS and following not in FORCE_NOUNS and following not in UNNAMED:
                break
            end += 1
        noun = folded[end] if end < len(folded) else ""
        if noun not in FORCE_NOUNS and noun not in UNNAMED:
            return None, 1
        size = end - at + 1
        first, last = self.places[at], self.places[end] + 1
        name = " ".join(self.doc.raw[self.places[i]] for i in range(at, end + 1))
        if noun not in FORCE_NOUNS:
            return Mention(first, last, None, name, UNNAMED[noun], (country,), named=False), size
        police = FORCE_NOUNS[noun] == "police" or "police" in folded[at:end]
        cls = "police" if police else "military"
        actor = self.actors.forces_of(country, cls)
        weapon = noun in ATTACK_NOUNS
        return Mention(first, last, actor, name, cls, (country,), named=True, weapon=weapon), size


def _initials(raw: list[str]) -> str:
    """AAH for "Asaib Ahl al-Haq": the initials of what is written with a capital."""
    return "".join(word[0] for word in raw if word[:1].isupper())
