"""`firebell read`: article JSON lines in, one reading a line out, in the same order."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from firebell.cli.words import article_lines, id_of
from firebell.errors import FirebellError


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("read")(read)


def read(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="Article JSON lines; - for standard input.")],
    full: Annotated[
        bool,
        typer.Option("--full", help="Read places also where nothing violent is told."),
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="DIR", help="Directory with a vocabulary, names or sources of its own."
        ),
    ] = None,
) -> None:
    """Read articles, one JSON object a line, and print one reading a line in the same order."""
    from firebell.reading.read import Reader
    from firebell.reading.read import read as read_article

    if config is not None and not config.is_dir():
        raise FirebellError(f"--config {config}: there is no such directory")
    reader = Reader.shipped(config)
    failed = False
    for line in article_lines(file):
        if line.article is None:
            failed = True
            answer = msgspec.json.encode({"article_id": id_of(line.raw), "error": line.error})
        else:
            answer = msgspec.json.encode(read_article(line.article, reader, full=full))
        sys.stdout.buffer.write(answer + b"\n")
        sys.stdout.buffer.flush()
    if failed:
        raise typer.Exit(1)
