"""A word of fighting among the parties of its sentence → the sides that fight each other."""

from firebell.reading.en.actors import act_words as table
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.actors.around import DEEDS, OBJECT_REACH, Around
from firebell.reading.en.actors.parties import joined_back

Told = tuple[int, tuple[Mention, ...], tuple[Mention, ...], bool]
"""At which token, who did it, whom it hit, and whether it was mutual."""

SIDES_REACH = 34
BACK_REACH = 16
"""So many words further the sides of a clash are named, or the last who was named before it."""

FIGHTING = table.CLASH_VERBS | table.TRADING
WITHIN_STOPS = (
    table.MARKS | table.SUBORDINATE | table.SAYING | table.BE | DEEDS | {"that", "which", "who", "left"}
)


class Clashes(Around):
    """One sentence, read for who fights whom: both sides act in a clash (CODEBOOK §1 `armed_clash`)."""

    def _clash(self, at: int) -> Told | None:
        """Between X and Y, X clashed with Y: both sides fight (CODEBOOK §1 `armed_clash`)."""
        word = self.low[at]
        if word in table.TRADING and table.TRADED.isdisjoint(self.low[at + 1 : at + 4]):
            return None
        if word in table.SETTING and "against" not in self.low[at : min(self.last, at + 14)]:
            return None
        sides = self._between(at) or self._facing(at)
        return (at, sides, (), True) if sides else None

    def _between(self, at: int) -> tuple[Mention, ...]:
        behind = self.low[at + 1 : min(self.last, at + 7)]
        if "between" not in behind:
            return ()
        begun = at + 1 + behind.index("between")
        out: list[Mention] = []
        for token in range(begun + 1, min(self.last, begun + SIDES_REACH)):
            index = self.inside.get(token)
            if index is None and self.low[token] in WITHIN_STOPS:
                break
            if index is not None and self.listed[index].mention not in out:
                out.append(self.listed[index].mention)
        return tuple(out)

    def _facing(self, at: int) -> tuple[Mention, ...]:
        """The sides before and behind "clashed with", "fought", "set X against Y"."""
        verb = self.low[at] in FIGHTING
        opposed = self._opposed(at)
        if self.low[at] in table.SETTING:
            before = self.object(at)
            return (*before, *opposed) if opposed else ()
        own = self.subject(at) if verb else ()
        if not own and opposed:
            own = self._nearest(at)
        if opposed or (own and verb and (len(own) > 1 or self.low[at] in table.FOUGHT)):
            return tuple(dict.fromkeys((*own, *opposed)))
        return ()

    def _opposed(self, at: int) -> tuple[Mention, ...]:
        reach = OBJECT_REACH + 2 if self.low[at] in table.SETTING else 6
        for token in range(at + 1, min(self.last, at + reach)):
            if self.low[token] in {"with", "against", "involving"}:
                return self.party_from(token + 1, 8)
            if self.low[token] in {".", ";", "after", "when", "which"}:
                break
        return self.party_from(at + 1, 1) if self.low[at] in table.CLASH_VERBS else ()

    def _nearest(self, at: int) -> tuple[Mention, ...]:
        """Who is named last before a noun of fighting: "three soldiers were killed in clashes with …"."""
        for token in range(at - 1, max(self.first - 1, at - BACK_REACH), -1):
            index = self.inside.get(token)
            if index is not None and not self.speaks(self.listed[index]):
                return self.mentions(joined_back(self.doc, self.listed, index))
        return ()
