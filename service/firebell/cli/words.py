"""What the commands share: articles from a file or standard input, and words on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, NamedTuple

import msgspec
import typer

from firebell.article import Article, BadArticleError, parse
from firebell.terminal import harmless

STANDARD_INPUT = "-"

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="DIR",
        help="Directory of the configuration; without it, FIREBELL_CONFIG or the shipped one.",
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="24h|ID", help="From so long ago (30m, 24h, 7d), or from a stream's id on."
    ),
]

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


class Line(NamedTuple):
    """One line of a file: the article, or what is wrong with it."""

    number: int
    raw: bytes
    article: Article | None
    error: str


def say(words: str) -> None:
    """Words for the person at the terminal, never data."""
    print(f"firebell: {harmless(words)}", file=sys.stderr)


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The file's bytes, or standard input's for `-`; a file that is not there is wrong use."""
    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    path = Path(file)
    if not path.is_file():
        say(f"{file}: no such file")
        raise typer.Exit(2)
    with path.open("rb") as lines:
        yield lines


def article_lines(file: str) -> Iterator[Line]:
    """The articles of a file of JSON lines, each with what is wrong with it; empty lines are left out."""
    with opened(file) as lines:
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                yield Line(number, raw, parse(raw), "")
            except BadArticleError as error:
                yield Line(number, raw, None, f"line {number}: {error}")


def articles(file: str) -> Iterator[Line]:
    """The articles of a file: JSON lines, or the whole file as one text where its first sign is no brace."""
    if file != STANDARD_INPUT and Path(file).is_file():
        head = Path(file).read_bytes()
        if not head.lstrip().startswith((b"{", b"[")):
            yield _text(file, head)
            return
    yield from article_lines(file)


def _text(file: str, raw: bytes) -> Line:
    """A text file as one article; a first line with an empty line behind it is the title."""
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        return Line(1, raw, None, f"{file}: byte {error.start} is no UTF-8")
    title, _, rest = text.partition("\n\n")
    if not text:
        return Line(1, raw, None, f"{file}: the file is empty")
    if rest and "\n" not in title and not title.rstrip().endswith((".", "!", "?", "”", '"')):
        return Line(1, raw, Article(title=title.strip(), text=rest.strip()), "")
    return Line(1, raw, Article(text=text), "")


def id_of(raw: bytes) -> str | None:
    """The id that an unreadable article gives itself, so that its producer can find it."""
    try:
        data = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    named = data.get("id") if isinstance(data, dict) else None
    return str(named) if isinstance(named, str | int) else None


def away(why: str) -> None:
    """Say why Redis cannot be had, and that we wait."""
    say(f"{why}; waiting for it")
