"""A finding and the story around it → whether the story is about a drill, or looks back on what is long past."""

from itertools import pairwise

from firebell.reading.cue import Cue
from firebell.reading.en.times.calendar import MONTHS, day_number, is_year
from firebell.reading.text import Document, Sentence, once, words

HEAD = 60
"""An opening is the title and the first sentence, as far as so many tokens."""

WIDE = 40
"""So many tokens away does "in an exercise" still govern the verbs of its sentence."""

NEXT = 10
"""The sentence behind says in its first tokens that all was practice."""

EXERCISES = Cue("exercise exercises drill drills simulation simulations rehearsal manoeuvre maneuver")
PLAYED = Cue("simulated staged mock rehearsed pretend practice drill drills exercise exercises")
IN = words("in as of for part")
NAMED_ATTACK = words(
    "attack assault raid scene scenes scenario bomb bombing hostages hostage violence it all"
)
AS_PART = ("part", "of")
WAS = words("was were is are")
TURNED_REAL = Cue(
    "deadly real turned turns tragic fatal killing killed kills dead died mistakenly misfired accident wounded"
)

LOOKS_BACK = words(
    "anniversary anniversaries commemorate commemorates commemorated commemorating commemoration remembers "
    "remembered remembering remembrance centenary"
)
COURT = words(
    "guilty trial trials sentenced sentences convicted convicts pleaded tribunal verdict jury acquitted acquits"
)
MEMORY = Cue(
    "memorial memorials commemorative tribute tributes homage mourn mourned remembered memory survivors"
)
"""What is done for the dead of last week too: it looks back only where the opening tells of long ago."""

LONG_AGO = 10
"""So many years, told in figures, are long ago, and so is a year of the last century."""

MEMORY_REACH = 160
"""Within so many tokens from its beginning the story says how long ago it was."""

YEAR = 4
AGO = (["years", "ago"], ["years", "on"], ["years", "later"], ["years", "since"], ["years", "after"])

TELLS = words("tell tells told")
HEARS = words("hear hears heard told")
"""In front of a court, and behind it: a witness speaks of what was."""

FOR = words("for over")
YEARS = words("years decades")
YEARS_BEHIND = words("after on since")
CHARGED = words("charged accused suspect suspects fugitive court")
RETROSPECTS = Cue(LOOKS_BACK | COURT | YEARS | {"court", "crimes"})
"""One of these stands in the opening of every story that looks back."""

NEWS = words(
    "kill kills killed attack attacks attacked bomb bombs bombed explosion explosions blast blasts clash clashes "
    "clashed shelled shelling strike strikes struck shot fire fired wounded dead die dies died ambush storm "
    "stormed riots raid raids raided airstrike airstrikes gunmen firebombed grenade shooting"
)
TOLD_OF = words("who whose which that of for the in over after from 's his her its their into and")
"""In front of a deed: the opening names it, and does not tell it as news."""

FRESH = words(
    "today yesterday overnight monday tuesday wednesday thursday friday saturday sunday morning "
    "evening night weekend tonight latest new fresh meanwhile separately elsewhere"
)
"""Words with which a look back still tells something of its own day."""

LENGTHS = words("hours minutes")
COUNTED = words("ago after before earlier later")
"""Behind a length of time these count it from the news."""

THEN = words("next following that same")
"""In front of a morning or a night: it is one of the tale, and not of now."""


def is_drill(doc: Document, anchor: int) -> bool:
    """Whether its sentence, or the next, says that all was practice; one that turned deadly was not (CODEBOOK §2)."""
    number = doc.sentence_of[anchor]
    own = doc.sentences[number]
    first, last = max(own.first, anchor - WIDE), min(own.last, anchor + WIDE)
    practised = EXERCISES.stands(doc, first, last) or PLAYED.stands(doc, own.last, own.last + NEXT)
    if not practised or TURNED_REAL.stands(doc, first, last):
        return False
    return _exercised(doc, first, last) or any(
        _played(doc, s) for s in doc.sentences[number + 1 : number + 2]
    )


def _exercised(doc: Document, first: int, last: int) -> bool:
    """Whether it says "in an exercise of the police" or "as part of a yearly drill"."""
    for at in EXERCISES.within(doc, first, last):
        near = doc.low[max(first, at - 4) : at]
        if not IN.isdisjoint(near) and "during" not in near:
            return True
        if AS_PART in pairwise(doc.low[max(first, at - NEXT) : at]):
            return True  # "as part of a joint live-fire training exercise"
    return False


def _played(doc: Document, sentence: Sentence) -> bool:
    """Such as "The attack was simulated", "It was a drill"."""
    low = doc.low[sentence.first : min(sentence.last, sentence.first + NEXT)]
    if PLAYED.isdisjoint(low):
        return False
    whole = doc.low[sentence.first : min(sentence.last, sentence.first + WIDE)]
    at = next((i for i, word in enumerate(low) if word in WAS), None)
    if at is None or not TURNED_REAL.isdisjoint(whole) or "not" in low:
        return False
    return not NAMED_ATTACK.isdisjoint(low[:at]) and not PLAYED.isdisjoint(low[at + 1 : at + 4])


def is_retrospect(doc: Document, anchor: int) -> bool:
    """Whether the story opens as an anniversary's or a trial's, and this sentence gives no day of now (CODEBOOK §8)."""
    if not _opens_looking_back(doc):
        return False
    own = doc.sentence_at(anchor)
    first, last = max(own.first, anchor - WIDE), min(own.last, anchor + WIDE)
    low = doc.low[first:last]
    court = next((at for at in range(anchor - first) if low[at] in COURT), None)
    if court is not None and not FOR.isdisjoint(low[court : anchor - first]):
        return True  # "on Thursday sentenced seven commanders to eight years for the kidnapping of"
    near = low[max(0, anchor - first - 2) : anchor - first + 1]
    if any(one in {"are", "is"} and other.endswith("ing") for one, other in pairwise(near)):
        return False  # "seven years after they made peace, they are massing troops"
    if not LOOKS_BACK.isdisjoint(low) or (not MEMORY.isdisjoint(low) and _is_memory(doc)):
        return True
    return not any(_is_fresh(low, at) for at in range(len(low)))


def _is_fresh(low: list[str], at: int) -> bool:
    """Whether the word gives a day of now: no "next morning", no "for eleven hours"."""
    if low[at] in LENGTHS:
        return not COUNTED.isdisjoint(low[at + 1 : at + 2])
    if low[at] == "this" and low[at + 1 : at + 2] and low[at + 1] in {"month", "week", "year"}:
        return True
    if low[at] in MONTHS:
        near = low[max(0, at - 2) : at + 3]
        return not any(is_year(word) for word in near) and any(day_number(word) for word in near)
    if low[at + 1 : at + 2] == ["rush"]:
        return False
    return low[at] in FRESH and THEN.isdisjoint(low[max(0, at - 1) : at])


@once
def _opens_looking_back(doc: Document) -> bool:
    end = 0
    for sentence in doc.sentences:
        end = sentence.last
        if sentence.first >= doc.title_tokens or end >= HEAD:
            break
    low = doc.low[: min(end, HEAD)]
    cue = next((at for at in RETROSPECTS.within(doc, 0, len(low)) if _is_cue(low, at)), None)
    if cue is None and not MEMORY.isdisjoint(low) and _is_memory(doc):
        return True
    return cue is not None and not any(
        low[at] in NEWS and TOLD_OF.isdisjoint(low[max(0, at - 2) : at]) for at in range(cue)
    )


@once
def _is_memory(doc: Document) -> bool:
    """Whether the story says how long ago it was: 86 years, or 1937."""
    told = doc.low[:MEMORY_REACH]
    return any(
        (len(word) == YEAR and word.startswith("19"))
        or (len(word) < YEAR and int(word) >= LONG_AGO and told[at + 1 : at + 3] in AGO)
        for at, word in enumerate(told)
        if word.isdecimal() and word.isascii()
    )


def _is_cue(low: list[str], at: int) -> bool:
    word = low[at]
    if word in LOOKS_BACK or word in COURT:
        return True
    if word in YEARS and at:
        return low[at + 1 : at + 2] != [] and low[at + 1] in YEARS_BEHIND and low[at - 1] != "for"
    if word == "court":
        return not TELLS.isdisjoint(low[max(0, at - 4) : at]) or not HEARS.isdisjoint(low[at + 1 : at + 3])
    return word == "crimes" and low[at - 1 : at] == ["war"] and not CHARGED.isdisjoint(low)
