"""Hits of phrases and deeds → the signals that stand: one deed is one signal (CODEBOOK §8)."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from firebell.reading.en.signals.crowds import (
    barred,
    burnt,
    by_no_force,
    hurled,
    in_march,
    in_the_crowd,
    who_rioted,
)
from firebell.reading.en.signals.doers import HURT
from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.en.signals.repeats import (
    as_he_fell,
    booty,
    by_coup,
    few,
    harmless,
    hoax,
    named_so,
    of_weapon,
    raided,
    recovered,
    resumed,
    set_free,
    unworn,
)
from firebell.reading.en.signals.scene import HARM, LONGEST, NEAR, VIOLENT, WEAPONS, Hit, Scene
from firebell.reading.en.signals.unpolitical import by_accident, by_hunter, by_sentence, by_works
from firebell.reading.en.signals.vows import foretold
from firebell.reading.phrases import Line
from firebell.reading.text import words

FAR = 20
"""A suicide bomber's bomb is told within so many words of him."""

OPENING = 3
"""What stands in the first words of a sentence answers the sentence before: "In response, …"."""

ANSWERS = VIOLENT - {"riot", "attack_prevented"}
"""What may be done in response; a riot in response is no retaliation (CODEBOOK §8)."""

STRIKE_WORDS = words("strike strikes striking struck pounded pounds hit hits")
FIRED = words("missile missiles rocket rockets artillery mortar mortars howitzer howitzers guns gunners")
BARE = words("bombed bombing bombings explosion explosions blast blasts")
"""In a text about air strikes or a suicide bomber these are his and theirs."""

ANOTHER = (["a"], ["another"])
"""A bombing is one that was not told before."""

BOMB_WORDS = words("bomb bombs bombed bombing bombings explosion explosions blast blasts")
FIRE = words("fire fired")

ANSWERING = words("response answer")
"""Words with which also a speech or a law answers: only behind violence are they retaliation."""

DONE = words(
    "attacked struck bombed hit shelled fired launched raided killed burned burnt torched executed stormed "
    "strikes attacks bombs shells kills pounds raids targeted targets pounded shelling bombing targeting"
)
MEASURES = words(
    "sanction sanctions sanctioned tariff tariffs expelled expels expulsion recalled recalls suspended suspends "
    "imposed imposes banned bans froze closed closes cut cuts diplomats ambassador embargo visas curfew lockdown"
)
"""What a state does without violence; it answers, and retaliates not (CODEBOOK §8 `retaliatory_attack`)."""

SAID_BEFORE = words("strike attack raid barrage assault bombardment operation incursion")
MOVED = words("mobilized mobilised deployed dispatched")
"""Who was so "in response to an attack" has not retaliated by that."""

ATTACKS = words("attack attacks attacked target targets targeted strike strikes struck hit hits")
CARS = words("car truck lorry vehicle van tanker motorcycle")

IMPOSED = words("impose imposes imposed imposing declare declares declared declaring reimposed")
DANGER = words("danger risk threat")
ULTIMATUM = words("hours days week weeks month until ultimatum deadline or chance")


def settled(line: Line, lexicon: Lexicon, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that another one explains."""
    if not hits:
        return []
    scene = Scene(line, lexicon, _longest(hits))
    for signals, rule in RULES:
        if signals.isdisjoint(scene.signals):
            continue
        kept = [hit for hit in scene.hits if hit.signal not in signals or not rule(scene, hit)]
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
    return any(
        other.signal == "attack_prevented"
        and (
            other.first <= hit.anchor < other.last
            or other.first < hit.last <= other.last
            or _goes_on_about(scene, hit, other)
            or _fails(scene, hit, other)
        )
        for other in scene.around(hit, LONGEST)
    )


def _goes_on_about(scene: Scene, hit: Hit, other: Hit) -> bool:
    """As in "launch a missile at the airport, which is intercepted": the relative clause tells of what was launched."""
    sentence = scene.line.sentence
    return (
        scene.words[other.first] == "which"
        and other.first >= hit.last
        and sentence[other.first] == sentence[hit.anchor]
    )


def _fails(scene: Scene, hit: Hit, other: Hit) -> bool:
    """As in "threw a grenade into the hall, but it failed to explode"."""
    sentence = scene.line.sentence
    between = scene.words[hit.last : other.first]
    told = scene.words[other.first : other.first + 1] == ["failed"] and between[-1:] in (["it"], ["which"])
    return told and len(between) <= NEAR and sentence[other.first] == sentence[hit.anchor]


def worn(scene: Scene, hit: Hit) -> bool:
    """A suicide bombing is no other bombing (CODEBOOK §1 `suicide_bombing`)."""
    return scene.beside(hit, {"suicide_bombing"}, FAR)


def dropped(scene: Scene, hit: Hit) -> bool:
    """What aircraft drop is an air strike, no planted bomb (CODEBOOK §1 `air_strike`)."""
    if BOMB_WORDS.isdisjoint(scene.words[hit.first : hit.last]):
        return False
    if "air_strike" not in scene.signals and scene.words[hit.anchor - 1 : hit.anchor] in ANOTHER:
        return False
    if scene.words[hit.anchor] in BARE and not scene.signals.isdisjoint({"air_strike", "suicide_bombing"}):
        return True
    return scene.beside(hit, {"air_strike"}) or scene.beside(hit, {"shelling"}, NEAR // 2)


def fired(scene: Scene, hit: Hit) -> bool:
    """A missile strike is shelling, a suicide bomber's his own; only a bare one is from the air (CODEBOOK §8)."""
    if scene.words[hit.anchor] not in STRIKE_WORDS:
        return False
    if scene.beside(hit, {"suicide_bombing"}, 2):
        return True
    before = scene.words[max(0, min(hit.first, hit.anchor - 2)) : hit.anchor]
    told = scene.words[hit.first : hit.last]
    if scene.lexicon.classes["aircraft"].words.isdisjoint(told) and scene.inside(hit, "shelling"):
        return True
    return not FIRED.isdisjoint(before) and "drone" not in before


def flown(scene: Scene, hit: Hit) -> bool:
    """Missiles that jets fire are an air strike (CODEBOOK §1 `air_strike`)."""
    aircraft = scene.lexicon.classes["aircraft"].words
    return any(
        other.signal == "air_strike"
        and other.first < hit.first < other.last < hit.last
        and not aircraft.isdisjoint(scene.words[other.first : hit.first])
        for other in scene.around(hit, LONGEST)
    )


def demanded(scene: Scene, hit: Hit) -> bool:
    """Leave by Sunday or be shot: what an ultimatum asks for has not been done."""
    return any(
        other.signal == "threat"
        and other.first < hit.last
        and hit.first < other.last
        and not ULTIMATUM.isdisjoint(scene.words[other.first : other.last])
        for other in scene.around(hit, LONGEST)
    )


def broken(scene: Scene, hit: Hit) -> bool:
    """A truce that is broken is none; nor is a measure that is lifted."""
    end = "ceasefire_violation" if hit.signal == "ceasefire" else "restrictions_lifted"
    return any(
        other.signal == end and other.first < hit.last and hit.first < other.last
        for other in scene.around(hit, LONGEST)
    )


def imposed(scene: Scene, hit: Hit) -> bool:
    """Who lifts a ban but imposes a curfew lifts no curfew (CODEBOOK §1 `emergency_measures`)."""
    return not IMPOSED.isdisjoint(scene.words[hit.first : hit.last])


def feared(scene: Scene, hit: Hit) -> bool:
    """The danger of clashes is a threat, and no clash (CODEBOOK §8 `threat`)."""
    return any(
        other.signal == "threat"
        and other.first <= hit.anchor < other.last
        and scene.words[other.anchor] in DANGER
        for other in scene.around(hit, LONGEST)
    )


def owned_up(scene: Scene, hit: Hit) -> bool:
    """Who claims an attack that the text tells claims no other one."""
    return scene.told and scene.words[hit.anchor] == "responsibility"


def fought(scene: Scene, hit: Hit) -> bool:
    """Whom a clash kills dies in it, and fighters who fire while they fight soldiers are in the fight."""
    if scene.words[hit.anchor].startswith("kill") and scene.inside(hit, "armed_clash"):
        return True
    told = scene.words[hit.first : hit.last]
    if FIRE.isdisjoint(told) or not _people(scene).isdisjoint(told):
        return False
    own = scene.line.sentence[hit.anchor]
    return any(
        other.signal == "armed_clash" and scene.line.sentence[other.anchor] in {own - 1, own, own + 1}
        for other in scene.around(hit, LONGEST)
    )


def _people(scene: Scene) -> frozenset[str]:
    return scene.lexicon.classes["civilians"].words | scene.lexicon.classes["gathering_places"].words


def one_deed(scene: Scene, hit: Hit) -> bool:
    """A leader's killing is no attack on civilians; a weapon's is one only where they are the target."""
    if hit.signal == "armed_clash":
        if scene.words[hit.anchor].startswith("destroy") and scene.beside(hit, WEAPONS, NEAR):
            return True
        if scene.words[hit.anchor] == "ambushed" and scene.beside(hit, {"assassination"}, 3):
            return True
        return scene.beside(hit, {"assassination", "attack_on_civilians"}, 0) or _by_car_bomb(scene, hit)
    if scene.beside(hit, {"assassination", "excessive_force"}, 3):
        return True
    if scene.words[hit.anchor] in FIRE and scene.beside(hit, {"armed_clash"}, 2):
        return True
    if "suicide_bombing" in scene.signals and "bomber" in scene.words[hit.first : hit.last]:
        return _people(scene).isdisjoint(scene.words[hit.first : hit.last])
    if not scene.beside(hit, WEAPONS, NEAR + 2):
        return False
    classes = scene.lexicon.classes
    named = classes["civilians"].words | classes["medics"].words
    behind = scene.words[hit.anchor + 1 : hit.last]
    aimed = scene.words[hit.anchor].startswith(("attack", "target")) and HURT.isdisjoint(behind)
    return not aimed or named.isdisjoint(behind)


def _by_car_bomb(scene: Scene, hit: Hit) -> bool:
    """Who attacks a post with a car bomb does no more than that: the weapon is said (CODEBOOK §8)."""
    if scene.words[hit.anchor] not in ATTACKS:
        return False
    own = scene.line.sentence[hit.anchor]
    return any(
        other.signal in WEAPONS
        and other.anchor > hit.anchor
        and scene.line.sentence[other.anchor] == own
        and "with" in scene.words[max(0, other.first - 2) : other.first]
        and not CARS.isdisjoint(scene.words[other.first : other.last])
        for other in scene.around(hit, FAR)
    )


def unanswered(scene: Scene, hit: Hit) -> bool:
    """Retaliation stands beside the violence that answers, not only the act answered (CODEBOOK §8)."""
    sentence = scene.line.sentence
    own = sentence[hit.anchor]
    opens = hit.first < OPENING or sentence[hit.first - OPENING] != own
    if (opens and _by_measure(scene, hit)) or not MOVED.isdisjoint(scene.words[hit.first : hit.last]):
        return True
    if not opens:
        before = {
            scene.words[at] for at in range(max(0, hit.first - LONGEST), hit.first) if sentence[at] == own
        }
        told = (
            not DONE.isdisjoint(before)
            or _is_the_attack(scene.words[max(0, hit.first - LONGEST) : hit.first])
            or any(
                other.signal in ANSWERS and other.anchor < hit.anchor and sentence[other.anchor] == own
                for other in scene.around(hit, LONGEST)
            )
        )
        answer = not ANSWERING.isdisjoint(scene.words[hit.first : hit.last])
        if answer or not MEASURES.isdisjoint(before):
            return not told
        if "attack" in before and "carried" in before:
            return False  # the attack that the text has told
    return scene.violent.isdisjoint({own - 1, own})


def _is_the_attack(before: Sequence[str]) -> bool:
    """As in "the military said the strike was in response to": the deed that was told before."""
    return any(one in {"the", "this", "its"} and other in SAID_BEFORE for one, other in pairwise(before))


def _by_measure(scene: Scene, hit: Hit) -> bool:
    """As in "In response to the violence, the town was placed under a curfew": the clause behind hurts nobody."""
    line = scene.line
    last = line.bounds(hit.anchor)[1]
    commas = (at for at in range(hit.last, last) if line.doc.raw[line.token[at] - 1] == ",")
    main = next(commas, last)
    if MEASURES.isdisjoint(scene.words[main:last]):
        return False
    return not any(
        other.signal in ANSWERS and main <= other.anchor < last for other in scene.around(hit, LONGEST)
    )


RULES: tuple[tuple[frozenset[str], Callable[[Scene, Hit], bool]], ...] = (
    (HARM, stopped),
    (words("bombing shelling"), recovered),
    (words("suicide_bombing"), unworn),
    (words("ceasefire_violation"), resumed),
    (words("abduction"), set_free),
    (words("attack_prevented"), harmless),
    (words("attack_prevented"), booty),
    (words("territory_change"), raided),
    (words("bombing"), hoax),
    (words("territory_change"), by_coup),
    (words("massacre"), few),
    (words("massacre"), named_so),
    (words("bombing"), worn),
    (words("bombing"), dropped),
    (words("air_strike"), fired),
    (words("restrictions_lifted"), imposed),
    (words("ceasefire emergency_measures"), broken),
    (words("threat"), foretold),
    (words("withdrawal release territory_change"), demanded),
    (words("excessive_force"), by_no_force),
    (words("armed_clash attack_on_civilians"), in_the_crowd),
    (VIOLENT, feared),
    (words("armed_clash attack_on_civilians massacre assassination"), by_sentence),
    (words("armed_clash"), by_hunter),
    (words("attack_on_civilians armed_clash"), by_accident),
    (words("bombing"), by_works),
    (words("armed_clash"), as_he_fell),
    (words("attack_on_civilians"), owned_up),
    (words("attack_on_civilians"), fought),
    (words("riot"), burnt),
    (words("bombing"), hurled),
    (words("armed_clash attack_on_civilians"), one_deed),
    (words("armed_clash attack_on_civilians"), of_weapon),
    (words("shelling"), flown),
    (words("protest"), who_rioted),
    (words("protest"), in_march),
    (words("protest"), barred),
    (words("retaliatory_attack"), unanswered),
)
"""The rules in their order, each with the signals that it may take away."""
