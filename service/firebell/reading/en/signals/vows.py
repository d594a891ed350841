"""Violence that is planned → the threat that says so, where a party utters it (CODEBOOK §8 `threat`)."""

from collections.abc import Collection, Iterator, Sequence

from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.en.signals.scene import Hit, Scene
from firebell.reading.phrases import Line
from firebell.reading.text import words

VOWS = words(
    "threaten threatens threatened threatening vow vows vowed vowing promise promises promised promising "
    "pledge pledges pledged pledging swear swears swore sworn"
)
"""Who does this with violence behind it threatens, whoever he is."""

SAYS = words(
    "say says said tell tells told declare declares declared announce announces announced insisted added "
    "warn warns warned"
)
WILL = words("will would shall 'll")
OWN = words("it they he she we i its their his her our my")
"""Said the army, it would: another one's deeds are a forecast."""

CONDITIONS = words("if unless until should any every whoever")
"""Under one of these also a commander's word on his fighters is a threat."""

REBELS = words("gunmen groups")
PARTIES = REBELS | words("forces officials")
REACH = 14
"""So many words before the deed stands who said that he will do it."""

NEAR = 5
"""The speaker stands right before the verb of saying."""


def uttered(line: Line, lexicon: Lexicon, planned: Sequence[int], told: Collection[int]) -> Iterator[int]:
    """The words of saying that threaten the violence at words `planned`; none in sentences of a threat `told`."""
    heard = {line.sentence[at] for at in told}
    for deed in planned:
        at = None if line.sentence[deed] in heard else _said(line, lexicon, deed)
        if at is not None:
            heard.add(line.sentence[deed])
            yield at


def foretold(scene: Scene, hit: Hit) -> bool:
    """Who says that another one will attack threatens nobody (CODEBOOK §8 `threat`)."""
    said = next((at for at in range(hit.anchor - 1, hit.first - 1, -1) if scene.words[at] in SAYS), None)
    if said is None:
        return False
    will = next((at for at in range(said + 1, hit.anchor + 1) if scene.words[at] in WILL), None)
    if will is None or not OWN.isdisjoint(scene.words[said + 1 : will]):
        return False
    line, lexicon = scene.line, scene.lexicon
    doer = lexicon.part_at(scene.words, will - 1)
    rebels = _has(line, lexicon, REBELS, max(0, said - NEAR), said)
    forecast = doer in PARTIES and (doer in REBELS) != rebels
    return forecast and CONDITIONS.isdisjoint(scene.sentence(hit))


def _said(line: Line, lexicon: Lexicon, deed: int) -> int | None:
    """Where the vow stands that governs the deed, or the "said" behind which its own speaker will do it."""
    low, _ = line.bounds(deed)
    for at in range(deed - 1, max(low, deed - REACH) - 1, -1):
        word = line.words[at]
        if word in VOWS:
            return at
        if word in SAYS:
            between = line.words[at + 1 : deed]
            own = not OWN.isdisjoint(between) and not WILL.isdisjoint(between)
            return at if own and _is_party(line, lexicon, max(low, at - NEAR), at) else None
    return None


def _is_party(line: Line, lexicon: Lexicon, first: int, last: int) -> bool:
    states = lexicon.classes["states"].words
    return not states.isdisjoint(line.words[first:last]) or _has(line, lexicon, PARTIES, first, last)


def _has(line: Line, lexicon: Lexicon, classes: frozenset[str], first: int, last: int) -> bool:
    return any(lexicon.part_at(line.words, at) in classes for at in range(first, last))
