"""Words of an explosion beside a toll → whether a bomb made it, or gas, fireworks, a factory."""

from firebell.reading.text import Document, words

BLASTS = words("explosion explosions exploded blasts detonated detonation detonations")
BLAST_AFTER = words("a the this that bomb roadside twin deadly suicide after from by in of")
BLAST_BEFORE = words(
    "in at near on outside inside as and that which , . : ; - \u2013 \u2014 ( kills kill killed killing leaves left "
    "claims claimed wounds wounded injures injured hits hit rips ripped rocks rocked tears tore targets targeted toll"
)
"""Beside one of these a "blast" is an explosion; who "blast the government" only speak."""

BESIDE = 7
"""Words behind a blast in which the thing stands that blew up, or a fire that broke out with it."""
OPENING = 150
"""In so many words does a text say what exploded."""

INDUSTRY = words(
    "gas boiler fireworks firework firecracker firecrackers coal mine mines miners factory plant tanker "
    "refinery chemical chemicals cylinder cylinders dust warehouse transformer pipeline steam methane "
    "fuel oil petrol petroleum diesel leak depot kitchen reactor laboratory lab volcano volcanic "
    "battery batteries pressure quarry silo engine furnace rocket spacecraft launchpad crash crashed "
    "accident accidental grain steel mill dynamite stove heater meteor manhole electrical "
    "substation sewage power paint distillery crackers ship vessel star apartment residential "
    "tank caught disaster jet airliner ammunition munitions"
)
"""Beside these things explode without anybody's aim."""

DWELLINGS = words("house home homes flat flats bungalow residence duplex trailer fire")
"""What blows up with nobody's aim told is gas, where nothing says who did it."""


def killed(doc: Document, near: range, told: frozenset[str]) -> bool:
    """As in "Twelve killed by an explosion": of a bomb, where nothing in the text's opening explodes by itself."""
    if told.isdisjoint(BLASTS) and "blast" not in told:
        return False
    if not INDUSTRY.isdisjoint(doc.low[:OPENING]):
        return False
    blasts = [at for at in near if doc.low[at] in BLASTS or _is_blast(doc, at)]
    return bool(blasts) and all(DWELLINGS.isdisjoint(doc.low[at + 1 : at + 1 + BESIDE]) for at in blasts)


def _is_blast(doc: Document, at: int) -> bool:
    """As in "a blast", "Kandahar blast kills"."""
    if doc.low[at] != "blast":
        return False
    last = at + 1 >= len(doc.low)
    return last or doc.low[at + 1] in BLAST_BEFORE or (at > 0 and doc.low[at - 1] in BLAST_AFTER)
