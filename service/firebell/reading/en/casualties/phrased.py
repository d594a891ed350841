"""Words that tell of harm only together: "received gunshot wounds", "knifed to death", "Deaths: 6"."""

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties.harm_words import Shape
from firebell.reading.en.numbers.number_words import ONES
from firebell.reading.reading import Kind
from firebell.reading.text import Document, Sentence, words

CONDITIONS = words("critical serious")
DYING = words(
    "machinegunned bayoneted bayonetted strangled knifed strafed dragged speared axed hanged choked done kicked "
    "whipped flogged chopped butchered slashed pelted trampled riddled crushed shelled thrashed"
)
"""Before "to death": what was done to somebody."""

WOUND_REACH = 8
LABEL_REACH = 3
"""So far from its beginning may a line name what it counts: "Reported civilian deaths: 6"."""


def wounds(doc: Document, at: int, stop: int) -> tuple[int, tuple[Kind, Shape]] | None:
    """The token behind, and what it tells: "sustained moderate to severe gunshot wounds", "was treated for burns"."""
    treated = bool(doc.low[at + 1 : at + 2]) and (doc.low[at], doc.low[at + 1]) in table.TREATED
    if not treated and doc.low[at] not in table.BORNE:
        return None
    for token in range(at + 1 + treated, min(stop, at + WOUND_REACH)):
        word = doc.low[token]
        if word in table.WOUNDS:
            return token + 1, ("injured", "participle" if treated else "subject")
        if word in table.NO_GRADE or not word[0].isalpha():
            return None
    return None


def to_death(doc: Document, at: int, stop: int) -> tuple[int, tuple[Kind, Shape]] | None:
    """As in "machinegunned to death", "were bayoneted to death"; who is sentenced to death, or scared, lives."""
    word = doc.low[at]
    if at + 2 >= stop or doc.low[at + 2] != "death" or doc.low[at + 1] != "to":
        return None
    return (at + 3, ("killed", "participle")) if word in DYING else None


def one_fatally(doc: Document, at: int, sentence: Sentence) -> tuple[Kind, Shape] | None:
    """As in "Three shot, one fatally", "wounding six, two of them mortally": some of those just told died."""
    if doc.low[at] not in table.FATALLY or at == sentence.first:
        return None
    after = doc.low[at + 1] if at + 1 < sentence.last else ""
    whose = doc.low[at - 1]
    counted = whose in ONES or whose == "them" or whose[0].isdecimal()
    return (
        ("killed", "subject")
        if counted and after not in table.PARTICIPLES.keys() | table.ACTIVE.keys()
        else None
    )


def condition(doc: Document, at: int) -> tuple[int, tuple[Kind, Shape]] | None:
    """As in "three dead and six in critical condition"; "was in critical condition after" goes on to say why."""
    if doc.low[at] not in CONDITIONS or doc.low[at + 1 : at + 2] != ["condition"] or at < 2:  # noqa: PLR2004 -- "six in"
        return None
    told = doc.low[at - 1] == "in" and doc.low[at - 2] not in {"was", "were"}
    return (at + 2, ("injured", "subject")) if told else None


def critical(doc: Document, at: int, sentence: Sentence) -> tuple[Kind, Shape] | None:
    """As in "5 dead, 2 critical": a headline's word for the badly hurt."""
    if doc.low[at] != "critical" or at == sentence.first:
        return None
    ends = at + 1 >= sentence.last or not doc.low[at + 1][0].isalnum()
    return (
        ("injured", "subject") if ends and (doc.raw[at - 1].isdecimal() or doc.low[at - 1] in ONES) else None
    )


def label(doc: Document, at: int, sentence: Sentence) -> tuple[Kind, Shape] | None:
    """As in "Killed: 5", "Civilian deaths: 6": a report's line, which tells the figure behind a colon."""
    if at + 2 >= sentence.last or doc.low[at + 1] != ":" or not doc.raw[at + 2][0].isdecimal():
        return None
    word = doc.low[at]
    kind = table.PARTICIPLES.get(word) or table.NOUNS.get(word) or ("killed" if word == "dead" else None)
    return (kind, "toll") if kind and at - sentence.first <= LABEL_REACH else None
