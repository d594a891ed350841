"""A name that no list has, where a place is asked for → the one place that differs from it by a habit of spelling."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from firebell.reading.en.places import cues
from firebell.reading.en.places.mentions import LOOSE_ARTICLES, MONTHS, Mention
from firebell.reading.en.places.namesakes import STEPS
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import WORD, Gazetteer
from firebell.reading.text import words

NO_PLACES = MONTHS | words(
    "ramadan muharram christmas easter parliament congress senate government islam arabic english french spanish"
)

SHORTEST = 6
"""A shorter name is one letter away from too many others."""

LEAST = 3.85
"""As many inhabitants as a district town has: of villages there are too many."""

LONG = 7
"""A name of so many letters may have one too many."""

MOST = 4
"""So many names of a text are tried."""

_HABITS = (
    "ou:u,o oo:u ee:i y:i ie:ei q:k,g kh:h dj:j c:k w:v ph:f z:s a:e i:e o:u dh:d th:t gh:g sh:ch ay:ai aa:a iyah:iya "
    "iya:ia ah:a eh:a yy:y"
)
HABITS = sorted(
    {
        pair
        for one in words(_HABITS)
        for other in one.split(":")[1].split(",")
        for pair in ((one.split(":")[0], other), (other, one.split(":")[0]))
    }
)
"""What transliterations write for one another, in both directions."""

DOUBLED = frozenset("bdfgklmnprstz")


def respelt(stream: Stream, gazetteer: Gazetteer, kept: Sequence[Mention]) -> list[Mention]:
    """Misspelt places of countries in unrest, for a text that names no place.

    One candidate or none (CODEBOOK §4): all spellings that some list knows must lie in one country, which must not be
    another than the groups and units say that are `kept`.
    """
    out: list[Mention] = []
    taken = {k for mention in kept for k in range(mention.low, mention.high)}
    told = {mention.country for mention in kept if mention.sort != "adjective" and mention.country}
    asked = [k for k in stream.capitals if len(stream.low[k]) >= SHORTEST - 1 and _is_asked_for(stream, k)]
    for k in asked[:MOST]:
        word = stream.low[k]
        names = (gazetteer.demonyms, gazetteer.given, gazetteer.surnames, NO_PLACES)
        if k in taken or any(word in listed for listed in names):
            continue
        article = stream.before(k) in LOOSE_ARTICLES and stream.capital[k - 1]
        prefix = f"{stream.low[k - 1]} " if article else ""
        if len(prefix) + len(word) < SHORTEST:
            continue
        key = _known(gazetteer, prefix, word)
        if key is None or (number := gazetteer.names(key)) is None:
            continue
        records = gazetteer.records(number)
        country = gazetteer.country(records[0][0])
        if not told or country in told:
            out.append(Mention(k - article, k + 1, key, "place", gazetteer.flags(number), records, cue=True))
    return out


def _is_asked_for(stream: Stream, k: int) -> bool:
    """Whether "in" stands before the word, past an article, or a unit or "town" behind it."""
    before = stream.before(k)
    if before in LOOSE_ARTICLES and stream.capital[k - 1]:
        before = stream.before(k - 1)
    behind = stream.after(k + 1)
    alone = not (behind and stream.capital[k + 1])
    return (before in cues.LOCATIVES and alone) or behind in cues.UNITS or behind in cues.TOWNS


@lru_cache(maxsize=4096)
def _known(gazetteer: Gazetteer, prefix: str, word: str) -> str | None:
    """The name that is meant; None where no spelling, or spellings in two countries, are known."""
    found: dict[str, str] = {}
    for spelling in _spellings(word):
        for key in {prefix + spelling, spelling}:
            number = gazetteer.names(key)
            if number is None or gazetteer.flags(number) & WORD:
                continue
            country = _country(gazetteer, number)
            if country is not None and country in gazetteer.unrest:
                found.setdefault(country, key)
    return found.popitem()[1] if len(found) == 1 else None


def _country(gazetteer: Gazetteer, number: int) -> str | None:
    """Where the name's largest place lies, if it is no mere village and ten times as large as those abroad."""
    records = [record for record, _ in gazetteer.records(number)]
    country, size = gazetteer.country(records[0]), gazetteer.priors[records[0]]
    abroad = (gazetteer.priors[record] for record in records if gazetteer.country(record) != country)
    clear = size >= LEAST * STEPS and max(abroad, default=0) <= size - STEPS
    return country if clear else None


def _spellings(word: str) -> Iterator[str]:
    """The word with one habit changed, one letter doubled or single, two letters in the other order."""
    for habit, other in HABITS:
        at = word.find(habit, 1)
        while at > 0:
            yield word[:at] + other + word[at + len(habit) :]
            at = word.find(habit, at + 1)
    for at in range(1, len(word)):
        if len(word) >= LONG:
            yield word[:at] + word[at + 1 :]
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        else:
            yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
            if word[at] in DOUBLED:
                yield word[:at] + word[at] + word[at:]
