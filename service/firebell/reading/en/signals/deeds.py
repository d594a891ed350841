"""Violence whose weapon is not said → who does it to whom, and so which signal it is (CODEBOOK §8)."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from firebell.reading.en.signals.lexicon import DEEDS, Lexicon
from firebell.reading.phrases import Line
from firebell.reading.text import words

REACH = 10
"""So many words from the deed stand the doer and the one it is done to."""

FAR = 40
"""So many words before "killing" stands what did it."""

DOER_BEFORE_NOUN = 4
"""A militant attack, an attack by militants: the doer stands close to the noun."""

STOPS = frozenset({";", ".", "!", "?"})
ARMED = words("gunmen groups forces")
KILLS = words(
    "kill kills killed killing killings shot shoot shooting shootings murdered murder murders gunned "
    "execute executed executes slain stabbed massacred beheaded hacked"
)
NOUNS = words(
    "attack attacks raid raids assault assaults ambush shooting shootings killing killings murder murders"
)
VERBS_TOO = words("attack attacks raid raids ambush assault")
IN = words("in near outside inside around within across after when that which")
DEFINITE = words("the this that these those")
WILL_DO = words("to will would could may might and who")
CIVIL = words("civilian civilians israelis palestinians")
"""Only a text about conflict calls people so."""

MISSIONS = words("embassy consulate")
"""Who is killed there by nobody named is no soldier of a post."""

ENEMIES = words(
    "militant militants rebel rebels insurgent insurgents terrorist terrorists maoist maoists hideout hideouts"
)
"""Forces that raid these fight; without them they may only search."""

RAIDS = words("raid raids raided")
"""A leader who dies in a raid of the army died in a clash (CODEBOOK §8 `assassination`)."""

TARGETS = words("target targets targeted targeting storm storms stormed storming")
PASSIVE = words("was were is are been being be")
AFTER_PASSIVE = words(
    "by in when during after and as at near on outside along while , . dead amid following inside within"
)
AT_LEAST = words("least most many")
"""Killed at least nine: the number is whom they killed, no place where somebody was killed."""

JOINED = words("and , then")
"""Before a second verb of the same doer."""

MEN = words("men man youths persons individuals people group")
ARMS = words(
    "armed rifles rifle guns gun machetes machete kalashnikovs weapons pistols fatigues masked hooded axes"
)
"""Who is said to carry these and kills is armed, whatever he is called."""

COUNTED = words("two three four five six seven eight nine ten dozens scores several")

THINGS = words("places gathering_places posts")
"""These are attacked, and attack nobody."""

LEFT_OF_TARGET = words("on against at upon targeting of")
HURT = words(
    "kill killed killing kills dead died deaths wounded injured burned burnt burning lives toll casualties"
)
ACCIDENT = words(
    "accident crash crashed crashes collision earthquake flood floods landslide avalanche drowned "
    "lightning stampede blaze derailed collide collides collided crashing plane virus disease heart "
    "drill capsized plunged training accidental accidentally mishap"
    "overturns overturned sinks sank derails malfunction"
)
CRIME = words(
    "rape raped robbery robber robbers burglary domestic girlfriend boyfriend wife ex drug drugs nightclub school "
    "mall supermarket campus gay homicide crash accident fire blaze collision earthquake fans drunk "
    "motel party serial stabbing spree"
)
PLANES = words("bomber bombers")
"""A bomber that crashes is a plane."""

FIGHTS = words(
    "clash clashes fighting battle battles gunfight skirmish skirmishes offensive incursion crossfire"
)
"""Whom these kill nobody aimed at (CODEBOOK §8 `attack_on_civilians`)."""

MEANS = words("arson knife acid axe hammer sword stabbing mass school random")
"""Before "attack" or "shooting": as crimes are called."""

POLITICAL = words(
    "mosque shrine synagogue imambargah shiite shi'ite sunni naval embassy worshippers paramilitary "
    "terrorist terrorists terror terrorism militant militants rebel rebels insurgent insurgents "
    "islamist islamists extremist extremists jihadist jihadists separatist army soldiers troops ethnic "
    "tribal sectarian palestinian palestinians israeli security forces military villagers maoist "
    "maoists bandits cartel attack attacks ambush guards regime taliban unidentified assailants assailant gunmen "
    "ambushed hitmen fighters civilians"
)
SINGLE = words("gunman shooter attacker assailant man officer officers police policeman policemen gang gangs")
"""One man, or police, prove no political link by themselves."""

Party = tuple[int, str]
"""A word of the line and the class that it belongs to."""


class Deed(NamedTuple):
    """A signal at word `anchor` of the line, told by words [first, last)."""

    signal: str
    anchor: int
    first: int
    last: int


class Deeds:
    """The deeds of one line; signals that name a weapon stand at `weapons`, clashes at `fights`.

    `war` tells whether the line speaks of warfare.
    """

    def __init__(
        self, lexicon: Lexicon, line: Line, weapons: Sequence[int], fights: Sequence[int], *, war: bool
    ) -> None:
        self.lexicon = lexicon
        self.line = line
        self.weapons = {near for at in weapons for near in range(at - REACH, at + REACH + 1)}
        self.told_at = sorted((*weapons, *fights))
        self.war = war
        self.told = bool(self.weapons)
        self.tags: dict[int, str | None] = {}

    def find(self, at: int, low: int, high: int) -> Deed | None:
        """The deed at word `at` of a sentence [low, high), None where no rule takes it for violence."""
        word = self.line.words[at]
        if at in self.weapons or (word == "killing" and self._is_effect(at, max(low, at - FAR))):
            return None
        low, high = self._window(at, low, high)
        near = self.line.words[low:high]
        if self._is_crime(at, near):
            return None
        if self.told and self._refers_back(at, high):
            return None
        agent, target = self._parties(at, low, high)
        if (
            word in KILLS
            and not ACCIDENT.isdisjoint(self.line.words[max(0, low - 4) : high + 4])
            and (agent is None or agent[1] == "forces" or self.line.words[agent[0]] in PLANES)
        ):
            return None
        among = self.line.words[at + 1 : at + 2] == ["between"]
        signal = "armed_clash" if among else self._signal(word, agent, target, near)
        if signal is None:
            return None
        self.told = True
        ends = (at, agent[0] if agent else at, target[0] if target else at)
        return Deed(signal, at, min(ends), max(ends) + 1)

    def _is_effect(self, at: int, low: int) -> bool:
        """They shelled the town, killing three: what an attack does is no second one."""
        if self.line.words[at - 1 : at] != [","]:
            return False
        nearest = bisect_left(self.told_at, at) - 1
        told = nearest >= 0 and self.told_at[nearest] >= low
        return told or not DEEDS.isdisjoint(self.line.words[low:at])

    def _is_crime(self, at: int, near: Sequence[str]) -> bool:
        """A crime, where nothing political stands beside it; an arson attack is one until then."""
        if self.line.words[at - 1 : at] and self.line.words[at - 1] in MEANS:
            return (POLITICAL - {self.line.words[at]}).isdisjoint(near)
        return not CRIME.isdisjoint(near) and POLITICAL.isdisjoint(near)

    def _refers_back(self, at: int, high: int) -> bool:
        """The attack, killed in that attack: it was told before, and by its own name."""
        listed = self.line.words
        if listed[at] in NOUNS:
            aimed = not LEFT_OF_TARGET.isdisjoint(listed[at + 1 : at + 3]) or "by" in listed[at + 1 : at + 3]
            return at > 0 and listed[at - 1] in DEFINITE and not aimed
        following = listed[at + 1 : min(at + 4, high)]
        return any(one in DEFINITE and other in NOUNS for one, other in pairwise(following))

    def _window(self, at: int, low: int, high: int) -> tuple[int, int]:
        listed = self.line.words
        first, last = at, at + 1
        while first > max(low, at - REACH) and listed[first - 1] not in STOPS:
            first -= 1
        while last < min(high, at + REACH) and listed[last] not in STOPS:
            last += 1
        return first, last

    def _tag(self, at: int) -> str | None:
        if at not in self.tags:
            self.tags[at] = self.lexicon.part_at(self.line.words, at)
        return self.tags[at]

    def _nearest(self, places: range, *, people: bool = False) -> Party | None:
        """The nearest party; of `people` and things the people: an embassy's guard is killed, not the embassy."""
        thing = None
        for at in places:
            tag = self._tag(at)
            if tag and not (people and tag in THINGS):
                return at, tag
            thing = thing or ((at, tag) if tag else None)
        return thing

    def _person(self, at: int, low: int) -> Party | None:
        """The nearest before the verb who can act, if armed: gunmen in a village."""
        for place in range(at - 1, low - 1, -1):
            tag = self._tag(place)
            if tag and tag not in THINGS:
                return self._armed(place, tag, at)
        return None

    def _is_participle(self, at: int) -> bool:
        """They went from door to door killing residents: no killing, but what they did."""
        behind = self._tag(at + 1) if at + 1 < len(self.line.words) else None
        return self.line.words[at - 1 : at] == [","] or self._has_object(at) or behind is not None

    def _subject(self, at: int) -> Party | None:
        """Who does what a second verb tells: gunmen stopped a bus of traders and shot three."""
        sentence = self.line.sentence
        for place in range(at - 1, max(-1, at - 2 * REACH), -1):
            if sentence[place] != sentence[at] or self.line.words[place] in STOPS:
                return None
            tag = self._tag(place)
            if tag and (party := self._armed(place, tag, at)):
                return party
        return None

    def _armed(self, place: int, tag: str, verb: int) -> Party | None:
        """The party if it is armed, by its name or as described: men on motorcycles, some with rifles."""
        if tag in ARMED:
            return place, tag
        described = self.line.words[place] in MEN and not ARMS.isdisjoint(self.line.words[place:verb])
        return (place, "gunmen") if described else None

    def _parties(self, at: int, low: int, high: int) -> tuple[Party | None, Party | None]:
        """Who does it, and to whom: by voice for a verb, by "on" and "by" for a noun."""
        listed = self.line.words
        by = next((j for j in range(at + 1, high) if listed[j] == "by"), None)
        doer = self._nearest(range(by + 1, high)) if by is not None else None
        doer = doer if doer and doer[1] in ARMED else None
        left = self._nearest(range(at - 1, low - 1, -1))
        if listed[at] == "killing" and self._is_participle(at):
            return self._subject(at), self._nearest(range(at + 1, high))
        behind = range(at + 1, by if doer and by else high)
        right = self._nearest(behind, people=listed[at] in KILLS)
        if self._is_noun(at):
            return self._of_noun(at, high, doer, left, right)
        if doer or self._is_passive(at, high, right):
            later = _armed(right, at, REACH) if not doer else None
            if later and later[1] == "forces" and not left:
                later = None
            return doer or later, left
        if at and listed[at - 1] in JOINED:
            return self._subject(at), right
        return self._person(at, low), right

    def _of_noun(
        self, at: int, high: int, doer: Party | None, left: Party | None, right: Party | None
    ) -> tuple[Party | None, Party | None]:
        if left and left[1] in ARMED and self._suffers(left[0], at):
            return doer, left
        if left and left[1] in ARMED and self._acts(left[0], at):
            return left, None
        agent = doer or _armed(left, at, DOER_BEFORE_NOUN) or self._state_before(at)
        marked = any(self.line.words[j] in LEFT_OF_TARGET for j in range(at + 1, min(at + 4, high)))
        if right and (marked or (doer is None and self._names_victims(at, right[0]))):
            return agent, right
        return agent, left if agent is None or agent != left else None

    def _names_victims(self, noun: int, party: int) -> bool:
        """Killings of those who stand close behind, with no other word of place or time between."""
        listed = self.line.words
        return listed[noun] in KILLS and listed[noun + 1] not in IN and party - noun <= REACH // 2

    def _suffers(self, party: int, noun: int) -> bool:
        """Soldiers killed in an ambush: who is hurt before the noun is its target, not its doer."""
        return any(
            self.line.words[at] in HURT and self.line.words[at].endswith("ed") and not self._has_object(at)
            for at in range(party + 1, noun)
        )

    def _acts(self, party: int, noun: int) -> bool:
        """Gunmen kill nine in a raid: who kills before the noun is its doer."""
        return any(
            self.line.words[at] in KILLS and (not self.line.words[at].endswith("ed") or self._has_object(at))
            for at in range(party + 1, noun)
        )

    def _has_object(self, verb: int) -> bool:
        """Killed at least nine, killed 9: whom they killed stands behind."""
        following = self.line.words[verb + 1 : verb + 3]
        if following[:1] in (["at"], ["as"]):
            return not AT_LEAST.isdisjoint(following[1:])
        return bool(following) and (following[0].isdigit() or following[0] in COUNTED)

    def _state_before(self, at: int) -> Party | None:
        """Russian attacks: the nationality stands for its forces."""
        if self.line.words[at] in KILLS:
            return None
        for place in range(at - 1, max(-1, at - 3), -1):
            if self.line.words[place] in self.lexicon.classes["militaries"].words:
                return place, "forces"
        return None

    def _is_noun(self, at: int) -> bool:
        word = self.line.words[at]
        before = self.line.words[at - 1] if at else ""
        return word in NOUNS and (word not in VERBS_TOO or before not in WILL_DO)

    def _is_passive(self, at: int, high: int, right: Party | None) -> bool:
        listed = self.line.words
        if not PASSIVE.isdisjoint(listed[max(0, at - 3) : at]):
            return True
        word = listed[at]
        if not (word.endswith("ed") or word in {"shot", "slain"}):
            return False
        following = listed[at + 1 : min(at + 3, high)]
        if following[:1] == ["and"] and not HURT.isdisjoint(following[1:]):
            following = listed[at + 3 : min(at + 5, high)]
            return not following or following[0] in AFTER_PASSIVE
        if following[:1] == ["dead"]:
            following = listed[at + 2 : min(at + 4, high)]
            return not following or following[0] in AFTER_PASSIVE
        if self._has_object(at):
            return False
        return (bool(following) and following[0] in AFTER_PASSIVE) or right is None

    def _signal(
        self, word: str, agent: Party | None, target: Party | None, near: Sequence[str]
    ) -> str | None:
        """The rulings of CODEBOOK §8 on an attack whose weapon is not said."""
        hit = target[1] if target else None
        if target and agent is None and word in KILLS and self.line.words[target[0]] in MISSIONS:
            return self._by_nobody(word, None, near)
        if word in RAIDS and agent and self._is_search(agent, hit, near):
            return None
        if hit in ARMED or hit == "posts":
            told = agent or word in NOUNS or word.startswith("ambush") or (word in KILLS and self.war)
            return "armed_clash" if told else None
        if hit == "officials":
            return self._on_an_official(word, agent, near)
        if hit == "protesters":
            return "excessive_force" if agent and agent[1] == "forces" and word in KILLS else None
        if agent is None or (word in KILLS and self._in_a_fight(agent[0])):
            return self._by_nobody(word, hit, near)
        if hit is None and word.startswith("ambush"):
            return "armed_clash"
        if hit in {"civilians", "gathering_places"} or (hit is None and word in KILLS):
            return self._on_civilians(agent, near)
        return "attack_on_civilians" if not HURT.isdisjoint(near) else "armed_clash"

    def _in_a_fight(self, agent: int) -> bool:
        """Clashes between rebels and the army killed nine: the clash did."""
        before = self.line.words[max(0, agent - REACH) : agent]
        return any(one in FIGHTS and other in {"between", "with"} for one, other in pairwise(before))

    def _is_search(self, agent: Party, hit: str | None, near: Sequence[str]) -> bool:
        """Forces that raid a house, or police that raid offices, search them if nobody is hurt."""
        if agent[1] != "forces" or not HURT.isdisjoint(near) or not ENEMIES.isdisjoint(near):
            return False
        return hit == "gathering_places" or (hit == "posts" and self.line.words[agent[0]] in SINGLE)

    def _on_an_official(self, word: str, agent: Party | None, near: Sequence[str]) -> str | None:
        """Only where the killing of that person is the aim, or tried (CODEBOOK §8 `assassination`)."""
        if word in RAIDS:
            hurt = not HURT.isdisjoint(near)
            return "armed_clash" if hurt and agent and agent[1] == "forces" else None
        fatal = word in KILLS and (word not in {"shot", "shoot", "shooting"} or "dead" in near)
        return "assassination" if fatal and (agent or not POLITICAL.isdisjoint(near)) else None

    def _by_nobody(self, word: str, hit: str | None, near: Sequence[str]) -> str | None:
        """An attack that no armed party is named for counts where the text is about warfare."""
        if word == "ambush":
            return "armed_clash"
        if word in KILLS and not FIGHTS.isdisjoint(near):
            return None
        if word in KILLS and hit == "civilians" and not CIVIL.isdisjoint(near):
            return "attack_on_civilians"
        known = self.war and not POLITICAL.isdisjoint(near) and word not in TARGETS
        hurt = word in NOUNS and not HURT.isdisjoint(near)
        return "attack_on_civilians" if known and (hit == "civilians" or hurt) else None

    def _on_civilians(self, agent: Party, near: Sequence[str]) -> str | None:
        doer = self.line.words[agent[0]]
        return None if doer in SINGLE and POLITICAL.isdisjoint(near) else "attack_on_civilians"


def _armed(party: Party | None, at: int, reach: int) -> Party | None:
    return party if party and party[1] in ARMED and abs(party[0] - at) <= reach else None
