"""Mentions → their weights and roles: who speaks, where a report was written, where things happened."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

from firebell.reading.en.places import cues
from firebell.reading.en.places.adjectives import ABROAD, OPENED, is_attribute, of_adjective
from firebell.reading.en.places.containers import begins_anew
from firebell.reading.en.places.distant import SPEAKER, VENUE, distance
from firebell.reading.en.places.mentions import ABBREVIATIONS, Mention
from firebell.reading.en.places.stream import BORDERS, Stream
from firebell.reading.gazetteer import COUNTRY, MACRO, Gazetteer
from firebell.reading.text import Document, words

BARE, PLAIN = 0.8, 0.6
DATELINE, GOVERNMENT, BORDER, ATTACKER = 0.45, 0.2, 0.15, 0.15
FORCE, AGENT, PATH = 0.3, 0.35, 0.6
LOCATED, DIRECTED, EVENT, FACILITY, ORGANISATION = 1.25, 1.2, 1.1, 1.1, 0.1
OWNER, OF = 0.75, 0.5
UNSURE = 0.3
"""What is left of a place that may as well be its namesake abroad."""

UNLIKELY = 0.04
"""The same of a country at peace, in a text that speaks of people of a country at war: a village that no list has."""

AFTER = (
    (cues.SPEECH, SPEAKER),
    (cues.FORCES, FORCE),
    (cues.GOVERNMENTS, GOVERNMENT),
    (cues.EVENTS, EVENT),
    (cues.FACILITIES, FACILITY),
)

DASHES = frozenset("-\u2013\u2014")
DATELINE_TOKENS = 18
"""A dateline, "BASRA, Iraq (Reuters) -", is over by then."""

COLON_DATELINE = 3
"""A dateline may end in a colon, "NEW NORPORT: Gunmen", behind so many words at most."""

CLOSED = frozenset(")]")

MASTED, MASTS = words("tv television radio"), words("tower mast centre center")
POSTINGS = words("to from")
OWNED_REACH = 4
BORDER_REACH = 4
YEAR = 4
BOUND = words("route bound")
"""En route to a place: a ship had not come there."""

HAVE = words("has have had")
"""Islamabad had blamed: the verb stands one further on."""

OWNERS = words("his her their")
COUNTRY_HOUSES = words("house home estate retreat residence mansion cottage")
SHOUTED_DATELINE = 3
SHOUTED_PLACE = 4
"""Words in capitals before a colon, at most."""


def mark_dateline(mentions: Sequence[Mention], stream: Stream) -> None:
    """Set `dateline` of the mentions that say where the report was written."""
    first, last = stream.doc.title_tokens, dateline_end(stream.doc)
    for mention in mentions:
        if stream.at[mention.low] >= last:
            break
        mention.dateline = first <= stream.at[mention.low]


def is_agency(mention: Mention, stream: Stream) -> bool:
    """Whether the name is the last word of what a dateline has in brackets: "BOGOTA (Radio Nacional) -"."""
    token, raw = stream.at[mention.low], stream.doc.raw
    if not mention.dateline or mention.sort != "place" or not stream.before(mention.low):
        return False
    behind = token + mention.high - mention.low
    return raw[behind : behind + 1] == [")"] and "(" in raw[stream.doc.title_tokens : token]


def weigh(mentions: Sequence[Mention], stream: Stream, gazetteer: Gazetteer) -> None:
    """Set `weight` and `role` of each mention."""
    previous: Mention | None = None
    shared = {stream.doc.sentence_of[stream.at[k]] for k in stream.borders if _is_shared(stream, k)}
    war = any(m.country in gazetteer.at_war for m in mentions if m.sort != "place")
    for mention in mentions:
        mention.border = near_border(mention, stream) or (
            bool(shared)
            and _is_state(mention, gazetteer)
            and stream.doc.sentence_of[stream.at[mention.low]] in shared
        )
        mention.weight = _weight(mention, stream, gazetteer)
        if mention.weight == SPEAKER:
            mention.role = "speaker"
            if _is_at_peace(mention, gazetteer) and not _is_state(mention, gazetteer):
                mention.weight = ABROAD  # a spokesman's capital (CODEBOOK §4)
        if mention.unsure:
            rest = UNLIKELY if war and _is_at_peace(mention, gazetteer) else UNSURE
            mention.weight = round(mention.weight * rest, 3)
        if previous and not mention.unsure and _listed(previous, mention, stream):
            if (previous.inside and previous.weight <= VENUE) or stream.before(previous.low) == "from":
                mention.weight = previous.weight  # talks in Norport, Sudland; fired from Norland and Sudland
            else:
                mention.weight = max(mention.weight, round(previous.weight * 0.95, 3))
        if mention.dateline:
            mention.weight, mention.role = DATELINE, "dateline"
        if mention.sort in {"place", "abbreviation"}:
            previous = mention
    _point_home(mentions, stream, gazetteer)


def _is_at_peace(mention: Mention, gazetteer: Gazetteer) -> bool:
    return mention.record is not None and gazetteer.country(mention.record) not in gazetteer.unrest


def _point_home(mentions: Sequence[Mention], stream: Stream, gazetteer: Gazetteer) -> None:
    """Raise the state whose minister tells of his country: "The Malian minister mourned six dead in his country"."""
    low = stream.low
    if "country" not in low:
        return
    for k in compress(range(len(low)), map("country".__eq__, low)):
        if k < 2 or low[k - 1] not in OWNERS or low[k - 2] not in cues.LOCATIVES:  # noqa: PLR2004 -- "in his" before it
            continue
        if stream.after(k + 1) in COUNTRY_HOUSES:
            continue
        sentence = stream.doc.sentence_of[stream.at[k]]
        states = [m for m in mentions if m.low < k and _is_state(m, gazetteer)]
        if states and stream.doc.sentence_of[stream.at[states[-1].low]] == sentence:
            state = next(m for m in states if stream.doc.sentence_of[stream.at[m.low]] == sentence)
            state.weight = max(state.weight, LOCATED)


def _is_state(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether the mention is a country or a nationality, outside the dateline."""
    if mention.dateline:
        return False
    wide = mention.record is not None and gazetteer.kinds[mention.record] == COUNTRY
    return mention.sort == "adjective" or wide


def dateline_end(doc: Document) -> int:
    """The token where the text's dateline ends; the text's first one where it has none."""
    first = doc.title_tokens
    for token in range(first, min(len(doc), first + DATELINE_TOKENS)):
        mark = doc.raw[token]
        if mark in DASHES and not doc.glued(token):
            return token if _place_like(doc, first, token) else first
        if (
            mark == ":"
            and first < token <= first + SHOUTED_PLACE
            and all(raw.isupper() for raw in doc.raw[first:token])
        ):
            return token  # "PORT MORESBY: Twelve people …"
        if mark == ":" and 0 < token - first <= COLON_DATELINE and _place_like(doc, first, token):
            return token
        if mark == ")" and _is_day_and_agency(doc, first, token):
            return token + 1  # "Norport, Feb 19 (NPA) Gunmen killed …"
        if mark in {".", "!", "?", ":"} and token > first and doc.raw[token - 1].lower() not in ABBREVIATIONS:
            break
    raw = doc.raw
    if (
        first + 1 < len(doc)
        and raw[first].isupper()
        and len(raw[first]) > SHOUTED_DATELINE
        and raw[first + 1] == ","
    ):
        return first + 1
    return _own_line(doc, first)


def _is_day_and_agency(doc: Document, first: int, end: int) -> bool:
    """Whether names, a day and an agency in the brackets that close at `end` stand before a new sentence."""
    raw = doc.raw
    if end + 1 >= len(doc) or not raw[end + 1][:1].isupper() or "(" not in raw[first:end]:
        return False
    opened = raw.index("(", first, end)
    agency = raw[opened + 1 : end]
    return (
        raw[opened - 1].isdecimal()
        and bool(agency)
        and all(word[:1].isupper() for word in agency)
        and _place_like(doc, first, opened)
    )


def _own_line(doc: Document, first: int) -> int:
    """The token behind a first line that is nothing but names, commas and a day: "Norport, Norland, Aug. 13"."""
    if first >= len(doc):
        return first
    end = first
    for sentence in doc.sentences[doc.sentence_of[first] :]:
        if sentence.paragraph or sentence.last - first > DATELINE_TOKENS:
            break
        end = sentence.last
    named = all(not token[0].islower() for token in doc.raw[first:end])
    return (
        end
        if named and end < len(doc) and "," in doc.raw[first:end] and doc.raw[end - 1].isdecimal()
        else first
    )


def _place_like(doc: Document, first: int, last: int) -> bool:
    """Capitalised words, numbers and marks, save one small word ("and") and what stands in brackets."""
    small, depth = [], 0
    for token in doc.raw[first:last]:
        depth += (token in OPENED) - (token in CLOSED)
        if not depth and token[0].islower():
            small.append(token)
    return len(small) <= 1 and last > first and doc.raw[first][0].isupper()


def _listed(previous: Mention, mention: Mention, stream: Stream) -> bool:
    """Whether "and" or a comma hangs the mention on the one before ("in Basra and Baghdad")."""
    if mention.low > previous.high + 1:
        return False
    gap = stream.doc.low[stream.at[previous.high - 1] + 1 : stream.at[mention.low]]
    joined = gap in ([","], ["and"], [",", "and"], ["or"]) or (
        len(gap) == 2 and gap[0] == "," and gap[1] in cues.DIRECTIONS  # noqa: PLR2004 -- ", northern Lebanon"
    )
    return joined and not begins_anew(mention, stream)


def _weight(mention: Mention, stream: Stream, gazetteer: Gazetteer) -> float:
    if mention.sort == "hint":
        return 0.0
    before, after = stream.before(mention.low), stream.after(mention.high)
    beyond = before == "near" and mention.sort == "place" and _is_state(mention, gazetteer)
    if mention.border or beyond:
        return BORDER
    wide = mention.record is not None and gazetteer.kinds[mention.record] in {COUNTRY, MACRO}
    distant = distance(stream, (mention.low, mention.high), before, after, state=wide)
    if distant is not None:
        return distant
    if mention.sort == "adjective" or is_attribute(stream, mention, before, after):
        return of_adjective(stream, mention, gazetteer)
    told = (
        _by_name(stream, mention, gazetteer, before, after)
        or (PATH if mention.road else _by_preposition(stream, *_core(stream, mention.low, before)))
        or _by_noun(stream, gazetteer, mention, before, after)
    )
    if told is not None:
        return told
    if stream.mark_after(mention.high - 1) in {"'s", "\u2019s"}:
        return GOVERNMENT if wide and _owns_attack(stream, mention) else _owner(stream, mention)
    if wide:
        return GOVERNMENT if before == "between" else _of_state(stream, mention, after)
    return PLAIN if after else BARE


def _by_name(stream: Stream, mention: Mention, gazetteer: Gazetteer, before: str, after: str) -> float | None:
    """What is called after the place: an organisation, a street, a coast of a sea."""
    if after in MASTED and stream.after(mention.high + 1) in MASTS:
        return FACILITY  # strike the Kyiv TV tower
    if after in cues.STREETS:
        # A Paris street, hits Tel Aviv street; Paris street in Lima is called after it.
        return FACILITY if before in cues.ARTICLES or before in cues.ATTACKED else ORGANISATION
    called = after in cues.ORGANISATIONS or _organisation_of(stream, mention, before)
    return ORGANISATION if called or (after in cues.SHORES and _is_sea(mention, gazetteer)) else None


def _is_sea(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether it is a sea or a strait, which no country holds."""
    area = gazetteer.area_of_record.get(mention.record) if mention.record is not None else None
    return area is not None and not gazetteer.areas[area].members


def _of_state(stream: Stream, mention: Mention, after: str) -> float:
    """What a state says for its own land as one who attacks, as one who acts, and else."""
    told = stream.after(mention.high + 1) if after in cues.AGAIN else after
    if told in cues.LAUNCHES:
        return ATTACKER
    return AGENT if after and stream.opens(mention.low) else PLAIN


def _by_preposition(stream: Stream, before: str, at: int) -> float | None:
    """What the word before says where it says that something is there."""
    if before in POSTINGS and stream.before(at - 1) in cues.POSTED:
        return ABROAD
    if before in cues.STRONG:
        return (
            PATH if stream.before(at - 1) == "from" else LOCATED
        )  # fired from inside Sudan, it fell elsewhere
    if before == "from" and stream.before(at - 1) in cues.MILES:
        return LOCATED
    if before == "of":
        site = stream.before(at - 1)
        if site in cues.GOVERNMENTS or site in cues.FORCES:
            return GOVERNMENT
        return LOCATED if site in cues.SITES or site in cues.EVENTS or site in cues.FACILITIES else OF
    return DIRECTED if before in cues.DIRECTIONS else None


def _by_noun(stream: Stream, gazetteer: Gazetteer, mention: Mention, before: str, after: str) -> float | None:
    """What the word behind makes of the place: a speaker, an army, a government, an attack, a site."""
    if after in cues.EVENTS and len(before) == YEAR and before.isdigit():
        return ORGANISATION  # the 2015 Paris attacks: known to everybody, and not today's
    told = stream.after(mention.high + 1) if after in HAVE else after
    for group, weight in AFTER:
        if told in group:
            return weight
    if (
        before == "between"
        and stream.before(mention.low - 1) in cues.FOUGHT
        and _is_state(mention, gazetteer)
    ):
        return GOVERNMENT  # who fights whom, not where
    if before in cues.BLAMED:
        return SPEAKER
    if before in cues.AGENTS:
        return GOVERNMENT if before == "by" else AGENT
    if mention.unit:
        return FACILITY
    if before not in cues.PATHS:
        return None
    return ABROAD if stream.before(mention.low - 1) in BOUND else PATH


def _core(stream: Stream, low: int, before: str) -> tuple[str, int]:
    """The word that governs the place, past "the", "town of" and directions: "in the northern town of X"."""
    k = low
    while before in {"the", "greater"} or (before in cues.DIRECTIONS and stream.before(k - 1) in cues.STRONG):
        k -= 1
        before = stream.before(k)
    return before, k


def _organisation_of(stream: Stream, mention: Mention, before: str) -> bool:
    """The Bank of Norland, and the Norland National Guard, which is sent to other states."""
    if stream.after(mention.high) == "national" and stream.after(mention.high + 1) == "guard":
        return True
    return before == "of" and stream.before(mention.low - 1) in cues.BEFORE_ORGANISATIONS


def _owner(stream: Stream, mention: Mention) -> float:
    """Iraq's Basra holds a place, Iraq's army acts."""
    following = mention.high
    word = stream.low[following] if following < len(stream) else ""
    if word in cues.GOVERNMENTS or word in cues.FORCES:
        return GOVERNMENT
    if word in cues.MEDIA or word in cues.ORGANISATIONS:
        return ORGANISATION
    return DIRECTED if word in cues.DIRECTIONS or word in cues.SITES else OWNER


def _owns_attack(stream: Stream, mention: Mention) -> bool:
    """Whether a state's attack follows, "Norland's largest raids", but none that stands out among those it suffered."""
    for k in range(mention.high, min(len(stream), mention.high + OWNED_REACH)):
        word = stream.low[k]
        if word in cues.OUTDONE or not (k == mention.high or stream.joins(k)):
            return False
        if word in cues.ATTACKS:
            return True
    return False


def _is_shared(stream: Stream, k: int) -> bool:
    """Whether the border is of those just named: "their disputed border", "the border between the two countries"."""
    if stream.before(k) == "their" or (stream.before(k) and stream.before(k - 1) == "their"):
        return stream.after(k + 1) != "with"
    return stream.low[k + 1 : k + 4] == ["between", "the", "two"]


def near_border(mention: Mention, stream: Stream) -> bool:
    """Whether a border is what the text speaks of: "the Syria-Turkey border", "the border between X and Y"."""
    low, high = mention.low, mention.high
    nearest = bisect_left(stream.borders, low - BORDER_REACH)
    if nearest == len(stream.borders) or stream.borders[nearest] > high + 1:
        return False
    sentence = stream.doc.sentence_of[stream.at[low]]

    def at(k: int) -> bool:
        same = 0 <= k < len(stream) and stream.doc.sentence_of[stream.at[k]] == sentence
        return same and stream.low[k] in BORDERS and stream.after(k + 1) not in cues.GUARDS

    if any(at(k) for k in range(high, high + 2)):
        return True
    behind = next((k for k in range(low - 1, low - 1 - BORDER_REACH, -1) if at(k)), None)
    return behind is not None and stream.after(behind + 1) in {"with", "between", "of"}
