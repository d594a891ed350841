"""Document → Findings: the codebook's signals, each with the words that say it and whether it happened."""

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, pairwise
from typing import NamedTuple

from firebell.reading import phrases
from firebell.reading.en.signals import modes
from firebell.reading.en.signals.debris import fallen
from firebell.reading.en.signals.deeds import RAIDS, Deeds
from firebell.reading.en.signals.doers import ARMED, ARMS, KILLS
from firebell.reading.en.signals.domains import HEAD, is_foreign
from firebell.reading.en.signals.lexicon import DEEDS, Lexicon
from firebell.reading.en.signals.massacres import is_massacre
from firebell.reading.en.signals.rulings import settled
from firebell.reading.en.signals.scene import VIOLENT, WEAPONS, Hit
from firebell.reading.en.signals.speakers import speaker
from firebell.reading.en.signals.unpolitical import is_lone
from firebell.reading.en.signals.vows import uttered
from firebell.reading.phrases import Line
from firebell.reading.reading import Mode
from firebell.reading.text import Document, words

ANYBODY = words("people persons men males youths")
"""Who is called no more than this may have been a fighter."""

BESIDE = 12
"""A word of `not_beside` silences what stands at most so many words away."""

FAR_BESIDE = 25
"""The flood or the virus for which troops are sent or graves are dug is named further on."""

AIDED = words("mobilization massacre riot release")
"""Signals that a flood or a virus explains as well."""

SEVERAL_ACTS = words(
    "attacks raids assaults killings shootings murders violence strikes bombings shelling "
    "offensive campaign war operations clashes fighting"
)
TOLL_REACH = 20
"""The toll of an attack on civilians stands at most so many words away."""

DISASTERS = words(
    "flood floods flooding earthquake quake hurricane typhoon cyclone wildfire wildfires landslide landslides storm"
)
"""In the title: for these troops are sent, wherever the text says so."""

STORM = words("storm")
"""A crowd that tried "to storm" a house is no weather."""

MEASURES = words("emergency_measures restrictions_lifted")
ANSWERED = words("for to")
ANSWERED_REACH = 6
"""In revenge FOR, so many words before the weapon: it is the earlier act's."""

PART_REACH = 7
HAVE = words("have has")
IS = words("is are has have been")
UTTERED = words("threat calm_claimed talks")


class Finding(NamedTuple):
    """A signal told by tokens [first, last) of one field; the clause of `anchor` decides time and mode."""

    signal: str
    anchor: int
    first: int
    last: int
    mode: Mode
    by: str | None
    lone: bool = False
    """Told of one man, his knife or his car, with no word that makes it political (`unpolitical.is_lone`)."""


def find(doc: Document, lexicon: Lexicon) -> list[Finding]:
    """Every signal of the document in the text's order, none where it is about something else."""
    line = phrases.line(doc)
    if is_foreign(line.words[:HEAD], lexicon):
        return []
    return find_in(doc, line, lexicon)


def find_in(doc: Document, line: Line, lexicon: Lexicon) -> list[Finding]:
    """The same for a document that is known to be about nothing else."""
    told = list(compress(range(len(line.words)), map(lexicon.telling.__contains__, line.words)))
    said = list(map(line.words.__getitem__, told))
    warlike = compress(told, map(lexicon.war_heads.__contains__, said))
    warfare = lexicon.classes["warfare"]
    war = [at for at in warlike if phrases.size_at(warfare, line, at, len(line.words))]
    hits, silent = _heard(line, lexicon, [*zip(told, said, strict=True)], war)
    deeds = [at for at in compress(told, map(DEEDS.__contains__, said)) if at not in silent]
    if not (hits or deeds):
        return []
    reader = _deeds_of(line, lexicon, hits, silent, war=any(at not in silent for at in war))
    hits += [Hit(*deed) for at in deeds if (deed := reader.find(at, *line.bounds(at)))]
    hits = settled(line, lexicon, hits)
    hits += [*_massacres(line, lexicon, hits), *fallen(line, hits)]
    found = [_finding(doc, line, lexicon, hit) for hit in hits]
    vowed = [
        hit.anchor
        for hit, one in zip(hits, found, strict=True)
        if one.mode == "planned" and hit.signal in VIOLENT
    ]
    told = [hit.anchor for hit in hits if vowed and hit.signal == "threat"]
    found += [
        _finding(doc, line, lexicon, Hit("threat", at, at, at + 1))
        for at in uttered(line, lexicon, vowed, told)
    ]
    return sorted(found, key=lambda one: (one.anchor, one.first))


def _finding(doc: Document, line: Line, lexicon: Lexicon, hit: Hit) -> Finding:
    anchor, first, last = line.token[hit.anchor], line.token[hit.first], line.token[hit.last - 1] + 1
    by = speaker(doc, anchor) if hit.signal in UTTERED else None
    mode = modes.mode_of(doc, hit.signal, anchor, first, last)
    return Finding(hit.signal, anchor, first, last, mode, by, is_lone(line, lexicon, hit))


def _heard(
    line: Line, lexicon: Lexicon, told: Sequence[tuple[int, str]], war: Sequence[int]
) -> tuple[list[Hit], set[int]]:
    """What the live phrases say, without what their exceptions silence; and the words that say nothing at all.

    `told` are the places and words at which a phrase may be looked up.

    Words that say nothing, as those of a shark attack, say nothing of war either.
    """
    hits: list[Hit] = []
    hints: list[Hit] = []
    silenced: dict[str | None, set[int]] = {}
    low = high = missing = 0
    sought = lexicon.sought
    for at, word in told:
        if at >= high:
            low, high = line.bounds(at)
            missing = sought.missing(line.words[low:high])
        rarest = sought.rarest.get(word)
        if rarest is None or rarest & missing == rarest:
            continue
        for entry in sought.at(word, missing):
            found = phrases.match(entry.phrase, line, at, low, high)
            if found is None:
                continue
            if entry.silences:
                silenced.setdefault(entry.signal, set()).update(range(*found))
            elif entry.signal is not None:
                (hints if entry.hint else hits).append(Hit(entry.signal, at, *found))
    everywhere = silenced.get(None, set())
    war = [at for at in war if at not in everywhere]
    hits += [hint for hint in hints if _is_war(war, hint.first, hint.last)]
    kept = [
        hit
        for hit in hits
        if everywhere.isdisjoint((hit.anchor, hit.last - 1))
        and hit.anchor not in silenced.get(hit.signal, ())
        and not _silenced_beside(line, hit, lexicon.beside[hit.signal])
    ]
    return kept, everywhere


def _is_war(war: Sequence[int], first: int, last: int) -> bool:
    """Whether a word of war stands outside the words [first, last)."""
    return any(not first <= at < last for at in war)


def _silenced_beside(line: Line, hit: Hit, silencing: AbstractSet[str]) -> bool:
    """Whether a word of `not_beside` stands near, in the same paragraph.

    A measure's reason may stand anywhere at the head: a flood in the title, the curfew in the text.
    """
    if hit.signal in MEASURES:
        head = line.words[: max(HEAD, hit.last + BESIDE)]
        told = frozenset(filter(silencing.__contains__, head))
        return bool(told) and not (
            told == STORM and all(pair[0] == "to" for pair in _pairs_with(head, STORM))
        )
    if hit.signal == "mobilization" and not DISASTERS.isdisjoint(line.words[: _title_words(line)]):
        return True
    reach = FAR_BESIDE if hit.signal in AIDED else BESIDE
    first, last = max(0, hit.first - reach), min(len(line.words), hit.last + reach)
    if silencing.isdisjoint(line.words[first:last]):
        return False
    own = line.paragraph(hit.anchor)
    return any(line.words[at] in silencing and line.paragraph(at) == own for at in range(first, last))


def _pairs_with(head: Sequence[str], sought: AbstractSet[str]) -> list[tuple[str, str]]:
    """Each of these words behind the one before it."""
    return [(one, other) for one, other in pairwise(["", *head]) if other in sought]


def _title_words(line: Line) -> int:
    return bisect_left(line.token, line.doc.title_tokens)


def _massacres(line: Line, lexicon: Lexicon, hits: Sequence[Hit]) -> list[Hit]:
    """CODEBOOK §8: never from strikes, nor from the toll of several acts; nor where nobody is said to kill."""
    if any(hit.signal in WEAPONS for hit in hits):
        return []
    named = {line.sentence[hit.anchor] for hit in hits if hit.signal == "massacre"}
    fought = {line.sentence[hit.anchor] for hit in hits if hit.signal == "armed_clash"}
    out: list[Hit] = []
    for hit in hits:
        if hit.signal != "attack_on_civilians" or line.sentence[hit.anchor] in named:
            continue
        if _are_bodies_of_fight(line, hit, fought):
            continue
        if not _goes_on(line, hit):
            low, high = line.bounds(hit.anchor)
            first, last = max(low, hit.first - TOLL_REACH), min(high, hit.last + TOLL_REACH)
            told = SEVERAL_ACTS.isdisjoint(line.words[first:last]) and _has_doer(line, lexicon, hit)
            told = told and not (_is_total(line, hit, last) or _fell_beside(line, lexicon, hit, last))
            if told and is_massacre(line, first, last):
                out.append(hit._replace(signal="massacre"))
    return out


def _are_bodies_of_fight(line: Line, hit: Hit, fought: AbstractSet[int]) -> bool:
    """As in "the bullet-riddled bodies of five men were found" beside a gun battle: who fell in it may have fought."""
    own = line.sentence[hit.anchor]
    if line.words[hit.last - 1] != "bodies" or fought.isdisjoint((own - 1, own)):
        return False
    return not ANYBODY.isdisjoint(line.words[hit.last : hit.last + 4])


def _is_total(line: Line, hit: Hit, last: int) -> bool:
    """Whether so many "have been killed since": that is no one act."""
    has = not HAVE.isdisjoint(line.words[max(0, hit.anchor - 3) : hit.anchor])
    return has and "since" in line.words[hit.anchor : last]


def _fell_beside(line: Line, lexicon: Lexicon, hit: Hit, last: int) -> bool:
    """Whether soldiers are among the dead: "killed 12, including a number of troops"."""
    among = next((at for at in range(hit.anchor, last) if line.words[at] == "including"), None)
    if among is None:
        return False
    return any(
        lexicon.part_at(line.words, at) == "forces" for at in range(among, min(last, among + PART_REACH))
    )


def _goes_on(line: Line, hit: Hit) -> bool:
    """Who "is killing villagers" does it again and again: that is no one act."""
    return line.words[hit.anchor] == "killing" and not IS.isdisjoint(line.words[hit.anchor - 2 : hit.anchor])


def _has_doer(line: Line, lexicon: Lexicon, hit: Hit) -> bool:
    """Whether somebody is said to kill; the nouns of an attack say it by themselves, but an army's raid does not."""
    told = range(hit.first, hit.last)
    if not RAIDS.isdisjoint(line.words[hit.first : hit.last + 2]):
        return any(lexicon.part_at(line.words, at) in {"gunmen", "groups"} for at in told)
    if line.words[hit.anchor] not in KILLS:
        return True
    known = lexicon.classes["militaries"].words | ARMS
    return any(line.words[at] in known or lexicon.part_at(line.words, at) in ARMED for at in told)


def _is_answered(line: Line, weapon: Hit, answers: Sequence[Hit]) -> bool:
    """They killed four in revenge for the bombing: whose weapon it was is not said of the killing."""
    before = line.words[max(0, weapon.first - ANSWERED_REACH) : weapon.first]
    return not ANSWERED.isdisjoint(before) and any(
        0 <= weapon.first - answer.last <= ANSWERED_REACH
        and line.sentence[answer.anchor] == line.sentence[weapon.anchor]
        and not ANSWERED.isdisjoint(line.words[answer.last - 1 : answer.last + 1])
        for answer in answers
    )


def _deeds_of(
    line: Line, lexicon: Lexicon, hits: Sequence[Hit], silent: AbstractSet[int], *, war: bool
) -> Deeds:
    answers = [hit for hit in hits if hit.signal == "retaliatory_attack"]
    weapons = [hit.anchor for hit in hits if hit.signal in WEAPONS and not _is_answered(line, hit, answers)]
    fights = [hit.anchor for hit in hits if hit.signal == "armed_clash"]
    return Deeds(lexicon, line, weapons, fights, silent, war=war)
