"""Ways of telling the dead and hurt that wires, agencies' reports and live pages share, each beside what is like it."""

import pytest
from tests.reading.test_casualties import exactly, total

from firebell.reading.reading import Count

Counts = dict[str, Count | None]

OLDER: dict[str, tuple[str, Counts]] = {
    "a toll that tops": ("The death toll from the raid tops 30.", {"killed": Count(30, 30, None)}),
    "who gave a toll of": (
        "Rebels killed 13 people, the army said. A rights group gave a toll of 20 dead.",
        {"killed": Count(13, 13, 20)},
    ),
    "a revised toll": (
        "A bomb killed 31 people in Gao, police said, revising an earlier toll of 27.",
        {"killed": exactly(31)},
    ),
    "a corrected report": (
        "Six guards were killed in the ambush, correcting an earlier report of eight dead.",
        {"killed": exactly(6)},
    ),
    "the older toll told first": (
        "A previous toll stood at 27. The bomb killed 21.",
        {"killed": exactly(21)},
    ),
    "earlier reports": (
        "Earlier reports said 12 people had died in the raid. The ministry now says nine were killed.",
        {"killed": exactly(9)},
    ),
    "what officials had earlier put it at": (
        "The raid left 16 dead. Officials had earlier put the death toll at 14.",
        {"killed": exactly(16)},
    ),
    "up from an older count": (
        "The death toll is 30, up from a previous count of 22 dead.",
        {"killed": exactly(30)},
    ),
    "an initial toll alone is the toll": (
        "The raid has an initial toll of 12 dead.",
        {"killed": exactly(12)},
    ),
    "an earlier attack is no older account": (
        "An earlier attack killed four. Nine people were killed in the market.",
        {"killed": Count(4, 4, 9)},
    ),
    "a report of the other kind stays": (
        "Police had earlier reported five injured; two people were killed.",
        {"killed": exactly(2), "injured": exactly(5)},
    ),
    "rose from, to": ("The death toll rose from 19 to 26.", {"killed": exactly(26)}),
    "risen to, from": ("The death toll has risen to 26 from 19.", {"killed": exactly(26)}),
    "a toll between two figures": ("The death toll stands at 19 to 26.", {"killed": Count(19, 19, 26)}),
    "in total": (
        "A blast in a club killed four, then another went off; in total 26 were killed.",
        {"killed": exactly(26)},
    ),
}

PLACES: dict[str, tuple[str, Counts]] = {
    "parts by place behind a colon": (
        "The mission recorded 27 civilians killed in attacks: 12 in Drodro, nine in Bule and six in Fataki.",
        {"killed": exactly(27)},
    ),
    "more by place behind an and": ("Five were killed in Aden and three in Taiz.", {"killed": exactly(8)}),
    "the first and the second": (
        "The first bomb killed 12 people and the second ten.",
        {"killed": exactly(22)},
    ),
    "the second of the month": (
        "The bomb killed 12 people on the second ten days of June.",
        {"killed": exactly(12)},
    ),
    "what each side lost": (
        "The army lost nine men and the guerrillas seven in the battle.",
        {"killed": exactly(16)},
    ),
    "the latest of six": (
        "Gunmen killed journalist Maria Lopez, the latest of six reporters slain in the state.",
        {"killed": exactly(1)},
    ),
    "a count stands at": (
        "The casualty count from the attack on the bus stands at four dead and six injured.",
        {"killed": exactly(4), "injured": exactly(6)},
    ),
    "the number is put at another": (
        "More than 55 people were slaughtered by armed men, residents said; the government put the number at 40.",
        {"killed": Count(40, 40, None)},
    ),
    "another source behind a semicolon": (
        "The blast left five people dead, a spokesman said; a clinic said it had received ten bodies.",
        {"killed": Count(5, 5, 10)},
    ),
    "one source for two places": (
        "Ten soldiers were killed in Gao, the army said; five were killed in Kati, it said.",
        {"killed": exactly(15)},
    ),
    "raises to 12 the number": (
        "The attack raises to 12 the number of people killed.",
        {"killed": exactly(12)},
    ),
    "the number of those who vote": ("The clash raises to 12 the number of rallies.", {"killed": None}),
    "martyrs are left": ("An explosion leaves martyrs in the countryside.", {"killed": Count(3, 3, 9)}),
    "martyrs are mourned": ("A bomb went off where the town mourns martyrs.", {"killed": None}),
    "her parents are two": ("A girl and her parents were killed by a shell.", {"killed": exactly(3)}),
    "no reports of any": (
        "There were no immediate reports of any casualties.",
        {"killed": exactly(0), "injured": exactly(0)},
    ),
    "no reports of talks": ("Rebels shelled Gao. There are no reports of talks.", {"killed": None}),
    "a headline's two sides told one by one": (
        "Six soldiers, two rebels killed in ambush. Six soldiers were killed. Two attackers were also killed.",
        {"killed": exactly(8)},
    ),
    "more than a part told again": (
        "Two guards and a clerk were killed. Two guards were killed at the gate. Two attackers were also killed.",
        {"killed": exactly(5)},
    ),
    "they drowned under fire": (
        "Four women and three children drowned when gunmen fired on their boat.",
        {"killed": exactly(7)},
    ),
}

DIED_LATER: dict[str, tuple[str, Counts]] = {
    "whose death raised the toll": (
        "The toll from the blast rose to four after a shepherd died of his wounds.",
        {"killed": exactly(4)},
    ),
    "whose deaths raise a war's": (
        "The death toll in the war rose to 31,000 as 90 more were killed.",
        {"killed": exactly(90)},
    ),
    "a priest who was abducted": (
        "Father Luis Roa, the priest of a village, who was abducted in April, was found murdered by rebels.",
        {"killed": exactly(1), "abducted": exactly(1)},
    ),
    "a colonel who was wounded": (
        "Colonel Roberto Vega, who was wounded in an attack on a barracks, died on Monday.",
        {"killed": exactly(1), "injured": None},
    ),
    "one of the wounded, beside the dead of before": (
        "Three soldiers were killed and five wounded in the raid. One of the wounded later died.",
        {"killed": exactly(4), "injured": exactly(4)},
    ),
    "some of the wounded of the same sentence": (
        "Five were wounded by the bomb and two of the wounded died in hospital.",
        {"killed": exactly(2), "injured": exactly(3)},
    ),
    "of the five wounded": ("Two of the five wounded died after the attack.", {"killed": exactly(2)}),
    "a volunteer who was wounded": (
        "A guard was killed and seven were wounded by shells. A clerk who was wounded by the shells died.",
        {"killed": exactly(2), "injured": exactly(6)},
    ),
    "who was hurt, with nobody told before": (
        "A guard who was wounded in the attack died of his injuries.",
        {"killed": exactly(1), "injured": None},
    ),
    "of the dead, some were fighters": (
        "Four of the seven killed in the raid were fighters.",
        {"killed": exactly(7)},
    ),
    "of the soldiers, some were killed": ("Four of the seven soldiers were killed.", {"killed": exactly(4)}),
    "they have since died": (
        "Troops opened fire on a crowd. Three people have since died.",
        {"killed": exactly(3)},
    ),
}

AGAIN: dict[str, tuple[str, Counts]] = {
    "the victim, of a killing": (
        "One clerk was killed by gunmen at home. The victim was shot after a party.",
        {"killed": exactly(1), "injured": None},
    ),
    "the victims, of a killing": (
        "Three farmers were killed in a raid. The victims were shot in the head.",
        {"killed": exactly(3), "injured": None},
    ),
    "the gunman is no victim": (
        "A gunman opened fire. The victim was shot in the leg.",
        {"injured": exactly(1)},
    ),
    "who was parked there": (
        "A driver, who was parked in front of a shop, was shot in the leg by gunmen.",
        {"injured": exactly(1)},
    ),
    "who was working there": (
        "A man who was working for a bank for locals was shot dead by gunmen.",
        {"killed": exactly(1), "injured": None},
    ),
    "it also killed": (
        "One worker was killed in the strike. It also killed her husband and daughter.",
        {"killed": exactly(3)},
    ),
    "alongside, behind the day and the place": (
        "A medic was killed on Thursday night in Gao alongside a soldier by a bomb.",
        {"killed": exactly(2)},
    ),
    "alongside a road": ("A medic was killed on Thursday alongside the road.", {"killed": exactly(1)}),
    "two accounts, of whom one names no class": (
        "The army said eight soldiers were killed in the ambush, but officials said 15 had died.",
        {"killed": Count(8, 8, 15)},
    ),
}

DOERS: dict[str, tuple[str, Counts]] = {
    "an older deed with which somebody is charged": (
        'Rebels executed two men on charges of "killing a guard".',
        {"killed": exactly(2)},
    ),
    "a man accused of it is shot himself": (
        "A man accused of killing three policemen was shot dead by gunmen.",
        {"killed": exactly(1)},
    ),
    "a man who did it is shot himself": (
        "A man who killed three policemen was shot dead by soldiers.",
        {"killed": exactly(4)},
    ),
    "who accuses an army tells a toll": (
        "Residents accused the army of killing 40 villagers.",
        {"killed": exactly(40)},
    ),
    "the relatives of the dead live": (
        "The relatives of the minister murdered by gunmen were heard.",
        {"killed": exactly(1)},
    ),
    "relatives may be killed": ("The relatives of the minister were murdered.", {"killed": Count(3, 3, 9)}),
    "the families of three": (
        "The families of three soldiers killed in the ambush mourn.",
        {"killed": exactly(3)},
    ),
}

LISTED: dict[str, tuple[str, Counts]] = {
    "two of a headline": ("Gunmen kill ex-mayor, aide in ambush", {"killed": exactly(2)}),
    "what he was of a headline": ("Gunmen kill journalist, father of three", {"killed": exactly(1)}),
    "shot dead and abducted": (
        "Bandits shot the driver dead and abducted a midwife and her assistant.",
        {"killed": exactly(1), "abducted": exactly(2)},
    ),
    "two of one sex and two others": (
        "Shelling killed two women, a man and a teenage boy.",
        {"killed": exactly(4)},
    ),
    "two men who are spelt out": (
        "Shelling killed two men, a teacher and a farmer.",
        {"killed": exactly(2)},
    ),
    "two children who are spelt out": (
        "Shelling killed two children, a boy and a girl.",
        {"killed": exactly(2)},
    ),
    "an army behind a preposition is no victim": (
        "Strikes killed four children and their father amid shelling by warplanes and the army's forces.",
        {"killed": exactly(5)},
    ),
    "and others behind an age": (
        "A man aged 45 and 12 others were killed by rebels.",
        {"killed": exactly(13)},
    ),
    "ages of two": ("Two brothers aged 12 and 15 were killed by a mine.", {"killed": exactly(2)}),
    "ages of three": ("Three girls aged 9, 11 and 14 died in the strike.", {"killed": exactly(3)}),
    "an age between two": (
        "A man aged between 20 and 30 was shot dead by gunmen.",
        {"killed": exactly(1)},
    ),
    "off duty": ("Two off-duty soldiers were shot dead by gunmen.", {"killed": exactly(2)}),
    "an additional thirteen": ("An additional thirteen guards were wounded.", {"injured": exactly(13)}),
    "a third was hurt": (
        "Two guards died and a third was hurt in the attack.",
        {"killed": exactly(2), "injured": exactly(1)},
    ),
    "a third man": (
        "Gunmen killed two guards, leaving a third man wounded.",
        {"killed": exactly(2), "injured": exactly(1)},
    ),
    "a third of them is a share": ("A third of the guards were killed.", {"killed": None}),
    "nine to 12": ("Nine to 12 rebels died in clashes.", {"killed": Count(9, 9, 12)}),
    "a hundred too many": (
        "Over 300 hundred people were killed by the bomb.",
        {"killed": Count(300, 300, None)},
    ),
}

NAMED: dict[str, tuple[str, Counts]] = {
    "who the three were": (
        "Three people, named as Ali Noor, 34, a teacher, Hassan Abdi, 41, and Omar Yusuf, were shot dead by rebels.",
        {"killed": exactly(3)},
    ),
    "identified as two": (
        "Gunmen fired on a car. The dead were identified as Imran Shah, 34, and Bilal Khan, 41.",
        {"killed": exactly(2)},
    ),
    "identified as fighters": (
        "Gunmen fired on a car. The dead were identified as Taliban by the police.",
        {"killed": None},
    ),
    "one name and his guard": (
        "Haddad and his bodyguard were killed by a bomb under their car.",
        {"killed": exactly(2)},
    ),
    "a rank, one name and his guard": (
        "General Noor and his guard were killed by a bomb.",
        {"killed": exactly(2)},
    ),
    "one name behind the verb": ("Gunmen killed Haddad in Aden.", {"killed": exactly(1)}),
    "one name and his driver, behind the verb": (
        "Gunmen killed Haddad and his driver.",
        {"killed": exactly(2)},
    ),
    "one name and others": ("Police wounded Odeh and two others in the raid.", {"injured": exactly(3)}),
    "a nation behind the verb is no name": (
        "Rebels killed Israeli soldiers in the raid.",
        {"killed": Count(3, 3, 9)},
    ),
    "killed in the shelling were": (
        "Killed in the shelling of Gao on Friday were two women, a man and a boy.",
        {"killed": exactly(4)},
    ),
    "the dead were": (
        "Shells fell on Gao. The dead were two women and a man.",
        {"killed": exactly(3)},
    ),
    "the dead were some of those told before": (
        "Shells killed eight. The dead were five soldiers and three clerks.",
        {"killed": exactly(8)},
    ),
    "the victims were shot": ("Gunmen killed two. The victims were shot.", {"killed": exactly(2)}),
    "a second killed closes the list": (
        "A bomb went off, killing at least 15 people, including 13 policemen and a soldier killed and wounding 25.",
        {"killed": Count(15, 15, None), "injured": exactly(25)},
    ),
    "a second killed with a verb of its own": (
        "Rebels killed 12, including a chief, and two soldiers were killed in Gao.",
        {"killed": exactly(14)},
    ),
}

REPORTED: dict[str, tuple[str, Counts]] = {
    "a report's lines": (
        "Gunmen attacked the village. Civilian deaths: 6. Injured: 4",
        {"killed": exactly(6), "injured": exactly(4)},
    ),
    "killed, by a colon": (
        "Killed: 5. Wounded: 9. The bomb went off in Gardez.",
        {"killed": exactly(5), "injured": exactly(9)},
    ),
    "a colon before words": ("Killed: the mayor's hopes of peace.", {"killed": None}),
    "what a hospital received": (
        "After the attack the clinic had received 11 bodies and treated 19 wounded people.",
        {"killed": exactly(11), "injured": exactly(19)},
    ),
    "what a hospital is said to treat": ("Doctors treated 19 people and 20 goats.", {"injured": None}),
    "rescuers recovered": ("Rescuers recovered 12 bodies after the strike.", {"killed": exactly(12)}),
    "dead bodies": ("A doctor counted ten dead bodies after the bombing.", {"killed": exactly(10)}),
    "treated for": (
        "Nineteen people were treated for shrapnel injuries after the blast.",
        {"injured": exactly(19)},
    ),
    "left with": (
        "Six were killed by shells and two were left with serious injuries.",
        {"killed": exactly(6), "injured": exactly(2)},
    ),
    "moderate to severe": (
        "Three guards received moderate to severe gunshot wounds.",
        {"injured": exactly(3)},
    ),
    "no injuries are suffered": ("Two guards suffered no injuries.", {"injured": exactly(0)}),
    "shot at and missed": ("Three guards were shot at by rebels.", {"injured": None}),
    "shot at a gate": ("Two guards were shot at a gate by rebels.", {"injured": exactly(2)}),
    "taken away": ("Gunmen took away 12 women.", {"abducted": exactly(12)}),
    "made off with": ("Gunmen made off with four boys.", {"abducted": exactly(4)}),
    "money is made off with": ("Gunmen made off with two million.", {"abducted": None}),
    "cows are taken away": ("Gunmen took away 12 cows.", {"abducted": None}),
    "held hostages": ("About 20 villagers are held hostages by rebels.", {"abducted": Count(18, 20, 22)}),
}

IDIOMS: dict[str, tuple[str, Counts]] = {
    "embraced martyrdom": ("Seven guards embraced martyrdom in the ambush.", {"killed": exactly(7)}),
    "laid down their lives": ("Three men laid down their lives in an ambush.", {"killed": exactly(3)}),
    "laid down their arms": ("Three men laid down their arms after the ambush.", {"killed": None}),
    "fell in combat": ("Omar Levy, 21, fell in combat in the valley.", {"killed": exactly(1)}),
    "fell in the fighting": ("In the battle 21 soldiers fell in the fighting.", {"killed": exactly(21)}),
    "a town fell": ("The town fell in three days of battle.", {"killed": None}),
    "throats are slit": ("Gunmen slit the throats of four guards.", {"killed": exactly(4)}),
    "shot, both fatally": (
        "Two people were shot, both fatally, by gunmen.",
        {"killed": exactly(2), "injured": None},
    ),
    "shot, both in the leg": ("Two people were shot, both in the leg.", {"injured": exactly(2)}),
    "operatives are eliminated": (
        "Three Hamas operatives were eliminated in a strike.",
        {"killed": exactly(3)},
    ),
    "teams are eliminated": ("Three football teams were eliminated.", {"killed": None}),
    "lost of their own": ("Rebels said that they lost five of their own fighters.", {"killed": exactly(5)}),
    "taken by armed men": (
        "Two nurses were taken by unidentified armed men.",
        {"abducted": exactly(2)},
    ),
    "captured by rebels": ("Three drivers were captured by rebels near Goma.", {"abducted": exactly(3)}),
    "taken from home": (
        "Militants came and a clerk was taken from his home by armed men.",
        {"abducted": None},
    ),
    "rebels that were captured": (
        "Three rebels were captured by fighters of a rival band.",
        {"abducted": None},
    ),
    "gunmen seize nurses": ("Gunmen seized two nurses and burned a clinic.", {"abducted": exactly(2)}),
    "kill three and capture four": (
        "Jihadists killed three soldiers and captured four others.",
        {"killed": exactly(3), "abducted": exactly(4)},
    ),
    "what soldiers capture": ("Soldiers killed five rebels and captured four others.", {"abducted": None}),
    "phones are taken": ("Gunmen took the drivers' phones.", {"abducted": None}),
    "what rebels carried out": ("The attack was carried out by rebels.", {"abducted": None}),
    "a patrol of nine": ("Rebels wiped out a patrol of nine soldiers.", {"killed": exactly(9)}),
    "villages are wiped out": ("Rebels wiped out three villages.", {"killed": None}),
    "a unit of 12": ("An army unit of 12 was annihilated by rebels.", {"killed": exactly(12)}),
    "shot, one fatally": (
        "Three people were shot, one fatally, by gunmen.",
        {"killed": exactly(1), "injured": exactly(2)},
    ),
    "fatally wounding": (
        "A shell hit a van, fatally wounding the driver and injuring a guard.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "knifed to death": ("A clerk was knifed to death by rebels.", {"killed": exactly(1)}),
    "sentenced to death": ("A clerk was sentenced to death for the attack.", {"killed": None}),
    "one died, the other is hurt": (
        "Two guards were attacked. One died and the other sustained injuries.",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "the other bomb": (
        "One guard died when the other bomb went off.",
        {"killed": exactly(1), "injured": None},
    ),
    "walked off with porters": ("Rebels walked off with five porters.", {"abducted": exactly(5)}),
    "walked off with cattle": ("Rebels walked off with five cows.", {"abducted": None}),
    "marched into the forest": ("Fifteen women were marched into the forest.", {"abducted": exactly(15)}),
    "wounded who are flown out": (
        "Rebels killed two soldiers. Nine wounded troops were airlifted to the capital.",
        {"killed": exactly(2), "injured": exactly(9)},
    ),
    "no victims": ("A bomb went off; there were no victims.", {"killed": exactly(0), "injured": exactly(0)}),
    "her and two guards": (
        "A bomb struck the mayor's car, killing her and two guards.",
        {"killed": exactly(3)},
    ),
    "behind an owner and a verb": (
        "Ambush in Niger's west leaves five gendarmes dead",
        {"killed": exactly(5)},
    ),
    "burned alive behind the verb": ("Rebels burn 30 passengers alive.", {"killed": exactly(30)}),
    "villages are burned": ("Rebels burn 30 villages.", {"killed": None, "injured": None}),
    "a third is badly hurt": (
        "Gunmen ambush a van; two workmen die, a third is badly wounded.",
        {"killed": exactly(2), "injured": exactly(1)},
    ),
    "the driver, too": (
        "Gunmen killed nine passengers of a bus. The driver, too, was killed.",
        {"killed": exactly(10)},
    ),
    "how many is unclear": (
        "Two people died when a bomb went off. It was not clear how many people were wounded.",
        {"killed": exactly(2), "injured": None},
    ),
    "two critical": (
        "Gunmen ambush a van; 5 dead, 2 critical",
        {"killed": exactly(5), "injured": exactly(2)},
    ),
    "a critical role": ("Gunmen ambush a van; 2 critical bridges closed", {"injured": None}),
    "lost a foot": ("A clerk lost a foot when he stepped on a mine.", {"injured": exactly(1)}),
    "carried five away": ("Pirates carried five foreigners away.", {"abducted": exactly(5)}),
    "carried their guns": ("Pirates carried five men's guns.", {"abducted": None}),
    "an ambush claims three": ("Rebel ambush claims three rangers", {"killed": exactly(3)}),
    "an ambush is claimed": ("Rebels claimed the ambush on three rangers.", {"killed": None}),
    "the acting head": (
        "The acting head of an agency was assassinated by gunmen.",
        {"killed": exactly(1)},
    ),
    "claimed to have killed": (
        "Rebels attacked a post, and the army claimed to have killed 15 jihadists.",
        {"killed": Count(0, 0, 15)},
    ),
    "a trio": ("Trio gunned down by rebels", {"killed": exactly(3)}),
    "a family of four in a headline": ("Rockets kill family of four", {"killed": exactly(4)}),
    "whoever is murdered": ("Rebels murdered a skinner and stole his knives.", {"killed": exactly(1)}),
    "what is executed": ("The army executed a plan.", {"killed": None}),
    "survived with injuries": (
        "Five guards were killed by rebels, two survived with injuries.",
        {"killed": exactly(5), "injured": exactly(2)},
    ),
    "bullet wounds in bodies": (
        "The bodies of 12 peasants, with their hands tied and bullet wounds in their heads, were found.",
        {"killed": exactly(12), "injured": None},
    ),
    "of the United Left": (
        "Congressman Luis Roa Paz, of the United Left, was killed by two gunmen.",
        {"killed": exactly(1)},
    ),
    "a passer-by wounded": (
        "Policeman killed in shootout; passer-by wounded",
        {"killed": exactly(1), "injured": exactly(1)},
    ),
    "seize hostages": ("Militants seize 66 hostages at an embassy.", {"abducted": exactly(66)}),
    "policemen fall in an ambush": ("Nine gendarmes fall in an ambush by rebels.", {"killed": exactly(9)}),
    "a bare dozen": ("Dozen killed as rival rebels clash", {"killed": exactly(12)}),
    "buried after a raid": (
        "Eleven people were buried on Sunday after a raid on Zurmi.",
        {"killed": exactly(11)},
    ),
    "buried under rubble": ("Eleven people were buried under rubble after a raid.", {"killed": None}),
    "troops fall in battle": ("Four troops fell in a battle with rebels.", {"killed": exactly(4)}),
    "troops fall back": ("Four troops fell back in a battle with rebels.", {"killed": None}),
    "the third died too": (
        "Two guards died in the ambush. The third succumbed later.",
        {"killed": exactly(3)},
    ),
    "being treated": ("Five died in the blast and 20 were being treated.", {"injured": exactly(20)}),
    "taken by ambulance": ("Two nurses were taken by ambulance to the town.", {"abducted": None}),
    "a 19-year-old": ("A 19-year-old succumbed to wounds of the raid.", {"killed": exactly(1)}),
    "the 30-year-old again": (
        "A clerk was killed by gunmen. The 30-year-old was shot in his car.",
        {"killed": exactly(1), "injured": None},
    ),
    "their hit lists": ("Gunmen sent their hit lists to the press.", {"injured": None}),
    "twice as many": ("Ten were killed by shells and twice as many wounded.", {"killed": exactly(10)}),
}

WHOLES: dict[str, tuple[str, Counts]] = {
    "three guards, two nurses and a driver of nine": (
        "Nine people, including three guards, two nurses and a driver, were killed by gunmen.",
        {"killed": exactly(9)},
    ),
    "a lieutenant of five soldiers, and three policemen": (
        "Five soldiers, including a lieutenant, and three policemen were killed by rebels.",
        {"killed": exactly(8)},
    ),
    "one killed elsewhere of the four": (
        "Four people were killed and nine hurt by shells, including one killed in a minibus.",
        {"killed": exactly(4), "injured": exactly(9)},
    ),
    "an elder, his wife and their two children of six": (
        "Rebels killed six people, including a village head, his wife and their two children.",
        {"killed": exactly(6)},
    ),
    "killed five soldiers with a major, and three policemen": (
        "Rebels killed five soldiers, including a major, and three policemen.",
        {"killed": exactly(8)},
    ),
    "a woman of six civilians, and a child": (
        "Six civilians, including a woman, and a child were killed by rebels.",
        {"killed": exactly(6)},
    ),
    "the body of who was abducted": (
        "The body of an abducted nurse was found with bullet wounds.",
        {"killed": exactly(1), "abducted": None},
    ),
    "two women among them": (
        "Six people, two women among them, were killed by gunmen.",
        {"killed": exactly(6)},
    ),
    "fifteen of the 40": ("Fifteen of the 40 passengers were killed by gunmen.", {"killed": exactly(15)}),
    "hit, then told apart": (
        "In all, 25 people were hit when gunmen opened fire: 11 died and 14 were wounded.",
        {"killed": exactly(11), "injured": exactly(14)},
    ),
    "beaten after another was hit": (
        "Two aid workers were beaten by a crowd after their car hit and killed a child.",
        {"killed": exactly(1), "injured": exactly(2)},
    ),
    "taken, and found dead": (
        "Two farmers kidnapped on Monday were found dead.",
        {"abducted": exactly(2), "killed": exactly(2)},
    ),
    "up to four rebels and a soldier": (
        "As many as four rebels were killed and one soldier died in the raid.",
        {"killed": Count(2, 2, 5)},
    ),
    "what a war has cost, behind a semicolon": (
        "Insurgents killed 27 people in the town; the war has cost 4,000 lives since 2017.",
        {"killed": exactly(27)},
    ),
    "rebels up north who claim": (
        "Rebels in the far north claimed on Thursday that they had killed 30 soldiers.",
        {"killed": Count(0, 0, 30)},
    ),
}

SIDES: dict[str, tuple[str, Counts]] = {
    "a side's own dead are no claim": (
        "Hezbollah said three of its fighters were killed in the strikes.",
        {"killed": exactly(3)},
    ),
    "an army's own dead are no claim": (
        "The army said one of its soldiers was killed in the raid.",
        {"killed": exactly(1)},
    ),
    "what its forces did is a claim": (
        "The army said its forces killed 20 rebels in the raid.",
        {"killed": Count(0, 0, 20)},
    ),
    "what a side says behind its claim of the deed": (
        "Seventeen soldiers died near Gao. JNIM claimed responsibility on Thursday, saying it had killed 32 soldiers.",
        {"killed": Count(17, 17, 32)},
    ),
    "what is said of a side in commas parts it not from what it says": (
        "The army, which has been at war there since 2023, said it had killed 40 rebels.",
        {"killed": Count(0, 0, 40)},
    ),
    "what its aircraft did is a claim behind another that": (
        "The army said that it had repelled an attack and that its aircraft had killed some 20 rebels.",
        {"killed": Count(0, 0, 22)},
    ),
    "rebels' claim of officials": (
        "Al Shabaab, which wants to rule the country, said its fighters had killed 28 officials.",
        {"killed": Count(0, 0, 28)},
    ),
    "what rebels seized is nobody": (
        "Rebels killed four soldiers and seized weapons.",
        {"killed": exactly(4), "abducted": None},
    ),
    "who were killed and seized": (
        "Four nurses were seized and killed by rebels.",
        {"killed": exactly(4), "abducted": exactly(4)},
    ),
    "who shoots back is not shot": (
        "Soldiers near Concordia came under fire from gunmen and shot back, killing nine.",
        {"killed": exactly(9), "injured": None},
    ),
    "who shoots anyone is not shot": (
        "Twelve men are held. They came to the village at night and shot anyone who ran.",
        {"injured": None},
    ),
    "who says so is none of the dead": (
        "A jet bombed the school, killing 20 pupils and two teachers, witnesses and a member of a militia said.",
        {"killed": exactly(22)},
    ),
    "bodies that were brought in": (
        "A nurse said that 23 bodies had been brought in.",
        {"killed": exactly(23)},
    ),
    "treated with gunshot wounds": (
        "The clinic treated 83 people with gunshot wounds after the attack.",
        {"injured": exactly(83)},
    ),
    "treated with respect": ("The clinic treated 83 people with respect.", {"injured": None}),
    "the search for those seized": (
        "Troops combed the forest on Thursday for 61 pupils seized from their dormitory.",
        {"abducted": exactly(61)},
    ),
    "whom gunmen took": ("The army hunts gunmen who took 61 pupils.", {"abducted": exactly(61)}),
    "whom an ambulance took": ("Medics who took 61 pupils to hospital fled.", {"abducted": None}),
    "the attackers' dead, told further on, are no part of the others": (
        "Nine civilians and three soldiers were killed in the siege. All five attackers were shot dead.",
        {"killed": exactly(17)},
    ),
    "an attacker died beside the one whom he shot": (
        "The mayor was shot dead at a fair. One attacker was killed at the scene.",
        {"killed": exactly(2)},
    ),
    "of the same class the lower figure is in the higher one": (
        "The raid killed nine civilians. Five civilians were killed in the market.",
        {"killed": exactly(9)},
    ),
    "who they were is believed, and not that they killed": (
        "Gunmen believed to be herders killed 44 people in Edikwu.",
        {"killed": exactly(44)},
    ),
    "believed to be dead": (
        "Gunmen took 44 people, who are believed to be dead.",
        {"killed": Count(0, 0, 44)},
    ),
    "bodies that a hospital received": (
        "The hospital has received 57 wounded, most with gunshot wounds, and six bodies.",
        {"killed": exactly(6), "injured": exactly(57)},
    ),
    "what gunmen went on to take": (
        "Gunmen raided a school in Papiri on Monday and took 303 pupils and 12 teachers.",
        {"abducted": exactly(315)},
    ),
    "villagers among those whom a side claims": (
        "The army said its drones had killed 42 militants. At least nine villagers were among the dead.",
        {"killed": Count(9, 9, None)},
    ),
    "who confirms the attack but says another figure": (
        "Gunmen killed 13 people in Riyom. The army confirmed the attack but said that six people died.",
        {"killed": Count(6, 6, 13)},
    ),
    "power is seized, and nobody": ("Soldiers said that they had seized power.", {"abducted": None}),
    "an attack is claimed, and no figure": (
        "Policeman, gunman killed in shootout; rebel group claims attack.",
        {"killed": exactly(2)},
    ),
    "the loss of soldiers": ("The army confirmed the loss of five soldiers.", {"killed": exactly(5)}),
    "the loss of seats": ("The army's party confirmed the loss of five seats.", {"killed": None}),
    "a group's name and who led it": (
        "Drone strike kills Taliban shadow governor and five others.",
        {"killed": exactly(6)},
    ),
    "a group attacks the police": ("Taliban attack police; four officers killed.", {"killed": exactly(4)}),
    "what a strike hit": ("The army said that the strike hit only rebels.", {"injured": None}),
    "whom a shell hit": ("A shell hit two women in the yard.", {"injured": exactly(2)}),
    "nine of the 30 wounded": (
        "Nine of the 30 wounded in the bombing were pronounced dead.",
        {"killed": exactly(9)},
    ),
    "hunters are killed by fighters": (
        "Fighters stormed the town, killed five hunters and burned houses.",
        {"killed": exactly(5)},
    ),
    "a hunter by accident": ("A hunter was killed in a hunting accident.", {"killed": None}),
    "with three still missing": (
        "With three children still unaccounted for, the death toll from the strike climbed to 19.",
        {"killed": exactly(19), "missing": exactly(3)},
    ),
    "raises to 33 the death toll": (
        "The bomb raised to 33 the death toll of the attacks.",
        {"killed": exactly(33)},
    ),
    "nursing injuries": (
        "Police fired on a crowd: four people have died and more than 20 are nursing injuries.",
        {"killed": exactly(4), "injured": Count(20, 20, None)},
    ),
    "in critical condition": (
        "Three are dead and six in critical condition after gunmen fired on a bar.",
        {"killed": exactly(3), "injured": exactly(6)},
    ),
    "snatched": ("Two clerks were snatched by gunmen.", {"abducted": exactly(2)}),
    "a win is snatched": ("Two goals snatched a win.", {"abducted": None}),
}

EVERY = {
    f"{name}: {why}": row
    for name, rows in {
        "older": OLDER,
        "places": PLACES,
        "died later": DIED_LATER,
        "again": AGAIN,
        "doers": DOERS,
        "listed": LISTED,
        "named": NAMED,
        "reported": REPORTED,
        "idioms": IDIOMS,
        "wholes": WHOLES,
        "sides": SIDES,
    }.items()
    for why, row in rows.items()
}


@pytest.mark.parametrize(("text", "counts"), EVERY.values(), ids=EVERY)
def test_a_way_of_telling_is_read_and_its_neighbour_is_not(text: str, counts: Counts) -> None:
    assert {kind: total(text, kind) for kind in counts} == counts
