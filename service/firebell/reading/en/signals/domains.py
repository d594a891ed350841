"""A line → whether its text is about something else: sport and business speak of attacks and battles too."""

from collections import Counter
from itertools import compress, pairwise
from typing import NamedTuple

from firebell.reading.en.signals.lexicon import Lexicon
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

HARD = words(
    "gunmen gunman militants insurgents abducted kidnapped grenade grenades airstrike airstrikes shelling jihadists "
    "assailants taliban maoist maoists landmine ied hostages"
)
"""Words that no peaceful kind of text uses in passing: each counts twice."""


PLAYED = words(
    "clasico striker strikers midfielder midfielders goalkeeper wicket wickets touchdown quarterback innings batsman "
    "batsmen bowler bowlers equaliser equalizer offside scrum homer playoff playoffs"
) | {
    "top corner",
    "free kick",
    "hat trick",
    "premier league",
    "champions league",
    "la liga",
    "serie a",
    "real madrid",
}
"""Words of nothing but sport: two of them say what a text is about, unless a word of HARD stands there."""


class TextKind(NamedTuple):
    """What a text is about, as far as words tell."""

    foreign: bool
    warlike: bool


def is_foreign(opening: list[str], lexicon: Lexicon) -> bool:
    """Whether a text with these first HEAD words tells more of sport, business … than of armed conflict."""
    head = set(opening)
    pairs = set(map(" ".join, compress(pairwise(opening), map(lexicon.domain_heads.__contains__, opening))))
    told = [domain for word in lexicon.domains.keys() & (head | pairs) for domain in lexicon.domains[word]]
    if len(told) < FEWEST:
        return False
    played = PLAYED & (head | pairs)
    conflict = head & lexicon.classes["conflict"].words
    if len(played) >= FEWEST and conflict.isdisjoint(HARD):
        return True
    weight = len(conflict) + len(conflict & HARD | conflict & lexicon.classes["groups"].words)
    return any(
        count >= FEWEST and (count > weight or conflict <= THEIRS_TOO.get(domain, frozenset()))
        for domain, count in Counter(told).items()
    )


def is_warlike(line: Line, lexicon: Lexicon) -> bool:
    """Whether the text has a word of warfare: without one, gunmen may be robbers and the dead their victims."""
    return not lexicon.classes["warfare"].words.isdisjoint(line.words)
