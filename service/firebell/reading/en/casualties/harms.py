"""Sentence → Harms: the verbs, adjectives and nouns that say that people were hurt."""

from collections.abc import Iterable
from typing import NamedTuple

from firebell.reading.en.casualties import harm_words as table
from firebell.reading.en.casualties import phrased, taken
from firebell.reading.en.casualties import victim_words as victims
from firebell.reading.en.casualties.by_number import BROUGHT, CLAIMS, FALL, TREATING, of_their_number
from firebell.reading.en.casualties.harm_words import Shape
from firebell.reading.en.numbers.number_words import STARTS
from firebell.reading.reading import Kind
from firebell.reading.text import Document, Sentence, words

NOUN_BEFORE = words("a the this that his no any every each warning first second of fatal")
ATTRIBUTE = words("wounded injured displaced missing hurt")
OF_WHOM = words("against for to from by among with")
"""Behind these the same words say who somebody is: "strikes against displaced Palestinians"."""


class Harm(NamedTuple):
    """Tokens `first` to `last` (excluded) that tell of harm; `anchor` is the word that names it."""

    first: int
    last: int
    anchor: int
    kind: Kind
    shape: Shape


def find(doc: Document, sentence: Sentence, cues: Iterable[int]) -> list[Harm]:
    """The harms of one sentence in order, longest phrase first; `cues` are its tokens in `CUES`."""
    out: list[Harm] = []
    free = sentence.first
    for cue in cues:
        if cue < free:
            continue
        harm = (
            _among(doc, cue, free, sentence.last)
            or _number_of(doc, cue, sentence.last)
            or _phrase(doc, cue, sentence.last)
            or _word(doc, cue, sentence)
        )
        if harm is not None:
            out.append(harm)
            free = harm.last
    return out


def _among(doc: Document, cue: int, free: int, stop: int) -> Harm | None:
    """As in "Among the dead", "the injured included"."""
    at = cue - 1 if cue > free and doc.low[cue - 1] == "the" else cue
    told = table.AMONG.at(doc.low, at, stop)
    if told and doc.low[told[0] - 1] in table.BE and not _begins_people(doc, told[0], stop):
        return None  # "the victims were shot"
    return Harm(at, told[0], at, told[1], "among") if told else None


def _begins_people(doc: Document, at: int, stop: int) -> bool:
    """As in "the dead are THREE medics", "the victims were A couple"."""
    return at < stop and (doc.low[at] in OBJECT_BEGINS or doc.low[at][0].isdecimal())


def _number_of(doc: Document, at: int, stop: int) -> Harm | None:
    """As in "the number of people killed" as a toll that moves, "Dead in the blast: 12"."""
    begins, following = doc.low[at], doc.low[at + 1 : at + 2]
    if begins in FIGURE and following == ["at"] and doc.low[max(0, at - 2) : at] == ["put", "the"]:
        return Harm(at, at + 1, at, "killed", "toll")  # "the government put the number at 40"
    counted = begins == "number" and following == ["of"] and doc.low[max(0, at - 1)] not in VAGUE_BEFORE
    if not counted and not (begins == "dead" and following == ["in"] and at == doc.sentence_at(at).first):
        return None
    for token in range(at + counted, min(stop, at + NUMBER_OF_REACH)):
        word = doc.low[token]
        kind = table.PARTICIPLES.get(word) or table.SUBJECT_ONLY.get(word) or table.NOUNS.get(word)
        if word in {"dead", "fatalities", "deaths"}:
            kind = "killed"
        if kind:
            return Harm(at, token + 1, token, kind, "toll")
        if word in {".", ",", ";"}:
            return None
    return None


def _phrase(doc: Document, at: int, stop: int) -> Harm | None:
    told = (
        table.PHRASES.at(doc.low, at, stop)
        or phrased.wounds(doc, at, stop)
        or taken.by_force(doc, at, stop)
        or phrased.to_death(doc, at, stop)
        or phrased.condition(doc, at)
    )
    return Harm(at, told[0], at, *told[1]) if told else None


def _word(doc: Document, at: int, sentence: Sentence) -> Harm | None:
    word = doc.low[at]
    if word not in WORDS:
        return None
    before = doc.low[at - 1] if at > sentence.first else ""
    after = doc.low[at + 1] if at + 1 < sentence.last else ""
    told = (
        phrased.label(doc, at, sentence)
        or _toll(word, before, after)
        or _toll_of(doc, at, sentence)
        or _captive(doc, at, sentence)
        or phrased.one_fatally(doc, at, sentence)
        or phrased.critical(doc, at, sentence)
        or _verb(doc, at, sentence)
    )
    if told is None and word == "victims" and before == "no":
        return Harm(at, at + 1, at, "size", "noun")
    if told is None and word in table.NOUNS and not _other_noun(word, before, after):
        told = (table.NOUNS[word], "noun")
    return Harm(at, at + 1, at, *told) if told else None


def _toll(word: str, before: str, after: str) -> tuple[Kind, Shape] | None:
    """As in "The death toll", "toll rises": not a road's or a bell's."""
    named = before in TOLL_BEFORE or after in table.RISE
    return ("killed", "toll") if word in table.TOLL_WORDS and named else None


def _toll_of(doc: Document, at: int, sentence: Sentence) -> tuple[Kind, Shape] | None:
    """As in "Toll in Quetta bombing rises to 25": it opens the headline and moves."""
    if at != sentence.first or doc.low[at] not in table.TOLL_WORDS:
        return None
    near = doc.low[at + 1 : min(sentence.last, at + NUMBER_OF_REACH)]
    return None if MOVES.isdisjoint(near) else ("killed", "toll")


def _captive(doc: Document, at: int, sentence: Sentence) -> tuple[Kind, Shape] | None:
    """As in "Took five nurses hostage"; bare "hostages" are people."""
    if doc.low[at] not in {"hostage", "captive"}:
        return None
    held = not HOLDING.isdisjoint(doc.low[max(sentence.first, at - HOLDING_REACH) : at])
    return ("abducted", "subject") if held else None


def _is_something_else(doc: Document, at: int, word: str, after: str) -> bool:
    """Whether the verb tells how bodies were found, what flew, or at whom somebody shot, and of no harm."""
    if after in table.DEAD_BODIES and word in table.OF_BODIES:
        return True  # "35 burned bodies": how they were found
    if table.PARTICIPLES.get(word) == "abducted" and _is_of_body(doc, at):
        return True  # "the body of an abducted teacher": who died
    if word == "buried" and not _are_mourned(doc, at):
        return True
    if word == "wounds" and doc.low[at - 1] in WOUND_BEFORE:
        return True  # "bullet wounds"
    if after in {"it", "them"} and doc.low[at + 2 : at + 3] == ["down"]:
        return True  # "shot them down": what flew
    if word == "seized":  # "killed a rebel and seized a cache", "Seized in Samar were two rifles"
        return at == doc.sentence_at(at).first or not SEIZED_THINGS.isdisjoint(
            doc.low[at + 1 : at + THING_REACH]
        )
    # "were shot at by rebels": nobody is said to have been hit
    return word == "shot" and after == "at" and not SHOT_AT.isdisjoint(doc.low[at + 2 : at + 3])


def _is_of_body(doc: Document, at: int) -> bool:
    """Whether "the body of an", "the remains of two" stand before."""
    before = doc.low[max(0, at - 4) : at]
    return "of" in before[1:] and before[before.index("of", 1) - 1] in table.DEAD_BODIES


def _are_mourned(doc: Document, at: int) -> bool:
    """As in "Eleven buried after attack on village", "were buried on Sunday after the raid"; not under rubble."""
    behind = doc.low[at + 1 : min(doc.sentence_at(at).last, at + BURIED_REACH)]
    turn = next((i for i, word in enumerate(behind) if word in {"after", "following"}), None)
    return (
        turn is not None
        and table.UNDER.isdisjoint(behind[:turn])
        and not table.RAIDS.isdisjoint(behind[turn:])
    )


def _verb(doc: Document, at: int, sentence: Sentence) -> tuple[Kind, Shape] | None:
    word = doc.low[at]
    before = doc.low[at - 1] if at > sentence.first else ""
    after = doc.low[at + 1] if at + 1 < sentence.last else ""
    if _is_something_else(doc, at, word, after):
        return None
    if after in victims.ANIMALS:  # "injured birds" are nobody; who kills cattle is not killed
        return None if word in ATTRIBUTE or word not in table.ACTIVE else (table.ACTIVE[word], "active")
    if word in table.PARTICIPLES and not _is_noun(doc, at, sentence):
        if word == "seized" and _by_police(doc, sentence):
            return "detained", "participle"
        fatal = word in table.WEAK and doc.low[at + 1 : at + 4] in FATALLY
        fatal = fatal or before in table.FATALLY or _to_death(doc, at)
        return "killed" if fatal else table.PARTICIPLES[word], "participle"
    noun = (before in NOUN_BEFORE and not _is_doing(doc, at, sentence)) or (
        word in table.NOUNS and (after == "of" or _is_owned(doc, at))
    )
    if _is_attempt(doc, at, sentence):
        return None
    if word in table.ACTIVE and not noun and not (word in {"hits", "hit"} and after in {"by", "in"}):
        return "killed" if before in table.FATALLY else table.ACTIVE[word], "active"
    told = of_their_number(doc, at, sentence)
    if told:
        return told
    if word in table.SUBJECT_ONLY and before not in {"the", "almost"} and after not in NOT_DEAD:
        return table.SUBJECT_ONLY[word], "subject"
    return None


def _by_police(doc: Document, sentence: Sentence) -> bool:
    """Whether this sentence or the one before tells of police, and none of raiders: "17 people were seized"."""
    near = doc.low[doc.sentence_at(max(0, sentence.first - 1)).first : sentence.last]
    return not POLICE.isdisjoint(near) and RAIDERS.isdisjoint(near)


def _to_death(doc: Document, at: int) -> bool:
    """As in "shot Tomas Perez to death": between the two stands a name."""
    end = at + 1
    while end - at <= TO_DEATH_REACH and doc.raw[end : end + 1] and doc.raw[end][0].isupper():
        end += 1
    return doc.low[at] in table.WEAK and end > at + 1 and doc.low[end : end + 2] == ["to", "death"]


def _is_doing(doc: Document, at: int, sentence: Sentence) -> bool:
    """As in "accused the army of killing 40": behind the "of" a verb, since its object follows."""
    doing = doc.low[at].endswith("ing") and doc.low[at - 1] == "of" and at + 1 < sentence.last
    return doing and (
        doc.low[at + 1] in OBJECT_BEGINS or doc.low[at + 1][0].isdecimal() or _person(doc.low[at + 1])
    )


def _is_attempt(doc: Document, at: int, sentence: Sentence) -> bool:
    """As in "Tried to kidnap", "an attempt to kill or maim": of nobody is it told that it came about."""
    if at - 4 > sentence.first and doc.low[at - 1] in {"or", "and"} and doc.low[at - 2] in table.ACTIVE:
        at -= 2
    return at - 1 > sentence.first and doc.low[at - 1] == "to" and doc.low[at - 2] in TRIED


def _is_owned(doc: Document, at: int) -> bool:
    """As in "the mayor's murder", "the rebels' killing": an apostrophe that closes a word in s."""
    mark = doc.low[at - 1] if at else ""
    return mark == "'s" or (
        mark in {"'", "\u2019"} and doc.glued(at - 1) and doc.low[at - 2].endswith(("s", "z"))
    )


def _other_noun(word: str, before: str, after: str) -> bool:
    """As in "To death", "death toll" and ways of living tell of no death by themselves."""
    if word == "lives" and before in LIVES_BEFORE:
        return True
    if word == "remains":
        return after != "of" or before not in REMAINS_BEFORE
    return before == "to" or (word == "death" and after in table.TOLL_WORDS)


def _is_noun(doc: Document, at: int, sentence: Sentence) -> bool:
    """As in "The wounded", "wounded soldiers", "a shot", "shot down"."""
    word = doc.low[at]
    before = doc.low[at - 1] if at > sentence.first else ""
    after = doc.low[at + 1] if at + 1 < sentence.last else ""
    if before == "the" and (word in ATTRIBUTE or not _person(after)):
        return True
    if word in ATTRIBUTE and after in table.SUBJECT_ONLY and doc.low[at - 2 : at - 1] in (["the"], ["of"]):
        return True  # "two of the five wounded died"
    if word == "hit" and before in {"his", "her", "their", "its"}:
        return True  # "their hit list"
    if before == "a" and (word in {"shot", "hit"} or (word in ATTRIBUTE and _person(after))):
        return True
    passer = before == "by" and doc.glued(at - 1)  # "a passer-by wounded"
    if word in ATTRIBUTE and ((before in OF_WHOM and not passer) or (_person(after) and not _person(before))):
        return True
    return word == "shot" and after in {"down", "at"} and not _be_before(doc, at, sentence)


def _be_before(doc: Document, at: int, sentence: Sentence) -> bool:
    return any(doc.low[i] in table.BE for i in range(max(sentence.first, at - 2), at))


def _person(word: str) -> bool:
    return word in victims.SINGULAR or word in victims.PLURAL


OBJECT_BEGINS = STARTS.union(("the", "his", "her", "their", "its", "some"))

FATALLY = ([",", "both", "fatally"], [",", "all", "fatally"])
"""Behind "shot": who was hit died of it."""

THING_REACH = 6
"""So many words behind "seized" is told what was."""

SEIZED_THINGS = words(
    "ammunition arms base boats bombs cache caches camp cash city cocaine control documents drugs equipment "
    "explosives firearm firearms grenades gun guns heroin land money motorcycles phones pistol pistols post power "
    "rifle rifles supplies territory town trucks vehicles village villages weapon weapons"
)
TO_DEATH_REACH = 4

SHOT_AT = words("by while when as in on near and but from during .") | {","}
"""Behind "shot at": where and when, and not what for; one is hit "at close range", "at a checkpoint"."""

POLICE = words("police policemen officers constables detectives")
RAIDERS = words(
    "gunmen militants rebels insurgents fighters kidnappers pirates bandits jihadists masked hostage hostages "
    "abducted kidnapped assailants attackers guerrillas ransom captive"
)

FIGURE = words("number figure dead")
TRIED = words(
    "tried trying tries try attempted attempting attempts attempt failed fails failing sought plotted plotting"
)
MOVES = words("rises climbs mounts jumps soars reaches")
VAGUE_BEFORE = words(
    "a an unknown large small any unspecified undisclosed unconfirmed undetermined uncertain unverified untold"
)
HOLDING = words("took take takes taking held hold holds holding")
HOLDING_REACH = 9
TOLL_BEFORE = words("death the dead 's fatality casualty")
NOT_DEAD = words("end sea or zone line bodies")
REMAINS_BEFORE = words("the human charred burned skeletal mutilated")
LIVES_BEFORE = words("his her their who he she it and the")
NUMBER_OF_REACH = 9
BURIED_REACH = 12
WOUND_BEFORE = words(
    "bullet gunshot shrapnel stab knife head chest their his her of machete shot multiple serious"
)

WORDS = frozenset({"hostage", "captive", "loss", "victims", "critical"}).union(
    BROUGHT,
    CLAIMS,
    FALL,
    TREATING,
    table.FATALLY,
    table.PARTICIPLES,
    table.ACTIVE,
    table.SUBJECT_ONLY,
    table.NOUNS,
    table.TOLL_WORDS,
    table.OF_FIGHTERS,
)
"""What may tell of harm by itself."""

CUES = WORDS.union(
    table.PHRASES.firsts,
    table.AMONG.firsts - {"the"},
    table.BORNE,
    (first for first, _ in table.TREATED),
    phrased.CONDITIONS,
    phrased.DYING,
    taken.TAKEN,
    {"number", "figure"},
)
"""A harm begins with one of these, or one of them stands right behind its "the"."""
