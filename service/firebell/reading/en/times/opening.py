"""Token of a sentence that opens with "after" → whether its main clause holds the token: what is told there is news."""

from firebell.reading.en.casualties import victim_words as people
from firebell.reading.en.numbers.number_words import ONES
from firebell.reading.en.times.calendar import UNITS
from firebell.reading.text import Document, words

SUBJECTS = words(
    "the a an his her their its this these those he she it they we i some several many at more least police gunmen "
    "militants rebels soldiers troops insurgents protesters officials authorities"
)
"""With these, a capital, a number or a word for people a main clause begins; a verb only goes on with the first."""

INSERTED = words("including among most mostly many with all who which whom whose where both and or but")
"""Behind a comma these go on about what stands before it."""

COUNTED_REACH = 4
"""Tokens before an "after" that count the time since: "Less than two days after"."""

REACH = 60
"""A longer sentence is a list of its own."""


def main_clause(doc: Document, first: int, token: int) -> bool:
    """Whether a comma closes the opening clause before the token: "After Friday prayers, gunmen killed five"."""
    sentence = doc.sentence_at(token)
    if first - sentence.first > COUNTED_REACH or token - first > REACH:
        return False
    if first > sentence.first and not (doc.low[first] == "after" and doc.low[first - 1] in UNITS):
        return False
    return any(doc.low[at] == "," and _begins(doc, at + 1, sentence.last) for at in range(first + 1, token))


def _begins(doc: Document, at: int, last: int) -> bool:
    """Whether somebody is named here who may do something: no place in commas, no aside."""
    if at + 1 >= last or doc.low[at] in INSERTED or doc.low[at + 1] in {",", "(", "and"}:
        return False
    word = doc.low[at]
    if word in ONES:
        return doc.low[at + 1] != "of"
    return word in SUBJECTS or doc.raw[at][0].isupper() or word[0].isdecimal() or word in people.PLURAL
