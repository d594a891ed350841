"""A hit and its text → whether a court, a hunt or one man's crime explains it: no political violence (CODEBOOK §1)."""

from collections.abc import Sequence
from itertools import pairwise

from firebell.reading.en.signals.deeds import ATTACKS, BLASTS, MEANS
from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.en.signals.scene import Hit, Scene
from firebell.reading.phrases import Line
from firebell.reading.text import words

OPENING = 150
"""In so many words does a text say who it was, and why."""

CRIMES = words("armed_clash attack_on_civilians massacre")
LONE = words("gunman shooter perpetrator")
LONE_MEN = words("student pupil teenager teen employee worker")
SHOOTS = words("opened opens shot shoots stabbed stabs fired drove ploughed plowed rammed")
"""What one of these did, and nobody says why."""

ROBBERY = words("robbery robberies robber robbers heist burglary burglars carjacking")
"""Whose shoot-outs with police, guards and owners are crime, where conflict is rare."""

OF_ROBBERY = CRIMES | words("excessive_force attack_prevented")

ONE = words("a the lone")
"""An "unidentified gunman" may be anybody's."""

MANY = words(
    "gunmen militants militant attackers assailants terrorists terrorist extremist islamist palestinian israeli mosque "
    "synagogue shrine church worshippers embassy consulate separatist sectarian ethnic claimed claims responsibility "
    "politically political president minister parliament governor mayor gang gangs cartel prison jail "
    "aid humanitarian ngo un relief convoy naval military base nationalist nationalistic racist racists nazi "
    "supremacist hate politician islamic jihadist jihadists allegiance"
)
"""One man's shooting is political where one of these stands beside it, or a word of warfare (CODEBOOK §8)."""

BARE = LONE | words("gunmen attacker attackers assailant assailants attack attacks unidentified suicide")
"""Words of warfare that crime has too."""

RULED_OUT = frozenset({("rule", "out"), ("rules", "out"), ("ruled", "out")})
TERROR = words("terrorism terror terrorist terrorists")
"""What investigators rule out says nothing."""

DENIALS = words("no not without")
DENIAL_REACH = 6

SHOOTERS = words("hunter hunting hunt boar wedding celebratory celebration celebrations")
"""Who shoots at nobody."""

DRIVEN = words(
    "drove drives driven ploughed ploughs ploughing plowed plows plowing rammed rams ramming ran runs crashed"
)
MISHAPS: frozenset[str | tuple[str, str]] = words(
    "accident accidental accidentally brake brakes epileptic drunk"
) | {
    ("lost", "control"),
    ("heart", "attack"),
    ("medical", "emergency"),
    ("fell", "ill"),
    ("fell", "asleep"),
    ("not", "deliberate"),
    ("not", "intentional"),
}
"""How a car comes to run into people without anybody's will."""

STRUCK = words(
    "mosque church market checkpoint embassy funeral rally shrine parliament consulate barracks convoy soldiers "
    "troops twin coordinated terror terrorist targeted claimed"
)
"""Beside a blast: somebody meant it."""

WORKS = words(
    "factory factories plant boiler furnace fireworks firecrackers colliery refinery distillery gasoline methane "
    "propane butane ammonia ammonium petrol firecracker miners fertiliser fertilizer pharmaceutical leak"
)
"""Where and by what things blow up by themselves."""

WEAPONRY = words(
    "bomb bombs bomber bombers bombing bombings ied ieds grenade grenades explosives dynamite detonated militant "
    "militants rebel rebels terrorist terrorists terrorism insurgent insurgents gunmen taliban attack attacks "
    "attackers sabotage missile missiles rocket rockets drone drones airstrike airstrikes shelling war"
)
"""None of these tells a text on an accident in a factory."""

EXECUTES = words("execute executes executed")
COURTS = words(
    "charges convicted sentenced sentence execution executions hanging hanged penalty row judiciary offences offenses"
)
"""Beside an execution: it is one by sentence (CODEBOOK §8 `massacre`)."""

RULERS = words("authorities judiciary")
"""Right before it: who executes rules."""


def is_lone(line: Line, lexicon: Lexicon, hit: Hit) -> bool:
    """One gunman's shooting, a stabbing or a robbery, of which no more is said: crime where conflict is rare."""
    robbery = hit.signal in OF_ROBBERY and not ROBBERY.isdisjoint(line.words[:OPENING])
    if hit.signal not in CRIMES and not robbery:
        return False
    stabbing = any(
        one in MEANS and other in ATTACKS
        for one, other in pairwise(line.words[hit.anchor - 1 : hit.anchor + 2])
    )
    if not (stabbing or robbery or _is_one_mans(line)):
        return False
    opening = line.words[:OPENING]
    told = frozenset(opening)
    if not RULED_OUT.isdisjoint(pairwise(opening)) or _no_terror(opening):
        told -= TERROR
    return MANY.isdisjoint(told) and (lexicon.classes["warfare"].words - BARE).isdisjoint(told)


def _no_terror(opening: Sequence[str]) -> bool:
    """As in "no known link to terrorism", "not being treated as terrorism"."""
    at = (at for at, word in enumerate(opening) if word in TERROR)
    return any(not DENIALS.isdisjoint(opening[max(0, near - DENIAL_REACH) : near]) for near in at)


def _is_one_mans(line: Line) -> bool:
    """Whether the opening tells of "a gunman"."""
    opening = line.words[:OPENING]
    if not LONE.isdisjoint(opening) and any(one in ONE and other in LONE for one, other in pairwise(opening)):
        return True
    return not LONE_MEN.isdisjoint(opening) and any(
        word in LONE_MEN
        and not ONE.isdisjoint(opening[max(0, at - 3) : at])
        and not SHOOTS.isdisjoint(opening[at + 1 : at + 3])
        for at, word in enumerate(opening)
    )


def by_hunter(scene: Scene, hit: Hit) -> bool:
    """A stray bullet of a hunt or a wedding is an accident, wherever the text's opening says so."""
    return scene.words[hit.anchor] == "stray" and not SHOOTERS.isdisjoint(scene.words[:OPENING])


def by_accident(scene: Scene, hit: Hit) -> bool:
    """A car that runs into people is an accident where the text's opening says what else it was, or what it was not."""
    if DRIVEN.isdisjoint(scene.words[hit.first : hit.last]):
        return False
    opening = scene.words[:OPENING]
    told = {*opening, *pairwise(opening)}
    no_terror = not RULED_OUT.isdisjoint(told) and not TERROR.isdisjoint(told)
    return no_terror or not MISHAPS.isdisjoint(told)


def by_works(scene: Scene, hit: Hit) -> bool:
    """A blast is an accident where the opening tells of a factory or a boiler, and the text of no weapon at all."""
    told = scene.words[hit.first : hit.last]
    if BLASTS.isdisjoint(told) or not STRUCK.isdisjoint(told):
        return False
    return not WORKS.isdisjoint(scene.words[:OPENING]) and WEAPONRY.isdisjoint(scene.words)


def by_sentence(scene: Scene, hit: Hit) -> bool:
    """A state that executes whom its courts have sentenced kills nobody by violence."""
    if scene.words[hit.anchor] not in EXECUTES:
        return False
    if not RULERS.isdisjoint(scene.words[max(0, hit.anchor - 2) : hit.anchor]):
        return True
    rebels = any(
        scene.lexicon.part_at(scene.words, at) in {"gunmen", "groups"} for at in range(hit.first, hit.anchor)
    )
    return not rebels and not COURTS.isdisjoint(scene.sentence(hit))
