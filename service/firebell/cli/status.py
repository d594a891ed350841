"""`firebell status`: what waits, who folds, what was told last, which configuration is in force."""

import sys
from typing import Any

import msgspec
import typer

from firebell.alert.alert import decode
from firebell.cli.redis import Door, run
from firebell.cli.words import JsonOption, say
from firebell.redis.client import call, check_server
from firebell.redis.upkeep import depth


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("status")(status)


def status(json: JsonOption = False) -> None:
    """Say how it stands; exit 1 where the fold is stopped or nobody folds what waits."""
    facts = run(_facts)
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


async def _facts(door: Door) -> dict[str, Any]:
    client, keys = door
    waiting = await depth(client, keys)
    stopped = await call(client, "HGETALL", keys.stopped)
    lease = await call(client, "GET", keys.lease)
    fold = await call(client, "HGETALL", keys.fold)
    last = await call(client, "XREVRANGE", keys.alerts, "+", "-", "COUNT", 1)
    return {
        "redis": await check_server(client),
        "stream_lag_entries": waiting.lag
        if waiting.group
        else int(await call(client, "XLEN", keys.articles)),
        "stream_pending_entries": waiting.pending,
        "oldest_pending_seconds": round(waiting.oldest_pending, 1),
        "journal_lag_entries": waiting.unfolded,
        "journal_lag_seconds": round(waiting.oldest_unfolded, 1),
        "folder": lease.decode().rpartition("-")[0] if lease else None,
        "fold_stopped": _decoded(stopped) or None,
        "cursor": _decoded(fold).get("cursor"),
        "config_hash": _decoded(fold).get("config"),
        "articles": {
            name: int(n) for name, n in _decoded(await call(client, "HGETALL", keys.counts)).items()
        },
        "dead_letters": int(await call(client, "XLEN", keys.dead)),
        "alerts": int(await call(client, "XLEN", keys.alerts)),
        "last_alert": _last(last),
    }


def _last(entries: Any) -> dict[str, str] | None:
    if not entries:
        return None
    alert = decode(entries[0][1][b"data"])
    return {
        "time": alert.time.isoformat(timespec="seconds"),
        "severity": alert.severitytext,
        "headline": alert.data.headline,
    }


def _decoded(raw: dict[bytes, bytes]) -> dict[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, value in raw.items()}


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, dict) and "headline" in value:
        return f"{value['time']} {value['severity']}: {value['headline']}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in sorted(value.items())) or "-"
    return str(value)
