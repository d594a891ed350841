"""What was intercepted, and what fell from it → the weapon's signal where the debris did harm (CODEBOOK §8)."""

from collections.abc import Iterator, Sequence

from firebell.reading.en.signals.scene import Hit
from firebell.reading.phrases import Line
from firebell.reading.text import words

REACH = 25
"""The debris and its harm are told at most so many words behind the interception, or before it."""

WEAPON_OF = dict.fromkeys(words("drone drones uav uavs"), "air_strike") | dict.fromkeys(
    words("missile missiles rocket rockets projectile projectiles"), "shelling"
)
FALLS = words("debris fragments wreckage shrapnel remnants fell falls falling crashed crashes crashing")
EXPLODES = words("explode explodes exploded exploding")
PLACE = words("in over above near at on inside")
"""Where it exploded: one that goes off while it is taken apart is no strike."""

HARMED = words(
    "killed kills killing injured injuring injures wounded wounding wounds damaged damages damaging hurt"
)
NO_HARM = words("no nobody none without not nor")
NO_REACH = 4
"""Nobody was hurt: so many words before the harm."""


def fallen(line: Line, hits: Sequence[Hit]) -> Iterator[Hit]:
    """The signal of each weapon that was brought down and still did harm."""
    for hit in hits:
        if hit.signal != "attack_prevented":
            continue
        signals = {WEAPON_OF[w] for w in line.words[hit.first : hit.last + 2] if w in WEAPON_OF}
        own = line.sentence[hit.anchor]
        fall = _first(line, FALLS | EXPLODES, hit.anchor, {own, own + 1}) if signals else None
        if (
            fall is not None
            and line.words[fall] in EXPLODES
            and PLACE.isdisjoint(line.words[fall + 1 : fall + 2])
        ):
            continue
        harm = None if fall is None else _first(line, HARMED, fall, {line.sentence[fall]})
        if fall is not None and harm is not None:
            first, last = min(fall, harm), max(fall, harm) + 1
            yield from (Hit(signal, harm, first, last) for signal in sorted(signals))


def _first(line: Line, sought: frozenset[str], near: int, sentences: set[int]) -> int | None:
    """The first of the words around `near` that no "nobody" takes back."""
    for at in range(max(0, near - REACH), min(near + REACH, len(line.words))):
        if line.words[at] in sought and line.sentence[at] in sentences:
            denied = not NO_HARM.isdisjoint(line.words[max(0, at - NO_REACH) : at])
            return None if denied else at
    return None
