"""Sentence → Groups: the phrases that name people, each with how many and of which class."""

from firebell.reading.cue import among
from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.bearers import LONGEST_NAME, is_of_name, name_at
from firebell.reading.en.casualties.classes import class_of
from firebell.reading.en.casualties.group import NOBODY, ONE, TWO, Group
from firebell.reading.en.casualties.heads import LONGEST_PHRASE, PEOPLE, STOPS, Head, head_of, no_modifier
from firebell.reading.en.casualties.portions import (
    behind_reports,
    behind_whole,
    has_rest,
    is_of_dead,
    of_whole,
)
from firebell.reading.en.numbers import numbers
from firebell.reading.en.numbers.number_words import ONES, RATE_AFTER, SEVERAL, STARTS
from firebell.reading.en.numbers.numbers import Number
from firebell.reading.reading import Count
from firebell.reading.text import Document, Sentence, words

PRONOUNS = {
    "he": ONE,
    "she": ONE,
    "him": ONE,
    "who": ONE,
    "they": SEVERAL,
    "them": SEVERAL,
    "himself": ONE,
    "self": ONE,
    "herself": ONE,
}
NONE = words("nobody no none")
OF_WHAT = words("the them whom his her their its those")
OF_OWN = words("his her their its")
"""As in "Twelve of his family" are counted apart from him; "two of the soldiers" are some of them."""

OWNERS = words("his her their")
OF_ONE = words("his her 's")
"""Before "parents": of one child."""

PAIRED = words("first second")
"""With "the" these are of two told before: "the first was killed"."""

MORE_BEFORE = words("another further additional")
AMOUNTS = words("number handful total group lot couple dozen score")
"""Behind "abducted a": how many, of whom the next words tell."""

EXCEEDED = words("reached exceeded surpassed topped")
NOT_ALONE = words("dead bodies corpses lives families local national")
"""Plurals that say nothing without a number."""

AGE_WORDS = frozenset({"-", "year", "years", "month", "months", "old", "olds"})

APART = words("after before earlier later ago apart")
"""Behind "a day": it says when, not how often."""


REACHED = PEOPLE | {"("}
STARTERS = STARTS.union(PRONOUNS, NONE, victims.DETERMINERS, ("others",))
"""Where no noun for people is near, a group begins with one of these, a digit or a name."""


def find(doc: Document, sentence: Sentence, stops: frozenset[int]) -> list[Group]:
    """The groups of one sentence in order; `stops` are the tokens where a verb or noun of harm begins."""
    low, last = doc.low, sentence.last
    near = _near_people(doc, sentence)
    harms = {at for at in stops if low[at] not in victims.PLURAL}
    out: list[Group] = []
    at = sentence.first
    while at < last:
        number = group = None
        if low[at] in STARTERS or low[at][0].isdecimal():
            number = numbers.at_token(doc, at, last)
            group = None if at in harms else _group(doc, at, number, last, stops)
        elif at in near:
            group = None if at in harms else _lone(doc, at, sentence, stops) or _plain(doc, at, last, stops)
        elif doc.raw[at][0].isupper() and at not in harms:
            group = _lone(doc, at, sentence, stops) or name_at(doc, at, last)
        if group is not None:
            out.append(group)
            at = group.last
        else:
            at = _behind(doc, number, last, stops) if number else at + 1
    return out


def _lone(doc: Document, at: int, sentence: Sentence, stops: frozenset[int]) -> Group | None:
    """As in "Palestinian killed in Gaza": one of a nation, at the head of a headline and right before the harm."""
    begins = at == sentence.first or doc.low[at - 1] in {":", ","}
    alone = begins and at + 1 in stops and doc.low[at] in victims.DEMONYM_SINGULAR
    return Group(at, at + 1, at, ONE) if alone else None


def _near_people(doc: Document, sentence: Sentence) -> set[int]:
    """The tokens from which a phrase may reach a noun for people; over a bracket it reaches further."""
    near = set[int]()
    for at in among(REACHED, doc, sentence.first, sentence.last):
        near.update(range(at + 1 - LONGEST_PHRASE, at + 1))
    return near


def _behind(doc: Document, number: Number, stop: int, stops: frozenset[int]) -> int:
    """The token behind a number that counts nobody; an ordinal takes its noun with it ("the fifth victim")."""
    untold = number.use == "ordinal" or _is_asked(doc, number)
    head = head_of(doc, number.last, stop, stops) if untold else None
    return head.last if head and head.person else number.last


def _group(doc: Document, at: int, number: Number | None, stop: int, stops: frozenset[int]) -> Group | None:
    if number is not None:
        return _numbered(doc, number, stop, stops)
    word = doc.low[at]
    if word in PRONOUNS:
        return Group(at, at + 1, at, PRONOUNS[word], pronoun=True)
    if word in NONE:
        return _nobody(doc, at, stop, stops)
    if word in victims.DETERMINERS:
        return _determined(doc, at, stop, stops)
    return _plain(doc, at, stop, stops)


def _nobody(doc: Document, at: int, stop: int, stops: frozenset[int]) -> Group | None:
    """As in "Nobody", "no one", "no soldiers": 0/0/0."""
    if doc.low[at] != "no" or doc.low[at + 1 : at + 2] == ["one"]:
        return Group(at, at + 1 + (doc.low[at] == "no"), at, NOBODY, numbered=True)
    reports = behind_reports(doc, at, stop)
    if reports in stops:
        return Group(at, reports, at, NOBODY, numbered=True, bare=True)
    head = head_of(doc, at + 1, stop, stops)
    if head is None:
        # "No casualties": the noun of harm itself is counted.
        return Group(at, at + 1, at, NOBODY, numbered=True, bare=True) if at + 1 in stops else None
    return Group(at, head.last, head.token, NOBODY, numbered=True) if head.person else None


def _numbered(doc: Document, number: Number, stop: int, stops: frozenset[int]) -> Group | None:
    """A number with its noun, or alone before a verb of harm, a comma or a preposition."""
    if number.use != "count" or _is_asked(doc, number):
        return None
    at = number.last
    owned = at + 1 < stop and doc.low[at] == "of" and doc.low[at + 1] in OF_WHAT
    if owned and is_of_dead(doc, at + 2, stop):
        return None
    part = owned and doc.low[at + 1] not in OF_OWN
    whole = of_whole(doc, at, stop)
    if whole:
        at = whole
    else:
        at = (
            behind_whole(doc, at + 2, stop)
            if owned
            else at + int(not number.exact and not number.digits and doc.low[at : at + 1] == ["of"])
        )
    at = _behind_age(doc, at, stop)
    at += at + 1 < stop and doc.low[at] == "dead" and doc.low[at + 1] in table.BODIES
    adds = number.first > 0 and doc.low[number.first - 1] in MORE_BEFORE
    while at < stop and doc.low[at] in victims.MORE:
        adds = True
        at += 1
    head = head_of(doc, at, stop, stops)
    if head:
        if doc.low[head.token] in victims.NEVER_PEOPLE or is_rate(doc, head.last, stop):
            return None
        cls = class_of(doc, at, head, stop)
        return Group(
            number.first,
            head.last,
            head.token,
            _people(doc, head, number.count),
            cls,
            numbered=True,
            adds=adds,
            sure=head.person,
            exact=number.exact,
            part=part,
        )
    counted = at in stops and doc.low[at] in table.COUNTED_NOUNS  # "eight deaths"
    if (
        not counted
        and doc.low[number.first - 1] in EXCEEDED
        and number.last < stop
        and doc.low[number.last] == "and"
    ):
        return None  # "the number of families has reached 261 and nine were injured"
    if at < stop and not counted and (doc.low[at] == "'s" or doc.low[at] in victims.NEVER_PEOPLE):
        return None
    return Group(
        number.first,
        at,
        at - 1,
        number.count,
        numbered=True,
        adds=adds,
        sure=owned or adds,
        exact=number.exact,
        bare=True,
        part=part or has_rest(doc, number, stop) or (at in stops and doc.low[at] in table.FATALLY),
    )


def _is_asked(doc: Document, number: Number) -> bool:
    """As in "It was not clear how many were wounded"."""
    return number.first > 0 and doc.low[number.first] == "many" and doc.low[number.first - 1] == "how"


def _behind_age(doc: Document, at: int, stop: int) -> int:
    """The token behind the age in "two 19-year-old soldiers"."""
    number = numbers.at_token(doc, at, stop) if at < stop else None
    if number is None or number.use != "age":
        return at
    at = number.last
    while at < stop and doc.low[at] in AGE_WORDS:
        at += 1
    return at


def is_rate(doc: Document, at: int, stop: int) -> bool:
    """As in "Three people a day": a rate is never a toll (CODEBOOK §3)."""
    for length in (1, 2):
        behind = doc.low[at + length] if at + length < stop else ""
        if " ".join(doc.low[at : min(stop, at + length)]) in RATE_AFTER and behind not in APART:
            return True
    return False


def _people(doc: Document, head: Head, count: Count) -> Count:
    """Two couples are four people."""
    return count + count if doc.low[head.token] == "couples" else count


def _determined(doc: Document, at: int, stop: int, stops: frozenset[int]) -> Group | None:
    """As in "A teacher", "his son", "the soldiers", "another man", "the six priests"."""
    word = doc.low[at]
    if word in OWNERS and at + 1 < stop and doc.low[at + 1] in table.DEAD_BODIES:
        return Group(at, at + 2, at, SEVERAL if word == "their" else ONE, pronoun=True)
    if doc.low[at + 1 : at + 2] and doc.low[at + 1] in victims.DETERMINERS:
        return None  # "said that the two men": what is told begins behind that "that"
    if word == "her" and at - 1 in stops and (at + 1 >= stop or not _begins_noun(doc.low[at + 1])):
        return Group(at, at + 1, at, ONE, pronoun=True)  # "killing her and two guards"
    if doc.low[at : at + 2] == ["the", "other"] and _goes_on_harmed(doc, at + 2, stop, stops):
        return Group(at, at + 2, at, ONE, bare=True)
    more = word == "an" and doc.low[at + 1 : at + 2] == ["additional"]  # "an additional thirteen"
    number = numbers.at_token(doc, at + 1 + more, stop) if at + 1 + more < stop else None
    start = at + 1
    if word == "that" and start < stop and no_modifier(doc.low[start]):
        return None  # "a strike that claimed five lives"
    if number is not None:
        if number.use == "ordinal" and (word == "a" or (word == "the" and doc.low[at + 1] not in PAIRED)):
            return _one_more(doc, at, number.last, stop, stops)
        if number.use != "age":
            group = _numbered(doc, number, stop, stops)
            return group and group._replace(first=at)
        start = _behind_age(doc, start, stop)
    return _unnumbered(doc, at, start, stop, stops)


def _begins_noun(word: str) -> bool:
    return word[0].isalpha() and word not in STOPS


def _goes_on_harmed(doc: Document, at: int, stop: int, stops: frozenset[int]) -> bool:
    """Whether a harm begins here, or behind a "was badly": of "the other" of two."""
    while at < stop and at not in stops and (doc.low[at] in table.BE or doc.low[at].endswith("ly")):
        at += 1
    return at in stops


def _unnumbered(doc: Document, at: int, start: int, stop: int, stops: frozenset[int]) -> Group | None:
    """Who is named behind a determiner and maybe an age, which end at `start`."""
    word = doc.low[at]
    head = head_of(doc, start, stop, stops)
    if head is not None and word == "'s" and not ONES.keys().isdisjoint(doc.low[start : head.token]):
        return None  # "an ambush in Niger's west leaves five gendarmes dead"
    ends = start >= stop or start in stops or doc.low[start] in STOPS or not doc.low[start][0].isalpha()
    if start > at + 1 and ends and word in {"a", "an", "the"}:
        return Group(at, start, start - 1, ONE)  # "a 19-year-old was shot"
    if (
        head is not None
        and not head.person
        and word in {"a", "an"}
        and _is_taken_for_person(doc, at, head, stops)
    ):
        return Group(at, head.last, head.token, ONE)
    if head is None or not head.person:
        return _another(doc, at, stop, stops) if word == "another" else None
    cls = class_of(doc, start, head, stop)
    told = _family(doc, head, stop)
    if told:
        return Group(at, told.last, head.token, told.count, cls, numbered=True)
    count = _how_many(doc.low[head.token], word)
    return Group(at, head.last, head.token, count, cls, adds=word == "another", exact=count == ONE)


def _is_taken_for_person(doc: Document, at: int, head: Head, stops: frozenset[int]) -> bool:
    """As in "murdered a rancher", "abducted an agronomist": these verbs are done to people alone."""
    only = at - 1 in stops and doc.low[at - 1] in table.TO_PEOPLE
    never = doc.low[head.token] in victims.NEVER_PEOPLE or doc.low[head.token] in AMOUNTS
    return only and not never and doc.raw[head.token].islower()


def _another(doc: Document, at: int, stop: int, stops: frozenset[int]) -> Group | None:
    """As in "another wounded", "another seriously hurt"."""
    behind = at + 1
    while behind < stop and doc.low[behind].endswith("ly"):
        behind += 1
    alone = behind >= stop or behind in stops or doc.low[behind] in STOPS or doc.low[behind] in {",", "."}
    return Group(at, at + 1, at, ONE, adds=True, bare=True) if alone else None


def _one_more(doc: Document, at: int, last: int, stop: int, stops: frozenset[int]) -> Group | None:
    """As in "a third wounded", "the third was hurt", "a third man wounded"; a third of the men are more."""
    if _goes_on_harmed(doc, last, stop, stops):
        return Group(at, last, at, ONE, adds=True, bare=True)
    head = head_of(doc, last, stop, stops) if doc.low[at] == "a" else None
    if head is None or not head.person:
        return None
    return Group(at, head.last, head.token, ONE, class_of(doc, last, head, stop), adds=True)


def _family(doc: Document, head: Head, stop: int) -> Number | None:
    """As in "A family of seven"."""
    if doc.low[head.token] != "family" or head.last + 1 >= stop or doc.low[head.last] != "of":
        return None
    number = numbers.at_token(doc, head.last + 1, stop)
    return number if number and number.use == "count" else None


def _how_many(noun: str, determiner: str) -> Count:
    """A man is one, a couple two, the men several (CODEBOOK §3)."""
    if noun == "parents" and determiner in OF_ONE:
        return TWO
    if noun in victims.AS_MANY:
        return victims.AS_MANY[noun]
    if noun == "family" or (noun in victims.PLURAL and noun not in victims.SINGULAR):
        return SEVERAL
    several = noun == "staff" and determiner not in victims.SINGULAR_DETERMINERS
    return SEVERAL if several else ONE


def _plain(doc: Document, at: int, stop: int, stops: frozenset[int]) -> Group | None:
    """A plural without number, 3/3/9 ("civilians"), or an occupation before a name ("journalist John Smith")."""
    word = doc.low[at]
    if word == "others":
        return Group(at, at + 1, at, SEVERAL, adds=True, exact=False)
    if not word[0].isalpha() or word in STOPS:
        return None
    head = head_of(doc, at, stop, stops, plain=True)
    if head is None:
        return name_at(doc, at, stop)
    noun = doc.low[head.token]
    if noun in NOT_ALONE or not NONE.isdisjoint(doc.low[at : head.token]):
        return None  # "it is pure luck no sailors were killed": the nobody begins further on
    cls = class_of(doc, at, head, stop)
    if noun in victims.PLURAL or noun in victims.DEMONYMS:
        return Group(at, head.last, head.token, SEVERAL, cls, exact=False)
    end = head.last
    while end < stop and is_of_name(doc, end) and end - head.last < LONGEST_NAME:
        end += 1
    told = _family(doc, head, stop)
    if told:
        return Group(at, told.last, head.token, told.count, cls, numbered=True)
    return Group(at, end, head.token, victims.AS_MANY.get(noun, ONE), cls)
