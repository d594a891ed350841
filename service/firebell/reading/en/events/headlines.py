"""A short text that tells of nothing but a toll → whether that is news of a war."""

from firebell.reading.en.casualties import Toll
from firebell.reading.en.events.blasts import INDUSTRY
from firebell.reading.text import Document, words

HEADLINE = 40
"""A text of so few words is a headline, or little more."""

OF_ONE_ACT = 100
"""As many dead or more, with no deed told, are a war's."""

KILLINGS = words(
    "killed shot slain murdered gunned executed beheaded massacred slaughtered hacked stabbed lynched"
)
"""What one headline alone says that somebody did."""

MISHAPS = words(
    "when after plunge plunges plunged plunging ravine gorge cliff bus buses train trains lorry truck trucks car cars "
    "minibus van motorcycle motorbike vehicle vehicles highway road traffic tractor rickshaw driver drivers pile-up "
    "hit-and-run run overturns overturned overturn veered skidded boat boats ferry canoe dinghy motorboat migrants "
    "plane planes aircraft helicopter chopper pilot fire fires blaze inferno snow ice cold fog heat rain swept river "
    "falls fell fall roof wall ceiling building bridge dam well pit mine mines mining miners liquor alcohol moonshine "
    "poison food drug drugs wedding gas electric elephant elephants snake snakes dog dogs crocodile hippo lion tiger "
    "leopard bear bees trampled scuffle brawl quarrel feud honour honor dowry wife husband lover family rape raped "
    "robbers robbery thieves hunger starvation gang gangs cartel trafficker traffickers hospital surgery virus "
    "outbreak fans football match stadium film movie book novel trial court convicted sentenced anniversary history "
    "slide slides mud aftershock magnitude collides collide collided collision flight jet airliner sinking sinks sink "
    "crushed overloaded yacht cargo dust toxic contaminated leak sewage"
)
"""Beside these a headline's dead may be those of an accident, an illness or a crime."""

ROBBERY = words("robbery robbers robber heist burglary")
"""A shoot-out over one of these is crime, where there is no war."""

DAMAGED = words("damaged destroyed")
STRUCK = words("hospital building car cars vehicle vehicles bus buses roof fire gas stadium bridge")
"""Where these were damaged, and people killed, nobody's mishap did it: a war's strike."""

PRIVATE = ROBBERY | words(
    "robbed rob criminal criminals thief thieves burglar personal domestic brother relative "
    "husband accident accidentally in-laws colleague dispute"
)


def is_news_of_war(doc: Document, toll: Toll, told: frozenset[str]) -> bool:
    """Where a war is, "Six killed in Diyala" is its news; a longer text says who did it, or what happened."""
    short = len(doc.low) <= HEADLINE and toll.kind == "killed" and toll.count.best < OF_ONE_ACT
    short = short and toll.first < toll.anchor and not KILLINGS.isdisjoint(doc.low[toll.anchor : toll.last])
    if "cease" in told:
        told -= {"fire"}
    if not told.isdisjoint(DAMAGED):
        told -= STRUCK
    return short and told.isdisjoint(MISHAPS) and told.isdisjoint(PRIVATE) and told.isdisjoint(INDUSTRY)
