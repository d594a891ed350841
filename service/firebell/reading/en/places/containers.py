"""Mentions → which of them lies in another: "Tripoli, northern Lebanon", "Iraq's southern city of Basra"."""

from collections.abc import Sequence

from firebell.reading.en.places import cues
from firebell.reading.en.places.mentions import Mention
from firebell.reading.en.places.namesakes import STEPS
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import AREA, CITY, COUNTRY, DISTRICT, DIVISION, GENERIC, Gazetteer
from firebell.reading.text import words

LISTS = ([","], ["and"], [",", "and"])

NEAR = ([",", "near"], [",", "outside"], [",", "just", "outside"])
NEIGHBOURHOOD = 5.0
"""In degrees of latitude and longitude, some 350 to 550 km: what a text calls near is not further."""

SUBURB = 0.7
"""The same for quarters and suburbs."""

CITY_PRIOR = 5.2 * STEPS
"""160,000 inhabitants: a town large enough to have quarters that the gazetteer knows."""

MORE_UNITS = words("zone zones area locality territory commune sector circle cercle regency rural")
COUNTRY_CODE = 2
SHORTEST_UNKNOWN, LONGEST_UNKNOWN = 4, 3
"""Tokens of ", X district of", and words of the unit's name."""

CAMP_REACH = 5
FROM_REACH = 3
"""Words of "from Norport and" before the second city of those who came."""

OWNED_REACH = 5
"""How many words behind "Iraq's" a city is looked for: "Iraq's second and most beautiful city"."""


def lock(
    mention: Mention, following: Mention, third: Mention | None, stream: Stream, gazetteer: Gazetteer
) -> None:
    """Let a container behind or before a place say where it lies; the `third` name tells whether they are a list."""
    gap = between(mention, following, stream)
    gap = _past_unknown(gap, stream.at[mention.high - 1] + 1, stream)
    street = stream.after(mention.high) in cues.STREETS  # a Cuzco street in Lima
    if mention.sort == "place" and not street and _holds(gap) and not begins_anew(following, stream):
        mention.inside = _container(following, mention, stream, gazetteer) or _district(
            following, mention, gap, gazetteer
        )
        if mention.inside is None and gap[0] in cues.QUARTERS:
            mention.inside = _of_city(following, mention, gazetteer)
        elif "of" in gap and mention.inside and _is_near(mention, following, gazetteer):
            mention.inside = mention.inside[:2]  # suburbs of a city may lie in the next division
        if (
            mention.inside
            and gap == ["in"]
            and "from" in stream.low[max(0, mention.low - FROM_REACH) : mention.low]
        ):
            mention.inside = _home_of_those_from(mention, mention.inside, gazetteer)
        listed = third is not None and between(following, third, stream) in LISTS
        mention.held = _is_country(following, gazetteer) or (
            not (listed and third and not _is_country(third, gazetteer))
            and _is_of_one_country(following, gazetteer)
        )
    elif mention.sort == following.sort == "place" and gap in NEAR:
        _draw_near(mention, following, gazetteer)
    elif following.sort == "place" and _is_held(gap, mention):
        following.inside = following.inside or _container(mention, following, stream, gazetteer)
        following.held = following.held or _is_country(mention, gazetteer)


def _home_of_those_from(mention: Mention, code: str, gazetteer: Gazetteer) -> str | None:
    """The container, unless the city lies elsewhere: "killed nine traders from Kano in Zamfara" is in Zamfara."""
    record = mention.records[0][0]
    known = any(code in {gazetteer.country(r), gazetteer.division(r)} for r, _ in mention.records)
    return code if known or gazetteer.priors[record] < CITY_PRIOR else None


def _past_unknown(gap: Sequence[str], first: int, stream: Stream) -> Sequence[str]:
    """The gap without a unit that no list has: "Gedeb, in the East Gojjam zone of Amhara" lies in Amhara."""
    if len(gap) < SHORTEST_UNKNOWN or gap[0] != "," or gap[-1] not in {"of", "in", ","}:
        return gap
    raw = stream.doc.raw[first : first + len(gap)]
    opens = 1 + (gap[1] == "in")
    opens += gap[opens] == "the"
    unit = len(gap) - 2
    named = range(opens, unit)
    is_unit = gap[unit] in cues.UNITS or gap[unit] in cues.UNITS_OF or gap[unit] in MORE_UNITS
    known = bool(named) and len(named) <= LONGEST_UNKNOWN and all(raw[at][0].isupper() for at in named)
    return [",", "in"] if is_unit and known else gap


def _draw_near(mention: Mention, following: Mention, gazetteer: Gazetteer) -> None:
    """Let "Phoenix, near Durban" lie in the land of the city that it is near, unless a namesake is near by."""
    city = next((record for record, _ in following.records if gazetteer.kinds[record] == CITY), None)
    country = None if city is None else gazetteer.country(city)
    if city is None or country is None or gazetteer.priors[city] < CITY_PRIOR:
        return
    for record, _ in mention.records:
        if _distance(record, city, gazetteer) < NEIGHBOURHOOD:
            mention.inside = gazetteer.country(record)
            return
    mention.inside, mention.held, mention.far = country, True, True


def _of_city(city: Mention, quarter: Mention, gazetteer: Gazetteer) -> str | None:
    """Where the quarter of a city lies: near it where a place of that name is known there, else in its division."""
    towns = [
        record
        for record, _ in city.records
        if gazetteer.kinds[record] == CITY and gazetteer.priors[record] >= CITY_PRIOR
    ]
    for record in towns:
        if any(_distance(record, other, gazetteer) < SUBURB for other, _ in quarter.records):
            return gazetteer.country(record)
    countries = {gazetteer.country(record) for record in towns}
    return gazetteer.division(towns[0]) if len(countries) == 1 else None


def _distance(one: int, other: int, gazetteer: Gazetteer) -> float:
    here, there = gazetteer.point(one), gazetteer.point(other)
    return abs(here[0] - there[0]) + abs(here[1] - there[1])


def _is_near(mention: Mention, city: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a place of that name is known near the city."""
    towns = [record for record, _ in city.records if gazetteer.kinds[record] == CITY]
    return any(
        gazetteer.country(record) == gazetteer.country(other) and _distance(record, other, gazetteer) < SUBURB
        for record in towns
        for other, _ in mention.records
    )


def between(mention: Mention, following: Mention, stream: Stream) -> Sequence[str]:
    """The tokens between two names."""
    return stream.doc.low[stream.at[mention.high - 1] + 1 : stream.at[following.low]]


def _is_country(mention: Mention, gazetteer: Gazetteer) -> bool:
    return mention.sort != "place" or gazetteer.kinds[mention.records[0][0]] == COUNTRY


def _is_of_one_country(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether the name means a division, and nothing abroad."""
    records = [record for record, _ in mention.records]
    return gazetteer.kinds[records[0]] == DIVISION and len({gazetteer.country(r) for r in records}) == 1


def begins_anew(mention: Mention, stream: Stream) -> bool:
    """Whether the second name begins a clause: "killed in Norport, Sudland said", "… in Norport, Sudland's army said".

    "Norport, Sudland's second city" holds it all the same.
    """
    after = stream.after(mention.high)
    if (
        after in cues.ORGANISATIONS
        or after in cues.SPEECH
        or after in cues.GOVERNMENTS
        or after in cues.FORCES
        or after in cues.EVENTS
    ):
        return True  # "in Norport, the Sudlandic military said", "in Norport, Sudlandic raids killed"
    if stream.mark_after(mention.high - 1) not in {"'s", "\u2019s"}:
        return False
    owned = range(mention.high, min(len(stream), mention.high + OWNED_REACH))
    return not any(stream.low[k] in cues.SITES for k in owned)


def _holds(gap: Sequence[str]) -> bool:
    """Whether the second name holds the first: a comma, "in" or a bracket, and a direction at most, between."""
    words = [
        word
        for word in gap
        if word not in cues.DIRECTIONS and word not in cues.UNITS and word not in {"the", "'s", "-"}
    ]
    if words[:2] == ["camp", "for"] and len(gap) <= CAMP_REACH:
        words = words[-1:]  # the Norport camp for displaced families in Sudland
    if words[-1:] in ([","], ["in"]):  # Norport air base, Sudland; Norport lake in Sudland
        words = [word for word in words if word not in cues.FACILITIES and word != "air"]
    if _is_of_unit(gap):  # Norport, in the western state of Sudland
        return words in ([",", "in", "of"], [",", "of"], ["in", "of"])
    if words[-1:] == ["of"]:  # the Norport area of northern Sudland
        return len(gap) > 1 and gap[0] in cues.SITES and all(word in cues.SITES for word in words[:-1])
    return words in ([","], ["in"], ["("], [",", "in"])


def _is_of_unit(gap: Sequence[str]) -> bool:
    """Whether the container's name stands behind "the state of"."""
    return len(gap) > 1 and gap[-1] == "of" and gap[-2] in cues.UNITS and gap[0] in {",", "in"}


def _is_held(gap: Sequence[str], mention: Mention) -> bool:
    """Iraq's Basra · the Iraqi city of Mosul · Iraq's southern city of Basra."""
    if mention.sort == "place" and (not gap or gap[0] != "'s"):
        return False
    words = [
        w
        for w in gap
        if w not in cues.DIRECTIONS
        and w not in cues.SITES
        and w not in {"'s", "of", "-", "and", "main", "second", "largest"}
    ]
    return not words


def _container(mention: Mention, held: Mention, stream: Stream, gazetteer: Gazetteer) -> str | None:
    """The code of what the mention means as a container: of namesakes the one that has a place of the `held` name."""
    if mention.sort in {"adjective", "abbreviation"}:
        return mention.country
    if mention.sort != "place" or (mention.flags & GENERIC and not mention.unit):
        return None
    unit = mention.unit or stream.after(mention.high) in cues.UNITS
    codes = [code for record, alias in mention.records if (code := _code(record, gazetteer, alias=alias))]
    if unit and not codes:  # a district is where its division is
        towns = [r for r, _ in mention.records if gazetteer.kinds[r] in {DISTRICT, CITY}]
        codes = [code for record in towns if (code := gazetteer.division(record))]
    homes = {gazetteer.country(record) for record, _ in held.records}
    at_home = next((code for code in codes if code[:2] in homes), None)
    area = at_home is not None and len(at_home) == COUNTRY_CODE and not _is_country(mention, gazetteer)
    if area and at_home:  # Amhara is an area of conflict, and a region by that name
        at_home = next((code for code in codes if code.startswith(f"{at_home}-")), at_home)
    if at_home is None and any(
        gazetteer.country(record) in homes and gazetteer.priors[record] >= CITY_PRIOR
        for record, _ in mention.records
    ):
        return None  # Bab al-Tabbaneh in Tripoli: the city of that name where the held one is
    return at_home or next(iter(codes), None)


def _district(mention: Mention, held: Mention, gap: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """The division of a district that "in" leads to: "Gedeb, in East Gojjam"; of the country of the `held` name."""
    if mention.sort != "place" or "in" not in gap:
        return None
    record = mention.records[0][0]
    country = gazetteer.country(record)
    known = gazetteer.kinds[record] == DISTRICT and any(
        gazetteer.country(r) == country for r, _ in held.records
    )
    return gazetteer.division(record) if known else None


def _code(record: int, gazetteer: Gazetteer, *, alias: bool) -> str | None:
    """The code of a place that holds others."""
    kind = gazetteer.kinds[record]
    if kind in {COUNTRY, AREA} and not alias:
        return gazetteer.country(record)
    return gazetteer.division(record) if kind == DIVISION else None
