"""`firebell replay`: an archive, or a recorded journal, through the engine of the worker on its own clock."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from firebell.alert.alert import decode
from firebell.cli.view import View
from firebell.cli.words import ConfigOption, JsonOption, articles, id_of, opened, say
from firebell.errors import FirebellError
from firebell.incident.statements import is_statement
from firebell.journal import Entry
from firebell.journal import decode as decode_entry

if TYPE_CHECKING:
    from firebell.archive import Archive, UnreadableEntry

SNAPSHOT = "snapshot"
UNREADABLE = "unreadable"


class BadJournalError(FirebellError):
    """A line of the file is no line of `firebell export journal`."""


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("replay")(replay)


def replay(  # noqa: PLR0913 -- a parameter is an option of the command
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…|-", help="Articles as JSON lines, or a journal's export.")
    ],
    config: ConfigOption = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="DIR", help="Tell what this configuration adds, drops and re-grades."
        ),
    ] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="One line an article: incidents, alerts, decisions.")
    ] = False,
    journal: Annotated[
        bool,
        typer.Option("--journal", help="The files are exports of a journal; its own configurations hold."),
    ] = False,
    json: JsonOption = False,
) -> None:
    """Fold an archive and print the alerts that it would have sent, or what another configuration changes."""
    if against is not None:
        _against(files, config or _from_environment(), against, alone=not (trace or journal), json=json)
        return
    from firebell import parts
    from firebell.archive import Archive, replayed

    loaded = parts.load(config or _from_environment())
    view = None if json or trace or not sys.stdout.isatty() else View()
    if journal:
        for raw in replayed([row for file in files for row in _journal(file)], loaded):
            _print(raw, view)
        return
    if not _articles(files, Archive(loaded), view, trace=trace):
        raise typer.Exit(1)


def _articles(files: list[str], archive: "Archive", view: View | None, *, trace: bool) -> bool:
    """Tell every article and print what it rings; False where a line was none."""
    good = True
    for file in files:
        for line in articles(file):
            if line.article is None:
                good = False
                say(line.error)
                if trace:
                    _write(msgspec.json.encode({"article_id": id_of(line.raw), "error": line.error}))
                continue
            told = archive.tell(line.article)
            if trace:
                _write(traced(told))
                continue
            for raw in told.trace.alerts if told.trace else ():
                _print(raw, view)
    return good


def _against(files: list[str], before: Path | None, after: Path, *, alone: bool, json: bool) -> None:
    from firebell.cli import against as comparing

    if not alone:
        raise typer.BadParameter("--against goes with --config and --json, not with --trace or --journal")
    if not comparing.show(files, before, after, as_json=json):
        raise typer.Exit(1)


def traced(told: Any) -> bytes:
    """One article's line of the trace (CONTRACT.md)."""
    trace = told.trace
    turned = trace.changes if trace else ()
    changes = [c for c in turned if c.event is not None and not is_statement(c.incident.signals)]
    line = {
        "article_id": told.reading.article_id,
        "incidents": [
            {
                "incident_id": change.incident.id,
                "country": change.incident.where.country,
                "subdivision": change.incident.where.subdivision,
                "killed": change.incident.counts.get("killed"),
                "publishers": len(change.incident.publishers),
                "change": change.what,
                "ties": change.ties,
            }
            for change in changes
        ],
        "alerts": [msgspec.Raw(raw) for raw in trace.alerts] if trace else [],
        "decisions": trace.decisions if trace else [],
    }
    return msgspec.json.encode(line)


def _journal(file: str) -> Iterator[tuple[str, "Entry | UnreadableEntry"]]:
    """The entries of an export, whose first line is the state before them."""
    from firebell.archive import UnreadableEntry

    with opened(file) as lines:
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                data = msgspec.json.decode(raw)
                if data["kind"] == SNAPSHOT:
                    _check_snapshot(data)
                    continue
                if data["kind"] == UNREADABLE:
                    yield data["entry"], UnreadableEntry()
                    continue
                yield data["entry"], decode_entry(raw)
            except (msgspec.MsgspecError, UnicodeError, KeyError, TypeError, RecursionError) as error:
                message = f"{file}: line {number} is no line of a journal's export: {error}"
                raise BadJournalError(message) from error


def _check_snapshot(data: dict[str, Any]) -> None:
    from firebell import __version__

    if data.get("version") != __version__:
        say(
            f"the journal was folded by firebell {data.get('version')}, this is {__version__}: alerts may differ"
        )
    if not data.get("complete", True):
        say(
            "the journal does not reach back to its beginning: what was known before its first entry is missing"
        )


def _from_environment() -> Path | None:
    from firebell import settings

    return settings.load().config


def _print(raw: bytes, view: View | None) -> None:
    if view is None:
        _write(raw)
    else:
        view.show(decode(raw))


def _write(raw: bytes) -> None:
    sys.stdout.buffer.write(raw + b"\n")
    sys.stdout.buffer.flush()
