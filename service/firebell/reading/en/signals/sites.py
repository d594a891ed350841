"""A line → the holy sites, hospitals, airports, oil and power plants in it that violence struck (CODEBOOK §1)."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.phrases import Line, size_at
from firebell.reading.text import words

SITES = ("holy_site", "hospital", "airport", "oil_plant", "power_plant")
"""Each is a class of signals.yaml; one that a file leaves out is never heard."""

REACH = 8
"""Words between the deed and the site: "shelled the town's last working hospital"."""

BESIDE = 4
"""Words between "near" and the site: a house near the city's old church was hit, and not the church."""

STRIKES = words(
    "hit hits hitting struck strike strikes striking bombed bombs bombing shelled shells shelling attacked attacks "
    "attacking target targets targeted targeting stormed storms storming raided raids raiding burned burnt torched "
    "torches torching destroyed destroys destroying damaged damages damaging ransacked seized seizes overran bombards "
    "bombarded bombarding rocked rocks blew invaded besieged vandalized vandalised pounded"
)
"""Right before the site they do it to it."""

DEEDS = words(
    "attack attacks strike strikes airstrike airstrikes raid raids bombing bombings blast blasts explosion explosions "
    "shooting shelling massacre assault assaults fire gunfire himself herself themselves missile missiles rocket "
    "rockets drone drones bomb bombs killed kills killing exploded explodes detonated detonates opened shot siege "
    "landed crashed"
)
"""With "on", "at" or "in" behind them they were done there."""

ONTO = words("on at in inside outside into against targeting upon")
INDOORS = words("in inside")
BROKEN = words(
    "near beside behind opposite taken rushed transferred treated admitted died dying hospitalized "
    "hospitalised , ; : said says told"
)
"""Between the deed and the site these lead elsewhere: "killed four, a hospital said", "shot and taken to hospital"."""

CARRIED = words("to from")
BEHIND = words(
    "attack attacks bombing bombings blast strike shooting massacre siege raid explosion assault fire"
)
"""Right behind the site: the mosque bombing."""

PERSONS = words(
    "official officials source sources staff worker workers spokesman spokeswoman spokesperson leader leaders director "
    "authorities records road doctor doctors bed beds treatment security guard guards council service services elder "
    "elders member members group groups statement 's"
)
"""Right behind the site: people of it, and not the site."""

PASSIVE = words("was were been being is are")
AUXILIARIES = PASSIVE | words("has have had also reportedly then again directly badly heavily partly")


class Struck(NamedTuple):
    """A site that was struck: its sort, and its words, the last one excluded, as tokens."""

    site: str
    first: int
    last: int


def struck(line: Line, lexicon: Lexicon) -> Iterator[Struck]:
    """The sites of a line that violence was aimed at or took place in."""
    heads = _heads(lexicon)
    for at in compress(range(len(line.words)), map(heads.__contains__, line.words)):
        low, high = line.bounds(at)
        for site in heads[line.words[at]]:
            size = size_at(lexicon.classes[site], line, at, high)
            if size and _is_struck(line.words, at, at + size, low, high):
                yield Struck(site, line.token[at], line.token[at + size - 1] + 1)
                break


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> dict[str, list[str]]:
    """The first word of each name of a site → the sorts that it may begin."""
    heads: dict[str, list[str]] = {}
    for site in SITES:
        part = lexicon.classes.get(site)
        for word in sorted({*part.words, *(name[0] for name in part.longer)}) if part else ():
            heads.setdefault(word, []).append(site)
    return heads


def _is_struck(listed: list[str], first: int, last: int, low: int, high: int) -> bool:
    after = listed[last] if last < high else ""
    if after in BEHIND:
        return True
    if after in PERSONS:
        return False
    verb = next((at for at in range(last, high) if listed[at] not in AUXILIARIES), high)
    aside = BROKEN.intersection(listed[max(low, first - BESIDE) : first])
    if not aside and PASSIVE.intersection(listed[last:verb]) and verb < high and listed[verb] in STRIKES:
        return True
    return _is_done_to(listed, first, low)


def _is_done_to(listed: list[str], first: int, low: int) -> bool:
    """Whether the words before the site strike it, or do something there."""
    there = ""
    for at in range(first - 1, max(low, first - 1 - REACH) - 1, -1):
        word = listed[at]
        if word in BROKEN or word in CARRIED:
            return False
        if word in ONTO:
            if word in INDOORS and at == first - 1:  # in hospital: where the wounded are
                return False
            there = there or word
        elif (word in STRIKES and not there) or (there and word in DEEDS | STRIKES):
            return True
    return False
