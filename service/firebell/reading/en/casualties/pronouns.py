"""Groups with pronouns → the same with number and class of whom they stand for: the nearest fit before them."""

from collections.abc import Callable, Iterable, Sequence

from firebell.reading.en.casualties.groups import Group
from firebell.reading.text import Document, words

PLURAL = words("they them")


def resolved(
    doc: Document, groups: Sequence[Group], earlier: Callable[[], Iterable[Sequence[Group]]]
) -> list[Group]:
    """The groups of a sentence with their pronouns filled in.

    `earlier` gives the people of the sentences before, the nearest first, and is asked only where these are needed.
    """
    out: list[Group] = []
    for group in groups:
        out.append(_antecedent(doc.low[group.first], group, out, earlier) if group.pronoun else group)
    return out


def _antecedent(
    word: str, group: Group, own: Sequence[Group], earlier: Callable[[], Iterable[Sequence[Group]]]
) -> Group:
    if word == "who":
        return _stands_for(group, own[-1]) if own else group
    many = word in PLURAL
    other = _fit(own, many=many) or next(filter(None, (_fit(rows, many=many) for rows in earlier())), None)
    return _stands_for(group, other) if other else group


def _fit(rows: Sequence[Group], *, many: bool) -> Group | None:
    """Who fits in number; of several plurals those who are counted: of gunmen and three soldiers, the soldiers."""
    fits = [g for g in rows if not g.pronoun and g.count.best and (g.count.best > 1) == many]
    return (
        next((g for g in fits if g.numbered), fits[0] if fits else None) if many else next(iter(fits), None)
    )


def _stands_for(group: Group, other: Group) -> Group:
    ref = other.first if other.ref < 0 else other.ref
    return group._replace(count=other.count, cls=other.cls, exact=other.exact, ref=ref)
