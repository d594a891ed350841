"""Hits of phrases and deeds → the signals that stand: one deed is one signal (CODEBOOK §8)."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.phrases import Line
from firebell.reading.text import words

NEAR = 10
"""Two hits of one sentence this near tell one deed."""

FAR = 20
"""A suicide bomber's bomb is told within so many words of him."""

LONGEST = 60
"""No phrase is longer: who looks this far sees every hit that may overlap."""

OPENING = 3
"""What stands in the first words of a sentence answers the sentence before: "In response, …"."""

WEAPONS = words("suicide_bombing bombing shelling air_strike chemical_weapon")
"""Signals that name the weapon, so that an attack beside them needs none of its own (CODEBOOK §8)."""

VIOLENT = WEAPONS | words(
    "armed_clash attack_on_civilians massacre assassination abduction excessive_force riot attack_prevented"
)
ANSWERS = VIOLENT - {"riot", "attack_prevented"}
"""What may be done in response; a riot in response is no retaliation (CODEBOOK §8)."""

HARM = WEAPONS | words("armed_clash attack_on_civilians assassination massacre")
STRIKE_WORDS = words("strike strikes striking struck")
FIRED = words("missile missiles rocket rockets artillery mortar mortars")
BARE = words("bombed bombing bombings explosion explosions blast blasts")
"""In a text about air strikes or a suicide bomber these are his and theirs."""

BOMB_WORDS = words("bomb bombs bombed bombing bombings explosion explosions blast blasts")
FIRE = words("fire fired")
PERSONS = words("protester protesters protestor protestors demonstrator demonstrators")
CROWD = words(
    "protester protesters protestor protestors demonstrator demonstrators protest protests "
    "demonstration demonstrations rioters crowd crowds"
)


RIOTING = words(
    "mob mobs rioter rioters riot riots rioting residents locals villagers youths youth students supporters "
    "loyalists fans looters unrest protested demonstrated activists inmates prisoners people men marchers"
)
"""A crowd that is not called one."""

NO_FIRE = ("riot", "mob", "lynch", "clash", "vigilante", "stone", "pelt")
"""These say the crowd by themselves."""

SOLDIERS = words("troops soldiers army junta")
ANSWERING = words("response answer")
"""Words with which also a speech or a law answers: only behind violence are they retaliation."""

DONE = words(
    "attacked struck bombed hit shelled fired launched raided killed burned burnt torched executed stormed "
    "strikes attacks bombs shells kills pounds raids"
)
MEASURES = words(
    "sanction sanctions sanctioned tariff tariffs expelled expels expulsion recalled recalls suspended suspends "
    "imposed imposes banned bans froze closed closes cut cuts diplomats ambassador embargo visas"
)
"""What a state does without violence; it answers, and retaliates not (CODEBOOK §8 `retaliatory_attack`)."""

ATTACKS = HARM - {"suicide_bombing"}


DANGER = words("danger risk threat")


class Hit(NamedTuple):
    """A signal at word `anchor` of the line, told by words [first, last)."""

    signal: str
    anchor: int
    first: int
    last: int


class Scene:
    """The hits of one line in order of their anchors; a rule looks at the neighbours of one."""

    def __init__(self, line: Line, lexicon: Lexicon, hits: Sequence[Hit]) -> None:
        self.line = line
        self.words = line.words
        self.lexicon = lexicon
        self.hits = sorted(hits, key=lambda hit: (hit.anchor, hit.first))
        self.anchors = [hit.anchor for hit in self.hits]
        self.signals = {hit.signal for hit in self.hits}
        self.told = any(h.signal in VIOLENT and line.words[h.anchor] != "responsibility" for h in hits)
        self.violent = {line.sentence[hit.anchor] for hit in self.hits if hit.signal in VIOLENT}

    def around(self, hit: Hit, reach: int) -> Iterator[Hit]:
        """The hits whose anchors stand at most `reach` words from its own, itself too."""
        first = bisect_left(self.anchors, hit.anchor - reach)
        last = bisect_right(self.anchors, hit.anchor + reach)
        return iter(self.hits[first:last])

    def beside(self, hit: Hit, signals: frozenset[str], reach: int = NEAR) -> bool:
        """Whether one of the signals stands near by in the same sentence."""
        own = self.line.sentence[hit.anchor]
        return any(
            o.signal in signals and self.line.sentence[o.anchor] == own for o in self.around(hit, reach)
        )

    def sentence(self, hit: Hit) -> frozenset[str]:
        """The words of its sentence, as far as any phrase reaches."""
        own, at = self.line.sentence[hit.anchor], hit.anchor
        low, high = max(0, at - LONGEST), min(len(self.words), at + LONGEST)
        return frozenset(self.words[i] for i in range(low, high) if self.line.sentence[i] == own)

    def inside(self, hit: Hit, signal: str) -> bool:
        """Whether its anchor lies in the words of the other signal."""
        return any(o.signal == signal and o.first <= hit.anchor < o.last for o in self.around(hit, LONGEST))


def settled(line: Line, lexicon: Lexicon, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that another one explains."""
    if not hits:
        return []
    scene = Scene(line, lexicon, _longest(hits))
    for rule in RULES:
        kept = [hit for hit in scene.hits if not rule(scene, hit)]
        if len(kept) < len(scene.hits):
            scene = Scene(line, lexicon, kept)
    return scene.hits


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Of overlapping hits of one signal, the longest."""
    taken: dict[str, set[int]] = {}
    out: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        own = taken.setdefault(hit.signal, set())
        if own.isdisjoint(range(hit.first, hit.last)):
            own.update(range(hit.first, hit.last))
            out.append(hit)
    return out


def stopped(scene: Scene, hit: Hit) -> bool:
    """What was intercepted, foiled or defused did no harm (CODEBOOK §8 `attack_prevented`)."""
    return hit.signal in HARM and scene.inside(hit, "attack_prevented")


def worn(scene: Scene, hit: Hit) -> bool:
    """A suicide bombing is no other bombing (CODEBOOK §1 `suicide_bombing`)."""
    return hit.signal == "bombing" and scene.beside(hit, words("suicide_bombing"), FAR)


def dropped(scene: Scene, hit: Hit) -> bool:
    """What aircraft drop is an air strike, no planted bomb (CODEBOOK §1 `air_strike`)."""
    if hit.signal != "bombing" or BOMB_WORDS.isdisjoint(scene.words[hit.first : hit.last]):
        return False
    if scene.words[hit.anchor] in BARE and not scene.signals.isdisjoint({"air_strike", "suicide_bombing"}):
        return True
    return scene.beside(hit, words("air_strike")) or scene.beside(hit, words("shelling"), NEAR // 2)


def fired(scene: Scene, hit: Hit) -> bool:
    """A missile strike is shelling; only a bare strike is from the air (CODEBOOK §8)."""
    if hit.signal != "air_strike" or scene.words[hit.anchor] not in STRIKE_WORDS:
        return False
    before = scene.words[max(0, hit.anchor - 2) : hit.anchor]
    return not FIRED.isdisjoint(before) and "drone" not in before


def flown(scene: Scene, hit: Hit) -> bool:
    """Missiles that jets fire are an air strike (CODEBOOK §1 `air_strike`)."""
    return hit.signal == "shelling" and any(
        other.signal == "air_strike" and other.first < hit.first < other.last < hit.last
        for other in scene.around(hit, LONGEST)
    )


def broken(scene: Scene, hit: Hit) -> bool:
    """A truce that is broken is none; nor is a measure that is lifted."""
    if hit.signal == "ceasefire":
        return scene.inside(hit, "ceasefire_violation")
    return hit.signal == "emergency_measures" and scene.inside(hit, "restrictions_lifted")


def in_the_crowd(scene: Scene, hit: Hit) -> bool:
    """Clashes with police at a protest are protest and riot (CODEBOOK §8)."""
    if hit.signal not in {"armed_clash", "attack_on_civilians"}:
        return False
    near = scene.words[max(0, hit.first - NEAR) : hit.last + NEAR]
    return not CROWD.isdisjoint(near) and scene.beside(hit, words("riot excessive_force"))


def feared(scene: Scene, hit: Hit) -> bool:
    """The danger of clashes is a threat, and no clash (CODEBOOK §8 `threat`)."""
    return hit.signal in VIOLENT and any(
        other.signal == "threat"
        and other.first <= hit.anchor < other.last
        and scene.words[other.anchor] in DANGER
        for other in scene.around(hit, LONGEST)
    )


def by_no_force(scene: Scene, hit: Hit) -> bool:
    """Gunmen who fire on a rally attack civilians; the force is the state's (CODEBOOK §1 `excessive_force`)."""
    if hit.signal != "excessive_force":
        return False
    own = scene.line.sentence[hit.anchor]
    for at in range(hit.anchor, max(-1, hit.anchor - NEAR), -1):
        if scene.line.sentence[at] != own:
            return False
        party = scene.lexicon.part_at(scene.words, at)
        if party in {"gunmen", "groups", "forces"}:
            return party != "forces"
    return False


def owned_up(scene: Scene, hit: Hit) -> bool:
    """Who claims an attack that the text tells claims no other one."""
    if hit.signal != "attack_on_civilians" or scene.words[hit.anchor] != "responsibility":
        return False
    return scene.told


def fought(scene: Scene, hit: Hit) -> bool:
    """Whom a clash kills dies in it, and fighters who fire while they fight soldiers are in the fight."""
    if hit.signal != "attack_on_civilians":
        return False
    if scene.words[hit.anchor].startswith("kill") and scene.inside(hit, "armed_clash"):
        return True
    told = scene.words[hit.first : hit.last]
    if FIRE.isdisjoint(told) or not _people(scene).isdisjoint(told):
        return False
    own = scene.line.sentence[hit.anchor]
    return any(
        other.signal == "armed_clash" and scene.line.sentence[other.anchor] in {own - 1, own}
        for other in scene.around(hit, LONGEST)
    )


def hurled(scene: Scene, hit: Hit) -> bool:
    """What a crowd throws belongs to its riot (CODEBOOK §1 `riot`)."""
    return hit.signal == "bombing" and scene.inside(hit, "riot")


def burnt(scene: Scene, hit: Hit) -> bool:
    """Only a crowd riots: what armed men burn, loot or throw belongs to their attack (CODEBOOK §1 `riot`)."""
    if hit.signal != "riot" or scene.words[hit.anchor].startswith(NO_FIRE):
        return False
    own = scene.line.sentence[hit.anchor]
    near = scene.sentence(hit)
    if not near.isdisjoint(CROWD) or not near.isdisjoint(RIOTING):
        return False
    armed = scene.lexicon.classes["gunmen"].words | scene.lexicon.classes["groups"].words
    return (
        not armed.isdisjoint(near)
        or not SOLDIERS.isdisjoint(near)
        or any(
            other.signal in ATTACKS and scene.line.sentence[other.anchor] in {own - 1, own}
            for other in scene.around(hit, LONGEST)
        )
    )


def _people(scene: Scene) -> frozenset[str]:
    return scene.lexicon.classes["civilians"].words | scene.lexicon.classes["gathering_places"].words


def who_rioted(scene: Scene, hit: Hit) -> bool:
    """Protesters who storm and burn are no protest beside it; clashes at a protest are (CODEBOOK §8)."""
    if hit.signal != "protest" or scene.words[hit.anchor] not in PERSONS:
        return False
    return any(
        other.signal == "riot"
        and other.first <= hit.anchor < other.last
        and not scene.words[other.anchor].startswith("clash")
        for other in scene.around(hit, LONGEST)
    )


def one_deed(scene: Scene, hit: Hit) -> bool:
    """A leader's killing is no attack on civilians; a weapon's is one only where they are the target."""
    if hit.signal == "armed_clash":
        return scene.beside(hit, words("assassination attack_on_civilians"), 0)
    if hit.signal != "attack_on_civilians":
        return False
    if scene.beside(hit, words("assassination excessive_force"), 3):
        return True
    if scene.words[hit.anchor] in FIRE and scene.beside(hit, words("armed_clash"), 2):
        return True
    if not scene.beside(hit, WEAPONS, NEAR + 2):
        return False
    classes = scene.lexicon.classes
    named = classes["civilians"].words | classes["medics"].words
    aimed = scene.words[hit.anchor].startswith(("attack", "target"))
    return not aimed or named.isdisjoint(scene.words[hit.anchor + 1 : hit.last])


def unanswered(scene: Scene, hit: Hit) -> bool:
    """Retaliation stands beside the violence that answers, not only the act answered (CODEBOOK §8)."""
    if hit.signal != "retaliatory_attack":
        return False
    sentence = scene.line.sentence
    own = sentence[hit.anchor]
    opens = hit.first < OPENING or sentence[hit.first - OPENING] != own
    if not opens:
        before = {
            scene.words[at] for at in range(max(0, hit.first - LONGEST), hit.first) if sentence[at] == own
        }
        told = not DONE.isdisjoint(before) or any(
            other.signal in ANSWERS and other.anchor < hit.anchor and sentence[other.anchor] == own
            for other in scene.around(hit, LONGEST)
        )
        answer = not ANSWERING.isdisjoint(scene.words[hit.first : hit.last])
        if answer or not MEASURES.isdisjoint(before):
            return not told
    return scene.violent.isdisjoint({own - 1, own})


RULES: tuple[Callable[[Scene, Hit], bool], ...] = (
    stopped,
    worn,
    dropped,
    fired,
    broken,
    in_the_crowd,
    feared,
    by_no_force,
    owned_up,
    fought,
    burnt,
    hurled,
    one_deed,
    flown,
    who_rioted,
    unanswered,
)
