"""Hits that tell of a crowd → those that another hit of it explains (CODEBOOK §1 `riot`, `excessive_force`)."""

from firebell.reading.en.signals.doers import THINGS
from firebell.reading.en.signals.scene import HARM, LONGEST, NEAR, WEAPONS, Hit, Scene
from firebell.reading.text import words

RALLIES = words("rally rallies march marches marchers sit-in")
CLASHES = words("clash clashes clashed")
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
FLYING = words("drone drones missile missiles rocket rockets shells shelling")
FLOWN = 3
"""What flies sets fire to things without a crowd: so many words before it."""

PETROL = words("petrol molotov molotovs firebomb firebombs")
"""What a crowd throws as it throws stones."""
ATTACKED = words("was were been be")
"""Behind the first who is named: it was done to him."""

VIGILANTES = words("vigilante vigilantes")
RELATING = words("who that also then later had have")
FOLLOWERS = words("supporters activists sympathisers sympathizers followers loyalists")
"""Behind a group's name: a crowd, and not its armed men."""

SAYING = words("said say says told reported")
BEFORE_MONTHS = words(
    "last this next since until early late mid in by and from february of past every each through"
)
ATTACKS = HARM - {"suicide_bombing"}


def in_march(scene: Scene, hit: Hit) -> bool:
    """Last March in Norport: the month."""
    if scene.words[hit.anchor] != "march" or not scene.line.capital(hit.anchor):
        return False
    return not BEFORE_MONTHS.isdisjoint(scene.words[max(0, hit.anchor - 1) : hit.anchor])


def in_the_crowd(scene: Scene, hit: Hit) -> bool:
    """Clashes with police at a protest are protest and riot (CODEBOOK §8)."""
    near = scene.words[max(0, hit.first - NEAR) : hit.last + NEAR]
    if not CROWD.isdisjoint(near) or not RALLIES.isdisjoint(near):
        return scene.beside(hit, {"riot", "excessive_force"})
    gassed = scene.words[hit.anchor] in CLASHES and (
        "tear gas" in " ".join(near) or "teargas" in near
    )  # "police fire tear gas during clash"
    return gassed and scene.beside(hit, {"riot"})


def by_no_force(scene: Scene, hit: Hit) -> bool:
    """Gunmen who fire on a rally attack civilians; the force is the state's (CODEBOOK §1 `excessive_force`)."""
    own = scene.line.sentence[hit.anchor]
    for at in range(hit.anchor, max(-1, hit.anchor - NEAR), -1):
        if scene.line.sentence[at] != own:
            return False
        party = scene.lexicon.part_at(scene.words, at)
        if party in {"gunmen", "groups", "forces"}:
            return party != "forces"
    return False


def hurled(scene: Scene, hit: Hit) -> bool:
    """What a crowd throws belongs to its riot (CODEBOOK §1 `riot`)."""
    if scene.inside(hit, "riot"):
        return True
    burning = not PETROL.isdisjoint(scene.words[hit.first : hit.last])
    return burning and not CROWD.isdisjoint(scene.sentence(hit)) and scene.beside(hit, {"riot"}, NEAR)


def barred(scene: Scene, hit: Hit) -> bool:
    """Attackers who block a road block it for their attack (CODEBOOK §1 `protest`)."""
    if not scene.words[hit.anchor].startswith("block"):
        return False
    low = scene.line.bounds(hit.anchor)[0]
    before = scene.words[max(low, hit.anchor - LONGEST) : hit.anchor]
    if not (CROWD | RIOTING).isdisjoint(before):
        return False
    own = scene.line.sentence[hit.anchor]
    return any(
        other.signal in ATTACKS and other.anchor < hit.anchor and scene.line.sentence[other.anchor] >= own - 1
        for other in scene.around(hit, LONGEST)
    )


def burnt(scene: Scene, hit: Hit) -> bool:
    """Only a crowd riots: what armed men burn, loot or throw belongs to their attack (CODEBOOK §1 `riot`)."""
    if scene.words[hit.anchor].startswith(NO_FIRE):
        return False
    if not FLYING.isdisjoint(scene.words[max(0, hit.anchor - FLOWN) : hit.anchor]):
        return True
    if _by_armed_men(scene, hit.anchor):
        return True
    own = scene.line.sentence[hit.anchor]
    near = scene.sentence(hit) - {scene.words[hit.anchor]}
    if near.isdisjoint(CROWD) and (_armed_first(scene, hit) or _of_those_before(scene, hit)):
        return True
    if scene.words[hit.anchor] == "unrest" and scene.beside(hit, WEAPONS, LONGEST) and near.isdisjoint(CROWD):
        return True
    armed = scene.lexicon.classes["gunmen"].words - VIGILANTES | scene.lexicon.classes["groups"].words
    if not near.isdisjoint(CROWD) or not near.isdisjoint(RIOTING):
        return _as_told(scene, hit, armed | SOLDIERS)
    return (
        not armed.isdisjoint(near)
        or not SOLDIERS.isdisjoint(near)
        or any(
            other.signal in ATTACKS and scene.line.sentence[other.anchor] in {own - 1, own}
            for other in scene.around(hit, LONGEST)
        )
    )


def _armed_first(scene: Scene, hit: Hit) -> bool:
    """Gunmen who kill people and burn houses: the first party of the sentence is the doer."""
    first, _ = scene.line.bounds(hit.anchor)
    for at in range(max(first, hit.anchor - LONGEST), hit.anchor):
        party = scene.lexicon.part_at(scene.words, at)
        if (
            party
            and party not in THINGS
            and scene.words[at + 1] not in SAYING | FOLLOWERS
            and scene.words[at] not in VIGILANTES
        ):
            return party in {"gunmen", "groups"} and ATTACKED.isdisjoint(scene.words[at + 1 : at + 3])
    return False


def _by_armed_men(scene: Scene, verb: int) -> bool:
    """As in "junta forces torched the village", "gunmen who also burned cars": who did it stands right before."""
    at = verb - 1
    while at > 0 and scene.words[at] in RELATING:
        at -= 1
    armed = scene.lexicon.part_at(scene.words, at) in {"forces", "gunmen", "groups"}
    return armed and scene.words[at] not in VIGILANTES


def _of_those_before(scene: Scene, hit: Hit) -> bool:
    """As in "They burned vehicles and left", behind a sentence that opens with fighters."""
    first, _ = scene.line.bounds(hit.anchor)
    if not first or scene.words[first] != "they":
        return False
    begin, _ = scene.line.bounds(first - 1)
    party = next(
        (
            party
            for at in range(begin, first)
            if (party := scene.lexicon.part_at(scene.words, at)) not in {None, *THINGS}
        ),
        None,
    )
    return party in {"gunmen", "groups"}


def _as_told(scene: Scene, hit: Hit, armed: frozenset[str]) -> bool:
    """Residents said soldiers burned the village: behind the saying stands who did it."""
    before = scene.words[max(scene.line.bounds(hit.anchor)[0], hit.anchor - NEAR) : hit.anchor]
    said = next((at for at, word in enumerate(before) if word in SAYING), None)
    return said is not None and not armed.isdisjoint(before[said:]) and CROWD.isdisjoint(before[said:])


def who_rioted(scene: Scene, hit: Hit) -> bool:
    """Protesters who storm and burn are no protest beside it; clashes at a protest are (CODEBOOK §8)."""
    if scene.words[hit.anchor] not in PERSONS:
        return False
    if scene.words[hit.anchor - 1] == "with" and scene.words[hit.anchor - 2] in CLASHES:
        return False
    return any(
        other.signal == "riot"
        and other.first <= hit.anchor < other.last
        and not scene.words[other.anchor].startswith("clash")
        for other in scene.around(hit, LONGEST)
    )
