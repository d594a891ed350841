"""Title and text → Document: one tokenisation and sentence split that every later stage shares."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate, compress
from operator import not_, sub
from typing import Any, NamedTuple, TypeVar

from firebell.reading.span import Field, Span
from firebell.reading.wrapping import wraps

PIECE = re.compile(
    r"\s*+(?:"
    r"[A-Za-z]++(?=[ ,\n-])"  # most words, known at the first look; what follows reads these alike
    r"|(?:[^\W\d_]\.){2,}+"  # U.S., D.R.C.
    r"|\d++(?:[.,\u00a0\u202f]\d++)*+"  # 1,200 and 3.5
    r"|['\u2019\u02bc]s(?![^\W_])"  # a possessive stands alone: Iraq | 's
    r"|[^\W\d_]++(?:['\u2019\u02bc](?!s(?![^\W_]))[^\W\d_]++)*+"  # don't, Sana'a
    r"|\S)",
)
"""A token with the white space before it: no character is left out between two, so that lengths give offsets.

White space at the end of a text is cut off first: from each of its signs the pattern would look as far as the end.
"""

OTHER_APOSTROPHES = "\u2019\u02bc"
STRAIGHT = dict.fromkeys(map(ord, OTHER_APOSTROPHES), "'")
SENTENCE_END = frozenset(".!?\u2026")
CLOSERS = frozenset("\"'\u201d\u2019)]")
SWALLOWING = frozenset({"a.m.", "p.m.", "U.S.", "U.N.", "U.K.", "E.U.", "D.C."})
"""Their last full stop may be the sentence's too."""

OPENERS = frozenset(
    {"A", "An", "The", "At", "He", "She", "It", "They", "In", "On", "No", "But", "This", "There"}
)
"""Behind an abbreviation these begin a sentence; "3 a.m. Monday" and "U.S. Army" go on."""

MARKS = SENTENCE_END | CLOSERS | SWALLOWING
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "rev",
        "hon",
        "pres",
        "gov",
        "sen",
        "rep",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cpl",
        "sgt",
        "cmdr",
        "brig",
        "adm",
        "insp",
        "supt",
        "const",
        "st",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "no",
        "nos",
        "vs",
        "etc",
        "approx",
        "dept",
        "dist",
        "gov",
        "mt",
        "ft",
        "al",
    ]
)
"""A full stop after one of these ends no sentence. Left out on purpose: inc, ltd, co, which often end one."""


def words(listed: str) -> frozenset[str]:
    """The words of a list written as one string, the form in which our tables are easiest to read."""
    return frozenset(listed.split())


class Sentence(NamedTuple):
    """Tokens `first` to `last` (excluded), all of one field; `paragraph` counts from 0 within the field."""

    first: int
    last: int
    paragraph: int
    field: Field


class Document:
    """The tokens of title and text, the title's first; offsets are into the token's own field.

    `raw[i]` is the token as written, `low[i]` the same in lower case with straight apostrophes, `start[i]` and
    `end[i]` its offsets, `sentence_of[i]` the index of its sentence. Punctuation marks are tokens, a hyphen too,
    so `24-year-old` is five tokens; `glued(i)` tells whether token `i` stands right behind `i - 1`.
    """

    __slots__ = (
        "end",
        "known",
        "low",
        "raw",
        "sentence_of",
        "sentences",
        "start",
        "text",
        "title",
        "title_tokens",
    )

    def __init__(self, title: str, text: str) -> None:
        self.title = title
        self.text = text
        self.raw: list[str] = []
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.sentences: list[Sentence] = []
        self._add("title", title)
        self.title_tokens = len(self.raw)
        self._add("text", text)
        self.known: dict[object, Any] = {}
        self.sentence_of: list[int] = []
        for index, sentence in enumerate(self.sentences):
            self.sentence_of += [index] * (sentence.last - sentence.first)

    def __len__(self) -> int:
        return len(self.raw)

    def field_of(self, token: int) -> Field:
        """Where the token stands."""
        return "title" if token < self.title_tokens else "text"

    def glued(self, token: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return token > 0 and token != self.title_tokens and self.start[token] == self.end[token - 1]

    def span(self, first: int, last: int) -> Span:
        """The words of tokens `first` to `last` (excluded), which must lie in one field."""
        field = self.field_of(first)
        source = self.title if field == "title" else self.text
        start, end = self.start[first], self.end[last - 1]
        return Span(field=field, start=start, end=end, words=source[start:end])

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds the token."""
        return self.sentences[self.sentence_of[token]]

    def _add(self, field: Field, source: str) -> None:
        pieces = PIECE.findall(source.rstrip())
        raw = list(map(str.lstrip, pieces))
        end = list(accumulate(map(len, pieces)))
        base = len(self.raw)
        self.raw += raw
        self.low += lowered(raw, source)
        self.end += end
        self.start += map(sub, end, map(len, raw))
        self.sentences += self._sentences(field, source, base)

    def _sentences(self, field: Field, source: str, base: int) -> Iterator[Sentence]:
        """The field's sentences: each ends where one closes, or where a new line begins a paragraph."""
        last = len(self.raw)
        paragraphs = self._paragraphs(source, base)
        closing = compress(range(base + 1, last + 1), map(MARKS.__contains__, self.raw[base:]))
        ending = {behind for behind in closing if behind < last and self._ends_sentence(behind - 1, base)}
        first, paragraph = base, 0
        for cut in sorted(ending.union(paragraphs)):
            yield Sentence(first, cut, paragraph, field)
            first = cut
            paragraph += cut in paragraphs
        if first < last:
            yield Sentence(first, last, paragraph, field)

    def _paragraphs(self, source: str, base: int) -> set[int]:
        """The tokens that stand first behind the end of a line that ends a paragraph, without the field's own first."""
        found: set[int] = set()
        wrapped = wraps(source)
        at = source.find("\n")
        while at >= 0:
            token = bisect_left(self.start, at, lo=base)
            if token == len(self.start):
                break
            if token > base and at not in wrapped:
                found.add(token)
            at = source.find("\n", self.start[token])
        return found

    def _ends_sentence(self, token: int, base: int) -> bool:
        """Whether the token closes a sentence: a full stop, or the quotation mark or bracket behind one."""
        mark = self.raw[token]
        following = token + 1
        if self.start[following] == self.end[token]:
            return False
        if mark in CLOSERS and token > base and self.start[token] == self.end[token - 1]:
            return self.raw[token - 1] in SENTENCE_END and self._capital_follows(following)
        if mark not in SENTENCE_END:
            return mark in SWALLOWING and self.raw[following] in OPENERS
        if mark == ".":
            before = self.raw[token - 1] if token > base else ""
            if before.lower() in ABBREVIATIONS or (
                len(before) == 1 and before.isalpha() and before.isupper()
            ):
                return False
        return self._capital_follows(following)

    def _capital_follows(self, token: int) -> bool:
        return not self.raw[token][0].islower()


Told = TypeVar("Told")


def once(tell: Callable[[Document], Told]) -> Callable[[Document], Told]:
    """What a whole document tells, worked out when it is first asked and kept with it."""

    def told(doc: Document) -> Told:
        if tell not in doc.known:
            doc.known[tell] = tell(doc)
        known: Told = doc.known[tell]
        return known

    return told


def lowered(raw: list[str], source: str) -> list[str]:
    """The tokens of the source in lower case with straight apostrophes."""
    low = list(map(str.lower, raw))
    if any(mark in source for mark in OTHER_APOSTROPHES):
        for at in compress(range(len(low)), map(not_, map(str.isascii, low))):
            low[at] = low[at].translate(STRAIGHT)
    return low


def tokens(source: str) -> list[str]:
    """The tokens of a name or phrase as written.

    >>> tokens("Jama'at Nusrat al-Islam")
    ["Jama'at", 'Nusrat', 'al', '-', 'Islam']
    """
    return list(map(str.lstrip, PIECE.findall(source.rstrip())))


def sentences(document: Document) -> Iterator[list[str]]:
    """The tokens of each sentence as written; for tests and for looking.

    >>> [" ".join(s) for s in sentences(Document("", "Gen. Ali fled. Four died in Sana'a."))]
    ['Gen . Ali fled .', "Four died in Sana'a ."]
    """
    for sentence in document.sentences:
        yield document.raw[sentence.first : sentence.last]
