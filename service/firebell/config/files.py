"""A configuration directory → its files by name, and the journal's entry that holds them."""

import re
from collections.abc import Mapping
from pathlib import Path

from firebell import __version__
from firebell.article import digest_of
from firebell.config.mistakes import At, ConfigError, Mistake
from firebell.journal import ConfigEntry
from firebell.shipped import shipped_config

NAMES = ("thresholds", "regions", "channels", "sources", "signals", "actors")
"""The files that the reader and the fold take from a directory; a missing one is the shipped one."""

EXTRA = "conf.d"
EXTENDED = ("thresholds", "regions", "channels", "sources")
"""Files that those of conf.d can add to."""

_WORDS = re.compile(r"[-._]")


def read_files(directory: Path | None) -> dict[str, str]:
    """The text of each file by its name; `conf.d/…` files come behind the file that they add to.

    Raises:
        ConfigError: no directory, a file that is no UTF-8, or one that lies there twice.
    """
    shipped = shipped_config()
    directory = directory or shipped
    if not directory.is_dir():
        raise ConfigError(
            [Mistake(At(str(directory), 1, 1), (), "there is no such directory; `firebell check` wants one")]
        )
    found: dict[str, str] = {}
    for name in NAMES:
        path = directory / f"{name}.yaml"
        there = path.exists() or path.is_symlink()
        found[f"{name}.yaml"] = _text(path if there else shipped / f"{name}.yaml")
    for name, path in extra_files(directory):
        if name in found:
            raise ConfigError([Mistake(At(name, 1, 1), (), f"it lies as {EXTRA}.… too; make them one")])
        found[name] = _text(path)
    return found


def extra_files(directory: Path) -> list[tuple[str, Path]]:
    """The files of conf.d by their names; `conf.d.NAME.yaml` is one too, since a ConfigMap holds no folders."""
    within = [(f"{EXTRA}/{path.name}", path) for path in (directory / EXTRA).glob("*.yaml")]
    flat = [
        (f"{EXTRA}/{path.name.removeprefix(f'{EXTRA}.')}", path) for path in directory.glob(f"{EXTRA}.*.yaml")
    ]
    return sorted([*within, *flat])


def config_entry(files: Mapping[str, str]) -> ConfigEntry:
    """What the journal records of these files, and a digest that names them; of the actors the fold uses the sides."""
    kept = {name: text for name, text in files.items() if adds_to(name) in NAMES}
    parts = [part for name in sorted(kept) for part in (name, kept[name])]
    return ConfigEntry(files=kept, hash=digest_of(__version__, *parts), version=__version__)


def adds_to(name: str) -> str | None:
    """The file that one of these names is or adds to: `conf.d/sahel-thresholds.yaml` adds to thresholds."""
    stem = name.removeprefix(f"{EXTRA}/").removesuffix(".yaml")
    if not name.startswith(f"{EXTRA}/"):
        return stem
    return next((word for word in _WORDS.split(stem) if word in EXTENDED), None)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        says = "the link leads to no file; a missing file would be the shipped one"
        raise ConfigError([Mistake(At(path.name, 1, 1), (), says)]) from error
    except IsADirectoryError as error:
        raise ConfigError([Mistake(At(path.name, 1, 1), (), "a folder stands here; write a file")]) from error
    except UnicodeDecodeError as error:
        says = f"byte {error.start} is no UTF-8; save the file as UTF-8"
        raise ConfigError([Mistake(At(path.name, 1, 1), (), says)]) from error
