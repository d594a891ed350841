"""Steps of regions and sums → what is wrong with their numbers, the inherited ones too; sums without effect."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from firebell.config import values
from firebell.config.checks import measure_mistakes
from firebell.config.forms import Totals
from firebell.config.mistakes import Mistake
from firebell.config.regions import NOWHERE
from firebell.config.tree import Path
from firebell.config.words import duration
from firebell.config.written import Forms
from firebell.rules.ruling import Layer, Origin, Severity, Spot, Written
from firebell.rules.totals import days

KEPT = timedelta(days=120)
"""Incidents are remembered so long; a longer window would sum what is gone (DESIGN §2)."""

Named = tuple[str, Written]


def mistakes(forms: Forms) -> list[Mistake]:
    """Every mistake of numbers: steps that do not rise or never ring, sums that cannot be."""
    found: list[Mistake] = []
    made = values.layers(forms)
    for index, layer in enumerate(made):
        rulings = [_merged((*_around(made[:index], spot), layer)) for spot in _spots(forms, layer)]
        found += _falling(forms, layer, rulings)
        found += _never_ringing(forms, layer, rulings)
    return [*found, *_totals(forms)]


# — one incident's steps —


def _spots(forms: Forms, layer: Layer) -> list[Spot]:
    """The places that a region holds, as far as its inheritance can differ; a circle's are not known."""
    if layer.level in {"defaults", "circle"}:
        return [Spot("", None, ())]
    area = forms.regions.areas.get(layer.code)
    codes = sorted(area.members) if area else [layer.code]
    spots = [Spot(code.partition("-")[0], code if "-" in code else None, ()) for code in codes]
    return spots or [Spot("", None, (layer.code,))]


def _around(made: Sequence[Layer], spot: Spot) -> list[Layer]:
    return [layer for layer in made if layer.holds(spot)]


def _merged(chain: Sequence[Layer]) -> dict[str, Written]:
    merged: dict[str, Written] = {}
    for layer in chain:
        merged.update(layer.values)
    return merged


def _falling(forms: Forms, own: Layer, rulings: Sequence[Mapping[str, Written]]) -> Iterator[Mistake]:
    """Steps that do not rise with severity: each measure of the region once."""
    for measure in _measures(own):
        for merged in rulings:
            steps = [
                (s.name, w)
                for s in Severity
                if (w := merged.get(f"incident.{measure}.{s.name}")) is not None and w.value is not None
            ]
            found = next((pair for pair in pairwise(steps) if _falls(own, *pair)), None)
            if found is not None:
                yield _out_of_order(forms, own, measure, *found)
                break


def _measures(layer: Layer) -> list[str]:
    leaves = [leaf.removeprefix("incident.") for leaf in layer.values if leaf.startswith("incident.")]
    return list(dict.fromkeys(leaf.rpartition(".")[0] for leaf in leaves))


def _falls(own: Layer, low: Named, high: Named) -> bool:
    """Whether the higher step is not higher, and this region wrote one of the two."""
    numbers = [int(str(written.value)) for _, written in (low, high)]
    return numbers[1] <= numbers[0] and own.code in {low[1].origin.region, high[1].origin.region}


def _out_of_order(forms: Forms, own: Layer, measure: str, low: Named, high: Named) -> Mistake:
    mine, other = (high, low) if high[1].origin.region == own.code else (low, high)
    path = (*_path(own), "incident", measure)
    at = forms.at["thresholds"].where((*path, mine[0]))
    says = f"{high[0]} ({high[1].value}) must be more than {low[0]} ({low[1].value})"
    if other[1].origin.region != own.code:
        name, written = other
        holds = f"{name}: {written.value} holds from {_from(written.origin, at.file)}"
        says += f"; {holds}: give {name} its own number here, or never"
    else:
        says += "; a graver step needs a higher number"
    return Mistake(at, path, says)


def _never_ringing(forms: Forms, own: Layer, rulings: Sequence[Mapping[str, Written]]) -> Iterator[Mistake]:
    """Steps below a `ring_at` that another region sets, wherever the region lies."""
    levels = [merged["ring_at"] for merged in rulings]
    if any(level.origin.region == own.code for level in levels) or _misses_levels(forms):
        return
    lowest = min(levels, key=_severity)
    for leaf, written in own.values.items():
        measure, _, name = leaf.removeprefix("incident.").rpartition(".")
        if not leaf.startswith("incident.") or written.value is None or name not in Severity.__members__:
            continue
        if Severity[name] < _severity(lowest):
            path = (*_path(own), "incident", measure, name)
            at = forms.at["thresholds"].where(path)
            holds = f"ring_at {_severity(lowest).name} holds from {_from(lowest.origin, at.file)}"
            yield Mistake(at, path, f"can never ring: {holds}; give {own.code} its own ring_at")


def _misses_levels(forms: Forms) -> bool:
    """Whether some `ring_at` was taken out because it is wrong."""
    return any(path[-1:] in {("ring_at",), ()} for file, path in forms.wrong if file == "thresholds")


def _severity(written: Written) -> Severity:
    return written.value if isinstance(written.value, Severity) else Severity.Minor


def _from(origin: Origin, file: str) -> str:
    """`UA, line 19`, with the file where it is another; what nobody wrote is built in."""
    if origin == values.BUILT_IN:
        return "no file, it is built in"
    return f"{origin.region}, {'' if origin.file == file else f'{origin.file}, '}line {origin.line}"


def _path(layer: Layer) -> Path:
    return ("defaults",) if layer.level == "defaults" else ("regions", layer.code)


# — sums —


def _totals(forms: Forms) -> Iterator[Mistake]:
    defaults = forms.thresholds.defaults
    yield from _total(forms, ("defaults", "each_country"), defaults.each_country.total)
    yield from _total(forms, ("defaults", "each_subdivision"), defaults.each_subdivision.total)
    for code, form in forms.thresholds.regions.items():
        path: Path = ("regions", code)
        if form.total and (wrong := _not_summable(forms, code)):
            here = (*path, "total")
            yield Mistake(forms.at["thresholds"].where(here), here, wrong)
        yield from _total(forms, path, form.total)


def _not_summable(forms: Forms, code: str) -> str:
    own = forms.areas.areas.get(code)
    if own is not None and own.near is not None:
        return f"{code} is a circle: incidents only, no totals"
    if code == NOWHERE:
        return f"{code} is no region whose incidents belong together; a total needs one that is"
    area = forms.regions.areas.get(code)
    if area is not None and not area.members and forms.is_whole("regions", (code,)):
        return f"{code} ({area.name}) has no members whose incidents could be summed; give it some in regions.yaml"
    return ""


def _total(forms: Forms, path: Path, written: Totals) -> Iterator[Mistake]:
    tree = forms.at["thresholds"]
    lengths: dict[timedelta, str] = {}
    for window, measures in written.items():
        here = (*path, "total", window)
        if wrong := _wrong_window(here, window, lengths):
            yield Mistake(tree.where(here), here, wrong)
        for measure, steps in measures.items():
            yield from measure_mistakes(forms, (*here, measure), measure, steps, sums=True)
            held = [(s.name, at) for s in Severity if isinstance(at := steps.get(s.name), int)]
            for (lower, low), (upper, high) in pairwise(held):
                if high <= low:
                    says = f"{upper} ({high}) must be more than {lower} ({low}); a graver step needs a higher number"
                    yield Mistake(tree.where((*here, measure, upper)), (*here, measure), says)


def _wrong_window(here: Path, window: str, lengths: dict[timedelta, str]) -> str:
    try:
        length = duration(window)
    except ValueError as error:
        return str(error)
    if length > KEPT:
        named = ".".join(str(part) for part in here[1:])
        return f"{named} is longer than the {KEPT.days} days that are kept; write {KEPT.days}d or less"
    other = lengths.setdefault(length, window)
    return f"{window} is as long as {other}; make them one, {days(length)}" if other != window else ""
