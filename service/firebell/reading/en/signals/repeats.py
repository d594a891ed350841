"""Hits that say again what another one tells, or only a word for it → dropped (CODEBOOK §1, §8)."""

from itertools import pairwise

from firebell.reading.en.signals.doers import ARMED, PASSIVE, TELLING
from firebell.reading.en.signals.scene import LONGEST, WEAPONS, Hit, Scene
from firebell.reading.text import words

FOUND_REACH = 20
"""A list of weapons that were found is no longer than so many words."""

FINDS = (
    "recover",
    "seize",
    "found",
    "find",
    "discover",
    "unearth",
    "uncover",
    "confiscat",
    "impound",
    "captur",
)
"""How the words begin that say so."""

TAKEN = words("recovered recovering confiscated confiscating seized seizing yielded behind")
"""What soldiers take of fleeing rebels, who leave it behind."""

BE = words("is was were are be")
"""Before "behind": who was behind a bombing left nothing."""

UNEARTHED = words("unearthed defused recovered")
LIST_REACH = 45
"""A list of all that was taken in a fight is no longer than so many words."""
BELTS = words("belt belts vest vests")
WORN = words("detonated detonating exploded blew wearing wore donned")
DUMMIES = words("replica replicas dummy fake")

USED = words(
    "when as after while before who that killed killing exploded explode explodes exploding detonated went blast "
    "injured injuring wounded wounding attack attacked"
)
"""One of these in or right behind the list: something of it went off."""

SEATS = words("power tv television broadcaster radio palace")
"""What soldiers of a coup seize, and what is no town."""

SEIZES = ("seiz", "captur", "took", "loot")
CIVILIAN = words("attack_on_civilians massacre abduction")

RESUMED = ("shelling", "bombing", "bombardment", "airstrikes", "operations")
TRUCES = words(
    "truce truces ceasefire ceasefires cease armistice pause lull deal agreement accord hostilities"
)

EXECUTED_FEW = words("a an one two three four his her")
CALLS = words("call calls called calling lambasts lambasted likened describes described brands branded")
QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d")
DEADLY = words(
    "kill kills killed killing dead deaths died dying bodies victims survivors graves grave slaughtered slain shot "
    "murdered executed villagers civilians"
)
STRIKES = words("air_strike shelling")

SIDE_OF = words("against with alongside for")
FOUGHT_BY = words("while soldier fighter volunteer man mercenary officer when")
FOUGHT_REACH = 25

BY_REACH = 8

BOMBED = words("bombed bombing bombings")
LOOTS = words("seize seizes seized seizing capture captures captured capturing")
TURNS = words("when after as while before who which that where but")
"""Behind these somebody else may do what is told."""

HAVE = words("have has had also then reportedly")
SIDES = words("gunmen groups forces")
PUTSCHISTS = words("officers soldiers colonels generals junta")

PACKAGES = words("package packages parcel parcels device devices bag bags suitcase backpack item object")
HARMLESS = words("hoax harmless")
HARMLESS_PAIRS = frozenset(
    {("false", "alarm"), ("training", "device"), ("nothing", "suspicious"), ("not", "explosive")}
)
HARMLESS_REACH = 60
"""Within so many words is told what it was."""


def recovered(scene: Scene, hit: Hit) -> bool:
    """Rifles, an IED and grenades that are found hurt nobody (CODEBOOK §8 `attack_prevented`)."""
    own = scene.line.sentence[hit.anchor]
    if _listed(scene, hit):
        return True
    for other in scene.around(hit, FOUND_REACH):
        if (
            other.signal == "attack_prevented"
            and other.anchor < hit.first
            and scene.line.sentence[other.anchor] == own
            and scene.words[other.anchor].startswith(FINDS)
        ):
            return USED.isdisjoint(scene.words[other.anchor + 1 : hit.last + 2])
        if _is_listed_before(scene, hit, other, own):
            return True
    return False


def booty(scene: Scene, hit: Hit) -> bool:
    """What rebels seize from those whom they attack is no cache that was found."""
    words_of, anchor = scene.words, hit.anchor
    if not words_of[anchor].startswith(SEIZES):
        return False
    first, _ = scene.line.bounds(anchor)
    own = scene.lexicon.part_at(words_of, anchor - 1)
    party = next(
        (
            cls
            for at in range(max(first, anchor - LONGEST), anchor)
            if (cls := scene.lexicon.part_at(words_of, at)) in ARMED and words_of[at + 1] not in TELLING
        ),
        None,
    )
    # "Four rebels were killed and troops seized": right before the verb stands who did it
    return (own if own in ARMED else party) in {"gunmen", "groups"}


def raided(scene: Scene, hit: Hit) -> bool:
    """Gunmen who enter a village and open fire on those who live there have not taken it."""
    if not scene.words[hit.anchor].startswith("enter"):
        return False
    own = scene.line.sentence[hit.anchor]
    return any(
        other.signal in CIVILIAN and other.anchor > hit.anchor and scene.line.sentence[other.anchor] == own
        for other in scene.around(hit, LONGEST)
    )


def _listed(scene: Scene, hit: Hit) -> bool:
    """As in "left behind a rifle and two grenades", "a rifle and two grenades were recovered"."""
    low, high = scene.line.bounds(hit.anchor)
    before = scene.words[max(low, hit.first - LIST_REACH) : hit.last]
    taken = next((at for at, word in enumerate(before) if word in TAKEN and before[at - 1] not in BE), None)
    if taken is not None and USED.isdisjoint(before[taken + 1 :]):
        return True
    if not UNEARTHED.isdisjoint(scene.words[hit.last : min(high, hit.last + 3)]):
        return True
    behind = scene.words[hit.first : min(high, hit.last + FOUND_REACH)]
    found = next((at for at, word in enumerate(behind) if word in PASSIVE), None)
    if found is None or not behind[found + 1 : found + 3] or not USED.isdisjoint(behind[:found]):
        return False
    return any(word in TAKEN for word in behind[found + 1 : found + 3])


def _is_listed_before(scene: Scene, hit: Hit, other: Hit, own: int) -> bool:
    """A pistol, a grenade and cartridges were found: it stands bare in the list of what was."""
    bare = hit.last - hit.first == 1 and other.signal == "attack_prevented" and hit.last <= other.anchor
    if (
        not bare
        or scene.line.sentence[other.anchor] != own
        or not scene.words[other.anchor].startswith(FINDS)
    ):
        return False
    return USED.isdisjoint(scene.words[max(0, hit.first - 4) : other.anchor])


def resumed(scene: Scene, hit: Hit) -> bool:
    """Who resumes shelling breaks a truce only where the text knows of one."""
    told = scene.words[hit.first : hit.last]
    return told[-1] in RESUMED and TRUCES.isdisjoint(scene.words)


def unworn(scene: Scene, hit: Hit) -> bool:
    """A suicide belt that is found, or a dummy of one, blew up nobody (CODEBOOK §1 `suicide_bombing`)."""
    if BELTS.isdisjoint(scene.words[hit.first : hit.last]) or not WORN.isdisjoint(scene.sentence(hit)):
        return False
    return any(
        word.startswith(FINDS) or word in DUMMIES for word in scene.words[max(0, hit.first - 6) : hit.first]
    )


def few(scene: Scene, hit: Hit) -> bool:
    """Who executes one man, or his son too, massacres nobody: that takes five (CODEBOOK §1 `massacre`)."""
    executed = scene.words[hit.anchor].startswith("execut")
    return executed and not EXECUTED_FEW.isdisjoint(scene.words[hit.anchor + 1 : hit.last])


def by_coup(scene: Scene, hit: Hit) -> bool:
    """Soldiers who take power take no town; rebels who march in do both (CODEBOOK §8)."""
    if "coup" not in scene.signals:
        return False
    if not SEATS.isdisjoint(scene.words[hit.first : hit.last + 2]):
        return True
    told = scene.sentence(hit)
    armed = scene.lexicon.classes["gunmen"].words | scene.lexicon.classes["groups"].words
    return (
        "control" in scene.words[hit.first : hit.last]
        and not PUTSCHISTS.isdisjoint(told)
        and armed.isdisjoint(told)
    )


def hoax(scene: Scene, hit: Hit) -> bool:
    """Bombs that only a message spoke of."""
    near = scene.words[max(0, hit.first - HARMLESS_REACH) : hit.last + HARMLESS_REACH]
    return "hoax" in near and DEADLY.isdisjoint(scene.words)


def as_he_fell(scene: Scene, hit: Hit) -> bool:
    """A soldier killed by a mine while fighting against rebels: what he was doing is no deed beside the mine."""
    at = hit.anchor
    if (
        scene.words[at] != "fighting"
        or scene.words[at + 1 : at + 2] == []
        or scene.words[at + 1] not in SIDE_OF
    ):
        return False
    who = scene.words[max(0, at - 1) : at]
    return bool(who) and who[0] in FOUGHT_BY and scene.beside(hit, WEAPONS, FOUGHT_REACH)


def set_free(scene: Scene, hit: Hit) -> bool:
    """Captives who are released or traded: the word says who they were."""
    word = scene.words[hit.anchor]
    if word == "captured":
        return scene.inside(hit, "release")
    return word.startswith("captiv") and scene.beside(hit, {"release"}, FOUND_REACH)


def named_so(scene: Scene, hit: Hit) -> bool:
    """A speaker's word for a strike or for a war is none (CODEBOOK §8: never from strikes)."""
    if hit.last - hit.first > 1 or not scene.words[hit.anchor].startswith("massacre"):
        return False
    own = scene.line.sentence[hit.anchor]
    if any(
        other.signal in STRIKES and abs(scene.line.sentence[other.anchor] - own) <= 1
        for other in scene.around(hit, LONGEST)
    ):
        return True
    raw, token = scene.line.doc.raw, scene.line.token[hit.anchor]
    quoted = token > 0 and raw[token - 1] in QUOTES and not QUOTES.isdisjoint(raw[token + 1 : token + 2])
    called = not CALLS.isdisjoint(scene.words[max(0, hit.anchor - 3) : hit.anchor])
    return (quoted or called) and DEADLY.isdisjoint(scene.words)


def of_weapon(scene: Scene, hit: Hit) -> bool:
    """Who "was killed" by nobody told, right behind the sentence on a blast or a strike, died in it.

    Whom the army says that it targeted, it targeted with that strike.
    """
    before = scene.words[max(0, hit.anchor - 3) : hit.anchor]
    aimed = scene.words[hit.anchor] == "targeted" and "had" in before
    if not aimed and (scene.words[hit.anchor] != "killed" or PASSIVE.isdisjoint(before)):
        return False
    own = scene.line.sentence[hit.anchor]
    if "by" in scene.words[hit.anchor : min(hit.anchor + BY_REACH, scene.line.bounds(hit.anchor)[1])]:
        return False
    return any(
        other.signal in WEAPONS
        and (scene.line.sentence[other.anchor] == own - 1 or _is_its_end(scene, hit, other, own))
        for other in scene.around(hit, LONGEST)
    )


def _is_its_end(scene: Scene, hit: Hit, weapon: Hit, own: int) -> bool:
    """As in "were killed when their car drove past a bomb": the same sentence goes on to the weapon."""
    if scene.line.sentence[weapon.anchor] != own or weapon.anchor < hit.last:
        return False
    return "when" in scene.words[hit.last - 1 : weapon.first]


def harmless(scene: Scene, hit: Hit) -> bool:
    """A package that turned out to be none to fear was no attack that was prevented, nor are arms that rebels seize."""
    if scene.words[hit.anchor] in LOOTS and hit.last > hit.anchor + 1 and _by_rebels(scene, hit.anchor):
        return True
    if scene.words[hit.last - 1] in BOMBED:
        return True  # found beneath the rubble of a bombed house
    if PACKAGES.isdisjoint(scene.words[hit.first : hit.last]):
        return False
    told = scene.words[hit.first : hit.last + HARMLESS_REACH]
    return not HARMLESS.isdisjoint(told) or not HARMLESS_PAIRS.isdisjoint(pairwise(told))


def _by_rebels(scene: Scene, verb: int) -> bool:
    """Whether the doer of the verb, which is no passive, is one whom an army fights."""
    low = scene.line.bounds(verb)[0]
    first = max(low, verb - LIST_REACH)
    if not PASSIVE.isdisjoint(scene.words[verb - 1 : verb]):
        return False
    turns = (at for at in range(verb - 1, first - 1, -1) if scene.words[at] in TURNS)
    first = next(turns, first)
    parties = [
        (at, part) for at in range(first, verb) if (part := scene.lexicon.part_at(scene.words, at)) in SIDES
    ]
    if not parties:
        return False
    near, last = parties[-1]
    if near == verb - 1 or (near == verb - 2 and scene.words[verb - 1] in HAVE):
        return last != "forces"
    subject, part = parties[0]
    hurt = not PASSIVE.isdisjoint(scene.words[subject + 1 : subject + 3])
    return part != "forces" and not hurt
