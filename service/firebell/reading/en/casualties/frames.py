"""Harms and groups of a sentence → who suffered what: by subject, by object, or shared with the verb beside."""

from collections.abc import Sequence
from itertools import pairwise

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import named
from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.frame import Frame
from firebell.reading.en.casualties.group import Group
from firebell.reading.en.casualties.groups import OWNERS
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.lists import (
    Listed,
    Scene,
    objects,
    outside,
    right_of,
    starts_harm,
)
from firebell.reading.en.casualties.nouns import PLAIN, of_noun
from firebell.reading.en.casualties.once import counted_once
from firebell.reading.en.casualties.subjects import passive, subjects
from firebell.reading.en.casualties.turns import is_charge, is_light, is_relative, is_whose_end, turned
from firebell.reading.en.numbers.number_words import ONES
from firebell.reading.text import Document, Sentence, words

JOINED = frozenset({"and", "or", ",", "then", "&", "/", "but", ";"})
SHARED_REACH = 4
"""Verbs with one victim stand at most so many words apart ("abducted and was later killed")."""

BESIDE_REACH = 12
BESIDE_ENDS = words(". ; : and but when while after who which")
FIRSTS, SECONDS = words("first one"), words("second other")
STRIKES = words("hit hits")
"""Of several without a number these tell where the blow fell: "warplanes hit rebels"."""

ARTICLES = words("a an the")
DAYTIMES = words("day week month year night morning evening afternoon weekend same previous few other")
"""Behind an article these tell when: "two men shot the previous night"."""

AMOUNTS = words("most much parts control")
"""Of a thing: who "seized most of the territory" was not seized."""

NO_THINGS = words(
    "as his this its was across besides towards afterwards times hours days yards metres meters always perhaps"
)
"""What ends as a plural does, and is nothing that was burned or hit."""

FLIGHT_REACH = 6
ARRIVING = words("arrived arrive could came reached come")

IN_CARE = words("hospital treated treatment")
"""A phrase of the hurt that ends so is also told of those who died."""

FROM_AIR = words(
    "strike strikes airstrike airstrikes drone drones missile missiles raid raids jets warplanes"
)
TARGETS = words("planner commander leader operative chief official member figure")
ANYBODY = words("anyone anybody everyone everybody whoever")
"""Whom somebody shot, and not who was shot."""

HELD = words("power control territory ground state")
SEIZED_WHERE = words(
    "by from in on at near outside inside during when while as after before and or last early late this that earlier"
) | {",", "."}
"""Behind "were killed and seized": no booty."""

TOGETHER = frozenset({("along", "with"), ("together", "with")})
BOTH = (["and"], ["or"], ["and", "/", "or"], ["/"], ["and", "the"])


def frames(doc: Document, sentence: Sentence, harms: Sequence[Harm], groups: Sequence[Group]) -> list[Frame]:
    """Who suffered each harm of the sentence; a harm that nobody is said to have suffered gives none."""
    scene = Scene(doc, sentence, outside(doc, sentence, harms, groups), set())
    out: list[Frame] = []
    closing: set[Harm] = set()
    for index, harm in enumerate(harms):
        before = harms[index - 1] if index else None
        after = harms[index + 1] if index + 1 < len(harms) else None
        again = turned(scene, harm, before, out)
        frame = again or _own(scene, harm, before, after)
        if frame is None and not _is_booty(scene, harm):
            frame = _shared(doc, harm, before, out)
        if frame is not None and out and _is_part_of(scene, frame, out[-1]):
            out[-1] = out[-1]._replace(parts=(*out[-1].parts, *frame.mains))
            closing.add(harm)
            scene.used.update(group.first for group in frame.mains)
        elif frame is not None:
            frame = _going_on(scene, frame, after)
            scene.used.update(group.first for group in (*frame.mains, *frame.parts))
            out.append(frame)
    own = [harm for harm in harms if harm not in closing]
    return [frame for frame in _given_back(doc, own, out) if not is_charge(doc, frame.harm)]


def _is_part_of(scene: Scene, frame: Frame, told: Frame) -> bool:
    """As in "killing 15, including 13 officers and a guard killed": the second verb closes the first one's list."""
    if frame.harm.kind != told.harm.kind or not told.parts or passive(scene, frame.harm):
        return False
    begins, ends = told.parts[-1].last, frame.mains[0].first
    return begins <= ends and scene.doc.low[begins:ends] in (["and"], [","], [",", "and"])


def _own(scene: Scene, harm: Harm, before: Harm | None, after: Harm | None) -> Frame | None:
    """The harm with victims of its own."""
    if harm.shape == "toll":
        return None
    listed: Listed | None
    if harm.shape == "noun":
        listed = of_noun(scene, harm, after)
    elif harm.shape == "among":
        listed = _among(scene, harm, before, after)
    elif harm.shape == "subject":
        listed = (
            _lost(scene, harm, before, after) if harm.kind == "missing" else subjects(scene, harm, before)
        )
    elif harm.shape == "active" or _is_active(scene, harm, after):
        return _of_object(scene, harm, after)
    else:
        listed = _by_participle(scene, harm, before, after)
    return _framed(scene, harm, listed, after)


def _by_participle(scene: Scene, harm: Harm, before: Harm | None, after: Harm | None) -> Listed | None:
    """Who "were killed": before the participle, or behind "those killed were"."""
    listed = _those(scene, harm, after)
    if listed or _is_doer(scene, harm):
        return listed
    listed = subjects(scene, harm, before)
    brought = scene.doc.low[harm.last - 1] in IN_CARE
    return None if listed and brought and not _are_patients(scene.doc, harm, listed) else listed


def _those(scene: Scene, harm: Harm, after: Harm | None) -> Listed | None:
    """As in "Those killed in the attack were a lieutenant and four soldiers", "Killed were two women".

    "Three of those killed" are a part.
    """
    low = scene.doc.low
    before = low[max(scene.sentence.first, harm.first - 2) : harm.first]
    opens = harm.first == scene.sentence.first  # "Killed in the shelling were two women"
    if not opens and (before[-1:] != ["those"] or before[0] == "of"):
        return None
    near = range(harm.last, min(scene.sentence.last - 1, harm.last + BESIDE_REACH))
    being = next((at for at in near if low[at] in {"were", "are"}), None)
    group = scene.beginning_at(being + 1) if being is not None else None
    return objects(scene, group, after) if group else None


def _are_patients(doc: Document, harm: Harm, listed: Listed) -> bool:
    """As in "eight people were taken to hospital"; the dead are brought there too, and those counted before."""
    last = listed.mains[-1]
    near = all(is_light(word) for word in doc.low[last.last : harm.first])
    return near and last.numbered and doc.low[last.head] not in table.DEAD_BODIES | {"dead"}


def _framed(scene: Scene, harm: Harm, listed: Listed | None, after: Harm | None) -> Frame | None:
    if listed is None:
        return None
    mains, parts = counted_once(scene.doc, listed)
    beside = [group for group in _beside(scene, harm, after) if group not in mains] if mains else []
    return Frame(harm, (*mains, *beside), parts)


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
        near = group is not None and (low[group.first] in OWNERS or _is_when_or_where(scene, harm.last, at))
        if group is None or not near or not (group.sure or group.numbered):
            return ()
        return objects(scene, group, after).mains
    return ()


def _is_when_or_where(scene: Scene, first: int, last: int) -> bool:
    """As in "was killed ON THURSDAY NIGHT IN MANBIJ alongside another": days and places alone stand between."""
    doc = scene.doc
    return all(doc.raw[at][0].isupper() or doc.low[at] in PLAIN for at in range(first, last))


def _is_active(scene: Scene, harm: Harm, after: Harm | None) -> bool:
    """Whether "killed" has an object: people right behind it, and neither "was" nor a bare number before it."""
    if passive(scene, harm):
        return False
    right = right_of(scene, harm.last)
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
    if _did_to_things(scene, harm) or ((left is None or not left.numbered) and _takes_object(scene, harm)):
        return True
    if left is None:
        return False
    return left.pronoun or (scene.doc.low[harm.anchor] in table.WEAK and not (left.exact or left.numbered))


def _takes_object(scene: Scene, harm: Harm) -> bool:
    """Whether something that is no people was hit: "raiders killed 40 goats"."""
    low = scene.doc.low
    word = low[harm.last] if harm.last < scene.sentence.last else ""
    if word in victims.DETERMINERS or word in ONES or word[:1].isdecimal() or word in ANYBODY:
        return True
    return (low[harm.anchor] == "shot" and word == "back") or _is_booty(scene, harm)


def _is_booty(scene: Scene, harm: Harm) -> bool:
    """As in "killed four soldiers and seized weapons": a thing was taken, and nobody."""
    low = scene.doc.low
    if low[harm.anchor] != "seized" or harm.last >= scene.sentence.last:
        return False
    taken = low[harm.last]
    if taken in HELD:
        return True
    return low[harm.first - 1] in {"and", ","} and taken not in SEIZED_WHERE and not taken.endswith("ly")


def _did_to_things(scene: Scene, harm: Harm) -> bool:
    """As in "300 raiders burned cars", "rebels who have seized most of it"; "two men shot times over" are few."""
    low, at = scene.doc.low, harm.last
    if low[harm.anchor] not in table.WEAK:
        return False
    if low[at : at + 1] in (["and"], ["or"]) and low[at + 1 : at + 2] and low[at + 1].endswith("ed"):
        at += 2  # "seized and burned trucks"
    if at + 1 >= scene.sentence.last:
        return False
    word = low[at]
    if word in AMOUNTS or (
        word in ARTICLES and scene.beginning_at(at) is None and low[at + 1] not in DAYTIMES
    ):
        return True
    things = word.endswith("s") and not word.endswith("ss") and word not in NO_THINGS
    return things and scene.doc.raw[at].islower() and scene.beginning_at(at) is None


def _lost(scene: Scene, harm: Harm, before: Harm | None, after: Harm | None) -> Listed | None:
    """Who is missing: the subject, and of "Rescuers search for a missing boy" the boy."""
    if _fled(scene, harm):
        return None
    group = next((g for g in scene.groups if g.first <= harm.first < g.last or g.first == harm.last), None)
    if group is None or (group.first == harm.last and scene.doc.low[harm.first - 1] != "for"):
        return subjects(scene, harm, before)
    sought = scene.doc.low[min(group.first, harm.first) - 1] == "for"
    return objects(scene, group, after) if sought else None


def _fled(scene: Scene, harm: Harm) -> bool:
    """As in "the raiders had vanished into the forest", "disappeared before soldiers could reach the village"."""
    low = scene.doc.low[harm.last : min(scene.sentence.last, harm.last + FLIGHT_REACH)]
    return low[:1] == ["into"] or (low[:1] == ["before"] and not ARRIVING.isdisjoint(low))


def _adjacent(scene: Scene, harm: Harm) -> Group | None:
    return next((g for g in scene.groups if g.last == harm.first and g.first not in scene.used), None)


def _of_object(scene: Scene, harm: Harm, after: Harm | None) -> Frame | None:
    """As in "Killed 12 people"; a verb that may hit things asks for a word that says people."""
    first = right_of(scene, harm.last)
    weak = scene.doc.low[harm.anchor] in table.WEAK
    if first is None:
        return None
    unsure = not first.sure or (first.bare and not first.adds)
    unsure = unsure or (scene.doc.low[harm.anchor] in STRIKES and not (first.numbered or first.exact))
    if (weak and unsure and not _to_death(scene, first)) or _is_target(scene, harm, first):
        return None
    frame = _framed(scene, harm, objects(scene, first, after), after)
    if frame and weak and _to_death(scene, frame.mains[-1]):
        return frame._replace(harm=harm._replace(kind="killed"))
    return frame


def _is_target(scene: Scene, harm: Harm, group: Group) -> bool:
    """As in "a strike hit a planner": at whom it was aimed, and not what became of him."""
    low = scene.doc.low
    aimed = low[harm.anchor] in STRIKES and low[harm.first - 1] in FROM_AIR and not group.numbered
    return aimed and (group.cls == "militant" or low[group.head] in TARGETS)


def _to_death(scene: Scene, group: Group) -> bool:
    """As in "shoot two dead", "hacked nine to death", "burn 30 alive"."""
    behind = scene.doc.low[group.last : group.last + 2]
    return behind[:1] in (["dead"], ["alive"]) or behind == ["to", "death"]


def _among(scene: Scene, harm: Harm, before: Harm | None, after: Harm | None) -> Listed | None:
    """As in "Two journalists were among the dead", "among the dead were two journalists"."""
    at = harm.last
    while at < scene.sentence.last and (scene.doc.low[at] in table.BE or scene.doc.low[at] == ":"):
        at += 1
    naming = scene.doc.low[harm.last - 1] == "as"
    called = named.listed(scene.doc, at, scene.sentence.last) if naming else ()
    if called:
        return Listed(called, ())
    right = scene.beginning_at(at)
    if right and (right.numbered or not naming):
        return objects(scene, right, after)._replace(parts=())
    return subjects(scene, harm, before) if passive(scene, harm) else None


def _shared(doc: Document, harm: Harm, before: Harm | None, out: Sequence[Frame]) -> Frame | None:
    """As in "Abducted and killed", "was shot by police and died": the second verb has the victims of the first."""
    if before is None or not out or out[-1].harm != before or harm.shape == "noun":
        return None
    between = doc.low[before.last : harm.first]
    shared = Frame(harm, out[-1].mains, out[-1].parts, shared=True)
    if len(between) <= SHARED_REACH:
        linked = all(word in JOINED or is_light(word) for word in between)
        if linked and not JOINED.isdisjoint(between):
            return shared
    if not between:
        return None
    whose = is_whose_end(doc, harm, out[-1])
    closing = len(between)
    while closing > 1 and is_light(between[closing - 1]):
        closing -= 1
    closing -= whose and between[closing - 1] == ","  # "who was abducted in May, was found murdered"
    if (whose or is_relative(doc, before, harm)) and JOINED.isdisjoint(between[:closing]):
        return shared._replace(of_hurt=before.kind == "injured")
    at = len(between) - 1
    while at > 0 and is_light(between[at]):
        at -= 1
    both_suffer = "active" not in {out[-1].harm.shape, harm.shape}
    return shared if between[at] in {"and", "but", ";"} and both_suffer else None


def _going_on(scene: Scene, frame: Frame, after: Harm | None) -> Frame:
    """As in "Five were killed in Aden and three in Taiz": more victims behind."""
    doc, harm = scene.doc, frame.harm
    told = max(harm.last, frame.mains[-1].last)
    second = next((g for g in scene.groups if g.first >= told and _is_of_second(scene, harm, g)), None)
    if second is not None:
        return frame._replace(mains=(*frame.mains, second))
    before = frame.mains[-1].last <= harm.first and harm.shape in {"participle", "subject"}
    if not before and (harm.shape != "active" or frame.mains[0].first < harm.last):
        return frame
    if not frame.mains[0].numbered:
        return frame
    stop = scene.sentence.last
    if after is not None:
        stop = max((g.first for g in scene.groups if g.last <= after.first), default=0)
    # A colon's list spells the figure out: "27 were killed: 12 in Aden and 15 in Taiz".
    stop = next((at for at in range(told, stop) if doc.low[at] == ":"), stop)
    more = tuple(g for g in scene.groups if told < g.first < stop and _elsewhere(doc, g))
    return frame._replace(mains=(*frame.mains, *more))


def _is_of_second(scene: Scene, harm: Harm, group: Group) -> bool:
    """As in "the first killed 12 and the second TEN", "the army lost nine men and the guerrillas SEVEN"."""
    low = scene.doc.low
    if not (group.bare and group.numbered):
        return False
    if low[group.first - 1] in SECONDS and low[group.first - 2] == "the":
        return not FIRSTS.isdisjoint(low[scene.sentence.first : harm.first])
    side = next((g for g in scene.groups if g.last == group.first), None)
    return low[harm.anchor] == "lost" and side is not None and low[side.first - 1] == "and"


def _elsewhere(doc: Document, group: Group) -> bool:
    """As in "… in Aden and THREE in Taiz", "… on Monday and NINE MORE on Tuesday"."""
    joined = group.bare and group.numbered and not group.part and doc.low[group.first - 1] in {"and", ","}
    behind = doc.low[group.last : group.last + 1]
    return joined and behind in (["in"], ["on"], ["near"], ["at"]) and doc.raw[group.last + 1][0].isupper()


def _given_back(doc: Document, harms: Sequence[Harm], out: Sequence[Frame]) -> list[Frame]:
    """As in "Killing and injuring four": the first verb has the victims of the second."""
    having = {frame.harm.first: frame for frame in out}
    for one, other in pairwise(harms):
        if one.first in having or other.first not in having:
            continue
        if doc.low[one.last : other.first] in BOTH and doc.low[one.anchor] != "dead":
            frame = having[other.first]._replace(shared=True)
            having[other.first] = frame
            having[one.first] = frame._replace(harm=one)
    return [having[harm.first] for harm in harms if harm.first in having]
