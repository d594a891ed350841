"""The words that name forces and fighters whom no list knows: nouns by class, and what stands beside them."""

from firebell.reading.beginnings import Beginnings
from firebell.reading.text import words

HYPHENS = frozenset("-\u2013/")
"""Left out on both sides: "al-Shabaab" and "al Shabaab" are one name."""

MOST_ADJECTIVES = 4
"""How many words may stand between a nationality and its forces: "Iraqi federal police special forces"."""

LONGEST_ACRONYM = 8
"""A name in capitals up to this length (ISIS, SPLM-IO) is matched as written: "is" is no group."""

ORDINARY = words("is tip mend let gal model pa")
"""Short forms that are words as well."""

TWO_CAPITALS = 2
"""A name of several capitals needs so many of them in the text: "Free Aceh movement"."""

FORCE_NOUNS: dict[str, str] = {
    noun: kind
    for kind, nouns in {
        "military": "army military troops soldiers forces navy warplanes jets commandos paratroopers marines "
        "artillery infantry attacks servicemen airstrike airstrikes strike strikes raid raids drone drones "
        "missile missiles rocket rockets shelling bombardment jet warplane helicopter helicopters tanks "
        "tank soldier serviceman gunboat warship warships offensive airforce commando positions outpost outposts "
        "garrison barracks base bases convoy convoys gunners conscripts force rangers guns posts bunkers howitzers "
        "shells mortars junta attack assault barrage incursion fire gunfire",
        "police": "police policemen policeman officers gendarmes gendarmerie guards",
    }.items()
    for noun in words(nouns)
}
"""What follows a nationality where a state's forces act: "Malian soldiers", "Israeli strikes"."""

FORCE_ADJECTIVES = words(
    "security military special air government armed defence defense border army naval ground regime "
    "riot national federal police paramilitary counter terrorism coast state fighter attack combat "
    "artillery missile drone sniper airborne assault elite mechanized marine intelligence occupation retaliatory "
    "reprisal overnight"
)

UNNAMED = {
    noun: kind
    for kind, nouns in {
        "militant": "gunmen gunman militants militant insurgents insurgent rebels rebel jihadists jihadist "
        "fighters fighter separatists separatist terrorists terrorist attackers attacker assailants assailant "
        "bomber bombers extremists islamists guerrillas guerrilla mujahideen mujahedeen mujahedin mujaheddin",
        "militia": "militiamen militiaman militia militias paramilitaries paramilitary vigilantes settlers",
        "gang": "bandits bandit gang gangs gangsters kidnappers pirates cartel",
        "military": "soldiers troops army military",
        "police": "police policemen policeman",
        "peacekeeper": "peacekeepers peacekeeper",
    }.items()
    for noun in words(nouns)
}


PEOPLES = words(
    "tuareg fulani hutu tutsi tamil kurdish kurd chechen ingush dagestani moro karen karenni kachin shan rohingya "
    "uighur uyghur baloch baluch pashtun sikh naga bodo kuki meitei assamese kashmiri dinka nuer murle lendu hema "
    "oromo amhara tigrayan afar ogaden anglophone biafran casamance saharawi sahrawi palestinian druze alawite "
    "maronite sunni shiite shia islamist maoist marxist communist leftist contra sandinista zapatista serb croat "
    "bosniak abkhaz ossetian acehnese papuan timorese bougainville corsican basque toubou tubu pygmy dogon "
    "jihadi jihadist zulu katangan ijaw mayan miskito"
)
"""Before unnamed fighters these tell whose they are: "Tuareg rebels", "Moro guerrillas"."""

WEAPON_POSTS = words(
    "positions position batteries battery sites site depots depot launchers launcher units unit"
)
"""Behind a weapon: what was hit, and no fire of its own ("Cambodian artillery positions")."""

SHOTS = words("fire attack assault")
NO_FIRE = words(
    "officials official brigade brigades service services department crews crew chief season fighters fighter rifle "
    "rifles weapon weapons engine engines helicopter helicopters"
)
"""Behind a nationality and "fire", "assault" or "attack": no shots of its forces."""

GROUP_WORDS = words(
    "liberation resistance revolutionary front guerrilla guerrillas militia jihad mujahideen brigade brigades "
    "martyrs rebel insurgent freedom separatist"
)
"""In a name with capitals these make it an armed group's, that no list needs to know."""

GROUP_ENDS = words("army militia brigade brigades guerrillas militias rebels fighters")
"""With one of these such a name ends, where no short form stands behind it in brackets."""

NO_NAME = words("the a an but when after while as suspected in on at from and or for of by with if police")
"""Words that have a capital because a sentence begins with them."""

SHORT_STATES = {"us": "US", "u.s.": "US", "uk": "GB", "u.k.": "GB"}
STATE_DEEDS = words(
    "attacked attacks bombed bombs struck strikes shelled shells launched launches fired fires killed kills "
    "hit hits carried retaliated retaliates invaded invades shot raided raids targeted targets pounded "
    "intercepted responded responds killing bombards bombarded pounds avenged sank destroyed unleashed downed"
)
TRADED_BY_STATES = words("exchanged exchange traded trade clashed clash")
"""What two sides do to each other: "Israel and Hezbollah exchanged fire"."""

CAPITALS = {
    "moscow": "RU", "kremlin": "RU", "kyiv": "UA", "kiev": "UA", "tehran": "IR", "islamabad": "PK", "delhi": "IN",
    "ankara": "TR", "baku": "AZ", "yerevan": "AM", "beijing": "CN", "pyongyang": "KP", "washington": "US",
    "riyadh": "SA", "kigali": "RW", "kinshasa": "CD", "khartoum": "SD", "bangkok": "TH", "addis": "ET",
    "asmara": "ER", "belgrade": "RS", "bishkek": "KG", "dushanbe": "TJ",
}  # fmt: skip
"""A state by its capital: where it says what it did, and where it does what a town cannot."""

CAPITAL_DEEDS = words(
    "launched launches fired fires retaliated retaliates responded responds carried answered unleashed avenged"
)
MINISTRIES = (["'s", "defence", "ministry"], ["'s", "defense", "ministry"], ["'s", "foreign", "ministry"])

ACCUSING = words("accused accuses accusing")
CHARGES = words("shelling attacking bombing killing striking launching firing targeting bombarding shooting")
AUXILIARIES = words("has had have also later then")
DONE_BY = words(
    "attacked bombed struck shelled launched fired killed hit raided targeted carried attack attacks airstrike "
    "airstrikes strike strikes raid raids shelling bombardment bombing offensive assassinated shot retaliated"
)
"""In front of "by" and a country: "strikes by Iran", "killed by Israel"; behind "Iran said its" and "it had"."""

"""A country's name before one of these is its forces: "Israel struck Beirut"."""

MEN = words("army military troops soldiers forces navy police gendarmes commandos marines policemen")
WEAPONS = words("missile drone artillery air attack assault combat")
"""Behind a country's name these may tell where they struck: "Yemen air strikes"."""

ANSWERS = words("answered answers replied replies")
"""A country that does so "with" something strikes."""

DEED_OR_NOUN = words("attacks strikes raids fires hits")
FIRED = words(
    "missiles missile rockets rocket drones drone ballistic dozens hundreds scores more around about"
)
"""Behind "fires": what, or how many."""

AIMED = words("at on against into toward towards")
AIMING = words(
    "missiles missile rockets rocket drones drone shells attack attacks strike strikes airstrike airstrikes raid raids "
    "assault bombardment fire fired fires firing launched launches launch"
)
AIMING_REACH = 6
"""Missiles AT Israel, air strikes ON Iran: so many words before the name stands what was aimed."""

SITES = words(
    "site sites base bases airbase airbases target targets facility facilities depot depots plant plants refinery "
    "refineries factory factories airfield airfields port ports position positions launchers infrastructure nuclear"
)
"""A strike on one of these "in Iran" is one on that state."""

STRIKING = AIMING | STATE_DEEDS
DIRECTIONS = words(
    "northern southern eastern western central northwestern northeastern southwestern southeastern"
)
RULED_BY_GROUPS = frozenset({"AF", "IQ", "LB", "LY", "PS", "SO", "SY", "YE"})
"""Where armed groups hold land, a strike is rarely one on the state."""

BEFORE_STATE = words("after when as that while before since because if said says and but how")

STATE_FORCES = Beginnings(
    {
        "security forces": "police",
        "government forces": "military",
        "government troops": "military",
        "government soldiers": "military",
    }
)
"""Forces of a state that is not named."""

MACHINES_AND_POSTS = words(
    "tank tanks jet warplane helicopter helicopters gunboat warship warships howitzers guns bunkers posts outpost "
    "outposts positions base bases garrison barracks convoy convoys"
)
"""Behind a nationality they are of its forces, and no name of them."""

ATTACK_NOUNS = words(
    "attack attacks airstrike airstrikes strike strikes raid raids ambush shelling bombardment "
    "bombing bombings offensive assault drone drones missile missiles rocket rockets fire gunfire "
    "incursion artillery warplanes jets shells mortars"
)
