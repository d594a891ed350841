"""Tolls whose article names no deed → the signal that the victims and the verb imply (CODEBOOK §8)."""

from firebell.reading.casualties import Toll
from firebell.reading.reading import Mode
from firebell.reading.signals import Finding
from firebell.reading.text import Document, words

VIOLENT = words(
    "killed kill kills killing killings shot shooting murdered murder slain gunned assassinated executed execution "
    "beheaded ambushed stabbed hacked lynched abducted abduct kidnapped kidnap kidnapping abduction massacred "
    "slaughtered wounded wounding tortured"
)
"""Verbs that somebody must have done; people also "died" and were "injured" in accidents."""

TAKEN = words("abducted abduct abducts kidnapped kidnap kidnaps kidnapping abduction hostage hostages")

UNARMED = frozenset({"aid_worker", "medic", "journalist"})
ARMED = frozenset({"military", "police", "militant"})
OFFICIAL = "official"


def signal_of(doc: Document, toll: Toll) -> str | None:
    """What the toll implies where nothing else tells the deed; None where it may be crime or accident.

    An attack whose weapon is not said: on soldiers, police → armed_clash, on people not said to be armed →
    attack_on_civilians (CODEBOOK §8). Only victims whose killing is political by itself: anybody else may
    have been killed by a neighbour.
    """
    if toll.nonviolent or toll.cumulative or toll.part_of is not None or toll.count.best == 0:
        return None
    if toll.kind == "abducted":
        return "abduction" if doc.low[toll.anchor] in TAKEN else None
    if toll.kind not in {"killed", "injured"} or doc.low[toll.anchor] not in VIOLENT:
        return None
    victims = set(toll.victims)
    if toll.kind == "injured" and not victims & UNARMED:  # police are hurt by crowds, soldiers in training
        return None
    if victims & UNARMED:
        return "attack_on_civilians"
    if victims & ARMED:
        return "armed_clash"
    return "assassination" if OFFICIAL in victims else None


def finding_of(doc: Document, toll: Toll) -> Finding | None:
    """The same as a finding, with the toll's own words."""
    signal = signal_of(doc, toll)
    if signal is None:
        return None
    mode: Mode = toll.mode
    return Finding(signal, toll.anchor, toll.first, toll.last, mode, None)
