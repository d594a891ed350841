"""Forms: all files of a configuration as valid forms, and where each value of them stands."""

from collections.abc import Mapping
from typing import NamedTuple

from firebell.config.forms import ActorsForm, AreasForm, ChannelsForm, SourcesForm, ThresholdsForm
from firebell.config.regions import KnownRegions
from firebell.config.tree import Path, Tree
from firebell.rules.ruling import Origin, Severity


class Rated(NamedTuple):
    """A signal's default severity, None for relief and context, and its line in signals.yaml."""

    severity: Severity | None
    origin: Origin


class Forms(NamedTuple):
    """What is valid, each file by itself.

    `at`: a file's name without its ending → its places. `wrong`: file and path of what was taken out of them.
    """

    thresholds: ThresholdsForm
    areas: AreasForm
    channels: ChannelsForm
    sources: SourcesForm
    actors: ActorsForm
    at: Mapping[str, Tree]
    regions: KnownRegions
    severities: Mapping[str, Rated]
    wrong: frozenset[tuple[str, Path]] = frozenset()

    def origin(self, file: str, path: Path, region: str = "defaults") -> Origin:
        """Where a value is written, and which region it belongs to."""
        at = self.at[file].where(path)
        return Origin(at.file, at.line, region)

    def is_whole(self, file: str, path: Path = ()) -> bool:
        """Whether nothing was taken out at this path or below: what is missing there was never written."""
        return not any(name == file and wrong[: len(path)] == path for name, wrong in self.wrong)
