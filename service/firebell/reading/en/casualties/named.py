"""A noun of harm beside a name → the one person whom it tells of: "the murder of Luis Roa", "Roa's murder"."""

from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.bearers import LONGEST_NAME, NAME_PARTS, is_of_name
from firebell.reading.en.casualties.group import ONE, Group
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.numbers.number_words import SEVERAL
from firebell.reading.text import Document, Sentence, words

MEANT = words("murder assassination")
"""Nouns that only a person can be the object of, so one capital suffices for a name."""

DONE_TO = MEANT | words("killing slaying beheading kidnapping abduction")
"""Nouns before which an owner is the victim; whose death it is may be told of anybody."""

BETWEEN_NAMES = words("and , ( ) aged")
LIST_ENDS = words(". ; who of from both all by")
SHORTEST = 2
NO_DEED = words(
    "of trial trials case cases rate rates charge charges plot plots attempt attempts investigation probe "
    "inquiry suspect suspects weapon conviction squad squads spree campaign scene victim victims ring"
)
"""Behind "Roa's murder" these make it no deed, or Roa the murderer."""


def behind(doc: Document, harm: Harm, at: int, sentence: Sentence) -> Group | None:
    """Who is named behind "the murder of": a name is one person (CODEBOOK §3 "counting")."""
    end = at
    while end < sentence.last and end - at <= LONGEST_NAME and _in_name(doc, end, begun=end > at):
        end += 1
    shortest = 1 if doc.low[harm.anchor] in MEANT else SHORTEST
    return Group(at, end, end - 1, ONE) if end - at >= shortest else None


def listed(doc: Document, at: int, stop: int) -> tuple[Group, ...]:
    """Each of "(were identified as) Imran Shah, 34, and Bilal Khan, 41"; none where the sentence goes on otherwise."""
    out: list[Group] = []
    while at < stop and is_of_name(doc, at):
        end = at
        while end < stop and _in_name(doc, end, begun=end > at):
            end += 1
        out.append(Group(at, end, end - 1, ONE))
        at = end
        while at < stop and (doc.low[at] in BETWEEN_NAMES or doc.low[at].isdecimal()):
            at += 1
    whole = at >= stop or doc.low[at] in LIST_ENDS
    return tuple(out) if whole and out and out[0].last - out[0].first >= SHORTEST else ()


def owner(doc: Document, harm: Harm, sentence: Sentence) -> Group | None:
    """Who owns the murder: in "Roa's murder" the victim, in "Roa's murder of a judge" the murderer."""
    mark = harm.first - 1
    if (
        doc.low[harm.anchor] not in DONE_TO
        or mark <= sentence.first
        or doc.low[mark] not in {"'s", "'", "\u2019"}
    ):
        return None
    if not NO_DEED.isdisjoint(doc.low[harm.last : harm.last + 1]):
        return None
    last = mark - 1
    noun = doc.low[last]
    if noun in victims.SINGULAR:
        return Group(last, mark, last, ONE, victims.SINGULAR[noun])
    if noun in victims.PLURAL:
        return Group(last, mark, last, SEVERAL, victims.PLURAL[noun], exact=False)
    if not doc.raw[last][0].isupper():
        return None
    first = last
    while first > sentence.first and mark - first < LONGEST_NAME and _in_name(doc, first - 1, begun=False):
        first -= 1
    return Group(first, mark, last, ONE)


def _in_name(doc: Document, at: int, *, begun: bool) -> bool:
    return is_of_name(doc, at) or (begun and doc.low[at] in NAME_PARTS)
