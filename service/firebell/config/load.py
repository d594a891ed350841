"""Files of a configuration → Rulebook, or a ConfigError with every mistake at once; text in, values out."""

from collections.abc import Mapping
from typing import TypeVar

from firebell.config import checks, orders, roads, vain, values
from firebell.config.files import EXTENDED, EXTRA, adds_to, config_entry
from firebell.config.forms import ActorsForm, AreasForm, ChannelsForm, Form, SourcesForm, ThresholdsForm
from firebell.config.mistakes import At, ConfigError, Mistake
from firebell.config.regions import KnownArea, KnownRegions
from firebell.config.severities import severities_in
from firebell.config.tree import Tree, merge, parse, set_twice
from firebell.config.validate import validated
from firebell.config.written import Forms
from firebell.rules.rulebook import Rulebook

F = TypeVar("F", bound=Form)

NAMED = ("regions", "channels", "actors")
"""Files whose top level is a map of names; each name is written as a whole."""


def rulebook(files: Mapping[str, str], regions: KnownRegions) -> Rulebook:
    """The rulebook that these files (name → text) write.

    Raises:
        ConfigError: with every mistake in them.
    """
    return values.rulebook(_valid(files, regions), config_entry(files).hash)


def feeds(files: Mapping[str, str], regions: KnownRegions) -> tuple[values.Feed, ...]:
    """The feeds that these files want polled.

    Raises:
        ConfigError: with every mistake in them.
    """
    return values.feeds(_valid(files, regions).sources)


def _valid(files: Mapping[str, str], regions: KnownRegions) -> Forms:
    forms, mistakes = written(files, regions)
    if mistakes:
        raise ConfigError(mistakes)
    return forms


def written(files: Mapping[str, str], regions: KnownRegions) -> tuple[Forms, list[Mistake]]:
    """What is valid in the files, and every mistake in them."""
    mistakes: list[Mistake] = [
        Mistake(At(name, 1, 1), (), f"the name must hold the file it adds to, one of {', '.join(EXTENDED)}")
        for name in files
        if name.startswith(f"{EXTRA}/") and adds_to(name) is None
    ]
    trees: dict[str, Tree] = {}

    def form(name: str, kind: type[F], under: str = "") -> F:
        trees[name], wrong = _tree(files, name)
        made, invalid = validated(trees[name], kind, under)
        mistakes.extend((*wrong, *invalid))
        return made

    thresholds = form("thresholds", ThresholdsForm)
    areas = form("regions", AreasForm, "areas")
    channels = form("channels", ChannelsForm, "channels")
    sources = form("sources", SourcesForm)
    actors = form("actors", ActorsForm, "actors")
    severities, unrated = severities_in(files.get("signals.yaml", ""))
    known = _with_own(regions, areas)
    wrong = frozenset((adds_to(mistake.at.file) or "", mistake.path) for mistake in mistakes)
    forms = Forms(thresholds, areas, channels, sources, actors, trees, known, severities, wrong)
    return forms, [
        *mistakes,
        *unrated,
        *checks.mistakes(forms),
        *vain.mistakes(forms),
        *roads.mistakes(forms),
        *orders.mistakes(forms),
    ]


def _tree(files: Mapping[str, str], name: str) -> tuple[Tree, list[Mistake]]:
    """One file with everything in conf.d that adds to it, in the order of names."""
    tree, mistakes = parse(f"{name}.yaml", files.get(f"{name}.yaml", ""))
    added: list[Tree] = []
    for extra in sorted(files):
        if extra.startswith(f"{EXTRA}/") and adds_to(extra) == name:
            more, wrong = parse(extra, files[extra])
            added.append(more)
            mistakes += wrong
    mistakes += set_twice(added, depth=1 if name in NAMED else 0)
    for more in added:
        tree = merge(tree, more)
    return tree, mistakes


def _with_own(regions: KnownRegions, areas: AreasForm) -> KnownRegions:
    """The regions with an analyst's own areas, which come first: their order decides between them (CONFIG.md)."""
    own: dict[str, KnownArea] = {}
    for code, area in areas.areas.items():
        shipped = regions.areas.get(code, KnownArea(code, (), frozenset()))
        members = shipped.members if area.near is None and not area.members else frozenset(area.members)
        own[code] = KnownArea(area.name or shipped.name, (*area.also, *shipped.also), members)
    return regions._replace(areas=own | {c: a for c, a in regions.areas.items() if c not in own})
