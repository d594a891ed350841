"""`firebell publish`: articles from files or standard input into the stream."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
import typer

from firebell.article import Article, Status, encode
from firebell.cli.redis import Door, run
from firebell.cli.words import STANDARD_INPUT, articles, say
from firebell.redis.client import call

AT_ONCE = 200
"""Articles a round trip; one by one a backlog takes ten times as long."""


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("publish")(publish)


def publish(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|-]…", help="JSON lines, or a text file; - for standard input."),
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Remember it and never ring.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Ring with status Test.")] = False,
    source: Annotated[str, typer.Option("--source", help="Publisher of articles that name none.")] = "",
) -> None:
    """Add articles to the stream; lines that are no article are named, and the others go in."""
    good: list[Article] = []
    bad = 0
    for file in files or [STANDARD_INPUT]:
        for line in articles(file):
            if line.article is None:
                say(line.error)
                bad += 1
            else:
                good.append(
                    prepared(line.article, history=history, status="Test" if test else None, source=source)
                )
    if good:
        run(lambda door: _send(door, good))
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


async def _send(door: Door, listed: Sequence[Article]) -> None:
    for at in range(0, len(listed), AT_ONCE):
        pipe = door.client.pipeline(transaction=False)
        for article in listed[at : at + AT_ONCE]:
            pipe.execute_command("XADD", door.keys.articles, "*", "data", encode(article))
        await pipe.execute()


async def send(door: Door, article: Article) -> str:
    """Publish one article; returns its entry id."""
    name: bytes = await call(door.client, "XADD", door.keys.articles, "*", "data", encode(article))
    return name.decode()
