"""Words beside an act → whether it is what was told before it, on that day or at that place, or an older one."""

from firebell.reading.cue import Cue
from firebell.reading.text import Document, words

EVENT_WORDS = Cue(
    "violence attack attacks assault clash clashes fighting battle battles killing killings incident shooting "
    "bombing bombings blast explosion raid raids ambush strike strikes airstrike airstrikes shelling unrest riots"
)

OPENS = 4
"""In so many first words of a sentence it is said what took place."""

SAME = Cue("same next following")
PARTS_OF_DAY = words("day night morning evening afternoon")
DAY_REACH = 30


def says_where(doc: Document, number: int) -> bool:
    """Whether the sentence says of what was told before where it was: "The attack took place in Bannu"."""
    first, last, *_ = doc.sentences[number]
    low = doc.low
    named = low[first] == "it" or any(
        low[at - 1] in {"the", "this"} for at in EVENT_WORDS.within(doc, first + 1, min(last, first + OPENS))
    )
    reach = range(first + 1, min(last - 1, first + OPENS + 2))
    return named and any(
        low[at] in {"happened", "occurred"} or (low[at] in {"took", "taking"} and low[at + 1] == "place")
        for at in reach
    )


def by_a_day_told(doc: Document, number: int) -> bool:
    """Whether its day is that of what was told before, or the next: "two more were killed the same day"."""
    first, last, *_ = doc.sentences[number]
    low = doc.low
    return any(
        low[at - 1] in {"the", "that"} and low[at + 1] in PARTS_OF_DAY and low[at + 2 : at + 3] != ["last"]
        for at in SAME.within(doc, first + 1, min(last - 1, first + DAY_REACH))
    )


IN = words("in during")
RECENT = Cue("recent")
ACTS = frozenset(EVENT_WORDS) | words(
    "encounter encounters operation operations incidents crackdown offensive killings kidnappings kidnapping "
    "abduction abductions massacre massacres hostilities bloodshed protests ambushes assaults drone missile"
)
RECENT_REACH = 15


def of_late(doc: Document, token: int) -> bool:
    """Whether it is told of an act "of late": "after a recent clash in which three died", "killed in a recent raid"."""
    first, last, *_ = doc.sentence_at(token)
    low = doc.low
    for at in RECENT.within(doc, max(first, token - RECENT_REACH), min(last - 1, token + RECENT_REACH)):
        if ACTS.isdisjoint(low[at + 1 : min(last, at + 3)]):
            continue
        begin, end = sorted((at, token))
        told_in = token > at or not IN.isdisjoint(low[max(first, at - 2) : at])
        if told_in and not {",", ";"} & set(low[begin + 1 : end]):
            return True
    return False


WORST = Cue("deadliest worst bloodiest similar")
BLAMED = Cue("blamed claimed responsible behind accused staged carried linked")
BLAMED_REACH, NAMED_REACH = 10, 4
THAT = words("that which")


def another(doc: Document, token: int) -> bool:
    """Whether it is an act of its own, untold till then and named for what it was: "a similar attack killed nine"."""
    first, last, *_ = doc.sentence_at(token)
    low = doc.low
    for at in WORST.within(doc, first, token):
        if ACTS.isdisjoint(low[at + 1 : at + 3]):
            continue
        opened = low[max(first, at - 4) : at] == ["in", "one", "of", "the"]
        if opened or (token - at <= NAMED_REACH and "," not in low[at:token]):
            return True
    return any(
        low[at - 1] != "the"
        and (low[at + 1] in THAT or low[at + 1 : at + 3] == ["in", "which"])
        and BLAMED.stands(doc, max(first, at - BLAMED_REACH), at)
        for at in EVENT_WORDS.within(doc, max(first + 1, token - RECENT_REACH), min(token + 1, last - 2))
    )
