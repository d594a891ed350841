"""Nouns for people with their class, and nouns that are no people, as tables (CODEBOOK §3)."""

from firebell.reading.reading import Count
from firebell.reading.text import words

IRREGULAR = {
    "child": "children",
    "person": "people",
    "wife": "wives",
    "baby": "babies",
    "lady": "ladies",
    "deputy": "deputies",
    "secretary": "secretaries",
    "attorney": "attorneys",
    "clergy": "clergy",
    "chief": "chiefs",
    "spy": "spies",
}


def _plural(noun: str) -> str:
    """The plural by rule: -men for -man, -ies for a consonant and y, -es behind a hiss."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


CLASSES = {
    "civilian": "civilian villager resident worshipper jesuit shopper passenger commuter pedestrian "
    "bystander farmer passer "
    "trader vendor shopkeeper fisherman shepherd herder herdsman miner labourer laborer teacher student "
    "refugee migrant pilgrim tourist businessman businesswoman priest pastor imam monk nun bishop cleric "
    "lawyer activist churchgoer mourner wedding-goer motorist motorcyclist cyclist woman lady mother "
    "father brother "
    "sister son daughter wife husband cousin uncle aunt nephew niece grandmother grandfather mother-in-law "
    "parent relative neighbour neighbor settler youth teenager man civilian-worker professor academic "
    "scientist engineer hostage captive tribesman elder merchant customer guest spectator fan "
    "schoolteacher headmaster principal missionary hiker holidaymaker sailor seafarer fisher peasant nomad "
    "townspeople expatriate foreigner lecturer unionist environmentalist evacuee homeowner housewife widow "
    "fiance fiancee couple family girlfriend boyfriend friend guide sibling twin spouse logger hunter "
    "preacher evangelist catechist chaplain rabbi archbishop deacon parishioner muezzin mufti youngster "
    "trucker hawker gardener housekeeper nanny maid chef bartender firefighter fireman postman courier "
    "backpacker traveller traveler reveller reveler partygoer concertgoer returnee squatter landowner landlord "
    "singer musician poet novelist writer footballer athlete campaigner organiser organizer "
    "veterinarian dentist seaman mariner banker entrepreneur bridegroom bride rider motorcyclist tricyclist "
    "mum mom dad granny grandma grandpa conductor duo trio mate rancher planter cattleman "
    "churchwoman churchman grandson granddaughter grandfather stepson grandchild kinsman orphan classmate prospector "
    "surveyor geologist grocer foreman chauffeur skipper docker boatman woodcutter peddler beggar librarian instructor "
    "pensioner noncombatant non-combatant mechanic electrician butcher baker barber tailor porter "
    "clerk cashier waiter waitress janitor carpenter welder tutor pupil teen kid tapper seminarian",
    "child": "child girl boy infant baby toddler schoolgirl schoolboy minor newborn schoolchild adolescent",
    "military": "soldier troop serviceman servicewoman trooper marine paratrooper commando ranger "
    "infantryman "
    "peacekeeper conscript recruit reservist lieutenant captain colonel sergeant corporal general "
    "brigadier "
    "sniper sentry deserter "
    "airman pilot cadet legionnaire combatant sapper gunner private jawan sepoy havildar hawaldar subedar guardsman",
    "police": "policeman policewoman constable gendarme cop inspector warder jailer superintendent asi sho dsp "
    "sub-inspector sheriff detective patrolman",
    "militant": "militant insurgent rebel gunman terrorist jihadist guerrilla guerilla militiaman bomber "
    "extremist fighter separatist attacker assailant bandit gangster insurrectionist raider warlord "
    "Islamist islamist mercenary vigilante jihadi ringleader mastermind paramilitary perpetrator "
    "accomplice hijacker kidnapper abductor pirate infiltrator intruder subversive hitman naxal naxalite maoist",
    "protester": "protester protestor demonstrator rioter marcher striker picketer",
    "journalist": "journalist reporter cameraman photographer correspondent newsman broadcaster editor "
    "photojournalist columnist blogger anchor presenter",
    "aid_worker": "humanitarian deminer volunteer-worker",
    "medic": "medic doctor nurse paramedic psychologist surgeon midwife pharmacist physician rescuer stretcher-bearer",
    "official": "official mayor governor minister lawmaker senator deputy councillor councilor politician "
    "ambassador diplomat judge prosecutor magistrate president candidate parliamentarian legislator "
    "mp commissioner administrator envoy consul president-elect congressman secretary headman chieftain "
    "monarch king emir prince sheikh chairman chairwoman aide treasurer premier commissar "
    "councilman councilwoman congresswoman attorney alderman bureaucrat leader chief attache",
    "unknown": "person victim founder member worker employee staffer colleague guard driver passerby passer-by "
    "volunteer expat officer commander operative individual inmate prisoner detainee survivor human "
    "suspect staff-member contractor informant spy local native national citizen patient bodyguard "
    "watchman escort occupant assistant manager coordinator translator interpreter cook cleaner "
    "nutritionist consultant trainee supervisor director technician agent partner supporter loyalist "
    "sympathizer sympathiser collaborator follower recruiter caretaker representative delegate crewman "
    "porter expert dealer international specialist adviser advisor vaccinator vaccinators helper "
    "enumerator logistician intern monitor negotiator mediator trainer "
    "orderly planner smuggler trafficker robber looter "
    "researcher facilitator mobilizer mobiliser accountant agronomist beneficiary beneficiaries "
    "mayor-elect",
}
SAME_IN_PLURAL = {
    "people": "unknown",
    "persons": "unknown",
    "personnel": "unknown",
    "staff": "unknown",
    "crew": "unknown",
    "troops": "military",
    "police": "police",
    "clergy": "civilian",
    "others": "unknown",
    "lives": "unknown",
    "souls": "unknown",
    "men": "civilian",
    "youths": "civilian",
    "dead": "unknown",
    "forces": "military",
    "militia": "militant",
    "militias": "militant",
    "families": "civilian",
    "cadres": "militant",
    "cadre": "militant",
    "ultras": "militant",
    "maoists": "militant",
    "janjaweed": "militant",
    "peshmerga": "military",
    "taliban": "militant",
    "talibans": "militant",
    "houthis": "militant",
    "bodies": "unknown",
    "corpses": "unknown",
    "newlyweds": "civilian",
    "women": "civilian",
    "elderly": "civilian",
    "locals": "civilian",
}
"""Words that stand for several people as they are."""

SINGULAR = {noun: cls for cls, listed in CLASSES.items() for noun in listed.split()} | {
    "body": "unknown",
    "corpse": "unknown",
    "passerby": "civilian",
    "local": "civilian",
    "someone": "unknown",
    "somebody": "unknown",
    "staff": "unknown",
    "national": "unknown",
    "head": "official",
}
PLURAL = {_plural(noun): cls for cls, listed in CLASSES.items() for noun in listed.split()} | SAME_IN_PLURAL
PLURAL["passersby"] = "civilian"
PLURAL["passers-by"] = "civilian"

AS_MANY = dict.fromkeys(words("couple newlyweds twins duo"), Count(2, 2, 2)) | {"trio": Count(3, 3, 3)}
"""Nouns that say how many people they are."""

OPEN_CLASS = words(
    "member members worker workers employee employees staff staffer staffers personnel guard guards driver "
    "drivers officer officers commander commanders operative operatives person people volunteer volunteers "
    "colleague colleagues contractor contractors man men woman women individual individuals others other "
    "victim victims citizen citizens national nationals local locals assistant assistants manager managers "
    "coordinator coordinators translator interpreter cook cleaner consultant consultants agent agents partner "
    "engineer engineers doctor doctors nurse nurses director technician technicians specialist leader leaders "
    "chief supporter supporters crew bodyguard bodyguards watchman trainee supervisor expatriate expat "
    "representative escort occupant occupants teacher teachers paramedic paramedics medic medics forces "
    "vaccinator vaccinators adviser advisor logistician intern nutritionist midwife head delegate pilot "
    "administrator researcher facilitator accountant elements cadres cadre recruits captain boss element "
    "bodies body"
)
"""Heads whose class other words tell: "a member of the security forces", "an NGO driver"."""

HINTS = {
    word: cls
    for cls, listed in {
        "aid_worker": "aid ngo ingo nngo lngo un icrc ifrc unicef wfp unhcr unrwa who msf "
        "humanitarian relief "
        "ingos cross crescent redcross oxfam care undp unops iom ngos ocha nrc irc unmas fao agency demining "
        "charity unama",
        "medic": "health medical ambulance hospital clinic vaccination polio nursing",
        "police": "police gendarmerie policing prison traffic constabulary",
        "military": "army military soldier troops regime naval navy marines security infantry border "
        "battalion "
        "brigade armed forces air regiment peacekeeping guard government",
        "militant": "rebel militant militants rebels insurgent guerrilla taliban isis isil militia gang "
        "jihadist hezbollah hamas group faction terrorist al-shabaab shabaab boko cartel pkk ypg sdf "
        "enemy fmln farc naxal maoist islamist organization cell wing eln mujahideen state tahrir",
        "protester": "protest protesting demonstrating",
        "journalist": "media press television radio newspaper camera tv news",
        "official": "government parliament council district local ministry municipal provincial "
        "party embassy election union "
        "city intelligence assembly",
        "child": "underage",
        "civilian": "church school village shop farm bank company tribal family oil construction "
        "railway bus university",
    }.items()
    for word in listed.split()
}
"""Words beside such a head that tell its class."""

ARMED_HEADS = words("officer officers commander commanders operative operatives")

ANIMALS = words(
    "dog dogs cow cows goat goats sheep camel camels cattle horse horses animal animals bird birds livestock poultry "
    "chicken chickens pig pigs donkey donkeys elephant elephants fish lion lions tiger tigers bear bears wolf wolves "
    "snake cat cats whale whales bee bees crocodile shark leopard buffalo bull"
)

NEVER_PEOPLE = ANIMALS | words(
    "vehicle vehicles car cars truck trucks bus buses van tank tanks helicopter helicopters plane planes "
    "aircraft jet jets drone drones boat boats ship ships motorcycle motorcycles motorbike ambulance "
    "ambulances train house houses home homes building buildings shop shops school schools church "
    "churches mosque mosques "
    "hospital hospitals village villages town towns city cities store stores hut huts tent tents bridge "
    "bridges "
    "attack attacks raid raids strike strikes airstrike airstrikes bomb bombs blast blasts explosion "
    "explosions rocket rockets missile missiles shell shells mortar mortars grenade grenades mine mines "
    "landmine ied ieds gun guns rifle rifles weapon weapons base bases post posts position positions "
    "checkpoint checkpoints camp camps station stations area areas province provinces district districts "
    "country countries site sites incident incidents clash clashes operation operations case cases "
    "round rounds phone phones computer computers bag bags convoy convoys compound office offices "
    "hope hopes dream dreams deal bill plan talks time times trees tree acres crops tower towers "
    "warehouse warehouses depot depots barracks outpost outposts market markets street neighbourhoods "
    "neighborhood neighborhoods places place locations location targets target facilities facility "
    "wounds wound injury injuries stab head heads leg legs arm arms hand hands chest back thigh face "
    "wave spate series string bid right side hour day week month year vote way point job power control "
    "front engine engines equipment money cash ransom ransoms supplies goods food fire fuel pipeline "
    "days weeks months years "
    "hours minutes miles kilometers kilometres people's factions fronts projectile projectiles "
    "fighting violence shooting crossfire ambush assassination murder murders killing killings "
    "deaths death "
    "tunnel tunnels cabin truckload laptop laptops"
)
"""Heads that end a group: what is counted is no people (CODEBOOK §3, last line)."""

DEMONYM_ENDS = ("ians", "eans", "ans", "ish", "ese", "is", "ers", "ks", "ds", "ns", "rs", "ts", "ls", "as")
"""Endings of a people's name behind a number: "12 Palestinians", "five Kurds"."""

DEMONYMS = words(
    "palestinians israelis iraqis afghans syrians yemenis somalis nigerians kenyans pakistanis indians "
    "ukrainians russians turks kurds lebanese libyans sudanese ethiopians malians americans britons "
    "french germans "
    "saudis egyptians iranians chinese congolese rohingya yazidis hindus muslims christians jews sikhs "
    "shiites shias sunnis alawites druze hazaras tutsis hutus dalits colombians mexicans haitians "
    "filipinos "
    "burmese armenians azerbaijanis azeris georgians salvadorans peruvians"
)
DEMONYM_SINGULAR = words(
    "palestinian israeli iraqi afghan syrian yemeni somali nigerian kenyan pakistani indian "
    "ukrainian russian "
    "turk kurd libyan ethiopian malian american briton german saudi egyptian iranian christian "
    "muslim hindu jew sikh"
)
DETERMINERS = words("a an the his her their another its this that these those one our my 's")
SINGULAR_DETERMINERS = words("a an his her their another its one our my 's")
POSSESSIVES = words("his her their its our my 's")
MORE = words("more other others another additional further")
