"""Mentions of actors → who attacks whom, where the syntax shows it, and who says that they did it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from firebell.reading.cue import Cue
from firebell.reading.en.actors import act_words as table
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.actors.clauses import Clauses
from firebell.reading.en.actors.parties import parties
from firebell.reading.en.actors.retorts import answered
from firebell.reading.reading import ActorRole
from firebell.reading.text import Document, words


class Act(NamedTuple):
    """What the word at token `at` says: who did it and whom it hit; in a `mutual` one all are doers."""

    at: int
    doers: tuple[Mention, ...]
    hit: tuple[Mention, ...]
    mutual: bool = False


def roles(doc: Document, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, ActorRole]]:
    """Each actor with the part that its sentences give it: attacker, target, both (a clash), or unknown."""
    for sentence, near in by_sentence(doc, mentions).items():
        told, found = _read(doc, sentence, near)
        parts: dict[int, ActorRole] = {}
        earlier = {at for span in answered(doc, doc.sentences[sentence]) for at in range(*span)}
        for act in found:
            if act.at in earlier:
                continue
            for mention in act.doers:
                _merge(parts, mention, "both" if act.mutual else "attacker")
            for mention in act.hit:
                _merge(parts, mention, "target")
        for mention in told:
            yield mention, parts.get(mention.first, "unknown")


def acts(doc: Document, sentence: int, mentions: Iterable[Mention]) -> list[Act]:
    """What one side does to another in a sentence, in the text's order."""
    near = by_sentence(doc, mentions).get(sentence, [])
    return _read(doc, sentence, near)[1] if near else []


def by_sentence(doc: Document, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """The mentions of each sentence."""
    out: dict[int, list[Mention]] = {}
    for mention in mentions:
        out.setdefault(doc.sentence_of[mention.first], []).append(mention)
    return out


def _read(doc: Document, number: int, near: Sequence[Mention]) -> tuple[list[Mention], list[Act]]:
    sentence = doc.sentences[number]
    listed = parties(doc, sentence, near)
    found = Clauses(doc, sentence, listed).acts()
    return [party.mention for party in listed], [Act(*act) for act in found]


def _merge(parts: dict[int, ActorRole], mention: Mention, role: ActorRole) -> None:
    old = parts.get(mention.first)
    parts[mention.first] = role if old in {None, role} else "both"


def stands_by(doc: Document, mention: Mention) -> bool:
    """Whether the text only lets it speak, lead or back: "according to X", "a spokesman for X", "X said"."""
    sentence = doc.sentence_at(mention.first)
    before = doc.low[max(sentence.first, mention.first - 4) : mention.first]
    after = doc.low[mention.last : min(sentence.last, mention.last + 4)]
    if not table.OFFICES.isdisjoint(before[-3:]) and {"of", "for", "to", "by"} & set(before[-2:]):
        return True
    if "by" in before[-2:] and BACKING & set(before[-4:]):
        return True
    if after[:1] == ["-"]:
        return bool(set(after[1:2]) & BACKING)
    spoken = [word for word in after if word not in table.SKIPPED and word not in SUFFIXES]
    return bool(spoken) and (spoken[0] in table.SAYING or spoken[0] in table.OFFICES)


BACKING = words(
    "backed led run controlled held supported sponsored condemned reported confirmed announced denounced "
    "issued mediated brokered"
)
SUFFIXES = words(
    "officials official forces troops group officers sources 's spokesman also has have had rebels fighters "
    "militants guerrillas insurgents separatists movement"
)

RESPONSIBILITY = words("responsibility responsible credit")
CLAIM_WORDS = Cue(RESPONSIBILITY | {"claimed", "claims"})
FURTHER = 2
"""A claim stands in the incident's own sentences or at most so many further on."""

OWNING = words("claimed claims claiming claim accepted assumed took admitted")
NEAR = 6
"""Among so many actors before and behind it, the owner of a claim is looked for."""

CLAIM_REACH = 5
"""Between "by" and the name stand at most so many words: "claimed by the armed wing of the Red Front"."""


def claimed_by(doc: Document, mentions: Sequence[Mention], sentences: frozenset[int]) -> str | None:
    """Who says that they did it ("claimed responsibility"), by id where a list knows them; None where nobody does.

    Looked for in the incident's own sentences and in those right behind them (CONTRACT: the incident's `claimed_by`).
    """
    for number in sorted({number + further for number in sentences for further in range(FURTHER + 1)}):
        if number == len(doc.sentences):
            break
        sentence = doc.sentences[number]
        for at in CLAIM_WORDS.within(doc, sentence.first, sentence.last):
            if _owns(doc, sentence.first, at):
                owner = _owner(doc, mentions, sentence.first, at, sentence.last)
                if owner is not None:
                    return owner.id or owner.name
    return None


def _owns(doc: Document, first: int, at: int) -> bool:
    """Whether token `at` is the word of a claim: "claimed RESPONSIBILITY", "CLAIMED the attack", "CLAIMED by"."""
    word = doc.low[at]
    if word in {"claimed", "claims"} and at + 1 < len(doc):
        by = word == "claimed" and doc.low[at + 1] == "by"
        own = doc.low[at + 1] in {"the", "this", "an"} and not table.OWNED.isdisjoint(
            doc.low[at + 2 : at + 4]
        )
        return (by or own) and not _disowned(doc, first, at)
    owning = word in RESPONSIBILITY and not OWNING.isdisjoint(doc.low[max(first, at - 4) : at])
    return owning and not _disowned(doc, first, at)


def _owner(doc: Document, mentions: Sequence[Mention], first: int, at: int, last: int) -> Mention | None:
    """The named actor before the claim, the nearest, else the one behind "by"."""
    index = bisect_right(mentions, at, key=lambda mention: mention.first)
    behind = next((m for m in mentions[index : index + NEAR] if m.named and m.first < last), None)
    if behind and "by" not in doc.low[at : behind.first][-CLAIM_REACH - 1 :]:
        behind = None
    if doc.low[at : at + 2] == ["claimed", "by"]:
        return behind
    before = mentions[max(0, index - NEAR) : index]
    return next((m for m in reversed(before) if m.named and m.first >= first), behind)


def _disowned(doc: Document, first: int, at: int) -> bool:
    """No group has claimed responsibility."""
    return bool(
        {"no", "nobody", "none", "not", "neither", "denied", "denies", "yet"}
        & set(doc.low[max(first, at - 8) : at])
    )
