"""A line → whether its text is about something else: sport and business speak of attacks and battles too."""

from collections import Counter
from itertools import pairwise

from firebell.reading.lexicon import Lexicon
from firebell.reading.phrases import Line
from firebell.reading.text import words

HEAD = 120
"""What a text is about is told in so many words."""

FEWEST = 2
"""Fewer words of one kind prove nothing."""

THEIRS_TOO = {
    "sport": words(
        "killed kill kills killing shot massacre fighting fighter fighters forces war rocket rockets missile "
        "security violence injured"
    ),
    "business": words(
        "war security forces drone drones weapons rocket rockets missile missiles killing shot"
    ),
    "science": words("rocket rockets missile missiles drone drones security weapons forces kill killing"),
    "arts": words("war killing kill kills killed shot suicide violence drone security forces dead"),
}
"""Words of conflict that these kinds of text use too: by themselves they do not speak for conflict there."""


def is_foreign(line: Line, lexicon: Lexicon) -> bool:
    """Whether the head of the text has more words of sport, business … than of armed conflict."""
    opening = line.words[:HEAD]
    head = set(opening)
    conflict = head & lexicon.classes["conflict"].words
    counts: Counter[str] = Counter()
    for word in head.union(map(" ".join, pairwise(opening))):
        counts.update(lexicon.domains.get(word, ()))
    return any(
        count >= FEWEST and (count > len(conflict) or conflict <= THEIRS_TOO.get(domain, frozenset()))
        for domain, count in counts.items()
    )
