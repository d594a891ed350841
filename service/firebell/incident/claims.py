"""Reading → Claims: what one article says of each of its incidents, ready to be matched."""

import re
from datetime import UTC, datetime, time

import msgspec

from firebell.incident.derive import PRECISIONS
from firebell.incident.incident import KINDS, MAX_QUOTES, Claim, Context, Precision, Where
from firebell.incident.publishers import Publisher
from firebell.incident.statements import is_statement
from firebell.journal import ReadingEntry
from firebell.reading.reading import Actor, Event, Evidence, Reading
from firebell.reading.text import words

NOON = time(12, tzinfo=UTC)
MAX_WORDS = 24
"""Words a claim keeps for comparing: a title and a lead sentence hold about as many that mean something."""

LONGEST_TITLE, LONGEST_NAME, LONGEST_URL, LONGEST_QUOTE, MAX_ACTORS = 300, 120, 1000, 300, 20
"""A claim is kept in the state and told in alerts of 16 kB: what a producer writes without measure is cut here."""

MAX_CONTEXT = 6
"""Notes on what does not count: more than an alert can show helps nobody."""

WORD = re.compile(r"(?<![^\W_])[^\W_]{3,40}(?![^\W_])")
COMMON = words(
    "the and for with from that this was were are has have had been after over near into amid says said say "
    "his her their its who which when where while than more least about two three four five six seven eight nine "
    "ten dozen dozens people person persons man men woman women child children killed kill kills killing dead die "
    "dies died death deaths deadly wounded injured injures injuring hurt wounding attack attacks attacked attacking "
    "strike strikes struck forces force army military soldiers soldier police officials official authorities local "
    "region province district city town village area state government news agency monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "toll rises rose risen climbs climbed revised revises corrected "
    "least several some many others other new late early day days week today yesterday night morning evening "
    "by at in on of to as an it is be he she they but not all"
)
"""Words that any two reports of violence share; places, numbers and kinds are compared by themselves."""


TURNS = frozenset(words("toll rises rose risen climbs climbed revised revises corrected"))
"""Words of a headline or a count that go on about what was told before."""


def claim_of(entry: ReadingEntry, index: int, publisher: Publisher) -> Claim:
    """What the article says of its incident number `index`."""
    event = entry.reading.incidents[index]
    occurred_at, precision = _dated(event, entry.published_at)
    return Claim(
        article=entry.article_id,
        index=index,
        digest=entry.digest,
        at=entry.published_at,
        publisher=(publisher.family or publisher.name)[:LONGEST_NAME],
        publisher_country=publisher.country,
        tier=publisher.tier,
        source=entry.source[:LONGEST_NAME],
        url=entry.url if len(entry.url) <= LONGEST_URL else "",
        title=entry.title[:LONGEST_TITLE],
        signature=entry.signature,
        history=entry.history,
        signals=event.signals,
        where=_where(event),
        occurred_at=occurred_at,
        precision=precision,
        counts={kind: count for kind in KINDS if (count := getattr(event, kind)) is not None},
        adds=_adds(entry.reading, index),
        follows=_follows(entry, index),
        by_class=event.by_class,
        victims=event.victims,
        actors=tuple(_short(actor) for actor in event.actors[:MAX_ACTORS]),
        retaliation=event.retaliation is not None,
        answers=event.answers,
        claimed_by=event.claimed_by and event.claimed_by[:LONGEST_NAME],
        struck=event.struck,
        partisan=_is_partisan(entry.reading, index) or "calm_claimed" in event.signals,
        words=_words(entry, event, index),
        quotes=_quotes(event.evidence),
        context=_context(entry.reading) if index == 0 and not is_statement(event.signals) else (),
    )


def _short(actor: Actor) -> Actor:
    if len(actor.name) <= LONGEST_NAME:
        return actor
    return msgspec.structs.replace(actor, name=actor.name[:LONGEST_NAME])


def _where(event: Event) -> Where:
    return Where(
        country=event.country,
        subdivision=event.subdivision,
        place=event.place,
        geonames_id=event.geonames_id,
        lat=event.lat,
        lon=event.lon,
        areas=event.areas,
        unlisted=event.unlisted,
    )


def _dated(event: Event, published_at: datetime) -> tuple[datetime, Precision]:
    """The day that the text states, at most its noon in UTC, never after publication (DESIGN §3)."""
    if event.date is None or event.precision is None or event.precision == "published":
        return published_at, "published"
    stated = datetime.combine(datetime.fromisoformat(event.date).date(), NOON)
    precision: Precision = event.precision if event.precision in PRECISIONS else "day"  # type: ignore[assignment]
    return min(stated, published_at), precision


def _adds(reading: Reading, index: int) -> tuple[str, ...]:
    """Kinds of which the article tells only what came on top."""
    told = [
        c for c in reading.casualties if c.incident == index and c.part_of is None and c.mode == "asserted"
    ]
    if not any(c.adds for c in told):
        return ()
    return tuple(
        kind for kind in KINDS if (of := [c for c in told if c.kind == kind]) and all(c.adds for c in of)
    )


def _follows(entry: ReadingEntry, index: int) -> bool:
    """Whether the article tells what has become of an earlier toll."""
    told = [entry.title] if index == 0 else []
    told += [c.words for c in entry.reading.casualties if c.incident == index]
    return any(not TURNS.isdisjoint(text.lower().split()) for text in told)


def _is_partisan(reading: Reading, index: int) -> bool:
    """Whether every figure of the incident is a belligerent's word."""
    told = [c for c in reading.casualties if c.incident == index]
    return bool(told) and all(c.claimed_by for c in told)


def _words(entry: ReadingEntry, event: Event, index: int) -> tuple[str, ...]:
    said = [entry.title] if index == 0 else []
    said += [quote.words for quote in event.evidence]
    wide = _wide(entry.reading)
    told = [w for text in said for w in WORD.findall(text.lower()) if w not in COMMON and w not in wide]
    return tuple(sorted(list(dict.fromkeys(told))[:MAX_WORDS]))


def _wide(reading: Reading) -> frozenset[str]:
    """Words of nationality and of areas: a party or a region, which any two reports of one war have in common."""
    names = (
        place.name for place in reading.places if place.subdivision is None and place.geonames_id is None
    )
    return frozenset(w for name in names for w in WORD.findall(name.lower()))


def _context(reading: Reading) -> tuple[Context, ...]:
    """Background events with a toll first, then what somebody said; at most MAX_CONTEXT."""
    told = [_background(event) for event in reading.incidents if event.when == "background"]
    told.sort(key=lambda context: not context.counts)
    said = [
        Context(of="statement", signals=(s.signal,), mode=s.mode, by=s.by, words=s.words[:LONGEST_QUOTE])
        for s in reading.signals
        if s.incident is None and s.when == "current" and s.mode in ("asserted", "planned", "hypothetical")
    ]
    return tuple((told + said)[:MAX_CONTEXT])


def _background(event: Event) -> Context:
    return Context(
        of="background",
        signals=event.signals,
        mode=event.mode,
        place=event.place,
        country=event.country,
        date=event.date,
        counts={kind: count for kind in KINDS if (count := getattr(event, kind)) is not None},
        words=event.evidence[0].words[:LONGEST_QUOTE] if event.evidence else "",
    )


def _quotes(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The first quote of each finding, and no words twice."""
    kept: dict[str, Evidence] = {}
    for quote in evidence:
        kept.setdefault(quote.of, quote)
    return tuple([_cut(quote) for quote in kept.values()][:MAX_QUOTES])


def _cut(quote: Evidence) -> Evidence:
    """The quote within measure; its end is cut with it, so that it stays an exact slice."""
    words = quote.words[:LONGEST_QUOTE]
    if quote.end == quote.start + len(words):
        return quote
    return msgspec.structs.replace(quote, words=words, end=quote.start + len(words))
