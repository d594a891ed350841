"""A noun of harm and the groups beside it → who suffered it: "the death of two soldiers", "nine fatalities"."""

from firebell.reading.en.casualties import classes, named
from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties.group import ONE, TWO, Group
from firebell.reading.en.casualties.groups import OWNERS
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.lists import Listed, Scene, objects, right_of
from firebell.reading.en.numbers.number_words import SEVERAL
from firebell.reading.text import Document, Sentence, words

LONGEST_REMARK = 6
"""An editor's "[retired]" before a name is so short."""

WHEN_OR_WHERE = words("on in at near during last yesterday today this late early")
WHEN_REACH = 9
PLAIN = words(
    "on in at near during last yesterday today this late early the past night week month morning evening "
    "afternoon hours days two three four northern southern eastern western central nearby and of city town "
    "village province district state region"
)
"""Between the noun and its "of" such words say when and where; a verb or a mark ends it."""

HELD_BY = words("city town village province district state region month")
"""Behind these an "of" names the place or the year."""

GAVE_OR_TOOK = words("claimed claims claim claiming took takes cost costs loss lost taken taking")
LEFT = words("leave leaves leaving left")
"""Before "martyrs" without a number: several died."""

FOUND_REACH = 14
NO_BODIES = words(
    "handed handing returned returns returning repatriated repatriates exhumed transferred delivered received "
    "receives hostage hostages captivity exchange swap"
)
"""Bodies handed over are no toll (CODEBOOK §8)."""

FIRE = words("fire gunfire shots")
"""What is exchanged in a fight."""

HANDED_REACH = 5
HANDED_BEHIND = 9
RECEIVED_REACH = 14


def of_noun(scene: Scene, harm: Harm, after: Harm | None) -> Listed | None:
    """As in "The death of two soldiers", "nine fatalities", "the bodies of three men"."""
    doc, word = scene.doc, scene.doc.low[harm.anchor]
    owner = named.owner(doc, harm, scene.sentence)
    if owner:
        return Listed((owner,), ())
    if word == "martyrs" and doc.low[harm.first - 1] in LEFT:
        return Listed((Group(harm.first, harm.last, harm.anchor, SEVERAL, exact=False),), ())
    whose = _behind_of(scene, harm)
    counts = word in table.COUNTED_NOUNS or word == "lives" or doc.low[harm.first - 1] in OWNERS
    counted = _counted(scene, harm) if counts else None
    if counted and not (whose and not counted.numbered):
        beside = doc.low[max(0, counted.first - 4) : counted.first] + doc.low[harm.last : harm.last + 3]
        if word == "lives" and GAVE_OR_TOOK.isdisjoint(beside):
            return None
        found = (
            beside + doc.low[harm.last : harm.last + FOUND_REACH] + _counted_in(doc, counted, scene.sentence)
        )
        if word in table.DEAD_BODIES and table.FOUND.isdisjoint(found):
            return None
        told = classes.behind(doc, _behind_pair(doc, harm), scene.sentence.last) if counted.bare else None
        return Listed((counted._replace(cls=told) if told else counted,), ())
    if whose is None or word == "lives" or (word in table.DEAD_BODIES and _are_handed_over(doc, harm)):
        return None
    if word == "remains" and table.FOUND.isdisjoint(doc.low[harm.last : harm.last + FOUND_REACH]):
        return None
    listed = objects(scene, whose, after, of_noun=True)
    if word in table.PLURAL_NOUNS and listed.mains == (whose,) and whose.count == ONE:
        return Listed((whose._replace(count=TWO),), listed.parts)  # who else it was is told too far off
    return listed


def _counted_in(doc: Document, counted: Group, sentence: Sentence) -> list[str]:
    """The "received" of a hospital that "received 57 wounded, most with gunshot wounds, and six bodies"."""
    before = doc.low[max(sentence.first, counted.first - RECEIVED_REACH) : counted.first]
    return ["received"] if "received" in before and doc.low[counted.first - 1] == "and" else []


def _are_handed_over(doc: Document, harm: Harm) -> bool:
    """As in "the bodies of three men were returned", "handed over the body of a hostage"."""
    before = doc.low[max(doc.sentence_at(harm.first).first, harm.first - HANDED_REACH) : harm.first]
    around = {*before, *doc.low[harm.last : harm.last + HANDED_BEHIND]}
    fought = not FIRE.isdisjoint(
        doc.low[harm.last : harm.last + HANDED_BEHIND + 2]
    )  # "after an exchange of fire"
    return not around.isdisjoint(NO_BODIES - {"exchange"} if fought else NO_BODIES)


def _behind_pair(doc: Document, harm: Harm) -> int:
    """The token behind "casualties", or behind "casualties and several wounded"."""
    if doc.low[harm.last : harm.last + 1] != ["and"]:
        return harm.last
    pair = range(harm.last + 1, min(len(doc), harm.last + 4))
    return next((at + 1 for at in pair if doc.low[at] in table.RESULTS), harm.last)


def _behind_of(scene: Scene, harm: Harm) -> Group | None:
    """Who stands behind the "of" of "the murder of", a remark in brackets left out."""
    doc, at = scene.doc, _past_when_and_where(scene, harm.last)
    if at >= scene.sentence.last or doc.low[at] != "of":
        return None
    at += 1
    if doc.low[at : at + 1] == ["["] and "]" in doc.low[at : at + LONGEST_REMARK]:
        at += doc.low[at : at + LONGEST_REMARK].index("]") + 1
    first = right_of(scene, at)
    return first if first and (first.sure or first.numbered) else named.behind(doc, harm, at, scene.sentence)


def _past_when_and_where(scene: Scene, at: int) -> int:
    """The "of" behind a day or a place: "the killing on Tuesday of", "the murder in Basra last week of"."""
    doc = scene.doc
    if at >= scene.sentence.last or doc.low[at] not in WHEN_OR_WHERE:
        return at
    for token in range(at + 1, min(scene.sentence.last, at + WHEN_REACH)):
        if doc.low[token] == "of" and doc.low[token - 1] not in HELD_BY:
            return token
        if not (doc.raw[token][0].isupper() or doc.raw[token].isdecimal() or doc.low[token] in PLAIN):
            return at
    return at


def _counted(scene: Scene, harm: Harm) -> Group | None:
    ends = {harm.first, harm.last}
    near = (g for g in scene.groups if g.last in ends and g.first < harm.first)
    return next((g for g in near if g.first not in scene.used), None)
