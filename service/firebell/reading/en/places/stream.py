"""Document → Stream: its words without punctuation, folded, and which of them can stand in one name."""

from bisect import bisect_left
from collections import Counter
from itertools import compress
from operator import itemgetter, ne, sub

from firebell.reading.gazetteer import fold
from firebell.reading.text import Document, words

HYPHENS = frozenset("-\u2010\u2011\u2013")
ABBREVIATED = words("st ste ft mt")
"""St. Paul, Ft. Worth, Mt. Sinjar: the full stop belongs to the name."""

APOSTROPHES = frozenset("'\u2019")
ELIDED = frozenset("dl")

BORDERS = words("border borders frontier boundary")

SHOUTED = 0.75
"""The share of words in capitals from which a sentence is a shouted headline, and capitals say nothing."""

FEWEST_SHOUTED = 4
FEWEST_CAPITALS = 6
"""In a headline at least every sixth token begins with a capital."""

ONE_MARK = 2
"""The gap between two words with one mark between them."""

LONG = 3
"""Words up to this length keep small letters in a headline."""


class Stream:
    """Words with `at[i]` the token of word `i`; `low[i]` it folded; `capitals` the words that begin with one.

    `gaps[i]` is how many tokens it stands behind the word before, 0 where it is the first of its sentence.

    Small letters with accents stay as they are: only names are looked up.
    """

    __slots__ = ("at", "borders", "capital", "capitals", "doc", "gaps", "headline", "low", "shouted")

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        raw, plain = doc.raw, doc.low
        # All below runs over every word of every conflict article: no step of Python for a word in small letters.
        at = list(compress(range(len(raw)), map(str.isalnum, map(itemgetter(0), raw))))
        low = list(map(plain.__getitem__, at))
        written = list(map(raw.__getitem__, at))
        unlike = list(compress(range(len(at)), map(ne, written, low)))
        self.capitals: list[int] = []
        self.capital = [False] * len(at)
        for k in unlike:
            word = written[k]
            opened = word[0].isupper()
            if opened:
                self.capitals.append(k)
            if opened or _is_elided(word):
                self.capital[k] = True
                if not (word.isascii() and word.isalpha()):
                    low[k] = fold(word)
        self.at, self.low = at, low
        self.gaps: list[int] = [0, *map(sub, at[1:], at), 0]
        for sentence in doc.sentences:
            self.gaps[bisect_left(at, sentence.first)] = 0
        self.borders = [] if BORDERS.isdisjoint(low) else [k for k, word in enumerate(low) if word in BORDERS]
        self.shouted, self.headline = self._manners()

    def __len__(self) -> int:
        return len(self.at)

    def joins(self, k: int) -> bool:
        """Whether no more than a space or hyphen stands between word `k - 1` and word `k`, in one sentence."""
        return k > 0 and (self.gaps[k] == 1 or (self.gaps[k] == ONE_MARK and self._over_mark(k)))

    def _over_mark(self, k: int) -> bool:
        """Whether the mark before word `k` joins it to the one before: a hyphen, the full stop of "St."."""
        doc, here = self.doc, self.at[k]
        between = doc.raw[here - 1]
        if between in HYPHENS:
            return doc.glued(here) and doc.glued(here - 1)
        return between == "." and self.low[k - 1] in ABBREVIATED

    def _manners(self) -> tuple[set[int], set[int]]:
        """Sentences in capitals, and sentences whose every longer word begins with one."""
        shouted, headline = set(), set()
        doc, raw = self.doc, self.doc.raw
        many = Counter(map(doc.sentence_of.__getitem__, map(self.at.__getitem__, self.capitals)))
        for number, capitals in many.items():
            sentence = doc.sentences[number]
            if capitals < FEWEST_SHOUTED or capitals * FEWEST_CAPITALS < sentence.last - sentence.first:
                continue
            longer = [w for w in raw[sentence.first : sentence.last] if len(w) > LONG and w.isalpha()]
            most = SHOUTED * len(longer)
            if len(longer) < FEWEST_SHOUTED or sum(word[0].isupper() for word in longer) <= most:
                continue
            headline.add(number)
            if sum(map(str.isupper, longer)) > most:
                shouted.add(number)
        return shouted, headline

    def before(self, k: int) -> str:
        """The word right before word `k`, "" where punctuation stands between."""
        if k <= 0:
            return ""
        gap = self.gaps[k]
        return self.low[k - 1] if gap == 1 or (gap == ONE_MARK and self._over_mark(k)) else ""

    def after(self, k: int) -> str:
        """The word right behind word `k - 1`, "" where punctuation stands between."""
        if not 0 < k < len(self.at):
            return ""
        gap = self.gaps[k]
        return self.low[k] if gap == 1 or (gap == ONE_MARK and self._over_mark(k)) else ""

    def opens(self, k: int) -> bool:
        """Whether word `k` is the first of its sentence."""
        return self.gaps[k] == 0

    def mark_after(self, k: int) -> str:
        """The token right behind word `k`, in its sentence."""
        token = self.at[k] + 1
        doc = self.doc
        same = token < len(doc) and doc.sentence_of[token] == doc.sentence_of[token - 1]
        return doc.raw[token] if same else ""


def _is_elided(word: str) -> bool:
    """Côte d'Ivoire: the second half of a French name; alone ("Ballon d'Or") it opens none."""
    return word[1:2] in APOSTROPHES and word[2:3].isupper() and word[0] in ELIDED
