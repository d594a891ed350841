"""A word of violence and the words around it → who does it to whom, by voice, order and prepositions."""

from typing import NamedTuple

from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.phrases import Line
from firebell.reading.text import words

FOUGHT = words("fight fighting join joined joining battling")
"""In front of a party: somebody else does so."""

REACH = 10
"""So many words from the deed stand the doer and the one it is done to."""

DOER_BEFORE_NOUN = 4
"""A militant attack, an attack by militants: the doer stands close to the noun."""

NAME_REACH = 2
"""Words of one name stand no further apart: Defence Forces (IDF)."""

THEIRS = words("their his her")
STOPS = frozenset({";", ".", "!", "?"})
ARMED = words("gunmen groups forces")
STRUCK = words("forces posts")
THINGS = words("places gathering_places posts")
"""These are attacked, and attack nobody."""

KILLS = words(
    "kill kills killed killing killings slaying slayings shot shoot shooting shootings murdered murder murders gunned "
    "execute executed executes slain stabbed massacred beheaded hacked"
)
NOUNS = words(
    "attack attacks raid raids assault assaults ambush shooting shootings killing killings slaying slayings "
    "murder murders"
)
VERBS_TOO = words("attack attacks raid raids ambush assault")
PRESENT = words("attack attacks raid raids assault assaults ambush")
OBJECTS = words("a an the their its two three four several another")
"""These open what is attacked: behind a noun stands what tells where or when."""

IN = words("in near outside inside around within across after when that which")
WILL_DO = words("to will would could may might and who")
PASSIVE = words("was were is are been being be")
AFTER_PASSIVE = words(
    "by in when during after and as at near on outside along while , . dead amid following inside within"
)
AT_LEAST = words("least most many")
"""Killed at least nine: the number is whom they killed, no place where somebody was killed."""

COUNTED = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty dozens scores several hundreds"
)
APART = frozenset({",", ":", "as", "according"})
AMONG = words("including among with")
"""Between those counted and an official: he is one of them; behind the others he is another."""

JOINED = words("and , then")
"""Before a second verb of the same doer."""

MEN = words("men man youths persons individuals people group")
ARMS = words(
    "armed rifles rifle guns gun machetes machete kalashnikovs weapons pistols fatigues masked hooded axes"
)
"""Who is said to carry these and kills is armed, whatever he is called."""

TELLING = words(
    "said say says suspect suspects believe believes called call describe described investigating looking probing"
)
"""What a party does with a deed that it did not do."""

ARRIVED = words("arrested detained responded rushed sealed cordoned questioned")
AFTER = words("after following")
"""Police that did so after an attack were not its aim."""

CLAUSES = words("when after as while before because that ,")
"""Behind these another one may do it than before."""

AIMED = words("on against at upon")
LEFT_OF_TARGET = words("on against at upon targeting of")
HURT = words(
    "kill killed killing kills dead died deaths wounded injured burned burnt burning lives toll casualties "
    "murdered beheaded slaughtered massacred"
)

KILLED = words("kill kills killed killing wounded injured")
DEATHS_REACH = 5
"""Words before who is hurt among which stands "deaths of"."""

DESCRIBED_REACH = 6
MALE = words("men man youths")
RIDDEN = words("motorbike motorbikes motorcycle motorcycles")
"""Who is shot by men on these is shot by gunmen."""

Party = tuple[int, str]
"""A word of the line and the class that it belongs to."""


class Sides(NamedTuple):
    """Who does it and to whom, as far as the words say."""

    doer: Party | None
    target: Party | None


class Doers:
    """Who does what to whom in one line."""

    def __init__(self, lexicon: Lexicon, line: Line) -> None:
        self.lexicon = lexicon
        self.line = line
        self.tags: dict[int, str | None] = {}

    def sides(self, at: int, low: int, high: int) -> Sides:
        """Who does it, and to whom: by voice for a verb, by "on" and "by" for a noun."""
        listed = self.line.words
        by = next((j for j in range(at + 1, high) if listed[j] == "by"), None)
        doer = self.party(range(by + 1, high)) if by is not None else None
        doer = doer if doer is None or doer[1] in ARMED else self._described(doer[0])
        left = self._left(at, low)
        if listed[at] == "killing" and self._is_participle(at):
            return Sides(self._subject(at), self.party(range(at + 1, high)))
        behind = range(at + 1, by if doer and by else high)
        right = self._hit(at, behind)
        if self._is_noun(at):
            return self._of_noun(at, high, doer, left, right)
        if doer or self._is_passive(at, high, right):
            later = _armed(right, at, REACH) if not doer else None
            if later and later[1] == "forces" and not left:
                later = None
            return Sides(doer or later, left)
        if at and listed[at - 1] in JOINED:
            return Sides(self._subject(at), right)
        return Sides(self._person(at, low), self._owner(right, at, low))

    def _hit(self, at: int, behind: range) -> Party | None:
        """Whom the words behind the deed name; of "kill nine, governor says" not who tells of it."""
        listed = self.line.words
        right = self.party(behind, people=listed[at] in KILLS or listed[at].startswith("ambush"))
        if right is None or right[1] != "officials" or not self._has_object(at):
            return right
        between = listed[at + 1 : right[0]]
        return None if not APART.isdisjoint(between) and AMONG.isdisjoint(between) else right

    def _owner(self, thing: Party | None, at: int, low: int) -> Party | None:
        """Soldiers died as militants ambushed their vehicle: whose it is stands before who did it."""
        if not thing or thing[1] != "gathering_places" or self.line.words[thing[0] - 1] not in THEIRS:
            return thing
        people = [
            (place, tag)
            for place in range(at - 1, low - 1, -1)
            if (tag := self._tag(place)) and tag not in THINGS
        ]
        named = (j for j, (place, _) in enumerate(people[1:], 1) if people[j - 1][0] - place > NAME_REACH)
        other = next(named, None)
        return people[other] if other else thing

    def _tag(self, at: int) -> str | None:
        if at not in self.tags:
            self.tags[at] = self.lexicon.part_at(self.line.words, at)
        return self.tags[at]

    def party(self, places: range, *, people: bool = False) -> Party | None:
        """The nearest party; of `people` and things the people: an embassy's guard is killed, not the embassy."""
        thing = None
        for at in places:
            tag = self._tag(at)
            if tag and not (people and tag in THINGS):
                return at, tag
            thing = thing or ((at, tag) if tag else None)
        return thing

    def _left(self, at: int, low: int) -> Party | None:
        """The nearest before the word; in "men who came to fight the rebels were killed" the men, not the rebels."""
        party = self.party(range(at - 1, low - 1, -1))
        if party and not FOUGHT.isdisjoint(self.line.words[max(low, party[0] - 2) : party[0]]):
            return self.party(range(party[0] - 2, low - 1, -1))
        part = self._part_of(party[0], low) if party else None
        return (self.party(range(part - 1, low - 1, -1)) or party) if part is not None else party

    def _part_of(self, place: int, low: int) -> int | None:
        """Where "five rebels, including two women," says that these are some of those before it."""
        return next(
            (
                at
                for at in range(place - 1, max(low, place - 4) - 1, -1)
                if self.line.words[at] == "including"
            ),
            None,
        )

    def _person(self, at: int, low: int) -> Party | None:
        """The nearest before the verb who can act, if armed: gunmen in a village."""
        for place in range(at - 1, low - 1, -1):
            tag = self._tag(place)
            if tag and tag not in THINGS:
                return self._armed(place, tag, at)
        return None

    def _described(self, place: int) -> Party | None:
        """Shot by men on a motorbike: what stands behind them tells that they were armed."""
        behind = self.line.words[place + 1 : place + DESCRIBED_REACH]
        riders = self.line.words[place] in MALE and not (ARMS | RIDDEN).isdisjoint(behind)
        return (place, "gunmen") if riders else None

    def _is_participle(self, at: int) -> bool:
        """They went from door to door killing residents: no killing, but what they did."""
        behind = self._tag(at + 1) if at + 1 < len(self.line.words) else None
        return self.line.words[at - 1 : at] == [","] or self._has_object(at) or behind is not None

    def _subject(self, at: int) -> Party | None:
        """Who does what a second verb tells: gunmen stopped a bus of traders and shot three.

        Of two the first: police raid the rebels' camp, kill five.
        """
        sentence = self.line.sentence
        first = None
        for place in range(at - 1, max(-1, at - 2 * REACH), -1):
            word = self.line.words[place]
            if sentence[place] != sentence[at] or word in STOPS or (first and word in CLAUSES):
                break
            tag = self._tag(place)
            if tag and self.line.words[place + 1] not in TELLING and (first is None or place + 1 < first[0]):
                first = self._armed(place, tag, at) or first
        return first

    def _armed(self, place: int, tag: str, verb: int) -> Party | None:
        """The party if it is armed, by its name or as described: men on motorcycles, some with rifles."""
        if tag in ARMED:
            return place, tag
        described = self.line.words[place] in MEN and not ARMS.isdisjoint(self.line.words[place:verb])
        return (place, "gunmen") if described else None

    def _of_noun(
        self, at: int, high: int, doer: Party | None, left: Party | None, right: Party | None
    ) -> Sides:
        between = self.line.words[left[0] + 1 : at] if left else []
        came_after = not ARRIVED.isdisjoint(between) and not AFTER.isdisjoint(between)
        if came_after or not TELLING.isdisjoint(between):
            left = None
        if left and left[1] in ARMED and self._suffers(left[0], at):
            return Sides(doer, left)
        if left and left[1] in ARMED and self._acts(left[0], at):
            return Sides(left, None)
        agent = doer or self._close(left, at) or self._state_before(at)
        if doer and not right:
            right = self._struck_behind(doer[0], high)
            if right:
                return Sides(agent, right)
        marked = any(self.line.words[j] in LEFT_OF_TARGET for j in range(at + 1, min(at + 4, high)))
        if right and (marked or (doer is None and self._names_victims(at, right[0]))):
            return Sides(agent, right)
        return Sides(agent, left if agent is None or agent != left else None)

    def _close(self, left: Party | None, noun: int) -> Party | None:
        """A militant attack; who says, suspects or looks into something before the noun did not do it."""
        party = _armed(left, noun, DOER_BEFORE_NOUN)
        told = party is not None and not TELLING.isdisjoint(self.line.words[party[0] + 1 : noun])
        return None if told else party

    def _struck_behind(self, doer: int, high: int) -> Party | None:
        """An attack by bandits on a mosque: what it is aimed at stands behind the doer."""
        on = next((j for j in range(doer + 1, min(doer + 4, high)) if self.line.words[j] in AIMED), None)
        party = self.party(range(on + 1, min(on + 5, high))) if on else None
        return None if party and party[1] == "places" else party

    def _names_victims(self, noun: int, party: int) -> bool:
        """Killings of those who stand close behind, with no other word of place or time between."""
        listed = self.line.words
        return listed[noun] in KILLS and listed[noun + 1] not in IN and party - noun <= REACH // 2

    def _suffers(self, party: int, noun: int) -> bool:
        """Soldiers killed in an ambush, the deaths of two in one: who is hurt before the noun is its target."""
        before = self.line.words[max(0, party - DEATHS_REACH) : party]
        if "of" in before and not HURT.isdisjoint(before[: before.index("of")]):
            return True
        if "in" in self.line.words[party + 1 : noun] and not KILLED.isdisjoint(before):
            return True  # "killed 40 troops in an attack"
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
        following = self.line.words[verb + 1 : min(verb + 3, self.line.bounds(verb)[1])]
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
        if word not in NOUNS or self._has_doer_and_object(at):
            return False
        return word not in VERBS_TOO or before not in WILL_DO

    def _has_doer_and_object(self, at: int) -> bool:
        """Militants raid an outpost: between who can and what they do it to "raid" is what they do."""
        listed = self.line.words
        if not at or listed[at] not in PRESENT or listed[at + 1 : at + 2] == []:
            return False
        if self._tag(at - 1) not in ARMED:
            return False
        plural = listed[at - 1].endswith(("s", "en")) or self._tag(at - 1) == "groups"
        struck = plural and self._tag(at + 1) in STRUCK and TELLING.isdisjoint(listed[at + 2 : at + 3])
        return struck or listed[at + 1] in OBJECTS

    def _is_passive(self, at: int, high: int, right: Party | None) -> bool:
        listed = self.line.words
        if not PASSIVE.isdisjoint(listed[max(0, at - 3) : at]):
            return True
        word = listed[at]
        if not (word.endswith("ed") or word in {"shot", "slain"}):
            return False
        following = listed[at + 1 : min(at + 3, high)]
        if following[:1] == ["and"] and following[-1].endswith("ed"):
            following = listed[at + 3 : min(at + 5, high)]
            return not following or following[0] in AFTER_PASSIVE
        if following[:1] == ["dead"]:
            following = listed[at + 2 : min(at + 4, high)]
            if following[:1] == ["at"] and not AT_LEAST.isdisjoint(following[1:]):
                return False
            return not following or following[0] in AFTER_PASSIVE
        if self._has_object(at):
            return False
        return (bool(following) and following[0] in AFTER_PASSIVE) or right is None


def _armed(party: Party | None, at: int, reach: int) -> Party | None:
    return party if party and party[1] in ARMED and abs(party[0] - at) <= reach else None
