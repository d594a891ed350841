"""Sentence of a unit → whether it says that it tells of the event told before, or of another one."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from itertools import pairwise

from firebell.reading.cue import Cue, among
from firebell.reading.en.casualties.heads import is_person
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.times.lead import BULLETS
from firebell.reading.text import Document, Sentence, once, words

ELSEWHERE = words("separate separately elsewhere another meanwhile second other later")
"""In the opening words of a clause: what follows is not the event told before."""

BESIDE = words("separate separately elsewhere meanwhile")
"""Of these those that say that it happened at the time of the news."""

COINCIDED = words("coincided coincides coincide")
HITS = words("drone missile rocket shell bomb mine strike airstrike blast explosion grenade mortar")
"""Of these another one came at the time of the first."""

POINTING = words("the this these that both")
DAYS = words("monday tuesday wednesday thursday friday saturday sunday yesterday today")
EVENTS = Cue(
    "attack attacks assault blast blasts bombing bombings explosion explosions incident shooting clash clashes raid "
    "ambush killings violence strike strikes shelling"
)
SAME_DAY = frozenset({("earlier", "in", "the", "day"), ("later", "in", "the", "day")})
HOURS = frozenset({("hours", "later"), ("hours", "earlier"), ("hours", "before"), ("hours", "after")})
"""At the head of a sentence: another event of the same day."""

TURNS = words("another separate second and")
"""The "and" of ", and rockets were fired"."""
CONTRASTS = words("while whereas ; ,")
"""Between two clauses that each have a place of their own these part two events."""

ANOTHER_EVENT = EVENTS | {"case"}
"""In the middle of a sentence "another incident" parts what stands before it from what stands behind."""

FIRED = words("rockets missiles shells mortars drones projectiles")
TOWARDS = words("at into on towards toward")
FIRED_REACH = 4
"""Words behind "rockets" in which stands where they were fired."""

ITEM_SENTENCES = 5
SAME = Cue("same")
PLACES = words(
    "province state region district county area village town city commune municipality territory regency prefecture "
    "department governorate prison jail school university hospital camp market mosque church road highway stretch spot "
    "site place neighbourhood neighborhood suburb island valley forest base checkpoint"
)
"""Behind "the same": where the news is."""

NARROWING = words("in on at near of against outside inside that which by between from to")
"""Behind "the attack" these say which one: it need not be the one told before."""

LONG = 15
"""Sentences of an article that has room to explain its news."""

OPENING = 6
"""How many words of a sentence are its opening."""


def is_apart(doc: Document, number: int) -> bool:
    """Whether the sentence says that this is another event than the one told before; "another man" only is one more."""
    sentence = doc.sentences[number]
    opening = range(sentence.first, min(sentence.last, sentence.first + OPENING))
    return (
        _is_same_day(doc, sentence)
        or _is_nearby(doc, sentence)
        or _is_set_beside(doc, sentence)
        or any(
            doc.low[at] in ELSEWHERE
            and (
                doc.low[at + 1 : at + 2] == [","]  # "Meanwhile, gunmen"
                or not any(is_person(doc, near) for near in range(at + 1, min(sentence.last, at + 3)))
            )
            for at in opening
        )
    )


def is_beside(doc: Document, number: int) -> bool:
    """Whether the sentence says that this other event happened at the time of the one told before."""
    sentence = doc.sentences[number]
    opening = doc.low[sentence.first : min(sentence.last, sentence.first + OPENING)]
    if opening[:1] == ["another"] and not HITS.isdisjoint(opening[1:3]):
        return True  # "Another drone hit a village"
    return (
        not BESIDE.isdisjoint(opening)
        or _is_same_day(doc, sentence)
        or _is_nearby(doc, sentence)
        or _is_set_beside(doc, sentence)
    )


def is_separate(doc: Document, number: int) -> bool:
    """Whether the sentence opens with "In a separate incident", "In another attack": what it places is that one."""
    sentence = doc.sentences[number]
    opening = range(sentence.first, min(sentence.last, sentence.first + OPENING))
    return any(
        doc.low[at] in {"separate", "another"} and not ANOTHER_EVENT.isdisjoint(doc.low[at + 1 : at + 3])
        for at in opening
    )


def _is_nearby(doc: Document, sentence: Sentence) -> bool:
    """As in "In nearby al-Bab, four people were killed": another town, so another event."""
    at = sentence.first
    if doc.low[at : at + 2] != ["in", "nearby"]:
        return False
    return any(doc.raw[near][0].isupper() for near in range(at + 2, min(sentence.last, at + 5)))


def _is_set_beside(doc: Document, sentence: Sentence) -> bool:
    """As in "In addition to the shelling, an air strike killed ten", "The attack coincided with strikes on X"."""
    low, first, last = doc.low, sentence.first, min(sentence.last, sentence.first + OPENING)
    if low[first : first + 3] == ["in", "addition", "to"]:
        return any(True for _ in EVENTS.within(doc, first, last))
    at = next((at for at in range(first, last) if low[at] in COINCIDED), None)
    return at is not None and any(True for _ in EVENTS.within(doc, at, min(sentence.last, at + OPENING)))


def _is_same_day(doc: Document, sentence: Sentence) -> bool:
    """As in "Hours later", "Earlier in the day"."""
    opening = tuple(doc.low[sentence.first : min(sentence.last, sentence.first + 4)])
    return opening in SAME_DAY or opening[:2] in HOURS


def turn(doc: Document, first: int, last: int, names: Callable[[int, int], AbstractSet[str]]) -> int | None:
    """Where a run-on sentence turns to another event between two tokens: "… in another incident …".

    Strikes on one side "and rockets were fired at" the other are two events too, and so is what happened in one place
    "while" something happened in another; `names` tells the countries of tokens.
    """
    turns = (
        at
        for at in among(TURNS, doc, first + 1, last)
        if (_fires_back if doc.low[at] == "and" else _turns_to_another)(doc, at)
    )
    return next(turns, None) or next(
        (at for at in among(CONTRASTS, doc, first + 1, last) if _stands_between(doc, at, names)), None
    )


def _stands_between(doc: Document, at: int, names: Callable[[int, int], AbstractSet[str]]) -> bool:
    """Whether the sentence names a place on either side; behind a comma in a headline, one in another country."""
    sentence = doc.sentence_at(at)
    if doc.low[at] == "," and sentence.field != "title":
        return False
    before, behind = names(sentence.first, at), names(at, sentence.last)
    return bool(before and behind) and (doc.low[at] != "," or bool(behind - before))


def _turns_to_another(doc: Document, at: int) -> bool:
    """As in "another incident", "a separate bomb attack"."""
    return not ANOTHER_EVENT.isdisjoint(doc.low[at + 1 : at + 3])


def _fires_back(doc: Document, at: int) -> bool:
    """As in ", and rockets were fired at Israel": a clause of its own, with its own place."""
    if FIRED.isdisjoint(doc.low[at + 1 : at + 2]):
        return False
    return any(
        one in {"fired", "launched"} and other in TOWARDS
        for one, other in pairwise(doc.low[at + 2 : at + 2 + FIRED_REACH])
    )


def is_again(doc: Document, number: int) -> bool:
    """Whether the sentence speaks of the event told before: "the attack", with nothing to say which one."""
    sentence = doc.sentences[number]
    return any(
        (doc.low[at - 1] in POINTING or _is_of_day(doc, at))
        and NARROWING.isdisjoint(doc.low[at + 1 : at + 2])
        for at in EVENTS.within(doc, sentence.first + 1, sentence.last)
    )


def counts_from(doc: Document, token: int) -> bool:
    """Whether the token is only what another event is dated by: "Hours before the bombing, guerrillas shot down …"."""
    low, first = doc.low, doc.sentence_at(token).first
    if not first + 1 < token < first + OPENING or low[token + 1 : token + 2] != [","]:
        return False
    return low[token - 1] == "the" and low[token - 2] in {"before", "after", "following"}


def item(doc: Document, number: int) -> int | None:
    """The paragraph of a list item that tells it: a report's "- Clashes in Fataki …"; None outside a list."""
    if not _has_bullets(doc):
        return None
    sentence = doc.sentences[number]
    for at in range(number, max(-1, number - ITEM_SENTENCES), -1):
        other = doc.sentences[at]
        if (other.field, other.paragraph) != (sentence.field, sentence.paragraph):
            break
        if doc.raw[other.first] in BULLETS:
            return sentence.paragraph
    return None


@once
def _has_bullets(doc: Document) -> bool:
    return not BULLETS.isdisjoint(doc.raw)


def is_same_place(doc: Document, number: int) -> bool:
    """Whether the sentence puts it where the news is: "in the same province", "at the same prison"."""
    sentence = doc.sentences[number]
    return any(
        doc.low[at - 1] == "the" and not PLACES.isdisjoint(doc.low[at + 1 : at + 3])
        for at in SAME.within(doc, sentence.first + 2, sentence.last - 1)
    )


def points(doc: Document, number: int) -> bool:
    """Whether the sentence speaks of "the strike", be it "the strike on a house in X"."""
    sentence = doc.sentences[number]
    return any(doc.low[at - 1] == "the" for at in EVENTS.within(doc, sentence.first + 1, sentence.last))


def _is_of_day(doc: Document, at: int) -> bool:
    """As in "Monday's attack"."""
    return doc.low[at - 1] == "'s" and doc.low[at - 2] in DAYS


def is_pointed_at(doc: Document, finding: Finding) -> bool:
    """Such as "the blast", "that car bomb": the one that was told."""
    low = doc.low
    if low[finding.anchor - 1] in POINTING:
        return True
    noun = finding.first >= finding.anchor - 1 and not low[finding.anchor].endswith("ed")
    return noun and low[finding.first - 1] in POINTING
