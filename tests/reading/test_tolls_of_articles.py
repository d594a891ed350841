"""Short articles of 16 May 2024 → how many were killed, hurt and taken in the news, whatever else they tell."""

import pytest

from firebell.article import from_mapping
from firebell.reading.read import Reader, read
from firebell.reading.reading import Count

READER = Reader.shipped()
KINDS = {"k": "killed", "i": "injured", "m": "missing", "a": "abducted"}


def tolls(title: str, text: str) -> dict[str, Count]:
    """The sums over the current and asserted incidents, as the last figures of an alert would be."""
    story = {
        "id": "x",
        "title": title,
        "text": text,
        "published_at": "2024-05-16T15:00:00Z",
        "language": "en",
    }
    out: dict[str, Count] = {}
    for event in read(from_mapping(story), READER).incidents:
        for kind in KINDS.values():
            count = getattr(event, kind)
            if count is not None and event.when == "current" and event.mode == "asserted":
                out[kind] = out[kind] + count if kind in out else count
    return out


def counts(written: str) -> dict[str, Count]:
    """The table's short form: "k=12 i=3-3-9 a=5-5-o" is low-best-high, o for open; one figure is all three."""
    out = {}
    for one in written.split():
        kind, _, figures = one.partition("=")
        low, best, high = figures.split("-") if "-" in figures else [figures] * 3
        out[KINDS[kind]] = Count(int(low), int(best), None if high == "o" else int(high))
    return out


def a_row(expected: str, text: str, why: str, *, title: str = "") -> object:
    return pytest.param(expected, title, text, id=why)


ARTICLES = [
    a_row(
        "k=6 i=2",
        ("Six were killed and two were left with serious injuries after shells fell on Kharkiv on Thursday."),
        "left with injuries",
    ),
    a_row(
        "k=15 i=33",
        "Thursday's attack on a market in Maiduguri has left 15 people dead and another 33 injured.",
        "an attack has left",
    ),
    a_row(
        "k=2",
        "Two brothers aged 12 and 15 were killed when a mine exploded near Mosul on Thursday.",
        "ages of two",
    ),
    a_row(
        "k=10-10-12",
        "Ten to 12 rebels died in clashes with the army near Aden on Thursday.",
        "ten to 12",
    ),
    a_row(
        "k=31",
        (
            "Suicide bombers killed 31 people in Maiduguri on Thursday, police said, revising an earlier "
            "toll of 27."
        ),
        "a revised toll",
    ),
    a_row(
        "k=6",
        (
            "Six policemen were killed in an ambush in Chhattisgarh on Thursday, correcting an earlier "
            "report of eight dead."
        ),
        "a corrected report",
    ),
    a_row(
        "k=22",
        "",
        "bodies after an attack on a village",
        title="22 bodies found after attack on village in Burkina Faso",
    ),
    a_row(
        "k=6",
        (
            "Rebels killed six people in Beni on Wednesday night. The victims were hacked to death with "
            "machetes."
        ),
        "how the victims died",
    ),
    a_row(
        "k=2 i=1",
        "Two guards died and a third was hurt when gunmen attacked a mine near Tongo on Thursday.",
        "a third was hurt",
    ),
    a_row(
        "k=2",
        ("Haddad and his bodyguard were killed when a bomb went off under their car in Aden on Thursday."),
        "one name and his guard",
    ),
    a_row(
        "k=2",
        (
            "Two soldiers were killed near Lysychansk on Thursday. The war has killed about 14,000 "
            "people since 2014."
        ),
        "what the war has cost",
    ),
    a_row(
        "k=3",
        (
            "Three people were killed by gunmen in Jos on Thursday, a month after 40 villagers were "
            "massacred there."
        ),
        "an older massacre",
    ),
    a_row(
        "k=9",
        (
            "Nine people were killed in a bombing in Kabul on Thursday, the deadliest attack in the city "
            "since 63 people were killed at a wedding in 2019."
        ),
        "the deadliest since",
    ),
    a_row(
        "k=8-8-11",
        (
            "Police said eight people were killed in the attack in Jos on Thursday, while a doctor at "
            "the hospital put the toll at 11."
        ),
        "police and a doctor differ",
    ),
    a_row(
        "k=8-8-15",
        (
            "The army said eight soldiers were killed in the ambush near Gao on Thursday, but local "
            "officials said 15 had died."
        ),
        "army and officials differ",
    ),
    a_row(
        "k=2",
        (
            "Cattle raiders killed two herders and stole 300 cows in Jonglei on Thursday; the army was "
            "sent in."
        ),
        "cows",
    ),
    a_row(
        "k=4",
        "The attackers demanded $50,000 and killed four hostages near Sokoto on Thursday.",
        "money",
    ),
    a_row(
        "k=1",
        (
            "A 70-year-old woman was killed 3 km from the front line when a 152-mm shell hit her house "
            "in Pokrovsk on Thursday."
        ),
        "age, distance and calibre",
    ),
    a_row(
        "",
        "Parliament voted 120 to 45 on Thursday to condemn the violence in Rakhine.",
        "votes",
    ),
    a_row(
        "k=18",
        (
            "A wave of bombings in Baghdad on Thursday killed 18 people: nine in Sadr City, six in "
            "Karrada and three in Dora."
        ),
        "by place behind a colon",
    ),
    a_row(
        "k=17",
        (
            "Gunmen attacked two villages in Katsina on Thursday, killing 12 people in the first and "
            "five in the second."
        ),
        "by place behind killing",
    ),
    a_row(
        "k=11 i=19",
        (
            "The ICRC said its teams in Beni had received 11 bodies and treated 19 wounded people after "
            "Thursday's attack by rebels."
        ),
        "what a hospital received",
    ),
    a_row(
        "i=19",
        (
            "Nineteen people were treated for shrapnel injuries after a grenade attack in Bujumbura on "
            "Thursday."
        ),
        "treated for injuries",
    ),
    a_row(
        "k=4",
        "Shelling killed two women, a man and a teenage boy in Nikopol on Thursday.",
        "two women, a man and a boy",
    ),
    a_row(
        "k=4",
        "Killed in the shelling of Nikopol on Thursday were two women, a man and a teenage boy.",
        "killed were",
    ),
    a_row(
        "k=3",
        "Soldiers opened fire on protesters in Conakry on Thursday. Three people have since died.",
        "they have since died",
    ),
    a_row(
        "k=22",
        (
            "Rescuers found two more bodies in the rubble of a block hit by a missile in Dnipro, taking "
            "the number of dead to 22."
        ),
        "bodies that bring the dead to",
    ),
    a_row(
        "k=9",
        "One of the wounded in Wednesday's bombing in Quetta died overnight, taking the toll to nine.",
        "one of the wounded died",
    ),
    a_row(
        "k=3 i=2 a=4",
        (
            "Security incidents in North Kivu, 16 May: ADF killed three civilians, injured two and "
            "abducted four near Oicha."
        ),
        "a situation report",
    ),
    a_row(
        "k=6",
        (
            "Incident report: Unidentified gunmen attacked Tcheriba village in Burkina Faso on Thursday. "
            "Civilian deaths: 6."
        ),
        "civilian deaths, by a colon",
    ),
    a_row(
        "k=5 i=9",
        "Killed: 5. Wounded: 9. The bomb in Gardez went off on Thursday.",
        "killed, by a colon",
    ),
    a_row(
        "k=5",
        "Among five people killed by gunmen in Jos on Thursday was a pastor.",
        "among five killed, behind",
    ),
    a_row(
        "k=5 i=7",
        (
            "Five people - including a pastor, his wife and their son - were killed and seven hurt by "
            "gunmen in Jos on Thursday."
        ),
        "dashes around a part",
    ),
    a_row(
        "k=2 i=1",
        (
            "Gunmen ambushed a patrol near Quetta on Thursday, killing a captain and a soldier and "
            "leaving a third man wounded."
        ),
        "a third man wounded",
    ),
    a_row(
        "k=7 i=3",
        (
            "Four of the seven killed in Thursday's raid in Tulkarm were fighters; three other people "
            "were wounded."
        ),
        "four of the seven killed",
    ),
    a_row(
        "k=54-60-66",
        "An estimated 60 people were killed when the rebels shelled Omdurman on Thursday.",
        "an estimate",
    ),
    a_row(
        "a=5 k=2",
        ("Gunmen abducted five oil workers near Yenagoa on Thursday; two of them were later found dead."),
        "abducted, some found dead",
    ),
    a_row(
        "k=2",
        (
            "Two Indian soldiers, one of them an officer, were killed in firing by Pakistani troops "
            "along the Line of Control on Thursday."
        ),
        "one of them an officer",
    ),
    a_row(
        "k=14 i=30-30-o",
        (
            "A bomb ripped through a crowded market in Quetta on Thursday, killing at least 14 people "
            "and injuring more than 30, police said. Senior officer Ali Khan said 14 bodies had been "
            "brought to the civil hospital. Among the dead were two women. No group has claimed "
            "responsibility."
        ),
        "bodies brought are the dead told",
        title="Bombing kills 14 in Pakistan's Quetta",
    ),
    a_row(
        "k=9 i=17",
        (
            "Rebels raided the village of Mamove on Wednesday night and killed nine people, a local "
            "official said on Thursday. Seventeen others were wounded in the attack, he added. The "
            "rebels have killed hundreds of civilians in the area since last year."
        ),
        "since last year",
        title="Nine killed as rebels raid village in eastern Congo",
    ),
    a_row(
        "k=6 i=2",
        (
            "Six Beninese soldiers were killed and two wounded when jihadists ambushed their patrol in "
            "the Atacora region on Wednesday, the army said. Two of the attackers were seen fleeing."
        ),
        "attackers who fled",
        title="Six soldiers killed in ambush in northern Benin",
    ),
    a_row(
        "k=8 i=2",
        (
            "Six Beninese soldiers were killed and two wounded when jihadists ambushed their patrol in "
            "the Atacora region on Wednesday, the army said. Two assailants were also killed, it added."
        ),
        "two sides, told again one by one",
        title="Six soldiers, two jihadists killed in Benin ambush",
    ),
    a_row(
        "k=23",
        (
            "The toll from an attack by armed men on a village in northern Burkina Faso has risen to 23, "
            "officials said Thursday. An earlier toll on Wednesday gave 15 dead."
        ),
        "an earlier toll",
        title="Toll from Burkina village attack rises to 23",
    ),
    a_row(
        "k=7 i=20",
        (
            "A Russian missile struck a residential block in Kharkiv on Thursday, the governor said, "
            "initially reporting five dead. He later said the bodies of two more people had been found, "
            "bringing the number of dead to seven. Twenty were hurt."
        ),
        "initially five, then two more",
    ),
    a_row(
        "k=11",
        (
            "Gunmen opened fire on wedding guests in Plateau state on Wednesday, leaving eleven people "
            "dead, among them the bridegroom. The eleven were buried on Thursday."
        ),
        "the eleven are the eleven",
        title="Gunmen kill 11 at wedding in Nigeria's Plateau",
    ),
    a_row(
        "k=12",
        (
            "An Israeli air strike killed 12 members of one family in Khan Younis on Thursday, medics "
            "said. The dead included seven children and three women."
        ),
        "the dead included",
    ),
    a_row(
        "k=18",
        (
            "Israeli air strikes killed 18 Palestinians on Thursday, medics said. Twelve of them died in "
            "a strike on a house in Khan Younis, and six in Rafah."
        ),
        "of them here, and there",
    ),
    a_row(
        "k=9",
        (
            "A car bomb killed five people in the Syrian town of Azaz on Thursday. In nearby al-Bab, "
            "four people were killed when a motorcycle bomb exploded."
        ),
        "nearby, another bomb",
    ),
    a_row(
        "a=15",
        (
            "Fifteen people were abducted by gunmen on the Abuja-Kaduna road on Wednesday, but six were "
            "rescued by troops a few hours later."
        ),
        "some were rescued",
    ),
    a_row(
        "k=10 i=1",
        (
            "Pakistani troops killed ten militants in a raid in Tank district on Wednesday night, the "
            "military said. An officer was wounded."
        ),
        "claimed by nobody",
    ),
    a_row(
        "k=2 i=1",
        (
            "Two aid workers were killed and a third was injured in an ambush on their convoy in Jonglei "
            "on Thursday, the UN said. Both worked for a local NGO. Five aid workers have been killed in "
            "South Sudan this year."
        ),
        "this year",
        title="Two aid workers killed in South Sudan",
    ),
    a_row(
        "k=1",
        (
            "A UN peacekeeper from Tanzania was killed on Thursday when rebels attacked a base in North "
            "Kivu. The death brings to 12 the number of peacekeepers killed in Congo this year."
        ),
        "brings the year's to",
    ),
    a_row(
        "k=3",
        (
            "A drone strike on a car in southern Lebanon killed three Hezbollah members on Thursday, a "
            "security source said. More than 300 people have been killed in Lebanon since October."
        ),
        "since October",
    ),
    a_row(
        "k=22 i=60",
        (
            "Two bombs exploded minutes apart in a square in Baghdad on Thursday. The first killed 12 "
            "people and the second ten. Sixty people were wounded in all."
        ),
        "two bombs, one figure each",
    ),
    a_row(
        "k=5",
        (
            "Five gendarmes were killed on Thursday in an attack by suspected jihadists in Niger's "
            "Tillaberi region, where 17 soldiers died in an ambush last August."
        ),
        "last August",
    ),
    a_row(
        "k=16 i=8",
        (
            "Sixteen Malian soldiers have been killed in two attacks by jihadists. Ten died in an ambush "
            "near Bandiagara on Thursday and six when their vehicle hit a mine near Hombori the same "
            "day. Eight were injured."
        ),
        "two attacks told one by one",
    ),
    a_row(
        "k=15",
        (
            "Fifteen people were killed on Thursday in fighting between rival militias in Tripoli, the "
            "health ministry said, lowering its earlier count of 18."
        ),
        "lowering a count",
    ),
    a_row(
        "",
        (
            "Turkish jets destroyed 25 targets in northern Iraq on Thursday, among them caves, shelters "
            "and depots used by the PKK, the defence ministry said."
        ),
        "targets",
    ),
    a_row(
        "k=6 i=10",
        (
            "A suicide bomber on a motorcycle rammed a bus carrying soldiers in Bannu on Thursday, "
            "killing five of them and injuring ten. The bomber also died."
        ),
        "the bomber also died",
    ),
    a_row(
        "k=5",
        (
            "Ukraine's military said on Thursday that five civilians died overnight in Russian drone "
            "attacks that targeted three regions. Ukrainian forces shot down 37 of 42 drones."
        ),
        "drones shot down",
    ),
    a_row(
        "k=4",
        (
            "Taliban militants attacked a police post in Ghazni on Thursday, killing its commander and "
            "three of his men."
        ),
        "a commander and his men",
    ),
    a_row(
        "k=40-40-o",
        (
            "More than 55 people were slaughtered by armed men in a village in Barsalogho on Thursday, "
            "residents said; the government put the number at 40."
        ),
        "residents and the government differ",
    ),
    a_row(
        "k=2 i=12",
        (
            "Two people, one of them a child, have been killed and 12 more have been injured in an "
            "explosion caused by a Russian drone in Sumy on Thursday."
        ),
        "one of them a child",
    ),
    a_row(
        "k=0 i=0",
        (
            "The army intercepted a missile fired from Yemen on Thursday. There were no reports of "
            "casualties or damage."
        ),
        "no reports of casualties",
    ),
    a_row(
        "k=27",
        (
            "SUMMARY: Between 13 and 16 May, the mission recorded 27 civilians killed in attacks by "
            "CODECO in Djugu territory: 12 in Drodro, nine in Bule and six in Fataki."
        ),
        "parts behind a colon",
    ),
    a_row(
        "k=1 i=2",
        (
            "On 15 May, the driver of a truck chartered by WFP was killed and his two assistants injured "
            "in an ambush by armed men on the Bor-Juba road."
        ),
        "a driver and his assistants",
    ),
    a_row(
        "k=3",
        (
            "Three Palestinians, including a 14-year-old, were shot and killed by Israeli forces in "
            "Tubas on Thursday, taking the number of Palestinians killed in the West Bank this year to "
            "180."
        ),
        "the year's number",
    ),
    a_row(
        "k=3",
        (
            "Three Palestinians, including a 14-year-old, were shot and killed by Israeli forces in "
            "Tubas on Thursday."
        ),
        "the year's toll in a headline",
        title="3 Palestinians killed in West Bank, taking year's toll to 180",
    ),
    a_row(
        "k=8",
        (
            "Jihadists killed eight people on Thursday in an attack on a mining site in Mali's Kayes "
            "region, a day after twelve villagers died in a similar attack near Sikasso."
        ),
        "a day after another attack",
    ),
    a_row(
        "k=5-5-10 i=40",
        (
            "Thursday's blast outside a Kabul ministry left five people dead, a Taliban spokesman said; "
            "a hospital run by an Italian charity said it had received ten bodies and forty wounded."
        ),
        "two accounts at a semicolon",
    ),
    a_row(
        "k=7",
        (
            "Four women and three children drowned on Thursday when gunmen fired on their boat on the "
            "Niger river near Mopti."
        ),
        "drowned under fire",
    ),
    a_row(
        "k=25",
        ("An attack on a Nigerian market by gunmen has claimed 25 lives, the Red Cross said on Thursday."),
        "claimed lives",
    ),
    a_row(
        "k=4 i=6",
        (
            "The casualty count from Thursday's attack on the bus in Jammu stands at four dead and six "
            "injured."
        ),
        "a count stands at",
    ),
    a_row(
        "k=10",
        ("Three people have since died after Wednesday's bombing in Mogadishu, raising the toll to ten."),
        "since died, raising the toll to",
    ),
    a_row(
        "k=6-6-o",
        "",
        "many more insurgents",
        title="Boko Haram: Three soldiers, many insurgents killed in Borno",
    ),
    a_row(
        "k=6",
        "",
        "a raid on a base",
        title="Somalia: Six killed as Al-Shabaab raids AU base",
    ),
    a_row(
        "k=5",
        "",
        "a list without articles",
        title="Pregnant woman, four children killed in Idlib air strike",
    ),
    a_row(
        "k=14 i=9",
        "",
        "within 24 hours",
        title="Yemen clashes: 14 dead, 9 hurt in Taiz in 24 hours",
    ),
    a_row(
        "k=8",
        ("Death toll in Bannu attack reaches eight - five soldiers, three civilians, ISPR said on Thursday."),
        "a toll with its parts",
    ),
    a_row(
        "k=2 i=1",
        (
            "Aid worker security: two staff of a national NGO killed and one injured in an ambush near "
            "Pibor on 15 May. The three were returning from a vaccination campaign."
        ),
        "the three who were hit",
    ),
    a_row(
        "k=3 a=2",
        (
            "On 15 May, three health workers were shot dead and two were taken by unidentified armed men "
            "at a clinic in Mopti region."
        ),
        "taken by armed men",
    ),
    a_row(
        "k=0 i=4",
        (
            "Four persons were injured in a grenade explosion in Bangui's PK5 on Thursday. No deaths "
            "were reported."
        ),
        "no deaths reported",
    ),
    a_row(
        "k=2",
        ("Two civilians died Thursday of wounds they sustained in Wednesday's regime shelling of Ariha."),
        "died of wounds of the day before",
    ),
    a_row(
        "k=6",
        (
            "Six people, two women among them, were killed by ISIL gunmen at a checkpoint near Kirkuk on "
            "Thursday."
        ),
        "two women among them",
    ),
    a_row(
        "k=22",
        (
            "A total of 22 people - 17 soldiers, four policemen and a civilian - died on Thursday when "
            "jihadists attacked Inata."
        ),
        "three parts between dashes",
    ),
    a_row(
        "k=1 i=2",
        (
            "An officer was martyred and two soldiers sustained injuries during an exchange of fire with "
            "terrorists in Dera Ismail Khan on Thursday."
        ),
        "martyred, and injured",
    ),
    a_row(
        "k=2-2-5",
        (
            "As many as four terrorists were killed and one soldier embraced martyrdom in an operation "
            "in Lakki Marwat on Thursday."
        ),
        "up to four and one",
    ),
    a_row(
        "k=7",
        (
            "Seven personnel of the Frontier Corps embraced martyrdom when their vehicle hit a landmine "
            "in Harnai on Thursday."
        ),
        "embraced martyrdom",
    ),
    a_row(
        "k=3",
        "Three CRPF men laid down their lives in a Maoist ambush in Bijapur on Thursday.",
        "laid down their lives",
    ),
    a_row(
        "k=16",
        "The army lost nine men and the guerrillas seven in Thursday's battle in Arauca.",
        "what each side lost",
    ),
    a_row(
        "k=5",
        (
            "Police recovered the bullet-riddled bodies of five men abducted by gunmen a day earlier "
            "near Khuzdar on Thursday."
        ),
        "abducted a day earlier",
    ),
    a_row(
        "k=1",
        (
            "The attackers also slit the throat of the village chief in Ménaka on Thursday before "
            "fleeing on motorbikes."
        ),
        "a throat is slit",
    ),
    a_row(
        "k=2",
        (
            "Two people were shot, both fatally, by gunmen on a motorbike in Buenaventura on Thursday in "
            "an attack claimed by the ELN."
        ),
        "both fatally",
    ),
    a_row(
        "k=3",
        (
            "Two policemen died on the spot in Thursday's ambush near Bannu while another succumbed to "
            "his wounds at hospital."
        ),
        "another succumbed",
    ),
    a_row(
        "k=12",
        "Of the 14 hostages, 12 were executed by the rebels on Thursday near Gao, two were freed.",
        "of the hostages",
    ),
    a_row(
        "k=15",
        (
            "Fifteen of the 40 passengers were killed when gunmen opened fire on a bus near Bamenda on "
            "Thursday."
        ),
        "fifteen of the 40",
    ),
    a_row(
        "k=9",
        (
            "Militants stormed the house of a pro-government elder in Jowzjan on Thursday and killed "
            "nine members of his family, including four women."
        ),
        "members of a family",
    ),
    a_row(
        "k=8",
        "An airstrike killed eight on Thursday in Marib, not six as the Houthis had said.",
        "not six as others said",
    ),
    a_row(
        "k=5",
        (
            "Rebels in Myanmar's Chin state said they attacked an outpost on Thursday and that they lost "
            "five of their own fighters."
        ),
        "of their own fighters",
    ),
    a_row(
        "k=0-0-30",
        (
            "Rebels in Myanmar's Chin state claimed on Thursday that they had killed 30 soldiers in an "
            "attack on an outpost."
        ),
        "claimed by rebels up north",
    ),
    a_row(
        "k=3 i=10",
        (
            "Thirteen people were hurt, three of whom later died, in a bomb attack on a bar in Bujumbura "
            "on Thursday."
        ),
        "three of whom later died",
    ),
    a_row(
        "k=11 i=14",
        (
            "In all, 25 people were hit when gunmen opened fire in Culiacan on soldiers on Thursday: 11 "
            "died and 14 were wounded."
        ),
        "hit, then told apart",
    ),
    a_row(
        "k=6",
        "Three bombings in Kabul killed two, three and one person respectively on Thursday.",
        "respectively",
    ),
    a_row(
        "k=1",
        (
            "A single mortar round killed one man in Stepanakert on Thursday, the 30th civilian killed "
            "since fighting resumed."
        ),
        "the 30th since",
    ),
    a_row(
        "k=27",
        (
            "In one of the worst attacks in months, insurgents killed 27 people in Palma on Thursday; "
            "the insurgency has claimed 4,000 lives since 2017."
        ),
        "what the insurgency has cost",
    ),
    a_row(
        "",
        (
            "A court in Nairobi on Thursday jailed three men for the 2013 attack on the Westgate mall, "
            "in which 67 people were killed."
        ),
        "a court hears of an old attack",
    ),
    a_row(
        "",
        (
            "Survivors on Thursday marked the tenth anniversary of the bombing in which 52 people were "
            "killed in London."
        ),
        "an anniversary",
    ),
    a_row(
        "k=1",
        "Sergeant First Class Yossi Levy, 21, fell in combat in Gaza on Thursday, the army announced.",
        "fell in combat",
    ),
    a_row(
        "k=1 i=1",
        (
            "A three-year-old girl was killed and her five-year-old brother was injured when a rocket "
            "hit their home in Ghazni on Thursday."
        ),
        "ages of the young",
    ),
    a_row(
        "k=3",
        (
            "The army shot dead three suspected militants in Kupwara on Thursday and recovered three "
            "AK-47 rifles and 120 rounds."
        ),
        "rifles and rounds",
    ),
    a_row(
        "k=10",
        (
            "Ten Hindu pilgrims were killed when gunmen fired on their bus in Reasi on Thursday, causing "
            "it to plunge into a gorge."
        ),
        "pilgrims whose bus plunged",
    ),
    a_row(
        "k=6",
        (
            "India and Pakistan traded fire across the Line of Control on Thursday, leaving six people "
            "dead - four on the Indian side and two on the Pakistani side."
        ),
        "two sides behind a dash",
    ),
    a_row(
        "k=3",
        (
            "Hezbollah said three of its fighters were killed in Israeli strikes on southern Lebanon on "
            "Thursday."
        ),
        "a side's own dead",
    ),
    a_row(
        "k=1",
        (
            "Israel said one of its soldiers was killed in northern Gaza on Thursday, raising its losses "
            "in the ground offensive to 287."
        ),
        "losses of an offensive",
    ),
    a_row(
        "k=83",
        (
            "Gaza's health ministry said 83 people were killed in Israeli strikes on Thursday, raising "
            "the overall toll of the war to 35,272."
        ),
        "the toll of the war",
    ),
    a_row(
        "k=39 i=64",
        (
            "At least 35,272 people have been killed in Gaza since October, the health ministry said on "
            "Thursday. The toll includes 39 deaths in Israeli strikes over the past 24 hours, it said, "
            "adding that 64 were wounded."
        ),
        "a war's toll that holds the day's",
    ),
    a_row(
        "k=2 a=1",
        "Gunmen abducted the district chief of Bakool on Thursday after killing two of his guards.",
        "abducted after others were killed",
    ),
    a_row(
        "k=4",
        "Four of the fishermen captured by Abu Sayyaf off Sabah last month were beheaded on Thursday.",
        "of those captured last month",
    ),
    a_row(
        "k=3",
        "A mob lynched three men accused of helping rebels in Goma on Thursday.",
        "accused of helping",
    ),
    a_row(
        "k=1",
        "A stray bullet from clashes between militias killed a mother of three in Sidon on Thursday.",
        "a mother of three",
    ),
    a_row(
        "k=2",
        "The clashes in Ain al-Hilweh on Thursday killed a father of five and a 12-year-old.",
        "a father of five",
    ),
    a_row(
        "k=4",
        "IS leader among four killed in raid in Syria's Idlib on Thursday.",
        "a leader among four",
    ),
    a_row(
        "k=4",
        "Four killed in raid in Syria's Idlib on Thursday; IS leader among them.",
        "a leader among them",
    ),
    a_row(
        "k=18 i=27",
        (
            "Eighteen people were killed and 27 injured in attacks in three Iraqi cities on Thursday. "
            "The deadliest was in Baquba, where a bomb killed nine."
        ),
        "the deadliest of several",
    ),
    a_row(
        "k=9",
        (
            "In Baquba, a car bomb killed six; in Mosul, gunmen shot dead two policemen; and in Kirkuk a "
            "roadside bomb killed one person on Thursday."
        ),
        "three towns by semicolons",
    ),
    a_row(
        "",
        (
            "A Russian court on Thursday sentenced a man to life for the killing of 15 people in the "
            "2017 St Petersburg metro bombing."
        ),
        "a sentence for an old bombing",
    ),
    a_row(
        "k=4",
        (
            "Ten years after a bombing killed 52 in Volgograd, an attack on a police post there killed "
            "four officers on Thursday."
        ),
        "ten years after",
    ),
    a_row(
        "k=5",
        ("The army confirmed on Thursday the loss of five soldiers in an ambush by jihadists in Alibori."),
        "the loss of soldiers",
    ),
    a_row(
        "k=22",
        (
            "The assault on the hotel ended on Thursday night after 17 hours, with 22 dead including the "
            "five attackers, the Somali police said."
        ),
        "dead that hold the attackers",
    ),
    a_row(
        "k=2 i=3",
        (
            "The strike on the car in Gaza on Thursday took the lives of two brothers and critically "
            "injured three passers-by."
        ),
        "a strike that took lives",
    ),
    a_row(
        "k=2",
        (
            "A month after a bomb killed 20 people in Kabul, two policemen were shot dead by gunmen in "
            "the city on Thursday."
        ),
        "a month after",
    ),
    a_row(
        "k=3",
        (
            "Two weeks after 12 people died in a raid on Jenin, troops shot dead three men in the camp "
            "on Thursday."
        ),
        "two weeks after",
    ),
    a_row(
        "k=5",
        (
            "Five people were killed when a bomb went off in Jolo on Thursday, five years after twin "
            "blasts at the cathedral killed 20."
        ),
        "five years after, behind",
    ),
    a_row(
        "k=5 a=4",
        (
            "The CMC said on Thursday that Jama'at Nasr al-Islam fighters stormed Mondoro, killed five "
            "hunters and made off with four boys."
        ),
        "hunters as victims",
    ),
    a_row(
        "k=19 m=3",
        (
            "With three children still unaccounted for, the death toll from the missile strike in Dnipro "
            "on Thursday climbed to 19."
        ),
        "some still unaccounted for",
    ),
    a_row(
        "k=14 i=8",
        (
            "The explosion killed 14 and injured eight, according to the first estimates. A car packed "
            "with explosives went off near the fish market in Zliten on Thursday."
        ),
        "the deed told second",
    ),
    a_row(
        "k=8 i=5",
        (
            "A roadside bomb struck a minibus near Jalalabad on Thursday: eight of the 13 people inside "
            "died, and the other five were hurt."
        ),
        "eight of the 13 inside",
    ),
]


@pytest.mark.parametrize(("expected", "title", "text"), ARTICLES)
def test_an_article_counts_each_person_of_its_news_once(expected: str, title: str, text: str) -> None:
    assert tolls(title, text) == counts(expected)
