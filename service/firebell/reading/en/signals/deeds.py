"""Violence whose weapon is not said → who does it to whom, and so which signal it is (CODEBOOK §8)."""

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from firebell.reading.en.signals.doers import (
    AIMED,
    ARMED,
    CLAUSES,
    HURT,
    KILLS,
    LEFT_OF_TARGET,
    NOUNS,
    PRESENT,
    REACH,
    STOPS,
    Doers,
    Party,
)
from firebell.reading.en.signals.lexicon import DEEDS, Lexicon
from firebell.reading.phrases import Line
from firebell.reading.text import words

FAR = 40
"""So many words before "killing" stands what did it."""

BLASTS = words("blast blasts explosion explosions")
"""What these kill, no army killed that stands between."""

FRAME_REACH = 6
FRAMING = words("in by during")

DEFINITE = words("the this that these those")
BLAMED = words("blame blames blamed blaming")
DAYS = words("today yesterday monday tuesday wednesday thursday friday saturday sunday")
"""Right before the noun: the attack of that day, which the text has told."""

ONE_SHOT = words("a one single warning")
"""Before a "shot" that hits nobody."""

CIVIL = words("civilian civilians israelis palestinians")
"""Only a text about conflict calls people so."""

MISSIONS = words("embassy consulate")
"""Who is killed there by nobody named is no soldier of a post."""

ENEMIES = words(
    "militant militants rebel rebels insurgent insurgents terrorist terrorists maoist maoists hideout hideouts"
)
"""Forces that raid these fight; without them they may only search."""

FIGHTERS = ENEMIES | words(
    "soldier soldiers serviceman servicemen policeman policemen jawan jawans marines gendarmes peacekeepers guardsmen "
    "rangers"
)
"""An attack that hurts these, and no people beside them, was fought by both."""

PEOPLE = words(
    "people civilian civilians villagers residents worshippers men women children passengers students"
)

RAIDS = words("raid raids raided")
"""A leader who dies in a raid of the army died in a clash (CODEBOOK §8 `assassination`)."""

STORMS = words("storm storms stormed storming")
ASSAULTS = words("attacked raided assaulted stormed storm storms hit hits ambushed")
ON_REACH = 4
"""Words before whom an attack struck among which stands its "on"."""

DOWNED = (["shot", "down"], ["shoot", "down"])
FLYING = words("missile missiles drone drones rocket rockets projectiles uav uavs")

TARGETS = words("target targets targeted targeting storm storms stormed storming")
ACCIDENT = words(
    "accident crash crashed crashes collision earthquake flood floods landslide avalanche drowned "
    "lightning stampede blaze derailed collide collides collided crashing plane virus disease heart "
    "drill capsized plunged plunges plunge plunging ravine gorge training accidental accidentally mishap "
    "overturns overturned sinks sank derails malfunction cyclone hurricane typhoon tornado thunderstorm"
)
CRIME = words(
    "rape raped robbery robber robbers burglary domestic girlfriend boyfriend wife ex drug drugs nightclub school "
    "mall supermarket campus gay homicide crash accident fire blaze collision earthquake fans drunk "
    "motel party serial stabbing spree"
)
HARMING = words("killing wounding injuring kills wounds injures")
"""Behind an attack: whom it hurt stands at most HARM_REACH words further on."""

HARM_REACH = 6
HURT_REACH = 20
"""So far behind an attack stands ", killing …"."""
ACCIDENT_REACH = 8
"""Soldiers killed and hurt in an incident with a tank at a training area: so far behind stands what it was."""

PLANES = words("bomber bombers")
"""A bomber that crashes is a plane."""

FIGHTS = words(
    "clash clashes fighting battle battles gunfight skirmish skirmishes offensive incursion crossfire"
)
"""Whom these kill nobody aimed at (CODEBOOK §8 `attack_on_civilians`)."""

MEANS = words("arson knife acid axe hammer sword stabbing ramming mass school random")
"""Before "attack" or "shooting": as crimes are called."""

MARCHING = words("demonstrating protesting marching rallying")
TRADED = words("exchanged exchange exchanging traded trade trading")
FIRE = words("fire gunfire shots")

ATTACKS = words("attack attacks")
NOTHING: AbstractSet[str] = frozenset()
OWN = dict.fromkeys(ATTACKS, ATTACKS)
"""An attack does not make itself political."""

OF_THEIRS = 2
"""Who stands further before the noun speaks of a killing: "the mayor's killing", "the mayor demands a probe into"."""

KNOWN = words(
    "suspect suspects victim victims survivor survivors investigation probe case trial footage video"
)
"""Behind the noun: it is a deed that was told before."""

EXECUTES = words("execute executes executed")
POLITICAL = words(
    "mosque shrine synagogue imambargah shiite shi'ite sunni naval embassy worshippers paramilitary "
    "terrorist terrorists terror terrorism militant militants rebel rebels insurgent insurgents "
    "islamist islamists extremist extremists jihadist jihadists separatist army soldiers troops ethnic "
    "tribal sectarian palestinian palestinians israeli security forces military villagers maoist "
    "maoists bandits cartel opposition faction "
    "attack attacks ambush guards regime taliban unidentified assailants assailant gunmen "
    "ambushed hitmen fighters civilians ngo ngos ingo ingos un humanitarian"
)
SINGLE = words("gunman shooter attacker assailant man officer officers police policeman policemen gang gangs")
"""One man, or police, prove no political link by themselves."""


def _around(line: Line, weapons: Sequence[int]) -> set[int]:
    """The words within reach of a weapon; the headline's is not the text's."""
    title = bisect_left(line.token, line.doc.title_tokens)
    out = set[int]()
    for at in weapons:
        first, last = (0, title) if at < title else (title, len(line.sentence))
        out.update(range(max(first, at - REACH), min(last, at + REACH + 1)))
    return out


class Deed(NamedTuple):
    """A signal at word `anchor` of the line, told by words [first, last)."""

    signal: str
    anchor: int
    first: int
    last: int


class Deeds:
    """The deeds of one line; signals that name a weapon stand at `weapons`, clashes at `fights`.

    Words at `silent` say nothing; `war` tells whether the others speak of warfare.
    """

    def __init__(  # noqa: PLR0913 -- what the signals of the line are, each by its own name
        self,
        lexicon: Lexicon,
        line: Line,
        weapons: Sequence[int],
        fights: Sequence[int],
        silent: AbstractSet[int] = frozenset(),
        *,
        war: bool,
    ) -> None:
        self.lexicon = lexicon
        self.line = line
        self.silent = silent
        self.weapons = _around(line, weapons)
        self.told_at = sorted((*weapons, *fights))
        self.war = war
        self.told = bool(self.weapons)
        self.last: Deed | None = None
        self.doers = Doers(lexicon, line)

    def find(self, at: int, low: int, high: int) -> Deed | None:
        """The deed at word `at` of a sentence [low, high), None where no rule takes it for violence."""
        word = self.line.words[at]
        if at in self.weapons or (word == "killing" and self._is_effect(at, max(low, at - FAR))):
            return None
        if word == "shot" and self.line.words[at - 1 : at] and self.line.words[at - 1] in ONE_SHOT:
            return None
        low, high = self._window(at, low, high)
        near = self._said(at, low, high)
        if self._is_crime(at, near) or self._is_downed(at, low) or self._trades_fire(at):
            return None
        if self._is_known(at) or (self.told and self._refers_back(at, high)):
            return None
        agent, target = self.doers.sides(at, low, high)
        if (target is None or target[1] == "places") and self._is_frame(at):
            return None
        if (
            word in KILLS
            and not ACCIDENT.isdisjoint(self.line.words[max(0, low - 4) : high + ACCIDENT_REACH])
            and (agent is None or agent[1] == "forces" or self.line.words[agent[0]] in PLANES)
        ):
            return None
        among = self.line.words[at + 1 : at + 2] == ["between"]
        signal = "armed_clash" if among else self._signal(at, agent, target, near)
        if signal is None:
            return None
        self.told = True
        ends = (at, agent[0] if agent else at, target[0] if target else at)
        self.last = Deed(signal, at, min(ends), max(ends) + 1)
        return self.last

    def _said(self, at: int, low: int, high: int) -> list[str]:
        """The words around the deed: a shark attack or an arson attack, told beside it, makes nothing political."""
        listed = self.line.words
        return [
            ""
            if near in self.silent or (near != at and listed[near] in ATTACKS and listed[near - 1] in MEANS)
            else listed[near]
            for near in range(low, high)
        ]

    def _is_frame(self, at: int) -> bool:
        """Soldiers killed in a Taliban attack: the noun behind "in" or "by" is the deed told before it."""
        if self.last is None or self.line.words[at] not in NOUNS or at - self.last.anchor > FRAME_REACH:
            return False
        return not FRAMING.isdisjoint(self.line.words[self.last.anchor + 1 : at])

    def _is_effect(self, at: int, low: int) -> bool:
        """They shelled the town, killing three: what an attack does is no second one."""
        if self.line.words[at - 1 : at] != [","]:
            return False
        nearest = bisect_left(self.told_at, at) - 1
        told = nearest >= 0 and self.told_at[nearest] >= low
        return told or not (DEEDS | BLASTS).isdisjoint(self.line.words[low:at])

    def _is_downed(self, at: int, low: int) -> bool:
        """Missiles and drones that are shot down hurt nobody; villagers "shot down" were killed."""
        listed = self.line.words
        down = listed[at : at + 2] in DOWNED or (
            listed[at] == "shot" and listed[at + 1 : at + 3] in (["them", "down"], ["it", "down"])
        )
        return down and not FLYING.isdisjoint(self.line.words[max(0, low - REACH) : at])

    def _is_crime(self, at: int, near: Sequence[str]) -> bool:
        """A crime, where nothing political stands beside it; an arson attack is one until then."""
        if self.line.words[at - 1 : at] and self.line.words[at - 1] in MEANS:
            return (POLITICAL - {self.line.words[at]}).isdisjoint(near)
        if "aid" in near:
            return False  # robbed or not, who hurts these hurts those who help
        return not CRIME.isdisjoint(near) and (POLITICAL - OWN.get(self.line.words[at], NOTHING)).isdisjoint(
            near
        )

    def _is_known(self, at: int) -> bool:
        """The shooting suspect, the attack victims: a deed of before."""
        listed = self.line.words
        return listed[at] in NOUNS and not KNOWN.isdisjoint(listed[at + 1 : at + 2])

    def _refers_back(self, at: int, high: int) -> bool:
        """The attack, killed in that attack: it was told before, and by its own name."""
        listed = self.line.words
        if listed[at] in NOUNS:
            blamed = not BLAMED.isdisjoint(listed[max(0, at - FRAME_REACH) : at])
            if blamed and (listed[at - 1] == "the" or listed[at - 1] in DAYS):
                return True  # "blamed Monday's attack on the rebels"
            aimed = not LEFT_OF_TARGET.isdisjoint(listed[at + 1 : at + 3]) or "by" in listed[at + 1 : at + 3]
            return at > 0 and (listed[at - 1] in DEFINITE or listed[at - 1] in DAYS) and not aimed
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

    def _signal(self, at: int, agent: Party | None, target: Party | None, near: Sequence[str]) -> str | None:
        """The rulings of CODEBOOK §8 on an attack whose weapon is not said."""
        word = self.line.words[at]
        agent, target = self._raiders(word, agent, target)
        hit = self._hit(target)
        if target and agent is None and word in KILLS and self.line.words[target[0]] in MISSIONS:
            return self._by_nobody(at, None, near)
        if (
            agent
            and (word in RAIDS or (word in STORMS and hit is None))
            and self._is_search(agent, hit, near)
        ):
            return None
        if hit in ARMED or hit == "posts":
            told = agent or word in NOUNS or word.startswith("ambush") or (word in KILLS and self.war)
            told = told or (word == "attacked" and hit == "posts" and self.war)  # "the patrol was attacked"
            return "armed_clash" if told else None
        if target and hit == "officials":
            spoke = word in NOUNS and at - target[0] > OF_THEIRS
            return self._by_nobody(at, None, near) if spoke else self._on_an_official(word, agent, near)
        if hit == "protesters":
            return "excessive_force" if agent and agent[1] == "forces" and word in KILLS else None
        if agent is None or (word in KILLS and self._in_a_fight(agent[0])):
            return self._by_nobody(at, hit, near)
        if hit is None and word.startswith("ambush"):
            return "armed_clash"
        if (
            hit not in {"civilians", "gathering_places"}
            and agent[1] == "forces"
            and not ENEMIES.isdisjoint(near)
        ):
            return "armed_clash"
        if hit in {"civilians", "gathering_places"} or (hit is None and word in KILLS):
            raid = self._is_struck(at, agent[0]) or (hit is None and self._in_a_raid(at, agent[0]))
            stormed = hit == "gathering_places" and agent[1] == "forces" and self._hurt(at) in ARMED
            return "armed_clash" if raid or stormed else self._on_civilians(agent, near)
        return self._on_a_place(at, near)

    def _raiders(
        self, word: str, agent: Party | None, target: Party | None
    ) -> tuple[Party | None, Party | None]:
        """As in "smashed by police in a series of raids": they raid."""
        by = target is not None and agent is None and self.line.words[target[0] - 1] == "by"
        return (target, None) if by and word in RAIDS else (agent, target)

    def _is_struck(self, at: int, agent: int) -> bool:
        """Whether who stands before "killed" is whom an attack struck: "an attack on the army killed 40"."""
        listed = self.line.words
        if listed[at] not in KILLS or not CLAUSES.isdisjoint(listed[agent:at]):
            return False
        low = self.line.bounds(at)[0]
        reach = range(agent - 1, max(low, agent - ON_REACH) - 1, -1)
        on = next((near for near in reach if listed[near] in AIMED and listed[near + 1] not in DAYS), None)
        return on is not None and not NOUNS.isdisjoint(listed[max(low, on - REACH) : on])

    def _in_a_raid(self, at: int, agent: int) -> bool:
        """Rebels attack an army camp, kill 15: whom they attacked is whom they killed."""
        listed = self.line.words
        raid = next(
            (near for near in range(agent + 1, at) if listed[near] in PRESENT or listed[near] in ASSAULTS),
            None,
        )
        aimed = self.doers.party(range(raid + 1, at)) if raid is not None else None
        return aimed is not None and (aimed[1] in ARMED or aimed[1] == "posts")

    def _hit(self, target: Party | None) -> str | None:
        """What is hit; students who demonstrate are protesters."""
        if target is None:
            return None
        behind = self.line.words[target[0] + 1 : target[0] + 3]
        return "protesters" if target[1] == "civilians" and not MARCHING.isdisjoint(behind) else target[1]

    def _trades_fire(self, at: int) -> bool:
        """Five people were killed when two armies exchanged fire: the fight killed them."""
        if self.line.words[at] not in KILLS:
            return False
        high = self.line.bounds(at)[1]
        listed = self.line.words[at : min(high, at + REACH * 2)]
        return any(one in TRADED and other in FIRE for one, other in pairwise(listed))

    def _on_a_place(self, at: int, near: Sequence[str]) -> str:
        """An attack on a place is one on whom it hurts there, and a clash where nobody is told."""
        hurt = self._hurt(at)
        if hurt is None:
            return "armed_clash" if HURT.isdisjoint(near) else "attack_on_civilians"
        return "armed_clash" if hurt in ARMED else "attack_on_civilians"

    def _hurt(self, at: int) -> str | None:
        """Rebels raided the town, killing two soldiers: who is hurt tells whom it was aimed at."""
        sentence = self.line.sentence
        listed = self.line.words
        for verb in range(at + 1, min(at + HURT_REACH, len(listed))):
            if sentence[verb] != sentence[at]:
                return None
            if listed[verb] in HARMING:
                hurt = self.doers.party(range(verb + 1, min(verb + HARM_REACH, len(listed))))
                return hurt and hurt[1]
        return None

    def _in_a_fight(self, agent: int) -> bool:
        """Clashes between rebels and the army killed nine: the clash did."""
        before = self.line.words[max(0, agent - REACH) : agent]
        return any(one in FIGHTS and other in {"between", "with"} for one, other in pairwise(before))

    def _is_search(self, agent: Party, hit: str | None, near: Sequence[str]) -> bool:
        """Forces that raid a house, or police that raid offices, search them if nobody is hurt."""
        if agent[1] != "forces" or not HURT.isdisjoint(near) or not ENEMIES.isdisjoint(near):
            return False
        police = self.line.words[agent[0]] in SINGLE
        return hit == "gathering_places" or (police and hit in {"posts", "civilians", None})

    def _on_an_official(self, word: str, agent: Party | None, near: Sequence[str]) -> str | None:
        """Only where the killing of that person is the aim, or tried (CODEBOOK §8 `assassination`)."""
        if word in RAIDS:
            hurt = not HURT.isdisjoint(near)
            return "armed_clash" if hurt and agent and agent[1] == "forces" else None
        shot = word in {"shot", "shoot", "shooting"}
        fatal = word in KILLS and not (shot and {"dead", "death"}.isdisjoint(near))
        return "assassination" if fatal and (agent or not POLITICAL.isdisjoint(near)) else None

    def _by_nobody(self, at: int, hit: str | None, near: Sequence[str]) -> str | None:
        """An attack that no armed party is named for counts where the text is about warfare."""
        word = self.line.words[at]
        if word == "ambush":
            return "armed_clash"
        if word in KILLS and not FIGHTS.isdisjoint(near):
            return None
        if word in KILLS and hit == "civilians" and not CIVIL.isdisjoint(near):
            return "attack_on_civilians"
        known = self.war and not POLITICAL.isdisjoint(near) and word not in TARGETS
        hurt = word in NOUNS and not HURT.isdisjoint(near)
        if not (known and (hit == "civilians" or hurt)):
            return None
        # "A terrorist attack" is by these, and not on them.
        attribute = self.line.words[at - 1 : at] if word in NOUNS else []
        fought = (
            hit != "civilians"
            and bool(FIGHTERS.intersection(near).difference(attribute))
            and PEOPLE.isdisjoint(near)
        )
        return "armed_clash" if fought else "attack_on_civilians"

    def _on_civilians(self, agent: Party, near: Sequence[str]) -> str | None:
        doer = self.line.words[agent[0]]
        return None if doer in SINGLE and POLITICAL.isdisjoint(near) else "attack_on_civilians"
