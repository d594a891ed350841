"""Who takes part in an act → who attacks whom, by pair of sides (CODEBOOK §6)."""

from collections.abc import Callable, Iterable

from firebell.reading.reading import Actor

Pair = tuple[str, str]


def attacks(actors: Iterable[Actor], side_of: Callable[[str], str]) -> frozenset[Pair]:
    """Who attacked whom, by sides; two that fight each other are told both ways."""
    doers = {side_of(a.id) for a in actors if a.id and a.role in {"attacker", "both"}}
    suffering = {side_of(a.id) for a in actors if a.id and a.role in {"target", "both"}}
    return frozenset((by, against) for by in doers for against in suffering if by != against)


def key_of(pair: Pair) -> Pair:
    """The pair whoever of the two acts."""
    return (min(pair), max(pair))
