"""Mentions of a sentence → Parties: phrases that name who fights ("three fighters loyal to X"), side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from firebell.reading.en.actors.actor_words import UNNAMED
from firebell.reading.en.actors.actors import Mention
from firebell.reading.text import Document, Sentence, words

SUFFIX_NOUNS = words(
    "fighters fighter militants militant rebels rebel gunmen forces troops insurgents insurgent group groups "
    "militia militias militiamen soldiers soldier members member movement organization organisation "
    "paramilitary cadres cadre jihadists terrorists terrorist separatists guerrillas guerrilla supporters "
    "loyalists army commandos officers commander commanders operative operatives suspects convoy convoys position "
    "positions base bases camp camps outpost outposts hideout hideouts"
)
LIGHT = words(
    "the a an suspected alleged armed unidentified unknown several some two three four five six seven "
    "eight nine ten eleven twelve pro anti heavily masked islamist own rival least about nearly around many "
    "other local former senior"
)
QUANTITIES = words("dozens hundreds scores thousands group number couple handful column convoy dozen")
BOUNDS = frozenset({("more", "than"), ("fewer", "than"), ("less", "than"), ("up", "to"), ("all", "of")})
"""Before a number, beside "at least": they belong to the party, not to the place in its sentence."""

LINKS = frozenset(
    {
        ("of",),
        ("from",),
        ("loyal", "to"),
        ("linked", "to"),
        ("linked", "with"),
        ("affiliated", "with"),
        ("affiliated", "to"),
        ("belonging", "to"),
        ("belonged", "to"),
        ("belong", "to"),
        ("allied", "to"),
        ("allied", "with"),
        ("aligned", "with"),
        ("identified", "as"),
        ("known", "as"),
        ("called",),
        (",",),
    }
)
"""What joins unnamed fighters to the group that they fight for."""

KINDS = words(
    "group groups a the islamist jihadist extremist militant armed rebel guerrilla organization movement "
    "outlawed banned"
)
GLUED_LINKS = words("linked affiliated aligned allied")
BACKERS = words("backed led run controlled held supported sponsored funded trained")
BACKED = words("backed supported sponsored funded trained armed")
BACKED_REACH = 4
JOIN = LIGHT | words("and or , as well along with together to from of others more another & both")
AND = words("and , or & well along together")
MOST_JOINED = 8
"""No list of parties is longer; it bounds the work on a hostile one."""

LONGEST_JOIN = 7
LONGEST_ASIDE = 12


class Party(NamedTuple):
    """Tokens `first` to `last` (excluded) that name one actor: numbers before, nouns and brackets behind included."""

    first: int
    last: int
    mention: Mention


def parties(doc: Document, sentence: Sentence, mentions: Sequence[Mention]) -> list[Party]:
    """The parties of a sentence in order; what only says of what kind another is, is no party of its own."""
    out: list[Party] = []
    for mention in mentions:
        if out and mention.first < out[-1].last:
            continue
        if _backs(doc, mention, sentence.last):
            continue
        party = Party(
            _begin(doc, mention.first, sentence.first), _end(doc, mention.last, sentence.last), mention
        )
        if out and _is_same(doc, out[-1], party):
            out[-1] = Party(out[-1].first, party.last, _better(out[-1].mention, mention))
        else:
            out.append(party)
    return out


def _begin(doc: Document, at: int, stop: int) -> int:
    while at > stop:
        if doc.low[at - 1] in LIGHT or doc.raw[at - 1].isdigit() or doc.raw[at - 1] in {"-", '"', "\u201c"}:
            at -= 1
        elif at - 1 > stop and _bounds(doc.low[at - 2], doc.low[at - 1]):
            at -= 2
        elif doc.low[at - 1] == "at" and doc.low[at] == "least":
            at -= 1
        else:
            break
    return at


def _bounds(one: str, two: str) -> bool:
    return (one, two) in BOUNDS or (two == "of" and one in QUANTITIES)


def _end(doc: Document, at: int, stop: int) -> int:
    while at < stop:
        word = doc.low[at]
        if word in SUFFIX_NOUNS or word in UNNAMED or word in {"'s", "'", '"', "\u201d"}:
            at += 1
        elif word == "suicide" and at + 1 < stop and doc.low[at + 1] in UNNAMED:
            at += 2
        elif word == "(" and at + 2 < stop and doc.low[at + 2] == ")":
            at += 3
        elif word == "-" and doc.low[at + 1 : at + 2] and doc.low[at + 1] in GLUED_LINKS:
            at += 2
        else:
            break
    return at


def _backs(doc: Document, mention: Mention, stop: int) -> bool:
    """As in "the Iran-backed", "rebels backed by Rwanda's army": who backs or holds something does not act in it."""
    after = mention.last
    if after + 1 < stop and doc.low[after] == "-" and doc.low[after + 1] in BACKERS:
        return True
    before = doc.low[max(0, mention.first - BACKED_REACH) : mention.first]
    return "by" in before and not BACKED.isdisjoint(before[: before.index("by")])


def _is_same(doc: Document, one: Party, other: Party) -> bool:
    """Whether the unnamed fighters of the first are those of the second."""
    if one.mention.named:
        explained = doc.low[one.last : other.first] == [","] and doc.low[other.first] in {"a", "an"}
        same = one.mention.id == other.mention.id and one.last == other.first
        return same or (explained and not other.mention.named)
    if one.last >= other.first:
        return True
    between = tuple(word for word in doc.low[one.last : other.first] if word not in KINDS)
    return between in LINKS and (between != (",",) or _in_apposition(doc, one, other))


def _in_apposition(doc: Document, one: Party, other: Party) -> bool:
    """As in "militants from his group, the Red Front, …": a comma behind as well, and no list."""
    behind = doc.low[other.last : other.last + 2]
    return other.mention.named and behind[:1] == [","] and doc.low[one.last - 1] in {"group", "militia"}


def _better(one: Mention, other: Mention) -> Mention:
    return other if other.named and not one.named else one


def joined_on(doc: Document, listed: Sequence[Party], index: int, stop: int) -> list[Party]:
    """The party and those that an "and" or a comma joins to it: "X, Y and Z"."""
    out = [listed[index]]
    for party in listed[index + 1 : index + MOST_JOINED]:
        if party.first >= stop or not is_joined(doc, out[-1], party):
            break
        out.append(party)
    return out


def joined_back(doc: Document, listed: Sequence[Party], index: int) -> list[Party]:
    """The party and those before it that an "and" or a comma joins."""
    out = [listed[index]]
    for party in reversed(listed[max(0, index + 1 - MOST_JOINED) : index]):
        if not is_joined(doc, party, out[0]):
            break
        out.insert(0, party)
    return out


def is_joined(doc: Document, one: Party, other: Party) -> bool:
    """Whether nothing but "and", commas, numbers, and an aside between commas, stands between the two."""
    between = doc.low[one.last : other.first]
    if between[:1] == [","] and "," in between[1:LONGEST_ASIDE]:
        between = between[between.index(",", 1) + 1 :]
    if len(between) > LONGEST_JOIN or AND.isdisjoint(between):
        return False
    return all(word in JOIN or word.isdigit() for word in between)
