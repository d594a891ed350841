"""Document → Mentions: the armed groups, forces and unnamed gunmen that it names."""

from bisect import bisect_left
from itertools import compress
from operator import not_
from typing import NamedTuple

from firebell.reading.en.actors import actor_words as table
from firebell.reading.en.actors import unlisted
from firebell.reading.en.actors.names import Actors, fold
from firebell.reading.text import Document


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


def find(doc: Document, actors: Actors) -> list[Mention]:
    """Every actor in the document, in order, none overlapping another; linear in the text."""
    walk = _Walk(doc, actors)
    found = walk.mentions()
    if walk.introduced and walk.used_early():
        return walk.mentions()
    return found


COMMANDED = table.MEN | table.FORCE_ADJECTIVES - table.WEAPONS
OWNED = COMMANDED | table.ATTACK_NOUNS
"""What follows a country's name, with and without an 's, where its forces act: "Burkina Faso's army"."""

ANSWER_REACH = 9
"""In "Israel answered the rocket fire with air raids" so many words lie between."""

MUTUAL_REACH = 5
"""In "Israel and Hezbollah exchanged fire" the verb stands at most so many words behind the country."""


DASHES = frozenset("-\u2013\u2014")
"""Behind a dateline's dash a sentence begins."""


class _Walk:
    """One pass over a document's words (hyphens left out), and the short forms that it has introduced."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        self.doc = doc
        self.actors = actors
        seen = list(map(not_, map(table.HYPHENS.__contains__, doc.raw)))
        self.places = list(compress(range(len(doc.raw)), seen))
        self.words = list(compress(doc.raw, seen))
        self.folded = list(compress(doc.low, seen))
        if not (doc.title.isascii() and doc.text.isascii()):
            for at in compress(range(len(self.words)), map(not_, map(str.isascii, self.words))):
                self.words[at], self.folded[at] = fold(self.words[at]), fold(self.folded[at]).lower()
        self.aliases: dict[str, Mention] = {}
        self.introduced: dict[str, Mention] = {}
        self.introduced_at: dict[str, int] = {}
        self.state_army: Mention | None = None
        self.states: set[str] = set()

    def cues(self) -> list[int]:
        """The words with which an actor may begin: those known to, and capitals that may be a short form."""
        actors, words, folded = self.actors, self.words, self.folded
        shouted = {at for at in compress(range(len(words)), map(str.isupper, words)) if len(words[at]) > 1}
        alone = compress(range(len(folded)), map(actors.alone.__contains__, folded))
        begun = compress(range(len(folded) - 1), map(actors.followed.__contains__, folded))
        followed = [at for at in begun if folded[at + 1] in actors.followed[folded[at]]]
        return sorted(shouted.union(alone, followed))

    def mentions(self) -> list[Mention]:
        """Every actor from the first word on; what was introduced in an earlier pass is known from the start."""
        found: list[Mention] = []
        free = 0
        for at in self.cues():
            if at < free:
                continue
            mention, taken = self.mention_at(at)
            if mention and (not found or mention.first >= found[-1].last):
                found.append(mention)
                self.learn(mention)
            free = at + taken
        return found

    def used_early(self) -> bool:
        """Whether a short form stands before its introduction: in the title, or "QRS (Quiet River Front)"."""
        return any(self.words.index(short) < at for short, at in self.introduced_at.items())

    def learn(self, mention: Mention) -> None:
        """Take up the short forms of a name: its initials, and what stands in brackets behind or before it."""
        if not mention.named:
            return
        self._learn_state(mention)
        raw, after = self.doc.raw, mention.last
        self.aliases.setdefault(unlisted.initials(raw[mention.first : after]), mention)
        if raw[after : after + 1] == ["("] and raw[after + 2 : after + 3] == [")"]:
            self._introduce(raw[after + 1], mention)
        elif mention.first > 1 and raw[mention.first - 1] == "(" and raw[after : after + 1] == [")"]:
            self._introduce(raw[mention.first - 2], mention)

    def _introduce(self, short: str, mention: Mention) -> None:
        if short.isupper() and len(short) > 1:
            self.introduced.setdefault(fold(short), mention)
            self.introduced_at.setdefault(fold(short), bisect_left(self.places, mention.first))

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
        own_name = unlisted.name_at(self.doc.raw, first) if self.words[at][:1].isupper() else None
        if own_name:
            name = self.doc.span(*own_name).words
            return Mention(*own_name, None, name, "militant", (), named=True), 1
        kind = table.UNNAMED.get(word)
        if kind:
            return Mention(first, first + 1, None, self._of_people(at) or word, kind, (), named=False), 1
        return None, 1

    def _of_people(self, at: int) -> str | None:
        """As in "Tuareg rebels": whose the unnamed fighters are."""
        told = at > 0 and self.folded[at - 1] in table.PEOPLES and self.words[at - 1][:1].isupper()
        return f"{self.words[at - 1]} {self.folded[at]}" if told else None

    def _state_at(self, at: int) -> tuple[Mention | None, int] | None:
        """As in "Israel struck Beirut": a country that does what forces do, or that is aimed at."""
        for size in (1, 2):
            country = self.actors.states.get(tuple(self.folded[at : at + size]))
            acts = country is not None and (self._acts(at, size) or self._acted(at))
            if country and (acts or self._is_aimed_at(at, size) or self._is_site_of(at, country)):
                first, last = self.places[at], self.places[at + size - 1] + 1
                name = " ".join(self.doc.raw[first:last])
                actor = self.actors.forces_of(country, "military")
                # Whose land is aimed at is hit, and stays the place: a name of its own is only who acts.
                return Mention(first, last, actor, name, "military", (country,), named=acts), size
        return self._capital_at(at)

    def _capital_at(self, at: int) -> tuple[Mention | None, int] | None:
        """As in "Moscow said its strikes", "Tehran fired missiles", "attacks by Kyiv": the state, not the town."""
        country = table.CAPITALS.get(self.folded[at])
        if country is None or not (self._capital_acts(at) or self._acted(at)):
            return None
        first = self.places[at]
        actor = self.actors.forces_of(country, "military")
        return Mention(first, first + 1, actor, self.words[at], "military", (country,), named=True), 1

    def _capital_acts(self, at: int) -> bool:
        said = self._says_it_did(at + 1)
        if said and self.folded[max(0, at - 2) : at] == ["ministry", "in"]:
            return True
        if not self._begins_clause(self.places[at]):
            return False
        return said or (self.folded[at + 1 : at + 2] != [] and self.folded[at + 1] in table.CAPITAL_DEEDS)

    def _says_it_did(self, at: int) -> bool:
        """Whether "said it struck", "said its strikes" stand there."""
        if self.folded[at : at + 1] != ["said"]:
            return False
        behind = self.folded[at + 1 : at + MUTUAL_REACH]
        return behind[:1] in (["it"], ["its"]) and not table.DONE_BY.isdisjoint(behind[1:])

    def _acts(self, at: int, size: int) -> bool:
        """Whether the country of `size` words is the subject of a deed of forces."""
        end = at + size
        end += int(end < len(self.folded) and self.folded[end] in table.AUXILIARIES)
        behind = self.folded[end : end + MUTUAL_REACH]
        if behind and behind[0] in table.STATE_DEEDS:
            return self._begins_clause(self.places[at]) and self._is_deed(end)
        if behind and behind[0] in table.ANSWERS:
            return self._begins_clause(self.places[at]) and "with" in self.folded[end : end + ANSWER_REACH]
        office = end + (len(table.MINISTRIES[0]) if behind[:3] in table.MINISTRIES else 0)
        if self._says_it_did(office):
            return self._begins_clause(self.places[at])
        joined = bool(behind) and (behind[0] == "and" or self.folded[at - 1 : at] == ["and"])
        return joined and not table.TRADED_BY_STATES.isdisjoint(behind)

    def _is_aimed_at(self, at: int, size: int) -> bool:
        """As in "missiles at Israel", "air strikes on Iran"; Iran's town or an Iranian base is only a place there."""
        if (
            at == 0
            or self.folded[at - 1] not in table.AIMED
            or self.folded[at + size : at + size + 1] == ["'s"]
        ):
            return False
        return not table.AIMING.isdisjoint(self.folded[max(0, at - 1 - table.AIMING_REACH) : at - 1])

    def _is_site_of(self, at: int, country: str) -> bool:
        """As in "struck a missile site in western Iran": the state is hit, where it rules its land."""
        inside = at - 1 - (self.folded[at - 1 : at] != [] and self.folded[at - 1] in table.DIRECTIONS)
        if inside < 1 or self.folded[inside] not in {"in", "inside"} or country in table.RULED_BY_GROUPS:
            return False
        sited = self.folded[inside - 1] in table.SITES
        return sited and not table.STRIKING.isdisjoint(
            self.folded[max(0, inside - 1 - table.AIMING_REACH) : inside - 1]
        )

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
            if country is None:
                continue
            end = at + size
            owns = end < len(self.folded) and self.folded[end] == "'s"
            end += int(owns)
            if end < len(self.folded) and self.folded[end] in (OWNED if owns else COMMANDED):
                return country, end
            if owns and self.folded[end : end + 2] == ["air", "force"]:
                return country, end
        return None

    def _is_deed(self, at: int) -> bool:
        """Whether the word is a verb: "Yemen strikes kill four", "Israel hit by rockets" tell of no deed of theirs."""
        behind = self.folded[at + 1] if at + 1 < len(self.folded) else ""
        if self.folded[at] == "fires" and (behind in table.FIRED or behind.isdecimal()):
            return True
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
        if before == "the" and first - 1 == self.doc.sentence_at(first).first:
            return True  # "The United States carried out strikes"
        if before == ",":
            return self.doc.raw[first - 2].islower()
        if before in DASHES:
            return not self.doc.glued(first)
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
        if noun in table.SHOTS and not table.NO_FIRE.isdisjoint(folded[end + 1 : end + 2]):
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
        if weapon or noun in table.MACHINES_AND_POSTS:  # a missile attack is nobody's name
            name = f"{self.doc.span(self.places[at], self.places[begun - 1] + 1).words} forces"
        return Mention(first, last, actor, name, cls, (country,), named=True, weapon=weapon), size
