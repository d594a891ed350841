"""`firebell status`: what waits, who folds, what was told last, which configuration is in force."""

import sys
from typing import Any

import msgspec
import typer

from firebell.cli.redis import run
from firebell.cli.words import JsonOption, say
from firebell.redis.status import facts_of


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("status")(status)


def status(json: JsonOption = False) -> None:
    """Say how it stands; exit 1 where the fold is stopped or nobody folds what waits."""
    facts = run(lambda door: facts_of(door.client, door.keys))
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(facts) + b"\n")
    else:
        for name, value in facts.items():
            print(f"{name.replace('_', ' '):24} {_shown(value)}")
    if facts["fold_stopped"] and not json:
        entry = facts["fold_stopped"]["entry"]
        say(f"nothing rings until a mended version runs, or: firebell journal skip {entry} --why '…'")
    if facts["journal_lag_entries"] and not facts["folder"] and not facts["fold_stopped"] and not json:
        say("the journal waits and nobody folds it: run `firebell worker`")
    if facts["fold_stopped"] or (facts["journal_lag_entries"] and not facts["folder"]):
        raise typer.Exit(1)


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, dict) and "headline" in value:
        return f"{value['time']} {value['severity']}: {value['headline']}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in sorted(value.items())) or "-"
    return str(value)
