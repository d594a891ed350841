"""Forms that are valid each by itself → what is wrong between them: names and codes."""

from collections.abc import Iterable, Iterator, Mapping

from firebell.alert.wording import ALERT_KINDS
from firebell.config.forms import AreaForm, ValuesForm
from firebell.config.mistakes import Mistake, meant
from firebell.config.tree import Path
from firebell.config.words import INCIDENTS, KINDS, NEVER, VICTIMS
from firebell.config.written import Forms
from firebell.reading.en.signals.lexicon import WITHOUT_SEVERITY
from firebell.reading.gazetteer import fold
from firebell.rules.ruling import Severity


def mistakes(forms: Forms) -> list[Mistake]:
    """Every mistake that no form sees by itself, but those of numbers (`orders`) and what is in vain (`vain`)."""
    checks = (_regions, _areas, _values, _rules, _mutes, _channels, _sources, _actors)
    return [mistake for check in checks for mistake in check(forms)]


def measure_mistakes(
    forms: Forms, path: Path, measure: str, steps: Mapping[str, object], *, sums: bool
) -> Iterator[Mistake]:
    """A measure or severities that do not exist."""
    if wrong := _wrong_measure(forms, measure, sums=sums):
        yield _mistake(forms, "thresholds", path, wrong)
    for name in steps:
        if name not in Severity.__members__:
            says = f"{name} is no severity{meant(name, Severity.__members__)}"
            yield _mistake(forms, "thresholds", (*path, name), says)


def _mistake(forms: Forms, file: str, path: Path, says: str) -> Mistake:
    return Mistake(forms.at[file].where(path), path, says)


# — codes and names —


def _codes(
    forms: Forms, file: str, path: Path, codes: Iterable[str], *, areas: bool = True
) -> Iterator[Mistake]:
    """Codes that are not known, circles where only their own thresholds can stand, areas among members."""
    for index, code in enumerate(codes):
        wrong = _wrong_code(forms, code)
        own = forms.areas.areas.get(code)
        if not wrong and own is not None and own.near is not None:
            wrong = f"{code} is a circle; in this version it can stand under regions of thresholds.yaml only"
        if not wrong and not areas and code in forms.regions.areas:
            wrong = f"{code} is an area; write its members, countries and first-level divisions"
        if wrong:
            yield _mistake(forms, file, (*path, index), wrong)


def _wrong_code(forms: Forms, code: str) -> str:
    """What is wrong with a code; of areas nothing, where regions.yaml cannot be read."""
    if code.startswith("x-") and ("regions", ()) in forms.wrong:
        return ""
    return forms.regions.wrong(code)


def _regions(forms: Forms) -> Iterator[Mistake]:
    """Unknown codes, and names that belong to another code."""
    thresholds = forms.thresholds
    if thresholds.watch != "world":
        yield from _codes(forms, "thresholds", ("watch",), thresholds.watch)
    for code, region in thresholds.regions.items():
        if wrong := _wrong_code(forms, code):
            yield _mistake(forms, "thresholds", ("regions", code), wrong)
        elif region.name and forms.regions.name_of(code) and not _is_called(forms, code, region.name):
            is_called = forms.regions.name_of(code)
            other = forms.regions.code_of(region.name)
            hint = f"; {region.name} is {other}" if other else f"; write {is_called}"
            says = f"{code} is {is_called}, not {region.name}{hint}"
            yield _mistake(forms, "thresholds", ("regions", code, "name"), says)


def _is_called(forms: Forms, code: str, name: str) -> bool:
    """Whether it is the region's name, or holds it: "Kyiv City" and "Basra Governorate" are as good."""
    area = forms.regions.areas.get(code)
    known = (forms.regions.name_of(code) or "", *(area.also if area else ()))
    said = set(fold(name).replace("-", " ").split())
    return any(set(fold(one).replace("-", " ").split()) <= said for one in known)


def _areas(forms: Forms) -> Iterator[Mistake]:
    for code, area in forms.areas.areas.items():
        if not code.startswith("x-"):
            says = f"an area's code begins with x-; write x-{code.lower()}"
            yield _mistake(forms, "regions", (code,), says)
        if forms.is_whole("regions", (code,)) and (wrong := _shapeless(forms, code, area)):
            yield _mistake(forms, "regions", (code,), wrong)
        yield from _codes(forms, "regions", (code, "members"), area.members, areas=False)


def _shapeless(forms: Forms, code: str, area: AreaForm) -> str:
    """Why neither members nor a circle come of it; an area that comes with firebell keeps its members."""
    circle = (area.near is not None, area.within is not None)
    if any(circle) and area.members:
        return "an area has members, or near and within, not both"
    if any(circle) and not all(circle):
        return "a circle needs near: [lat, lon] and within: 40km, both"
    if not any(circle) and not forms.regions.areas[code].members:
        return "an area needs members: [codes], or near: [lat, lon] with within: 40km"
    return ""


def _listed(  # noqa: PLR0913, PLR0917 -- where it stands, what stands there, what may
    forms: Forms, file: str, path: Path, names: Iterable[str], what: str, known: Iterable[str]
) -> Iterator[Mistake]:
    allowed = list(known)
    for index, name in enumerate(names):
        if name not in allowed:
            yield _mistake(forms, file, (*path, index), f"{name} is no {what}{meant(name, allowed)}")


# — values of regions —


def _values(forms: Forms) -> Iterator[Mistake]:
    """Signals, measures and severities that do not exist."""
    known = list(forms.severities)
    for path, form in _places(forms):
        for signal, severity in form.signals.items():
            here = (*path, "signals", signal)
            if signal not in known:
                yield _mistake(forms, "thresholds", here, f"{signal} is no signal{meant(signal, known)}")
            elif signal in WITHOUT_SEVERITY and severity != NEVER:
                says = f"{signal} has no severity: it brings relief, or lifts what it stands beside; leave it out"
                yield _mistake(forms, "thresholds", here, says)
        for measure, steps in form.incident.items():
            yield from measure_mistakes(forms, (*path, "incident", measure), measure, steps, sums=False)


def _places(forms: Forms) -> Iterator[tuple[Path, ValuesForm]]:
    yield ("defaults",), forms.thresholds.defaults
    for code, form in forms.thresholds.regions.items():
        yield ("regions", code), form


def _wrong_measure(forms: Forms, measure: str, *, sums: bool) -> str:
    if measure.startswith(INCIDENTS):
        if not sums:
            return "incidents are counted in a total only; one incident is one"
        signal = measure.removeprefix(INCIDENTS)
        return "" if signal in forms.severities else f"{signal} is no signal{meant(signal, forms.severities)}"
    kind, dot, victims = measure.partition(".")
    if kind not in KINDS:
        return f"{kind} is nothing that is counted{meant(kind, KINDS)}"
    if dot and victims not in VICTIMS:
        return f"{victims} is no class of victims{meant(victims, VICTIMS)}"
    return ""


# — rules, mutes, channels —


def _rules(forms: Forms) -> Iterator[Mistake]:
    for name, rule in forms.thresholds.rules.items():
        path: Path = ("rules", name)
        match = rule.match
        whole = forms.is_whole("thresholds", path)
        if whole and (rule.lift_to is None) == (not rule.ignore):
            says = "a rule needs lift_to or ignore: true, one of the two"
            yield _mistake(forms, "thresholds", path, says)
        if whole and not (match.regions or match.signals or match.victims or match.words):
            says = "match asks for nothing, so the rule would meet everything; name regions, signals, victims or words"
            yield _mistake(forms, "thresholds", (*path, "match"), says)
        here = (*path, "match")
        yield from _codes(forms, "thresholds", (*here, "regions"), match.regions)
        yield from _listed(forms, "thresholds", (*here, "signals"), match.signals, "signal", forms.severities)
        yield from _listed(
            forms, "thresholds", (*here, "victims"), match.victims, "class of victims", VICTIMS
        )


def _mutes(forms: Forms) -> Iterator[Mistake]:
    for name, mute in forms.thresholds.mutes.items():
        path: Path = ("mutes", name)
        yield from _codes(forms, "thresholds", (*path, "regions"), mute.regions)
        if mute.begins is not None and mute.until < mute.begins:
            says = f"until {mute.until} is before from {mute.begins}: the mute would never hold"
            yield _mistake(forms, "thresholds", (*path, "until"), says)


def _channels(forms: Forms) -> Iterator[Mistake]:
    for name, channel in forms.channels.channels.items():
        hear, path = channel.hear, (name, "hear")
        yield from _codes(forms, "channels", (*path, "regions"), hear.regions)
        yield from _listed(forms, "channels", (*path, "signals"), hear.signals, "signal", forms.severities)
        kinds = (*forms.severities, *ALERT_KINDS)
        yield from _listed(forms, "channels", (*path, "kinds"), hear.kinds, "kind of alert", kinds)


# — publishers and actors —


def _sources(forms: Forms) -> Iterator[Mistake]:
    owners: dict[str, str] = {}
    for name, publisher in forms.sources.publishers.items():
        path: Path = ("publishers", name)
        if publisher.country is not None:
            yield from _country(forms, "sources", (*path, "country"), publisher.country)
        if publisher.every is not None and publisher.feed is None:
            says = "without a feed there is nothing to poll"
            yield _mistake(forms, "sources", (*path, "every"), says)
        for index, domain in enumerate(publisher.domains):
            other = owners.setdefault(domain.casefold(), name)
            if other != name:
                says = f"{domain} stands at {other} already; one publisher owns a domain"
                yield _mistake(forms, "sources", (*path, "domains", index), says)
    families: dict[str, str] = {}
    for family, names in forms.sources.families.items():
        for index, name in enumerate(names):
            other = families.setdefault(name.casefold(), family)
            if other != family:
                says = f"{name} stands in the family {other} already; one newsroom has one family"
                yield _mistake(forms, "sources", ("families", family, index), says)
            elif name in forms.sources.families and name != family:
                says = f"{name} is a family itself; one newsroom has one family: list its names here, or none"
                yield _mistake(forms, "sources", ("families", family, index), says)


def _country(forms: Forms, file: str, path: Path, code: str) -> Iterator[Mistake]:
    if wrong := forms.regions.wrong_country(code):
        yield _mistake(forms, file, path, wrong)


def _actors(forms: Forms) -> Iterator[Mistake]:
    known = forms.actors.actors
    called: dict[tuple[str, str], str] = {}
    for name, actor in known.items():
        for index, said in enumerate(actor.names):
            others = [called.setdefault((said.casefold(), country), name) for country in actor.countries]
            other = next((other for other in others if other != name), None)
            if other is not None and forms.is_whole("actors", (name, "names")):
                says = f"{said} is {other} already; in one country a name stands for one actor"
                yield _mistake(forms, "actors", (name, "names", index), says)
        for index, code in enumerate(actor.countries):
            yield from _country(forms, "actors", (name, "countries", index), code)
        if actor.side is not None and not _is_party(forms, actor.side):
            says = f"{actor.side} is no actor of this file{meant(actor.side, known).partition('; known')[0]}"
            yield _mistake(forms, "actors", (name, "side"), says)
        elif actor.side in known and (next_side := known[actor.side].side) is not None:
            write = f"write {next_side}, or none" if next_side != name else "leave one of the two out"
            says = f"{actor.side} fights for {next_side} itself; one side is one party: {write}"
            yield _mistake(forms, "actors", (name, "side"), says)


def _is_party(forms: Forms, side: str) -> bool:
    """A listed actor, or a state's forces, which need no entry: russia-army, iraq-police."""
    country, _, force = side.rpartition("-")
    slugs = {fold(name).replace(" ", "-") for name in forms.regions.countries.values()}
    return side in forms.actors.actors or (force in {"army", "police"} and country in slugs)
