"""A retaliation and the actors around it → Answers: who answered whom, for what, in the article's words."""

from collections.abc import Sequence

from firebell.reading.actors import Mention
from firebell.reading.direction import roles
from firebell.reading.reading import Answers
from firebell.reading.signals import Finding
from firebell.reading.text import Document, words

ACT_AFTER = words("for to of after over avenge avenging")
"""What joins an answer to the act that it answers: in retaliation FOR, in response TO, to AVENGE."""

ACT_REACH = 6
"""The joining word stands at most so many tokens behind the word of retaliation."""

ACT_LENGTH = 24
"""An act is told in so many tokens at most, or to the end of its clause."""

BACKWARD = words("response retaliation revenge reprisal reply retaliated responded")


def find(doc: Document, retaliations: Sequence[Finding], mentions: Sequence[Mention]) -> Answers | None:
    """The fullest answer that any of the retaliations tells; None where there is none.

    CODEBOOK §8: retaliation needs violence, an earlier act and a side held responsible.
    """
    told = [_answer(doc, finding, mentions) for finding in retaliations]
    return max(
        told, key=lambda a: ((a.by is not None) + (a.against is not None), a.act is not None), default=None
    )


def _answer(doc: Document, finding: Finding, mentions: Sequence[Mention]) -> Answers:
    sentence = doc.sentence_at(finding.first)
    act = _act(doc, finding)
    near = [m for m in mentions if sentence.first <= m.first < sentence.last]
    inside = [m for m in near if act and act[0] <= m.first < act[1]]
    outside = [m for m in near if m not in inside]
    by = against = None
    for mention, role in roles(doc, outside):
        if role in {"attacker", "both"} and by is None:
            by = mention
        elif role in {"target", "both"} and against is None and mention.id != (by and by.id):
            against = mention
    for mention, role in roles(doc, inside):
        if role in {"attacker", "unknown"} and against is None:
            against = mention
        elif role == "target" and by is None:
            by = mention
    span = doc.span(finding.first, finding.last)
    return Answers(
        by=_called(by),
        against=_called(against),
        act=doc.span(*act).words if act else None,
        field=span.field,
        start=span.start,
        end=span.end,
        words=span.words,
    )


def _called(mention: Mention | None) -> str | None:
    return None if mention is None else mention.id or mention.name


def _act(doc: Document, finding: Finding) -> tuple[int, int] | None:
    """The tokens of the earlier act: behind "in retaliation for", else the clause before "In response, …"."""
    sentence = doc.sentence_at(finding.first)
    for at in range(finding.first, min(finding.last + ACT_REACH, sentence.last - 1)):
        if doc.low[at] in ACT_AFTER and (at >= finding.last - 1 or doc.low[at] in {"for", "to"}):
            return at + 1, _clause_end(doc, at + 1, sentence.last)
    if finding.first - sentence.first <= 2:  # noqa: PLR2004 -- "In response,", "In apparent reprisal"
        return _before(doc, doc.sentence_of[finding.first])
    return None


def _clause_end(doc: Document, first: int, stop: int) -> int:
    for at in range(first + 1, min(stop, first + ACT_LENGTH)):
        if doc.raw[at] in {",", ";", ".", ":", "\u2013", "\u2014"}:
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
