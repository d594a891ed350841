"""Sentence → Harms: the verbs, adjectives and nouns that say that people were hurt."""

from typing import Literal, NamedTuple

from firebell.reading.casualties import harm_words as table
from firebell.reading.casualties import victim_words as victims
from firebell.reading.reading import Kind
from firebell.reading.text import Document, Sentence, words

Shape = Literal["active", "participle", "subject", "noun", "toll", "among"]

NOUN_BEFORE = words("a the this that his no any every each warning first second of fatal")
NO_BODIES = words("handed returned repatriated exhumed")
ATTRIBUTE = words("wounded injured displaced missing hurt")
NO_VERB_AFTER = frozenset({("hit", "by"), ("hit", "list")})
TOLL_NUMBER_REACH = 14


class Harm(NamedTuple):
    """Tokens `first` to `last` (excluded) that tell of harm; `anchor` is the word that names it."""

    first: int
    last: int
    anchor: int
    kind: Kind
    shape: Shape


def find(doc: Document, sentence: Sentence) -> list[Harm]:
    """The harms of one sentence in order, longest phrase first."""
    out: list[Harm] = []
    at = sentence.first
    while at < sentence.last:
        harm = _among(doc, at, sentence.last) or _phrase(doc, at, sentence.last) or _word(doc, at, sentence)
        if harm is None:
            at += 1
            continue
        out.append(harm)
        at = harm.last
    return out


def _among(doc: Document, at: int, stop: int) -> Harm | None:
    """ "Among the dead", "the injured included", and "the number of people killed" as a toll that moves."""
    three = tuple(doc.low[at : at + 3])
    if at + 3 <= stop and three in AMONG:
        return Harm(at, at + 3, at, AMONG[three], "among")
    if three[:2] != ("number", "of") and not (at == _first(doc, at) and three[:2] == ("dead", "in")):
        return None
    for token in range(at + (three[0] == "number"), min(stop, at + NUMBER_OF_REACH)):
        word = doc.low[token]
        kind = table.PARTICIPLES.get(word) or table.SUBJECT_ONLY.get(word) or table.NOUNS.get(word)
        if word in {"dead", "fatalities", "deaths"}:
            kind = "killed"
        if kind:
            return Harm(at, token + 1, token, kind, "toll")
        if word in {".", ",", ";"}:
            return None
    return None


def _first(doc: Document, at: int) -> int:
    return doc.sentence_at(at).first


def _phrase(doc: Document, at: int, stop: int) -> Harm | None:
    if doc.low[at] not in PHRASE_STARTS:
        return None
    for length in range(min(table.LONGEST_PHRASE, stop - at), 1, -1):
        row = table.PHRASES.get(tuple(doc.low[at : at + length]))
        if row:
            kind, shape = row
            return Harm(at, at + length, at, kind, shape)  # type: ignore[arg-type]  # the table's words are shapes
    return None


def _word(doc: Document, at: int, sentence: Sentence) -> Harm | None:
    word = doc.low[at]
    before = doc.low[at - 1] if at > sentence.first else ""
    after = doc.low[at + 1] if at + 1 < sentence.last else ""
    if word in table.TOLL_WORDS:
        return Harm(at, at + 1, at, "killed", "toll") if before in {"death", "the", "dead", "'s", "fatality", "casualty"} or after in table.RISE else None
    if word == "death" and after in table.TOLL_WORDS:
        return None
    if word in table.PARTICIPLES and not _is_noun(doc, at, sentence, before, after):
        return Harm(at, at + 1, at, table.PARTICIPLES[word], "participle")
    if word in table.ACTIVE and before not in NOUN_BEFORE and not (word in table.NOUNS and after == "of"):
        if word in {"hits", "hit", "strikes"} and after in {"by", "in"}:
            return None
        return Harm(at, at + 1, at, table.ACTIVE[word], "active")
    if word in table.SUBJECT_ONLY and not (before == "the" or after == "bodies"):
        if word == "dead" and (after in {"end", "sea", "or", "zone", "line"} or before in {"almost", "the"}):
            return None
        return Harm(at, at + 1, at, table.SUBJECT_ONLY[word], "subject")
    if word in table.NOUNS:
        if word == "lives" and before in {"his", "her", "their", "who", "he", "she", "it", "and", "the"}:
            return None
        return Harm(at, at + 1, at, table.NOUNS[word], "noun")
    return None


def _is_noun(doc: Document, at: int, sentence: Sentence, before: str, after: str) -> bool:
    """ "The wounded", "wounded soldiers", "a shot", "was hit by a car bomb" is none."""
    word = doc.low[at]
    if before in {"the", "a", "two", "three"} and word in {"shot", "hit", "wounded", "injured", "hurt", "displaced"}:
        return word in {"shot", "hit"} or before == "the" or _person(after)
    if word in ATTRIBUTE and _person(after) and before not in victims.SINGULAR and before not in victims.PLURAL:
        return True
    return word == "shot" and after in {"down", "at"} and at + 1 < sentence.last and not _be_before(doc, at, sentence)


def _be_before(doc: Document, at: int, sentence: Sentence) -> bool:
    return any(doc.low[i] in table.BE for i in range(max(sentence.first, at - 2), at))


def _person(word: str) -> bool:
    return word in victims.SINGULAR or word in victims.PLURAL


AMONG: dict[tuple[str, ...], Kind] = dict(table.AMONG)  # type: ignore[arg-type]  # kinds of the table
NUMBER_OF_REACH = 9
PHRASE_STARTS = frozenset(phrase[0] for phrase in table.PHRASES)
