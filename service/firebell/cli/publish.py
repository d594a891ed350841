"""`firebell publish`: articles from files, standard input, pages and feeds into the stream."""

from typing import Annotated

import msgspec
import typer

from firebell.article import Article, Status
from firebell.cli.incoming import incoming
from firebell.cli.redis import run
from firebell.cli.words import STANDARD_INPUT, say
from firebell.redis.publishing import add as add_to


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("publish")(publish)


def publish(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|-|URL]…",
            help="JSON lines, a text file, an HTML page or a feed (RSS, Atom); - for standard input.",
        ),
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Remember it and never ring.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Ring with status Test.")] = False,
    source: Annotated[str, typer.Option("--source", help="Publisher of articles that name none.")] = "",
) -> None:
    """Add articles to the stream; what is no article is named, and the others go in."""
    good: list[Article] = []
    bad = 0
    for file in files or [STANDARD_INPUT]:
        for line in incoming(file, source):
            if line.article is None:
                say(line.error)
                bad += 1
            else:
                good.append(
                    prepared(line.article, history=history, status="Test" if test else None, source=source)
                )
    if good:
        run(lambda door: add_to(door.client, door.keys, good))
    say(f"{len(good)} published" + (f", {bad} left out" if bad else ""))
    if bad:
        raise typer.Exit(1)


def prepared(article: Article, *, history: bool, status: Status | None, source: str = "") -> Article:
    """The article with what the command line says of it."""
    return msgspec.structs.replace(
        article,
        history=article.history or history,
        status=status or article.status,
        source=article.source or source,
    )
