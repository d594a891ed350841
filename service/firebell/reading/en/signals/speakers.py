"""An utterance and its sentence → who says it: "Basra Governor Asad al-Eidani said" → "Basra Governor"."""

from firebell.reading.text import Document, words

SPEAKING = words(
    "said says say told added stated announced declared vowed vows warned warns threatened threatens "
    "pledged claimed claims swore promised insisted confirmed reported agreed demanded issued will "
    "would has have is"
)
OFFICES = words(
    "president minister governor mayor spokesman spokeswoman spokesperson commander chief general "
    "leader ambassador secretary envoy chancellor king premier official officials"
)
LINKS = words("of the and al el bin ibn de la for - 's")
SMALL = words("the of and for a an")
BEFORE_VERB = words("also has have had on")
LONGEST = 8
"""A name of more words than this is a sentence in capitals."""

FARTHEST = 40
"""Who speaks is named at most so many words before what he says."""


def speaker(doc: Document, anchor: int) -> str | None:
    """The words that name the speaker: the nearest capitals before a verb of saying, cut behind an office."""
    sentence = doc.sentence_at(anchor)
    low = max(sentence.first, anchor - FARTHEST)
    verbs = [i for i in range(low, min(anchor + 1, sentence.last)) if doc.low[i] in SPEAKING]
    for verb in reversed(verbs):
        named = _name_before(doc, verb, low)
        if named:
            return named
    return None


def _name_before(doc: Document, verb: int, low: int) -> str | None:
    """The name that ends before the verb, or before the apposition in front of it."""
    last = verb
    while last > low and doc.low[last - 1] in BEFORE_VERB:
        last -= 1
    if last > low and doc.low[last - 1] == ",":
        return _with_apposition(doc, last - 1, low)
    return _name(doc, last, low)


def _with_apposition(doc: Document, comma: int, low: int) -> str | None:
    """Such as "The governor of Basra, Asad Karim, said": the part that names an office, else the first."""
    opening = next(
        (at for at in range(comma - 1, max(low, comma - LONGEST) - 1, -1) if doc.low[at] == ","), None
    )
    if opening is None or opening == low:
        return None
    head, added = _name(doc, opening, low), _name(doc, comma, opening + 1)
    offices = not OFFICES.isdisjoint(doc.low[opening:comma])
    return added if added and offices else head


def _name(doc: Document, last: int, low: int) -> str | None:
    """The capitals that end before token `last`."""
    first = last
    while first > max(low, last - LONGEST) and _belongs(doc, first - 1):
        first -= 1
    while first < last and (doc.low[first] in SMALL or not _is_name(doc, first)):
        first += 1
    if first >= last:
        return None
    return doc.span(first, _behind_office(doc, first, last)).words


def _belongs(doc: Document, at: int) -> bool:
    return _is_name(doc, at) or doc.low[at] in LINKS


def _is_name(doc: Document, at: int) -> bool:
    return doc.raw[at][0].isupper() or doc.low[at] in OFFICES


def _behind_office(doc: Document, first: int, last: int) -> int:
    """Where the office ends, if a person's name follows it; else the end."""
    for at in range(first, last - 1):
        if doc.low[at] in OFFICES and doc.low[at + 1] not in LINKS | OFFICES:
            return at + 1
    return last
