"""What analysts write → Rulebook, or every mistake at once: `read_files`, `config_entry`, `rulebook`."""

from firebell.config.files import NAMES, config_entry, extra_files, read_files
from firebell.config.load import feeds, rulebook
from firebell.config.mistakes import ConfigError, Mistake
from firebell.config.regions import KnownArea, KnownRegions, known_regions
from firebell.config.values import Feed

__all__ = [
    "NAMES",
    "ConfigError",
    "Feed",
    "KnownArea",
    "KnownRegions",
    "Mistake",
    "config_entry",
    "extra_files",
    "feeds",
    "known_regions",
    "read_files",
    "rulebook",
]
