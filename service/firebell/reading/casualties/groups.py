"""Sentence → Groups: the phrases that name people, each with how many and of which class."""

from typing import NamedTuple

from firebell.reading import numbers
from firebell.reading.casualties import harm_words as harm
from firebell.reading.casualties import victim_words as victims
from firebell.reading.numbers import SEVERAL, Number
from firebell.reading.reading import Count
from firebell.reading.text import Document, Sentence, words

ONE = Count(1, 1, 1)
LONGEST_PHRASE = 9
"""So many words may stand between a number and its noun: "two Palestinian Red Crescent Society aid workers"."""

TAIL = 9
"""So far behind a head do words tell its class: "a member of the … security forces"."""

STOPS = words(
    "in on at by for from with near to after before when while as who which that whom whose where during "
    "through into over under against between since until amid following because but or if is are was "
    "were be been being has have had will would could may might said says say told including among along "
    "outside inside around across behind despite than then there this they he she it him them we i not "
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight last early late "
    "without within upon per via out about of both dead travelling traveling working driving returning "
    "died began left went came fled did do does should must can returned arrived escaped survived"
)
PHRASE_MARKS = frozenset("-\u2013'\"\u2018\u2019\u201c\u201d/&")
PART_BEFORE = frozenset({"including", "include", "includes", "included", "among", "them", "whom", "least"})
OF_WHOM = frozenset({("of", "whom"), ("of", "them"), ("of", "which"), ("of", "those"), ("among", "them"), ("among", "whom")})
PRONOUNS = {"he": ONE, "she": ONE, "him": ONE, "her": ONE, "who": ONE, "they": SEVERAL, "them": SEVERAL}


class Group(NamedTuple):
    """People at tokens `first` to `last` (excluded); `bare` where a number stands alone.

    `numbered` where the text counts them, `adds` for "two more" and "others", `sure` where a word says that they
    are people, `definite` where they were named before ("the villagers").
    """

    first: int
    last: int
    head: int
    count: Count
    cls: str
    numbered: bool
    adds: bool
    sure: bool
    definite: bool
    exact: bool
    bare: bool = False
    pronoun: bool = False
    part: bool = False
    ref: int = -1


def find(doc: Document, sentence: Sentence, stops: frozenset[int]) -> list[Group]:
    """The groups of one sentence in order; `stops` are the tokens where a verb or noun of harm begins."""
    out: list[Group] = []
    at = sentence.first
    while at < sentence.last:
        group = None if at in stops and doc.low[at] not in victims.PLURAL else _group(doc, at, sentence.last, stops)
        if group is None:
            number = numbers.at_token(doc, at, sentence.last)
            at = number.last if number else at + 1
            continue
        out.append(group)
        at = group.last
    return out


def _group(doc: Document, at: int, stop: int, stops: frozenset[int]) -> Group | None:
    number = numbers.at_token(doc, at, stop)
    if number is not None:
        return _numbered(doc, number, stop, stops) if number.use == "count" else None
    word = doc.low[at]
    if word in PRONOUNS and word not in {"her"}:
        return Group(at, at + 1, at, PRONOUNS[word], "unknown", numbered=False, adds=False, sure=True, definite=True, exact=True, pronoun=True)
    if word == "nobody" or (word == "no" and doc.low[at + 1 : at + 2] == ["one"]):
        last = at + 1 + (word == "no")
        return Group(at, last, at, Count(0, 0, 0), "unknown", numbered=True, adds=False, sure=True, definite=False, exact=True)
    if word == "no":
        found = _head(doc, at + 1, stop, stops)
        if found and found[2]:
            return Group(at, found[1], found[0], Count(0, 0, 0), _class(doc, at + 1, found[0], found[1], stop), numbered=True, adds=False, sure=True, definite=False, exact=True)
        return None
    if word in victims.DETERMINERS:
        return _determined(doc, at, stop, stops)
    return _plain(doc, at, stop, stops)


def _numbered(doc: Document, number: Number, stop: int, stops: frozenset[int]) -> Group | None:
    """A number with its noun, or alone before a verb of harm, a comma or a preposition."""
    at = number.last
    adds = False
    of_them = part = False
    if doc.low[at : at + 1] == ["of"] and at + 1 < stop and doc.low[at + 1] in {"the", "them", "whom", "his", "their", "its", "those"}:
        part = doc.low[at + 1] in {"them", "whom", "the", "those"}
        at += 2
        of_them = True
    while at < stop and doc.low[at] in victims.MORE:
        adds = True
        at += 1
        if doc.low[at : at + 1] == ["of"]:
            break
    if doc.low[number.first - 1 : number.first] in (["another"], ["further"], ["additional"]) and number.first:
        adds = True
    found = _head(doc, at, stop, stops)
    if found:
        head, last, sure = found
        if doc.low[head] in victims.NEVER_PEOPLE:
            return None
        count = _pair(doc, head, number.count)
        cls = _class(doc, at, head, last, stop)
        return Group(number.first, last, head, count, cls, numbered=True, adds=adds, sure=sure, definite=of_them, exact=number.exact, part=part)
    following = doc.low[at] if at < stop else "."
    if following in victims.NEVER_PEOPLE or following == "'s":
        return None
    last = max(at, number.last)
    return Group(number.first, last, last - 1, number.count, "unknown", numbered=True, adds=adds, sure=of_them or adds, definite=of_them, exact=number.exact, bare=True, part=part)


def _pair(doc: Document, head: int, count: Count) -> Count:
    """Two couples are four people."""
    if doc.low[head] in {"couples", "couple"} and count.best:
        return Count(2 * count.low, 2 * count.best, None if count.high is None else 2 * count.high)
    return count


def _determined(doc: Document, at: int, stop: int, stops: frozenset[int]) -> Group | None:
    """ "A teacher", "his son", "the soldiers", "another man"."""
    start = at + 1
    word = doc.low[at]
    adds = word == "another"
    if word in {"the", "these", "those", "all", "his", "their"} and start < stop:
        number = numbers.at_token(doc, start, stop)
        if number is not None and number.use == "count":
            group = _numbered(doc, number, stop, stops)
            return group and group._replace(first=at, definite=True)
    if word in {"this", "that", "its"} and start < stop and doc.low[start] in STOPS:
        return None
    found = _head(doc, start, stop, stops)
    if not found or not found[2]:
        if adds and (start >= stop or start in stops or doc.low[start] in STOPS or doc.low[start] in {",", "."}):
            return Group(at, start, at, ONE, "unknown", numbered=False, adds=True, sure=True, definite=False, exact=True, bare=True)
        return None
    head, last, _ = found
    noun = doc.low[head]
    if noun in victims.NEVER_PEOPLE:
        return None
    cls = _class(doc, start, head, last, stop)
    definite = word in {"the", "these", "those", "this", "that"}
    if noun == "family" and doc.low[last : last + 1] == ["of"] and last + 1 < stop:
        number = numbers.at_token(doc, last + 1, stop)
        if number is not None and number.use == "count":
            return Group(at, number.last, head, number.count, cls, numbered=True, adds=adds, sure=True, definite=definite, exact=True)
    if noun in victims.TWO_PEOPLE:
        count = Count(2, 2, 2)
    elif noun == "family" or (noun in victims.PLURAL and noun not in victims.SINGULAR):
        count = SEVERAL
    elif noun in {"staff", "others"} and word not in victims.SINGULAR_DETERMINERS:
        count = SEVERAL
    else:
        count = ONE
    return Group(at, last, head, count, cls, numbered=False, adds=adds, sure=True, definite=definite, exact=count == ONE)


def _plain(doc: Document, at: int, stop: int, stops: frozenset[int]) -> Group | None:
    """A plural without number, 3/3/9 ("civilians"), or an occupation before a name ("journalist John Smith")."""
    word = doc.low[at]
    if word in {"others", "dozens"}:
        return Group(at, at + 1, at, SEVERAL, "unknown", numbered=False, adds=word == "others", sure=True, definite=False, exact=False)
    if not word[0].isalpha() or word in STOPS or word in {"and", "dead", "lives"}:
        return None
    found = _head(doc, at, stop, stops, plain=True)
    if not found or not found[2]:
        return _name(doc, at, stop)
    head, last, _ = found
    noun = doc.low[head]
    if noun in {"dead", "bodies", "corpses", "lives", "families", "local", "national"}:
        return None
    cls = _class(doc, at, head, last, stop)
    count = SEVERAL if noun in victims.PLURAL else ONE
    if count == ONE:
        end = last
        while end < stop and doc.raw[end][0].isupper() and end - last < 5:  # noqa: PLR2004 -- no name is longer
            end += 1
        last = end
    return Group(at, last, head, count, cls, numbered=False, adds=False, sure=True, definite=False, exact=count == ONE)


def _name(doc: Document, at: int, stop: int) -> Group | None:
    """Two or more capitalised words before "was" and the like: somebody's name, counted where that is harmed."""
    end = at
    while end < stop and (doc.raw[end][0].isupper() or doc.low[end] in {"-", "al", "bin", "de", "abu", "el", "van"}) and end - at < 6:  # noqa: PLR2004 -- no name is longer
        end += 1
    if end - at < 2 or end >= stop or not doc.raw[at][0].isupper():  # noqa: PLR2004 -- a name and a surname
        return None
    following = doc.low[end : end + 4]
    age = following[:1] == [","] and following[1:2] and following[1][0].isdecimal()
    verb = following[3] if age and len(following) > 3 else following[0]  # noqa: PLR2004 -- ", 24, was"
    if verb not in {"was", "is", "died", "dies"}:
        return None
    return Group(at, end, end - 1, ONE, "unknown", numbered=False, adds=False, sure=False, definite=False, exact=True)


def _head(doc: Document, at: int, stop: int, stops: frozenset[int], *, plain: bool = False) -> tuple[int, int, bool] | None:
    """The noun that a phrase beginning here is about: (token, token behind the phrase, whether it is people)."""
    head: int | None = None
    last_word: int | None = None
    token = at
    end = min(stop, at + LONGEST_PHRASE)
    while token < end:
        word = doc.low[token]
        if word == "(" and token > at:
            close = _closing(doc, token, stop)
            if close is None:
                break
            token, end = close + 1, min(stop, end + close - token)
            continue
        if word == "," and head is None and token > at and token + 1 < stop and not plain and doc.low[token + 1] in victims.HINTS:
            token += 1
            continue
        if word in PHRASE_MARKS or doc.low[token] == "and" and _joins_adjectives(doc, token, end, head):
            token += 1
            continue
        if token in stops and not (word in victims.PLURAL or word in victims.SINGULAR) and not _adjective(doc, token, stop):
            break
        if word == "'s" and head is not None and _person_follows(doc, token + 1, stop):
            head = None
            token += 1
            continue
        if not word[0].isalpha() or word in STOPS:
            break
        if head is not None and not _is_person(doc, token) and word not in victims.NEVER_PEOPLE:
            if plain or not _goes_to_person(doc, token, end, stops):
                break
        if word in victims.NEVER_PEOPLE and not (head is None and _goes_to_person(doc, token + 1, end, stops)):
            if head is not None and doc.low[token - 1] in {",", "and"}:
                break
            return (token, token + 1, False) if not plain else None
        if _is_person(doc, token):
            head = token
        elif plain and head is None and token > at + 3:
            break
        last_word = token
        token += 1
    if head is not None:
        if token < stop and doc.low[token] == "'s":
            return None
        return head, head + 1, True
    if plain or last_word is None or last_word < at:
        return None
    return last_word, last_word + 1, _demonym(doc, last_word)


def _adjective(doc: Document, token: int, stop: int) -> bool:
    """ "Two wounded soldiers", "an injured child": harm told as a quality inside a phrase."""
    return doc.low[token] in {"wounded", "injured", "displaced", "missing"} and token + 1 < stop and _is_person(doc, token + 1)


def _goes_to_person(doc: Document, token: int, end: int, stops: frozenset[int]) -> bool:
    """Whether the phrase goes on to people: "bus passengers", "two hospital nurses"."""
    for at in range(token, min(end, token + 3)):
        if at in stops or doc.low[at] in STOPS:
            return False
        if _is_person(doc, at):
            return True
        if not doc.low[at][0].isalpha():
            return False
    return False


def _person_follows(doc: Document, token: int, stop: int) -> bool:
    return any(_is_person(doc, at) for at in range(token, min(stop, token + 3)))


def _joins_adjectives(doc: Document, token: int, end: int, head: int | None) -> bool:
    """ "Turkish and Syrian soldiers": an "and" before the head of the phrase, between two modifiers."""
    if head is not None or token + 2 >= end:
        return False
    return any(_is_person(doc, at) for at in (token + 1, token + 2)) and doc.low[token + 1] not in victims.DETERMINERS


def _closing(doc: Document, token: int, stop: int) -> int | None:
    for at in range(token, min(stop, token + 8)):
        if doc.low[at] == ")":
            return at
    return None


def _is_person(doc: Document, token: int) -> bool:
    word = doc.low[token]
    if word == "general" or word == "private" or word == "major":
        return doc.raw[token][0].isupper()
    return word in victims.SINGULAR or word in victims.PLURAL or word in victims.DEMONYMS


def _demonym(doc: Document, token: int) -> bool:
    raw = doc.raw[token]
    return raw[0].isupper() and (raw.lower().endswith(victims.DEMONYM_ENDS) or raw.lower() in victims.DEMONYM_SINGULAR)


def _class(doc: Document, first: int, head: int, last: int, stop: int) -> str:
    """The class of a head; one that tells little takes it from its modifiers, then from what follows."""
    noun = doc.low[head]
    own = victims.PLURAL.get(noun) or victims.SINGULAR.get(noun) or "unknown"
    before = [doc.low[i] for i in range(first, head)]
    if "aid" in before or "humanitarian" in before or "ngo" in before or "ingo" in before:
        return "aid_worker"
    if noun not in victims.OPEN_CLASS:
        return own
    if noun in victims.ARMED_HEADS and "police" in before:
        return "police"
    for word in reversed(before):
        cls = victims.HINTS.get(word) or victims.SINGULAR.get(word) or victims.PLURAL.get(word)
        if cls and cls != "unknown" and _hint_fits(word, cls, noun):
            return cls
    found = _class_behind(doc, last, stop)
    if found:
        return found
    return "military" if noun in {"commander", "commanders", "captain"} and own == "unknown" else own


def _hint_fits(word: str, cls: str, noun: str) -> bool:
    """Old men of the church are civilians; "government" makes officials of workers and soldiers of troops."""
    if word == "government":
        return noun not in {"forces"}
    return cls != "child" or noun not in {"officer", "officers"}


def _class_behind(doc: Document, last: int, stop: int) -> str | None:
    if last >= stop or doc.low[last] not in {"of", "from", "working", "with", "for", "(", "belonging", "contracted"}:
        return None
    for token in range(last + 1, min(stop, last + TAIL)):
        word = doc.low[token]
        if word in {"was", "were", "is", "are", "when", "by", "who", ",", "in", "near", "and"}:
            return None
        cls = victims.HINTS.get(word) or victims.PLURAL.get(word)
        if cls and cls != "unknown":
            return cls
    return None
