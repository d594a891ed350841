"""Groups side by side → lists: "two soldiers, a policeman and three civilians, including a child"."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, NamedTuple

from firebell.reading.cue import among
from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties.cause_words import ARMED
from firebell.reading.en.casualties.group import ONE, Group
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.victim_words import DETERMINERS, SINGULAR
from firebell.reading.en.numbers.number_words import ONES
from firebell.reading.text import Document, Sentence, words

Link = Literal["and", "comma", "part"]

CLAUSE = words(
    "when after while because although though but where that if before since as until unless whether "
    "said says say left leaves leaving leave which with including"
)
SPARED = words("including with")
ENDS_LIST = CLAUSE - SPARED
MARKS = frozenset(";:.!?\u2014")
DASHES = frozenset("-\u2013\u2014")
ASIDE_MARKS = DASHES | frozenset("()[]")
PREPOSITIONS = words(
    "of by in from at near to for on against between with into inside outside around through under over "
    "during behind within across towards toward beside beyond than via like targeting attacking per involving "
    "following"
)
PART_WORDS = words("including include includes included among comprising")
PART_PAIRS = frozenset({("of", "whom"), ("of", "them"), ("among", "them")})
JOINERS = words("and & plus")
JOINING = frozenset(
    {
        ("as", "well", "as"),
        ("along", "with"),
        ("together", "with"),
        ("and", "also"),
        ("and", "then"),
    }
)
SPEAKING = words("said says say told tells reported reports confirmed claimed claims added")
SAYING = words("said says say told")
OF_OTHERS = words("his her their another")
"""Before a noun: somebody beside the one named before."""

FORMER = words("former ex")
"""Behind an "and": what the same person was before."""

MAY_BE_ANYBODY = frozenset({"unknown", "official"})
"""A class that says nothing, or that people of another class may have as well."""

SHORTEST_APPOSITION = 4
"""Two words of a name and the commas around it."""

BEFORE_OBJECT = table.ADVERBS | {"to", "death", '"', "'", "\u201c", "\u201d", "\u2019", "as", "well"}
"""Between a verb and its object these may stand."""

LINK_REACH = 12
"""Between two groups of one list stand at most so many words ("from X", "in Y")."""

FAR_LINK_REACH = 24
"""So many where commas part what is said of the first, and ", along with" goes on."""


class Scene(NamedTuple):
    """One sentence with its groups; `used` holds the first tokens of those whose harm is told already."""

    doc: Document
    sentence: Sentence
    groups: Sequence[Group]
    used: set[int]

    def within(self, token: int) -> bool:
        """Whether the token stands inside a group: the "as" of "as many as 12 villagers" begins no clause."""
        return any(group.first <= token < group.last for group in self.groups)

    def beginning_at(self, token: int) -> Group | None:
        """The group whose first token this is."""
        return next((group for group in self.groups if group.first == token), None)


class Listed(NamedTuple):
    """The groups of a list, and those that the text calls a part of them."""

    mains: tuple[Group, ...]
    parts: tuple[Group, ...]


def outside(doc: Document, sentence: Sentence, harms: Sequence[Harm], groups: Sequence[Group]) -> list[Group]:
    """The groups without those in brackets or between dashes, where the harm itself stands outside."""
    spans = _asides(doc, sentence)
    inside = [span for span in spans if not any(span[0] < harm.anchor < span[1] for harm in harms)]
    return [g for g in groups if not any(first < g.first < last for first, last in inside)]


def _asides(doc: Document, sentence: Sentence) -> list[tuple[int, int]]:
    """Brackets, and pairs of dashes that stand free."""
    out: list[tuple[int, int]] = []
    opened: int | None = None
    dash: int | None = None
    for at in among(ASIDE_MARKS, doc, sentence.first, sentence.last):
        word = doc.low[at]
        if word in {"(", "["}:
            opened = at
        elif word in {")", "]"}:
            if opened is not None:
                out.append((opened, at))
            opened = None
        elif not doc.glued(at) and not (at + 1 < len(doc) and doc.glued(at + 1)):
            if dash is not None:
                out.append((dash, at))
            dash = at if dash is None else None
    return out


def objects(scene: Scene, first: Group, after: Harm | None, *, of_noun: bool = False) -> Listed:
    """The list that begins with this group, as the object of a verb, or behind the "of" of a noun."""
    limit = _before_speakers(scene.doc, first.last, _limit(scene, first.last, after))
    rows = [g for g in scene.groups if first.first < g.first < limit]
    return _chain(scene.doc, first, rows, partial(_other_clause, scene.doc, after, of_noun=of_noun))


def _limit(scene: Scene, at: int, after: Harm | None) -> int:
    """Where an object's list must end: at the next verb of harm, a new clause or a heavy mark."""
    doc = scene.doc
    stop = min(scene.sentence.last, after.first if after else scene.sentence.last)
    while at < stop:
        word = doc.low[at]
        if word in MARKS or (word in ENDS_LIST and not as_well(doc, at) and not scene.within(at)):
            return at
        at += 1
    return at


def _before_speakers(doc: Document, at: int, limit: int) -> int:
    """The comma before those who say so: "killing 20 pupils and two teachers, witnesses and a medic said"."""
    if doc.low[limit : limit + 1] == [] or doc.low[limit] not in SAYING:
        return limit
    first = max(at, limit - LINK_REACH)
    return next((comma for comma in range(limit - 1, first - 1, -1) if doc.low[comma] == ","), limit)


def right_of(scene: Scene, at: int) -> Group | None:
    """The group that begins right behind a verb."""
    for token in range(at, min(scene.sentence.last, at + 3)):
        group = scene.beginning_at(token)
        if group:
            return group
        word = scene.doc.low[token]
        if word not in BEFORE_OBJECT or (word == "as" and not as_well(scene.doc, token)):
            return None
    return None


def as_well(doc: Document, at: int) -> bool:
    """Whether this "as" belongs to "as well as", which begins no clause."""
    return doc.low[at] == "as" and "well" in doc.low[max(0, at - 1) : at + 2]


def _chain(doc: Document, first: Group, candidates: Sequence[Group], ends: Callable[[Group], bool]) -> Listed:
    """From the first group on, over commas as far as an "and" closes the list."""
    mains, parts = [first], list[Group]()
    pending: list[Group] = []
    last = first
    role: Group | None = None
    for group in candidates:
        if ends(group):
            break
        if is_role(doc, role or last, group, again=role is not None):
            role = group
            continue
        told = link(doc, last, group)
        if told is None and doc.low[group.first - 1] in PREPOSITIONS:
            continue
        if told is None:
            break
        if told == "part" or group.part:
            parts.append(group)
        elif told == "and":
            others = bool(parts) and not pending and are_others(first, group)
            (parts if parts and not others else mains).extend([*pending, group])
            pending = []
        elif not group.pronoun:
            pending.append(group)
        last = group
    headed = [first, *pending]
    if (
        not parts
        and pending
        and (
            all(group.adds for group in pending)
            or _ends_there(doc, first, pending)
            or _is_headline(doc, headed)
        )
    ):
        mains += pending  # "kills self, nine others"
    return Listed(tuple(mains), (*parts, *pending) if parts else ())


def _ends_there(doc: Document, first: Group, pending: Sequence[Group]) -> bool:
    """As in "Rebels kill six soldiers, one civilian in ambush": a headline's list, which no "and" closes.

    "Seven people, two women" may be a part, and who goes on to do something begins a clause of his own.
    """
    if first.cls == "unknown" or not first.numbered or not all(g.numbered and g.sure for g in pending):
        return False
    if any(group.cls in {first.cls, "unknown"} for group in pending):
        return False
    last = pending[-1].last
    behind = doc.low[last] if last < len(doc) else "."
    return behind in PREPOSITIONS or not behind[0].isalpha()


def _is_headline(doc: Document, listed: Sequence[Group]) -> bool:
    """As in "Gunmen kill ex-mayor, aide in ambush": single people without articles, and where it was behind them."""
    if any(
        g.numbered or g.count != ONE or doc.low[g.first] in DETERMINERS or _is_named(doc, g) for g in listed
    ):
        return False
    last = listed[-1].last
    return last >= len(doc) or (doc.low[last] in PREPOSITIONS and doc.low[last] != "of")


def are_others(whole: Group, group: Group) -> bool:
    """Whether the one's class and the other's have nobody in common: soldiers are no policemen."""
    told = {whole.cls, group.cls}
    return len(told) > 1 and not told.isdisjoint(ARMED) and told.isdisjoint(MAY_BE_ANYBODY)


def is_role(doc: Document, one: Group, other: Group, *, again: bool = False) -> bool:
    """Whether the other tells who the one is: "Luis Roa, a teacher, and his wife" are two.

    `again` where the one is itself such a role.
    """
    if other.numbered or not one.count == other.count == ONE or _is_named(doc, other):
        return False
    between, opens = doc.low[one.last : other.first], doc.low[other.first]
    if between == ["and"]:
        return opens in FORMER or (again and opens not in DETERMINERS)
    if _names(doc, one.last, other.first):
        return True
    if between != [","] or not (again or _is_named(doc, one)) or opens in OF_OTHERS:
        return False
    behind = doc.low[other.last : other.last + 2]
    return behind[:1] != ["and"] or not (behind[1] in DETERMINERS or behind[1] in ONES)


def _names(doc: Document, first: int, last: int) -> bool:
    """As in "a general, Omar Haddad, an adviser to": a name in commas, behind which its bearer goes on."""
    if last - first < SHORTEST_APPOSITION or doc.low[first] != "," or doc.low[last - 1] != ",":
        return False
    return all(doc.raw[at][0].isupper() for at in range(first + 1, last - 1))


def _is_named(doc: Document, group: Group) -> bool:
    """Whether the group ends in a name."""
    return doc.raw[group.last - 1][0].isupper() and doc.low[group.last - 1] not in SINGULAR


def _other_clause(doc: Document, after: Harm | None, group: Group, *, of_noun: bool) -> bool:
    """Whether the group is the subject of what follows: "and 30 were injured", "and police arrested".

    "The murder of a priest and his cook was", "shocked" or "has led to" has the whole list for its subject.
    """
    if group.last >= len(doc):
        return False
    word = doc.low[group.last]
    if of_noun and word not in SPEAKING and not group.pronoun:
        return starts_harm(doc, group.last, after)
    if word in table.BE or word in table.HAVE or word in SPEAKING or starts_harm(doc, group.last, after):
        return True
    return word.endswith("ed") and not group.numbered and doc.raw[group.last].islower()


def starts_harm(doc: Document, at: int, harm: Harm | None) -> bool:
    """Whether another harm begins here: what stands before is its subject."""
    if harm is None or harm.shape not in {"participle", "subject"}:
        return False
    while at < harm.first and doc.low[at] in SKIPPED:
        at += 1
    return at == harm.first


SKIPPED = table.BE | table.HAVE | table.FILLERS


def link(doc: Document, one: Group, other: Group) -> Link | None:
    """How two groups are joined: a list goes on over "from X" and "in Y", not over a verb."""
    between = doc.low[one.last : other.first]
    if not between or len(between) > FAR_LINK_REACH:
        return None
    if len(between) > LINK_REACH:  # "the mayor of X, a mining town in …, along with his driver"
        return "and" if between[-3] == "," and tuple(between[-2:]) in JOINING else None
    opens = between[between[0] == "," :][:1]  # "six people, including a village elder's son and his wife"
    if not PART_WORDS.isdisjoint([*opens, *between[-3:]]) or tuple(between[-2:]) in PART_PAIRS:
        return "part"
    if tuple(between[-3:]) in JOINING or tuple(between[-2:]) in JOINING:
        return "and"
    if not table.BE.isdisjoint(between) or any(_is_past(doc, at) for at in range(one.last, other.first)):
        return None
    if between[-1] in JOINERS:
        loose = len(between) > 1 and doc.low[other.first] == "the" and not (other.numbered or other.exact)
        return None if loose else "and"  # "four children amid raids by warplanes and the army's forces"
    plain = len(between) == 1 or between[0] in PREPOSITIONS or between[0] in {",", "("}
    return "comma" if between[-1] == "," and plain else None


def _is_past(doc: Document, token: int) -> bool:
    """Whether the token looks like a verb's past form; in a name ("the Red Front", "United Nations") it is none."""
    return (
        doc.raw[token].islower() and doc.low[token].endswith("ed") and doc.low[token] not in {"armed", "aged"}
    )
