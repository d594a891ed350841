"""Valid forms → the rulebook's values: layers of what regions set, totals, rules, mutes, channels, publishers."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from firebell.config.forms import ChannelForm, HearForm, MuteForm, RuleForm, SourcesForm, Totals, ValuesForm
from firebell.config.regions import KnownRegions
from firebell.config.tree import Path
from firebell.config.words import NEVER, duration
from firebell.config.written import Forms
from firebell.incident.publishers import Publisher, Publishers
from firebell.rules.channel import OUTSIDE, Channel, Hear, Limit, Outside, Quiet
from firebell.rules.rulebook import Match, Mute, Rulebook, Scope, TotalRule, WordRule
from firebell.rules.ruling import Layer, Level, Origin, Severity, Step, Written
from firebell.rules.totals import days

BUILT_IN = Origin("built in", 0)
FALLBACKS = {
    "ring_at": Severity.Moderate,
    "compare": "best",
    "update.grows": 0.5,
    "update.by": 3,
    "all_clear": timedelta(days=7),
    "retaliation.window": timedelta(hours=72),
    "retaliation.within": 150.0,
    "retaliation.basis": "inferred",
}
"""What holds where a thresholds.yaml does not say: the defaults of CONFIG.md."""

PARTS = (
    ("update", "grows"),
    ("update", "by"),
    ("retaliation", "window"),
    ("retaliation", "within"),
    ("retaliation", "basis"),
)
"""Values that stand in a map of their own."""

POLLED_EVERY = timedelta(minutes=15)
"""How often a feed is polled of which sources.yaml does not say."""

ORDER: tuple[Level, ...] = ("defaults", "countries", "country", "divisions", "subdivision", "circle")
"""From the farthest to the nearest; the nearest wins (CONFIG.md)."""


def rulebook(forms: Forms, name: str) -> Rulebook:
    """The values of forms in which nothing is wrong."""
    zone = forms.thresholds.zone or ZoneInfo("UTC")
    regions = forms.regions
    watch = forms.thresholds.watch
    surge = forms.thresholds.defaults.surge
    return Rulebook(
        hash=name,
        zone=zone,
        watch=None if watch == "world" else regions.spread(watch),
        layers=layers(forms),
        totals=tuple(totals(forms)),
        rules=tuple(_rule(forms, key, rule) for key, rule in forms.thresholds.rules.items()),
        mutes=tuple(_mute(forms, key, mute, zone) for key, mute in forms.thresholds.mutes.items()),
        channels=tuple(
            Channel(
                key,
                channel.to,
                _hear(channel.hear, regions),
                channel.why,
                forms.origin("channels", (key,), key),
                _outside(channel, zone),
            )
            for key, channel in forms.channels.channels.items()
        ),
        publishers=_publishers(forms.sources),
        names=regions.names(),
        members={code: area.members for code, area in regions.areas.items()},
        false_alarms=None if isinstance(surge, str) else surge.false_alarms_a_year,
        surge_origin=forms.origin("thresholds", ("defaults", "surge")),
        sides={name: actor.side for name, actor in forms.actors.actors.items() if actor.side},
    )


# — layers —


def layers(forms: Forms) -> tuple[Layer, ...]:
    """What each region sets, from the farthest to the nearest; of areas the first in regions.yaml is the nearest."""
    listed = list(forms.regions.areas)
    made = [_layer(forms, code) for code in forms.thresholds.regions]
    made.sort(
        key=lambda layer: (ORDER.index(layer.level), -listed.index(layer.code) if layer.code in listed else 0)
    )
    return (_defaults(forms), *made)


def _defaults(forms: Forms) -> Layer:
    leaves: dict[str, Written] = {leaf: Written(value, BUILT_IN) for leaf, value in FALLBACKS.items()}
    for signal, rated in forms.severities.items():
        if rated.severity is not None:
            leaves[f"signals.{signal}"] = Written(rated.severity, rated.origin)
    leaves |= _leaves(forms, forms.thresholds.defaults, ("defaults",), "defaults")
    return Layer("defaults", "defaults", frozenset(), leaves, forms.thresholds.defaults.why)


def _layer(forms: Forms, code: str) -> Layer:
    form = forms.thresholds.regions[code]
    own = forms.areas.areas.get(code)
    circle = own is not None and own.near is not None
    return Layer(
        code,
        level_of(forms.regions, code, circle=circle),
        forms.regions.spread([code]),
        _leaves(forms, form, ("regions", code), code),
        form.why,
        own.near if own else None,
        (own.within or 0.0) if own else 0.0,
    )


def level_of(regions: KnownRegions, code: str, *, circle: bool = False) -> Level:
    """How near a region is to a place in it; an area with a country among its members is as wide as countries."""
    if circle:
        return "circle"
    if code in regions.areas:
        members = regions.areas[code].members
        return "countries" if any("-" not in member for member in members) else "divisions"
    return "subdivision" if code in regions.subdivisions else "country"


def _leaves(forms: Forms, form: ValuesForm, path: Path, region: str) -> dict[str, Written]:
    """Dotted leaf → value; `never` is None."""

    def written(value: object, *rest: str) -> Written:
        return Written(None if value == NEVER else value, forms.origin("thresholds", (*path, *rest), region))

    leaves: dict[str, Written] = {}
    for name in ("ring_at", "compare", "all_clear"):
        if (value := getattr(form, name)) is not None:
            leaves[name] = written(value, name)
    for part, name in PARTS:
        if (value := getattr(getattr(form, part), name)) is not None:
            leaves[f"{part}.{name}"] = written(value, part, name)
    for measure, steps in form.incident.items():
        for severity, at in steps.items():
            leaves[f"incident.{measure}.{severity}"] = written(at, "incident", measure, severity)
    for signal, rated in form.signals.items():
        leaves[f"signals.{signal}"] = written(rated, "signals", signal)
    return leaves


# — totals —


def totals(forms: Forms) -> Iterator[TotalRule]:
    """Each sum that somebody wrote, a rule a measure and window."""
    defaults = forms.thresholds.defaults
    yield from _totals(forms, defaults.each_country.total, ("defaults", "each_country"), "", "each_country")
    yield from _totals(
        forms, defaults.each_subdivision.total, ("defaults", "each_subdivision"), "", "each_subdivision"
    )
    for code, form in forms.thresholds.regions.items():
        yield from _totals(forms, form.total, ("regions", code), code, "region", form.why)


def _totals(  # noqa: PLR0913, PLR0917 -- where it stands and whose it is
    forms: Forms, written: Totals, path: Path, code: str, scope: Scope, why: str = ""
) -> Iterator[TotalRule]:
    members = forms.regions.spread([code]) if code else frozenset[str]()
    for window, measures in written.items():
        for measure, steps in measures.items():
            here = (*path, "total", window, measure)
            length = duration(window)
            yield TotalRule(
                name=f"total.{days(length)}.{measure}",
                region=code,
                countries=frozenset(member for member in members if member in forms.regions.countries),
                subdivisions=frozenset(member for member in members if member in forms.regions.subdivisions),
                window=length,
                measure=measure,
                steps=_steps(forms, steps, here, code or scope),
                origin=forms.origin("thresholds", here, code or scope),
                scope=scope,
                why=why,
            )


def _steps(forms: Forms, steps: Mapping[str, object], path: Path, region: str) -> tuple[Step, ...]:
    made = [
        Step(at, Severity[name], forms.origin("thresholds", (*path, name), region))
        for name, at in steps.items()
        if isinstance(at, int)
    ]
    return tuple(sorted(made))


# — rules, mutes, channels, publishers —


def _rule(forms: Forms, name: str, rule: RuleForm) -> WordRule:
    match = Match(
        forms.regions.spread(rule.match.regions),
        frozenset(rule.match.signals),
        frozenset(rule.match.victims),
        tuple(rule.match.words),
    )
    return WordRule(
        name, match, rule.lift_to, rule.ignore, rule.why, forms.origin("thresholds", ("rules", name))
    )


def _mute(forms: Forms, name: str, mute: MuteForm, zone: ZoneInfo) -> Mute:
    """The first day begins and the last day ends at midnight of the files' zone."""
    begins = datetime.combine(mute.begins, time(), zone).astimezone(UTC) if mute.begins else None
    ends = datetime.combine(mute.until + timedelta(days=1), time(), zone).astimezone(UTC)
    return Mute(
        name,
        forms.regions.spread(mute.regions),
        begins,
        ends,
        mute.until,
        mute.unless,
        mute.why,
        forms.origin("thresholds", ("mutes", name)),
    )


def _hear(hear: HearForm, regions: KnownRegions) -> Hear:
    return Hear(
        regions.spread(hear.regions),
        frozenset(hear.signals),
        frozenset(hear.kinds),
        hear.min_severity,
        hear.min_certainty,
        hear.relief,
    )


def _outside(channel: ChannelForm, zone: ZoneInfo) -> Outside | None:
    if channel.to not in OUTSIDE or channel.url is None:
        return None
    quiet = channel.quiet
    return Outside(
        channel.url,
        channel.secret,
        channel.template or "",
        None if quiet is None else Quiet(*quiet.hours, zone, quiet.exempt, quiet.then),
        None if channel.limit is None else Limit(*channel.limit),
        channel.heartbeat,
    )


def _publishers(sources: SourcesForm) -> Publishers:
    """The publishers as listed; a family's other names are publishers too, of the same family."""
    family_of = {name: family for family, names in sources.families.items() for name in (family, *names)}
    known = [
        Publisher(
            name,
            form.country,
            form.tier,
            family_of.get(name),
            tuple(form.speaks_for),
            form.republishes,
            tuple(form.domains),
        )
        for name, form in sources.publishers.items()
    ]
    for name, family in family_of.items():
        if name not in sources.publishers:
            head = sources.publishers.get(family)
            known.append(Publisher(name, head.country if head else None, head.tier if head else None, family))
    return Publishers(known)


class Feed(NamedTuple):
    """A publisher's feed, for the collector; the fold knows nothing of it."""

    publisher: str
    address: str
    """https://…, or env:NAME or file:/path, where it stands."""
    every: timedelta = POLLED_EVERY
    republishes: bool = False
    """Its articles name their own publishers."""


def feeds(sources: SourcesForm) -> tuple[Feed, ...]:
    """The feeds that are to be polled."""
    return tuple(
        Feed(name, form.feed, form.every or POLLED_EVERY, form.republishes)
        for name, form in sources.publishers.items()
        if form.feed is not None
    )
