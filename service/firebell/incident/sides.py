"""Who takes part in an act → who attacks whom, by pair of sides, and what sort of party it is (CODEBOOK §6)."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from firebell.reading.reading import Actor
from firebell.reading.text import words

Pair = tuple[str, str]
ARMY, POLICE = "-army", "-police"
"""How the ids of a state's forces end (actors.yaml)."""

STATE_WORDS = words(
    "army military forces troops soldiers soldier police policemen policeman commandos servicemen serviceman guards"
)
FIGHTER_WORDS = words(
    "militants militant rebels rebel insurgents insurgent separatists separatist gunmen gunman fighters fighter "
    "terrorists terrorist jihadists jihadist extremists islamists guerrillas guerrilla attackers attacker "
    "assailants assailant bandits bandit militia militiamen"
)
"""The last word of a party that nobody names: "Russian separatists", "security forces"."""


class Party(NamedTuple):
    """Whether a party is a state's forces or fighters, and whether it is known by name."""

    of: Literal["state", "fighters"]
    named: bool


def party_of(name: str) -> Party:
    """What sort of party an actor's id, or its name in small letters, stands for.

    >>> party_of("iraq-army"), party_of("islamist rebels")
    (Party(of='state', named=True), Party(of='fighters', named=False))
    """
    last = name.rpartition(" ")[2]
    if last in STATE_WORDS or last in FIGHTER_WORDS:
        return Party("state" if last in STATE_WORDS else "fighters", named=False)
    return Party("state" if name.endswith((ARMY, POLICE)) else "fighters", named=True)


def attacks(actors: Iterable[Actor], side_of: Callable[[str], str]) -> frozenset[Pair]:
    """Who attacked whom, by sides; two that fight each other are told both ways."""
    doers = {side_of(a.id) for a in actors if a.id and a.role in {"attacker", "both"}}
    suffering = {side_of(a.id) for a in actors if a.id and a.role in {"target", "both"}}
    return frozenset((by, against) for by in doers for against in suffering if by != against)


def key_of(pair: Pair) -> Pair:
    """The pair whoever of the two acts."""
    return (min(pair), max(pair))
