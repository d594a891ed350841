"""Alert → lines for people: severity, region, toll, reason and the words that say so."""

import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from firebell.alert.alert import Alert, Quote
from firebell.alert.wording import VERBS, measure, named, span
from firebell.rules.verdict import Step
from firebell.terminal import harmless

COLOURS = {"Extreme": "bold white on red", "Severe": "bold red", "Moderate": "bold yellow", "Minor": "cyan"}
MOST_QUOTES = 3
NARROWEST, WIDEST = 60, 110
ENDED = frozenset({"firebell.alert.cleared", "firebell.alert.cancelled"})
"""Turns that end a story: its words were shown when it rang."""


class View:
    """Prints alerts as they come; in colour on a terminal, plain elsewhere."""

    def __init__(self, out: TextIO | None = None) -> None:
        width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
        self._width = width
        self._console = Console(file=out or sys.stdout, width=width, highlight=False, soft_wrap=True)

    def show(self, alert: Alert) -> None:
        """One turn of an alert."""
        data = alert.data
        turn = alert.type.rpartition(".")[2]
        head = Text()
        level = data.severity if data.kind != "relief" else data.kind
        head.append(f" {level.upper()} ", COLOURS.get(data.severity, "green"))
        head.append(f" {turn} · {data.region.name} ({data.region.code}) · {data.certainty}", "bold")
        head.append(f" · {alert.time:%Y-%m-%d %H:%M} UTC")
        if data.status != "Actual":
            head.append(f" · {data.status.upper()}", "magenta")
        self._console.print(head)
        self._line(data.headline)
        if data.change is not None:
            self._line(f"because: {data.change.because}")
        if data.reasons:
            self._line("why: " + "; ".join(_reason(step) for step in data.reasons))
        if alert.type in ENDED:
            self._console.print()
            return
        for quote in _telling(data.evidence):
            source = f" — {quote.source}" if quote.source else ""
            self._line(f"{measure(quote.of).replace('_', ' ')}: “{_one_line(quote.words)}”{source}", "dim")
        for aside in data.context:
            if aside.of == "background" and aside.casualties:
                self._line(f"not counted: “{_one_line(aside.words)}” (background)", "dim")
                break
        self._console.print()

    def say(self, words: str, style: str = "") -> None:
        """A sentence that is no alert."""
        self._console.print(Text(words, style))

    def _line(self, words: str, style: str = "") -> None:
        for line in textwrap.wrap(
            harmless(" ".join(words.split()), kept=""), self._width - 3, subsequent_indent="  "
        ):
            self._console.print(Text(f"   {line}", style))


def _reason(step: Step) -> str:
    """One step to the severity, as people say it."""
    if step.step == "signal":
        return f"{named(step.value).lower()} → {step.to}"
    if step.step == "cap":
        return f"{step.value} → at most {step.to}"
    if step.step.startswith("rules."):
        return f"rule {step.step.removeprefix('rules.')} ({step.value}) → {step.to}"
    if step.step.startswith("total."):
        _, window, what = step.step.split(".", 2)
        return f"{measure(what)} in {span(window)} {step.value} → {step.to}"
    return f"{measure(step.step)} {step.value} → {step.to}"


def _telling(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes that say most: the latest of each finding, none that another one repeats, what was counted first."""
    counted = sorted(quotes, key=lambda quote: (quote.of in {"place", "date"}, quote.of not in VERBS))
    kept: list[Quote] = []
    for quote in counted:
        if not any(quote.words in known.words or quote.of == known.of for known in kept):
            kept = [known for known in kept if known.words not in quote.words] + [quote]
    return kept[:MOST_QUOTES]


def _one_line(words: str) -> str:
    return " ".join(words.split())
