"""Mentions of actors → who attacks whom, where the syntax shows it, and who says that they did it."""

from collections.abc import Iterable, Iterator, Sequence

from firebell.reading.actors import ATTACK_NOUNS, UNNAMED, Mention
from firebell.reading.reading import ActorRole
from firebell.reading.text import Document, words

SUFFIX_NOUNS = words(
    "fighters fighter militants militant rebels rebel gunmen forces troops insurgents group militia "
    "militiamen soldiers members member movement organization organisation paramilitary cadres cadre "
    "jihadists terrorists separatists guerrillas supporters loyalists army"
)
ATTACK_VERBS = words(
    "kill kills killed attack attacks attacked bomb bombs bombed shell shells shelled ambush ambushes "
    "ambushed raid raids raided storm storms stormed abduct abducts abducted kidnap kidnaps kidnapped "
    "seize seizes seized capture captures captured strike strikes struck hit hits target targets "
    "targeted launch launches launched fire fires fired open opens opened carry carries carried "
    "conduct conducts conducted assassinate assassinates assassinated execute executes executed "
    "massacre massacred burn burned torch torched destroy destroyed detonate detonates detonated "
    "shoot shoots shot invade invaded assault assaulted overran retaliate retaliated retaliates wound "
    "wounded wounds injure injured behead beheaded hack hacked murder murdered slaughter slaughtered "
    "throw threw hurl hurled ram rammed blow blew claim claims claimed attacking killing firing "
    "launching shelling bombing carrying targeting"
)
TARGET_BEFORE = words(
    "against targeting targeted target targets kills killed kill killing attacked attacking attack "
    "attacks ambushed ambush ambushes ambushing struck hit hits hitting shot shooting bombed bombing "
    "shelled shelling murdered assassinated abducted kidnapped wounded wounding injured injuring "
    "beheaded executed on at"
)
KILLING_NOUNS = words(
    "killing killings murder assassination death deaths abduction kidnapping execution beheading "
    "shooting ambush massacre bombing shelling"
)
CLASH_WORDS = words(
    "clash clashes clashed clashing fighting battle battles firefight gunfight gunbattle skirmish "
    "skirmishes shootout hostilities battled fought fight combat violence exchange exchanged "
    "exchanges"
)
PASSIVE = words("was were is are been being be")
LIGHT = words(
    "the a an suspected alleged armed unidentified unknown several some two three four five six seven "
    "eight nine ten pro anti heavily masked islamist of own rival"
)
BREAKS = frozenset(".;:!?")


def roles(doc: Document, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, ActorRole]]:
    """Each mention with the part that its clause gives it: attacker, target, both (a clash), or unknown."""
    for mention in mentions:
        yield mention, _role(doc, mention)


def _role(doc: Document, mention: Mention) -> ActorRole:
    sentence = doc.sentence_at(mention.first)
    start = _skip_back(doc, mention.first, sentence.first)
    end = _skip_on(doc, mention.last, sentence.last)
    if _in_clash(doc, mention, sentence.first, sentence.last):
        return "both"
    before = doc.low[start - 1] if start > sentence.first else ""
    earlier = doc.low[start - 2] if start - 1 > sentence.first else ""
    after = doc.low[end] if end < sentence.last else ""
    if before == "by" and earlier not in {"said", "controlled", "held", "led", "reported", "near"}:
        return "attacker"
    if mention.weapon or after in ATTACK_NOUNS:
        return "target" if before == "against" else "attacker"
    if before in {"of", "on"} and earlier in KILLING_NOUNS | ATTACK_NOUNS:
        return "target"
    if _passive_after(doc, end, sentence.last):
        return "target"
    if _active_after(doc, end, sentence.last):
        return "attacker"
    if before in TARGET_BEFORE - {"on", "at"}:
        return "target"
    return "unknown"


def _skip_back(doc: Document, at: int, stop: int) -> int:
    while at > stop and (doc.low[at - 1] in LIGHT or doc.raw[at - 1].isdigit() or doc.raw[at - 1] == "-"):
        at -= 1
    return at


def _skip_on(doc: Document, at: int, stop: int) -> int:
    while at < stop and (doc.low[at] in SUFFIX_NOUNS or doc.low[at] in UNNAMED or doc.low[at] == "'s"):
        at += 1
    return at


def _in_clash(doc: Document, mention: Mention, first: int, last: int) -> bool:
    """Between X and Y, X clashed with Y: both sides fight (CODEBOOK §1 `armed_clash`)."""
    window = range(max(first, mention.first - 14), min(last, mention.last + 8))
    words = {doc.low[i] for i in window}
    if not words & CLASH_WORDS:
        return False
    behind = doc.low[max(first, mention.first - 14) : mention.first]
    if "between" in behind:
        return True
    following = doc.low[mention.last : mention.last + 5]
    fought = {"clash", "clashed", "clashes", "clashing", "battled", "fought", "exchanged", "fighting"}
    if set(following) & fought:
        return True
    return bool(behind) and "with" in behind[-4:] and bool(set(behind[-10:]) & CLASH_WORDS)


def _passive_after(doc: Document, at: int, stop: int) -> bool:
    window = doc.low[at : min(stop, at + 14)]
    for offset, word in enumerate(window[:-1]):
        if word in BREAKS:
            return False
        if word in PASSIVE:
            following = [
                w for w in window[offset + 1 : offset + 4] if w not in {"also", "reportedly", "been"}
            ]
            return (
                bool(following)
                and following[0] in ATTACK_VERBS
                and following[0].endswith(("ed", "t", "n", "en"))
            )
        if word in ATTACK_VERBS:
            return False
    return False


def _active_after(doc: Document, at: int, stop: int) -> bool:
    for offset, word in enumerate(doc.low[at : min(stop, at + 10)]):
        if word in BREAKS or (word in PASSIVE and offset == 0):
            return False
        if word in ATTACK_VERBS:
            return at + offset + 1 >= stop or doc.low[at + offset + 1] != "by"
    return False


RESPONSIBILITY = words("responsibility responsible credit")
OWNING = words("claimed claims claiming claim accepted assumed took admitted")


def claimed_by(doc: Document, mentions: Sequence[Mention], sentences: frozenset[int]) -> str | None:
    """Who says that they did it ("claimed responsibility"), by id where a list knows them; None where nobody does.

    Looked for in the incident's own sentences and in those right behind them (CONTRACT: the incident's `claimed_by`).
    """
    for number, sentence in enumerate(doc.sentences):
        if sentences.isdisjoint((number, number - 1, number - 2)):
            continue
        for at in range(sentence.first, sentence.last):
            if _owns(doc, sentence.first, at):
                owner = _owner(doc, mentions, sentence.first, at, sentence.last)
                if owner is not None:
                    return owner.id or owner.name
    return None


def _owns(doc: Document, first: int, at: int) -> bool:
    """Whether token `at` is the word of a claim: "claimed RESPONSIBILITY", "an attack CLAIMED by"."""
    word = doc.low[at]
    if word == "claimed" and at + 1 < len(doc) and doc.low[at + 1] == "by":
        return True
    owning = word in RESPONSIBILITY and not OWNING.isdisjoint(doc.low[max(first, at - 4) : at])
    return owning and not _disowned(doc, first, at)


def _owner(doc: Document, mentions: Sequence[Mention], first: int, at: int, last: int) -> Mention | None:
    """The named actor before the claim, the nearest, else the one behind "by"."""
    named = [mention for mention in mentions if mention.named and first <= mention.first < last]
    behind = next((m for m in named if m.first > at and "by" in doc.low[at : m.first][-2:]), None)
    if doc.low[at] == "claimed":
        return behind
    return next((m for m in reversed(named) if m.first < at), behind)


def _disowned(doc: Document, first: int, at: int) -> bool:
    """No group has claimed responsibility."""
    return bool({"no", "nobody", "none", "not", "neither", "denied"} & set(doc.low[max(first, at - 8) : at]))
