"""A toll and the words around it → whether it happened, to whom it is handed, and whether a conflict did it."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from firebell.reading.cue import Cue, among
from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import victim_words as people
from firebell.reading.en.casualties.cause_words import (
    ARMED,
    BLASTS,
    BUILT,
    CLAIMING,
    COLLAPSES,
    DISASTERS,
    EVENTS,
    PEACEFUL,
    PEACEFUL_PAIRS,
    PLAYED,
    RESCUERS,
    SIDES,
    STARTED,
    VIOLENT,
    WARS,
)
from firebell.reading.en.casualties.harms import Harm
from firebell.reading.en.signals import modes
from firebell.reading.en.signals.frames import FRESH
from firebell.reading.en.times.running import is_of_another, ranks
from firebell.reading.reading import Count, Mode
from firebell.reading.text import Document, Sentence, words

FIGHTS = words(
    "clashes fighting violence attacks strikes raids airstrikes bombings battles hostilities shelling"
)
SINCE = Cue("since")
SCORES = words("dozens scores hundreds thousands")
RUN_REACH = 14
CLAIM_OF_LIVES = 5
"""Words of "has claimed hundreds of" before its "lives"."""

LEAD_SENTENCES = 3
BELIEF_REACH = 4
BUT_REACH = 8
PLAYED_REACH = 120
"""No true sentence is longer; a text without full stops is read in linear time all the same."""

GREAT_TOTAL = 1000
"""A death toll this high that names no single event is a war's."""

WAR_TOTAL = 10_000
"""So many die in no single act of war."""


CONTRAST = words("while but whereas though although however")
TELLING = words("said says say told put puts reported reports counted according listed spoke gave")
"""In both halves of a sentence that is turned by a "but": its two figures are of two sources."""


STRUCK = words("struck hit run knocked")
VEHICLES = words("bus train tram taxi motorcycle motorbike tractor")
"""A car or a truck may have been driven at them."""

STORMED = words(
    "parliament palace prison jail base barracks camp embassy mosque school hospital village town police army"
)
"""Behind a "storm" that is no weather."""


class Around(NamedTuple):
    """What title and first sentences say of causes: whether they name a violent and a peaceful one."""

    violent: bool
    peaceful: bool


def around(doc: Document) -> Around:
    """The causes that the opening of the document names."""
    violent = peaceful = False
    for sentence in doc.sentences[:LEAD_SENTENCES]:
        violent = violent or _violent(doc, sentence.first, sentence.last)
        peaceful = peaceful or _peaceful(doc, sentence.first, sentence.last)
    return Around(violent, peaceful)


def is_nonviolent(doc: Document, sentence: Sentence, lead: Around) -> bool:
    """Accident, disaster, disease, private crime: no conflict casualty (CODEBOOK §3)."""
    if _violent(doc, sentence.first, sentence.last):
        return False
    if _peaceful(doc, sentence.first, sentence.last):
        return True
    return lead.peaceful and not lead.violent


def _violent(doc: Document, first: int, last: int) -> bool:
    told = doc.low[first:last]
    if not DISASTERS.isdisjoint(told):
        told = [word for word in told if word not in RESCUERS]
    return not VIOLENT.isdisjoint(told) or (not BLASTS.isdisjoint(told) and not _paired(told))


def _paired(told: Sequence[str]) -> bool:
    return not PEACEFUL_PAIRS.isdisjoint(pairwise(told))


def _peaceful(doc: Document, first: int, last: int) -> bool:
    told = doc.low[first:last]
    if "outbreak" in told and not FIGHTS.isdisjoint(told):
        told = [word for word in told if word != "outbreak"]  # one of violence, and of no disease
    if "storm" in told:
        told = [word for at, word in enumerate(told) if not (word == "storm" and _is_storming(told, at))]
    return not PEACEFUL.isdisjoint(told) or _paired(told) or _run_over(told) or fell_down(told)


def _is_storming(told: Sequence[str], at: int) -> bool:
    """Whether a crowd or troops storm something: "tried to storm parliament"."""
    return told[at - 1 : at] == ["to"] or not STORMED.isdisjoint(told[at + 1 : at + 3])


def fell_down(told: Collection[str]) -> bool:
    """Whether these words tell that something built collapsed."""
    return not COLLAPSES.isdisjoint(told) and not BUILT.isdisjoint(told)


def _run_over(told: Sequence[str]) -> bool:
    """As in "struck by a tour bus"; who is hit by a car bomb was not."""
    return not STRUCK.isdisjoint(told) and any(
        "by" in told[at + 1 : at + 3] and _is_vehicle(told[at + 2 : at + 7])
        for at, word in enumerate(told)
        if word in STRUCK
    )


def _is_vehicle(behind: Sequence[str]) -> bool:
    at = next((at for at, word in enumerate(behind) if word in VEHICLES), None)
    return at is not None and behind[at + 1 : at + 2] not in (["bomb"], ["bombs"])


def mode_of(doc: Document, harm: Harm, first: int, last: int) -> Mode:
    """The toll's mode; "could", "vowed to", "film" and "exercise" as for signals (CODEBOOK §2)."""
    mode = modes.mode_of(doc, "armed_clash", harm.anchor, first, last)
    sentence = doc.sentence_at(harm.anchor)
    # A toll is told with "killed", which for a signal shows that an exercise turned real.
    near = doc.low[
        max(sentence.first, harm.anchor - PLAYED_REACH) : min(sentence.last, harm.anchor + PLAYED_REACH)
    ]
    played = mode == "asserted" and not PLAYED.isdisjoint(near)
    return "drill" if played else mode


def is_believed(doc: Document, harm: Harm, sentence: Sentence) -> bool:
    """As in "Believed killed", "feared dead", "presumed dead" (CODEBOOK §3)."""
    near = doc.low[max(sentence.first, harm.first - BELIEF_REACH) : harm.first]
    if table.BELIEVED.isdisjoint(near):
        return False
    if near[-2:] == ["to", "be"] and near[-3] in table.BELIEVED:
        return "not" not in near  # "who is presumed to be dead"
    at = next(i for i, word in enumerate(near) if word in table.BELIEVED)
    if near[at + 1 : at + 3] == ["to", "be"]:
        return False  # "gunmen believed to be herders killed 44": who they are is believed
    return not ("not" in near or "is" in near[:-2])


def is_cumulative(doc: Document, sentence: Sentence, harm: Harm, count: Count, *, beside: bool) -> bool:
    """A running total: "since October", "bringing the total to", a war's death toll (CODEBOOK §3, §8)."""
    low = doc.low
    window = low[sentence.first : sentence.last]
    behind = low[harm.last : min(sentence.last, harm.last + 12)]
    if _since(doc, sentence, harm.anchor):
        return True
    if harm.shape == "toll":
        single = not EVENTS.isdisjoint(window)
        bringing = not table.BRINGING.isdisjoint(low[max(sentence.first, harm.first - 5) : harm.first])
        if bringing and beside and not single:
            return True
        return count.best >= (WAR_TOTAL if single else GREAT_TOTAL)
    if not WARS.isdisjoint(low[max(sentence.first, harm.first - 4) : harm.first]) and {"has", "have"} & set(
        low[harm.first - 2 : harm.first]
    ):
        return True
    if _has_run(doc, sentence, harm):
        return True
    return "so" in behind[:2] and "far" in behind[:3] and "year" in behind


def _has_run(doc: Document, sentence: Sentence, harm: Harm) -> bool:
    """As in "The clashes have killed dozens": several fights and a vague number, with no day of now."""
    low = doc.low
    begin = max(sentence.first, harm.first - CLAIM_OF_LIVES)
    claimed = low[harm.anchor] == "lives" and not SCORES.isdisjoint(low[begin : harm.first])
    has = low[begin : harm.first] if claimed else low[harm.first - 1 : harm.first]
    if {"has", "have"}.isdisjoint(has) or not (
        claimed or SCORES.intersection(low[harm.last : harm.last + 3])
    ):
        return False
    near = range(max(sentence.first, harm.first - RUN_REACH), min(sentence.last, harm.last + RUN_REACH))
    return any(low[at] in FIGHTS for at in near if at < harm.first) and not any(
        low[at] in FRESH for at in near
    )


def _since(doc: Document, sentence: Sentence, anchor: int) -> bool:
    """As in "Since" and a start, in the harm's own clause."""
    low = doc.low
    for at in SINCE.within(doc, sentence.first, sentence.last):
        if ranks(doc, at) or is_of_another(doc, at, anchor):
            continue
        following = low[at + 1 : at + 11]
        if "when" in following:
            continue  # "vacant since May, when its holder was killed": that day, and not from then on
        if any(word in STARTED or word[0].isdecimal() for word in following):
            return True
    return False


def is_other_account(
    doc: Document, sentence: Sentence, before: tuple[int, int], after: tuple[int, int]
) -> bool:
    """As in "Police said 8 died, while a doctor said 11 died": two spans, two speakers, set against each other."""
    low = doc.low
    turn = next((at for at in range(before[1], after[0]) if low[at] in CONTRAST), None)
    if turn is None:  # "residents said; the government put the number at 40"
        mark = next((at for at in range(before[1], after[0]) if low[at] == ";"), None)
        turn = None if mark is None or TELLING.isdisjoint(low[mark : after[0] + 1]) else mark
    if turn is None:
        return False
    return not (
        TELLING.isdisjoint(low[sentence.first : turn]) or TELLING.isdisjoint(low[turn : sentence.last])
    )


def is_confirmed_but(doc: Document, sentence: Sentence, first: int) -> bool:
    """As in "The army confirmed the attack but said that six had died": another account of what was told before."""
    low = doc.low
    turn = next((at for at in range(first - 1, sentence.first, -1) if low[at] == "but"), None)
    if turn is None or first - turn > BUT_REACH or TELLING.isdisjoint(low[turn + 1 : turn + 3]):
        return False
    return not {"confirmed", "confirms"}.isdisjoint(low[sentence.first : turn])


KILLED = words("killed eliminated neutralised neutralized destroyed slain")
BE = words("was were is are been being")
DEEDS = words("attack attacks bombing bombings strike strikes assault ambush raid credit blast")
CLAIM_REACH = 8
"""Words behind a side among which stands that it "claimed": "rebels in the north of the state claimed"."""

OPENING = 4
"""In so many words of a sentence stands who does it: "Fighters of al-Shabab attacked"."""

BOAST_REACH = 7
"""Words between "said" and the "it" that did it: "said on Friday that it"."""

BOAST_END = 26
"""Words behind "said" in which it goes on: "that it had repelled an attack and that its aircraft had killed"."""

ASIDE = 20
"""Words of what commas say of a side, or between "claimed responsibility" and its "saying"."""

ITSELF = words("it they its their")


def claimant(doc: Document, sentence: Sentence, victims: tuple[str, ...]) -> str | None:
    """The belligerent to whom the text hands the figure of its enemy's dead (CODEBOOK §8)."""
    low = doc.low
    for at in _claimants(doc, sentence):
        meant = _meant(doc, at) if at == sentence.first and low[at] in {"they", "it"} else at
        side = SIDES.get(low[meant]) or _own_side(doc, at, sentence.last)
        if side is None:
            continue
        near = low[at + 1 : min(sentence.last, at + CLAIM_REACH)]
        boasts = _boasts(low, at, sentence.last)
        claims = side == OWN or not CLAIMING.isdisjoint(near) or boasts
        if claims and (boasts or not _claims_the_deed(low, at, sentence.last)) and _against(side, victims):
            first = meant
            while first > sentence.first and doc.raw[first - 1][0].isupper() and doc.low[first - 1] != "the":
                first -= 1
            return doc.span(first, meant + 1).words
    return None


def _meant(doc: Document, at: int) -> int:
    """The side that opens the sentence before, of which "They claimed" goes on; the token itself where none does."""
    if at == 0:
        return at
    before = doc.sentence_at(at - 1)
    opening = range(before.first, min(before.last, before.first + OPENING))
    return next((side for side in opening if doc.low[side] in SIDES), at)


def boaster(doc: Document, sentence: Sentence, harm: int) -> str | None:
    """Who "claimed to have" killed them: the word before, or the nearest side of the fight that is named before."""
    at = harm - 3
    if at <= sentence.first or doc.low[at + 1 : harm] != ["to", "have"] or doc.low[at] not in CLAIMING:
        return None
    told = (i for i in range(at - 1, sentence.first - 1, -1) if doc.low[i] in SIDES)
    last = at - 1 if doc.raw[at - 1][0].isupper() else next(told, None)
    return None if last is None else doc.span(last, last + 1).words


def _claims_the_deed(low: Sequence[str], at: int, last: int) -> bool:
    """As in "the rebels claimed responsibility", "leftist group claims attack": what is claimed is no figure."""
    near = range(at + 1, min(last, at + CLAIM_REACH))
    claim = next((near_at for near_at in near if low[near_at] in CLAIMING), None)
    if claim is not None and not DEEDS.isdisjoint(low[claim + 1 : claim + 3]):
        return True
    return "responsibility" in low[at : min(last, at + CLAIM_REACH)]


OWN, NAMED = "own", "named"
SIDES_OR_OWN = frozenset({*SIDES, "our"})
BEFORE_TELLING = 3
"""The side that says stands so close before its "said"."""


def _claimants(doc: Document, sentence: Sentence) -> list[int]:
    """The tokens that may name the side of a fight that tells the figure."""
    telling = among(TELLING | CLAIMING, doc, sentence.first, sentence.last)
    beside = {at for said in telling for at in range(max(sentence.first, said - BEFORE_TELLING), said)}
    return sorted(beside.union(among(SIDES_OR_OWN, doc, sentence.first, sentence.last)))


OWN_FORCES = words("forces troops fighters units combatants guerrillas columns army militias")
"""Behind "our": a belligerent speaks."""

BOASTERS = (
    people.PLURAL.keys()
    | people.SINGULAR.keys()
    | words("authorities sources media reports it he she they the a an this that his her their one")
)
"""A capital at the head of a sentence makes these no name of a side."""


def _own_side(doc: Document, at: int, last: int) -> str | None:
    """A side that no list has, by what it says of itself: "Our forces killed", "The LFK said it killed"."""
    if doc.low[at] == "our":
        return OWN if not OWN_FORCES.isdisjoint(doc.low[at + 1 : min(last, at + 3)]) else None
    named = doc.raw[at][0].isupper() and doc.low[at] not in BOASTERS
    return NAMED if named and _boasts(doc.low, at, last) else None


def _boasts(low: Sequence[str], side: int, last: int) -> bool:
    """As in "the army said on Friday that it had killed": the side that tells the figure is the one that killed."""
    said = _saying(low, side, last)
    if said is None:
        return False
    first = next((at for at in range(said + 1, min(last, said + BOAST_REACH)) if low[at] in ITSELF), None)
    if first is None:
        return False
    reach = range(first, min(last, said + BOAST_END))
    return any(low[at] in ITSELF and _kills(low, at, last) for at in reach)


def _saying(low: Sequence[str], side: int, last: int) -> int | None:
    """The "said" of a side: right behind it, or behind what commas say of it; of one who claims a deed the "saying"."""
    begins = side + 1
    if low[begins : begins + 1] == [","] and low[begins + 1] in {"which", "who", "whose"}:
        begins = next((at for at in range(begins + 2, min(last, side + ASIDE)) if low[at] == ","), begins)
    near = range(begins, min(last, begins + BEFORE_TELLING))
    said = next((at for at in near if low[at] in TELLING), None)
    if said is not None or CLAIMING.isdisjoint(low[at] for at in near):
        return said
    return next(
        (at for at in range(side + 1, min(last, side + ASIDE)) if low[at] in {"saying", "adding"}), None
    )


def _kills(low: Sequence[str], own: int, last: int) -> bool:
    """Whether "it", "they" or "its fighters" killed; not "three of its fighters were killed"."""
    behind = low[own + 1 : min(last, own + 4)]
    suffered = low[own] in {"its", "their"} and not BE.isdisjoint(behind)
    return not suffered and not KILLED.isdisjoint(behind)


def _against(side: str, victims: tuple[str, ...]) -> bool:
    """Whether the victims are the speaker's enemy."""
    enemies = {"military": {"militant"}}.get(side, ARMED | {"official"})
    return bool(victims) and set(victims) <= enemies
