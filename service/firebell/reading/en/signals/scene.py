"""The hits of phrases and deeds in one line, in their order → which of them stand beside one another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.phrases import Line
from firebell.reading.text import words

NEAR = 10
"""Two hits of one sentence this near tell one deed."""

LONGEST = 60
"""No phrase is longer: who looks this far sees every hit that may overlap."""

WEAPONS = words("suicide_bombing bombing shelling air_strike chemical_weapon")
"""Signals that name the weapon, so that an attack beside them needs none of its own (CODEBOOK §8)."""

VIOLENT = WEAPONS | words(
    "armed_clash attack_on_civilians massacre assassination abduction excessive_force riot attack_prevented"
)
HARM = WEAPONS | words("armed_clash attack_on_civilians assassination massacre")


class Hit(NamedTuple):
    """A signal at word `anchor` of the line, told by words [first, last)."""

    signal: str
    anchor: int
    first: int
    last: int


class Scene:
    """The hits of one line in order of their anchors; a rule looks at the neighbours of one."""

    def __init__(self, line: Line, lexicon: Lexicon, hits: Sequence[Hit]) -> None:
        self.line = line
        self.words = line.words
        self.lexicon = lexicon
        self.hits = sorted(hits, key=lambda hit: (hit.anchor, hit.first))
        self.anchors = [hit.anchor for hit in self.hits]
        self.signals = {hit.signal for hit in self.hits}
        self.told = any(h.signal in VIOLENT and line.words[h.anchor] != "responsibility" for h in hits)
        self.violent = {line.sentence[hit.anchor] for hit in self.hits if hit.signal in VIOLENT}

    def around(self, hit: Hit, reach: int) -> Iterator[Hit]:
        """The hits whose anchors stand at most `reach` words from its own, itself too."""
        first = bisect_left(self.anchors, hit.anchor - reach)
        last = bisect_right(self.anchors, hit.anchor + reach)
        return iter(self.hits[first:last])

    def beside(self, hit: Hit, signals: AbstractSet[str], reach: int = NEAR) -> bool:
        """Whether one of the signals stands near by in the same sentence."""
        own = self.line.sentence[hit.anchor]
        return any(
            o.signal in signals and self.line.sentence[o.anchor] == own for o in self.around(hit, reach)
        )

    def sentence(self, hit: Hit) -> frozenset[str]:
        """The words of its sentence, as far as any phrase reaches."""
        own, at = self.line.sentence[hit.anchor], hit.anchor
        low, high = max(0, at - LONGEST), min(len(self.words), at + LONGEST)
        return frozenset(self.words[i] for i in range(low, high) if self.line.sentence[i] == own)

    def inside(self, hit: Hit, signal: str) -> bool:
        """Whether its anchor lies in the words of the other signal."""
        return any(o.signal == signal and o.first <= hit.anchor < o.last for o in self.around(hit, LONGEST))
