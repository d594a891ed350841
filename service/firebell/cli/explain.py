"""`firebell explain`: why it rang, or why not: every finding with its words, every rule with what it saw."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from firebell.alert.alert import decode
from firebell.alert.wording import named, number
from firebell.cli.words import STANDARD_INPUT, ConfigOption, JsonOption, articles, say
from firebell.reading.reading import Casualty, Count, Event, Reading
from firebell.rules.verdict import Decision, sentence
from firebell.terminal import harmless

if TYPE_CHECKING:
    from firebell.archive import Told


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("explain")(explain)


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-|URL|ID",
            help="Articles to read now, or an alert or article of the past by its id or URL.",
        ),
    ],
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Say in plain sentences what an article tells and what each rule made of it, silence too."""
    if what != STANDARD_INPUT and not Path(what).is_file():
        _explain_past(what, json=json)
        return
    from firebell import parts, settings
    from firebell.archive import Archive

    now = datetime.now(UTC)  # noqa: TID251 -- what nobody dated comes in now, as with a worker
    archive = Archive(parts.load(config or settings.load().config), begins=now)
    failed = False
    for line in articles(what):
        if line.article is None:
            say(line.error)
            failed = True
            continue
        told = archive.tell(line.article)
        if json:
            decisions = told.trace.decisions if told.trace else ()
            _out(msgspec.json.encode({"reading": told.reading, "decisions": decisions}).decode())
        else:
            _out(harmless("\n".join(_sentences(told))))
    if failed:
        raise typer.Exit(1)


def _sentences(told: "Told") -> Iterator[str]:
    from firebell.reading.read import LANGUAGES

    reading = told.reading
    title = told.article.title or told.article.text[:80]
    yield f"{reading.article_id}: {' '.join(title.split())}"
    if reading.language not in LANGUAGES:
        yield f"  The language is {reading.language}; only English is read, so nothing can ring."
        return
    if not reading.relevant:
        yield "  Nothing here is about violence, its threat or its easing: not journaled, nothing can ring."
    for index, event in enumerate(reading.incidents):
        yield from _event(reading, index, event)
    yield from _said(reading)
    yield from _decided(told)
    yield ""


def _event(reading: Reading, index: int, event: Event) -> Iterator[str]:
    what = ", ".join(named(signal).lower() for signal in event.signals)
    where = ", ".join(part for part in (event.place, event.subdivision or event.country) if part)
    date = f", {event.date} ({event.precision})" if event.date else ""
    yield f"  Incident {index + 1}, {event.when}, {event.mode}: {what}; {where}{date}."
    for actor in event.actors:
        yield f"    actor   {actor.name} ({actor.id or 'not on the list'}): {actor.role}"
    for casualty in reading.casualties:
        if casualty.incident == index:
            where = _where(casualty.field, casualty.start, casualty.end, casualty.words)
            yield f"    count   {_count(casualty)}{where}"
    for quote in event.evidence:
        if quote.of in event.signals or quote.of in {"place", "date"}:
            yield f"    {quote.of:7} {_where(quote.field, quote.start, quote.end, quote.words).strip()}"


def _count(casualty: Casualty) -> str:
    notes = [", ".join(casualty.victims)] if casualty.victims else []
    notes += ["a part of a total"] if casualty.part_of is not None else []
    notes += ["a running total"] if casualty.cumulative else []
    notes += [f"claimed by {casualty.claimed_by}"] if casualty.claimed_by else []
    notes += [casualty.mode] if casualty.mode != "asserted" else []
    count = number(Count(casualty.low, casualty.best, casualty.high))
    return f"{casualty.kind} {count}" + (f" ({'; '.join(notes)})" if notes else "")


def _said(reading: Reading) -> Iterator[str]:
    for signal in reading.signals:
        if signal.incident is None:
            by = f" by {signal.by}" if signal.by else ""
            where = _where(signal.field, signal.start, signal.end, signal.words)
            yield f"  Beside it, {signal.when}, {signal.mode}: {named(signal.signal).lower()}{by}{where}"


def _decided(told: "Told") -> Iterator[str]:
    if told.trace is None:
        if told.reading.relevant:
            yield "  The same text was folded before: a duplicate, nothing changes."
        return
    for change in told.trace.changes:
        ties = f" (agreeing in {', '.join(change.ties)})" if change.ties else ""
        yield f"  Incident {change.incident.id[:8]}: {change.what.replace('_', ' ')}{ties}."
    yield from _verdicts(told.trace.decisions)
    for raw in told.trace.alerts:
        alert = decode(raw)
        yield f"  RINGS {alert.severitytext}: {alert.data.headline}"


def _verdicts(decisions: Sequence[Decision]) -> Iterator[str]:
    yield from (f"    {sentence(decision)}" for decision in decisions)


def _where(field: str, start: int, end: int, words: str) -> str:
    return f" “{' '.join(words.split())}” ({field} {start}-{end})"


def _explain_past(name: str, *, json: bool) -> None:
    from firebell.cli.redis import run
    from firebell.redis.decisions import about

    decisions = run(lambda door: about(door.client, door.keys, name))
    if not decisions:
        say(f"{name} is no file, and nothing is remembered of an alert or article of that id")
        raise typer.Exit(1)
    for raw in decisions:
        told = "\n".join(_verdicts([msgspec.json.decode(raw, type=Decision)]))
        _out(raw.decode() if json else harmless(told))


def _out(words: str) -> None:
    sys.stdout.write(words + "\n")
