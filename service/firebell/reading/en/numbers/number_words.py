"""Number words, hedges and units, as tables: what `numbers` reads and what it leaves alone."""

from firebell.reading.beginnings import Beginnings
from firebell.reading.reading import Count
from firebell.reading.text import words

UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
ROUND = "ten twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: value for value, word in enumerate(UNITS.split(), start=1)}
TENS = {word: 10 * value for value, word in enumerate(ROUND.split(), start=1) if value > 1}
ONES |= {ten + one: tens + ONES[one] for ten, tens in TENS.items() for one in UNITS.split()[:9]}
"""A wire's "thirtythree", whose hyphen was lost."""

SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
DOZEN = 12

HEDGES = Beginnings(
    {
        phrase: kind
        for kind, listed in {
            "least": "at least; at-least; more than; over; no fewer than; not less than; no less than; above; "
            "not fewer than; a minimum of; upwards of; in excess of; well over; atleast",
            "most": "up to; as many as; at most; no more than; not more than; a maximum of; upto",
            "nearly": "nearly; almost; close to; just under; just short of; nearly about",
            "about": "about; around; some; an estimated; approximately; roughly; estimated; approx; circa; "
            "approx .; in the region of",
            "total": "a total of; a combined",
            "between": "between; from between",
        }.items()
        for phrase in listed.split("; ")
    }
)
"""What may stand before a number, and what it says of it (CODEBOOK §3)."""

BOUND_AFTER = Beginnings(dict.fromkeys(("- plus", "plus", "+", "or more", "at least", "or so")))
"""Behind a number, what makes it a lower bound."""

COLLECTIVES = {
    "a couple of": Count(2, 2, 3),
    "couple of": Count(2, 2, 3),
    "a pair of": Count(2, 2, 2),
    "both": Count(2, 2, 2),
    "tens of thousands": Count(10_000, 10_000, None),
    "hundreds of thousands": Count(100_000, 100_000, None),
    "dozen": Count(12, 12, 12),
    "tens": Count(10, 10, None),
    "dozens": Count(12, 12, None),
    "scores": Count(20, 20, None),
    "hundreds": Count(100, 100, None),
    "thousands": Count(1000, 1000, None),
}
"""ACLED's estimates for words that name no number; scores are ours."""

BANDS = words(
    "group patrol unit squad team gang party crew crowd column detachment platoon garrison contingent household band "
    "delegation squadron cell"
)
"""A number behind the "of" of these tells how many they were."""

OPEN_MANY = Count(3, 3, None)
SEVERAL = Count(3, 3, 9)

VAGUE = frozenset(
    {"several", "a few", "few", "a number of", "a handful of", "multiple", "various", "a group of"}
)
UNNAMED_MANY = frozenset({"many", "countless", "numerous", "scores upon scores"})
ESTIMATES = Beginnings(COLLECTIVES | dict.fromkeys(UNNAMED_MANY, OPEN_MANY) | dict.fromkeys(VAGUE, SEVERAL))
"""The count of each phrase that names no number; several may be scaled ("several hundred")."""

ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth"
)
ORDINAL_ENDS = words("st nd rd th")
STARTS = HEDGES.firsts.union(ESTIMATES.firsts, ORDINALS, ONES, TENS, words("a an half"))
"""Where no digit stands, a number begins with one of these."""

PREFIXES = words("mid pre post")
RATE_AFTER = frozenset(
    {
        "a day",
        "a week",
        "a month",
        "a year",
        "an hour",
        "per day",
        "per week",
        "per month",
        "per year",
        "each day",
        "every day",
        "every week",
        "daily",
        "per",
    }
)
AGE_BEFORE = words("aged age ages")
CURRENCIES = frozenset({"$", "\u20ac", "\u00a3", "rs", "rs.", "\u20b9"})
NAMES_BEFORE = words(
    "route highway article section room flight boeing channel page no number resolution chapter radio "
    "level phase grade camp division battalion brigade regiment #"
)
"""Before a number in digits: it is a name ("Route 9", "Article 5")."""

MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec"
)
UNITS_AFTER = words(
    "km kms kilometers kilometres kilometer kilometre miles mile metres meters metre meter m cm mm "
    "feet foot "
    "inches yards hectares acres square cubic "
    "tons tonnes ton kg kilos kilogram kilograms pounds lbs grams litres liters barrels "
    "second seconds minute minutes hour hours hrs day days night nights week weeks month months year "
    "years decade decades "
    "am pm a.m p.m a.m. p.m. o'clock gmt times "
    "percent percentage % degrees points "
    "dollars dollar euros euro usd cents rupees birr naira rubles roubles lira riyals shillings pesos "
    "thirds quarters fifths tenths votes vote seats lawmakers-elect ballots caliber calibre rounds bullets shots stab"
)
