"""Capitalised words → the one person whose name they are, where that person is harmed."""

from collections.abc import Sequence

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties.group import ONE, Group
from firebell.reading.en.casualties.heads import STOPS
from firebell.reading.en.casualties.victim_words import DEMONYM_SINGULAR, DEMONYMS
from firebell.reading.en.numbers.number_words import MONTHS
from firebell.reading.text import Document, words

LONGEST_NAME = 5
NAME_PARTS = frozenset({"-", "al", "bin", "de", "abu", "el", "van"})
TAKES_NAME = words(
    "killed assassinated murdered executed beheaded abducted kidnapped wounded injured shot stabbed"
)

SHORTEST_NAME = 2
BESIDE_NAME = words("several his her two three four five six others another")
"""As in "Ali Hassan and several others", "and his wife": who stands before the "and" is a person too."""

BEFORE_ORGANISATION = words("of with from for at by")
"""Before "the" and a name with capitals: an organisation's."""

HIS = words("his her")
"""Behind "Haddad and": of one person, so that a single name is enough."""

NO_NAMES = DEMONYM_SINGULAR | DEMONYMS | MONTHS

NO_LIST_BEFORE = STOPS | {"the"}
NAME_VERBS = words("was is died dies fell succumbed perished")


def is_of_name(doc: Document, at: int) -> bool:
    """Whether the word may go on with a name; where all is in capitals "AND" and "IN" end it still."""
    word = doc.raw[at]
    return word[0].isupper() and not (doc.low[at] in STOPS and word.isupper())


def _lone_name(doc: Document, at: int, following: Sequence[str]) -> Group | None:
    """As in "Gunmen killed Haddad.", "Haddad and his guard were": one word is a name where its place says so."""
    if not following:
        return None
    with_his = following[0] == "and" and following[1:2] and following[1] in HIS
    if _is_named_object(doc, at) and (with_his or following[0] in STOPS or not following[0][0].isalpha()):
        return Group(at, at + 1, at, ONE) if doc.low[at] not in NO_NAMES else None
    begins = at == 0 or doc.sentence_of[at - 1] != doc.sentence_of[at] or not doc.raw[at - 1][0].isupper()
    return Group(at, at + 1, at, ONE, sure=False) if with_his and begins else None


def _is_named_object(doc: Document, at: int) -> bool:
    """As in "Gunmen killed Omar Haddad": in running text, where capitals tell names, right behind an active verb."""
    if doc.field_of(at) == "title" or at < 2 or doc.low[at - 1] not in TAKES_NAME:  # noqa: PLR2004 -- somebody and a verb
        return False
    first = doc.sentence_at(at).first
    return at - 1 > first and table.BE.isdisjoint(doc.low[max(first, at - 3) : at - 1])


def name_at(doc: Document, at: int, stop: int) -> Group | None:
    """Two or more capitalised words before "was" and the like: somebody's name, counted where that is harmed."""
    if not doc.raw[at][0].isupper() or doc.low[at] in STOPS:
        return None
    end = at + 1
    while end < stop and end - at <= LONGEST_NAME:
        if not (is_of_name(doc, end) or doc.low[end] in NAME_PARTS):
            break
        end += 1
    following = doc.low[end : min(stop, end + 4)]
    if following[:1] == [","] and following[1:2] and following[1][0].isdecimal():
        following = following[3:]  # "John Smith, 24, was"
    if end - at < SHORTEST_NAME or not following:
        return _lone_name(doc, at, following)
    if _is_named_object(doc, at):
        return Group(at, end, end - 1, ONE)
    first = doc.sentence_at(at).first
    if _is_of_organisation(doc, at, first):
        return None
    before = doc.raw[at - 1] if at > first else "."
    beside = not before[0].isupper() and before.lower() not in NO_LIST_BEFORE
    listed = following[0] == "and" and following[1:2] and following[1] in BESIDE_NAME and beside
    return Group(at, end, end - 1, ONE, sure=False) if listed or following[0] in NAME_VERBS else None


def _is_of_organisation(doc: Document, at: int, first: int) -> bool:
    """As in "a nurse of the Somali Red Crescent was": behind "of the" stands no person's name."""
    least = max(first + 1, at - LONGEST_NAME)
    while at > least and doc.raw[at - 1][0].isupper():
        at -= 1
    return at > first + 1 and doc.low[at - 1] == "the" and doc.low[at - 2] in BEFORE_ORGANISATION
