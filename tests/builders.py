"""Values for tests, built by what matters to the test: everything else is some case of a clash in Basra."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from firebell import config
from firebell.article import digest_of
from firebell.incident.copies import signature
from firebell.incident.correlate import Change, correlate
from firebell.incident.incident import Incident
from firebell.incident.publishers import Publisher
from firebell.journal import ConfigEntry, Entry, ReadingEntry, Tick
from firebell.parts import Rulebooks
from firebell.pipeline import Outcome, State, fold
from firebell.reading.en import places
from firebell.reading.reading import Actor, ActorRole, Count, Event, Evidence, Mode, Reading, Signal, When

PLACES: Mapping[str, tuple[str, str | None, str | None, int | None, float, float]] = {
    "Basra": ("IQ", "IQ-BA", "Basra", 99532, 30.5, 47.8),
    "Baghdad": ("IQ", "IQ-BG", "Baghdad", 98182, 33.3, 44.4),
    "Mosul": ("IQ", "IQ-NI", "Mosul", 99072, 36.3, 43.1),
    "Kabul": ("AF", "AF-KAB", "Kabul", 1138958, 34.5, 69.2),
    "Gao": ("ML", "ML-7", "Gao", 2457161, 16.3, 0.0),
    "Tillaberi": ("NE", "NE-6", "Tillaberi", 2440485, 14.2, 1.5),
    "nowhere": ("ZZ", None, None, None, 0.0, 0.0),
}


def at(when: str) -> datetime:
    """`2022-09-01` or `2022-09-01T12:00`, in UTC."""
    return datetime.fromisoformat(when).replace(tzinfo=UTC)


def a_count(best: int | Count | None) -> Count | None:
    return Count(best, best, best) if isinstance(best, int) else best


def an_event(
    *signals: str,
    place: str = "Basra",
    day: str = "2022-09-01",
    killed: int | Count | None = 4,
    injured: int | Count | None = None,
    abducted: int | Count | None = None,
    actors: Sequence[str] = (),
    by: Sequence[str] = (),
    against: Sequence[str] = (),
    victims: Sequence[str] = (),
    when: When = "current",
    mode: Mode = "asserted",
    dated: bool = True,
    struck: str | None = None,
) -> Event:
    country, subdivision, name, geonames_id, lat, lon = PLACES[place]
    placed = country != "ZZ"
    return Event(
        when=when,
        mode=mode,
        signals=signals or ("armed_clash",),
        country=country,
        subdivision=subdivision,
        place=name,
        geonames_id=geonames_id,
        lat=lat if placed else None,
        lon=lon if placed else None,
        date=day if dated else None,
        precision="day" if dated else None,
        killed=a_count(killed),
        injured=a_count(injured),
        abducted=a_count(abducted),
        actors=(*_roles(actors, "both"), *_roles(by, "attacker"), *_roles(against, "target")),
        victims=tuple(victims),
        struck=struck,
        retaliation="stated" if "retaliatory_attack" in signals else None,
        evidence=(Evidence(of="killed", field="title", start=0, end=4, words="Four"),),
    )


def _roles(names: Sequence[str], role: ActorRole) -> list[Actor]:
    return [Actor(id=name, name=name, role=role) for name in names]


def a_reading(
    *events: Event,
    article: str = "a1",
    when: str = "2022-09-01T12:00",
    source: str = "Reuters",
    title: str = "Four killed",
    text: str = "",
    history: bool = False,
    signals: Sequence[Signal] = (),
) -> ReadingEntry:
    """The journal's entry of an article that tells these events; it arrived when it was published."""
    moment = at(when)
    return ReadingEntry(
        article_id=article,
        digest=digest_of(article, title, text, repr(events)),
        title=title,
        url=f"https://example.org/{article}",
        source=source,
        history=history,
        published_at=moment,
        arrived=f"{int(moment.timestamp() * 1000)}-0",
        signature=signature(title, text),
        reading=Reading(
            article_id=article,
            language="en",
            relevant=bool(events or signals),
            incidents=events,
            signals=tuple(signals),
        ),
    )


def a_tick(when: str) -> Tick:
    return Tick(at=at(when))


@cache
def rulebooks() -> Rulebooks:
    return Rulebooks(places.shipped())


def a_config(thresholds: str = "", **files: str) -> ConfigEntry:
    """The shipped configuration with these files in its place: `a_config("watch: [IQ]", channels="…")`."""
    written = dict(config.read_files(None))
    if thresholds:
        written["thresholds.yaml"] = thresholds
    written |= {f"{name}.yaml": text for name, text in files.items()}
    return config.config_entry(written)


PLAIN = """
defaults:
  ring_at: Moderate
  compare: best
  incident:
    killed: {Moderate: 3, Severe: 10, Extreme: 30}
    injured: {Severe: 40, Extreme: 150}
  update: {grows: 50%, by: 3}
  all_clear: 7d
"""
"""The thresholds of CONFIG.md without any sum."""


class Fold:
    """A state that grows entry by entry, and all that it has told."""

    def __init__(self, configuration: ConfigEntry | None = None) -> None:
        self.state = State()
        self.alerts: list[bytes] = []
        self.fields: dict[str, bytes] = {}
        self._entries = 0
        self(configuration or a_config(PLAIN))

    def __call__(self, *entries: Entry) -> Outcome:
        rows = [(f"{self._entries + number}-0", entry) for number, entry in enumerate(entries, start=1)]
        outcome = fold(self.state, rows, rulebooks())
        self.state.apply(outcome)
        self._entries += len(entries)
        self.alerts += outcome.alerts
        for name, value in outcome.fields.items():
            if value is None:
                self.fields.pop(name, None)
            else:
                self.fields[name] = value
        return outcome


class Incidents:
    """Known incidents without a fold around them; every entry is correlated as the fold would."""

    def __init__(self) -> None:
        self.state = State()

    def __call__(self, entry: ReadingEntry, publisher: str = "") -> list[Change]:
        from firebell.state import Work  # noqa: PLC0415 -- the fold's own door is used everywhere else

        work = Work(self.state)
        events = range(len(entry.reading.incidents))
        changes = correlate(entry, events, Publisher(publisher or entry.source), work)
        work.merge_into(self.state)
        return changes

    def all(self) -> list[Incident]:
        return sorted(self.state.incidents.values(), key=lambda incident: incident.first_seen_at)
