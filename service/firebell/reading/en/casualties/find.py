"""Document → Tolls: the people whom it says to be hurt, each figure with its words and what stands around it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import compress

from firebell.reading.en.casualties import frames as framing
from firebell.reading.en.casualties import groups as grouping
from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import harms as harming
from firebell.reading.en.casualties import measure, scope, shares
from firebell.reading.en.casualties.frame import Frame
from firebell.reading.en.casualties.group import Group
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.measure import Setting
from firebell.reading.en.casualties.older import older
from firebell.reading.en.casualties.pronouns import resolved
from firebell.reading.en.casualties.toll import Toll
from firebell.reading.reading import Count, Kind
from firebell.reading.text import Document, Sentence, words

DEADLY = Count(1, 1, None)
DEADLY_WORDS = words("deadly fatal deadliest")
DEADLY_REACH = 5
CUES = harming.CUES.union(shares.OF_THEM, DEADLY_WORDS)
"""A sentence without any of these tells of nobody hurt."""

ATTACKS = words(
    "attack attacks assault strike strikes airstrike airstrikes bombing bombings blast explosion ambush raid "
    "raids shooting clashes clash violence fighting riots riot crackdown siege rocket drone bomb unrest protests"
)
RAISED_BY = words("after as when with")
ALL_OF_THEM = words("both all they")
SENTENCES_BACK = 2
"""A pronoun stands for somebody of this sentence or so many before."""

DEAD_OR_HURT = frozenset({"killed", "injured"})

LONGEST_SENTENCE = 120
"""Work on a sentence may grow with its square, so a longer one is cut."""


def find(doc: Document) -> list[Toll]:
    """Every toll of the document in the text's order; linear in the text (CODEBOOK §3)."""
    cues = list(compress(range(len(doc)), map(CUES.__contains__, doc.low)))
    if not cues:
        return []
    lead = scope.around(doc)
    out: list[Toll] = []
    told: set[tuple[Kind, int]] = set()
    pieces = _Pieces(doc, cues)
    for sentence, own in pieces.with_cues():
        harms = harming.find(doc, sentence, own)
        if harms:
            groups = resolved(doc, pieces.groups(sentence, harms), partial(pieces.people_before, sentence))
            made = framing.frames(doc, sentence, harms, groups)
            kept = measure.without_milder(doc, made)
            gone, begun = _who_died(kept, told, out), len(out)
            new = [f for f in kept if not (_known(f, told) or _is_how(doc, f, out))]
            _sentence(Setting(doc, sentence, lead), harms, new, out)
            out[begun:] = _raised(doc, out[begun:], begun)
            if gone:
                out = _died(doc, out, gone, begun)
            died = next((i for i in range(begun, len(out)) if _is_death_of_them(out[i])), None)
            if died is not None:
                out[: died + 1] = _fewer_hurt(out[:died], out[died])
        out += list(shares.find(doc, sentence, own, out))
    out = _without(out, older(doc, out))
    return _with_bombers(doc, out) or _deadly(doc, lead, cues)


def _with_bombers(doc: Document, told: list[Toll]) -> list[Toll]:
    """A bomber who "blew himself up" is taken to be in the figure that is told (CODEBOOK §8)."""
    own = [i for i, t in enumerate(told) if t.kind == "killed" and doc.low[t.anchor] == "blew"]
    if not own:
        return told
    full = [
        i
        for i, t in enumerate(told)
        if t.kind == "killed" and t.part_of is None and i not in own and t.count.best
    ]
    if not full:
        return told
    nearest = {i: min(full, key=lambda other: _apart(told[i], told[other])) for i in own}
    return [t._replace(part_of=nearest.get(i, t.part_of)) for i, t in enumerate(told)]


def _apart(bomber: Toll, other: Toll) -> tuple[int, int]:
    """How many sentences lie between two tolls; of two as near, the one behind."""
    return abs(other.sentence - bomber.sentence), -other.sentence


class _Pieces:
    """The sentences of a document, a long one in parts; the groups of each are found once."""

    def __init__(self, doc: Document, cues: Sequence[int]) -> None:
        self.doc = doc
        self.cues = cues
        self._groups: dict[int, list[Group]] = {}

    def with_cues(self) -> Iterator[tuple[Sentence, Sequence[int]]]:
        """Those that hold a cue, each with its own."""
        at = 0
        while at < len(self.cues):
            sentence = self._around(self.cues[at])
            end = bisect_left(self.cues, sentence.last, at)
            yield sentence, self.cues[at:end]
            at = end

    def groups(self, sentence: Sentence, harms: Sequence[Harm]) -> list[Group]:
        """The groups of a sentence with these harms."""
        stops = frozenset(at for harm in harms for at in range(harm.first, harm.last))
        found = self._groups[sentence.first] = grouping.find(self.doc, sentence, stops)
        return found

    def people_before(self, sentence: Sentence) -> Iterator[list[Group]]:
        """The people of the sentences before, the nearest first."""
        for _ in range(SENTENCES_BACK):
            if not sentence.first:
                return
            sentence = self._around(sentence.first - 1)
            groups = self._groups.get(sentence.first)
            if groups is None:
                own = self.cues[
                    bisect_left(self.cues, sentence.first) : bisect_left(self.cues, sentence.last)
                ]
                groups = self.groups(sentence, harming.find(self.doc, sentence, own))
            yield [group for group in groups if group.sure and not group.pronoun]

    def _around(self, token: int) -> Sentence:
        sentence = self.doc.sentence_at(token)
        if sentence.last - sentence.first <= LONGEST_SENTENCE:
            return sentence
        first = token - (token - sentence.first) % LONGEST_SENTENCE
        return sentence._replace(first=first, last=min(sentence.last, first + LONGEST_SENTENCE))


def _known(frame: Frame, told: set[tuple[Kind, int]]) -> bool:
    """Whether these same people's harm was told, or a graver one: "a man was killed. He was shot twice"."""
    graver: tuple[Kind, ...] = ("injured", "killed") if frame.harm.kind == "injured" else (frame.harm.kind,)
    if all(any((kind, group.ref) in told for kind in graver) for group in frame.mains):
        return True
    told.update((frame.harm.kind, group.first if group.ref < 0 else group.ref) for group in frame.mains)
    return False


def _is_how(doc: Document, frame: Frame, out: Sequence[Toll]) -> bool:
    """As in "A guard was also killed. Both were shot": how those died who were told to have died just before."""
    if frame.harm.kind != "injured" or doc.low[frame.harm.anchor] not in table.WEAK or not out:
        return False
    near = doc.sentence_of[frame.harm.anchor] - out[-1].sentence <= SENTENCES_BACK
    of_them = all(
        (doc.low[g.first] in ALL_OF_THEM and g.ref < 0) or g.part or doc.low[g.first + 1] == "other"
        for g in frame.mains
    )
    return of_them and near and out[-1].kind == "killed" and out[-1].count.best > 0


def _who_died(frames: Sequence[Frame], told: set[tuple[Kind, int]], out: Sequence[Toll]) -> set[int]:
    """The tolls of injured who are now said to have died: "a driver was shot. He died of his wounds"."""
    died = {
        group.ref
        for frame in frames
        if frame.harm.kind == "killed"
        for group in frame.mains
        if ("injured", group.ref) in told
    }
    if not died:
        return set()
    return {
        index
        for index, toll in enumerate(out)
        if toll.kind == "injured" and any(toll.first <= ref < toll.last for ref in died)
    }


def _died(doc: Document, out: Sequence[Toll], gone: set[int], begun: int) -> list[Toll]:
    """The tolls with each of the injured who died told once, as killed, by the words for both."""
    told = list(out)
    for index in gone:
        old = told[index]
        death = next((i for i in range(begun, len(told)) if told[i].kind == "killed"), None)
        if death is not None and doc.field_of(old.first) == doc.field_of(told[death].first):
            told[death] = told[death]._replace(anchor=old.anchor, first=old.first)
    return _without(told, gone)


def _raised(doc: Document, told: Sequence[Toll], begun: int) -> list[Toll]:
    """As in "the toll rose to four after a shepherd died": whose death raised it is in the figure."""
    rising = next((i for i, toll in enumerate(told) if toll.rises and toll.part_of is None), None)
    if rising is None or told[rising].cumulative or told[rising].count.best >= scope.GREAT_TOTAL:
        return list(told)
    whole = told[rising]
    return [
        toll._replace(part_of=begun + rising)
        if toll.kind == whole.kind
        and whole.last <= toll.first
        and toll.part_of is None
        and doc.low[toll.first - 1] in RAISED_BY
        and toll.count.best < whole.count.best
        else toll
        for toll in told
    ]


def _without(told: list[Toll], gone: set[int]) -> list[Toll]:
    """The others; who is part of whom is told by their new places."""
    if not gone:
        return told
    places = {old: new for new, old in enumerate(i for i in range(len(told)) if i not in gone)}
    return [
        toll._replace(part_of=None if toll.part_of is None else places.get(toll.part_of))
        for index, toll in enumerate(told)
        if index not in gone
    ]


def _is_death_of_them(toll: Toll) -> bool:
    return toll.of_them and toll.kind == "killed" and toll.part_of is None


def _fewer_hurt(before: Sequence[Toll], died: Toll) -> list[Toll]:
    """The injured without those of them who are now told to have died, and who add to the dead (CODEBOOK §3)."""
    told = [i for i, t in enumerate(before) if t.part_of is None and t.count.best and t.kind in DEAD_OR_HURT]
    hurt = next((i for i in reversed(told) if before[i].kind == "injured"), None)
    if hurt is None or not (died.adds or hurt == told[-1]):
        return [*before, died]
    whole = before[hurt]
    if whole.count.low != whole.count.high or whole.count.best <= died.count.best or whole.by_class:
        return [*before, died]
    left = whole.count.best - died.count.best
    out = list(before)
    out[hurt] = whole._replace(count=Count(left, left, left))
    return [*out, died._replace(adds=True)]


def _sentence(at: Setting, harms: Sequence[Harm], new: Sequence[Frame], out: list[Toll]) -> None:
    begun = len(out)
    for frame in new:
        out += measure.tolls(at, frame, out)
    beside = any(at.doc.low[toll.anchor] not in table.DEAD_BODIES for toll in out[begun:])
    for harm in harms:
        moved = measure.moved_toll(at, harm, beside=beside) if harm.shape == "toll" else None
        if moved:
            out.append(moved)
    out[begun:] = [
        _compared(at, toll, out[begun:index]) for index, toll in enumerate(out[begun:], start=begun)
    ]


def _compared(at: Setting, toll: Toll, before: Sequence[Toll]) -> Toll:
    """The toll, marked where it is another source's figure for the one before it (CODEBOOK §3)."""
    firm = toll.count.best and toll.part_of is None and not toll.adds
    if firm and scope.is_confirmed_but(at.doc, at.sentence, toll.first):
        return toll._replace(differs=True)
    other = next(
        (o for o in reversed(before) if o.kind == toll.kind and o.part_of is None and o.count.best), None
    )
    if not firm or other is None or not _may_be_same(other, toll):
        return toll
    spans = (other.first, other.last), (toll.first, toll.last)
    return toll._replace(differs=toll.differs or scope.is_other_account(at.doc, at.sentence, *spans))


def _may_be_same(one: Toll, other: Toll) -> bool:
    """Whether the classes agree, or one of the two says none: "eight soldiers were killed", "15 had died"."""
    unsaid = {"unknown"} in (set(one.victims), set(other.victims))
    return unsaid or set(one.victims) == set(other.victims)


def _deadly(doc: Document, lead: scope.Around, cues: Sequence[int]) -> list[Toll]:
    """As in "A deadly attack" with no number anywhere: at least one (CODEBOOK §3)."""
    for at in cues:
        if doc.low[at] not in DEADLY_WORDS:
            continue
        sentence = doc.sentence_at(at)
        reach = range(at + 1, min(at + DEADLY_REACH, sentence.last))
        last = next((i for i in reach if doc.low[i] in ATTACKS), None)
        if last is None:
            continue
        mode = scope.mode_of(doc, Harm(at, at + 1, at, "killed", "noun"), at, last + 1)
        return [
            Toll(
                kind="killed",
                count=DEADLY,
                anchor=at,
                first=at,
                last=last + 1,
                mode=mode,
                victims=("unknown",),
                part_of=None,
                claimed_by=None,
                cumulative=False,
                adds=False,
                nonviolent=scope.is_nonviolent(doc, sentence, lead),
            )
        ]
    return []
