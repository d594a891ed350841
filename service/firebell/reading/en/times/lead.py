"""Document → the end of its lead: title and first paragraph, what the article is news about (CODEBOOK §8)."""

from itertools import islice

from firebell.reading.en.times import kinds
from firebell.reading.text import SENTENCE_END, Document, Sentence

LEAD_SENTENCES = 2
BULLETS = frozenset("-*\u2022\u2013\u2014\u00b7\u25cf\u25aa")
LONGEST_LIST = 20
"""So many items behind "What happened today:" are news."""

LONGEST_HEADING = 5
"""Tokens of "Key developments in the east"."""

LONGEST_PLACE = 4
"""Tokens of a dateline's place and its dash."""

LEAD_TOKENS = 90
"""The first paragraph of a text whose line breaks are lost: its first two sentences (standfirst and opening)."""

PARAGRAPH_SENTENCES = 4
PARAGRAPH_TOKENS = 150
"""The first paragraph of a text that has several; a longer one lost its line breaks, but for a credit at its end."""

OPENING_TOKENS = 400
"""So many more has a first sentence that lists what happened."""


def opening_of(doc: Document) -> tuple[int, int]:
    """The tokens behind the opening and behind what it tells as news: nothing of a profile, all of a list of events."""
    kind, end = kinds.kind_of(doc), lead_end(doc)
    if kind == "roundup":
        return len(doc), len(doc)
    return end, 0 if kind == "tale" else end


def lead_end(doc: Document) -> int:
    """The token behind title and first paragraph."""
    end = doc.title_tokens
    broken = bool(doc.sentences) and doc.sentences[-1].paragraph > 0
    most, longest = (PARAGRAPH_SENTENCES, PARAGRAPH_TOKENS) if broken else (LEAD_SENTENCES, LEAD_TOKENS)
    opening = (s for s in doc.sentences if s.field == "text" and s.paragraph == 0)
    for seen, sentence in enumerate(islice(opening, most)):
        if sentence.last - doc.title_tokens > longest + (0 if seen else OPENING_TOKENS):
            break
        end = sentence.last
    return _list_end(doc, end)


def _list_end(doc: Document, end: int) -> int:
    """The token behind the items that a lead with a colon announces, or that each have a dateline of their own."""
    if end in {0, len(doc)}:
        return end
    announced = doc.raw[end - 1] == ":" or _is_heading(doc, doc.sentence_at(end - 1))
    items, paragraph = 0, -1
    for sentence in doc.sentences[doc.sentence_of[end] :]:
        if sentence.paragraph != paragraph:
            items, paragraph = items + 1, sentence.paragraph
            item = _is_dated(doc, sentence) or (announced and _is_item(doc, sentence.first))
            if items > LONGEST_LIST or not item:
                break
        end = sentence.last
    return end


def _is_heading(doc: Document, sentence: Sentence) -> bool:
    """Whether a line is so short, and has no full stop, that it heads what follows: "Key developments"."""
    long = sentence.last - sentence.first
    return (
        sentence.field == "text"
        and long <= LONGEST_HEADING
        and doc.raw[sentence.last - 1] not in SENTENCE_END
    )


def _is_dated(doc: Document, sentence: Sentence) -> bool:
    """Whether a line begins with a place in capitals and a dash: "MOSUL - "."""
    for at in range(sentence.first, min(sentence.last, sentence.first + LONGEST_PLACE)):
        if at > sentence.first and doc.raw[at] in BULLETS:
            return not doc.glued(at)
        if not (doc.raw[at].isupper() and len(doc.raw[at]) > 1):
            return False
    return False


def _is_item(doc: Document, first: int) -> bool:
    """Whether a line begins with a bullet or with its number."""
    numbered = doc.raw[first].isdecimal() and doc.raw[first + 1 : first + 2] in (["."], [")"])
    return doc.raw[first] in BULLETS or numbered
