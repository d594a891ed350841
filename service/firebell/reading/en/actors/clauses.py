"""Parties of a sentence and its words of violence → who did what to whom, read word by word."""

from collections.abc import Callable, Sequence

from firebell.reading.cue import among
from firebell.reading.en.actors import act_words as table
from firebell.reading.en.actors.actor_words import WEAPON_POSTS
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.actors.clashes import Clashes, Told
from firebell.reading.en.actors.parties import Party, joined_back, joined_on
from firebell.reading.text import words

AGENT_REACH = 11
"""A "by" stands at most so many words behind its verb."""

NO_OBJECT = (
    table.MARKS
    | table.SUBORDINATE
    | words(", by in near during with at on and or to from over outside inside this last")
)
"""Behind a participle: it has no object, so what stands before it was hit ("two soldiers killed in …")."""

NO_AGENT = table.MARKS | table.SUBORDINATE | table.RELATIVE | table.SAYING
NO_TARGET = table.MARKS | table.RELATIVE | table.SAYING | {","}
NO_OBJECT_BEGINS = NO_OBJECT | table.PREPOSITIONS | table.BE | table.PAST | table.BARE
STRUCK_BY = table.ONTO - {"after"}
DONE = table.PAST | table.SENT
ACCUSED = words("accused suspected")
LEAVING = words("left leaves leaving leave")
LEFT_REACH = 5
BLAME_ENDS = table.MARKS | table.SUBORDINATE | table.RELATIVE | table.PAST | (table.SAYING - {"blamed"})


class Clauses(Clashes):
    """One sentence, read from left to right; what its last verb did, a verb behind "and" goes on with."""

    def acts(self) -> list[Told]:
        """Every act of the sentence that names a doer or somebody hit."""
        out: list[Told] = []
        inside = self.inside
        for at in sorted({*inside, *among(READERS, self.doc, self.first, self.last)}):
            index = inside.get(at)
            told = self._act(at) if index is None or self._is_weapon(index, at) else self._hurt(at, index)
            if told is not None and (told[1] or told[2]):
                out.append(told)
        return out

    def _is_weapon(self, index: int, at: int) -> bool:
        mention = self.listed[index].mention
        return mention.weapon and at == mention.last - 1

    def _hurt(self, at: int, index: int) -> Told | None:
        """As in "the dead fighters belonged to X": a quality tells that they were hit."""
        party = self.listed[index]
        if at != party.first or at == self.first or self.low[at - 1] not in table.HURT:
            return None
        if self.low[at - 1] in table.PAST and not self._is_quality(at - 1):
            return None
        return at, (), self.mentions(joined_on(self.doc, self.listed, index, self.last)), False

    def _is_quality(self, at: int) -> bool:
        return at > self.first and self.low[at - 1] in {"the", "of", "those"}

    def _act(self, at: int) -> Told | None:
        if self._is_thing(at):
            return None
        for read in READERS.get(self.low[at], ()):
            told = read(self, at)
            if told is not None:
                return (*told[:3], told[3] or self._are_rivals(*told[1:3]))
        return None

    def _is_thing(self, at: int) -> bool:
        """Mount Qandil, rebel targets in the hills: the word is no verb there."""
        word = self.low[at]
        if word == "mount":
            return self.doc.raw[at][0].isupper() and at + 1 < self.last and self.doc.raw[at + 1][0].isupper()
        behind = self.low[at + 1] if at + 1 < self.last else "."
        return word == "targets" and (behind in NO_OBJECT or behind in table.PREPOSITIONS)

    def _are_rivals(self, doers: Sequence[Mention], hit: Sequence[Mention]) -> bool:
        """Whether those who do it do it to each other: "attacks by two rival militias"."""
        if hit or len(doers) != 1 or doers[0].named:
            return False
        first = doers[0].first
        return not table.RIVALS.isdisjoint(self.low[max(self.first, first - 4) : first])

    # — verbs —

    def _past(self, at: int) -> Told | None:
        if (self._is_quality(at) and at + 1 in self.inside) or not self._is_whole(at):
            return None
        if self._passive(at):
            agent = self._agent(at)
            hit = self.subject(at)
            self.doers, self.hit, self.suffering = agent, hit, True
            return at, agent, hit, False
        doers, hit = self.subject(at), self.object(at)
        self.doers, self.hit, self.suffering = doers or self.doers, hit, False
        return at, doers, hit, False

    def _passive(self, at: int) -> bool:
        back = at - 1
        while back >= self.first and (self.low[back] in table.SKIPPED or self.low[back].endswith("ly")):
            if self.low[back] == "been":
                return True
            back -= 1
        before = self.low[back] if back >= self.first else ""
        if self.low[at].endswith("ing"):
            return False
        if before in table.BE:
            return True
        after = self.low[at + 1] if at + 1 < self.last else "."
        if after in table.BEHIND_VERB and at + 2 < self.last:
            after = self.low[at + 2]
        if after == "and" and self.low[at + 2 : at + 3] and self.low[at + 2] in table.PAST:
            return self._passive(at + 2) if self.low[at + 3 : at + 4] == ["by"] else False
        if after == "by":
            return self.low[at] in DONE
        if before in {"and", ",", "or"} and self.suffering:
            return True
        hard = self.low[at] in table.PAST and self.low[at] not in {
            "attacked",
            "struck",
            "raided",
            "stormed",
            "hit",
        }
        ended = at + 1 >= self.last or (after in NO_OBJECT and not self._is_bounded(at + 1))
        return hard and ended and back in self.inside

    def _is_bounded(self, at: int) -> bool:
        """As in "at least 12", "over 30": a bound and its number are an object."""
        one, other = (*self.low[at : at + 2], "", "")[:2]
        return (one, other) in {("at", "least"), ("at", "most")} or (one == "over" and other.isdecimal())

    def _agent(self, at: int) -> tuple[Mention, ...]:
        for token in range(at + 1, min(self.last, at + AGENT_REACH)):
            word = self.low[token]
            if word == "by":
                return self.party_from(token + 1, 7)
            if word in NO_AGENT:
                break
        return ()

    def _directed(self, at: int) -> Told | None:
        word = self.low[at]
        if word in {"went", "goes"} and self.low[at + 1 : at + 2] != ["after"]:
            return None
        if self._passive(at):
            return at, self._agent(at), self._onto(at), False
        doers = self.subject(at)
        self.doers, self.suffering = doers or self.doers, False
        return at, doers, self._onto(at), False

    def _onto(self, at: int) -> tuple[Mention, ...]:
        """Whom an attack is directed at: behind "on", "against", "targeting" (within reach, no other clause)."""
        begun = at + 1
        if self.low[begun : begun + 1] == ["by"]:  # "an attack by X against Y"
            begun = next(
                (t for t in range(begun, min(self.last, begun + 8)) if self.low[t] == "against"), begun
            )
        for token in range(begun, min(self.last, begun + 7)):
            word = self.low[token]
            if token in self.inside or word in NO_TARGET:
                break
            if word in table.ONTO:
                found = self.party_from(token + 1, 8)
                if found or word != "at":
                    return found
        return ()

    def _doing(self, at: int) -> Told | None:
        before = self.low[at - 1] if at > self.first else ""
        after = self.low[at + 1] if at + 1 < self.last else ""
        if self.low[at] in table.NOUNS and (
            after in {"of", "by", "on", "in"} or before in {"the", "a", "'s"}
        ):
            return None
        if before == "of" and self.low[at - 2] in ACCUSED:
            return at, self.subject(at - 2), self.object(at), False
        goes_on = before in {",", "and", "by", "while", "after", "before"}
        doers = self.doers if goes_on and self.doers else self.subject(at, far=True)
        doers = doers or (self._opening() if before == "," else ())
        return at, doers, self.object(at), False

    def _opening(self) -> tuple[Mention, ...]:
        """The sentence's own subject, for what comes of it: "Troops freed the hostages, killing two rebels"."""
        if not self.listed or self.listed[0].mention.weapon or self.speaks(self.listed[0]):
            return ()
        first = self.listed[0].first
        return (
            self.mentions(joined_on(self.doc, self.listed, 0, self.last)) if first <= self.first + 1 else ()
        )

    def _suffered(self, at: int) -> Told | None:
        word = self.low[at]
        if word == "dead" and (self.low[at - 1] in table.PAST or self._is_left(at)):
            return None
        if (
            word == "lost"
            and at + 1 < self.last
            and self.low[at + 1] in {"control", "power", "ground", "the"}
        ):
            return None
        return at, (), self.subject(at, far=word == "dead"), False

    def _is_left(self, at: int) -> bool:
        """As in "the attack left six dead": who stands before did it, if anything."""
        return not LEAVING.isdisjoint(self.low[max(self.first, at - LEFT_REACH) : at])

    def _owning(self, at: int) -> Told | None:
        """As in "X claimed responsibility", "X claimed the attack"."""
        behind = self.low[at + 1 : at + 4]
        claimed = {"responsibility", "credit"} & set(behind[:2])
        owned = (
            behind[:1] and behind[0] in {"the", "an", "this", "behind"} and not table.OWNED.isdisjoint(behind)
        )
        return (at, self.subject(at), (), False) if claimed or owned else None

    def _blaming(self, at: int) -> Told | None:
        """As in "X was blamed for", "Y blamed X for"."""
        if self.low[at + 1 : at + 2] in (["on"], ["by"]):
            return None
        return at, self.subject(at) if self._passive(at) else self.object(at), (), False

    def _behind(self, at: int) -> Told | None:
        """As in "X was behind the attack"."""
        owned = not table.OWNED.isdisjoint(self.low[at + 1 : min(self.last, at + 4)])
        return (at, self.subject(at), (), False) if owned and self.low[at - 1] in table.BE else None

    def _under(self, at: int) -> Told | None:
        """As in "came under fire from X"."""
        behind = self.low[at + 1 : min(self.last, at + 4)]
        if table.UNDER.isdisjoint(behind):
            return None
        doers: tuple[Mention, ...] = ()
        for token in range(at + 1, min(self.last, at + 7)):
            if self.low[token] in {"from", "by"}:
                doers = self.party_from(token + 1, 7)
                break
        return at, doers, self.subject(at), False

    # — nouns —

    def _noun(self, at: int) -> Told | None:
        """As in "X's rocket attack on Y", "the killing of Y by X", "Israeli strikes against Y"."""
        behind = self.low[at + 1] if at + 1 < self.last else ""
        if behind in WEAPON_POSTS or behind in table.OFFICES or behind in table.CREWS:
            return None
        sides = self._between(at)
        if sides:
            return at, sides, (), True
        own = self._owner(at)
        hit = self._onto(at)
        if not hit and self.low[at] in table.BARE and (own or self._infinitive(at)):
            hit = self.object(at) if self._begins_object(at + 1) else ()
            own = own or self.subject(at)
        if not hit and self.low[at] in table.OF_VICTIM and self.low[at + 1 : at + 2] == ["of"]:
            hit = self.party_from(at + 2, 7)
        doers = own or self._blamed(at)
        self.of_noun[at] = doers
        if doers:
            self.doers, self.suffering = doers, False
        return at, doers, hit, False

    def _present(self, at: int) -> Told | None:
        """As in "X kills two soldiers", "to kill them"."""
        if not self._is_whole(at):
            return None
        doers, hit = self.subject(at), self.object(at)
        self.doers, self.hit, self.suffering = doers or self.doers, hit, False
        return at, doers, hit, False

    def _is_whole(self, at: int) -> bool:
        """Whether the words stand behind it that some verbs need: gun DOWN, take HOSTAGES."""
        needed = table.PARTICLES.get(self.low[at])
        return needed is None or not needed.isdisjoint(
            self.low[at + 1 : min(self.last, at + table.PARTICLE_REACH + 1)]
        )

    def _infinitive(self, at: int) -> bool:
        return at > self.first and self.low[at - 1] in {"to", "will", "would", "could", "may"}

    def _begins_object(self, at: int) -> bool:
        return at < self.last and self.low[at] not in NO_OBJECT_BEGINS

    def _owner(self, at: int) -> tuple[Mention, ...]:
        index = self.inside.get(at)
        if index is not None:
            party = self.listed[index]
            held = party.first > self.first and self.low[party.first - 1] in table.HOLDING
            return () if held else (party.mention,)
        back = at - 1
        while back >= self.first and back not in self.inside and self._is_before_noun(back):
            back -= 1
        index = self.inside.get(back)
        if back >= self.first and self.low[back] in {"its", "their"}:
            return self._meant(back)
        if index is None or self._is_struck_thing(self.listed[index]):
            return ()
        return self.mentions(joined_back(self.doc, self.listed, index))

    def _is_before_noun(self, at: int) -> bool:
        return self.low[at] in table.BEFORE_NOUN or self.low[at].endswith("ly")

    def _is_struck_thing(self, party: Party) -> bool:
        return party.first > self.first and self.low[party.first - 1] in STRUCK_BY

    def _blamed(self, at: int) -> tuple[Mention, ...]:
        """The party behind "by", "from", "blamed on", "attributed to"."""
        for token in range(at + 1, min(self.last, at + AGENT_REACH)):
            word = self.low[token]
            if word in {"by", "from"} or (
                word in {"on", "to"} and self.low[token - 1] in {"blamed", "attributed", "pinned"}
            ):
                return self.party_from(token + 1, 7)
            if word == "for" or word in BLAME_ENDS:
                break
        return ()


def _readers() -> dict[str, tuple[Callable[[Clauses, int], Told | None], ...]]:
    """Word → how it is read, the likeliest way first."""
    # ruff: noqa: SLF001 -- the table of a class's own methods
    ways: tuple[tuple[frozenset[str], Callable[[Clauses, int], Told | None]], ...] = (
        (table.CLASH_VERBS | table.CLASH_NOUNS | table.TRADING | table.SETTING, Clauses._clash),
        (frozenset({"under"}), Clauses._under),
        (table.PAST, Clauses._past),
        (table.DIRECTED, Clauses._directed),
        (table.DOING, Clauses._doing),
        (table.NOUNS | table.OF_VICTIM, Clauses._noun),
        (table.BARE - table.NOUNS, Clauses._present),
        (table.SUFFERED, Clauses._suffered),
        (table.OWNING, Clauses._owning),
        (table.BLAMING, Clauses._blaming),
        (frozenset({"behind"}), Clauses._behind),
    )
    out: dict[str, tuple[Callable[[Clauses, int], Told | None], ...]] = {}
    for known, read in ways:
        for word in known:
            out[word] = (*out.get(word, ()), read)
    return out


READERS = _readers()
