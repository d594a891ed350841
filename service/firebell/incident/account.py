"""Claims in the order of their telling → Account: what their tolls and publishers come to, claim after claim."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from firebell.incident.copies import is_copy_of_any
from firebell.incident.incident import KINDS, Claim
from firebell.incident.toll import Figure, Heard, heard
from firebell.reading.reading import Count

SIDES = frozenset({"military", "police", "militant", "civilian"})
"""Classes of victims that are one side's: an outlet may tell of that side's alone."""

WHOLE = ""
"""In the place of a class of victims: all of them."""

Claims = tuple[Claim, ...]
Side = tuple[str, str, Count]
"""A kind, one side, and how many of it a claim tells of."""


class Account(NamedTuple):
    """What claims come to so far; it stays as it is, and a further claim makes another.

    `tolls`: kind and class of victims (WHOLE for all) → the figures so far. `both`: the highest total that is told
    beside a side's figure. `publishers` speak for themselves, one a family, and near-identical texts are one
    (CODEBOOK §5); `texts` are their signatures.
    """

    tolls: Mapping[tuple[str, str], Heard]
    both: Mapping[Side, int]
    publishers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, Count]:
        """The tolls of all victims, by kind."""
        return self._of(WHOLE)

    @property
    def by_class(self) -> dict[str, dict[str, Count]]:
        """The tolls of each class of victims, by kind."""
        classes = sorted({name for _, name in self.tolls if name != WHOLE})
        return {name: counts for name in classes if (counts := self._of(name))}

    def _of(self, name: str) -> dict[str, Count]:
        return {kind: toll.told for kind in KINDS if (toll := self.tolls.get((kind, name))) is not None}

    def and_then(self, claim: Claim) -> "Account | None":
        """The same with a claim that was told later; None where it shows that an earlier one told of one side."""
        both = self.both
        if claim.by_class:
            for side, total in _sides(claim):
                before = both.get(side)
                if before is not None and before == side[2].best < total:
                    return None
                if before is None or before < total:
                    both = {**both, side: total}
        return self._with(claim, both)

    def _with(self, claim: Claim, both: Mapping[Side, int]) -> "Account":
        """The same with one more claim, where `both` is all that any claim tells of two sides."""
        publishers, texts = self.publishers, self.texts
        if claim.publisher not in publishers and not is_copy_of_any(claim.signature, texts):
            publishers = (*publishers, claim.publisher)
            texts = (*texts, claim.signature) if claim.signature else texts
        return Account(_heard(self.tolls, claim, both), both, publishers, texts)


def account_of(claims: Claims) -> Account:
    """What these claims, in the order of their telling, come to."""
    both: dict[Side, int] = {}
    for claim in claims:
        for side, total in _sides(claim):
            both[side] = max(total, both.get(side, 0))
    account = Account({}, both)
    for claim in claims:
        account = account._with(claim, both)  # noqa: SLF001 -- of this module
    return account


class Accounts:
    """Accounts of the incidents that were told of last: the next article on one of them adds to its account."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[str, tuple[tuple[Claims, Account], ...]] = {}

    def and_then(self, name: str, before: Claims, claims: Claims) -> Account:
        """The account of an incident's claims, which are those before and a newer one.

        Each is kept for that very tuple of claims; that of `before` too, since the newer one may not be kept.
        """
        kept = self._kept.pop(name, ())
        account = next((account for told, account in kept if told is before), None) or account_of(before)
        after = account.and_then(claims[-1]) or account_of(claims)
        self._kept[name] = (before, account), (claims, after)
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return after


def _heard(
    tolls: Mapping[tuple[str, str], Heard], claim: Claim, both: Mapping[Side, int]
) -> Mapping[tuple[str, str], Heard]:
    """The tolls after one more claim."""
    changed: dict[tuple[str, str], Heard] = {}
    at, article, publisher = claim.at, claim.article, claim.publisher
    for kind, count in claim.counts.items():
        if not (claim.by_class and _tells_one_side(claim, kind, both)):
            figure = Figure(at, article, publisher, count, kind in claim.adds)
            changed[kind, WHOLE] = heard(tolls.get((kind, WHOLE)), figure)
    for name, counts in claim.by_class.items():
        for kind, count in counts.items():
            changed[kind, name] = heard(tolls.get((kind, name)), Figure(at, article, publisher, count))
    return {**tolls, **changed}


def _sides(claim: Claim) -> Iterable[tuple[Side, int]]:
    """Each side's figure that a claim tells, and the total that it tells beside it."""
    for name, counts in claim.by_class.items():
        if name in SIDES:
            for kind, count in counts.items():
                if (total := claim.counts.get(kind)) is not None:
                    yield (kind, name, count), total.best


def _tells_one_side(claim: Claim, kind: str, both: Mapping[Side, int]) -> bool:
    """Whether the claim's whole figure is that of one side, and another claim tells of both (CODEBOOK §3)."""
    mine = claim.counts[kind]
    return any(
        name in SIDES and counts.get(kind) == mine and both.get((kind, name, mine), 0) > mine.best
        for name, counts in claim.by_class.items()
    )
