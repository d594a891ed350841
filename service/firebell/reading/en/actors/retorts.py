"""A word of retaliation → the tokens of the earlier act that it answers."""

from collections.abc import Iterator

from firebell.reading.text import Document, Sentence, words

ACT_AFTER = words("for to of after over avenge avenging")
"""What joins an answer to the act that it answers: in retaliation FOR, in response TO, to AVENGE."""

ACT_REACH = 6
"""The joining word stands at most so many tokens behind the word of retaliation."""

ACT_LENGTH = 24
"""An act is told in so many tokens at most, or to the end of its clause."""

RETORTS = words(
    "retaliation retaliating retaliated reprisal reprisals revenge response reply avenge avenging vengeance retribution"
)
CLAUSE_ENDS = frozenset({",", ";", ".", ":", "\u2013", "\u2014"})
OPENING = 2
"""As in "In response,", "In apparent reprisal,": the word opens its sentence, the act stands in the one before."""


def act_of(doc: Document, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the act behind "in retaliation for", else of the clause before "In response, …"."""
    sentence = doc.sentence_at(first)
    for at in range(first, min(last + ACT_REACH, sentence.last - 1)):
        if at >= last and doc.raw[at] in CLAUSE_ENDS:
            break
        if doc.raw[at + 1] == "-" or doc.raw[at + 1][0].isdigit():
            continue  # "tit-for-tat", "over 250 rockets"
        if doc.low[at] in ACT_AFTER and (at >= last - 1 or doc.low[at] in {"for", "to"}):
            return at + 1, _clause_end(doc, at + 1, sentence.last)
    if first - sentence.first <= OPENING:
        return _before(doc, doc.sentence_of[first])
    return None


def answered(doc: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The earlier acts that a sentence names as what it answers; they are no part of what it tells as done now."""
    for at in range(sentence.first, sentence.last):
        if doc.low[at] in {"avenge", "avenging"}:
            yield at + 1, _clause_end(doc, at + 1, sentence.last)
        elif doc.low[at] in RETORTS:
            joint = next(
                (i for i in range(at + 1, min(at + 3, sentence.last)) if doc.low[i] in {"for", "to"}), None
            )
            if joint is not None:
                yield joint + 1, _clause_end(doc, joint + 1, sentence.last)


def _clause_end(doc: Document, first: int, stop: int) -> int:
    for at in range(first + 1, min(stop, first + ACT_LENGTH)):
        if doc.raw[at] in CLAUSE_ENDS:
            return at
    return max(first + 1, min(stop, first + ACT_LENGTH))


def _before(doc: Document, sentence: int) -> tuple[int, int] | None:
    """What the sentence before tells, from its last "after" on where it has one."""
    if sentence == 0:
        return None
    before = doc.sentences[sentence - 1]
    if before.field != doc.sentences[sentence].field:
        return None
    first = next(
        (at + 1 for at in range(before.last - 2, before.first, -1) if doc.low[at] in {"after", "when"}),
        before.first,
    )
    return first, _clause_end(doc, first, before.last)
