"""A hit and its sentence → whether a court or a hunt explains it: no political violence (CODEBOOK §1, §3)."""

from firebell.reading.en.signals.scene import Hit, Scene
from firebell.reading.text import words

EXECUTES = words("execute executes executed")
COURTS = words(
    "convicted sentenced sentence executions hanging hanged penalty row judiciary offences offenses"
)
"""Beside an execution: it is one by sentence (CODEBOOK §8 `massacre`)."""

RULERS = words("authorities judiciary")
"""Right before it: who executes rules."""

SHOOTERS = words("hunter hunting hunt boar wedding celebratory celebration celebrations")
"""Who shoots at nobody."""

OPENING = 150
"""In so many words does a text say whose a bullet was."""


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


def by_hunter(scene: Scene, hit: Hit) -> bool:
    """A stray bullet of a hunt or a wedding is an accident, wherever the text's opening says so."""
    return scene.words[hit.anchor] == "stray" and not SHOOTERS.isdisjoint(scene.words[:OPENING])
