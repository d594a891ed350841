"""Tolls whose article names no deed → the signal that the victims and the verb imply (CODEBOOK §8)."""

from typing import NamedTuple

from firebell.reading.en.casualties import Toll
from firebell.reading.en.casualties.harm_words import DEAD_BODIES
from firebell.reading.en.casualties.scope import fell_down
from firebell.reading.en.casualties.taken import by_force
from firebell.reading.en.casualties.victim_words import DEMONYM_SINGULAR, PLURAL
from firebell.reading.en.events import blasts, headlines
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.signals.unpolitical import COURTS, EXECUTES
from firebell.reading.text import Document, words

VIOLENT = words(
    "killed kill kills killing killings shot shooting murdered murder slain gun guns gunned assassinated executed "
    "execution beheaded ambushed stabbed hacked lynched abducted abduct kidnapped kidnap kidnapping abduction "
    "massacred martyred slaughtered eliminated neutralised neutralized fell casualties wounded wounding tortured "
    "beaten assaulted attacked clubbed stoned bludgeoned burned hanged butchered"
)
"""Verbs that somebody must have done; people also "died" and were "injured" in accidents."""

TAKEN = words(
    "forced bundled marched herded led whisked walked "
    "snatched abducted abduct abducts kidnapped kidnap kidnaps kidnapping abduction hostage hostages took"
)

UNARMED = frozenset({"aid_worker", "medic", "journalist"})
ARMED = frozenset({"military", "police", "militant"})
FORCES = frozenset({"military", "police"})
OFFICIAL = "official"


DELIBERATE = words(
    "murdered murder murders slain gun guns gunned assassinated assassination executed execution beheaded ambushed "
    "lynched massacred slaughtered hacked killings shot"
)
"""Deeds with an aim: in a text about war they are part of it, whoever was killed."""

CIVILIANS = words("civilian civilians")
"""Who is called so is told apart from those who fight."""

CONDEMNED = words(
    "condemn condemns condemned condemning condemnation denounce denounces denounced repudiate repudiates "
    "repudiated deplore deplores deplored indignation outrage"
)
"""What public life says of a killing that it takes for political, beside the killing."""

COMBAT = words("fighting battle battles crossfire hostilities war offensive shootout")
"""What people died in, in their own sentence, where no other deed is told."""

ATTACKS = {
    "attack": "attack_on_civilians",
    "attacks": "attack_on_civilians",
    "assault": "attack_on_civilians",
    "clash": "armed_clash",
    "raid": "attack_on_civilians",
    "raids": "attack_on_civilians",
    "violence": "attack_on_civilians",
    "siege": "armed_clash",
    "killings": "attack_on_civilians",
    "bomb": "bombing",
    "bombs": "bombing",
    "grenade": "bombing",
    "strike": "air_strike",
    "strikes": "air_strike",
}
"""What people died in, right beside the toll."""

NO_ATTACKS = words(
    "heart panic asthma shark bear dog dogs cyber acid arson knife stabbing ramming sexual animal animals elephant "
    "lion tiger leopard wolf snake bee crocodile counter first second third series wave wake after since following "
    "before domestic drug hunger lightning general labour gun police gang immigration"
)
"""Before "attack" these make it no attack by people, or another than that which killed."""

STRIKES = words("strike strikes")
BEFORE_STRIKE = DEMONYM_SINGULAR | words(
    "the a this that air drone missile 's station hospital market school mosque church camp village bakery hotel cafe "
    "apartment building convoy refinery base depot port warehouse"
)

AROUND = 60
"""Words on either side that may say what a death was: in a longer sentence work would grow with its square."""

ATTACK_REACH = 9
GROUP = ["the", "group"]
"""Before "killed", in a text about war: the armed group that was told of."""

COSTS = words("killed left claimed dead lives injured wounded")
SUBJECT, SUBJECT_REACH = 3, 14
"""A raid that opens a sentence is what "killed" its dead further on, behind its day and its place."""
AIMED_REACH = 24
"""So far behind its toll may "after an attack on" stand."""

CRASHES = words(
    "crash crashes crashed crashing plunged plunges plunging ravine gorge mishap overturned overturns capsized "
    "misfired accidental accidentally training aboard"
)
CRASHED = words("crash crashes crashed")
TITLE_REACH = 25
BROUGHT_DOWN = words(
    "shot downed missile missiles rocket fire hit struck attack attacked rebels militants "
    "ambush bomb explosion blast shelling strike"
)
"""A crash or a collapse is an accident where none of these says why (CODEBOOK §3)."""

ONE_MAN = words("gunman shooter suspect perpetrator attacker assailant")
GROUPS = words(
    "gunmen militants militant rebels rebel insurgents terrorists terrorist islamist jihadist fighters soldiers troops "
    "army militia settler settlers palestinian israeli mosque synagogue shrine church worshippers embassy "
    "separatist taliban sectarian ethnic claimed responsibility"
)
"""One man's shooting is political where one of these stands beside it (CODEBOOK §8)."""

HOSTILE = words(
    "armed gunmen gunman gunshot gunshots gunfire bullet bullets shrapnel shot fired attackers attacker attacked "
    "assailants assailant perpetrators militia militias soldiers troops fighters forces rebels militants police "
    "tortured knife"
)
"""Words that say that somebody hurt those who help, beside "was injured"."""

NATURE = words(
    "earthquake quake tsunami flood floods flooding landslide landslides mudslide avalanche cyclone hurricane typhoon "
    "tornado storm storms lightning wildfire wildfires blizzard eruption cholera ebola measles malaria virus "
    "coronavirus pandemic epidemic outbreak disease famine monsoon rains"
)
"""Armies are sent where these kill."""

RELATIVE = words("that which has have had also already")
"""Between what killed and the killing."""

ATTRIBUTED = words("the of for to recently late")
"""Before "assassinated", "murdered": whose death is long known is called so."""

SEVERAL_SHOT = words("attackers gunmen assailants")
FOUND = words("found find finds finding discovered discovers")
FOUND_REACH = 8


class Scene(NamedTuple):
    """What stands around a toll: an armed actor beside it, a text about war, a place where a war is."""

    armed: bool = False
    warlike: bool = False
    at_war: bool = False


def signal_of(doc: Document, toll: Toll, scene: Scene) -> str | None:
    """What the toll implies where nothing else tells the deed; None where it may be crime or accident.

    An attack whose weapon is not said: on soldiers, police → armed_clash, on people not said to be armed →
    attack_on_civilians (CODEBOOK §8). In another scene than that of a conflict only victims whose killing is
    political by itself count: anybody else may have been killed by a neighbour.
    """
    word = doc.low[toll.anchor]
    if not _counts(toll) or _by_disaster(doc, toll.anchor) or _is_known(doc, toll):
        return None
    if toll.kind == "abducted":
        return _of_taking(doc, toll)
    near = _near(doc, toll.anchor)
    told = frozenset(doc.low[near.start : near.stop])
    victims = set(toll.victims)
    shooting = not victims & UNARMED and "mass" in told and _of_mass_shooting(doc, near)
    if shooting or _in_an_accident(_headed(doc, told)) or (word in EXECUTES and not COURTS.isdisjoint(told)):
        return None
    if victims.isdisjoint(UNARMED | FORCES | {OFFICIAL}) and _by_one_man(doc, near, told):
        return None
    armed = scene.armed and not _is_found(doc, toll)
    hurt_on_purpose = word in VIOLENT or armed or _is_of_taken(word, told)
    if victims & UNARMED:
        meant = hurt_on_purpose or (not told.isdisjoint(HOSTILE) and told.isdisjoint(headlines.PRIVATE))
        return "attack_on_civilians" if meant else _attack_beside(doc, toll)
    if toll.kind == "injured" and not armed:  # police are hurt by crowds
        return "bombing" if blasts.killed(doc, near, told) else None
    if hurt_on_purpose and victims & ARMED:
        return "armed_clash"
    if hurt_on_purpose and OFFICIAL in victims and toll.kind == "killed":
        return "assassination"
    return "attack_on_civilians" if armed else _of_words(doc, toll, told, scene)


def _of_taking(doc: Document, toll: Toll) -> str | None:
    taken = doc.low[toll.anchor] in TAKEN or by_force(doc, toll.anchor, len(doc)) is not None
    return "abduction" if taken else None


def _headed(doc: Document, told: frozenset[str]) -> frozenset[str]:
    """The words around a toll, with those of a headline that tells of a crash."""
    title = frozenset(doc.low[: min(doc.title_tokens, TITLE_REACH)])
    return told if title.isdisjoint(CRASHED) else told | title


def _in_an_accident(told: frozenset[str]) -> bool:
    """Whether something crashed or fell down, and nothing says that anybody made it."""
    return (not told.isdisjoint(CRASHES) or fell_down(told)) and told.isdisjoint(BROUGHT_DOWN)


def _by_disaster(doc: Document, anchor: int) -> bool:
    """The army helps where "floods that have killed two" were; it did not kill them."""
    at = anchor - 1
    while at > 0 and doc.low[at] in RELATIVE:
        at -= 1
    return at >= 0 and doc.low[at] in NATURE


def _is_found(doc: Document, toll: Toll) -> bool:
    """Soldiers who found people dead are not said to have killed them."""
    if doc.low[toll.anchor] != "dead" or ARMED & set(toll.victims):
        return False
    sentence = doc.sentence_at(toll.anchor)
    return not FOUND.isdisjoint(doc.low[max(sentence.first, toll.anchor - FOUND_REACH) : toll.anchor])


def _is_known(doc: Document, toll: Toll) -> bool:
    """The funeral of the assassinated mayor is no news of his death."""
    opens = toll.anchor == toll.first and doc.low[toll.anchor].endswith("ed")
    return opens and toll.first > 0 and doc.low[toll.first - 1] in ATTRIBUTED


def _counts(toll: Toll) -> bool:
    """Whether the toll is the whole of what somebody did once."""
    whole = not (toll.nonviolent or toll.cumulative) and toll.part_of is None and toll.count.best > 0
    return whole and toll.kind in {"killed", "injured", "abducted"}


def _of_words(doc: Document, toll: Toll, told: frozenset[str], scene: Scene) -> str | None:
    """What the words around a death say of it: in battle, of civilians, on purpose in a war, or where one is."""
    if not told.isdisjoint(COMBAT) and (scene.at_war or told.isdisjoint(headlines.ROBBERY)):
        return "armed_clash"
    attack = (_attack_beside(doc, toll) or _called(doc, toll.anchor)) if toll.kind == "killed" else None
    if attack:
        return "armed_clash" if set(toll.victims) & ARMED and attack == "attack_on_civilians" else attack
    if _is_of_taken(doc.low[toll.anchor], told):
        return "attack_on_civilians"
    if doc.low[toll.first] in VIOLENT and PLURAL.get(doc.low[toll.first - 1]) == "militant":
        return "attack_on_civilians"  # "Rebels gun down six villagers"
    if not told.isdisjoint(CONDEMNED) and _on_purpose(doc, toll.anchor):
        return "attack_on_civilians"
    if blasts.killed(doc, _near(doc, toll.anchor), told):
        return "bombing"
    if scene.warlike and doc.low[toll.anchor] in VIOLENT and doc.low[toll.anchor - 2 : toll.anchor] == GROUP:
        return "attack_on_civilians"
    civilians = not CIVILIANS.isdisjoint(doc.low[toll.first : toll.last]) and doc.low[toll.anchor] in VIOLENT
    meant = civilians or (scene.warlike and _on_purpose(doc, toll.anchor))
    return (
        "attack_on_civilians"
        if meant or (scene.at_war and headlines.is_news_of_war(doc, toll, told))
        else None
    )


def _attack_beside(doc: Document, toll: Toll) -> str | None:
    """As in "An armed attack claims the life of", "A deadly attack struck", "killed in an attack"."""
    sentence = doc.sentence_at(toll.anchor)
    near = [
        *range(max(sentence.first, toll.first - ATTACK_REACH), min(sentence.last, toll.last + AIMED_REACH))
    ]
    if doc.low[toll.anchor] in COSTS and near[0] - sentence.first < SUBJECT_REACH:
        near += range(sentence.first, min(near[0], sentence.first + SUBJECT))
    told = (
        ATTACKS[doc.low[at]]
        for at in near
        if doc.low[at] in ATTACKS
        and (at < toll.last + ATTACK_REACH or _is_aimed(doc, at))
        and _is_noun(doc, at)
        and (_is_aimed(doc, at) or NO_ATTACKS.isdisjoint(doc.low[max(0, at - 2) : at]))
    )
    return next(told, None)


def _is_of_taken(word: str, told: frozenset[str]) -> bool:
    """As in "the bodies of two nurses who had been kidnapped": who took them has killed them."""
    return word in DEAD_BODIES and not told.isdisjoint(TAKEN)


def _called(doc: Document, anchor: int) -> str | None:
    """As in "Two people were killed in Odesa. The attack came hours after": what the next sentence calls it."""
    at = doc.sentence_at(anchor).last
    if doc.low[at : at + 1] not in (["the"], ["this"]) or at + 1 >= len(doc):
        return None
    return ATTACKS.get(doc.low[at + 1])


def _is_noun(doc: Document, at: int) -> bool:
    """As in "the strike killed", "Israeli strikes"; a storm strikes a town."""
    if doc.low[at] == "killings":
        return doc.low[at + 1 : at + 2] != ["of"]
    return doc.low[at] not in STRIKES or doc.low[at - 1] in BEFORE_STRIKE


def _is_aimed(doc: Document, at: int) -> bool:
    """As in "22 bodies found after attack on village": what is attacked is said, so that people did it."""
    first = at - 1 - (doc.low[at - 1] in {"an", "the"})
    return doc.low[at + 1 : at + 2] == ["on"] and doc.low[first] in {"after", "following", "since"}


def _near(doc: Document, anchor: int) -> range:
    """The tokens of the sentence around one, as many as AROUND on either side."""
    sentence = doc.sentence_at(anchor)
    return range(max(sentence.first, anchor - AROUND), min(sentence.last, anchor + AROUND))


def _by_one_man(doc: Document, near: range, told: frozenset[str]) -> bool:
    """Whether one man alone is told to have done it, in this sentence or the next: crime, unless a word says more."""
    said = told.union(doc.low[near.stop : near.stop + AROUND])
    return not said.isdisjoint(ONE_MAN) and said.isdisjoint(GROUPS)


def _of_mass_shooting(doc: Document, near: range) -> bool:
    """A mass shooting without a political link is crime (CODEBOOK §8); one with it has other words that tell it.

    Where several attackers shot, the link may be told later: it is not left out.
    """
    if not SEVERAL_SHOT.isdisjoint(doc.low[near.start : near.stop]):
        return False
    return any(
        doc.low[at] == "mass" and doc.low[at + 1] in {"shooting", "shootings"}
        for at in range(near.start, near.stop - 1)
    )


def _on_purpose(doc: Document, anchor: int) -> bool:
    """Whether the verb has an aim; "the killing of" has one, "a missile went astray, killing" has none."""
    if doc.low[anchor] == "killing":
        return doc.low[anchor + 1 : anchor + 2] == ["of"]
    return doc.low[anchor] in DELIBERATE


def finding_of(doc: Document, toll: Toll, scene: Scene) -> Finding | None:
    """The same as a finding, with the toll's own words."""
    signal = signal_of(doc, toll, scene)
    if signal is None:
        return None
    return Finding(signal, toll.anchor, toll.first, toll.last, toll.mode, None)
