"""Document → the end of its lead: title and first paragraph, what the article is news about (CODEBOOK §8)."""

from firebell.reading.text import Document

LEAD_SENTENCES = 2
LEAD_TOKENS = 90
"""The first paragraph of a text whose line breaks are lost: its first two sentences (standfirst and opening)."""


def lead_end(doc: Document) -> int:
    """The token behind title and first paragraph."""
    seen = 0
    end = doc.title_tokens
    for sentence in doc.sentences:
        if sentence.field == "title":
            continue
        if (
            sentence.paragraph > 0
            or seen >= LEAD_SENTENCES
            or sentence.last - doc.title_tokens > LEAD_TOKENS + (0 if seen else 400)
        ):
            break
        seen += 1
        end = sentence.last
    return end
