"""Tolls whose article names no deed → the signal that the victims and the verb imply (CODEBOOK §8)."""

from firebell.reading.casualties import Toll
from firebell.reading.signals import Finding
from firebell.reading.text import Document, words

VIOLENT = words(
    "killed kill kills killing killings shot shooting murdered murder slain gunned assassinated executed execution "
    "beheaded ambushed stabbed hacked lynched abducted abduct kidnapped kidnap kidnapping abduction massacred "
    "slaughtered wounded wounding tortured beaten assaulted attacked"
)
"""Verbs that somebody must have done; people also "died" and were "injured" in accidents."""

TAKEN = words("abducted abduct abducts kidnapped kidnap kidnaps kidnapping abduction hostage hostages")

UNARMED = frozenset({"aid_worker", "medic", "journalist"})
ARMED = frozenset({"military", "police", "militant"})
OFFICIAL = "official"


def signal_of(doc: Document, toll: Toll, *, armed: bool) -> str | None:
    """What the toll implies where nothing else tells the deed; None where it may be crime or accident.

    An attack whose weapon is not said: on soldiers, police → armed_clash, on people not said to be armed →
    attack_on_civilians (CODEBOOK §8). Without an armed actor beside it (`armed`) only victims whose killing is
    political by itself count: anybody else may have been killed by a neighbour.
    """
    if toll.nonviolent or toll.cumulative or toll.part_of is not None or toll.count.best == 0:
        return None
    word = doc.low[toll.anchor]
    if toll.kind == "abducted":
        return "abduction" if word in TAKEN else None
    victims = set(toll.victims)
    if toll.kind == "injured" and not (armed or victims & UNARMED):  # police are hurt by crowds
        return None
    if toll.kind not in {"killed", "injured"} or (word not in VIOLENT and not armed):
        return None
    if victims & UNARMED:
        return "attack_on_civilians"
    if victims & ARMED:
        return "armed_clash"
    if OFFICIAL in victims and toll.kind == "killed":
        return "assassination"
    return "attack_on_civilians" if armed else None


def finding_of(doc: Document, toll: Toll, *, armed: bool) -> Finding | None:
    """The same as a finding, with the toll's own words."""
    signal = signal_of(doc, toll, armed=armed)
    if signal is None:
        return None
    return Finding(signal, toll.anchor, toll.first, toll.last, toll.mode, None)
