"""A directory of configuration → Reader: all that reading needs, loaded once."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firebell import __version__, yaml
from firebell.errors import FirebellError
from firebell.reading.en import places
from firebell.reading.en.actors import actor_list
from firebell.reading.en.actors.names import Actors
from firebell.reading.en.places import Gazetteer
from firebell.reading.en.signals import lexicon as lexicon_of
from firebell.reading.en.signals.lexicon import Lexicon
from firebell.reading.sources_hint import Homes
from firebell.shipped import shipped_config

LONGEST_REASON = 500


class BadFileError(FirebellError):
    """A file of the reader cannot be read, or is no map."""


class Reader:
    """All that reading needs, loaded once: vocabulary, gazetteer, actors, the publishers' home countries.

    `reading_hash` names what was loaded: two readers with the same one read every article alike.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        actors: Actors,
        homes: Callable[[str, str], str | None],
        *,
        reading_hash: str = "",
    ) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.actors = actors
        self.home_of = homes
        self.reading_hash = reading_hash

    @classmethod
    def shipped(cls, directory: Path | None = None) -> "Reader":
        """The reader that comes with firebell; files of the directory stand in for the shipped ones.

        Raises:
            BadSignalsError, BadActorsError, BadFileError: a file of the directory that no reader can use.
        """
        signals_file, actors_file, sources_file = (
            _file(name, directory) for name in ("signals.yaml", "actors.yaml", "sources.yaml")
        )
        with _here_to_stay():
            gazetteer = places.shipped()
            return cls(
                lexicon_of.load(signals_file),
                gazetteer,
                Actors(actor_list.parse(_yaml(actors_file)), gazetteer.demonyms, gazetteer.slugs),
                Homes(_map(_yaml(sources_file).get("publishers"))),
                reading_hash=_digest(
                    signals_file, actors_file, shipped_config() / "gazetteer.bin", sources_file
                ),
            )


@contextmanager
def _here_to_stay() -> Iterator[None]:
    """The collector looks for no garbage in what is built here, then or later: a fourth of the time to load."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if running:
            gc.enable()


def _file(name: str, directory: Path | None) -> Path:
    """The directory's own file, or the shipped one where it has none."""
    own = directory / name if directory is not None else None
    return own if own is not None and own.is_file() else shipped_config() / name


def _yaml(path: Path) -> Mapping[str, Any]:
    try:
        data = yaml.load(path.read_text("utf-8-sig")) or {}
    except OSError as error:
        raise BadFileError(f"{path}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadFileError(f"{path}: no YAML: {str(error)[:LONGEST_REASON]}") from error
    if not isinstance(data, Mapping):
        raise BadFileError(f"{path}: the file must be a map: `name: value` lines")
    return data


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _digest(*files: Path) -> str:
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    for path in files:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
