"""The words by which one side acts on another, by what stands before and behind them."""

from firebell.reading.text import words

PAST = words(
    "killed attacked bombed shelled ambushed raided stormed abducted kidnapped seized captured struck hit "
    "targeted assassinated executed massacred torched destroyed shot wounded injured beheaded murdered "
    "slaughtered assaulted invaded overran burned bombarded besieged hacked pounded rammed "
    "kidnaped gunned lynched mowed downed engaged hijacked rocketed retook recaptured blew blown took taken sank"
)
"""Past and participle: active or passive."""

BARE = words(
    "attack attacks kill kills bomb bombs shell shells ambush ambushes raid raids storm storms abduct abducts "
    "kidnap kidnaps seize seizes capture captures strike strikes hit hits target targets execute executes "
    "shoot shoots wound wounds injure injures assassinate invade invades assault assaults behead beheads "
    "murder murders pound pounds massacre torch bombard bombards engage engages destroy destroys gun guns take takes"
)
PARTICLES: dict[str, frozenset[str]] = {
    word: words(needed)
    for listed, needed in {
        "gunned gun guns mowed": "down",
        "blew blown": "up",
        "took taken take takes": "hostage hostages captive captives prisoner prisoners revenge",
    }.items()
    for word in words(listed)
}
"""These are deeds only with one of the words close behind: "gunned down", "took 12 hostages"."""

PARTICLE_REACH = 4
BEHIND_VERB = words("down up dead off hostage captive prisoner")
"""Between a participle and "by": "gunned DOWN by", "taken HOSTAGE by"."""

"""Present and infinitive; many are nouns as well."""

DOING = words(
    "attacking killing bombing shelling ambushing raiding storming abducting kidnapping seizing capturing "
    "striking hitting targeting shooting wounding injuring beheading murdering executing massacring burning "
    "torching destroying bombarding assaulting pounding retaliating"
)
DIRECTED = words(
    "launched launch launches launching fired fires firing opened open opens opening carried carry carries "
    "carrying conducted conduct conducts staged stage stages mounted mount mounts threw throw throws hurled "
    "hurl detonated detonate detonates retaliated retaliates retaliate lobbed unleashed dropped drops dropping "
    "went goes advanced responded responds answered answers"
)
"""The target stands behind a preposition: fired rockets AT, opened fire ON, went AFTER."""

ONTO = words("on at against targeting toward towards into after upon")
NOUNS = words(
    "attack attacks airstrike airstrikes strike strikes raid raids ambush ambushes shelling bombardment bombing "
    "bombings offensive assault assaults drone drones missile missiles rocket rockets fire gunfire incursion "
    "incursions artillery warplanes jets killing killings murder murders assassination abduction abductions "
    "kidnapping kidnappings execution executions beheading shooting shootings massacre siege blast explosion "
    "mortars mortar shells bomb bombs grenade grenades operation operations "
    "barrage salvo airraid blockade invasion"
)
OF_VICTIM = words(
    "killing killings murder murders assassination abduction abductions kidnapping kidnappings execution "
    "executions beheading shooting shootings massacre shelling bombing bombings bombardment ambush siege invasion "
    "death deaths"
)
"""Behind these, "of" names who suffers."""

BEFORE_NOUN = words(
    "suicide rocket missile drone air - deadly artillery cross border retaliatory reprisal recent latest 's "
    "' mortar bomb gun terror terrorist ground night heavy fresh new massive alleged suspected revenge "
    "bombing earlier previous missiles mass armed surprise"
)
"""May stand between who attacks and the noun: "Red Front's deadly rocket attack"."""

CLASH_NOUNS = words(
    "clash clashes fighting battle battles firefight firefights gunfight gunfights gunbattle skirmish skirmishes "
    "shootout hostilities combat violence exchange exchanges war fight fights confrontation confrontations feud "
    "bloodshed conflict"
)
CLASH_VERBS = words(
    "clashed clashing clash clashes fought fight fights fighting battled battle battles battling"
)
TRADING = words("exchanged exchange exchanging traded trading trade trades")
TRADED = words("fire gunfire shots strikes missiles blows attacks rockets artillery airstrikes")
SETTING = words("set sets setting pit pits pitted pitting")
"""As in "violence that set X against Y"."""

BE = words("was were is are been being be get got gets")
SKIPPED = words(
    "had has have having also then reportedly later again allegedly jointly simultaneously overnight early late "
    "on monday tuesday wednesday thursday friday saturday sunday today yesterday since now repeatedly "
    "already first twice all each both will would could may might to not never been heavily fatally badly "
    "separately immediately subsequently did do does"
)
"""May stand between a subject and its verb."""

PREPOSITIONS = words(
    "in near at on against with to into by for over behind of from between inside outside around amid "
    "towards under during among across via upon targeting than like including"
)
SUBORDINATE = words(
    "when after while as because before since if although though where until whether but following despite"
)
RELATIVE = words("who which that")
MARKS = frozenset('.;:!?"\u201c\u201d\u2014')
SAYING = words(
    "said says say told tells reported reports confirmed confirms announced condemned condemns warned warns urged "
    "stated added declared blamed blames blaming accused accuses accusing denied denies called investigating "
    "arrived cordoned identified recovered praised mediated"
)
PRONOUNS = words("it they he she")
OFFICES = words(
    "spokesman spokesperson spokeswoman leader chief commander head official officials statement according thanks"
)
CREWS = words("unit units crew crews operator operators pilot pilots expert experts maker makers")
"""Behind a weapon: who has to do with it, a "drone commander"."""

UNDER = words("attack fire shelling siege bombardment assault")
SUFFERED = words("died dies perished dead lost")
HURT = words("dead slain wounded injured killed captured abducted")
OWNING = words("claimed claims claim claiming")
OWNED = words("attack attacks bombing bombings killing killings ambush assault raid strike shooting blast")
"""What one claims, and is behind: "claimed the attack"."""

BLAMING = words("blamed blames blame blaming")
MANNED = words("manned guarded held controlled used operated protected staffed run occupied")
RIVALS = words("rival rivals warring feuding opposing competing")
FOUGHT = words("clashed clash clashes clashing fought battled battling exchanged traded")
SENT = words("launched fired conducted staged hurled thrown dropped detonated lobbed mounted carried")
HOLDING = words("containing carrying storing transporting")
"""What is in a house that was hit is not who was hit."""
