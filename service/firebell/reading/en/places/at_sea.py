"""A sentence → the words that put what it tells on the open sea, which is no state's (CODEBOOK §8 "Places")."""

from firebell.reading.cue import Cue
from firebell.reading.text import Document, words

SEAS = Cue("waters seas")
VESSELS = Cue(
    "boat boats speedboat speedboats vessel vessels ship ships tanker tankers freighter freighters trawler trawlers "
    "dhow dhows carrier carriers submarine semi-submersible crew sailors seafarers pirates"
)
BEFORE: dict[str, frozenset[str]] = {
    "waters": words("international"),
    "seas": words("high"),
}
"""Waters are anybody's, unless these stand before."""

LEADING = words("in into on over across through")
BETWEEN = words(
    "the eastern western northern southern central north south east west indian high international"
)
LEAD_REACH = 4

LAND = words(
    "coast coastal coastline nation nations island islands country countries state region town city port side"
)
"""Behind the sea's name: it is a land's."""


def open_sea(doc: Document, number: int) -> tuple[int, int] | None:
    """The tokens of "in international waters", in a sentence about a boat; None where it is not told so."""
    first, last, *_ = doc.sentences[number]
    if not (SEAS.stands(doc, first, last) and VESSELS.stands(doc, first, last)):
        return None
    return next(((at, at + 1) for at in SEAS.within(doc, first, last) if _is_open(doc, at, first)), None)


def _is_open(doc: Document, at: int, first: int) -> bool:
    """Whether "in" leads to the sea's name, and no land stands behind it."""
    low = doc.low
    asked = BEFORE.get(low[at])
    if (asked and low[at - 1] not in asked) or not LAND.isdisjoint(low[at + 1 : at + 3]):
        return False
    for back in range(at - 1, max(first, at - LEAD_REACH) - 1, -1):
        if low[back] not in BETWEEN:
            return low[back] in LEADING
    return False
