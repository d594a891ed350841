"""Phrases with wildcards, as analysts write them → patterns that are looked up by one word of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from math import prod
from operator import not_
from types import MappingProxyType
from typing import NamedTuple

from firebell.reading.text import Document, lowered, tokens, words

SHORT_GAP = 3
"""How many words `..` may stand for."""

LONG_GAP = 8
"""How many words `...` may stand for."""

GAPS = {"..": SHORT_GAP, "...": LONG_GAP}

MARK = "!"
"""The sign of the word that a phrase is looked up by and that carries its time."""

NAME = "<Name>"
"""Any word with a capital letter."""

PASSED_OVER = frozenset("-/\"'\u2010\u2011\u201c\u201d\u2018\u2019") | {"'s"}
"""Marks that phrases do not see: car-bomb is car bomb, a word in quotation marks is the word."""

STOPS = frozenset(";.!?")
"""No gap reaches over these."""

FUNCTION_WORDS = words(
    "in on at to of for by with from under the a an all his their its is are was were be been will "
    "would that and or no not out up over into off as between against has have had back through after "
    "during despite while himself herself themselves itself"
)
"""A phrase is not looked up by these where it has another word: they stand everywhere."""

SPACIOUS = 8
"""Characters that a word takes up, more than in most texts: so long a head has the words that are wanted."""

LOOK_AHEAD = 3
"""How a word is seen, the next two tell."""

VOWELS = frozenset("aeiou")


BRACKETS = frozenset("()")
"""They make a whole place of a phrase optional, and no text's word has one."""


MOST_WAYS = 1000
"""Ways in which gaps and words in brackets let one side of a phrase stand; of those that ship, 288 at most."""

SHORTEST_STEM = 2
"""Letters before a +; one alone has no ending."""

MOST_NAMES = 1000
"""Names that one entry of a class stands for."""


class BadPhraseError(ValueError):
    """The phrase uses a class that is not defined, or could never be found."""


Name = tuple[str, ...]
"""A name of several words."""

NO_NAMES: Mapping[str, Sequence[Name]] = MappingProxyType({})


class Part(NamedTuple):
    """One place of a phrase: a word of `words`, a name of `longer`, a capital (`name`), or a gap.

    `begun` and `ended` are the names of `longer` by their first and by their last word, the longest first.
    """

    words: frozenset[str]
    longer: tuple[Name, ...] = ()
    gap: int = 0
    optional: bool = False
    name: bool = False
    begun: Mapping[str, Sequence[Name]] = NO_NAMES
    ended: Mapping[str, Sequence[Name]] = NO_NAMES

    def heads(self) -> frozenset[str]:
        """The words with which it may begin."""
        return self.words.union(self.begun) if self.begun else self.words


class Phrase(NamedTuple):
    """A phrase around its anchor: `before` is matched backwards from it, `after` forwards."""

    written: str
    anchor: Part
    before: tuple[Part, ...]
    after: tuple[Part, ...]

    def needs(self, rarest: Callable[[Name], str]) -> tuple[frozenset[str], ...]:
        """For each place of it, the words of which one must stand in a text; of a name's words the rarest."""
        places = (self.anchor, *self.before, *self.after)
        asked = (part for part in places if not (part.gap or part.optional or part.name))
        return tuple(
            part.words.union(map(rarest, part.longer)) if part.longer else part.words for part in asked
        )


class Line(NamedTuple):
    """A document's words as phrases see them, in lower case; `token[i]` is the token of word `i`."""

    words: list[str]
    token: list[int]
    sentence: list[int]
    doc: Document

    def capital(self, at: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.doc.raw[self.token[at]][0].isupper()

    def paragraph(self, at: int) -> tuple[str, int]:
        """The field and the paragraph of it that hold the word."""
        sentence = self.doc.sentences[self.sentence[at]]
        return sentence.field, sentence.paragraph

    def bounds(self, at: int) -> tuple[int, int]:
        """The words [first, last) of the sentence that holds the word."""
        sentence = self.sentence[at]
        return bisect_left(self.sentence, sentence), bisect_right(self.sentence, sentence)


def line(doc: Document) -> Line:
    """The document as phrases see it."""
    seen, low = _as_seen(doc.raw, doc.low)
    return Line(
        list(compress(low, seen)),
        list(compress(range(len(doc)), seen)),
        list(compress(doc.sentence_of, seen)),
        doc,
    )


def opening(title: str, text: str, count: int) -> list[str]:
    """The first words of the line that title and text will make, read without making all of it.

    >>> opening("Car-bomb in Sana'a", "Four died.", 5)
    ['car', 'bomb', 'in', "sana'a", 'four']
    """
    reach = count * SPACIOUS
    while True:
        cut = text.find(" ", reach)
        head = text if cut < 0 else text[:cut]  # no token holds a space
        above, below = tokens(title), tokens(head)
        seen, low = _as_seen([*above, *below], [*lowered(above, title), *lowered(below, head)])
        found = list(compress(low, seen))
        if cut < 0 or len(found) >= count + LOOK_AHEAD:
            return found[:count]
        reach *= 4


def _as_seen(raw: Sequence[str], low: list[str]) -> tuple[list[bool], list[str]]:
    """Which tokens phrases see, and how written: no brackets around a short name, and IS is a name."""
    seen = list(map(not_, map(PASSED_OVER.__contains__, low)))
    if "(" in raw:
        for at in _brackets_around_names(raw):
            seen[at] = seen[at + 2] = False
    if "IS" in raw:
        low = ["isis" if word == "IS" and _is_the_group(raw, at) else low[at] for at, word in enumerate(raw)]
    return seen, low


def _brackets_around_names(raw: Sequence[str]) -> Iterator[int]:
    """Where "(IS)" stands: a gap that reaches over the Islamic State reaches over its short name."""
    for at in compress(range(len(raw) - 2), map("(".__eq__, raw)):
        if raw[at + 2] == ")" and raw[at + 1].isupper():
            yield at


def _is_the_group(raw: Sequence[str], at: int) -> bool:
    """Whether the word is the name IS: the verb stands in capitals only where the next word does too."""
    return not (at + 1 < len(raw) and raw[at + 1].isupper())


def endings(stem: str) -> frozenset[str]:
    """The word in all its regular endings, what `clash+` stands for.

    >>> sorted(endings("bomb"))
    ['bomb', 'bombed', 'bombing', 'bombings', 'bombs']
    """
    if stem.endswith("e"):
        return frozenset({stem, stem + "s", stem + "d", stem[:-1] + "ing", stem[:-1] + "ings"})
    if stem.endswith("y") and stem[-2] not in VOWELS:
        return frozenset({stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing", stem + "ings"})
    plural = stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "z")) else "s")
    out = {stem, plural, stem + "ed", stem + "ing", stem + "ings"}
    if stem[-1] not in VOWELS | {"w", "x", "y"} and stem[-2] in VOWELS and stem[-3:-2] not in VOWELS:
        out |= {stem + stem[-1] + "ed", stem + stem[-1] + "ing", stem + stem[-1] + "ings"}
    return frozenset(out)


def alternatives(written: str) -> frozenset[str]:
    """The words that `a|b|c+` stands for.

    Raises:
        BadPhraseError: a + behind nothing, or behind one letter.
    """
    out: set[str] = set()
    for word in written.lower().split("|"):
        if word.endswith("+"):
            if len(word) <= SHORTEST_STEM:  # with its +
                raise BadPhraseError(
                    f"{word!r} in {written!r}: before + stands a word of two letters or more"
                )
            out |= endings(word[:-1])
        else:
            out.add(word)
    return frozenset(out - {""})


def word_class(entries: Iterable[str], known: Mapping[str, Part]) -> Part:
    """A class of words: words, names of several words, and other classes in angle brackets.

    Raises:
        BadPhraseError: a class that is not defined, an entry that stands for too many names.
    """
    single: set[str] = set()
    longer: set[Name] = set()
    for entry in entries:
        if entry.startswith("<"):
            other = _class(entry, known)
            single |= other.words
            longer |= set(other.longer)
            continue
        names: list[Name] = [()]
        for piece in entry.replace("-", " ").split():
            said = sorted(alternatives(piece))
            if len(names) * len(said) > MOST_NAMES:
                raise BadPhraseError(
                    f"{entry!r} stands for more than {MOST_NAMES} names; write fewer a|b in one entry"
                )
            names = [(*name, word) for name in names for word in said]
        single |= {name[0] for name in names if len(name) == 1}
        longer |= {name for name in names if len(name) > 1}
    return _of_words(frozenset(single), tuple(sorted(longer, key=lambda name: (-len(name), name))))


def _of_words(single: frozenset[str], longer: tuple[Name, ...]) -> Part:
    begun, ended = dict[str, list[Name]](), dict[str, list[Name]]()
    for name in longer:
        begun.setdefault(name[0], []).append(name)
        ended.setdefault(name[-1], []).append(name)
    return Part(single, longer, begun=begun, ended=ended)


def phrase(written: str, classes: Mapping[str, Part]) -> Phrase:
    """One phrase, compiled.

    Raises:
        BadPhraseError: a class that is not defined, a gap at an end, a bracket inside, no word to look up, too many
            gaps.
    """
    pieces = _pieces(written)
    parts: list[Part] = []
    marked = first_word = first_function = first_class = None
    for place, piece in enumerate(pieces):
        bare = piece.replace(MARK, "")
        if piece != bare:
            marked = place
        part = _part(bare, classes)
        if not (part.gap or part.optional):
            if "<" in bare:
                first_class = place if first_class is None else first_class
            elif part.words.isdisjoint(FUNCTION_WORDS):
                first_word = place if first_word is None else first_word
            else:
                first_function = place if first_function is None else first_function
        parts.append(part)
    anchor = next((n for n in (marked, first_word, first_class, first_function) if n is not None), None)
    if anchor is None or parts[anchor].gap or parts[anchor].optional:
        raise BadPhraseError(f"{written!r} has no word to look it up by")
    if parts[0].gap or parts[-1].gap:
        raise BadPhraseError(f"{written!r} begins or ends with a gap")
    if any(not ("a" <= word[:1] <= "z") for word in parts[anchor].words):
        raise BadPhraseError(f"{written!r} is looked up by a word that begins with no letter from a to z")
    if max(_ways(parts[:anchor]), _ways(parts[anchor + 1 :])) > MOST_WAYS:
        raise BadPhraseError(
            f"{written!r} has so many gaps and brackets that a text could be searched for it for ever; "
            "write two phrases"
        )
    return Phrase(written, parts[anchor], tuple(reversed(parts[:anchor])), tuple(parts[anchor + 1 :]))


def _ways(parts: Iterable[Part]) -> int:
    """In how many ways these places may stand behind one another: what a search for them costs at most."""
    return prod(part.gap + 1 if part.gap else 1 + part.optional for part in parts)


def _pieces(written: str) -> list[str]:
    """The places of a phrase as written, hyphens apart.

    Raises:
        BadPhraseError: alternatives with a hyphen, or brackets that do not stand around a whole place.
    """
    if any("-" in piece and "|" in piece for piece in written.split()):
        raise BadPhraseError(f"{written!r}: no hyphens beside |; write a phrase for each")
    pieces = written.replace("-", " ").split()
    for piece in pieces:
        if not BRACKETS.isdisjoint(_without_brackets(piece.replace(MARK, ""))):
            raise BadPhraseError(f"{written!r}: brackets stand around one word or one a|b, not {piece}")
    return pieces


def _part(piece: str, classes: Mapping[str, Part]) -> Part:
    if piece in GAPS:
        return Part(frozenset(), gap=GAPS[piece])
    if (inside := _without_brackets(piece)) != piece:
        return _part(inside, classes)._replace(optional=True)
    if "<" not in piece:
        return Part(alternatives(piece))
    made = [_class(p, classes) if p.startswith("<") else Part(alternatives(p)) for p in piece.split("|")]
    if len(made) == 1:
        return made[0]
    joined = _of_words(
        frozenset().union(*(part.words for part in made)),
        tuple(name for part in made for name in part.longer),
    )
    return joined._replace(name=any(part.name for part in made))


def _without_brackets(piece: str) -> str:
    return piece[1:-1] if piece.startswith("(") and piece.endswith(")") else piece


def _class(piece: str, classes: Mapping[str, Part]) -> Part:
    if piece == NAME:
        return Part(frozenset(), name=True)
    name = piece.strip("<>")
    if name not in classes:
        raise BadPhraseError(f"the class <{name}> is not defined; defined are {', '.join(sorted(classes))}")
    return classes[name]


def match(phrase: Phrase, line: Line, at: int, low: int, high: int) -> tuple[int, int] | None:
    """Where the phrase stands around word `at`, as (first, last excluded) within [low, high); else None."""
    size = size_at(phrase.anchor, line, at, high)
    if not size:
        return None
    last = _forward(phrase.after, 0, line, at + size, high) if phrase.after else at + size
    if last is None:
        return None
    first = _backward(phrase.before, 0, line, at, low) if phrase.before else at
    return None if first is None else (first, last)


def size_at(part: Part, line: Line, at: int, high: int) -> int:
    """How many words the part takes at `at`, 0 where it does not stand there."""
    if at >= high:
        return 0
    word = line.words[at]
    for name in part.begun.get(word, ()):
        if at + len(name) <= high and tuple(line.words[at : at + len(name)]) == name:
            return len(name)
    return 1 if word in part.words or (part.name and line.capital(at)) else 0


def _size_before(part: Part, line: Line, end: int, low: int) -> int:
    """How many words the part takes that end before `end`."""
    if end <= low:
        return 0
    word = line.words[end - 1]
    for name in part.ended.get(word, ()):
        if end - len(name) >= low and tuple(line.words[end - len(name) : end]) == name:
            return len(name)
    return 1 if word in part.words or (part.name and line.capital(end - 1)) else 0


def _forward(parts: tuple[Part, ...], n: int, line: Line, at: int, high: int) -> int | None:
    if n == len(parts):
        return at
    part = parts[n]
    if part.gap:
        for place in range(at, min(at + part.gap, high) + 1):
            end = _forward(parts, n + 1, line, place, high)
            if end is not None:
                return end
            if place < high and line.words[place] in STOPS:
                return None
        return None
    size = size_at(part, line, at, high)
    if size:
        end = _forward(parts, n + 1, line, at + size, high)
        if end is not None:
            return end
    return _forward(parts, n + 1, line, at, high) if part.optional else None


def _backward(parts: tuple[Part, ...], n: int, line: Line, end: int, low: int) -> int | None:
    if n == len(parts):
        return end
    part = parts[n]
    if part.gap:
        for place in range(end, max(end - part.gap, low) - 1, -1):
            first = _backward(parts, n + 1, line, place, low)
            if first is not None:
                return first
            if place > low and line.words[place - 1] in STOPS:
                return None
        return None
    size = _size_before(part, line, end, low)
    if size:
        first = _backward(parts, n + 1, line, end - size, low)
        if first is not None:
            return first
    return _backward(parts, n + 1, line, end, low) if part.optional else None
