"""Two harms of one sentence → whether one person is in both: the doer of the first, or its victim."""

from collections.abc import Sequence

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties.frame import Frame
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.casualties.lists import Scene
from firebell.reading.en.casualties.subjects import subjects
from firebell.reading.text import Document, words

BEFORE_BEING = ("before", "being")
TURNS = frozenset(
    {BEFORE_BEING, ("and", "was"), ("and", "were"), ("but", "was"), ("but", "were"), ("then", "was")}
)
WHO_REACH = 4
"""As in "who had been badly hurt"."""

CHARGED = words("accused suspected convicted guilty charge charges acquitted")
QUOTES = frozenset({'"', "'", "\u201c", "\u2018"})


def is_charge(doc: Document, harm: Harm) -> bool:
    """As in "on charges of killing a guard", "a man accused of killing two": an older deed, and maybe none of his."""
    at = harm.first - 1 - (doc.low[harm.first - 1] in QUOTES)
    return at > 0 and doc.low[at] == "of" and doc.low[at - 1] in CHARGED


def is_whose_end(doc: Document, harm: Harm, told: Frame) -> bool:
    """As in "a guard who was wounded in the blast died": of the same man."""
    died = harm.shape == "subject" or not table.BE.isdisjoint(doc.low[max(0, harm.first - 3) : harm.first])
    hurt = told.harm.shape == "participle" and died and harm.kind == "killed"
    return hurt and "who" in doc.low[max(0, told.harm.first - WHO_REACH) : told.harm.first]


def is_relative(doc: Document, before: Harm, harm: Harm) -> bool:
    """As in "three people wounded in the raid died", "two men abducted on Monday were found dead".

    "Who were" is left out before the first verb.
    """
    dies = harm.shape == "subject" or (harm.shape == "participle" and doc.low[harm.first - 1] in table.BE)
    told = before.shape == "participle" and dies and harm.kind == "killed"
    return told and doc.low[before.first - 1] not in table.BE | table.HAVE


def turned(scene: Scene, harm: Harm, before: Harm | None, out: Sequence[Frame]) -> Frame | None:
    """As in "Killed three before being shot dead", "stabbed two and was shot": the doer suffers the second harm."""
    doc = scene.doc
    if before is None or not out or out[-1].harm.first != before.first or harm.shape != "participle":
        return None
    turn = tuple(doc.low[harm.first - 2 : harm.first])
    if turn not in TURNS and not _is_of_doer(scene, before, harm, out[-1]):
        return None
    if out[-1].mains[0].first < before.last:  # "two were abducted before being killed"
        return Frame(harm, out[-1].mains, out[-1].parts) if turn == BEFORE_BEING else None
    doer = subjects(scene, before, None)
    return Frame(harm, doer.mains, ()) if doer else None


def _is_of_doer(scene: Scene, before: Harm, harm: Harm, told: Frame) -> bool:
    """As in "A man who killed three policemen was shot dead": the second verb has the doer for its subject."""
    low, object_ = scene.doc.low, told.mains[-1]
    if before.first <= scene.sentence.first:
        return False
    if low[before.first - 1] not in {"who", "that"} and not is_charge(scene.doc, before):
        return False
    ends = range(object_.last, harm.first)
    return (
        object_.first >= before.last
        and bool(ends)
        and all(low[at] in table.BE or is_light(low[at]) for at in ends)
    )


def is_light(word: str) -> bool:
    """Whether the word may stand between a subject and its verb: "was", "later", "reportedly"."""
    return word in table.FILLERS or word in table.BE or word.endswith("ly")
