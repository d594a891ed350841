"""A number beside another → the whole of which it counts some: "one of three brothers", "four of the seven killed"."""

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.numbers import numbers
from firebell.reading.en.numbers.numbers import Number
from firebell.reading.text import Document, words

OF_DEAD = (["killed"], ["dead"], ["slain"])
REST = words("other others")
BEFORE_REST = words("and while ,")
BEHIND_REST = table.BE.union(table.PARTICIPLES, table.FILLERS, ("survived", "escaped"))
"""Around "the other" where it is somebody, and no other thing."""


def is_of_dead(doc: Document, at: int, stop: int) -> bool:
    """As in "four of the seven killed were fighters": the second number is the toll, the first a share of it."""
    whole = numbers.at_token(doc, at, stop) if at < stop else None
    return whole is not None and whole.use == "count" and doc.low[whole.last : whole.last + 1] in OF_DEAD


def has_rest(doc: Document, number: Number, stop: int) -> bool:
    """As in "One was killed and the other injured": some of those told before, and what became of the rest."""
    if not number.exact or number.first != doc.sentence_at(number.first).first:
        return False
    return any(
        doc.low[at + 1] in REST and doc.low[at] == "the" and doc.low[at - 1] in BEFORE_REST
        for at in range(number.last + 1, stop - 2)
        if doc.low[at + 2] in BEHIND_REST
    )


def of_whole(doc: Document, at: int, stop: int) -> int | None:
    """The token behind the second number of "one of three brothers": the first counts, the second tells of how many."""
    if doc.low[at : at + 2] == ["out", "of"]:
        at += 1  # two out of five
    if at + 1 >= stop or doc.low[at] != "of":
        return None
    whole = numbers.at_token(doc, at + 1, stop)
    return whole.last if whole and whole.use == "count" and whole.exact else None


def behind_whole(doc: Document, at: int, stop: int) -> int:
    """The token behind the second number of "fifteen of the 40 passengers"."""
    whole = numbers.at_token(doc, at, stop) if at < stop else None
    return whole.last if whole and whole.use == "count" and whole.exact else at


def behind_reports(doc: Document, at: int, stop: int) -> int:
    """The token behind "no immediate reports of any"."""
    token = at + 1 + (doc.low[at + 1 : at + 2] in (["immediate"], ["initial"]))
    if doc.low[token : token + 2] not in (["reports", "of"], ["report", "of"], ["word", "of"]):
        return stop
    return token + 2 + (doc.low[token + 2 : token + 3] == ["any"])
