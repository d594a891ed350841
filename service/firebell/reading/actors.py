"""Document → Mentions: the armed groups, forces and unnamed gunmen it names, and who attacks whom."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from firebell.errors import FirebellError
from firebell.reading.reading import ActorRole
from firebell.reading.text import TOKEN, Document

CLASSES = ("militant", "militia", "military", "police", "gang", "peacekeeper")

LONGEST_ACRONYM = 8
"""A name in capitals up to this length (ISIS, JNIM, SPLM-IO) is matched as written, so that "is" is no group."""

FORCE_NOUNS: dict[str, str] = {
    noun: kind
    for kind, nouns in {
        "military": "army military troops soldiers forces navy warplanes jets commandos paratroopers marines "
        "artillery infantry servicemen airstrike airstrikes strike strikes raid raids drone drones missile "
        "missiles rocket rockets shelling bombardment jet warplane helicopter helicopters tanks tank soldier "
        "serviceman gunboat warship warships offensive airforce commando",
        "police": "police policemen policeman officers gendarmes gendarmerie guards",
    }.items()
    for noun in nouns.split()
}
"""What follows an adjective of nationality where a state's forces act: "Malian soldiers", "Israeli strikes"."""

FORCE_ADJECTIVES = frozenset(
    "security military special air government armed defence defense border army naval ground regime riot national "
    "federal police paramilitary counter terrorism coast state fighter attack combat artillery missile drone".split(),  # noqa: SIM905 -- a list of words
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
    for noun in nouns.split()
}

SUFFIX_NOUNS = frozenset(
    "fighters fighter militants militant rebels rebel gunmen forces troops insurgents group militia militiamen "
    "soldiers members member movement organization organisation paramilitary cadres cadre jihadists terrorists "
    "separatists guerrillas supporters loyalists army".split(),  # noqa: SIM905 -- a list of words
)

ATTACK_VERBS = frozenset(
    "kill kills killed attack attacks attacked bomb bombs bombed shell shells shelled ambush ambushes ambushed "
    "raid raids raided storm storms stormed abduct abducts abducted kidnap kidnaps kidnapped seize seizes seized "
    "capture captures captured strike strikes struck hit hits target targets targeted launch launches launched "
    "fire fires fired open opens opened carry carries carried conduct conducts conducted assassinate assassinates "
    "assassinated execute executes executed massacre massacred burn burned torch torched destroy destroyed detonate "
    "detonates detonated shoot shoots shot invade invaded assault assaulted overran retaliate retaliated "
    "retaliates wound wounded wounds injure injured behead beheaded hack hacked murder murdered slaughter "
    "slaughtered throw threw hurl hurled ram rammed blow blew claim claims claimed attacking "
    "killing firing launching shelling bombing carrying targeting".split(),  # noqa: SIM905 -- a list of words
)
TARGET_BEFORE = frozenset(
    "against targeting targeted target targets kills killed kill killing attacked attacking attack attacks ambushed "
    "ambush ambushes ambushing struck hit hits hitting shot shooting bombed bombing shelled shelling murdered "
    "assassinated abducted kidnapped wounded wounding injured injuring beheaded executed on at".split(),  # noqa: SIM905 -- a list of words
)
KILLING_NOUNS = frozenset(
    "killing killings murder assassination death deaths abduction kidnapping execution beheading shooting ambush "
    "massacre bombing shelling".split(),  # noqa: SIM905 -- a list of words
)
ATTACK_NOUNS = frozenset(
    "attack attacks airstrike airstrikes strike strikes raid raids ambush shelling bombardment bombing bombings "
    "offensive assault drone drones missile missiles rocket rockets fire gunfire incursion artillery warplanes "
    "jets".split(),  # noqa: SIM905 -- a list of words
)
CLASH_WORDS = frozenset(
    "clash clashes clashed clashing fighting battle battles firefight gunfight gunbattle skirmish skirmishes "
    "shootout hostilities battled fought fight combat violence exchange exchanged exchanges".split(),  # noqa: SIM905 -- a list of words
)
PASSIVE = frozenset("was were is are been being be".split())  # noqa: SIM905 -- a list of words
LIGHT = frozenset(
    "the a an suspected alleged armed unidentified unknown several some two three four five six seven eight nine "
    "ten pro anti heavily masked islamist of own rival".split(),  # noqa: SIM905 -- a list of words
)
BREAKS = frozenset(".;:!?")


class ActorEntry(NamedTuple):
    """One entry of actors.yaml; `countries` are ISO 3166-1 codes, `side` the id that it fights for."""

    id: str
    names: tuple[str, ...]
    cls: str
    countries: tuple[str, ...]
    side: str | None


class Mention(NamedTuple):
    """Tokens `first` to `last` (excluded) that name an actor; `named` where a list or its own article knows it."""

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
    return tuple(fold(word) for word in TOKEN.findall(name) if word not in "-\u2013/")


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
    places = [i for i in range(len(doc)) if doc.raw[i] not in "-\u2013/"]
    words = [fold(doc.raw[i]) for i in places]
    folded = [word.lower() for word in words]
    aliases: dict[str, Mention] = {}
    found: list[Mention] = []
    at = 0
    while at < len(places):
        mention, taken = _mention_at(doc, actors, places, words, folded, at, aliases)
        if mention:
            found.append(mention)
            if mention.named and mention.id:
                aliases.setdefault(_initials(doc.raw[mention.first : mention.last]), mention)
                _introduced(doc, mention, aliases)
        at += taken
    return found


def _mention_at(  # noqa: PLR0913 -- the parallel lists of one walk over the words
    doc: Document,
    actors: Actors,
    places: list[int],
    words: list[str],
    folded: list[str],
    at: int,
    aliases: Mapping[str, Mention],
) -> tuple[Mention | None, int]:
    first = places[at]
    known = actors.longest_at(words, folded, at)
    if known:
        size, actor = known
        entry = actors.entries[actor]
        last = places[at + size - 1] + 1
        return Mention(first, last, actor, entry.names[0], entry.cls, entry.countries, named=True), size
    alias = aliases.get(words[at]) if len(words[at]) > 1 and words[at].isupper() else None
    if alias:
        return alias._replace(first=first, last=first + 1), 1
    country = actors.demonyms.get(folded[at]) if words[at][:1].isupper() else None
    if country:
        return _forces_at(doc, actors, places, folded, at, country)
    if folded[at] in UNNAMED:
        kind = UNNAMED[folded[at]]
        return Mention(first, first + 1, None, doc.raw[first].lower(), kind, (), named=False), 1
    return None, 1


def _forces_at(  # noqa: PLR0913 -- the parallel lists of one walk over the words
    doc: Document,
    actors: Actors,
    places: list[int],
    folded: list[str],
    at: int,
    country: str,
) -> tuple[Mention | None, int]:
    """ "Malian special forces", "Israeli air strikes": the adjective, what may stand between, and the noun."""
    end = at + 1
    while (
        end < len(folded) and end < at + 4 and folded[end] in FORCE_ADJECTIVES and folded[end] not in UNNAMED
    ):
        end += 1
    while (
        end < len(folded)
        and end < at + 4
        and folded[end] in FORCE_ADJECTIVES
        and end + 1 < len(folded)
        and (folded[end + 1] in FORCE_NOUNS or folded[end + 1] in UNNAMED)
    ):
        end += 1
    noun = folded[end] if end < len(folded) else ""
    first = places[at]
    if noun in FORCE_NOUNS and noun not in {"officers", "guards"}:
        last = places[end] + 1
        between = set(folded[at + 1 : end + 1])
        cls = "police" if FORCE_NOUNS[noun] == "police" or "police" in between else "military"
        name = " ".join(doc.raw[places[i]] for i in range(at, end + 1))
        weapon = noun in ATTACK_NOUNS
        return Mention(
            first, last, actors.forces_of(country, cls), name, cls, (country,), True, weapon
        ), end - at + 1
    if noun in UNNAMED:
        last = places[end] + 1
        name = " ".join(doc.raw[places[i]] for i in range(at, end + 1))
        return Mention(first, last, None, name, UNNAMED[noun], (country,), named=False), end - at + 1
    return None, 1


def _initials(raw: list[str]) -> str:
    """AAH for "Asaib Ahl al-Haq": the initials of what is written with a capital."""
    return "".join(word[0] for word in raw if word[:1].isupper())


def _introduced(doc: Document, mention: Mention, aliases: dict[str, Mention]) -> None:
    """The short form in brackets behind a name, which the rest of the article uses."""
    after = mention.last
    if after + 2 < len(doc) and doc.raw[after] == "(" and doc.raw[after + 2] == ")":
        short = doc.raw[after + 1]
        if short.isupper() and len(short) > 1:
            aliases[fold(short)] = mention


# — who attacks whom —


def roles(doc: Document, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, ActorRole]]:
    """Each mention with the part that its clause gives it: attacker, target, both (a clash), or unknown."""
    for mention in mentions:
        yield mention, _role(doc, mention)


def _role(doc: Document, mention: Mention) -> ActorRole:
    sentence = doc.sentence_at(mention.first)
    start = _skip_back(doc, mention.first, sentence.first)
    end = _skip_on(doc, mention.last, sentence.last)
    if _in_clash(doc, mention, sentence.first, sentence.last):
        return "both"
    before = doc.low[start - 1] if start > sentence.first else ""
    earlier = doc.low[start - 2] if start - 1 > sentence.first else ""
    after = doc.low[end] if end < sentence.last else ""
    if before == "by" and earlier not in {"said", "controlled", "held", "led", "reported", "near"}:
        return "attacker"
    if mention.weapon or after in ATTACK_NOUNS:
        return "target" if before in {"against"} else "attacker"
    if before in {"of", "on"} and earlier in KILLING_NOUNS | ATTACK_NOUNS:
        return "target"
    if _passive_after(doc, end, sentence.last):
        return "target"
    if _active_after(doc, end, sentence.last):
        return "attacker"
    if before in TARGET_BEFORE - {"on", "at"}:
        return "target"
    return "unknown"


def _skip_back(doc: Document, at: int, stop: int) -> int:
    while at > stop and (doc.low[at - 1] in LIGHT or doc.raw[at - 1].isdigit() or doc.raw[at - 1] == "-"):
        at -= 1
    return at


def _skip_on(doc: Document, at: int, stop: int) -> int:
    while at < stop and (doc.low[at] in SUFFIX_NOUNS or doc.low[at] in UNNAMED or doc.low[at] == "'s"):
        at += 1
    return at


def _in_clash(doc: Document, mention: Mention, first: int, last: int) -> bool:
    """Between X and Y, X clashed with Y: both sides fight (CODEBOOK §1 `armed_clash`)."""
    window = range(max(first, mention.first - 14), min(last, mention.last + 8))
    words = {doc.low[i] for i in window}
    if not words & CLASH_WORDS:
        return False
    behind = doc.low[max(first, mention.first - 14) : mention.first]
    if "between" in behind:
        return True
    following = doc.low[mention.last : mention.last + 5]
    fought = {"clash", "clashed", "clashes", "clashing", "battled", "fought", "exchanged", "fighting"}
    if set(following) & fought:
        return True
    return bool(behind) and "with" in behind[-4:] and bool(set(behind[-10:]) & CLASH_WORDS)


def _passive_after(doc: Document, at: int, stop: int) -> bool:
    window = doc.low[at : min(stop, at + 14)]
    for offset, word in enumerate(window[:-1]):
        if word in BREAKS:
            return False
        if word in PASSIVE:
            following = [
                w for w in window[offset + 1 : offset + 4] if w not in {"also", "reportedly", "been"}
            ]
            return (
                bool(following)
                and following[0] in ATTACK_VERBS
                and following[0].endswith(("ed", "t", "n", "en"))
            )
        if word in ATTACK_VERBS:
            return False
    return False


def _active_after(doc: Document, at: int, stop: int) -> bool:
    for offset, word in enumerate(doc.low[at : min(stop, at + 10)]):
        if word in BREAKS or (word in PASSIVE and offset == 0):
            return False
        if word in ATTACK_VERBS:
            return at + offset + 1 >= stop or doc.low[at + offset + 1] != "by"
    return False
