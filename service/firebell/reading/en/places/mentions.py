"""Stream → Mentions: every name in the text that a place, a nationality or a hint has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from firebell.reading.en.places.cues import LOCATIVES, UNITS_OF
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import COUNTRY, Gazetteer
from firebell.reading.reading import PlaceRole
from firebell.reading.text import words

Sort = Literal["place", "adjective", "hint", "abbreviation", "unit"]

ARTICLES = words("al el ar as ash at ad az an ez ed er es esh")
LOOSE_ARTICLES = words("al el")
"""The others are English words too: they belong to a name only with a hyphen ("as-Suwayda")."""

BEFORE_ARTICLES = LOCATIVES | {"the"}
"""Behind these "Al Gore" is no man either: "in Al Hodeidah", "the Al Hodeidah governorate"."""

LONGEST_BARE = 4
"""How many words a name with an article has that the gazetteer knows only without: "al-Bab"."""

CONTRACTED = ("ve", "ll", "re", "d", "m", "t")
MONTHS = words(
    "january february march april may june july august september october november december monday sunday"
)
SHORT = 3
ONE_MARK = 2
"""The gap between two words with one mark between them."""

POSSESSIVES = frozenset(["'s", "\u2019s"])
AS_WRITTEN = words("us uk uae drc car dr la loc dmz eu png prc nyc dc bc nsw fata sar ussr usa")
"""Short names that are names in capitals only."""

_STATES = (
    "AL:ala AZ:ariz AR:ark CA:calif CO:colo CT:conn DE:del FL:fla GA:ga IL:ill IN:ind KS:kan,kans KY:ky LA:la "
    "MD:md MA:mass MI:mich MN:minn MS:miss MO:mo MT:mont NE:neb,nebr NV:nev NH:nh NJ:nj NM:nm NY:ny NC:nc "
    "ND:nd OH:oh OK:okla OR:ore PA:pa,penn RI:ri SC:sc SD:sd TN:tenn TX:tex VT:vt VA:va WA:wash WV:wva,wv "
    "WI:wis WY:wyo"
)
_PROVINCES = {"ont": "CA-ON", "alta": "CA-AB", "sask": "CA-SK", "que": "CA-QC", "bc": "CA-BC"}
ABBREVIATIONS: Mapping[str, str] = _PROVINCES | {
    short: f"US-{code}"
    for code, shorts in (pair.split(":") for pair in sorted(words(_STATES)))
    for short in shorts.split(",")
}
"""The states in short, as they stand behind a town: "Springfield, Ill."."""

AMERICANS = words("american americans")
CONTINENTS = words("central latin south inter pan ibero meso")
"""Before "American": whoever is of the continents, not of the United States."""

NO_SCENES = words("xinhua")
"""An agency, whatever town is called so."""

SHORTENED = ABBREVIATIONS.keys() | {code[3:].lower() for code in ABBREVIATIONS.values()}


@dataclass(slots=True)
class Mention:
    """Words `low` to `high` (excluded) of the stream; what they may mean, and, once resolved, what they do."""

    low: int
    high: int
    key: str
    sort: Sort
    flags: int = 0
    records: Sequence[tuple[int, bool]] = ()
    country: str | None = None
    inside: str | None = None
    held: bool = False
    far: bool = False
    unsure: bool = False
    elsewhere: bool = False
    unit: bool = False
    town: bool = False
    cue: bool = False
    fragment: bool = False
    tail: bool = False
    dateline: bool = False
    border: bool = False
    road: bool = False
    record: int | None = None
    weight: float = 0.6
    role: PlaceRole = "mention"


def scan(stream: Stream, gazetteer: Gazetteer) -> list[Mention]:
    """All names, the longest at each word, none overlapping another; linear in the text."""
    out = []
    free = 0
    low, capital, opens = stream.low, stream.capital, gazetteer.opens
    for k in stream.capitals:
        if k < free:
            continue
        start = k
        if k > free and low[k - 1] in ARTICLES and not capital[k - 1] and _opens_with_article(stream, k - 1):
            start = k - 1
            mention, taken = _at(stream, gazetteer, start)
            if mention:
                out.append(mention)
            if start + taken > k:
                free = start + taken
                continue
        word = low[k]
        if stream.gaps[k + 1] == ONE_MARK and (owned := _of_owner(stream, gazetteer, k)) is not None:
            free = owned.high
            out.append(owned)
            continue
        if opens(word) or word in ARTICLES or word in SHORTENED:
            mention, taken = _at(stream, gazetteer, k)
            free = k + taken
            if mention:
                out.append(mention)
    return _without_pronouns(out, stream)


def _of_owner(stream: Stream, gazetteer: Gazetteer, k: int) -> Mention | None:
    """Cox's Bazar, Queen's Park: a name whose first word has an apostrophe."""
    if k + 1 >= len(stream) or not stream.capital[k + 1] or stream.mark_after(k) not in POSSESSIVES:
        return None
    first = f"{stream.low[k]}s"
    most = gazetteer.longest.get(first, 1)
    for high in range(min(len(stream), k + most), k + 1, -1):
        run = range(k + 2, high)
        if all(stream.gaps[word] == 1 for word in run) and stream.capital[high - 1]:
            key = " ".join([first, *stream.low[k + 1 : high]])
            if (mention := _place(gazetteer, key, k, high)) is not None:
                return mention
    return None


def _without_pronouns(mentions: list[Mention], stream: Stream) -> list[Mention]:
    """The mentions without the "US" of a text that writes the country "U.S.": it is "us", shouted or set wrongly."""
    doc, at = stream.doc, stream.at
    written = {doc.raw[at[m.low]] for m in mentions if m.key == "us" and at[m.low] >= doc.title_tokens}
    if "US" not in written or not any("." in raw for raw in written):
        return mentions
    return [m for m in mentions if doc.raw[at[m.low]] != "US" or at[m.low] < doc.title_tokens]


def units(stream: Stream) -> list[Mention]:
    """Words for units that one country has, each beside a name."""
    if UNITS_OF.keys().isdisjoint(stream.low):
        return []
    return [
        Mention(k, k + 1, word, "unit", country=code)
        for k, word in enumerate(stream.low)
        if (code := UNITS_OF.get(word)) is not None and _is_named(stream, k)
    ]


def _is_named(stream: Stream, k: int) -> bool:
    """Nyandit payam, Barangay Tulid, the woreda of Enderta: a name stands before it or behind."""
    if stream.before(k) and stream.capital[k - 1] and not stream.opens(k - 1):
        return True
    behind = k + 2 if stream.after(k + 1) == "of" else k + 1
    return bool(stream.after(behind)) and stream.capital[behind]


def _at(stream: Stream, gazetteer: Gazetteer, k: int) -> tuple[Mention | None, int]:
    """The name that begins at word `k`, and how many words to step on."""
    low, capital = stream.low, stream.capital
    word = low[k]
    if word in SHORTENED and (code := _abbreviated(stream, k)) is not None:
        return Mention(k, k + 1, word, "abbreviation", country=code), 1
    for high in range(_furthest(stream, gazetteer, k), k, -1):
        if not capital[high - 1]:
            continue
        key = word if high == k + 1 else " ".join(low[k:high])
        if key in gazetteer.swallow or (key in AMERICANS and stream.before(k) in CONTINENTS):
            return None, high - k
        if key in NO_SCENES or (key == "pan" and stream.after(high) in AMERICANS):
            return None, high - k
        mention = _named(gazetteer, key, k, high) or _without_article(stream, gazetteer, k, high)
        if mention and _is_written_so(stream, gazetteer, key, k, high):
            return mention, high - k
    return None, 1


def _named(gazetteer: Gazetteer, key: str, k: int, high: int) -> Mention | None:
    if (code := gazetteer.demonyms.get(key)) is not None:
        return Mention(k, high, key, "adjective", country=code)
    if (code := gazetteer.evidence.get(key)) is not None:
        return Mention(k, high, key, "hint", country=code)
    return _place(gazetteer, key, k, high)


def _place(gazetteer: Gazetteer, key: str, k: int, high: int) -> Mention | None:
    number = gazetteer.names(key)
    if number is None:
        return None
    return Mention(k, high, key, "place", gazetteer.flags(number), gazetteer.records(number))


def _without_article(stream: Stream, gazetteer: Gazetteer, k: int, high: int) -> Mention | None:
    """Al-Raqqah, "in Al Raqqah", which the gazetteer knows as Raqqah and Ar Raqqah; "Al Gore" is neither."""
    if high == k + 1 or stream.low[k] not in ARTICLES:
        return None
    hyphen = stream.at[k + 1] > stream.at[k] + 1
    if not hyphen and (stream.low[k] not in LOOSE_ARTICLES or stream.before(k) not in BEFORE_ARTICLES):
        return None
    return _place(gazetteer, " ".join(stream.low[k + 1 : high]), k, high)


def _furthest(stream: Stream, gazetteer: Gazetteer, k: int) -> int:
    """The last word (excluded) of the longest name that can begin at word `k`."""
    word = stream.low[k]
    most = gazetteer.longest.get(word, 1)
    if word in ARTICLES:
        most = max(most, LONGEST_BARE)
    gaps, high, last = stream.gaps, k + 1, min(len(stream.at), k + most)
    while high < last and (gaps[high] == 1 or stream.joins(high)):
        high += 1
    return high


def _opens_with_article(stream: Stream, k: int) -> bool:
    """el-Fasher, al Bab: an article before a capital."""
    word = stream.low[k]
    if word not in ARTICLES or k + 1 >= len(stream) or not (stream.joins(k + 1) and stream.capital[k + 1]):
        return False
    return word in LOOSE_ARTICLES or stream.at[k + 1] > stream.at[k] + 1


def _is_written_so(stream: Stream, gazetteer: Gazetteer, key: str, k: int, high: int) -> bool:
    """Short names stand in capitals ("US"), others in small letters ("Gao", not GAO)."""
    if high != k + 1:
        return True
    raw = stream.doc.raw[stream.at[k]]
    if key in MONTHS or (not raw.isalpha() and _is_contraction(raw)):
        return False
    if len(key) > SHORT + 1:
        return True
    shouted = stream.doc.sentence_of[stream.at[k]] in stream.shouted
    if key in AS_WRITTEN:
        money = stream.at[k] + 1 < len(stream.doc) and stream.doc.raw[stream.at[k] + 1] == "$"
        return not money and ((raw.isupper() and not shouted) or "." in raw)
    opens_text = stream.at[k] == stream.doc.title_tokens and len(key) > SHORT  # a dateline: "LIMA (AP) -"
    if not raw.isupper() or shouted or opens_text or key in gazetteer.evidence:
        return True
    number = gazetteer.names(key)
    return number is not None and any(gazetteer.kinds[r] == COUNTRY for r, _ in gazetteer.records(number))


def _is_contraction(raw: str) -> bool:
    """I've, We'll: no name."""
    return any(raw.endswith((f"'{end}", f"\u2019{end}")) for end in CONTRACTED)


def _abbreviated(stream: Stream, k: int) -> str | None:
    """The state in short behind a town and a comma."""
    token = stream.at[k]
    raw = stream.doc.raw
    if k == 0 or raw[token - 1] != "," or stream.at[k - 1] != token - 2 or not stream.capital[k - 1]:
        return None
    if raw[token].istitle() and stream.after(k + 1) and stream.capital[k + 1]:
        return None  # "Zaragoza, La Libertad": no Louisiana
    postal = f"US-{raw[token]}"
    return ABBREVIATIONS.get(stream.low[k]) or (postal if postal in ABBREVIATIONS.values() else None)
