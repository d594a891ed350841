"""What analysts write → Rulebook, or every mistake at once: `read_files`, `config_entry`, `rulebook`."""

from firebell.config.files import EXTRA, NAMES, config_entry, read_files
from firebell.config.load import rulebook
from firebell.config.mistakes import ConfigError, Mistake
from firebell.config.regions import KnownArea, KnownRegions, known_regions

__all__ = [
    "EXTRA",
    "NAMES",
    "ConfigError",
    "KnownArea",
    "KnownRegions",
    "Mistake",
    "config_entry",
    "known_regions",
    "read_files",
    "rulebook",
]
