"""What happened to people, as tables: verbs, adjectives and nouns for each kind of casualty (CODEBOOK §3)."""

from typing import Literal

from firebell.reading.beginnings import Beginnings
from firebell.reading.reading import Kind
from firebell.reading.text import words

Shape = Literal["active", "participle", "subject", "noun", "toll", "among"]


def _by_word(table: dict[Kind, str]) -> dict[str, Kind]:
    """Each word of the lists with the kind that it tells of."""
    return {word: kind for kind, listed in table.items() for word in listed.split()}


ACTIVE = _by_word(
    {
        "killed": "kill kills killing slay slays slew murder murders murdering assassinate assassinates "
        "assassinating behead beheads beheading massacre massacres massacring slaughter slaughters "
        "slaughtering "
        "lynch lynches execute executes executing crucify crucifies crucifying martyr",
        "injured": "injure injures injuring wound wounds wounding hurt hurts hurting maim maims "
        "maiming stab stabs "
        "stabbing shoot shoots shooting hack hacks hacking burn beats rape rapes raping torture tortures hit hits",
        "abducted": "abduct abducts abducting kidnap kidnaps kidnapping",
        "detained": "arrest arrests arresting detain detains detaining",
        "displaced": "displace displaces displacing uproot uproots",
    }
)
"""Verb forms that only an actor can be the subject of."""

PARTICIPLES = _by_word(
    {
        "killed": "killed slain murdered assassinated beheaded massacred slaughtered lynched butchered buried "
        "executed gunned "
        "martyred electrocuted decapitated crucified assasinated",
        "injured": "injured wounded hurt maimed stabbed shot beaten raped tortured hospitalized "
        "hospitalised "
        "mutilated assaulted hit burned burnt burns",
        "abducted": "abducted kidnapped kidnaped seized",
        "detained": "arrested detained",
        "displaced": "displaced uprooted",
    }
)
"""Past forms, active or passive by what stands around them."""

SUBJECT_ONLY = _by_word(
    {
        "killed": "died dies die dying dead perished perish perishes succumbed succumbs succumb drowned drown drowns",
        "missing": "missing disappeared vanished",
    }
)
"""Words whose subject is the victim."""

NOUNS = _by_word(
    {
        "killed": "death deaths killing killings murder murders assassination assassinations "
        "beheading execution "
        "executions massacre slaying slayings martyrs martyr martyrdom fatalities fatality lives "
        "bodies corpses body corpse remains",
        "injured": "injuries injury wounding wounding",
        "abducted": "abduction abductions kidnapping kidnappings",
        "detained": "arrest arrests detention",
        "missing": "disappearance disappearances",
        "displaced": "displacement",
        "size": "casualties casualty",
    }
)
"""Nouns that name it: "the death of two soldiers", "nine fatalities"."""

COUNTED_NOUNS = words(
    "martyrs deaths fatalities fatality casualties casualty injuries killings murders executions "
    "bodies corpses abductions kidnappings arrests victims"
)
"""Such a noun may itself be counted: "nine fatalities"."""

BODIES = words("bodies corpses")
DEAD_BODIES = BODIES | words("body corpse remains")
OF_BODIES = words("burned burnt mutilated decapitated beheaded executed tortured beaten")
"""Before "bodies": how these were found."""

PLURAL_NOUNS = BODIES | words("murders killings assassinations executions abductions kidnappings")
"""Whoever stands behind the "of" of these, there were two at least."""

BORNE = words(
    "sustained suffered received sustaining suffering receiving suffer suffers sustain sustains nursing"
)
TREATED = frozenset(
    {
        ("treated", "for"),
        ("admitted", "with"),
        ("left", "with"),
        ("hospitalized", "with"),
        ("hospitalised", "with"),
    }
)
WOUNDS = words("injuries injury wounds wound burns fractures")
NO_GRADE = words("no not any for in with from of that which he she they")
"""Between "sustained" and "injuries" stands how bad and of what they are, and none of these."""

PHRASE_LISTS: dict[tuple[Kind, Shape], str] = {
    (
        "killed",
        "participle",
    ): "shot dead; gunned down; shot and killed; stabbed to death; beaten to death; shot to death; "
    "hacked to death; burned to death; burnt to death; stoned to death; clubbed to death; blown "
    "up; blown to pieces; found dead; "
    "put to death; mowed down; mown down; crushed to death; bludgeoned to death; burned alive; "
    "burnt alive; mobbed to death; "
    "beat to death; fatally shot; fatally stabbed; tortured to death; bombed to death; "
    "pronounced dead; declared dead; confirmed dead; "
    "shot fatally; confirmed killed; reported killed; documented as killed; recorded as killed; "
    "registered as killed; confirmed as killed; listed as killed; reported as killed; "
    "lined up and shot; bumped off; wiped out",
    (
        "killed",
        "active",
    ): "gun down; guns down; gunning down; mow down; mows down; mowing down; wipes out; wiping out; "
    "shoots dead; shoot dead; shooting dead; stabs to death; stones to death; "
    "claimed the lives of; claims the lives of; claim the lives of; claiming the lives of; took "
    "the lives of; "
    "cost the lives of; costs the lives of; took the life of; claimed the life of; claims lives "
    "of; claims life of; claims the life of; claim the life of; claiming the life of; shooting to death; "
    "slit the throat of; slit the throats of; slits the throat of; slitting the throat of; slitting the throats of",
    (
        "killed",
        "subject",
    ): "lost their lives; lost his life; lost her life; lose their lives; loses his life; met their death; "
    "met their deaths; met his death; met her death; "
    "throats slit; throat slit; throats cut; lost the lives; lost lives; lose lives; "
    "loses lives; passed away; passes away; laid down their lives; laid down his life; laid down her life; "
    "laid down lives; lay down their lives; embraced martyrdom; embraces martyrdom; attained martyrdom; "
    "fell in combat; fell in battle; fell in action; fell in the fighting; fall in battle; "
    "blew himself up; blew themselves up; blew herself up; blew itself up; blows himself up; blows herself up; "
    "blow themselves up; blows self up",
    (
        "injured",
        "participle",
    ): "taken to hospital; taken to a hospital; taken to the hospital; rushed to hospital; "
    "grazed by a bullet; grazed by bullets; rushed to a hospital; rushed to the hospital; admitted to hospital; "
    "airlifted to hospital; "
    "being treated; treated in hospital; treated in a hospital; receiving treatment; undergoing treatment",
    ("injured", "subject"): "suffered minor bruises; escaped with injuries; "
    "escaped with minor injuries; escaped with wounds; survived with injuries; survived with wounds; "
    "lost a leg; lost his leg; lost her leg; lost both legs; lost their legs; lost a foot; lost a hand; lost an arm; "
    "lost an eye; lost his hand; lost his arm; lost his foot; lost her arm; lost her foot; lost limbs",
    (
        "abducted",
        "participle",
    ): "taken hostage; taken hostages; held hostages; taken captive; held hostage; held captive; taken away; "
    "marched into the forest; marched into the bush; taken into the forest; taken into the bush; "
    "herded into the forest; led into the forest; forced into a car; forced into a vehicle; forced into a van; "
    "bundled into a car; bundled into a vehicle; bundled into a van; "
    "whisked away; snatched by gunmen; snatched by armed; snatched by unknown; snatched by militants; "
    "abducted and released; carjacked and abducted; seized by gunmen; forcibly taken; taken by force; taken at "
    "gunpoint; held for ransom; held at gunpoint and taken",
    ("abducted", "active"): "took hostage; take hostage; takes hostage; took away; take away; takes away; "
    "made off with; makes off with; make off with; walked off with; walks off with; marched off with; "
    "went off with",
    ("detained", "participle"): "rounded up; taken into custody; taken into detention; taken prisoner",
    (
        "displaced",
        "subject",
    ): "fled their homes; fled homes; flee their homes; forced to flee; flee homes; forced from their homes; "
    "left homeless; made homeless; driven from their homes; have fled",
    ("missing", "subject"): "unaccounted for; gone missing; went missing",
}
PHRASES = Beginnings({phrase: row for row, listed in PHRASE_LISTS.items() for phrase in listed.split("; ")})

RESULTS: dict[str, Kind] = {
    "dead": "killed",
    "killed": "killed",
    "wounded": "injured",
    "injured": "injured",
    "hurt": "injured",
    "hostage": "abducted",
    "captive": "abducted",
    "homeless": "displaced",
    "missing": "missing",
    "displaced": "displaced",
}
"""What a group is left, found, taken or feared: "leaves 4 dead", "took 5 hostage"."""

WEAK = words(
    "wiped wipe wipes wiping buried "
    "seized shot stabbed beaten hit assaulted raped tortured burned burnt shoot shoots shooting "
    "stabbing stab stabs hits burn burns beats hack hacks hacking took take takes made "
    "makes make walked walks marched went"
)
"""Harm that the next verb may name worse ("shot and killed" is no injury), or that may be done to things."""

OF_FIGHTERS = words(
    "lost loses losing lose eliminated eliminates eliminate eliminating neutralised neutralized neutralise "
    "neutralize neutralises neutralizes neutralising neutralizing annihilated annihilate annihilates annihilating "
    "liquidated liquidate liquidates liquidating"
)
"""Verbs that tell of deaths only where those behind them fight; a team loses too."""

UNDER = words("under beneath alive in inside rubble debris snow mud")
RAIDS = words(
    "attack attacks raid raids massacre ambush bombing bombings airstrike airstrikes shelling killings clashes"
)
"""What the buried died of, where it is told beside their burial."""

TO_PEOPLE = words(
    "murder murders murdered murdering assassinate assassinates assassinated assassinating abduct abducts abducted "
    "abducting kidnap kidnaps kidnapped kidnapping behead beheads beheaded beheading lynch lynches lynched"
)
"""Verbs whose object is somebody, whatever he is called."""

FATALLY = words("fatally mortally")
"""Beside a wound: whoever was so hurt has died of it."""

ELIMINATED = words("eliminated neutralised neutralized annihilated liquidated")
"""Of fighters who are so called it is told that they died."""

BE = words("was were is are been being be got get gets getting 're")
HAVE = words("have has had having")
FILLERS = words(
    "also reportedly allegedly then later all both each seriously critically severely badly lightly slightly "
    "mortally fatally gravely instantly immediately already only brutally apparently presumably still now "
    "deliberately subsequently feared believed presumed confirmed reported found say said to have has had "
    "been either not moderately physically sexually shortly ultimately themselves himself herself being "
    "accidentally often just even wrongly mistakenly summarily extrajudicially ambushed attacked targeted "
    "tied"
)
ADVERBS = words("also instantly dead down fatally up off reportedly only allegedly away the these those all")
BELIEVED = words("believed presumed feared")
TOLL_WORDS = words("toll tally")
RISE = words(
    "rise rises rose risen rising climb climbs climbed climbing reach reaches reached reaching pass passes "
    "passed surpass surpasses surpassed exceed exceeds exceeded hit hits jump jumps jumped stand "
    "stands stood mounts mounted "
    "grows grew tops topped nears bringing brings brought raising raises raised taking takes "
    "increases increased soars soared "
    "was is at of to up now revised"
)
AMONG_LISTS: dict[Kind, str] = {
    "killed": "among the dead; among those killed; among the victims; the dead included; the dead include; "
    "the dead were; the dead are; the victims were; the victims are; the dead were identified as; "
    "the dead were named as; the victims were identified as; the victims were named as; the dead have been named as; "
    "the victims have been identified as; the dead have been identified as; identified the dead as; "
    "identified the victims as; named the dead as; named the victims as",
    "injured": "among the injured; among the wounded; among those injured; among those wounded; "
    "the injured included; the injured include; the wounded included",
}
AMONG = Beginnings({phrase: kind for kind, listed in AMONG_LISTS.items() for phrase in listed.split("; ")})
"""Words that name a part of those hurt: "among the dead were two children"."""

FOUND = words(
    "found recovered retrieved discovered pulled buried counted lay lying dumped unearthed received taken "
    "identified brought morgue mortuary"
)
BRINGING = words("bringing brings brought raising raises raised taking takes took")
