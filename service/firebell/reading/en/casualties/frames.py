"""Harms and groups of a sentence → who suffered what: by subject, by object, or shared with the verb beside."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import named
from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.groups import ONE, OWNERS, TWO, Group
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.lists import (
    Listed,
    Scene,
    as_well,
    counted_once,
    objects,
    outside,
    starts_harm,
)
from firebell.reading.en.casualties.subjects import passive, subjects
from firebell.reading.en.numbers.number_words import ONES
from firebell.reading.text import Document, Sentence, words

JOINED = frozenset({"and", "or", ",", "then", "&", "/", "but", ";"})
SHARED_REACH = 4
"""Verbs with one victim stand at most so many words apart ("abducted and was later killed")."""

LONGEST_REMARK = 6
"""An editor's "[retired]" before a name is so short."""

GAVE_OR_TOOK = words("claimed claims claim claiming took takes cost costs loss lost taken taking")
BEFORE_OBJECT = table.ADVERBS | {"to", "death", '"', "\u201c", "as", "well"}
FOUND_REACH = 14
BESIDE_REACH = 12
BESIDE_ENDS = words(". ; : and but when while after who which")
TOGETHER = frozenset({("along", "with"), ("together", "with")})
NO_BODIES = words("handed returned repatriated exhumed")
"""Bodies handed over are no toll (CODEBOOK §8)."""
BEFORE_BEING = ("before", "being")
TURNS = frozenset(
    {BEFORE_BEING, ("and", "was"), ("and", "were"), ("but", "was"), ("but", "were"), ("then", "was")}
)
BOTH = (["and"], ["or"], ["and", "/", "or"], ["/"], ["and", "the"])


class Frame(NamedTuple):
    """One harm with the groups that suffered it and those that are a part of them; `shared` with a verb beside."""

    harm: Harm
    mains: tuple[Group, ...]
    parts: tuple[Group, ...]
    shared: bool = False


def frames(doc: Document, sentence: Sentence, harms: Sequence[Harm], groups: Sequence[Group]) -> list[Frame]:
    """Who suffered each harm of the sentence; a harm that nobody is said to have suffered gives none."""
    scene = Scene(doc, sentence, outside(doc, sentence, harms, groups), set())
    out: list[Frame] = []
    for index, harm in enumerate(harms):
        before = harms[index - 1] if index else None
        after = harms[index + 1] if index + 1 < len(harms) else None
        turned = _turned(scene, harm, before, out)
        frame = turned or _own(scene, harm, before, after) or _shared(doc, harm, before, out)
        if frame is not None:
            frame = _going_on(scene, frame, after)
            scene.used.update(group.first for group in (*frame.mains, *frame.parts))
            out.append(frame)
    return _given_back(doc, harms, out)


def _own(scene: Scene, harm: Harm, before: Harm | None, after: Harm | None) -> Frame | None:
    """The harm with victims of its own."""
    if harm.shape == "toll":
        return None
    listed: Listed | None
    if harm.shape == "noun":
        listed = _of_noun(scene, harm, after)
    elif harm.shape == "among":
        listed = _among(scene, harm, before, after)
    elif harm.shape == "subject":
        listed = subjects(scene, harm, before)
    elif harm.shape == "active" or _is_active(scene, harm, after):
        return _of_object(scene, harm, after)
    else:
        listed = None if _is_doer(scene, harm) else subjects(scene, harm, before)
    return _framed(scene, harm, listed, after)


def _framed(scene: Scene, harm: Harm, listed: Listed | None, after: Harm | None) -> Frame | None:
    if listed is None:
        return None
    mains, parts = counted_once(scene.doc, listed)
    return Frame(harm, (*mains, *_beside(scene, harm, after)) if mains else mains, parts)


def _beside(scene: Scene, harm: Harm, after: Harm | None) -> tuple[Group, ...]:
    """Who died with them: "he was killed alongside two guards", "was shot dead in Gao along with his wife"."""
    if harm.shape not in {"participle", "subject"}:
        return ()
    low, stop = scene.doc.low, min(scene.sentence.last, harm.last + BESIDE_REACH)
    for at in range(harm.last, stop - 1):
        if low[at] in BESIDE_ENDS:
            return ()
        begins = at + (low[at] == "alongside" or 2 * ((low[at], low[at + 1]) in TOGETHER))
        if begins == at:
            continue
        group = scene.beginning_at(begins)
        near = at == harm.last or (group is not None and low[group.first] in OWNERS)
        if group is None or not near or not (group.sure or group.numbered):
            return ()
        return objects(scene, group, after).mains
    return ()


def _is_active(scene: Scene, harm: Harm, after: Harm | None) -> bool:
    """Whether "killed" has an object: people right behind it, and neither "was" nor a bare number before it."""
    if passive(scene, harm):
        return False
    right = _right(scene, harm.last)
    if right is None or not (right.sure or right.numbered):
        return False
    left = _adjacent(scene, harm)
    if left is None or not left.numbered:
        return True
    separate = scene.doc.low[harm.last] == ","
    return not separate and not starts_harm(scene.doc, right.last, after)


def _is_doer(scene: Scene, harm: Harm) -> bool:
    """Whether who stands before the verb did it: "they shot", "gunmen who murdered"."""
    left = _adjacent(scene, harm)
    if passive(scene, harm):
        return False
    if (left is None or not left.numbered) and _takes_object(scene, harm):
        return True
    if left is None:
        return False
    return left.pronoun or (scene.doc.low[harm.anchor] in table.WEAK and not (left.exact or left.numbered))


def _takes_object(scene: Scene, harm: Harm) -> bool:
    """Whether something that is no people was hit: "raiders killed 40 goats"."""
    word = scene.doc.low[harm.last] if harm.last < scene.sentence.last else ""
    return word in victims.DETERMINERS or word in ONES or word[:1].isdecimal()


def _adjacent(scene: Scene, harm: Harm) -> Group | None:
    return next((g for g in scene.groups if g.last == harm.first and g.first not in scene.used), None)


def _right(scene: Scene, at: int) -> Group | None:
    """The group that begins right behind a verb."""
    for token in range(at, min(scene.sentence.last, at + 3)):
        group = scene.beginning_at(token)
        if group:
            return group
        word = scene.doc.low[token]
        if word not in BEFORE_OBJECT or (word == "as" and not as_well(scene.doc, token)):
            return None
    return None


def _of_object(scene: Scene, harm: Harm, after: Harm | None) -> Frame | None:
    """As in "Killed 12 people"; a verb that may hit things asks for a word that says people."""
    first = _right(scene, harm.last)
    weak = scene.doc.low[harm.anchor] in table.WEAK
    if first is None or (weak and (not first.sure or (first.bare and not first.adds))):
        return None
    frame = _framed(scene, harm, objects(scene, first, after), after)
    if frame and weak:
        behind = scene.doc.low[frame.mains[-1].last : frame.mains[-1].last + 2]
        if behind[:1] == ["dead"] or behind == ["to", "death"]:
            return frame._replace(harm=harm._replace(kind="killed"))
    return frame


def _of_noun(scene: Scene, harm: Harm, after: Harm | None) -> Listed | None:
    """As in "The death of two soldiers", "nine fatalities", "the bodies of three men"."""
    doc, word = scene.doc, scene.doc.low[harm.anchor]
    owner = named.owner(doc, harm, scene.sentence)
    if owner:
        return Listed((owner,), ())
    whose = _behind_of(scene, harm)
    counts = word in table.COUNTED_NOUNS or word == "lives" or doc.low[harm.first - 1] in OWNERS
    counted = _counted(scene, harm) if counts else None
    if counted and not (whose and not counted.numbered):
        beside = doc.low[max(0, counted.first - 4) : counted.first] + doc.low[harm.last : harm.last + 3]
        if word == "lives" and GAVE_OR_TOOK.isdisjoint(beside):
            return None
        if word in table.DEAD_BODIES and table.FOUND.isdisjoint(doc.low[harm.last : harm.last + 8]):
            return None
        return Listed((counted,), ())
    handed = word in table.DEAD_BODIES and not NO_BODIES.isdisjoint(doc.low[harm.last : harm.last + 9])
    if whose is None or word == "lives" or handed:
        return None
    if word == "remains" and table.FOUND.isdisjoint(doc.low[harm.last : harm.last + FOUND_REACH]):
        return None
    listed = objects(scene, whose, after, of_noun=True)
    if word in table.PLURAL_NOUNS and listed.mains == (whose,) and whose.count == ONE:
        return Listed((whose._replace(count=TWO),), listed.parts)  # who else it was is told too far off
    return listed


def _behind_of(scene: Scene, harm: Harm) -> Group | None:
    """Who stands behind the "of" of "the murder of", a remark in brackets left out."""
    doc, at = scene.doc, harm.last
    if at >= scene.sentence.last or doc.low[at] != "of":
        return None
    at += 1
    if doc.low[at : at + 1] == ["["] and "]" in doc.low[at : at + LONGEST_REMARK]:
        at += doc.low[at : at + LONGEST_REMARK].index("]") + 1
    first = _right(scene, at)
    return first if first and (first.sure or first.numbered) else named.behind(doc, harm, at, scene.sentence)


def _counted(scene: Scene, harm: Harm) -> Group | None:
    ends = {harm.first, harm.last}
    near = (g for g in scene.groups if g.last in ends and g.first < harm.first)
    return next((g for g in near if g.first not in scene.used), None)


def _among(scene: Scene, harm: Harm, before: Harm | None, after: Harm | None) -> Listed | None:
    """As in "Two journalists were among the dead", "among the dead were two journalists"."""
    at = harm.last
    while at < scene.sentence.last and (scene.doc.low[at] in table.BE or scene.doc.low[at] == ":"):
        at += 1
    right = scene.beginning_at(at)
    if right:
        return objects(scene, right, after)._replace(parts=())
    return subjects(scene, harm, before) if passive(scene, harm) else None


def _shared(doc: Document, harm: Harm, before: Harm | None, out: Sequence[Frame]) -> Frame | None:
    """As in "Abducted and killed", "was shot by police and died": the second verb has the victims of the first."""
    if before is None or not out or out[-1].harm != before or harm.shape == "noun":
        return None
    between = doc.low[before.last : harm.first]
    shared = Frame(harm, out[-1].mains, out[-1].parts, shared=True)
    if len(between) <= SHARED_REACH:
        linked = all(word in JOINED or _is_light(word) for word in between)
        if linked and not JOINED.isdisjoint(between):
            return shared
    if not between:
        return None
    if _is_relative(doc, before, harm) and JOINED.isdisjoint(between):
        return shared
    at = len(between) - 1
    while at > 0 and _is_light(between[at]):
        at -= 1
    both_suffer = "active" not in {out[-1].harm.shape, harm.shape}
    return shared if between[at] in {"and", "but", ";"} and both_suffer else None


def _is_relative(doc: Document, before: Harm, harm: Harm) -> bool:
    """As in "three people wounded in the raid died": "who were" is left out before the first verb."""
    told = before.shape == "participle" and harm.shape == "subject" and harm.kind == "killed"
    return told and doc.low[before.first - 1] not in table.BE | table.HAVE


def _turned(scene: Scene, harm: Harm, before: Harm | None, out: Sequence[Frame]) -> Frame | None:
    """As in "Killed three before being shot dead", "stabbed two and was shot": the doer suffers the second harm."""
    doc = scene.doc
    if before is None or not out or out[-1].harm.first != before.first or harm.shape != "participle":
        return None
    turn = tuple(doc.low[harm.first - 2 : harm.first])
    if turn not in TURNS:
        return None
    if out[-1].mains[0].first < before.last:  # "two were abducted before being killed"
        return Frame(harm, out[-1].mains, out[-1].parts) if turn == BEFORE_BEING else None
    doer = subjects(scene, before, None)
    return Frame(harm, doer.mains, ()) if doer else None


def _going_on(scene: Scene, frame: Frame, after: Harm | None) -> Frame:
    """As in "Five were killed in Aden and three in Taiz": more victims behind."""
    doc, harm = scene.doc, frame.harm
    if frame.mains[-1].last > harm.first or harm.shape not in {"participle", "subject"}:
        return frame
    if not frame.mains[0].numbered:
        return frame
    stop = scene.sentence.last
    if after is not None:
        stop = max((g.first for g in scene.groups if g.last <= after.first), default=0)
    more = tuple(g for g in scene.groups if harm.last < g.first < stop and _elsewhere(doc, g))
    return frame._replace(mains=(*frame.mains, *more))


def _elsewhere(doc: Document, group: Group) -> bool:
    """As in "… in Aden and THREE in Taiz", "… on Monday and NINE MORE on Tuesday"."""
    joined = group.bare and group.numbered and not group.part and doc.low[group.first - 1] in {"and", ","}
    behind = doc.low[group.last : group.last + 1]
    return joined and behind in (["in"], ["on"], ["near"], ["at"]) and doc.raw[group.last + 1][0].isupper()


def _is_light(word: str) -> bool:
    return word in table.FILLERS or word in table.BE or word.endswith("ly")


def _given_back(doc: Document, harms: Sequence[Harm], out: Sequence[Frame]) -> list[Frame]:
    """As in "Killing and injuring four": the first verb has the victims of the second."""
    having = {frame.harm.first: frame for frame in out}
    for one, other in pairwise(harms):
        if one.first in having or other.first not in having:
            continue
        if doc.low[one.last : other.first] in BOTH:
            frame = having[other.first]._replace(shared=True)
            having[other.first] = frame
            having[one.first] = frame._replace(harm=one)
    return [having[harm.first] for harm in harms if harm.first in having]
