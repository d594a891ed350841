"""`firebell status`: what waits, who folds, what was told last, which configuration is in force."""

import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import typer

from firebell import settings
from firebell.cli.deliver import outside
from firebell.cli.deliveries import sentence
from firebell.cli.redis import Door, run
from firebell.cli.words import JsonOption, say
from firebell.config import ConfigError
from firebell.redis.deliveries import standing
from firebell.redis.status import channel_facts, facts_of
from firebell.terminal import harmless

LATE = 60
"""A feed that is so many seconds overdue is late; who stands by takes over sooner."""


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("status")(status)


def status(json: JsonOption = False) -> None:
    """Say how it stands; exit 1 where the fold is stopped, nobody does what waits, or a channel is disabled."""
    told = run(_facts)
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    else:
        for name, value in told.items():
            if name not in ("channels", "feeds"):
                print(f"{name.replace('_', ' '):24} {harmless(_shown(value))}")
        for name, stands in told["channels"].items():
            print(f"{f'channel {name}':24} {harmless(sentence(stands))}")
        for publisher, feed in told["feeds"].items():
            print(f"{f'feed {publisher}':24} {harmless(_feed(feed))}")
    troubles = list(_troubles(told))
    if not json:
        for trouble in troubles:
            say(trouble)
    if troubles:
        raise typer.Exit(1)


def _troubles(told: dict[str, Any]) -> Iterator[str]:
    """What somebody has to do something about."""
    if told["fold_stopped"]:
        entry = told["fold_stopped"]["entry"]
        yield f"nothing rings until a mended version runs, or: firebell journal skip {entry} --why '…'"
    elif told["journal_lag_entries"] and not told["folder"]:
        yield "the journal waits and nobody folds it: run `firebell worker`"
    for name, stands in told["channels"].items():
        if stands["disabled"]:
            yield f"{name} hears nothing: mend it, then `firebell deliveries retry {name}`"
        elif stands["waiting"] and not stands["deliverer"]:
            yield f"alerts wait for {name} and nobody delivers them: run `firebell deliver`"
    if not told["collector"] and any(feed["overdue_seconds"] > LATE for feed in told["feeds"].values()):
        yield "feeds are due and nobody polls them: run `firebell collect`"


async def _facts(door: Door) -> dict[str, Any]:
    client, keys = door
    told = await facts_of(client, keys)
    missing = {*_channels()} - told["channels"].keys()
    told["channels"] |= {name: channel_facts(await standing(client, keys, name)) for name in sorted(missing)}
    return told


def _channels() -> list[str]:
    """The outside channels; where the files are wrong, which `firebell check` tells, there is more to say than that."""
    try:
        return list(outside(settings.load().config))
    except ConfigError as error:
        say(f"the configuration cannot be read, so its channels are left out: {error.mistakes[0]}")
        return []


def _feed(feed: dict[str, Any]) -> str:
    """One feed in a sentence, what is wrong with it first."""
    last = f"last article {feed['last_new'] or 'none yet'}"
    if not feed["up"]:
        says = f"down ({feed['reason']}), {feed['failures']} failures in a row: {feed['error']}; {last}"
    elif feed["silent_since"]:
        says = f"silent since {feed['silent_since']}: it answers and has nothing new"
    elif not feed["last_answered"]:
        says = "not polled yet"
    else:
        says = f"up, {last}"
    moved = f"; it moved to {feed['moved_to']}: change sources.yaml" if feed["moved_to"] else ""
    return f"{says}{moved}"


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, dict) and "headline" in value:
        return f"{value['time']} {value['severity']}: {value['headline']}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in sorted(value.items())) or "-"
    return str(value)
