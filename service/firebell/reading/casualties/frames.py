"""Harms and groups of a sentence → who was hurt: subject or object, the whole list, and what is part of it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from firebell.reading.casualties import harm_words as table
from firebell.reading.casualties.groups import Group
from firebell.reading.casualties.harms import Harm
from firebell.reading.text import Document, Sentence, words

Role = Literal["main", "part", "aside"]

CLAUSE = words(
    "when after while because although though but where that if before since as until unless whether "
    "said says say left leaves leaving leave which with including"
)
MARKS = frozenset(";:.!?\u2014")
PREPOSITIONS = words(
    "of by in from at near to for on against between with into inside outside around through under over "
    "during behind within across towards toward beside beyond than via like targeting attacking per involving "
    "following"
)
PART_WORDS = words("including include includes included among comprising")
JOINERS = words("and & plus")
FILLED = 9
"""A subject and its verb may be so many words apart, its "from", "in" and "of" between them."""

LINK_REACH = 12
AUXILIARY_REACH = 6
SPEAKING = words("said says say told tells reported reports confirmed claimed claims added")
AND_WITH = frozenset({("as", "well", "as"), ("along", "with"), ("together", "with"), ("and", "also"), ("and", "then")})


class Frame(NamedTuple):
    """One harm with the groups that suffered it and those that are a part of them; `shared` from a verb beside it."""

    harm: Harm
    mains: tuple[Group, ...]
    parts: tuple[Group, ...]
    shared: bool = False


def outside(doc: Document, sentence: Sentence, harms: Sequence[Harm], groups: Sequence[Group]) -> list[Group]:
    """The groups without those in brackets or between dashes, where the harm itself stands outside."""
    inside = [span for span in _asides(doc, sentence) if not any(span[0] < harm.anchor < span[1] for harm in harms)]
    return [g for g in groups if not any(first < g.first < last for first, last in inside)] if inside else list(groups)


def _asides(doc: Document, sentence: Sentence) -> list[tuple[int, int]]:
    """Brackets, and pairs of dashes that stand free."""
    out: list[tuple[int, int]] = []
    opened: int | None = None
    dash: int | None = None
    for at in range(sentence.first, sentence.last):
        word = doc.low[at]
        if word in {"(", "["}:
            opened = at
        elif word in {")", "]"} and opened is not None:
            out.append((opened, at))
            opened = None
        elif word in DASHES and not doc.glued(at) and not (at + 1 < len(doc) and doc.glued(at + 1)):
            if dash is not None:
                out.append((dash, at))
                dash = None
            else:
                dash = at
    return out


DASHES = frozenset("-\u2013\u2014")


def frames(doc: Document, sentence: Sentence, harms: Sequence[Harm], groups: Sequence[Group]) -> list[Frame]:
    """Who suffered each harm of the sentence; a harm that nobody is said to have suffered gives none."""
    out: list[Frame] = []
    used: set[int] = set()
    groups = outside(doc, sentence, harms, groups)
    for index, harm in enumerate(harms):
        before = harms[index - 1] if index else None
        after = harms[index + 1] if index + 1 < len(harms) else None
        frame = _frame(doc, sentence, harm, before, after, groups, used) or _shared(doc, harm, before, out)
        frame = frame and _counted_once(doc, frame)
        if frame is None:
            continue
        used.update(group.first for group in (*frame.mains, *frame.parts))
        out.append(frame)
    return _given_back(doc, harms, out)


def _frame(
    doc: Document,
    sentence: Sentence,
    harm: Harm,
    before: Harm | None,
    after: Harm | None,
    groups: Sequence[Group],
    used: set[int],
) -> Frame | None:
    if harm.shape == "noun":
        return _of_noun(doc, sentence, harm, after, groups, used)
    if harm.shape == "active":
        return _object(doc, sentence, harm, after, groups)
    if harm.shape == "subject":
        return _subject(doc, sentence, harm, before, after, groups, used)
    if harm.shape == "toll":
        return None
    if harm.shape == "among":
        return _among(doc, sentence, harm, before, after, groups, used)
    if passive(doc, sentence, harm):
        return _subject(doc, sentence, harm, before, after, groups, used)
    adjacent = next((g for g in groups if g.last == harm.first and g.first not in used), None)
    right = _right(doc, harm.last, sentence.last, groups)
    if right and not (adjacent and adjacent.numbered and _starts_harm(doc, right.last, after)) and right.sure | right.numbered:
        if adjacent and adjacent.pronoun and doc.low[adjacent.first] == "who":
            return _object(doc, sentence, harm, after, groups)
        if not (adjacent and adjacent.numbered and right.first > harm.last + 1 and doc.low[harm.last] == ","):
            return _object(doc, sentence, harm, after, groups)
    return _subject(doc, sentence, harm, before, after, groups, used)


def _among(
    doc: Document,
    sentence: Sentence,
    harm: Harm,
    before: Harm | None,
    after: Harm | None,
    groups: Sequence[Group],
    used: set[int],
) -> Frame | None:
    """ "Two journalists were among the dead", "among the dead were two journalists": a part, with no total here."""
    at = harm.last
    while at < sentence.last and (doc.low[at] in table.BE or doc.low[at] == ":"):
        at += 1
    right = next((g for g in groups if g.first == at), None)
    if right:
        frame = _chain(doc, harm, right, [g for g in groups if right.first <= g.first < _limit(doc, right.last, sentence.last, after)], after)
        return frame._replace(parts=())
    if not passive(doc, sentence, harm):
        return None
    return _subject(doc, sentence, harm, before, after, groups, used)


def _counted_once(doc: Document, frame: Frame) -> Frame:
    """A list that spells out its first figure is that figure; "12 soldiers and civilians" are 12."""
    mains = list(frame.mains)
    head, rest = mains[0], mains[1:]
    if rest and head.count.best > 1 and sum(g.count.best for g in rest) == head.count.best and head.numbered:
        return frame._replace(mains=(head,), parts=(*rest, *frame.parts))
    kept = [head]
    for group in rest:
        covered = kept[-1].numbered and kept[-1].count.best > 1 and not group.numbered and not group.adds and not group.exact
        if covered and doc.low[group.first - 1] in {"and", ",", "&"}:
            kept[-1] = kept[-1]._replace(last=group.last)
        else:
            kept.append(group)
    return frame._replace(mains=tuple(kept))


def passive(doc: Document, sentence: Sentence, harm: Harm) -> bool:
    """Whether a form of "be" stands before the participle, with nothing but adverbs between."""
    for at in range(harm.first - 1, max(sentence.first, harm.first - AUXILIARY_REACH) - 1, -1):
        word = doc.low[at]
        if word in table.BE:
            return True
        if word not in table.FILLERS and not word.endswith("ly") and word not in {"and", "or", ","} and word not in table.PARTICIPLES:
            return False
        if word in {"have", "has", "had"}:
            return False
    return False


def _starts_harm(doc: Document, at: int, harm: Harm | None) -> bool:
    """Whether another harm begins here: what stands before is its subject."""
    if harm is None:
        return False
    while at < harm.first and (doc.low[at] in table.BE or doc.low[at] in table.HAVE or doc.low[at] in table.FILLERS):
        at += 1
    return at == harm.first and harm.shape in {"participle", "subject"}


def _right(doc: Document, at: int, stop: int, groups: Sequence[Group]) -> Group | None:
    """The group that begins right behind a verb."""
    for token in range(at, min(stop, at + 3)):
        group = next((g for g in groups if g.first == token), None)
        if group:
            return group
        if doc.low[token] not in table.ADVERBS and doc.low[token] not in {"to", "death", "\u201c", '"', "as", "well", "(", ":"}:
            return None
    return None


def _object(doc: Document, sentence: Sentence, harm: Harm, after: Harm | None, groups: Sequence[Group]) -> Frame | None:
    first = _right(doc, harm.last, sentence.last, groups)
    if first is None or (harm.anchor < len(doc) and doc.low[harm.anchor] in table.WEAK and not first.sure):
        return None
    if first.bare and not first.adds and doc.low[harm.anchor] in table.WEAK:
        return None
    limit = _limit(doc, first.last, sentence.last, after)
    frame = _chain(doc, harm, first, [g for g in groups if first.first <= g.first < limit], after)
    last = frame.mains[-1].last
    if doc.low[harm.anchor] in table.WEAK and (doc.low[last : last + 2] == ["to", "death"] or doc.low[last : last + 1] == ["dead"]):
        return frame._replace(harm=harm._replace(kind="killed"))
    return frame


def _limit(doc: Document, at: int, stop: int, after: Harm | None) -> int:
    """Where an object's list must end: at the next verb of harm, a new clause or a heavy mark."""
    stop = min(stop, after.first if after else stop)
    while at < stop:
        word = doc.low[at]
        if word in MARKS or (word in CLAUSE and word not in {"including", "with"} and doc.low[at : at + 2] != ["as", "well"]):
            return at
        if word == "as" and doc.low[at - 1] != "well" and doc.low[at : at + 2] != ["as", "well"]:
            return at
        at += 1
    return at


def _chain(doc: Document, harm: Harm, first: Group, candidates: Sequence[Group], after: Harm | None) -> Frame:
    """From the first group on: "two soldiers, a policeman and three civilians, including a child"."""
    mains, parts, pending = [first], [], []
    role: Role = "main"
    last = first
    for group in candidates:
        if group.first <= first.first:
            continue
        if _other_clause(doc, group, after):
            break
        told = _link(doc, last, group)
        if told == "part":
            role = "part"
            parts.append(group)
        elif told == "and":
            (mains if role == "main" else parts).extend([*pending, group])
            pending = []
        elif told == "comma" and not group.pronoun:
            if group.part:
                parts.append(group)
            else:
                pending.append(group)
        elif told is None:
            if doc.low[group.first - 1] in PREPOSITIONS:
                continue
            break
        last = group
    if role == "part":
        parts.extend(pending)
    parts += [g for g in mains[1:] if g.part]
    mains = [g for g in mains if g is first or not g.part]
    return Frame(harm, tuple(mains), tuple(parts))


def _other_clause(doc: Document, group: Group, after: Harm | None) -> bool:
    """Whether the group is the subject of what follows: "and 30 were injured", "and police arrested"."""
    if group.last >= len(doc):
        return False
    word = doc.low[group.last]
    if word in table.BE or word in table.HAVE or word in SPEAKING or _starts_harm(doc, group.last, after):
        return True
    return word.endswith("ed") and not group.numbered and doc.raw[group.last].islower()


def _link(doc: Document, one: Group, other: Group) -> Literal["and", "comma", "part"] | None:
    """How two groups are joined: a list goes on over "from X" and "in Y", not over a verb."""
    between = doc.low[one.last : other.first]
    if len(between) > LINK_REACH:
        return None
    if not between:
        return None
    if between[-1] in PART_WORDS or tuple(between[-2:]) in {("of", "whom"), ("of", "them"), ("among", "them")} or not PART_WORDS.isdisjoint(between[-3:]):
        return "part"
    if tuple(between[-3:]) in AND_WITH or tuple(between[-2:]) in AND_WITH:
        return "and"
    if any(word.endswith("ed") and word not in {"armed"} for word in between) or not table.BE.isdisjoint(between):
        return None
    if between[-1] in JOINERS:
        return "and"
    if between[-1] == "," and (len(between) == 1 or between[0] in PREPOSITIONS or between[0] in {",", "("}):
        return "comma"
    return None


def _clause_begin(doc: Document, sentence: Sentence, harm: Harm, before: Harm | None) -> int:
    stop = max(sentence.first, before.last if before else sentence.first)
    at = harm.first
    comma = False
    while at > stop:
        word = doc.low[at - 1]
        if word in MARKS:
            return at
        if word in CLAUSE and word not in {"including", "with", "that"} and not _as_well(doc, at - 1):
            # "Two men, while on their way home, were shot": what stands between commas is skipped.
            if not (comma and at - 2 > stop and doc.low[at - 2] == ","):
                return at
        comma = comma or word == ","
        at -= 1
    return at


def _as_well(doc: Document, at: int) -> bool:
    return doc.low[at] == "as" and "well" in doc.low[max(0, at - 1) : at + 2]


def _role(doc: Document, group: Group, previous: Role | None, link: str | None) -> Role:
    before = doc.low[group.first - 1] if group.first else ""
    two = tuple(doc.low[max(0, group.first - 2) : group.first])
    if before in PART_WORDS or two in {("of", "whom"), ("of", "them"), ("among", "them")} or link == "part":
        return "part"
    if group.part and previous is not None:
        return "part"
    if link == "and" and previous:
        return previous
    return "aside" if before in PREPOSITIONS else "main"


def _subject(
    doc: Document,
    sentence: Sentence,
    harm: Harm,
    before: Harm | None,
    after: Harm | None,
    groups: Sequence[Group],
    used: set[int],
) -> Frame | None:
    """The nearest group to the left that no preposition holds, with the list that it ends."""
    begin = _clause_begin(doc, sentence, harm, before)
    rows = [g for g in groups if begin <= g.first and g.last <= harm.first and g.first not in used]
    roles: list[Role] = []
    for index, group in enumerate(rows):
        link = _link(doc, rows[index - 1], group) if index else None
        roles.append(_role(doc, group, roles[-1] if roles else None, link))
    at = len(rows) - 1
    parts = []
    while at >= 0 and roles[at] != "main":
        if roles[at] == "part":
            parts.insert(0, rows[at])
        at -= 1
    if at < 0:
        if parts:
            return Frame(harm, tuple(parts), ())
        return None
    if not _reaches(doc, rows[at], harm, bool(parts)):
        return None
    mains = [rows[at]]
    while at > 0 and roles[at - 1] == "main" and _link(doc, rows[at - 1], rows[at]) in {"and", "comma"}:
        linked = _link(doc, rows[at - 1], rows[at])
        if linked == "comma" and len(mains) == 1:
            # A group in commas before the verb is no list: "a man, a teacher, was killed".
            mains = [rows[at - 1]]
        else:
            mains.insert(0, rows[at - 1])
        at -= 1
    return Frame(harm, tuple(mains), tuple(parts))


def _reaches(doc: Document, group: Group, harm: Harm, parted: bool) -> bool:  # noqa: FBT001 -- a row of one table
    """Whether the words between a subject and its harm are no other verb's."""
    between = doc.low[group.last : harm.first]
    if group.last == harm.first or parted:
        return True
    if not group.sure and not group.numbered and len(between) > AUXILIARY_REACH:
        return False
    return len(between) <= FILLED * 3


def _of_noun(
    doc: Document, sentence: Sentence, harm: Harm, after: Harm | None, groups: Sequence[Group], used: set[int]
) -> Frame | None:
    """ "The death of two soldiers", "nine fatalities", "the bodies of three men"."""
    word = doc.low[harm.anchor]
    at = harm.last
    if word in table.COUNTED_NOUNS or word == "lives":
        counted = next((g for g in groups if g.last in {harm.first, harm.last} and g.first < harm.first and g.first not in used), None)
        if counted and word in {"bodies", "corpses"} and table.FOUND.isdisjoint(doc.low[harm.last : harm.last + 8]):
            return None
        if counted:
            if word == "lives" and table_lives(doc, counted) is False:
                return None
            return Frame(harm, (counted,), ())
    if at < sentence.last and doc.low[at] == "of" and word != "lives":
        first = _right(doc, at + 1, sentence.last, groups)
        if first and (first.sure or first.numbered):
            limit = _limit(doc, first.last, sentence.last, after)
            return _chain(doc, harm, first, [g for g in groups if first.first <= g.first < limit], after)
    return None


def table_lives(doc: Document, group: Group) -> bool:
    """ "Claimed nine lives", "cost nine lives", "loss of nine lives": not "saved nine lives"."""
    near = doc.low[max(0, group.first - 4) : group.first]
    return not {"claimed", "claims", "claim", "claiming", "took", "takes", "cost", "costs", "loss", "lost", "taken", "taking"}.isdisjoint(near)


def _shared(doc: Document, harm: Harm, before: Harm | None, out: Sequence[Frame]) -> Frame | None:
    """ "Abducted and killed": the second verb has the victims of the first."""
    if before is None or not out or out[-1].harm != before or harm.shape == "noun":
        return None
    between = doc.low[before.last : harm.first]
    if not between:
        return None
    joined = {"and", "or", ",", "then", "&", "/", "but", ";"}
    if len(between) > 4:  # noqa: PLR2004 -- "and was later"
        at = len(between) - 1
        while at > 0 and (between[at] in table.FILLERS or between[at] in table.BE or between[at].endswith("ly")):
            at -= 1
        if between[at] in {"and", "but", ";"} and out[-1].harm.shape != "active" and harm.shape != "active":
            return Frame(harm, out[-1].mains, out[-1].parts, shared=True)
        return None
    if not joined.isdisjoint(between) and all(w in joined or w in table.FILLERS or w in table.BE or w.endswith("ly") for w in between):
        return Frame(harm, out[-1].mains, out[-1].parts, shared=True)
    return None


def _given_back(doc: Document, harms: Sequence[Harm], out: list[Frame]) -> list[Frame]:
    """ "Killing and injuring four": the first verb has the victims of the second."""
    having = {frame.harm: frame for frame in out}
    for one, other in zip(harms, harms[1:], strict=False):
        if one in having or other not in having:
            continue
        between = doc.low[one.last : other.first]
        if between in (["and"], ["or"], ["and", "/", "or"], ["/"]) or (between == ["and", "the"]):
            frame = having[other]
            having[one] = Frame(one, frame.mains, frame.parts, shared=True)
            having[other] = frame._replace(shared=True)
    return [having[harm] for harm in harms if harm in having]
