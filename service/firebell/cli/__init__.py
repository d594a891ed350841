"""The command `firebell`: words on standard error, data on standard output; exit 0 done, 1 problems, 2 wrong use."""

import importlib
import sys

import typer

from firebell.errors import FirebellError

COMMANDS = (
    "up",
    "worker",
    "publish",
    "subscribe",
    "read",
    "replay",
    "explain",
    "check",
    "export",
    "journal",
    "status",
)
"""Modules of this package; each has `add(app)`. Heavy imports stay inside the commands, so that `read` is quick."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


def main() -> None:
    """Run the command; what a person can mend is one line on standard error and exit 2."""
    for name in COMMANDS:
        importlib.import_module(f"firebell.cli.{name}").add(app)
    try:
        app()
    except FirebellError as error:
        print(f"firebell: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has left (`| head`): nothing to say, nobody to say it to.
        sys.stderr.close()
        sys.exit(0)
