"""Alert → lines for people: severity, region, toll, reason and the words that say so."""

import shutil
import sys
import textwrap
from typing import TextIO

from rich.console import Console
from rich.text import Text

from firebell.alert.alert import Alert

COLOURS = {"Extreme": "bold white on red", "Severe": "bold red", "Moderate": "bold yellow", "Minor": "cyan"}
MOST_QUOTES = 3
NARROWEST, WIDEST = 60, 110


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
        head.append(f" {data.severity.upper()} ", COLOURS.get(data.severity, "green"))
        head.append(f" {turn} · {data.region.name} ({data.region.code}) · {data.certainty}", "bold")
        head.append(f" · {alert.time:%Y-%m-%d %H:%M} UTC")
        if data.status != "Actual":
            head.append(f" · {data.status.upper()}", "magenta")
        self._console.print(head)
        self._line(data.headline)
        if data.change is not None:
            self._line(
                f"change: {data.change.what} {data.change.before} → {data.change.after}, {data.change.because}"
            )
        if data.reasons:
            self._line("why: " + "; ".join(f"{s.step} {s.value} → {s.to}" for s in data.reasons))
        for quote in data.evidence[:MOST_QUOTES]:
            source = f" — {quote.source}" if quote.source else ""
            self._line(f"{quote.of}: “{_one_line(quote.words)}”{source}", "dim")
        for aside in data.context:
            if aside.of == "background" and aside.casualties:
                self._line(f"not counted: “{_one_line(aside.words)}” (background)", "dim")
                break
        self._console.print()

    def say(self, words: str, style: str = "") -> None:
        """A sentence that is no alert."""
        self._console.print(Text(words, style))

    def _line(self, words: str, style: str = "") -> None:
        for line in textwrap.wrap(words, self._width - 3, subsequent_indent="  "):
            self._console.print(Text(f"   {line}", style))


def _one_line(words: str) -> str:
    return " ".join(words.split())
