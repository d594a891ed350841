"""Title and text of an English article → Reading: a refusal that costs next to nothing, findings, assembly."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

import msgspec

from firebell.article import Article
from firebell.reading import phrases
from firebell.reading.en import boilerplate, casualties, places
from firebell.reading.en.actors import actors as actors_of
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.events.aimed import with_sites
from firebell.reading.en.events.assemble import Findings, assemble
from firebell.reading.en.events.placing import Placing
from firebell.reading.en.events.spoken import Named, with_parties
from firebell.reading.en.places import Found, Location
from firebell.reading.en.places.found import NOWHERE, TOWN
from firebell.reading.en.signals import signals, sites
from firebell.reading.en.signals.domains import HEAD, TextKind, is_foreign, is_warlike
from firebell.reading.en.signals.lexicon import Vocabulary
from firebell.reading.en.signals.signals import Finding
from firebell.reading.en.times.when import Times
from firebell.reading.gazetteer import AT_WAR, Gazetteer
from firebell.reading.reader import Reader
from firebell.reading.reading import Place, Reading
from firebell.reading.span import Field
from firebell.reading.text import Document

LONG = HEAD * phrases.SPACIOUS
"""Of a text of more characters only the head is read first: it may tell that the rest need not be."""


def read(name: str, article: Article, reader: Reader, *, full: bool) -> Reading:
    """What the English article of this name says; `full` reads places of peaceful texts too."""
    quiet = Reading(article_id=name, language="en", relevant=False)
    if not (full or reader.lexicon.may_matter(Vocabulary(article.title, article.text))):
        return quiet
    title, text = boilerplate.headline(article.title), boilerplate.story(article.text)
    whole = None if len(text) > LONG else phrases.line(Document(title, text))
    head = whole.words[:HEAD] if whole else phrases.opening(title, text, HEAD)
    foreign = is_foreign(head, reader.lexicon)
    if foreign and not full:  # no toll implies violence in a text about something else
        return quiet
    line = whole or phrases.line(Document(title, text))
    doc = line.doc
    heard = [] if foreign else signals.find_in(doc, line, reader.lexicon)
    tolls = casualties.find(doc)
    if not (full or heard or tolls):
        return quiet
    mentions = actors_of.find(doc, reader.actors)
    # Looked for when the first incident asks where it was: a text without one has its places left unread.
    told_places = cache(partial(_places, doc, article, reader, mentions, violent=bool(heard or tolls)))
    published = article.published_at.date() if article.published_at else None
    times = Times(doc, published)
    unrest = reader.gazetteer.unrest
    placing = Placing(
        partial(_locate, doc, told_places, mentions, unrest),
        lambda first, last: told_places().names(first, last),
        partial(_is_own, doc),
        partial(_is_at_war, unrest),
        partial(_is_at_peace, unrest),
    )
    heard = [one for one in heard if not one.lone or _in_unrest(placing, one, unrest)]
    if not (full or heard or tolls):
        return quiet
    found = Findings(
        signals=heard,
        tolls=tolls,
        mentions=mentions,
        placing=placing,
        kind=TextKind(foreign, is_warlike(line, reader.lexicon)),
    )
    reading = assemble(name, doc, found, times)
    if reading.incidents:
        reading = with_sites(reading, doc, sites.struck(line, reader.lexicon))
    named = Named(mentions, lambda: told_places().found, unrest)
    reading = with_parties(reading, doc, heard, named)
    if not (full or reading.incidents):
        return reading
    return _with_places(reading, doc, told_places().found, reader.gazetteer)


def _locate(  # noqa: PLR0913, PLR0917 -- an event's tokens and all that may say where they are
    doc: Document,
    told: Callable[[], places.Whereabouts],
    mentions: list[Mention],
    unrest: Mapping[str, int],
    first: int,
    last: int,
    within: tuple[int, int] | None,
) -> Location:
    """Where the event of tokens first to last happened; the places `within` a clause of its own come first."""
    place = told().of(first, last, within)
    if place.country != NOWHERE or place.areas:
        return place
    return place._replace(country=_home_of_groups(doc, mentions, unrest, first))


def _home_of_groups(doc: Document, mentions: list[Mention], unrest: Mapping[str, int], token: int) -> str:
    """The one country in which all groups of the sentence, else of the text, are active (CODEBOOK §4)."""
    sentence = doc.sentence_of[token]
    at_home = [m for m in mentions if m.countries and _fights_at_home(m, unrest)]
    near = [m for m in at_home if doc.sentence_of[m.first] == sentence]
    return _shared(near) or _shared(at_home) or NOWHERE


def _fights_at_home(mention: Mention, unrest: Mapping[str, int]) -> bool:
    """An armed group, a mission of peacekeepers, and an army whose own country is at war."""
    if mention.cls in GROUPS or mention.cls == "peacekeeper":
        return True
    return mention.named and all(unrest.get(code, 0) == AT_WAR for code in mention.countries)


def _shared(mentions: list[Mention]) -> str | None:
    """The one country that all have in common: one candidate or none."""
    common = set.intersection(*(set(m.countries) for m in mentions)) if mentions else set()
    return common.pop() if len(common) == 1 else None


def _is_at_war(unrest: Mapping[str, int], place: Location) -> bool:
    """A country at war, and the conflict area of one in unrest."""
    step = unrest.get(place.country, 0)
    return step == AT_WAR or (step > 0 and bool(place.areas))


def _is_at_peace(unrest: Mapping[str, int], country: str) -> bool:
    """Whether armed conflict is rare there; of a place that nobody names it is not known."""
    return country not in unrest and country != NOWHERE


def _in_unrest(placing: Placing, finding: Finding, unrest: Mapping[str, int]) -> bool:
    """Whether armed conflict is usual where it happened; nobody's place is none of them."""
    return placing.locate(finding.first, finding.last, None).country in unrest


def _is_own(doc: Document, location: Location, sentence: int) -> bool:
    """Whether the sentence itself says the place; where a report was written says nothing."""
    told = location.last > location.first and not location.reported
    return told and doc.sentence_of[location.first] == sentence


def _places(
    doc: Document, article: Article, reader: Reader, mentions: list[Mention], *, violent: bool
) -> places.Whereabouts:
    """The places of the text without those inside a group's long name, which swallows them."""
    hint = reader.home_of(article.source, article.url) if article.source or article.url else None
    groups = sorted({m.countries for m in mentions if m.cls in GROUPS and m.countries})
    found = places.find(doc, reader.gazetteer, places.Context(hint, groups, violent))
    swallowed = {token for m in mentions if m.named for token in range(m.first, m.last)}
    # An adjective stays: a state's own organ acting at home is placed by it (CODEBOOK §8 "Places"); so does a
    # group's name that hints at its home.
    kept = [place for place in found if place.adjective or not place.listed or place.first not in swallowed]
    return places.Whereabouts(kept, doc)


def _with_places(reading: Reading, doc: Document, toponyms: Sequence[Found], gazetteer: Gazetteer) -> Reading:
    """The reading with every toponym; those that place an incident are told apart."""
    told = {
        (evidence.field, evidence.start)
        for event in reading.incidents
        for evidence in event.evidence
        if evidence.of == "place"
    }
    where = {(event.country, event.subdivision, event.geonames_id) for event in reading.incidents}
    named = [found for found in toponyms if found.listed and found.last > found.first]
    return msgspec.structs.replace(
        reading, places=tuple(_place(doc, found, told, where, gazetteer) for found in named)
    )


GROUPS = frozenset({"militant", "militia", "gang"})
"""Who fights at home; an army's name says little of where it is."""

EVENT_WEIGHT = 0.6
"""A mention of an incident's place with this weight tells of the incident; a lighter one is by the way."""


def _place(
    doc: Document,
    found: Found,
    told: set[tuple[Field, int]],
    where: set[tuple[str, str | None, int | None]],
    gazetteer: Gazetteer,
) -> Place:
    field, start = doc.field_of(found.first), doc.start[found.first]
    same = (found.country, found.subdivision, found.geonames_id if found.level == TOWN else None) in where
    event = (field, start) in told or (found.role == "mention" and same and found.weight >= EVENT_WEIGHT)
    lat, lon = _point(found, gazetteer)
    return Place(
        name=found.name,
        field=field,
        start=start,
        end=doc.end[found.last - 1],
        country=found.country,
        subdivision=found.subdivision,
        geonames_id=found.geonames_id,
        lat=lat,
        lon=lon,
        role="event" if event else found.role,
    )


def _point(found: Found, gazetteer: Gazetteer) -> tuple[float, float] | tuple[None, None]:
    """Where a map shows the toponym: a country and an area in their middle, which places no incident."""
    if found.lat is not None and found.lon is not None:
        return found.lat, found.lon
    code = found.areas[0] if found.level and found.areas else found.country
    return gazetteer.centre(code) or (None, None)
