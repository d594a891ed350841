"""A verb and the number beside it → what it tells of those who fight, or who are hurt: "lost 12 men"."""

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.harm_words import Shape
from firebell.reading.en.numbers import numbers
from firebell.reading.en.numbers.number_words import BANDS, ONES
from firebell.reading.reading import Kind
from firebell.reading.text import Document, Sentence, words

FIGHTERS = frozenset(noun for noun, cls in victims.PLURAL.items() if cls in {"military", "militant"}) | {
    "men"
}
NEAR, OF_THEIR_OWN = 3, 5
SO_CALLED = (FIGHTERS - {"men"}) | words("operatives operative commanders commander")
BROUGHT = words("airlifted evacuated rushed flown hospitalised hospitalized ferried medevaced")
HURT_REACH = 6
CLAIMS = words("claims claimed")
ATTACKS = words(
    "ambush blast attack raid bombing bomb shelling airstrike explosion assault clash clashes fighting"
)
FALL = words("fall fell fallen falls")
FALL_REACH = 8
FALLEN = FIGHTERS | {noun for noun, cls in victims.PLURAL.items() if cls == "police"}
BATTLE = words("battle battles combat fighting action clash clashes ambush firefight gunfight")
TREATING = words("treated treating received receiving admitted admitting")
HURT = (["wounded"], ["injured"])
WOUNDS_REACH = 7
"""Words behind a number that may tell of what they are treated for: "people, mostly women, with gunshot wounds"."""

CLOSED = frozenset("\"'\u2019\u201d")
QUOTES = (["'"], ['"'], ["\u2019"], ["\u201d"])


def of_their_number(doc: Document, at: int, sentence: Sentence) -> tuple[Kind, Shape] | None:
    """What verbs tell only where a number and those who fight, or who are hurt, stand beside them."""
    word = doc.low[at]
    if word in table.OF_FIGHTERS and _fighters_behind(doc, at + 1, sentence.last):
        return "killed", "active"
    if word == "loss" and doc.low[at + 1 : at + 2] == ["of"]:
        return ("killed", "noun") if _fighters_behind(doc, at + 2, sentence.last) else None
    if word in TREATING and _hurt_behind(doc, at + 1, sentence.last):
        return "injured", "active"
    if word in CLAIMS and doc.low[at - 1] in ATTACKS and _people_behind(doc, at + 1, sentence.last):
        return "killed", "active"
    if word in BROUGHT and _hurt_before(doc, at, sentence.first):
        return "injured", "participle"
    if word in FALL and _falls(doc, at, sentence):
        return "killed", "subject"
    if word in table.ELIMINATED and _fighters_before(doc, at, sentence.first):
        return "killed", "participle"
    return None


def _people_behind(doc: Document, at: int, stop: int) -> bool:
    """As in "(ambush claims) three rangers": a number and people, right behind the verb."""
    number = numbers.at_token(doc, at, stop) if at < stop else None
    if number is None or number.use != "count":
        return False
    return any(word in victims.PLURAL for word in doc.low[number.last : min(stop, number.last + NEAR)])


def _hurt_before(doc: Document, at: int, begin: int) -> bool:
    """As in "Nine wounded troops were airlifted": a number and "wounded" before those who are brought away."""
    for token in range(at - 1, max(begin, at - HURT_REACH), -1):
        if doc.low[token] in {"wounded", "injured"}:
            return doc.low[token - 1] in ONES or doc.low[token - 1].isdecimal()
    return False


def _falls(doc: Document, at: int, sentence: Sentence) -> bool:
    """As in "four troops fall in southern Lebanon battle": those who fight, and what they fell in."""
    stop = min(sentence.last, at + FALL_REACH)
    fought = doc.low[at + 1 : at + 2] in (["in"], ["during"]) and not BATTLE.isdisjoint(
        doc.low[at + 2 : stop]
    )
    return fought and any(word in FALLEN for word in doc.low[max(sentence.first, at - 2) : at])


def _fighters_behind(doc: Document, at: int, stop: int) -> bool:
    """As in "Lost 12 men", "eliminated six terrorists": a number and who fights, right behind the verb."""
    at += doc.low[at : at + 1] in QUOTES
    each = "each" in doc.low[max(0, at - 3) : at]  # "each side lost two men"
    at += doc.low[at : at + 1] in (["a"], ["the"])  # "annihilated a five-man patrol"
    number = numbers.at_token(doc, at, stop) if at < stop and not each else None
    if number is None or number.use != "count":
        return False
    own = doc.low[number.last : number.last + 1] == ["of"]  # "lost five of their own fighters"
    near = doc.low[number.last : min(stop, number.last + (OF_THEIR_OWN if own else NEAR))]
    if near[:2] == ["-", "man"]:
        return True
    return any(word in FIGHTERS or victims.HINTS.get(word) == "militant" for word in near)


def _hurt_behind(doc: Document, at: int, stop: int) -> bool:
    """As in "received 19 wounded", "treated some 40 injured people", "83 people with gunshot wounds"."""
    number = numbers.at_token(doc, at, stop) if at < stop else None
    if number is None or number.use != "count":
        return False
    if doc.low[number.last : number.last + 1] in HURT:
        return True
    near = doc.low[number.last : min(stop, number.last + WOUNDS_REACH)]
    borne = next((at for at, word in enumerate(near) if word in {"with", "for"}), None)
    return borne is not None and not table.WOUNDS.isdisjoint(near[borne:])


def _fighters_before(doc: Document, at: int, begin: int) -> bool:
    """As in "Twelve rebels eliminated": who fights, right before the participle."""
    while at > begin and (
        doc.low[at - 1] in table.BE or doc.low[at - 1] in table.HAVE or doc.low[at - 1] in CLOSED
    ):
        at -= 1
    near = doc.low[max(begin, at - 2) : at]
    of_band = doc.low[at - 2] == "of" and doc.low[at - 3] in BANDS if at - begin > NEAR else False
    return of_band or any(word in SO_CALLED for word in near)
