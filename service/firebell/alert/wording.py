"""Incident → sentences for people: a headline, and a summary that says what counts and what does not."""

from collections.abc import Iterable, Mapping

from firebell.incident.incident import Context, Incident
from firebell.incident.statements import is_statement
from firebell.reading.reading import Count

NAMES = {
    "armed_clash": "Armed clash",
    "retaliatory_attack": "Retaliatory attack",
    "attack_on_civilians": "Attack on civilians",
    "massacre": "Massacre",
    "assassination": "Assassination",
    "suicide_bombing": "Suicide bombing",
    "bombing": "Bombing",
    "shelling": "Shelling",
    "air_strike": "Air strike",
    "chemical_weapon": "Chemical weapon attack",
    "abduction": "Abduction",
    "excessive_force": "Deadly force on protesters",
    "threat": "Threat",
    "mobilization": "Mobilization",
    "riot": "Riot",
    "protest": "Protest",
    "territory_change": "Change of control",
    "emergency_measures": "Emergency measures",
    "coup": "Coup",
    "ceasefire_violation": "Ceasefire violation",
    "ceasefire": "Ceasefire",
    "withdrawal": "Withdrawal",
    "calm_claimed": "Calm claimed",
    "release": "Release",
    "restrictions_lifted": "Restrictions lifted",
    "talks": "Talks",
    "attack_prevented": "Attack prevented",
    "regional_total": "Regional total",
    "surge": "Surge",
    "relief": "Relief",
}
ALERT_KINDS = ("regional_total", "surge", "relief")
"""What an alert can be about beside a signal."""

VERBS = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "abducted": "abducted",
    "detained": "detained",
    "displaced": "displaced",
}
PEOPLE = {
    "civilian": "civilians",
    "child": "children",
    "military": "soldiers",
    "police": "police officers",
    "militant": "militants",
    "protester": "protesters",
    "journalist": "journalists",
    "aid_worker": "aid workers",
    "medic": "medics",
    "official": "officials",
    "unknown": "others",
}
LONGEST_LIST = 3
CLAIMED = " (claimed)"


def named(signal: str) -> str:
    """A signal's name for people.

    >>> named("air_strike")
    'Air strike'
    """
    return NAMES.get(signal, signal.replace("_", " ").capitalize())


def number(count: Count) -> str:
    """A count as a sentence has it.

    >>> number(Count(4, 4, 4)), number(Count(30, 30, None)), number(Count(22, 50, None)), number(Count(0, 0, 12))
    ('4', 'at least 30', '50 (at least 22)', 'up to 12 (claimed)')
    """
    if count.best == 0 and count.high != 0:
        return "an unknown number" if count.high is None else f"up to {count.high}{CLAIMED}"
    if count.high is None and count.low < count.best:
        return f"{count.best} (at least {count.low})"
    if count.high is None:
        return f"at least {count.low}"
    if count.low == count.high:
        return str(count.best)
    if count.low == count.best:
        return f"{count.low} to {count.high}"
    return f"{count.best} ({count.low} to {count.high})"


def measure(name: str) -> str:
    """A measure's name for people.

    >>> measure("killed"), measure("killed.child"), measure("incidents.abduction")
    ('killed', 'children killed', 'incidents of abduction')
    """
    kind, _, part = name.partition(".")
    if kind == "incidents":
        return f"incidents of {named(part).lower()}"
    return f"{PEOPLE.get(part, part)} {kind}" if part else kind


def span(window: str) -> str:
    """A window of time for people.

    >>> span("7d"), span("1d"), span("12h")
    ('7 days', '1 day', '12 hours')
    """
    count, unit = window[:-1], {"d": "day", "h": "hour"}[window[-1]]
    return plural(int(count), unit)


def plural(count: int, what: str) -> str:
    """A number of things.

    >>> plural(1, "incident"), plural(2, "incident")
    ('1 incident', '2 incidents')
    """
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def change(what: str, was: str, now: str, *, corrected: bool) -> str:
    """What a turn changes.

    >>> change("killed.child", "0", "3", corrected=False), change("killed", "100", "84", corrected=True)
    ('children killed now 3, none told before', 'killed corrected from 100 to 84')
    """
    name = measure(what)
    if corrected:
        return f"{name} corrected from {was} to {now}"
    return f"{name} now {now}, {'none told before' if was in {'0', 'none'} else f'was {was}'}"


def toll(counts: Mapping[str, Count]) -> str:
    """All that is stated of people hurt, the gravest first; empty where nothing is.

    >>> toll({"killed": Count(0, 0, 12), "injured": Count(3, 3, None)})
    'up to 12 killed (claimed), at least 3 injured'
    """
    return ", ".join(
        _hurt(counts[kind], verb) for kind, verb in VERBS.items() if kind in counts and counts[kind].high != 0
    )


def _hurt(count: Count, verb: str) -> str:
    said = number(count)
    bare = said.removesuffix(CLAIMED)
    return f"{bare} {verb}{CLAIMED}" if bare != said else f"{said} {verb}"


def headline(kind: str, incident: Incident, place: str, change: str) -> str:
    """One line: what, where, how many, and what has turned."""
    hurt = toll(incident.counts)
    what = f"Relief: {named(incident.signals[0]).lower()}" if kind == "relief" else named(kind)
    said = f"{what} in {place}" + (f": {hurt}" if hurt else "")
    return f"{said} — {change}" if change else said


def summary(incident: Incident, place: str, publishers: Iterable[str], context: Iterable[Context]) -> str:
    """What is told, by whom, and what it does not count."""
    others = [named(signal).lower() for signal in incident.signals]
    day = incident.occurred_at.date().isoformat()
    who = " and ".join(_people(incident))
    parts = [f"{', '.join(others).capitalize()} in {place}, {day}."]
    hurt = toll(incident.counts)
    if not is_statement(incident.signals):
        parts.append(f"Toll: {hurt}." if hurt else "No toll is stated.")
    if who:
        parts.append(f"Named: {who}.")
    parts.append(f"Told by {_listed(list(publishers))}.")
    parts += [_not_counted(told) for told in context if told.of == "background" and told.counts]
    return " ".join(parts)


def _people(incident: Incident) -> list[str]:
    return [actor.name for actor in incident.actors if actor.id][:LONGEST_LIST]


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:LONGEST_LIST])
    more = len(names) - LONGEST_LIST
    return f"{shown} and {more} more" if more > 0 else shown


def _not_counted(told: Context) -> str:
    where = f" in {told.place or told.country}" if told.place or told.country else ""
    when = f", {told.date}" if told.date else ""
    return f"Not counted: {toll(told.counts)}{where}{when} (background)."
