"""`firebell retract`, `silence`, `confirm`: a person's turn, which goes through the journal like everything else."""

from typing import Annotated

import typer

from firebell import person, settings
from firebell.cli.redis import Door, run
from firebell.cli.words import say
from firebell.journal import ConfirmEntry, RetractEntry, SilenceEntry
from firebell.redis.journal import append_turn
from firebell.redis.state import is_told

WhyOption = Annotated[str, typer.Option("--why", help="The reason; alerts and `firebell explain` tell it.")]


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("retract")(retract)
    app.command("silence")(silence)
    app.command("confirm")(confirm)


def retract(
    what: Annotated[
        str,
        typer.Argument(metavar="ARTICLE|ALERT", help="The id of an article, or the alert_id of an alert."),
    ],
    why: WhyOption,
) -> None:
    """Take an article back, whose claims then no longer count, or cancel an alert for good."""
    told = _journal(person.retract(what, why))
    say(f"journaled as {told}; `firebell explain {what}` tells what came of it")


def silence(
    region: Annotated[str, typer.Argument(help="A code: IQ, IQ-BA, x-darfur; `firebell regions` finds it.")],
    for_: Annotated[str, typer.Option("--for", metavar="2h", help="So long: 30m, 2h, 3d.")],
    why: WhyOption,
) -> None:
    """Let a region not ring for a while; all is read and remembered, and `explain` tells of the silence."""
    told = _journal(person.silence(region, for_, why, _wrong))
    say(f"journaled as {told}: {region} is silent for {for_} of its clock")


def confirm(
    alert: Annotated[str, typer.Argument(metavar="ALERT", help="The alert_id of an alert.")], why: WhyOption
) -> None:
    """Say that what an alert tells did happen: its certainty rises to Observed, and stays."""
    entry = person.confirm(alert, why)

    async def work(door: Door) -> str:
        if not await is_told(door.client, door.keys, alert):
            message = f"no alert has the alert_id {alert}; `firebell subscribe --json` shows it"
            raise person.BadTurnError(message)
        return await append_turn(door.client, door.keys, entry)

    say(f"journaled as {run(work)}")


def _journal(entry: RetractEntry | SilenceEntry | ConfirmEntry) -> str:
    return run(lambda door: append_turn(door.client, door.keys, entry))


def _wrong(code: str) -> str:
    """What is wrong with a region's code by the configuration in force, its own areas too."""
    from firebell.parts import regions

    return regions(settings.load().config).wrong(code)
