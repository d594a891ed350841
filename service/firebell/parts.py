"""A configuration directory → the pure parts as worker, replay and explain all run them."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from firebell import config
from firebell.article import Article
from firebell.config.load import written
from firebell.config.regions import KnownRegions
from firebell.journal import ConfigEntry
from firebell.reading.en import places
from firebell.reading.gazetteer import Gazetteer
from firebell.reading.read import Reader
from firebell.reading.read import read as read_article
from firebell.reading.reading import Reading
from firebell.rules.rulebook import Rulebook

RULEBOOKS_KEPT = 4
"""Rulebooks kept by their hash: the one in force, one that a reload brings, and two compared in a replay."""


class Parts(NamedTuple):
    """How an article is read, the configuration in force, and how an entry of the journal becomes a rulebook."""

    reader: Reader
    config: ConfigEntry
    rulebook: Callable[[ConfigEntry], Rulebook]

    def read(self, article: Article) -> Reading:
        """What one article says."""
        return read_article(article, self.reader)


def load(directory: Path | None = None) -> Parts:
    """The parts for a configuration directory, the shipped one without it.

    Raises:
        ConfigError: with every mistake in the files.
    """
    files = config.read_files(directory)
    entry = config.config_entry(files)
    rulebooks = Rulebooks(places.shipped())
    rulebooks(entry)
    return Parts(Reader.shipped(directory), entry, rulebooks)


def regions(directory: Path | None = None) -> KnownRegions:
    """The regions that a configuration knows, its own areas too.

    Raises:
        ConfigError: with every mistake in the files.
    """
    forms, _ = written(config.read_files(directory), config.known_regions(places.shipped()))
    return forms.regions


class Rulebooks:
    """Entries of the journal → rulebooks, each built once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._regions = config.known_regions(gazetteer)
        self._built: dict[str, Rulebook] = {}

    def __call__(self, entry: ConfigEntry) -> Rulebook:
        """The rulebook of one configuration."""
        found = self._built.get(entry.hash)
        if found is None:
            found = config.rulebook(entry.files, self._regions)
            while len(self._built) >= RULEBOOKS_KEPT:
                del self._built[next(iter(self._built))]
            self._built[entry.hash] = found
        return found
