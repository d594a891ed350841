"""The form of each file as pydantic models; the sentence under a field is what an editor shows for its key."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from firebell.config.words import (
    Address,
    Code,
    Day,
    Duration,
    Hours,
    Kilometres,
    Later,
    Limited,
    Measure,
    NumberOrNever,
    Point,
    Secrets,
    SeverityKey,
    SeverityOrNever,
    SeverityWord,
    Share,
    SignalName,
    SumMeasure,
    VictimName,
    Window,
    Zone,
)
from firebell.rules.channel import Certainty, Road, Then
from firebell.rules.rulebook import Compare

Steps = dict[Measure, dict[SeverityKey, NumberOrNever]]
Totals = dict[Window, dict[SumMeasure, dict[SeverityKey, NumberOrNever]]]


class Form(BaseModel):
    """What all forms share: unknown keys are mistakes, and words are not bent into numbers."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        arbitrary_types_allowed=True,
        frozen=True,
        use_attribute_docstrings=True,
    )


# — thresholds.yaml —


class UpdateForm(Form):
    """When a known story is told again: both must hold."""

    grows: Share | None = None
    """By this share of the toll that was told: 50%."""
    by: Annotated[int, Field(ge=1)] | None = None
    """By so many people."""


class RetaliationForm(Form):
    """How an answer to an earlier attack is found; it lifts its incident by one step."""

    window: Duration | None = None
    """So long after the act that it answers: 72h."""
    within: Kilometres | None = None
    """So far from it, in one country: 150km."""
    basis: Literal["stated", "inferred"] | None = None
    """stated: only where the text says so; inferred: by the ledger of attacks too."""


class SumForm(Form):
    """The sums of each country or division."""

    total: Totals = {}
    """Window (7d) → measure (killed, incidents.abduction) → severity → number."""


class SurgeForm(Form):
    """Rings where a week holds more incidents than the eight before make likely."""

    false_alarms_a_year: Annotated[int, Field(ge=1)]
    """So many may be chance, over all watched regions together."""


class ValuesForm(Form):
    """What holds at a place; regions inherit each leaf that they do not set."""

    why: str = ""
    """For people: the reason, shown in alerts."""
    ring_at: SeverityWord | None = None
    """The lowest severity that rings; below, an incident is recorded and stays silent."""
    compare: Compare | None = None
    """Which figure of a toll is held against the steps; an open high counts as best."""
    incident: Steps = {}
    """One incident's toll: measure → severity → number from which it is so severe; never takes a step away."""
    signals: dict[SignalName, SeverityOrNever] = {}
    """Signal → its severity here, over that of signals.yaml; never: it does not count here."""
    update: UpdateForm = UpdateForm()
    """When a growing toll is told again."""
    all_clear: Duration | None = None
    """So long without a change ends a story."""
    retaliation: RetaliationForm = RetaliationForm()
    """When an attack answers an earlier one."""


class DefaultsForm(ValuesForm):
    """What holds where no region says otherwise."""

    surge: SurgeForm | Literal["never"] = SurgeForm(false_alarms_a_year=6)
    """When a region's incidents grow beyond chance: {false_alarms_a_year: 6}, or never."""
    each_country: SumForm = SumForm()
    """Sums over each country's incidents; a region's own total replaces the one of the same window and measure."""
    each_subdivision: SumForm = SumForm()
    """Sums over each first-level division's incidents."""


class RegionForm(ValuesForm):
    """What one region sets; its totals are its own and never inherited."""

    name: str = ""
    """The region's name, checked against its code."""
    total: Totals = {}
    """Sums over this region's incidents: window → measure → severity → number."""


class MatchForm(Form):
    """What a rule asks for: all of it must hold."""

    regions: list[Code] = []
    """In one of these."""
    signals: list[SignalName] = []
    """With one of these."""
    victims: list[VictimName] = []
    """Among the victims, one of these."""
    words: list[str] = []
    """One of these in a title or in the quoted evidence, as whole words, in any case."""
    kinds: Later = None


class RuleForm(Form):
    """An analyst's own rule: it lifts or it ignores."""

    why: str
    """The reason, shown in alerts and silences."""
    match: MatchForm
    """What it asks for."""
    lift_to: SeverityWord | None = None
    """At least this severe."""
    ignore: bool = False
    """true: it stays silent; a rule that lifts beats one that ignores."""


class MuteForm(Form):
    """A time in which regions do not ring."""

    why: str
    """The reason, shown with the silence."""
    regions: Annotated[list[Code], Field(min_length=1)]
    """Where."""
    begins: Day | None = Field(default=None, alias="from")
    """The first day, in the zone of thresholds.yaml; without it, from now on."""
    until: Day
    """The last day, included."""
    unless: SeverityWord | None = Field(default=None, alias="except")
    """From this severity on it rings all the same."""


class ThresholdsForm(Form):
    """When it rings, and for what."""

    zone: Zone | None = None
    """Time zone of every date in these files: Europe/Zurich; UTC without it."""
    watch: Literal["world"] | Annotated[list[Code], Field(min_length=1)] = "world"
    """world, or a list of codes: only there it rings; all else is read and remembered."""
    defaults: DefaultsForm = DefaultsForm()
    """What holds where no region says otherwise."""
    regions: dict[Code, RegionForm] = {}
    """Code → what it sets; the nearest region wins, each value by itself."""
    rules: dict[str, RuleForm] = {}
    """Rules of your own, by name."""
    mutes: dict[str, MuteForm] = {}
    """Times of silence, by name."""


# — regions.yaml —


class AreaForm(Form):
    """An area of one's own: members, or a circle."""

    name: str = ""
    """For people."""
    why: str = ""
    """What it is for."""
    also: list[str] = []
    """Other names, by which it is found."""
    members: list[Code] = []
    """Countries and first-level divisions."""
    near: Point | None = None
    """The middle of a circle: [latitude, longitude]."""
    within: Kilometres | None = None
    """The radius of the circle: 40km."""


# — channels.yaml —


class HearForm(Form):
    """What a channel asks for; all of it must hold."""

    regions: list[Code] = []
    """In one of these."""
    signals: list[SignalName] = []
    """With one of these."""
    kinds: list[str] = []
    """About one of these: a signal, regional_total, surge, relief."""
    min_severity: SeverityWord | None = None
    """At least this severe."""
    min_certainty: Certainty | None = None
    """At least this sure."""
    relief: Literal["yes", "no", "too", "only"] = "no"
    """Ceasefires, withdrawals, releases: no, too (or yes), only."""


class QuietForm(Form):
    """Hours in which an outside channel rests."""

    hours: Hours
    """22:00-06:00, by the zone of thresholds.yaml."""
    exempt: SeverityWord | None = Field(None, alias="except")
    """From this severity on it rings all the same."""
    then: Then = "digest"
    """digest: one message at the end tells what there was; drop: it is only counted."""


class ChannelForm(Form):
    """One channel."""

    why: str = ""
    """Who listens, and what for."""
    to: Road
    """stream is kept, pubsub is heard only by who is there, webhook is posted, apprise is chat, mail or a pager."""
    hear: HearForm = HearForm()
    """What it asks for; nothing: every alert but relief."""
    url: Address | None = None
    """webhook, apprise: where it goes; env:NAME or file:/path where the address is a secret, as apprise's are."""
    secret: Secrets = ()
    """webhook: what signs it (whsec_…), by where it stands; several while one is changed for another."""
    template: str | None = None
    """webhook, apprise: the text in Jinja's form, over alert; without it the CloudEvent, or headline and summary."""
    quiet: QuietForm | None = None
    """webhook, apprise: when it rests."""
    limit: Limited | None = None
    """webhook, apprise: 20/h, 5/10m; what is beyond comes in a digest that counts it."""
    heartbeat: Duration | None = None
    """webhook, apprise: a sign of life after so long, so that silence can be told from failure."""


# — sources.yaml —


class PublisherForm(Form):
    """One publisher."""

    domains: list[str] = []
    """Hosts of its pages; what stands before them does not matter."""
    country: str | None = None
    """ISO 3166-1, the country that is meant where a text names none."""
    tier: Annotated[int, Field(ge=1, le=3)] | None = None
    """1 the most careful, 2, 3; unranked without it."""
    speaks_for: list[str] = []
    """Parties to a conflict whose line it hands on."""
    republishes: bool = False
    """true: it hands on articles of others."""
    feed: Address | None = None
    """Its RSS or Atom feed, which `firebell collect` polls."""
    every: Duration | None = None
    """How often; 15m without it."""


class SourcesForm(Form):
    """Who publishes."""

    publishers: dict[str, PublisherForm] = {}
    """Name → what is known of it."""
    families: dict[str, list[str]] = {}
    """One newsroom under several names: name → the others."""


# — actors.yaml —


class ActorForm(Form):
    """An armed group or force."""

    names: Annotated[list[str], Field(min_length=1)]
    """The first one is shown, all are looked for."""
    cls: Literal["militant", "militia", "military", "police", "gang", "peacekeeper"] = Field(alias="class")
    """What it is."""
    countries: list[str]
    """ISO 3166-1, where it is active."""
    side: str | None = None
    """The id of the actor that it fights for; one side is one party in the ledger of attacks."""


# — files whose top level is a map of names: the validator gives it a name —


class AreasForm(Form):
    """regions.yaml."""

    areas: dict[Code, AreaForm] = {}


class ChannelsForm(Form):
    """channels.yaml."""

    channels: dict[str, ChannelForm] = {}


class ActorsForm(Form):
    """actors.yaml."""

    actors: dict[str, ActorForm] = {}
