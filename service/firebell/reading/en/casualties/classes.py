"""A noun for people and the words around it → their class (CODEBOOK §3, §8 "Victims")."""

from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.heads import Head
from firebell.reading.text import Document, words

TAIL = 9
"""So far behind a head do words tell its class: "a member of the … security forces"."""

AID = words("aid humanitarian ngo ingo")
TAIL_BEGINS = frozenset({"of", "among", "from", "working", "with", "for", "(", "belonging", "contracted"})
TAIL_ENDS = frozenset({"was", "were", "is", "are", "when", "by", "who", ",", "in", "near", "and"})
SENT_OR_HIRED = words("national international")
"""Aid agencies tell their staff apart so."""
GUARDS = words("guard guards bodyguard bodyguards")
HIRED = words("security armed unarmed private")
"""A security guard is nobody's soldier: what these say of other heads, they do not say of guards."""

NO_AUTHORITIES = (["partner"], ["partners"], ["organisation"], ["organization"], ["clinic"], ["group"])
"""Behind "working for a local" these are none."""

COMMANDERS = words("commander commanders captain")


def class_of(doc: Document, first: int, head: Head, stop: int) -> str:
    """The class of a head; one that tells little takes it from its modifiers, then from what follows."""
    noun = doc.low[head.token]
    own = victims.PLURAL.get(noun) or victims.SINGULAR.get(noun) or "unknown"
    before = doc.low[first : head.token]
    if not AID.isdisjoint(before) or (noun == "staff" and not SENT_OR_HIRED.isdisjoint(before)):
        return "aid_worker"
    if noun not in victims.OPEN_CLASS:
        return own
    if noun in GUARDS:
        before = [word for word in before if word not in HIRED]
    if noun in victims.ARMED_HEADS and "police" in before:
        return "police"
    told = _before(before, noun) or behind(doc, head.last, stop)
    if told:
        return told
    return "military" if noun in COMMANDERS else own


def _before(before: list[str], noun: str) -> str | None:
    """What the nearest telling modifier says: "army officer", "hospital staff"."""
    for word in reversed(before):
        cls = victims.HINTS.get(word) or victims.SINGULAR.get(word) or victims.PLURAL.get(word)
        if cls and cls != "unknown" and not (word == "government" and noun == "forces"):
            return cls
    return None


def behind(doc: Document, last: int, stop: int) -> str | None:
    """What "of …", "from …", "working for …" say of those who stand before them; "local" alone is the authorities'."""
    if last >= stop or doc.low[last] not in TAIL_BEGINS:
        return None
    local = None
    for at in range(last + 1, min(stop, last + TAIL)):
        word = doc.low[at]
        if word in TAIL_ENDS:
            break
        cls = victims.HINTS.get(word) or victims.PLURAL.get(word)
        if word == "local":
            local = None if doc.low[at + 1 : at + 2] in NO_AUTHORITIES else cls
        elif cls and cls != "unknown":
            return cls
    return local
