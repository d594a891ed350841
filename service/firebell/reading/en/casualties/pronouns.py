"""Groups with pronouns → the same with number and class of whom they stand for: the nearest fit before them."""

from collections.abc import Callable, Sequence

from firebell.reading.en.casualties.groups import Group
from firebell.reading.text import Document, words

PLURAL = words("they them")


def resolved(doc: Document, groups: Sequence[Group], earlier: Callable[[], list[list[Group]]]) -> list[Group]:
    """The groups of a sentence with their pronouns filled in; `earlier` gives the people of the sentences before."""
    out: list[Group] = []
    before: list[list[Group]] | None = None
    for group in groups:
        if not group.pronoun:
            out.append(group)
            continue
        if before is None:
            before = earlier()
        out.append(_antecedent(doc.low[group.first], group, out, before))
    return out


def _antecedent(word: str, group: Group, own: Sequence[Group], earlier: Sequence[Sequence[Group]]) -> Group:
    if word == "who":
        return _stands_for(group, own[-1]) if own else group
    many = word in PLURAL
    for rows in (own, *reversed(earlier)):
        for other in rows:
            if not other.pronoun and other.count.best and (other.count.best > 1) == many:
                return _stands_for(group, other)
    return group


def _stands_for(group: Group, other: Group) -> Group:
    ref = other.first if other.ref < 0 else other.ref
    return group._replace(count=other.count, cls=other.cls, exact=other.exact, ref=ref)
