"""A retaliation and the actors around it → Answers: who answered whom, for what, in the article's words."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.actors.direction import Act, acts, by_sentence, stands_by
from firebell.reading.en.actors.retorts import act_of
from firebell.reading.en.signals.signals import Finding
from firebell.reading.reading import Actor, Answers
from firebell.reading.text import Document

OWNERS = frozenset({"militant", "militia", "gang"})
"""Who speaks of such an attack did it, where nobody else is said to."""


def find(doc: Document, retaliations: Sequence[Finding], mentions: Sequence[Mention]) -> Answers | None:
    """The fullest answer that any of the retaliations tells; None where there is none.

    CODEBOOK §8: retaliation needs violence, an earlier act and a side held responsible.
    """
    if not retaliations:
        return None
    near = by_sentence(doc, mentions)
    return max((_answer(doc, finding, near) for finding in retaliations), key=_fullness)


def filled(answer: Answers, parts: Sequence[Actor]) -> Answers:
    """The answer with its sides from the incident, where its own words name nobody: "the strike was in response to"."""
    if answer.by is not None or answer.against is not None:
        return answer
    doers = [actor.id for actor in parts if actor.role == "attacker" and actor.id]
    hit = [actor.id for actor in parts if actor.role == "target" and actor.id]
    if len(doers) != 1 or any(actor.role == "both" for actor in parts):
        return answer
    return msgspec.structs.replace(answer, by=doers[0], against=hit[0] if len(hit) == 1 else None)


def _fullness(answer: Answers) -> tuple[int, bool]:
    return (answer.by is not None) + (answer.against is not None), answer.act is not None


def _answer(doc: Document, finding: Finding, near: Mapping[int, Sequence[Mention]]) -> Answers:
    span = doc.span(finding.first, finding.last)
    act = act_of(doc, finding.first, finding.last)
    by, against = _sides(doc, finding, act, near)
    return Answers(
        by=_called(by),
        against=_called(against),
        act=doc.span(*act).words if act else None,
        field=span.field,
        start=span.start,
        end=span.end,
        words=span.words,
    )


def _sides(
    doc: Document, finding: Finding, act: tuple[int, int] | None, near: Mapping[int, Sequence[Mention]]
) -> tuple[Mention | None, Mention | None]:
    """Who answers and whom: from the answer itself, what it leaves open from the act that it answers."""
    sentence = doc.sentence_of[finding.first]
    low, high = act or (0, 0)
    beside, before = near.get(sentence, ()), near.get(doc.sentence_of[low], ())
    here = acts(doc, sentence, beside)
    own = sorted(
        (one for one in here if not low <= one.at < high and not one.mutual),
        key=lambda one: abs(one.at - finding.first),
    )
    earlier = acts(doc, doc.sentence_of[low], before) if act else []
    answered = [one for one in earlier if low <= one.at < high and not one.mutual]
    by = _first(_doers(own)) or _claimant(doc, beside) or _first(_hit(answered))
    against = _other(by, _hit(own)) or _other(by, _doers(answered)) or _other(by, _named(before, low, high))
    return by, against


def _claimant(doc: Document, beside: Sequence[Mention]) -> Mention | None:
    """The group that says so: "Al-Shabaab said the bombing was revenge"; of a state's word nothing follows."""
    return next((m for m in beside if m.named and m.cls in OWNERS and stands_by(doc, m)), None)


def _doers(told: Iterable[Act]) -> list[Mention]:
    return [mention for one in told for mention in one.doers]


def _hit(told: Iterable[Act]) -> list[Mention]:
    return [mention for one in told for mention in one.hit]


def _named(mentions: Sequence[Mention], low: int, high: int) -> list[Mention]:
    return [mention for mention in mentions if mention.named and low <= mention.first < high]


def _first(mentions: Sequence[Mention]) -> Mention | None:
    """The first that is known by name, else the first."""
    return next((m for m in mentions if m.id), mentions[0] if mentions else None)


def _other(by: Mention | None, mentions: Sequence[Mention]) -> Mention | None:
    return _first([m for m in mentions if _called(m) != _called(by)])


def _called(mention: Mention | None) -> str | None:
    return None if mention is None else mention.id or mention.name
