"""`firebell retract`, `silence`, `confirm`: a person's turn, which goes through the journal like everything else."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from firebell import settings
from firebell.cli.redis import Door, run
from firebell.cli.words import say
from firebell.errors import FirebellError
from firebell.journal import ConfirmEntry, RetractEntry, SilenceEntry
from firebell.redis.client import call
from firebell.redis.journal import append_turn

WhyOption = Annotated[str, typer.Option("--why", help="The reason; alerts and `firebell explain` tell it.")]

_SPAN = re.compile(r"([1-9]\d{0,3})([mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
STORY = "s:"


class BadTurnError(FirebellError):
    """What a person asks for cannot be done; the message says why."""


def add(app: typer.Typer) -> None:
    """Add the commands to the program."""
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
    told = run(lambda door: append_turn(door.client, door.keys, RetractEntry(target=what, why=_said(why))))
    say(f"journaled as {told}; `firebell explain {what}` tells what came of it")


def silence(
    region: Annotated[str, typer.Argument(help="A code: IQ, IQ-BA, x-darfur; `firebell regions` finds it.")],
    for_: Annotated[str, typer.Option("--for", metavar="2h", help="So long: 30m, 2h, 3d.")],
    why: WhyOption,
) -> None:
    """Let a region not ring for a while; all is read and remembered, and `explain` tells of the silence."""
    seconds = int(_span(for_).total_seconds())
    _check_region(region)
    entry = SilenceEntry(region=region, seconds=seconds, why=_said(why))
    told = run(lambda door: append_turn(door.client, door.keys, entry))
    say(f"journaled as {told}: {region} is silent for {for_} of its clock")


def confirm(
    alert: Annotated[str, typer.Argument(metavar="ALERT", help="The alert_id of an alert.")], why: WhyOption
) -> None:
    """Say that what an alert tells did happen: its certainty rises to Observed, and stays."""

    async def work(door: Door) -> str:
        if await call(door.client, "HEXISTS", door.keys.state, STORY + alert) == 0:
            raise BadTurnError(f"no alert has the alert_id {alert}; `firebell subscribe --json` shows it")
        return await append_turn(door.client, door.keys, ConfirmEntry(alert=alert, why=_said(why)))

    say(f"journaled as {run(work)}")


def _said(why: str) -> str:
    if not why.strip():
        raise BadTurnError("--why is empty; write the reason, for those who read the alert")
    return why.strip()


def _span(written: str) -> timedelta:
    found = _SPAN.fullmatch(written.strip())
    if found is None:
        raise BadTurnError(f"--for {written}: write 30m, 2h or 3d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def _check_region(code: str) -> None:
    """Whether the configuration in force knows the region, its own areas too."""
    from firebell import config
    from firebell.config import load
    from firebell.reading.en import places

    files = config.read_files(settings.load().config)
    forms, _ = load.written(files, config.known_regions(places.shipped()))
    if wrong := forms.regions.wrong(code):
        raise BadTurnError(wrong)
