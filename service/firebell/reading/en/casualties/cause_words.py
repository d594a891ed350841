"""Causes of death and words of war, as tables: what is violence of a conflict and what is not."""

from firebell.reading.text import words

VIOLENT = words(
    "gunmen gunman militants militant insurgents insurgent rebels rebel bomb bombs bombing bombings bomber "
    "bombers shelling shelled shells rocket rockets missile missiles airstrike airstrikes grenade grenades "
    "ied ieds landmine landmines ambush ambushed ambushes clash clashes clashed clashing firefight gunfight "
    "terrorist terrorists terror terrorism attack attacks attacked attackers attacker assailants assailant "
    "militia militias militiamen jihadist jihadists guerrillas guerrilla soldiers troops army war fighting "
    "massacre massacred shot gunned shooting shootings gunfire assassinated assassination executed execution "
    "beheaded kidnapped abducted hostage hostages abduction kidnapping raid raids drone drones warplane "
    "warplanes artillery mortar mortars bandits stabbed stabbing lynched explosives detonated separatists "
    "taliban isis fighters armed stormed paramilitary paramilitaries commandos peshmerga fidayeen"
)
DISASTERS = words(
    "earthquake earthquakes quake quakes tsunami tsunamis flood floods flooding landslide landslides mudslide "
    "mudslides avalanche cyclone hurricane typhoon tornado volcano eruption"
)
RESCUERS = words("army soldiers troops taliban war")
"""Beside a disaster: who rules and rescues there, and what else the land has gone through."""

BLASTS = words("blast blasts explosion explosions exploded")
"""Violent unless the words beside them say gas, boiler or the like."""
PEACEFUL = words(
    "earthquake earthquakes quake quakes tsunami tsunamis flood floods flooding landslide landslides mudslide "
    "avalanche cyclone hurricane "
    "typhoon tornado storm storms lightning heatwave drought wildfire wildfires blizzard volcano eruption "
    "crash crashed crashes collision collided derailed derailment overturned capsized capsize capsizes sank "
    "shipwreck "
    "plunged plunges plunging ravine gorge "
    "drowned drowning stampede crush cholera ebola measles malaria virus coronavirus covid pandemic "
    "epidemic "
    "outbreak influenza flu disease cancer illness pneumonia tuberculosis "
    "dengue poisoning suicide-pact overdose electrocuted hunting accident accidents "
    "accidental "
    "famine starvation starved malnutrition hypothermia frostbite mudslides "
    "bushfire sinkhole monsoon rains heat smog accidentally "
    "sport sports league midfielder goalkeeper quarterback innings touchdown playoff playoffs hamstring"
)
COLLAPSES = words("collapse collapses collapsed collapsing")
BUILT = words(
    "building buildings structure bridge roof wall stage scaffold scaffolding mine tunnel tower stand house houses "
    "dam crane school hotel factory block"
)
"""What falls on people; a truce that collapses, or a government, hurts nobody by itself."""

PEACEFUL_PAIRS = frozenset(
    {
        ("house", "fire"),
        ("factory", "fire"),
        ("forest", "fire"),
        ("gas", "leak"),
        ("gas", "explosion"),
        ("boiler", "explosion"),
        ("heart", "attack"),
        ("natural", "causes"),
        ("killed", "himself"),
        ("killed", "herself"),
        ("committed", "suicide"),
        ("commit", "suicide"),
        ("died", "by"),
        ("domestic", "violence"),
        ("domestic", "dispute"),
        ("school", "shooting"),
        ("bear", "attack"),
        ("shark", "attack"),
        ("dog", "attack"),
        ("road", "accident"),
        ("traffic", "accident"),
        ("car", "accident"),
        ("bus", "plunged"),
        ("car", "crash"),
        ("plane", "crash"),
    }
)
EVENTS = words(
    "blast explosion bombing attack raid shooting ambush strike airstrike massacre stampede crash "
    "earthquake "
    "quake flood fire assault clash bomb collapse riot siege incident"
)
"""One event: its death toll is no war's."""

WARS = words(
    "war conflict insurgency offensive fighting violence campaign crackdown uprising unrest invasion"
)
STARTED = words(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun "
    "jul aug sep sept oct nov dec oct. nov. dec. sept. war conflict start beginning began outbreak "
    "year last "
    "insurgency uprising invasion offensive hostilities coup 'onset onset month early late mid fighting"
)
SIDES = {
    word: side
    for side, listed in {
        "military": "army military troops forces force pentagon commander general ministry idf navy "
        "airforce coalition centcom "
        "government spokesman",
        "militant": "rebels militants insurgents taliban houthis group isis al-shabaab separatists "
        "guerrillas "
        "militia jihadists isil pkk hamas hezbollah fighters shabaab",
    }.items()
    for word in listed.split()
}
CLAIMING = words("claimed claims claim claiming boasted")
ARMED = frozenset({"military", "police", "militant"})
PLAYED = words("simulated simulation simulating simulates mock notional tabletop rehearsal role-play")
"""Dead of an exercise are nobody's dead."""
