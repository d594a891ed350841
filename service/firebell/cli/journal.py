"""`firebell journal skip`: a person steps over the entry that stops the fold."""

from typing import Annotated

import typer

from firebell.cli.redis import Door, run
from firebell.cli.words import say
from firebell.redis.journal import skip as skip_entry


def add(app: typer.Typer) -> None:
    """Add the command's group to the program."""
    group = typer.Typer(no_args_is_help=True, help="The journal of what was folded.")
    group.command("skip")(skip)
    group.callback()(_group)
    app.add_typer(group, name="journal")


def _group() -> None:
    """The journal of what was folded."""


def skip(
    entry: Annotated[str, typer.Argument(help="The entry that `firebell status` names.")],
    why: Annotated[str, typer.Option("--why", help="The reason, kept in the journal.")],
) -> None:
    """Step over the journal entry that stops the fold; the next worker goes on behind it."""

    async def work(door: Door) -> str:
        return await skip_entry(door.client, door.keys, entry, why)

    told = run(work)
    say(f"stepped over {entry}; the journal says so in {told}")
