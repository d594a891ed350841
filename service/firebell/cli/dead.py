"""`firebell dead list|show|retry|drop`: articles that were set aside, with the reason · put back · let go."""

import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
import typer

from firebell.cli.redis import Door, run
from firebell.cli.words import JsonOption, say
from firebell.redis import dead

ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="R", help="Of this reason only: not_json, poison …")
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="`firebell dead list` shows it.")]
MOST = 50


def add(app: typer.Typer) -> None:
    """Add the command's group to the program."""
    group = typer.Typer(no_args_is_help=True, help="Articles that were set aside, with the reason.")
    group.command("list")(listed)
    group.command("show")(show)
    group.command("retry")(retry)
    group.command("drop")(drop)
    app.add_typer(group, name="dead")


def listed(
    reason: ReasonOption = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = MOST,
    dropped: Annotated[bool, typer.Option("--dropped", help="Those that people let go, and why.")] = False,
    json: JsonOption = False,
) -> None:
    """List them, newest first: reason, tries, age, source."""
    rows = run(_dropped if dropped else lambda door: _rows(door, reason, limit + 1))
    for row in rows[:limit]:
        if json:
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        else:
            print(_line(row))
    if len(rows) > limit:
        say(f"these are the newest {limit}; --limit shows more")


def show(name: IdArgument) -> None:
    """Print one to the byte as it came in; why it was set aside goes to standard error."""
    found = run(lambda door: dead.letter(*door, name))
    told = found.facts()
    say(f"{found.id} was entry {found.entry}, set aside {told['at']} after {found.tries} tries")
    say(f"{found.reason}: {found.detail}")
    for field, value in found.fields.items():
        say(f"field {field.decode('utf-8', 'backslashreplace')}, {len(value)} bytes:")
        sys.stderr.flush()
        sys.stdout.buffer.write(value + b"\n")
        sys.stdout.buffer.flush()


def retry(
    name: Annotated[
        str, typer.Argument(metavar="[ID]", help="One of them; `firebell dead list` shows it.")
    ] = "",
    reason: ReasonOption = "",
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
) -> None:
    """Put articles back onto their stream as they were, to be read again: one, those of a reason, or all."""
    if [bool(name), bool(reason), everything].count(True) != 1:
        raise typer.BadParameter("give an ID, or --reason R, or --all")

    async def work(door: Door) -> list[str]:
        found = (
            [await dead.letter(*door, name)] if name else [one async for one in dead.letters(*door, reason)]
        )
        return await dead.again(*door, [one.id for one in reversed(found)])

    told = run(work)
    back = [entry for entry in told if entry not in {"", "-"}]
    broken = [entry for entry in told if entry == "-"]
    say(f"{len(back)} put back" + (f", the last as {back[-1]}" if back else ""))
    if broken:
        say(f"{len(broken)} had more fields than are kept, and stay: publish them again from their source")
    if broken or (name and not back):
        raise typer.Exit(1)


def drop(
    name: IdArgument,
    why: Annotated[str, typer.Option("--why", help="The reason; `firebell dead list --dropped` tells it.")],
) -> None:
    """Let one go for good."""

    async def work(door: Door) -> str:
        found = await dead.letter(*door, name)
        await dead.drop(*door, found.id, why)
        return found.id

    say(f"{run(work)} is dropped")


async def _rows(door: Door, reason: str, most: int) -> list[dict[str, Any]]:
    rows = []
    async for found in dead.letters(*door, reason):
        rows.append(found.facts())
        if len(rows) == most:
            break
    return rows


async def _dropped(door: Door) -> list[dict[str, Any]]:
    return [{**row} for row in await dead.dropped(*door)]


def _line(row: dict[str, Any]) -> str:
    if "letter" in row:
        return f"{row['letter']}  {row['at']}  {row.get('reason', '')}  dropped: {row['why']}"
    age = datetime.now(UTC) - datetime.fromisoformat(row["at"])
    said = " · ".join(part for part in (row["source"], row["title"] or row["article_id"]) if part)
    tries = "1 try" if row["tries"] == 1 else f"{row['tries']} tries"
    return f"{row['id']}  {row['reason']}  {tries}  {_age(age.total_seconds())}  {said or '-'}  ({row['detail']})"


def _age(seconds: float) -> str:
    for length, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= length:
            return f"{seconds / length:.0f} {unit}"
    return f"{max(0.0, seconds):.0f} s"
