"""The command `firebell`: words on standard error, data on standard output; exit 0 done, 1 problems, 2 wrong use."""

import importlib
import sys
from typing import Annotated

import typer

from firebell import __version__
from firebell.errors import FirebellError
from firebell.terminal import harmless

COMMANDS = (
    "up",
    "worker",
    "collect",
    "serve",
    "tokens",
    "deliver",
    "publish",
    "subscribe",
    "read",
    "replay",
    "explain",
    "check",
    "config",
    "regions",
    "export",
    "journal",
    "retract",
    "silence",
    "confirm",
    "channels",
    "deliveries",
    "dead",
    "status",
)
"""Commands; each stands in a module of its name that has `add(app)`, or in one of these."""

STANDS_IN = {"retract": "persons", "silence": "persons", "confirm": "persons"}

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


def main() -> None:
    """Run the command; what a person can mend is one line on standard error and exit 2."""
    asked = next((word for word in sys.argv[1:2] if word in COMMANDS), None)
    # Only the command that is asked for is loaded: `firebell read` needs neither Redis nor pydantic.
    wanted = (asked,) if asked else COMMANDS
    for name in dict.fromkeys(STANDS_IN.get(command, command) for command in wanted):
        importlib.import_module(f"firebell.cli.{name}").add(app)
    try:
        app()
    except FirebellError as error:
        print(f"firebell: {harmless(str(error))}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has left (`| head`): nothing to say, nobody to say it to.
        sys.stderr.close()
        sys.exit(0)


def _version(asked: bool) -> None:
    if asked:
        print(f"firebell {__version__}")
        raise typer.Exit


@app.callback()
def firebell(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Read the news and ring when violence escalates."""
    del version  # its callback has answered
