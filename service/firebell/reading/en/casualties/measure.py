"""Frames of a sentence → Tolls: how many, in which mode, of which class, and what is part of what."""

from collections.abc import Sequence
from typing import NamedTuple

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import scope
from firebell.reading.en.casualties import victim_words as people
from firebell.reading.en.casualties.frame import Frame
from firebell.reading.en.casualties.group import NOBODY, ONE, Group
from firebell.reading.en.casualties.groups import is_rate
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.toll import Toll
from firebell.reading.en.numbers import numbers
from firebell.reading.en.numbers.number_words import ORDINALS
from firebell.reading.en.numbers.numbers import Number
from firebell.reading.en.times.grounds import freed
from firebell.reading.reading import Count, Kind
from firebell.reading.text import Document, Sentence, words

PUT = words("put puts putting")
PUT_REACH = 4
GIVING = words("gave gives giving cited cites reported reports announced quoted issued spoke speaks")
GIVEN_REACH = 6
OTHERS = words("other others")
COULD = words("could may might expected likely feared")
REACHED = words("to above over past reach exceed pass")
EXCEEDING = words("tops topped passes passed surpasses surpassed exceeds exceeded past")
"""A toll that "tops 30" is one of at least 30."""

LONGEST_FIGURE = 4
COUNTS_OF = table.TOLL_WORDS | {"number"}
OF_TOLLS = words("death overall total confirmed official")
TOLL_REACH = 26
"""The figure of "the death toll … rose to 40" stands so near."""

KILLED_AND_INJURED = frozenset({"killed", "injured"})
ALIKE = words(
    "others other staff personnel colleague colleagues driver drivers guard guards member members employee employees "
    "assistant assistants helper helpers"
)
"""Who is called so beside people of a class is of that class: "two soldiers and three others"."""


FOUND = words("found located rescued recovered freed identified safe reunited")
NOW = table.BE | table.HAVE | words("since later now also all eventually finally")
FOUND_REACH = 5

ALSO = words("also too")
HURT = words("wounded injured")
PAIR = 2
"""Beside one or two dead, whom the text goes on about may be a further one."""

MALTREATED = words("beaten tortured assaulted")
"""What is done to people who are held: they are told as abducted."""


IN_ALL = frozenset({("in", "total"), ("in", "all"), (",", "altogether")})


class Setting(NamedTuple):
    """One sentence, and what the opening of its document says of causes."""

    doc: Document
    sentence: Sentence
    lead: scope.Around


def without_milder(doc: Document, made: Sequence[Frame]) -> list[Frame]:
    """Without the milder of two harms of the same people, and without the same harm said twice."""
    out: list[Frame] = []
    for index, frame in enumerate(made):
        same = [other for other in made if other is not frame and _who(other) == _who(frame)]
        killed_too = frame.harm.kind == "injured" and any(other.harm.kind == "killed" for other in same)
        one = all(group.count.best == 1 for group in frame.mains)
        died = any(o.of_hurt or (o.shared and o.harm.shape == "subject") for o in same)
        if killed_too and (one or died or doc.low[frame.harm.anchor] in table.WEAK):
            continue
        if doc.low[frame.harm.anchor] in table.WEAK and _is_size_of(frame, made):
            continue
        maltreated = frame.harm.kind == "injured" and doc.low[frame.harm.anchor] in MALTREATED
        if maltreated and any(o.harm.kind == "abducted" for o in same):
            continue
        if any(o.harm.kind == frame.harm.kind and o.mains == frame.mains for o in made[:index]):
            continue
        out.append(frame)
    return [_joint(frame, out) for frame in out]


def _is_size_of(frame: Frame, made: Sequence[Frame]) -> bool:
    """As in "25 people were hit: 11 died and 14 were wounded": the first figure is all of them."""
    others = [o for o in made if o.harm.first > frame.harm.first and o.harm.kind in KILLED_AND_INJURED]
    groups = {group.first: group for other in others for group in other.mains if group.numbered}
    both = {other.harm.kind for other in others} == KILLED_AND_INJURED and len(groups) > 1
    return both and sum(g.count.best for g in groups.values()) == sum(g.count.best for g in frame.mains)


def _who(frame: Frame) -> tuple[int, ...]:
    """Who suffered it, whatever stands for them: "a man was shot and taken to a clinic, where he died"."""
    return tuple(group.first if group.ref < 0 else group.ref for group in frame.mains)


def _joint(frame: Frame, made: Sequence[Frame]) -> Frame:
    """As in "20 killed or wounded" is a size; of the killed it says at most N (CODEBOOK §3)."""
    if frame.harm.kind == "size" and any(_set_against(frame, other) for other in made):
        return frame._replace(harm=frame.harm._replace(kind="killed"))
    pair = next((other for other in made if other is not frame and other.mains == frame.mains), None)
    if pair is None or frame.of_hurt or {frame.harm.kind, pair.harm.kind} != KILLED_AND_INJURED:
        return frame
    if not (frame.shared or pair.shared):
        return frame
    if frame.harm.kind == "injured":
        return frame._replace(harm=frame.harm._replace(kind="size"), parts=())
    return frame._replace(
        mains=tuple(group._replace(count=Count(0, 0, group.count.high)) for group in frame.mains), parts=()
    )


def _set_against(frame: Frame, other: Frame) -> bool:
    """As in "Seven casualties and several wounded": beside the wounded the casualties are the dead."""
    counted = bool(frame.mains) and frame.mains[0].numbered and other.harm.kind == "injured"
    return counted and other.mains[0].first == frame.harm.last + 1


def tolls(at: Setting, frame: Frame, before: Sequence[Toll]) -> list[Toll]:
    """The tolls of one frame, each with its parts behind it; `before` are those of the document so far."""
    if frame.harm.shape == "among":
        toll = _toll(at, frame.harm, frame.harm.kind, frame.mains)
        told = toll.count.best and toll.mode == "asserted"
        return [toll._replace(part_of=_whole(before, frame.harm.kind)) if told else toll]
    if frame.harm.kind == "abducted" and _is_of_freed(at.doc, frame.harm):
        return []  # "troops freed 12 kidnapped pupils"
    if frame.harm.kind == "missing" and _is_of_found(at.doc, frame.harm):
        return []  # "a girl who had been missing was found"
    if is_rate(at.doc, max(frame.harm.last, frame.mains[-1].last), at.sentence.last):
        return []  # "forty are killed every week" (CODEBOOK §3)
    kinds: tuple[Kind, ...] = (frame.harm.kind,)
    if frame.harm.kind == "size" and not any(group.count.best for group in frame.mains):
        kinds = ("killed", "injured")  # "no casualties": neither
    out: list[Toll] = []
    for kind in kinds:
        total = _toll(at, frame.harm, kind, frame.mains)
        whole = _whole(before, kind)
        some = all(group.part for group in frame.mains)
        hurt = some and kind == "killed" and _are_of_hurt(at.doc, frame)
        total = total._replace(adds=(total.adds and not _are_retold(at, frame, total, before)) or hurt)
        if whole is not None and _are_rest(total, before[whole], before):
            total = total._replace(part_of=whole, adds=False)
        elif some and not hurt and whole is not None and before[whole].count.best >= total.count.best:
            total = total._replace(part_of=whole)
        total = total._replace(of_them=some or frame.of_hurt)
        index = len(before) + len(out)
        out.append(total)
        parts = frame.parts if total.count.best else ()
        out += [_toll(at, frame.harm, kind, (part,))._replace(part_of=index) for part in parts]
    return out


def _is_of_freed(doc: Document, harm: Harm) -> bool:
    """Whether the verb before names those who are free again by what was done to them."""
    free = freed(doc, harm.anchor)
    return free is not None and free < harm.anchor and doc.low[harm.last] in (people.PLURAL | people.SINGULAR)


def _is_of_found(doc: Document, harm: Harm) -> bool:
    """Whether those who were missing have been found, alive or dead."""
    behind = doc.low[harm.last : harm.last + FOUND_REACH]
    said = next((at for at, word in enumerate(behind) if word not in NOW), len(behind))
    return 0 < said < len(behind) and behind[said] in FOUND and not table.BE.isdisjoint(behind[:said])


def _are_retold(at: Setting, frame: Frame, total: Toll, before: Sequence[Toll]) -> bool:
    """As in "killing five and injuring 13 others" after "dozens injured": those told before, as is a headline's."""
    main = frame.mains[0]
    if main.pronoun and main.count == ONE:
        return _is_one_of(total, before)
    if OTHERS.isdisjoint(at.doc.low[main.first : main.last + 1]):
        return False
    if _are_beside_same_dead(total, before):
        return True
    if any(t.kind == total.kind and t.count == total.count and t.last <= at.doc.title_tokens for t in before):
        return True
    beside = any(toll.sentence == total.sentence and toll.kind != total.kind for toll in before)
    return beside and any(
        toll.kind == total.kind
        and (
            toll.count.best == total.count.best
            or (toll.count.high is None and toll.count.low <= total.count.best)
        )
        for toll in before
    )


def _is_one_of(total: Toll, before: Sequence[Toll]) -> bool:
    """As in "Five were beheaded … He too was killed": the total told first counts him, of whom the text goes on."""
    whole = _whole(before, total.kind)
    return (
        whole is not None and before[whole].count.best > PAIR and total.sentence - before[whole].sentence > 1
    )


def _are_beside_same_dead(total: Toll, before: Sequence[Toll]) -> bool:
    """As in "43 others injured" and later "28 others were injured": each beside the dead, and no sum."""
    if total.kind != "injured" or not any(
        toll.kind == "injured" and toll.adds and toll.sentence != total.sentence for toll in before
    ):
        return False
    dead = [toll for toll in before if toll.kind == "killed"]
    told = {toll.count.best for toll in dead if toll.sentence != total.sentence}
    return all(toll.count.best in told for toll in dead if toll.sentence == total.sentence)


def _are_of_hurt(doc: Document, frame: Frame) -> bool:
    """As in "two of the wounded died", "five shot, one fatally": they were no part of the dead told so far."""
    if doc.low[frame.harm.anchor] in table.FATALLY:
        return True
    return any(not HURT.isdisjoint(doc.low[group.first : group.last]) for group in frame.mains)


def _are_rest(total: Toll, whole: Toll, before: Sequence[Toll]) -> bool:
    """As in "Four of the victims fell in X. Two others died in Y" under six dead: no more than these."""
    last = before[-1]
    beside = last.of_them and total.sentence - last.sentence <= 1
    return total.adds and beside and last.count.best + total.count.best == whole.count.best


def _whole(before: Sequence[Toll], kind: Kind) -> int | None:
    """The index of the last full toll of this kind that is of somebody."""
    full = (i for i in range(len(before) - 1, -1, -1) if before[i].kind == kind and before[i].part_of is None)
    return next((i for i in full if before[i].count != NOBODY), None)


def _toll(at: Setting, harm: Harm, kind: Kind, mains: Sequence[Group]) -> Toll:
    split: dict[str, Count] = {}
    for group in _alike(at.doc, mains):
        split[group.cls] = split.get(group.cls, NOBODY) + group.count
    count = sum(split.values(), NOBODY)
    first = min(harm.first, *(group.first for group in mains))
    last = max(harm.last, *(group.last for group in mains))
    toll = Toll(
        kind=kind,
        count=count,
        anchor=harm.anchor,
        first=first,
        last=last,
        mode=scope.mode_of(at.doc, harm, first, last),
        victims=tuple(split),
        part_of=None,
        claimed_by=None,
        cumulative=_is_ranked(at.doc, mains[0])
        or scope.is_cumulative(at.doc, at.sentence, harm, count, beside=False),
        adds=_adds(at.doc, harm, mains),
        nonviolent=scope.is_nonviolent(at.doc, at.sentence, at.lead),
        by_class=tuple(split.items()) if len(split) > 1 else (),
        rises=_sums_up(at.doc, harm, mains[0]),
        sentence=at.doc.sentence_of[harm.anchor],
        differs=_is_another_count(at, first),
    )
    return _weighed(at, harm, toll)


def _is_another_count(at: Setting, first: int) -> bool:
    """As in "a rights group gave a toll of 20 dead": another source's figure, which replaces none."""
    before = at.doc.low[max(at.sentence.first, first - GIVEN_REACH) : first]
    return (
        before[-2:-1] in (["toll"], ["figure"], ["tally"])
        and before[-1] == "of"
        and not GIVING.isdisjoint(before)
    )


def _adds(doc: Document, harm: Harm, mains: Sequence[Group]) -> bool:
    """As in "Two more died", "two attackers were also killed", "the driver, too, was killed".

    Other bodies may be those of the dead counted before.
    """
    if doc.low[harm.anchor] in {"bodies", "corpses"}:
        return False
    between = doc.low[mains[-1].last : harm.first] or doc.low[max(0, harm.first - 1) : harm.first]
    return mains[0].adds or not ALSO.isdisjoint(between)


def _is_ranked(doc: Document, main: Group) -> bool:
    """As in "the latest of six reporters slain": the six have died one by one."""
    before = doc.low[max(0, main.first - 2) : main.first]
    return before[-1:] == ["of"] and (before[0] in {"latest", "last"} or before[0] in ORDINALS)


def _sums_up(doc: Document, harm: Harm, main: Group) -> bool:
    """As in "in total 26 were killed", "nine died in all": whatever was told before is in it."""
    return (
        tuple(doc.low[max(0, main.first - 2) : main.first]) in IN_ALL
        or tuple(doc.low[harm.last : harm.last + 2]) in IN_ALL
    )


def _weighed(at: Setting, harm: Harm, toll: Toll) -> Toll:
    """Nobody, denied, claimed and believed figures: 0/0/0 and 0/0/N (CODEBOOK §3)."""
    if toll.count == NOBODY:
        return toll._replace(mode="denied", victims=(), by_class=())
    if toll.mode == "denied":
        return toll._replace(count=NOBODY, by_class=())
    claimed = None
    if toll.kind == "killed":
        boast = scope.boaster(at.doc, at.sentence, harm.first)
        claimed = boast or scope.claimant(at.doc, at.sentence, toll.victims)
    if claimed or scope.is_believed(at.doc, harm, at.sentence):
        high = Count(0, 0, toll.count.high)
        return toll._replace(count=high, mode="asserted", claimed_by=claimed, by_class=())
    return toll


def _alike(doc: Document, mains: Sequence[Group]) -> list[Group]:
    known = next((group.cls for group in mains if group.cls != "unknown"), "unknown")
    return [
        group._replace(cls=known)
        if group.cls == "unknown" and (group.bare or group.adds or doc.low[group.head] in ALIKE)
        else group
        for group in mains
    ]


def moved_toll(at: Setting, harm: Harm, *, beside: bool) -> Toll | None:
    """As in "The death toll rises to 40", "the number of soldiers killed is 11": replaces what was told before."""
    doc = at.doc
    number = _raised_before(doc, harm, at.sentence.first) or _raised_behind(doc, harm, at.sentence.last)
    if number is None:
        return None
    # "Police put the toll at 27": another source's figure, which replaces none (CODEBOOK §3).
    before = doc.low[max(at.sentence.first, harm.first - PUT_REACH) : harm.first]
    given = doc.low[number.first - 1] == "of" and not GIVING.isdisjoint(before)
    put = given or not PUT.isdisjoint(before)
    return Toll(
        kind=harm.kind,
        count=number.count,
        anchor=harm.anchor,
        first=min(harm.first, number.first),
        last=max(harm.last, number.last),
        mode=scope.mode_of(doc, harm, harm.first, max(harm.last, number.last)),
        victims=("unknown",),
        part_of=None,
        claimed_by=None,
        cumulative=scope.is_cumulative(doc, at.sentence, harm, number.count, beside=beside),
        adds=False,
        nonviolent=scope.is_nonviolent(doc, at.sentence, at.lead),
        rises=not put,
        differs=put,
        sentence=doc.sentence_of[harm.anchor],
    )


def _raised_behind(doc: Document, harm: Harm, stop: int) -> Number | None:
    """The figure of "the toll rose to 40"; in "rose from 19 to 26" the second one."""
    token = harm.last
    while token < min(stop, harm.last + TOLL_REACH):
        number = numbers.at_token(doc, token, stop)
        if number is None:
            token += 1
            continue
        token = number.last
        if doc.low[number.first - 1] not in REACHED and not COULD.isdisjoint(
            doc.low[harm.last : number.first]
        ):
            return None  # "the toll could rise as several are missing"; "could rise to 40" says a figure
        if doc.low[number.first - 1] == "from":
            high = number.count.high
            if number.exact or high is None or high == number.count.low:
                continue
            number = number._replace(count=Count(high, high, high))
        moved = not table.RISE.isdisjoint(doc.low[harm.last : number.first])
        if number.exact and doc.low[number.first - 1] in EXCEEDING:
            number = number._replace(count=Count(number.count.low, number.count.best, None), exact=False)
        if number.use == "count" and (moved or doc.low[number.first - 1] in {":", "("}):
            return number
    return None


def _raised_before(doc: Document, harm: Harm, begin: int) -> Number | None:
    """The figure of "raises to 12 the number of people killed", "raising to 33 the overall death toll"."""
    ends = harm.first - 1
    while ends > begin and doc.low[ends] in OF_TOLLS:
        ends -= 1
    if doc.low[harm.first] not in COUNTS_OF or doc.low[ends] != "the":
        return None
    for first in range(max(begin + 1, ends - LONGEST_FIGURE), ends):
        number = numbers.at_token(doc, first, ends)
        if number and number.last == ends and number.use == "count" and doc.low[first - 1] == "to":
            return number
    return None
