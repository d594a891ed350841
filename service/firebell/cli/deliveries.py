"""`firebell deliveries list|retry`: what is under way to outside channels, held back or given up · try it again."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
import typer

from firebell import settings
from firebell.cli.deliver import outside
from firebell.cli.redis import Door, run
from firebell.cli.words import ConfigOption, JsonOption, say
from firebell.errors import FirebellError
from firebell.redis.deliveries import Standing, events, retry, standing
from firebell.redis.status import channel_facts
from firebell.terminal import harmless


class NoOutsideError(FirebellError):
    """No outside channel of this name."""


def add(app: typer.Typer) -> None:
    """Add the command's group to the program."""
    group = typer.Typer(no_args_is_help=True, help="Deliveries to webhooks and chats.")
    group.command("list")(listed)
    group.command("retry")(again)
    app.add_typer(group, name="deliveries")


def listed(
    channel: Annotated[str, typer.Option("--channel", help="Of this channel only.")] = "",
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Say of each outside channel how it stands, and of each delivery under way or given up how often it was tried."""
    names = [channel] if channel else list(outside(config or settings.load().config))
    for row in run(lambda door: _rows(door, names)):
        if json:
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        else:
            print(harmless(_line(row)))


def again(
    channel: Annotated[str, typer.Argument(metavar="NAME", help="An outside channel.")],
    delivery: Annotated[str, typer.Argument(metavar="[ID]", help="Of one event only; `list` shows it.")] = "",
) -> None:
    """Enable a channel, and try again now what waits for it or was given up."""

    async def work(door: Door) -> int:
        known = await standing(*door, channel)
        if not known.head:
            raise NoOutsideError(
                f"nothing was ever delivered to {channel}; `firebell deliveries list` has all"
            )
        entry = await _entry(door, channel, known, delivery) if delivery else ""
        return await retry(*door, channel, entry)

    count = run(work)
    say(f"{channel} is enabled; {count} deliver{'y' if count == 1 else 'ies'} to be tried now")


async def _entry(door: Door, channel: str, known: Standing, delivery: str) -> str:
    """The entry of an event's id, or of its own."""
    entries = [*known.due, *known.dead]
    if delivery in entries:
        return delivery
    for entry, raw in (await events(*door, channel, entries)).items():
        if msgspec.json.decode(raw, type=_Event).id == delivery:
            return entry
    raise NoOutsideError(f"{delivery} is neither under way to {channel} nor given up")


class _Data(msgspec.Struct, frozen=True):
    headline: str = ""


class _Event(msgspec.Struct, frozen=True):
    id: str = ""
    data: _Data = _Data()


async def _rows(door: Door, names: list[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name in names:
        known = await standing(*door, name)
        rows.append({"channel": name, **channel_facts(known)})
        told = await events(*door, name, [*known.due, *known.dead])
        rows += [{"channel": name, **row} for row in _deliveries(known, told)]
    return rows


def _deliveries(known: Standing, told: dict[str, bytes]) -> Iterator[dict[str, Any]]:
    for state, entries in (("waiting", known.due), ("given up", known.dead)):
        for entry, ms in entries.items():
            tried = known.tried.get(entry)
            event = _decoded(told.get(entry))
            yield {
                "entry": entry,
                "id": event.id,
                "state": state,
                "at": _moment(ms),
                "tries": tried.tries if tried else 0,
                "reason": tried.reason if tried else "",
                "detail": tried.detail if tried else "",
                "headline": event.data.headline,
            }


def _decoded(raw: bytes | None) -> _Event:
    try:
        return msgspec.json.decode(raw or b"{}", type=_Event)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Event()


def sentence(told: dict[str, Any]) -> str:
    """The facts in one line."""
    parts = [f"last ok {told['last_ok'] or 'never'}", f"waiting {told['waiting']}"]
    parts += [f"{told['held']} held for a digest"] if told["held"] else []
    parts += [f"{told['given_up']} given up"] if told["given_up"] else []
    if told["failing_since"]:
        parts.append(f"failing since {told['failing_since']} ({told['last_error']})")
    if told["disabled"]:
        parts.insert(0, f"DISABLED: {told['disabled']}")
    return "; ".join(parts)


def _line(row: dict[str, Any]) -> str:
    if "entry" not in row:
        return f"{row['channel']}: {sentence(row)}"
    when = "due" if row["state"] == "waiting" else "at"
    why = f", {row['reason']}: {row['detail']}" if row["reason"] else ""
    name = row["id"] or row["entry"]
    return f"  {row['state']} {name} {when} {row['at']}, {row['tries']} tries{why} · {row['headline']}"


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")
