"""signals.yaml → what is wrong with its words, each with its line; the readers' own loader judges."""

from collections.abc import Iterator
from pathlib import Path

from firebell.config.mistakes import Mistake
from firebell.config.tree import Path as Keys
from firebell.config.tree import Tree, parse
from firebell.reading.en.signals import lexicon
from firebell.reading.en.signals.lexicon import BadSignalsError

SIGNALS = "signals.yaml"


def signal_mistakes(file: Path) -> tuple[list[Mistake], int]:
    """What is wrong with a signals.yaml, and how many signals it lists; compiling all words takes a second."""
    try:
        return [], len(lexicon.load(file).beside)
    except BadSignalsError as error:
        tree, mistakes = parse(SIGNALS, file.read_text("utf-8-sig"))
        return mistakes or [*_told(str(error), f"{file}: ", tree)], 0


def _told(message: str, prefix: str, tree: Tree) -> Iterator[Mistake]:
    """The loader's lines `file: dotted.key: what is wrong`, each with the place of its key."""
    for line in message.splitlines():
        key, _, says = line.removeprefix(prefix).partition(": ")
        path: Keys = tuple(key.split(".")) if key != "the file" else ()
        yield Mistake(tree.where(path), path, says)
