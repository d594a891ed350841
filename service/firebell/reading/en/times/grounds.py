"""Token → the earlier act that its sentence says the news answers: "in response to", "revenge for" (CODEBOOK §8)."""

from firebell.reading.cue import Cue
from firebell.reading.en.times.calendar import NUMBERS
from firebell.reading.text import Document, words

GROUNDS = Cue(
    "response responding retaliation retaliating revenge reprisal reprisals vengeance answer avenge avenges avenged "
    "avenging back"
)
"""Soon before "to" or "for": what follows is the earlier act; behind "to avenge" it follows at once."""

HITS = words("hit hits hitting struck strike strikes")
"""Before a "back for": what follows is the earlier act."""

AVENGING = words("avenge avenges avenged avenging")

BESIDE = 4
"""Words before that "to" or "for" among which one of these stands: a "revenge attack" for …"""

REACH = 20
"""Words behind it that may tell of the earlier act."""

TAKEN = Cue("kidnapped abducted held seized captured taken hijacked snatched")
ATTRIBUTES = words("kidnapped abducted captured")
BY_NAME = words("captors abductors kidnappers hostages captives")
"""Who took and who was taken, as nouns."""

FREED = words(
    "rescue rescuing freeing freed let frees free freedom released releases release rescued rescues reunited"
)
TAKEN_REACH = 20
"""So many words lie between who was taken and that he is free."""

NAMED_REACH = 7
"""Words of "kidnapped Roman Catholic priest" and its "freed"."""
BEFORE_ATTRIBUTE = words("the all these those his her their of a an some")
"""Before a participle that tells which people are meant: "the kidnapped priest"; a number does the same."""

FILMED = words("video videos footage photo photos pictures images statement")
"""Behind "released": what captors show of those whom they hold."""

TURNS = words("and but while later then before after who ; ,")
"""Between the two these tell one after the other, both as news."""

WHERE = words("by in on off from at near outside inside during since last earlier this for when a two three")
"""Right behind it: where, when or by whom they were taken."""

PASSIVE = words("was were been being are is has have had")
HAVE = (["have"], ["has"], ["had"], ["were"], ["was"], ["regained"])
"""Behind a comma: it closed the relative clause, "the nuns, who were kidnapped by rebels, were freed"."""

RELATIVES = words("who that which")

CHARGES = Cue(
    "accused convicted guilty suspected charged charges responsible wanted tried sentenced jailed implicated "
    "reputation notorious infamous"
)
ARRESTED = Cue("arrested")
SANCTIONS = words("sanction sanctions sanctioned sanctioning blacklists blacklisted")
CHARGE_REACH = 8
"""Words behind "accused of", "responsible for" that may tell of the deed."""

FAMED = Cue("notorious infamous known feared reputed")
"""Before "for": what somebody has done again and again."""

BLAMED = Cue("behind blamed responsible involved implicated")
REPEATED = words(
    "several many numerous number series string spate wave dozens scores hundreds other various multiple previous past "
    "earlier similar frequent countless"
)
"""Right behind these: deeds of before, for which he is known."""

RECORD_REACH = 14
REPEATED_REACH = 5
"""So many words behind "involved in" stands the "several" that says so."""

MEASURES = Cue(
    "sanction sanctions sanctioned resign resigns resigned resignation summon summons summoned expel expels "
    "expelled suspend suspends suspended sack sacks sacked dismissed consulate consulates embassy embassies ambassador "
    "diplomats recall recalls recalled cyberattack cyberattacks hackers tariffs boycott boycotts elected appointed "
    "appoints named succeeds succeeded replaces replaced promoted"
)
"""A measure whose reason stands behind an "over"."""

CHANGES = words(
    "resign resigns resigned resignation elected appointed appoints named succeeds succeeded replaces replaced "
    "promoted sanctions sanctioned"
)
"""Who takes or leaves an office "after" a deed makes the news; the deed is its reason."""

REASON_REACH = 12
"""Words behind that "over" that may tell of the reason."""

MEASURE_REACH = 10
"""Words before it among which the measure stands."""


def ground(doc: Document, token: int) -> int | None:
    """The token with which the earlier act begins that the token belongs to; None for none."""
    if not GROUNDS.stands(doc, token - REACH - BESIDE, token):
        return None
    low = doc.low
    for at in range(token - 1, max(doc.sentence_at(token).first, token - REACH), -1):
        if low[at] in {",", ";", ":", "through"} or (low[at] == "and" and at + 1 == token):
            return None
        if low[at] in AVENGING or (low[at] == "for" and low[at - 1] == "back" and low[at - 2] in HITS):
            return at + 1
        if low[at] in {"to", "for"} and not GROUNDS.isdisjoint(low[max(0, at - BESIDE) : at]):
            return at + 1
    return None


def freed(doc: Document, token: int) -> int | None:
    """The word that frees those whom the token tells to be taken; None for none.

    As in "the nuns taken in March were released", "freed 40 held by bandits", "Kidnapped priest freed".
    """
    low = doc.low
    first = _taken(doc, token)
    if first is None:
        return None
    sentence = doc.sentence_at(token)
    reach = TAKEN_REACH if low[token + 1] in WHERE else NAMED_REACH
    behind = _frees(low[token + 1 : min(sentence.last, token + reach)])
    if behind is not None:
        return token + 1 + behind
    before = _frees(low[max(sentence.first, first - TAKEN_REACH) : first][::-1])
    if before is None or not FILMED.isdisjoint(low[first - before : first - before + 2]):
        return None
    return first - 1 - before


def _taken(doc: Document, token: int) -> int | None:
    """The token behind those of whom it says that they were taken, or the token itself; None where that is the news."""
    low = doc.low
    if low[token + 1 : token + 2] == []:
        return None
    if low[token] in BY_NAME:
        return token
    if low[token] not in TAKEN:
        return None
    if low[token + 1] in WHERE:
        return _antecedent(doc, token)
    return token if _is_attribute(doc, token) else None


def _frees(between: list[str]) -> int | None:
    """Where these words come to a release before they turn to something else."""
    at = next(
        (
            i
            for i, word in enumerate(between)
            if word in FREED or (word in TURNS and not (word == "," and between[i + 1 : i + 2] in HAVE))
        ),
        None,
    )
    return at if at is not None and between[at] in FREED else None


def _antecedent(doc: Document, token: int) -> int | None:
    """Where those who "were taken" end: before "taken", or before "who were taken"; None where this is the news."""
    low, related = doc.low, token - 1
    while related > doc.sentence_at(token).first and low[related] in PASSIVE:
        related -= 1
    if low[related] in RELATIVES:
        return related
    return token if related == token - 1 else None


def _is_attribute(doc: Document, token: int) -> bool:
    """Whether the participle says which people are meant: "kidnapped priest", "rescued 20 kidnapped villagers"."""
    if doc.low[token] not in ATTRIBUTES:
        return False
    before = doc.low[token - 1]
    return token == doc.sentence_at(token).first or (
        before in BEFORE_ATTRIBUTE or before in FREED or before in NUMBERS or before.isdigit()
    )


def is_charge(doc: Document, token: int) -> bool:
    """Whether the token tells what somebody is held to have done: news is the charge, not the deed."""
    earliest = token - CHARGE_REACH
    if not (CHARGES.stands(doc, earliest, token) or ARRESTED.stands(doc, earliest, token)):
        return False
    low = doc.low
    for at in range(token - 1, max(doc.sentence_at(token).first, earliest), -1):
        if low[at] in {",", ";", ":"}:
            return False
        if low[at - 1 : at + 1] == ["arrested", "for"]:
            return True
        if low[at] in {"of", "for", "with", "in"} and low[at - 1] in CHARGES:
            # A group that calls itself "responsible for the attack" makes news of it; who is sanctioned does not.
            sanctioned = not SANCTIONS.isdisjoint(low[max(doc.sentence_at(token).first, at - REACH) : at])
            return low[at - 1] != "responsible" or low[at + 1].endswith("ing") or sanctioned
    return False


def is_record(doc: Document, token: int) -> bool:
    """Whether it tells what somebody is known for: "a gang notorious for kidnappings", "behind several bombings"."""
    first = max(doc.sentence_at(token).first, token - RECORD_REACH)
    low = doc.low
    if any(low[at + 1] == "for" for at in FAMED.within(doc, first, token)):
        return True
    return any(
        not REPEATED.isdisjoint(low[at + 1 : min(at + REPEATED_REACH, token)])
        for at in BLAMED.within(doc, first, token)
    )


def is_reason(doc: Document, token: int) -> bool:
    """Whether the token tells why a measure was taken: "sanctions over the …", "expelled them in response to …".

    Standing as the reason of a measure makes it background (CODEBOOK §8).
    """
    if not MEASURES.stands(doc, token - REASON_REACH - MEASURE_REACH, token):
        return False
    low = doc.low
    begin = max(doc.sentence_at(token).first, token - REASON_REACH)
    for at in range(token - 1, begin - 1, -1):
        if low[at] in {",", ";", ":"}:
            return False
        grounds = low[at] in {"to", "for"} and not GROUNDS.isdisjoint(low[max(0, at - BESIDE) : at])
        conduct = low[at] == "for" and low[at + 1].endswith("ing")
        if low[at] in {"after", "following"}:
            return not CHANGES.isdisjoint(low[max(doc.sentence_at(token).first, at - MEASURE_REACH) : at])
        if low[at] == "over" or grounds or conduct:
            return not MEASURES.isdisjoint(low[max(doc.sentence_at(token).first, at - MEASURE_REACH) : at])
    return False


def parts(doc: Document, token: int, later: int) -> bool:
    """Whether a later token belongs to the act that the earlier one answers."""
    begins = ground(doc, later) if later > token else None
    return begins is not None and token < begins
