"""signals.yaml → each signal's default severity and the line that sets it; its words serve the readers."""

import re

from firebell.config.mistakes import Mistake
from firebell.config.tree import parse
from firebell.config.written import Rated
from firebell.reading.en.signals.lexicon import WITHOUT_SEVERITY
from firebell.rules.ruling import Origin, Severity

FILE = "signals.yaml"

_TOP = re.compile(r"([a-z_]+):")
_SIGNAL = re.compile(r"(\s+)([a-z][a-z0-9_]*):")
_SEVERITY = re.compile(r"[\s{]severity:\s*(\w+)")

Found = dict[str, Rated]


def severities_in(text: str) -> tuple[Found, list[Mistake]]:
    """Signal → its severity, in the file's order, and severities that do not exist.

    Composing every phrase of the vocabulary takes half a second, so its lines are looked through first.
    """
    found = _scanned(text)
    if found.keys() - WITHOUT_SEVERITY and all(
        (rated.severity is None) == (signal in WITHOUT_SEVERITY) for signal, rated in found.items()
    ):
        return found, []
    return _parsed(text)


def _scanned(text: str) -> Found:
    """What lines of the usual form say."""
    found: Found = {}
    signal, inside, margin = "", False, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if top := _TOP.match(line):
            inside, margin = top[1] == "signals", ""
        if not inside:
            continue
        opens = _SIGNAL.match(line)
        margin = margin or (opens[1] if opens else "")
        if opens and opens[1] == margin:
            signal = opens[2]
            found[signal] = Rated(None, _origin(number))
        if signal and (rates := _SEVERITY.search(line.partition("#")[0])):
            found[signal] = Rated(Severity.__members__.get(rates[1]), _origin(number))
    return found


def _parsed(text: str) -> tuple[Found, list[Mistake]]:
    found: Found = {}
    tree, mistakes = parse(FILE, text)
    signals = tree.data.get("signals")
    for signal, form in signals.items() if isinstance(signals, dict) else ():
        path = ("signals", signal, "severity")
        word = form.get("severity") if isinstance(form, dict) else None
        at = tree.where(path)
        known = Severity.__members__.get(str(word))
        if word is not None and known is None:
            says = f"{word} is no severity; write one of {', '.join(Severity.__members__)}"
            mistakes.append(Mistake(at, path, says))
        found[signal] = Rated(known, _origin(at.line))
    return found, mistakes


def _origin(line: int) -> Origin:
    return Origin(FILE, line, "signals")
