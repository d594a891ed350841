"""A place and its words → what it says of an event where it stands for something else: a trip, a backer, a launch."""

from itertools import pairwise

from firebell.reading.en.places import cues
from firebell.reading.en.places.stream import BORDERS, HYPHENS, Stream
from firebell.reading.text import words

ELSEWHERE = 0.05
"""It says of no event where it was."""

NEARBY = 0.9
"""What the place that is told is near."""

NAMESAKE = 0.1
"""It is the name of a street."""

ORIGIN, VENUE = 0.15, 0.2
"""Where missiles came from, and where people met to talk: only where nothing else is told."""

SPEAKER = 0.25
"""Who tells of it."""

SIDES = words("pro anti non ex cross trans inter intra")
"""Before a hyphen and a state: whose side somebody is on."""

BACKING = words(
    "backed led loyal linked allied aligned affiliated based made built supplied trained funded born registered "
    "flagged owned run sponsored supported brokered mediated installed occupied controlled administered held imposed"
)
"""Behind a hyphen: what is of that place, wherever it is met."""

TRAVELS = words("trip visit tour journey flight pilgrimage")
"""Between "from a" and "to" with a place: where somebody had been before; what happens during a visit happens there."""

BACK_FROM = 3

TAKEN = words(
    "evacuated airlifted medevaced medevacked flown flew transferred repatriated referred transported deported "
    "extradited evacuate airlift fly transfer moved exiled emigrated"
)
"""Before "to" and a place: where the hurt are treated, where a prisoner is sent."""

WAYS = words("road roads highway highways route routes way axis")
"""Before "to" and a state: which way a road leads."""

STATED = words("statement statements communique communiques press telephone phone interview")
"""Before "from" and a place: where those who tell of it sit."""

BROUGHT = words("sent dispatched deployed")
"""Before "from" and a place: whence police and soldiers came."""

FIRED = words(
    "fired launched shot lobbed flown fire launch rockets rocket missiles missile shells drones mortars entering "
    "infiltrating infiltrated crossing crossed arriving coming"
)
"""Before "from" and a place: what came from it, and was met elsewhere."""

MEETINGS = words(
    "talks meeting meetings summit summits conference conferences negotiations congress exile asylum refuge forum "
    "symposium seminar speaking spoke reporters briefing said headquartered based graduated studied educated"
)
"""Before "in" and a place: what brings people together there, or where they sit."""

TALKS = words("talks negotiations summit conference")
DEALS = words("agreement deal accord pact declaration protocol roadmap framework truce ceasefire")
SIGNED = words("signed sign signing signs brokered reached struck")
SIGNED_REACH = 8
"""Words before that "in" among which it is said that the deal was signed."""

LIVED = words("worked served studied trained lived grew resided settled graduated taught emigrated")
LIFE_REACH = 8
"""Words before that "in" among which "who worked" stands."""

MINISTRIES = words(
    "ministry ministries headquarters embassy spokesman spokeswoman spokesperson office command government authorities"
)
"""Who speaks for a state where "said" stands behind "in" and a place."""

LAUNCHED = words("fired launched lobbed fire launch")
"""Behind "militants in Gaza": where it came from."""

CAUSES = words("war conflict violence situation crisis offensive genocide killings")
ABOUT = words("about over against")
ABOUT_REACH = 5
"""A rally about the war in Norland: it is held elsewhere."""

ACROSS = 4
"""Across the border in Norland: within so many words."""

SAID = words("said says reported told announced confirmed denied warned added")
SPEAKER_REACH = 5

SITED = words(
    "road street avenue boulevard highway square bridge station hotel gate roundabout pub bar cafe restaurant club "
    "cinema"
)
"""Written with a capital behind a name, and "in" a town: called after a place, and in that town."""

HOUSES = (["embassy"], ["high"], ["consulate"])
"""Behind a state: what may be its house abroad."""

SAINTS = words("st saint")
SANTOS = SAINTS | words("san santa santo sao")
CHURCHES = words("church cathedral hospital school college parish shrine chapel")

PLURAL_STREETS = words("streets avenues roads")
LONGEST_NAME = 3
CAPITAL_REACH = 5


def distance(stream: Stream, span: tuple[int, int], before: str, after: str, *, state: bool) -> float | None:
    """The weight of the words `span` (from, to) where they stand for something else; `state`: a country."""
    low, high = span
    if after in TALKS:
        return VENUE
    if after in cues.EMBASSIES or (stream.low[high : high + 1] in HOUSES and _owns_embassy(stream, high)):
        return ELSEWHERE
    if before in SIDES and _is_joined(stream, low):
        return ELSEWHERE
    if after in BACKING and _is_joined(stream, high):
        return ELSEWHERE
    if before == "the":
        low, before = low - 1, stream.before(low - 1)
    if before in {"to", "from"}:
        return _by_way(stream, low, state=state)
    begin = low if before in {"in", "at"} else _of_capital(stream, low) if not before else 0
    if begin and (place := _by_meeting(stream, begin, after if begin == low else "")) is not None:
        return place
    if before in {"near", "outside"} and _is_second(stream, low - 1):
        return NEARBY
    if (stream.low[low] in SAINTS and _owns_church(stream, high)) or _is_church(stream, *span):
        return ELSEWHERE
    return NAMESAKE if after and _is_street(stream, high, after) else None


def _owns_church(stream: Stream, high: int) -> bool:
    """St. Anthony's Church, Saint Luke's hospital: called after a saint, not after a town that is."""
    owned = stream.mark_after(high - 1) in {"'s", "\u2019s"}
    return owned and high < len(stream) and stream.low[high] in CHURCHES


def _of_capital(stream: Stream, low: int) -> int:
    """The word behind the "in" of "in the Norlandic capital, Norport"; 0 where none is."""
    if stream.low[low - 1 : low] != ["capital"] or stream.mark_after(low - 1) != ",":
        return 0
    return next((k for k in range(low - 1, max(1, low - CAPITAL_REACH), -1) if stream.low[k - 1] == "in"), 0)


def _is_church(stream: Stream, low: int, high: int) -> bool:
    """The Santa Maria church, Santa Maria Italian church."""
    if stream.low[low] not in SANTOS or high == low + 1:
        return False
    return stream.after(high) in CHURCHES or (
        stream.after(high + 1) in CHURCHES and bool(stream.after(high)) and stream.capital[high]
    )


def _is_second(stream: Stream, k: int) -> bool:
    """Whether word `k` stands behind a name and a comma: "in Norport, near Sudport"."""
    return k > 0 and not stream.before(k) and stream.mark_after(k - 1) == "," and stream.capital[k - 1]


def _owns_embassy(stream: Stream, high: int) -> bool:
    """Sudland's embassy, the Sudlandic high commission: a state's house abroad."""
    owned = stream.mark_after(high - 1) in {"'s", "\u2019s"}
    words_of = stream.low[high : high + 2]
    return (owned or stream.after(high) == "high") and (
        words_of[:1] == ["embassy"] or words_of in (["high", "commission"], ["consulate", "general"])
    )


def _is_joined(stream: Stream, k: int) -> bool:
    """Whether a hyphen stands before word `k`."""
    return 0 < k < len(stream) and stream.doc.raw[stream.at[k] - 1] in HYPHENS and stream.joins(k)


def _by_way(stream: Stream, low: int, *, state: bool) -> float | None:
    """What "to" or "from" and the word before it say."""
    moved = stream.before(low - 1)
    leads = stream.low[low - 1] == "to"
    if leads:
        away = moved in TAKEN or (state and moved in WAYS)
        away = away or (moved in TRAVELS and "from" in stream.low[max(0, low - 2 - BACK_FROM) : low - 2])
        return ELSEWHERE if away else None
    if moved in STATED or moved in BROUGHT:
        return ELSEWHERE
    return ORIGIN if moved in FIRED else None


def _by_meeting(stream: Stream, low: int, after: str) -> float | None:
    """Talks in Norport, the ministry in Norport said."""
    place = stream.before(low - 1)
    if place in MEETINGS or _is_signed(stream, low - 1):
        return VENUE
    if _is_of_a_life(stream, low - 1):
        return ELSEWHERE
    if place in CAUSES and not ABOUT.isdisjoint(stream.low[max(0, low - 1 - ABOUT_REACH) : low - 2]):
        return ORIGIN
    if place in BORDERS and "across" in stream.low[max(0, low - 1 - ACROSS) : low - 1]:
        return ORIGIN
    if after in LAUNCHED:
        return ORIGIN
    if after not in SAID:
        return None
    heads = (stream.low[k] for k in range(max(0, low - 1 - SPEAKER_REACH), low - 1))
    return SPEAKER if not MINISTRIES.isdisjoint(heads) else None


def _is_of_a_life(stream: Stream, k: int) -> bool:
    """Whether word `k` is the "in" of "a man who worked with the agency in Norport"."""
    before = stream.low[max(0, k - LIFE_REACH) : k]
    return any(one == "who" and other in LIVED for one, other in pairwise(before))


def _is_signed(stream: Stream, k: int) -> bool:
    """Whether word `k` is the "in" of "signed a framework agreement in Norport"."""
    before = stream.before(k)
    if before in SIGNED:
        return not DEALS.isdisjoint(stream.low[max(0, k - SIGNED_REACH) : k])
    if before not in DEALS:
        return False
    return not SIGNED.isdisjoint(stream.low[max(0, k - SIGNED_REACH) : k])


def _is_street(stream: Stream, high: int, word: str) -> bool:
    """Norport Road in Sudport · between Norport and Harbour streets."""
    if word in SITED and stream.capital[high]:
        return stream.after(high + 1) in {"in", "of"}
    if word != "and":
        return False
    last = high + 1
    while last < min(len(stream), high + 1 + LONGEST_NAME) and stream.capital[last] and stream.after(last):
        last += 1
    return last > high + 1 and stream.after(last) in PLURAL_STREETS
