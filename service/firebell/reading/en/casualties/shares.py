"""Sentence → Tolls that are a share of one told before: "two of the dead fighters belonged to …"."""

from collections.abc import Iterable, Iterator, Sequence

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties.classes import class_of
from firebell.reading.en.casualties.heads import head_of
from firebell.reading.en.casualties.toll import Toll
from firebell.reading.en.numbers import numbers
from firebell.reading.reading import Kind
from firebell.reading.text import Document, Sentence, words

OF_THEM: dict[str, Kind] = {
    "dead": "killed",
    "killed": "killed",
    "slain": "killed",
    "victims": "killed",
    "fatalities": "killed",
    "wounded": "injured",
    "injured": "injured",
}
THOSE = words("the those")
NOBODY_ELSE = frozenset[int]()


def find(doc: Document, sentence: Sentence, cues: Iterable[int], before: Sequence[Toll]) -> Iterator[Toll]:
    """The shares of a sentence that no toll of its own tells; each needs a total that is at least as high.

    `cues` are its tokens in `OF_THEM`, maybe with others.
    CODEBOOK §3 "including, among them, of whom, N of them": a part, never added.
    """
    for cue in cues:
        at = cue - 2
        kind = OF_THEM.get(doc.low[cue])
        if kind is None or at <= sentence.first or doc.low[at] != "of" or doc.low[at + 1] not in THOSE:
            continue
        number = _number_before(doc, sentence, at)
        if number is None or any(t.first < at + 3 and number.first < t.last for t in before):
            continue
        whole = _whole(before, kind, number.count.best)
        if whole is not None:
            yield _share(doc, sentence, number, at + 2)._replace(kind=kind, part_of=whole)


def _number_before(doc: Document, sentence: Sentence, at: int) -> numbers.Number | None:
    """The number that ends before the "of": at most three words long."""
    for first in range(max(sentence.first, at - 3), at):
        number = numbers.at_token(doc, first, sentence.last)
        if number is not None and number.last == at and number.use == "count":
            return number
    return None


def _whole(before: Sequence[Toll], kind: Kind, least: int) -> int | None:
    full = (i for i in range(len(before) - 1, -1, -1) if before[i].kind == kind and before[i].part_of is None)
    return next((i for i in full if before[i].count.best >= least), None)


def _share(doc: Document, sentence: Sentence, number: numbers.Number, quality: int) -> Toll:
    """What the number before a quality tells: "two of the dead FIGHTERS", "three of the dead were CHILDREN"."""
    start = quality + 1
    while start < sentence.last and doc.low[start] in table.BE:
        start += 1
    head = head_of(doc, start, sentence.last, NOBODY_ELSE)
    named = head is not None and head.person
    cls = class_of(doc, start, head, sentence.last) if head is not None and named else "unknown"
    return Toll(
        kind="killed",
        count=number.count,
        anchor=quality,
        first=number.first,
        last=head.last if head is not None and named else quality + 1,
        mode="asserted",
        victims=(cls,),
        part_of=None,
        claimed_by=None,
        cumulative=False,
        adds=False,
        nonviolent=False,
        sentence=doc.sentence_of[quality],
    )
