"""Document → Tolls: the people whom it says to be hurt, each figure with its words and what stands around it."""

from collections.abc import Iterator, Sequence

from firebell.reading import numbers
from firebell.reading.casualties import frames as framing
from firebell.reading.casualties import groups as grouping
from firebell.reading.casualties import harm_words as table
from firebell.reading.casualties import harms as harming
from firebell.reading.casualties import scope
from firebell.reading.casualties.frames import Frame
from firebell.reading.casualties.groups import Group
from firebell.reading.casualties.harms import Harm
from firebell.reading.casualties.toll import Toll
from firebell.reading.reading import Count, Kind
from firebell.reading.text import Document, Sentence, words

NOBODY = Count(0, 0, 0)
DEADLY = Count(1, 1, None)
DEADLY_WORDS = words("deadly fatal deadliest")
ATTACKS = words(
    "attack attacks assault strike strikes airstrike airstrikes bombing bombings blast explosion ambush raid "
    "raids shooting clashes clash violence fighting riots riot crackdown siege rocket drone bomb unrest protests"
)
TOLL_REACH = 14
SENTENCES_BACK = 2
LONGEST_SENTENCE = 240


def find(doc: Document) -> list[Toll]:
    """Every toll of the document in the text's order; linear in the text (CODEBOOK §3)."""
    lead = scope.around(doc)
    out: list[Toll] = []
    told: set[tuple[str, int]] = set()
    known: list[list[Group]] = []
    for sentence in _pieces(doc):
        harms = harming.find(doc, sentence)
        stops = frozenset(at for harm in harms for at in range(harm.first, harm.last))
        groups = grouping.find(doc, sentence, stops) if harms or len(sentence_words(sentence)) else []
        if harms:
            out += _sentence(doc, sentence, harms, _resolved(doc, groups, known), lead, out, told)
        known = [*known[-SENTENCES_BACK + 1 :], [g for g in groups if g.sure and not g.pronoun]]
    return out or _deadly(doc, lead)


def _pieces(doc: Document) -> Iterator[Sentence]:
    """The sentences, overlong ones cut: work on a piece may grow with its square."""
    for sentence in doc.sentences:
        for first in range(sentence.first, sentence.last, LONGEST_SENTENCE):
            yield sentence._replace(first=first, last=min(sentence.last, first + LONGEST_SENTENCE))


def sentence_words(sentence: Sentence) -> range:
    """The tokens of a sentence."""
    return range(sentence.first, sentence.last)


def _resolved(doc: Document, groups: Sequence[Group], known: Sequence[Sequence[Group]]) -> list[Group]:
    """Pronouns take number and class from whom they stand for: the nearest fit before them."""
    out: list[Group] = []
    for group in groups:
        out.append(_antecedent(doc, group, out, known) if group.pronoun else group)
    return out


def _antecedent(doc: Document, group: Group, before: Sequence[Group], known: Sequence[Sequence[Group]]) -> Group:
    word = doc.low[group.first]
    if word == "who":
        return _stands_for(group, before[-1]) if before else group
    many = word in {"they", "them"}
    for rows in (before, *reversed(known)):
        for other in rows:
            if other.count.high == 0:
                continue
            if not other.pronoun and (other.count.best > 1) == many and other.count.best:
                return _stands_for(group, other)
    return group


def _stands_for(group: Group, other: Group) -> Group:
    ref = other.first if other.ref < 0 else other.ref
    return group._replace(count=other.count, cls=other.cls, exact=other.exact, ref=ref)


def _sentence(
    doc: Document,
    sentence: Sentence,
    harms: Sequence[Harm],
    groups: Sequence[Group],
    lead: scope.Around,
    before: Sequence[Toll],
    told: set[tuple[str, int]],
) -> list[Toll]:
    out: list[Toll] = []
    made = framing.frames(doc, sentence, harms, groups)
    for frame in _told(doc, made):
        if all((frame.harm.kind, group.ref) in told for group in frame.mains):
            continue  # the same people again: "a man was killed when he was shot dead"
        told.update((frame.harm.kind, group.first if group.ref < 0 else group.ref) for group in frame.mains)
        if frame.harm.shape == "among":
            whole = _whole([*before, *out], frame.harm.kind)
            part = _toll(doc, sentence, frame.harm, frame.harm.kind, frame.mains, lead)
            out.append(part._replace(part_of=whole) if part.count.best and part.mode == "asserted" else part)
            continue
        out += _tolls(doc, sentence, frame, lead, len(before) + len(out))
    for harm in harms:
        if harm.shape == "toll":
            toll = _death_toll(doc, sentence, harm, lead, beside=bool(out))
            if toll:
                out.append(toll)
    return out


def _whole(tolls: Sequence[Toll], kind: Kind) -> int | None:
    """The index of the last full toll of this kind."""
    return next((i for i in range(len(tolls) - 1, -1, -1) if tolls[i].kind == kind and tolls[i].part_of is None), None)


def _told(doc: Document, made: Sequence[Frame]) -> list[Frame]:
    """Without the milder of two harms of the same people: "shot and killed", "wounded and later died"."""
    out: list[Frame] = []
    for index, frame in enumerate(made):
        worse = [other for other in made if other is not frame and other.mains == frame.mains]
        twin = next((o for o in worse if {o.harm.kind, frame.harm.kind} == {"killed", "injured"}), None)
        if frame.harm.kind == "injured" and twin and (_one(frame) or doc.low[frame.harm.anchor] in table.WEAK):
            continue
        if any(o.harm.kind == frame.harm.kind for o in made[:index] if o.mains == frame.mains):
            continue
        out.append(frame)
    return _joint(doc, out)


def _one(frame: Frame) -> bool:
    return all(group.count.best == 1 for group in frame.mains)


def _joint(doc: Document, made: Sequence[Frame]) -> list[Frame]:
    """ "20 killed or wounded" is a size; of the killed it says at most N."""
    out: list[Frame] = []
    for frame in made:
        pair = next((o for o in made if o is not frame and o.mains == frame.mains), None)
        if pair and {frame.harm.kind, pair.harm.kind} == {"killed", "injured"} and (frame.shared or pair.shared):
            kind: Kind = "size" if frame.harm.kind == "injured" else "killed"
            mains = frame.mains
            if kind == "killed":
                mains = tuple(g._replace(count=Count(0, 0, g.count.high)) for g in mains)
            out.append(frame._replace(harm=frame.harm._replace(kind=kind), mains=mains, parts=()))
        else:
            out.append(frame)
    return out


def _tolls(doc: Document, sentence: Sentence, frame: Frame, lead: scope.Around, index: int) -> list[Toll]:
    """The toll of one harm, and behind it its parts."""
    kinds: tuple[Kind, ...] = (frame.harm.kind,)
    if frame.harm.kind == "size" and not any(group.count.best for group in frame.mains):
        kinds = ("killed", "injured")  # "no casualties": neither
    out: list[Toll] = []
    for kind in kinds:
        total = _toll(doc, sentence, frame.harm, kind, frame.mains, lead)
        out.append(total)
        if total.count.best:
            out += [
                _toll(doc, sentence, frame.harm, kind, (part,), lead)._replace(part_of=index + len(out) - 1 - place)
                for place, part in enumerate(frame.parts)
            ]
    return out


def _toll(
    doc: Document, sentence: Sentence, harm: Harm, kind: Kind, mains: Sequence[Group], lead: scope.Around
) -> Toll:
    count = NOBODY
    split: dict[str, Count] = {}
    for group in _same_class(doc, mains):
        count = count + group.count
        split[group.cls] = split.get(group.cls, NOBODY) + group.count
    first = min(harm.first, *(group.first for group in mains))
    last = max(harm.last, *(group.last for group in mains))
    victims = tuple(split)
    mode = scope.mode_of(doc, harm, first, last)
    claimed = scope.claimant(doc, sentence, harm, victims) if count.best and kind == "killed" else None
    if count == NOBODY:
        mode, victims, split = "denied", (), {}
    elif mode == "denied":
        count, split = NOBODY, {}
    elif claimed or scope.is_believed(doc, harm, sentence):
        count, mode, split = Count(0, 0, count.high), "asserted", {}
    elif mode == "hypothetical" and count.low == count.best == 1 and count.high != 1:
        count = Count(0, 1, count.high)
    return Toll(
        kind=kind,
        count=count,
        anchor=harm.anchor,
        first=first,
        last=last,
        mode=mode,
        victims=victims,
        part_of=None,
        claimed_by=claimed,
        cumulative=scope.is_cumulative(doc, sentence, harm, count, beside=False),
        adds=any(group.adds for group in mains[:1]),
        nonviolent=scope.is_nonviolent(doc, sentence, lead),
        by_class=tuple(split.items()) if len(split) > 1 else (),
    )


def _same_class(doc: Document, mains: Sequence[Group]) -> list[Group]:
    """ "Two soldiers and three others": who is not described is as those before."""
    out: list[Group] = []
    known = next((g.cls for g in mains if g.cls != "unknown"), "unknown")
    for group in mains:
        alike = group.cls == "unknown" and (group.bare or group.adds or doc.low[group.head] in ALIKE)
        out.append(group._replace(cls=known) if alike else group)
    return out


ALIKE = words("others staff personnel colleague colleagues other driver drivers guard guards member members employee employees")


def _death_toll(doc: Document, sentence: Sentence, harm: Harm, lead: scope.Around, *, beside: bool) -> Toll | None:
    """ "The death toll rises to 40": the number behind the word, or close before it ("40, the highest toll")."""
    at = harm.last
    stop = min(sentence.last, at + TOLL_REACH)
    while at < stop:
        number = numbers.at_token(doc, at, sentence.last)
        if number is None:
            at += 1
            continue
        at = number.last
        moved = not table.RISE.isdisjoint(doc.low[harm.last : number.first])
        if number.use != "count" or not (moved or doc.low[number.first - 1] in {":", "("}):
            continue
        count = number.count
        return Toll(
            kind=harm.kind,
            count=count,
            anchor=harm.anchor,
            first=harm.first,
            last=number.last,
            mode=scope.mode_of(doc, harm, harm.first, number.last),
            victims=("unknown",),
            part_of=None,
            claimed_by=None,
            cumulative=scope.is_cumulative(doc, sentence, harm, count, beside=beside),
            adds=False,
            nonviolent=scope.is_nonviolent(doc, sentence, lead),
            rises=True,
        )
    return None


def _deadly(doc: Document, lead: scope.Around) -> list[Toll]:
    """ "A deadly attack" with no number anywhere: at least one (CODEBOOK §3)."""
    for at in range(len(doc) - 1):
        if doc.low[at] not in DEADLY_WORDS:
            continue
        sentence = doc.sentence_at(at)
        last = next((i for i in range(at + 1, min(at + 5, sentence.last)) if doc.low[i] in ATTACKS), None)
        if last is None:
            continue
        harm = Harm(at, at + 1, at, "killed", "noun")
        mode = scope.mode_of(doc, harm, at, last + 1)
        nonviolent = scope.is_nonviolent(doc, sentence, lead)
        return [Toll("killed", DEADLY, at, at, last + 1, mode, ("unknown",), None, None, cumulative=False, adds=False, nonviolent=nonviolent)]
    return []
