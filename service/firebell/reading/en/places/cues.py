"""The words around a place that tell what part it plays."""

from collections.abc import Mapping

from firebell.reading.text import words

LOCATIVES = words("in at near outside inside around across throughout within")
ATTACKED = words(
    "attacked struck bombed shelled captured seized stormed overran retook recaptured besieged raided targeted "
    "bombards targeting hitting shelling bombing capture capturing seize seizing hits rocked rocks overrun storm hit"
)
"""Before a place: what was done to it."""

RAIDS = words(
    "raid raids attack attacks invade invades bomb bombs shell shells pound pounds torch torched ambush"
)
"""Before a name: as a verb it is done to a place, as a noun it stands for it too."""

BEATEN: Mapping[str, frozenset[str]] = {
    "of": words(
        "shelling bombardment bombing siege battle capture seizure storming fall recapture liberation"
    ),
    "on": words(
        "attack attacks raid raids strike strikes airstrike airstrikes assault offensive advance march shelling"
    ),
    "for": words("battle fighting fight"),
}
"""By the word before a place, what stands before that where something was done to the place."""

STRONG = LOCATIVES | ATTACKED | words("on above over beside off along")
MILES = words("km kilometers kilometres kilometer kilometre miles mile")
PATHS = words("from to into toward towards through via between")
AGENTS = words("by with against for about")
BLAMED = words(
    "accused accuse accuses accusing blamed blame blames blaming condemned condemns condemning denounced denounces "
    "warned warns urged urges thanked"
)
"""Before a state: whom somebody speaks of or to."""

DIRECTIONS = words(
    "northern southern eastern western central north south east west northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern northeasterly downtown mainland upper "
    "lower coastal rural"
)
OUTER = words("outskirts suburb suburbs suburban neighborhood neighbourhood")
UNITS = words(
    "province provinces governorate governorates region regions state states oblast district districts "
    "county counties parish department prefecture emirate territory division township municipality "
    "subdistrict tehsil raion"
)
_SPOKEN = (
    "SS:payam,payams ET:kebele,kebeles,woreda,woredas,wereda BD:upazila,upazilas,upazilla PH:barangay,barangays,brgy "
    "PH:sitio,purok CO:vereda,veredas ML:cercle,cercles CD:groupement,groupements,chefferie,chefferies "
    "BI:colline,collines ID:kabupaten,kecamatan,regency TH:tambon,amphoe UA:hromada,hromadas MR:moughataa "
    "MX:ejido,ejidos TL:suco,sucos IN:panchayat NG:lga,lgas IL:kibbutz,kibbutzim,moshav"
)
UNITS_OF: Mapping[str, str] = {
    unit: code
    for code, units in (pair.split(":") for pair in sorted(words(_SPOKEN)))
    for unit in units.split(",")
}
"""Words for a unit that one country has: "Malual payam" lies in South Sudan, wherever else a Malual is known."""

QUARTERS = words("neighborhood neighbourhood suburb district quarter sector area section slum")
HAMLETS = words("barangay brgy sitio purok")
"""Before a name: a village or a quarter, whatever town is called so too."""

TOWNS = words(
    "city cities town village villages capital port suburb neighborhood neighbourhood camp outskirts area "
    "settlement"
)
SITES = (
    UNITS
    | TOWNS
    | words(
        "north south east west northeast northwest southeast southwest centre center part parts areas territory"
    )
)
FACILITIES = words(
    "airport airfield airbase airstrip dam prison jail hospital university mosque church stadium square "
    "bridge road street highway market base barracks station port refinery border crossing camp island "
    "arena mall plaza cathedral temple synagogue shrine monastery compound tower palace pier terminal cemetery mine "
    "oilfield garrison outpost checkpoint junction refugee idp poc islands river "
    "valley mountains mountain lake forest desert beach peninsula coast harbor harbour"
)
ORGANISATIONS = words(
    "times post herald tribune gazette journal news newspaper daily tv television radio magazine press bank "
    "fc united rovers wanderers athletic association federation foundation institute college council company "
    "corp corporation inc ltd plc llc group airlines airways exchange orchestra symphony agreement accord "
    "accords treaty convention protocol conference summit declaration dispatch sun star chronicle observer "
    "courier police-department law act theatre theater museum academy league cup open bowl championship party"
)
BEFORE_ORGANISATIONS = words(
    "university bank church college museum republic institute archdiocese diocese duke"
)
EVENTS = words(
    "attack attacks bombing bombings blast blasts explosion explosions clash clashes violence strike "
    "strikes airstrike airstrikes shooting shootings massacre raid raids ambush fighting unrest siege "
    "battle assault shelling riots riot protest protests killing killings kidnapping crash blaze conflict "
    "war bomb bombs offensive gunfight firefight suicide mosque market mortar rocket rockets landmine "
    "floods quake earthquake"
)
FORCES = words(
    "forces troops army soldiers military police navy warplanes jets rebels militants fighters gunmen "
    "militia insurgents commandos guerrillas security separatists"
)
GOVERNMENTS = words(
    "government governments regime officials official authorities president minister parliament ambassador "
    "embassy leader leaders spokesman spokeswoman foreign prime administration court diplomat diplomats "
    "premier king"
)
SPEECH = words(
    "says said say accused accuses vowed vows warned warns denied denies claims claimed announced announces "
    "urged urges condemned condemns insists insisted wants called calls rejected rejects demanded demands "
    "blamed blames denounced denounces protested mourned praised hailed hopes told agreed agrees pledged "
    "pledges threatened threatens sent sends deployed backs backed supports has responded confirmed reported "
    "acknowledged admitted"
)
MINISTRIES = words("ministry minister officials authorities")
"""Behind "health": who counts a country's dead."""

ABROAD = words(
    "national nationals citizen citizens tourist tourists doctor doctors nurse nurses journalist "
    "journalists contractor contractors worker workers engineer engineers aid missionary warplane warplanes "
    "airstrike airstrikes strike strikes air missile missiles rocket rockets drone drones jets jet raid "
    "raids shelling led backed assisted trained funded brokered peacekeeper peacekeepers contingent"
)
"""Behind a nationality: who was hurt, or whose weapons came."""

ABROAD_OF_PEACE = words(
    "coalition ngo ingo charity charities organisation organisations organization "
    "organizations company companies firm hostage hostages missionaries passport sailor sailors pilot pilots "
    "mercenary mercenaries tanker vessel ship frigate magazine weekly newspaper newspapers broadcaster"
)
"""Who and what is met abroad too, unless the country is at war itself."""

GUARDS = words(
    "guard guards police patrol patrols force forces troops agent agents officers security post posts"
)
"""Behind "border": whose they are, at home as a rule."""

EMBASSIES = words("embassy embassies consulate consulates ambassador ambassadors diplomat diplomats envoy")
"""A state's own people and houses abroad."""

MEDIA = words("radio television tv channel newspaper daily weekly magazine prensa agencia operation")
"""Before a name: a station, a paper or a campaign, not the place that it is called after."""

POSTED = words("ambassador ambassadors envoy envoys emissary extradited deported")
"""Before "to" or "from" and a place: whose post or trial is there, wherever something happens to them."""

LAUNCHES = words(
    "launched launches fired fires bombed bombs shelled shells invaded invades struck strikes attacked attacks "
    "violated violates breached breaches"
)
"""Behind a state: what it does, as a rule to another."""

FOUGHT = words(
    "fire war fighting tension tensions hostilities violence conflict clashes exchanges attacks crossfire truce "
    "ceasefire"
)
"""Before "between" and a state: what its army has part in."""

AGAIN = words("again has reportedly allegedly also repeatedly once")
"""Between a state and what it does."""

ATTACKS = words(
    "attack attacks offensive incursion invasion strikes airstrikes raids bombardment shelling assault drone drones "
    "missile missiles"
)
OUTDONE = words("worst deadliest bloodiest latest first recent")
"""Before an attack: it is the country's as it happened there."""

COUNTED = words("one two three four five six seven eight nine ten eleven twelve them whom")
"""Before a nationality: so many people, wherever they were."""

ROADS = words("road highway axis motorway corridor expressway railway route stretch roads")
"""Behind "Norport-Sudport": what leads from one to the other."""

SHORES = words(
    "coast coasts coastline port ports city town village island islands state province resort harbour harbor shore "
    "department base lowlands naval"
)
"""Behind a sea: what is on land."""

DISEASES = words("fever virus disease syndrome flu encephalitis variant strain")
"""Behind a name: what is called after the place where it was found."""

LOCALS = words(
    "hospitals schools residents police firefighters voters farmers deputies homes businesses commuters"
)
"""Behind a name: whom a place has, and a person has not."""

ARTICLES = words("a an")
STREETS = words("street streets avenue avenues boulevard lane hotel restaurant station theatre theater")
"""Behind a name: what is seldom in the place that it is called after."""
