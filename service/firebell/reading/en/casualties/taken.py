"""A verb of taking and an armed taker beside it → people taken: "were captured by gunmen", "rebels seized two nuns"."""

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.harm_words import Shape
from firebell.reading.en.numbers.number_words import ONES
from firebell.reading.reading import Kind
from firebell.reading.text import Document, words

PASSIVE = words("apprehended taken captured seized grabbed snatched whisked dragged nabbed")
ACTIVE = words(
    "take takes took taking capture captures captured capturing seize seizes seized seizing grab grabs grabbed "
    "grabbing snatch snatches snatched snatching whisk whisks whisked drag drags dragged dragging nab nabs nabbed"
)
AWAY = words(
    "carry carries carried cart carts carted march marches marched haul hauls hauled drive driven led"
)
"""Behind these an "off" or "away" must say that it was people's taking."""

TAKEN = PASSIVE | ACTIVE | AWAY
"""Of these it is told only where armed takers stand beside them that people were taken."""

TAKERS = frozenset(noun for noun, cls in victims.PLURAL.items() if cls == "militant") | words(
    "gunman captors herdsmen herders isis isil hezbollah hamas shabaab boko haram fmln farc eln"
)
MEN = words("men youths group elements individuals assailants persons people")
HOSTILE = words("armed masked hooded unidentified unknown uniformed")
OTHERS = (victims.PLURAL.keys() | victims.SINGULAR.keys()) - TAKERS - MEN
TAKER_REACH = 10
HELD = words(
    "hostage hostages captive prisoner prisoners custody hospital clinic safety lives life part control"
)
"""What somebody is taken, or taken to, that another word tells or that is no abduction."""

UNITS = words(
    "battalion brigade base camp post station headquarters barracks checkpoint town village outpost"
)
HELD_REACH = 8
TAKEN_REACH = 8
OWNING = frozenset({"'", "\u2019", "'s"})
JOINTS = words("and , who that then before")
BEFORE_TAKERS = HOSTILE | ONES.keys() | words("the suspected alleged several some dozens - heavily")
NO_DOERS = words("by against with from of to on between among in")
NO_VERB = victims.DETERMINERS | ONES.keys() | words("of by to in for")
"""Before "captured" these make it no verb of its own."""

REACH = 30


def by_force(doc: Document, at: int, stop: int) -> tuple[int, tuple[Kind, Shape]] | None:
    """The token behind the verb where armed people took others, and whether these stand before or behind it."""
    word = doc.low[at]
    if word not in TAKEN:
        return None
    off = doc.low[at + 1 : at + 2] in (["away"], ["off"])
    end = at + 1 + off
    off = off or (word in AWAY and _leads_away(doc, end, stop))
    if (word in PASSIVE or (off and word in AWAY)) and _by_takers(doc, end, stop):
        return end, ("abducted", "participle")
    if (
        not (word in ACTIVE or (off and word in AWAY))
        or doc.low[at - 1] in NO_VERB
        or _are_held(doc, end, stop)
    ):
        return None
    return (end, ("abducted", "active")) if _is_of_takers(doc, at) else None


def _leads_away(doc: Document, at: int, stop: int) -> bool:
    """As in "carried five foreigners away": the word stands behind those who are taken."""
    behind = doc.low[at : min(stop, at + HELD_REACH)]
    ends = next((i for i, word in enumerate(behind) if word in {"away", "off", ",", "."}), None)
    return ends is not None and behind[ends] in {"away", "off"}


def _are_held(doc: Document, at: int, stop: int) -> bool:
    """As in "took two hostage", "took one to hospital", "took the drivers' phones": another word tells it."""
    behind = range(at, min(stop, at + HELD_REACH))
    if doc.low[at + 1 : at + 2] == ["hostages"]:
        return False  # "seize 66 hostages"
    return any(doc.low[token] in HELD or (doc.low[token] in OWNING and doc.glued(token)) for token in behind)


def _by_takers(doc: Document, at: int, stop: int) -> bool:
    """As in "taken by unidentified armed men", "taken from his home by militants"; an ambulance takes the hurt."""
    before = doc.low[max(0, at - TAKEN_REACH) : at]
    if not TAKERS.isdisjoint(before):
        return False  # "militants were captured by": taken prisoner by those whom they fought
    if not UNITS.isdisjoint(before):
        return False  # "Police Battalion 31 was seized by rebels"
    by = next((token for token in range(at, min(stop, at + TAKER_REACH)) if doc.low[token] == "by"), None)
    if by is None or not {",", "to", "and"}.isdisjoint(doc.low[at:by]):
        return False
    for token in range(by + 1, min(stop, by + TAKER_REACH)):
        word = doc.low[token]
        if word in TAKERS or word == "armed" or (word in MEN and doc.low[token - 1] in HOSTILE):
            return True
        if word in {"to", "in", ",", "and"} or (word in OTHERS and word not in victims.HINTS):
            return False
    return False


def _is_of_takers(doc: Document, at: int) -> bool:
    """Whether armed people are the subject of the verb: of its own clause, or of the one that it goes on."""
    first = max(doc.sentence_at(at).first, at - REACH)
    own = True
    for token in range(at - 1, first - 1, -1):
        word = doc.low[token]
        if word in TAKERS or (word in MEN and doc.low[token - 1] in HOSTILE):
            return _is_doer(doc, token, first)
        if own and word in OTHERS and doc.low[token - 1] not in NO_DOERS:
            return False
        if word in table.BE and doc.low[token - 1] != "who":
            return False
        own = own and word not in JOINTS
    return False


def _is_doer(doc: Document, taker: int, first: int) -> bool:
    """Whether no preposition, number or verb of harm before the takers says that something was done to them."""
    at = taker - 1
    while at >= first and (
        doc.raw[at][0].isupper() or doc.raw[at].isdecimal() or doc.low[at] in BEFORE_TAKERS
    ):
        at -= 1
    if at < first:
        return True
    before = doc.low[at]
    return before not in NO_DOERS and before not in table.ACTIVE and before not in table.PARTICIPLES
