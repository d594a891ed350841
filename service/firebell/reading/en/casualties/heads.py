"""A phrase → the noun that it is about: how far it goes and whether that noun is a person."""

from typing import NamedTuple

from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.harm_words import PARTICIPLES
from firebell.reading.en.numbers.number_words import ONES
from firebell.reading.text import Document, words

LONGEST_PHRASE = 9
"""So many words may stand between a number and its noun: "two Palestinian Red Crescent Society aid workers"."""

LONGEST_BRACKET = 8
PLAIN_MODIFIERS = 3
"""Words before a plural without number ("Islamic State fighters") or an occupation."""

STOPS = words(
    "in on at by for from with near to after before when while as who which that whom whose where during "
    "through into over under against between since until amid following because but or if is are was "
    "were be been being has have had will would could may might said says say told including among along "
    "outside inside around across behind despite than then this there they he she it him them we i not "
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight last early late "
    "without within upon per via out about of both dead travelling traveling working driving returning "
    "and died began left went came fled did do does should must can returned arrived escaped survived"
)
ARTICLES = words("the his her their its")
"""Inside a phrase these begin another one."""

MARKS = frozenset("#-\u2013'\"\u2018\u2019\u201c\u201d/&")
COUNTING = ONES.keys() | words("several many some dozens")
"""Behind "and" these begin people of their own: "Ali Hassan and several others"."""

NO_MODIFIER_JOINED = victims.DETERMINERS | COUNTING

QUALITIES = words("wounded injured displaced missing")
RANKS = words("general private major")
"""Ranks with a capital, adjectives without."""

ADJECTIVES = words("national local native minor")
"""Nouns for people only where no other noun follows: "a minor" is somebody, "minor injuries" are nobody."""

TITLES = words("acting shadow deputy senior top former regional local provincial district special")
"""Between a group's name and who is one of it: "Taliban shadow governor"."""

PLACED = words("to in through at on into")
"""Before "the head of" these make it a part of the body."""

PEOPLE = RANKS.union(victims.SINGULAR, victims.PLURAL, victims.DEMONYMS, ("head",))
"""Nouns for people."""

BRIDGES = MARKS | {"(", ",", "and", "'s"}
"""What a phrase may go on over."""


NO_MODIFIERS = (
    STOPS | victims.DETERMINERS | ONES.keys() | words("took beat fought sent saw met held hit hits")
)
ATTRIBUTES = words(
    "armed unarmed contracted retired trained displaced wounded injured masked uniformed assigned "
    "unidentified suspected alleged hooded red united allied"
)
"""Participles that stand before a noun as a quality, and other words that end like one."""


class Head(NamedTuple):
    """Token of the noun, the token behind the phrase, and whether the noun is a person."""

    token: int
    last: int
    person: bool


def head_of(doc: Document, at: int, stop: int, stops: frozenset[int], *, plain: bool = False) -> Head | None:
    """The head of the phrase that begins here, its last noun; `plain` without number or article before it.

    >>> doc = Document("", "two Malian aid workers were shot")
    >>> doc.low[head_of(doc, 1, len(doc), frozenset()).token]
    'workers'
    """
    low = doc.low
    person: int | None = None
    word: int | None = None
    token = at
    end = min(stop, at + LONGEST_PHRASE)
    while token < end:
        behind = None
        if low[token] in BRIDGES:
            behind = _behind(doc, token, stop, person, begun=token > at, plain=plain)
        if behind is not None:
            end = min(stop, end + behind - token - 1)
            person = None if low[token] == "'s" else person
            token = behind
            continue
        if _ends(doc, token, stop, stops) or (word is not None and doc.raw[token] in ARTICLES):
            break  # "the army identified the four civilians"
        people = low[token] in PEOPLE and is_person(doc, token)
        never = low[token] in victims.NEVER_PEOPLE and not people
        if never and not _goes_to_person(doc, token + 1, end, stops):
            return None if plain else Head(token, token + 1, person=False)
        if people:
            person = token
        elif plain:
            titled = (
                person is not None and low[token] in TITLES and token + 1 < end and is_person(doc, token + 1)
            )
            if (person is not None and not titled) or token > at + PLAIN_MODIFIERS or no_modifier(low[token]):
                break
        elif person is not None and not _goes_to_person(doc, token, end, stops):
            break
        word = token
        token += 1
    return _found(doc, token, stop, person, None if plain else word)


def is_person(doc: Document, token: int) -> bool:
    """Whether the token is a noun for people."""
    word = doc.low[token]
    if word not in PEOPLE:
        return False
    if word in RANKS and doc.raw[token][0].isupper():
        return True
    if word in RANKS or word in ADJECTIVES:
        return not _stands_before_noun(doc, token)
    return word != "head" or _leads(doc, token)


def _stands_before_noun(doc: Document, token: int) -> bool:
    """As in "a national agency": neither a verb nor a mark follows, and nobody either."""
    following = doc.low[token + 1] if token + 1 < len(doc) else "."
    if not following[0].isalpha() or following in NO_MODIFIERS or following in PARTICIPLES:
        return False
    return following not in PEOPLE


def _leads(doc: Document, token: int) -> bool:
    """As in "the head of an agency"; one is hit "in the head of" nobody."""
    first = token - (token > 1 and doc.low[token - 1] in TITLES)  # "the acting head of"
    if first == 0 or doc.low[first - 1] not in victims.DETERMINERS:
        return False
    return doc.low[token + 1 : token + 2] == ["of"] and doc.low[max(0, first - 2)] not in PLACED


def _found(doc: Document, token: int, stop: int, person: int | None, word: int | None) -> Head | None:
    """The last person, unless something of theirs is meant ("the soldier's house"); else the last word."""
    if person is not None:
        return None if token < stop and doc.low[token] == "'s" else Head(person, person + 1, person=True)
    return None if word is None else Head(word, word + 1, _demonym(doc, word))


def _bracket(doc: Document, token: int, stop: int) -> int | None:
    """The token behind a short bracket: "international (Spanish) staff"."""
    inside = doc.low[token : min(stop, token + LONGEST_BRACKET)]
    return token + inside.index(")") + 1 if ")" in inside else None


def _behind(  # noqa: PLR0913 -- where the phrase stands, and what it has seen so far
    doc: Document, token: int, stop: int, person: int | None, *, begun: bool, plain: bool
) -> int | None:
    """The token behind a mark, a bracket or an "and" that the phrase goes on over; None where there is none."""
    word = doc.low[token]
    if word == "(":
        return _bracket(doc, token, stop) if begun else None
    following = doc.low[token + 1] if token + 1 < stop else ""
    if word == "-" and token + 2 < stop and doc.low[token + 2] == "-" and doc.glued(token + 1):
        return token + 3  # "Tehrik-i-Azad militants"
    inner = word == "," and person is None and begun and not plain and following in victims.HINTS
    if inner or word in MARKS or (word == "and" and person is None and _joins_modifiers(doc, token, stop)):
        return token + 1
    owner = word == "'s" and person is not None
    return (
        token + 1
        if owner and any(is_person(doc, i) for i in range(token + 1, min(stop, token + 4)))
        else None
    )


def _ends(doc: Document, token: int, stop: int, stops: frozenset[int]) -> bool:
    word = doc.low[token]
    joined = (
        token + 2 < stop and doc.low[token + 1] == "-" and doc.glued(token + 1)
    )  # "two off-duty soldiers"
    if not word[0].isalpha() or (word in STOPS and doc.raw[token] != "IS" and not joined):  # "13 IS fighters"
        return True
    if token not in stops or word in victims.PLURAL:
        return False
    return not (word in QUALITIES and token + 1 < stop and is_person(doc, token + 1))


def _goes_to_person(doc: Document, token: int, end: int, stops: frozenset[int]) -> bool:
    """Whether the phrase goes on to people: "bus passengers", over a name "national Green Star Society workers"."""
    small = 0
    for at in range(token, end):
        small += doc.raw[at].islower()
        if small > PLAIN_MODIFIERS or at in stops or no_modifier(doc.low[at]):
            return False
        if is_person(doc, at):
            return True
        if not doc.low[at][0].isalpha() and not (doc.low[at] == "-" and doc.glued(at)):
            return False
    return False


def no_modifier(word: str) -> bool:
    """Whether the word is likely a verb or begins a phrase of its own: "three men attacked soldiers"."""
    return word in NO_MODIFIERS or (word.endswith("ed") and word not in ATTRIBUTES)


def _joins_modifiers(doc: Document, token: int, stop: int) -> bool:
    """As in "Turkish and Syrian soldiers": an "and" before the head, between two modifiers."""
    if token + 2 >= stop or doc.low[token + 1] in NO_MODIFIER_JOINED:
        return False
    return is_person(doc, token + 1) or is_person(doc, token + 2)


def _demonym(doc: Document, token: int) -> bool:
    if not doc.raw[token][0].isupper():
        return False
    return doc.low[token].endswith(victims.DEMONYM_ENDS) or doc.low[token] in victims.DEMONYM_SINGULAR
