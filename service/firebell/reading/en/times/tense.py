"""Document and token → whether its clause tells what is done again and again, or has been done before the news.

A story that speaks in the past ("said") tells its habits in the present: "They kidnap children", "a group that uses
car bombs". What "has bombed ferries" did so at some time before the news (CODEBOOK §2 *background*).
"""

from firebell.reading.cue import Cue
from firebell.reading.text import Document, words

SUBJECTS = words("they he she it who which that and often also still now usually sometimes")
"""In front of these a word such as "attack" is a verb."""

VERBS = words(
    "kidnap kidnaps abduct abducts kill kills behead beheads execute executes fight fights burn burns loot loots "
    "bombard bombards terrorise terrorises terrorize terrorizes"
)
"""The present, whatever stands before it but for what makes it an infinitive."""

EITHER = words(
    "attack attacks raid raids bomb bombs shell shells strike strikes target targets ambush ambushes storm storms "
    "blast blasts"
)
"""Verbs or nouns."""

MEANS = words(
    "uses employ employs prefer prefers rely relies stages conduct conducts carry carries mounts wages "
    "operate operates recruit recruits commits specialise specialises specialize specializes"
)
MEANS_OR_NOUNS = words("use launch launches stage mount plant plants lay lays wage fire fires commit")
"""In front of a deed or a weapon: "uses car bombs", "carry out raids", "prefers to attack"."""

MEANS_REACH = 8

UNFINISHED = words(
    "to will would may might can could must should shall did does do not n't never let help helped 'd 'll make makes "
    "made see saw hear heard"
)
"""In front of a verb: it is no present of its own."""

SPEAKING = words("said says say told added according reported confirmed claimed stated announced")
HAD = Cue("had")
HAD_REACH = 4
LONGEST_CLAUSE = 60
"""Work on a clause may grow with its square, so longer ones are cut."""

HAS = Cue("has have 've")
PERFECT_REACH = 6
RELATIVES = words("that which who")
"""What is known by what it has done, or whom it has killed, has done it before."""

BETWEEN = words(
    "also already been since long even sometimes occasionally now recently in the past twice once ever"
)
"""Between "has" and what was done."""

DONE_REACH = 3
"""So many words behind its verb stands what was done: "set off several bombs"."""

TOLD = words(
    "killed wounded injured hurt died dead displaced fled arrested detained claimed said confirmed told reported "
    "announced missing accused blamed threatened vowed warned pledged urged condemned refused recovered seized "
    "confiscated found increased ordered imposed declared agreed signed asked called caused inflicted left taken cost "
    "suffered lost"
)
"""What "has been killed" is the news of a toll; who "has claimed" an attack or "has said" so tells the news."""

DONE = words("struck shot hit set blown burnt retaken fought overrun sunk held driven thrown laid cut broken")
"""Participles without their ending."""

TRENDS = Cue("rise surge increase spike uptick upsurge resurgence escalation spate wave")
TREND_REACH = 20
SEEN = words(
    "seen witnessed experienced suffered faced endured recorded seeing facing witnessing experiencing"
)
SEEN_REACH = 4
"""A place that "has seen a rise in attacks": so many words lie between the two."""

MANY = words("many most several such similar numerous")
"""Many attacks "have been claimed" by whoever is told of: none of them is the news."""

LENGTHS = words("months years decade decades")
LENGTH_REACH = 6

CHANGED = words(
    "come risen increased declined dropped fallen decreased surged soared intensified spiked escalated multiplied "
    "become continued persisted eased subsided"
)
CHANGED_REACH = 12
"""Attacks in the area "have come down": so many words before it they stand."""

PLURALS = words(
    "fighters militants gunmen rebels insurgents jihadists extremists bandits gangs groups soldiers forces troops "
    "terrorists attackers guerrillas militias factions"
)

FREQUENT = Cue("frequent common commonplace rife rampant recurrent")
FREQUENT_REACH = 20
"""Words behind what is so."""

PAST = Cue("said told")
"""A story with these speaks in the past."""

MARKS = frozenset(".;:!?()\u2013\u2014")


def in_the_past(doc: Document) -> bool:
    """Whether the story speaks in the past, so that its present is a habit."""
    return PAST.stands(doc, 0, len(doc))


def is_habit(doc: Document, token: int) -> bool:
    """Whether a story of the past tells here what is done again and again: no event of its own."""
    low = doc.low
    if _is_frequent(doc, token):
        return True
    if low[token].endswith("ed") or low[token] in DONE:
        return False
    begin = max(doc.sentence_at(token).first, token - MEANS_REACH)
    for at in range(token, begin, -1):
        if at < token and (doc.raw[at] in MARKS or low[at] in UNFINISHED):
            return False
        before = low[at - 1]
        if _is_verb(low[at], before):
            return at == token or low[at] not in EITHER
    return False


def _is_frequent(doc: Document, token: int) -> bool:
    """As in "Clashes between herders and farmers over land are frequent": told of no day."""
    last = min(doc.sentence_at(token).last - 1, token + FREQUENT_REACH)
    return any(
        doc.low[at - 1] in {"are", "is", "remain", "become", "been"}
        for at in FREQUENT.within(doc, token, last)
    )


def _is_verb(word: str, before: str) -> bool:
    """Whether a word is a verb in the present."""
    if word in EITHER or word in MEANS_OR_NOUNS:
        return before in SUBJECTS or before in PLURALS
    return (word in VERBS or word in MEANS) and before not in UNFINISHED


def is_before_now(doc: Document, first: int, last: int, token: int) -> bool:
    """Whether the clause of tokens [first, last) says that it was done at some time before the news."""
    return _is_past_perfect(doc, first, last, token) or _is_perfect(doc, token)


def is_trend(doc: Document, token: int) -> bool:
    """Such as "has seen a rise in attacks, including", "attacks there have increased": none of them is told as news."""
    sentence, low = doc.sentence_at(token), doc.low
    first = max(sentence.first, token - TREND_REACH)
    rises = TRENDS.within(doc, first, token)
    if any(not SEEN.isdisjoint(low[max(first, at - SEEN_REACH) : at]) for at in rises):
        return True
    if _is_for_long(doc, sentence.first) and HAS.stands(doc, sentence.first, token):
        return True
    if not low[token].endswith("s"):
        return False
    if low[token - 1] in MANY and HAS.stands(doc, token + 1, min(sentence.last, token + CHANGED_REACH)):
        return True
    behind = HAS.within(doc, token + 1, min(sentence.last, token + CHANGED_REACH))
    return any(not CHANGED.isdisjoint(low[at + 1 : at + 4]) for at in behind)


def has_been(doc: Document, token: int) -> bool:
    """Whether the token is told in the present perfect: "have been killed", "has killed"."""
    return HAS.stands(doc, max(doc.sentence_at(token).first, token - PERFECT_REACH), token)


def _is_for_long(doc: Document, first: int) -> bool:
    """Whether a sentence opens with "For more than a decade", "For years"."""
    return doc.low[first] == "for" and not LENGTHS.isdisjoint(doc.low[first + 1 : first + LENGTH_REACH])


def _is_past_perfect(doc: Document, first: int, last: int, token: int) -> bool:
    """Such as "Gunmen had attacked": earlier than the story, unless somebody is telling the story so."""
    sentence = doc.sentence_at(token)
    had = next(iter(HAD.within(doc, max(first, token - HAD_REACH), min(last, token + 1))), None)
    if had is None:
        return False
    near = slice(max(sentence.first, token - LONGEST_CLAUSE), min(sentence.last, token + LONGEST_CLAUSE))
    # Whoever tells it, "fighters who had threatened her" did so before what he tells.
    return doc.low[had - 1] in {"who", "which"} or SPEAKING.isdisjoint(doc.low[near])


def _is_perfect(doc: Document, token: int) -> bool:
    """Such as "has bombed ferries", "have set off several bombs": done at some time before the news."""
    low = doc.low
    begin = max(doc.sentence_at(token).first, token - PERFECT_REACH)
    has = HAS.within(doc, begin, token)
    if not has:
        return False
    at = has[-1]
    if low[at - 1] in RELATIVES:
        return True
    verb = next((i for i in range(at + 1, token + 1) if low[i] not in BETWEEN), token)
    if low[verb] in TOLD or low[token] in TOLD or token - verb > DONE_REACH:
        return False
    return low[verb] in DONE or (low[verb].endswith("ed") and len(low[verb]) > len("need"))
