"""A harm whose subject is the victim → the list of groups to its left that suffered it."""

from collections.abc import Sequence
from typing import Literal

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties.group import Group
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.lists import (
    CLAUSE,
    DASHES,
    MARKS,
    OF_OTHERS,
    PART_PAIRS,
    PART_WORDS,
    PREPOSITIONS,
    SPARED,
    Link,
    Listed,
    Scene,
    are_others,
    as_well,
    is_role,
    link,
)
from firebell.reading.text import Document, words

Role = Literal["main", "part", "aside"]

AUXILIARY_REACH = 6
"""Between "was" and its participle stand at most so many adverbs."""

SUBJECT_REACH = 27
"""A subject and its verb may be so many words apart, its "from", "in" and "of" between them."""

RESULTED = words("resulted results resulting")
"""As in "resulted in two people wounded": behind that "in" stands no place."""

LONGEST_ASIDE = 18
CLOSING = DASHES | {")"}
UNSURE_REACH = 6
"""Who is not surely a person must stand closer."""

REPORTED = words("first previously initially earlier originally")
"""Behind an "as" these tell of an older figure, and begin no clause."""

NAMED = words("identified named described")
"""Before an "as": who it was, "a farmer identified as Musa was killed"."""

TURNING = words("and but or , being been")
"""Between two verbs of one subject stands one of these, or the second is not its own."""

NAMING = words("named identified")
"""Behind these an "as" begins no clause: it tells who somebody is."""

ON_LEAVE = words("on from")
"""Before "leave" these make it no verb."""

MEMBERS = words("members member soldiers officers fighters men")
"""Behind these an "of" tells whose they are."""

LED = table.RISE | words("led leads leading")
"""As in "the count stands at four dead, has risen to four dead", "the raid led to six injured"."""

PARTICLES = words("back down out off up in away")
"""Between a verb and its object: "to hold back the militias"."""

LEADING_TO = words("according close next near due thanks led linked loyal")
"""Behind these a "to" stands before a noun."""

RELATED = words(
    "relatives families family widow widows parents father mother friends colleagues supporters lawyers"
)
"""Of whom somebody was killed: these were not."""

PERSONAL = words("he she they we")
"""Who is told so suffered only where a form of "be" says it."""

BEGINNERS = CLAUSE - SPARED - {"that"}


def subjects(scene: Scene, harm: Harm, before: Harm | None) -> Listed | None:
    """The nearest group to the left that no preposition holds, with the list that it ends."""
    doc = scene.doc
    begin = _clause_begin(scene, harm, before)
    rows = [
        g for g in scene.groups if begin <= g.first and g.last <= harm.first and g.first not in scene.used
    ]
    rows = [
        g
        for i, g in enumerate(rows)
        if not (i and (is_role(doc, rows[i - 1], g) or _is_theirs(doc, rows[i - 1], g)))
    ]
    called = next((i for i, g in enumerate(rows) if g.numbered and _is_named_behind(doc, g)), len(rows))
    aside = called + 1 < len(rows) or (called < len(rows) and not _reaches(rows[called], harm, parted=False))
    rows = rows[: called + 1]
    roles = _roles(scene, harm, rows)
    whole = rows[-1] if rows and _is_total(doc, rows[-1], harm) else None
    if whole:
        return Listed((whole,), tuple(g for g, role in zip(rows, roles, strict=True) if role == "main"))
    at = len(rows) - 1
    while at >= 0 and roles[at] != "main":
        at -= 1
    parts = tuple(
        group for group, role in zip(rows[at + 1 :], roles[at + 1 :], strict=True) if role == "part"
    )
    if at < 0:
        if len(parts) > 1 and doc.low[parts[-2].last : parts[-1].first] == [",", "and"]:
            parts = parts[-1:]  # "12 died, including two gunmen, and 20 others were hurt"
        some = (g._replace(part=g.part or doc.low[g.first - 1] in PART_WORDS) for g in parts)
        return Listed(tuple(some), ()) if parts else None
    if not _reaches(rows[at], harm, parted=aside or bool(parts)) or _has_verb_of_its_own(doc, rows[at], harm):
        return None
    if doc.low[rows[at].first] in PERSONAL and _is_of_others(doc, rows[at], harm):
        return None
    return Listed(_mains(doc, rows, roles, at), parts)


def _mains(doc: Document, rows: Sequence[Group], roles: Sequence[str], at: int) -> tuple[Group, ...]:
    """The group at `at` with the list that it ends."""
    mains = [rows[at]]
    if _is_kin(doc, rows[at]):
        kin_of = next((i for i in range(at - 1, -1, -1) if roles[i] == "main"), None)
        if kin_of is not None:
            mains.insert(0, rows[kin_of])
            at = kin_of
    while at > 0 and roles[at - 1] == "main":
        joined = link(doc, rows[at - 1], rows[at])
        if joined not in {"and", "comma"} or _is_aside(doc, rows[at - 1], rows[at]):
            break
        if rows[at].numbered and _is_of_infinitive(doc, rows[at - 1]):
            break
        inserted = joined == "comma" and doc.low[rows[at].last] in {",", ")"}
        if inserted and len(mains) == 1:
            # A group in commas before the verb is no list: "a man, a teacher, was killed".
            mains = [rows[at - 1]]
        else:
            mains.insert(0, rows[at - 1])
        at -= 1
    while at > 0 and roles[at - 1] == "part":
        at -= 1
    if at > 0 and roles[at - 1] == "main" and roles[at] == "part" and are_others(rows[at - 1], mains[0]):
        mains.insert(0, rows[at - 1])
    return tuple(mains)


def _is_named_behind(doc: Document, group: Group) -> bool:
    """As in "Three people, named as …, were shot dead": who stands behind are they."""
    at = group.last + (doc.low[group.last] == ",")
    return doc.low[at] == "namely" or (doc.low[at] in NAMING and doc.low[at + 1 : at + 2] in (["as"], ["by"]))


def _is_theirs(doc: Document, one: Group, other: Group) -> bool:
    """As in "13 members of the security forces": whose members they are is no group of its own."""
    told = one.numbered and not other.numbered and other.first == one.last + 1
    return told and doc.low[one.last] == "of" and doc.low[one.head] in MEMBERS


def _is_aside(doc: Document, one: Group, other: Group) -> bool:
    """As in "25 were killed, two of them civilians, and 80 were wounded": the two go on about the 25."""
    return one.part and not other.part and doc.low[one.first - 1] == "," and doc.low[one.last] == ","


def _is_of_infinitive(doc: Document, group: Group) -> bool:
    """As in "nobody to part the fighters and 60 were killed", "to hold back the militias": the object of that verb.

    "According to police the guards and two nurses were killed" has no such verb.
    """
    if group.numbered or doc.low[group.first] not in {"the", "their", "its"}:
        return False
    at = group.first - 2 - (doc.low[group.first - 1] in PARTICLES)
    return at >= 0 and doc.low[at] == "to" and doc.low[at - 1] not in LEADING_TO and doc.raw[at + 1].islower()


def _has_verb_of_its_own(doc: Document, group: Group, harm: Harm) -> bool:
    """As in "the van they were in was hit": not they were; "a man who was walking by was hit"."""
    if (
        not group.pronoun
        or doc.low[group.first] == "who"
        or doc.low[group.last] not in table.BE
        or doc.low[harm.first - 1] not in table.BE
    ):
        return False
    between = doc.low[group.last + 1 : harm.first - 1]
    return bool(between) and TURNING.isdisjoint(between)


def _is_of_others(doc: Document, pronoun: Group, harm: Harm) -> bool:
    """As in "he met families of those killed": no form of "be" says that he was."""
    return doc.low[harm.first] in table.PARTICIPLES and table.BE.isdisjoint(
        doc.low[pronoun.last : harm.first]
    )


def _is_counted(doc: Document, group: Group, harm: Harm) -> bool:
    """As in "With eight dead", "of the 20 killed": right before the harm, so that no preposition holds it.

    "Three men of one family killed" are three.
    """
    before = doc.low[group.first - 1]
    if group.last != harm.first:  # "with three children still missing"
        return group.numbered and before == "with" and doc.low[group.last : harm.first] == ["still"]
    if not group.numbered:  # "relatives of the soldier killed"
        return before == "of" and group.exact and doc.low[group.first - 2] in RELATED
    if group.bare and (before == "at" or (before == "to" and doc.low[group.first - 2] in LED)):
        return True
    if before == "for" and harm.shape == "participle":
        return True  # "the search for 61 pupils seized from their dormitory"
    return before == "with" or (before == "of" and doc.low[group.head] != "family")


def _is_total(doc: Document, group: Group, harm: Harm) -> bool:
    """As in "A rebel chief among six killed": the six are the whole, who stands before them a part (CODEBOOK §3)."""
    return group.numbered and group.last == harm.first and doc.low[group.first - 1] == "among"


def passive(scene: Scene, harm: Harm) -> bool:
    """Whether a form of "be" stands before the participle, with nothing but adverbs between."""
    for at in range(harm.first - 1, max(scene.sentence.first, harm.first - AUXILIARY_REACH) - 1, -1):
        word = scene.doc.low[at]
        if word in table.BE:
            return True
        if word in table.HAVE or not (word in BETWEEN or word.endswith("ly")):
            return False
    return False


BETWEEN = table.FILLERS | table.PARTICIPLES.keys() | {"and", "or", ","}


def _clause_begin(scene: Scene, harm: Harm, before: Harm | None) -> int:
    """The first token of the harm's clause; what stands between commas ("while on their way") is skipped."""
    doc = scene.doc
    stop = max(scene.sentence.first, before.last if before else 0)
    at = harm.first
    comma = False
    while at > stop:
        word = doc.low[at - 1]
        inserted = comma and at - 2 > stop and doc.low[at - 2] == ","
        inserted = inserted or (word == "leave" and doc.low[at - 2] in ON_LEAVE)
        inserted = inserted or (word == "since" and doc.low[at - 2] in table.HAVE)  # "three have since died"
        inserted = inserted or (word == "as" and doc.low[at - 2] in NAMED)
        begins = (
            word in BEGINNERS and not inserted and not as_well(doc, at - 1) and doc.low[at] not in REPORTED
        )
        begins = begins and not (word == "as" and doc.low[at - 2] in NAMING)
        begins = begins and not (word == "left" and doc.raw[at - 1][0].isupper())  # "of the United Left, was"
        opened = _opened(doc, at - 1, stop) if word in CLOSING else None
        if opened is not None:
            at = opened
            continue
        initial = (
            word == "." and len(doc.low[at - 2]) == 1 and doc.raw[at - 2].isupper()
        )  # "Hevrin K. was shot"
        if (word in MARKS and not initial) or (begins and not scene.within(at - 1)):
            return at
        comma = comma or word == ","
        at -= 1
    return at


def _opened(doc: Document, closing: int, stop: int) -> int | None:
    """What opens the aside that this closes: "two medics — a Swiss and a Kenyan — were killed", "ten (6 of …)"."""
    reach = range(closing - 1, max(stop, closing - LONGEST_ASIDE) - 1, -1)
    if doc.low[closing] == ")":
        return next((at for at in reach if doc.low[at] == "("), None)
    return next((at for at in reach if doc.low[at] == doc.low[closing] and not doc.glued(at)), None)


def _roles(scene: Scene, harm: Harm, rows: list[Group]) -> list[Role]:
    out: list[Role] = []
    for index, group in enumerate(rows):
        joined = link(scene.doc, rows[index - 1], group) if index else None
        counted = _is_counted(scene.doc, group, harm)
        role = "main" if counted else _role(scene, group, out[-1] if out else None, joined)
        if out and out[-1] == "part" and joined in {"and", "comma"}:
            whole = next((rows[i] for i in range(index - 1, -1, -1) if out[i] == "main"), None)
            if joined == "and" and whole and are_others(whole, group):
                role = "main"  # "five soldiers, including a major, and three policemen"
            elif joined == "comma" and index + 1 < len(rows) and link(scene.doc, group, rows[index + 1]):
                role = "part"  # "nine people, including three guards, TWO NURSES and a driver"
        out.append(role)
    return out


def _role(scene: Scene, group: Group, previous: Role | None, joined: Link | None) -> Role:
    """A part behind "including", an aside behind a preposition; a list goes on as it began."""
    before = scene.doc.low[group.first - 1] if group.first else ""
    two = tuple(scene.doc.low[max(0, group.first - 2) : group.first])
    if before in PART_WORDS or two in PART_PAIRS or joined == "part":
        return "part"
    if previous is not None and (
        group.part or scene.doc.low[group.last : group.last + 2] == ["among", "them"]
    ):
        return "part"
    if joined == "and" and previous:
        return "main" if _is_kin(scene.doc, group) else previous
    if before == "not":
        return "aside"  # "four people, not seven as first reported, were killed"
    resulted = before == "in" and two[0] in RESULTED
    return "aside" if before in PREPOSITIONS and not resulted else "main"


def _is_kin(doc: Document, group: Group) -> bool:
    """As in "Luis Roa, candidate for mayor of the town, and his brother": whose brother is told before the asides."""
    return doc.low[group.first] in OF_OTHERS and doc.low[group.first - 1] == "and"


def _reaches(group: Group, harm: Harm, *, parted: bool) -> bool:
    """Whether the harm is near enough to be the group's."""
    apart = harm.first - group.last
    return parted or apart <= (SUBJECT_REACH if group.sure or group.numbered else UNSURE_REACH)
