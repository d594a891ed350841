"""A line → whether its text is about something else: sport and business speak of attacks and battles too."""

from firebell.reading.lexicon import Lexicon
from firebell.reading.phrases import Line

HEAD = 120
"""What a text is about is told in so many words."""

FEWEST = 2
"""Fewer words of one kind prove nothing."""


def is_foreign(line: Line, lexicon: Lexicon) -> bool:
    """Whether the head of the text has more words of sport, business … than of armed conflict."""
    head = set(line.words[:HEAD])
    conflict = len(head & lexicon.classes["conflict"].words)
    counts: dict[str, int] = {}
    for word in head:
        for domain in lexicon.domains.get(word, ()):
            counts[domain] = counts.get(domain, 0) + 1
    most = max(counts.values(), default=0)
    return most >= FEWEST and most > conflict
