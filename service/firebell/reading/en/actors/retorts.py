"""A word of retaliation → the tokens of the earlier act that it answers."""

from collections.abc import Iterator

from firebell.reading.cue import Cue
from firebell.reading.en.actors.act_words import DIRECTED, NOUNS, PAST
from firebell.reading.text import Document, Sentence, words

ACT_AFTER = words("for to after over avenge avenging")
"""What joins an answer to the act that it answers: in retaliation FOR, in response TO, to AVENGE."""

ACT_REACH = 6
"""The joining word stands at most so many tokens behind the word of retaliation."""

AFTER_REACH = 14
"""An "after" may stand further off: "retaliated by bombing the camps near the town after …"."""

ACT_LENGTH = 24
"""An act is told in so many tokens at most, or to the end of its clause."""

RETORTS = Cue(
    "retaliation retaliating retaliated reprisal reprisals revenge response reply avenge avenging vengeance retribution"
)
CLAUSE_ENDS = frozenset({",", ";", ".", ":", "\u2013", "\u2014"})
OPENING = 2
"""As in "In response,", "In apparent reprisal,": the word opens its sentence, the act stands in the one before."""

VERBS = words("retaliated retaliates responded responds struck strikes hit hits took takes avenged")
"""What a side does: "The army retaliated", "Iran hit BACK", "soldiers TOOK revenge"."""

VERB_OPENING = 6
"""As in "The Israeli air force retaliated with …": such a verb, too, looks at the sentence before."""

LONG_AFTER = 5
"""As in "Two days after rebels shot …, the army took revenge": "after" opens the sentence."""

ANSWERED = words("answered answers answering")
"""What they answer stands right behind, before what they answer it with."""

LASTING = words(
    "minutes days day weeks week hours nights night months years second third fourth fifth several many first now"
)
"""Behind a "for": how long, and no act."""

VIOLENCE = (PAST | NOUNS | DIRECTED | words("died dead clashes")) - words(
    "took taken carry open opened opens opening go goes"
)


def act_of(doc: Document, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the act behind "in retaliation for", else of the clause or sentence before "In response, …"."""
    sentence = doc.sentence_at(first)
    if doc.low[first] in ANSWERED:
        return first + 1, next(
            (at for at in range(first + 2, min(sentence.last, first + ACT_LENGTH)) if doc.low[at] == "with"),
            _clause_end(doc, first + 1, sentence.last),
        )
    told = _behind(doc, first, last, sentence) or _earlier(doc, first, last, sentence)
    if told:
        return told
    verb = not VERBS.isdisjoint(doc.low[first:last])
    if first - sentence.first <= (VERB_OPENING if verb else OPENING):
        return _before(doc, doc.sentence_of[first])
    return None


def _behind(doc: Document, first: int, last: int, sentence: Sentence) -> tuple[int, int] | None:
    """As in "in retaliation for X", "retaliated after X"."""
    for at in range(first, min(last + AFTER_REACH, sentence.last - 1)):
        word = doc.low[at]
        if at >= last and doc.raw[at] in CLAUSE_ENDS:
            break
        if word not in ACT_AFTER or doc.raw[at + 1] == "-":
            continue  # "tit-for-tat"
        if word == "over" and doc.raw[at + 1][0].isdigit():
            continue  # "over 250 rockets"
        joined = word in {"for", "to"} or (at >= last - 1 and word != "after")
        if word == "after" or (
            joined and at < last + ACT_REACH and LASTING.isdisjoint(doc.low[at + 1 : at + 3])
        ):
            return at + 1, _clause_end(doc, at + 1, sentence.last)
    return None


def _earlier(doc: Document, first: int, last: int, sentence: Sentence) -> tuple[int, int] | None:
    """As in "Hours after X, they struck back", "X, and the army retaliated"."""
    opening = doc.low[sentence.first : min(first, sentence.first + LONG_AFTER)]
    if "after" in opening:
        begun = sentence.first + opening.index("after") + 1
        return begun, _clause_end(doc, begun, first)
    if VERBS.isdisjoint(doc.low[first:last]):
        return None
    joint = next((at for at in range(first - 1, sentence.first, -1) if doc.low[at] == "and"), None)
    if joint is None or VIOLENCE.isdisjoint(doc.low[sentence.first : joint]):
        return None
    end = joint - 1 if doc.low[joint - 1] == "," else joint
    return max(sentence.first, end - ACT_LENGTH), end


def answered(doc: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The earlier acts that a sentence names as what it answers; they are no part of what it tells as done now."""
    for at in RETORTS.within(doc, sentence.first, sentence.last):
        if doc.low[at] in {"avenge", "avenging"}:
            yield at + 1, _clause_end(doc, at + 1, sentence.last)
        else:
            joint = next(
                (i for i in range(at + 1, min(at + 3, sentence.last)) if doc.low[i] in {"for", "to"}), None
            )
            if joint is not None:
                yield joint + 1, _clause_end(doc, joint + 1, sentence.last)


def _clause_end(doc: Document, first: int, stop: int) -> int:
    for at in range(first + 1, min(stop, first + ACT_LENGTH)):
        if doc.raw[at] in CLAUSE_ENDS:
            return at
    return max(first + 1, min(stop, first + ACT_LENGTH))


def _before(doc: Document, sentence: int) -> tuple[int, int] | None:
    """What the sentence before tells, from its last "after" on where it has one."""
    if sentence == 0:
        return None
    before = doc.sentences[sentence - 1]
    if before.field != doc.sentences[sentence].field:
        return None
    first = next(
        (at + 1 for at in range(before.last - 2, before.first, -1) if doc.low[at] in {"after", "when"}),
        before.first,
    )
    return first, _clause_end(doc, first, before.last)
