"""A word of violence among the parties of its sentence → its subject before it, its object behind it."""

from bisect import bisect_right
from collections.abc import Sequence

from firebell.reading.en.actors import act_words as table
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.actors.parties import MOST_JOINED, Party, joined_back, joined_on
from firebell.reading.text import Document, Sentence, words

SUBJECT_REACH = 26
OBJECT_REACH = 12
"""So many words may stand between a verb and its subject or object."""

OBJECT_STOPS = (
    table.MARKS
    | table.SUBORDINATE
    | table.SAYING
    | table.RELATIVE
    | words(", by in near during with from for to")
)
NO_PARTY = OBJECT_STOPS - {"for", "from"}
DEEDS = table.PAST | table.DIRECTED
LIGHT = table.SKIPPED | table.BE
CLAUSE_ENDS = table.MARKS | table.SUBORDINATE | table.SAYING
ACTING = DEEDS | table.SAYING | table.BE
BOUNDED = table.MANNED | {"up", "many"}


class Around:
    """One sentence and its parties; what its last verb did is kept for the verb behind an "and"."""

    def __init__(self, doc: Document, sentence: Sentence, listed: Sequence[Party]) -> None:
        self.doc = doc
        self.low = doc.low
        self.first, self.last = sentence.first, sentence.last
        self.listed = listed
        self.inside = {at: i for i, p in enumerate(listed) for at in range(p.first, p.last)}
        self.of_noun: dict[int, tuple[Mention, ...]] = {}
        self.doers: tuple[Mention, ...] = ()
        self.hit: tuple[Mention, ...] = ()
        self.suffering = False

    def subject(self, at: int, *, far: bool = False) -> tuple[Mention, ...]:
        """Who stands before a verb as its subject, over asides, relative clauses and phrases of place."""
        back, relative, begun = at - 1, False, True
        end = max(self.first - 1, at - SUBJECT_REACH)
        while back > end:
            word = self.low[back]
            index = self.inside.get(back)
            if index is not None:
                chain = self._chain(index, relative=relative)
                if chain:
                    return self._resolved(chain)
                back, begun = joined_back(self.doc, self.listed, index)[0].first - 1, False
                continue
            if back in self.of_noun:
                return self.of_noun[back]
            if begun and word in {"and", "then", "or"}:
                return self.hit if self.suffering else self.doers
            if word in table.PRONOUNS:
                return self._meant(back)
            if word == "," and not relative:
                back = self._before_aside(back)
            elif word in table.RELATIVE:
                relative, back = True, back - 1
            elif self._stops(back, far=far):
                return ()
            else:
                begun = begun and word in LIGHT
                back -= 1
        return ()

    def _chain(self, index: int, *, relative: bool) -> Sequence[Party]:
        """The parties that may be a subject here; none where they hang on a preposition ("in an attack on X")."""
        chain = joined_back(self.doc, self.listed, index)
        while len(chain) > 1 and not self.suffering and chain[0].mention in self.hit:
            chain = chain[1:]  # "ambushed X, and Y shelled …"
        before = self.low[chain[0].first - 1] if chain[0].first > self.first else ""
        if before not in table.PREPOSITIONS or relative or chain[0].mention.weapon:
            return chain
        return chain[-1:] if self._by_comma(chain) else []

    def _by_comma(self, chain: Sequence[Party]) -> bool:
        """Whether only a comma joins the last two: "According to X, Y attacked"."""
        return len(chain) > 1 and self.low[chain[-2].last : chain[-1].first] == [","]

    def _stops(self, at: int, *, far: bool) -> bool:
        word = self.low[at]
        if word in CLAUSE_ENDS:
            return True
        return not far and word in DEEDS

    def _before_aside(self, comma: int) -> int:
        """The token before the comma that opens the aside which this one closes; the sentence's begin if none does."""
        for at in range(comma - 1, max(self.first, comma - SUBJECT_REACH), -1):
            if self.low[at] == ",":
                return at - 1
        return self.first - 1

    def _meant(self, at: int) -> tuple[Mention, ...]:
        """Whom "it" or "they" stands for: who says it, else who is named first."""
        index = bisect_right(self.listed, at, key=lambda party: party.last)
        before = self.listed[max(0, index - MOST_JOINED) : index]
        speaking = next((p for p in reversed(before) if self.speaks(p)), None)
        chosen = speaking or (before[0] if before else None)
        return (chosen.mention,) if chosen else ()

    def speaks(self, party: Party) -> bool:
        """Whether the party only says something."""
        return any(word in table.SAYING for word in self.low[party.last : min(self.last, party.last + 3)])

    def _resolved(self, chain: Sequence[Party]) -> tuple[Mention, ...]:
        """The mentions of a chain; "its fighters" are those of whoever was named before."""
        head = chain[0]
        if (
            not head.mention.named
            and head.first > self.first
            and self.low[head.first - 1] in {"its", "their"}
        ):
            return self._meant(head.first) or self.mentions(chain)
        return self.mentions(chain)

    def object(self, at: int) -> tuple[Mention, ...]:
        """The party behind a verb, with those joined to it."""
        for token in range(at + 1, min(self.last, at + OBJECT_REACH)):
            index = self.inside.get(token)
            if index is not None:
                return self._targets(index)
            word = self.low[token]
            if word in table.HOLDING:
                break
            bound = self.low[token + 1 : token + 2] == ["least"] or self.low[token - 1] in BOUNDED
            if word in OBJECT_STOPS and not bound:
                return self._land(token) if word in {"in", "inside"} else ()
        return ()

    def _land(self, at: int) -> tuple[Mention, ...]:
        """The state whose land is hit behind this "in": "struck a site in western Iran"."""
        index = next(
            (i for t in range(at + 1, min(self.last, at + 3)) if (i := self.inside.get(t)) is not None), None
        )
        land = self.listed[index].mention if index is not None else None
        return (land,) if land and land.id and not land.named and land.cls == "military" else ()

    def party_from(self, at: int, reach: int) -> tuple[Mention, ...]:
        """The party that begins within reach, no other clause between."""
        for token in range(at, min(self.last, at + reach)):
            index = self.inside.get(token)
            if index is not None:
                return self._targets(index)
            if self.low[token] in NO_PARTY:
                return self._land(token) if self.low[token] in {"in", "inside"} else ()
        return ()

    def _targets(self, index: int) -> tuple[Mention, ...]:
        chain = joined_on(self.doc, self.listed, index, self.last)
        while len(chain) > 1 and self._acts_next(chain[-1]):
            chain.pop()
        return self.mentions([party for party in chain if not party.mention.weapon])

    def _acts_next(self, party: Party) -> bool:
        """Whether the party is the subject of what follows: "killed two soldiers and the army shelled …"."""
        at = party.last
        while at < self.last and self.low[at] in table.SKIPPED:
            at += 1
        word = self.low[at] if at < self.last else ""
        return word in ACTING

    def mentions(self, chain: Sequence[Party]) -> tuple[Mention, ...]:
        """What the parties of a chain are called."""
        return tuple(party.mention for party in chain)
