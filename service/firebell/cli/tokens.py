"""`firebell tokens make`: a token for a reader, a publisher, or a person who acts."""

from typing import Annotated

import typer

from firebell.cli.words import say
from firebell.serve.tokens import SCOPES, Scope, TokensError
from firebell.serve.tokens import make as made

tokens = typer.Typer(no_args_is_help=True, help="Tokens of the HTTP side.")


def add(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(tokens, name="tokens")
    tokens.command("make")(make)


def make(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who holds it; stands in logs.")],
    scope: Annotated[list[str], typer.Option("--scope", help="read, publish or act; may be given again.")],
) -> None:
    """Print a new token once, and the line for the file of FIREBELL_HTTP_TOKENS, which holds only its digest."""
    asked: list[Scope] = [known for known in SCOPES if known in scope]
    if unknown := sorted({*scope} - {*SCOPES}):
        raise TokensError(f"--scope {unknown[0]}: one of {', '.join(SCOPES)}")
    token, line = made(name, asked)
    say(f"give this token to {name}; it is shown only now: {token}")
    print(line)
