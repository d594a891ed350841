"""Document → what kind of article it is: news, a round-up of news, or one that looks at what was (CODEBOOK §2, §8).

A profile, an explainer or a column opens with what happened at some time: only its date makes it current.
"""

from itertools import pairwise
from typing import Literal

from firebell.reading.beginnings import Beginnings
from firebell.reading.cue import Cue
from firebell.reading.text import Document, words

Kind = Literal["news", "roundup", "tale"]

LABELS = words(
    "profile obituary timeline explainer explained interview opinion analysis comment commentary column essay feature "
    "history review editorial factbox backgrounder viewpoint perspective podcast memoir chronology letter"
)
"""Before a colon, a dash or a bar at the head of a title, or behind one at its end, these name the kind."""

LABEL_TOKENS = 3
LIVE_TOKENS = 6
LABEL_MARKS = frozenset(":|-\u2013\u2014,")

ASKING = words("who what why how where when")
VERBS = words(
    "is are was were does do did has have can could will would should may might makes drives explains lies became "
    "become"
)
"""Behind a question word these ask; "how gunmen killed …" tells news."""

YES_OR_NO = words("is are was were does do did has have can could will would should")
BECAME = words("became become becomes shaped changed changing changes transformed turned helped explains")
KNOWN = frozenset(
    {("what", "we", "know"), ("what", "to", "know"), ("what", "happened"), ("what", "do", "we", "know")}
)
"""The open questions of a fresh event."""

LISTS = Beginnings(
    dict.fromkeys(
        (
            "list of key events",
            "key events",
            "key developments",
            "what happened today",
            "at a glance",
            "round - up",
            "roundup",
            "weekly update",
            "weekly digest",
            "weekly security",
            "week in review",
            "the week in",
            "this week in",
            "this week :",
            "daily briefing",
            "situation report",
            "live updates",
        ),
        True,
    )
)

PAST = Cue("past last")
OVER = words("over in during within for")
"""Before "the past day": all that the report tells."""

DIED = Cue("died dies passed")
NATURAL = words(
    "aged illness cancer stroke heart peacefully pneumonia covid kidney leukaemia leukemia alzheimer dementia age"
)
WOUNDS = words("wounds wounded injuries shot attack blast bombing killed shooting")
OPENING = 40
"""So many tokens of the text, its first sentence, may tell that it is an obituary or a column."""


def kind_of(doc: Document) -> Kind:
    """The kind of article, by its title and its first sentence."""
    title = doc.low[: doc.title_tokens]
    if is_live(doc):
        return "roundup"
    if title and _is_list(title):
        return "roundup"
    if title and (_is_labelled(title) or _asks(title)):
        return "tale"
    if _is_obituary(doc) or _is_in_first_person(doc):
        return "tale"
    return "roundup" if _is_of_a_day(doc) else "news"


def is_live(doc: Document) -> bool:
    """Whether its title says that it is written as things happen, and its text opens with an hour: "14:10 GMT - …"."""
    title, opens = doc.low[: doc.title_tokens], doc.low[doc.title_tokens : doc.title_tokens + 2]
    if opens[:1] == [] or not opens[0][0].isdecimal() or ":" not in "".join(opens):
        return False
    return any(word == "live" and mark == ":" for word, mark in pairwise(title[:LIVE_TOKENS]))


def _is_list(title: list[str]) -> bool:
    return not LISTS.firsts.isdisjoint(title) and any(
        LISTS.at(title, at, len(title)) for at in range(len(title))
    )


def _is_of_a_day(doc: Document) -> bool:
    """Whether the first sentence sums up a day, "over the past 24 hours": what follows are its parts."""
    first = doc.title_tokens
    if first >= len(doc):
        return False
    low, last = doc.low, min(doc.sentence_at(first).last, first + OPENING)
    return any(
        low[at + 1] == "day" or (low[at + 1] in {"24", "twenty-four"} and low[at + 2] in {"hours", "-"})
        for at in PAST.within(doc, first + 2, last - 2)
        if low[at - 1] == "the" and low[at - 2] in OVER
    )


def _is_labelled(title: list[str]) -> bool:
    """Such as "Profile: …", "… | Opinion", "…: an explainer"."""
    head = next((at for at, word in enumerate(title[: LABEL_TOKENS + 1]) if word in LABEL_MARKS), None)
    if head is not None and not LABELS.isdisjoint(title[:head]):
        return True
    last = max((at for at, word in enumerate(title) if word in LABEL_MARKS), default=None)
    return last is not None and len(title) - last <= LABEL_TOKENS and not LABELS.isdisjoint(title[last:])


def _asks(title: list[str]) -> bool:
    """Such as "Who are the Houthis?", "How X became Y", "Could it lead to a truce?"."""
    start = max((at + 1 for at, word in enumerate(title[:-1]) if word == ":"), default=0)
    asked = title[start:]
    if any(tuple(asked[: len(known)]) == known for known in KNOWN):
        return False
    if asked[0] in ASKING:
        return asked[1:2] != [] and (
            asked[1] in VERBS or (asked[0] == "how" and not BECAME.isdisjoint(asked))
        )
    return asked[0] in YES_OR_NO and asked[-1] == "?"


def _is_obituary(doc: Document) -> bool:
    """Such as "Hassan Daoud, who has died aged 78, led …"."""
    first = doc.title_tokens
    died = DIED.within(doc, first, first + OPENING)
    if not died:
        return False
    low, at = doc.low[first : first + OPENING], died[0] - first
    if not {"who", "has"} & set(low[max(0, at - 2) : at]):
        return False
    behind = low[at + 1 : at + 8]
    return not NATURAL.isdisjoint(behind) and WOUNDS.isdisjoint(low[: at + 8])


def _is_in_first_person(doc: Document) -> bool:
    """Whether its author says "I" in the first sentence, outside a quotation."""
    first = doc.title_tokens
    if first >= len(doc):
        return False
    sentence = doc.sentence_at(first)
    told = doc.raw[first : min(sentence.last, first + OPENING)]
    if "I" not in told or not QUOTES.isdisjoint(told):
        return False
    return any(one == "I" and other.islower() for one, other in pairwise(told))


QUOTES = frozenset("\"\u201c\u2018'\u201d")
