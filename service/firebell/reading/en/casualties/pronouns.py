"""Groups with pronouns → the same with number and class of whom they stand for: the nearest fit before them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from firebell.reading.en.casualties.group import Group
from firebell.reading.en.casualties.lists import is_role
from firebell.reading.text import Document, words

PLURAL = words("they them their")
VICTIMS = words("victim victims old")


class Earlier:
    """The people of the sentences before, the nearest first; read when the first pronoun asks, and kept."""

    def __init__(self, read: Callable[[], Iterable[Sequence[Group]]]) -> None:
        self._read = read
        self._known: list[Sequence[Group]] | None = None

    def __iter__(self) -> Iterator[Sequence[Group]]:
        if self._known is None:
            self._known = list(self._read())
        return iter(self._known)


def resolved(
    doc: Document, groups: Sequence[Group], earlier: Callable[[], Iterable[Sequence[Group]]]
) -> list[Group]:
    """The groups of a sentence with their pronouns filled in, and "the driver" where a driver was told before.

    `earlier` gives the people of the sentences before, the nearest first, and is asked only where these are needed.
    """
    out: list[Group] = []
    before = Earlier(earlier)
    for group in groups:
        out.append(_meant(doc, group, out, before))
    return out


def _meant(doc: Document, group: Group, own: Sequence[Group], before: Earlier) -> Group:
    if group.pronoun:
        return _antecedent(doc, group, own, before)
    if doc.low[group.first] != "the" or not group.sure:
        return group
    if doc.low[group.head] in VICTIMS and not group.numbered:  # "old" ends "the 30-year-old"
        return _suffered(doc, group, before)
    other = _same(doc, group, chain(reversed(own), *before))
    return _stands_for(group, other) if other else group


def _antecedent(doc: Document, group: Group, own: Sequence[Group], before: Earlier) -> Group:
    word = doc.low[group.first]
    if word == "who":
        if len(own) > 1 and is_role(doc, own[-2], own[-1]):
            return _stands_for(group, own[-2])  # "Omar Haddad, the priest of the town, who"
        return _stands_for(group, own[-1]) if own else group
    many = word in PLURAL
    other = _fit(doc, own, many=many)
    if other:
        return _stands_for(group, other)
    further = list(before)
    while further:
        other = _fit(doc, further.pop(0), many=many)
        if other:
            return _stands_for(group, _same(doc, other, chain(*further)) or other)
    return group


def _suffered(doc: Document, group: Group, before: Earlier) -> Group:
    """Of whom "the victim", "the victims" tell again: the nearest before who fits in number and is no attacker."""
    many = doc.low[group.head] == "victims"
    further = list(before)
    while further:
        hurt = [other for other in further.pop(0) if other.cls != "militant"]
        other = _fit(doc, hurt, many=many)
        if other:
            return _stands_for(group, _same(doc, other, chain(*further)) or other)
    return group


def _same(doc: Document, group: Group, earlier: Iterable[Group]) -> Group | None:
    """Those told before by the same noun, of whom "the driver", "the two men" tell again."""
    if doc.low[group.first] != "the":
        return None
    return next((other for other in earlier if _is_same(doc, group, other)), None)


def _is_same(doc: Document, group: Group, other: Group) -> bool:
    alike = doc.low[group.head] == doc.low[other.head] and not other.pronoun and other.count.best > 0
    return alike and (not group.numbered or group.count == other.count)


def _fit(doc: Document, rows: Sequence[Group], *, many: bool) -> Group | None:
    """Who fits in number; of several plurals those who are counted: of gunmen and three soldiers, the soldiers."""
    fits = [g for g in rows if not g.pronoun and g.count.best and (g.count.best > 1) == many]
    if not many:
        return next(iter(fits), None)
    suffered = [g for g in fits if doc.low[g.first - 1] != "by"]
    return next((g for g in suffered if g.numbered), suffered[0] if suffered else None)


def _stands_for(group: Group, other: Group) -> Group:
    ref = other.first if other.ref < 0 else other.ref
    return group._replace(count=other.count, cls=other.cls, exact=other.exact, ref=ref)
