"""Forms → rules, mutes and channels that could never do what they are written for."""

from collections.abc import Iterable, Iterator, Sequence

from firebell.config import values
from firebell.config.forms import HearForm, RuleForm
from firebell.config.mistakes import Mistake
from firebell.config.tree import Path
from firebell.config.written import Forms
from firebell.rules.decide import RELIEF
from firebell.rules.ruling import Layer, Severity, Spot

ASKED_OF_RELIEF = ("relief", "min_severity", "signals", "kinds")


def mistakes(forms: Forms) -> list[Mistake]:
    """Every rule that lifts to what never rings, mute that lets all through, and channel that hears nothing."""
    return [*_rules(forms), *_mutes(forms), *_channels(forms)]


def _rules(forms: Forms) -> Iterator[Mistake]:
    made = values.layers(forms)
    for name, rule in forms.thresholds.rules.items():
        path: Path = ("rules", name)
        for index, word in enumerate(rule.match.words):
            if forms.is_whole("thresholds", path) and not any(letter.isalnum() for letter in word):
                here = (*path, "match", "words", index)
                yield _mistake(forms, "thresholds", here, f"{word!r} is no word; a text never holds it")
        if rule.lift_to is not None:
            yield from _lifts_in_vain(forms, made, path, rule)


def _lifts_in_vain(forms: Forms, made: Sequence[Layer], path: Path, rule: RuleForm) -> Iterator[Mistake]:
    """A rule that lifts to what rings nowhere, or where nobody watches."""
    lowest = min(_levels(made))
    if rule.lift_to is not None and rule.lift_to < lowest:
        says = f"can never ring: no region's ring_at is below {lowest.name}; lift to {lowest.name} or more"
        yield _mistake(forms, "thresholds", (*path, "lift_to"), says)
        return
    codes = rule.match.regions
    if not codes or any(forms.regions.wrong(code) for code in codes):
        return
    here = forms.regions.spread(codes)
    if not _watched(forms, here):
        says = "can never ring: watch holds none of these; add one to watch, or leave the rule out"
        yield _mistake(forms, "thresholds", (*path, "match", "regions"), says)
        return
    there = min(_levels_in(made, here), default=lowest)
    if rule.lift_to is not None and rule.lift_to < there:
        says = f"can never ring: ring_at is {there.name} in every region of this rule; lift to {there.name} or more"
        yield _mistake(forms, "thresholds", (*path, "lift_to"), says)


def _levels(made: Iterable[Layer]) -> list[Severity]:
    written = [layer.values.get("ring_at") for layer in made]
    return [Severity[w.value.name] for w in written if w is not None and isinstance(w.value, Severity)]


def _levels_in(made: Sequence[Layer], codes: frozenset[str]) -> Iterator[Severity]:
    """From what severity on it rings in these regions, and anywhere within them; a circle may lie in each."""
    areas = tuple(code for code in codes if code.startswith("x-"))
    for code in codes.difference(areas):
        country, dash, _ = code.partition("-")
        spots = [Spot(country, code if dash else None, areas)]
        if areas:
            spots.append(Spot(country, None, areas))  # an area is named, and no division of it
        for spot in spots:
            yield _levels(layer for layer in made if layer.holds(spot))[-1]
        yield from _levels(layer for layer in made if layer.near is not None or _holds(code, layer.members))


def _watched(forms: Forms, codes: frozenset[str]) -> bool:
    """Whether it may ring somewhere in these regions; where an area of no members lies nobody knows."""
    watch = forms.thresholds.watch
    if watch == "world" or any(forms.regions.wrong(code) for code in watch):
        return True
    watched = forms.regions.spread(watch)
    known = forms.regions.areas
    if any(code in known and not known[code].members for code in watched | codes):
        return True
    return any(_holds(code, codes) for code in watched) or any(_holds(code, watched) for code in codes)


def _holds(code: str, others: Iterable[str]) -> bool:
    """Whether one of the others is this region, or a division of it."""
    return any(code in {other, other.partition("-")[0]} for other in others)


def _mutes(forms: Forms) -> Iterator[Mistake]:
    for name, mute in forms.thresholds.mutes.items():
        if mute.unless == Severity.Minor:
            says = "everything is Minor or more, so the mute would hold nothing back; write a graver one"
            yield _mistake(forms, "thresholds", ("mutes", name, "except"), says)


def _channels(forms: Forms) -> Iterator[Mistake]:
    for name, channel in forms.channels.channels.items():
        hear, path = channel.hear, (name, "hear")
        key, says = _deaf(hear)
        if key and all(forms.is_whole("channels", (*path, asked)) for asked in ASKED_OF_RELIEF):
            yield _mistake(forms, "channels", (*path, key), says)


def _deaf(hear: HearForm) -> tuple[str, str]:
    """The key by which a channel would hear nothing, and what to write."""
    unheard = "relief has no severity: this channel would hear nothing"
    if hear.relief == "only" and hear.min_severity is not None:
        return "min_severity", f"{unheard}; leave min_severity out"
    for key, asked in (("signals", hear.signals), ("kinds", hear.kinds)):
        relief = RELIEF.intersection(asked) or "relief" in asked
        if hear.relief == "no" and asked and RELIEF.issuperset({*asked} - {"relief"}):
            return key, f"{unheard}; write relief: only, or too"
        if hear.relief == "only" and asked and not relief:
            return key, "none of these is relief: this channel would hear nothing; write relief: too"
    return "", ""


def _mistake(forms: Forms, file: str, path: Path, says: str) -> Mistake:
    return Mistake(forms.at[file].where(path), path, says)
